// The ledger on Node: `node:sqlite`, in a file that survives restarts, or in memory. Several processes
// may share a file: a transaction takes the write lock first. With `synchronous = NORMAL` and a
// write-ahead log a crash of the process loses nothing; a power cut may lose the last moments.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Clock, Ledger } from '../contract.ts';
import { answerCall, sharedLedger, type AskStore } from './ledger.ts';
import type { Sql, SqlRow, SqlValue } from './sql.ts';
import { LedgerStore } from './store.ts';

export type NodeSql = Sql & { close(): void };

/** Opens or creates the file; `:memory:` keeps nothing. */
export function openNodeSql(path: string): NodeSql {
	if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
	const database = new DatabaseSync(path, { timeout: 5_000 });
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
	const statements = new Map<string, StatementSync>();
	const prepared = (query: string) => {
		const known = statements.get(query);
		if (known) return known;
		const statement = database.prepare(query);
		statements.set(query, statement);
		return statement;
	};
	return {
		run(query: string, ...values: SqlValue[]) {
			prepared(query).run(...values);
		},
		all(query: string, ...values: SqlValue[]) {
			return prepared(query).all(...values) as SqlRow[];
		},
		transaction<T>(work: () => T): T {
			// A part of a larger one: all of that or none.
			if (database.isTransaction) return work();
			prepared('BEGIN IMMEDIATE').run();
			try {
				const result = work();
				prepared('COMMIT').run();
				return result;
			} catch (error) {
				prepared('ROLLBACK').run();
				throw error;
			}
		},
		close() {
			statements.clear();
			database.close();
		}
	};
}

type Waiting = {
	run: () => unknown;
	resolve: (answer: unknown) => void;
	reject: (error: unknown) => void;
};

/**
 * The ledger of this process. Calls of one turn of the event loop share a transaction, since most of
 * what a call costs is to commit it; each is answered after the commit. They are weighed one after the
 * other all the same.
 */
export function nodeLedger(sql: Sql, clock: Clock): Ledger {
	const store = new LedgerStore(sql);
	let waiting: Waiting[] = [];
	const flush = () => {
		const calls = waiting;
		waiting = [];
		answerTogether(sql, calls);
	};
	const ask: AskStore = (_site, op, message, nowMs) =>
		new Promise((resolve, reject) => {
			if (waiting.length === 0) setImmediate(flush);
			const run = () => answerCall(store, op, message, nowMs);
			waiting.push({ run, resolve: resolve as Waiting['resolve'], reject });
		});
	return sharedLedger(ask, clock);
}

function answerTogether(sql: Sql, calls: readonly Waiting[]): void {
	try {
		const answers = sql.transaction(() => calls.map(({ run }) => run()));
		calls.forEach(({ resolve }, i) => resolve(answers[i]));
	} catch (error) {
		const [only] = calls;
		if (only && calls.length === 1) return only.reject(error);
		// Nothing of it was kept: each alone, so that a failure is only its own.
		for (const call of calls) answerTogether(sql, [call]);
	}
}
