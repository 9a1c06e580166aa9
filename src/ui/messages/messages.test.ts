// Every language says everything, in its own words, and the helpers write numbers as it does.

import { expect, test } from 'vitest';
import template from '../../app.html?raw';
import de from './de.ts';
import { en } from './en.ts';
import filesDe from './files/de.ts';
import { en as filesEn } from './files/en.ts';
import deviceDe from './device/de.ts';
import { en as deviceEn } from './device/en.ts';
import helpDe from './help/de.ts';
import { en as helpEn } from './help/en.ts';
import { helpWords } from './help/words.ts';
import insightsDe from './insights/de.ts';
import { en as insightsEn } from './insights/en.ts';
import modesDe from './modes/de.ts';
import { en as modesEn } from './modes/en.ts';
import ownDe from './own/de.ts';
import { en as ownEn } from './own/en.ts';
import settingsDe from './settings/de.ts';
import { en as settingsEn } from './settings/en.ts';
import { dateGroup, Format, plural } from './format.ts';
import { bestLocale, I18n, LOCALES } from './i18n.svelte.ts';
import { pageTitles } from './page-titles.ts';

function shape(value: unknown, path = ''): string[] {
	if (typeof value !== 'object' || value === null) return [`${path}:${typeof value}`];
	return Object.entries(value)
		.flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
		.toSorted();
}

test('German has the same keys and kinds of values as English', () => {
	expect(shape(de)).toEqual(shape(en));
	expect(shape(filesDe)).toEqual(shape(filesEn));
	expect(shape(deviceDe)).toEqual(shape(deviceEn));
	expect(shape(helpDe)).toEqual(shape(helpEn));
	expect(shape(insightsDe)).toEqual(shape(insightsEn));
	expect(shape(modesDe)).toEqual(shape(modesEn));
	expect(shape(ownDe)).toEqual(shape(ownEn));
	expect(shape(settingsDe)).toEqual(shape(settingsEn));
});

test('the list of languages is the list of files', () => {
	expect(LOCALES).toContain('en');
	expect(LOCALES).toContain('de');
	// And what the first paint waits for, which cannot ask.
	const known = /\[([^\]]*)\]\.includes\(name\)/.exec(template)?.[1];
	expect(known?.split(', ').map((name) => name.slice(1, -1))).toEqual(LOCALES);
	for (const page of ['compare', 'help', 'insights', 'models', 'operator', 'settings'])
		expect(Object.keys(pageTitles(`/(app)/${page}`)), page).toEqual(LOCALES.slice(1));
	expect(Object.keys(pageTitles(null))).toEqual(LOCALES.slice(1));
});

test('a page’s own words change together with all others', async () => {
	const i18n = new I18n();
	const end = i18n.need(helpWords);
	expect(helpWords.at('de').title).toBe(helpEn.title);
	await i18n.use('de', []);
	expect(helpWords.at(i18n.locale)).toBe(helpDe);
	end();
});

test('of two languages asked for the later one stays, whichever arrives first', async () => {
	const i18n = new I18n();
	const slow = i18n.use('de', []);
	await i18n.use('en', []);
	await slow;
	expect(i18n.locale).toBe('en');
});

test('the best language is the exact tag, else its language, else English', () => {
	const available = ['en', 'de', 'pt-BR'];
	expect(bestLocale(['de-AT', 'en'], available)).toBe('de');
	expect(bestLocale(['pt-br'], available)).toBe('pt-BR');
	expect(bestLocale(['fr', 'de'], available)).toBe('de');
	expect(bestLocale(['fr'], available)).toBe('en');
});

test('choosing a language loads its file, and auto follows the browser', async () => {
	const i18n = new I18n();
	await i18n.use('de', ['en']);
	expect(i18n.messages.composer.send).toBe('Senden');
	await i18n.use('auto', ['en-GB']);
	expect(i18n.messages.composer.send).toBe('Send');
});

test('numbers, sizes and plurals follow the language', () => {
	expect(plural('en', 1, { one: '# file', other: '# files' })).toBe('1 file');
	expect(plural('en', 1200, { one: '# file', other: '# files' })).toBe('1,200 files');
	expect(plural('de', 1200, { one: '# Datei', other: '# Dateien' })).toBe('1.200 Dateien');
	expect(new Format('en').bytes(1_500_000)).toBe('1.5 MB');
	expect(new Format('de').bytes(1_500_000)).toBe('1,5 MB');
	expect(new Format('en').money(1_250_000)).toBe('$1.25');
	expect(new Format('en').money(0)).toBe('$0.00');
	expect(new Format('en').money(17)).toBe('$0.000017');
	expect(new Format('de').money(42_000)).toBe('0,042\u00a0$');
	expect(new Format('en').duration(340)).toBe('340 ms');
	expect(new Format('en').duration(1840)).toBe('1.8 sec');
});

test('conversations are grouped by calendar days, not by hours', () => {
	const now = new Date(2026, 5, 15, 0, 30).getTime();
	expect(dateGroup(now - 20 * 60_000, now)).toBe('today');
	expect(dateGroup(now - 40 * 60_000, now)).toBe('yesterday');
	expect(dateGroup(now - 3 * 86_400_000, now)).toBe('week');
	expect(dateGroup(now - 20 * 86_400_000, now)).toBe('month');
	expect(dateGroup(now - 90 * 86_400_000, now)).toBe('older');
});
