// A LoadedModel that answers from a script, one word a token: for unit tests of the turn's states,
// where what the engine does must be chosen, its failures above all. Real models are in the browser
// tests and in the engine's conformance suite.

import type { Calibration, CalibrationMap } from '../../src/contract/calibration.ts';
import type { Manifest, Thresholds } from '../../src/contract/manifest.ts';
import type {
	Bill,
	Capabilities,
	EngineEvent,
	GenerateRequest,
	LoadedModel
} from '../../src/engine/engine.ts';
import { engineErrorFrom } from '../../src/engine/engine.ts';

/** How one request goes. */
export type Script = (
	| { kind: 'answer'; words: number; reason?: 'stop' | 'length'; text?: string }
	/** Fails after so many words; with a code of an engine, or of a call to another machine. */
	| { kind: 'fail'; words: number; code: string; retryAfterMs?: number }
	/** Breaks off without a word of its end. */
	| { kind: 'break-off'; words: number }
	/** Says so many words, then nothing until it is aborted; `deaf` does not notice even that. */
	| { kind: 'hang'; words: number; deaf?: boolean; onHang?: () => void }
) & {
	/** The probability of each word; without it each is less likely than the one before. */
	sure?: number;
	/** Waited for before each word; without it all come at once. */
	pace?: () => Promise<void>;
	/** What it costs, said when it ends, however it does unless it is aborted. */
	bill?: Partial<Bill>;
};

/** What a bill says when a script leaves it open. */
const BILL: Bill = {
	provider: 'tutor',
	attempts: 1,
	costMicroUsd: 100,
	remainingMicroUsd: null,
	bytesSent: 50
};

/** A calibration by which an answer is as sure as its words: `sure` of the script. */
export function scriptedCalibration(
	baseSha256: string,
	modifiers: readonly string[] = [],
	abstention: string | null = null
): Calibration {
	const map: CalibrationMap = {
		method: 'platt',
		inputs: ['minLogit'],
		mean: [0],
		deviation: [1],
		weights: [1],
		bias: 0,
		steps: []
	};
	return {
		version: 1,
		baseSha256,
		abstention,
		base: map,
		modifiers: Object.fromEntries(modifiers.map((id) => [id, map]))
	};
}

export type ScriptedModel = LoadedModel & {
	/** What was asked, in order. */
	readonly requests: GenerateRequest[];
	/** Requests being computed. */
	readonly running: () => number;
	/** Words given out, over all requests. */
	readonly spoken: () => number;
};

export const testManifest: Manifest = {
	version: 1,
	id: 'scripted',
	name: 'Scripted',
	description: 'A script for tests.',
	family: 'llama',
	parameters: 1,
	baseSha256: '0'.repeat(64),
	files: [
		{
			path: 'base.gguf',
			url: '/base.gguf',
			bytes: 1,
			sha256: '0'.repeat(64),
			chunkBytes: 65_536,
			chunkSha256: ['0'.repeat(64)]
		}
	],
	modifiers: [],
	template: { kind: 'gguf', systemPrompt: true, contextTokens: 512 },
	selfTest: null,
	calibration: null,
	thresholds: null,
	licence: 'MIT',
	provenance: 'A test.',
	measured: {}
};

/**
 * Of a model with these specialists, whose answers are as sure as their words, and which is wanted 80% sure unless
 * `thresholds` say otherwise. “I don’t know” is no answer of it.
 */
export function scriptedManifest(
	modifiers: readonly string[] = [],
	thresholds: Partial<Thresholds> = {}
): Manifest {
	return {
		...testManifest,
		modifiers: modifiers.map((id) => ({
			id,
			file: 'base.gguf',
			rank: 4,
			alpha: 8,
			invocationTokens: [9]
		})),
		calibration: scriptedCalibration(testManifest.baseSha256, modifiers, 'I don’t know'),
		thresholds: { answer: 0.8, ...thresholds }
	};
}

/** A model whose answers are `generate`'s: a token a word, log-probabilities, and nothing more unless said. */
export function modelOf(
	generate: LoadedModel['generate'],
	manifest: Manifest = testManifest,
	capabilities: Partial<Capabilities> = {}
): LoadedModel {
	return {
		manifest,
		backend: 'wasm-single',
		contextTokens: manifest.template.contextTokens,
		capabilities: {
			logprobs: true,
			modifiers: false,
			parallel: 1,
			sharedPrefix: false,
			grammar: false,
			embeddings: false,
			...capabilities
		},
		generate,
		countTokens: async (text) => text.split(/\s+/).length,
		warm: async () => undefined,
		dispose: async () => undefined
	};
}

/** The words of request number `index` (0-based): different for each, so that mixing them shows. */
export function scriptedWords(index: number, count: number): string[] {
	return Array.from({ length: count }, (_, i) => `${i === 0 ? '' : ' '}r${index}w${i}`);
}

/** The same as one text; of three words, as a script has when nothing else is said. */
export const scriptedText = (index: number, count = 3): string =>
	scriptedWords(index, count).join('');

/** `next` gives the script of each request; an answer of three words when it has none left. */
export function scriptedModel(
	next: (request: GenerateRequest, index: number) => Script | undefined,
	manifest: Manifest = testManifest,
	capabilities: Partial<Capabilities> = {}
): ScriptedModel {
	const requests: GenerateRequest[] = [];
	let running = 0;
	let spoken = 0;

	async function* generate(
		request: GenerateRequest,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent> {
		const index = requests.push(request) - 1;
		const script = next(request, index) ?? { kind: 'answer', words: 3 };
		const finished = (reason: 'stop' | 'length' | 'abort', words: number): EngineEvent => ({
			type: 'finished',
			path: 0,
			reason,
			completionTokens: words,
			decodeMs: words * 10
		});
		running += 1;
		try {
			yield { type: 'prompt-read', promptTokens: 20, cachedTokens: 5, ms: 3 };
			let said = 0;
			const words =
				script.kind === 'answer' && script.text !== undefined
					? [script.text]
					: scriptedWords(index, script.words);
			for (const word of words) {
				await script.pace?.();
				if (signal.aborted) {
					yield finished('abort', said);
					return;
				}
				spoken += 1;
				said += 1;
				const logprob = script.sure === undefined ? -0.1 * said : Math.log(script.sure);
				yield { type: 'delta', path: 0, text: word, tokens: [{ token: word, logprob, top: [] }] };
			}
			if (script.bill && script.kind !== 'hang') yield { type: 'billed', ...BILL, ...script.bill };
			switch (script.kind) {
				case 'answer':
					yield finished(script.reason ?? 'stop', said);
					return;
				case 'fail':
					throw Object.assign(
						engineErrorFrom({
							code: script.code,
							message: `The script fails with ${script.code}.`
						}),
						{ retryAfterMs: script.retryAfterMs ?? null }
					);
				case 'break-off':
					return;
				case 'hang':
					script.onHang?.();
					await new Promise<void>((resolve) => {
						if (!script.deaf) signal.addEventListener('abort', () => resolve());
					});
					yield finished('abort', said);
					return;
				default:
					script satisfies never;
			}
		} finally {
			running -= 1;
		}
	}

	return {
		...modelOf(generate, manifest, capabilities),
		requests,
		running: () => running,
		spoken: () => spoken
	};
}

/** The same by a list. */
export const scripted = (...scripts: Script[]): ScriptedModel =>
	scriptedModel((_request, index) => scripts[index]);
