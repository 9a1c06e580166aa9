import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, settingsFrom } from './settings.ts';

test('takes known fields of the right type and keeps defaults for the rest', () => {
	const settings = settingsFrom({ theme: 'dark', maxTokens: 'many', unknown: 1, temperature: 9 });
	expect(settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
});

test('a value outside its list or range keeps the default', () => {
	expect(settingsFrom({ egress: 'everything' }).egress).toBe('ask');
	expect(settingsFrom({ topP: Number.NaN }).topP).toBe(DEFAULT_SETTINGS.topP);
});

test('refuses what is no object', () => {
	expect(() => settingsFrom([])).toThrow(/settings: should be an object/);
});
