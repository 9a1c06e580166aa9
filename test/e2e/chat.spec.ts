// The chat as a person uses it, on the built app with a real engine: ask, regenerate, edit, branch,
// delete, find, name, keep, export, drop files, switch the language. Streaming and stopping are in
// chat-streaming.spec.ts.

import type { Page } from '@playwright/test';
import {
	answers,
	ask,
	box,
	chatTest,
	list,
	log,
	openChat,
	questions,
	send
} from '../support/chat-page.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 2048 }));

const item = (page: Page, title: string) => list(page).getByRole('link', { name: title });

async function act(page: Page, title: string, action: string) {
	await item(page, title).hover();
	await list(page)
		.getByRole('button', { name: `Actions for “${title}”` })
		.click();
	await page.getByRole('menuitem', { name: action, exact: true }).click();
}

test('a question is answered, with who answered, how sure and how fast', async ({ page }) => {
	await openChat(page);
	await ask(page, 'capital of norway');
	const article = answers(page).first();
	await expect(article).toContainText('Oslo.');
	await expect(article).toHaveAttribute('data-source', 'base');
	await expect(article).toHaveAttribute('data-confidence', /^[01]\.\d\d$/);
	await expect(article).toContainText('a careful guess');
	await expect(page).toHaveURL(/\/\?c=/);
	await expect(box(page)).toBeFocused();
	await article.getByRole('button', { name: 'Details of this answer' }).click();
	const receipt = page.getByRole('dialog', { name: 'Who answered, and how' });
	await expect(receipt).toContainText('The model on this device');
	await expect(receipt).toContainText('answers on this device; nothing leaves it.');
	await expect(receipt).toContainText(/Left this device\s*nothing/);
	await page.keyboard.press('Escape');
	await expect(receipt).toBeHidden();
	await expect(article.getByRole('button', { name: 'Details of this answer' })).toBeFocused();
});

test('a suggestion of the empty chat is asked at once', async ({ page }) => {
	await openChat(page);
	await page.getByRole('button', { name: 'What is 17 + 25?' }).click();
	await expect(questions(page)).toHaveText(/What is 17 \+ 25\?/);
	await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
});

test('Regenerate keeps the first answer as a version, also after a reload', async ({ page }) => {
	await openChat(page);
	await ask(page, 'capital of norway');
	await answers(page).last().getByRole('button', { name: 'Regenerate' }).click();
	await expect(answers(page).getByText('2 / 2')).toBeVisible();
	await expect(answers(page)).toHaveCount(1);
	await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
	await page.getByRole('button', { name: 'Previous version' }).click();
	await expect(answers(page).getByText('1 / 2')).toBeVisible();
	await page.reload();
	await expect(answers(page).getByText('1 / 2')).toBeVisible();
});

test('an edited question becomes a branch, and both branches stay', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	await ask(page, 'second question');
	await questions(page).first().hover();
	await questions(page).first().getByRole('button', { name: 'Edit' }).click();
	const editor = page.getByRole('textbox', { name: 'New wording' });
	await expect(editor).toBeFocused();
	await editor.fill('another first question');
	await page.getByRole('button', { name: 'Ask this instead' }).click();
	await expect(questions(page)).toHaveCount(1);
	await expect(questions(page)).toContainText('another first question');
	await expect(questions(page)).toContainText('2 / 2');
	await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
	await page.getByRole('button', { name: 'Previous version' }).click();
	await expect(questions(page)).toHaveCount(2);
	await expect(questions(page).last()).toContainText('second question');
});

test('Escape leaves an edit as it was', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	await box(page).press('ArrowUp');
	const editor = page.getByRole('textbox', { name: 'New wording' });
	await editor.fill('changed');
	await editor.press('Escape');
	await expect(editor).toBeHidden();
	await expect(questions(page)).toContainText('first question');
});

test('a deleted message comes back with Undo', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	await ask(page, 'second question');
	await questions(page).last().hover();
	await questions(page).last().getByRole('button', { name: 'Delete your message' }).click();
	await expect(questions(page)).toHaveCount(1);
	await expect(page.getByText('2 messages deleted')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(questions(page)).toHaveCount(2);
	await page.reload();
	await expect(questions(page)).toHaveCount(2);
});

test('conversations are found by what was said in them, with the words around it', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'please tell me about the lighthouse keeper');
	await page.getByRole('button', { name: 'New chat' }).click();
	await expect(page.getByRole('heading', { name: 'What shall we rehearse?' })).toBeVisible();
	await ask(page, 'how do bees dance');
	await page.getByRole('searchbox', { name: 'Search conversations' }).fill('keeper');
	await expect(list(page).getByText('1 conversation found')).toBeVisible();
	await expect(list(page).getByRole('link')).toContainText(/lighthouse keeper/);
	await list(page).getByRole('link').click();
	await expect(questions(page)).toContainText('lighthouse keeper');
	await page.getByRole('searchbox').fill('zebra');
	await expect(list(page).getByText('Nothing contains “zebra”')).toBeVisible();
	await page.getByRole('searchbox').press('Escape');
	await expect(list(page).getByRole('link')).toHaveCount(2);
});

test('a conversation is renamed and pinned, and stays so after a reload', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	await page.getByRole('button', { name: 'New chat' }).click();
	await ask(page, 'other topic');
	await act(page, 'first question', 'Rename');
	const name = page.getByRole('textbox', { name: 'Name of the conversation' });
	await expect(name).toBeFocused();
	await name.fill('My rehearsal');
	await name.press('Enter');
	await expect(item(page, 'My rehearsal')).toBeVisible();
	await act(page, 'My rehearsal', 'Pin');
	await expect(list(page).getByRole('heading', { name: 'Pinned' })).toBeVisible();
	await page.reload();
	await expect(list(page).getByRole('link').first()).toHaveText('My rehearsal');
	await act(page, 'My rehearsal', 'Unpin');
	await expect(list(page).getByRole('heading', { name: 'Pinned' })).toBeHidden();
});

test('a deleted conversation comes back whole with Undo', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	await act(page, 'first question', 'Delete');
	await expect(item(page, 'first question')).toBeHidden();
	await expect(page).toHaveURL(/\/$/);
	await page.getByRole('button', { name: 'Undo' }).click();
	await item(page, 'first question').click();
	await expect(questions(page)).toHaveCount(1);
	await expect(answers(page)).toContainText('Oslo.');
});

test('a conversation is exported as Markdown and as JSON', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	for (const [action, name] of [
		['Export as Markdown', 'first-question.md'],
		['Export as JSON', 'first-question.json']
	] as const) {
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Conversation actions' }).click();
		await page.getByRole('menuitem', { name: action }).click();
		expect((await download).suggestedFilename()).toBe(name);
	}
});

test('a draft is kept for each conversation and for the new chat', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	await box(page).fill('half a thought');
	await page.getByRole('button', { name: 'New chat' }).click();
	await expect(box(page)).toHaveValue('');
	await box(page).fill('another thought');
	await item(page, 'first question').click();
	await expect(box(page)).toHaveValue('half a thought');
	await page.reload();
	await expect(box(page)).toHaveValue('half a thought');
	await page.getByRole('button', { name: 'New chat' }).click();
	await expect(box(page)).toHaveValue('another thought');
});

test('a draft typed the moment before the page is left is kept', async ({ page }) => {
	await openChat(page);
	await box(page).fill('the last keystrokes');
	await page.reload();
	await expect(box(page)).toHaveValue('the last keystrokes');
});

test('back and forward move between conversations', async ({ page }) => {
	await openChat(page);
	await ask(page, 'first question');
	await page.getByRole('button', { name: 'New chat' }).click();
	await expect(questions(page)).toHaveCount(0);
	await ask(page, 'other topic');
	await page.goBack();
	await page.goBack();
	await expect(questions(page)).toContainText('first question');
	await page.goForward();
	await expect(page.getByRole('heading', { name: 'What shall we rehearse?' })).toBeVisible();
});

test('a conversation that is not on this device says so', async ({ page }) => {
	await openChat(page, '/?c=nowhere');
	await expect(page.getByText('This conversation is not on this device.')).toBeVisible();
});

test('text files are dropped into the message, and what is no text is refused', async ({
	page
}) => {
	await openChat(page);
	const transfer = await page.evaluateHandle(() => {
		const data = new DataTransfer();
		data.items.add(new File(['colour,count\nred,3\n'], 'colours.csv', { type: 'text/csv' }));
		data.items.add(new File([new Uint8Array([0, 255, 254])], 'photo.raw'));
		return data;
	});
	await log(page).dispatchEvent('dragenter', { dataTransfer: transfer });
	await expect(page.getByText('Drop files')).toBeVisible();
	await log(page).dispatchEvent('drop', { dataTransfer: transfer });
	await expect(page.getByRole('list', { name: 'Files in this message' })).toContainText(
		'colours.csv'
	);
	await expect(page.getByRole('alert')).toContainText('“photo.raw” is neither text');
	await box(page).fill('what is in it');
	await send(page).click();
	await expect(questions(page).last()).toContainText('colours.csv');
	await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
	await expect(page.getByRole('button', { name: 'Remove colours.csv' })).toBeHidden();
});

test('a message of a megabyte is refused in a sentence, and nothing is lost', async ({ page }) => {
	await openChat(page);
	const long = 'word '.repeat(200_000);
	await box(page).evaluate((area, text) => {
		if (!(area instanceof HTMLTextAreaElement)) return;
		area.value = text;
		area.dispatchEvent(new InputEvent('input', { bubbles: true }));
	}, long);
	await send(page).click();
	await expect(page.getByRole('alert')).toContainText(
		'This message is 1 MB; a message may be 512 kB at most.'
	);
	await expect(questions(page)).toHaveCount(0);
	expect((await box(page).inputValue()).length).toBe(long.length);
});

test('what another app shares becomes a draft', async ({ page }) => {
	await openChat(page, '/?title=A%20page&text=Worth%20reading&url=https%3A%2F%2Fexample.org%2F');
	await expect(box(page)).toHaveValue('A page\n\nWorth reading\n\nhttps://example.org/');
	await expect(page).toHaveURL(/\/$/);
});

test('instructions belong to the conversation and are shown above it', async ({ page }) => {
	await openChat(page);
	await page.getByRole('button', { name: 'Conversation actions' }).click();
	await page.getByRole('menuitem', { name: 'Instructions' }).click();
	await page.getByRole('textbox', { name: 'Instructions' }).fill('answer in one word');
	await page.getByRole('button', { name: 'Save' }).click();
	await ask(page, 'first question');
	await expect(log(page)).toContainText('Instructions: answer in one word');
	await page.reload();
	await expect(log(page)).toContainText('Instructions: answer in one word');
});

test('what may leave the device is chosen per conversation', async ({ page }) => {
	await openChat(page);
	await page.getByRole('button', { name: 'What may leave this device: Ask first' }).click();
	await page.getByRole('menuitemradio', { name: 'Local only' }).click();
	await ask(page, 'first question');
	await page.reload();
	await expect(
		page.getByRole('button', { name: 'What may leave this device: Local only' })
	).toBeVisible();
	await page.getByRole('button', { name: 'New chat' }).click();
	await expect(
		page.getByRole('button', { name: 'What may leave this device: Ask first' })
	).toBeVisible();
});

test('every shortcut of the help sheet does what it says', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openChat(page);
	await ask(page, 'first question');
	await page.keyboard.press('Control+Shift+C');
	await expect(page.getByText('Copied')).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Oslo.');
	await page.keyboard.press('ArrowUp');
	await expect(page.getByRole('textbox', { name: 'New wording' })).toBeFocused();
	await page.keyboard.press('Escape');
	await page.keyboard.press('Control+k');
	await expect(page.getByRole('searchbox')).toBeFocused();
	await page.keyboard.press('Shift+Escape');
	await expect(box(page)).toBeFocused();
	await page.keyboard.press('Control+b');
	await expect(page.getByRole('searchbox')).toBeHidden();
	await page.keyboard.press('Control+b');
	await expect(page.getByRole('searchbox')).toBeVisible();
	await page.keyboard.press('Control+Shift+O');
	await expect(page.getByRole('heading', { name: 'What shall we rehearse?' })).toBeVisible();
	await expect(box(page)).toBeFocused();
	await log(page).focus();
	await page.keyboard.press('?');
	const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await expect(sheet.getByText('Copy the last answer')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(sheet).toBeHidden();
	await expect(log(page)).toBeFocused();
});

test('Enter sends and Shift+Enter starts a line; a question mark is only typed', async ({
	page
}) => {
	await openChat(page);
	await box(page).pressSequentially('one');
	await box(page).press('Shift+Enter');
	await box(page).pressSequentially('two?');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(box(page)).toHaveValue('one\ntwo?');
	await box(page).press('Enter');
	await expect(questions(page)).toHaveText(/one\ntwo\?/, { useInnerText: true });
});

test('Enter that ends a composition of an input method does not send', async ({ page }) => {
	await openChat(page);
	await box(page).fill('にほん');
	await box(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
	await box(page).dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
	await expect(box(page)).toHaveValue('にほん');
	await expect(questions(page)).toHaveCount(0);
});

test('the language is switched in the settings and kept', async ({ page }) => {
	await openChat(page);
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
	await expect(page.getByRole('button', { name: 'Neuer Chat' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await page.reload();
	await expect(page.getByRole('button', { name: 'Neuer Chat' })).toBeVisible();
	await page.goto('/');
	await expect(page.getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
});

test('what is asked in one tab appears in another', async ({ page, context }) => {
	await openChat(page);
	await ask(page, 'first question');
	const other = await context.newPage();
	await openChat(other, page.url());
	await expect(questions(other)).toHaveCount(1);
	await ask(page, 'second question');
	await expect(questions(other)).toHaveCount(2);
	await expect(answers(other).last()).toHaveAttribute('data-status', 'done');
	await expect(answers(other).last()).toContainText('Oslo.');
});

test('on a narrow screen the list is a drawer that gives focus back', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await openChat(page);
	await ask(page, 'first question');
	const show = page.getByRole('button', { name: 'Show conversations' });
	await show.click();
	await expect(page.getByRole('dialog', { name: 'Conversations' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(show).toBeFocused();
	await page.getByRole('button', { name: 'New chat' }).click();
	await show.click();
	await page.getByRole('dialog').getByRole('link', { name: 'first question' }).click();
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(questions(page)).toContainText('first question');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
