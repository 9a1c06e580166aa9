// A llama decoder in jax-js with an activated LoRA, for training: a prompt read by the base alone
// (the prefix), then tokens computed with the adapter (the suffix). Only the suffix depends on the
// adapter, so only it is differentiated. Not for inference: there is no incremental cache.
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

/** `B` rows. Prefixes are padded on the left to `P` tokens, suffixes on the right to `S`. */
export type Batch = {
	/** [B * P] */
	prefix: np.Array;
	/** [B, 1, 1, P]: 0 for a token, a large negative number for padding. */
	prefixBias: np.Array;
	/** [B * S] */
	suffix: np.Array;
};

export type BatchSize = { rows: number; prefix: number; suffix: number };

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

/** Cosines and signed sines for positions `from` to `from + count - 1`: [1, count, 1, head / 2, 2]. */
function rotation({ width, heads, ropeBase }: BaseShape, from: number, count: number) {
	const head = width / heads,
		cos = new Float32Array(count * head),
		sin = new Float32Array(count * head);
	for (let t = 0; t < count; t++)
		for (let i = 0; i < head; i += 2) {
			const angle = (from + t) * ropeBase ** (-i / head),
				at = t * head + i;
			cos[at] = cos[at + 1] = Math.cos(angle);
			sin[at] = -Math.sin(angle);
			sin[at + 1] = Math.sin(angle);
		}
	const shape = [1, count, 1, head / 2, 2];
	return { cos: np.array(cos, { shape }), sin: np.array(sin, { shape }) };
}

/** Rotary positions are relative, so a prefix padded on the left may start anywhere. */
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
		{ rows: B, prefix: P, suffix: S } = size,
		head = width / heads;
	const norm = (x: np.Array, gain: np.Array) => {
		const mean = np.mean(np.square(x.ref), -1, { keepdims: true });
		return x.mul(np.reciprocal(np.sqrt(mean.add(epsilon)))).mul(gain);
	};
	const weight = (layer: number, name: string) => base[`blk.${layer}.${name}.weight`]!.ref;
	const rotate = (x: np.Array, { cos, sin }: { cos: np.Array; sin: np.Array }, count: number) => {
		const pairs = x.reshape([B, count, heads, head / 2, 2]);
		return pairs.ref
			.mul(cos.ref)
			.add(np.flip(pairs, -1).mul(sin.ref))
			.reshape([B, count, heads, head])
			.transpose([0, 2, 1, 3]);
	};
	const split = (x: np.Array, count: number) =>
		x.reshape([B, count, heads, head]).transpose([0, 2, 1, 3]);
	/** q [B, H, T, D], k and v [B, H, K, D], bias over [T, K]. */
	const attend = (q: np.Array, k: np.Array, v: np.Array, bias: np.Array) => {
		const scores = np.matmul(q, k.transpose([0, 1, 3, 2])).mul(head ** -0.5);
		const mixed = np.matmul(nn.softmax(scores.add(bias), -1), v).transpose([0, 2, 1, 3]);
		// Adding next to nothing keeps the transposition out of the product that follows: fifty times slower.
		return mixed.reshape([B * mixed.shape[1]!, width]).add(1e-30);
	};
	/** The base's product plus the adapter's, where the adapter changes this matrix. */
	const adapted = (x: np.Array, layer: number, target: Target) => {
		const name = `blk.${layer}.${target}.weight`,
			[a, b] = [lora[`${name}.lora_a`], lora[`${name}.lora_b`]];
		if (!a || !b) return linear(x, weight(layer, target));
		const change = linear(linear(x.ref, a.ref), b.ref).mul(scale);
		return linear(x, weight(layer, target)).add(change);
	};

	const early = rotation(shape, 0, P),
		late = rotation(shape, P, S);
	const prefixMask = causal(P, 0).add(batch.prefixBias.ref),
		suffixMask = causal(S, P).add(
			np.pad(batch.prefixBias, [
				[0, 0],
				[0, 0],
				[0, 0],
				[0, S]
			])
		);
	// Taken on flat ids: jax-js has no gradient for a take that is reshaped afterwards.
	let p = np.take(base['token_embd.weight']!.ref, batch.prefix, 0);
	let s = np.take(base['token_embd.weight']!.ref, batch.suffix, 0);
	for (let layer = 0; layer < layers; layer++) {
		const hp = barrier(norm(p.ref, weight(layer, 'attn_norm')));
		const keys = rotate(linear(hp.ref, weight(layer, 'attn_k')), early, P);
		const values = split(linear(hp.ref, weight(layer, 'attn_v')), P);
		if (layer + 1 < layers) {
			const q = rotate(linear(hp, weight(layer, 'attn_q')), early, P);
			const mixed = barrier(attend(q, keys.ref, values.ref, prefixMask.ref));
			p = p.add(linear(mixed, weight(layer, 'attn_output')));
			const h = barrier(norm(p.ref, weight(layer, 'ffn_norm')));
			const gate = nn.silu(linear(h.ref, weight(layer, 'ffn_gate')));
			p = p.add(
				linear(barrier(gate.mul(linear(h, weight(layer, 'ffn_up')))), weight(layer, 'ffn_down'))
			);
		} else {
			hp.dispose();
			p.dispose();
		}
		const hs = barrier(norm(s.ref, weight(layer, 'attn_norm')));
		const q = rotate(adapted(hs.ref, layer, 'attn_q'), late, S);
		const k = rotate(adapted(hs.ref, layer, 'attn_k'), late, S);
		const v = split(adapted(hs, layer, 'attn_v'), S);
		const mixed = barrier(
			attend(q, np.concatenate([keys, k], 2), np.concatenate([values, v], 2), suffixMask.ref)
		);
		s = s.add(adapted(mixed, layer, 'attn_output'));
		const h = barrier(norm(s.ref, weight(layer, 'ffn_norm')));
		const gate = nn.silu(adapted(h.ref, layer, 'ffn_gate'));
		s = s.add(adapted(barrier(gate.mul(adapted(h, layer, 'ffn_up'))), layer, 'ffn_down'));
	}
	for (const x of [early.cos, early.sin, late.cos, late.sin, prefixMask, suffixMask]) x.dispose();
	const output = base['output.weight'] ?? base['token_embd.weight']!;
	const logits = linear(barrier(norm(s, base['output_norm.weight']!.ref)), output.ref);
	for (const x of [...Object.values(base), ...Object.values(lora)]) x.dispose();
	return logits;
}
