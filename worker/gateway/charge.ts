// The bracket around a call: reserve the most it can cost, then replace that by what it did cost, or
// give it back. The only place that talks to the ledger about a call.

import type { Caller, GatewayOptions, Reservation, Spend } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { spendOf, type PromptSize } from './price.ts';
import type { Tried } from './route-call.ts';

export type Charge = {
	/** What was spent, and what is left. Never throws: an answer is not lost to its bill. */
	settle(spent: Spend): Promise<{ costMicroUsd: number; remainingMicroUsd: number | null }>;
	/** Nothing reached a provider, or nothing that costs. */
	release(): Promise<void>;
};

/** Throws the ledger's refusal as a GatewayError: 402, 409, 422 or 429. */
export async function reserve(
	{ ledger, log }: Pick<GatewayOptions, 'ledger' | 'log'>,
	caller: Caller,
	most: Spend,
	idempotency: { key: string; bodyHash: string } | null
): Promise<Charge> {
	const free = caller.ownKey !== null;
	const result = await ledger.reserve({
		caller,
		most: free ? { ...most, microUsd: 0 } : most,
		idempotency
	});
	if (!result.ok) {
		const { status, code, message, retryAfterMs } = result.refusal;
		const headers: Record<string, string> =
			retryAfterMs === null ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
		throw new GatewayError(status, code, message, { headers });
	}
	const { reservation } = result;
	const attempt = async <T>(work: (reservation: Reservation) => Promise<T>): Promise<T | null> => {
		try {
			return await work(reservation);
		} catch (error) {
			log(`ledger: ${error instanceof Error ? error.message : String(error)}`);
			return null;
		}
	};
	return {
		async settle(spent) {
			// With a key of their own the caller pays the provider, not the operator.
			const charged = free ? { ...spent, microUsd: 0 } : spent;
			const settled = await attempt((r) => ledger.settle(r, charged));
			return {
				costMicroUsd: charged.microUsd,
				remainingMicroUsd: settled?.remainingMicroUsd ?? null
			};
		},
		async release() {
			await attempt((r) => ledger.release(r));
		}
	};
}

/** What attempts cost whose answers nobody got: their prompts, by estimate. `null` when none did. */
export function wasted(tried: readonly Tried[], promptBytes: PromptSize): Spend | null {
	const billed = tried.filter((t) => t.billed > 0);
	if (billed.length === 0) return null;
	return billed
		.flatMap(({ candidate, billed: prompts }) =>
			Array.from({ length: prompts }, () =>
				spendOf(null, candidate.price, { promptBytes, deltas: 0 })
			)
		)
		.reduce(sum);
}

export function sum(a: Spend, b: Spend): Spend {
	return {
		promptTokens: a.promptTokens + b.promptTokens,
		completionTokens: a.completionTokens + b.completionTokens,
		microUsd: a.microUsd + b.microUsd
	};
}

/** The client's `Idempotency-Key` with a hash of its body; `null` without one. */
export async function idempotencyOf(
	request: Request,
	bodyText: string
): Promise<{ key: string; bodyHash: string } | null> {
	const key = request.headers.get('idempotency-key');
	if (key === null) return null;
	if (!/^[\x21-\x7e]{1,255}$/.test(key))
		throw new GatewayError(
			400,
			'invalid_idempotency_key',
			'Idempotency-Key should be 1 to 255 printable characters without spaces.'
		);
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(bodyText));
	const bytes = [...new Uint8Array(digest)];
	return { key, bodyHash: bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}
