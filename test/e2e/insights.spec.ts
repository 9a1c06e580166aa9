// The Insights page on the built app, over conversations imported with receipts of every kind: it counts
// what is stored, says so when there is nothing, and offers every drawing as a table.

import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../src/contract/manifest.ts';
import type { Adaptation } from '../../src/contract/outcomes.ts';
import { PLAIN_LAYER } from '../../src/decide/adaptive.ts';
import { startTrial } from '../../src/decide/canary.ts';
import { openChat, storeLearnt, storeSetting } from '../support/chat.ts';
import { assetsFolder } from '../support/server.ts';
import { fitsItsWidth, inLightAndDark, isAccessible } from '../support/accessible.ts';
import { escalated, importTold, type ToldAnswer } from '../support/told-conversation.ts';
import { expect, test } from '../support/test.ts';

const SIZES = [
	{ width: 1440, height: 900 },
	{ width: 360, height: 740 }
];

const local: ToldAnswer = { question: 'What is 2 + 2?', text: '4', confidence: 0.9 };
const ANSWERS: ToldAnswer[] = [
	{ ...local, feedback: 'up' },
	{ ...local, confidence: 0.3, feedback: 'down', daysAgo: 1 },
	{
		...local,
		source: 'modifier:math',
		domain: { id: 'math', probability: 0.9 },
		attempts: escalated('5', 0.4, 0.9)
	},
	{
		...local,
		source: 'edge:tutor',
		confidence: null,
		calibrated: false,
		costMicroUsd: 23_000,
		bytesSent: 1500
	}
];

const figure = (page: Page, name: string) =>
	page.getByRole('main').locator('.tiles > div').filter({ hasText: name });

test('without answers it says what will be here, and leads to the chat', async ({ page }) => {
	await page.goto('/insights');
	await expect(page.getByRole('heading', { name: 'Nothing to count yet' })).toBeVisible();
	await isAccessible(page, 'empty');
	await fitsItsWidth(page, 'empty');
	await page.getByRole('link', { name: 'Ask something' }).click();
	await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
});

test('it counts what is stored, and every drawing has its table', async ({ page }) => {
	await importTold(page, ANSWERS);
	await page.getByRole('link', { name: 'Insights' }).first().click();
	await expect(figure(page, 'Answered on this device')).toContainText('75%');
	await expect(figure(page, 'Answered on this device')).toContainText('3 of 4 answers');
	await expect(figure(page, 'Spent')).toContainText('2.3 US cents');
	await expect(figure(page, 'Spent')).toContainText('1.5 kB left this device');
	await expect(figure(page, 'Not what you wanted')).toContainText('1');
	await expect(page.getByText('over 2 judged answers')).toBeVisible();
	for (const table of await page.getByRole('main').locator('summary').all()) await table.click();
	const tokens = page.getByRole('table', { name: 'Tokens per day' });
	await expect(tokens.getByRole('row').last()).toContainText('52');
	const subjects = page.getByRole('table', { name: 'By subject' });
	await expect(subjects.getByRole('row', { name: /^Maths/ })).toContainText('100%');
	const specialists = page.getByRole('table', { name: 'By specialist' });
	await expect(specialists.getByRole('row', { name: /^Maths/ })).toContainText('+50 points');
	for (const size of SIZES) {
		await page.setViewportSize(size);
		await inLightAndDark(page, async (colorScheme) => {
			await isAccessible(page, `full at ${size.width}, ${colorScheme}`);
			await fitsItsWidth(page, `full at ${size.width}, ${colorScheme}`);
		});
	}
});

test('it speaks German', async ({ page }) => {
	await importTold(page, [local]);
	await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption({ value: 'de' });
	await page.getByRole('link', { name: 'Einblicke' }).first().click();
	await expect(figure(page, 'Auf diesem Gerät beantwortet')).toContainText('1 von 1 Antworten');
	await expect(page.getByText('Noch nichts zu vergleichen.')).toBeVisible();
});

/** What a device has learned, as it stores it: a trial that was taken, one that was not, one that runs. */
async function learn(page: Page) {
	await openChat(page);
	const { baseSha256 } = parseManifest(
		readFileSync(join(assetsFolder(), 'models', 'starter', 'manifest.json'), 'utf8')
	);
	const layer = { ...PLAIN_LAYER, learntFrom: 120 };
	const atMs = Date.now();
	const learnt: Adaptation = {
		version: 1,
		baseSha256,
		layer,
		judged: 12,
		canary: {
			...startTrial(layer, atMs),
			seen: 4,
			gained: 0.6
		},
		trials: [
			{ endedAtMs: atMs, end: 'rolled-back', seen: 60, gained: -3 },
			{ endedAtMs: atMs, end: 'promoted', seen: 25, gained: 7.5 }
		]
	};
	await storeLearnt(page, `adaptation:${baseSha256}`, learnt);
	await storeSetting(page, 'personalise', true);
}

test('what was learned here is shown with the gain of each trial, and can be forgotten', async ({
	page
}) => {
	await learn(page);
	await importTold(page, ANSWERS);
	await page.getByRole('link', { name: 'Insights' }).first().click();
	const learning = page.getByRole('region', { name: 'What this device learned from you' });
	await expect(learning).toContainText('learned from 120 judged answers', { timeout: 120_000 });
	await expect(learning).toContainText(
		'decides 10% of the turns. Turns it decided otherwise: 4; gain: +15 in 100.'
	);
	const trials = learning.getByRole('table', { name: 'Trials that are over' });
	await expect(trials.getByRole('row').nth(1)).toContainText(/taken\s*25\s*\+30 in 100/);
	await expect(trials.getByRole('row').nth(2)).toContainText(/rolled back\s*60\s*[-−]5 in 100/);
	for (const size of SIZES) {
		await page.setViewportSize(size);
		await isAccessible(page, `learned at ${size.width}`);
		await fitsItsWidth(page, `learned at ${size.width}`);
	}
	await learning.getByRole('button', { name: 'Forget what was learned' }).click();
	await expect(learning).toContainText('is decided as the model came');
	await expect(trials).toBeHidden();
	await expect(learning).toContainText('0 of 50 answers are judged');
});
