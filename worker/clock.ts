// The real clock, on every platform. Tests bring their own.

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
		})
};
