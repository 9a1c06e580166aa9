// The budget ledger on SQLite: one class for both stores. Each method is one transaction.
//
// What is reserved is added to what was spent at once, at the most it can cost; settling replaces it by
// what was used. So a call that was never settled (the machine died under it) is charged in full, with
// nothing left to expire; a settlement within a day still corrects it. That is the stated rule: the
// operator may have been billed, so an unknown call counts as the dearest it can have been.
//
// It keeps sums, and no prompt, answer or provider key. Not here: the platform's SQLite (node.ts,
// object.ts), and what a budget says (budget.ts).

import type {
	Account,
	Caller,
	Period,
	RateLimit,
	Refusal,
	Settled,
	Spend,
	UsageReport
} from '../contract.ts';
import {
	checkSpend,
	hasLimit,
	NOTHING,
	refuse,
	remainingMicroUsd,
	usageReport,
	type AccountUse,
	type Used
} from './budget.ts';
import { periodAt, PERIODS } from './periods.ts';
import { createTables, integer, text, type Sql, type SqlRow } from './sql.ts';

/** A caller as far as the ledger knows it: without the key a user may have brought. */
export type Payer = Pick<Caller, 'id' | 'accounts'>;

export type StoreReserve = {
	/** Chosen by the asker, so that asking again after a lost answer reserves once. */
	id: string;
	payer: Payer;
	most: Spend;
	idempotency: { key: string; bodyHash: string } | null;
};

/** What a call counts in. */
type Row = readonly [account: string, period: string];

export type StoreReserved = { ok: true } | { ok: false; refusal: Refusal };

// The contract's ten minutes, counted from the end of the first call.
const REPEAT_MS = 10 * 60_000;
// An unsettled call holds its key this long: longer than any call runs (ten minutes at most upstream).
const IN_FLIGHT_MS = 15 * 60_000;
// What a late settlement may still correct.
const RESERVATION_MS = 24 * 3_600_000;
const SWEEP_MS = 60_000;
// Days are kept for two months and months for two years, for those who look up what was spent.
const KEEP_DAYS_MS = 62 * 86_400_000;
const KEEP_MONTHS_MS = 731 * 86_400_000;

const ADD = [
	'INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?)',
	` ON CONFLICT DO UPDATE SET turns = turns + excluded.turns,
		prompt_tokens = prompt_tokens + excluded.prompt_tokens,
		completion_tokens = completion_tokens + excluded.completion_tokens,
		micro_usd = micro_usd + excluded.micro_usd`
] as const;

export class LedgerStore {
	readonly #sql: Sql;
	#sweptMs = 0;

	constructor(sql: Sql) {
		this.#sql = sql;
		createTables(sql);
	}

	/** Throws RangeError for amounts that are no whole numbers from 0 up. */
	reserve({ id, payer, most, idempotency }: StoreReserve, nowMs: number): StoreReserved {
		checkSpend(most);
		return this.#sql.transaction(() => {
			this.#sweep(nowMs);
			const key = idempotency ? `${payer.id}\n${idempotency.key}` : null;
			const refusal =
				(key && this.#repeated(key, idempotency?.bodyHash ?? '', nowMs)) ||
				refuse(this.#uses(payer.accounts.filter(hasLimit), nowMs), most, nowMs);
			if (refusal) {
				// Unless it is the same call asked again: what it passes is then its own reservation.
				const known = this.#sql.all('SELECT 1 FROM reservation WHERE id = ?', id).length > 0;
				return known ? { ok: true } : { ok: false, refusal };
			}
			const rows = payer.accounts.flatMap((account) =>
				PERIODS.map((period) => [accountKey(account), periodAt(period, nowMs).name] as const)
			);
			const added = this.#sql.all(
				'INSERT OR IGNORE INTO reservation VALUES (?, ?, ?, ?, ?, ?) RETURNING 1',
				id,
				JSON.stringify(rows),
				most.promptTokens,
				most.completionTokens,
				most.microUsd,
				nowMs
			);
			if (added.length === 0) return { ok: true };
			this.#add(rows, { ...most, turns: 1 });
			if (key && idempotency)
				this.#sql.run(
					'INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, 0, ?, ?)',
					key,
					idempotency.bodyHash,
					id,
					most.microUsd,
					nowMs + IN_FLIGHT_MS
				);
			return { ok: true };
		});
	}

	/** Replaces a reservation by what was spent. The second time, and for one unknown, changes nothing. */
	settle(id: string, payer: Payer, spent: Spend, nowMs: number): Settled {
		checkSpend(spent);
		return this.#sql.transaction(() => {
			if (this.#close(id, { ...spent, turns: 1 }))
				this.#sql.run(
					'UPDATE idempotency SET settled = 1, micro_usd = ?, until_ms = ? WHERE reservation = ?',
					spent.microUsd,
					nowMs + REPEAT_MS,
					id
				);
			const uses = this.#uses(payer.accounts.filter(hasLimit), nowMs);
			return { remainingMicroUsd: remainingMicroUsd(uses, nowMs) };
		});
	}

	/** Takes a reservation back, its turn and its idempotency key included. */
	release(id: string): void {
		this.#sql.transaction(() => {
			if (this.#close(id, NOTHING))
				this.#sql.run('DELETE FROM idempotency WHERE reservation = ?', id);
		});
	}

	usage(payer: Payer, nowMs: number): UsageReport {
		return usageReport(this.#uses(payer.accounts, nowMs), nowMs);
	}

	/** Counts one attempt in a fixed window: 0 when it is allowed, else how long until the next. */
	attempt({ key, attempts, windowMs }: RateLimit, nowMs: number): number {
		return this.#sql.transaction(() => {
			this.#sweep(nowMs);
			const row = this.#sql.all('SELECT * FROM rate WHERE key = ? AND until_ms > ?', key, nowMs)[0];
			const made = row ? integer(row, 'attempts') : 0;
			const untilMs = row ? integer(row, 'until_ms') : nowMs + windowMs;
			if (made >= attempts) return untilMs - nowMs;
			this.#sql.run('INSERT OR REPLACE INTO rate VALUES (?, ?, ?)', key, made + 1, untilMs);
			return 0;
		});
	}

	/** A value that is made once and then kept, such as a signing secret. */
	kept(key: string, make: () => string): string {
		return this.#sql.transaction(() => {
			const row = this.#sql.all('SELECT value FROM meta WHERE key = ?', key)[0];
			if (row) return text(row, 'value');
			const value = make();
			this.#sql.run('INSERT INTO meta VALUES (?, ?)', key, value);
			return value;
		});
	}

	#repeated(key: string, bodyHash: string, nowMs: number): Refusal | null {
		const query = 'SELECT * FROM idempotency WHERE key = ? AND until_ms > ?';
		const row = this.#sql.all(query, key, nowMs)[0];
		if (!row) return null;
		const refusal = (
			status: 409 | 422,
			code: string,
			message: string,
			retryAfterMs: number | null
		) => ({ status, code, message, retryAfterMs, limit: null }) satisfies Refusal;
		if (text(row, 'body_hash') !== bodyHash)
			return refusal(
				422,
				'idempotency_key_reused',
				'This Idempotency-Key came with another body before. Use a new key for a new request.',
				null
			);
		if (integer(row, 'settled') === 0)
			return refusal(
				409,
				'idempotency_in_flight',
				'The first request with this Idempotency-Key is still being answered. Wait for it.',
				1000
			);
		return refusal(
			409,
			'idempotency_answered',
			`The request with this Idempotency-Key was already answered, and charged $${integer(row, 'micro_usd') / 1e6}; its answer is no longer kept. Use a new key to ask again.`,
			null
		);
	}

	/** Whether the reservation was open: then `used` takes its place in every sum. */
	#close(id: string, used: Used): boolean {
		const row = this.#sql.all('DELETE FROM reservation WHERE id = ? RETURNING *', id)[0];
		if (!row) return false;
		const difference = {
			turns: used.turns - 1,
			promptTokens: used.promptTokens - integer(row, 'prompt_tokens'),
			completionTokens: used.completionTokens - integer(row, 'completion_tokens'),
			microUsd: used.microUsd - integer(row, 'micro_usd')
		};
		this.#add(JSON.parse(text(row, 'accounts')) as Row[], difference);
		return true;
	}

	#uses(accounts: readonly Account[], nowMs: number): AccountUse[] {
		const names = { day: periodAt('day', nowMs).name, month: periodAt('month', nowMs).name };
		const used = (rows: readonly SqlRow[], period: Period): Used => {
			const row = rows.find((one) => one['period'] === names[period]);
			if (!row) return NOTHING;
			return {
				turns: integer(row, 'turns'),
				promptTokens: integer(row, 'prompt_tokens'),
				completionTokens: integer(row, 'completion_tokens'),
				microUsd: integer(row, 'micro_usd')
			};
		};
		const query = 'SELECT * FROM spent WHERE account = ? AND period IN (?, ?)';
		return accounts.map((account) => {
			const rows = this.#sql.all(query, accountKey(account), names.day, names.month);
			return { account, used: { day: used(rows, 'day'), month: used(rows, 'month') } };
		});
	}

	/** The same amounts to each row, in one statement: most of what a statement costs is to begin it. */
	#add(rows: readonly Row[], used: Used): void {
		const { turns, promptTokens, completionTokens, microUsd } = used;
		this.#sql.run(
			ADD[0] + ', (?, ?, ?, ?, ?, ?)'.repeat(rows.length - 1) + ADD[1],
			...rows.flatMap((row) => [...row, turns, promptTokens, completionTokens, microUsd])
		);
	}

	/** Drops what no call can ask for any more, at most once a minute. */
	#sweep(nowMs: number): void {
		if (nowMs - this.#sweptMs < SWEEP_MS) return;
		this.#sweptMs = nowMs;
		this.#sql.run('DELETE FROM idempotency WHERE until_ms <= ?', nowMs);
		this.#sql.run('DELETE FROM rate WHERE until_ms <= ?', nowMs);
		this.#sql.run('DELETE FROM reservation WHERE created_ms <= ?', nowMs - RESERVATION_MS);
		for (const [period, keepMs] of [
			['day', KEEP_DAYS_MS],
			['month', KEEP_MONTHS_MS]
		] as const) {
			const oldest = periodAt(period, nowMs - keepMs).name;
			this.#sql.run(
				'DELETE FROM spent WHERE period < ? AND length(period) = ?',
				oldest,
				oldest.length
			);
		}
	}
}

function accountKey({ kind, id }: Account): string {
	return `${kind}:${id}`;
}
