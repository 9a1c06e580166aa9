// WCAG 2.2 AA by axe in every state of the chat, at 360 and 1440 pixels, on the built app; its colours in
// light and in dark. What axe cannot see (focus, the live region, keys) is in chat.spec.ts.

import type { Page } from '@playwright/test';
import { fitsItsWidth, inLightAndDark, isAccessible } from '../support/accessible.ts';
import {
	answers,
	ask,
	box,
	chatTest,
	list,
	log,
	openChat,
	questions,
	send,
	setLongestAnswer
} from '../support/chat-page.ts';
import { chooseFiles } from '../support/chat.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Abc. ', { contextTokens: 4096 }));

// Each test walks through a dozen states, at two sizes; axe takes seconds for each on a busy machine.
test.describe.configure({ timeout: 600_000 });

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What axe finds by colours, which is all that dark changes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const SIZES = [
	{ width: 1440, height: 900 },
	{ width: 360, height: 740 }
];

async function check(page: Page, state: string) {
	await inLightAndDark(page, (colorScheme) =>
		colorScheme === 'light'
			? isAccessible(page, state, { tags: TAGS })
			: isAccessible(page, `${state}, dark`, { rules: COLOUR_RULES })
	);
	await page.emulateMedia({ colorScheme: 'light' });
	await fitsItsWidth(page, state);
}

async function checkAtBothSizes(page: Page, state: string) {
	for (const size of SIZES) {
		await page.setViewportSize(size);
		await check(page, `${state} at ${size.width}`);
	}
}

test('the first run, a conversation and everything that opens over it', async ({ page }) => {
	await openChat(page);
	await expect(page.getByRole('heading', { name: 'Before the curtain rises' })).toBeVisible();
	await checkAtBothSizes(page, 'first run');

	await setLongestAnswer(page, 40);
	await checkAtBothSizes(page, 'empty chat');
	await page.setViewportSize({ width: 1440, height: 900 });
	await ask(page, 'first question');
	await answers(page).last().getByRole('button', { name: 'Regenerate' }).click();
	await expect(answers(page).getByText('2 / 2')).toBeVisible();
	await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
	await checkAtBothSizes(page, 'conversation');

	await page.getByRole('button', { name: 'Details of this answer' }).click();
	await check(page, 'receipt');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: /^What may leave this device/ }).click();
	await check(page, 'egress menu');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Conversation actions' }).click();
	await check(page, 'conversation menu');
	await page.getByRole('menuitem', { name: 'Instructions' }).click();
	await check(page, 'instructions');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Control+/');
	await check(page, 'shortcuts');
	await page.keyboard.press('Escape');
	await questions(page).last().hover();
	await questions(page).last().getByRole('button', { name: 'Edit' }).click();
	await check(page, 'editing');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Show conversations' }).click();
	await page.getByRole('dialog').getByRole('searchbox').fill('first');
	await expect(list(page).getByText('1 conversation found')).toBeVisible();
	await check(page, 'drawer with search');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');

	await page.setViewportSize({ width: 1440, height: 900 });
	await list(page).getByRole('link').hover();
	await list(page)
		.getByRole('button', { name: /^Actions for/ })
		.click();
	await page.getByRole('menuitem', { name: 'Rename' }).click();
	await check(page, 'renaming');
	await page.keyboard.press('Escape');
});

test('while it answers, when it fails, and with files and refusals', async ({ page }) => {
	await setLongestAnswer(page, 4000);
	await box(page).fill('go on');
	await send(page).click();
	await expect(answers(page)).toContainText('Abc.');
	// An answer that ends meanwhile would be another state.
	await check(page, 'streaming');
	await expect(answers(page)).toHaveAttribute('data-status', 'streaming');
	await page.keyboard.press('Escape');
	await expect(answers(page)).toHaveAttribute('data-status', 'stopped');
	await checkAtBothSizes(page, 'stopped');

	await chooseFiles(page, [
		{ name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# notes') },
		{ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from([0, 255, 254]) }
	]);
	await expect(page.getByRole('alert')).toBeVisible();
	await checkAtBothSizes(page, 'files');

	await box(page).fill('word '.repeat(6000));
	await send(page).click();
	await expect(answers(page).last()).toHaveAttribute('data-status', 'error');
	await checkAtBothSizes(page, 'failed answer');

	await answers(page).last().getByRole('button', { name: 'Delete the answer' }).click();
	await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
	await checkAtBothSizes(page, 'toast');
});

test('without a model, and where there is no such conversation', async ({ page, allowErrors }) => {
	allowErrors(/models\/starter|ERR_FAILED|404|503/);
	await page.route('**/models/starter/**', (route) => route.abort());
	await page.goto('/?c=nowhere');
	await expect(page.getByText('This conversation is not on this device.')).toBeVisible();
	await expect(page.getByRole('alert')).toContainText('could not start');
	await checkAtBothSizes(page, 'no model');
	await expect(log(page)).toBeVisible();
});
