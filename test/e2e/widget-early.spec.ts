// The chat's box before anything is ready: it takes a question while the model is on its way, while the app behind
// it is, and before any script came, with the caret, the focus and the keys that lead in and out. When all of it is
// fetched is widget-ahead.spec.ts.

import type { Page } from '@playwright/test';
import { gate, gateScripts, typeAhead } from '../support/gate.ts';
import { expect } from '../support/test.ts';
import {
	answers,
	box,
	chat,
	element,
	frame,
	isThere,
	launcher,
	panel,
	test
} from '../support/widget.ts';

/** Opens the chat of a page: its box is there and no script yet. */
async function openBeforeScripts(page: Page, address: string) {
	const scripts = await gateScripts(page);
	await page.goto(address);
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
	return scripts;
}

test('the box takes a question before it is known what is downloaded, and keeps the next one while the model comes', async ({
	at,
	page
}) => {
	const sizes = await gate(page, '**/models/starter/manifest.json');
	const weights = await gate(page, '**/*.gguf');
	await page.goto(at('/plain'));
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
	await page.keyboard.type('capital of norway');
	await expect(box(page)).toHaveValue('capital of norway');
	await expect.poll(sizes.waiting).toBeGreaterThan(0);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	// Nothing is started before the size of the download could be said.
	await expect(chat(page).locator('article')).toHaveCount(0);
	await expect(box(page)).toHaveValue('capital of norway');
	sizes.open();
	await expect(chat(page).locator('article')).toHaveCount(2);
	await expect.poll(weights.waiting).toBeGreaterThan(0);
	await expect(answers(page).first()).toHaveAttribute('data-status', 'streaming');
	await expect(box(page)).toHaveValue('');
	await page.keyboard.type('and of france');
	weights.open();
	await expect(answers(page).first()).toContainText('Oslo.');
	await expect(answers(page).first()).toHaveAttribute('data-status', 'done');
	// Asked twice by mistake is asked once, and what was typed meanwhile is the next question.
	await expect(chat(page).locator('article')).toHaveCount(2);
	await expect(box(page)).toHaveValue('and of france');
});

test('the box takes what is typed before any script came, and keeps it, the caret and the focus', async ({
	at,
	page
}) => {
	const scripts = await openBeforeScripts(page, at('/plain'));
	await expect(box(page)).toHaveAttribute('placeholder', 'Ask something');
	await expect.poll(scripts.waiting).toBeGreaterThan(0);
	await expect(chat(page).getByRole('button', { name: 'Send' })).toBeDisabled();
	await page.keyboard.type('capital of nrway');
	for (let i = 0; i < 'rway'.length; i++) await page.keyboard.press('ArrowLeft');
	await page.keyboard.type('o');
	await expect(box(page)).toHaveValue('capital of norway');
	await expect(chat(page).getByRole('button', { name: 'Send' })).toBeEnabled();
	const events = box(page).evaluateHandle((area) => {
		const lost: string[] = [];
		for (const name of ['blur', 'input']) area.addEventListener(name, () => lost.push(name));
		return lost;
	});
	const node = await box(page).elementHandle();
	const { y } = (await box(page).boundingBox()) ?? {};
	await expect(chat(page).locator('main')).toHaveAttribute('data-phase', 'waiting');
	scripts.open();
	await isThere(page);
	await expect(box(page)).toBeFocused();
	await expect(box(page)).toHaveValue('capital of norway');
	expect(await (await events).jsonValue(), 'the box was never left nor written to').toEqual([]);
	expect(await node?.evaluate((area) => area.isConnected), 'it is the same box').toBe(true);
	expect((await box(page).boundingBox())?.y, 'at the same place').toBe(y);
	const caret = () => box(page).evaluate((area: HTMLTextAreaElement) => area.selectionStart);
	expect(await caret()).toBe('capital of no'.length);
	await page.keyboard.type('o');
	await expect(box(page)).toHaveValue('capital of noorway');
	await page.keyboard.press('Backspace');
	await page.keyboard.press('Enter');
	await expect(answers(page).first()).toContainText('Oslo.');
	await expect(chat(page).locator('article').first()).toContainText('capital of norway');
});

test('F6 and Escape lead out before any script came, and while the app behind the box is not told of the site yet', async ({
	at,
	page
}) => {
	const setUp = await gate(page, '**/v1/widget?site=*');
	const scripts = await gateScripts(page);
	const focusable = () => page.evaluate(() => document.activeElement?.tagName);
	const start = element(page).getByRole('button', { name: 'Start the chat' });
	await page.goto(at('/inline'));
	await start.press('Enter');
	await expect(box(page)).toBeFocused();
	await page.keyboard.press('F6');
	await expect.poll(focusable).toBe('BODY');
	await page.keyboard.press('F6');
	await expect(box(page)).toBeFocused();
	// The app has the box now, and no line to the page.
	await box(page).evaluate(() => {
		const takeOver: () => unknown = Reflect.get(window, 'understudyTakeOver');
		const taken = new Promise<void>((done) =>
			Reflect.set(window, 'understudyTakeOver', () => (done(), takeOver()))
		);
		Object.assign(window, { taken });
	});
	scripts.open();
	await box(page).evaluate(() => Reflect.get(window, 'taken') as Promise<void>);
	expect(setUp.waiting()).toBe(1);
	await page.keyboard.press('F6');
	// Before the page gives the chat up, which takes the focus out as well.
	await expect.poll(focusable, { timeout: 5_000 }).toBe('BODY');
	// Nor does a chat that is ready at last fetch back who left it.
	setUp.open();
	await isThere(page);
	await element(page).evaluate((node) => Reflect.get(node, 'send').call(node, 'capital of norway'));
	await expect(box(page)).toHaveValue('capital of norway');
	expect(await focusable()).toBe('BODY');
	await expect(box(page)).not.toBeFocused();

	const again = await gate(page, '**/v1/widget?site=*');
	await page.goto(at('/plain'));
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
	await expect.poll(again.waiting).toBe(1);
	await page.keyboard.press('Escape');
	await expect(panel(page)).toBeHidden();
	await expect(launcher(page)).toBeFocused();
	again.open();
});

test('what an input method composes before any script came is composed on', async ({
	at,
	page
}) => {
	const scripts = await openBeforeScripts(page, at('/plain'));
	const holder = await frame(page).elementHandle();
	const inner = await holder?.contentFrame();
	if (!inner) throw new Error('There is no frame.');
	const keyboard = await page.context().newCDPSession(inner);
	await box(page).evaluate((area) => {
		const said: string[] = [];
		Object.assign(window, { said });
		for (const name of ['compositionstart', 'compositionend'])
			area.addEventListener(name, () => said.push(name));
	});
	const said = () => inner.evaluate(() => Reflect.get(window, 'said') as string[]);
	const compose = (text: string) =>
		keyboard.send('Input.imeSetComposition', {
			text,
			selectionStart: text.length,
			selectionEnd: text.length
		});
	await compose('お');
	await expect(box(page)).toHaveValue('お');
	scripts.open();
	await isThere(page);
	expect(await said()).toEqual(['compositionstart']);
	await compose('おす');
	await keyboard.send('Input.insertText', { text: 'オスロ' });
	await expect(box(page)).toHaveValue('オスロ');
	expect(await said()).toEqual(['compositionstart', 'compositionend']);
});

test('Enter before any script came is kept, and sends once; what is typed after it is the next question', async ({
	at,
	page
}) => {
	const scripts = await openBeforeScripts(page, at('/plain'));
	await typeAhead(page, box(page));
	scripts.open();
	await expect(answers(page).first()).toContainText('Oslo.');
	await expect(answers(page).first()).toHaveAttribute('data-status', 'done');
	const asked = chat(page).locator('article[data-role="user"]');
	await expect(asked).toHaveCount(1);
	await expect(asked).toContainText('capital of norway');
	await expect(asked).not.toContainText('france');
	await expect(box(page)).toHaveValue('and of france');
});

test('before any script came the box looks as the page wishes, in the page’s language and direction', async ({
	at,
	browser
}) => {
	const context = await browser.newContext({ colorScheme: 'dark' });
	const page = await context.newPage();
	const scripts = await gateScripts(page);
	const paper = () =>
		chat(page)
			.locator('html')
			.evaluate((root) => getComputedStyle(root).backgroundColor);
	await page.goto(at('/german'));
	await element(page).locator('.launcher').click();
	const german = chat(page).getByRole('textbox', { name: 'Nachricht' });
	await expect(german).toBeFocused();
	await expect(german).toHaveAttribute('placeholder', 'Fragen Sie etwas');
	await expect(chat(page).getByRole('button', { name: 'Senden' })).toBeDisabled();
	expect(await paper(), 'as the visitor has it').toBe('rgb(18, 23, 30)');
	// Nor is it ever in another language than the page's while the scripts come.
	await german.evaluate((area) => {
		const names: string[] = [];
		Object.assign(window, { names });
		new MutationObserver(() => names.push(area.getAttribute('aria-label') ?? '')).observe(area, {
			attributes: true,
			attributeFilter: ['aria-label', 'placeholder']
		});
	});
	scripts.open();
	await isThere(page);
	const names = await german.evaluate(() => Reflect.get(window, 'names') as string[]);
	expect(names.filter((name) => name !== 'Nachricht')).toEqual([]);

	const late = await openBeforeScripts(page, at('/themed'));
	expect(await paper(), 'light, and the page’s own').toBe('rgb(238, 247, 241)');
	await page.goto(at('/rtl'));
	await launcher(page).click();
	await expect(chat(page).locator('html')).toHaveAttribute('dir', 'rtl');
	late.open();
	await context.close();
});

test('who went on in the page before the box came stays there, and the keys that lead in and out work', async ({
	at,
	page
}) => {
	const documents = await gate(page, '**/widget?site=*');
	const scripts = await gateScripts(page);
	await page.goto(at('/plain'));
	await launcher(page).click();
	await expect.poll(documents.waiting).toBe(1);
	await page.locator('#own').focus();
	documents.open();
	await expect(box(page)).toBeVisible();
	await expect(page.locator('#own')).toBeFocused();
	await page.keyboard.press('F6');
	await expect(box(page)).toBeFocused();
	await page.keyboard.press('F6');
	await expect(page.locator('#own')).toBeFocused();
	await page.keyboard.press('F6');
	await page.keyboard.type('oslo');
	await page.keyboard.press('Escape');
	await expect(panel(page)).toBeHidden();
	await expect(page.locator('#own')).toBeFocused();
	await launcher(page).click();
	scripts.open();
	await isThere(page);
	await expect(box(page)).toBeFocused();
	await expect(box(page)).toHaveValue('oslo');
});

test('what is typed as soon as the chat has the focus is in its box, before the page’s word that puts it there', async ({
	at,
	page
}) => {
	const scripts = await openBeforeScripts(page, at('/plain'));
	/** The frame alone gets the focus, which on a busy device is a while before it hears what for. */
	const focusFrame = async () => {
		await page.keyboard.press('F6');
		await expect(launcher(page)).toBeFocused();
		await chat(page)
			.locator('html')
			.evaluate(() => {
				const focused = new Promise<void>((done) =>
					addEventListener('focus', () => done(), { once: true })
				);
				Object.assign(window, { focused });
			});
		await frame(page).focus();
		await chat(page)
			.locator('html')
			.evaluate(() => Reflect.get(window, 'focused') as Promise<void>);
		await expect(box(page)).not.toBeFocused();
	};
	await focusFrame();
	await page.keyboard.type('oslo');
	await expect(box(page)).toBeFocused();
	await expect(box(page)).toHaveValue('oslo');
	await focusFrame();
	// Also the key that leads out.
	await page.keyboard.press('F6');
	await expect(launcher(page)).toBeFocused();
	await page.keyboard.press('F6');
	await expect(box(page)).toBeFocused();
	scripts.open();
	await isThere(page);
	await focusFrame();
	await page.keyboard.press('Control+c');
	await page.keyboard.press('Space');
	await expect(box(page)).not.toBeFocused();
	await page.keyboard.type(', bergen');
	await expect(box(page)).toBeFocused();
	await expect(box(page)).toHaveValue('oslo, bergen');
});
