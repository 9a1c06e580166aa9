// What browser tests of the chat do again and again, by the names that tests may rely on.

import type { Locator, Page } from '@playwright/test';
import { ownText, type Message } from '../../src/contract/messages.ts';
import type { ModeFields } from '../../src/contract/modes.ts';
import type { Outcome } from '../../src/contract/outcomes.ts';
import { expect } from './test.ts';

// Playwright itself looks every 500 ms at what does not come at once, and hundreds of tests wait for an
// engine and an answer: these are looked at more often.
export const OFTEN = { timeout: 120_000, polling: 30 };

export async function waitUntilReady(page: Page): Promise<void> {
	await page.waitForFunction(
		() => document.querySelector('main[data-ready="true"]') !== null,
		undefined,
		OFTEN
	);
}

export async function openChat(page: Page, path = '/'): Promise<void> {
	await page.goto(path);
	await waitUntilReady(page);
}

export async function ask(page: Page, question: string): Promise<void> {
	await page.getByRole('textbox', { name: 'Message' }).fill(question);
	await page.getByRole('button', { name: 'Send' }).click();
}

/**
 * Chooses files for the message that is being written. Other pages have a place for files too, which is there
 * for a moment more when one leaves them.
 */
export async function chooseFiles(
	page: Page,
	files: Parameters<Locator['setInputFiles']>[0]
): Promise<void> {
	await page
		.locator('form')
		.filter({ has: page.getByRole('textbox', { name: 'Message' }) })
		.locator('input[type=file]')
		.setInputFiles(files);
}

export function articles(page: Page): Locator {
	return page.getByRole('log', { name: 'Conversation' }).getByRole('article');
}

export function lastAnswer(page: Page): Locator {
	return page
		.getByRole('log', { name: 'Conversation' })
		.locator('article[data-role="assistant"]')
		.last();
}

/** Waits until the last answer is `status`; a failed one fails the test with what it says. */
export async function answerIs(
	page: Page,
	status: 'streaming' | 'done' | 'stopped' | 'error'
): Promise<Locator> {
	const answer = lastAnswer(page);
	await page.waitForFunction(isLastAnswer, status, OFTEN);
	await expect(answer).toHaveAttribute('data-status', status, { timeout: 120_000 });
	return answer;
}

/** Whether the last answer is `status`, or has ended otherwise. Runs in the page. */
function isLastAnswer(status: string): boolean {
	const answers = document.querySelectorAll('article[data-role="assistant"]');
	const is = answers.item(answers.length - 1)?.getAttribute('data-status') ?? 'streaming';
	return is === status || is !== 'streaming';
}

/**
 * Waits until more than `characters` of the answer are on screen; who speaks, and that it is being
 * waited for, are not counted. Looks often: the next act should find it still being written.
 */
export async function answerHas(page: Page, characters: number): Promise<void> {
	await page.waitForFunction(
		(wanted) => {
			const answers = document.querySelectorAll('article[data-role="assistant"]');
			const said = [...(answers.item(answers.length - 1)?.querySelectorAll('p') ?? [])]
				.filter((paragraph) => !paragraph.matches('.cue, .waiting'))
				.map((paragraph) => paragraph.textContent)
				.join('');
			return said.length > wanted;
		},
		characters,
		OFTEN
	);
}

/** What is stored, straight from the database, in the order of writing. */
export function storedMessages(page: Page): Promise<Message[]> {
	return page.evaluate(
		() =>
			new Promise<Message[]>((resolve, reject) => {
				const opening = indexedDB.open('understudy');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const messages = database.transaction('messages').objectStore('messages');
					const all = messages.index('by-place').getAll();
					all.onsuccess = () => {
						database.close();
						resolve(all.result);
					};
					all.onerror = () => reject(all.error);
				};
			})
	);
}

type Storable = string | number | boolean | object;

/** Changes a setting as another tab of an older visit would have, once the app made its storage; reload to see it. */
export async function storeSetting(page: Page, key: string, value: Storable): Promise<void> {
	await store(page, 'settings', { key, value, updatedAtMs: Date.now() });
}

/** Keeps what an older visit would have learned, once the app made its storage. */
export async function storeLearnt(page: Page, key: string, value: Storable): Promise<void> {
	await store(page, 'learnt', { key, value });
}

/** What is known of an answer's turn, as the turn notes it. */
export async function storeOutcome(page: Page, outcome: Outcome): Promise<void> {
	await store(page, 'outcomes', outcome);
}

/** A row as it is stored; null where there is none. */
export async function storedRow(page: Page, name: string, key: string): Promise<unknown> {
	return page.evaluate(
		([name, key]) =>
			new Promise<unknown>((resolve, reject) => {
				const opening = indexedDB.open('understudy');
				opening.onupgradeneeded = () => opening.transaction?.abort();
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const asked = database.transaction(name).objectStore(name).get(key);
					asked.onsuccess = () => {
						database.close();
						resolve(asked.result ?? null);
					};
					asked.onerror = () => reject(asked.error);
				};
			}),
		[name, key] as const
	);
}

async function store(page: Page, name: string, row: object): Promise<void> {
	await page.locator('main[data-ready="true"]').waitFor();
	await page.evaluate(
		([name, row]) =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('understudy');
				// A storage made here would have nothing in it, and the app could not use it.
				opening.onupgradeneeded = () => opening.transaction?.abort();
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const transaction = database.transaction(name, 'readwrite');
					transaction.objectStore(name).put(row);
					transaction.oncomplete = () => {
						database.close();
						resolve();
					};
					transaction.onerror = () => reject(transaction.error);
				};
			}),
		[name, row] as const
	);
}

/** A mode in which no answer of this device is sure enough, so that the edge is wanted; reload to see it. */
export async function doubtEveryAnswer(page: Page): Promise<void> {
	const doubting: ModeFields = {
		modifier: null,
		escalateToModifier: false,
		escalateToEdge: true,
		threshold: 1,
		critiqueRounds: 0,
		paths: 1,
		examples: 'never',
		maxCostMicroUsd: null
	};
	await storeSetting(page, 'mode', 'custom');
	await storeSetting(page, 'customMode', doubting);
}

export function textOf(message: Message | undefined): string {
	return message ? ownText(message) : '';
}

/**
 * Has the server of one's own that is connected counted as the faster one: which of the two is depends on the
 * machine. On the settings page.
 */
export async function preferServer(page: Page): Promise<void> {
	await page.evaluate(() => {
		const kept = JSON.parse(localStorage.getItem('understudy-native') ?? '{}');
		kept.speed = { there: 1000, here: 1 };
		localStorage.setItem('understudy-native', JSON.stringify(kept));
	});
	await page.reload();
	await expect(serverSection(page)).toContainText('answers in the browser’s place');
}

export const serverSection = (page: Page): Locator =>
	page.getByRole('region', { name: 'A server of your own' });
