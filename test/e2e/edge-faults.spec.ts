// What becomes of a turn that asks the edge and does not get an answer, on the built app with the real
// starter and the real Worker: a spent budget, a stream that breaks midway, a connection that breaks. Each is
// said, counted, and falls back to what this device has.

import type { Page, Request } from '@playwright/test';
import { answerIs, ask, storedMessages, textOf } from '../support/chat.ts';
import { askAndAgree, consentCard, edgeTest, openDoubtfulChat } from '../support/edge-stage.ts';
import { openAiStream } from '../support/mock-provider.ts';
import { expect } from '../support/test.ts';

const test = edgeTest();
/** On a Worker that lets a visitor ask once a day. */
const frugal = edgeTest({ UNDERSTUDY_BUDGETS: JSON.stringify({ user: { day: { turns: 1 } } }) });
const question = 'What is the capital of Norway?';
const whole = () => openAiStream(['From ', 'elsewhere.']);

/** The keys of what the page asks the Worker. */
function keysOf(page: Page): (string | undefined)[] {
	const keys: (string | undefined)[] = [];
	page.on('request', (request: Request) => {
		if (request.url().endsWith('/v1/chat/completions'))
			keys.push(request.headers()['idempotency-key']);
	});
	return keys;
}

/** The newest: with two conversations, which of them is stored last is chance. */
const lastStored = async (page: Page) =>
	(await storedMessages(page)).toSorted((a, b) => a.createdAtMs - b.createdAtMs).at(-1)!;

test('a stream that breaks midway is asked once more under the same key, and then this device’s answer is back', async ({
	page,
	upstream,
	allowErrors
}) => {
	// The browser reports the refusal of the second request.
	allowErrors(/status of 409/);
	upstream.script('mine', { kind: 'stream', pieces: whole().slice(0, 2), ending: 'reset' });
	await openDoubtfulChat(page);
	const keys = keysOf(page);
	const before = upstream.seen('mine').length;
	await askAndAgree(page, question);
	const answer = await answerIs(page, 'done');
	await expect(answer).toHaveAttribute('data-source', 'base');
	expect(keys).toHaveLength(2);
	expect(new Set(keys).size).toBe(1);
	expect(keys[0]).toBeTruthy();
	// The Worker did not buy it a second time.
	expect(upstream.seen('mine').length).toBe(before + 1);
	const stored = await lastStored(page);
	expect(textOf(stored)).not.toContain('From');
	const outcomes = stored.receipt!.attempts.map(({ source, outcome }) => [
		source.split(':')[0],
		outcome
	]);
	expect(outcomes.filter(([source]) => source === 'edge')).toEqual([
		['edge', 'failed'],
		['edge', 'failed']
	]);
	expect(outcomes.at(-1)?.[0] === 'base' || outcomes[0]?.[1] === 'kept').toBe(true);
	expect(stored.receipt!.costMicroUsd).toBeGreaterThan(0);
	expect(stored.receipt!.bytesSent).toBeGreaterThan(0);
	await expect(page.getByText('the answer is lost').first()).toBeVisible();
});

test('an answer lost on its way is given again under the same key, and is charged once', async ({
	page,
	upstream,
	allowErrors
}) => {
	allowErrors(/ERR_CONNECTION_RESET/);
	upstream.script('mine', { kind: 'stream', pieces: whole() });
	await openDoubtfulChat(page);
	const keys = keysOf(page);
	const before = upstream.seen('mine').length;
	let lost = 0;
	await page.route('**/v1/chat/completions', async (route) => {
		if (lost++ > 0) return route.continue();
		// The Worker answers in whole, and nothing of it arrives.
		await route.fetch();
		await route.abort('connectionreset');
	});
	await askAndAgree(page, question);
	const answer = await answerIs(page, 'done');
	await expect(answer).toContainText('From elsewhere.');
	await expect(answer).toHaveAttribute('data-source', /^edge:/);
	expect(keys).toHaveLength(2);
	expect(new Set(keys).size).toBe(1);
	expect(upstream.seen('mine').length).toBe(before + 1);
	expect((await lastStored(page)).receipt?.reason).toContain('was asked once more');
});

frugal(
	'with the budget spent the edge is not called, this device answers, and the sentence says until when',
	async ({ page, upstream, allowErrors }) => {
		allowErrors(/status of 4(02|29)/);
		upstream.script('mine', { kind: 'stream', pieces: whole() });
		await openDoubtfulChat(page);
		await askAndAgree(page, question);
		await expect(await answerIs(page, 'done')).toContainText('From elsewhere.');
		const before = upstream.seen('mine').length;
		const keys = keysOf(page);
		await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
		// What is typed before the other conversation is left stays in its box.
		await expect(page.getByRole('article')).toHaveCount(0);
		await askAndAgree(page, 'What is the capital of France?');
		const answer = await answerIs(page, 'done');
		await expect(answer).toHaveAttribute('data-source', 'base');
		await expect(page.getByText(/^Today’s budget of 1 turns at .* begins anew on/)).toBeVisible();
		expect(upstream.seen('mine').length).toBe(before);
		// A refusal is no break: it is not asked twice.
		expect(keys).toHaveLength(1);
		const { receipt } = await lastStored(page);
		expect(receipt?.costMicroUsd).toBe(0);
		expect(receipt?.reason).not.toContain('From elsewhere');
		// It is remembered: for the next question nobody is asked to agree, and nothing leaves.
		await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
		await expect(page.getByRole('article')).toHaveCount(0);
		await ask(page, 'What is the capital of Italy?');
		await expect(await answerIs(page, 'done')).toHaveAttribute('data-source', 'base');
		await expect(consentCard(page)).toHaveCount(0);
		await expect(page.getByText(/regenerate the answer to ask it all the same/)).toBeVisible();
		expect(keys).toHaveLength(1);
		expect((await lastStored(page)).receipt?.bytesSent).toBe(0);
	}
);
