import { test as base, expect } from 'vitest';
import { rowDot } from '../../src/learn/ridge.ts';
import { groupedFolds, nearDuplicateGroups } from './data.ts';
import { routerScore } from './metrics.ts';
import { publicOutcomes } from './public-outcomes.ts';
import { promptRows } from './rows.ts';
import { fitHead, OPEN_SETTINGS, targetsOf } from './train.ts';

const outcomes = publicOutcomes();
// Public data is never committed: without it there is nothing to measure.
const test = base.skipIf(outcomes === null);

test('word problems that the fit never saw are ranked better than guessing by bag of words', () => {
	const { open } = outcomes!;
	const folds = groupedFolds(nearDuplicateGroups(open.map((row) => row.prompt)), 5, 7);
	const rows = promptRows(
		open.map((row) => row.prompt),
		OPEN_SETTINGS.buckets,
		OPEN_SETTINGS.shapeScale
	);
	const scores = targetsOf(open).map((target) => {
		const scored = Array.from({ length: open.length }, () => 0);
		for (let fold = 0; fold < 5; fold++) {
			const train = folds.flatMap((f, i) => (f === fold ? [] : [i]));
			const { weights, bias } = fitHead(rows, train, [target], OPEN_SETTINGS.penalty);
			folds.forEach((f, i) => {
				if (f === fold) scored[i] = rowDot(rows.matrix, i, weights[0]!) + bias[0]!;
			});
		}
		return scored;
	});
	const { apgr, cpt80 } = routerScore(scores[0]!, scores[1]!, open);
	// Bag-of-words logistic regression has an APGR of 0.578 and a CPT80 of 0.70 here.
	expect(apgr).toBeGreaterThan(0.62);
	expect(cpt80).toBeLessThan(0.65);
});

test('outcomes of other models are taken for the visible questions alone', () => {
	const { open, othersFailed, midSize } = outcomes!;
	expect(othersFailed).toHaveLength(open.length);
	expect(midSize).toHaveLength(open.length);
	expect(Math.max(...othersFailed.map(Math.abs))).toBeLessThanOrEqual(1);
});
