// Recipes in the built app, with the real starter and the real Worker in front of an upstream that answers as it
// is told: what each takes and gains is said where it is chosen, every request is consented to with exactly what
// it sends, the answer on screen changes in one step, and without an edge those that need one say so.

import type { Locator, Page } from '@playwright/test';
import type { Message } from '../../src/contract/messages.ts';
import { isAccessible } from '../support/accessible.ts';
import { answerIs, ask, lastAnswer, openChat, storedMessages, textOf } from '../support/chat.ts';
import { consentButton, consentCard, edgeTest } from '../support/edge-stage.ts';
import { openAiStream, type MockProvider, type StreamPiece } from '../support/mock-provider.ts';
import { expect, test } from '../support/test.ts';

const withEdge = edgeTest();
const QUESTION = 'What is 17 + 25?';
const AGAIN = 'Ask again with…';

/** One answer after the other, each whole or in pieces. */
const says = (upstream: MockProvider, ...answers: (string | StreamPiece[])[]) =>
	upstream.script(
		'mine',
		...answers.map((answer) => ({
			kind: 'stream' as const,
			pieces: typeof answer === 'string' ? openAiStream([answer]) : answer
		}))
	);

/** What the last message of a request says. */
const askedOf = (upstream: MockProvider, index: number): string =>
	(upstream.seen('mine')[index]!.body.messages as { content: string }[]).at(-1)!.content;

async function answered(page: Page): Promise<void> {
	await openChat(page);
	await ask(page, QUESTION);
	await answerIs(page, 'done');
}

const offer = (page: Page, recipe: string): Locator =>
	page.getByRole('menuitem', { name: new RegExp(`^${recipe}`) });

/** Another answer beside the first, by a recipe; resolves when it is begun. */
async function again(page: Page, recipe: string): Promise<void> {
	await page.getByRole('button', { name: AGAIN }).click();
	await offer(page, recipe).click();
	await expect(page.getByText('2 / 2')).toBeVisible();
}

/** What the card says would be sent. */
async function shownToSend(page: Page): Promise<Locator> {
	await expect(consentCard(page)).toBeVisible({ timeout: 120_000 });
	await consentCard(page).getByText('What would be sent').click();
	return consentCard(page).getByRole('region', { name: 'What would be sent' });
}

const sendOnce = (page: Page) => consentButton(page, 'Send once').click();

/** Of the answer whose turn used this recipe, once it is stored. */
async function madeBy(page: Page, recipe: string): Promise<Message> {
	await expect
		.poll(async () => (await storedMessages(page)).at(-1)?.receipt?.mode, { timeout: 120_000 })
		.toBe(`recipe:${recipe}`);
	return (await storedMessages(page)).at(-1)!;
}

const outcomes = ({ receipt }: Message) =>
	receipt!.attempts.map(({ source, outcome }) => [source.split(':')[0], outcome]);

withEdge(
	'a draft is improved in its place: what it takes is said, what is sent is shown, and the draft is folded under the answer',
	async ({ page, upstream }) => {
		await answered(page);
		const before = upstream.seen('mine').length;
		await page.getByRole('button', { name: AGAIN }).click();
		const item = offer(page, 'Draft, then enhance');
		await expect(item).toContainText(/It takes 2 requests for about \d[\d.]* cents/);
		await expect(item).toContainText(/About \d+ kB leave this device\./);
		await expect(item).toContainText(/expected|not known/);
		await page.keyboard.press('Escape');

		// The upstream waits in the middle of its answer.
		const gate = Promise.withResolvers<void>();
		const pieces = openAiStream(['It is forty-two, ', 'written as 42.']);
		says(upstream, [...pieces.slice(0, 2), gate.promise, ...pieces.slice(2)]);
		await again(page, 'Draft, then enhance');
		const card = await shownToSend(page);
		await expect(card).toContainText(QUESTION);
		await expect(card).toContainText('Write that answer anew and better');
		// Who decides can read the draft.
		const said = lastAnswer(page).locator('.said');
		await expect(said).not.toBeEmpty();
		await isAccessible(page, 'a recipe asks');
		expect(upstream.seen('mine')).toHaveLength(before);
		await sendOnce(page);
		await upstream.arrived('mine', before);
		// Half of the better answer is there, and none of it on screen: the draft is.
		await expect(lastAnswer(page).locator('.behind')).toContainText('Asking a bigger model');
		// It was asked for, whatever the draft is worth.
		await expect(lastAnswer(page).locator('.behind')).not.toContainText('Not sure enough');
		await expect(lastAnswer(page)).toHaveAttribute('data-source', /^(base|modifier:)/);
		await expect(lastAnswer(page)).not.toContainText('forty-two');
		gate.resolve();
		await expect(lastAnswer(page)).toContainText('It is forty-two, written as 42.');
		await answerIs(page, 'done');

		const answer = await madeBy(page, 'draft-enhance');
		const [draft, better] = answer.receipt!.attempts;
		expect(outcomes(answer)).toEqual([
			[expect.stringMatching(/^(base|modifier)$/), 'dropped'],
			['edge', 'kept']
		]);
		expect(better!.source).toBe('edge:mine');
		// What it improved is what was on screen, and what was sent is what was shown.
		const sent = JSON.stringify(upstream.seen('mine').at(-1)?.body.messages);
		expect(sent).toContain(JSON.stringify(draft!.text).slice(1, -1));
		expect(answer.receipt!.bytesSent).toBeGreaterThan(0);
		expect(answer.receipt!.costMicroUsd).toBeGreaterThan(0);
		await lastAnswer(page).getByText('A dropped draft').click();
		await expect(lastAnswer(page)).toContainText('A bigger model wrote it anew.');
		// Nothing is learned from it of who should begin.
		await expect(page.getByText(/^Maths: starts with/)).toBeHidden();
	}
);

withEdge(
	'an architect plans and accepts: two requests, each consented to, and the answer is this device’s',
	async ({ page, upstream }) => {
		await answered(page);
		const before = upstream.seen('mine').length;
		says(upstream, 'Add both numbers first.', 'OK');
		await again(page, 'Architect and reviewer');
		await expect(await shownToSend(page)).toContainText('Do not answer yet.');
		await sendOnce(page);
		await upstream.arrived('mine', before);
		await expect(consentCard(page).getByText('Review an answer.')).toHaveCount(0);
		await expect(await shownToSend(page)).toContainText('Review an answer.');
		expect(upstream.seen('mine')).toHaveLength(before + 1);
		await sendOnce(page);
		await answerIs(page, 'done');
		const answer = await madeBy(page, 'architect-reviewer');
		expect(outcomes(answer)).toEqual([
			['edge', 'dropped'],
			[expect.stringMatching(/^(base|modifier)$/), 'kept'],
			['edge', 'dropped']
		]);
		// The reviewer saw the answer that stands; nobody sees the plan as one.
		expect(askedOf(upstream, before + 1)).toContain(textOf(answer));
		expect(textOf(answer)).not.toContain('Add both numbers first.');
		expect(upstream.seen('mine')).toHaveLength(before + 2);
	}
);

withEdge(
	'a reviewer’s correction takes the answer’s place, and the answer it corrected is folded under it',
	async ({ page, upstream }) => {
		await answered(page);
		says(upstream, 'Add both numbers first.', 'Corrected: it is forty-two.');
		await again(page, 'Architect and reviewer');
		for (const prompt of ['Do not answer yet.', 'Review an answer.']) {
			await expect(await shownToSend(page)).toContainText(prompt);
			await sendOnce(page);
		}
		await expect(lastAnswer(page)).toContainText('Corrected: it is forty-two.');
		await answerIs(page, 'done');
		const answer = await madeBy(page, 'architect-reviewer');
		expect(outcomes(answer).map(([, outcome]) => outcome)).toEqual(['dropped', 'dropped', 'kept']);
		await expect(lastAnswer(page)).toHaveAttribute('data-source', /^edge:/);
	}
);

withEdge(
	'a validator elsewhere chooses among this device’s five answers by its number alone',
	async ({ page, upstream }) => {
		await answered(page);
		const before = upstream.seen('mine').length;
		says(upstream, '2');
		await again(page, 'Explore, then validate');
		await expect(await shownToSend(page)).toContainText('Answer 5:');
		await sendOnce(page);
		await answerIs(page, 'done');
		const answer = await madeBy(page, 'explore-validate');
		const [, second] = /Answer 2:\n([^]*?)\n\nAnswer 3:/.exec(askedOf(upstream, before)) ?? [];
		expect(second).toBeTruthy();
		expect(textOf(answer).trim()).toBe(second!.trim());
		expect(outcomes(answer)).toEqual([
			[expect.stringMatching(/^(base|modifier)$/), 'kept'],
			['edge', 'dropped']
		]);
	}
);

withEdge(
	'chosen as the mode of a conversation it makes every answer; refused, the draft stands and nothing was sent',
	async ({ page, upstream }) => {
		await openChat(page);
		const before = upstream.seen('mine').length;
		says(upstream, 'From elsewhere.');
		const picker = page.getByRole('button', { name: /^How answers are made/ });
		await picker.click();
		await page.getByRole('menuitemradio', { name: /^Draft, then enhance/ }).click();
		await expect(picker).toHaveText('Draft, then enhance');
		await ask(page, QUESTION);
		await expect(consentCard(page)).toBeVisible({ timeout: 120_000 });
		await consentButton(page, 'Don’t send').click();
		await expect(await answerIs(page, 'done')).not.toContainText('From elsewhere.');
		const refused = await madeBy(page, 'draft-enhance');
		expect(textOf(refused)).not.toBe('');
		expect(refused.receipt!.bytesSent).toBe(0);
		expect(upstream.seen('mine')).toHaveLength(before);

		await ask(page, 'What is 20 + 30?');
		await expect(consentCard(page)).toBeVisible({ timeout: 120_000 });
		// Stopped while it asks, the turn ends with what it has.
		await page.keyboard.press('Escape');
		await answerIs(page, 'stopped');
		await expect(consentCard(page)).toBeHidden();
		expect(upstream.seen('mine')).toHaveLength(before);
	}
);

test('without an edge those that need one say so and still answer, and a vote runs on this device alone', async ({
	page
}) => {
	await answered(page);
	await page.getByRole('button', { name: AGAIN }).click();
	for (const recipe of ['Draft, then enhance', 'Architect and reviewer'])
		await expect(offer(page, recipe)).toContainText('needs a bigger model');
	const vote = offer(page, 'Ensemble vote');
	await expect(vote).toContainText(/It takes \d+ requests that cost nothing\./);
	await expect(vote).toContainText('Nothing leaves this device.');
	await vote.click();
	await expect(page.getByText('2 / 2')).toBeVisible();
	await answerIs(page, 'done');
	const answer = await madeBy(page, 'ensemble-vote');
	const kept = answer.receipt!.attempts.find(({ outcome }) => outcome === 'kept');
	expect(kept?.votes?.for).toBeGreaterThan(0);
	expect(kept?.votes?.of).toBeGreaterThanOrEqual(3);
	expect(answer.receipt!.bytesSent).toBe(0);
	await page.getByRole('button', { name: 'Details of this answer' }).last().click();
	await expect(page.getByRole('dialog', { name: 'Who answered, and how' })).toContainText(
		/Mode\s*Ensemble vote/
	);
	await page.keyboard.press('Escape');

	await page.getByRole('button', { name: AGAIN }).last().click();
	await offer(page, 'Architect and reviewer').click();
	await expect(page.getByText('3 / 3')).toBeVisible();
	await expect(
		page.getByText(/“Architect and reviewer” needs a bigger model\./).first()
	).toBeVisible();
	const alone = await madeBy(page, 'architect-reviewer');
	expect(textOf(alone)).not.toBe('');
	expect(alone.receipt!.reason).toContain('needs a bigger model');
});

test('five answers of this device are explored, and who is here chooses among them', async ({
	page
}) => {
	await answered(page);
	await again(page, 'Explore, then validate');
	const answer = await madeBy(page, 'explore-validate');
	await answerIs(page, 'done');
	expect(textOf(answer)).not.toBe('');
	const [explorer, ...others] = answer.receipt!.attempts;
	expect(explorer?.outcome).toBe('kept');
	// By the critic that ships with the model, or by the model itself where none does.
	expect(explorer?.grade !== undefined || others.length === 1).toBe(true);
	// More than one answer was written for the one that is shown.
	expect(answer.receipt!.completionTokens).toBeGreaterThan(0);
	expect(answer.receipt!.bytesSent).toBe(0);
});
