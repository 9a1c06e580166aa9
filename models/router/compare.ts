// Everything that was tried for the prompt-only router, measured alike: five folds in which
// near-duplicates stay together, every prompt scored by a fit that never saw it. The report is made
// of these rows. Not the shipped fit (train.ts), which uses all rows.

import { boostedOutput, trainStumps } from '../../src/learn/boost.ts';
import { uniform } from '../../src/contract/random.ts';
import { networkOutput, trainNetwork } from '../../src/learn/network.ts';
import { rowDot } from '../../src/learn/ridge.ts';
import { trainLinear } from '../../src/learn/train-linear.ts';
import { WITH_NETWORK, type Compared } from './compared.ts';
import { groupedFolds, nearDuplicateGroups, type RoutedPrompt } from './data.ts';
import { latentRows, nearestMean } from './latent.ts';
import { routerScore, type RouterScore } from './metrics.ts';
import { promptRows, type PromptRows } from './rows.ts';
import { fitHead, openRows, OPEN_SETTINGS, targetsOf, type HeadSettings } from './train.ts';

/** Scores of the rows in `test`, from a fit on the rows in `train`. */
type Method = (target: Float64Array, train: number[], test: number[]) => number[];

const FOLDS = 5;
const OTHER_SEEDS = [11, 12, 13];
const LATENT_RANK = 33;
/** 128 inputs: the engineered features, and latent ones for the rest. */
const NETWORK_INPUTS = 128;
const NETWORK = { hidden: [64, 32], epochs: 12, batch: 64, rate: 2e-3, decay: 0.05, dropout: 0.1 };
const STUMPS = { rounds: 150, rate: 0.1, bins: 24, least: 30, shrink: 10 };

export interface Comparison {
	rows: Compared[];
	groups: number;
	/** The shipped kind of fit over other divisions into folds. */
	seeds: RouterScore[];
}

/** `soften` and `worked` as in train.ts; both are given for open questions alone. */
export function compare(
	prompts: readonly RoutedPrompt[],
	settings: HeadSettings,
	seed: number,
	more?: {
		soften: Float64Array;
		worked: readonly { prompt: string; solution: Float64Array }[];
	}
): Comparison {
	const texts = prompts.map((row) => row.prompt);
	const groups = nearDuplicateGroups(texts);
	const ownFolds = groupedFolds(groups, FOLDS, seed);
	const plain = promptRows(texts, settings.buckets, settings.shapeScale);
	const latent = latentRows(plain.matrix, texts.length, LATENT_RANK);
	const wide = plain.shapes.map((shape, i) => {
		const inputs = new Float64Array(NETWORK_INPUTS);
		inputs.set(shape);
		const rest = NETWORK_INPUTS - shape.length;
		inputs.set(
			latent[i]!.subarray(0, rest).map((x) => 3 * x),
			shape.length
		);
		return inputs;
	});
	const targets = targetsOf(prompts);
	const overFolds = (method: Method, target: Float64Array, folds = ownFolds): number[] => {
		const scores = Array.from({ length: texts.length }, () => 0);
		for (let fold = 0; fold < FOLDS; fold++) {
			const train = folds.flatMap((f, i) => (f === fold ? [] : [i]));
			const test = folds.flatMap((f, i) => (f === fold ? [i] : []));
			method(target, train, test).forEach((score, k) => (scores[test[k]!] = score));
		}
		return scores;
	};
	const rows: Compared[] = [];
	const add = (name: string, ranks: Compared['ranks'], wrong: number[], gain = wrong): void => {
		console.error(`router: ${name}`);
		rows.push({ name, ranks, ...routerScore(wrong, gain, prompts) });
	};
	const both = (name: string, method: Method): number[][] => {
		const [wrong = [], gain = []] = targets.map((target) => overFolds(method, target));
		add(name, 'each', wrong, gain);
		return [wrong, gain];
	};
	const next = uniform(seed);
	add(
		'random',
		'wrong',
		texts.map(() => next())
	);
	add(
		'length of the prompt',
		'wrong',
		texts.map((text) => text.length)
	);
	add('words and pairs, logistic regression', 'wrong', overFolds(bagOfWords(plain), targets[0]!));
	both('nearest 40 (latent semantic)', (target, train, test) =>
		test.map((row) => nearestMean(latent, train, target, row, 40))
	);
	both('engineered features, ridge', ridgeOn(plain, settings.penalty, true));
	both('engineered features, boosted stumps', (target, train, test) => {
		const model = trainStumps(plain.shapes, target, train, STUMPS);
		return test.map((row) => boostedOutput(model, plain.shapes[row]!));
	});
	const network = both('network 128-64-32-1', (target, train, test) => {
		const model = trainNetwork(wide, target, train, { ...NETWORK, seed });
		return test.map((row) => networkOutput(model, wide[row]!));
	});
	const linear = both('n-grams and features, ridge', ridgeOn(plain, settings.penalty));
	add('the same, ranked by “wrong” alone', 'wrong', linear[0]!);
	add('the same, ranked by “gain” alone', 'gain', linear[1]!);
	let shipped = linear;
	let last = (target: Float64Array, folds: number[]) =>
		overFolds(ridgeOn(plain, settings.penalty), target, folds);
	let lastTargets = targets;
	if (more) {
		const softened = targetsOf(prompts, more.soften);
		const extended = openRows(texts, more.worked, OPEN_SETTINGS).extended;
		const fit = (target: Float64Array) => overFolds(ridgeOn(extended, settings.penalty), target);
		const worked = targets.map(fit);
		add('… with what worked solutions look like', 'each', worked[0]!, worked[1]!);
		shipped = softened.map(fit);
		add('… and with other models’ failures', 'each', shipped[0]!, shipped[1]!);
		last = (target, folds) => overFolds(ridgeOn(extended, settings.penalty), target, folds);
		lastTargets = softened;
	}
	const mixed = [0, 1].map((t) => {
		const [a, b] = [standard(shipped[t]!), standard(network[t]!)];
		return a.map((x, i) => x + 0.5 * b[i]!);
	});
	add(WITH_NETWORK, 'each', mixed[0]!, mixed[1]!);
	return {
		rows,
		groups: new Set(groups).size,
		seeds: OTHER_SEEDS.map((other) => {
			const folds = groupedFolds(groups, FOLDS, other);
			const [wrong = [], gain = []] = lastTargets.map((target) => last(target, folds));
			return routerScore(wrong, gain, prompts);
		})
	};
}

function ridgeOn(rows: PromptRows, penalty: number, shapesOnly = false): Method {
	const used = shapesOnly ? shapesAlone(rows) : rows;
	return (target, train, test) => {
		const { weights, bias } = fitHead(used, train, [target], penalty);
		return test.map((row) => rowDot(used.matrix, row, weights[0]!) + bias[0]!);
	};
}

function shapesAlone(rows: PromptRows): PromptRows {
	const width = rows.shapes[0]!.length;
	const count = rows.shapes.length;
	const matrix = {
		starts: Uint32Array.from({ length: count + 1 }, (_, i) => i * width),
		columns: Uint32Array.from({ length: count * width }, (_, i) => i % width),
		values: Float32Array.from(
			{ length: count * width },
			(_, i) => rows.shapes[Math.floor(i / width)]![i % width]!
		),
		width
	};
	return { ...rows, matrix };
}

/** The plain way, which the project set out to beat: no letters and no features. */
function bagOfWords({ matrix, buckets }: PromptRows): Method {
	const half = buckets / 2;
	const words = (row: number) => {
		const at = Array.from(
			{ length: matrix.starts[row + 1]! - matrix.starts[row]! },
			(_, k) => matrix.starts[row]! + k
		).filter((k) => matrix.columns[k]! < half);
		return {
			rows: Uint32Array.from(at, (k) => matrix.columns[k]!),
			values: Float32Array.from(at, (k) => matrix.values[k]!)
		};
	};
	return (target, train, test) => {
		const layer = trainLinear(
			train.map((row) => ({ ...words(row), label: target[row]! > 0 ? 1 : 0, weight: 1 })),
			{
				rows: half,
				classes: 2,
				epochs: 8,
				rate: 0.1,
				decay: 1e-4,
				smoothing: 0,
				dropout: 0,
				seed: 1
			}
		);
		return test.map((row) => {
			const { rows, values } = words(row);
			let total = 0;
			rows.forEach((column, k) => {
				total += values[k]! * (layer.weights[2 * column + 1]! - layer.weights[2 * column]!);
			});
			return total;
		});
	};
}

function standard(scores: readonly number[]): number[] {
	const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
	const spread = Math.sqrt(scores.reduce((a, b) => a + (b - mean) ** 2, 0) / scores.length) || 1;
	return scores.map((x) => (x - mean) / spread);
}
