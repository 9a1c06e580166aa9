// Text as hashed features: words, pairs of neighbours, and runs of three to five letters inside
// words, so that a misspelt or unseen word still says something. Numbers keep only their length.
// Capitals are ignored: whether somebody types them says nothing about what is asked.
// Not a tokenizer of a language model, and no meaning: `big` and `large` share nothing.

import { FNV_OFFSET, fnvStep, mixed } from './hash.ts';

/** Rows and their values; a row occurs once. */
export type SparseFeatures = { rows: Uint32Array; values: Float32Array };

/** Longer texts keep their beginning and their end, where the request stands. */
const HEAD_CHARACTERS = 1200;
const TAIL_CHARACTERS = 400;
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;

export function hashOf(text: string, seed = FNV_OFFSET): number {
	let hash = seed;
	for (let i = 0; i < text.length; i++) hash = fnvStep(hash, text.charCodeAt(i));
	return hash;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || code > 127;

/**
 * Words, numbers as `#` and their number of digits up to four, single signs, and `\n`, in order.
 * Apostrophes are dropped: "what's" and "whats" are one word. Signs are not repeated.
 */
export function wordsOf(text: string): string[] {
	const whole =
		text.length > HEAD_CHARACTERS + TAIL_CHARACTERS
			? `${text.slice(0, HEAD_CHARACTERS)} ${text.slice(-TAIL_CHARACTERS)}`
			: text;
	const lower = whole.toLowerCase().replace(/['’‘`´]/g, '');
	const words: string[] = [];
	for (let at = 0; at < lower.length;) {
		const code = lower.charCodeAt(at);
		let end = at + 1;
		if (isLetter(code)) {
			while (end < lower.length && isLetter(lower.charCodeAt(end))) end++;
			words.push(lower.slice(at, end));
		} else if (isDigit(code)) {
			while (end < lower.length && isDigit(lower.charCodeAt(end))) end++;
			words.push(`#${Math.min(4, end - at)}`);
		} else if (code === 10) {
			if (words.at(-1) !== '\n') words.push('\n');
		} else if (code > 32) {
			const sign = lower[at] ?? '';
			if (words.at(-1) !== sign) words.push(sign);
		}
		at = end;
	}
	return words;
}

/** Gathers features by group; `finish` scales each group to length `weight`, so that none drowns another. */
export type FeatureCollector = {
	/** A named feature. */
	add(group: number, name: string): void;
	/** Words and pairs into `group`, runs of letters into `group + 1`; `field` keeps texts apart. */
	addText(group: number, field: string, words: readonly string[]): void;
	/** The features since the last call, one length per group. */
	finish(groupWeights: readonly number[]): SparseFeatures;
};

export function featureCollector(bits: number): FeatureCollector {
	const mask = 2 ** bits - 1;
	const seenIn = new Uint32Array(2 ** bits);
	let turn = 1;
	let rows: number[] = [];
	let groups: number[] = [];
	const put = (group: number, hash: number): void => {
		const row = mixed(hash) & mask;
		if (seenIn[row] === turn) return;
		seenIn[row] = turn;
		rows.push(row);
		groups.push(group);
	};
	return {
		add: (group, name) => put(group, hashOf(name)),
		addText(group, field, words) {
			const word = hashOf(`${field}:w `);
			const pair = hashOf(`${field}:p `);
			const run = hashOf(`${field}:r `);
			let before = '\u0002';
			for (const w of words) {
				put(group, hashOf(w, word));
				put(group, hashOf(w, hashOf(' ', hashOf(before, pair))));
				before = w;
				if (w.length >= SHORTEST_RUN && isLetter(w.charCodeAt(0)))
					addRuns(`<${w}>`, group + 1, run);
			}
			put(group, hashOf('\u0003', hashOf(' ', hashOf(before, pair))));
		},
		finish(groupWeights) {
			const counts = new Float64Array(groupWeights.length);
			for (const group of groups) counts[group] = (counts[group] ?? 0) + 1;
			const result = {
				rows: Uint32Array.from(rows),
				values: Float32Array.from(
					groups,
					(group) => (groupWeights[group] ?? 0) / Math.sqrt(counts[group] ?? 1)
				)
			};
			rows = [];
			groups = [];
			turn++;
			return result;
		}
	};

	function addRuns(word: string, group: number, seed: number): void {
		for (let from = 0; from + SHORTEST_RUN <= word.length; from++) {
			let hash = seed;
			const last = Math.min(word.length, from + LONGEST_RUN);
			for (let i = from; i < last; i++) {
				hash = fnvStep(hash, word.charCodeAt(i));
				if (i - from + 1 >= SHORTEST_RUN) put(group, hash);
			}
		}
	}
}
