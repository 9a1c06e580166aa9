// Before anything is ready the chat can be used: it is fetched when somebody is about to open it, its box takes
// a question while the model is still on its way, and what did not come is fetched again.

import type { Page, Request } from '@playwright/test';
import type { UnderstudyChat } from '../../src/widget/chat-element.ts';
import { gate, gateScripts } from '../support/gate.ts';
import { expect } from '../support/test.ts';
import {
	answers,
	askWidget,
	box,
	chat,
	element,
	launcher,
	listen,
	panel,
	test,
	told
} from '../support/widget.ts';

/** What is asked of the edge, embed.js aside. */
function requestsOf(page: Page, edge: string): string[] {
	const asked: string[] = [];
	page.on('request', (request: Request) => {
		const url = new URL(request.url());
		if (url.origin === edge && url.pathname !== '/embed.js') asked.push(url.pathname);
	});
	return asked;
}

const frame = (page: Page) => element(page).locator('iframe');
/** The chat in its closed panel is there as far as it may be. */
const isThere = (page: Page) =>
	chat(page).locator('main[data-phase="shown"]').waitFor({ state: 'attached' });

test('who points at the button finds the chat there when they press it; until then nothing is started', async ({
	at,
	page,
	stage
}) => {
	const asked = requestsOf(page, stage.edge);
	await page.goto(at('/plain'));
	await listen(page);
	await page.waitForLoadState('networkidle');
	expect(asked).toEqual([]);
	await launcher(page).hover();
	await isThere(page);
	await expect(panel(page)).toBeHidden();
	expect(await told(page), 'nothing is open yet').toEqual([]);
	// Neither the model nor the part of the app that asks what there is of it.
	expect(asked.filter((path) => path.startsWith('/models/'))).toEqual([]);
	const before = asked.length;
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
	expect(asked.slice(before).filter((path) => path === '/widget')).toEqual([]);
	await expect
		.poll(async () => (await told(page)).map(({ name }) => name))
		.toEqual(['open', 'ready']);
	await expect(chat(page).getByText(/a download of up to [\d.]+ MB, once/)).toBeVisible();
	await askWidget(page, 'capital of norway');
	await expect(answers(page).first()).toContainText('Oslo.');
	// On the next visit what was downloaded starts with the panel, and not before.
	await page.reload();
	const again = asked.length;
	await launcher(page).hover();
	await isThere(page);
	expect(asked.slice(again).filter((path) => /\.(wasm|gguf)$|manifest\.json/.test(path))).toEqual(
		[]
	);
	await expect(answers(page)).toHaveCount(0);
	await launcher(page).click();
	await expect(answers(page).first()).toContainText('Oslo.');
});

test('a site can be on screen before anything of the chat is asked for, and its button comes without a shift', async ({
	at,
	page,
	stage
}) => {
	const loads = await gate(page, '**/picture');
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	const ofEdge = () => asked.filter((url) => url.startsWith(stage.edge));
	await page.goto(at('/late'), { waitUntil: 'domcontentloaded' });
	await expect.poll(loads.waiting).toBe(1);
	await page.evaluate(async () => {
		const shifts: number[] = [];
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
		}).observe({ type: 'layout-shift', buffered: true });
		// Painted and idle, and still not asked for: the page has not loaded.
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		await new Promise((done) => requestIdleCallback(done));
	});
	expect(ofEdge()).toEqual([]);
	await expect(launcher(page)).toHaveCount(0);
	loads.open();
	await expect(launcher(page)).toHaveAccessibleName('Open the chat');
	await page.waitForLoadState('networkidle');
	expect(ofEdge()).toEqual([`${stage.edge}/embed.js`]);
	expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
	const [painted, requested] = await page.evaluate(() => [
		performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
		performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/embed.js'))
			?.startTime ?? 0
	]);
	expect(requested).toBeGreaterThan(Number(painted));
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
});

test('a site can have it fetched when its page is idle, or not before it is pressed', async ({
	at,
	page,
	stage
}) => {
	const asked = requestsOf(page, stage.edge);
	await page.goto(at('/patient'));
	await launcher(page).hover();
	await launcher(page).focus();
	await page.waitForLoadState('networkidle');
	expect(asked).toEqual([]);
	await launcher(page).click();
	await expect(box(page)).toBeVisible();

	asked.length = 0;
	await page.goto(at('/idle'));
	await isThere(page);
	await expect(panel(page)).toBeHidden();
	await page.waitForLoadState('networkidle');
	expect(asked.filter((path) => path.startsWith('/models/'))).toEqual([]);
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
});

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

test('a chat that did not come is fetched again when it is opened again', async ({
	at,
	browser
}) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.clock.install();
	let reachable = false;
	await page.route('**/widget?site=*', (route) => (reachable ? route.continue() : route.abort()));
	await page.goto(at('/plain'));
	await listen(page);
	// One that came ahead and failed is no fault yet.
	await launcher(page).hover();
	await frame(page).waitFor({ state: 'attached' });
	await expect(async () => {
		await page.clock.fastForward(5_000);
		expect(await frame(page).count()).toBe(0);
	}).toPass();
	expect(await told(page)).toEqual([]);
	await element(page).evaluate((node) => (node as UnderstudyChat).open());
	await expect
		.poll(async () => {
			await page.clock.fastForward(5_000);
			return (await told(page)).map(({ name }) => name);
		})
		.toEqual(['open', 'error']);
	await expect(element(page).getByText(/^The chat could not be loaded\./)).toBeVisible();
	reachable = true;
	await element(page).evaluate((node) => (node as UnderstudyChat).close());
	await element(page).evaluate((node) => (node as UnderstudyChat).open());
	await expect(box(page)).toBeVisible();
	await context.close();
});

/** The scripts of the chat's frame, and of the app behind it, come as late as it is opened. */
/** Opens the chat of a page: its box is there and no script yet. */
async function openBeforeScripts(page: Page, address: string) {
	const scripts = await gateScripts(page);
	await page.goto(address);
	await launcher(page).click();
	await expect(box(page)).toBeFocused();
	return scripts;
}

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
	await page.keyboard.press('Enter');
	await page.keyboard.type('capital of norway');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await page.keyboard.type(' and of france');
	await expect(box(page)).toHaveValue('capital of norway and of france');
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
