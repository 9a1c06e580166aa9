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
	/** It follows a conversation, which its batch is given. */
	late?: boolean;
};

export type PaddedBatch = {
	size: { rows: number; history: number; prefix: number; suffix: number };
	/** What all rows follow; empty where nothing was said before. Padded on the left. */
	history: Int32Array<ArrayBuffer>;
	/** Padded on the left. */
	prefix: Int32Array<ArrayBuffer>;
	/** Of each row, over the history and then its prefix: 0 for a token, a large negative number for padding. */
	bias: Float32Array<ArrayBuffer>;
	/** Padded on the right. */
	suffix: Int32Array<ArrayBuffer>;
	/** Where the tokens stand in their conversation: as if nothing were padded but the history's beginning. */
	prefixAt: Int32Array<ArrayBuffer>;
	suffixAt: Int32Array<ArrayBuffer>;
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
export const LONGEST_HISTORY = 320;
const HISTORIES = [0, LONGEST_HISTORY];
/** Late examples have one length of prefix, and batches half as large: with all lengths of prefixes after a
 * history too, what jax-js keeps outgrew the 4 GiB of WebAssembly. */
const LATE_PREFIX = 128;
const PREFIXES = [24, 48, 128, 512];
const SUFFIXES = [16, 40, 80, 160, 512];

function rounded(length: number, sizes: readonly number[]): number {
	const found = sizes.find((size) => size >= length);
	if (found === undefined)
		throw new RangeError(
			`An example is ${length} tokens long; at most ${sizes.at(-1)} can be trained on.`
		);
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

/** `examples` as one batch, each after the same `history` of at most `LONGEST_HISTORY` tokens. */
export function padBatch(
	examples: readonly LoraExample[],
	invocation: readonly number[],
	history: readonly number[] = []
): PaddedBatch {
	const rows = examples.length;
	const cut = examples.map((example) => cutExample(example, invocation));
	const H = rounded(history.length, HISTORIES),
		longest = Math.max(...cut.map(({ prefix }) => prefix.length)),
		P = rounded(H > 0 ? Math.max(LATE_PREFIX, longest) : longest, PREFIXES),
		S = rounded(Math.max(...cut.map(({ suffix }) => suffix.length)), SUFFIXES);
	const batch: PaddedBatch = {
		size: { rows, history: H, prefix: P, suffix: S },
		history: new Int32Array(H),
		prefix: new Int32Array(rows * P),
		bias: new Float32Array(rows * (H + P)).fill(MASKED),
		suffix: new Int32Array(rows * S),
		prefixAt: new Int32Array(rows * P).fill(H),
		suffixAt: new Int32Array(rows * S),
		targets: new Int32Array(rows * S),
		weights: new Float32Array(rows * S),
		tokens: history.length
	};
	batch.history.set(history, H - history.length);
	const answers = cut.reduce((sum, { answer }) => sum + answer.length, 0);
	cut.forEach(({ prefix, suffix, asked, answer }, row) => {
		const from = row * P + P - prefix.length,
			end = (row + 1) * (H + P);
		batch.prefix.set(prefix, from);
		batch.bias.fill(0, end - P - history.length, end - P);
		batch.bias.fill(0, end - prefix.length, end);
		for (let i = 0; i < prefix.length; i++) batch.prefixAt[from + i] = H + i;
		batch.suffix.set(suffix, row * S);
		for (let i = 0; i < S; i++) batch.suffixAt[row * S + i] = H + prefix.length + i;
		batch.targets.set(answer, row * S + asked);
		batch.weights.fill(1 / answers, row * S + asked, row * S + asked + answer.length);
		batch.tokens += prefix.length + suffix.length;
	});
	return batch;
}

/**
 * Batches whose suffixes have about `budget` padded tokens, of examples alike in length, as they fill
 * up. What is left when `examples` ends is dropped: meant for a long stream. `history` says what the late
 * examples of a batch follow, whose suffixes have half the budget.
 */
export function* batchesOf(
	examples: Iterable<LoraExample>,
	invocation: readonly number[],
	budget: number,
	history: () => readonly number[] = () => []
): Generator<PaddedBatch, void> {
	const groups = new Map<string, LoraExample[]>();
	for (const example of examples) {
		const { late = false } = example,
			cut = cutExample(example, invocation),
			prefix = late ? 'late' : rounded(cut.prefix.length, PREFIXES),
			suffix = rounded(cut.suffix.length, SUFFIXES),
			key = `${prefix}+${suffix}`;
		const group = [...(groups.get(key) ?? []), example];
		const full = group.length >= Math.max(1, Math.round((late ? budget / 2 : budget) / suffix));
		groups.set(key, full ? [] : group);
		if (full) yield padBatch(group, invocation, late ? history() : []);
	}
}
