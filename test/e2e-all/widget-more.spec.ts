// What the widget also does, slower than a run of every change can wait for: every state in the dark under
// axe, the other kind of isolated page, an element that a page moves about, a page that is left and comes
// back, and Lighthouse on further pages.

import { chromium } from '@playwright/test';
import { wholeChromium } from '../support/browser.ts';
import { judgeHost } from '../support/host-lighthouse.ts';
import { expect } from '../support/test.ts';
import {
	answers,
	askWidget,
	box,
	element,
	isolatedPageTakesIt,
	launcher,
	openWidget,
	panel,
	test
} from '../support/widget.ts';
import { isAccessibleThroughout } from '../support/widget-states.ts';

test('axe finds nothing in any state in the dark', async ({ at, page }) => {
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await isAccessibleThroughout(page, at);
});

test('a page isolated by leaving credentials out takes it too', async ({ at, page }) => {
	await isolatedPageTakesIt(page, at('/credentialless'));
});

test('an element that is moved in the page goes on with its conversation', async ({ at, page }) => {
	await openWidget(page, at('/plain'));
	await askWidget(page, 'capital of norway');
	await element(page).evaluate((node) => document.querySelector('main')?.append(node));
	await expect(panel(page)).toBeHidden();
	await launcher(page).click();
	await expect(answers(page).first()).toContainText('Oslo.');
});

test('Lighthouse finds pages with the widget in them, in the dark and from right to left as accessible and as still', async ({
	at
}) => {
	for (const path of ['/inline', '/dark', '/rtl', '/idle']) {
		const { failures, cls } = await judgeHost(at(path));
		expect(failures, path).toEqual([]);
		expect(cls, path).toBe(0);
	}
});

test('a page that is left and come back to is kept by the browser as without the widget, and the chat opens', async ({
	at
}) => {
	const browser = await chromium.launch({
		...wholeChromium(),
		ignoreDefaultArgs: ['--disable-back-forward-cache']
	});
	const page = await browser.newPage();
	const kept = async (path: string) => {
		await page.goto(at(path));
		await page.evaluate(() =>
			addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }))
		);
		await page.goto(at('/dark'));
		await page.goBack({ waitUntil: 'commit' });
		await page.waitForFunction(() => document.readyState === 'complete');
		return page.evaluate(() => Reflect.get(window, 'persisted') === true);
	};
	const without = await kept('/without');
	expect(await kept('/plain')).toBe(without);
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
	// With the chat open the browser may drop the page: then it is a new one, and the chat opens anew.
	await kept('/plain');
	await element(page).evaluate((node) => Reflect.get(node, 'open').call(node));
	await expect(box(page)).toBeVisible();
	await browser.close();
});
