// What a person shows of an answer without a word reaches what learns here: code copied from it, and thumbs, whose
// time decides what “Forget” forgets. On the built app, over an imported answer, and over a draft of the real starter.

import type { Page } from '@playwright/test';
import {
	answerIs,
	ask,
	lastAnswer,
	openChat,
	storedMessages,
	storedRow,
	storeOutcome
} from '../support/chat.ts';
import { consentButton, consentCard, edgeTest, openDoubtfulChat } from '../support/edge-stage.ts';
import { openAiStream } from '../support/mock-provider.ts';
import { importTold } from '../support/told-conversation.ts';
import { expect, test } from '../support/test.ts';

const ANSWER = 'told-told-a0';
const CODE = 'console.log(42);';

/** An answer that signals can be kept of. */
const storeOutcomeOf = (page: Page, answerId: string) =>
	storeOutcome(page, {
		answerId,
		atMs: Date.now(),
		baseSha256: '0'.repeat(64),
		domain: 'code',
		confidence: 0.9,
		wrong: null,
		source: 'base',
		arm: 'layer',
		differs: false,
		signals: []
	});

const signalsOf = async (page: Page, answerId: string) =>
	((await storedRow(page, 'outcomes', answerId)) as { signals: string[] } | null)?.signals;

test('copied code and a thumb are signals of their answer, and a thumb after “Forget” is remembered', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await importTold(page, [
		{
			question: 'How do I print?',
			text: `So:\n\n\`\`\`javascript\n${CODE}\n\`\`\``,
			domain: { id: 'code', probability: 0.9 }
		}
	]);
	await openChat(page);
	await storeOutcomeOf(page, ANSWER);
	const signals = () => signalsOf(page, ANSWER);
	await page.getByRole('link', { name: 'Told' }).first().click();
	await page.locator('.code').getByRole('button', { name: 'Copy' }).click();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(CODE);
	await expect.poll(signals).toEqual(['copy']);

	await page.getByRole('button', { name: 'Bad answer' }).click();
	await expect.poll(signals).toEqual(['copy', 'thumbs-down']);
	const feedbackAtMs = async () =>
		((await storedRow(page, 'messages', ANSWER)) as { feedbackAtMs?: number }).feedbackAtMs;
	await expect.poll(feedbackAtMs).toBeGreaterThan(Date.now() - 60_000);

	const forget = page.getByRole('button', { name: /^Forget/ });
	await forget.click();
	await expect(forget).toHaveCount(0);
	// The answer is older than that, the thumb is not.
	await page.getByRole('button', { name: 'Bad answer' }).click();
	await page.getByRole('button', { name: 'Bad answer' }).click();
	await expect(forget).toBeVisible();
});

edgeTest()(
	'code copied from a draft does not praise whoever took its place',
	async ({ page, context, upstream }) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		upstream.script('mine', { kind: 'stream', pieces: openAiStream(['None ', 'is needed.']) });
		await openDoubtfulChat(page);
		await ask(page, 'Write a JavaScript function double that returns a number times two.');
		await expect(consentCard(page)).toBeVisible({ timeout: 120_000 });
		await lastAnswer(page).locator('.code').getByRole('button', { name: 'Copy' }).click();
		await expect
			.poll(() => page.evaluate(() => navigator.clipboard.readText()))
			.toContain('return');
		const { id } = (await storedMessages(page)).at(-1)!;
		await storeOutcomeOf(page, id);
		await consentButton(page, 'Send once').click();
		await expect(await answerIs(page, 'done')).toContainText('None is needed.');
		await page.getByRole('button', { name: 'Bad answer' }).click();
		await expect.poll(() => signalsOf(page, id)).toEqual(['thumbs-down']);
	}
);
