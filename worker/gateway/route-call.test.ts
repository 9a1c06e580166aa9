// Routing by itself, on a clock the test moves: what is waited for, who is asked, and who is left.

import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { GatewayError } from '../errors.ts';
import { AttemptError, type Remedy } from './attempt.ts';
import { Breakers } from './breaker.ts';
import type { Policy, Upstream } from './config.ts';
import type { Candidate } from './resolve.ts';
import { attemptList, RouteError, routeCall } from './route-call.ts';

const POLICY: Policy = {
	firstTokenMs: 1000,
	stallMs: 1000,
	answerMs: 1000,
	retries: 2,
	hedgeMs: null,
	maxOutputTokens: 64,
	maxChoices: 4
};

function candidate(id: string, ownKey = false): Candidate {
	const upstream: Upstream = {
		id,
		baseUrl: `https://${id}`,
		key: 'k',
		missing: null,
		models: [],
		anyModel: true,
		unlisted: { input: 1, output: 1 },
		pricesAsOf: 'now',
		own: false,
		dialect: {},
		wire: () => Promise.reject(new Error('no wire here')),
		send: () => Promise.reject(new Error('nothing is sent here'))
	};
	return { upstream, model: 'm', price: upstream.unlisted, key: 'k', ownKey };
}

function failure(remedy: Remedy, retryAfterMs = 0, status = 502): AttemptError {
	const error = new GatewayError(status, 'failed', 'It failed.');
	return new AttemptError(String(status), remedy, error, { retryAfterMs });
}

type Open = (candidate: Candidate, signal: AbortSignal) => Promise<string>;

function setUp(policy: Partial<Policy> = {}) {
	const clock = new FakeClock();
	const breakers = new Breakers(clock);
	const context = {
		clock,
		breakers,
		random: () => 0.5,
		log: () => undefined,
		policy: { ...POLICY, ...policy }
	};
	const discarded: string[] = [];
	const route = (list: Candidate[], open: Open, signal = new AbortController().signal) =>
		routeCall(list, open, (unused) => discarded.push(unused), context, signal);
	return { clock, breakers, route, discarded };
}

describe('retries', () => {
	test('wait half of a doubling pause when chance says one half, then go elsewhere', async () => {
		const { clock, route } = setUp();
		const asked: string[] = [];
		const answer = route([candidate('a'), candidate('b')], async ({ upstream: { id } }) => {
			asked.push(`${id}@${clock.nowMs()}`);
			if (id === 'a') throw failure('again');
			return id;
		});
		await clock.runUntil(answer);
		expect(asked).toEqual(['a@0', 'a@125', 'a@375', 'b@375']);
		expect(attemptList((await answer).tried)).toEqual(['a/m=502', 'a/m=502', 'a/m=502', 'b/m=ok']);
	});

	test('respect Retry-After, and do not wait longer than a second while another can be asked', async () => {
		const { clock, route } = setUp();
		const asked: string[] = [];
		const open: Open = async ({ upstream: { id } }) => {
			asked.push(`${id}@${clock.nowMs()}`);
			if (id !== 'b') throw failure('again', id === 'a' ? 900 : 1100, 429);
			return id;
		};
		await clock.runUntil(route([candidate('a'), candidate('c'), candidate('b')], open));
		expect(asked).toEqual(['a@0', 'a@900', 'a@1800', 'c@1800', 'b@1800']);
	});

	test('end with the last refusal, once everybody refused', async () => {
		const { clock, route } = setUp({ retries: 0 });
		const answer = route([candidate('a'), candidate('b')], async ({ upstream: { id } }) => {
			throw failure('elsewhere', 0, id === 'a' ? 502 : 404);
		});
		await expect(clock.runUntil(answer)).rejects.toMatchObject({ error: { status: 404 } });
	});

	test('stop when the client leaves during a pause', async () => {
		const { clock, route } = setUp();
		const leave = new AbortController();
		let asked = 0;
		const answer = route(
			[candidate('a')],
			async () => {
				asked += 1;
				throw failure('again', 5000);
			},
			leave.signal
		);
		answer.catch(() => undefined);
		await clock.settle();
		leave.abort(new Error('left'));
		await expect(clock.runUntil(answer)).rejects.toThrow('left');
		expect(asked).toBe(1);
	});
});

describe('a hedged request', () => {
	const pair = [candidate('a'), candidate('b')];

	test('is not sent when the first answers in time', async () => {
		const { clock, route } = setUp({ hedgeMs: 200 });
		const asked: string[] = [];
		const answer = route(pair, async ({ upstream: { id } }, signal) => {
			asked.push(id);
			await clock.delay(150, signal);
			return id;
		});
		await clock.runUntil(answer);
		await clock.advance(1000);
		expect([(await answer).opened, asked]).toEqual(['a', ['a']]);
	});

	test('wins when the first is slow, and the first is stopped', async () => {
		const { clock, route } = setUp({ hedgeMs: 200 });
		let stopped = false;
		const answer = route(pair, async ({ upstream: { id } }, signal) => {
			signal.addEventListener('abort', () => (stopped ||= id === 'a'));
			await clock.delay(id === 'a' ? 900 : 100, signal);
			return id;
		});
		await clock.runUntil(answer);
		const { opened, tried } = await answer;
		await clock.settle();
		expect([opened, stopped]).toEqual(['b', true]);
		expect(attemptList(tried)).toEqual(['b/m=ok', 'a/m=cancelled']);
		expect(tried[1]?.billed).toBe(1);
	});

	test('is sent at once when the first fails before its time', async () => {
		const { clock, route } = setUp({ hedgeMs: 200, retries: 0 });
		const answer = route(pair, async ({ upstream: { id } }) => {
			if (id === 'a') throw failure('again');
			return id;
		});
		await clock.runUntil(answer);
		expect([(await answer).opened, clock.nowMs()]).toEqual(['b', 0]);
	});

	test('that comes second is discarded', async () => {
		const { clock, route, discarded } = setUp({ hedgeMs: 100 });
		// Both ignore the signal, as a provider that had already answered would.
		const answer = route(pair, async ({ upstream: { id } }) => {
			await clock.delay(id === 'a' ? 300 : 100);
			return id;
		});
		await clock.runUntil(answer);
		await clock.advance(500);
		expect([(await answer).opened, discarded]).toEqual(['b', ['a']]);
	});

	test('tells the client’s own mistake, and asks nobody else', async () => {
		const { clock, route } = setUp({ hedgeMs: 100 });
		const asked: string[] = [];
		const answer = route(pair, async ({ upstream: { id } }) => {
			asked.push(id);
			throw failure('final', 0, 400);
		});
		await expect(clock.runUntil(answer)).rejects.toBeInstanceOf(RouteError);
		await clock.advance(1000);
		expect(asked).toEqual(['a']);
	});
});

describe('the breaker', () => {
	const failing: Open = async () => {
		throw failure('elsewhere');
	};

	test('opens after five failures, lets one probe through after its pause, and closes on success', async () => {
		const { clock, route, breakers } = setUp();
		for (let i = 0; i < 5; i++)
			await clock.runUntil(route([candidate('a')], failing)).catch(() => undefined);
		expect(breakers.allows('a')).toBe(false);
		await clock.advance(15_000);
		expect(breakers.allows('a')).toBe(true);
		expect(breakers.allows('a')).toBe(false);
		breakers.succeeded('a');
		expect(breakers.allows('a')).toBe(true);
	});

	test('rests longer after a probe that failed', async () => {
		const { clock, breakers } = setUp();
		for (let i = 0; i < 5; i++) breakers.failed('a');
		await clock.advance(15_000);
		expect(breakers.allows('a')).toBe(true);
		breakers.failed('a');
		await clock.advance(15_000);
		expect(breakers.allows('a')).toBe(false);
		await clock.advance(15_000);
		expect(breakers.allows('a')).toBe(true);
	});

	test('is not moved by a visitor’s own key', async () => {
		const { clock, route, breakers } = setUp();
		for (let i = 0; i < 9; i++)
			await clock.runUntil(route([candidate('a', true)], failing)).catch(() => undefined);
		expect(breakers.allows('a')).toBe(true);
	});
});
