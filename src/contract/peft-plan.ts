// How a LoRA adapter in PEFT's form becomes one in GGUF's for a given base: which tensors it will have, where the
// numbers of each are, in which order and by what multiplied. Only a base says what its tensors are called, and how
// large a head is. Refuses with a ParseError naming the tensor. Not here: the numbers (platform/convert-peft.ts).
// After llama.cpp's convert_lora_to_gguf.py, which keeps one alpha and knows no patterns.

import { ParseError } from './errors.ts';
import type { GgufHeader } from './gguf.ts';
import { MERGE_INSTEAD, strengths, type PeftConfig } from './peft-config.ts';
import { ggufTarget, knowsArchitecture, peftName, refuseForeign } from './peft-names.ts';
import type { SafeTensor, SafeTensors } from './safetensors.ts';

/** The two files as they were read, and found to be of each other. */
export type PeftAdapter = {
	tensors: SafeTensors;
	config: PeftConfig;
	pairs: readonly Pair[];
};

export type PlannedTensor = {
	/** Such as `blk.0.attn_q.weight.lora_b`. */
	name: string;
	source: SafeTensor;
	/** Of its numbers; 1 leaves them alone. */
	factor: number;
	/** Rows of one head, which are interleaved; null where all rows stay in their order. */
	headRows: number | null;
};

export type PeftPlan = {
	architecture: string;
	/** llama.cpp multiplies by it, over the rank of each tensor. */
	alpha: number;
	/** The largest of its matrices. */
	rank: number;
	madeFor: string | null;
	invocationTokens: readonly number[];
	tensors: PlannedTensor[];
};

/** One changed matrix of the base. `a` is (rank, inputs), `b` is (outputs, rank). */
type Pair = { module: string; a: SafeTensor; b: SafeTensor; rank: number; scale: number };

const DTYPES: ReadonlySet<string> = new Set(['F32', 'F16', 'BF16']);
/** The largest have two for each of some thousand matrices; every base here is asked about each. */
const MOST_TENSORS = 20_000;
const AGAIN = 'Save it again with PEFT, or choose another file.';

/** A base is not the one an adapter was made for. A whole sentence, which names the module. */
export class PeftMisfit extends ParseError {
	/** How many matrices fitted before: the base with most comes closest. */
	readonly fitted: number;
	constructor(message: string, fitted: number) {
		super('', message);
		this.fitted = fitted;
	}
}

/** Throws ParseError for an adapter that fits no base at all. */
export function soundPeft(tensors: SafeTensors, config: PeftConfig): PeftAdapter {
	const strengthOf = strengths(config);
	const pairs = [...peftHalves(tensors)].map(([module, { a, b }]) => {
		if (!a || !b)
			throw new ParseError(shorten(module), `has one half of its LoRA and not the other. ${AGAIN}`);
		const { rank, scale } = strengthOf(module);
		refuseShapes(module, a, b, rank);
		return { module, a, b, rank, scale };
	});
	return { tensors, config, pairs };
}

type Halves = { a?: SafeTensor; b?: SafeTensor };

/** By module, whatever its configuration says. Throws ParseError for a file that is no LoRA, or more than one. */
export function peftHalves(tensors: SafeTensors): ReadonlyMap<string, Halves> {
	refuseForeign(tensors.keys());
	if (tensors.size > MOST_TENSORS)
		throw new ParseError(
			'',
			`This adapter has ${tensors.size} tensors, and this app converts at most ${MOST_TENSORS}. ${MERGE_INSTEAD}`
		);
	const halves = new Map<string, Halves>();
	for (const [name, tensor] of tensors) {
		const found = peftName(name);
		if (found === null) continue;
		const pair = halves.get(found.module) ?? {};
		if (pair[found.half])
			throw new ParseError(shorten(name), `is there twice, for two adapters in one file. ${AGAIN}`);
		halves.set(found.module, { ...pair, [found.half]: tensor });
	}
	if (halves.size === 0)
		throw new ParseError('', `This file has no tensors of a LoRA adapter in PEFT’s form. ${AGAIN}`);
	return halves;
}

function refuseShapes(module: string, a: SafeTensor, b: SafeTensor, rank: number): void {
	for (const { dtype, shape } of [a, b]) {
		if (!DTYPES.has(dtype))
			throw new ParseError(
				shorten(module),
				`is stored as ${dtype}, and this app converts F32, F16 and BF16. ${AGAIN}`
			);
		if (shape.length !== 2 || shape.includes(0))
			throw new ParseError(
				shorten(module),
				`has a LoRA with the dimensions (${shape}), and this app converts matrices alone. ${AGAIN}`
			);
	}
	const [rows] = a.shape;
	const [, columns] = b.shape;
	if (rows !== rank || columns !== rank)
		throw new ParseError(
			shorten(module),
			`has matrices of rank ${rows} and ${columns}, where its adapter_config.json says ${rank}. Choose the configuration that was saved with this file.`
		);
}

/** Throws PeftMisfit where the base has not what the adapter changes. */
export function planPeft({ pairs, config }: PeftAdapter, base: GgufHeader): PeftPlan {
	const { architecture } = base;
	if (!knowsArchitecture(architecture))
		throw new PeftMisfit(
			`This app does not know what the layers of “${architecture.slice(0, 40)}” are called in PEFT. Convert the adapter with llama.cpp’s convert_lora_to_gguf.py, then add the .gguf file that it writes.`,
			0
		);
	const alpha = commonAlpha(pairs);
	const tensors: PlannedTensor[] = [];
	const taken = new Set<string>();
	for (const [fitted, { module, a, b, rank, scale }] of pairs.entries()) {
		const target = ggufTarget(module, architecture);
		const whole = target && base.dimensions.get(target.tensor);
		if (!target || !whole) throw new PeftMisfit(noLayer(module, target?.tensor), fitted);
		if (taken.has(target.tensor))
			throw new ParseError(shorten(module), `is there twice, by two names. ${AGAIN}`);
		taken.add(target.tensor);
		const [inputs, outputs, ...more] = whole;
		if (inputs !== a.shape[1] || outputs !== b.shape[0] || more.some((size) => size !== 1))
			throw new PeftMisfit(
				`The adapter changes ${shorten(module)} as ${b.shape[0]} × ${a.shape[1]}, and it is ${outputs} × ${inputs} in this base.`,
				fitted
			);
		const headRows = target.interleaved ? rowsOfHead(module, base, outputs ?? 0, fitted) : null;
		tensors.push({ name: `${target.tensor}.lora_a`, source: a, factor: 1, headRows: null });
		const factor = factorOf(scale, rank, alpha);
		tensors.push({ name: `${target.tensor}.lora_b`, source: b, factor, headRows });
	}
	return {
		architecture,
		alpha,
		rank: pairs.reduce((most, { rank }) => Math.max(most, rank), 0),
		madeFor: config.madeFor,
		invocationTokens: config.invocationTokens,
		tensors
	};
}

// Real ones are from 1 to 10,000; llama.cpp takes 0 for “as if it were the rank”.
const LEAST_ALPHA = 1e-6;
const MOST_ALPHA = 1e9;

function noLayer(module: string, tensor: string | undefined): string {
	const name = shorten(module);
	if (tensor === undefined)
		return `The adapter changes ${name}, and models of this base’s architecture have no such layer.`;
	return `The adapter changes ${name}, and this base has no ${tensor}.`;
}

/** The one that leaves most matrices as they are. */
function commonAlpha(pairs: readonly Pair[]): number {
	const counts = new Map<number, number>();
	for (const { scale, rank } of pairs)
		counts.set(scale * rank, (counts.get(scale * rank) ?? 0) + 1);
	const [most] = [...counts]
		.filter(([alpha]) => Math.abs(alpha) > LEAST_ALPHA && Math.abs(alpha) < MOST_ALPHA)
		.toSorted(([, a], [, b]) => b - a);
	if (most) return Math.fround(most[0]);
	throw new ParseError('lora_alpha', `makes the adapter nothing, or boundless. ${AGAIN}`);
}

/** llama.cpp gives a matrix alpha over its rank; what is missing to its own scale. */
function factorOf(scale: number, rank: number, alpha: number): number {
	const factor = (scale * rank) / alpha;
	// The file keeps alpha in single precision.
	return Math.abs(factor - 1) < 1e-6 ? 1 : factor;
}

function rowsOfHead(
	module: string,
	{ shape }: GgufHeader,
	outputs: number,
	fitted: number
): number {
	const rows = shape?.headSize ?? 0;
	if (Number.isInteger(rows) && rows >= 2 && rows % 2 === 0 && outputs % rows === 0) return rows;
	throw new PeftMisfit(
		`The rows of ${shorten(module)} cannot be put in order, since this base does not say how large a head is.`,
		fitted
	);
}

const shorten = (name: string): string => name.slice(0, 120);
