// What one request to another machine took: the bytes of its bodies, and what the server says of who
// answered and what it cost, in a stream's headers and in its closing comment.

import type { Bill } from './engine.ts';

/** The gateway's part of a bill, as far as it told. */
export type ToldBill = Partial<Omit<Bill, 'bytesSent'>>;

export type BillDefaults = {
	/** Who answers, where the server does not say. */
	provider: string;
	/** Nothing left this machine: no bytes count, and nothing is charged. */
	staysHere: boolean;
};

export class RequestBill {
	readonly #defaults: BillDefaults;
	#bytes = 0;
	#requests = 0;
	#told: ToldBill = {};

	constructor(defaults: BillDefaults) {
		this.#defaults = defaults;
	}

	/** Whether anything was sent yet. */
	get isOpen(): boolean {
		return this.#requests > 0;
	}

	/** A body is on its way. */
	sends(body: string): void {
		this.#requests += 1;
		if (!this.#defaults.staysHere) this.#bytes += new TextEncoder().encode(body).length;
	}

	/** The gateway names who answers before it knows the cost. */
	opened(headers: Pick<Headers, 'get'>): void {
		const provider = headers.get('x-understudy-provider');
		const attempts = headers.get('x-understudy-attempts');
		if (provider) this.#told.provider = provider;
		if (attempts) this.#told.attempts = attempts.split(',').length;
	}

	/** `closing`: what the stream's comment told. */
	event(closing: ToldBill): { type: 'billed' } & Bill {
		const { provider, staysHere } = this.#defaults;
		return {
			type: 'billed',
			provider,
			attempts: 1,
			costMicroUsd: staysHere ? 0 : null,
			remainingMicroUsd: null,
			...this.#told,
			...closing,
			bytesSent: this.#bytes
		};
	}
}

/** The closing comment's `{provider, attempts, costMicroUsd, remainingMicroUsd}`; what is wrong is left out. */
export function toldBill(value: unknown): ToldBill {
	if (typeof value !== 'object' || value === null) return {};
	const { provider, attempts, costMicroUsd, remainingMicroUsd } = value as Record<string, unknown>;
	const tried = Array.isArray(attempts) ? attempts.length : attempts;
	return {
		...(typeof provider === 'string' && provider !== '' ? { provider } : {}),
		...(isWhole(tried) && tried > 0 ? { attempts: tried } : {}),
		...(isWhole(costMicroUsd) ? { costMicroUsd } : {}),
		...(isWhole(remainingMicroUsd) ? { remainingMicroUsd } : {})
	};
}

const isWhole = (value: unknown): value is number =>
	Number.isSafeInteger(value) && (value as number) >= 0;
