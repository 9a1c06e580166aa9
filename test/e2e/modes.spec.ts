// Who answers, as a person chooses and sees it, on the built app with the real starter: modes, another
// try with a specialist, dropped drafts, receipts, thumbs, what a conversation remembers and took. States
// that the starter reaches only by chance are imported, with receipts as a turn writes them.

import type { Page } from '@playwright/test';
import { isAccessible } from '../support/accessible.ts';
import { answerIs, ask, lastAnswer, openChat, storedMessages } from '../support/chat.ts';
import { escalated, importTold, type ToldAnswer } from '../support/told-conversation.ts';
import { expect, test } from '../support/test.ts';

const picker = (page: Page) => page.getByRole('button', { name: /^How answers are made/ });

/** Imports a conversation and opens it, the model not waited for. */
async function tell(page: Page, answers: ToldAnswer[]) {
	await importTold(page, answers);
	await page.goto('/?c=told-told');
	await expect(lastAnswer(page)).toContainText(answers.at(-1)?.text ?? '');
}

const DOUBTED: ToldAnswer = {
	question: 'What is 12 % of 350?',
	text: 'It is 42.',
	source: 'modifier:math',
	confidence: 0.91,
	mode: 'auto',
	domain: { id: 'math', probability: 0.93 },
	exampleIds: ['one', 'two'],
	attempts: escalated('It is 35.')
};

test('a mode is chosen by keyboard, kept with the conversation, and in force for its answers', async ({
	page
}) => {
	await openChat(page);
	await expect(picker(page)).toHaveText('Auto');
	await picker(page).focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('f');
	await page.keyboard.press('Enter');
	await expect(picker(page)).toHaveText('Fast');
	await expect(picker(page)).toBeFocused();
	await ask(page, 'What is the capital of Norway?');
	const answer = await answerIs(page, 'done');
	await expect(answer).toHaveAttribute('data-source', 'base');
	await page.reload();
	await expect(picker(page)).toHaveText('Fast');
	await page.getByRole('button', { name: 'Details of this answer' }).click();
	await expect(page.getByRole('dialog', { name: 'Who answered, and how' })).toContainText(
		/Mode\s*Fast/
	);
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await expect(picker(page)).toHaveText('Auto');
});

test('an answer is asked again with a specialist, beside the first one', async ({ page }) => {
	await openChat(page);
	await ask(page, 'What is 17 + 25?');
	await answerIs(page, 'done');
	await page.getByRole('button', { name: 'Ask again with…' }).click();
	await page.getByRole('menuitem', { name: 'Maths specialist', exact: true }).click();
	await expect(page.getByText('2 / 2')).toBeVisible();
	const answer = await answerIs(page, 'done');
	await expect(answer).toHaveAttribute('data-source', 'modifier:math');
	await expect(answer).toContainText('maths');
	await expect(picker(page)).toHaveText('Auto');
});

test('a dropped draft is folded under the answer, with who wrote it, how sure it was, and why', async ({
	page
}) => {
	await tell(page, [DOUBTED]);
	const answer = lastAnswer(page);
	await expect(answer).toContainText('maths · 91% sure');
	await expect(answer.getByText('It is 35.')).toBeHidden();
	await answer.getByText('A dropped draft').click();
	await expect(answer.getByText('It is 35.')).toBeVisible();
	await expect(answer).toContainText('By the model on this device, 52% sure');
	await expect(answer).toContainText('Not sure enough.');
	await isAccessible(page, 'draft open');
});

test('the receipt says what was needed, what was tried, and where the time went', async ({
	page
}) => {
	await tell(page, [DOUBTED]);
	await page.getByRole('button', { name: 'Details of this answer' }).click();
	const receipt = page.getByRole('dialog', { name: 'Who answered, and how' });
	await expect(receipt).toContainText('The maths specialist');
	await expect(receipt).toContainText(/Confidence\s*91%, calibrated/);
	await expect(receipt).toContainText(/Needed\s*70%/);
	await expect(receipt).toContainText(/Subject\s*maths \(93%\)/);
	await expect(receipt).toContainText(/Examples used\s*2/);
	await expect(receipt.getByRole('listitem')).toHaveCount(2);
	await expect(receipt.getByRole('listitem').first()).toContainText('dropped · confidence 52%');
	await expect(receipt).toContainText(/writing\s*80 ms/);
	await expect(receipt).toContainText(/Cost\s*nothing/);
	await isAccessible(page, 'receipt');
});

test('a thumb is kept, can be taken back, and a thumb down offers another try', async ({
	page
}) => {
	await tell(page, [DOUBTED]);
	const down = page.getByRole('button', { name: 'Bad answer' });
	const up = page.getByRole('button', { name: 'Good answer' });
	await down.click();
	await expect(down).toHaveAttribute('aria-pressed', 'true');
	await expect(page.getByRole('button', { name: 'Ask again', exact: true })).toBeVisible();
	await up.click();
	await expect(down).toHaveAttribute('aria-pressed', 'false');
	await expect.poll(async () => (await storedMessages(page)).at(-1)?.feedback).toBe('up');
	await page.reload();
	await expect(up).toHaveAttribute('aria-pressed', 'true');
	await up.click();
	await expect.poll(async () => (await storedMessages(page)).at(-1)?.feedback).toBeUndefined();
});

test('what the conversation remembers is shown, and can be forgotten', async ({ page }) => {
	await tell(page, [{ ...DOUBTED, feedback: 'up' }]);
	const note = page.getByText('Maths: starts with the maths specialist for 1 more turn');
	await expect(note).toBeVisible();
	await isAccessible(page, 'remembers');
	await page.getByRole('button', { name: 'Forget what this conversation has learned' }).click();
	await expect(note).toBeHidden();
	await page.reload();
	await expect(lastAnswer(page)).toContainText('It is 42.');
	await expect(note).toBeHidden();
});

test('a conversation says what it took, by who answered', async ({ page }) => {
	await tell(page, [
		DOUBTED,
		{
			question: 'And of 700?',
			text: 'It is 84.',
			source: 'edge:tutor',
			confidence: null,
			calibrated: false,
			costMicroUsd: 4300,
			bytesSent: 1843
		}
	]);
	await expect(lastAnswer(page)).toContainText('tutor, outside');
	await page.getByRole('button', { name: 'Conversation actions' }).click();
	await page.getByRole('menuitem', { name: 'What it took' }).click();
	const table = page
		.getByRole('dialog')
		.getByRole('table', { name: 'What this conversation took' });
	await expect(table.getByRole('row', { name: /^tutor, outside this device/ })).toContainText(
		/0.43 US cents\s*1.8 kB/
	);
	await expect(table.getByRole('row', { name: /^The maths specialist/ })).toContainText(
		/nothing\s*nothing/
	);
	await isAccessible(page, 'ledger');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: 'Conversation actions' })).toBeFocused();
});

test('the settings keep the mode, one for a subject, and a mode of one’s own', async ({ page }) => {
	await page.goto('/settings');
	await expect(page.getByRole('button', { name: 'Back up everything' })).toBeVisible();
	await page.getByRole('radio', { name: 'Custom' }).check();
	await page.getByRole('switch', { name: 'A threshold of your own' }).check();
	await page.getByRole('slider', { name: 'Sure enough from' }).fill('0.8');
	await page.getByRole('slider', { name: 'Tries that vote' }).fill('4');
	const cost = page.getByRole('textbox', { name: 'The most an answer may cost' });
	await cost.fill('a lot');
	await cost.press('Tab');
	await expect(page.getByRole('alert')).toContainText('Write an amount');
	await cost.fill('0.5');
	await cost.press('Tab');
	await page.getByText('By subject').click();
	await page.getByRole('combobox', { name: 'Maths', exact: true }).selectOption('Maths specialist');
	await page.getByText('By kind of file').click();
	const kind = page.getByRole('textbox', { name: 'Another kind' });
	await kind.fill('python files');
	await kind.press('Tab');
	await expect(page.getByRole('alert')).toContainText('Write an ending such as .py');
	await kind.fill('.CSV');
	await kind.press('Tab');
	await page.getByRole('combobox', { name: '.csv' }).selectOption('Maths specialist');
	await isAccessible(page, 'settings');
	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await expect(picker(page)).toHaveText('Custom');
	await page.goto('/settings');
	await expect(page.getByRole('slider', { name: 'Sure enough from' })).toHaveValue('0.8');
	await expect(page.getByRole('slider', { name: 'Tries that vote' })).toHaveValue('4');
	await expect(cost).toHaveValue('0.5');
	await page.getByText('By subject').click();
	await expect(page.getByRole('combobox', { name: 'Maths', exact: true })).toHaveValue('only:math');
	await page.getByText('By kind of file').click();
	await expect(page.getByRole('combobox', { name: '.csv' })).toHaveValue('only:math');
});
