// Chooses from which running confidence on an answer of the base is given up before its end
// (src/decide/early-exit.ts): the bound that saves most tokens among those that lose fewer than one in
// a hundred right answers, the interval counted. Each answer is judged by a map that did not see it.
// A right answer counts as lost wherever it is cut, though it might have been asked again anyway.

import type { EarlyExit } from '../../src/contract/manifest.ts';
import type { CalibrationMap } from '../../src/contract/calibration.ts';
import { applyMap, mapInputs } from '../../src/decide/calibration.ts';
import { confidenceTally } from '../../src/decide/confidence.ts';
import { exitsEarly } from '../../src/decide/early-exit.ts';
import { wilson } from '../../src/decide/insights.ts';
import { rounded, type Interval } from '../classification.ts';
import { countedLogprobs } from '../measure.ts';
import { questionOf } from './apply.ts';
import { ABSTENTION } from './fit.ts';
import type { Method } from './methods.ts';
import type { Row } from './rows.ts';

/** An answer as the app sees it while it streams. */
export interface Streamed {
	right: boolean;
	/** After each token; the last is of the whole answer. */
	confidence: number[];
}

export interface EarlyExitFigures {
	n: number;
	right: number;
	/** Answers given up, and how many of them were right. */
	exits: number;
	lost: number;
	/** Of the right ones. */
	lostShare: number;
	lostInterval: Interval;
	/** Right, and at the threshold or over it in the end: those that would have been kept. */
	lostKept: number;
	tokens: number;
	/** Of all tokens. */
	saved: number;
	/** Of the tokens of answers that end under the threshold. */
	savedOfDoubtful: number;
}

export interface EarlyExitReport {
	/** Null: no bound is that harmless. */
	exit: EarlyExit | null;
	tried: (EarlyExit & Pick<EarlyExitFigures, 'lostShare' | 'lostInterval' | 'saved'>)[];
	/** Of the questions for testing. */
	test: EarlyExitFigures | null;
}

/**
 * Of right answers, at the upper end of the interval. The aim is less than 1 %; the best of sixty bounds
 * looks better than it is, so the choice is made with room.
 */
const MOST_LOST = 0.006;
const CONFIDENCES = [0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3];
const TOKENS = [3, 4, 5, 6, 8, 10];
/** Parts of the questions for choosing, each judged by a map fitted on the others. */
const FOLDS = 2;

export function streamed({ answer, question, domain, right }: Row, map: CalibrationMap): Streamed {
	const tally = confidenceTally();
	const asked = questionOf(question, domain?.probabilities);
	let text = '';
	return {
		right,
		confidence: countedLogprobs(answer).map((logprob, i) => {
			const token = answer.tokens?.[i];
			tally.add([{ logprob, top: (token?.top ?? []).map((other) => ({ logprob: other })) }]);
			text += token?.token ?? '';
			return applyMap(map, mapInputs(tally.features()!, text.trimStart(), asked, ABSTENTION));
		})
	};
}

export function exitFigures(
	answers: readonly Streamed[],
	exit: EarlyExit,
	threshold: number
): EarlyExitFigures {
	const figures = { right: 0, exits: 0, lost: 0, lostKept: 0, tokens: 0 };
	let [saved, doubtful] = [0, 0];
	for (const { right, confidence } of answers) {
		const at = confidence.findIndex((value, i) =>
			exitsEarly(exit, { confidence: value, tokens: i + 1 })
		);
		const left = at < 0 ? 0 : confidence.length - 1 - at;
		const sure = confidence.at(-1)! >= threshold;
		figures.tokens += confidence.length;
		figures.right += Number(right);
		saved += left;
		if (!sure) doubtful += confidence.length;
		if (left === 0) continue;
		figures.exits += 1;
		figures.lost += Number(right);
		figures.lostKept += Number(right && sure);
	}
	const { low, high } = wilson(figures.lost, figures.right);
	return {
		n: answers.length,
		...figures,
		lostShare: rounded(figures.lost / Math.max(1, figures.right)),
		lostInterval: [rounded(low), rounded(high)],
		saved: rounded(saved / Math.max(1, figures.tokens)),
		savedOfDoubtful: rounded(saved / Math.max(1, doubtful))
	};
}

/** `rows`: of the base, of every part. `method` is the one that `map` was fitted by. */
export function chooseEarlyExit(
	rows: readonly Row[],
	{ method, map }: { method: Method; map: CalibrationMap },
	threshold: number
): EarlyExitReport {
	const own = rows.filter(({ part }) => part !== 'test');
	const folds = Array.from({ length: FOLDS }, (_, fold) => fold);
	const unseen = folds.flatMap((fold) => {
		const without = method.fit(own.filter((_, i) => i % FOLDS !== fold));
		return own.filter((_, i) => i % FOLDS === fold).map((row) => streamed(row, without));
	});
	const tried = TOKENS.flatMap((tokens) =>
		CONFIDENCES.map((confidence) => {
			const exit = { confidence, tokens };
			return { exit, figures: exitFigures(unseen, exit, threshold) };
		})
	).filter(({ figures }) => figures.lostInterval[1] < MOST_LOST);
	const best = tried.toSorted((a, b) => b.figures.saved - a.figures.saved)[0];
	const exit = best && best.figures.exits > 0 ? best.exit : null;
	const test = rows.filter(({ part }) => part === 'test').map((row) => streamed(row, map));
	return {
		exit,
		tried: tried.map(({ exit: { confidence, tokens }, figures }) => {
			const { lostShare, lostInterval, saved } = figures;
			return { confidence, tokens, lostShare, lostInterval, saved };
		}),
		test: exit && exitFigures(test, exit, threshold)
	};
}
