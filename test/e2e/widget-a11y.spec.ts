// The widget for whoever has no mouse or no screen: by keyboard alone, on a large screen and on a small
// one where the page waits, and without a fault that axe finds in any state. In the dark:
// test/e2e-all/widget-more.spec.ts.

import type { Page } from '@playwright/test';
import { expect } from '../support/test.ts';
import {
	answers,
	askWidget,
	box,
	chat,
	closeButton,
	element,
	launcher,
	openWidget,
	panel,
	test
} from '../support/widget.ts';
import { isAccessibleThroughout } from '../support/widget-states.ts';

/** What the browser hands to a screen reader of the page itself, as role and name. */
async function heard(page: Page): Promise<string[]> {
	const session = await page.context().newCDPSession(page);
	const { nodes } = await session.send('Accessibility.getFullAXTree');
	await session.detach();
	return nodes
		.filter(({ ignored }) => !ignored)
		.map(({ role, name }) => `${role?.value} ${name?.value}`);
}

test('axe finds nothing in any state', async ({ at, page }) => {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await isAccessibleThroughout(page, at);
});

test('by keyboard alone: open, ask, read, leave, come back, close', async ({ at, page }) => {
	await page.goto(at('/plain'));
	await page.locator('#own').focus();
	await page.keyboard.press('Tab');
	await expect(launcher(page)).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(box(page)).toBeFocused({ timeout: 120_000 });
	await page.keyboard.type('capital of norway');
	await page.keyboard.press('Enter');
	await expect(answers(page).first()).toHaveAttribute('data-status', 'done');
	await expect(box(page)).toBeFocused();
	// F6 leads out to where the focus came from, and in again.
	await page.keyboard.press('F6');
	await expect(launcher(page)).toBeFocused();
	await page.locator('#own').focus();
	await page.keyboard.press('F6');
	await expect(box(page)).toBeFocused();
	await page.keyboard.press('F6');
	await expect(page.locator('#own')).toBeFocused();
	await page.keyboard.press('F6');
	await expect(box(page)).toBeFocused();
	// Escape closes what is open in the chat first, then the chat.
	await chat(page).getByRole('button', { name: 'Conversation actions' }).press('Enter');
	await expect(chat(page).getByRole('menuitem', { name: 'Ask a person' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(chat(page).getByRole('menuitem', { name: 'Ask a person' })).toBeHidden();
	await expect(panel(page)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(panel(page)).toBeHidden();
	await expect(page.locator('#own')).toBeFocused();
	// A closed chat has no hold on the keys of the page.
	await page.keyboard.press('F6');
	await expect(page.locator('#own')).toBeFocused();
});

test('in the page F6 leads into the chat and back to where one was, and nothing is trapped', async ({
	at,
	page
}) => {
	await page.goto(at('/inline'));
	const own = page.locator('#own');
	const start = element(page).getByRole('button', { name: 'Start the chat' });
	// There is nothing to go into yet: the key is the page's.
	await own.focus();
	await page.keyboard.press('F6');
	await expect(own).toBeFocused();
	expect((await heard(page)).filter((node) => /^(dialog|Iframe)/.test(node))).toEqual([]);
	await page.keyboard.press('Tab');
	await expect(start).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(box(page)).toBeFocused();
	await expect(start).toBeHidden();
	expect(await heard(page)).toEqual(expect.arrayContaining(['dialog Chat', 'Iframe Chat']));
	// Out again, though it was not come to from anywhere that is still there.
	await page.keyboard.press('F6');
	await expect(box(page)).not.toBeFocused();
	await own.focus();
	await page.keyboard.press('F6');
	await expect(box(page)).toBeFocused();
	await page.keyboard.press('F6');
	await expect(own).toBeFocused();
	// It is a part of the page: the page goes on behind it, and Escape does not take it away.
	await page.keyboard.press('F6');
	await page.keyboard.press('Escape');
	await expect(panel(page)).toBeVisible();
	await expect(box(page)).toBeFocused();
	const seen = new Set<string>();
	for (let i = 0; i < 12; i++) {
		await page.keyboard.press('Shift+Tab');
		seen.add(await page.evaluate(() => document.activeElement?.id ?? ''));
	}
	expect(seen, 'Tab leads out of it').toContain('own');
	// Nor does a screen that becomes small put it over the page.
	await page.setViewportSize({ width: 360, height: 740 });
	await expect(panel(page)).toBeVisible();
	expect(await panel(page).evaluate((node) => node.matches(':modal'))).toBe(false);
	await own.click();
	await expect(own).toBeFocused();
	// A page that closes it takes the focus from nobody who is elsewhere.
	await element(page).evaluate((node) => Reflect.get(node, 'close').call(node));
	await expect(panel(page)).toBeHidden();
	await expect(own).toBeFocused();
	expect((await heard(page)).filter((node) => /^(dialog|Iframe)/.test(node))).toEqual([]);
});

test('a chat that was left, and then loads itself anew, is gone into with F6 as before', async ({
	at,
	page
}) => {
	await page.goto(at('/inline'));
	await element(page).getByRole('button', { name: 'Start the chat' }).press('Enter');
	await chat(page).locator('main[data-phase="shown"]').waitFor();
	await expect(box(page)).toBeFocused();
	await page.keyboard.press('F6');
	await expect(box(page)).not.toBeFocused();
	const holder = await element(page).locator('iframe').elementHandle();
	const inner = await holder?.contentFrame();
	if (!inner) throw new Error('There is no frame.');
	await Promise.all([inner.waitForNavigation(), inner.evaluate(() => location.reload())]);
	await chat(page).locator('main[data-phase="shown"]').waitFor();
	await page.locator('#own').focus();
	await page.keyboard.press('F6');
	await expect(box(page)).toBeFocused();
});

test('on a small screen the open chat is all there is: focus stays in it, and returns', async ({
	at,
	page
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await openWidget(page, at('/plain'));
	const size = await panel(page).boundingBox();
	expect(size).toEqual({ x: 0, y: 0, width: 360, height: 740 });
	const seen = new Set<string>();
	for (let i = 0; i < 24; i++) {
		await page.keyboard.press(i < 12 ? 'Tab' : 'Shift+Tab');
		seen.add(await page.evaluate(() => document.activeElement?.tagName ?? 'none'));
	}
	// The browser's own bar, which a page sees as its body, is between the last and the first.
	expect([...seen].filter((name) => !['UNDERSTUDY-CHAT', 'BODY'].includes(name))).toEqual([]);
	expect(seen).toContain('UNDERSTUDY-CHAT');
	await expect(page.locator('#own')).not.toBeFocused();
	await closeButton(page).focus();
	await page.keyboard.press('Escape');
	await expect(panel(page)).toBeHidden();
	await expect(launcher(page)).toBeFocused();
	// On a screen that grows while it is open the page may be used again, and the chat is the same.
	await launcher(page).click();
	await askWidget(page, 'capital of norway');
	await page.setViewportSize({ width: 1280, height: 800 });
	await expect(answers(page).first()).toContainText('Oslo.');
	await page.locator('#own').click();
	await expect(page.locator('#own')).toBeFocused();
	await expect(panel(page)).toBeVisible();
});

test('nothing moves for whoever wants no motion', async ({ at, page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await openWidget(page, at('/plain'));
	expect(await panel(page).evaluate((node) => getComputedStyle(node).animationName)).toBe('none');
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	expect(await panel(page).evaluate((node) => getComputedStyle(node).animationName)).toBe('rise');
});

test('a closed chat is not on the page for a screen reader', async ({ at, page }) => {
	await openWidget(page, at('/plain'));
	await expect(launcher(page)).toHaveAttribute('aria-expanded', 'true');
	expect(await heard(page)).toEqual(
		expect.arrayContaining(['dialog Chat', 'Iframe Chat', 'button Close the chat'])
	);
	await closeButton(page).click();
	await expect(panel(page)).toBeHidden();
	await expect(launcher(page)).toHaveAttribute('aria-expanded', 'false');
	await expect(launcher(page)).toBeFocused();
	const after = await heard(page);
	expect(after).toContain('button Open the chat');
	expect(after.filter((node) => /^(dialog|Iframe)|Close the chat/.test(node))).toEqual([]);
});
