// Conformance: loading, refusing, aborting, queueing and disposing.

import type { LoadedModel } from '../../src/engine/engine.ts';
import {
	promptTokens,
	randomLlama,
	randomLora,
	SKILL_TOKEN,
	type TestLora
} from '../support/random-gguf.ts';
import { referenceGreedy } from '../support/reference-llama.ts';
import {
	ask,
	check,
	equal,
	eventTypes,
	modelRef,
	refused,
	stopsAtAbort,
	user,
	withModel
} from './context.ts';
import type { Conformance, ConformanceTest } from './context.ts';

const QUESTION = user('hello world');

/**
 * How many tokens the engine has computed of an answer known to be `text`: a question that quotes
 * all of it finds as many in the cache as were computed.
 */
async function computedTokens(model: LoadedModel, text: string): Promise<number> {
	const quoting = [...QUESTION, ...user('', text).slice(1), ...user('more')];
	const { cachedTokens } = await ask(model, quoting, { sampling: { maxTokens: 1 } });
	return cachedTokens - promptTokens(QUESTION).length;
}

async function refusesFile(context: Conformance, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
	const ref = await modelRef({ bytes });
	const error = await refused('invalid-model', () => withModel(context, ref, async () => {}));
	check(
		!/undefined|\[object|std::|wllama/.test(error.message),
		`“${error.message}” is not for people.`
	);
}

export const lifecycleTests: ConformanceTest[] = [
	{
		name: 'an abort stops the computation, and the next request starts at once',
		run: async (context) => {
			const ref = await modelRef(randomLlama());
			await withModel(context, ref, async (model) => {
				const whole = await ask(model, QUESTION, { sampling: { maxTokens: 300 } });
				equal(whole.completionTokens, 300, 'tokens of the whole answer');
				equal(await computedTokens(model, whole.text), 299, 'tokens computed for all of it');
				await ask(model, user('another question to clear the cache'));
				await stopsAtAbort(model, QUESTION, () => computedTokens(model, whole.text));
			});
		}
	},
	{
		name: 'an abort before the start computes nothing and is not an error',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				const answer = await ask(model, QUESTION, { signal: AbortSignal.abort() });
				equal([answer.reason, answer.text], ['abort', ''], 'the outcome');
				equal(answer.events.length, 1, 'events');
				equal((await ask(model, QUESTION)).completionTokens, 8, 'tokens afterwards');
			});
		}
	},
	{
		name: 'an abort while the prompt is read ends the reading',
		run: async (context) => {
			const ref = await modelRef(
				randomLlama({ contextTokens: 4096 }),
				{},
				{
					template: { kind: 'gguf', systemPrompt: true, contextTokens: 4096 }
				}
			);
			await withModel(context, ref, async (model) => {
				const stop = new AbortController();
				const long = user('a'.repeat(4000));
				const asking = ask(model, long, { signal: stop.signal });
				stop.abort();
				equal((await asking).reason, 'abort', 'the reason');
				const next = await ask(model, long, { sampling: { maxTokens: 1 } });
				check(next.cachedTokens < 2000, `${next.cachedTokens} tokens were read after the abort.`);
			});
		}
	},
	{
		name: 'a reader that leaves early stops the computation',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				const sampling = { maxTokens: 300 };
				const whole = await ask(model, QUESTION, { sampling });
				await ask(model, user('another question to clear the cache'));
				const events = model.generate(
					{
						messages: QUESTION,
						modifier: null,
						sampling: { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 300 }
					},
					new AbortController().signal
				);
				for await (const event of events) if (event.type === 'delta') break;
				const computed = await computedTokens(model, whole.text);
				// Of 300: a few are on their way while the abort travels, more on a busy machine.
				check(computed <= 30, `${computed} tokens were computed for a reader that left.`);
			});
		}
	},
	{
		name: 'requests wait their turn, first come, first served',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				const order: string[] = [];
				const asking = ['hello', 'world', 'again'].map((text, i) =>
					ask(model, user(text), {
						onEvent: ({ type }) => void (type === 'billed' || order.push(`${i} ${type}`))
					})
				);
				await Promise.all(asking);
				const one = eventTypes(context, 8);
				equal(
					order,
					[0, 1, 2].flatMap((i) => one.map((type) => `${i} ${type}`)),
					'the order of events'
				);
			});
		}
	},
	{
		name: 'a request aborted while it waits leaves the queue',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				const stop = new AbortController();
				const first = ask(model, QUESTION, { sampling: { maxTokens: 50 } });
				const waiting = ask(model, user('again'), { signal: stop.signal });
				const third = ask(model, user('world'));
				stop.abort();
				equal((await waiting).reason, 'abort', 'the one that waited');
				equal((await first).completionTokens, 50, 'the first');
				equal((await third).completionTokens, 8, 'the third');
			});
		}
	},
	{
		name: 'a disposed model ends its answer and refuses the next request',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				const answering = ask(model, QUESTION, {
					sampling: { maxTokens: 400 },
					onEvent: ({ type }) => {
						if (type === 'delta') void model.dispose();
					}
				});
				equal((await answering).reason, 'abort', 'the answer under way');
				await refused('failed', () => ask(model, QUESTION));
			});
		}
	},
	{
		name: 'refuses files that are no models, in words',
		run: async (context) => {
			const tiny = randomLlama();
			await refusesFile(context, tiny.bytes.slice(0, 300_000));
			await refusesFile(context, tiny.bytes.slice(0, 3000));
			await refusesFile(context, tiny.bytes.slice(0, 10));
			await refusesFile(context, new Uint8Array(60_000).fill(0x47));
			await refusesFile(context, new TextEncoder().encode('<!doctype html><title>404</title>'));
			const corrupt = tiny.bytes.slice();
			corrupt.fill(0xff, 100, 140);
			await refusesFile(context, corrupt);
			await refusesFile(context, randomLora(tiny).bytes);
		}
	},
	{
		name: 'refuses an adapter file that is cut short, or made for other shapes',
		run: async (context) => {
			const tiny = randomLlama();
			const lora = randomLora(tiny);
			const cut = { ...lora, bytes: lora.bytes.slice(0, 3000) };
			const foreign = randomLora(randomLlama({ embedding: 128 }));
			for (const a of [cut, foreign]) {
				const ref = await modelRef(tiny, { a });
				await refused('invalid-model', () => withModel(context, ref, async () => {}));
			}
		}
	},
	{
		name: 'passes a self-test with the right numbers, and refuses wrong ones',
		run: async (context) => {
			const tiny = randomLlama();
			const known = referenceGreedy(tiny, [1, ...Array(3).fill(264)], 4);
			const selfTest = {
				prompt: 'aaa',
				tokens: known.map(({ token }) => token),
				logprobs: known.map(({ logprob }) => logprob),
				tolerance: context.tolerance
			};
			const activated = { invocationTokens: [SKILL_TOKEN] };
			// It tests the base, whatever adapters lie beside it: none, one that changes every token, or several
			// that are activated.
			for (const loras of [
				{},
				{ a: randomLora(tiny, { seed: 2 }) },
				{
					b: randomLora(tiny, { seed: 3, ...activated }),
					c: randomLora(tiny, { seed: 4, ...activated })
				}
			] as Record<string, TestLora>[]) {
				const right = await modelRef(tiny, loras, { selfTest });
				await withModel(context, right, async (model) => {
					equal((await ask(model, QUESTION)).completionTokens, 8, 'tokens');
				});
			}
			const logprobs = known.map(({ logprob }) => logprob - 0.5);
			const wrong = await modelRef(tiny, {}, { selfTest: { ...selfTest, logprobs } });
			await refused('self-test-failed', () => withModel(context, wrong, async () => {}));
		}
	},
	{
		name: 'stops loading when told to',
		run: async (context) => {
			const stop = new AbortController();
			const loading = withModel(context, await modelRef(randomLlama()), async () => {}, {
				signal: stop.signal,
				onProgress: () => stop.abort()
			});
			const outcome = await loading.then(
				() => 'loaded',
				(error: unknown) => (error instanceof Error ? error.name : String(error))
			);
			equal(outcome, 'AbortError', 'the outcome');
		}
	},
	{
		name: 'tells its progress, up to the whole',
		run: async (context) => {
			const seen: number[] = [];
			await withModel(context, await modelRef(randomLlama()), async () => {}, {
				onProgress: (fraction) => seen.push(fraction)
			});
			equal(
				seen,
				seen.toSorted((a, b) => a - b),
				'progress in order'
			);
			equal(seen.at(-1), 1, 'the last');
		}
	}
];
