// The model manager on the built app with a real weight store: filters kept in the address, memory counted
// for the context chosen, room made by what was unused longest and only when asked, and room freed at once.

import type { Locator, Page } from '@playwright/test';
import { STORAGE_RESERVE_BYTES } from '../../src/contract/room.ts';
import { fitsItsWidth, isAccessible } from '../support/accessible.ts';
import { chatTest, openChat } from '../support/chat-page.ts';
import { hostModel } from '../support/model-host.ts';
import { randomModel } from '../support/random-architectures.ts';
import { randomLlama, scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

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
		.getByLabel('Choose a GGUF file')
		.locator('input')
		.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
	await expect(here).toHaveCount(before + 1, { timeout: 60_000 });
}

/** Bytes of the weights' pieces, counted in the database, and what the browser says is used: in all, and by databases. */
function used(page: Page): Promise<{ pieces: number; estimate: number; databases: number }> {
	return page.evaluate(
		() =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('understudy-weights');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const transaction = database.transaction(['chunks', 'files']);
					// By their keys alone: a Blob's handle would keep its file on the disk.
					const keys = transaction.objectStore('chunks').getAllKeys();
					const files = transaction.objectStore('files').getAll();
					transaction.onerror = () => reject(transaction.error);
					transaction.oncomplete = async () => {
						database.close();
						type File = { sha256: string; bytes: number; chunkBytes: number };
						const byHash = new Map((files.result as File[]).map((file) => [file.sha256, file]));
						let pieces = 0;
						for (const [sha256, index] of keys.result as unknown as [string, number][]) {
							const { bytes = 0, chunkBytes = 0 } = byHash.get(sha256) ?? {};
							pieces += Math.min(chunkBytes, bytes - index * chunkBytes);
						}
						const said: StorageEstimate & { usageDetails?: { indexedDB?: number } } =
							await navigator.storage.estimate();
						const { usage = 0, usageDetails } = said;
						resolve({ pieces, estimate: usage, databases: usageDetails?.indexedDB ?? usage });
					};
				};
			})
	);
}

/** Lets the browser say that so much is free, the reserve apart; reload to see it. */
async function allow(page: Page, freeBytes: number) {
	const { estimate } = await used(page);
	await page.evaluate(
		(quota) => localStorage.setItem('quota-in-test', String(quota)),
		estimate + freeBytes + STORAGE_RESERVE_BYTES
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

test('a download that does not fit names what was unused longest, and takes it only when told, or allowed', async ({
	page,
	context
}) => {
	test.setTimeout(300_000);
	// Its size is stated; the host has nothing of it, so the download itself fails.
	const wanted = 'SmolLM2 360M';
	const wantedBytes = 386_404_992;
	await hostModel(context, new Uint8Array(1000));
	const larger = randomModel('qwen3', { embedding: 512, layers: 2 });
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
	await importModel(page, 'larger.gguf', larger);
	await importModel(page, 'smaller.gguf', randomModel('llama', { embedding: 256, layers: 2 }));
	const list = stored(page).getByRole('listitem');
	// Of two that were never used the larger goes first; what comes with the app never.
	await expect(list.first()).toContainText('Random qwen3');
	await expect(list.last()).toContainText('always kept');

	await allow(page, wantedBytes - 500_000);
	await page.reload();
	await expect(row(page, wanted)).toContainText('Random qwen3 would have to go, and you are asked');
	await page.getByRole('switch', { name: 'Always keep Random qwen3' }).click();
	await expect(row(page, wanted)).toContainText('Random llama would have to go, and you are asked');
	const download = () =>
		row(page, wanted)
			.getByRole('button', { name: /^(Download only|Try again|Resume): / })
			.click();
	const dialog = page.getByRole('dialog', { name: 'Make room first?' });
	await download();
	await expect(dialog).toContainText('Random llama');
	await expect(dialog).not.toContainText('Random qwen3');
	await isAccessible(page, 'room to be made');
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(list).toHaveCount(3);
	await download();
	await dialog.getByRole('button', { name: 'Remove and download' }).click();
	await expect(page.getByText('Removed to make room: Random llama')).toBeVisible();
	await expect(row(page, 'Random llama')).toHaveCount(0);
	await expect(row(page, wanted)).toContainText('The download stopped', { timeout: 60_000 });

	await page.getByRole('switch', { name: 'Always keep Random qwen3' }).click();
	await page.getByRole('switch', { name: /^Make room without asking/ }).click();
	await allow(page, wantedBytes - 500_000);
	await page.reload();
	await expect(row(page, wanted)).toContainText('Random qwen3 would go, as you allowed');
	await download();
	await expect(page.getByText('Removed to make room: Random qwen3')).toBeVisible();
	await expect(row(page, 'Random qwen3')).toHaveCount(0);
	await expect(row(page, 'Test starter')).toContainText('Answering', { timeout: 60_000 });
});

test('removing a model frees its room at once', async ({ page }) => {
	test.setTimeout(300_000);
	await openModels(page);
	const before = await used(page);
	const { bytes } = randomLlama({ embedding: 512, layers: 2, feedForward: 1024, seed: 9 });
	await importModel(page, 'mine.gguf', bytes);
	const full = await used(page);
	expect(full.pieces - before.pieces).toBe(bytes.length);
	// What the browser says of a private window's database in memory is a rough figure, and lags.
	await expect
		.poll(async () => (await used(page)).databases - before.databases)
		.toBeGreaterThan(0.6 * bytes.length);
	await rows(page)
		.filter({ hasText: 'added by you' })
		.getByRole('button', { name: /^Remove: / })
		.click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(rows(page).filter({ hasText: 'added by you' })).toHaveCount(0);
	expect((await used(page)).pieces).toBe(before.pieces);
	await expect
		.poll(async () => (await used(page)).databases - before.databases)
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
