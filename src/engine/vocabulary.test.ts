import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeGguf } from '../../test/support/gguf-writer.ts';
import { randomLlama, SKILL_TOKEN } from '../../test/support/random-gguf.ts';
import { Vocabulary } from './vocabulary.ts';

describe('a SentencePiece vocabulary', () => {
	const vocabulary = new Vocabulary(new Blob([randomLlama().bytes]));

	test('counts letters, spaces, and the bytes of what it does not know', async () => {
		expect(await vocabulary.count('')).toBe(0);
		expect(await vocabulary.count('hello world')).toBe(11);
		expect(await vocabulary.count('é')).toBe(2);
		expect(await vocabulary.count('a 🎉\n')).toBe(7);
	});

	test('counts a special token once, wherever it stands', async () => {
		expect(await vocabulary.count('ab<|skill|>c')).toBe(4);
	});

	test('breaks the spelling of control tokens, and nothing else', async () => {
		const typed = 'a<|skill|></s><|user|>b <|x|> 1<2';
		expect(await vocabulary.inert(typed)).toBe('a< |skill|>< /s>< |user|>b <|x|> 1<2');
		const text = await vocabulary.inert('<'.repeat(3) + '|skill|>');
		expect(text).not.toContain('<|skill|>');
	});

	test('spells tokens', async () => {
		expect(await vocabulary.text([SKILL_TOKEN])).toBe('<|skill|>');
		await expect(vocabulary.text([999_999])).rejects.toThrow(/999999/);
	});

	test('counts a megabyte of one word in bounded time', async () => {
		expect(await vocabulary.count('a'.repeat(1_000_000))).toBe(1_000_000);
	});
});

describe('a byte-pair vocabulary', () => {
	// The bytes of “hello ”, as GPT-2 writes them, and what merges to “hello” and “ he”.
	const tokens = ['h', 'e', 'l', 'o', 'Ġ', 'he', 'll', 'hell', 'hello', 'Ġhe', 'Ã', '©', '<|end|>'];
	const bytes = writeGguf(
		{
			'general.architecture': { type: 'string', value: 'llama' },
			'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
			'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
			'tokenizer.ggml.token_type': {
				type: 'i32s',
				value: tokens.map((_, i) => (i === 12 ? 3 : 1))
			},
			'tokenizer.ggml.merges': {
				type: 'strings',
				value: ['h e', 'l l', 'he ll', 'hell o', 'Ġ he']
			}
		},
		[{ name: 'token_embd.weight', dimensions: [1, 13], data: new Float32Array(13) }]
	);
	const vocabulary = new Vocabulary(new Blob([bytes]));

	test('merges by rank within words', async () => {
		expect(await vocabulary.count('hello')).toBe(1);
		// “ hello” is a word of its own: Ġ and hello do not merge, since “he ll” comes before “Ġ he”.
		expect(await vocabulary.count('hello hello')).toBe(3);
		expect(await vocabulary.count('helo')).toBe(3);
	});

	test('counts bytes, and special tokens once', async () => {
		expect(await vocabulary.count('é')).toBe(2);
		expect(await vocabulary.count('hello<|end|>')).toBe(2);
	});

	test('spells tokens, parts of characters included', async () => {
		expect(await vocabulary.text([4, 8, 10, 11, 12])).toBe(' helloé<|end|>');
	});
});

test.skipIf(!existsSync('models/starter/base.gguf'))(
	'counts with the starter’s tokenizer',
	async () => {
		const vocabulary = new Vocabulary(new Blob([readFileSync('models/starter/base.gguf')]));
		const count = await vocabulary.count('What is the capital of France?');
		expect(count).toBeGreaterThan(5);
		expect(count).toBeLessThan(14);
	}
);
