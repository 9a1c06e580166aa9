// A small feed-forward network trained by Adam (Kingma and Ba 2015) on dense rows: tanh hidden
// layers, one linear output, squared error, weight decay, dropout on the inputs. Plain arithmetic in
// a fixed order: the same rows and seed give the same bits, in Node and in the browser.
// Not here: what the inputs mean, and how a file stores the weights.

import { shuffle, uniform } from '../contract/random.ts';

/** Layer by layer: `weights[output * inputs + input]`, and a bias per output. */
export type Network = { sizes: number[]; weights: Float64Array[]; biases: Float64Array[] };

export type NetworkTraining = {
	/** Units of the hidden layers, e.g. [64, 32]. */
	hidden: number[];
	epochs: number;
	batch: number;
	/** Adam's step; falls to zero along a cosine. */
	rate: number;
	/** Pull of every weight to zero, per step, as in AdamW. */
	decay: number;
	/** Share of inputs left out of an example at each pass. */
	dropout: number;
	seed: number;
};

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export function trainNetwork(
	rows: readonly Float64Array[],
	targets: ArrayLike<number>,
	use: ArrayLike<number>,
	settings: NetworkTraining
): Network {
	const next = uniform(settings.seed);
	const network = initial([rows[0]?.length ?? 0, ...settings.hidden, 1], next);
	const { sizes, weights, biases } = network;
	const parameters = [...weights, ...biases];
	const gradients = parameters.map((p) => new Float64Array(p.length));
	const first = parameters.map((p) => new Float64Array(p.length));
	const second = parameters.map((p) => new Float64Array(p.length));
	const values = sizes.map((size) => new Float64Array(size));
	const errors = sizes.map((size) => new Float64Array(size));
	const order = Uint32Array.from({ length: use.length }, (_, i) => use[i]!);
	const steps = settings.epochs * Math.ceil(order.length / settings.batch);
	const keep = 1 / (1 - settings.dropout);
	let step = 0;
	for (let epoch = 0; epoch < settings.epochs; epoch++) {
		shuffle(order, next);
		for (let from = 0; from < order.length; from += settings.batch) {
			const batch = order.subarray(from, from + settings.batch);
			for (const gradient of gradients) gradient.fill(0);
			for (const row of batch) {
				const inputs = values[0]!;
				inputs.set(rows[row]!);
				if (settings.dropout > 0)
					for (let i = 0; i < inputs.length; i++)
						inputs[i] = next() < settings.dropout ? 0 : inputs[i]! * keep;
				forward(network, values);
				errors.at(-1)![0] = (values.at(-1)![0]! - targets[row]!) / batch.length;
				backward(network, values, errors, gradients);
			}
			step++;
			const rate = settings.rate * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
			const correction = Math.sqrt(1 - BETA2 ** step) / (1 - BETA1 ** step);
			parameters.forEach((parameter, k) => {
				const [gradient, m, v] = [gradients[k]!, first[k]!, second[k]!];
				const decay = k < weights.length ? settings.decay : 0;
				for (let i = 0; i < parameter.length; i++) {
					const g = gradient[i]!;
					m[i] = BETA1 * m[i]! + (1 - BETA1) * g;
					v[i] = BETA2 * v[i]! + (1 - BETA2) * g * g;
					parameter[i]! -=
						rate * ((correction * m[i]!) / (Math.sqrt(v[i]!) + EPSILON) + decay * parameter[i]!);
				}
			});
		}
	}
	return network;
}

/** The output for one row. */
export function networkOutput(network: Network, row: Float64Array): number {
	const values = network.sizes.map((size) => new Float64Array(size));
	values[0]!.set(row);
	forward(network, values);
	return values.at(-1)![0]!;
}

function forward({ weights, biases }: Network, values: Float64Array[]): void {
	weights.forEach((weight, layer) => {
		const input = values[layer]!;
		const output = values[layer + 1]!;
		const bias = biases[layer]!;
		const last = layer === weights.length - 1;
		for (let o = 0; o < output.length; o++) {
			let total = bias[o]!;
			const at = o * input.length;
			for (let i = 0; i < input.length; i++) total += weight[at + i]! * input[i]!;
			output[o] = last ? total : Math.tanh(total);
		}
	});
}

function backward(
	{ weights }: Network,
	values: Float64Array[],
	errors: Float64Array[],
	gradients: Float64Array[]
): void {
	for (let layer = weights.length - 1; layer >= 0; layer--) {
		const [input, error, weight] = [values[layer]!, errors[layer + 1]!, weights[layer]!];
		const [gradient, biasGradient] = [gradients[layer]!, gradients[weights.length + layer]!];
		const below = errors[layer]!;
		below.fill(0);
		for (let o = 0; o < error.length; o++) {
			const e = error[o]!;
			const at = o * input.length;
			biasGradient[o]! += e;
			for (let i = 0; i < input.length; i++) {
				gradient[at + i]! += e * input[i]!;
				below[i]! += e * weight[at + i]!;
			}
		}
		if (layer > 0) for (let i = 0; i < below.length; i++) below[i]! *= 1 - input[i]! ** 2;
	}
}

/** Glorot and Bengio's uniform start. */
function initial(sizes: number[], next: () => number): Network {
	const weights: Float64Array[] = [];
	const biases: Float64Array[] = [];
	for (let layer = 0; layer + 1 < sizes.length; layer++) {
		const [inputs, outputs] = [sizes[layer]!, sizes[layer + 1]!];
		const limit = Math.sqrt(6 / (inputs + outputs));
		weights.push(Float64Array.from({ length: inputs * outputs }, () => (next() * 2 - 1) * limit));
		biases.push(new Float64Array(outputs));
	}
	return { sizes, weights, biases };
}
