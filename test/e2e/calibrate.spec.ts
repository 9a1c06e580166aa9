// A model without a calibration on the built app: the starter's own base, added from its file. It says that
// its confidence is a guess, this device measures it in the background, a question comes first, a reload
// loses nothing, and afterwards the receipt says who measured it.

import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../src/contract/manifest.ts';
import { isAccessible } from '../support/accessible.ts';
import { answerIs, ask, openChat, storedMessages, waitUntilReady } from '../support/chat.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { assetsFolder } from '../support/server.ts';
import { expect, test } from '../support/test.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Answering now' });
const sureness = (page: Page) => card(page).getByRole('group', { name: 'How sure it is' });

/** The starter's base without what its manifest adds. */
function bareBase(): string {
	const folder = join(assetsFolder(), 'models', 'starter');
	const [base] = parseManifest(readFileSync(join(folder, 'manifest.json'), 'utf8')).files;
	return join(folder, base!.path);
}

/** Adds a model from a file, and lets it answer. */
async function useFile(page: Page, path: string): Promise<void> {
	await openChat(page, '/models');
	await page.getByLabel('Choose a GGUF file').locator('input').setInputFiles(path);
	const row = page
		.getByRole('list', { name: 'All models' })
		.getByRole('listitem')
		.filter({ hasText: 'added by you' });
	await expect(row).toContainText('a careful guess, not calibrated');
	await row.getByRole('button', { name: /^Use/ }).click();
	await expect(sureness(page)).toBeVisible({ timeout: 120_000 });
}

/** Of the latest answer, whichever conversation it is in. */
const receiptOf = async (page: Page) =>
	(await storedMessages(page)).toSorted((a, b) => a.createdAtMs - b.createdAtMs).at(-1)?.receipt;

test('a model nobody calibrated is calibrated on this device, around a question and a reload', async ({
	page
}) => {
	// Four hundred answers of a real model, on whatever processor there is.
	test.setTimeout(600_000);
	await useFile(page, bareBase());
	await expect(sureness(page)).toContainText('Nobody has calibrated this model');
	await isAccessible(page, 'not calibrated');

	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await ask(page, 'What is 17 + 25?');
	const guessed = await answerIs(page, 'done');
	await expect(guessed).toContainText('(a careful guess)');
	expect((await receiptOf(page))?.calibration).toEqual({ by: 'guess' });

	await page.getByRole('link', { name: 'Models', exact: true }).first().click();
	await sureness(page).getByRole('button', { name: 'Calibrate on this device' }).click();
	await expect(sureness(page).getByRole('progressbar')).toBeVisible();
	await expect(sureness(page)).toContainText(/[1-9]\d* of 400 questions\./);
	await isAccessible(page, 'calibrating');
	// It goes on behind another page; a question is answered meanwhile.
	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await ask(page, 'What is 20 + 30?');
	await answerIs(page, 'done');

	await page.goto('/models');
	await waitUntilReady(page);
	await expect(sureness(page)).toContainText(/[1-9]\d* of 400 questions\./);
	await sureness(page).getByRole('button', { name: 'Go on calibrating' }).click();
	await expect(sureness(page)).toContainText('Calibrated on this device with 400 questions', {
		timeout: 480_000
	});
	const row = page
		.getByRole('list', { name: 'All models' })
		.getByRole('listitem')
		.filter({ hasText: 'added by you' });
	await expect(row).toContainText('calibrated on this device');
	await isAccessible(page, 'calibrated');

	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await ask(page, 'What is 17 + 26?');
	const measured = await answerIs(page, 'done');
	await expect(measured).toContainText(/\d+% sure|unsure, \d+%/);
	await expect
		.poll(() => receiptOf(page))
		.toMatchObject({ calibrated: true, calibration: { by: 'device', questions: 400 } });
	await page.getByRole('button', { name: 'Details of this answer' }).last().click();
	await expect(page.getByRole('dialog', { name: 'Who answered, and how' })).toContainText(
		/\d+%, calibrated on this device, 400 questions, .*\d{4}/
	);
	await page.keyboard.press('Escape');

	await page.getByRole('link', { name: 'Models', exact: true }).first().click();
	await sureness(page).getByRole('button', { name: 'Delete the calibration' }).click();
	await expect(sureness(page)).toContainText('Nobody has calibrated this model');
});

test('a model of another base says that the starter’s specialists are not for it', async ({
	page
}, testInfo) => {
	const { bytes } = scriptedLlama('Oslo.', { ends: true, contextTokens: 512 });
	const path = testInfo.outputPath('other.gguf');
	writeFileSync(path, bytes);
	await useFile(page, path);
	await expect(card(page)).toContainText(/Not for this model: the specialists for .*maths/);
});

test('a device that saves its data is not calibrated, and says why', async ({ page }) => {
	await page.addInitScript(() => {
		Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
	});
	await useFile(page, bareBase());
	await sureness(page).getByRole('button', { name: 'Calibrate on this device' }).click();
	await expect(page.getByText('This device saves its power now')).toBeVisible();
	await expect(sureness(page)).toContainText('Nobody has calibrated this model');
});
