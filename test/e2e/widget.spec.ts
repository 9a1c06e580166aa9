// The widget on a plain page of somebody's site: nothing before it is opened, a conversation in the frame
// by the starter on this device, what the page may do and what it hears, and what a visitor can clear.

import type { Page } from '@playwright/test';
import type { TurnOptions } from '../../src/contract/modes.ts';
import type { Receipt } from '../../src/contract/receipt.ts';
import type { UnderstudyChat } from '../../src/widget/chat-element.ts';
import { expect } from '../support/test.ts';
import {
	answers,
	answersOn,
	askWidget,
	box,
	chat,
	element,
	itAnswers,
	launcher,
	listen,
	openWidget,
	panel,
	test,
	told,
	watchShifts
} from '../support/widget.ts';

test('a page that holds it loads the script and nothing else until it is opened', async ({
	at,
	page,
	stage
}) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.goto(at('/plain'));
	await expect(launcher(page)).toHaveAccessibleName('Open the chat');
	await page.waitForLoadState('networkidle');
	expect(asked.filter((url) => url.startsWith(stage.edge))).toEqual([`${stage.edge}/embed.js`]);
	expect(await element(page).locator('iframe').count()).toBe(0);
	// Of the page itself nothing was touched but by the one element.
	expect(
		await page.evaluate(() => Object.keys(window).filter((name) => /understudy|widget/i.test(name)))
	).toEqual([]);
	await launcher(page).click();
	await expect(chat(page).getByRole('heading', { name: 'Shop help' })).toBeVisible();
	await expect(chat(page).getByText('Hello! Ask us about your order.')).toBeVisible();
	await expect(chat(page).getByRole('button', { name: 'Where is my parcel?' })).toBeVisible();
	await expect(chat(page).getByText(/a download of up to [\d.]+ MB, once/)).toBeVisible();
	expect(asked.filter((url) => /\.(gguf|wasm|bin|onnx)$/.test(url))).toEqual([]);
});

test('a question is answered in the frame, and the page hears of it without a word of it', async ({
	at,
	page
}) => {
	await answersOn(page, at('/plain'));
	await expect(answers(page).first()).toHaveAttribute('data-source', 'base');
	await expect
		.poll(async () => (await told(page)).map(({ name }) => name))
		.toEqual(['open', 'ready', 'message', 'answer']);
	const heard = await told(page);
	expect(heard.at(-1)?.detail).toMatchObject({ status: 'done', source: 'base' });
	expect(JSON.stringify(heard)).not.toMatch(/norway|Oslo/i);
	const read = await page.evaluate(() => {
		try {
			return document.querySelector('understudy-chat')?.shadowRoot?.querySelector('iframe')
				?.contentWindow?.document.body.textContent;
		} catch (error) {
			return error instanceof Error ? error.name : 'nothing';
		}
	});
	expect(read, 'the page cannot read the frame').toBe('SecurityError');
	// The same conversation is there after the page was left and came back, and starts by itself.
	await page.reload();
	await launcher(page).click();
	await expect(answers(page).first()).toContainText('Oslo.');
	await listen(page);
	await askWidget(page, 'again');
	await expect
		.poll(async () => (await told(page)).map(({ name }) => name))
		.toEqual(['message', 'answer']);
});

test('the page asks in the visitor’s place, but nothing is downloaded before the visitor sends', async ({
	at,
	page
}) => {
	await page.goto(at('/plain'));
	const call = (run: (chat: UnderstudyChat) => void) =>
		element(page).evaluate((node, source) => {
			const act = new Function('chat', `(${source})(chat)`);
			act(node);
		}, run.toString());
	await call((chat) => chat.send('capital of norway'));
	await expect(box(page)).toHaveValue('capital of norway');
	await expect(answers(page)).toHaveCount(0);
	await box(page).press('Enter');
	await expect(answers(page).first()).toContainText('Oslo.');
	await expect(answers(page).first()).toHaveAttribute('data-status', 'done');
	await call((chat) => chat.send('and now'));
	await expect(answers(page)).toHaveCount(2);
	await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
	await call((chat) => chat.close());
	await expect(panel(page)).toBeHidden();
	await call((chat) => chat.toggle());
	await expect(panel(page)).toBeVisible();
	await expect(answers(page)).toHaveCount(2);
});

/** The receipts of the frame's answers, in the order they were written. */
async function receipts(page: Page): Promise<Receipt[]> {
	return chat(page)
		.locator('html')
		.evaluate(async () => {
			const asked = <T>(request: IDBRequest<T>) =>
				new Promise<T>((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const database = await asked(indexedDB.open('understudy'));
			const messages: { createdAtMs: number; receipt?: Receipt }[] = await asked(
				database.transaction('messages').objectStore('messages').getAll()
			);
			database.close();
			return messages
				.toSorted((a, b) => a.createdAtMs - b.createdAtMs)
				.flatMap(({ receipt }) => receipt ?? []);
		});
}

test('what a page asks of one message, its mode, votes and critiques, is in that answer’s receipt alone', async ({
	at,
	page
}) => {
	await openWidget(page, at('/plain'));
	// Once the visitor has sent something the page may.
	await askWidget(page, 'hello');
	const asks = async (options: unknown) => {
		const before = await answers(page).count();
		await element(page).evaluate(
			(node, given) => (node as UnderstudyChat).send('capital of norway', given as TurnOptions),
			options
		);
		await expect(answers(page)).toHaveCount(before + 1);
		await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
		return (await receipts(page)).at(-1)!;
	};
	const usual = (await receipts(page)).at(-1)!;
	expect(usual.mode).toBe('auto');
	expect(usual.attempts).toHaveLength(1);

	expect(await asks({ mode: 'fast' })).toMatchObject({ mode: 'fast', source: 'base' });
	const voted = await asks({ mode: 'accurate', paths: 3, maxCritiqueRounds: 0 });
	expect(voted.mode).toBe('accurate');
	// A vote is decided by two of three: no third is waited for.
	expect(voted.attempts.some(({ votes }) => votes && votes.of <= 3 && votes.for >= 2)).toBe(true);
	const graded = await asks({ mode: 'fast', maxCritiqueRounds: 1 });
	expect(graded.mode).toBe('fast');
	expect(graded.attempts).toHaveLength(2);
	expect(graded.attempts.some(({ votes }) => votes)).toBe(false);

	// What is not understood is left out, and the next message is the site's own way again.
	expect(await asks({ mode: 'best', paths: 400, maxCritiqueRounds: -1 })).toMatchObject({
		mode: 'auto'
	});
	const last = await asks(undefined);
	expect(last).toMatchObject({ mode: 'auto' });
	expect(last.attempts).toHaveLength(1);
});

/** What is stored for the frame: rows by store, but for the app's settings, and its notes. */
async function stored(page: Page): Promise<Record<string, number>> {
	return chat(page)
		.locator('html')
		.evaluate(async () => {
			const asked = <T>(request: IDBRequest<T>) =>
				new Promise<T>((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const found: Record<string, number> = { notes: localStorage.length };
			for (const { name = '' } of await indexedDB.databases()) {
				const database = await asked(indexedDB.open(name));
				for (const store of database.objectStoreNames)
					if (store !== 'settings')
						found[`${name} ${store}`] = await asked(
							database.transaction(store).objectStore(store).count()
						);
				database.close();
			}
			return found;
		});
}

async function clearEverything(page: Page): Promise<void> {
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await chat(page)
		.getByRole('menuitem', { name: /^Clear everything/ })
		.click();
}

test('one click clears the conversation, what was typed and the download', async ({ at, page }) => {
	await openWidget(page, at('/plain'));
	await askWidget(page, 'capital of norway');
	const before = await stored(page);
	expect(before['understudy messages']).toBe(2);
	expect(before['understudy-weights chunks']).toBeGreaterThan(0);
	await box(page).fill('not sent yet');
	await clearEverything(page);
	await expect(chat(page).getByText(/a download of up to [\d.]+ MB, once/)).toBeVisible();
	await expect(answers(page)).toHaveCount(0);
	await expect(box(page)).toHaveValue('');
	const left = Object.entries(await stored(page)).filter(([, rows]) => rows > 0);
	expect(left).toEqual([]);
	// It can be used again.
	await itAnswers(page);
});

test('one click clears an earlier visit too, before anything is started', async ({ at, page }) => {
	await openWidget(page, at('/plain'));
	await askWidget(page, 'capital of norway');
	// The browser took the model's room back.
	await chat(page)
		.locator('html')
		.evaluate(
			() =>
				new Promise<void>((resolve, reject) => {
					const removing = indexedDB.deleteDatabase('understudy-weights');
					removing.onsuccess = () => resolve();
					removing.onerror = () => reject(removing.error);
				})
		);
	await page.reload();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await launcher(page).click();
	await box(page).fill('not sent');
	expect((await stored(page))['understudy messages']).toBe(2);
	await clearEverything(page);
	// The frame loads itself anew at the end.
	await expect(async () => {
		const left = Object.entries(await stored(page)).filter(([, rows]) => rows > 0);
		expect(left).toEqual([]);
	}).toPass();
	await expect(box(page)).toHaveValue('');
	expect(asked.filter((url) => /\.(gguf|wasm|bin|onnx)$/.test(url))).toEqual([]);
});

test('a person can be asked: the page hears of it, and a mail is begun with the conversation', async ({
	at,
	page
}) => {
	await answersOn(page, at('/plain'));
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await chat(page).getByRole('menuitem', { name: 'Ask a person' }).click();
	const mail = chat(page).getByRole('link', { name: 'Write the mail' });
	const address = (await mail.getAttribute('href')) ?? '';
	expect(address).toMatch(/^mailto:help@shop\.example\?subject=Shop%20help&body=/);
	expect(decodeURIComponent(address)).toContain('You: capital of norway\n\nShop help: Oslo.');
	expect((await told(page)).at(-1)).toEqual({ name: 'escalate', detail: { reason: 'visitor' } });
});

test('it takes the page’s colours, font, theme and language', async ({ at, page }) => {
	const look = () =>
		chat(page)
			.locator('html')
			.evaluate((html) => {
				const style = getComputedStyle(html);
				return {
					paper: style.backgroundColor,
					accent: style.getPropertyValue('--accent'),
					font: style.fontFamily,
					theme: html.dataset.theme ?? 'auto',
					lang: html.getAttribute('lang')
				};
			});
	await openWidget(page, at('/themed'));
	expect(await look()).toEqual({
		paper: 'rgb(238, 247, 241)',
		accent: 'rgb(10, 92, 54)',
		font: 'Georgia, serif, system-ui, sans-serif',
		theme: 'light',
		lang: 'en'
	});
	await page.goto(at('/dark'));
	await expect(launcher(page)).toHaveText('Ask us');
	await launcher(page).click();
	await box(page).waitFor();
	expect(await look()).toMatchObject({ theme: 'dark', paper: 'rgb(18, 23, 30)' });
	await page.goto(at('/german'));
	await expect(launcher(page)).toHaveAccessibleName('Chat öffnen');
	await launcher(page).click();
	await expect(chat(page).getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
});

test('the page does not move: no layout shift, before, while it opens, and after', async ({
	at,
	page
}) => {
	for (const path of ['/plain', '/inline']) {
		await page.goto(at(path));
		const shifts = await watchShifts(page);
		await element(page).evaluate((node) => (node as UnderstudyChat).open());
		await box(page).waitFor();
		// Shifts are told after the next frame.
		await page.evaluate(
			() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
		);
		expect(await shifts(), path).toEqual([]);
	}
});
