// What a budget ledger must do, whatever it is kept in. One suite, run against `node:sqlite` in Node and
// against a Durable Object in workerd. The clock is a variable; nothing sleeps.

import { describe, expect, test } from 'vitest';
import type { Account, Budget, Caller, Clock, Ledger, Spend } from '../../worker/contract.ts';
import { NO_BUDGET, NO_LIMITS } from '../../worker/ledger/budget.ts';

/** A ledger that no other test has written to. */
export type OpenLedger = (clock: Clock) => Ledger;

const NOON_MS = Date.UTC(2026, 10, 21, 12);
const HOUR_MS = 3_600_000;

function clockAt(startMs: number) {
	const clock = {
		ms: startMs,
		nowMs: () => clock.ms,
		delay: async () => {}
	};
	return clock;
}

function budget(day: Partial<Budget['day']>, month: Partial<Budget['month']> = {}): Budget {
	return { day: { ...NO_LIMITS, ...day }, month: { ...NO_LIMITS, ...month } };
}

let callers = 0;

/** A caller nobody else is, so that tests share no rows even where they share a store. */
function caller(user: Budget = NO_BUDGET, site: Budget | null = null): Caller {
	const id = `user-${callers++}`;
	const siteId = site ? `site-${callers++}` : null;
	const accounts: Account[] = [{ kind: 'user', id, budget: user }];
	if (site && siteId) accounts.push({ kind: 'site', id: siteId, budget: site });
	return { kind: 'session', id, site: siteId, accounts, ownKey: null };
}

/** Another user of the same site. */
function neighbour(of: Caller): Caller {
	const id = `user-${callers++}`;
	return {
		...of,
		id,
		accounts: of.accounts.map((account) => (account.kind === 'user' ? { ...account, id } : account))
	};
}

const cost = (microUsd: number, promptTokens = 0, completionTokens = 0): Spend => ({
	promptTokens,
	completionTokens,
	microUsd
});

export function ledgerSuite(name: string, open: OpenLedger): void {
	describe(name, () => {
		const start = (atMs = NOON_MS) => {
			const clock = clockAt(atMs);
			return { clock, ledger: open(clock) };
		};
		const reserve = async (
			ledger: Ledger,
			who: Caller,
			most: Spend,
			idempotency: { key: string; bodyHash: string } | null = null
		) => ledger.reserve({ caller: who, most, idempotency });
		const granted = async (...args: Parameters<typeof reserve>) => {
			const reserved = await reserve(...args);
			if (!reserved.ok) throw new Error(reserved.refusal.message);
			return reserved.reservation;
		};
		const refused = async (...args: Parameters<typeof reserve>) => {
			const reserved = await reserve(...args);
			if (reserved.ok) throw new Error('It was granted.');
			return reserved.refusal;
		};
		const used = async (ledger: Ledger, who: Caller, account = 0) => {
			const periods = (await ledger.usage(who)).accounts[account]?.periods;
			if (!periods) throw new Error('No such account.');
			const { turns, promptTokens, completionTokens, microUsd } = periods.day;
			return { turns, promptTokens, completionTokens, microUsd };
		};

		test('counts a reservation as spent until it is settled, and then what was used', async () => {
			const { ledger } = start();
			const who = caller();
			const reservation = await granted(ledger, who, cost(900, 50, 100));
			expect(await used(ledger, who)).toEqual({
				turns: 1,
				promptTokens: 50,
				completionTokens: 100,
				microUsd: 900
			});
			await ledger.settle(reservation, cost(321, 40, 7));
			expect(await used(ledger, who)).toEqual({
				turns: 1,
				promptTokens: 40,
				completionTokens: 7,
				microUsd: 321
			});
		});

		test('gives everything back when a call is released, its turn included', async () => {
			const { ledger } = start();
			const who = caller(budget({ turns: 1 }));
			await ledger.release(await granted(ledger, who, cost(900, 50, 100)));
			expect(await used(ledger, who)).toEqual({
				turns: 0,
				promptTokens: 0,
				completionTokens: 0,
				microUsd: 0
			});
			await granted(ledger, who, cost(1));
		});

		test('charges once, however often a call is settled or released', async () => {
			const { ledger } = start();
			const who = caller();
			const reservation = await granted(ledger, who, cost(900));
			await ledger.settle(reservation, cost(100));
			await ledger.settle(reservation, cost(500));
			await ledger.release(reservation);
			expect((await used(ledger, who)).microUsd).toBe(100);
			expect((await used(ledger, who)).turns).toBe(1);
		});

		test('charges what was used also where it is more than was reserved', async () => {
			const { ledger } = start();
			const who = caller(budget({ microUsd: 1000 }));
			const { remainingMicroUsd } = await ledger.settle(
				await granted(ledger, who, cost(600)),
				cost(1500)
			);
			expect(remainingMicroUsd).toBe(0);
			expect((await used(ledger, who)).microUsd).toBe(1500);
			expect((await refused(ledger, who, cost(1))).status).toBe(402);
		});

		test('says what is left of the tightest money limit, and null where there is none', async () => {
			const { ledger } = start();
			const limited = caller(
				budget({ microUsd: 1000 }, { microUsd: 5000 }),
				budget({ microUsd: 700 })
			);
			const settled = await ledger.settle(await granted(ledger, limited, cost(600)), cost(100));
			expect(settled.remainingMicroUsd).toBe(600);
			const free = caller(budget({ tokens: 10 }));
			const other = await ledger.settle(await granted(ledger, free, cost(5)), cost(5));
			expect(other.remainingMicroUsd).toBeNull();
		});

		test('grants what fits exactly, and refuses one micro-dollar more with what is left', async () => {
			const { ledger } = start();
			const who = caller(budget({ microUsd: 1000 }));
			await granted(ledger, who, cost(999));
			const refusal = await refused(ledger, who, cost(2));
			expect(refusal).toMatchObject({
				status: 402,
				code: 'budget_exceeded',
				retryAfterMs: 12 * HOUR_MS,
				limit: {
					account: 'user',
					period: 'day',
					what: 'microUsd',
					limit: 1000,
					remaining: 1,
					resetsAtMs: Date.UTC(2026, 10, 22)
				}
			});
			expect(refusal.message).toContain('$0.001 has $0.000001 left');
			expect(refusal.message).toContain('2026-11-22T00:00:00Z');
			await granted(ledger, who, cost(1));
		});

		test('tells a call that no budget will ever hold from one that must wait', async () => {
			const { ledger } = start();
			const refusal = await refused(ledger, caller(budget({ tokens: 100 })), cost(0, 60, 60));
			expect(refusal.status).toBe(402);
			expect(refusal.retryAfterMs).toBeNull();
			expect(refusal.message).toContain('never fits');
			expect(refusal.message).toContain('max_tokens');
		});

		test('answers 429 when the turns are used up', async () => {
			const { ledger } = start();
			const who = caller(budget({ turns: 2 }));
			await granted(ledger, who, cost(1));
			await granted(ledger, who, cost(1));
			expect(await refused(ledger, who, cost(1))).toMatchObject({
				status: 429,
				code: 'turn_limit_reached',
				limit: { what: 'turns', remaining: 0 }
			});
		});

		test('counts prompt and completion tokens together against the token limit', async () => {
			const { ledger } = start();
			const who = caller(budget({ tokens: 100 }));
			await granted(ledger, who, cost(0, 60, 40));
			expect((await refused(ledger, who, cost(0, 0, 1))).limit?.what).toBe('tokens');
		});

		test('refuses a call that the site has no room for, and then charges the user nothing', async () => {
			const { ledger } = start();
			const first = caller(budget({ microUsd: 1000 }), budget({ microUsd: 1500 }));
			const second = neighbour(first);
			await granted(ledger, first, cost(1000));
			expect((await refused(ledger, second, cost(501))).limit?.account).toBe('site');
			expect((await used(ledger, second)).microUsd).toBe(0);
			await granted(ledger, second, cost(500));
			expect((await used(ledger, second, 1)).microUsd).toBe(1500);
		});

		test('keeps users apart', async () => {
			const { ledger } = start();
			const limits = budget({ microUsd: 10 });
			await granted(ledger, caller(limits), cost(10));
			await granted(ledger, caller(limits), cost(10));
		});

		test('starts each day and each month anew, in UTC', async () => {
			const { clock, ledger } = start(Date.UTC(2026, 10, 29, 23, 59, 59, 999));
			const who = caller(budget({ turns: 1 }, { turns: 2 }));
			await granted(ledger, who, cost(1));
			expect((await refused(ledger, who, cost(1))).retryAfterMs).toBe(1);
			clock.ms += 1;
			await granted(ledger, who, cost(1));
			clock.ms += 24 * HOUR_MS - 1;
			expect((await refused(ledger, who, cost(1))).retryAfterMs).toBe(1);
			clock.ms += 1;
			await granted(ledger, who, cost(1));
			const { periods } = (await ledger.usage(who)).accounts[0] ?? {};
			expect(periods?.month).toMatchObject({ turns: 1, resetsAtMs: Date.UTC(2027, 0, 1) });
		});

		test('names the limit that stays shut longest', async () => {
			const { ledger } = start();
			const who = caller(budget({ turns: 1 }, { turns: 1 }));
			await granted(ledger, who, cost(1));
			expect((await refused(ledger, who, cost(1))).limit?.period).toBe('month');
		});

		test('settles a call that ran over midnight in the day it was reserved in', async () => {
			const { clock, ledger } = start(Date.UTC(2026, 10, 21, 23, 59));
			const who = caller();
			const reservation = await granted(ledger, who, cost(900));
			clock.ms += HOUR_MS;
			await ledger.settle(reservation, cost(100));
			expect((await used(ledger, who)).microUsd).toBe(0);
			clock.ms -= HOUR_MS;
			expect((await used(ledger, who)).microUsd).toBe(100);
		});

		test('leaves a call that was never settled charged in full; a late settlement corrects it', async () => {
			const { clock, ledger } = start();
			const who = caller();
			const reservation = await granted(ledger, who, cost(900));
			clock.ms += HOUR_MS;
			expect((await used(ledger, who)).microUsd).toBe(900);
			await ledger.settle(reservation, cost(100));
			expect((await used(ledger, who)).microUsd).toBe(100);
		});

		test('corrects nothing after a day', async () => {
			const { clock, ledger } = start();
			const who = caller();
			const reservation = await granted(ledger, who, cost(900));
			clock.ms += 25 * HOUR_MS;
			await granted(ledger, who, cost(1));
			await ledger.settle(reservation, cost(100));
			const { periods } = (await ledger.usage(who)).accounts[0] ?? {};
			expect(periods?.month.microUsd).toBe(901);
		});

		test('two hundred calls at once never pass a limit together', async () => {
			const { ledger } = start();
			const who = caller(budget({ microUsd: 1000 }), budget({ microUsd: 100_000 }));
			const outcomes = await Promise.all(
				Array.from({ length: 200 }, () => reserve(ledger, who, cost(30)))
			);
			expect(outcomes.filter(({ ok }) => ok)).toHaveLength(33);
			expect((await used(ledger, who)).microUsd).toBe(990);
			expect((await used(ledger, who, 1)).microUsd).toBe(990);
		});

		test('stays exact while three hundred calls of many users reserve, settle and release at once', async () => {
			const { ledger } = start();
			const first = caller(budget({ microUsd: 2000 }), budget({ microUsd: 9000 }));
			const users = [first, ...Array.from({ length: 9 }, () => neighbour(first))];
			const spent = users.map(() => 0);
			await Promise.all(
				Array.from({ length: 300 }, async (_, i) => {
					const user = i % users.length;
					const reserved = await reserve(ledger, users[user] ?? first, cost(100));
					if (!reserved.ok) return;
					if (i % 3 === 0) return ledger.release(reserved.reservation);
					spent[user] = (spent[user] ?? 0) + (i % 101);
					return ledger.settle(reserved.reservation, cost(i % 101));
				})
			);
			for (const [i, user] of users.entries())
				expect((await used(ledger, user)).microUsd, `user ${i}`).toBe(spent[i]);
			const total = spent.reduce((sum, value) => sum + value, 0);
			expect((await used(ledger, first, 1)).microUsd).toBe(total);
			expect(total).toBeLessThanOrEqual(9000);
		});

		const idempotency = { key: 'k', bodyHash: 'a' };

		test('refuses a repeat while the first is in flight, and charges it nothing', async () => {
			const { ledger } = start();
			const who = caller();
			const outcomes = await Promise.all(
				Array.from({ length: 50 }, () => reserve(ledger, who, cost(10), idempotency))
			);
			expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
			for (const outcome of outcomes)
				if (!outcome.ok)
					expect(outcome.refusal).toMatchObject({ status: 409, code: 'idempotency_in_flight' });
			expect(await used(ledger, who)).toMatchObject({ turns: 1, microUsd: 10 });
		});

		test('does not charge a repeat within ten minutes of the end; after that it is a new call', async () => {
			const { clock, ledger } = start();
			const who = caller();
			const reservation = await granted(ledger, who, cost(10), idempotency);
			clock.ms += 5 * 60_000;
			await ledger.settle(reservation, cost(7));
			clock.ms += 10 * 60_000 - 1;
			const refusal = await refused(ledger, who, cost(10), idempotency);
			expect(refusal).toMatchObject({ status: 409, code: 'idempotency_answered' });
			expect(refusal.message).toContain('$0.000007');
			expect((await used(ledger, who)).microUsd).toBe(7);
			clock.ms += 1;
			await granted(ledger, who, cost(10), idempotency);
		});

		test('refuses the same key with another body', async () => {
			const { ledger } = start();
			const who = caller();
			await granted(ledger, who, cost(10), idempotency);
			const other = { key: 'k', bodyHash: 'b' };
			expect((await refused(ledger, who, cost(10), other)).status).toBe(422);
		});

		test('keeps the keys of one user apart from another’s', async () => {
			const { ledger } = start();
			await granted(ledger, caller(), cost(10), idempotency);
			await granted(ledger, caller(), cost(10), idempotency);
		});

		test('lets a key be used again when its call was released', async () => {
			const { ledger } = start();
			const who = caller();
			await ledger.release(await granted(ledger, who, cost(10), idempotency));
			await granted(ledger, who, cost(10), idempotency);
		});

		test('frees the key of a call that was never settled, once no call can still be running', async () => {
			const { clock, ledger } = start();
			const who = caller();
			await granted(ledger, who, cost(10), idempotency);
			clock.ms += 14 * 60_000;
			expect((await refused(ledger, who, cost(10), idempotency)).status).toBe(409);
			clock.ms += 60_000;
			await granted(ledger, who, cost(10), idempotency);
			expect((await used(ledger, who)).microUsd).toBe(20);
		});

		test('refuses amounts that are no whole number from 0 up, and changes nothing', async () => {
			const { ledger } = start();
			const who = caller(budget({ microUsd: 1000 }));
			for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
				await expect(reserve(ledger, who, cost(bad)), `${bad}`).rejects.toThrow();
			const reservation = await granted(ledger, who, cost(10));
			await expect(ledger.settle(reservation, cost(-5))).rejects.toThrow();
			expect((await used(ledger, who)).microUsd).toBe(10);
		});

		test('allows as many attempts in a window as it is told, and says when the next is due', async () => {
			const { clock, ledger } = start();
			const key = `rate-${callers++}`;
			const attempt = () => ledger.attempt(null, { key, attempts: 3, windowMs: 60_000 });
			const waits = await Promise.all(Array.from({ length: 5 }, attempt));
			expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(3);
			clock.ms += 20_000;
			expect(await attempt()).toBe(40_000);
			clock.ms += 40_000;
			expect(await attempt()).toBe(0);
		});

		test('makes a secret once, of 32 random bytes', async () => {
			const { ledger } = start();
			const name = `secret-${callers++}`;
			const secrets = await Promise.all(Array.from({ length: 5 }, () => ledger.secret(name)));
			expect(new Set(secrets).size).toBe(1);
			expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
			expect(await ledger.secret(`${name}-other`)).not.toBe(secrets[0]);
		});
	});
}
