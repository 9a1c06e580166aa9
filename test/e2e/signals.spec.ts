// What a person shows of an answer without a word reaches what learns here: code copied from it, and thumbs, whose
// time decides what “Forget” forgets. On the built app, over an imported answer.

import { openChat, storedRow, storeOutcome } from '../support/chat.ts';
import { importTold } from '../support/told-conversation.ts';
import { expect, test } from '../support/test.ts';

const ANSWER = 'told-told-a0';
const CODE = 'console.log(42);';

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
	await storeOutcome(page, {
		answerId: ANSWER,
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
	const signals = async () =>
		((await storedRow(page, 'outcomes', ANSWER)) as { signals: string[] } | null)?.signals;
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
