import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import de from '../messages/de.ts';
import { en } from '../messages/en.ts';
import { beginsText } from './early.ts';

const script = readFileSync(new URL('early.js', import.meta.url), 'utf8');

test.each([
	['en', en],
	['de', de]
])('before the app is there the box says the same: %s', (language, { composer }) => {
	const { label, placeholder, send } = composer;
	expect(script).toContain(`${language}: ['${label}', '${placeholder}', '${send}']`);
});

test('before the app is there the same keys begin a text', () => {
	const source = readFileSync(new URL('early.ts', import.meta.url), 'utf8');
	const [, begins = 'nothing'] = /\treturn (key\b[^;]+);/.exec(source) ?? [];
	expect(script).toContain(`const isText = ${begins};`);
});

test('a letter begins a text; a space, a shortcut and a key with a name do not', () => {
	const pressed = { key: 'a', ctrlKey: false, metaKey: false, altKey: false };
	for (const key of ['a', 'A', 'ß', '?', '7'])
		expect(beginsText({ ...pressed, key }), key).toBe(true);
	for (const key of [' ', 'F6', 'Escape', 'Tab', 'Enter', 'ArrowUp'])
		expect(beginsText({ ...pressed, key }), key).toBe(false);
	for (const held of ['ctrlKey', 'metaKey', 'altKey'])
		expect(beginsText({ ...pressed, [held]: true }), held).toBe(false);
});
