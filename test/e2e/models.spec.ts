// The model page on the built app with a real engine and a real weight store: what runs, getting
// another model from a host that misbehaves, adding one from disk, and refusing what cannot run.

import type { Locator, Page } from '@playwright/test';
import { CHUNK_BYTES } from '../../src/contract/gguf-manifest.ts';
import { fitsItsWidth, inLightAndDark, isAccessible } from '../support/accessible.ts';
import { ask, answers, chatTest, openChat } from '../support/chat-page.ts';
import { hostModel } from '../support/model-host.ts';
import { randomLlama, scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));

// Of the catalogue; nothing about its file is pinned there, so it is learnt from the host.
const LISTED = 'SmolLM2 135M';
/** Two of the pieces in which weights are stored, and some. */
const larger = () => randomLlama({ embedding: 512, layers: 2, feedForward: 1024, seed: 7 }).bytes;

async function openModels(page: Page) {
	await openChat(page, '/models');
	await expect(page.getByRole('list', { name: 'All models' })).toBeVisible();
}

const row = (page: Page, name: string): Locator =>
	page.getByRole('list', { name: 'All models' }).getByRole('listitem', { name });
const card = (page: Page): Locator => page.getByRole('region', { name: 'Answering now' });
const chooser = (page: Page): Locator => page.getByLabel('Choose files').locator('input');

async function drop(target: Locator, name: string, text: string) {
	await target.evaluate(
		(element, [name, text]) => {
			const dataTransfer = new DataTransfer();
			dataTransfer.items.add(new File([text], name));
			for (const type of ['dragenter', 'dragover', 'drop'])
				element.dispatchEvent(
					new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
				);
		},
		[name, text] as const
	);
}

test('the page says what answers now, where it came from and what this device can do', async ({
	page
}) => {
	await openModels(page);
	await expect(card(page).getByRole('heading', { name: 'Test starter' })).toBeVisible();
	await expect(card(page)).toContainText('A model made for a test.');
	await card(page).getByRole('button', { name: 'Model card' }).click();
	const dialog = page.getByRole('dialog', { name: 'Model card: Test starter' });
	await expect(dialog).toContainText('Random weights.');
	await expect(dialog).toContainText('Nobody has measured this model in this app.');
	await expect(dialog.locator('code')).toHaveText(/^[0-9a-f]{64}$/);
	await page.keyboard.press('Escape');
	const device = page.getByRole('region', { name: 'This device', exact: true });
	await expect(device).toContainText('Yes: several threads may share memory');
	await expect(device).toContainText(/\d+ threads?/);
	await expect(device.getByRole('meter', { name: 'Storage used' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Recommended for this device' })).toBeVisible();
});

test('the list can be searched, and hides what does not fit until asked', async ({ page }) => {
	await page.addInitScript(() =>
		Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 2 })
	);
	await openModels(page);
	const rows = page.getByRole('list', { name: 'All models' }).getByRole('listitem');
	const fitting = await rows.count();
	await page.getByRole('button', { name: 'Show all' }).click();
	await expect.poll(() => rows.count()).toBeGreaterThan(fitting);
	await expect(
		page.getByText(/Needs .* of memory; about 1 GB can be used here/).first()
	).toBeVisible();
	const search = page.getByRole('searchbox', { name: 'Search models' });
	await search.fill('smollm2 apache');
	await expect(row(page, LISTED)).toBeVisible();
	await expect(row(page, 'Test starter')).toBeHidden();
	await search.fill('no such model');
	await expect(page.getByText('No model matches.')).toBeVisible();
	await page.getByRole('button', { name: 'Clear all filters' }).click();
	await expect(row(page, 'Test starter')).toBeVisible();
});

test('a download is paused, survives a reload, resumes at the byte it stopped at, and answers', async ({
	page,
	context
}) => {
	test.setTimeout(400_000);
	const bytes = larger();
	const host = await hostModel(context, bytes);
	host.breakAt = CHUNK_BYTES;
	host.holdFrom = CHUNK_BYTES;
	await openModels(page);
	await row(page, LISTED)
		.getByRole('button', { name: `Download and use: ${LISTED}` })
		.click();
	const progress = row(page, LISTED).getByRole('progressbar');
	await expect(progress).toHaveAttribute('aria-valuenow', /^4\d$/);
	await row(page, LISTED)
		.getByRole('button', { name: `Pause: ${LISTED}` })
		.click();
	await expect(row(page, LISTED)).toContainText('Paused');
	await page.reload();
	await expect(row(page, LISTED)).toContainText('Paused');
	await expect(row(page, LISTED)).toContainText('8.4 MB of');
	await expect(card(page).getByRole('heading', { name: 'Test starter' })).toBeVisible();

	host.starts.length = 0;
	host.release();
	await row(page, LISTED)
		.getByRole('button', { name: `Resume: ${LISTED}` })
		.click();
	await expect(row(page, LISTED)).toContainText('On this device', { timeout: 120_000 });
	expect(host.starts[0]).toBe(CHUNK_BYTES);

	await row(page, LISTED)
		.getByRole('button', { name: `Use: ${LISTED}` })
		.click();
	await expect(card(page).getByRole('heading', { name: LISTED })).toBeVisible({ timeout: 120_000 });
	await openChat(page);
	await ask(page, 'hello');
	await expect(answers(page).last()).toHaveAttribute('data-status', 'done');

	await openModels(page);
	await row(page, LISTED)
		.getByRole('button', { name: `Remove: ${LISTED}` })
		.click();
	const dialog = page.getByRole('dialog', { name: `Remove ${LISTED}?` });
	await expect(dialog).toContainText('Conversations stay.');
	await dialog.getByRole('button', { name: 'Remove' }).click();
	await expect(
		row(page, LISTED).getByRole('button', { name: `Download and use: ${LISTED}` })
	).toBeVisible();
	await expect(card(page).getByRole('heading', { name: 'Test starter' })).toBeVisible({
		timeout: 120_000
	});
});

test('weights with a wrong hash are refused with a sentence, and the old model goes on', async ({
	page,
	context
}) => {
	const host = await hostModel(context, randomLlama({ seed: 3 }).bytes);
	host.damaged = true;
	await openModels(page);
	await row(page, LISTED)
		.getByRole('button', { name: `Download only: ${LISTED}` })
		.click();
	const failure = row(page, LISTED).getByRole('alert');
	await expect(failure).toContainText('The download stopped', { timeout: 120_000 });
	await expect(failure).toContainText(/hash/);
	await expect(failure).toContainText(/try again|choose another/i);
	await expect(card(page).getByRole('heading', { name: 'Test starter' })).toBeVisible();

	host.damaged = false;
	await row(page, LISTED)
		.getByRole('button', { name: `Try again: ${LISTED}` })
		.click();
	await expect(row(page, LISTED)).toContainText('On this device', { timeout: 120_000 });
});

test('a GGUF file from disk is added, and answers', async ({ page }) => {
	test.setTimeout(300_000);
	await openModels(page);
	const mine = scriptedLlama('Rome.', { ends: true, seed: 5 });
	await chooser(page).setInputFiles({
		name: 'my-model.gguf',
		mimeType: 'application/octet-stream',
		buffer: Buffer.from(mine.bytes)
	});
	const added = page.getByRole('list', { name: 'All models' }).getByRole('listitem').filter({
		hasText: 'added by you'
	});
	await expect(added).toBeVisible({ timeout: 60_000 });
	await added.getByRole('button', { name: /^Use: / }).click();
	await expect(added).toContainText('Answering', { timeout: 120_000 });
	await openChat(page);
	await ask(page, 'capital of italy');
	await expect(answers(page).last()).toContainText('Rome.');
});

test('a damaged, a truncated and a foreign file are each refused with a sentence', async ({
	page
}) => {
	await openModels(page);
	const { bytes } = randomLlama({ seed: 2 });
	const damaged = bytes.slice();
	damaged.fill(0xff, 8, 64);
	const count = await page.getByRole('list', { name: 'All models' }).getByRole('listitem').count();
	for (const [name, content] of [
		['damaged.gguf', damaged],
		['truncated.gguf', bytes.subarray(0, bytes.length >> 1)],
		['short.gguf', bytes.subarray(0, 20)],
		['photo.gguf', new TextEncoder().encode('\x89PNG not a model')],
		['empty.gguf', new Uint8Array()]
	] as const) {
		await chooser(page).setInputFiles({
			name,
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(content)
		});
		const alert = page.getByRole('alert').filter({ hasText: `${name} was not added.` });
		await expect(alert).toBeVisible({ timeout: 60_000 });
		const sentence = (await alert.textContent()) ?? '';
		// The fact and the next step: two sentences at least.
		expect(sentence.length, sentence).toBeGreaterThan(60);
	}
	await drop(page.getByRole('group', { name: 'Choose files' }), 'dropped.gguf', 'not a model');
	await expect(page.getByRole('alert')).toContainText('dropped.gguf was not added.');
	await expect(page.getByRole('list', { name: 'All models' }).getByRole('listitem')).toHaveCount(
		count
	);
	await expect(card(page).getByRole('heading', { name: 'Test starter' })).toBeVisible();
});

test('a manifest of a newer version says so and what to do, and another model can be used', async ({
	page
}) => {
	await page.route('**/models/starter/manifest.json', (route) =>
		route.fulfill({ json: { version: 2, id: 'starter' } })
	);
	await page.goto('/models');
	await expect(card(page).getByRole('alert')).toContainText('manifest is version 2', {
		timeout: 60_000
	});
	await expect(card(page)).toContainText('Reload the page to update the app');
	await expect(card(page).getByRole('button', { name: 'Try again' })).toBeVisible();
	await chooser(page).setInputFiles({
		name: 'my-model.gguf',
		mimeType: 'application/octet-stream',
		buffer: Buffer.from(scriptedLlama('Rome.', { ends: true }).bytes)
	});
	await page
		.getByRole('listitem')
		.filter({ hasText: 'added by you' })
		.getByRole('button', { name: /^Use: / })
		.click();
	await expect(page.locator('main')).toHaveAttribute('data-ready', 'true', { timeout: 120_000 });
});

test('the model page has no accessibility faults, nor sideways scrolling, light and dark', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await openModels(page);
	await chooser(page).setInputFiles({
		name: 'photo.gguf',
		mimeType: 'image/png',
		buffer: Buffer.from('no model')
	});
	await expect(page.getByRole('alert')).toBeVisible();
	await inLightAndDark(page, async (colorScheme) => {
		await isAccessible(page, `a file refused, ${colorScheme}`);
		await fitsItsWidth(page, `a file refused, ${colorScheme}`);
	});
});
