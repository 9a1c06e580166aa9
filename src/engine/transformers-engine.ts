// The engine for chat models in ONNX form, on onnxruntime's WASM through transformers.js: its files are the
// manifest's, offline; also one that sees, which is three of them. Runs in the worker (transformers-worker.ts);
// the page's side is transformers-text.ts. Not here: embeddings (transformers.ts).

import { baseFile, seesPictures } from '../contract/manifest.ts';
import {
	EngineError,
	type Engine,
	type LoadedModel,
	type LoadOptions,
	type ModelRef
} from './engine.ts';
import { implausible, selfTestDifference, type ObservedToken } from './self-test.ts';
import { TransformersDecoder } from './transformers-decoder.ts';
import { openLibrary, type LibraryRuntime } from './transformers-library.ts';
import { TransformersModel } from './transformers-model.ts';
import { chooseToken, largest, logSoftmax } from './transformers-sampling.ts';
import { TransformersEyes } from './transformers-pictures.ts';
import { TransformersTokens } from './transformers-tokens.ts';

/** What transformers.js calls the model; it is never part of an address that is fetched. */
const MODEL = 'chat';
// Four tokens, as in llama.cpp's own test: wrong numbers show in the first ones.
const PLAUSIBLE_TOKENS = 4;
const PLAUSIBLE_PROMPT = 'a';

/** `runtime` says where onnxruntime is, and how many threads it may have. */
export function createTransformersHost(runtime: () => Promise<LibraryRuntime>): Engine {
	return {
		id: 'transformers',
		probe: async () => ({ ok: true }),
		load: async (model, options) => load(model, options, await runtime())
	};
}

async function load(
	model: ModelRef,
	options: LoadOptions,
	found: LibraryRuntime
): Promise<LoadedModel> {
	const { signal, onProgress } = options;
	onProgress?.(0);
	const runtime = options.backend === 'wasm-single' ? { ...found, threads: 1 } : found;
	const { manifest } = model;
	const contextTokens = Math.min(options.contextTokens, manifest.template.contextTokens);
	signal?.throwIfAborted();
	const opened = await open(model, runtime);
	const { decoder, tokens } = opened;
	try {
		signal?.throwIfAborted();
		onProgress?.(0.9);
		await checkNumbers(model, decoder, tokens);
		signal?.throwIfAborted();
	} catch (error) {
		await decoder.dispose();
		throw error;
	}
	decoder.forget();
	onProgress?.(1);
	return new TransformersModel({
		manifest,
		contextTokens,
		backend: (runtime.threads ?? 1) > 1 ? 'wasm-threads' : 'wasm-single',
		...opened,
		now: () => performance.now(),
		random: () => Math.random()
	});
}

async function open({ manifest, files }: ModelRef, runtime: LibraryRuntime) {
	const weights = baseFile(manifest).path;
	const sees = seesPictures(manifest);
	const fileOf = (request: string): Blob | undefined => {
		const name = request.split('/').at(-1) ?? '';
		// By the name alone, without how its weights are kept: `vision_encoder_int8.onnx`.
		const part = name.replace(/\.onnx$/, '');
		const path = !name.endsWith('.onnx')
			? name
			: sees
				? files.find((file) => file.path.startsWith(part) && file.path.endsWith('.onnx'))?.path
				: weights;
		return files.find((file) => file.path === path)?.blob;
	};
	try {
		const library = await openLibrary(runtime, async (request) => {
			const blob = fileOf(request);
			return blob && new Response(blob);
		});
		// One after the other: a file that is missing is said before the weights are placed.
		const tokenizer = await library.AutoTokenizer.from_pretrained(MODEL);
		const processor = sees ? await library.AutoProcessor.from_pretrained(MODEL) : null;
		const kind = sees ? library.AutoModelForImageTextToText : library.AutoModelForCausalLM;
		const net = await kind.from_pretrained(MODEL, {
			// By the name alone: the file says itself how its weights are kept.
			dtype: 'fp32',
			device: runtime.device,
			session_options: { graphOptimizationLevel: 'all' }
		});
		return {
			decoder: new TransformersDecoder(library, net),
			tokens: new TransformersTokens(tokenizer, sees),
			eyes: processor && new TransformersEyes(library, processor, net),
			ends: endsOf(net.generation_config, net.config, tokenizer.eos_token_id)
		};
	} catch (cause) {
		throw new EngineError(
			'invalid-model',
			'This model’s files cannot be opened: they are damaged, incomplete, or of a kind this app does not run. Remove the model and download it again, or choose another one.',
			{ cause }
		);
	}
}

/** Tokens that end an answer, wherever the model's files name them. */
function endsOf(...sources: readonly unknown[]): ReadonlySet<number> {
	const ids = sources.flatMap((source) => {
		const found =
			typeof source === 'object' && source !== null
				? (source as { eos_token_id?: unknown }).eos_token_id
				: source;
		return [found].flat();
	});
	return new Set(ids.filter((id) => typeof id === 'number'));
}

/** Some drivers and builds return wrong numbers instead of failing. Throws EngineError. */
async function checkNumbers(
	{ manifest }: ModelRef,
	decoder: TransformersDecoder,
	tokens: TransformersTokens
): Promise<void> {
	const { selfTest } = manifest;
	const observed: ObservedToken[] = [];
	const all = tokens.plain(selfTest?.prompt ?? PLAUSIBLE_PROMPT);
	const never = new AbortController().signal;
	for (let i = 0; i < (selfTest?.tokens.length ?? PLAUSIBLE_TOKENS); i++) {
		decoder.keep(all);
		const scores = await decoder.read(all, never);
		if (scores === null) break;
		const logprobs = logSoftmax(scores);
		const id = chooseToken(logprobs, { temperature: 0, topP: 1, topK: 0 }, () => 0);
		const one = (other: number) => ({ token: tokens.text(other), logprob: logprobs[other]! });
		observed.push({ ...one(id), top: largest(logprobs, 5).map(one) });
		all.push(id);
	}
	const difference = selfTest ? selfTestDifference(selfTest, observed) : implausible(observed);
	if (difference !== null)
		throw new EngineError(
			'self-test-failed',
			`This device computes ${manifest.name} wrongly: ${difference}. Choose another model, or update the browser.`
		);
}
