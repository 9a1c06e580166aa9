// What reading ahead of the next question gains for its first word: the built app with the starter in a real
// Chromium, beside the same app on a device that saves its data and so does not. Of two situations: a
// conversation that was opened again, and the question after a specialist's answer. An idle machine is part
// of the measurement. `npm run bench -- read-ahead [rounds] [situation]`.

import { cpus, loadavg } from 'node:os';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Receipt } from '../../src/contract/receipt.ts';
import { wholeChromium } from '../support/browser.ts';
import {
	answerIs,
	articles,
	ask,
	openChat,
	storedMessages,
	waitUntilReady
} from '../support/chat.ts';
import { clearReadAhead, readAhead, saveData } from '../support/read-ahead.ts';
import { startServer } from '../support/server.ts';

const rounds = Number(process.argv[2] ?? 5);
const only = process.argv[3];
const COUNTRIES = ['France', 'Italy', 'Spain', 'Portugal', 'Austria', 'Poland'];
/** As long as a person takes at the least to read an answer and to write a question. */
const READING_MS = 1500;

type Round = { firstTokenMs: number; promptMs: number; unreadTokens: number };

async function receiptAfter(page: Page, question: string): Promise<Receipt> {
	const before = await articles(page).count();
	await ask(page, question);
	await articles(page)
		.nth(before + 1)
		.waitFor();
	await answerIs(page, 'done');
	// Of all conversations: the latest answer.
	const stored = await storedMessages(page);
	return stored.toSorted((a, b) => a.createdAtMs - b.createdAtMs).at(-1)!.receipt!;
}

async function round(page: Page, reads: boolean): Promise<Round> {
	if (reads) await readAhead(page);
	else await page.waitForTimeout(READING_MS);
	const receipt = await receiptAfter(page, 'What is the capital of Norway?');
	const { firstToken = Number.NaN, prompt = Number.NaN } = receipt.stageMs;
	return {
		firstTokenMs: firstToken,
		promptMs: prompt,
		unreadTokens: receipt.promptTokens - receipt.cachedTokens
	};
}

async function fast(page: Page): Promise<void> {
	await page.getByRole('button', { name: /^How answers are made/ }).click();
	await page.getByRole('menuitemradio', { name: /^Fast/ }).click();
}

const SITUATIONS: Record<string, (page: Page, reads: boolean) => Promise<Round>> = {
	'opened again': async (page, reads) => {
		await openChat(page);
		await fast(page);
		for (const country of COUNTRIES)
			await receiptAfter(page, `Which town is the capital of the country called ${country}?`);
		await page.reload();
		await waitUntilReady(page);
		return round(page, reads);
	},
	'after a specialist': async (page, reads) => {
		await openChat(page);
		await fast(page);
		for (const country of COUNTRIES.slice(0, 4))
			await receiptAfter(page, `Which town is the capital of the country called ${country}?`);
		await clearReadAhead(page);
		await page.getByRole('button', { name: 'Ask again with…' }).last().click();
		await page.getByRole('menuitem', { name: 'Maths specialist', exact: true }).click();
		await page.locator('article[data-source="modifier:math"][data-status="done"]').waitFor();
		return round(page, reads);
	}
};

async function arm(browser: Browser, origin: string, situation: string, reads: boolean) {
	const context = await browser.newContext({ baseURL: origin, locale: 'en-GB' });
	const page = await context.newPage();
	if (!reads) await saveData(page);
	const list: Round[] = [];
	// One more, not counted: what is fetched and compiled once.
	for (let i = 0; i <= rounds; i++) list.push(await SITUATIONS[situation]!(page, reads));
	await context.close();
	return list.slice(1);
}

const median = (list: readonly number[]): number =>
	list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

const loadBefore = loadavg()[0];
const server = await startServer();
const browser = await chromium.launch(wholeChromium());
try {
	const table: Record<string, Record<string, number>> = {};
	const all: Record<string, Round[]> = {};
	for (const situation of Object.keys(SITUATIONS).filter((name) => (only ?? name) === name))
		for (const reads of [false, true]) {
			const name = `${situation}, ${reads ? 'read ahead' : 'not read'}`;
			const list = (all[name] = await arm(browser, server.origin, situation, reads));
			table[name] = {
				'first token, ms': median(list.map(({ firstTokenMs }) => firstTokenMs)),
				'reading, ms': median(list.map(({ promptMs }) => promptMs)),
				'tokens to read': median(list.map(({ unreadTokens }) => unreadTokens))
			};
		}
	console.table(table);
	const machine = { cpu: cpus()[0]?.model, cores: cpus().length, loadBefore };
	console.log(JSON.stringify({ machine, rounds, all }));
} finally {
	await browser.close();
	await server.stop();
}
