// The ledger on Cloudflare: one Durable Object a site, with SQLite storage. The object is single-threaded
// and its transactions are synchronous, so calls cannot come in between each other; what it answers is
// on disk first (Cloudflare's output gate). Only the Worker's binding reaches it.

import type { AnswerKey, AnswerStore, Clock, KeptAnswer, Ledger } from '../contract.ts';
import { answerFrom, memoryAnswers, responseOf } from '../middleware/answer-stores.ts';
import {
	answerCall,
	APP_STORE,
	isStoreOp,
	sharedLedger,
	type AskStore,
	type StoreCalls,
	type StoreOp
} from './ledger.ts';
import type { Sql, SqlRow, SqlValue } from './sql.ts';
import { LedgerStore } from './store.ts';

/**
 * As much of Cloudflare's storage as is used:
 * https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/
 */
export type ObjectState = {
	storage: {
		sql: { exec(query: string, ...values: SqlValue[]): { toArray(): SqlRow[] } };
		transactionSync<T>(work: () => T): T;
	};
};

/** As much of a binding as is used. */
export type ObjectNamespace = {
	idFromName(name: string): object;
	get(id: object): { fetch(url: string, init: RequestInit): Promise<Response> };
};

type Message = { ask: StoreCalls[StoreOp]['ask']; nowMs: number };

/** The Durable Object's class. */
export class BudgetLedger {
	readonly #store: LedgerStore;
	/** Lost whenever the object is; never written to its storage. */
	readonly #answers = memoryAnswers({ nowMs: () => Date.now() });

	constructor(state: ObjectState) {
		this.#store = new LedgerStore(objectSql(state));
	}

	/**
	 * `POST /<call>` with `{ask, nowMs}` as JSON; the answer is `{answer}`. `GET` and `PUT` of
	 * `/answers/<id>` keep answers in memory for repeats.
	 */
	async fetch(request: Request): Promise<Response> {
		const { pathname, searchParams } = new URL(request.url);
		if (pathname.startsWith('/answers/')) {
			const key = { site: null, id: pathname };
			if (request.method === 'PUT') {
				const seconds = Number(searchParams.get('seconds'));
				await this.#answers.put(key, await answerFrom(request), seconds);
				return new Response(null, { status: 204 });
			}
			const kept = await this.#answers.get(key);
			return kept ? responseOf(kept) : new Response(null, { status: 404 });
		}
		const op = pathname.slice(1);
		if (!isStoreOp(op)) return new Response('unknown call', { status: 404 });
		const { ask, nowMs }: Message = await request.json();
		return Response.json({ answer: answerCall(this.#store, op, ask, nowMs) });
	}
}

export function objectLedger(namespace: ObjectNamespace, clock: Clock): Ledger {
	const ask: AskStore = async (site, op, message, nowMs) => {
		const stub = namespace.get(namespace.idFromName(site));
		const response = await stub.fetch(`https://ledger/${op}`, {
			method: 'POST',
			body: JSON.stringify({ ask: message, nowMs } satisfies Message)
		});
		if (!response.ok) throw new Error(`The ledger answered ${response.status} to ${op}.`);
		const { answer }: { answer: StoreCalls[typeof op]['answer'] } = await response.json();
		return answer;
	};
	return sharedLedger(ask, clock);
}

/** Answers for repeats, in the memory of the site's object. */
export function objectAnswers(namespace: ObjectNamespace): AnswerStore {
	const call = ({ site, id }: AnswerKey, init: RequestInit, query = '') => {
		const stub = namespace.get(namespace.idFromName(site ?? APP_STORE));
		return stub.fetch(`https://ledger/answers/${id}${query}`, init);
	};
	return {
		async get(key) {
			const response = await call(key, { method: 'GET' });
			return response.status === 200 ? answerFrom(response) : null;
		},
		async put(key, { headers, body }: KeptAnswer, seconds) {
			await call(key, { method: 'PUT', headers: { ...headers }, body }, `?seconds=${seconds}`);
		}
	};
}

function objectSql({ storage }: ObjectState): Sql {
	return {
		run: (query, ...values) => void storage.sql.exec(query, ...values).toArray(),
		all: (query, ...values) => storage.sql.exec(query, ...values).toArray(),
		transaction: (work) => storage.transactionSync(work)
	};
}
