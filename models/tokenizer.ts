// The starter's tokenizer: byte-pair merges that llama.cpp's `llama` (SentencePiece) tokenizer
// reproduces exactly. Not a general tokenizer: digits stay single, merges never cross a word.
//
// llama.cpp joins the adjacent pair whose concatenation has the highest score, anywhere in the
// text, until none is left. Our words are split first, and no token spans a split, so joining
// inside each word gives the same ids. Spaces are written as U+2581. A character that is not in
// the vocabulary becomes its UTF-8 bytes.

const SPACE = '\u2581';
const WORD = /\u2581?[A-Za-z]+|[0-9]|\u2581?[^A-Za-z0-9\u2581]+|\u2581/g;

/** Control tokens. The first six are the template's; the others wait for the modifiers, whose
 * invocation tokens must exist in the base's vocabulary. */
export const SPECIAL = [
	'<unk>',
	'<s>',
	'</s>',
	'<|user|>',
	'<|assistant|>',
	'<|end|>',
	'<|system|>',
	'<|code|>',
	'<|reasoning|>',
	'<|automation|>',
	'<|math|>',
	'<|hard-math|>',
	'<|science|>',
	'<|finance|>',
	'<|creative|>',
	'<|spare-1|>',
	'<|spare-2|>',
	'<|spare-3|>',
	'<|spare-4|>',
	'<|spare-5|>',
	'<|spare-6|>',
	'<|spare-7|>'
] as const;
export const USER = 3;
export const ASSISTANT = 4;
export const END = 5;

export interface Vocabulary {
	tokens: string[];
	scores: number[];
	/** llama.cpp's token types: 1 normal, 2 unknown, 3 control, 6 byte. */
	types: number[];
}

export function splitWords(text: string): string[] {
	return text.replaceAll(' ', SPACE).match(WORD) ?? [];
}

/** Learns merges from texts until the vocabulary has `size` tokens. Ties go to the greater pair. */
export function learnVocabulary(texts: Iterable<string>, size: number): Vocabulary {
	const counts = new Map<string, number>();
	for (const text of texts)
		for (const word of splitWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
	const characters = [SPACE];
	for (let c = 33; c < 127; c++) characters.push(String.fromCharCode(c));
	const known = new Set(characters);
	const wanted = size - SPECIAL.length - 256 - characters.length;
	const words = [...counts].map(([word, count]) => ({ parts: [...word], count }));
	const pairs = new Map<string, number>();
	const where = new Map<string, Set<number>>();
	const SEPARATOR = '\u0000';
	const add = (index: number, sign: number) => {
		const { parts, count } = words[index]!;
		for (let i = 0; i + 1 < parts.length; i++) {
			const a = parts[i]!,
				b = parts[i + 1]!;
			// Bytes are never merged: only characters of the vocabulary may join.
			if (!known.has(a) || !known.has(b)) continue;
			const key = a + SEPARATOR + b;
			pairs.set(key, (pairs.get(key) ?? 0) + sign * count);
			if (sign > 0) (where.get(key) ?? where.set(key, new Set()).get(key)!).add(index);
		}
	};
	for (let i = 0; i < words.length; i++) add(i, 1);
	const merges: string[] = [];
	while (merges.length < wanted) {
		let best = '',
			bestCount = 0;
		for (const [key, count] of pairs)
			if (count > bestCount || (count === bestCount && count > 0 && key > best))
				[best, bestCount] = [key, count];
		if (bestCount === 0) break;
		const [a, b] = best.split(SEPARATOR) as [string, string];
		const joined = a + b;
		if (!known.has(joined)) {
			merges.push(joined);
			known.add(joined);
		}
		for (const index of where.get(best)!) {
			add(index, -1);
			const word = words[index]!,
				out: string[] = [];
			for (let i = 0; i < word.parts.length; i++) {
				const join = word.parts[i] === a && word.parts[i + 1] === b;
				out.push(join ? joined : word.parts[i]!);
				if (join) i++;
			}
			word.parts = out;
			add(index, 1);
		}
		pairs.delete(best);
	}
	const bytes = Array.from(
		{ length: 256 },
		(_, b) => `<0x${b.toString(16).toUpperCase().padStart(2, '0')}>`
	);
	const head = SPECIAL.length + 256;
	return {
		tokens: [...SPECIAL, ...bytes, ...merges, ...characters],
		scores: [
			...Array.from({ length: head }, () => 0),
			...merges.map((_, i) => -1 - i),
			...characters.map((_, i) => -1 - merges.length - i)
		],
		types: [
			2,
			...SPECIAL.slice(1).map(() => 3),
			...bytes.map(() => 6),
			...merges.map(() => 1),
			...characters.map(() => 1)
		]
	};
}

export class Tokenizer {
	readonly vocabulary: Vocabulary;
	#normal = new Map<string, number>();
	#cache = new Map<string, number[]>();

	constructor(vocabulary: Vocabulary) {
		this.vocabulary = vocabulary;
		vocabulary.tokens.forEach((token, id) => {
			if (vocabulary.types[id] === 1) this.#normal.set(token, id);
		});
	}

	encode(text: string): number[] {
		const out: number[] = [];
		for (const word of splitWords(text)) for (const id of this.#word(word)) out.push(id);
		return out;
	}

	/** Text of ids; control tokens are left out. */
	decode(ids: readonly number[]): string {
		const bytes: number[] = [];
		const encoder = new TextEncoder();
		for (const id of ids) {
			const type = this.vocabulary.types[id];
			if (type === 6) bytes.push(id - SPECIAL.length);
			else if (type === 1)
				bytes.push(...encoder.encode(this.vocabulary.tokens[id]!.replaceAll(SPACE, ' ')));
		}
		return new TextDecoder().decode(new Uint8Array(bytes));
	}

	/** Exchanges as the template writes them; ends after `<|assistant|>` when the last has no answer. */
	conversation(exchanges: readonly { prompt: string; answer?: string; given?: true }[]): {
		ids: number[];
		answers: boolean[];
	} {
		const ids: number[] = [],
			answers: boolean[] = [];
		const put = (more: number[], answer: boolean) => {
			for (const id of more) {
				ids.push(id);
				answers.push(answer);
			}
		};
		for (const { prompt, answer, given = false } of exchanges) {
			put([USER, ...this.encode(' ' + prompt), ASSISTANT], false);
			if (answer !== undefined) put([...this.encode(' ' + answer), END], !given);
		}
		return { ids, answers };
	}

	#word(word: string): number[] {
		const cached = this.#cache.get(word);
		if (cached) return cached;
		const parts = [...word];
		for (;;) {
			let best = -1,
				bestScore = -Infinity;
			for (let i = 0; i + 1 < parts.length; i++) {
				const id = this.#normal.get(parts[i]! + parts[i + 1]!);
				if (id !== undefined && this.vocabulary.scores[id]! > bestScore)
					[best, bestScore] = [i, this.vocabulary.scores[id]!];
			}
			if (best < 0) break;
			parts.splice(best, 2, parts[best]! + parts[best + 1]!);
		}
		const ids = parts.flatMap((part) => {
			const id = this.#normal.get(part);
			return id !== undefined
				? [id]
				: [...new TextEncoder().encode(part)].map((b) => SPECIAL.length + b);
		});
		if (this.#cache.size < 200_000) this.#cache.set(word, ids);
		return ids;
	}
}
