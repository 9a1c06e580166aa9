// The contract's Ledger over a store that may be in this process or in a Durable Object: one list of
// calls, answered by `answerCall` wherever the store is. A site's users and its own budget lie in one
// store, so that a call is weighed against all of them in one transaction.

import type {
	Caller,
	Clock,
	Ledger,
	RateLimit,
	Reservation,
	Settled,
	Spend,
	UsageReport
} from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { checkSpend } from './budget.ts';
import type { LedgerStore, Payer, StoreReserve, StoreReserved } from './store.ts';

/** What can be asked of a store, and what it answers: plain data. */
export type StoreCalls = {
	reserve: { ask: StoreReserve; answer: StoreReserved };
	settle: { ask: { id: string; payer: Payer; spent: Spend }; answer: Settled };
	release: { ask: { id: string }; answer: null };
	usage: { ask: { payer: Payer }; answer: UsageReport };
	attempt: { ask: RateLimit; answer: number };
	secret: { ask: { name: string }; answer: string };
};

export type StoreOp = keyof StoreCalls;

export type AskStore = <Op extends StoreOp>(
	site: string,
	op: Op,
	ask: StoreCalls[Op]['ask'],
	nowMs: number
) => Promise<StoreCalls[Op]['answer']>;

/** The store of everyone who did not come through a site. */
export const APP_STORE = 'app';

// A settlement is worth three tries: without it the call stays charged at the most it could cost.
const SETTLE_TRIES = 3;
const SETTLE_DELAY_MS = 200;

export function sharedLedger(ask: AskStore, clock: Clock): Ledger {
	const closing = async <T>(work: () => Promise<T>): Promise<T> => {
		for (let attempt = 1; ; attempt++) {
			try {
				return await work();
			} catch (error) {
				if (attempt === SETTLE_TRIES) throw unreachable(error);
				await clock.delay(SETTLE_DELAY_MS * attempt);
			}
		}
	};
	const once = async <T>(work: () => Promise<T>): Promise<T> => {
		try {
			return await work();
		} catch (error) {
			throw unreachable(error);
		}
	};
	return {
		async reserve({ caller, most, idempotency }) {
			checkSpend(most);
			const id = crypto.randomUUID();
			const message = { id, payer: payerOf(caller), most, idempotency };
			const reserved = await once(() => ask(storeOf(caller), 'reserve', message, clock.nowMs()));
			return reserved.ok ? { ok: true, reservation: { id, caller } } : reserved;
		},
		async settle({ id, caller }: Reservation, spent: Spend) {
			checkSpend(spent);
			const message = { id, payer: payerOf(caller), spent };
			return closing(() => ask(storeOf(caller), 'settle', message, clock.nowMs()));
		},
		async release({ id, caller }: Reservation) {
			await closing(() => ask(storeOf(caller), 'release', { id }, clock.nowMs()));
		},
		usage: (caller) =>
			once(() => ask(storeOf(caller), 'usage', { payer: payerOf(caller) }, clock.nowMs())),
		attempt: (site, limit) => once(() => ask(site ?? APP_STORE, 'attempt', limit, clock.nowMs())),
		secret: (name) => once(() => ask(APP_STORE, 'secret', { name }, clock.nowMs()))
	};
}

/** Answers one call from a store. */
export function answerCall<Op extends StoreOp>(
	store: LedgerStore,
	op: Op,
	ask: StoreCalls[Op]['ask'],
	nowMs: number
): StoreCalls[Op]['answer'] {
	return ANSWERS[op](store, ask, nowMs);
}

export function isStoreOp(name: string): name is StoreOp {
	return Object.hasOwn(ANSWERS, name);
}

const ANSWERS: {
	[Op in StoreOp]: (
		store: LedgerStore,
		ask: StoreCalls[Op]['ask'],
		nowMs: number
	) => StoreCalls[Op]['answer'];
} = {
	reserve: (store, ask, nowMs) => store.reserve(ask, nowMs),
	settle: (store, { id, payer, spent }, nowMs) => store.settle(id, payer, spent, nowMs),
	release: (store, { id }) => {
		store.release(id);
		return null;
	},
	usage: (store, { payer }, nowMs) => store.usage(payer, nowMs),
	attempt: (store, ask, nowMs) => store.attempt(ask, nowMs),
	secret: (store, { name }) => store.kept(`secret:${name}`, randomHex)
};

function payerOf({ id, accounts }: Caller): Payer {
	return { id, accounts };
}

function storeOf({ site }: Caller): string {
	return site ?? APP_STORE;
}

/** No ledger, no call: nothing is spent that cannot be counted. */
function unreachable(cause: unknown): GatewayError {
	return new GatewayError(
		503,
		'ledger_unavailable',
		'The budget ledger cannot be reached, so nothing was sent. Try again in a moment.',
		{ cause, headers: { 'retry-after': '1' } }
	);
}

function randomHex(): string {
	return [...crypto.getRandomValues(new Uint8Array(32))]
		.map((byte) => byte.toString(16).padStart(2, '0'))
		.join('');
}
