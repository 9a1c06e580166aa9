// The real clock, on every platform, and one-off timers on any clock. Tests bring their own.

import type { Clock } from './contract.ts';

export const systemClock: Clock = {
	nowMs: () => Date.now(),
	delay: (ms, signal) =>
		new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(signal.reason);
			const onAbort = () => {
				clearTimeout(timer);
				reject(signal?.reason);
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			}, ms);
			signal?.addEventListener('abort', onAbort, { once: true });
		}),
	after: (ms, work) => {
		const timer = setTimeout(work, ms);
		return () => clearTimeout(timer);
	}
};

// Made once: an abort without a reason makes an error with a stack each time.
const CALLED_OFF = new Error('Nobody waits for it any more.');

/** Runs `work` after `ms`, unless the function it returns was called before. */
export function after(
	clock: Pick<Clock, 'delay' | 'after'>,
	ms: number,
	work: () => void
): () => void {
	if (clock.after) return clock.after(ms, work);
	const timer = new AbortController();
	clock.delay(ms, timer.signal).then(work, () => undefined);
	return () => timer.abort(CALLED_OFF);
}
