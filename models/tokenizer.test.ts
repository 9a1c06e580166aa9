import { expect, test } from 'vitest';
import { conversationAt } from './generator/conversation.ts';
import {
	ASSISTANT,
	END,
	learnVocabulary,
	SPECIAL,
	splitWords,
	Tokenizer,
	USER
} from './tokenizer.ts';

const texts = Array.from({ length: 60 }, (_, i) => conversationAt(7, i))
	.flat()
	.flatMap((x) => [' ' + x.prompt, ' ' + x.answer]);
const vocabulary = learnVocabulary(texts, 460);
const tokenizer = new Tokenizer(vocabulary);

test('learns the same vocabulary from the same texts', () => {
	expect(learnVocabulary(texts, 460)).toEqual(vocabulary);
	expect(vocabulary.tokens).toHaveLength(460);
	expect(new Set(vocabulary.tokens).size).toBe(460);
});

test.each([
	'Hello, world!',
	'  two  spaces',
	'Tab\tand émoji ☃ 🙂 123',
	'def f(x):\n    return x',
	'a|b <|user|> {"k": [1,2]}',
	''
])('gives back %j', (text) => {
	expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
});

test('keeps digits single', () => {
	expect(tokenizer.encode('1234')).toHaveLength(4);
});

test('no token spans two words, so joining word by word is what llama.cpp does on the whole text', () => {
	vocabulary.tokens.forEach((token, id) => {
		if (vocabulary.types[id] === 1)
			expect(splitWords(token.replaceAll('\u2581', ' ')), token).toEqual([token]);
	});
	// The whole-text algorithm of llama.cpp: always the best-scored adjacent pair.
	const whole = (text: string): number[] => {
		const ids = new Map(
			vocabulary.tokens.map((t, i) => [t, i] as const).filter(([, i]) => vocabulary.types[i] === 1)
		);
		const parts = [...text.replaceAll(' ', '\u2581')];
		for (;;) {
			let best = -1,
				score = -Infinity;
			for (let i = 0; i + 1 < parts.length; i++) {
				const id = ids.get(parts[i]! + parts[i + 1]!);
				if (id !== undefined && vocabulary.scores[id]! > score)
					[best, score] = [i, vocabulary.scores[id]!];
			}
			if (best < 0) break;
			parts.splice(best, 2, parts[best]! + parts[best + 1]!);
		}
		return parts.flatMap((p) =>
			ids.has(p) ? [ids.get(p)!] : [...new TextEncoder().encode(p)].map((b) => SPECIAL.length + b)
		);
	};
	for (const text of [
		...texts.slice(0, 80),
		' x=[1,2]; print(x)  # two  spaces',
		' Tab\tand émoji ☃ 123'
	])
		expect(tokenizer.encode(text), text).toEqual(whole(text));
});

test('writes a conversation as the template does and trains on answers only', () => {
	const { ids, answers } = tokenizer.conversation([
		{ prompt: 'hi', answer: 'Hello!' },
		{ prompt: 'bye' }
	]);
	expect(ids[0]).toBe(USER);
	expect(ids.at(-1)).toBe(ASSISTANT);
	expect(ids.filter((id) => id === END)).toHaveLength(1);
	expect(tokenizer.decode(ids.filter((_, i) => answers[i]))).toBe(' Hello!');
});
