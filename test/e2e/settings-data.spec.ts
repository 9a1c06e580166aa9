// A person's data on the settings page of the built app: everything can be backed up, brought back and erased, other
// programs' exports come in, and a file that is wrong is refused with a sentence while nothing is lost.

import { readdirSync, readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { box, chatTest, list, log, openSettings } from '../support/chat-page.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));

const fixture = (path: string) => readFileSync(new URL(`../fixtures/${path}`, import.meta.url));
const CHATGPT = fixture('import/chatgpt-conversations.json');

const data = (page: Page): Locator => page.getByRole('region', { name: 'Your data' });
const importInput = (page: Page): Locator =>
	page.getByRole('group', { name: 'Choose a file' }).locator('input[type=file]');
const restoreInput = (page: Page): Locator =>
	page.locator('input[type=file][aria-label="Restore a backup"]');

const json = (name: string, value: unknown) => ({
	name,
	mimeType: 'application/json',
	buffer: Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))
});

/** Imports and waits for the report. */
async function importChatGpt(page: Page) {
	await importInput(page).setInputFiles(json('conversations.json', CHATGPT));
	await expect(data(page).getByText('From conversations.json:')).toBeVisible({ timeout: 60_000 });
}

async function titles(page: Page): Promise<string[]> {
	await expect(list(page).getByRole('link').first()).toBeVisible();
	return (await list(page).getByRole('link').allTextContents()).map((title) => title.trim());
}

test('backup, erase, restore: conversations, a draft and settings are all back', async ({
	page
}) => {
	test.setTimeout(400_000);
	await openSettings(page);
	await importChatGpt(page);
	await page.getByRole('radio', { name: 'Dark' }).check();
	await page.getByRole('slider', { name: 'Temperature' }).fill('0.7');
	const before = await titles(page);
	expect(before.length).toBeGreaterThan(0);
	await list(page).getByRole('link').first().click();
	await expect(page).toHaveURL(/\?c=/);
	await expect(log(page).getByRole('article').first()).toBeVisible();
	await box(page).fill('An unfinished thought');
	const texts = await log(page).getByRole('article').allTextContents();
	await openSettings(page);

	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Back up everything' }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toMatch(/^understudy-backup-\d{4}-\d\d-\d\d\.json$/);
	await expect(page.getByText(/^Saved as understudy-backup-/)).toBeVisible();
	const backup = readFileSync(await download.path());

	await page.getByRole('button', { name: 'Erase everything' }).click();
	const dialog = page.getByRole('dialog', { name: 'Erase everything?' });
	await expect(dialog).toContainText('There is no copy anywhere else');
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(list(page).getByRole('link')).toHaveCount(before.length);
	await page.getByRole('button', { name: 'Erase everything' }).click();
	await dialog.getByRole('button', { name: 'Erase everything' }).click();
	await expect(page).toHaveURL(/\/$/, { timeout: 60_000 });
	await expect(page.getByRole('region', { name: 'Before the curtain rises' })).toBeVisible({
		timeout: 60_000
	});
	await expect(list(page).getByRole('link')).toHaveCount(0);
	await expect(box(page)).toHaveValue('');
	// The new document has read its settings: what it keeps for its first paint is nothing, too. How
	// far pages were scrolled is SvelteKit's to keep until the tab is closed.
	const kept = await page.evaluate(() => [
		...Object.keys(localStorage),
		...Object.keys(sessionStorage)
	]);
	expect(kept.filter((key) => !key.startsWith('sveltekit:'))).toEqual([]);

	await openSettings(page);
	await expect(page.getByRole('slider', { name: 'Temperature' })).toHaveValue('0');
	await restoreInput(page).setInputFiles(json('understudy-backup.json', backup));
	await expect(data(page).getByText('From understudy-backup.json:')).toBeVisible();
	expect(await titles(page)).toEqual(before);
	await expect(page.getByRole('slider', { name: 'Temperature' })).toHaveValue('0.7');
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await list(page).getByRole('link').first().click();
	await expect(log(page).getByRole('article')).toHaveCount(texts.length);
	expect(await log(page).getByRole('article').allTextContents()).toEqual(texts);
	await expect(box(page)).toHaveValue('An unfinished thought');
});

test('a large export is read beside the page, whole or not at all', async ({ page }) => {
	await openSettings(page);
	const readers: string[] = [];
	page.on('worker', (worker) => {
		if (/read-worker/.test(worker.url())) readers.push(worker.url());
	});
	const [first] = JSON.parse(CHATGPT.toString('utf8'));
	const copies = Array.from({ length: 900 }, (_, i) => ({
		...first,
		conversation_id: `copy-${i}`,
		title: `Copy ${i}`
	}));
	const text = JSON.stringify(copies);
	expect(text.length).toBeGreaterThan(1_000_000);
	await importInput(page).setInputFiles(json('large.json', Buffer.from(text.slice(0, -9))));
	await expect(data(page).getByRole('alert')).toContainText('This file is not valid JSON');
	await expect(list(page).getByRole('link')).toHaveCount(0);
	expect(readers).toHaveLength(1);
	await importInput(page).setInputFiles(json('large.json', Buffer.from(text)));
	await expect(data(page).getByRole('status').filter({ hasText: 'From large.json' })).toContainText(
		'Imported 900 conversations'
	);
	expect(readers).toHaveLength(2);
	await expect(list(page).getByRole('link', { name: 'Copy 899' })).toBeVisible();
});

test('an import says what was taken and what was skipped, and why', async ({ page }) => {
	await openSettings(page);
	await importChatGpt(page);
	const report = data(page).getByRole('status').filter({ hasText: 'From conversations.json' });
	await expect(report).toContainText(/Imported \d+ conversations? with \d+ messages?\./);
	expect((await titles(page)).length).toBeGreaterThan(0);
	await importInput(page).setInputFiles(
		json('open-webui.json', fixture('import/open-webui-export.json'))
	);
	await expect(data(page).getByText('From open-webui.json:')).toBeVisible();
});

test('a file can be dropped on its place', async ({ page }) => {
	await openSettings(page);
	await page.getByRole('group', { name: 'Choose a file' }).evaluate((element, text) => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
		for (const type of ['dragenter', 'dragover', 'drop'])
			element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
	}, CHATGPT.toString('utf8'));
	await expect(data(page).getByText('From dropped.json:')).toBeVisible();
	expect((await titles(page)).length).toBeGreaterThan(0);
});

const backupOf = (fields: object) => ({
	format: 'understudy-backup',
	version: 1,
	exportedAtMs: 1,
	conversations: [],
	messages: [],
	drafts: [],
	settings: [],
	...fields
});

const HOSTILE: [name: string, content: Buffer][] = [
	['empty.json', Buffer.alloc(0)],
	['cut.json', CHATGPT.subarray(0, CHATGPT.length - 40)],
	['text.json', Buffer.from('Hello there')],
	['page.json', Buffer.from('<!doctype html><script>alert(1)</script>')],
	['number.json', Buffer.from('42')],
	['proto.json', Buffer.from('{"__proto__":{"polluted":true},"format":"understudy-backup"}')],
	['deep.json', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))],
	['newer.json', Buffer.from(JSON.stringify(backupOf({ version: 99 })))],
	['wrong.json', Buffer.from(JSON.stringify(backupOf({ conversations: 'many' })))],
	[
		'orphan.json',
		Buffer.from(
			JSON.stringify(
				backupOf({
					messages: [
						{
							id: 'm',
							conversationId: 'nowhere',
							parentId: null,
							role: 'user',
							parts: [{ type: 'text', text: 'x' }],
							status: 'done',
							createdAtMs: 1
						}
					]
				})
			)
		)
	],
	['binary.json', Buffer.from([0, 255, 254, 1, 2, 3, 128, 200])]
];

test('a hostile or broken file gets a sentence each time, and nothing is lost', async ({
	page
}) => {
	test.setTimeout(300_000);
	await openSettings(page);
	await importChatGpt(page);
	const before = await titles(page);
	for (const [name, content] of HOSTILE)
		for (const input of [importInput(page), restoreInput(page)]) {
			await input.setInputFiles({ name, mimeType: 'application/json', buffer: content });
			const alert = data(page).getByRole('alert');
			await expect(alert).toContainText(`${name} could not be read.`);
			await expect(alert).toContainText('Nothing was changed.');
			const sentence = (await alert.textContent()) ?? '';
			expect(sentence.length, sentence).toBeGreaterThan(70);
			await importChatGpt(page);
			await expect(alert).toBeHidden();
		}
	expect([...new Set(await titles(page))]).toEqual([...new Set(before)]);
	expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
});

test('a conversation full of hostile Markdown is imported and does nothing', async ({
	page,
	context,
	baseURL
}) => {
	test.setTimeout(300_000);
	const payloads = readdirSync(new URL('../fixtures/xss/', import.meta.url)).flatMap(
		(name) => JSON.parse(fixture(`xss/${name}`).toString()) as { text: string }[]
	);
	const messages = payloads.map(({ text }, i) => ({
		id: `m${i}`,
		conversationId: 'hostile',
		parentId: i === 0 ? null : `m${i - 1}`,
		role: i % 2 === 0 ? 'user' : 'assistant',
		parts: [{ type: 'text', text }],
		status: 'done',
		createdAtMs: i + 1
	}));
	const conversation = {
		id: 'hostile',
		title: '<img src=x onerror=alert(1)>',
		titled: true,
		pinned: false,
		createdAtMs: 1,
		updatedAtMs: 1,
		leafId: messages.at(-1)?.id,
		systemPrompt: '',
		egress: 'ask'
	};
	const strangers: string[] = [];
	context.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(`${baseURL}/`) && !/^(?:blob|data):/.test(url)) strangers.push(url);
	});
	let dialogs = 0;
	page.on('dialog', (dialog) => {
		dialogs++;
		void dialog.dismiss();
	});
	await openSettings(page);
	await importInput(page).setInputFiles(
		json('hostile.json', backupOf({ conversations: [conversation], messages }))
	);
	await expect(data(page).getByText('From hostile.json:')).toBeVisible({ timeout: 60_000 });
	await list(page).getByRole('link', { name: '<img src=x onerror=alert(1)>' }).click();
	await expect(log(page).getByRole('article')).toHaveCount(messages.length, { timeout: 120_000 });
	for (const article of [0, 60, 120, 180, messages.length - 1])
		await log(page).getByRole('article').nth(article).scrollIntoViewIfNeeded();
	await expect(
		log(page).locator('img, iframe, script, object, embed, form, style, base')
	).toHaveCount(0);
	await expect(log(page).locator('a[href^="javascript:" i], a[href^="data:" i]')).toHaveCount(0);
	expect(dialogs).toBe(0);
	expect(strangers).toEqual([]);
});
