// A question that wants the edge while the device is offline, on the built app with the real starter and the
// real Worker: it is offered to wait, survives a reload, can be taken back, is sent once when the connection
// is there, from whichever tab, and its answer takes the draft's place.

import type { Page } from '@playwright/test';
import { isAccessible } from '../support/accessible.ts';
import { answerIs, ask, lastAnswer, storedMessages, waitUntilReady } from '../support/chat.ts';
import { askAndAgree, consentCard, edgeTest, openDoubtfulChat } from '../support/edge-stage.ts';
import { openAiStream } from '../support/mock-provider.ts';
import { expect } from '../support/test.ts';

const test = edgeTest();
const note = (page: Page) =>
	page.getByRole('note').filter({ hasText: 'when this device is connected' });
const OFFLINE = 'Send once connected';

test.beforeEach(({ upstream, allowErrors }) => {
	upstream.script('mine', { kind: 'stream', pieces: openAiStream(['From ', 'elsewhere.']) });
	allowErrors(/ERR_INTERNET_DISCONNECTED/);
});

/** A chat that is ready, and whose device has lost its network. */
async function offlineChat(page: Page): Promise<void> {
	await openDoubtfulChat(page);
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	// Its parts are fetched when they are first needed; the service worker has them.
	await page.context().setOffline(true);
}

test('offered offline, it survives a reload, is sent when connected, and its answer takes the draft’s place', async ({
	page,
	upstream
}) => {
	const before = upstream.seen('mine').length;
	await offlineChat(page);
	await ask(page, 'What is the capital of Norway?');
	await expect(consentCard(page)).toContainText('You are offline', { timeout: 120_000 });
	await isAccessible(page, 'offered offline');
	await page.getByRole('button', { name: OFFLINE }).click();
	await expect(await answerIs(page, 'done')).toHaveAttribute('data-source', 'base');
	await expect(note(page)).toBeVisible();
	await page.reload();
	await waitUntilReady(page);
	await expect(note(page)).toBeVisible();
	expect(upstream.seen('mine').length).toBe(before);

	await page.context().setOffline(false);
	await expect(lastAnswer(page)).toContainText('From elsewhere.', { timeout: 60_000 });
	await expect(lastAnswer(page)).toHaveAttribute('data-source', /^edge:/);
	await expect(lastAnswer(page).getByText('A dropped draft')).toBeVisible();
	await expect(note(page)).toBeHidden();
	expect(upstream.seen('mine').length).toBe(before + 1);
	const stored = await storedMessages(page);
	expect(stored).toHaveLength(2);
	expect(stored.at(-1)?.receipt?.costMicroUsd).toBeGreaterThan(0);
});

test('its answer streams like any when the connection is there, and is stopped like any', async ({
	page,
	upstream
}) => {
	const before = upstream.seen('mine').length;
	// Longer than any draft, so that it is on screen; then the upstream says nothing more.
	const long = 'From elsewhere, at length. '.repeat(40);
	const pieces = openAiStream([long, 'Never said.']);
	upstream.script('mine', { kind: 'stream', pieces: pieces.slice(0, 2), ending: 'silence' });
	await offlineChat(page);
	await askAndAgree(page, 'What is the capital of Norway?', OFFLINE);
	await expect(await answerIs(page, 'done')).toHaveAttribute('data-source', 'base');
	await page.context().setOffline(false);
	await upstream.arrived('mine', before);
	await expect(lastAnswer(page)).toContainText('From elsewhere, at length.', { timeout: 60_000 });
	await expect(lastAnswer(page)).toHaveAttribute('data-status', 'streaming');
	await expect(lastAnswer(page)).toHaveAttribute('data-source', /^edge:/);
	await expect(note(page)).toBeHidden();
	await page.getByRole('button', { name: 'Stop' }).click();
	await answerIs(page, 'stopped');
	await expect(lastAnswer(page)).toContainText('From elsewhere, at length.');
	await expect(lastAnswer(page).getByText('A dropped draft')).toBeVisible();
	await page.reload();
	await waitUntilReady(page);
	await expect(lastAnswer(page)).toContainText('From elsewhere, at length.');
	expect(upstream.seen('mine').length).toBe(before + 1);
	expect((await storedMessages(page)).at(-1)?.receipt?.bytesSent).toBeGreaterThan(0);
});

test('taken back it is not sent; a conversation that stays local is not offered it', async ({
	page,
	upstream
}) => {
	const before = upstream.seen('mine').length;
	await offlineChat(page);
	await askAndAgree(page, 'What is the capital of Norway?', OFFLINE);
	await note(page).getByRole('button', { name: 'Take back' }).click();
	await expect(note(page)).toBeHidden();
	await page.getByRole('button', { name: /^What may leave this device/ }).click();
	await page.getByRole('menuitemradio', { name: /^Local only/ }).click();
	await ask(page, 'What is the capital of France?');
	await expect(page.getByRole('log').locator('article[data-status="done"]')).toHaveCount(4);
	await expect(note(page)).toBeHidden();
	await page.context().setOffline(false);
	await page.reload();
	await waitUntilReady(page);
	expect(upstream.seen('mine').length).toBe(before);
});

test('two tabs show it, and send it once', async ({ page, upstream }) => {
	const before = upstream.seen('mine').length;
	await offlineChat(page);
	await askAndAgree(page, 'What is the capital of Norway?', OFFLINE);
	await expect(note(page)).toBeVisible();
	const other = await page.context().newPage();
	await other.goto(page.url());
	await waitUntilReady(other);
	await expect(note(other)).toBeVisible();
	await page.context().setOffline(false);
	for (const tab of [page, other]) {
		await expect(lastAnswer(tab)).toContainText('From elsewhere.', { timeout: 60_000 });
		await expect(note(tab)).toBeHidden();
	}
	expect(upstream.seen('mine').length).toBe(before + 1);
});
