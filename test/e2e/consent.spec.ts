// Before anything leaves the device, on the built app with the real starter, the real Worker and an
// upstream that answers as it is told: what would be sent is shown, each answer is kept to, the draft
// stays on screen meanwhile, and the conversation can be used without touching the card.

import type { Page } from '@playwright/test';
import { isAccessible } from '../support/accessible.ts';
import { serve, type Server } from '../../worker/workerd.mjs';
import {
	answerIs,
	ask,
	doubtEveryAnswer,
	lastAnswer,
	openChat,
	storedMessages
} from '../support/chat.ts';
import { openAiStream, startMockProvider, type MockProvider } from '../support/mock-provider.ts';
import { assetsFolder } from '../support/server.ts';
import { expect, test as base } from '../support/test.ts';

type Stage = { mock: MockProvider; edge: Server };

const test = base.extend<{ upstream: MockProvider }, { stage: Stage }>({
	stage: [
		async ({ assets }, use) => {
			const mock = await startMockProvider();
			const provider = {
				id: 'mine',
				baseUrl: `${mock.origin}/mine/v1`,
				models: ['m'],
				price: { input: 1000, output: 2000 }
			};
			const edge = await serve({
				assets: assets || assetsFolder(),
				env: { UNDERSTUDY_PROVIDERS: JSON.stringify([provider]) }
			});
			await use({ mock, edge });
			await edge.stop();
			await mock.stop();
		},
		{ scope: 'worker', timeout: 120_000 }
	],
	baseURL: async ({ stage }, use) => {
		await use(stage.edge.origin);
	},
	upstream: async ({ stage }, use) => {
		stage.mock.script('mine', { kind: 'stream', pieces: openAiStream(['From ', 'elsewhere.']) });
		await use(stage.mock);
	}
});

const card = (page: Page) => page.getByRole('region', { name: /^Send this to/ });
const egress = (page: Page) => page.getByRole('button', { name: /^What may leave this device/ });
const button = (page: Page, name: string) => card(page).getByRole('button', { name, exact: true });

/** A chat whose every answer is doubted, so that the edge is wanted; then asks, and waits for the card. */
async function doubt(page: Page, question: string) {
	await openChat(page);
	await doubtEveryAnswer(page);
	await openChat(page);
	await ask(page, question);
	await expect(card(page)).toBeVisible({ timeout: 120_000 });
}

test('the card shows what would be sent and why, and nothing is sent before the answer', async ({
	page,
	upstream
}) => {
	const before = upstream.seen('mine').length;
	await doubt(page, 'What is 17 + 25? Write to anna@example.org.');
	await expect(card(page)).toContainText('Personal data found: 1 e-mail address.');
	await expect(card(page)).toContainText(/How much\s*\d+ bytes/);
	await expect(lastAnswer(page)).toHaveAttribute('data-status', 'streaming');
	// The draft can be read meanwhile.
	await expect(lastAnswer(page).locator('.said')).not.toBeEmpty();
	await card(page).getByText('What would be sent').click();
	const text = card(page).getByRole('region', { name: 'What would be sent' });
	await expect(text).toContainText('[email]');
	await card(page).getByRole('radio', { name: 'As it is' }).check();
	await expect(text).toContainText('anna@example.org');
	await isAccessible(page, 'the card open');
	expect(upstream.seen('mine').length).toBe(before);
	await button(page, 'Send without personal data').click();
	await expect(card(page)).toBeHidden();
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
	await button(page, 'Don’t send').click();
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
	await button(page, 'Never here').click();
	await answerIs(page, 'done');
	await expect(egress(page)).toHaveAccessibleName(/Local only$/);
	const before = upstream.seen('mine').length;
	await ask(page, 'What is the capital of France?');
	await expect(page.getByRole('log').locator('article[data-status="done"]')).toHaveCount(4);
	await expect(card(page)).toBeHidden();
	expect(upstream.seen('mine').length).toBe(before);

	await doubt(page, 'What is the capital of Norway?');
	await button(page, 'Always in this conversation').click();
	await expect(await answerIs(page, 'done')).toContainText('From elsewhere.');
	await expect(egress(page)).toHaveAccessibleName(/Allow$/);
});

test('by keyboard: the card’s title has the focus, no key sends by accident, Stop ends the asking', async ({
	page,
	upstream
}) => {
	const before = upstream.seen('mine').length;
	await doubt(page, 'What is the capital of Norway?');
	await expect(card(page).getByRole('heading')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(card(page)).toBeVisible();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await expect(button(page, 'Send once')).toBeFocused();
	await page.keyboard.press('Escape');
	await answerIs(page, 'stopped');
	await expect(card(page)).toBeHidden();
	expect(upstream.seen('mine').length).toBe(before);
});
