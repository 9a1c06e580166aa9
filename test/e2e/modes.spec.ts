// Who answers, as a person chooses and sees it, on the built app with the real starter: modes, another
// try with a specialist, dropped drafts, receipts, thumbs, what a conversation remembers and took. States
// that the starter reaches only by chance are imported, with receipts as a turn writes them.

import type { Page } from '@playwright/test';
import { fitsItsWidth, inLightAndDark, isAccessible } from '../support/accessible.ts';
import { answerIs, ask, lastAnswer, openChat, storedMessages } from '../support/chat.ts';
import { escalated, openTold, type ToldAnswer } from '../support/told-conversation.ts';
import { expect, test } from '../support/test.ts';

const picker = (page: Page) => page.getByRole('button', { name: /^How answers are made/ });

const DOUBTED: ToldAnswer = {
	question: 'What is 12 % of 350?',
	text: 'It is 42.',
	source: 'modifier:math',
	confidence: 0.91,
	mode: 'auto',
	domain: { id: 'math', probability: 0.93 },
	exampleIds: ['example:1', 'example:2'],
	exampleQuestions: ['What is 10 % of 50?', 'What is 5 % of 60?'],
	experienceIds: ['told-told-a0'],
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

test('a mode for the next message alone is chosen by keyboard, kept with the draft, and gone once it was sent', async ({
	page
}) => {
	await openChat(page);
	const box = page.getByRole('textbox', { name: 'Message' });
	const once = page.getByRole('menuitemradio', { name: 'The next message only' });
	await picker(page).focus();
	await page.keyboard.press('ArrowDown');
	// From the mode in force to whom it is for: the menu stays open, and says so.
	await expect(page.getByRole('menuitemradio', { name: /^Auto(?!m)/ })).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await expect(once).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(once).toBeChecked();
	await expect(once).toBeFocused();
	await page.keyboard.press('f');
	await page.keyboard.press('Enter');
	await expect(picker(page)).toBeFocused();
	await expect(picker(page)).toHaveText('Next: Fast');
	await expect(picker(page)).toHaveAccessibleName(
		'How answers are made, next: Fast (that message only)'
	);
	await box.fill('What is 347 times 289?');
	await page.reload();
	await expect(box).toHaveValue('What is 347 times 289?');
	await expect(picker(page)).toHaveText('Next: Fast');

	await box.press('Enter');
	await answerIs(page, 'done');
	await expect(picker(page)).toHaveText('Auto');
	await ask(page, 'What is 17 + 25?');
	await expect.poll(async () => (await storedMessages(page)).at(-1)?.receipt?.mode).toBe('auto');
	expect((await storedMessages(page))[1]?.receipt).toMatchObject({ mode: 'fast', source: 'base' });
});

test(
	'a mode for the next message is taken back in one press, and in the menu; narrow and wide, light and dark',
	{ tag: '@slow' },
	async ({ page }, info) => {
		await openChat(page);
		await page.getByRole('textbox', { name: 'Message' }).fill('What is 17 + 25?');
		const choose = async (name: RegExp) => {
			await picker(page).click();
			await page.getByRole('menuitemradio', { name: 'The next message only' }).click();
			await page.getByRole('menuitemradio', { name }).click();
		};
		await choose(/^Draft, then enhance/);
		await page.getByRole('button', { name: 'Answer the next message as all others' }).click();
		await expect(picker(page)).toHaveText('Auto');
		await expect(picker(page)).toBeFocused();
		await choose(/^Accurate/);
		for (const width of [360, 1440]) {
			await page.setViewportSize({ width, height: 800 });
			await inLightAndDark(page, async (scheme) => {
				const name = `next-${scheme}-${width}`;
				await expect(picker(page)).toHaveText('Next: Accurate');
				await fitsItsWidth(page, name);
				await isAccessible(page, name);
				await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
				await picker(page).click();
				await expect(page.getByRole('menu')).toBeVisible();
				await isAccessible(page, `${name}, menu`);
				await info.attach(`${name}-menu`, {
					body: await page.screenshot(),
					contentType: 'image/png'
				});
				await page.keyboard.press('Escape');
			});
		}
		await picker(page).click();
		await page.getByRole('menuitemradio', { name: 'All messages here' }).click();
		await page.keyboard.press('Escape');
		await expect(picker(page)).toHaveText('Auto');
	}
);

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
	await openTold(page, [DOUBTED]);
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
	await openTold(page, [DOUBTED]);
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
	await expect(receipt.getByText('What is 5 % of 60?')).toBeHidden();
	await receipt.getByText('2', { exact: true }).click();
	await expect(receipt.getByText('What is 5 % of 60?')).toBeVisible();
	await receipt.getByText('1', { exact: true }).click();
	await expect(receipt.getByText('What is 12 % of 350?')).toBeVisible();
	await isAccessible(page, 'receipt');
});

test('a thumb is kept, can be taken back, and a thumb down offers another try', async ({
	page
}) => {
	await openTold(page, [DOUBTED]);
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
	await openTold(page, [{ ...DOUBTED, feedback: 'up' }]);
	const note = page.getByText('Maths: starts with the maths specialist for 1 more turn');
	await expect(note).toBeVisible();
	await isAccessible(page, 'remembers');
	await page.getByRole('button', { name: 'Forget what this conversation has learned' }).click();
	await expect(note).toBeHidden();
	await page.reload();
	await expect(lastAnswer(page)).toContainText('It is 42.');
	await expect(note).toBeHidden();
});

test('a mode that asks nobody else is not said to start with a specialist', async ({ page }) => {
	await openTold(page, [{ ...DOUBTED, feedback: 'up' }]);
	const note = page.getByText('Maths: starts with the maths specialist for 1 more turn');
	await expect(note).toBeVisible();
	await page.getByRole('button', { name: /^How answers are made: / }).click();
	await page.getByRole('menuitemradio', { name: /^Fast/ }).click();
	await expect(note).toBeHidden();
});

test('a conversation that cost more than it saved says so', async ({ page }) => {
	await openTold(page, [{ ...DOUBTED, costMicroUsd: 9000, bytesSent: 1843 }]);
	await page.getByRole('button', { name: 'Conversation actions' }).click();
	await page.getByRole('menuitem', { name: 'What it took' }).click();
	await expect(page.getByRole('dialog')).toContainText(/it would have cost about .* less/);
});

test('a conversation says what it took, by who answered', async ({ page }) => {
	await openTold(page, [
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
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('Answered on this device: 50%, 1 of 2 finished answers.');
	await expect(dialog).toContainText(/it would have cost about .* more/);
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

const PRODUCT = 'What is 347 times 289?';

test(
	'a specialist that is off is not asked, a weaker one says that nobody fitted it, and one click brings both back',
	{ tag: '@slow' },
	async ({ page }, info) => {
		await openChat(page, '/models');
		const list = page.getByRole('list', { name: /^Specialists of / });
		await expect(list.getByRole('switch')).toHaveCount(8);
		const section = page.getByRole('region', { name: 'Specialists and adapters' });
		for (const width of [360, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await inLightAndDark(page, async (scheme) => {
				const name = `specialists-${scheme}-${width}`;
				await section.scrollIntoViewIfNeeded();
				await isAccessible(page, name);
				await fitsItsWidth(page, name);
				await info.attach(name, {
					body: await section.screenshot(),
					contentType: 'image/png'
				});
			});
		}
		const toggle = list.getByRole('switch', { name: 'Let Auto ask the maths specialist' });
		const strength = list.getByRole('slider', { name: 'Strength of the maths specialist' });
		const reset = section.getByRole('button', { name: 'All as trained' });
		const toModels = () =>
			page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Models' }).click();
		const answered = async () => {
			await page.getByRole('button', { name: 'New chat' }).click();
			await ask(page, PRODUCT);
			await answerIs(page, 'done');
			return (await storedMessages(page)).toSorted((a, b) => a.createdAtMs - b.createdAtMs).at(-1)!;
		};
		await expect(reset).toBeDisabled();
		await toggle.uncheck();
		await expect(list).toContainText('Off: asked only where you choose it yourself.');
		const alone = await answered();
		expect(alone.receipt!.attempts.map(({ source }) => source)).toEqual(['base']);
		expect(alone.receipt!.reason).toContain('You turned the specialist “math” off');

		await toModels();
		await toggle.check();
		await strength.fill('0.6');
		await expect(list).toContainText('Its confidence was fitted at strength 1');
		const weak = await answered();
		expect(weak.source).toBe('modifier:math');
		expect(weak.receipt).toMatchObject({ calibrated: false });
		expect(weak.receipt!.reason).toContain('“math” acted at strength 0.6');
		await page.getByRole('button', { name: 'Details of this answer' }).click();
		await expect(page.getByRole('dialog', { name: 'Who answered, and how' })).toContainText(
			/\d+%, not calibrated/
		);
		await page.keyboard.press('Escape');

		await toModels();
		await expect(strength).toHaveValue('0.6');
		await reset.click();
		await expect(strength).toHaveValue('1');
		await expect(reset).toBeDisabled();
		const whole = await answered();
		expect(whole.receipt!.attempts.map(({ source }) => source)).toEqual(['base', 'modifier:math']);
		expect(whole.receipt).toMatchObject({ calibrated: true });
	}
);
