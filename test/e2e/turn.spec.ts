// A turn in the built app, in a real browser with the real engine: stored, streamed, stopped,
// regenerated, and kept when the tab is killed. The model has random weights: what it says does not
// matter here, when and where it is kept does.

import { LONG_WINDED, randomLlama } from '../support/random-gguf.ts';
import { chatTest } from '../support/chat-page.ts';
import {
	answerHas,
	answerIs,
	articles,
	ask,
	lastAnswer,
	openChat,
	storedMessages,
	storeSetting,
	textOf,
	waitUntilReady
} from '../support/chat.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => randomLlama(LONG_WINDED));

async function openShort(page: Parameters<typeof openChat>[0]): Promise<void> {
	await openChat(page);
	await storeSetting(page, 'maxTokens', 24);
	await page.reload();
	await waitUntilReady(page);
}

test('a question is answered, and both are there after a reload, with source and confidence', async ({
	page
}) => {
	await openShort(page);
	await ask(page, 'hello there');
	const answer = await answerIs(page, 'done');
	await expect(answer).toHaveAttribute('data-source', 'base');
	await expect(answer).toHaveAttribute('data-confidence', /^(0\.\d\d|1\.00)$/);
	const [question, stored] = await storedMessages(page);
	expect(textOf(question)).toBe('hello there');
	expect(stored?.receipt?.completionTokens).toBe(24);
	expect(stored?.receipt?.confidence).toBeGreaterThan(0);
	await page.reload();
	await waitUntilReady(page);
	await expect(articles(page)).toHaveCount(2);
	await expect(lastAnswer(page)).toHaveAttribute('data-status', 'done');
	expect(await storedMessages(page)).toEqual([question, stored]);
});

test('the next question keeps the conversation in the cache instead of reading it again', async ({
	page
}) => {
	await openShort(page);
	await ask(page, 'the first question of this conversation');
	await answerIs(page, 'done');
	await ask(page, 'the second one');
	await expect(articles(page)).toHaveCount(4);
	await answerIs(page, 'done');
	const receipts = (await storedMessages(page)).flatMap(({ receipt }) => receipt ?? []);
	expect(receipts.length).toBe(2);
	// The beginning of every prompt may be there from the engine's self-test.
	expect(receipts[0]?.cachedTokens).toBeLessThan(5);
	expect(receipts[1]?.cachedTokens).toBeGreaterThan(
		(receipts[0]?.promptTokens ?? Infinity) + (receipts[0]?.completionTokens ?? Infinity) - 8
	);
});

test('stopping keeps what was written, stores nothing more, and frees the model', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'hello there');
	await answerHas(page, 40);
	await page.getByRole('button', { name: 'Stop' }).click();
	const answer = await answerIs(page, 'stopped');
	const [, stopped] = await storedMessages(page);
	expect(textOf(stopped).length).toBeGreaterThan(10);
	expect(stopped?.receipt?.completionTokens).toBeLessThan(512);
	await expect(answer).toContainText(textOf(stopped).slice(0, 10).trim());
	await ask(page, 'and another');
	await answerHas(page, 40);
	expect((await storedMessages(page))[1]).toEqual(stopped);
});

test('regenerating gives another answer beside the first', async ({ page }) => {
	await openShort(page);
	await ask(page, 'hello there');
	await answerIs(page, 'done');
	await lastAnswer(page).hover();
	await page.getByRole('button', { name: 'Regenerate' }).last().click();
	await expect.poll(async () => (await storedMessages(page)).length).toBe(3);
	await answerIs(page, 'done');
	await expect(articles(page)).toHaveCount(2);
	const [question, first, second] = await storedMessages(page);
	expect([first?.parentId, second?.parentId]).toEqual([question?.id, question?.id]);
	expect(textOf(second)).not.toBe(textOf(first));
});

test('a killed tab loses nothing that was acknowledged: reopened, the text so far is there, stopped', async ({
	page,
	context,
	baseURL
}) => {
	await openChat(page);
	await ask(page, 'a question that is cut off');
	await answerHas(page, 120);
	// Two saves later than the first words.
	await expect
		.poll(async () => textOf((await storedMessages(page))[1]).length, { timeout: 60_000 })
		.toBeGreaterThan(20);
	const saved = textOf((await storedMessages(page))[1]);
	const address = page.url();
	expect(address).toContain('?c=');
	const session = await context.newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	void session.send('Page.crash').catch(() => undefined);
	await crashed;
	await page.close();

	const again = await context.newPage();
	await again.goto(address.replace(/^https?:\/\/[^/]+/, baseURL ?? ''));
	await answerIs(again, 'stopped');
	await expect(articles(again)).toHaveCount(2);
	const [question, answer] = await storedMessages(again);
	expect(textOf(question)).toBe('a question that is cut off');
	expect(answer?.status).toBe('stopped');
	expect(textOf(answer).startsWith(saved)).toBe(true);
	// And the conversation goes on.
	await waitUntilReady(again);
	await ask(again, 'and then');
	await answerHas(again, 20);
});

test('a message too long for the model is refused with a sentence that says what to do, and is not lost', async ({
	page
}) => {
	await openChat(page);
	// The message box refuses more than 512 kB itself.
	await ask(page, 'word '.repeat(80_000));
	const answer = await answerIs(page, 'error');
	await expect(answer).toContainText('about 100,000 tokens');
	await expect(answer).toContainText('Edit it to a shorter one');
	expect(textOf((await storedMessages(page))[0]).length).toBeGreaterThan(399_000);
});

test('after one visit the starter answers with the network off', async ({ page, context }) => {
	await openShort(page);
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await context.setOffline(true);
	await page.reload();
	await waitUntilReady(page);
	await ask(page, 'hello there');
	await answerIs(page, 'done');
});
