// Chooses a map from what an answer's tokens said to how likely the answer is right: every method is
// fitted alike on some answers, and the one that does best on others is taken. Nothing here sees the
// questions for testing. The methods are methods.ts's.

import type { CalibrationMap } from '../../src/contract/calibration.ts';
import { applyMap, mapInputs } from '../../src/decide/calibration.ts';
import type { Answered, Item } from '../measure.ts';
import { featuresOf, questionOf, type Domains } from './apply.ts';
import { brierScore } from './figures.ts';
import { METHODS, type Fitted, type Method } from './methods.ts';
import type { Part } from './questions.ts';

/** How the starter says that it does not know. */
export const ABSTENTION = "I don't know that one";

/** The inputs of a recorded answer, in the order of MAP_INPUTS; null when it has no text. */
export function inputsOf(
	answered: Answered,
	item: Pick<Item, 'prompt' | 'history'>,
	domains?: Domains
): number[] | null {
	const features = featuresOf(answered);
	return features && mapInputs(features, answered.text, questionOf(item, domains), ABSTENTION);
}

/** A row and what it is for. */
export interface Parted extends Fitted {
	part: Part;
}

export interface Chosen {
	method: Method;
	/** Mean Brier score of every method on the rows for choosing, fitted on those for fitting alone. */
	scores: { name: string; brier: number }[];
	/** The map that did not see the rows for choosing: for settings that are chosen on them next. */
	early: CalibrationMap;
	/** The same method fitted on both: what ships. Nothing here has seen the rows for testing. */
	map: CalibrationMap;
}

/** The best of `methods` for these rows, its cost counted. */
export function chooseFit(rows: readonly Parted[], methods: readonly Method[] = METHODS): Chosen {
	const fit = rows.filter(({ part }) => part === 'fit');
	const validation = rows.filter(({ part }) => part === 'validation');
	if (fit.length === 0 || validation.length === 0)
		throw new Error(
			'A calibration needs answers to fit and others to choose by. Ask more questions.'
		);
	const maps = methods.map((method) => method.fit(fit));
	const brier = maps.map((map) =>
		brierScore(
			validation.map(({ inputs, right }) => ({ confidence: applyMap(map, inputs), right }))
		)
	);
	const price = methods.map(({ cost }, i) => brier[i]! + cost);
	const best = price.indexOf(Math.min(...price));
	const method = methods[best]!;
	return {
		method,
		scores: methods.map(({ name }, i) => ({ name, brier: brier[i]! })),
		early: maps[best]!,
		map: method.fit([...fit, ...validation])
	};
}
