// The vocabulary inside a GGUF file, for counting a text's tokens without asking the engine, which
// may be busy and would lose its cache. Merges as llama.cpp does (byte pairs by rank, SentencePiece
// by score) within words split as finely as any of its pre-tokenizers splits them: the count is the
// engine's or a little above. Read on first use. Not here: the prompt's own tokens, which the engine
// counts exactly.

import { readTokenizer, type TokenizerData } from './gguf-tokenizer.ts';

// Words repeat; 20,000 of them are about 2 MB.
const KEPT_WORDS = 20_000;
// Longer words are counted in parts: merging is quadratic in the length.
const LONGEST_WORD = 256;
// GPT-2's pattern with single digits: the finest split among llama.cpp's pre-tokenizers.
const BYTE_PAIR_WORDS = /'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
const SENTENCE_PIECE_WORDS = /▁*[^▁]+|▁+/gu;

/** `token_type` of GGUF. */
const CONTROL = 3;
const USER_DEFINED = 4;
const BYTE = 6;

export class Vocabulary {
	readonly #file: Blob;
	#reading: Promise<Tables> | null = null;
	readonly #words = new Map<string, number>();

	constructor(file: Blob) {
		this.#file = file;
	}

	/** Tokens of `text`: exact or slightly above; bytes where the tokenizer is of another kind. */
	async count(text: string): Promise<number> {
		const tables = await this.#tables();
		if (tables.kind === 'bytes') return new TextEncoder().encode(text).length;
		let count = 0;
		for (const part of tables.special ? text.split(tables.special) : [text]) {
			if (part === '') continue;
			if (tables.specialTokens.has(part)) {
				count++;
				continue;
			}
			for (const word of words(tables, part)) {
				let tokens = this.#words.get(word);
				if (tokens === undefined) {
					tokens = mergedCount(tables, word);
					if (this.#words.size >= KEPT_WORDS) this.#words.clear();
					this.#words.set(word, tokens);
				}
				count += tokens;
			}
		}
		return count;
	}

	/**
	 * `text`, with a space in whatever spells a control token (`< |end|>`), so that the engine reads it
	 * as text: what a person types must not end their message or begin another one.
	 */
	async inert(text: string): Promise<string> {
		const { control } = await this.#tables();
		if (control === null) return text;
		return text.replace(control, ([first = '', ...rest]) => `${first} ${rest.join('')}`);
	}

	/** The text of tokens, as a prompt would spell them. Throws a RangeError for an unknown id. */
	async text(tokens: readonly number[]): Promise<string> {
		const tables = await this.#tables();
		const bytes = tokens.flatMap((id) => {
			const token = tables.data.tokens[id];
			if (token === undefined)
				throw new RangeError(
					`Token ${id} is not in the vocabulary of ${tables.data.tokens.length}.`
				);
			return bytesOf(tables, token, tables.data.types[id] ?? 1);
		});
		return new TextDecoder().decode(Uint8Array.from(bytes));
	}

	#tables(): Promise<Tables> {
		this.#reading ??= readTokenizer(this.#file).then(tablesOf);
		return this.#reading;
	}
}

type Tables = {
	kind: 'byte-pair' | 'sentence-piece' | 'bytes';
	data: TokenizerData;
	known: Set<string>;
	/** Smaller merges first. */
	ranks: Map<string, number>;
	specialTokens: Set<string>;
	special: RegExp | null;
	/** Spellings of control tokens, anywhere. */
	control: RegExp | null;
};

function tablesOf(data: TokenizerData): Tables {
	const kind =
		data.model === 'gpt2' && data.merges.length > 0
			? 'byte-pair'
			: data.model === 'llama' && data.scores.length > 0
				? 'sentence-piece'
				: 'bytes';
	const specialTokens = new Set(
		data.tokens.filter((_, id) => data.types[id] === CONTROL || data.types[id] === USER_DEFINED)
	);
	specialTokens.delete('');
	const controlTokens = data.tokens.filter(
		(token, id) => data.types[id] === CONTROL && token.length > 1
	);
	const ranks =
		kind === 'byte-pair'
			? new Map(data.merges.map((merge, rank) => [merge.replace(' ', ''), rank]))
			: new Map(data.tokens.map((token, id) => [token, -(data.scores[id] ?? 0)]));
	return {
		kind,
		data,
		known: new Set(data.tokens),
		ranks,
		specialTokens,
		special: anyOf(specialTokens, ''),
		control: anyOf(controlTokens, 'g')
	};
}

/** Matches, and captures, the longest of `texts` at a place. */
function anyOf(texts: Iterable<string>, flags: string): RegExp | null {
	const longestFirst = [...texts].toSorted((a, b) => b.length - a.length);
	if (longestFirst.length === 0) return null;
	const escaped = longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`(${escaped.join('|')})`, flags);
}

function* words({ kind }: Tables, text: string): Generator<string> {
	const prepared = kind === 'sentence-piece' ? text.replaceAll(' ', '▁') : text;
	const pattern = kind === 'sentence-piece' ? SENTENCE_PIECE_WORDS : BYTE_PAIR_WORDS;
	for (const [word] of prepared.matchAll(pattern)) {
		const characters = word.length <= LONGEST_WORD ? null : [...word];
		if (characters === null) yield word;
		else
			for (let i = 0; i < characters.length; i += LONGEST_WORD)
				yield characters.slice(i, i + LONGEST_WORD).join('');
	}
}

/** Merges the best neighbours until none is known, and counts what is left. */
function mergedCount({ kind, known, ranks }: Tables, word: string): number {
	const parts =
		kind === 'byte-pair'
			? Array.from(new TextEncoder().encode(word), (byte) => BYTE_CHARACTERS[byte] as string)
			: [...word];
	if (known.has(parts.join(''))) return 1;
	while (parts.length > 1) {
		let best = -1;
		let bestRank = Number.POSITIVE_INFINITY;
		for (let i = 0; i + 1 < parts.length; i++) {
			const rank = ranks.get(`${parts[i]}${parts[i + 1]}`);
			if (rank !== undefined && rank < bestRank) [best, bestRank] = [i, rank];
		}
		if (best < 0) break;
		parts.splice(best, 2, `${parts[best]}${parts[best + 1]}`);
	}
	if (kind === 'byte-pair') return parts.length;
	// What SentencePiece does not know is spelled in bytes.
	return parts.reduce(
		(sum, part) => sum + (known.has(part) ? 1 : new TextEncoder().encode(part).length),
		0
	);
}

function bytesOf({ kind }: Tables, token: string, type: number): number[] {
	const plain = (text: string) => [...new TextEncoder().encode(text)];
	if (type === CONTROL || type === USER_DEFINED) return plain(token);
	if (type === BYTE) return [Number.parseInt(token.slice(3, 5), 16)];
	if (kind !== 'byte-pair') return plain(token.replaceAll('▁', ' '));
	return [...token].map((character) => BYTE_CHARACTERS.indexOf(character));
}

/** GPT-2's printable stand-in for each byte. */
const BYTE_CHARACTERS: readonly string[] = (() => {
	const printable = (byte: number) =>
		(byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
	let next = 256;
	return Array.from({ length: 256 }, (_, byte) =>
		String.fromCodePoint(printable(byte) ? byte : next++)
	);
})();
