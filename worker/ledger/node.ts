// The ledger on Node: `node:sqlite`, in a file that survives restarts, or in memory. Several processes
// may share a file: a transaction takes the write lock first. With `synchronous = NORMAL` and a
// write-ahead log a crash of the process loses nothing; a power cut may lose the last moments.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Clock, Ledger } from '../contract.ts';
import { answerCall, sharedLedger } from './ledger.ts';
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
			database.exec('BEGIN IMMEDIATE');
			try {
				const result = work();
				database.exec('COMMIT');
				return result;
			} catch (error) {
				database.exec('ROLLBACK');
				throw error;
			}
		},
		close() {
			statements.clear();
			database.close();
		}
	};
}

/** The ledger of this process. */
export function nodeLedger(sql: Sql, clock: Clock): Ledger {
	const store = new LedgerStore(sql);
	return sharedLedger(async (_site, op, ask, nowMs) => answerCall(store, op, ask, nowMs), clock);
}
