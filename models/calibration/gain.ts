// Fits which of two answers to keep, the base's or its modifier's (src/decide/gain.ts), on the questions
// of the mixture that Auto would ask a modifier: mostly the base's own, as in use. Learns from those
// that exactly one of both answered rightly. Not here: what the rule is worth (auto-rule.ts).

import { CALIBRATION_INPUTS, DOMAIN_INPUTS, type GainMap } from '../../src/contract/calibration.ts';
import { CHECKS } from '../../src/decide/answer-checks.ts';
import { FARTHEST, GAIN_INPUTS, gainInputs, gainOf, type Weighed } from '../../src/decide/gain.ts';
import { fitLogistic } from '../../src/learn/logistic.ts';
import { mean } from '../classification.ts';
import type { Part } from './questions.ts';

/** One question, answered by the base and by its domain's modifier, each as its map says. */
export interface Pair {
	part: Part;
	source: string;
	base: Weighed & { right: boolean };
	withModifier: Weighed & { right: boolean };
}

/** Told by one answer as by the other; the modifier's need not be read again. */
const OF_THE_QUESTION = /^(prompt|earlier|domain|check\.(asks|numberAsked|codeAsked|quoted))/;
/** Asked for no map, or a product or a difference of others. */
const LEFT_OUT = new Set(['entropy', 'margin', 'minLogit', 'abstainsDoubt', 'abstainsLength', 'doubt25', 'doubt50']); // prettier-ignore
const READ: readonly string[] = [
	'base.confidence',
	'modifier.confidence',
	...[
		...CALIBRATION_INPUTS.filter((name) => !LEFT_OUT.has(name)),
		...DOMAIN_INPUTS,
		...CHECKS.map((name) => `check.${name}`)
	].flatMap((name) =>
		OF_THE_QUESTION.test(name) ? [`base.${name}`] : [`base.${name}`, `modifier.${name}`]
	)
];
/** 3, 10 and 30 were worth 275, 276 and 282 on questions no fit saw, of the third base. */
const PENALTY = 10;
/** With fewer to learn from than inputs nothing is learned. */
const LEAST_PAIRS = 60;
/** Logits from which the modifier's answer is kept: odds of 1, 1.6, 2.7, 4.5, 7.4, 12 and 20 to 1. */
const LEASTS = [0, 0.5, 1, 1.5, 2, 2.5, 3];
/**
 * What it costs to take a right answer away, in wrong ones mended: the base's was doubtful and is shown
 * and handed on as such, the modifier's is not. A choice, made beforehand.
 */
const LOSS = 5;
/** Parts of the questions, each judged by a map fitted on the others. */
const FOLDS = 5;

const discordant = (pairs: readonly Pair[]): Pair[] =>
	pairs.filter(({ base, withModifier }) => base.right !== withModifier.right);

/** Null where too few pairs tell anything: then the surer answer is kept. */
export function fitGain(pairs: readonly Pair[], least: number): GainMap | null {
	const telling = discordant(pairs);
	if (telling.length < LEAST_PAIRS) return null;
	const at = READ.map((name) => GAIN_INPUTS.indexOf(name));
	const rows = telling.map(({ base, withModifier }) => {
		const values = gainInputs(base, withModifier);
		return at.map((i) => values[i] ?? Number.NaN);
	});
	const present = READ.map((_, k) => rows.map((row) => row[k]!).filter((x) => !Number.isNaN(x)));
	const means = present.map((list) => (list.length === 0 ? 0 : mean(list)));
	const deviations = present.map((list, k) => {
		const found = Math.sqrt(mean(list.map((x) => (x - means[k]!) ** 2)));
		// The same in every row but for rounding, or never there: it says nothing.
		return found > 1e-3 ? found : 1;
	});
	const standardised = rows.map((row) =>
		row.map((x, k) => {
			const distance = (x - means[k]!) / deviations[k]!;
			return Number.isNaN(x) ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, distance));
		})
	);
	const { weights, bias } = fitLogistic(
		standardised,
		telling.map(({ withModifier }) => Number(withModifier.right)),
		{ penalty: PENALTY, bias: true }
	);
	const five = (x: number) => Number(x.toPrecision(5));
	return {
		inputs: [...READ],
		mean: means.map(five),
		deviation: deviations.map(five),
		weights: weights.map(five),
		bias: five(bias),
		least
	};
}

export interface GainTried {
	least: number;
	/** On the questions for fitting and choosing: what keeping the modifier's answer mended and spoilt. */
	won: number;
	lost: number;
	/** The same among the base's own questions. */
	ownWon: number;
	ownLost: number;
}

/**
 * The map, and the logit from which a modifier's answer is kept: the one that is worth most with losses
 * counted as above, each pair judged by a map that did not see it.
 */
export function chooseGain(
	pairs: readonly Pair[],
	isOwn: (pair: Pair) => boolean
): { gain: GainMap | null; tried: GainTried[] } {
	const seen = pairs.filter(({ part }) => part !== 'test');
	const judged: { pair: Pair; logit: number }[] = [];
	for (let fold = 0; fold < FOLDS; fold++) {
		const inFold = (_: Pair, i: number) => i % FOLDS === fold;
		const map = fitGain(
			seen.filter((pair, i) => !inFold(pair, i)),
			0
		);
		if (map === null) return { gain: null, tried: [] };
		for (const pair of discordant(seen.filter(inFold)))
			judged.push({ pair, logit: gainOf(map, pair.base, pair.withModifier) });
	}
	const tried = LEASTS.map((least): GainTried => {
		const kept = judged.filter(({ logit }) => logit >= least).map(({ pair }) => pair);
		const count = (list: readonly Pair[], won: boolean) =>
			list.filter(({ withModifier }) => withModifier.right === won).length;
		const own = kept.filter(isOwn);
		return {
			least,
			won: count(kept, true),
			lost: count(kept, false),
			ownWon: count(own, true),
			ownLost: count(own, false)
		};
	});
	const worth = ({ won, lost }: GainTried) => won - LOSS * lost;
	const best = tried.toSorted((a, b) => worth(b) - worth(a))[0]!;
	return { gain: fitGain(seen, best.least), tried };
}
