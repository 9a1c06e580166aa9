// transformers.js as the app uses it: its files through one function, its runtime from our own origin,
// and no other address, ever. The library is fetched when something first needs it, and it keeps its
// settings in one place: within one page or worker, open one model after the other.

import type * as Transformers from '@huggingface/transformers';

type Library = typeof Transformers;

export type LibraryRuntime = {
	/** Where onnxruntime's two files are: on our origin, or `file:` in Node. The library's own place is a CDN. */
	wasm: { mjs: string; wasm: string };
	/** transformers.js' name for what computes: `wasm` in browsers, `auto` where a runtime was handed to it. */
	device: 'wasm' | 'auto';
	/** Threads of the runtime; more than one needs an isolated page. 1 when absent. */
	threads?: number;
};

/** `file` answers what the library asks for, by the end of the name it asks with. */
export async function openLibrary(
	{ wasm, threads = 1 }: LibraryRuntime,
	file: (request: string) => Promise<Response | undefined>
): Promise<Library> {
	const library = await import('@huggingface/transformers');
	const { env } = library;
	env.allowRemoteModels = false;
	env.allowLocalModels = true;
	env.useBrowserCache = false;
	env.useFSCache = false;
	env.useWasmCache = false;
	env.useCustomCache = true;
	env.customCache = { match: file, put: () => Promise.resolve() };
	// Whatever is not among the model's files does not exist: the library asks for optional ones too.
	env.fetch = () => Promise.resolve(new Response(null, { status: 404 }));
	const { onnx } = env.backends;
	if (onnx.wasm) {
		onnx.wasm.numThreads = threads;
		onnx.wasm.wasmPaths = wasm;
	}
	return library;
}
