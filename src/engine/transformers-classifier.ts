// A classifier of texts, or of pairs of them, in ONNX form on onnxruntime's WASM through transformers.js: its
// files come from whoever calls, its runtime from our own origin, and nothing from anywhere else. The library's
// pipelines are not used: they give the best label alone, or a score without the neutral one. Runs in a worker
// (classifier-worker.ts). Not here: what its labels are taken for (decide/foreign-complaint.ts).

import {
	CLASSIFIER_FILES,
	parseClassifierConfig,
	type LabelProbabilities,
	type TextClassifier,
	type TextToClassify
} from '../contract/text-classifier.ts';
import { NO_RUNTIME } from './classifier-port.ts';
import { EngineError } from './engine.ts';
import { openLibrary, type LibraryRuntime } from './transformers-library.ts';
import { logSoftmax } from './transformers-sampling.ts';
import { inertText } from './transformers-tokens.ts';

/** What transformers.js calls the model; it is never part of an address that is fetched. */
const MODEL = 'classifier';

const DAMAGED =
	'This classifier’s files cannot be opened: they are damaged, incomplete, or of a kind this app does not run. Remove it and download it again, or choose another one.';
const NO_MEMORY =
	'This device has too little memory free to open this classifier. Close other tabs and try again, or choose a smaller one.';

/** `read` gives one of CLASSIFIER_FILES. Throws EngineError, and ParseError for a model of another kind. */
export async function openClassifier(
	read: (path: string) => Promise<Blob>,
	runtime: LibraryRuntime
): Promise<TextClassifier> {
	const { labels, mostTokens } = parseClassifierConfig(
		await (await read(CLASSIFIER_FILES.config)).text()
	);
	const { tokenizer, model } = await openParts(read, runtime);
	const inert = inertText(tokenizer);

	async function probabilitiesOf({ text, pair }: TextToClassify): Promise<LabelProbabilities> {
		const inputs = tokenizer(inert(text), {
			...(pair !== undefined && { text_pair: inert(pair) })
		});
		const tokens = (inputs.input_ids as { dims: readonly number[] }).dims.at(-1) ?? 0;
		// Cut by the library, a pair would lose the end of its second text, which is what is asked.
		if (mostTokens !== null && tokens > mostTokens)
			throw new EngineError(
				'context-full',
				`This text has ${tokens} tokens, and the classifier reads ${mostTokens}. Give it less.`
			);
		const { logits } = (await model(inputs)) as {
			logits?: { to(type: 'float32'): { data: unknown; dims: readonly number[] } };
		};
		const { data, dims } = logits?.to('float32') ?? { data: null, dims: [] };
		if (!(data instanceof Float32Array) || dims.length !== 2 || dims[1] !== labels.length)
			throw new EngineError(
				'invalid-model',
				`This classifier’s weights do not tell the ${labels.length} labels that its configuration names. Choose another one.`
			);
		const logs = logSoftmax(data);
		if (!logs.every(Number.isFinite))
			throw new EngineError(
				'self-test-failed',
				'This device computes the classifier wrongly: its scores are no numbers. Choose another one, or update the browser.'
			);
		return new Map(labels.map((label, i) => [label, Math.exp(logs[i]!)]));
	}

	const classifier: TextClassifier = {
		labels,
		async classify(texts, { signal } = {}) {
			const all: LabelProbabilities[] = [];
			// One by one: nothing is padded, and an abort is heard between two.
			for (const one of texts) {
				signal?.throwIfAborted();
				all.push(await probabilitiesOf(one));
			}
			return all;
		},
		async dispose() {
			await model.dispose();
		}
	};
	try {
		// Wrong shapes and wrong numbers show in any text.
		await probabilitiesOf({ text: 'a', pair: 'a' });
	} catch (error) {
		await classifier.dispose();
		throw error instanceof EngineError ? error : refusalOf(error);
	}
	return classifier;
}

async function openParts(read: (path: string) => Promise<Blob>, runtime: LibraryRuntime) {
	const library = await openLibrary(runtime, async (request) => {
		const path = Object.values(CLASSIFIER_FILES).find((name) => request.endsWith(`/${name}`));
		return path && new Response(await read(path));
	}).catch((cause: unknown) => {
		throw new EngineError('no-runtime', NO_RUNTIME, { cause });
	});
	try {
		// One after the other: a tokenizer that cannot be read is said before the weights are placed.
		const tokenizer = await library.AutoTokenizer.from_pretrained(MODEL);
		const model = await library.AutoModelForSequenceClassification.from_pretrained(MODEL, {
			dtype: 'q8',
			device: runtime.device
		});
		return { tokenizer, model };
	} catch (cause) {
		throw refusalOf(cause);
	}
}

/**
 * Whose fault it is that onnxruntime refused, by its words: it fetches its own WASM with the first model, and says
 * `no available backend found` where that or its memory could not be had.
 */
function refusalOf(cause: unknown): EngineError {
	const said = cause instanceof Error ? cause.message : String(cause);
	if (/allocat|bad_alloc|out of memory/i.test(said))
		return new EngineError('out-of-memory', NO_MEMORY, { cause });
	if (/no available backend|dynamically imported module|Failed to fetch/i.test(said))
		return new EngineError('no-runtime', NO_RUNTIME, { cause });
	return new EngineError('invalid-model', DAMAGED, { cause });
}
