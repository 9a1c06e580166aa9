// The model manager on the built app with a real weight store: filters kept in the address, memory counted
// for the context chosen, room made by what was unused longest and only when asked, and room freed at once.

import type { Locator, Page } from '@playwright/test';
import { CHUNK_BYTES } from '../../src/contract/gguf-manifest.ts';
import { STORAGE_RESERVE_BYTES } from '../../src/contract/room.ts';
import { fitsItsWidth, isAccessible } from '../support/accessible.ts';
import { chatTest, openChat } from '../support/chat-page.ts';
import { hostModel } from '../support/model-host.ts';
import { randomModel } from '../support/random-architectures.ts';
import { randomLlama, scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';
import { storedWeights } from '../support/weights-database.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 4096 }));

// Of the catalogue; nothing about its file is pinned there, so it is learnt from the host.
const LISTED = 'SmolLM2 135M';

const rows = (page: Page): Locator =>
	page.getByRole('list', { name: 'All models' }).getByRole('listitem');
const row = (page: Page, name: string): Locator =>
	page.getByRole('list', { name: 'All models' }).getByRole('listitem', { name, exact: true });
const stored = (page: Page): Locator => page.getByRole('list', { name: 'Room for models' });

async function openModels(page: Page, query = '') {
	await openChat(page, `/models${query}`);
	await expect(page.getByRole('combobox', { name: 'Longest conversation' })).toBeVisible();
}

async function importModel(page: Page, name: string, bytes: Uint8Array) {
	const here = rows(page).filter({ hasText: 'added by you' }).filter({ hasText: 'On this device' });
	const before = await here.count();
	await page
		.getByLabel('Choose files')
		.locator('input')
		.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
	await expect(here).toHaveCount(before + 1, { timeout: 60_000 });
}

/** Lets the browser say that so much is free, the reserve apart; reload to see it. */
async function allow(page: Page, freeBytes: number) {
	const { usedBytes } = await storedWeights(page);
	await page.evaluate(
		(quota) => localStorage.setItem('quota-in-test', String(quota)),
		usedBytes + freeBytes + STORAGE_RESERVE_BYTES
	);
}

test('filters are kept in the address, and an empty list says which wish to give up', async ({
	page
}) => {
	await openModels(page);
	const whole = await rows(page).count();
	await page.getByText('Filter', { exact: true }).click();
	await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
	await expect.poll(() => rows(page).count()).toBeLessThan(whole);
	const german = await rows(page).count();
	await expect(page).toHaveURL(/\?language=de$/);
	// The starter and models that state no language: not taken to speak it.
	await expect(page.getByText(/left out because nobody states this/)).toBeVisible();
	await page.reload();
	await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('de');
	await expect(rows(page)).toHaveCount(german);

	await page.getByRole('switch', { name: 'Reads pictures' }).click();
	await expect(page.getByText('No model matches.')).toBeVisible();
	await isAccessible(page, 'no model matches');
	await page.getByRole('button', { name: /^without “pictures”: \d+ models?$/ }).click();
	await expect(rows(page)).toHaveCount(german);
	await expect(page).toHaveURL(/\?language=de$/);
	await page.getByRole('combobox', { name: 'Licence' }).selectOption('Apache-2.0');
	for (const one of await rows(page).all()) await expect(one).toContainText('Apache-2.0');
});

test('the memory of every row is counted for the context chosen, and the model is opened with it', async ({
	page
}) => {
	await openModels(page);
	const memory = async (name: string) => {
		const said = await row(page, name).locator('dl > div', { hasText: 'Memory' }).textContent();
		const [, size = '', unit, tokens] =
			/([\d.,]+) (MB|GB) for ([\d,]+) tokens/.exec(said ?? '') ?? [];
		return { bytes: Number(size) * (unit === 'GB' ? 1000 : 1), tokens };
	};
	// Of a listed model from its entry, of the one that is here from its own file.
	const before = { listed: await memory(LISTED), own: await memory('Test starter') };
	expect([before.listed.tokens, before.own.tokens]).toEqual(['4,096', '4,096']);
	await page.getByRole('combobox', { name: 'Longest conversation' }).selectOption('1024');
	await expect(row(page, LISTED)).toContainText('for 1,024 tokens');
	const after = { listed: await memory(LISTED), own: await memory('Test starter') };
	expect(after.own.tokens).toBe('1,024');
	// 3,072 tokens of 23,040 bytes each.
	expect(before.listed.bytes - after.listed.bytes).toBeCloseTo(70.8, -1);
	expect(after.own.bytes).toBeLessThan(before.own.bytes);
	await expect(page.getByRole('region', { name: 'Answering now' })).toContainText('1,024 tokens', {
		timeout: 60_000
	});
});

test(
	'a download that does not fit names what was unused longest, and takes it only when told, or allowed, and no sooner than it needs the room',
	{ tag: '@slow' },
	async ({ page, context }) => {
		test.setTimeout(400_000);
		// Its size and hash are stated; the host has nothing of it, so the download itself fails.
		const wanted = 'SmolLM2 360M';
		const wantedBytes = 386_404_992;
		const host = await hostModel(context, randomLlama({ embedding: 512, seed: 4 }).bytes);
		await page.clock.install();
		// What the browser would say on a fuller disk.
		await context.addInitScript(() => {
			// A page that is no page of the app has none.
			if (!navigator.storage) return;
			const measure = navigator.storage.estimate.bind(navigator.storage);
			navigator.storage.estimate = async () => {
				const said = await measure();
				const quota = Number(localStorage.getItem('quota-in-test') ?? said.quota);
				return { ...said, quota };
			};
		});
		await openModels(page);
		const download = (name: string) =>
			row(page, name)
				.getByRole('button', { name: /^(Download only|Try again|Resume): / })
				.click();
		const isHere = (name: string) =>
			expect(row(page, name)).toContainText('On this device', { timeout: 60_000 });
		await download('LFM2 700M');
		await isHere('LFM2 700M');
		host.bytes = randomLlama({ embedding: 512, seed: 5 }).bytes;
		await download(LISTED);
		await isHere(LISTED);
		await importModel(page, 'mine.gguf', randomModel('qwen3', { embedding: 512, layers: 2 }));
		const list = stored(page).getByRole('listitem');
		// Of two that were never used the one that came first; what comes with the app never.
		await expect(list).toHaveText([/LFM2 700M/, /SmolLM2 135M/, /Random qwen3/, /always kept/]);
		await expect(list.first()).toContainText('never, here since');
		await expect(list.nth(2)).toContainText('cannot be fetched again');

		await allow(page, wantedBytes - 500_000);
		await page.reload();
		await expect(row(page, wanted)).toContainText('LFM2 700M would have to go, and you are asked');
		await page.getByRole('switch', { name: 'Always keep LFM2 700M' }).click();
		await expect(row(page, wanted)).toContainText(
			'SmolLM2 135M would have to go, and you are asked'
		);
		const dialog = page.getByRole('dialog', { name: 'Make room for it?' });
		const remove = dialog.getByRole('button', { name: 'Remove and download' });
		const mine = dialog.getByRole('switch', { name: /^Remove Random qwen3 too/ });
		await download(wanted);
		await expect(dialog.getByRole('listitem')).toHaveText([/SmolLM2 135M/]);
		await expect(mine).not.toBeChecked();
		await isAccessible(page, 'room to be made');
		await dialog.getByRole('button', { name: 'Cancel' }).click();
		await download(wanted);
		await remove.click();
		await expect(row(page, wanted)).toContainText('The download stopped', { timeout: 60_000 });
		await expect(list).toHaveCount(4);

		// What no other model would be enough for is asked, also where room is made without asking.
		await page.getByRole('switch', { name: `Always keep ${LISTED}` }).click();
		await page.getByRole('switch', { name: /^Make room without asking/ }).click();
		await expect(row(page, wanted)).toContainText(
			'unless a model goes that cannot be fetched again'
		);
		await download(wanted);
		await expect(remove).toBeDisabled();
		await mine.click();
		await expect(remove).toBeEnabled();
		await isAccessible(page, 'room to be made by a model that cannot be fetched again');
		await dialog.getByRole('button', { name: 'Cancel' }).click();
		await expect(list).toHaveCount(4);

		// One whose size is known, since it began: its first piece needs the room, its last one does not arrive.
		await page.getByRole('switch', { name: `Always keep ${LISTED}` }).click();
		const next = 'LFM2 1.2B';
		host.bytes = randomLlama({ embedding: 512, seed: 6 }).bytes;
		host.holdFrom = 0;
		await page.evaluate(() => localStorage.removeItem('quota-in-test'));
		await page.reload();
		host.starts.length = 0;
		await download(next);
		await expect.poll(() => host.starts.length).toBeGreaterThan(0);
		await row(page, next)
			.getByRole('button', { name: /^Pause: / })
			.click();
		await expect(row(page, next)).toContainText('Paused');
		host.release();
		host.breakAt = CHUNK_BYTES;
		await allow(page, CHUNK_BYTES - 500_000);
		await page.reload();
		await expect(row(page, next)).toContainText('SmolLM2 135M would go, as you allowed');
		await download(next);
		await expect(page.getByText('Removed to make room: SmolLM2 135M')).toBeVisible();
		// Half a minute of tries.
		await expect(async () => {
			await page.clock.fastForward(5_000);
			await expect(row(page, next)).toContainText('The download stopped', { timeout: 500 });
		}).toPass();
		await expect(row(page, next)).toContainText('For this download SmolLM2 135M had to go');
		await expect(row(page, next)).toContainText('8.4 MB have arrived and are kept');
		await isAccessible(page, 'a download that stopped after room was made');
		await page.reload();
		await expect(row(page, next)).toContainText('For this download SmolLM2 135M had to go');
		host.release();
		await download(next);
		await isHere(next);
		await expect(list).toHaveText([/LFM2 1.2B/, /LFM2 700M/, /Random qwen3/, /always kept/]);
		await expect(row(page, 'Test starter')).toContainText('Answering', { timeout: 60_000 });
	}
);

test('removing a model frees its room at once', async ({ page }) => {
	test.setTimeout(300_000);
	await openModels(page);
	const before = await storedWeights(page);
	const { bytes } = randomLlama({ embedding: 512, layers: 2, feedForward: 1024, seed: 9 });
	await importModel(page, 'mine.gguf', bytes);
	const full = await storedWeights(page);
	expect(full.pieceBytes - before.pieceBytes).toBe(bytes.length);
	// What the browser says of a private window's database in memory is a rough figure, and lags.
	await expect
		.poll(async () => (await storedWeights(page)).databaseBytes - before.databaseBytes)
		.toBeGreaterThan(0.6 * bytes.length);
	await rows(page)
		.filter({ hasText: 'added by you' })
		.getByRole('button', { name: /^Remove: / })
		.click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(rows(page).filter({ hasText: 'added by you' })).toHaveCount(0);
	expect((await storedWeights(page)).pieceBytes).toBe(before.pieceBytes);
	await expect
		.poll(async () => (await storedWeights(page)).databaseBytes - before.databaseBytes)
		.toBeLessThan(0.1 * bytes.length);
	for (const [colorScheme, width] of [
		['light', 1440],
		['dark', 360]
	] as const) {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width, height: 900 });
		await isAccessible(page, `the model manager, ${colorScheme}, ${width} px`);
		await fitsItsWidth(page, `the model manager, ${colorScheme}, ${width} px`);
	}
});
