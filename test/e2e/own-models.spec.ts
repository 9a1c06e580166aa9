// Models of a person's own on the built app, with a real engine and a real weight store: looked at by
// their address before anything is downloaded, refused with the reason where they cannot run.

import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { fitsItsWidth, inLightAndDark, isAccessible } from '../support/accessible.ts';
import { answers, ask, chatTest, openChat, toChat, toModels } from '../support/chat-page.ts';
import { FILE_HOST, hostFiles } from '../support/file-host.ts';
import { splitGguf } from '../support/gguf-splitter.ts';
import { writeGguf, type GgufValue } from '../support/gguf-writer.ts';
import { openingLora, randomLlama, randomLora, scriptedLlama } from '../support/random-gguf.ts';
import { openingPeft, peftConfiguration, randomPeft } from '../support/random-peft.ts';
import { expect } from '../support/test.ts';
import { storedWeights } from '../support/weights-database.ts';

const starter = () => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 });
const test = chatTest(starter);

const text = (value: string): GgufValue => ({ type: 'string', value });
const header = (fields: Record<string, GgufValue>) =>
	writeGguf(fields, [{ name: 'a', dimensions: [8], data: new Float32Array(8) }]);

const section = (page: Page): Locator =>
	page.getByRole('region', { name: 'Add a model of your own' });
const offer = (page: Page): Locator => page.getByRole('region', { name: /^What it is: / });
const rows = (page: Page): Locator =>
	page.getByRole('list', { name: 'All models' }).getByRole('listitem');

const file = (name: string, bytes: Uint8Array) => ({
	name,
	mimeType: 'application/octet-stream',
	buffer: Buffer.from(bytes)
});
const chooser = (page: Page): Locator => page.getByLabel('Choose files').locator('input');

async function look(page: Page, address: string) {
	await section(page).getByRole('textbox', { name: 'Address' }).fill(address);
	await section(page).getByRole('button', { name: 'Look at it' }).click();
}

/** A new chat in the same page: what was changed is waited for, and no model is loaded twice. */
async function answersWith(page: Page, text: string) {
	await page.getByRole('button', { name: 'New chat' }).click();
	await ask(page, 'capital of norway');
	await expect(answers(page).last().locator('p', { hasText: /\.$/ }).first()).toHaveText(text);
	await toModels(page);
}

test('a model is looked at by its address, downloaded, and answers; looking reads its header alone', async ({
	page,
	context
}) => {
	test.setTimeout(300_000);
	const host = await hostFiles(context);
	const mine = scriptedLlama('Rome.', { ends: true, seed: 5 });
	host.put('my model.gguf', mine.bytes);
	await openChat(page, '/models');
	await look(page, `${FILE_HOST}/my%20model.gguf`);
	await expect(offer(page)).toContainText('llama', { timeout: 60_000 });
	await expect(offer(page)).toContainText('F32');
	await expect(offer(page)).toContainText('not stated in the file');
	await expect(offer(page)).toContainText('Fits this device');
	expect(host.asked).toEqual([{ name: 'my model.gguf', range: 'bytes=0-1048575' }]);
	const before = await rows(page).count();

	await offer(page).getByRole('button', { name: 'Download' }).click();
	const added = rows(page).filter({ hasText: 'added by you' });
	await expect(added).toContainText('On this device', { timeout: 120_000 });
	await expect(rows(page)).toHaveCount(before + 1);
	await added.getByRole('button', { name: /^Use: / }).click();
	await expect(added).toContainText('Answering', { timeout: 120_000 });
	await openChat(page);
	await ask(page, 'capital of italy');
	await expect(answers(page).last()).toContainText('Rome.');
});

test('what cannot run is refused with the reason, before it is downloaded', async ({
	page,
	context,
	allowErrors
}) => {
	allowErrors(/gone\.gguf/);
	test.setTimeout(180_000);
	const host = await hostFiles(context);
	const llama = { 'general.architecture': text('llama') };
	const split: GgufValue = { type: 'u32', value: 3 };
	host.put('bert.gguf', header({ 'general.architecture': text('bert') }));
	host.put('part.gguf', header({ ...llama, 'split.count': split }));
	const start = new Uint8Array(2 ** 20);
	start.set(header(llama));
	host.put('huge.gguf', start, 5_000_000_000);
	host.put('page.html', new TextEncoder().encode('<!doctype html><title>A page, no model</title>'));
	await openChat(page, '/models');
	for (const [name, reason] of [
		['bert.gguf', 'cannot chat with models of the architecture “bert”'],
		['part.gguf', 'is part 1 of 3 of a split model, and its name does not say where'],
		['huge.gguf', 'needs at least 5.1 GB of memory, and the engine'],
		['page.html', 'This is no GGUF file'],
		['gone.gguf', 'no longer has this model (404)']
	] as const) {
		await look(page, `${FILE_HOST}/${name}`);
		await expect(section(page).getByRole('alert')).toContainText(reason, { timeout: 60_000 });
		await expect(section(page).getByRole('button', { name: 'Download' })).toBeHidden();
	}
	await look(page, 'http://files.example/m.gguf');
	await expect(section(page).getByRole('alert')).toContainText('without encryption');
});

test('a page on Hugging Face offers its files, and a file dropped anywhere is added', async ({
	page,
	context
}) => {
	test.setTimeout(180_000);
	const { bytes } = scriptedLlama('Rome.', { ends: true, seed: 5 });
	const host = await hostFiles(context);
	await context.route('https://huggingface.co/**', async (route) => {
		const url = new URL(route.request().url());
		const cors = { 'access-control-allow-origin': '*' };
		if (url.pathname.startsWith('/api/models/me/mine/'))
			await route.fulfill({
				headers: cors,
				json: { sha: 'a'.repeat(40), siblings: [{ rfilename: 'm-Q8.gguf', size: bytes.length }] }
			});
		else
			await route.fulfill({
				status: 206,
				headers: {
					...cors,
					'access-control-expose-headers': 'content-range',
					'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`
				},
				body: Buffer.from(bytes)
			});
	});
	await openChat(page, '/models');
	await look(page, 'me/mine');
	await section(page).getByRole('button', { name: 'Look at m-Q8.gguf' }).click();
	await expect(offer(page)).toContainText('llama', { timeout: 60_000 });
	expect(host.asked).toEqual([]);

	await page.getByRole('heading', { name: 'Models', level: 1 }).evaluate((element, content) => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([new Uint8Array(content)], 'dropped.gguf'));
		for (const type of ['dragover', 'drop'])
			element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
	}, Array.from(bytes));
	await expect(rows(page).filter({ hasText: 'added by you' })).toBeVisible({ timeout: 60_000 });
});

test('an adapter is attached to the base it names, weakened, turned off and removed', async ({
	page
}) => {
	test.setTimeout(400_000);
	const base = starter();
	const baseSha256 = createHash('sha256').update(base.bytes).digest('hex');
	const list = page.getByRole('list', { name: 'Your adapters' });
	await openChat(page, '/models');
	const { files } = await storedWeights(page);
	/** A page that is left before a change is stored loses it. */
	const isStored = (fields: object) =>
		expect.poll(async () => (await storedWeights(page)).adapters).toEqual([fields]);
	await chooser(page).setInputFiles(file('begins.gguf', openingLora(base, 'l', { baseSha256 })));
	await expect(list.getByRole('listitem')).toContainText(
		'For Test starter (named by the adapter’s'
	);
	await answersWith(page, 'lo.');

	await list.getByRole('slider', { name: 'Strength of Begins with l' }).press('Home');
	await expect(list.getByRole('status')).toHaveText('0');
	await isStored({ on: true, scale: 0 });
	await answersWith(page, 'Oslo.');

	await list.getByRole('slider').press('End');
	await isStored({ on: true, scale: 2 });
	await answersWith(page, 'lo.');
	await list.getByRole('switch', { name: 'Use Begins with l' }).uncheck();
	await isStored({ on: false, scale: 2 });
	await expect(page.getByRole('region', { name: 'Answering now' })).toContainText('Model card');
	await answersWith(page, 'Oslo.');

	await list.getByRole('button', { name: 'Remove: Begins with l' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(list).toBeHidden();
	await expect.poll(() => storedWeights(page)).toMatchObject({ files, adapters: [] });
});

test('two adapters that are on are mixed in one answer, each at its own strength', async ({
	page
}) => {
	test.setTimeout(400_000);
	const base = starter();
	const baseSha256 = createHash('sha256').update(base.bytes).digest('hex');
	const list = page.getByRole('list', { name: 'Your adapters' });
	const strength = (letter: string) =>
		list.getByRole('slider', { name: `Strength of Begins with ${letter}` });
	const isStored = (scales: number[]) =>
		expect
			.poll(async () => (await storedWeights(page)).adapters.map(({ scale }) => scale).toSorted())
			.toEqual(scales);
	await openChat(page, '/models');
	// Each pushes its letter by thrice what the script gives its own; the stronger push begins the answer.
	for (const [at, letter] of ['l', 's'].entries()) {
		await chooser(page).setInputFiles(
			file(`begins-${letter}.gguf`, openingLora(base, letter, { baseSha256 }))
		);
		await expect(list.getByRole('listitem')).toHaveCount(at + 1, { timeout: 60_000 });
	}
	await expect(page.getByText('Several that are on are mixed.')).toBeVisible();
	await strength('l').fill('0.5');
	await isStored([0.5, 1]);
	await answersWith(page, 'slo.');
	await strength('l').fill('1.5');
	await isStored([1, 1.5]);
	await answersWith(page, 'lo.');
	// Too weak, each by itself and both together, to begin it with a letter of theirs.
	for (const letter of ['l', 's']) await strength(letter).fill('0.05');
	await isStored([0.05, 0.05]);
	await answersWith(page, 'Oslo.');
});

test('an adapter that names no base asks for it; one for a base that is not here is refused', async ({
	page,
	context
}) => {
	const base = starter();
	const host = await hostFiles(context);
	host.put('nameless.gguf', openingLora(base, 'l'));
	host.put('elsewhere.gguf', openingLora(base, 'l', { baseSha256: 'c'.repeat(64) }));
	host.put('larger.gguf', randomLora(randomLlama({ embedding: 128 })).bytes);
	await openChat(page, '/models');
	for (const [name, reason] of [
		['elsewhere.gguf', 'made for a base that is not on this device'],
		['larger.gguf', 'No model on this device has the shape this adapter was made for (llama)']
	] as const) {
		await look(page, `${FILE_HOST}/${name}`);
		await expect(section(page).getByRole('alert')).toContainText(reason, { timeout: 60_000 });
	}
	await look(page, `${FILE_HOST}/nameless.gguf`);
	await expect(offer(page)).toContainText('does not say which base it was made for');
	await offer(page).getByRole('button', { name: 'Attach to Test starter' }).click();
	const list = page.getByRole('list', { name: 'Your adapters' });
	await expect(list.getByRole('listitem')).toContainText('chosen by you', { timeout: 60_000 });
	await page.setViewportSize({ width: 360, height: 900 });
	await inLightAndDark(page, async (colorScheme) => {
		await isAccessible(page, `adapters, ${colorScheme}`);
		await fitsItsWidth(page, 'adapters');
	});
	await chooser(page).setInputFiles(file('nameless.gguf', openingLora(base, 'o')));
	await page
		.getByRole('region', { name: 'Your adapters: nameless.gguf' })
		.getByRole('button', { name: 'Attach to Test starter' })
		.click();
	await expect(list.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 });
});

/** Dropped on the page together, as from a folder. */
async function drop(page: Page, files: Record<string, Uint8Array | string>) {
	const given = Object.entries(files).map(([name, content]) => [name, [...Buffer.from(content)]]);
	await page.getByRole('heading', { name: 'Models', level: 1 }).evaluate((element, list) => {
		const dataTransfer = new DataTransfer();
		for (const [name, content] of list as [string, number[]][])
			dataTransfer.items.add(new File([new Uint8Array(content)], name));
		for (const type of ['dragover', 'drop'])
			element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
	}, given);
}

test('an adapter in PEFT’s form is converted here: both files dropped, or one after the other, or from an address', async ({
	page,
	context
}) => {
	test.setTimeout(400_000);
	const host = await hostFiles(context);
	const list = page.getByRole('list', { name: 'Your adapters' });
	const { weights, configuration } = openingPeft(starter(), 'l');
	await openChat(page, '/models');
	await drop(page, {
		'adapter_config.json': configuration,
		'adapter_model.safetensors': weights,
		'README.md': '# An adapter'
	});
	const choice = page.getByRole('region', { name: /^Your adapters: adapter_config\.json, / });
	await expect(choice).toContainText('It was made for “me/starter”');
	await choice.getByRole('button', { name: 'Attach to Test starter' }).click();
	const adapter = list.getByRole('listitem').filter({ hasText: 'starter LoRA' });
	await expect(adapter).toContainText('converted on this device from PEFT’s form');
	await expect(adapter).toContainText('adapter_model.safetensors');
	await answersWith(page, 'lo.');
	await list.getByRole('switch', { name: 'Use starter LoRA' }).uncheck();
	await answersWith(page, 'Oslo.');
	await list.getByRole('button', { name: 'Remove: starter LoRA' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(list).toBeHidden();

	await chooser(page).setInputFiles(
		file('begins-with-s.safetensors', openingPeft(starter(), 's').weights)
	);
	await expect(section(page).getByRole('status')).toContainText('Add adapter_config.json');
	await chooser(page).setInputFiles(file('adapter_config.json', Buffer.from(configuration)));
	await page.getByRole('button', { name: 'Attach to Test starter' }).click();
	await expect(list.getByRole('listitem')).toContainText('begins-with-s');
	await answersWith(page, 'slo.');
	await list.getByRole('switch', { name: 'Use begins-with-s' }).uncheck();

	host.put('poems/adapter_model.safetensors', weights);
	host.put('poems/adapter_config.json', Buffer.from(configuration));
	host.put('dora/adapter_model.safetensors', weights);
	host.put('dora/adapter_config.json', Buffer.from(peftConfiguration({ r: 1, use_dora: true })));
	await look(page, `${FILE_HOST}/dora/adapter_model.safetensors`);
	await expect(section(page).getByRole('alert')).toContainText('is a DoRA', { timeout: 60_000 });
	// Refused, it is described as the adapter it is.
	const other = randomPeft('phi3', { layers: 1, embedding: 16 });
	host.put('other/adapter_model.safetensors', other.weights);
	host.put('other/adapter_config.json', Buffer.from(other.configuration));
	await look(page, `${FILE_HOST}/other/adapter_model.safetensors`);
	await expect(offer(page)).toContainText('The closest is', { timeout: 60_000 });
	await expect(offer(page)).toContainText('Rank');
	await expect(offer(page)).not.toContainText('Chat template');
	await look(page, `${FILE_HOST}/poems/adapter_model.safetensors`);
	await expect(offer(page)).toContainText('made for “me/starter”', { timeout: 60_000 });
	await offer(page).getByRole('button', { name: 'Attach to Test starter' }).click();
	const poems = list.getByRole('listitem').filter({ hasText: 'files.example/poems' });
	await expect(poems).toContainText('converted on this device', { timeout: 60_000 });
	await answersWith(page, 'lo.');
});

test(
	'an offer has no accessibility faults, nor sideways scrolling, narrow and wide, light and dark',
	{ tag: '@slow' },
	async ({ page, context }, info) => {
		const host = await hostFiles(context);
		host.put('m.gguf', scriptedLlama('Rome.', { ends: true, seed: 5 }).bytes);
		await openChat(page, '/models');
		await look(page, `${FILE_HOST}/m.gguf`);
		await expect(offer(page)).toBeVisible({ timeout: 60_000 });
		for (const width of [360, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await inLightAndDark(page, async (colorScheme) => {
				await isAccessible(page, `an offer, ${colorScheme}, ${width} px`);
				await fitsItsWidth(page, `an offer, ${colorScheme}, ${width} px`);
				await offer(page).scrollIntoViewIfNeeded();
				await info.attach(`offer-${colorScheme}-${width}`, {
					body: await page.screenshot(),
					contentType: 'image/png'
				});
			});
		}
	}
);

test('the parts of a split model, chosen together, are one model: it answers, and goes as a whole', async ({
	page
}) => {
	test.setTimeout(300_000);
	await openChat(page, '/models');
	const before = await storedWeights(page);
	const { bytes } = scriptedLlama('Rome.', { ends: true, seed: 5 });
	const parts = splitGguf(bytes, 3).map((part, i) => file(`rome-0000${i + 1}-of-00003.gguf`, part));
	await chooser(page).setInputFiles(parts.slice(1));
	await expect(page.getByRole('main')).toContainText('not all parts of one split model');
	await chooser(page).setInputFiles(parts.toReversed());
	const added = rows(page).filter({ hasText: 'added by you' });
	await expect(added).toContainText('On this device', { timeout: 120_000 });
	const stored = (await storedWeights(page)).pieceBytes - before.pieceBytes;
	expect(stored).toBe(parts.reduce((sum, { buffer }) => sum + buffer.length, 0));
	await added.getByRole('button', { name: /^Use: / }).click();
	await expect(added).toContainText('Answering', { timeout: 120_000 });
	await toChat(page);
	await ask(page, 'capital of italy');
	await expect(answers(page).last()).toContainText('Rome.');
	await toModels(page);
	await added.getByRole('button', { name: /^Remove: / }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(added).toHaveCount(0);
	expect((await storedWeights(page)).pieceBytes).toBe(before.pieceBytes);
});
