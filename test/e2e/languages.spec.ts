// A page in another language than English never shows an English sentence, not even for a moment: opened by its
// address, where what was prerendered is English, and on the way from another page. Everything that is visible
// after any change of the page, and in any frame, is collected.

import type { Page } from '@playwright/test';
import helpDe from '../../src/ui/messages/help/de.ts';
import { en as helpEn } from '../../src/ui/messages/help/en.ts';
import insightsDe from '../../src/ui/messages/insights/de.ts';
import { en as insightsEn } from '../../src/ui/messages/insights/en.ts';
import cardDe from '../../src/ui/messages/model-card/de.ts';
import { en as cardEn } from '../../src/ui/messages/model-card/en.ts';
import ownDe from '../../src/ui/messages/own/de.ts';
import { en as ownEn } from '../../src/ui/messages/own/en.ts';
import settingsDe from '../../src/ui/messages/settings/de.ts';
import { en as settingsEn } from '../../src/ui/messages/settings/en.ts';
import de from '../../src/ui/messages/de.ts';
import { en } from '../../src/ui/messages/en.ts';
import { openChat } from '../support/chat-page.ts';
import { expect, test } from '../support/test.ts';

test.use({ locale: 'de-DE' });

function sentences(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [];
}

const GERMAN = new Set(sentences([de, helpDe, insightsDe, settingsDe, ownDe, cardDe]));
// Some words are the same in both.
const ENGLISH = new Set(
	sentences([en, helpEn, insightsEn, settingsEn, ownEn, cardEn]).filter((said) => !GERMAN.has(said))
);

const PAGES = [
	{ path: '/help', german: helpDe.title },
	{ path: '/insights', german: insightsDe.title },
	{ path: '/settings', german: settingsDe.title },
	{ path: '/models', german: ownDe.page.title }
];
/** No link leads there from every page. */
const MORE_PAGES = [
	{ path: '/compare', german: de.compare.title },
	{ path: '/operator', german: de.operator.title }
];

/**
 * Collects every text that can be seen at any time from now on, over all pages that are opened, and every title that
 * the document has had.
 */
async function collect(page: Page): Promise<() => Promise<Set<string>>> {
	await page.addInitScript(() => {
		const seen = new Set<string>();
		const titles = new Set<string>();
		Object.assign(globalThis, { seen, titles });
		const look = () => {
			if (document.title) titles.add(document.title);
			const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
			for (let text = texts.nextNode(); text; text = texts.nextNode()) {
				const said = text.nodeValue?.trim();
				const visible = { opacityProperty: true, visibilityProperty: true };
				if (said && text.parentElement?.checkVisibility(visible)) seen.add(said);
			}
		};
		const everything = {
			childList: true,
			subtree: true,
			characterData: true,
			attributes: true
		};
		new MutationObserver(look).observe(document, everything);
		const inEveryFrame = () => {
			look();
			requestAnimationFrame(inEveryFrame);
		};
		requestAnimationFrame(inEveryFrame);
	});
	return () =>
		page
			.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen])
			.then((seen) => new Set(seen));
}

function titles(page: Page): Promise<string[]> {
	return page.evaluate(() => [...(globalThis as unknown as { titles: Set<string> }).titles]);
}

/** The language in the settings' records; undefined where none was chosen. */
function storedLanguage(): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open('understudy');
		opening.onerror = () => reject(opening.error);
		opening.onsuccess = () => {
			const database = opening.result;
			const reading = database.transaction('settings').objectStore('settings').get('locale');
			reading.onerror = () => reject(reading.error);
			reading.onsuccess = () => {
				database.close();
				resolve(reading.result?.value);
			};
		};
	});
}

for (const { path, german } of [...PAGES, ...MORE_PAGES])
	test(`no English is seen on ${path} when it is opened by its address`, async ({ page }) => {
		const seen = await collect(page);
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1, name: german })).toBeVisible();
		await expect.poll(async () => (await seen()).has(german)).toBe(true);
		expect([...(await seen())].filter((said) => ENGLISH.has(said))).toEqual([]);
		expect(await page.locator('html').getAttribute('lang')).toBe('de');
		expect(await titles(page)).toEqual([`${german} · Understudy`]);
	});

test('an address that is no page has its German title at once', async ({ page, allowErrors }) => {
	allowErrors(/status of 404/);
	await collect(page);
	await page.goto('/nowhere');
	await expect(page.getByRole('heading', { level: 1, name: de.errorPage.notFound })).toBeVisible();
	expect(await titles(page)).toEqual([`${de.errorPage.notFound} · Understudy`]);
});

test.describe('in English', () => {
	test.use({ locale: 'en-GB' });
	for (const [path, title] of [
		['/settings', settingsEn.title],
		['/models', ownEn.page.title],
		['/help', helpEn.title]
	] as const)
		test(`${path} has its title from the beginning`, async ({ page }) => {
			await collect(page);
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
			expect(await titles(page)).toEqual([`${title} · Understudy`]);
		});
});

test('no English is seen on the way from page to page', async ({ page }) => {
	const seen = await collect(page);
	await page.goto('/');
	for (const { path, german } of PAGES) {
		// Not by the pointer: what it passes over is fetched ahead.
		await page
			.locator(`a[href="${path}"]`)
			.first()
			.evaluate((link: HTMLElement) => link.click());
		await expect(page.getByRole('heading', { level: 1, name: german })).toBeVisible();
	}
	expect([...(await seen())].filter((said) => ENGLISH.has(said))).toEqual([]);
});

test('a language that was chosen is the one a reload begins with', async ({ page }) => {
	await openChat(page, '/settings');
	await page.getByRole('combobox', { name: settingsDe.language }).selectOption('English');
	await expect(page.getByRole('heading', { level: 1, name: settingsEn.title })).toBeVisible();
	await expect.poll(() => page.evaluate(storedLanguage)).toBe('en');
	const seen = await collect(page);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: settingsEn.title })).toBeVisible();
	const germanOnly = [...GERMAN].filter((said) => !sentences([en, settingsEn]).includes(said));
	const said = await seen();
	expect(germanOnly.filter((one) => said.has(one))).toEqual([]);
});
