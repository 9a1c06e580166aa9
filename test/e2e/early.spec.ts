// The app's page before its scripts came, and while it starts: what is typed and sent then.

import { answers, box, chatTest, openChat, questions } from '../support/chat-page.ts';
import { gateScripts, typeAhead } from '../support/gate.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 2048 }));

test('Enter before any script came is kept, and sends once; what is typed after it is the next question', async ({
	page
}) => {
	const scripts = await gateScripts(page);
	await page.goto('/', { waitUntil: 'commit' });
	await box(page).click();
	await typeAhead(page, box(page));
	scripts.open();
	await expect(answers(page).first()).toContainText('Oslo.');
	await expect(answers(page).first()).toHaveAttribute('data-status', 'done');
	await expect(questions(page)).toHaveCount(1);
	await expect(questions(page)).toContainText('capital of norway');
	await expect(questions(page)).not.toContainText('france');
	await expect(box(page)).toHaveValue('and of france');
	// Nor again, when the chat is left and opened with a text that begins alike.
	await box(page).fill('capital of norway, I said');
	await page.getByRole('link', { name: 'Settings' }).click();
	await expect(page.getByRole('switch', { name: 'Enter sends the message' })).toBeVisible();
	await page.goBack();
	await expect(box(page)).toHaveValue('capital of norway, I said');
	await expect(questions(page)).toHaveCount(1);
});

test('where Enter makes a line it does so from the first moment, and nothing is sent', async ({
	page
}) => {
	await openChat(page);
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('switch', { name: 'Enter sends the message' }).click();
	await expect
		.poll(() => page.evaluate(() => localStorage.getItem('understudy-boot')))
		.toContain('"sendOnEnter":false');
	const scripts = await gateScripts(page);
	await page.goto('/', { waitUntil: 'commit' });
	await box(page).click();
	await page.keyboard.type('one');
	await page.keyboard.press('Enter');
	await page.keyboard.type('two');
	scripts.open();
	await expect(box(page)).toHaveAttribute('enterkeyhint', 'enter');
	await expect(box(page)).toHaveValue('one\ntwo');
	await expect(questions(page)).toHaveCount(0);
});

test('what is typed while a new chat is stored is the next question, and Enter twice asks once', async ({
	page
}) => {
	await openChat(page);
	await box(page).click();
	await page.keyboard.type('capital of norway');
	// All in one task: before anything could be stored.
	await box(page).evaluate((area: HTMLTextAreaElement) => {
		const enter = () =>
			area.dispatchEvent(
				new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
			);
		enter();
		enter();
		area.value += ' of france?';
		area.dispatchEvent(new Event('input', { bubbles: true }));
	});
	await expect(answers(page).first()).toHaveAttribute('data-status', 'done');
	await expect(questions(page)).toHaveCount(1);
	await expect(questions(page)).not.toContainText('france');
	await expect(box(page)).toHaveValue('of france?');
});
