// The chat is fetched when somebody is about to open it and not before, and what did not come is fetched again.
// What its box takes before anything is ready is widget-early.spec.ts.

import type { Page, Request } from '@playwright/test';
import type { UnderstudyChat } from '../../src/widget/chat-element.ts';
import { gate } from '../support/gate.ts';
import { expect } from '../support/test.ts';
import {
	answers,
	box,
	chat,
	element,
	frame,
	isThere,
	isToldOfSilence,
	itAnswers,
	launcher,
	listen,
	panel,
	test,
	told,
	watchShifts
} from '../support/widget.ts';

/** What is asked of the edge, embed.js aside. */
function requestsOf(page: Page, edge: string): string[] {
	const asked: string[] = [];
	page.on('request', (request: Request) => {
		const url = new URL(request.url());
		if (url.origin === edge && url.pathname !== '/embed.js') asked.push(url.pathname);
	});
	return asked;
}

test('who points at the button finds the chat there when they press it; until then nothing is started', async ({
	at,
	page,
	stage
}) => {
	const asked = requestsOf(page, stage.edge);
	await page.goto(at('/plain'));
	await listen(page);
	await page.waitForLoadState('networkidle');
	expect(asked).toEqual([]);
	await launcher(page).hover();
	await isThere(page);
	await expect(panel(page)).toBeHidden();
	expect(await told(page), 'nothing is open yet').toEqual([]);
	// Neither the model nor the part of the app that asks what there is of it.
	expect(asked.filter((path) => path.startsWith('/models/'))).toEqual([]);
	const before = asked.length;
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
	expect(asked.slice(before).filter((path) => path === '/widget')).toEqual([]);
	await expect
		.poll(async () => (await told(page)).map(({ name }) => name))
		.toEqual(['open', 'ready']);
	await expect(chat(page).getByText(/a download of up to [\d.]+ MB, once/)).toBeVisible();
	await itAnswers(page);
	// On the next visit what was downloaded starts with the panel, and not before.
	await page.reload();
	const again = asked.length;
	await launcher(page).hover();
	await isThere(page);
	expect(asked.slice(again).filter((path) => /\.(wasm|gguf)$|manifest\.json/.test(path))).toEqual(
		[]
	);
	await expect(answers(page)).toHaveCount(0);
	await launcher(page).click();
	await expect(answers(page).first()).toContainText('Oslo.');
});

test('a site can be on screen before anything of the chat is asked for, and its button comes without a shift', async ({
	at,
	page,
	stage
}) => {
	const loads = await gate(page, '**/picture');
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	const ofEdge = () => asked.filter((url) => url.startsWith(stage.edge));
	await page.goto(at('/late'), { waitUntil: 'domcontentloaded' });
	await expect.poll(loads.waiting).toBe(1);
	const shifts = await watchShifts(page);
	await page.evaluate(async () => {
		// Painted and idle, and still not asked for: the page has not loaded.
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		await new Promise((done) => requestIdleCallback(done));
	});
	expect(ofEdge()).toEqual([]);
	await expect(launcher(page)).toHaveCount(0);
	loads.open();
	await expect(launcher(page)).toHaveAccessibleName('Open the chat');
	await page.waitForLoadState('networkidle');
	expect(ofEdge()).toEqual([`${stage.edge}/embed.js`]);
	expect(await shifts()).toEqual([]);
	const [painted, requested] = await page.evaluate(() => [
		performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
		performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/embed.js'))
			?.startTime ?? 0
	]);
	expect(requested).toBeGreaterThan(Number(painted));
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
});

test('a site can have it fetched when its page is idle, or not before it is pressed', async ({
	at,
	page,
	stage
}) => {
	const asked = requestsOf(page, stage.edge);
	await page.goto(at('/patient'));
	await launcher(page).hover();
	await launcher(page).focus();
	await page.waitForLoadState('networkidle');
	expect(asked).toEqual([]);
	await launcher(page).click();
	await expect(box(page)).toBeVisible();

	asked.length = 0;
	await page.goto(at('/idle'));
	await isThere(page);
	await expect(panel(page)).toBeHidden();
	await page.waitForLoadState('networkidle');
	expect(asked.filter((path) => path.startsWith('/models/'))).toEqual([]);
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
});

test('a chat that did not come is fetched again when it is opened again', async ({
	at,
	browser
}) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.clock.install();
	let reachable = false;
	await page.route('**/widget?site=*', (route) => (reachable ? route.continue() : route.abort()));
	await page.goto(at('/plain'));
	await listen(page);
	// One that came ahead and failed is no fault yet.
	await launcher(page).hover();
	await frame(page).waitFor({ state: 'attached' });
	await expect(async () => {
		await page.clock.fastForward(5_000);
		expect(await frame(page).count()).toBe(0);
	}).toPass();
	expect(await told(page)).toEqual([]);
	await element(page).evaluate((node) => (node as UnderstudyChat).open());
	await isToldOfSilence(page);
	reachable = true;
	await element(page).evaluate((node) => (node as UnderstudyChat).close());
	await element(page).evaluate((node) => (node as UnderstudyChat).open());
	await expect(box(page)).toBeVisible();
	await context.close();
});
