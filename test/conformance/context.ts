// What conformance tests share: models with their manifests, one-line requests, and checks whose
// failures say what was seen. Runs in a page. Not here: which engine runs (engine-conformance.ts).

import type { Manifest } from '../../src/contract/manifest.ts';
import { EngineError } from '../../src/engine/engine.ts';
import type {
	ChatMessage,
	Engine,
	EngineErrorCode,
	EngineEvent,
	GenerateRequest,
	LoadedModel,
	LoadOptions,
	ModelRef,
	Sampling,
	TokenLogprob
} from '../../src/engine/engine.ts';
import type { TestLora, TestModel } from '../support/random-gguf.ts';
import { manifestFiles } from '../support/manifest-files.ts';

export type Conformance = {
	makeEngine: () => Engine;
	/** The backend under test. */
	backend: LoadOptions['backend'];
	/** Largest accepted difference of a log-probability from the reference. */
	tolerance: number;
	/** Tokens of a prefix that the base reads again after an activated modifier; none when absent. */
	rereadTokens?: number;
	/** Sequences at once, where the engine does not take their number from who loads it. */
	parallel?: number;
	/** Says what it read of a prompt with the answer's end, and not before its first token. */
	countsLast?: true;
};

export type ConformanceTest = { name: string; run: (context: Conformance) => Promise<void> };

export const GREEDY: Sampling = { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 8 };

export type ManifestChanges = Partial<Omit<Manifest, 'modifiers'>> & {
	/** As if the modifier had been trained on another base. */
	foreign?: string;
};

/** A model as the weight store would hand it over. */
export async function modelRef(
	model: Pick<TestModel, 'bytes'>,
	loras: Record<string, TestLora> = {},
	{ foreign, ...changes }: ManifestChanges = {}
): Promise<ModelRef> {
	const entries = [
		{ path: 'base.gguf', bytes: model.bytes },
		...Object.entries(loras).map(([id, { bytes }]) => ({ path: `${id}.gguf`, bytes }))
	];
	const files = await manifestFiles(entries);
	return {
		manifest: {
			version: 1,
			id: 'test',
			name: 'Test',
			description: 'Random weights.',
			family: 'llama',
			parameters: 1,
			baseSha256: files[0]?.sha256 ?? '',
			files,
			modifiers: Object.entries(loras).map(([id, lora]) => ({
				id,
				file: `${id}.gguf`,
				rank: lora.rank,
				alpha: lora.alpha,
				invocationTokens: lora.invocationTokens,
				...(id === foreign ? { baseSha256: '0'.repeat(64) } : {})
			})),
			template: { kind: 'gguf', systemPrompt: true, contextTokens: 512 },
			selfTest: null,
			calibration: null,
			thresholds: null,
			licence: 'none',
			provenance: 'random',
			measured: {},
			...changes
		},
		files: entries.map(({ path, bytes }) => ({ path, blob: new Blob([bytes]) }))
	};
}

/** Loads, runs, disposes. */
export async function withModel<T>(
	context: Conformance,
	ref: ModelRef,
	run: (model: LoadedModel) => Promise<T>,
	options: Partial<LoadOptions> = {}
): Promise<T> {
	const model = await context.makeEngine().load(ref, {
		backend: context.backend,
		contextTokens: ref.manifest.template.contextTokens,
		parallel: 1,
		...options
	});
	try {
		return await run(model);
	} finally {
		await model.dispose();
	}
}

export function user(...contents: string[]): ChatMessage[] {
	return contents.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
}

export type Answer = {
	text: string;
	tokens: TokenLogprob[];
	events: EngineEvent[];
	promptTokens: number;
	cachedTokens: number;
	reason: string;
	completionTokens: number;
};

export type AnswerOptions = Partial<Omit<GenerateRequest, 'messages' | 'sampling' | 'modifier'>> & {
	sampling?: Partial<Sampling>;
	/** The id, or null for the base. */
	modifier?: string | null;
	scale?: number;
	signal?: AbortSignal;
	onEvent?: (event: EngineEvent) => void;
};

/** One answer, collected. */
export async function ask(
	model: LoadedModel,
	messages: ChatMessage[],
	{ sampling, modifier = null, scale = 1, signal, onEvent, ...rest }: AnswerOptions = {}
): Promise<Answer> {
	const answer: Answer = {
		text: '',
		tokens: [],
		events: [],
		promptTokens: 0,
		cachedTokens: 0,
		reason: '',
		completionTokens: 0
	};
	const events = model.generate(
		{
			messages,
			modifier: modifier === null ? null : { id: modifier, scale },
			sampling: { ...GREEDY, ...sampling },
			...rest
		},
		signal ?? new AbortController().signal
	);
	for await (const event of events) {
		answer.events.push(event);
		if (event.type === 'prompt-read') {
			answer.promptTokens = event.promptTokens;
			answer.cachedTokens = event.cachedTokens;
		} else if (event.type === 'delta') {
			answer.text += event.text;
			answer.tokens.push(...event.tokens);
		} else if (event.type === 'finished') {
			answer.reason = event.reason;
			answer.completionTokens = event.completionTokens;
		}
		onEvent?.(event);
	}
	return answer;
}

/** The text a fresh engine gives. */
export function freshText(
	context: Conformance,
	ref: ModelRef,
	messages: ChatMessage[],
	modifier: string | null = null,
	options: AnswerOptions = {}
): Promise<string> {
	return withModel(
		context,
		ref,
		async (model) => (await ask(model, messages, { ...options, modifier })).text
	);
}

/** That an answer of 300 tokens which is aborted at its first computes few of them; `computed` counts them. */
export async function stopsAtAbort(
	model: LoadedModel,
	messages: ChatMessage[],
	computed: () => number | Promise<number>
): Promise<void> {
	const stop = new AbortController();
	const cut = await ask(model, messages, {
		sampling: { maxTokens: 300 },
		signal: stop.signal,
		// At the first, which every engine gives at once: later ones a server may send several in a packet, and a
		// model as small as this has then written far more than was seen.
		onEvent: ({ type }) => {
			if (type === 'delta') stop.abort();
		}
	});
	equal(cut.reason, 'abort', 'the reason');
	const tokens = await computed();
	// A few are on their way while the abort travels, more on a busy machine.
	check(tokens <= 30, `${tokens} tokens were computed after an abort at the first.`);
}

/** The types of one answer's events, in the order this engine gives them; of bills nothing. */
export function eventTypes({ countsLast }: Conformance, deltas: number): string[] {
	const pieces = Array<string>(deltas).fill('delta');
	return countsLast
		? [...pieces, 'prompt-read', 'finished']
		: ['prompt-read', ...pieces, 'finished'];
}

export function equal(actual: unknown, expected: unknown, what: string): void {
	const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
	if (seen !== wanted) throw new Error(`${what}: expected ${wanted}, saw ${seen}.`);
}

export function check(condition: boolean, what: string): void {
	if (!condition) throw new Error(what);
}

export function close(actual: number, expected: number, tolerance: number, what: string): void {
	// Written so that NaN fails.
	if (!(Math.abs(actual - expected) <= tolerance))
		throw new Error(`${what}: expected ${expected} ± ${tolerance}, saw ${actual}.`);
}

/** That the log-probabilities of `tokens` are the expected ones; `of` says of what they are. */
export function closeTokens(
	{ tolerance }: Conformance,
	tokens: readonly TokenLogprob[],
	expected: readonly { logprob: number }[],
	of = ''
): void {
	for (const [i, { logprob }] of expected.entries())
		close(tokens[i]?.logprob ?? Number.NaN, logprob, tolerance, `token ${i}${of && ` of ${of}`}`);
}

/** The EngineError of `code` that `run` fails with; its message must be a sentence with a next step. */
export async function refused(
	code: EngineErrorCode,
	run: () => Promise<unknown>
): Promise<EngineError> {
	try {
		await run();
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		equal(error.code, code, `the code of “${error.message}”`);
		const sentences = error.message.split(/[.!?](?:\s|$)/).filter((part) => part !== '');
		check(sentences.length >= 2, `“${error.message}” names no next step.`);
		return error;
	}
	throw new Error(`Nothing was refused; ${code} was expected.`);
}
