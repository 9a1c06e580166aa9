// Models of real architectures, with random weights: each is added from disk as a person does it, its memory is
// estimated, it is loaded by the app's own engine in a real Chromium, answers in letters without meaning, begins
// to be calibrated on this device, and is removed with all the room it took. Two of them are compared.

import type { Locator, Page } from '@playwright/test';
import { answers, ask, chatTest, setLongestAnswer, toModels } from '../support/chat-page.ts';
import { sureness } from '../support/calibration.ts';
import {
	ARCHITECTURES,
	nameOf,
	randomModel,
	type Architecture
} from '../support/random-architectures.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';
import { storedWeights } from '../support/weights-database.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));

/** Megabytes of each: enough to be told from what else a browser writes. */
const EMBEDDING = 512;

const row = (page: Page, architecture: Architecture): Locator =>
	page
		.getByRole('list', { name: 'All models' })
		.getByRole('listitem', { name: nameOf(architecture) });

async function add(page: Page, architecture: Architecture): Promise<Uint8Array> {
	const bytes = randomModel(architecture, { embedding: EMBEDDING });
	await page
		.getByLabel('Choose files')
		.locator('input')
		.setInputFiles({
			name: `${architecture}.gguf`,
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(bytes)
		});
	await expect(row(page, architecture)).toContainText('On this device', { timeout: 120_000 });
	return bytes;
}

/** From the row's “Memory”, in bytes. */
async function estimatedMemory(page: Page, architecture: Architecture): Promise<number> {
	const said = await row(page, architecture)
		.locator('dl > div', { hasText: 'Memory' })
		.textContent();
	const [, size = '', unit] = /([\d.,]+) (MB|GB) for ([\d,]+) tokens/.exec(said ?? '') ?? [];
	return Number(size) * (unit === 'GB' ? 1e9 : 1e6);
}

for (const architecture of ARCHITECTURES)
	test(`a model of the ${architecture} architecture is added from disk, estimated, answers, begins its calibration and is removed`, async ({
		page
	}) => {
		test.setTimeout(600_000);
		await setLongestAnswer(page, 16);
		await toModels(page);
		await expect(page.getByRole('combobox', { name: 'Longest conversation' })).toBeVisible();
		const before = await storedWeights(page);
		const bytes = await add(page, architecture);
		const added = row(page, architecture);
		// All of its weights, and an engine beside them, whose own size is no model's.
		const memory = await estimatedMemory(page, architecture);
		expect(memory).toBeGreaterThan(bytes.length);
		expect(memory).toBeLessThan(bytes.length + 1e9);
		const full = await storedWeights(page);
		expect(full.files).toBe(before.files + 1);
		expect(full.pieceBytes - before.pieceBytes).toBe(bytes.length);

		await added.getByRole('button', { name: /^Use: / }).click();
		await expect(added).toContainText('Answering', { timeout: 240_000 });
		await page.getByRole('button', { name: 'New chat' }).click();
		await ask(page, 'hello there');
		await expect(answers(page).last()).toHaveAttribute('data-status', 'done', { timeout: 240_000 });
		await expect(answers(page).last()).toContainText(/[a-z ]{4,}/);

		// Questions are asked of it until somebody stops that; what it answered so far is kept.
		await toModels(page);
		await sureness(page).getByRole('button', { name: 'Calibrate on this device' }).click();
		await expect(sureness(page)).toContainText(/\b([2-9]|\d\d+) of 400 questions\./, {
			timeout: 240_000
		});
		await sureness(page).getByRole('button', { name: 'Pause' }).click();
		await expect(sureness(page).getByRole('button', { name: 'Go on calibrating' })).toBeVisible();
		await expect(sureness(page)).toContainText(/[1-9]\d* of 400 questions\./);

		await added.getByRole('button', { name: /^Remove: / }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
		await expect(added).toHaveCount(0, { timeout: 60_000 });
		const after = await storedWeights(page);
		expect(after.files).toBe(before.files);
		expect(after.pieceBytes).toBe(before.pieceBytes);
		// The browser's own figure, which lags; it had grown by the model.
		expect(full.databaseBytes - before.databaseBytes).toBeGreaterThan(0.6 * bytes.length);
		await expect
			.poll(async () => (await storedWeights(page)).databaseBytes - before.databaseBytes, {
				timeout: 60_000
			})
			.toBeLessThan(0.2 * bytes.length);
		// Nothing is left that answers but what came with the app.
		await expect(
			page.getByRole('list', { name: 'All models' }).getByRole('listitem', { name: 'Test starter' })
		).toContainText('Answering', { timeout: 120_000 });
	});

test('two models of different architectures answer one question side by side', async ({ page }) => {
	test.setTimeout(600_000);
	await setLongestAnswer(page, 16);
	await toModels(page);
	const compared = ['gemma3', 'lfm2'] as const;
	for (const architecture of compared) await add(page, architecture);
	await page.getByRole('link', { name: 'Compare models side by side' }).click();
	const who = page.getByRole('list', { name: 'Who answers' });
	await expect(who.getByRole('listitem')).not.toHaveCount(0);
	const remove = who.getByRole('button', { name: /^Remove/ });
	while ((await remove.count()) > 0) await remove.last().click();
	for (const architecture of compared) {
		await page
			.getByRole('combobox', { name: 'Model' })
			.selectOption({ label: nameOf(architecture) });
		await page.getByRole('button', { name: 'Add to the comparison' }).click();
	}
	await page.getByRole('textbox', { name: 'Question' }).fill('hello there');
	await page.getByRole('button', { name: 'Compare' }).click();
	const columns = page.getByRole('list', { name: 'Answers', exact: true }).locator('> li');
	const said: string[] = [];
	for (const [at, architecture] of compared.entries()) {
		const column = columns.nth(at);
		await expect(column).toHaveAttribute('data-state', 'ended', { timeout: 240_000 });
		await expect(column).toHaveAccessibleName(`${nameOf(architecture)}, alone`);
		await expect(column.locator('.text')).toContainText(/[a-z ]{4,}/);
		said.push(await column.locator('.text').innerText());
	}
	expect(said[0]).not.toBe(said[1]);
});
