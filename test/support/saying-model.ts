// A LoadedModel that says given texts, a word a token, several paths in turn: for unit tests of what is done
// with whole answers (votes, critique, recipes). Beside scripted-model.ts, whose words are made up.

import type { TurnEvent } from '../../src/contract/events.ts';
import {
	EngineError,
	type EngineEvent,
	type GenerateRequest,
	type LoadedModel
} from '../../src/engine/engine.ts';
import { attemptRecord, type AttemptRecord } from '../../src/turn/attempt.ts';
import { modelOf, testManifest } from './scripted-model.ts';

/** `fail` and `hang`: it says the text, then fails, or nothing more until it is aborted. */
export type Saying = {
	text: string;
	logprob?: number;
	end?: 'stop' | 'length' | 'fail' | 'hang';
};

export type SayingModel = LoadedModel & {
	readonly requests: GenerateRequest[];
	/** Words given out, over all paths. */
	readonly spoken: () => number;
	/** Paths being computed. */
	readonly running: () => number;
};

/** `next` gives what path `number` (counted over all requests, from 0) says. */
export function sayingModel(
	next: (number: number, request: GenerateRequest) => Saying | string,
	{ parallel = 1 } = {}
): SayingModel {
	const requests: GenerateRequest[] = [];
	let number = 0;
	let spoken = 0;
	let running = 0;

	async function* generate(
		request: GenerateRequest,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent> {
		requests.push(request);
		const paths = Array.from({ length: request.paths ?? 1 }, (_, path) => {
			const said = next(number++, request);
			const saying: Saying = typeof said === 'string' ? { text: said } : said;
			return { path, saying, words: saying.text.match(/\s*\S+/g) ?? [], at: 0, done: false };
		});
		running += paths.length;
		try {
			yield { type: 'prompt-read', promptTokens: 20, cachedTokens: 5, ms: 3 };
			while (paths.some(({ done }) => !done))
				for (const one of paths) {
					if (one.done) continue;
					const { path, saying, words } = one;
					const word = words[one.at];
					const finished = (reason: 'stop' | 'length' | 'abort'): EngineEvent => {
						one.done = true;
						running--;
						return { type: 'finished', path, reason, completionTokens: one.at, decodeMs: one.at };
					};
					if (signal.aborted) yield finished('abort');
					else if (word !== undefined) {
						one.at++;
						spoken++;
						const { logprob = -0.1 } = saying;
						yield { type: 'delta', path, text: word, tokens: [{ token: word, logprob, top: [] }] };
					} else if (saying.end === 'fail')
						throw new EngineError('device-lost', 'The device was lost. Send the message again.');
					else if (saying.end !== 'hang') yield finished(saying.end ?? 'stop');
					else {
						await new Promise<void>((resolve) => {
							if (signal.aborted) resolve();
							signal.addEventListener('abort', () => resolve());
						});
						yield finished('abort');
					}
				}
		} finally {
			running -= paths.filter(({ done }) => !done).length;
		}
	}

	return {
		...modelOf(generate, testManifest, { parallel, sharedPrefix: parallel > 1 }),
		requests,
		spoken: () => spoken,
		running: () => running
	};
}

/** One question, for which it is asked. */
export const REQUEST: GenerateRequest = {
	messages: [{ role: 'user', content: 'What is 12 + 30?' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 40, seed: 7, maxTokens: 50 }
};

/** A second try of the base, not begun yet. */
export const secondTry = (): AttemptRecord =>
	attemptRecord({
		attempt: 2,
		source: 'base',
		modelId: 'scripted',
		startedMs: 0,
		calibrated: null
	});

/** What a part of a turn says, and how it ends. */
export async function drained<End>(
	events: AsyncGenerator<TurnEvent, End>,
	onEvent: (event: TurnEvent) => void = () => undefined
): Promise<{ end: End; said: TurnEvent[] }> {
	const said: TurnEvent[] = [];
	for (;;) {
		const next = await events.next();
		if (next.done) return { end: next.value, said };
		said.push(next.value);
		onEvent(next.value);
	}
}
