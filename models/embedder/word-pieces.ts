// The embedder's tokenizer: WordPiece over lower-case words, digits one by one. Whole words as far as
// they are frequent, then frequent runs of letters for the rest. Written as a tokenizer.json, which
// transformers.js reads; `encode` here gives the same ids (a test compares them).
// Not the language model's tokenizer (models/tokenizer.ts).

export const SPECIAL = ['[PAD]', '[UNK]', '[CLS]'] as const;
export const PAD = 0;
export const UNKNOWN = 1;
/** Begins every text, so that an empty one has a vector too. */
export const BEGIN = 2;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const LONGEST_WORD = 100;
const LONGEST_RUN = 7;
/** Of the vocabulary, what whole words may take. */
const WORD_SHARE = 0.7;

const PUNCTUATION = /[!-/:-@[-`{-~\p{P}]/u;

/** Words, single digits and single signs, as BERT's normalizer and pre-tokenizers split them. */
export function wordsOf(text: string): string[] {
	const plain = text
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.toLowerCase();
	const words: string[] = [];
	let word = '';
	const end = () => {
		if (word !== '') words.push(word);
		word = '';
	};
	for (const sign of plain) {
		if (/\s/.test(sign)) end();
		else if (PUNCTUATION.test(sign) || /\p{Nd}/u.test(sign)) {
			end();
			words.push(sign);
		} else if (!/\p{C}/u.test(sign)) word += sign;
	}
	end();
	return words;
}

/** A vocabulary of at most `size` pieces; a piece inside a word begins with `##`. */
export function learnPieces(texts: Iterable<string>, size: number): string[] {
	const counts = new Map<string, number>();
	for (const text of texts)
		for (const word of wordsOf(text))
			if (/^[a-z]+$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
	const pieces = new Set<string>([
		...SPECIAL,
		...LETTERS,
		...[...LETTERS].map((letter) => `##${letter}`),
		...'0123456789',
		...Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((sign) =>
			PUNCTUATION.test(sign)
		)
	]);
	const words = mostFrequent(counts);
	for (const [word, count] of words) {
		if (pieces.size >= size * WORD_SHARE || count < 2) break;
		pieces.add(word);
	}
	// Of the words that are left, the runs that spare most pieces: begun or inside, by how often they occur.
	const runs = new Map<string, number>();
	for (const [word, count] of counts) {
		const weight = pieces.has(word) ? Math.log1p(count) / 4 : Math.log1p(count);
		for (let from = 0; from < word.length; from++)
			for (let to = from + 2; to <= Math.min(word.length, from + LONGEST_RUN); to++) {
				const run = (from === 0 ? '' : '##') + word.slice(from, to);
				runs.set(run, (runs.get(run) ?? 0) + weight * (to - from - 1));
			}
	}
	for (const [run] of mostFrequent(runs)) {
		if (pieces.size >= size) break;
		pieces.add(run);
	}
	return [...pieces];
}

const mostFrequent = (counts: ReadonlyMap<string, number>): [string, number][] =>
	[...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

/** Ids of texts: `[CLS]`, then the longest known piece each time; at most `most` of them. */
export function pieceEncoder(pieces: readonly string[], most: number): (text: string) => number[] {
	const ids = new Map(pieces.map((piece, id) => [piece, id]));
	const known = new Map<string, number[]>();
	const split = (word: string): number[] => {
		if (word.length > LONGEST_WORD) return [UNKNOWN];
		const out: number[] = [];
		for (let from = 0; from < word.length;) {
			let to = word.length;
			let id: number | undefined;
			for (; to > from; to--) {
				id = ids.get((from === 0 ? '' : '##') + word.slice(from, to));
				if (id !== undefined) break;
			}
			if (id === undefined) return [UNKNOWN];
			out.push(id);
			from = to;
		}
		return out;
	};
	return (text) => {
		const out = [BEGIN];
		for (const word of wordsOf(text)) {
			let part = known.get(word);
			if (!part) known.set(word, (part = split(word)));
			out.push(...part);
			if (out.length >= most) break;
		}
		return out.slice(0, most);
	};
}

/** As a tokenizer.json lists a token that stands for no text. */
export const specialToken = (content: string, id: number) => ({
	id,
	content,
	single_word: false,
	lstrip: false,
	rstrip: false,
	normalized: false,
	special: true
});

/** The tokenizer as transformers.js reads it. */
export function tokenizerJson(pieces: readonly string[], most: number): object {
	return {
		version: '1.0',
		truncation: { direction: 'Right', max_length: most, strategy: 'LongestFirst', stride: 0 },
		padding: null,
		added_tokens: SPECIAL.map(specialToken),
		normalizer: {
			type: 'BertNormalizer',
			clean_text: true,
			handle_chinese_chars: false,
			strip_accents: true,
			lowercase: true
		},
		pre_tokenizer: {
			type: 'Sequence',
			pretokenizers: [{ type: 'BertPreTokenizer' }, { type: 'Digits', individual_digits: true }]
		},
		post_processor: {
			type: 'TemplateProcessing',
			single: [
				{ SpecialToken: { id: SPECIAL[BEGIN], type_id: 0 } },
				{ Sequence: { id: 'A', type_id: 0 } }
			],
			pair: [
				{ SpecialToken: { id: SPECIAL[BEGIN], type_id: 0 } },
				{ Sequence: { id: 'A', type_id: 0 } },
				{ Sequence: { id: 'B', type_id: 1 } }
			],
			special_tokens: {
				[SPECIAL[BEGIN]]: { id: SPECIAL[BEGIN], ids: [BEGIN], tokens: [SPECIAL[BEGIN]] }
			}
		},
		decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
		model: {
			type: 'WordPiece',
			unk_token: SPECIAL[UNKNOWN],
			continuing_subword_prefix: '##',
			max_input_chars_per_word: LONGEST_WORD,
			vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id]))
		}
	};
}

/** What AutoTokenizer asks for besides. */
export const tokenizerConfig = (most: number): object => ({
	tokenizer_class: 'BertTokenizer',
	model_max_length: most,
	do_lower_case: true,
	pad_token: SPECIAL[PAD],
	unk_token: SPECIAL[UNKNOWN],
	cls_token: SPECIAL[BEGIN]
});
