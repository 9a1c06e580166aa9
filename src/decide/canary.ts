// The trial of a new layer: it first decides one turn in ten, more as it does well, and is taken only
// when it was measured to gain, else rolled back. Only turns that the two layers decide otherwise are
// counted, on both sides, and what they earned is compared by betting: stakes on "it gains nothing"
// grow only if it does (Waudby-Smith and Ramdas 2024, Estimating means of bounded random variables by
// betting). They may be looked at after every turn: however long one looks, a layer that gains nothing
// is taken once in twenty trials at most. Pure; who trains and stores is the caller's.

import type { Arm, Canary, Evidence, Layer } from '../contract/outcomes.ts';

/** Judged answers before anything is learnt, and between two trials. */
export const LEAST_JUDGED = 50;
/** The share of turns that a layer on trial decides at first, and at most. */
export const CANARY_SHARE = 0.1;
const LARGEST_SHARE = 0.5;
/** Grown to this, a stake settles it: chance grows it so far once in twenty times (Ville 1939). */
const SETTLED = Math.log(20);
/** Decided otherwise so often without a gain in sight: given up. */
export const MOST_SEEN = 60;
/** What each stake bets of what it has, at most the worst loss. */
const STAKES: readonly number[] = [0.15, 0.4, 0.8];
/** Two turns' earnings lie within −0.1 and 1 (adaptive.ts): their difference within this. */
const WIDEST = 1.1;

export const startTrial = (layer: Layer, startedAtMs: number): Canary => ({
	layer,
	startedAtMs,
	seen: 0,
	gained: 0,
	gain: [0, 0, 0],
	loss: [0, 0, 0],
	since: { sum: 0, count: 0 }
});

/** One turn in ten, and as many times that as the stakes have grown. */
export function shareOf(canary: Canary): number {
	const times = Math.exp(Math.max(0, grown(canary.gain)));
	return Math.min(LARGEST_SHARE, CANARY_SHARE * times);
}

/** Who decides a turn. `chance`: uniform in 0–1. */
export const armOf = (canary: Canary | null, chance: number): Arm =>
	canary !== null && chance < shareOf(canary) ? 'candidate' : 'layer';

/**
 * The trial after a turn that both layers would have decided otherwise. `earned`: decide/adaptive.ts's.
 * The candidate's turn is held against the mean of what the other earned since its last one; each is
 * used once, or the bets would not be fair, so without any it counts for nothing.
 */
export function observe(canary: Canary, arm: Arm, earned: number): Canary {
	const { sum, count } = canary.since;
	if (arm === 'layer') return { ...canary, since: { sum: sum + earned, count: count + 1 } };
	if (count === 0) return canary;
	const more = earned - sum / count;
	const difference = more / WIDEST;
	return {
		...canary,
		seen: canary.seen + 1,
		...(canary.gained !== undefined && { gained: canary.gained + more }),
		gain: bet(canary.gain, difference),
		loss: bet(canary.loss, -difference),
		since: { sum: 0, count: 0 }
	};
}

/** The logarithms of the stakes after one more bet. */
const bet = (evidence: Evidence, difference: number): Evidence =>
	evidence.map((log, i) => log + Math.log1p(STAKES[i]! * difference)) as Evidence;

/** The mean of the stakes, as a logarithm: a bet made of bets. */
function grown(evidence: Evidence): number {
	const most = Math.max(...evidence);
	const sum = evidence.reduce((total, log) => total + Math.exp(log - most), 0);
	return most + Math.log(sum / evidence.length);
}

export type TrialVerdict = 'promote' | 'roll-back' | 'go-on';

export function trialVerdict(canary: Canary): TrialVerdict {
	if (grown(canary.gain) >= SETTLED) return 'promote';
	if (grown(canary.loss) >= SETTLED || canary.seen >= MOST_SEEN) return 'roll-back';
	return 'go-on';
}
