// LoRA adapters as GGUF files: which base one fits, and the record of one that was attached to a base on
// this device. By the hash the file names; else by its shape, which any model of the same architecture and
// size has, so that a person has to say so. Not here: storing it, and applying it (engine/wllama-parts.ts).

import { ParseError } from './errors.ts';
import type { GgufHeader } from './gguf.ts';
import type { ManifestFile } from './manifest.ts';

/** The base a person's own adapter belongs to. */
export type Attachment = {
	modelId: string;
	baseSha256: string;
	/** `hash`: its file names this base. `shape`: it fits, and the person said it is the one. */
	by: 'hash' | 'shape';
};

export type OwnAdapter = Attachment & {
	file: ManifestFile;
	rank: number;
	alpha: number;
	/** Activated: the tokens it waits for; empty for a plain one, which acts on every token. */
	invocationTokens: number[];
	on: boolean;
	/** 1 is as it was trained. */
	scale: number;
	/** Made here, from the two files of PEFT's form. */
	converted?: true;
};

/** A LoRA of the person's own, and the models here that it could belong to. */
export type AdapterOffer = {
	rank: number;
	alpha: number;
	/** It waits for its own words instead of acting on every token. */
	activated: boolean;
	/** What whoever trained it called its base; absent where it does not say. */
	madeFor?: string;
	bases: (Attachment & { name: string })[];
};

/** One of the two files of an adapter in PEFT's form, `at` among those given; `missing` is the name of the other. */
export type AdapterHalf = { missing: string; at: number };

/** Throws ParseError for an adapter that no base could use here. */
export function refuseAdapter(header: GgufHeader): void {
	const { adapter } = header;
	if (adapter?.type === 'lora' && pairsOf(header).length > 0) return;
	throw new ParseError(
		'adapter.type',
		'This app applies LoRA adapters alone, and this is none. Choose a LoRA in GGUF form.'
	);
}

/** Whether an adapter's matrices fit a base's: its architecture, every tensor's name, every size. */
export function fitsBase(adapter: GgufHeader, base: GgufHeader): boolean {
	if (base.kind !== 'model' || adapter.architecture !== base.architecture) return false;
	const pairs = pairsOf(adapter);
	return pairs.length > 0 && pairs.every((pair) => pairFits(pair, base.dimensions));
}

/** The record of an adapter that is here: on, and as strong as it was trained. Throws ParseError. */
export function ownAdapter(header: GgufHeader, file: ManifestFile, to: Attachment): OwnAdapter {
	refuseAdapter(header);
	const { rank = 0, alpha = 0, invocationTokens = [] } = header.adapter ?? {};
	return { ...to, file, rank, alpha, invocationTokens, on: true, scale: 1 };
}

type Pair = { target: string; a: readonly number[]; b: readonly number[] };

/** Empty where a half is missing. */
function pairsOf({ dimensions }: GgufHeader): Pair[] {
	const pairs: Pair[] = [];
	for (const [name, a] of dimensions) {
		if (!name.endsWith('.lora_a')) continue;
		const target = name.slice(0, -'.lora_a'.length);
		const b = dimensions.get(`${target}.lora_b`);
		if (!b) return [];
		pairs.push({ target, a, b });
	}
	return pairs.length * 2 === dimensions.size ? pairs : [];
}

/** llama.cpp's own rule (llama-adapter.cpp): in and out as the tensor's, one rank between. */
function pairFits({ target, a, b }: Pair, base: ReadonlyMap<string, readonly number[]>): boolean {
	const whole = base.get(target);
	if (!whole) return false;
	if (target === 'token_embd.weight') return whole[0] === b[1] && whole[1] === a[1];
	return whole[0] === a[0] && whole[1] === b[1] && a[1] === b[0];
}
