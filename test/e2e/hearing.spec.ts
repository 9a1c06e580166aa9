// A classifier that hears complaints in other languages, on the built app in a real Chromium with the starter as it
// ships: downloaded and verified, opened in its worker while nobody waits, and asked about a German complaint
// without a network. Its files are generated, and its weights set so that one word decides: what is held is the way
// from a message to what follows from it, not how well a published model hears. Its numbers are held against a
// reference in src/engine/transformers-classifier.test.ts.

import type { Page } from '@playwright/test';
import { isAccessible } from '../support/accessible.ts';
import {
	answerIs,
	ask,
	lastAnswer,
	openChat,
	storedMessages,
	waitUntilReady
} from '../support/chat.ts';
import { keepsItsFiles } from '../support/kept-files.ts';
import { classifierFiles, wordClassifier } from '../support/made-classifier.ts';
import { hostRepository } from '../support/repository-host.ts';
import { expect, test } from '../support/test.ts';
import { openTold, sureOfBase } from '../support/told-conversation.ts';

const NAME = 'Multilingual MiniLM (6 layers)';
const COMPLAINT = 'Das war nicht hilfreich.';
const files = () => classifierFiles(wordClassifier('hilfreich'));

const section = (page: Page) => page.getByRole('region', { name: 'Complaints in other languages' });
const row = (page: Page, name: string) =>
	section(page)
		.getByRole('listitem')
		.filter({ has: page.getByRole('heading', { name }) });

/** A German question, answered wrongly by the base, with the conversation open. */
async function openGerman(page: Page) {
	const domain = { id: 'math', probability: 0.9 };
	await openTold(page, [sureOfBase('Was ist die Summe von 17 + 25?', 'It is 41.', domain)]);
	await waitUntilReady(page);
}

const hears = (page: Page) =>
	expect
		.poll(() => page.evaluate(() => performance.getEntriesByName('understudy:hears').length), {
			timeout: 60_000
		})
		.toBeGreaterThan(0);

test('without it a German complaint is a message like any other', async ({ page }) => {
	await openGerman(page);
	await ask(page, COMPLAINT);
	await answerIs(page, 'done');
	await expect.poll(async () => (await storedMessages(page)).at(-1)?.status).toBe('done');
	const answer = (await storedMessages(page)).at(-1);
	expect(answer?.receipt?.dissatisfied).toBeUndefined();
	await expect(page.getByText(/^You seem unhappy/)).toHaveCount(0);
});

test('with it the complaint is heard, offline: the question starts a level higher, and the receipt says who heard', async ({
	page,
	context,
	allowErrors
}) => {
	// Whether somebody bigger can be asked is looked for, and nobody is there.
	allowErrors(/ERR_INTERNET_DISCONNECTED/);
	const host = await hostRepository(context, files());
	await openChat(page, '/models');
	await keepsItsFiles(page);
	const listed = row(page, NAME);
	await expect(listed).toContainText('Hears complaints in other languages');
	await expect(listed).toContainText('About 124 MB');
	await expect(listed.getByRole('link', { name: `Licence of ${NAME}` })).toHaveText('MIT');
	await isAccessible(page, 'the models page with what hears complaints');
	expect(host.asked).toEqual([]);
	await listed.getByRole('button', { name: `Download ${NAME}` }).click();
	await expect(listed).toContainText('Hears now', { timeout: 60_000 });
	await expect(listed).toContainText(/It takes \d+ ms for a long message here/);
	expect(new Set(host.asked)).toEqual(new Set(files().keys()));

	await openGerman(page);
	await hears(page);
	const asked: string[] = [];
	context.on('request', (request) => asked.push(request.url()));
	await context.setOffline(true);
	// Else a doubtful answer is offered to somebody bigger, for when there is a connection.
	await page.getByRole('button', { name: /^What may leave this device/ }).click();
	await page.getByRole('menuitemradio', { name: /^Local only/ }).click();
	await ask(page, COMPLAINT);
	await expect
		.poll(async () => (await storedMessages(page)).at(-1)?.receipt?.heardBy, { timeout: 60_000 })
		.toBe(NAME);
	await answerIs(page, 'done');
	const answer = (await storedMessages(page)).at(-1)!;
	expect(answer).toMatchObject({ status: 'done', source: 'modifier:math' });
	expect(answer.receipt?.dissatisfied).toBeGreaterThanOrEqual(0.9);
	expect(answer.receipt?.reason).toContain('starts a level higher');
	expect(answer.receipt?.bytesSent).toBe(0);
	await expect(page.getByText(/^You seem unhappy with the last answer/).first()).toBeVisible();
	await lastAnswer(page).getByRole('button', { name: 'Details of this answer' }).click();
	const receipt = page.getByRole('dialog', { name: 'Who answered, and how' });
	await expect(receipt).toContainText(
		new RegExp(`heard by ${NAME.replace(/[()]/g, '\\$&')} as a complaint`)
	);
	const { origin } = new URL(page.url());
	expect(asked.filter((url) => !url.startsWith(origin) && !/^(blob|data):/.test(url))).toEqual([]);
	await context.setOffline(false);
});

test(
	'an English message is left to what comes with the model',
	{ tag: '@slow' },
	async ({ page, context }) => {
		await hostRepository(context, files());
		await openChat(page, '/models');
		await row(page, NAME)
			.getByRole('button', { name: `Download ${NAME}` })
			.click();
		await expect(row(page, NAME)).toContainText('Hears now', { timeout: 60_000 });
		await openGerman(page);
		await hears(page);
		// The word that decides, in an English sentence.
		await ask(page, 'What is the word hilfreich in this language, and what does it mean?');
		await answerIs(page, 'done');
		await expect.poll(async () => (await storedMessages(page)).at(-1)?.status).toBe('done');
		expect((await storedMessages(page)).at(-1)?.receipt?.heardBy).toBeUndefined();
	}
);

test('what arrives damaged is refused and does not hear; one of a person’s own is looked at, refused by its kind, or opened and used', async ({
	page,
	context,
	allowErrors
}) => {
	allowErrors(/onnx|protobuf|classifier/i);
	const host = await hostRepository(context, files());
	host.damaged = 'tokenizer.json';
	await openChat(page, '/models');
	await row(page, NAME)
		.getByRole('button', { name: `Download ${NAME}` })
		.click();
	await expect(row(page, NAME).getByRole('alert')).toContainText('is not what its host says it is');
	await expect(row(page, NAME)).not.toContainText('Hears now');

	await section(page).getByText('Another classifier').click();
	const made = [...files()].map(([path, bytes]) => ({
		name: path.split('/').at(-1)!,
		mimeType: 'application/octet-stream',
		buffer: Buffer.from(bytes)
	}));
	const input = section(page).locator('input[type=file]');
	await input.setInputFiles(made.slice(1));
	await expect(section(page)).toContainText('A classifier is four files');
	await input.setInputFiles(
		made.map((file) =>
			file.name.endsWith('.onnx') ? { ...file, buffer: file.buffer.subarray(0, 1500) } : file
		)
	);
	await expect(section(page)).toContainText('they are damaged, incomplete', { timeout: 60_000 });
	await input.setInputFiles(made);
	await expect(row(page, 'model_quantized.onnx')).toContainText('Hears now', { timeout: 60_000 });
	await row(page, 'model_quantized.onnx')
		.getByRole('button', { name: 'Remove model_quantized.onnx' })
		.click();
	await expect(row(page, 'model_quantized.onnx')).toHaveCount(0);

	host.damaged = null;
	await section(page).getByRole('textbox', { name: 'Address of its page' }).fill('owner/polyglot');
	await section(page).getByRole('button', { name: 'Look at it' }).click();
	const offer = section(page).getByRole('region', { name: 'Found: owner/polyglot' });
	await expect(offer).toContainText('entailment, neutral, contradiction');
	await offer.getByRole('button', { name: 'Download' }).click();
	await expect(row(page, 'owner/polyglot')).toContainText('Hears now', { timeout: 60_000 });
});
