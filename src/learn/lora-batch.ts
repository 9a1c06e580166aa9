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
/** Lengths are rounded up to these. */
const LENGTHS = [16, 24, 32, 48, 64, 80, 96, 128, 160, 192, 256, 384, 512];

const rounded = (length: number): number => {
	const found = LENGTHS.find((size) => size >= length);
	if (found === undefined)
		throw new RangeError(`An example is ${length} tokens long; at most 512 can be trained on.`);
	return found;
};

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

/** `examples` as one batch. `rows` pads with empty rows, to keep to a size compiled before. */
export function padBatch(
	examples: readonly LoraExample[],
	invocation: readonly number[],
	rows = examples.length
): PaddedBatch {
	const cut = examples.map((example) => cutExample(example, invocation));
	const P = rounded(Math.max(...cut.map(({ prefix }) => prefix.length))),
		S = rounded(Math.max(...cut.map(({ suffix }) => suffix.length)));
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
 * Batches of at most about `budget` padded tokens, of examples alike in length. The order of
 * batches is the caller's to shuffle.
 */
export function batchesOf(
	examples: readonly LoraExample[],
	invocation: readonly number[],
	budget: number
): PaddedBatch[] {
	const size = (example: LoraExample) => {
		const { prefix, suffix } = cutExample(example, invocation);
		return { prefix: rounded(prefix.length), suffix: rounded(suffix.length) };
	};
	const groups = new Map<string, { rows: number; examples: LoraExample[] }>();
	const batches: PaddedBatch[] = [];
	for (const example of examples) {
		const { prefix, suffix } = size(example),
			key = `${prefix}+${suffix}`;
		let group = groups.get(key);
		if (!group)
			groups.set(
				key,
				(group = { rows: Math.max(1, Math.round(budget / (prefix + suffix))), examples: [] })
			);
		group.examples.push(example);
		if (group.examples.length === group.rows) {
			batches.push(padBatch(group.examples, invocation, group.rows));
			group.examples = [];
		}
	}
	for (const { rows, examples: rest } of groups.values())
		if (rest.length > 0) batches.push(padBatch(rest, invocation, rows));
	return batches;
}
