// Trains an activated LoRA on a frozen base: the adapter's matrices, the loss, Adam. Where examples
// come from, and when to stop, is the caller's. Runs in Node and in the browser, on jax-js's default
// backend.
//
// The loss is the mean cross-entropy of the answer's tokens. Source of the update: Kingma & Ba,
// Adam, 2015, with bias correction; no weight decay: an adapter starts at zero effect.

import { jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { uniform } from '../contract/random.ts';
import type { BaseShape, BaseWeights } from './base-weights.ts';
import {
	baseArrays,
	rotation,
	suffixLogits,
	TARGETS,
	targetSize,
	type Arrays,
	type Batch
} from './llama.ts';
import type { PaddedBatch } from './lora-batch.ts';
import { growInLargeSteps } from './wasm-growth.ts';

export type LoraOptions = { rank: number; alpha: number; seed: number };

/** The adapter: `<tensor>.weight.lora_a` [rank, inputs] and `.lora_b` [outputs, rank]. */
export type LoraWeights = Map<string, { shape: [number, number]; data: Float32Array }>;

/** A starts random, B at zero, so that the adapter changes nothing at first (Hu et al., 2021). */
export function initialLora(shape: BaseShape, { rank, seed }: LoraOptions): LoraWeights {
	const random = uniform(seed),
		lora: LoraWeights = new Map();
	for (let layer = 0; layer < shape.layers; layer++)
		for (const target of TARGETS) {
			const [outputs, inputs] = targetSize(shape, target),
				name = `blk.${layer}.${target}.weight`,
				limit = Math.sqrt(3 / inputs); // a uniform draw with the variance 1 / inputs
			const a = Float32Array.from({ length: rank * inputs }, () => (2 * random() - 1) * limit);
			lora.set(`${name}.lora_a`, { shape: [rank, inputs], data: a });
			lora.set(`${name}.lora_b`, {
				shape: [outputs, rank],
				data: new Float32Array(outputs * rank)
			});
		}
	return lora;
}

const BETA1 = 0.9,
	BETA2 = 0.98, // 0.98: as the base was trained; steps are few
	EPSILON = 1e-8,
	CLIP = 1; // of the gradient's norm

type Step = (
	base: Arrays,
	state: { lora: Arrays; mean: Arrays; square: Arrays },
	data: Batch,
	targets: np.Array,
	weights: np.Array,
	rate: { rate: np.Array; correct1: np.Array; correct2: np.Array }
) => [np.Array, Arrays, Arrays, Arrays];

/** Holds base and adapter on the backend; `step` trains on one batch. Call `close` when done. */
export class LoraTrainer {
	readonly shape: BaseShape;
	readonly #scale: number;
	readonly #base: Arrays;
	readonly #steps = new Map<string, Step & { dispose(): void }>();
	#lora: Arrays;
	#mean: Arrays;
	#square: Arrays;
	#count = 0;

	constructor(base: BaseWeights, options: LoraOptions, start?: LoraWeights) {
		growInLargeSteps();
		this.shape = base.shape;
		this.#scale = options.alpha / options.rank;
		this.#base = baseArrays(base);
		const lora = start ?? initialLora(base.shape, options);
		const zeros = () =>
			Object.fromEntries([...lora].map(([name, { shape }]) => [name, np.zeros(shape)]));
		this.#lora = Object.fromEntries(
			[...lora].map(([name, { shape, data }]) => [
				name,
				np.array(data as Float32Array<ArrayBuffer>, { shape })
			])
		);
		this.#mean = zeros();
		this.#square = zeros();
	}

	/** One update at learning rate `rate`. Returns the loss before it, in nats per answer token. */
	async step(batch: PaddedBatch, rate: number): Promise<number> {
		const { rows, history, prefix, suffix } = batch.size,
			key = `${rows}x${history}+${prefix}+${suffix}`;
		let step = this.#steps.get(key);
		if (!step) this.#steps.set(key, (step = this.#compile(batch.size)));
		this.#count++;
		const [loss, lora, mean, square] = step(
			tree.ref(this.#base),
			{ lora: this.#lora, mean: this.#mean, square: this.#square },
			inputs(this.shape, batch),
			np.array(batch.targets),
			np.array(batch.weights),
			{
				rate: np.array(rate),
				correct1: np.array(1 / (1 - BETA1 ** this.#count)),
				correct2: np.array(1 / (1 - BETA2 ** this.#count))
			}
		);
		[this.#lora, this.#mean, this.#square] = [lora, mean, square];
		return (await loss.data())[0]!;
	}

	/** Natural-log probabilities of the suffix, [rows * suffix * vocabulary], row by row. */
	async logProbabilities(batch: PaddedBatch): Promise<Float32Array> {
		const logits = suffixLogits(
			this.shape,
			batch.size,
			tree.ref(this.#base),
			tree.ref(this.#lora),
			this.#scale,
			inputs(this.shape, batch)
		);
		return (await nn.logSoftmax(logits, -1).data()) as Float32Array;
	}

	async weights(): Promise<LoraWeights> {
		const out: LoraWeights = new Map();
		for (const [name, array] of Object.entries(this.#lora)) {
			const data = (await array.ref.data()) as Float32Array;
			out.set(name, { shape: array.shape as [number, number], data: data.slice() });
		}
		return out;
	}

	close(): void {
		for (const step of this.#steps.values()) step.dispose();
		for (const arrays of [this.#base, this.#lora, this.#mean, this.#square]) tree.dispose(arrays);
	}

	#compile(size: PaddedBatch['size']): Step & { dispose(): void } {
		const { shape } = this,
			scale = this.#scale;
		const step: Step = (base, { lora, mean, square }, data, targets, weights, rates) => {
			const loss = (adapter: Arrays) => {
				const logits = suffixLogits(
					shape,
					size,
					tree.ref(base),
					tree.ref(adapter),
					scale,
					tree.ref(data)
				);
				tree.dispose(adapter);
				const chosen = nn
					.logSoftmax(logits, -1)
					.mul(nn.oneHot(targets.ref, shape.vocabulary))
					.sum(-1);
				return chosen.mul(weights.ref).sum().mul(-1);
			};
			const [value, gradient] = valueAndGrad(loss)(tree.ref(lora)) as [np.Array, Arrays];
			tree.dispose(base);
			tree.dispose(data);
			targets.dispose();
			weights.dispose();
			return [value, ...adam(lora, gradient, mean, square, rates)];
		};
		return jit(step) as unknown as Step & { dispose(): void };
	}
}

function inputs(shape: BaseShape, padded: PaddedBatch): Batch {
	const { size, history, prefix, bias, suffix, prefixAt, suffixAt } = padded,
		{ rows } = size;
	return {
		...(size.history > 0 ? { history: np.array(history) } : {}),
		prefix: np.array(prefix),
		bias: np.array(bias, { shape: [rows, 1, 1, size.history + size.prefix] }),
		suffix: np.array(suffix),
		early: rotation(shape, prefixAt, [rows, size.prefix]),
		late: rotation(shape, suffixAt, [rows, size.suffix])
	};
}

/** Consumes everything it is given. */
function adam(
	lora: Arrays,
	gradient: Arrays,
	mean: Arrays,
	square: Arrays,
	{ rate, correct1, correct2 }: { rate: np.Array; correct1: np.Array; correct2: np.Array }
): [Arrays, Arrays, Arrays] {
	const names = Object.keys(lora);
	const total = names
		.map((name) => np.square(gradient[name]!.ref).sum())
		.reduce((sum, x) => sum.add(x));
	const shrink = np.minimum(np.reciprocal(np.sqrt(total).add(1e-6)).mul(CLIP), 1);
	const next: [Arrays, Arrays, Arrays] = [{}, {}, {}];
	for (const name of names) {
		const g = gradient[name]!.mul(shrink.ref);
		const m = mean[name]!.mul(BETA1).add(g.ref.mul(1 - BETA1));
		const v = square[name]!.mul(BETA2).add(np.square(g).mul(1 - BETA2));
		const update = m.ref.mul(correct1.ref).div(np.sqrt(v.ref.mul(correct2.ref)).add(EPSILON));
		next[0][name] = lora[name]!.sub(update.mul(rate.ref));
		next[1][name] = m;
		next[2][name] = v;
	}
	for (const x of [shrink, rate, correct1, correct2]) x.dispose();
	return next;
}
