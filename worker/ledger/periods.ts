// The calendar of budgets: days and months in UTC. Pure. Not here: what was spent in them.

import type { Period } from '../contract.ts';

export const PERIODS: readonly Period[] = ['day', 'month'];

const DAY_MS = 86_400_000;

type At = { name: string; resetsAtMs: number };

// Asked for several times in every call, and the same for a whole day.
const today = { number: Number.NaN, day: at('day', 0), month: at('month', 0) };

/** A period's name, which sorts by time (`2026-11-21`, `2026-11`), and when the next one begins. */
export function periodAt(period: Period, nowMs: number): At {
	const number = Math.floor(nowMs / DAY_MS);
	if (number !== today.number)
		Object.assign(today, { number, day: at('day', nowMs), month: at('month', nowMs) });
	return today[period];
}

function at(period: Period, nowMs: number): At {
	const iso = new Date(nowMs).toISOString();
	switch (period) {
		case 'day':
			return { name: iso.slice(0, 10), resetsAtMs: (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS };
		case 'month': {
			const now = new Date(nowMs);
			return {
				name: iso.slice(0, 7),
				resetsAtMs: Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)
			};
		}
		default:
			return period satisfies never;
	}
}
