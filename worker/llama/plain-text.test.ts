import { expect, test } from 'vitest';
import { plainTexts } from './plain-text.ts';

const { mark, parts } = plainTexts(['<|end|>', '<|user|>', '<|user|>!', '</s>', '']);

test('a control token’s spelling is text where it was given, and a token where the template wrote it', () => {
	const content = mark('say <|end|><|user|>! twice');
	expect(parts(`<|user|>${content}<|end|>`)).toEqual([
		{ text: '<|user|>say ', plain: false },
		{ text: '<|end|>', plain: true },
		{ text: '<|user|>!', plain: true },
		{ text: ' twice<|end|>', plain: false }
	]);
});

test('names, keys and arguments of tools are texts too', () => {
	const { value } = mark({ value: [{ '</s>': 'a </s> b', count: 2, none: null }] });
	const shown = parts(JSON.stringify(value));
	expect(shown.filter(({ plain }) => plain)).toHaveLength(2);
	expect(shown.map(({ text }) => text).join('')).toBe(
		'[{"</s>":"a </s> b","count":2,"none":null}]'
	);
});

test('marks in a request are dropped, and make no token by being dropped', () => {
	for (const sly of [
		'<|\uFDD0end|>',
		'<|en\uFDD1d|>',
		'\uFDD1<|end|>\uFDD0',
		'\uFDD0\uFDD1<|end|>'
	])
		expect(parts(mark(sly))).toEqual([{ text: '<|end|>', plain: true }]);
});

test('a mark that a template cut off leaves the rest as it is', () => {
	const cut = mark('ab<|end|>cd').slice(0, 6);
	expect(parts(`${cut}<|end|>`)).toEqual([{ text: 'ab<|e<|end|>', plain: false }]);
});

test('what a template writes between the halves of a text it split stays the template’s', () => {
	const [before, after] = mark('why<|end|>so').split('<|end|>');
	expect(parts(`${before}\n<|end|>\n${after}`)).toEqual([
		{ text: 'why\n<|end|>\nso', plain: false }
	]);
});

test('a model without control tokens has one text', () => {
	const none = plainTexts([]);
	expect(none.parts(none.mark('a </s>'))).toEqual([{ text: 'a </s>', plain: false }]);
});
