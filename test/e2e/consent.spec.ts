// Before anything leaves the device, on the built app with the real starter, the real Worker and an
// upstream that answers as it is told: what would be sent is shown, each answer is kept to, the draft
// stays on screen meanwhile, and the conversation can be used without touching the card.

import type { Page } from '@playwright/test';
import { isAccessible } from '../support/accessible.ts';
import { answerIs, ask, lastAnswer, storedMessages } from '../support/chat.ts';
import { consentButton, consentCard, edgeTest, openDoubtfulChat } from '../support/edge-stage.ts';
import { openAiStream } from '../support/mock-provider.ts';
import { expect } from '../support/test.ts';

const test = edgeTest();

test.beforeEach(({ upstream }) => {
	upstream.script('mine', { kind: 'stream', pieces: openAiStream(['From ', 'elsewhere.']) });
});

const egress = (page: Page) => page.getByRole('button', { name: /^What may leave this device/ });

/** Asks where every answer is doubted, and waits for the card. */
async function doubt(page: Page, question: string) {
	await openDoubtfulChat(page);
	await ask(page, question);
	await expect(consentCard(page)).toBeVisible({ timeout: 120_000 });
}

test('the card shows what would be sent and why, and nothing is sent before the answer', async ({
	page,
	upstream
}) => {
	const before = upstream.seen('mine').length;
	await doubt(page, 'What is 17 + 25? Write to anna@example.org.');
	await expect(consentCard(page)).toContainText('Personal data found: 1 e-mail address.');
	await expect(consentCard(page)).toContainText(/How much\s*\d+ bytes/);
	await expect(lastAnswer(page)).toHaveAttribute('data-status', 'streaming');
	// The draft can be read meanwhile.
	await expect(lastAnswer(page).locator('.said')).not.toBeEmpty();
	await consentCard(page).getByText('What would be sent').click();
	const text = consentCard(page).getByRole('region', { name: 'What would be sent' });
	await expect(text).toContainText('[email]');
	await consentCard(page).getByRole('radio', { name: 'As it is' }).check();
	await expect(text).toContainText('anna@example.org');
	await isAccessible(page, 'the card open');
	expect(upstream.seen('mine').length).toBe(before);
	await consentButton(page, 'Send without personal data').click();
	await expect(consentCard(page)).toBeHidden();
	const answer = await answerIs(page, 'done');
	await expect(answer).toContainText('From elsewhere.');
	await expect(answer).toHaveAttribute('data-source', /^edge:/);
	const sent = JSON.stringify(upstream.seen('mine').at(-1)?.body);
	expect(sent).toContain('[email]');
	expect(sent).not.toContain('anna@example.org');
	const receipt = (await storedMessages(page)).at(-1)?.receipt;
	expect(receipt?.bytesSent).toBeGreaterThan(0);
	expect(receipt?.costMicroUsd).toBeGreaterThan(0);
	await expect(answer.getByText('A dropped draft')).toBeVisible();
});

test('refused, the draft is the answer, and nothing was sent', async ({ page, upstream }) => {
	const before = upstream.seen('mine').length;
	await doubt(page, 'What is the capital of Norway?');
	await consentButton(page, 'Don’t send').click();
	const answer = await answerIs(page, 'done');
	await expect(answer).toHaveAttribute('data-source', 'base');
	await expect(egress(page)).toHaveAccessibleName(/Ask first$/);
	await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
	expect(upstream.seen('mine').length).toBe(before);
});

test('“Never here” and “Always” hold for the conversation and are shown in its header', async ({
	page,
	upstream
}) => {
	await doubt(page, 'What is the capital of Norway?');
	await consentButton(page, 'Never here').click();
	await answerIs(page, 'done');
	await expect(egress(page)).toHaveAccessibleName(/Local only$/);
	const before = upstream.seen('mine').length;
	await ask(page, 'What is the capital of France?');
	await expect(page.getByRole('log').locator('article[data-status="done"]')).toHaveCount(4);
	await expect(consentCard(page)).toBeHidden();
	expect(upstream.seen('mine').length).toBe(before);

	await doubt(page, 'What is the capital of Norway?');
	await consentButton(page, 'Always in this conversation').click();
	await expect(await answerIs(page, 'done')).toContainText('From elsewhere.');
	await expect(egress(page)).toHaveAccessibleName(/Allow$/);
});

test('by keyboard: the card’s title has the focus, no key sends by accident, Stop ends the asking', async ({
	page,
	upstream
}) => {
	const before = upstream.seen('mine').length;
	await doubt(page, 'What is the capital of Norway?');
	await expect(consentCard(page).getByRole('heading')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(consentCard(page)).toBeVisible();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await expect(consentButton(page, 'Send once')).toBeFocused();
	await page.keyboard.press('Escape');
	await answerIs(page, 'stopped');
	await expect(consentCard(page)).toBeHidden();
	expect(upstream.seen('mine').length).toBe(before);
});
