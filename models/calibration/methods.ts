// The maps that are compared, from what an answer's tokens said to how likely the answer is right:
// each fits a CalibrationMap on rows, the same bytes from the same rows. Which is taken is fit.ts's.

import {
	CALIBRATION_INPUTS,
	DOMAIN_INPUTS,
	type CalibrationInput,
	type CalibrationMap
} from '../../src/contract/calibration.ts';
import { applyMap, FARTHEST, readInput } from '../../src/decide/calibration.ts';
import { fitIsotonic, fitLogistic } from '../../src/learn/logistic.ts';
import { trainNetwork } from '../../src/learn/network.ts';

/** An answer as a map's inputs, in the order of MAP_INPUTS, and whether it was right. */
export interface Fitted {
	inputs: number[];
	right: boolean;
}

export interface Method {
	name: string;
	fit(rows: readonly Fitted[]): CalibrationMap;
	/** By how much better than others, in Brier score, it has to be to be worth what it costs. */
	cost: number;
}

const EVIDENCE: CalibrationInput[] = CALIBRATION_INPUTS.filter(
	(name) => name !== 'entropy' && name !== 'margin' && name !== 'minLogit'
);
const ALTERNATIVE: CalibrationInput[] = ['entropy', 'margin'];
/** Reporting alternatives takes time in every turn; the domain head is another file to have loaded. */
const COST = 0.002;
/**
 * How far the head rules a domain out tells wordings like its own from others, not right from wrong. On the questions
 * for choosing 0.02, 0.05, 0.1 and 0.2 brought the Brier score from 0.0545 to 0.0529, 0.0527, 0.0527 and 0.0527.
 */
const DOMAIN_FLOOR = 0.05;
/** Of the learned model, on standardised inputs: a few hundred rows must not be remembered. */
const PENALTY = 10;
const LEAST_DEVIATION = 1e-3;
/** Three networks from different starts, as one: their mean is better than each. */
const SEEDS = [1, 2, 3];
/** The best of five on the questions for choosing, by the base of November 2026's first starter. */
const NETWORK = { hidden: [16], epochs: 40, batch: 32, rate: 2e-3, decay: 0.1, dropout: 0.1 };
/** Parts that each in turn a network does not see, to learn how far off it is on what it did not see. */
const FOLDS = 3;
/** Where the curve that mends it is written down; straight between. */
const GRID = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995]; // prettier-ignore

export const METHODS: Method[] = [
	{
		name: 'temperature',
		cost: 0,
		fit: (rows) => linear('temperature', ['minLogit'], rows, { penalty: 0, bias: false })
	},
	{ name: 'Platt', cost: 0, fit: platt },
	{ name: 'isotonic', cost: 0, fit: (rows) => withSteps(platt(rows), rows) },
	{ name: 'learned', cost: 0, fit: (rows) => learned(EVIDENCE, rows) },
	{
		name: 'learned, then isotonic',
		cost: 0,
		fit: (rows) => withSteps(learned(EVIDENCE, rows), rows)
	},
	{
		name: 'learned, with entropy and margin',
		cost: COST,
		fit: (rows) => learned([...EVIDENCE, ...ALTERNATIVE], rows)
	},
	{ name: 'network', cost: 0, fit: (rows) => mended(EVIDENCE, rows) },
	{
		name: 'network, with the domain',
		cost: COST,
		fit: (rows) => mended([...EVIDENCE, ...DOMAIN_INPUTS], rows)
	},
	{
		name: 'network, with entropy, margin and the domain',
		cost: 2 * COST,
		fit: (rows) => mended([...EVIDENCE, ...ALTERNATIVE, ...DOMAIN_INPUTS], rows)
	}
];

function platt(rows: readonly Fitted[]): CalibrationMap {
	return linear('platt', ['minLogit'], rows, { penalty: 0, bias: true });
}

function learned(inputs: CalibrationInput[], rows: readonly Fitted[]): CalibrationMap {
	return linear('learned', inputs, rows, { penalty: PENALTY, bias: true });
}

function linear(
	method: CalibrationMap['method'],
	inputs: CalibrationInput[],
	rows: readonly Fitted[],
	settings: { penalty: number; bias: boolean }
): CalibrationMap {
	// Temperature scaling has no shift.
	const { mean, deviation, values } = standardised(inputs, rows, settings.bias);
	const [soft, hard] = softTargets(rows);
	const { weights, bias } = fitLogistic(
		values,
		rows.map((row) => (row.right ? hard : soft)),
		settings
	);
	return {
		method,
		inputs,
		mean,
		deviation,
		weights: rounded(weights),
		bias: rounded([bias])[0]!,
		steps: []
	};
}

/**
 * A network says too little of what is sure and too much of what is not: a logistic curve over the
 * logits of what networks said of rows they had not seen mends that (beta calibration with one slope,
 * Kull, Silva Filho and Flach 2017). It becomes the map's steps.
 */
function mended(inputs: CalibrationInput[], rows: readonly Fitted[]): CalibrationMap {
	const unseen = Array.from({ length: FOLDS }, (_, fold) => {
		const map = network(
			inputs,
			rows.filter((_, i) => i % FOLDS !== fold)
		);
		return rows.filter((_, i) => i % FOLDS === fold).map((row) => applyMap(map, row.inputs));
	});
	const said = rows.map((_, i) => [logit(unseen[i % FOLDS]![Math.floor(i / FOLDS)]!)]);
	const [soft, hard] = softTargets(rows);
	const { weights, bias } = fitLogistic(
		said,
		rows.map((row) => (row.right ? hard : soft)),
		{ penalty: 0, bias: true }
	);
	// A curve that falls would turn the order around: too few rows to say anything, so nothing is mended.
	const slope = weights[0]!;
	if (!(slope > 0)) return network(inputs, rows);
	const four = (x: number) => Math.round(x * 1e4) / 1e4;
	return {
		...network(inputs, rows),
		steps: GRID.map((from) => [from, four(1 / (1 + Math.exp(-(slope * logit(from) + bias))))])
	};
}

/** Cut to the grid's ends: beyond, a logit says more than a few hundred rows can. */
function logit(p: number): number {
	const cut = Math.min(GRID.at(-1)!, Math.max(GRID[0]!, p));
	return Math.log(cut / (1 - cut));
}

/**
 * Every answer counts twice, once as where no domain head is loaded: the map then has to do without,
 * and is calibrated for that too.
 */
function network(inputs: CalibrationInput[], rows: readonly Fitted[]): CalibrationMap {
	const { mean, deviation, values } = standardised(inputs, rows, true);
	const near = values.map((row) =>
		Float64Array.from(row, (x) => Math.max(-FARTHEST, Math.min(FARTHEST, x)))
	);
	const domain = new Set<string>(DOMAIN_INPUTS);
	const reads = inputs.some((name) => domain.has(name));
	const all = reads
		? [...near, ...near.map((row) => row.map((x, k) => (domain.has(inputs[k]!) ? 0 : x)))]
		: near;
	const targets = all.map((_, i) => Number(rows[i % rows.length]!.right));
	const use = all.map((_, i) => i);
	const members = SEEDS.map((seed) => trainNetwork(all, targets, use, { ...NETWORK, seed }));
	return {
		method: 'network',
		inputs,
		mean,
		deviation,
		...readingOf(inputs),
		hidden: {
			weights: members.flatMap(({ sizes, weights }) =>
				Array.from({ length: sizes[1]! }, (_, unit) =>
					rounded([...weights[0]!.subarray(unit * inputs.length, (unit + 1) * inputs.length)])
				)
			),
			bias: members.flatMap(({ biases }) => rounded([...biases[0]!]))
		},
		weights: members.flatMap(({ weights }) =>
			rounded(Array.from(weights[1]!, (weight) => weight / members.length))
		),
		bias: rounded([
			members.reduce((sum, { biases }) => sum + biases[1]![0]!, 0) / members.length
		])[0]!,
		steps: []
	};
}

/** How a map with these inputs reads them. */
const readingOf = (inputs: readonly CalibrationInput[]): Pick<CalibrationMap, 'domainFloor'> =>
	DOMAIN_INPUTS.some((name) => (inputs as readonly string[]).includes(name))
		? { domainFloor: DOMAIN_FLOOR }
		: {};

/** Means and deviations over the values that are there; a missing one becomes 0, the mean. */
function standardised(inputs: CalibrationInput[], rows: readonly Fitted[], shift: boolean) {
	const reading = readingOf(inputs);
	const present = inputs.map((name) =>
		rows.map((row) => readInput(reading, name, row.inputs)).filter((x) => !Number.isNaN(x))
	);
	const mean = rounded(
		present.map((list) =>
			shift && list.length > 0 ? list.reduce((sum, x) => sum + x, 0) / list.length : 0
		)
	);
	const deviation = rounded(
		present.map((list, k) => {
			const squares = list.reduce((sum, x) => sum + (x - mean[k]!) ** 2, 0);
			const found = Math.sqrt(squares / Math.max(1, list.length));
			// The same in every row but for rounding: it says nothing.
			return found > LEAST_DEVIATION ? found : 1;
		})
	);
	const values = rows.map((row) =>
		inputs.map((name, k) => {
			const x = readInput(reading, name, row.inputs);
			return Number.isNaN(x) ? 0 : (x - mean[k]!) / deviation[k]!;
		})
	);
	return { mean, deviation, values };
}

/** Five digits: more would not change an answer's confidence by a thousandth. */
const rounded = (list: number[]): number[] => list.map((x) => Number(x.toPrecision(5)));

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
