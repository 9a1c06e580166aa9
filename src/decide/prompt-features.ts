// What a prompt looks like before anyone answers it: counts of its words, numbers, comparisons and
// choices (engineered features), and its words and letter groups hashed into buckets (n-grams). Pure
// and deterministic: the same text gives the same numbers in Node and in every browser.
// Not here: what the numbers mean (router.ts) and how the weights are learnt (learn/).

import { FNV_OFFSET, fnvStep, mixed } from './hash.ts';

/** More of a text is not read: the decision has to stay under a millisecond. In UTF-16 units. */
export const MAX_CHARACTERS = 8000;

/** A question with its lettered options apart; `options` is empty when it has none. */
export type Choice = { stem: string; options: string[] };

/** Splits `A. … B. … C. …` lines at the end of a prompt from the question before them. */
export function splitChoice(prompt: string): Choice {
	const lines = prompt.split('\n');
	for (let first = 0; first < lines.length; first++) {
		if (!/^\(?A[.)]\s/.test(lines[first] ?? '')) continue;
		const options: string[] = [];
		for (const line of lines.slice(first)) {
			const letter = String.fromCharCode(65 + options.length);
			const option = new RegExp(`^\\(?${letter}[.)]\\s*`).exec(line);
			if (option) options.push(line.slice(option[0].length).trim());
			else if (/^Answer:?\s*$/i.test(line)) break;
			else if (options.length > 0) options[options.length - 1] += `\n${line}`;
		}
		if (options.length >= 2) return { stem: lines.slice(0, first).join('\n'), options };
	}
	return { stem: prompt, options: [] };
}

/** Words whose counts are features of their own: what word problems and tests turn on. */
const CUES = (
	'each every twice half third quarter times more less than left remaining total average per hour ' +
	'day week month year minute price cost profit percent discount if then before after age old ratio ' +
	'fewer same rest another both only all first second last between how many much not except least'
).split(' ');

const STEM_NAMES = [
	'characters',
	'words',
	'wordLength',
	'longWords',
	'distinctWords',
	'sentences',
	'numbers',
	'numberLength',
	'digits',
	'largest',
	'smallest',
	'decimals',
	'fractions',
	'percentages',
	'dollars',
	'operators',
	'formulas',
	'notAscii',
	'capitals',
	'acronyms',
	'blank',
	'questions',
	'lines',
	'quotes',
	'commas',
	'brackets',
	'whichOfThese',
	'statements',
	'scenarios',
	'endsOpen'
];
const OPTION_NAMES = [
	'hasOptions',
	'optionLength',
	'optionSpread',
	'longestOption',
	'numericOptions',
	'optionDigits',
	'optionLikeness',
	'stemOverlap',
	'allOrNone',
	'capitalOptions',
	'sameStart',
	'optionCommas',
	'optionAnds',
	'optionOperators',
	'optionNegations',
	'optionWordLength',
	'optionHasDigits'
];

export const FEATURE_NAMES: readonly string[] = [
	...STEM_NAMES,
	...CUES.map((cue) => `cue:${cue}`),
	...OPTION_NAMES
];

const OPERATORS = /[=+*/^<>∨⊃≡•~∈∫√²³]/g;
const NEGATIONS = /\b(?:not|except|least|incorrect|false|never|cannot|none)\b/gi;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
const wordsOf = (text: string): string[] => text.match(/[A-Za-z']+/g) ?? [];
const meanLength = (words: readonly string[]): number =>
	sum(words.map((word) => word.length)) / Math.max(1, words.length);

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
	let common = 0;
	for (const word of a) if (b.has(word)) common++;
	return common;
};

/** The engineered features of a prompt, in the order of FEATURE_NAMES; raw, not standardised. */
export function promptFeatures(prompt: string): Float64Array {
	const { stem, options } = splitChoice(prompt.slice(0, MAX_CHARACTERS));
	const words = wordsOf(stem);
	const lower = words.map((word) => word.toLowerCase());
	const tally = new Map<string, number>();
	for (const word of lower) tally.set(word, (tally.get(word) ?? 0) + 1);
	const values = [
		...stemFeatures(stem, words, tally.size),
		...CUES.map((cue) => tally.get(cue) ?? 0),
		...optionFeatures(options, new Set(lower))
	];
	return Float64Array.from(values);
}

function stemFeatures(stem: string, words: string[], distinct: number): number[] {
	const numbers = stem.match(/\d[\d,]*\.?\d*/g) ?? [];
	const sizes = numbers.map((n) => Math.log1p(Number(n.replaceAll(',', '').replace(/\.$/, ''))));
	const perWord = 1 / Math.max(1, words.length);
	const perCharacter = 1 / Math.max(1, stem.length);
	return [
		Math.log1p(stem.length),
		Math.log1p(words.length),
		meanLength(words),
		words.filter((word) => word.length > 9).length * perWord,
		distinct * perWord,
		count(stem, /[.?!](?:\s|$)/g),
		numbers.length,
		Math.log1p(sum(numbers.map((n) => n.length))),
		count(stem, /\d/g) * perCharacter,
		sizes.length > 0 ? Math.max(...sizes) : 0,
		sizes.length > 0 ? Math.min(...sizes) : 0,
		count(stem, /\d\.\d/g),
		count(stem, /\d\/\d/g),
		count(stem, /%|percent/g),
		count(stem, /\$/g),
		count(stem, OPERATORS),
		count(stem, /\b[a-zA-Z]\s?[=^]|\bf\(|\^/g),
		count(stem, /[^\0-\x7f]/g) * perCharacter,
		words.filter((word) => /^[A-Z]/.test(word)).length * perWord,
		words.filter((word) => /^[A-Z']{2,}$/.test(word)).length,
		stem.includes('__') ? 1 : 0,
		count(stem, /\?/g),
		count(stem, /\n/g),
		count(stem, /["“]/g),
		count(stem, /,/g),
		count(stem, /\(/g),
		/which of the following/i.test(stem) ? 1 : 0,
		/statement 1/i.test(stem) ? 1 : 0,
		/scenario/i.test(stem) ? 1 : 0,
		/:\s*$/.test(stem) ? 1 : 0
	];
}

function optionFeatures(options: string[], stemWords: ReadonlySet<string>): number[] {
	if (options.length === 0) return OPTION_NAMES.map(() => 0);
	const joined = options.join(' ');
	const lengths = options.map((option) => option.length);
	const mean = sum(lengths) / options.length;
	const longest = Math.max(...lengths);
	const sets = options.map((option) => new Set(option.toLowerCase().match(/[a-z]+/g) ?? []));
	const likeness: number[] = [];
	sets.forEach((a, i) => {
		for (const b of sets.slice(0, i)) {
			const common = shared(a, b);
			likeness.push(common / Math.max(1, a.size + b.size - common));
		}
	});
	const starts = options.map((option) => option.split(/\s/)[0]);
	return [
		1,
		Math.log1p(mean),
		(longest - Math.min(...lengths)) / (1 + mean),
		lengths.indexOf(longest),
		options.filter((option) => /^[\s$]*-?[\d.,]+/.test(option)).length,
		count(joined, /\d/g) / Math.max(1, sum(lengths)),
		sum(likeness) / likeness.length,
		sum(sets.map((set) => shared(set, stemWords) / Math.max(1, set.size))) / options.length,
		options.some((option) => /of the above|all of|none of/i.test(option)) ? 1 : 0,
		options.filter((option) => /^[A-Z]/.test(option)).length,
		starts.slice(1).filter((start) => start === starts[0]).length,
		count(joined, /,/g),
		options.filter((option) => option.includes(' and ')).length,
		count(joined, OPERATORS),
		count(joined, NEGATIONS),
		meanLength(wordsOf(joined)),
		/\d/.test(joined) ? 1 : 0
	];
}

/** Buckets of a text's n-grams with their weights; `length` entries are in use. */
export type Grams = { buckets: Uint32Array; values: Float32Array; length: number };

/**
 * Hashes words and pairs of words, and groups of two to four letters inside a word, into `size`
 * buckets (a power of two), words in the lower half and letters in the upper. A value is
 * 1 + ln(count), and each half has length one. Reuses its memory: read the result before the next call.
 */
export function gramHasher(size: number): (text: string) => Grams {
	const counts = new Uint16Array(size);
	const grams = {
		buckets: new Uint32Array(4 * MAX_CHARACTERS + 16),
		values: new Float32Array(4 * MAX_CHARACTERS + 16),
		length: 0
	};
	const half = size / 2;
	const mask = half - 1;
	const add = (bucket: number) => {
		if (counts[bucket] === 0) grams.buckets[grams.length++] = bucket;
		counts[bucket]!++;
	};
	const close = (from: number) => {
		let squares = 0;
		for (let i = from; i < grams.length; i++) {
			const bucket = grams.buckets[i]!;
			const value = 1 + Math.log(counts[bucket]!);
			grams.values[i] = value;
			squares += value * value;
			counts[bucket] = 0;
		}
		const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
		for (let i = from; i < grams.length; i++) grams.values[i]! *= scale;
	};
	return (text) => {
		const lower = text.slice(0, MAX_CHARACTERS).toLowerCase();
		grams.length = 0;
		let previous = 0;
		for (const [word] of lower.matchAll(/[\p{L}\p{N}]+/gu)) {
			let hash = FNV_OFFSET;
			for (let i = 0; i < word.length; i++) hash = fnvStep(hash, word.charCodeAt(i));
			add(mixed(hash) & mask);
			if (previous !== 0) add(mixed(Math.imul(previous, 0x9e3779b1) ^ hash) & mask);
			previous = hash;
		}
		close(0);
		const letters = grams.length;
		for (const piece of lower.split(/\s+/)) {
			if (piece === '') continue;
			const padded = ` ${piece} `;
			for (let start = 0; start < padded.length - 1; start++) {
				let hash = fnvStep(FNV_OFFSET, padded.charCodeAt(start));
				for (let end = start + 1; end < Math.min(padded.length, start + 4); end++) {
					hash = fnvStep(hash, padded.charCodeAt(end));
					add(half + (mixed(hash) & mask));
				}
			}
		}
		close(letters);
		return grams;
	};
}
