// Trains one linear layer with a softmax on sparse features, by AdaGrad: rare features take large
// steps, common ones small, which is what text needs. Plain arithmetic in a fixed order: the same
// examples and seed give the same bits, in Node and in the browser.
// Not here: what the features are, and the file (contract/classifier.ts).

import { shuffle, uniform } from '../contract/random.ts';

/** `label` is an index of a class; `weight` says how much the example counts. */
export type SparseExample = {
	rows: Uint32Array;
	values: Float32Array;
	label: number;
	weight: number;
};

export type LinearTraining = {
	rows: number;
	classes: number;
	epochs: number;
	/** AdaGrad's step. */
	rate: number;
	/** Pull of a weight towards zero, at each step in which its row takes part. */
	decay: number;
	/** Share of a row's label given to all classes alike: keeps the layer from shouting. */
	smoothing: number;
	/** Share of features left out of an example at each pass, so that none is relied on alone. */
	dropout: number;
	seed: number;
	/** After each pass over the examples; its mean loss. */
	onEpoch?: (epoch: number, loss: number) => void;
};

/** Real weights, row by row, and a bias per class. */
export type LinearLayer = { classes: number; weights: Float32Array; bias: Float32Array };

const ADAGRAD_FLOOR = 1e-4;

/** Classes whose error is smaller are left alone in that step: most are, and they would learn nothing. */
const LEAST_ERROR = 1e-3;

export function trainLinear(
	examples: readonly SparseExample[],
	settings: LinearTraining
): LinearLayer {
	const { rows, classes, epochs, rate, decay, smoothing, dropout } = settings;
	const weights = new Float32Array(rows * classes);
	const squares = new Float32Array(rows * classes).fill(ADAGRAD_FLOOR);
	const bias = new Float32Array(classes);
	const biasSquares = new Float32Array(classes).fill(ADAGRAD_FLOOR);
	const error = new Float64Array(classes);
	const touched = new Uint32Array(classes);
	const order = Uint32Array.from(examples, (_, i) => i);
	const next = uniform(settings.seed);
	const keep = 1 / (1 - dropout);
	for (let epoch = 0; epoch < epochs; epoch++) {
		shuffle(order, next);
		// Falls linearly, so that the last examples do not have the last word.
		const step = rate * (1 - (epoch / epochs) * 0.9);
		let loss = 0;
		for (const at of order) {
			const example = examples[at];
			if (!example) continue;
			const { rows: all, values: given, label, weight } = example;
			const values = dropout > 0 ? given.map((v) => (next() < dropout ? 0 : v * keep)) : given;
			error.set(bias);
			for (let i = 0; i < all.length; i++) {
				const value = values[i] ?? 0;
				if (value === 0) continue;
				const from = (all[i] ?? 0) * classes;
				for (let c = 0; c < classes; c++)
					error[c] = (error[c] ?? 0) + (weights[from + c] ?? 0) * value;
			}
			loss += toError(error, label, smoothing) * weight;
			let active = 0;
			for (let c = 0; c < classes; c++) {
				const g = (error[c] ?? 0) * weight;
				if (Math.abs(g) < LEAST_ERROR) continue;
				touched[active++] = c;
				error[c] = g;
				const square = (biasSquares[c] ?? 0) + g * g;
				biasSquares[c] = square;
				bias[c] = (bias[c] ?? 0) - (step * g) / Math.sqrt(square);
			}
			if (active === 0) continue;
			for (let i = 0; i < all.length; i++) {
				const value = values[i] ?? 0;
				if (value === 0) continue;
				const from = (all[i] ?? 0) * classes;
				for (let a = 0; a < active; a++) {
					const c = touched[a] ?? 0;
					const k = from + c;
					const old = weights[k] ?? 0;
					const g = (error[c] ?? 0) * value + decay * old;
					const square = (squares[k] ?? 0) + g * g;
					squares[k] = square;
					weights[k] = old - (step * g) / Math.sqrt(square);
				}
			}
		}
		settings.onEpoch?.(epoch, loss / examples.length);
	}
	return { classes, weights, bias };
}

/** Turns logits into the gradient of the loss, in place; returns the loss. */
function toError(logits: Float64Array, label: number, smoothing: number): number {
	let largest = Number.NEGATIVE_INFINITY;
	for (const logit of logits) largest = Math.max(largest, logit);
	let total = 0;
	for (let c = 0; c < logits.length; c++) {
		const value = Math.exp((logits[c] ?? 0) - largest);
		logits[c] = value;
		total += value;
	}
	let loss = 0;
	for (let c = 0; c < logits.length; c++) {
		const p = (logits[c] ?? 0) / total;
		const target = smoothing / logits.length + (c === label ? 1 - smoothing : 0);
		if (c === label) loss = -Math.log(Math.max(p, 1e-12));
		logits[c] = p - target;
	}
	return loss;
}

/** Rounds to eight bits with one scale per class. Nearest, so the sign of no sum changes by much. */
export function quantise(layer: LinearLayer): { weights: Int8Array; scale: Float32Array } {
	const { classes, weights: real } = layer;
	const scale = new Float32Array(classes);
	for (let k = 0; k < real.length; k++) {
		const c = k % classes;
		scale[c] = Math.max(scale[c] ?? 0, Math.abs(real[k] ?? 0) / 127);
	}
	for (let c = 0; c < classes; c++) scale[c] ||= 1;
	const weights = new Int8Array(real.length);
	for (let k = 0; k < real.length; k++)
		weights[k] = Math.round((real[k] ?? 0) / (scale[k % classes] ?? 1));
	return { weights, scale };
}
