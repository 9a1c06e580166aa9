// The little of SQLite that the ledger needs, synchronous in both places that have it: a Durable
// Object's storage and `node:sqlite`. Also the tables. Not here: what is written to them.

export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

export interface Sql {
	run(query: string, ...values: SqlValue[]): void;
	all(query: string, ...values: SqlValue[]): SqlRow[];
	/** All of `work` or none of it, also when the process dies; nothing else comes in between. */
	transaction<T>(work: () => T): T;
}

/**
 * - spent: what an account used in a period, reservations included.
 * - reservation: what an open call may cost, gone once it is settled; `accounts` names the rows of `spent` it
 *   counts in, so that a settlement after midnight corrects the right day.
 * - idempotency: the calls that carried a key, until `until_ms`.
 * - rate: attempts in the current window of a rate limit.
 * - meta: what is generated once, and when old rows were last swept.
 */
const TABLES = [
	`CREATE TABLE IF NOT EXISTS spent (
		account TEXT NOT NULL, period TEXT NOT NULL,
		turns INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL,
		completion_tokens INTEGER NOT NULL, micro_usd INTEGER NOT NULL,
		PRIMARY KEY (account, period)) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS reservation (
		id TEXT PRIMARY KEY, accounts TEXT NOT NULL,
		prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL,
		micro_usd INTEGER NOT NULL, created_ms INTEGER NOT NULL) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS idempotency (
		key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, reservation TEXT NOT NULL,
		settled INTEGER NOT NULL, micro_usd INTEGER NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS rate (
		key TEXT PRIMARY KEY, attempts INTEGER NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
	`CREATE INDEX IF NOT EXISTS spent_period ON spent (period)`,
	`CREATE INDEX IF NOT EXISTS idempotency_reservation ON idempotency (reservation)`
];

export function createTables(sql: Sql): void {
	sql.transaction(() => {
		for (const table of TABLES) sql.run(table);
	});
}

/** A column that holds a number, whatever the driver calls it. */
export function integer(row: SqlRow, column: string): number {
	return Number(row[column] ?? 0);
}

export function text(row: SqlRow, column: string): string {
	return String(row[column] ?? '');
}
