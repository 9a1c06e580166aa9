// A LoadedModel that answers from a script, one word a token: for unit tests of the turn's states,
// where what the engine does must be chosen, its failures above all. Real models are in the browser
// tests and in the engine's conformance suite.

import type { Manifest } from '../../src/contract/manifest.ts';
import type { EngineEvent, GenerateRequest, LoadedModel } from '../../src/engine/engine.ts';
import { EngineError, type EngineErrorCode } from '../../src/engine/engine.ts';

/** How one request goes. */
export type Script =
	| { kind: 'answer'; words: number; reason?: 'stop' | 'length' }
	/** Fails after so many words. */
	| { kind: 'fail'; words: number; code: EngineErrorCode }
	/** Breaks off without a word of its end. */
	| { kind: 'break-off'; words: number }
	/** Says so many words, then nothing until it is aborted; `deaf` does not notice even that. */
	| { kind: 'hang'; words: number; deaf?: boolean };

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

/** The words of request number `index` (0-based): different for each, so that mixing them shows. */
export function scriptedWords(index: number, count: number): string[] {
	return Array.from({ length: count }, (_, i) => `${i === 0 ? '' : ' '}r${index}w${i}`);
}

/** `next` gives the script of each request; an answer of three words when it has none left. */
export function scriptedModel(
	next: (request: GenerateRequest, index: number) => Script | undefined,
	manifest: Manifest = testManifest
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
			for (const word of scriptedWords(index, script.words)) {
				if (signal.aborted) {
					yield finished('abort', said);
					return;
				}
				spoken += 1;
				said += 1;
				const logprob = -0.1 * said;
				yield { type: 'delta', path: 0, text: word, tokens: [{ token: word, logprob, top: [] }] };
			}
			switch (script.kind) {
				case 'answer':
					yield finished(script.reason ?? 'stop', said);
					return;
				case 'fail':
					throw new EngineError(script.code, `The script fails with ${script.code}.`);
				case 'break-off':
					return;
				case 'hang':
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
		manifest,
		backend: 'wasm-single',
		contextTokens: manifest.template.contextTokens,
		capabilities: {
			logprobs: true,
			modifiers: false,
			parallel: 1,
			sharedPrefix: false,
			grammar: false,
			embeddings: false
		},
		generate,
		countTokens: async (text) => text.split(/\s+/).length,
		warm: async () => undefined,
		dispose: async () => undefined,
		requests,
		running: () => running,
		spoken: () => spoken
	};
}
