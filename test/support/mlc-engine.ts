// WebLLM under the conformance suite in Node: @mlc-ai/web-llm's real MLCEngine, its checks of requests, its rule of
// what a conversation goes on from, its stream, its lock and its interrupts, over a stand-in for the model compiled
// for it (mlc-pipeline.ts). `reload` alone is ours: it would need WebGPU and such a model.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MLCEngine, type MLCEngineConfig } from '@mlc-ai/web-llm';
import type { Engine, ModelRef } from '../../src/engine/engine.ts';
import { TransformersDecoder } from '../../src/engine/transformers-decoder.ts';
import { openLibrary } from '../../src/engine/transformers-library.ts';
import { createWebLlmHost } from '../../src/engine/webllm-engine.ts';
import { WEBLLM_RECORD } from '../../src/engine/webllm-record.ts';
import { llamaOf, onnxFiles } from './gguf-to-onnx.ts';
import { MlcPipeline, type ChatConfig } from './mlc-pipeline.ts';

const HASH = `sha256-${'A'.repeat(43)}=`;
const RECORD = {
	version: 1,
	runtime: 'webllm',
	model: `https://huggingface.co/mlc-ai/Test-q0f32-MLC/resolve/${'a'.repeat(40)}/`,
	modelLib: 'https://models.example/test.wasm',
	integrity: { config: HASH, modelLib: HASH, tokenizer: { 'tokenizer.json': HASH } },
	source: 'Made for a test.'
};
const PROGRESS_STEPS = [0, 0.5, 1];

/** TEST_TEMPLATE, as a model's mlc-chat-config.json says it. */
const chatConfig = (vocabulary: number, contextTokens: number): ChatConfig => ({
	tokenizer_files: ['tokenizer.json'],
	vocab_size: vocabulary,
	conv_template: {
		system_template: '<s>{system_message}',
		system_message: '',
		roles: { user: '<|user|>', assistant: '<|assistant|>', tool: '<|user|>' },
		role_content_sep: '',
		role_empty_sep: '',
		seps: ['</s>'],
		stop_str: [],
		stop_token_ids: [2]
	},
	context_window_size: contextTokens,
	sliding_window_size: -1,
	attention_sink_size: -1,
	repetition_penalty: 1,
	frequency_penalty: 0,
	presence_penalty: 0,
	top_p: 1,
	temperature: 1
});

export type OnMlc = {
	/** Told of the stand-in of each model that is loaded. */
	onPipeline?: (pipeline: MlcPipeline, library: MLCEngine) => void;
};

/** The app's own engine for models in MLC's form, given the suite's models. */
export function onMlc({ onPipeline }: OnMlc = {}): Engine {
	return {
		id: 'webllm',
		probe: async () => ({ ok: true }),
		load: async (model, options) => {
			const host = createWebLlmHost(async (config) => library(config, model, onPipeline));
			return host.load(inMlc(model), options);
		}
	};
}

function inMlc({ manifest }: ModelRef): ModelRef {
	return {
		manifest: { ...manifest, engine: 'webllm', modifiers: [] },
		files: [{ path: WEBLLM_RECORD, blob: new Blob([JSON.stringify(RECORD)]) }]
	};
}

function library(
	config: MLCEngineConfig,
	model: ModelRef,
	onPipeline: OnMlc['onPipeline']
): MLCEngine {
	const engine = new MLCEngine(config);
	let unloaded = false;
	const unload = engine.unload.bind(engine);
	return Object.assign(engine, {
		unload() {
			unloaded = true;
			return unload();
		},
		async reload(id: string, options: { context_window_size: number }) {
			const gguf = new Uint8Array(await model.files[0]!.blob.arrayBuffer());
			const { vocabulary } = await llamaOf(gguf);
			const chat = chatConfig(vocabulary, options.context_window_size);
			for (const progress of PROGRESS_STEPS) {
				config.initProgressCallback?.({ progress, timeElapsed: 0, text: '' });
				await Promise.resolve();
				// As the library's: one that was called off ends without an error.
				if (unloaded) return;
			}
			const pipeline = new MlcPipeline(await decoderOf(gguf), vocabulary, chat);
			placeModel(engine, id, pipeline, chat);
			onPipeline?.(pipeline, engine);
		}
	});
}

/** As the library's reload leaves it, in fields that its types call private. */
function placeModel(engine: MLCEngine, id: string, pipeline: MlcPipeline, chat: ChatConfig): void {
	const inside = engine as unknown as Record<
		'loadedModelIdToPipeline' | 'loadedModelIdToModelType' | 'loadedModelIdToLock',
		Map<string, unknown>
	> & { getLLMStates: () => unknown[] };
	inside.loadedModelIdToPipeline.set(id, pipeline);
	// A language model's.
	inside.loadedModelIdToModelType.set(id, 0);
	inside.loadedModelIdToLock.set(id, new Lock());
	inside.getLLMStates = () => {
		if (!inside.loadedModelIdToPipeline.has(id))
			throw Object.assign(new Error('Model not loaded.'), { name: 'ModelNotLoadedError' });
		return [id, pipeline, chat];
	};
}

/** First come, first served: the library's has no export. */
class Lock {
	#last: Promise<void> = Promise.resolve();
	#release: (() => void)[] = [];

	async acquire(): Promise<void> {
		const before = this.#last;
		this.#last = new Promise((resolve) => this.#release.push(resolve));
		await before;
	}

	async release(): Promise<void> {
		this.#release.shift()?.();
	}
}

async function decoderOf(gguf: Uint8Array<ArrayBuffer>): Promise<TransformersDecoder> {
	const host = globalThis as { [runtime: symbol]: unknown };
	// Where onnxruntime's users look for it.
	host[Symbol.for('onnxruntime')] ??= await import('onnxruntime-web');
	const files = await onnxFiles(gguf);
	const resolve = (name: string) =>
		pathToFileURL(createRequire(import.meta.url).resolve(`onnxruntime-web/${name}`)).href;
	const runtime = {
		wasm: {
			mjs: resolve('ort-wasm-simd-threaded.mjs'),
			wasm: resolve('ort-wasm-simd-threaded.wasm')
		},
		device: 'auto' as const
	};
	const transformers = await openLibrary(runtime, async (request) => {
		const found = files.find(({ path }) => path === request.split('/').at(-1));
		return found && new Response(new Blob([found.bytes]));
	});
	const net = await transformers.AutoModelForCausalLM.from_pretrained('chat', {
		dtype: 'fp32',
		device: runtime.device
	});
	return new TransformersDecoder(transformers, net);
}
