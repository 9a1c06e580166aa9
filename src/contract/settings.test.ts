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

test('a mode of one’s own is taken whole or not at all', () => {
	const { customMode } = DEFAULT_SETTINGS;
	const own = { ...customMode, threshold: 0.7, paths: 5, maxCostMicroUsd: 2000 };
	expect(settingsFrom({ customMode: own }).customMode).toEqual(own);
	for (const wrong of [{ paths: 99 }, { threshold: 2 }, { examples: 'often' }, { modifier: 7 }])
		expect(settingsFrom({ customMode: { ...own, ...wrong } }).customMode).toEqual(customMode);
});

test('modes are known by their names', () => {
	expect(settingsFrom({ mode: 'only:code' }).mode).toBe('only:code');
	expect(settingsFrom({ mode: 'brilliant' }).mode).toBe('auto');
	expect(settingsFrom({ modeByDomain: { code: 'accurate' } }).modeByDomain).toEqual({
		code: 'accurate'
	});
	expect(settingsFrom({ modeByDomain: { code: 'brilliant' } }).modeByDomain).toEqual({});
});
