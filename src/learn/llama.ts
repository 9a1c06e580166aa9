// A llama decoder in jax-js with an activated LoRA, for training: a history that all rows share and a
// prompt, both read by the base alone (the prefix), then tokens computed with the adapter (the suffix).
// Only the suffix depends on the adapter, so only it is differentiated. Not for inference: there is no
// incremental cache.
//
// jax-js moves its arguments: every use of an array but the last takes `.ref`. Rotary pairs are
// interleaved (2i, 2i+1), as in the GGUF. Weights are [out, in].

import { nn, numpy as np } from '@jax-js/jax';
import type { BaseShape, BaseWeights } from './base-weights.ts';

export type Arrays = Record<string, np.Array>;

/** Matrices an adapter changes, with their inputs and outputs. */
export const TARGETS = [
	'attn_q',
	'attn_k',
	'attn_v',
	'attn_output',
	'ffn_gate',
	'ffn_up',
	'ffn_down'
] as const;
export type Target = (typeof TARGETS)[number];

export function targetSize({ width, hidden }: BaseShape, target: Target): [number, number] {
	if (target === 'ffn_down') return [width, hidden];
	return target === 'ffn_gate' || target === 'ffn_up' ? [hidden, width] : [width, width];
}

/** Cosines and signed sines of tokens' positions: [rows, count, 1, head / 2, 2] each. */
export type Rotation = { cos: np.Array; sin: np.Array };

/**
 * `B` rows after one history of `H` tokens, padded on the left; absent where H is 0. Prefixes are
 * padded on the left to `P` tokens, suffixes on the right to `S`.
 */
export type Batch = {
	/** [H] */
	history?: np.Array;
	/** [B * P] */
	prefix: np.Array;
	/** [B, 1, 1, H + P]: 0 for a token, a large negative number for padding. */
	bias: np.Array;
	/** [B * S] */
	suffix: np.Array;
	/** Of the prefix and of the suffix. A row's first token stands at `H`, wherever padding put it. */
	early: Rotation;
	late: Rotation;
};

export type BatchSize = { rows: number; history: number; prefix: number; suffix: number };

/** [rows, heads, tokens, head] */
type KeysAndValues = { keys: np.Array; values: np.Array };

export function baseArrays(base: BaseWeights): Arrays {
	return Object.fromEntries(
		[...base.tensors].map(([name, { shape, data }]) => [
			name,
			np.array(data as Float32Array<ArrayBuffer>, { shape })
		])
	);
}

const MASKED = -1e9;

// Without this, jax-js fuses what produces a matrix into the product that reads it, and computes it
// again for every output: three times slower. Padding by a row and cutting it off stops the fusion.
const barrier = (x: np.Array): np.Array =>
	np
		.pad(x, [
			[0, 1],
			[0, 0]
		])
		.slice([0, x.shape[0]!]);

const linear = (x: np.Array, weight: np.Array): np.Array =>
	barrier(np.matmul(x, weight.transpose()));

/** Of `rows * count` tokens at these positions. */
export function rotation(
	{ width, heads, ropeBase }: BaseShape,
	positions: Int32Array,
	[rows, count]: readonly [number, number]
): Rotation {
	const head = width / heads,
		cos = new Float32Array(positions.length * head),
		sin = new Float32Array(positions.length * head);
	positions.forEach((position, t) => {
		for (let i = 0; i < head; i += 2) {
			const angle = position * ropeBase ** (-i / head),
				at = t * head + i;
			cos[at] = cos[at + 1] = Math.cos(angle);
			sin[at] = -Math.sin(angle);
			sin[at + 1] = Math.sin(angle);
		}
	});
	const shape = [rows, count, 1, head / 2, 2];
	return { cos: np.array(cos, { shape }), sin: np.array(sin, { shape }) };
}

/** What `rows` tokens after `before` others may look at: [1, 1, rows, before + rows]. */
function causal(rows: number, before: number): np.Array {
	const mask = new Float32Array(rows * (before + rows));
	for (let i = 0; i < rows; i++)
		for (let j = before + i + 1; j < before + rows; j++) mask[i * (before + rows) + j] = MASKED;
	return np.array(mask, { shape: [1, 1, rows, before + rows] });
}

/**
 * Logits of the suffix, [B * S, V]. Consumes `base`, `lora` and the batch's arrays. `scale` is alpha
 * over rank.
 */
export function suffixLogits(
	shape: BaseShape,
	size: BatchSize,
	base: Arrays,
	lora: Arrays,
	scale: number,
	batch: Batch
): np.Array {
	const { width, layers, heads, epsilon } = shape,
		{ rows: B, history: H, prefix: P, suffix: S } = size,
		head = width / heads;
	const norm = (x: np.Array, gain: np.Array) => {
		const mean = np.mean(np.square(x.ref), -1, { keepdims: true });
		return x.mul(np.reciprocal(np.sqrt(mean.add(epsilon)))).mul(gain);
	};
	const weight = (layer: number, name: string) => base[`blk.${layer}.${name}.weight`]!.ref;
	const rotate = (x: np.Array, { cos, sin }: Rotation, rows: number, count: number) => {
		const pairs = x.reshape([rows, count, heads, head / 2, 2]);
		return pairs.ref
			.mul(cos.ref)
			.add(np.flip(pairs, -1).mul(sin.ref))
			.reshape([rows, count, heads, head])
			.transpose([0, 2, 1, 3]);
	};
	const split = (x: np.Array, rows: number, count: number) =>
		x.reshape([rows, count, heads, head]).transpose([0, 2, 1, 3]);
	/** q [B, H, T, D], k and v [B, H, K, D], bias over [T, K]. */
	const attend = (q: np.Array, k: np.Array, v: np.Array, bias: np.Array) => {
		const scores = np.matmul(q, k.transpose([0, 1, 3, 2])).mul(head ** -0.5);
		const mixed = np.matmul(nn.softmax(scores.add(bias), -1), v).transpose([0, 2, 1, 3]);
		// Adding next to nothing keeps the transposition out of the product that follows: fifty times slower.
		return mixed.reshape([mixed.shape[0]! * mixed.shape[1]!, width]).add(1e-30);
	};
	/** The base's product plus the adapter's, where the adapter changes this matrix. */
	const adapted = (x: np.Array, layer: number, target: Target) => {
		const name = `blk.${layer}.${target}.weight`,
			[a, b] = [lora[`${name}.lora_a`], lora[`${name}.lora_b`]];
		if (!a || !b) return linear(x, weight(layer, target));
		const change = linear(linear(x.ref, a.ref), b.ref).mul(scale);
		return linear(x, weight(layer, target)).add(change);
	};

	/**
	 * One layer of the base over tokens `x`, consumed: their keys and values after `before`'s, and what
	 * they become; null from the last layer, where only keys and values are wanted.
	 */
	const read = (
		x: np.Array,
		layer: number,
		{ turn, rows, count, mask }: { turn: Rotation; rows: number; count: number; mask: np.Array },
		before?: KeysAndValues
	): KeysAndValues & { x: np.Array | null } => {
		const hx = barrier(norm(x.ref, weight(layer, 'attn_norm')));
		const own = rotate(linear(hx.ref, weight(layer, 'attn_k')), turn, rows, count),
			keys = before ? np.concatenate([before.keys, own], 2) : own;
		const ownValues = split(linear(hx.ref, weight(layer, 'attn_v')), rows, count),
			values = before ? np.concatenate([before.values, ownValues], 2) : ownValues;
		if (layer + 1 === layers) {
			hx.dispose();
			x.dispose();
			return { keys, values, x: null };
		}
		const q = rotate(linear(hx, weight(layer, 'attn_q')), turn, rows, count);
		const mixed = barrier(attend(q, keys.ref, values.ref, mask.ref));
		const y = x.add(linear(mixed, weight(layer, 'attn_output')));
		const h = barrier(norm(y.ref, weight(layer, 'ffn_norm')));
		const gate = nn.silu(linear(h.ref, weight(layer, 'ffn_gate')));
		const up = linear(h, weight(layer, 'ffn_up'));
		return {
			keys,
			values,
			x: y.add(linear(barrier(gate.mul(up)), weight(layer, 'ffn_down')))
		};
	};

	const { early, late } = batch;
	const historyTurn =
		H > 0
			? rotation(
					shape,
					Int32Array.from({ length: H }, (_, i) => i),
					[1, H]
				)
			: null;
	// Padding is alike in all rows, so the first row's tells what of the history is real.
	const historyMask = historyTurn
		? causal(H, 0).add(batch.bias.ref.slice([0, 1], [], [], [0, H]))
		: null;
	const prefixMask = causal(P, H).add(batch.bias.ref),
		suffixMask = causal(S, H + P).add(
			np.pad(batch.bias, [
				[0, 0],
				[0, 0],
				[0, 0],
				[0, S]
			])
		);
	// Taken on flat ids: jax-js has no gradient for a take that is reshaped afterwards.
	const embedded = (ids: np.Array) => np.take(base['token_embd.weight']!.ref, ids, 0);
	let past = batch.history ? embedded(batch.history) : null;
	let p: np.Array | null = embedded(batch.prefix);
	let s = embedded(batch.suffix);
	for (let layer = 0; layer < layers; layer++) {
		let before: KeysAndValues | undefined;
		if (past) {
			const told = read(past, layer, { turn: historyTurn!, rows: 1, count: H, mask: historyMask! });
			past = told.x;
			before = {
				keys: np.broadcastTo(told.keys, [B, heads, H, head]),
				values: np.broadcastTo(told.values, [B, heads, H, head])
			};
		}
		const asked = read(p!, layer, { turn: early, rows: B, count: P, mask: prefixMask }, before);
		p = asked.x;
		const { keys, values } = asked;
		const hs = barrier(norm(s.ref, weight(layer, 'attn_norm')));
		const q = rotate(adapted(hs.ref, layer, 'attn_q'), late, B, S);
		const k = rotate(adapted(hs.ref, layer, 'attn_k'), late, B, S);
		const v = split(adapted(hs, layer, 'attn_v'), B, S);
		const mixed = barrier(
			attend(q, np.concatenate([keys, k], 2), np.concatenate([values, v], 2), suffixMask.ref)
		);
		s = s.add(adapted(mixed, layer, 'attn_output'));
		const h = barrier(norm(s.ref, weight(layer, 'ffn_norm')));
		const gate = nn.silu(adapted(h.ref, layer, 'ffn_gate'));
		s = s.add(adapted(barrier(gate.mul(adapted(h, layer, 'ffn_up'))), layer, 'ffn_down'));
	}
	for (const x of [early.cos, early.sin, late.cos, late.sin, prefixMask, suffixMask]) x.dispose();
	for (const x of [historyTurn?.cos, historyTurn?.sin, historyMask]) x?.dispose();
	const output = base['output.weight'] ?? base['token_embd.weight']!;
	const logits = linear(barrier(norm(s, base['output_norm.weight']!.ref)), output.ref);
	for (const x of [...Object.values(base), ...Object.values(lora)]) x.dispose();
	return logits;
}
