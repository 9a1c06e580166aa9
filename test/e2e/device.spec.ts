// What the app knows of this device, on the built app with the starter in a real Chromium: why a model runs
// where it does, measuring it and taking the result along, and the browser's own model. That one is the
// test's on the platform's side (support/language-model/platform.ts): Chromium brings none here, so the
// specification's interface answers with our starter and engine, and the app cannot tell.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { fitsItsWidth, isAccessible } from '../support/accessible.ts';
import { answers, ask, openChat } from '../support/chat-page.ts';
import { wholeChromium } from '../support/browser.ts';
import { buildPlatform, type BuiltPlatform } from '../support/language-model/in-app.ts';
import { expect, test } from '../support/test.ts';

// The headless shell has a software adapter for WebGPU where Chromium has none.
test.use({ launchOptions: wholeChromium() });

const NAME = 'The browser’s own model';
const card = (page: Page) => page.getByRole('region', { name: 'Answering now' });
const row = (page: Page, name: string) =>
	page.getByRole('list', { name: 'All models' }).getByRole('listitem', { name });
const device = (page: Page) => page.getByRole('region', { name: 'This device', exact: true });

async function openReceipt(page: Page) {
	await answers(page).last().getByRole('button', { name: 'Details of this answer' }).click();
}

test('a model is measured, or not to its end; the result is kept, copied and saved, and nothing is sent', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openChat(page, '/models');
	const part = device(page);
	await expect(part).toContainText('Nothing was measured on this device yet.');
	await expect(part).toContainText('none for this device');
	const measure = part.getByRole('button', { name: 'Measure', exact: true });
	await measure.click();
	await part.getByRole('button', { name: 'Stop' }).click();
	await expect(measure).toBeEnabled();
	await expect(part.getByRole('article')).toHaveCount(0);
	await expect(part.getByRole('alert')).toHaveCount(0);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await measure.click();
	const result = part.getByRole('article');
	await expect(result).toContainText(/Writes\s*[\d,.]+ tokens a second/);
	await expect(result).toContainText(/Reads\s*[\d,.]+ tokens a second/);
	await expect(result).toContainText(/with a prompt of [\d,]+ tokens/);
	await expect(result).toContainText('llama.cpp, on the processor');
	// The app's own scripts may be fetched meanwhile; nothing else, and nothing is posted.
	expect(asked.filter((path) => !/^\/(_app|models\/starter)\//.test(path))).toEqual([]);
	await isAccessible(page, 'the result');

	await result.getByRole('button', { name: 'Copy as text' }).click();
	await expect(page.getByText('Copied', { exact: true })).toBeVisible();
	const text = await page.evaluate(() => navigator.clipboard.readText());
	expect(text.split('\n')[0]).toBe('Understudy on this device');
	expect(text).toMatch(/\nWrites: [\d,.]+ tokens a second\n/);

	const saving = page.waitForEvent('download');
	await result.getByRole('button', { name: 'Save as image' }).click();
	const saved = await saving;
	expect(saved.suggestedFilename()).toMatch(/^understudy-.*\.png$/);
	const png = await readFile(await saved.path());
	expect(png.subarray(1, 4).toString()).toBe('PNG');
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);

	await page.reload();
	await expect(device(page).getByRole('article')).toContainText('tokens a second');
	await device(page).getByRole('button', { name: 'Forget what was measured' }).click();
	await expect(device(page).getByRole('article')).toHaveCount(0);
});

test('why a model runs where it does is said on the models page, in the settings and in the receipt', async ({
	page
}) => {
	const isolated = 'This browser offers no graphics processor that this engine can use';
	await openChat(page, '/models');
	await expect(card(page)).toContainText(isolated);
	await openChat(page, '/settings');
	await expect(page.getByText(isolated)).toBeVisible();
	await page.getByLabel('Where the model runs').selectOption({ label: 'Processor, one thread' });
	await expect(page.getByText('You chose it under Settings.')).toBeVisible({ timeout: 60_000 });
	await openChat(page);
	await ask(page, 'What is the capital of France?');
	await openReceipt(page);
	await expect(page.getByText('llama.cpp, on the processor, one thread')).toBeVisible();
	await expect(page.getByText('You chose it under Settings.')).toBeVisible();
});

test.describe('with a model in the browser', () => {
	let platform: BuiltPlatform;
	test.use({ serviceWorkers: 'block' });
	test.beforeAll(async () => {
		platform = await buildPlatform();
	});
	test.afterAll(() => platform?.remove());

	test('it is listed, fetched by a click, answers, says what it does not know, and may be gone again', async ({
		page,
		context
	}) => {
		await platform.install(context, { availability: 'downloadable' });
		await openChat(page, '/models');
		await expect(row(page, NAME)).toContainText('comes with the browser');
		await expect(row(page, NAME).getByRole('button')).toHaveCount(1);
		await expect(device(page)).toContainText('can be downloaded by the browser');
		await row(page, NAME)
			.getByRole('button', { name: /Download and use/ })
			.click();
		await expect(card(page).getByRole('heading', { name: NAME })).toBeVisible();
		await expect(card(page)).toContainText('where the browser runs it');
		await expect(card(page)).toContainText('not known: it does not tell');
		await expect(card(page)).toContainText('The browser runs its own model');
		await expect(row(page, NAME)).toContainText('Answering');

		await page.getByRole('button', { name: 'New chat' }).click();
		await ask(page, 'What is the capital of France?');
		await expect(answers(page).last()).not.toHaveText('');
		await openReceipt(page);
		await expect(page.getByText('It does not say how sure it is.')).toBeVisible();
		await expect(
			page.getByText('the browser’s own engine, where the browser runs it')
		).toBeVisible();
		expect(await page.evaluate(() => globalThis.builtIn!.computed)).toBeGreaterThan(0);

		// Where the browser has it no more, the starter answers.
		const bare = await context.newPage();
		await bare.addInitScript(() => Reflect.deleteProperty(globalThis, 'LanguageModel'));
		await page.close();
		await openChat(bare, '/models');
		await expect(card(bare).getByRole('heading', { name: /starter/i })).toBeVisible();
		await expect(row(bare, NAME)).toHaveCount(0);
	});
});

test.describe('on a telephone in German', () => {
	test.use({ viewport: { width: 360, height: 800 }, locale: 'de-DE' });

	test('the part about this device and its result fit the page', async ({ page }) => {
		await openChat(page, '/models');
		await page.getByRole('button', { name: 'Messen', exact: true }).click();
		await expect(page.getByRole('article')).toContainText('Tokens pro Sekunde');
		await expect(page.getByRole('heading', { name: 'Wie schnell es hier ist' })).toBeVisible();
		await fitsItsWidth(page, 'the result');
	});
});
