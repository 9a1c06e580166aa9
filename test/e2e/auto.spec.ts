// Auto in the built app, with the starter as it ships, its judges and its modifiers: a question the base is
// not sure of is answered by a modifier behind the draft, and a complaint starts a level higher: with the
// specialist of the subject, or, where there is none, with the edge. What else an edge brings is in consent.spec.ts.

import {
	answerIs,
	ask,
	lastAnswer,
	openChat,
	storedMessages,
	textOf,
	waitUntilReady
} from '../support/chat.ts';
import { consentButton, consentCard, edgeTest } from '../support/edge-stage.ts';
import { openAiStream } from '../support/mock-provider.ts';
import { expect, test } from '../support/test.ts';
import { openTold, sureOfBase } from '../support/told-conversation.ts';

const withEdge = edgeTest();

test('a product of large numbers goes to the modifier for sums, with the base’s draft kept in the receipt', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'What is 347 times 289?');
	await answerIs(page, 'done');
	const [, answer] = await storedMessages(page);
	const receipt = answer!.receipt!;
	expect(receipt).toMatchObject({ mode: 'auto', calibrated: true, domain: { id: 'math' } });
	expect(receipt.attempts.map(({ source }) => source)).toEqual(['base', 'modifier:math']);
	expect(receipt.attempts.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
	const draft = receipt.attempts.find(({ outcome }) => outcome === 'dropped');
	expect(draft?.text).toBeTruthy();
	expect(receipt.bytesSent).toBe(0);
});

test('after “that’s wrong” the modifier answers the question anew, and the reply says so', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'What is 17 + 25?');
	await answerIs(page, 'done');
	await ask(page, 'That’s wrong.');
	await expect
		.poll(async () => (await storedMessages(page)).at(-1)?.receipt?.dissatisfied, {
			timeout: 60_000
		})
		.toBeGreaterThan(0);
	const [, first, , second] = await storedMessages(page);
	expect(first?.source).toBe('base');
	expect(second).toMatchObject({ status: 'done', source: 'modifier:math' });
	expect(second?.receipt?.reason).toContain('starts a level higher');
	expect(textOf(second)).not.toBe('');
});

test('a short new question is no complaint about the answer before it, and is answered itself', async ({
	page
}) => {
	await openChat(page);
	for (const [i, question] of ['Hi', 'What can you do?', '25 x 36'].entries()) {
		await ask(page, question);
		await expect
			.poll(async () => (await storedMessages(page))[2 * i + 1]?.status, { timeout: 60_000 })
			.toBe('done');
	}
	const answers = (await storedMessages(page)).filter(({ role }) => role === 'assistant');
	expect(answers.map(({ receipt }) => receipt?.dissatisfied)).toEqual([
		undefined,
		undefined,
		undefined
	]);
	expect(textOf(answers[1])).not.toBe(textOf(answers[0]));
	expect(textOf(answers[2])).toMatch(/\d/);
});

withEdge(
	'after “that’s wrong” about what no specialist answers a bigger model is asked, with what it is about, and the reply says so',
	async ({ page, upstream }) => {
		upstream.script('mine', { kind: 'stream', pieces: openAiStream(['It is ', 'Oslo.']) });
		const before = upstream.seen('mine').length;
		const domain = { id: 'general', probability: 0.95 };
		await openTold(page, [sureOfBase('What is the capital of Norway?', 'It is Bergen.', domain)]);
		await waitUntilReady(page);
		await ask(page, 'That’s wrong.');
		await expect(consentCard(page)).toBeVisible({ timeout: 120_000 });
		expect(upstream.seen('mine')).toHaveLength(before);
		await consentButton(page, 'Send once').click();
		await expect(lastAnswer(page)).toContainText('It is Oslo.', { timeout: 60_000 });
		await expect(await answerIs(page, 'done')).toHaveAttribute('data-source', /^edge:/);
		await expect(page.getByText(/^You seem unhappy with the last answer/).first()).toBeVisible();
		// It is told what was asked and what was wrong about it.
		const sent = JSON.stringify(upstream.seen('mine').at(-1)?.body.messages);
		for (const part of ['What is the capital of Norway?', 'It is Bergen.', 'That’s wrong.'])
			expect(sent).toContain(part);
		const stored = await storedMessages(page);
		expect(stored).toHaveLength(4);
		expect(textOf(stored[1])).toBe('It is Bergen.');
		expect(stored[3]?.receipt?.dissatisfied).toBeGreaterThan(0);
		expect(stored[3]?.receipt?.bytesSent).toBeGreaterThan(0);
		await page.reload();
		await expect(page.getByText(/^You seem unhappy with the last answer/).first()).toBeVisible();
	}
);
