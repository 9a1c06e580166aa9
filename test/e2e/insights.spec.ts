// The Insights page on the built app, over conversations imported with receipts of every kind: it counts
// what is stored, says so when there is nothing, and offers every drawing as a table.

import type { Page } from '@playwright/test';
import { fitsItsWidth, isAccessible } from '../support/accessible.ts';
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

for (const colorScheme of ['light', 'dark'] as const)
	test.describe(`in ${colorScheme}`, () => {
		test.use({ colorScheme });

		test('it counts what is stored, and every drawing has its table', async ({ page }) => {
			await importTold(page, ANSWERS);
			await page.getByRole('link', { name: 'Insights' }).first().click();
			await expect(figure(page, 'Answered on this device')).toContainText('75%');
			await expect(figure(page, 'Answered on this device')).toContainText('3 of 4 answers');
			await expect(figure(page, 'Spent')).toContainText('2.3 US cents');
			await expect(figure(page, 'Spent')).toContainText('1.5 kB left this device');
			await expect(figure(page, 'Not what you wanted')).toContainText('1');
			await expect(page.getByText('over 2 judged answers')).toBeVisible();
			for (const table of await page.getByRole('main').locator('summary').all())
				await table.click();
			const tokens = page.getByRole('table', { name: 'Tokens per day' });
			await expect(tokens.getByRole('row').last()).toContainText('52');
			const subjects = page.getByRole('table', { name: 'By subject' });
			await expect(subjects.getByRole('row', { name: /^Maths/ })).toContainText('100%');
			const specialists = page.getByRole('table', { name: 'By specialist' });
			await expect(specialists.getByRole('row', { name: /^Maths/ })).toContainText('+50 points');
			for (const size of SIZES) {
				await page.setViewportSize(size);
				await isAccessible(page, `full at ${size.width}`);
				await fitsItsWidth(page, `full at ${size.width}`);
			}
		});
	});

test('it speaks German', async ({ page }) => {
	await importTold(page, [local]);
	await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption({ value: 'de' });
	await page.getByRole('link', { name: 'Einblicke' }).first().click();
	await expect(figure(page, 'Auf diesem Gerät beantwortet')).toContainText('1 von 1 Antworten');
	await expect(page.getByText('Noch nichts zu vergleichen.')).toBeVisible();
});
