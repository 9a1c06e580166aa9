// The one connection of this tab to the database: opened on first use, closed when another tab
// upgrades or erases it, opened again when the browser ended it. Every read and write goes through
// `read` and `write`: one transaction each, all of it or nothing.

import type { IDBPTransaction, StoreNames } from 'idb';
import type { Database, Schema } from './database.ts';
import { DATABASE_NAME, openDatabase } from './database.ts';
import { isNamed, MemoryError, transactionError } from './errors.ts';

type StoreName = StoreNames<Schema>;
export type ReadTransaction<Names extends StoreName[]> = IDBPTransaction<Schema, Names, 'readonly'>;
export type WriteTransaction<Names extends StoreName[]> = IDBPTransaction<
	Schema,
	Names,
	'readwrite'
>;

/** `strict`: on the disk before it is acknowledged; `relaxed`: handed to the system (a killed tab keeps it). */
export type Durability = 'strict' | 'relaxed';

export type ConnectionOptions = {
	name?: string;
	/** For the person: what another tab wants of this one. */
	onNotice: (message: string) => void;
};

const UPGRADED =
	'A newer version of Understudy was opened in another tab. Reload this page to go on.';

export class Connection {
	readonly #name: string;
	readonly #onNotice: (message: string) => void;
	#database: Promise<Database> | null = null;
	#refusal: MemoryError | null = null;

	constructor({ name = DATABASE_NAME, onNotice }: ConnectionOptions) {
		this.#name = name;
		this.#onNotice = onNotice;
	}

	/** Opens, and upgrades where needed. Throws MemoryError. */
	async open(): Promise<void> {
		await this.#get();
	}

	/** Reads from `stores` at one moment. `work` may await only requests of its transaction. */
	async read<Names extends StoreName[], T>(
		stores: Names,
		work: (transaction: ReadTransaction<Names>) => Promise<T>
	): Promise<T> {
		const transaction = await this.#begin((database) => database.transaction(stores, 'readonly'));
		return finish(transaction, work);
	}

	/** Writes to `stores`, all or nothing. `work` may await only requests of its transaction. */
	async write<Names extends StoreName[], T>(
		stores: Names,
		work: (transaction: WriteTransaction<Names>) => Promise<T>,
		durability: Durability = 'strict'
	): Promise<T> {
		const transaction = await this.#begin((database) =>
			database.transaction(stores, 'readwrite', { durability })
		);
		return finish(transaction, work);
	}

	/** Lets go; the next use opens again. */
	release(): void {
		const closing = this.#database;
		this.#database = null;
		closing?.then(
			(database) => database.close(),
			() => undefined
		);
	}

	/** Lets go for good. */
	close(): void {
		this.release();
		this.#refusal ??= new MemoryError('closed', 'The storage was closed. Reload the page.');
	}

	#get(): Promise<Database> {
		if (this.#refusal) return Promise.reject(this.#refusal);
		if (this.#database) return this.#database;
		const opening = openDatabase(this.#name, {
			onBlocked: () =>
				this.#onNotice(
					'Another tab with an older version of Understudy is in the way of an update. Close or reload it.'
				),
			onBlocking: (reason) => {
				this.release();
				if (reason === 'removal') return;
				this.#refusal = new MemoryError('closed', UPGRADED);
				this.#onNotice(UPGRADED);
			},
			onTerminated: () => {
				if (this.#database === opening) this.#database = null;
			}
		});
		this.#database = opening;
		opening.catch(() => {
			if (this.#database === opening) this.#database = null;
		});
		return opening;
	}

	/** A connection can end between two uses without a word; the second try is on a new one. */
	async #begin<T>(start: (database: Database) => T): Promise<T> {
		const database = this.#get();
		try {
			return start(await database);
		} catch (error) {
			if (!isNamed(error, 'InvalidStateError')) throw transactionError(error);
			if (this.#database === database) this.release();
			const again = await this.#get();
			try {
				return start(again);
			} catch (second) {
				throw transactionError(second);
			}
		}
	}
}

type Transaction = { done: Promise<void>; abort(): void };

async function finish<Tx extends Transaction, T>(
	transaction: Tx,
	work: (transaction: Tx) => Promise<T>
): Promise<T> {
	const ended = transaction.done.then(
		() => null,
		(error: unknown) => error
	);
	let value: T;
	try {
		value = await work(transaction);
	} catch (error) {
		try {
			transaction.abort();
		} catch {
			// It ended by itself: `ended` says why.
		}
		const cause = await ended;
		throw transactionError(isNamed(cause, 'QuotaExceededError') ? cause : error);
	}
	const failure = await ended;
	if (failure !== null) throw transactionError(failure);
	return value;
}
