// Whether a call fits its budgets, and how a refusal is worded. Pure: it is told what was spent.
// A call fits when what was spent, what is reserved and the most it can cost stay within every limit.

import type {
	Account,
	Budget,
	BudgetLimits,
	LimitState,
	Period,
	Refusal,
	Spend,
	UsageReport
} from '../contract.ts';
import { periodAt, PERIODS } from './periods.ts';

export type Used = Spend & { turns: number };

/** An account with what it has used, reservations included. */
export type AccountUse = { account: Account; used: Record<Period, Used> };

export const NOTHING: Used = { turns: 0, promptTokens: 0, completionTokens: 0, microUsd: 0 };

export const NO_LIMITS: BudgetLimits = { turns: null, tokens: null, microUsd: null };

export const NO_BUDGET: Budget = { day: NO_LIMITS, month: NO_LIMITS };

// Turns last: where several limits are passed, the one that costs money is named.
const WHATS: readonly (keyof BudgetLimits)[] = ['microUsd', 'tokens', 'turns'];

/** Whether anything is to be weighed: an account without a limit need not be read. */
export function hasLimit({ budget }: Account): boolean {
	return PERIODS.some((period) => WHATS.some((what) => budget[period][what] !== null));
}

/** The refusal for a call that may cost up to `most`; null when it fits everywhere. */
export function refuse(uses: readonly AccountUse[], most: Spend, nowMs: number): Refusal | null {
	const wanted = { ...most, turns: 1 };
	const passed = states(uses, nowMs).filter(
		({ what, remaining }) => amount(wanted, what) > remaining
	);
	// The one that stays shut longest says when it is worth trying again.
	const worst = passed.toSorted((a, b) => b.resetsAtMs - a.resetsAtMs)[0];
	if (!worst) return null;
	const needed = amount(wanted, worst.what);
	return {
		status: worst.what === 'turns' ? 429 : 402,
		code: worst.what === 'turns' ? 'turn_limit_reached' : 'budget_exceeded',
		message: sentence(worst, needed),
		retryAfterMs: needed > worst.limit ? null : worst.resetsAtMs - nowMs,
		limit: worst
	};
}

/** The tightest money limit's rest; null where there is none. Never below zero. */
export function remainingMicroUsd(uses: readonly AccountUse[], nowMs: number): number | null {
	const rests = states(uses, nowMs)
		.filter(({ what }) => what === 'microUsd')
		.map(({ remaining }) => remaining);
	return rests.length === 0 ? null : Math.min(...rests);
}

export function usageReport(uses: readonly AccountUse[], nowMs: number): UsageReport {
	return {
		accounts: uses.map(({ account, used }) => {
			const period = (name: Period) => ({
				...used[name],
				limits: account.budget[name],
				resetsAtMs: periodAt(name, nowMs).resetsAtMs
			});
			return {
				kind: account.kind,
				id: account.id,
				periods: { day: period('day'), month: period('month') }
			};
		})
	};
}

/** Refuses amounts that are no whole number from 0 up: they would corrupt every sum after them. */
export function checkSpend(spend: Spend): void {
	for (const what of ['promptTokens', 'completionTokens', 'microUsd'] as const)
		if (!Number.isSafeInteger(spend[what]) || spend[what] < 0)
			throw new RangeError(`${what} should be a whole number from 0 up, is ${spend[what]}.`);
}

function states(uses: readonly AccountUse[], nowMs: number): LimitState[] {
	return uses.flatMap(({ account, used }) =>
		PERIODS.flatMap((period) =>
			WHATS.flatMap((what) => {
				const limit = account.budget[period][what];
				if (limit === null) return [];
				return {
					account: account.kind,
					period,
					what,
					limit,
					remaining: Math.max(0, limit - amount(used[period], what)),
					resetsAtMs: periodAt(period, nowMs).resetsAtMs
				};
			})
		)
	);
}

function amount(used: Used, what: keyof BudgetLimits): number {
	return what === 'tokens' ? used.promptTokens + used.completionTokens : used[what];
}

function sentence(state: LimitState, needed: number): string {
	const whose = state.account === 'user' ? 'Your' : 'This site’s';
	const when = new Date(state.resetsAtMs).toISOString().replace('.000Z', 'Z');
	const left = `${whose} ${state.period === 'day' ? 'daily' : 'monthly'} budget of ${shown(state.limit, state.what)} has ${shown(state.remaining, state.what)} left; it resets at ${when}.`;
	if (state.what === 'turns') return `${left} Wait until then.`;
	const need = `This call may need up to ${shown(needed, state.what)}.`;
	if (needed > state.limit)
		return `${left} ${need} That never fits: shorten it, or ask for fewer tokens with max_tokens.`;
	return `${left} ${need} Shorten it, ask for fewer tokens with max_tokens, or wait until then.`;
}

function shown(value: number, what: keyof BudgetLimits): string {
	switch (what) {
		case 'microUsd':
			return `$${(value / 1e6).toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
		case 'tokens':
			return `${value} tokens`;
		case 'turns':
			return `${value} turns`;
		default:
			return what satisfies never;
	}
}
