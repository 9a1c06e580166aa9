// The tokenizer inside a GGUF file in the form of Hugging Face's `tokenizers`, so that the same text is the same
// tokens: of SentencePiece's kind (llama.cpp's `llama`), whose merges follow from its scores. Not byte pairs: what
// llama.cpp splits words by stands in its code, under a name, and not in the file.
// Format: https://huggingface.co/docs/tokenizers; llama.cpp's own rules: llm_tokenizer_spm (llama-vocab.cpp)

import type { GgufContent } from '../../../src/contract/gguf-read.ts';
import type { GgufHeader } from '../../../src/contract/gguf.ts';
import { CHATML } from '../prompt.ts';
import { Unwritable } from './source.ts';

export type TokenizerFiles = {
	/** tokenizer.json */
	tokenizer: Record<string, unknown>;
	/** tokenizer_config.json */
	tokenizerConfig: Record<string, unknown>;
	/** The ids that begin and end a text. */
	ends: { bos_token_id: number | null; eos_token_id: number | null };
};

/** `token_type` of GGUF. */
const NORMAL = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const USER_DEFINED = 4;

const SPACE = '▁';

/** Throws Unwritable. */
export function tokenizerFiles(
	metadata: GgufContent['metadata'],
	{ chatTemplate }: GgufHeader
): TokenizerFiles {
	const entry = (key: string) => metadata.get(`tokenizer.ggml.${key}`);
	const model = entry('model');
	if (model !== 'llama')
		throw new Unwritable(
			`its tokenizer is of the kind “${String(model)}”, and not SentencePiece’s`
		);
	const list = (key: string) => {
		const value = entry(key);
		return Array.isArray(value) ? value : [];
	};
	const tokens = list('tokens').map(String);
	const types = list('token_type').map(Number);
	const scores = list('scores').map(Number);
	const vocab = new Map(tokens.map((token, id) => [token, id]));
	if (vocab.size !== tokens.length) throw new Unwritable('two of its tokens are spelled alike');
	const id = (key: string): number | null => {
		const value = entry(`${key}_token_id`);
		return typeof value === 'number' && value < tokens.length ? value : null;
	};
	const text = (key: string): string | null => tokens[id(key) ?? -1] ?? null;
	const [unknown = null] = tokens.filter((_, one) => types[one] === UNKNOWN);
	const bos = entry('add_bos_token') === false ? null : text('bos');
	return {
		ends: { bos_token_id: id('bos'), eos_token_id: id('eos') },
		tokenizer: {
			version: '1.0',
			truncation: null,
			padding: null,
			added_tokens: tokens.flatMap((content, one) => {
				const special = types[one] === CONTROL || types[one] === UNKNOWN;
				if (!special && types[one] !== USER_DEFINED) return [];
				const kept = { single_word: false, lstrip: false, rstrip: false, normalized: false };
				return [{ id: one, content, ...kept, special }];
			}),
			normalizer: {
				type: 'Sequence',
				normalizers: [
					...(entry('add_space_prefix') === false ? [] : [{ type: 'Prepend', prepend: SPACE }]),
					{ type: 'Replace', pattern: { String: ' ' }, content: SPACE }
				]
			},
			pre_tokenizer: null,
			post_processor: bos === null ? null : beginsWith(bos, id('bos') ?? 0),
			decoder: {
				type: 'Sequence',
				decoders: [
					{ type: 'Replace', pattern: { String: SPACE }, content: ' ' },
					{ type: 'ByteFallback' },
					{ type: 'Fuse' }
				]
			},
			model: {
				type: 'BPE',
				dropout: null,
				unk_token: unknown,
				continuing_subword_prefix: null,
				end_of_word_suffix: null,
				fuse_unk: true,
				byte_fallback: true,
				ignore_merges: false,
				vocab: Object.fromEntries(vocab),
				merges: mergesOf(tokens, types, scores, vocab)
			}
		},
		tokenizerConfig: {
			tokenizer_class: 'PreTrainedTokenizerFast',
			bos_token: text('bos'),
			eos_token: text('eos'),
			unk_token: unknown,
			clean_up_tokenization_spaces: false,
			chat_template: templateOf(chatTemplate ?? CHATML, bos)
		}
	};
}

/** Every way to put a token together, the likeliest token first: llama.cpp takes the pair whose token scores best. */
function mergesOf(
	tokens: readonly string[],
	types: readonly number[],
	scores: readonly number[],
	vocab: ReadonlyMap<string, number>
): [string, string][] {
	const isNormal = (token: string) => types[vocab.get(token) ?? -1] === NORMAL;
	return tokens
		.map((token, id) => ({ token, score: scores[id] ?? 0 }))
		.filter(({ token }) => isNormal(token))
		.toSorted((a, b) => b.score - a.score)
		.flatMap(({ token }) => {
			const characters = [...token];
			return characters.slice(1).flatMap((_, i): [string, string][] => {
				const pair = [characters.slice(0, i + 1), characters.slice(i + 1)];
				const [left = '', right = ''] = pair.map((half) => half.join(''));
				return isNormal(left) && isNormal(right) ? [[left, right]] : [];
			});
		});
}

function beginsWith(bos: string, id: number) {
	const special = { SpecialToken: { id: bos, type_id: 0 } };
	const text = (of: 'A' | 'B') => ({ Sequence: { id: of, type_id: 0 } });
	return {
		type: 'TemplateProcessing',
		single: [special, text('A')],
		pair: [special, text('A'), text('B')],
		special_tokens: { [bos]: { id: bos, ids: [id], tokens: [bos] } }
	};
}

/** llama.cpp puts the beginning mark before a rendered template that has none; Hugging Face's form has the template say so. */
function templateOf(template: string, bos: string | null): string {
	if (bos === null || template.includes('bos_token') || template.startsWith(bos)) return template;
	return `{{ bos_token }}${template}`;
}
