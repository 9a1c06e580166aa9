// An answer while it is written, on a model that never ends: streaming, stopping, the end of the
// conversation in view, and what a screen reader is told.

import {
	answers,
	box,
	chatTest,
	log,
	openChat,
	questions,
	send,
	setLongestAnswer
} from '../support/chat-page.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

// Each token once a round, so a sentence is one word.
const test = chatTest(() => scriptedLlama('Abc. ', { contextTokens: 8192 }));

test.beforeEach(async ({ page }) => {
	await setLongestAnswer(page, 6000);
});

test('an answer streams into one article, and Stop keeps what was written', async ({ page }) => {
	await box(page).fill('go on');
	await send(page).click();
	await expect(answers(page)).toHaveAttribute('data-status', 'streaming');
	await expect(answers(page)).toContainText('Abc. Abc.');
	await expect(answers(page)).toHaveCount(1);
	await page.getByRole('button', { name: 'Stop' }).click();
	await expect(answers(page)).toHaveAttribute('data-status', 'stopped');
	await expect(answers(page).getByText('Stopped')).toBeVisible();
	await expect(send(page)).toBeVisible();
	const kept = await answers(page).locator('.markdown').innerText();
	expect(kept).toContain('Abc.');
	await page.reload();
	await expect(answers(page).locator('.markdown')).toHaveText(kept, { useInnerText: true });
});

test('Escape stops, and the next question is answered', async ({ page }) => {
	await box(page).fill('go on');
	await box(page).press('Enter');
	await expect(answers(page)).toContainText('Abc');
	await page.keyboard.press('Escape');
	await expect(answers(page)).toHaveAttribute('data-status', 'stopped');
	await box(page).fill('and again');
	await box(page).press('Enter');
	await expect(questions(page)).toHaveCount(2);
	await expect(answers(page).last()).toContainText('Abc');
	await page.keyboard.press('Escape');
	await expect(answers(page).last()).toHaveAttribute('data-status', 'stopped');
});

test('the end stays in view until the reader scrolls away, and a button leads back', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 420 });
	await box(page).fill('go on');
	await box(page).press('Enter');
	const distance = () =>
		log(page).evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
	await expect
		.poll(() => log(page).evaluate((log) => log.scrollHeight - log.clientHeight), {
			timeout: 120_000
		})
		.toBeGreaterThan(300);
	await expect.poll(distance).toBeLessThan(64);
	await log(page).hover();
	await page.mouse.wheel(0, -200);
	const jump = page.getByRole('button', { name: 'Jump to latest' });
	await expect(jump).toBeVisible();
	const top = await log(page).evaluate((log) => log.scrollTop);
	const length = (await answers(page).innerText()).length;
	await expect.poll(async () => (await answers(page).innerText()).length).toBeGreaterThan(length);
	expect(await log(page).evaluate((log) => log.scrollTop)).toBe(top);
	await jump.click();
	await expect(jump).toBeHidden();
	await expect.poll(distance).toBeLessThan(64);
	await page.getByRole('button', { name: 'Stop' }).click();
	await expect(answers(page)).toHaveAttribute('data-status', 'stopped');

	// A draft is dropped and the next one grows before either is drawn: the view moves up, and nobody scrolled.
	for (const [shrunk, grown] of [
		[250, 600],
		[0, 800]
	])
		await log(page).evaluate(
			(log, [shrunk, grown]) => {
				const block = log.querySelector('#block') ?? document.createElement('p');
				block.id = 'block';
				const high = (px: number) => block.setAttribute('style', `height: ${px}px`);
				// After a drawing, and not in the middle of one: what is done there is followed at once.
				const drawn = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
				high(500);
				log.querySelector('article:last-of-type')!.append(block);
				return drawn()
					.then(drawn)
					.then(() => {
						high(shrunk!);
						log.getBoundingClientRect();
						log.scrollTop = Math.min(log.scrollTop, log.scrollHeight - log.clientHeight);
						high(grown!);
						return drawn().then(drawn);
					});
			},
			[shrunk, grown]
		);
	await expect(jump).toBeHidden();
	await expect.poll(distance).toBeLessThan(1);
});

test('a screen reader hears whole sentences, never tokens', async ({ page }) => {
	await page.evaluate(() => {
		const heard: string[] = [];
		Object.assign(window, { heard });
		const region = document.querySelector('[data-announcements]');
		if (!region) throw new Error('There is no live region.');
		new MutationObserver(() => heard.push(region.textContent.trim())).observe(region, {
			characterData: true,
			childList: true,
			subtree: true
		});
	});
	await expect(log(page)).toHaveAttribute('aria-live', 'off');
	await box(page).fill('go on');
	await box(page).press('Enter');
	await expect(answers(page)).toContainText('Abc. Abc. Abc.');
	await page.keyboard.press('Escape');
	await expect(answers(page)).toHaveAttribute('data-status', 'stopped');
	const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
	expect(heard[0]).toBe('Understudy is answering.');
	expect(heard.at(-1)).toMatch(/Answer stopped\.$/);
	const sentences = heard.slice(1, -1);
	expect(sentences.length).toBeGreaterThan(0);
	for (const said of sentences) expect(said).toMatch(/^Abc\.( Abc\.)*$/);
});

test('an answer goes on while another conversation is open', async ({ page }) => {
	await box(page).fill('go on');
	await box(page).press('Enter');
	await expect(answers(page)).toContainText('Abc');
	await page.getByRole('button', { name: 'New chat' }).click();
	await expect(questions(page)).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden();
	await page.goBack();
	await expect(answers(page)).toHaveAttribute('data-status', 'streaming');
	await page.getByRole('button', { name: 'Stop' }).click();
	await expect(answers(page)).toHaveAttribute('data-status', 'stopped');
	await expect(answers(page)).toHaveCount(1);
});

test('a tab closed while it answers leaves the question and what was written', async ({
	page,
	context
}) => {
	await box(page).fill('go on');
	await box(page).press('Enter');
	await expect(answers(page)).toContainText('Abc.');
	const url = page.url();
	// Saved at least once since the first word: the store is told every 400 ms.
	await expect
		.poll(() =>
			page.evaluate(
				(id) =>
					new Promise<number>((resolve, reject) => {
						const open = indexedDB.open('understudy');
						open.onerror = () => reject(open.error);
						open.onsuccess = () => {
							const read = open.result.transaction('messages').objectStore('messages').getAll();
							read.onsuccess = () => {
								open.result.close();
								const answer = read.result.find(
									(one) => one.conversationId === id && one.role === 'assistant'
								);
								resolve(answer?.parts[0]?.text.length ?? 0);
							};
						};
					}),
				new URL(url).searchParams.get('c')
			)
		)
		.toBeGreaterThanOrEqual('Abc.'.length);
	const other = await context.newPage();
	await page.close();
	await openChat(other, url);
	await expect(questions(other)).toHaveCount(1);
	await expect(answers(other)).toHaveAttribute('data-status', 'stopped');
	await expect(answers(other)).toContainText('Abc.');
});
