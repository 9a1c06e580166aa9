// Fits the maps from what an answer's tokens said to how likely the answer is right, every method
// alike, and chooses one by cross-validation on the questions for fitting. Nothing here sees the
// questions for testing.

import {
	CALIBRATION_INPUTS,
	type CalibrationInput,
	type CalibrationMap
} from '../../src/contract/calibration.ts';
import { applyMap, calibrationInputs } from '../../src/decide/calibration.ts';
import { fitIsotonic, fitLogistic } from '../../src/learn/logistic.ts';
import type { Answered, Item } from '../measure.ts';
import { featuresOf, questionOf } from './apply.ts';
import { brierScore } from './figures.ts';

/** How the starter says that it does not know. */
export const ABSTENTION = "I don't know that one";

/** An answer as its map's inputs, and whether it was right. */
export interface Fitted {
	inputs: number[];
	right: boolean;
}

/** The inputs of a recorded answer; null when the engine gave no log-probability for it. */
export function inputsOf(
	answered: Answered,
	item: Pick<Item, 'prompt' | 'history'>
): number[] | null {
	const features = featuresOf(answered);
	return features && calibrationInputs(features, answered.text, questionOf(item), ABSTENTION);
}

export interface Method {
	name: string;
	fit(rows: readonly Fitted[]): CalibrationMap;
	/** Whether the engine must report alternatives of each token for it, at a cost. */
	alternatives: boolean;
}

const LEARNED: CalibrationInput[] = CALIBRATION_INPUTS.filter(
	(name) => name !== 'entropy' && name !== 'margin' && name !== 'minLogit'
);
/** Of the learned model, on standardised inputs: a few hundred rows must not be remembered. */
const PENALTY = 10;

export const METHODS: Method[] = [
	{
		name: 'temperature',
		alternatives: false,
		fit: (rows) => linear('temperature', ['minLogit'], rows, { penalty: 0, bias: false })
	},
	{
		name: 'platt',
		alternatives: false,
		fit: (rows) => linear('platt', ['minLogit'], rows, { penalty: 0, bias: true })
	},
	{
		name: 'isotonic',
		alternatives: false,
		fit: (rows) => withSteps(linear('platt', ['minLogit'], rows, { penalty: 0, bias: true }), rows)
	},
	{
		name: 'learned',
		alternatives: false,
		fit: (rows) => linear('learned', LEARNED, rows, { penalty: PENALTY, bias: true })
	},
	{
		name: 'learned, with entropy and margin',
		alternatives: true,
		fit: (rows) =>
			linear('learned', [...LEARNED, 'entropy', 'margin'], rows, { penalty: PENALTY, bias: true })
	}
];

function linear(
	method: CalibrationMap['method'],
	inputs: CalibrationInput[],
	rows: readonly Fitted[],
	settings: { penalty: number; bias: boolean }
): CalibrationMap {
	const columns = inputs.map((name) => CALIBRATION_INPUTS.indexOf(name));
	const values = rows.map((row) => columns.map((c) => row.inputs[c]!));
	const mean = columns.map((_, k) =>
		// Temperature scaling has no shift.
		settings.bias ? values.reduce((sum, row) => sum + row[k]!, 0) / values.length : 0
	);
	const deviation = columns.map(
		(_, k) =>
			Math.sqrt(values.reduce((sum, row) => sum + (row[k]! - mean[k]!) ** 2, 0) / values.length) ||
			1
	);
	const [soft, hard] = softTargets(rows);
	const { weights, bias } = fitLogistic(
		values.map((row) => row.map((x, k) => (x - mean[k]!) / deviation[k]!)),
		rows.map((row) => (row.right ? hard : soft)),
		settings
	);
	const six = (list: number[]) => list.map((x) => Number(x.toPrecision(6)));
	return {
		method,
		inputs,
		mean: six(mean),
		deviation: six(deviation),
		weights: six(weights),
		bias: Number(bias.toPrecision(6)),
		steps: []
	};
}

/** Platt's targets (1999): never quite 0 and 1, by how many of each kind were seen. */
function softTargets(rows: readonly Fitted[]): [wrong: number, right: number] {
	const yes = rows.filter((row) => row.right).length;
	return [1 / (rows.length - yes + 2), (yes + 1) / (yes + 2)];
}

function withSteps(map: CalibrationMap, rows: readonly Fitted[]): CalibrationMap {
	const steps = fitIsotonic(
		rows.map((row) => applyMap(map, row.inputs)),
		rows.map((row) => Number(row.right))
	);
	const four = (x: number) => Math.round(x * 1e4) / 1e4;
	return {
		...map,
		method: 'isotonic',
		steps: steps.map(([from, to]) => [four(from), four(Math.min(0.999, Math.max(0.001, to)))])
	};
}

const FOLDS = 5;

/** Each row's confidence by a fit that did not see it. */
export function outOfFold(method: Method, rows: readonly Fitted[]): number[] {
	const maps = Array.from({ length: FOLDS }, (_, fold) =>
		method.fit(rows.filter((_, i) => i % FOLDS !== fold))
	);
	return rows.map((row, i) => applyMap(maps[i % FOLDS]!, row.inputs));
}

/** A method's mean Brier score on rows its fit did not see. */
export function crossValidated(method: Method, rows: readonly Fitted[]): number {
	const confidences = outOfFold(method, rows);
	return brierScore(rows.map(({ right }, i) => ({ confidence: confidences[i]!, right })));
}

/** By how much a method that needs alternatives has to be better to be worth their cost. */
const WORTH = 0.002;

/** The best method for these rows; one that needs alternatives only when clearly better. */
export function chooseMethod(rows: readonly Fitted[]): { method: Method; brier: number[] } {
	const brier = METHODS.map((method) => crossValidated(method, rows));
	const cost = METHODS.map((method, i) => brier[i]! + (method.alternatives ? WORTH : 0));
	return { method: METHODS[cost.indexOf(Math.min(...cost))]!, brier };
}
