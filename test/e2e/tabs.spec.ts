// Two tabs of the app at once: one engine for both, failover when its tab is closed, and no message
// lost or doubled. Real browser, real locks and channels, real engine; random weights.

import type { BrowserContext, Page } from '@playwright/test';
import { LONG_WINDED, randomLlama, scriptedLlama } from '../support/random-gguf.ts';
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
	textOf
} from '../support/chat.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => randomLlama(LONG_WINDED));

/** Two open tabs; the first one runs the engine. */
async function twoTabs(context: BrowserContext, maxTokens: number): Promise<[Page, Page]> {
	const leader = await context.newPage();
	await openChat(leader);
	await storeSetting(leader, 'maxTokens', maxTokens);
	await openChat(leader);
	const follower = await context.newPage();
	await openChat(follower);
	return [leader, follower];
}

test('one tab runs the engine, and the other gets its answers from it', async ({ context }) => {
	const [leader, follower] = await twoTabs(context, 24);
	expect(leader.workers().length).toBeGreaterThan(0);
	expect(follower.workers().length).toBe(0);
	await ask(follower, 'hello from the other tab');
	const answer = await answerIs(follower, 'done');
	await expect(answer).toHaveAttribute('data-confidence', /^(0\.\d\d|1\.00)$/);
	expect(follower.workers().length).toBe(0);
	const [question, stored] = await storedMessages(follower);
	expect(textOf(question)).toBe('hello from the other tab');
	expect(stored?.receipt).toMatchObject({ completionTokens: 24 });
});

test('a stop in the other tab reaches the engine, which is free for the next question', async ({
	context
}) => {
	const [leader, follower] = await twoTabs(context, 1500);
	await ask(follower, 'hello there');
	await answerHas(follower, 40);
	await follower.getByRole('button', { name: 'Stop' }).click();
	await answerIs(follower, 'stopped');
	const stopped = (await storedMessages(follower))[1];
	await ask(leader, 'hello from the first tab');
	await answerHas(leader, 40);
	expect((await storedMessages(follower)).find(({ id }) => id === stopped?.id)).toEqual(stopped);
});

test('an answer is stopped from a tab that only shows it', async ({ context }) => {
	const [writer, reader] = await twoTabs(context, 1500);
	await ask(writer, 'a long question of the first tab');
	await expect.poll(() => writer.url()).toContain('?c=');
	await answerHas(writer, 40);
	await openChat(reader, writer.url());
	await expect(lastAnswer(reader)).toHaveAttribute('data-status', 'streaming');
	await reader.getByRole('button', { name: 'Stop' }).click();
	await answerIs(writer, 'stopped');
	await answerIs(reader, 'stopped');
	const [, answer] = await storedMessages(reader);
	expect(answer?.status).toBe('stopped');
	expect(answer?.receipt?.completionTokens).toBeLessThan(1500);
	// Both tabs may ask again.
	await expect(reader.getByRole('button', { name: 'Send' })).toBeVisible();
	await expect(writer.getByRole('button', { name: 'Send' })).toBeVisible();
});

test('when the tab with the engine is closed mid-answer, the other takes over and answers once', async ({
	context
}) => {
	const [leader, follower] = await twoTabs(context, 600);
	await ask(follower, 'will this survive?');
	await answerHas(follower, 5);
	await expect(lastAnswer(follower)).toHaveAttribute('data-status', 'streaming');
	await leader.close();
	await answerIs(follower, 'done');
	expect(follower.workers().length).toBeGreaterThan(0);
	await expect(articles(follower)).toHaveCount(2);
	const [question, answer, ...others] = await storedMessages(follower);
	expect(others).toEqual([]);
	expect([question?.status, answer?.status]).toEqual(['done', 'done']);
	expect(answer?.receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['dropped', 'kept']);
	expect(answer?.receipt?.completionTokens).toBe(600);
	// One whole answer, not the pieces of two: the same question alone is answered the same.
	await follower.getByRole('button', { name: 'New chat' }).first().click();
	await ask(follower, 'will this survive?');
	await expect(articles(follower)).toHaveCount(2);
	await answerIs(follower, 'done');
	const again = (await storedMessages(follower)).find(
		({ role, id }) => role === 'assistant' && id !== answer?.id
	);
	expect(textOf(again)).toBe(textOf(answer));
});

test('a model chosen in one tab answers in the other', async ({ context }) => {
	const [leader, follower] = await twoTabs(context, 24);
	await follower.goto('/models');
	await follower
		.locator('input[type=file]')
		.first()
		.setInputFiles({
			name: 'rome.gguf',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(scriptedLlama('Rome.', { ends: true }).bytes)
		});
	await follower
		.getByRole('listitem')
		.filter({ hasText: 'added by you' })
		.getByRole('button', { name: /^Use: / })
		.click();
	await expect(follower.locator('main')).toHaveAttribute('data-ready', 'true', {
		timeout: 120_000
	});
	await expect
		.poll(
			async () => {
				await ask(leader, 'capital of italy');
				await answerIs(leader, 'done');
				return lastAnswer(leader).textContent();
			},
			{ timeout: 120_000 }
		)
		.toContain('Rome.');
	expect(follower.workers().length).toBe(0);
});

test('when a tab is closed mid-answer, its question is stopped in the tabs that are open', async ({
	context
}) => {
	const [leader, follower] = await twoTabs(context, 1500);
	await ask(leader, 'a question of the first tab');
	await expect.poll(() => leader.url()).toContain('?c=');
	await answerHas(leader, 60);
	await openChat(follower, leader.url());
	await expect(lastAnswer(follower)).toHaveAttribute('data-status', 'streaming');
	await leader.close();
	await answerIs(follower, 'stopped');
	expect((await storedMessages(follower)).map(({ status }) => status)).toEqual(['done', 'stopped']);
});

test('two tabs that ask in one conversation at once are answered in turn', async ({ context }) => {
	const [leader, follower] = await twoTabs(context, 40);
	await ask(leader, 'first of all');
	await answerIs(leader, 'done');
	await openChat(follower, leader.url());
	await Promise.all([ask(leader, 'from one tab'), ask(follower, 'from the other tab')]);
	await expect
		.poll(
			async () =>
				(await storedMessages(leader)).filter(
					({ role, status }) => role === 'assistant' && status === 'done'
				).length,
			{ timeout: 120_000 }
		)
		.toBe(3);
	const stored = await storedMessages(leader);
	expect(stored.length).toBe(6);
	expect(stored.map(textOf).filter((text) => text === 'from one tab').length).toBe(1);
	expect(stored.map(textOf).filter((text) => text === 'from the other tab').length).toBe(1);
	// One branch: each message follows the one before.
	expect(stored.map(({ parentId }) => parentId)).toEqual([
		null,
		...stored.slice(0, -1).map(({ id }) => id)
	]);
	await expect(articles(leader)).toHaveCount(6);
	await expect(articles(follower)).toHaveCount(6);
});
