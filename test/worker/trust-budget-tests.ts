// For how much a caller may ask, and what is charged but once: budgets, repeats of an Idempotency-Key, and the
// response cache. Part of the trust suite, in both runtimes.

import { describe, expect, test } from 'vitest';
import { openAiAnswer, openAiStream } from '../support/mock-provider.ts';
import { COST, DAILY, SHOP, type TrustBench } from './trust-bench.ts';

export function budgetTests(bench: TrustBench): void {
	const { answers, streams, asked, someone, call, question, post, ask, code, session, spent } =
		bench;

	describe('a budget', () => {
		test('is never passed by calls made at once, and what was refused says what is left', async () => {
			answers();
			const who = someone();
			const responses = await Promise.all(Array.from({ length: 150 }, () => ask({}, who)));
			const granted = responses.filter(({ status }) => status === 200).length;
			const refused = responses.filter(({ status }) => status === 402);
			const others = responses.filter(({ status }) => status !== 200 && status !== 402);
			expect(await Promise.all(others.map((other) => other.text()))).toEqual([]);
			expect(refused.length).toBeGreaterThan(0);
			const { microUsd, turns, resetsAtMs, limits } = await spent(who);
			expect(microUsd).toBe(granted * COST);
			expect(turns).toBe(granted);
			expect(microUsd).toBeLessThanOrEqual(DAILY);
			expect(limits.microUsd).toBe(DAILY);
			const [first] = refused;
			if (!first) throw new Error('Nothing was refused.');
			const { error } = await first.json();
			expect(error).toMatchObject({ type: 'insufficient_quota', code: 'budget_exceeded' });
			expect(error.message).toMatch(/Your daily budget of \$0\.001 has \$0\.\d+ left/);
			const waitMs = Number(first.headers.get('retry-after')) * 1000;
			expect(Math.abs(Date.now() + waitMs - resetsAtMs)).toBeLessThan(60_000);
		});

		test('holds for prompts in which every byte is a token', async () => {
			const content = Array.from({ length: 300 }, (_, i) =>
				String.fromCharCode(33 + ((i * 37) % 90))
			).join('');
			const usage = { prompt: 300, completion: 1 };
			bench.mock.script('up', { kind: 'json', body: openAiAnswer('Hello', usage) });
			const who = someone();
			const messages = [{ role: 'user', content }];
			await Promise.all(Array.from({ length: 30 }, () => ask({ messages }, who)));
			const { microUsd } = await spent(who);
			expect(microUsd).toBeGreaterThan(0);
			expect(microUsd).toBeLessThanOrEqual(DAILY);
		});

		test('is not passed by a visitor’s field that changes what a call costs', async () => {
			answers();
			const before = asked();
			const { token } = await (await session({ site: 'shop' }, { origin: SHOP })).json();
			const headers = { origin: SHOP, authorization: `Bearer ${token}` };
			for (const field of [
				{ service_tier: 'priority' },
				{ models: ['dear/model'] },
				{ plugins: [{ id: 'web' }] },
				{ n_predict: 100_000 },
				{ best_of: 20 }
			])
				expect((await ask(field, headers)).status, JSON.stringify(field)).toBe(400);
			expect(asked()).toBe(before);
			expect((await ask({ service_tier: 'flex' }, someone())).status).toBe(200);
		});

		test('is not passed by two ceilings of which only one is counted', async () => {
			const response = await ask({ max_completion_tokens: 1, max_tokens: 900 }, someone());
			expect(response.status).toBe(400);
			expect((await response.json()).error.param).toBe('max_tokens');
		});

		test('counts every choice, also where no ceiling is asked for', async () => {
			answers();
			expect((await ask({ n: 2 }, someone())).status).toBe(200);
			// 1,000 tokens each, and 1,000 for a call.
			const response = await ask({ n: 2, max_tokens: undefined }, someone());
			expect(response.status).toBe(400);
			expect((await response.json()).error.message).toContain('times n is 2000');
		});

		test('of turns answers 429 when it is used up', async () => {
			answers();
			const origin = 'https://tiny.example';
			const { token } = await (await session({ site: 'tiny' }, { origin })).json();
			const headers = { origin, authorization: `Bearer ${token}` };
			expect((await ask({}, headers)).status).toBe(200);
			const response = await ask({}, headers);
			expect(response.status).toBe(429);
			expect((await response.json()).error.message).toContain('1 turns has 0 turns left');
		});

		test('is not spent by requests that are refused', async () => {
			const who = someone();
			for (const body of ['{', '{}', '{"model":"up/m","messages":[]}'])
				expect((await post(body, who)).status).toBe(400);
			expect(await spent(who)).toMatchObject({ turns: 0, microUsd: 0 });
		});
	});

	describe('a repeat of an Idempotency-Key', () => {
		test('gets the answer again, byte for byte, and is neither charged nor asked for', async () => {
			for (const stream of [false, true]) {
				if (stream) streams();
				else answers();
				const who = someone();
				const headers = { ...who, 'idempotency-key': 'once' };
				const first = await (await ask({ stream }, headers)).text();
				const before = asked();
				const second = await ask({ stream }, headers);
				expect(second.status).toBe(200);
				expect(second.headers.get('x-understudy-repeat')).toBe('true');
				expect(await second.text()).toBe(first);
				expect(asked()).toBe(before);
				expect((await spent(who)).turns).toBe(1);
			}
		});

		test('gets 409 while the first is in flight', async () => {
			const before = asked();
			bench.mock.script('up', { kind: 'silence' });
			const headers = { ...someone(), 'idempotency-key': 'flight' };
			const leave = new AbortController();
			const first = call('/v1/chat/completions', {
				method: 'POST',
				body: question(),
				headers: { ...headers, 'cache-control': 'no-store' },
				signal: leave.signal
			}).catch(() => null);
			await bench.mock.arrived('up', before);
			const second = await ask({}, headers);
			expect(second.status).toBe(409);
			expect(await code(second)).toBe('idempotency_in_flight');
			leave.abort();
			await first;
		});

		test('with another body gets 422', async () => {
			answers();
			const headers = { ...someone(), 'idempotency-key': 'other' };
			await (await ask({}, headers)).text();
			expect((await ask({ max_tokens: 4 }, headers)).status).toBe(422);
		});

		test('of another user is a call of its own', async () => {
			answers();
			for (const who of [someone(), someone()]) {
				const response = await ask({}, { ...who, 'idempotency-key': 'shared' });
				expect(response.headers.get('x-understudy-repeat')).toBeNull();
				await response.text();
				expect((await spent(who)).turns).toBe(1);
			}
		});
	});

	describe('the response cache', () => {
		const cached = (fields: object, headers: Record<string, string>) =>
			post(question(fields), headers);

		test('gives the same user the same answer for nothing, and another user none', async () => {
			for (const stream of [false, true]) {
				if (stream) streams();
				else answers();
				const who = someone();
				const first = await cached({ stream }, who);
				expect(first.headers.get('x-understudy-cache')).toBeNull();
				const text = await first.text();
				const second = await cached({ stream }, who);
				expect(second.headers.get('x-understudy-cache')).toBe('hit');
				const again = await second.text();
				if (stream) expect(again).toContain('"costMicroUsd":0');
				else expect(again).toBe(text);
				expect((await spent(who)).turns).toBe(1);
				const other = await cached({ stream }, someone());
				expect(other.headers.get('x-understudy-cache')).toBeNull();
				await other.text();
			}
		});

		test('keeps no answer that was cut', async () => {
			const who = someone();
			const pieces = openAiStream(['Hel', 'lo']).slice(0, 2);
			bench.mock.script('up', { kind: 'stream', pieces });
			const first = await cached({ stream: true }, who);
			expect(await first.text()).not.toContain('[DONE]');
			streams();
			const second = await cached({ stream: true }, who);
			expect(second.headers.get('x-understudy-cache')).toBeNull();
			expect(await second.text()).toContain('[DONE]');
		});
	});
}
