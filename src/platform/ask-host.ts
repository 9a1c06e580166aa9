// One question to a host, such as a file's beginning or what a repository has: asked again where the trouble is of the
// moment, and its refusals in words. Not here: downloads, which wait longer and go on where they broke (download.ts).

import { hostOf } from './http-range.ts';
import type { Network } from './network.ts';
import { WeightError } from './weight-error.ts';

/** An answer of any kind but trouble of the moment: three tries, the person is waiting for a button to react. */
export async function ask(
	url: string,
	init: RequestInit & { signal: AbortSignal },
	network: Network
): Promise<Response> {
	for (let attempt = 1; ; attempt++) {
		let failure: { reason: string; cause?: unknown };
		try {
			const response = await network.fetch(url, { cache: 'no-store', ...init });
			if (response.status < 500 && response.status !== 429) return response;
			failure = { reason: `it answered ${response.status}` };
		} catch (cause) {
			if (init.signal.aborted) throw init.signal.reason;
			failure = { reason: 'no connection', cause };
		}
		if (attempt === 3)
			throw new WeightError(
				'unreachable',
				`Could not ask ${hostOf(url)} about this model (${failure.reason}). Check the connection and try again.`,
				{ cause: failure.cause }
			);
		await network.delay(1000 * 2 ** (attempt - 1) * (0.5 + network.random() / 2), init.signal);
	}
}

/** Of a model that was there once: throws WeightError `not-found` or `forbidden` where that is the answer. */
export function refuseGone({ status }: Response, url: string): void {
	if (status === 404 || status === 410)
		throw new WeightError(
			'not-found',
			`${hostOf(url)} no longer has this model (${status}). Choose another model, or import the file if you have it.`
		);
	if (status === 401 || status === 403)
		throw new WeightError(
			'forbidden',
			`${hostOf(url)} does not give this model without an account (${status}). Download it there yourself and import the file, or choose another model.`
		);
}
