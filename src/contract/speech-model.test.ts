import { expect, test } from 'vitest';
import catalog from '../../models/speech-catalog.json' with { type: 'json' };
import { ParseError } from './errors.ts';
import { SPEECH_FILES, speechModelsFrom } from './speech-model.ts';

const entries = speechModelsFrom(catalog);

test('the catalogue’s speech models say where they are, what they may be used for, and why', () => {
	expect(entries.length).toBeGreaterThan(0);
	expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
	for (const entry of entries) {
		expect(entry.id).toMatch(/^speech\./);
		expect(entry.repository).toMatch(/^https:\/\/huggingface\.co\//);
		expect(entry.files.map(({ path }) => path)).toEqual(Object.values(SPEECH_FILES));
		expect(entry.files.some(({ path }) => path === entry.base)).toBe(true);
		expect(entry.licence).not.toBe('');
		expect(entry.source).toMatch(/host/);
	}
});

test.each<[string, RegExp, object]>([
	['a later version', /version: should be a whole number from 1 to 1/, { version: 2 }],
	['no list', /speech: should be a list/, { speech: undefined }],
	[
		'a plain http address',
		/speech\[0\]\.repository: should be the https address/,
		{ speech: [{ ...catalog.speech[0], repository: 'http://example.org/a/b' }] }
	]
])('refuses %s', (_what, message, changes) => {
	const parse = () => speechModelsFrom({ ...catalog, ...changes });
	expect(parse).toThrow(ParseError);
	expect(parse).toThrow(message);
});
