import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import de from '../messages/de.ts';
import { en } from '../messages/en.ts';

const script = readFileSync(new URL('early.js', import.meta.url), 'utf8');

test.each([
	['en', en],
	['de', de]
])('before the app is there the box says the same: %s', (language, { composer }) => {
	const { label, placeholder, send } = composer;
	expect(script).toContain(`${language}: ['${label}', '${placeholder}', '${send}']`);
});
