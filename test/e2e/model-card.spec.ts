// The model card on the built app: its figures from a manifest as the pipeline writes it, reached from
// the models page and from an answer's receipt, by keyboard, narrow and wide, light and dark.

import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { parseManifest } from '../../src/contract/manifest.ts';
import { inLightAndDark } from '../support/accessible.ts';
import { answers, ask, chatTest, openChat } from '../support/chat-page.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const shipped = parseManifest(
	readFileSync(new URL('../../models/starter/manifest.json', import.meta.url), 'utf8')
);
const measured = { ...shipped.measured, aNewKind: { share: 0.25, note: 'of tomorrow' } };

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }), {
	measured
});

const dialog = (page: Page): Locator =>
	page.getByRole('dialog', { name: 'Model card: Test starter' });

async function openCard(page: Page) {
	await openChat(page, '/models');
	await page
		.getByRole('region', { name: 'Answering now' })
		.getByRole('button', { name: 'Model card' })
		.click();
	await expect(dialog(page)).toBeVisible();
}

test('a person reads what the model is, can do and was measured at, also figures of a new kind', async ({
	page
}) => {
	await openCard(page);
	const card = dialog(page);
	for (const heading of ['What it is', 'What it can and cannot do', 'Files and hashes'])
		await expect(card.getByRole('heading', { name: heading })).toBeVisible();
	const abilities = card.getByRole('table', { name: 'By ability' });
	const count = Object.keys(shipped.measured.abilities as object).length;
	await expect(abilities.getByRole('row')).toHaveCount(count + 1);
	await expect(abilities.getByRole('rowheader', { name: 'sums and percentages' })).toBeVisible();
	await card.getByText('Further figures').first().click();
	await expect(card.getByRole('table', { name: 'Further figures' })).toContainText('of tomorrow');
	await expect(card).toContainText(/SHA-256 [0-9a-f]{64}/);
});

test('the card opens from the receipt under an answer, and gives the focus back', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'What is the capital of Norway?');
	const details = answers(page).getByRole('button', { name: 'Details of this answer' });
	for (const time of ['first', 'second']) {
		await details.focus();
		await page.keyboard.press('Enter');
		await page.getByRole('dialog', { name: 'Who answered, and how' }).waitFor();
		await page.keyboard.press('Tab');
		await expect(page.getByRole('button', { name: 'Model card' })).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(dialog(page), time).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(dialog(page)).toBeHidden();
		await expect(details, time).toBeFocused();
	}
});

test('every model of the list that is here has its card', async ({ page }) => {
	await openChat(page, '/models');
	await page.getByRole('button', { name: 'Model card: Test starter' }).click();
	await expect(dialog(page)).toBeVisible();
});

test.describe('in German', () => {
	test.use({ locale: 'de-DE' });
	test('the card is in German, and what others wrote is marked as English', async ({ page }) => {
		await openChat(page, '/models');
		await page.getByRole('button', { name: 'Modellkarte', exact: true }).click();
		const card = page.getByRole('dialog', { name: 'Modellkarte: Test starter' });
		await expect(card.getByRole('heading', { name: 'Was es kann und was nicht' })).toBeVisible();
		await expect(card.getByText('Random weights.')).toHaveAttribute('lang', 'en');
		await expect(card).not.toContainText('Not measured');
	});
});

test('the card has no accessibility faults, nor sideways scrolling, narrow and wide, light and dark', async ({
	page
}, info) => {
	await openCard(page);
	for (const width of [360, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await inLightAndDark(page, async (colorScheme) => {
			// What is behind the dialog is inert, and has tests of its own.
			const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
			expect(violations).toEqual([]);
			const sideways = await dialog(page)
				.locator('.body')
				.evaluate((body) => body.scrollWidth - body.clientWidth);
			expect(sideways).toBe(0);
			await info.attach(`card-${colorScheme}-${width}`, {
				body: await page.screenshot(),
				contentType: 'image/png'
			});
		});
	}
});
