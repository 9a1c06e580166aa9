// An engine for ONNX models under the conformance suite: its test models, which are GGUF files, are handed
// over in ONNX form. A file that is no such model is handed over as it is, under the name of weights.

import type { Engine, ModelRef } from '../../src/engine/engine.ts';
import type { Skip } from '../engine-conformance.ts';
import { adapterTests } from '../conformance/adapters.ts';
import { onnxFiles, type OnnxFile } from './gguf-to-onnx.ts';
import { manifestFiles } from './manifest-files.ts';

const NO_ADAPTERS =
	'An ONNX file has its weights baked in: there is nothing to attach an adapter to.';
const NO_GRAMMAR = 'The engine takes no grammar, and says so (capabilities.grammar).';

/** What the engine cannot do, and why. */
export const ONNX_SKIPS: Skip[] = [
	...adapterTests.map(({ name }) => ({ test: name, reason: NO_ADAPTERS })),
	{
		test: 'refuses an adapter file that is cut short, or made for other shapes',
		reason: NO_ADAPTERS
	},
	{
		test: 'answers several paths, each marked and finished once',
		reason:
			'It asks for two sequences at once, and this engine has one: onnxruntime computes one call after the other.'
	},
	{ test: 'obeys a grammar', reason: NO_GRAMMAR },
	{
		test: 'refuses a grammar that cannot be read, and answers the next request',
		reason: NO_GRAMMAR
	}
];

export function onOnnx(engine: Engine): Engine {
	return {
		id: engine.id,
		probe: () => engine.probe(),
		load: async (model, options) => engine.load(await inOnnx(model), options)
	};
}

async function inOnnx({ manifest, files: [base] }: ModelRef): Promise<ModelRef> {
	const gguf = new Uint8Array(await base!.blob.arrayBuffer());
	let made: OnnxFile[];
	try {
		made = await onnxFiles(gguf);
	} catch {
		made = [{ path: 'model.onnx', bytes: gguf }];
	}
	const files = await manifestFiles(made);
	return {
		manifest: {
			...manifest,
			engine: 'transformers',
			template: { ...manifest.template, kind: 'engine' },
			baseSha256: files[0]!.sha256,
			files,
			modifiers: []
		},
		files: made.map(({ path, bytes }) => ({ path, blob: new Blob([bytes]) }))
	};
}
