// What a llama should answer: the forward pass written out plainly in double precision, without a
// cache, for the tiny models of random-gguf.ts. Slow and obvious on purpose: engines are compared
// with it. Formulas: RMSNorm, rotary positions over pairs (2i, 2i+1), grouped-query attention, SwiGLU.

import type { TestLora, TestModel } from './random-gguf.ts';

export type ReferenceAdapter = { lora: TestLora; scale: number };

export type ReferenceToken = { id: number; token: string; logprob: number };

const RMS_EPSILON = 1e-5;
const ROPE_BASE = 10_000;

/** The most probable tokens after `prompt`, one after the other. */
export function referenceGreedy(
	model: TestModel,
	prompt: readonly number[],
	count: number,
	adapter: ReferenceAdapter | readonly ReferenceAdapter[] | null = null
): ReferenceToken[] {
	const tokens = [...prompt];
	const answer: ReferenceToken[] = [];
	// An activated adapter acts from the last occurrence of its invocation tokens in the prompt; in
	// llama.cpp (b11364) already on the one token before it, which is read together with them.
	const mixed = adapter === null ? [] : 'lora' in adapter ? [adapter] : adapter;
	const acting = mixed.map((one) => ({
		...one,
		from: activationStart(one.lora.invocationTokens, prompt) - 1
	}));
	for (let i = 0; i < count; i++) {
		const logprobs = referenceLogprobs(model, tokens, acting);
		const id = logprobs.indexOf(Math.max(...logprobs));
		const text = model.vocabulary[id] ?? '';
		answer.push({ id, token: text.replaceAll('▁', ' '), logprob: logprobs[id] ?? Number.NaN });
		tokens.push(id);
	}
	return answer;
}

function activationStart(invocation: readonly number[], prompt: readonly number[]): number {
	if (invocation.length === 0) return 0;
	for (let i = prompt.length - invocation.length; i >= 0; i--)
		if (invocation.every((token, j) => prompt[i + j] === token)) return i;
	return Number.POSITIVE_INFINITY;
}

function referenceLogprobs(
	model: TestModel,
	tokens: readonly number[],
	adapters: readonly (ReferenceAdapter & { from: number })[]
): number[] {
	const { embedding: e, layers, heads, kvHeads, feedForward, vocabulary } = model.shape;
	const width = e / heads;
	const tensor = (name: string): Float32Array => {
		const found = model.tensors.get(name);
		if (!found) throw new Error(`The test model has no tensor ${name}.`);
		return found;
	};
	/** A linear layer at a position, with the share of each adapter that acts there. */
	const linear = (name: string, outputs: number, x: readonly number[], position: number) => {
		let y = product(tensor(name), outputs, x);
		for (const { lora, scale, from } of adapters) {
			const a = lora.tensors.get(`${name}.lora_a`);
			const b = lora.tensors.get(`${name}.lora_b`);
			if (!a || !b || position < from) continue;
			const share = product(b, outputs, product(a, lora.rank, x));
			const factor = (scale * lora.alpha) / lora.rank;
			y = y.map((value, i) => value + factor * (share[i] ?? 0));
		}
		return y;
	};
	let states = tokens.map((id) => Array.from(tensor('token_embd').subarray(id * e, (id + 1) * e)));
	for (let layer = 0; layer < layers; layer++) {
		const name = (part: string) => `blk.${layer}.${part}`;
		const normed = states.map((x) => rmsNorm(x, tensor(name('attn_norm'))));
		const queries = normed.map((x, t) => rope(linear(name('attn_q'), e, x, t), width, t));
		const keys = normed.map((x, t) =>
			rope(linear(name('attn_k'), width * kvHeads, x, t), width, t)
		);
		const values = normed.map((x, t) => linear(name('attn_v'), width * kvHeads, x, t));
		states = states.map((x, t) => {
			const mixed: number[] = [];
			for (let head = 0; head < heads; head++) {
				const kvOffset = Math.floor(head / (heads / kvHeads)) * width;
				const query = (queries[t] ?? []).slice(head * width, (head + 1) * width);
				const weights = softmax(
					keys
						.slice(0, t + 1)
						.map((key) => dot(query, key.slice(kvOffset, kvOffset + width)) / Math.sqrt(width))
				);
				for (let i = 0; i < width; i++)
					mixed.push(
						weights.reduce((sum, weight, s) => sum + weight * (values[s]?.[kvOffset + i] ?? 0), 0)
					);
			}
			return add(x, linear(name('attn_output'), e, mixed, t));
		});
		states = states.map((x, t) => {
			const input = rmsNorm(x, tensor(name('ffn_norm')));
			const up = linear(name('ffn_up'), feedForward, input, t);
			const gated = linear(name('ffn_gate'), feedForward, input, t).map(
				(value, i) => (value / (1 + Math.exp(-value))) * (up[i] ?? 0)
			);
			return add(x, linear(name('ffn_down'), e, gated, t));
		});
	}
	const last = rmsNorm(states.at(-1) ?? [], tensor('output_norm'));
	return softmax(product(tensor('output'), vocabulary, last)).map(Math.log);
}

/** Row-major `[outputs, inputs]` times a vector. */
function product(weights: Float32Array, outputs: number, x: readonly number[]): number[] {
	return Array.from({ length: outputs }, (_, row) => {
		let sum = 0;
		for (let i = 0; i < x.length; i++) sum += (weights[row * x.length + i] ?? 0) * (x[i] ?? 0);
		return sum;
	});
}

function rmsNorm(x: readonly number[], weight: Float32Array): number[] {
	const root = Math.sqrt(dot(x, x) / x.length + RMS_EPSILON);
	return x.map((value, i) => (value / root) * (weight[i] ?? 0));
}

function rope(x: number[], width: number, position: number): number[] {
	const turned = [...x];
	for (let i = 0; i < x.length; i += 2) {
		const angle = position * ROPE_BASE ** (-(i % width) / width);
		const [a, b] = [x[i] ?? 0, x[i + 1] ?? 0];
		turned[i] = a * Math.cos(angle) - b * Math.sin(angle);
		turned[i + 1] = a * Math.sin(angle) + b * Math.cos(angle);
	}
	return turned;
}

function softmax(x: readonly number[]): number[] {
	const top = Math.max(...x);
	const powers = x.map((value) => Math.exp(value - top));
	const sum = powers.reduce((a, b) => a + b, 0);
	return powers.map((power) => power / sum);
}

function dot(a: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function add(a: readonly number[], b: readonly number[]): number[] {
	return a.map((value, i) => value + (b[i] ?? 0));
}
