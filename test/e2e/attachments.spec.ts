// Files in a conversation, on the built app with the real starter and the real PDF reader: attached by button,
// drop and paste, refused in words, read whole or found by passages, there again after a reload and offline, gone
// with their conversation; and what goes to the edge, only with leave.

import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Part } from '../../src/contract/messages.ts';
import { isAccessible } from '../support/accessible.ts';
import {
	answerIs,
	ask,
	chooseFiles,
	lastAnswer,
	openChat,
	storedMessages,
	storeSetting
} from '../support/chat.ts';
import { consentButton, consentCard, edgeTest } from '../support/edge-stage.ts';
import { guidePdf, longText, NEEDLE, RED_PNG } from '../support/files.ts';
import { openAiStream } from '../support/mock-provider.ts';
import { JAPANESE, writeJapanesePdf, writePdf } from '../support/pdf-writer.ts';
import { expect, test } from '../support/test.ts';

const chips = (page: Page) =>
	page.locator('form').getByRole('list', { name: 'Files in this message' });
const problem = (page: Page) => page.locator('#composer-problem');
const sources = (page: Page) => lastAnswer(page).locator('[data-files]');

type Attached = { name: string; mimeType: string; buffer: Buffer };

/** From the disk: the page is not handed the bytes by the test. */
async function chooseLarge(page: Page, path: string, content: Buffer) {
	writeFileSync(path, content);
	await chooseFiles(page, path);
}

/** Until they are read. */
async function attach(page: Page, ...files: Attached[]) {
	await chooseFiles(page, files);
	for (const { name } of files) await expect(chips(page)).toContainText(name);
	await expect(chips(page).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
}

const text = (name: string, content: string) => ({
	name,
	mimeType: 'text/plain',
	buffer: Buffer.from(content)
});
const pdf = (name: string, buffer: Buffer | Uint8Array) => ({
	name,
	mimeType: 'application/pdf',
	buffer: Buffer.from(buffer)
});

/** How many texts are kept beside the messages. */
const keptTexts = (page: Page) => count(page, 'files');

function count(page: Page, store: string): Promise<number> {
	return page.evaluate(
		(name) =>
			new Promise<number>((resolve, reject) => {
				const opening = indexedDB.open('understudy');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const counting = database.transaction(name).objectStore(name).count();
					counting.onsuccess = () => {
						database.close();
						resolve(counting.result);
					};
				};
			}),
		store
	);
}

/** The draft of the new chat, as it is stored. */
function storedDraft(page: Page): Promise<Part[]> {
	return page.evaluate(
		() =>
			new Promise<Part[]>((resolve, reject) => {
				const opening = indexedDB.open('understudy');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const reading = database.transaction('drafts').objectStore('drafts').get('new');
					reading.onsuccess = () => {
						database.close();
						resolve((reading.result as { parts: Part[] } | undefined)?.parts ?? []);
					};
				};
			})
	);
}

test(
	'a PDF of 300 pages is asked: the passage stands below the answer with its page and lines',
	{ tag: '@slow' },
	async ({ page, context }) => {
		await openChat(page);
		// Nobody else is to be asked, now or later.
		await storeSetting(page, 'egress', 'local-only');
		await openChat(page);
		await attach(page, pdf('guide.pdf', guidePdf(300, 211)));
		await expect(chips(page)).toContainText(/300 pages · [\d.]+ (k|M)B/);
		await isAccessible(page, 'a file attached');
		await ask(page, 'How many years does the warranty cover?');
		await answerIs(page, 'done');
		await expect(sources(page)).toHaveAttribute('data-files', 'unread');
		await expect(sources(page)).toContainText('guide.pdf');
		await expect(sources(page)).toContainText(/page 211, lines \d/);
		await expect(sources(page)).toContainText('too small to read them');
		await expect(sources(page).getByText(NEEDLE)).toBeHidden();
		await sources(page).getByText('page 211').click();
		await expect(sources(page).getByText(NEEDLE)).toBeVisible();
		await isAccessible(page, 'a passage open');

		await lastAnswer(page).getByRole('button', { name: 'Details of this answer' }).click();
		const receipt = page.getByRole('dialog', { name: 'Who answered, and how' });
		await expect(receipt).toContainText('page 211');
		await page.keyboard.press('Escape');

		// Asked again without a network, about what was attached before.
		await context.setOffline(true);
		await ask(page, 'Where is the workshop for repairs?');
		await expect(page.getByRole('log').locator('article[data-status="done"]')).toHaveCount(4);
		await expect(sources(page)).toContainText('page 211');
		await page.reload();
		await expect(sources(page)).toContainText('page 211');
		await context.setOffline(false);

		// With its conversation its text goes too.
		expect(await keptTexts(page)).toBe(1);
		await page
			.getByRole('button', { name: /^Actions for / })
			.first()
			.click();
		await page.getByRole('menuitem', { name: 'Delete' }).click();
		await expect.poll(() => keptTexts(page)).toBe(0);
		// And comes back with it.
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect.poll(() => keptTexts(page)).toBe(1);
	}
);

test('a text of 20 MB is kept beside its message, and asked', async ({ page }, info) => {
	const { buffer, line } = longText(20_000_000);
	await openChat(page);
	await chooseLarge(page, info.outputPath('log.txt'), buffer);
	await expect(chips(page)).toContainText('20 MB', { timeout: 60_000 });
	await expect(chips(page).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
	await ask(page, 'How many years does the warranty cover?');
	await answerIs(page, 'done');
	const shown = line.toLocaleString('en');
	await expect(sources(page)).toContainText('log.txt', { timeout: 60_000 });
	const [question, answer] = await storedMessages(page);
	expect(question?.parts[0]).toMatchObject({ type: 'file', text: '', bytes: buffer.length });
	const found = answer?.files?.citations.find(({ text: passage }) => passage.includes(NEEDLE));
	expect(found, shown).toBeDefined();
	expect(found!.fromLine).toBeLessThanOrEqual(line);
	expect(found!.toLine).toBeGreaterThanOrEqual(line);
});

test('a short text is read whole, dropped or pasted', async ({ page }) => {
	await openChat(page);
	const carried = (name: string) =>
		page.evaluateHandle((fileName) => {
			const data = new DataTransfer();
			data.items.add(new File(['Red is 3.\n'], fileName, { type: 'text/plain' }));
			return data;
		}, name);
	const log = page.getByRole('log');
	await log.dispatchEvent('dragenter', { dataTransfer: await carried('dropped.txt') });
	await expect(page.getByText('Drop files')).toBeVisible();
	await log.dispatchEvent('drop', { dataTransfer: await carried('dropped.txt') });
	await expect(chips(page)).toContainText('dropped.txt');
	await page.getByRole('textbox', { name: 'Message' }).evaluate((box) => {
		const data = new DataTransfer();
		data.items.add(new File(['Blue is 4.\n'], 'pasted.txt', { type: 'text/plain' }));
		box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
	});
	await expect(chips(page)).toContainText('pasted.txt');
	await page.getByRole('button', { name: 'Remove dropped.txt' }).click();
	await expect(chips(page)).not.toContainText('dropped.txt');
	await ask(page, 'What is blue?');
	await answerIs(page, 'done');
	expect((await storedMessages(page)).at(-1)?.files).toEqual({
		whole: ['pasted.txt'],
		citations: [],
		read: true
	});
	await lastAnswer(page).getByRole('button', { name: 'Details of this answer' }).click();
	await expect(page.getByRole('dialog')).toContainText(/Files read whole\s*pasted\.txt/);
});

test('a Japanese PDF that brings no table of its letters is read, and again without a network', async ({
	page,
	context
}) => {
	await openChat(page);
	const isRead = (name: string) =>
		expect
			.poll(() => storedDraft(page))
			.toContainEqual(expect.objectContaining({ name, text: JAPANESE }));
	await attach(page, pdf('first.pdf', writeJapanesePdf()));
	await isRead('first.pdf');
	// The maps are kept once they were fetched.
	await context.setOffline(true);
	await attach(page, pdf('second.pdf', writeJapanesePdf()));
	await isRead('second.pdf');
	await context.setOffline(false);
});

test('what cannot be read is refused in words, and an image says who sees it', async ({ page }) => {
	await openChat(page);
	const refusals: [Attached, string][] = [
		[pdf('locked.pdf', writePdf({ pages: [['x']], locked: true })), 'protected by a password'],
		[pdf('scan.pdf', writePdf({ pages: [[], []] })), 'has no text, only pictures'],
		[pdf('torn.pdf', Buffer.from('%PDF-1.7\nnothing')), 'it is damaged'],
		[text('empty.txt', ''), '“empty.txt” is empty.'],
		[text('program.bin', 'a\0b'), 'neither text nor a PDF'],
		[{ ...text('film.png', 'a\0b'), mimeType: 'image/png' }, 'no image this browser can open']
	];
	for (const [file, words] of refusals) {
		await chooseFiles(page, file);
		await expect(problem(page), file.name).toContainText(words);
	}
	await expect(chips(page)).toBeHidden();
	await attach(page, { name: 'red.png', mimeType: 'image/png', buffer: RED_PNG });
	await expect(page.getByText('The model on this device does not see images')).toBeVisible();
	await isAccessible(page, 'an image attached');
	await ask(page, 'What colour is this?');
	const answer = await answerIs(page, 'error');
	await expect(answer).toContainText('The model on this device does not see images.');
	// Said without its image, the question is answered.
	await page.getByRole('button', { name: 'Edit' }).first().click();
	await page.getByRole('button', { name: 'Remove red.png' }).click();
	await page.getByRole('button', { name: 'Ask this instead' }).click();
	await answerIs(page, 'done');
});

test('a page that is left while a file is read keeps what was typed, and says to attach it again', async ({
	page
}, info) => {
	await openChat(page);
	await page.getByRole('textbox', { name: 'Message' }).fill('What is in it?');
	await chooseLarge(page, info.outputPath('slow.pdf'), guidePdf(2000, 7));
	await expect(page.getByRole('progressbar', { name: 'Reading slow.pdf' })).toBeVisible();
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	await expect(problem(page)).toContainText('still being read');
	await expect
		.poll(() => storedDraft(page))
		.toContainEqual(expect.objectContaining({ name: 'slow.pdf', unread: true }));
	await page.reload();
	await openChat(page);
	await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('What is in it?');
	await expect(problem(page)).toContainText('slow.pdf was being read. Attach it again.');
	await attach(page, pdf('slow.pdf', guidePdf(2, 1)));
	await expect(chips(page)).toContainText('2 pages');
	await page.getByRole('button', { name: 'Remove slow.pdf' }).click();
	await expect(chips(page)).toBeHidden();
});

const staged = edgeTest();

staged.describe('to the edge', () => {
	staged.beforeEach(({ upstream }) => {
		upstream.script('mine', { kind: 'stream', pieces: openAiStream(['It is ', 'red.']) });
	});

	staged('an image goes there once it was shown and agreed to', async ({ page, upstream }) => {
		const before = upstream.seen('mine').length;
		await openChat(page);
		await attach(page, { name: 'red.png', mimeType: 'image/png', buffer: RED_PNG });
		await ask(page, 'What colour is this?');
		await expect(consentCard(page)).toBeVisible({ timeout: 60_000 });
		await expect(consentCard(page).getByRole('img', { name: 'red.png' })).toBeVisible();
		await expect(consentCard(page)).toContainText('does not see images');
		await isAccessible(page, 'an image to be sent');
		expect(upstream.seen('mine').length).toBe(before);
		await consentButton(page, 'Send once').click();
		await expect(await answerIs(page, 'done')).toContainText('It is red.');
		const body = JSON.stringify(upstream.seen('mine').at(-1)?.body);
		expect(body).toContain('"image_url":{"url":"data:image/png;base64,');
		expect((await storedMessages(page)).at(-1)?.receipt?.bytesSent).toBeGreaterThan(0);
	});

	staged(
		'of a long file the passages go there, personal data taken out',
		async ({ page, upstream }) => {
			await openChat(page);
			const filler = 'Gardens are watered in dry summers, and nothing else is said. '.repeat(600);
			await attach(
				page,
				text('people.txt', `${filler}\nThe gardener is anna@example.org.\n${filler}`)
			);
			await ask(page, 'Who is the gardener?');
			await expect(consentCard(page)).toContainText('too small to read your files', {
				timeout: 60_000
			});
			await expect(consentCard(page)).toContainText('1 e-mail address');
			await consentButton(page, 'Send without personal data').click();
			await answerIs(page, 'done');
			const body = JSON.stringify(upstream.seen('mine').at(-1)?.body);
			expect(body).toContain('people.txt, line');
			expect(body).toContain('[email]');
			expect(body).not.toContain('anna@example.org');
			expect(body.length).toBeLessThan(20_000);
			await expect(sources(page)).toHaveAttribute('data-files', 'read');
		}
	);
});
