// Reading ahead of the next question in the built app with the real starter: after a reload the first question
// finds the conversation read, and so does the next one after a specialist's answer. A device that saves its
// data reads nothing it was not asked to.

import type { Page } from '@playwright/test';
import {
	answerIs,
	articles,
	ask,
	openChat,
	storedMessages,
	waitUntilReady
} from '../support/chat.ts';
import { clearReadAhead, readAhead, saveData } from '../support/read-ahead.ts';
import { expect, test } from '../support/test.ts';

/** Asks, and gives the first try of the answer: how much of its prompt had to be read. */
async function unread(page: Page, question: string): Promise<number> {
	const before = await articles(page).count();
	await ask(page, question);
	await expect(articles(page)).toHaveCount(before + 2);
	await answerIs(page, 'done');
	const { receipt } = (await storedMessages(page)).at(-1)!;
	expect(receipt?.source).toBe('base');
	return receipt!.promptTokens - receipt!.cachedTokens;
}

/** Of the question itself, and what the template puts around it. */
const QUESTION_TOKENS = 40;
const NEXT = 'What is the capital of Norway?';

/** A conversation of some length, in Fast mode, so that the base answers. */
async function talk(page: Page): Promise<void> {
	await openChat(page);
	await page.getByRole('button', { name: /^How answers are made/ }).click();
	await page.getByRole('menuitemradio', { name: /^Fast/ }).click();
	for (const country of ['France', 'Italy', 'Spain', 'Portugal'])
		await unread(page, `Which town is the capital of the country that is called ${country}?`);
}

test('a conversation that is opened again is read before anybody asks', async ({ page }) => {
	await talk(page);
	await page.reload();
	await waitUntilReady(page);
	await readAhead(page);
	expect(await unread(page, NEXT)).toBeLessThan(QUESTION_TOKENS);
});

test('a device that saves its data reads it when it is asked', async ({ page }) => {
	await saveData(page);
	await talk(page);
	await page.reload();
	await waitUntilReady(page);
	expect(await unread(page, NEXT)).toBeGreaterThan(2 * QUESTION_TOKENS);
});

test('after a specialist’s answer what it wrote is read as the base’s before the next question', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'What is 17 + 25?');
	await answerIs(page, 'done');
	await clearReadAhead(page);
	await page.getByRole('button', { name: 'Ask again with…' }).click();
	await page.getByRole('menuitem', { name: 'Maths specialist', exact: true }).click();
	await expect(await answerIs(page, 'done')).toHaveAttribute('data-source', 'modifier:math');
	await readAhead(page);
	expect(await unread(page, NEXT)).toBeLessThan(QUESTION_TOKENS);
});
