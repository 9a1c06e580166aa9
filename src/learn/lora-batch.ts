// Examples for an activated LoRA, cut where the adapter begins to act and padded into batches of few
// different sizes (each size is compiled once). Pure.
//
// llama.cpp applies an activated LoRA from one token BEFORE its invocation tokens on. What comes
// before that token is the prefix, which the base reads alone; the rest is the suffix.

export type LoraExample = {
	/** The conversation up to the invocation tokens, as the template writes it. */
	prompt: number[];
	/** The answer with its end token: what the loss is on. */
	answer: number[];
};

export type PaddedBatch = {
	size: { rows: number; prefix: number; suffix: number };
	/** Padded on the left. */
	prefix: Int32Array<ArrayBuffer>;
	/** 0 for a token of the prefix, a large negative number for padding. */
	prefixBias: Float32Array<ArrayBuffer>;
	/** Padded on the right. */
	suffix: Int32Array<ArrayBuffer>;
	/** What follows each token of the suffix. */
	targets: Int32Array<ArrayBuffer>;
	/** They sum to 1; 0 where nothing is asked. */
	weights: Float32Array<ArrayBuffer>;
	/** Tokens that are not padding. */
	tokens: number;
};

const MASKED = -1e9;
/** Lengths are rounded up to these: each pair of lengths is compiled once, for two seconds of a
 * processor. All suffixes but the longest divide 480: a batch then has as many tokens whatever their
 * length, and jax-js, which keeps freed memory by size, uses the same memory for all of them. */
const PREFIXES = [24, 48, 128, 512];
const SUFFIXES = [16, 40, 80, 160, 512];

function rounded(length: number, sizes: readonly number[]): number {
	const found = sizes.find((size) => size >= length);
	if (found === undefined)
		throw new RangeError(`An example is ${length} tokens long; at most 512 can be trained on.`);
	return found;
}

/** The two parts of an example; the last token of the answer is only a target. */
export function cutExample({ prompt, answer }: LoraExample, invocation: readonly number[]) {
	if (prompt.length < 2 || answer.length === 0 || invocation.length === 0)
		throw new RangeError('An example needs a prompt, an invocation and an answer.');
	const opening = [prompt.at(-1)!, ...invocation];
	return {
		prefix: prompt.slice(0, -1),
		suffix: [...opening, ...answer.slice(0, -1)],
		/** Of the suffix: the first token whose successor belongs to the answer. */
		asked: opening.length - 1,
		answer
	};
}

/** `examples` as one batch. */
export function padBatch(
	examples: readonly LoraExample[],
	invocation: readonly number[]
): PaddedBatch {
	const rows = examples.length;
	const cut = examples.map((example) => cutExample(example, invocation));
	const P = rounded(Math.max(...cut.map(({ prefix }) => prefix.length)), PREFIXES),
		S = rounded(Math.max(...cut.map(({ suffix }) => suffix.length)), SUFFIXES);
	const batch: PaddedBatch = {
		size: { rows, prefix: P, suffix: S },
		prefix: new Int32Array(rows * P),
		prefixBias: new Float32Array(rows * P).fill(MASKED),
		suffix: new Int32Array(rows * S),
		targets: new Int32Array(rows * S),
		weights: new Float32Array(rows * S),
		tokens: 0
	};
	const answers = cut.reduce((sum, { answer }) => sum + answer.length, 0);
	cut.forEach(({ prefix, suffix, asked, answer }, row) => {
		const from = row * P + P - prefix.length;
		batch.prefix.set(prefix, from);
		batch.prefixBias.fill(0, from, (row + 1) * P);
		batch.suffix.set(suffix, row * S);
		batch.targets.set(answer, row * S + asked);
		batch.weights.fill(1 / answers, row * S + asked, row * S + asked + answer.length);
		batch.tokens += prefix.length + suffix.length;
	});
	return batch;
}

/**
 * Batches whose suffixes have about `budget` padded tokens, of examples alike in length, as they fill
 * up. What is left when `examples` ends is dropped: meant for a long stream.
 */
export function* batchesOf(
	examples: Iterable<LoraExample>,
	invocation: readonly number[],
	budget: number
): Generator<PaddedBatch, void> {
	const groups = new Map<string, LoraExample[]>();
	for (const example of examples) {
		const cut = cutExample(example, invocation),
			prefix = rounded(cut.prefix.length, PREFIXES),
			suffix = rounded(cut.suffix.length, SUFFIXES),
			key = `${prefix}+${suffix}`;
		const group = [...(groups.get(key) ?? []), example];
		const full = group.length >= Math.max(1, Math.round(budget / suffix));
		groups.set(key, full ? [] : group);
		if (full) yield padBatch(group, invocation);
	}
}
