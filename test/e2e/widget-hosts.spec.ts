// The widget on the kinds of pages there are: with a strict policy, isolated, made by React, written from
// right to left, with the chat in the page, and of a site the edge does not know.

import { chromium } from '@playwright/test';
import type { UnderstudyChat } from '../../src/widget/chat-element.ts';
import { fitsItsWidth } from '../support/accessible.ts';
import { wholeChromium } from '../support/browser.ts';
import { expect, watchErrors } from '../support/test.ts';
import {
	answers,
	askWidget,
	box,
	chat,
	element,
	isolatedPageTakesIt,
	isToldOfSilence,
	itAnswers,
	launcher,
	listen,
	openWidget,
	panel,
	test,
	told
} from '../support/widget.ts';

test('a page with the strictest policy needs to allow the script and the frame, and nothing else', async ({
	at,
	page
}) => {
	await openWidget(page, at('/strict'));
	expect(await launcher(page).evaluate((node) => getComputedStyle(node).position)).toBe('fixed');
	await itAnswers(page);
});

test('a page whose policy forgets the frame is told which directive is missing, at once', async ({
	at,
	page,
	allowErrors
}) => {
	allowErrors(/Content Security Policy/i);
	await page.goto(at('/forbidding'));
	await listen(page);
	await element(page).evaluate((node, from) => Reflect.get(node, from).call(node), 'open');
	await expect
		.poll(async () => (await told(page)).find(({ name }) => name === 'error')?.detail)
		.toEqual({
			code: 'policy',
			message: expect.stringMatching(/It should allow frame-src http:\/\/[\w.:]+\.$/)
		});
	await expect(element(page).getByText(/^The chat could not be loaded\./)).toBeVisible();
});

test('an isolated page takes it, and the model has threads there', async ({ at, page }) => {
	await isolatedPageTakesIt(page, at('/isolated'));
});

test('a plain page’s frame is isolated by itself where the browser can do that', async ({
	at,
	page
}) => {
	await openWidget(page, at('/plain'));
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
	expect(
		await chat(page)
			.locator('html')
			.evaluate(() => crossOriginIsolated)
	).toBe(true);
});

test('React puts it on a page, acts on it, changes it, and takes it away', async ({ at, page }) => {
	await page.goto(at('/react'));
	await page.getByRole('button', { name: 'Open it' }).click();
	await box(page).waitFor();
	await expect(page.locator('#heard')).toHaveText('open');
	await itAnswers(page);
	await page.getByRole('button', { name: 'Dark' }).click();
	await expect(chat(page).locator('html')).toHaveAttribute('data-theme', 'dark');
	await page.getByRole('button', { name: 'Take it away' }).click();
	await expect(element(page)).toHaveCount(0);
	await page.getByRole('button', { name: 'Bring it back' }).click();
	await page.getByRole('button', { name: 'Open it' }).click();
	// The new element’s frame knows the conversation of the old one’s.
	await expect(answers(page).first()).toContainText('Oslo.');
});

test('in a page from right to left it stands on the left, and so does its text', async ({
	at,
	page
}) => {
	for (const width of [1280, 360]) {
		await page.setViewportSize({ width, height: 740 });
		await page.goto(at('/rtl'));
		const button = await launcher(page).boundingBox();
		expect(button?.x).toBeLessThan(100);
		await launcher(page).click();
		await box(page).waitFor();
		await expect(chat(page).locator('html')).toHaveAttribute('dir', 'rtl');
		const close = await element(page).locator('.close').boundingBox();
		const frame = await panel(page).boundingBox();
		expect(close?.x).toBeLessThan((frame?.x ?? 0) + 60);
		const sideways = await chat(page)
			.locator('main')
			.evaluate((main) => main.scrollWidth - main.clientWidth);
		expect(sideways, 'nothing scrolls sideways').toBe(0);
		// The chat speaks no Arabic; its English still reads from left to right.
		const [last, period] = await chat(page)
			.getByText(/a download of up to/)
			.evaluate(({ firstChild: text }) =>
				[2, 1].map((back) => {
					const range = document.createRange();
					const end = text?.textContent?.length ?? 0;
					if (text) range.setStart(text, end - back);
					if (text) range.setEnd(text, end - back + 1);
					return range.getBoundingClientRect().left;
				})
			);
		expect(period).toBeGreaterThan(last ?? 0);
		await fitsItsWidth(page, `a page of ${width} px`);
	}
	await itAnswers(page);
});

test('in the page it keeps the room it was given, and begins when it is wanted', async ({
	at,
	page
}) => {
	await page.goto(at('/inline'));
	const below = () => page.locator('#below').evaluate((node) => node.getBoundingClientRect().top);
	const before = await below();
	await expect(element(page).locator('iframe')).toHaveCount(0);
	await element(page).getByRole('button', { name: 'Start the chat' }).click();
	await box(page).waitFor();
	await expect(box(page)).toBeFocused();
	expect(await below()).toBe(before);
	await page.keyboard.press('Escape');
	await expect(panel(page)).toBeVisible();
});

test('a site the edge does not know gets a sentence, and the page hears why', async ({
	at,
	browser
}) => {
	// With a clock of its own, in a window of its own.
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.clock.install();
	await page.goto(at('/unknown-site'));
	await listen(page);
	await launcher(page).click();
	await expect(element(page).getByText('Loading the chat…')).toBeVisible();
	// The browser's own page loads in its place; then the silence is waited for.
	await isToldOfSilence(page);
	await expect(element(page).locator('iframe')).toBeHidden();
	await context.close();
});

test('where the browser lets frames store nothing the chat works for the visit, and says that it forgets', async ({
	at
}) => {
	// As Chromium is without the visitor's switches.
	const browser = await chromium.launch(wholeChromium());
	const context = await browser.newContext();
	const errors = watchErrors(context);
	const page = await context.newPage();
	const forgets = chat(page).getByText('What is said is forgotten when you leave the page.');
	const weights = () =>
		chat(page)
			.locator('html')
			.evaluate(() =>
				performance
					.getEntriesByType('resource')
					.filter((entry): entry is PerformanceResourceTiming => entry.name.endsWith('.gguf'))
					.map(({ transferSize, encodedBodySize }) => transferSize > encodedBodySize)
			);
	await openWidget(page, at('/plain'));
	await expect(forgets).toBeVisible();
	await expect(chat(page).getByText(/a download of up to [\d.]+ MB, on every visit/)).toBeVisible();
	await askWidget(page, 'capital of norway');
	await askWidget(page, 'again');
	await expect(answers(page)).toHaveText([/Oslo\./, /Oslo\./]);
	await expect(forgets).toBeVisible();
	expect(await weights(), 'the model came over the network').toContain(true);
	await launcher(page).click();
	await launcher(page).click();
	await expect(answers(page), 'closed and opened, it goes on').toHaveCount(2);
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await chat(page).getByRole('menuitem', { name: 'Start over' }).click();
	await expect(answers(page)).toHaveCount(0);
	await askWidget(page, 'capital of norway');
	await page.reload();
	await launcher(page).click();
	await expect(chat(page).getByText('Hello! Ask us about your order.')).toBeVisible();
	await expect(answers(page)).toHaveCount(0);
	await itAnswers(page);
	expect(await weights(), 'the browser’s own cache had the model').not.toContain(true);
	expect(errors).toEqual([]);
	await browser.close();
});

test('a page that forgot the key is told so', async ({ at, page }) => {
	await page.goto(at('/plain'));
	await listen(page);
	await element(page).evaluate((node) => {
		node.removeAttribute('site');
		(node as UnderstudyChat).open();
	});
	expect(await told(page)).toContainEqual({
		name: 'error',
		detail: {
			code: 'not-set-up',
			message: 'understudy-chat needs the attribute site: the key of this site at the edge.'
		}
	});
});
