// The tutor as an upstream of the gateway: both for real, on sockets of this machine, asked by the
// official `openai` client.

import OpenAI, { BadRequestError, NotFoundError } from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../../models/tutor/converse.ts';
import { startTutor, tutorAnswer, type RunningTutor } from '../../models/tutor/server.ts';
import type { Terms } from '../../models/tutor/wire.ts';
import type { RecipeId } from '../../src/contract/modes.ts';
import { planPrompt } from '../../src/decide/recipe-prompts.ts';
import { createEdge } from '../../src/engine/edge-provider.ts';
import { startGateway, type NodeGateway } from '../../worker/node.ts';
import { scriptedModel } from '../support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../support/turn-bench.ts';

const TERMS: Terms = { price: { input: 2, output: 8 }, latencyMs: 250, errorRate: 0, seed: 7 };
const said = (content: string, ...before: [string, string][]) =>
	answer([
		...before.flatMap(([asked, told]) => [
			{ role: 'user' as const, content: asked },
			{ role: 'assistant' as const, content: told }
		]),
		{ role: 'user', content }
	]).answer;

let tutor: RunningTutor;
let gateway: NodeGateway;
const delays: number[] = [];
let hold: Promise<void> | null = null;

beforeAll(async () => {
	tutor = await startTutor({
		terms: TERMS,
		port: 0,
		now: () => 1_800_000_000_000,
		async delay(ms, signal) {
			delays.push(ms);
			await hold;
			signal.throwIfAborted();
		}
	});
	gateway = await startGateway({
		port: 0,
		ledgerPath: ':memory:',
		parts: { log: () => undefined },
		env: {
			UNDERSTUDY_PROVIDERS: JSON.stringify([
				{
					id: 'tutor',
					kind: 'openai-compatible',
					baseUrl: tutor.baseUrl,
					apiKey: 'none-needed',
					models: ['tutor'],
					price: TERMS.price
				}
			])
		}
	});
	// Hears the generator once, before anything is timed.
	said('hi');
}, 180_000);
afterAll(async () => {
	await gateway.stop();
	await tutor.close();
});

const ask = (content: string) => ({
	model: 'tutor/tutor',
	messages: [{ role: 'user' as const, content }]
});

describe('through the gateway', () => {
	const client = () =>
		new OpenAI({ baseURL: `${gateway.origin}/v1`, apiKey: 'unused', maxRetries: 0 });

	test('a question is answered, and charged at the price that both state', async () => {
		const { data, response } = await client()
			.chat.completions.create(ask('What is 347 times 6?'))
			.withResponse();
		expect(data.choices[0]?.message.content).toMatch(/So 2082\.$/);
		expect(data.usage).toMatchObject({ prompt_tokens: expect.any(Number) as number });
		const { prompt_tokens, completion_tokens } = data.usage!;
		const cost = prompt_tokens * TERMS.price.input + completion_tokens * TERMS.price.output;
		expect(Number(response.headers.get('x-understudy-cost-microusd'))).toBe(Math.ceil(cost));
		expect(response.headers.get('x-understudy-provider')).toBe('tutor');
	});

	test('an answer is streamed, with usage, and ends in order', async () => {
		const stream = await client().chat.completions.create({
			...ask('Reverse the word lantern.'),
			stream: true,
			stream_options: { include_usage: true }
		});
		let text = '';
		let tokens = 0;
		let finish: string | null = null;
		for await (const chunk of stream) {
			text += chunk.choices[0]?.delta.content ?? '';
			finish = chunk.choices[0]?.finish_reason ?? finish;
			tokens = chunk.usage?.completion_tokens ?? tokens;
		}
		expect(text).toMatch(/So nretnal\.$/);
		expect(finish).toBe('stop');
		expect(tokens).toBeGreaterThan(5);
	});

	test('it is asked where an alias means it', async () => {
		const { data } = await client().models.list();
		expect(data.map(({ id }) => id)).toContain('tutor/tutor');
	});
});

describe('in the seats of recipes, through the gateway', () => {
	/** The stored answer to a sum of a turn by a recipe; this device says these, one after the other. */
	async function answeredBy(recipe: RecipeId, ...here: string[]) {
		const bench = await turnBench(
			scriptedModel((_request, i) => ({ kind: 'answer', words: 1, text: here[i % here.length]! })),
			{
				edge: createEdge({
					origin: gateway.origin,
					isOnline: () => true,
					nowMs: () => 1_800_000_000_000,
					elapsed: () => 0
				}),
				// The gateway remembers keys: another conversation's must be others.
				newId: () => crypto.randomUUID()
			}
		);
		const { conversationId, memory, turns } = bench;
		await memory.conversations.update(conversationId, { egress: 'allow' });
		const parts = text('What is 17 + 25?');
		const options = { mode: `recipe:${recipe}` } as const;
		await runWhole(turns, { kind: 'send', conversationId, parts, options });
		const answer = (await bench.messages()).at(-1)!;
		memory.close();
		return {
			text: textOf(answer),
			tries: answer.receipt!.attempts.map(({ source, outcome }) => `${source} ${outcome}`),
			microUsd: answer.receipt!.costMicroUsd
		};
	}

	test('it betters a draft', async () => {
		const { text, tries, microUsd } = await answeredBy('draft-enhance', 'It is 41.');
		expect(text).toMatch(/So 42\.$/);
		expect(tries).toEqual(['base dropped', 'edge:tutor kept']);
		expect(microUsd).toBeGreaterThan(0);
	});

	test('it plans, and as a reviewer accepts what is right and corrects what is not', async () => {
		const right = await answeredBy('architect-reviewer', 'That makes 42.');
		expect(right.text).toBe('That makes 42.');
		expect(right.tries).toEqual(['edge:tutor dropped', 'base kept', 'edge:tutor dropped']);
		const wrong = await answeredBy('architect-reviewer', 'That makes 43.');
		expect(wrong.text).toMatch(/So 42\.$/);
		expect(wrong.tries).toEqual(['edge:tutor dropped', 'base dropped', 'edge:tutor kept']);
	});

	test('it chooses the right one of the answers explored here', async () => {
		const { text, tries } = await answeredBy(
			'explore-validate',
			'It is 41.',
			'It is 43.',
			'It is 42.'
		);
		expect(text).toBe('It is 42.');
		expect(tries).toEqual(['base kept', 'edge:tutor dropped']);
	});

	test('it votes with this device', async () => {
		const { text, tries } = await answeredBy('ensemble-vote', 'So 40.', 'So 41.', 'So 43.');
		expect(text).toMatch(/So 42\.$/);
		expect(tries).toEqual(['base dropped', 'edge:tutor kept']);
	});

	test('its plan shows the working, which it computed', () => {
		const { text } = tutorAnswer(
			{
				messages: planPrompt([{ role: 'user', content: 'What is 347 times 6?' }]),
				maxTokens: null,
				stop: []
			},
			TERMS
		);
		expect(text).toContain('1800');
	});
});

describe('on its own', () => {
	const client = () => new OpenAI({ baseURL: tutor.baseUrl, apiKey: 'unused', maxRetries: 0 });

	test('its terms are told in the list of models and in the usage of an answer', async () => {
		const { data } = await client().models.list();
		expect(data[0]).toMatchObject({
			id: 'tutor',
			tutor: {
				price_micro_usd_per_token: TERMS.price,
				latency_ms: 250,
				error_rate: 0,
				seed: 7
			}
		});
		expect(JSON.stringify(data)).not.toMatch(/frontier/i);
		delays.length = 0;
		const { usage } = await client().chat.completions.create({ ...ask('hi'), model: 'tutor' });
		expect(delays).toEqual([250]);
		expect(usage).toMatchObject({ tutor: { latency_ms: 250, error_rate: 0 } });
	});

	test('errors have OpenAI’s shape', async () => {
		await expect(client().chat.completions.create(ask('hi'))).rejects.toThrow(NotFoundError);
		const empty = client().chat.completions.create({ model: 'tutor', messages: [] });
		await expect(empty).rejects.toThrow(BadRequestError);
		await expect(empty).rejects.toMatchObject({
			status: 400,
			param: 'messages',
			type: 'invalid_request_error'
		});
		const other = await fetch(`${tutor.baseUrl}/embeddings`, { method: 'POST', body: '{}' });
		expect(other.status).toBe(404);
		expect(await other.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
	});

	test('a client that leaves is not answered, and the next one is', async () => {
		const release = Promise.withResolvers<void>();
		hold = release.promise;
		const controller = new AbortController();
		delays.length = 0;
		const left = client().chat.completions.create(
			{ ...ask('What is 2 plus 2?'), model: 'tutor' },
			{ signal: controller.signal }
		);
		await expect.poll(() => delays.length).toBe(1);
		controller.abort();
		await expect(left).rejects.toThrow(/abort/i);
		hold = null;
		release.resolve();
		const next = await client().chat.completions.create({
			...ask('What is 2 plus 2?'),
			model: 'tutor'
		});
		expect(next.choices[0]?.message.content).toMatch(/So 4\.$/);
	});

	test('max_tokens cuts an answer, and says so', async () => {
		const { choices } = await client().chat.completions.create({
			...ask('What is 347 times 6?'),
			model: 'tutor',
			max_tokens: 2
		});
		expect(choices[0]?.finish_reason).toBe('length');
	});
});

describe('what it solves', () => {
	test.each([
		['If 4x - 7 = 21, what is x?', /So x = 7\.$/],
		['what is the gcd of 84 and 30', /So 6\.$/],
		['3^4 mod 5', /So 1\.$/],
		['How much is 2/3 + 1/6?', /So 5\/6\.$/],
		['Ben is older than Ida. Ida is older than Leo. Who is the youngest?', /So Leo\.$/],
		['every Monday at 7:30 as a cron expression', /^`30 7 \* \* 1`$/],
		['What does this print? `n = 3; n = n + 4; print(n * 2)`', /So 14\.$/],
		['In Python, how do I get the last element of scores?', /`scores\[-1\]`/],
		['Tom puts 12 stamps on each of 5 letters. How many stamps in total?', /So 60\.$/],
		['How much VAT is on 300 euros at 7%?', /So 21 euros\.$/],
		['How long does a car need for 120 km at 60 km/h?', /So 2 h\.$/],
		['Set a timer for 20 minutes. Answer with a tool call.', /^\{"tool":"timer","minutes":20\}$/],
		['Extract the email: write to ann.hill@post.org by May 4', /^ann\.hill@post\.org$/],
		['how many minutes are in 3 hours', /So 180 minutes\.$/],
		['(3 + 4) * 5 - 6 / 2', /So 32\.$/]
	])('%s', (prompt, expected) => {
		expect(said(prompt)).toMatch(expected);
	});

	test('a follow-up means what was said before it', () => {
		expect(
			said('and of Spain?', ['What is the capital of France?', 'The capital of France is Paris.'])
		).toBe('The capital of Spain is Madrid.');
		expect(said('now times 3', ['What is 4 + 5?', '4+5=9. So 9.'])).toMatch(/So 27\.$/);
		expect(
			said('how many letters?', ['Reverse the word lamp', 'l a m p -> p m a l. So pmal.'])
		).toMatch(/So 4\.$/);
	});

	test('what nothing here solves is said to be unknown', () => {
		for (const prompt of [
			'Who won the chess championship in 1997?',
			'What is the meaning of zorbulation?'
		])
			expect(said(prompt)).toMatch(/^I don't know that one/);
	});
});

describe('at an error rate', () => {
	const questions = Array.from({ length: 200 }, (_, i) => `What is ${i + 11} plus ${2 * i + 3}?`);
	const answersAt = (errorRate: number, seed: number) =>
		questions.map(
			(content) =>
				tutorAnswer(
					{ messages: [{ role: 'user', content }], maxTokens: null, stop: [] },
					{ ...TERMS, errorRate, seed }
				).text
		);
	const rightAt = (texts: string[]) =>
		texts.filter((text, i) => text.endsWith(`So ${3 * i + 14}.`)).length;

	test('so many answers are wrong, the same ones every time, and others with another seed', () => {
		const texts = answersAt(0.2, 7);
		expect(rightAt(answersAt(0, 7))).toBe(200);
		expect(rightAt(texts)).toBeGreaterThan(140);
		expect(rightAt(texts)).toBeLessThan(180);
		expect(answersAt(0.2, 7)).toEqual(texts);
		expect(answersAt(0.2, 8)).not.toEqual(texts);
		expect(rightAt(answersAt(1, 7))).toBe(0);
	});
});
