// The app's whole turn against bare wllama: prompt and answer speed by the wall clock on the same
// model in one run, interleaved; time to the first token at turn 10 against turn 1; time until a model
// can answer. Real Chromium, the built app on workerd, a random llama of the starter's size.
// What answers are worth against what they cost is turn/quality.ts's; what the turn's own code adds to the
// engine is turn/overhead.ts's.
// `npm run bench -- turn [rounds]`, or `npm run bench -- turn --only speed|overhead|quality [rounds|questions]`.
// Of quality `--out FOLDER` keeps the figures there as quality.json, drawn in quality.svg; `--draw FILE` draws such
// a JSON again without a run.

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Receipt } from '../../src/contract/receipt.ts';
import type { BareRun } from '../support/bare-wllama-harness.ts';
import { wholeChromium } from '../support/browser.ts';
import { ask, openChat, storedMessages, storeSetting, waitUntilReady } from '../support/chat.ts';
import { randomLlama } from '../support/random-gguf.ts';
import { startServer } from '../support/server.ts';
import { buildWithStarter } from '../support/starter-build.ts';
import { bundle } from '../support/weights-page.ts';

/** Tokens per second of wall clock; `prefillPerSecond` by llama.cpp's own, the prompt alone. */
export type Speed = {
	promptPerSecond: number;
	prefillPerSecond: number;
	decodePerSecond: number;
	firstMs: number;
};

export type TurnFigures = {
	rounds: number;
	/** Medians. */
	app: Speed;
	bare: Speed;
	/** Bare wllama asked for log-probabilities, as the app must ask. */
	bareLogprobs: Speed;
	/** Medians of the rounds' own ratios, app over bare; the aim is ≥ 0.97. */
	decodeRatio: number;
	promptRatio: number;
	prefillRatio: number;
	/** The same against bare wllama with log-probabilities. */
	decodeRatioLogprobs: number;
	/** Median time to first token at turn 10 over turn 1; the aim is ≤ 1.1. */
	turnTenOverOne: number;
	/** Milliseconds from navigation until a model can answer: median of later visits, and the first. */
	readyMs: { first: number; later: number };
};

const SHAPE = { embedding: 256, layers: 4, feedForward: 512, contextTokens: 2048 };
const ANSWER_TOKENS = 200;
const PROMPT_LETTERS = 400;
const WASM = 'node_modules/@wllama/wllama/esm/wasm/wllama.wasm';

export async function benchTurn(
	rounds = 7,
	onRound: (line: string) => void = () => undefined
): Promise<TurnFigures> {
	const { folder, discard } = await buildWithStarter(randomLlama(SHAPE));
	await addBarePage(folder);
	const server = await startServer({ assets: folder });
	const browser = await chromium.launch(wholeChromium());
	try {
		const app = await openApp(browser, server.origin);
		const bare = await openBare(browser, server.origin);
		const timings: { app: Speed; bare: Speed; bareLogprobs: Speed }[] = [];
		// One round more, not counted: compiled code is cold in the first.
		for (let round = 0; round <= rounds; round++) {
			const arms = {
				app: () => appTurn(app.page, question(round)),
				bare: () => bareTurn(bare, question(round), false),
				// Another prompt: the same one would be in the cache from the arm before.
				bareLogprobs: () => bareTurn(bare, question(round + rounds + 1), true)
			};
			const names = ['app', 'bare', 'bareLogprobs'] as const;
			const timing: Partial<Record<(typeof names)[number], Speed>> = {};
			for (let i = 0; i < names.length; i++) {
				const name = names[(round + i) % names.length]!;
				timing[name] = await arms[name]();
			}
			const whole = timing as Record<(typeof names)[number], Speed>;
			if (round > 0) timings.push(whole);
			onRound(`${round}: ${names.map((name) => show(name, whole[name])).join(' | ')}`);
		}
		const ratio = (of: (timing: (typeof timings)[number]) => number) => median(timings.map(of));
		return {
			rounds,
			app: medians(timings.map((timing) => timing.app)),
			bare: medians(timings.map((timing) => timing.bare)),
			bareLogprobs: medians(timings.map((timing) => timing.bareLogprobs)),
			decodeRatio: ratio(({ app, bare }) => app.decodePerSecond / bare.decodePerSecond),
			promptRatio: ratio(({ app, bare }) => app.promptPerSecond / bare.promptPerSecond),
			prefillRatio: ratio(({ app, bare }) => app.prefillPerSecond / bare.prefillPerSecond),
			decodeRatioLogprobs: ratio(
				({ app, bareLogprobs }) => app.decodePerSecond / bareLogprobs.decodePerSecond
			),
			turnTenOverOne: await tenthTurn(app.page, Math.min(rounds, 5)),
			readyMs: { first: app.readyMs, later: await laterVisits(app.page) }
		};
	} finally {
		await browser.close();
		await server.stop();
		await discard();
	}
}

async function addBarePage(folder: string): Promise<void> {
	const bench = join(folder, 'bench');
	await mkdir(bench, { recursive: true });
	const harness = new URL('../support/bare-wllama-harness.ts', import.meta.url).pathname;
	await writeFile(join(bench, 'bare.js'), await bundle(harness));
	await copyFile(WASM, join(bench, 'wllama.wasm'));
	await writeFile(
		join(bench, 'bare.html'),
		'<!doctype html><title>Bare</title><script type="module" src="/bench/bare.js"></script>'
	);
}

async function openApp(browser: Browser, origin: string) {
	const page = await (await browser.newContext({ baseURL: origin })).newPage();
	await openChat(page);
	const readyMs = await sinceNavigation(page);
	await storeSetting(page, 'maxTokens', ANSWER_TOKENS);
	await openChat(page);
	return { page, readyMs };
}

async function openBare(browser: Browser, origin: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${origin}/bench/bare`);
	await page.waitForFunction(() => 'bareWllama' in globalThis);
	await page.evaluate((options) => bareWllama.load(options), {
		url: '/models/starter/base.gguf',
		contextTokens: SHAPE.contextTokens,
		// As the engine chooses: one core stays free.
		threads: Math.max(1, Math.min(cpus().length - 1, 8))
	});
	return page;
}

/** Asks in a new chat; by the receipt, which is by the turn's wall clock. */
async function appTurn(page: Page, content: string): Promise<Speed> {
	await page.getByRole('button', { name: 'New chat' }).first().click();
	const receipt = await askFor(page, content);
	const { firstToken = 0, total = 0, prompt = 0 } = receipt.stageMs;
	const read = receipt.promptTokens - receipt.cachedTokens;
	return {
		firstMs: firstToken,
		promptPerSecond: (read / firstToken) * 1000,
		prefillPerSecond: (read / prompt) * 1000,
		decodePerSecond: ((receipt.completionTokens - 1) / (total - firstToken)) * 1000
	};
}

async function askFor(page: Page, content: string): Promise<Receipt> {
	const before = new Set((await storedMessages(page)).map(({ id }) => id));
	await ask(page, content);
	for (;;) {
		const stored = await storedMessages(page);
		const answer = stored.find(({ id, role }) => role === 'assistant' && !before.has(id));
		if (answer?.error) throw new Error(answer.error.message);
		if (answer?.receipt) return answer.receipt;
		// Polls seldom, so that looking does not cost what is measured.
		await page.waitForTimeout(250);
	}
}

async function bareTurn(page: Page, content: string, logprobs: boolean): Promise<Speed> {
	const run: BareRun = await page.evaluate(
		([text, tokens, wanted]) => bareWllama.run(text, tokens, wanted),
		[content, ANSWER_TOKENS, logprobs] as const
	);
	return {
		firstMs: run.firstMs,
		promptPerSecond: (run.promptTokens / run.firstMs) * 1000,
		prefillPerSecond: (run.promptTokens / run.promptMs) * 1000,
		decodePerSecond: ((run.tokens - 1) / run.decodeMs) * 1000
	};
}

/** Conversations of ten turns, each adding about as much: only what is new should be read. */
async function tenthTurn(page: Page, conversations: number): Promise<number> {
	await storeSetting(page, 'maxTokens', 24);
	await page.reload();
	await waitUntilReady(page);
	const ratios: number[] = [];
	for (let i = 0; i < conversations; i++) {
		await page.getByRole('button', { name: 'New chat' }).first().click();
		const firstMs: number[] = [];
		for (let turn = 1; turn <= 10; turn++) {
			const receipt = await askFor(page, letters(60, i * 31 + turn));
			firstMs.push(receipt.stageMs.firstToken ?? Number.NaN);
		}
		ratios.push(firstMs[9]! / firstMs[0]!);
	}
	return median(ratios);
}

async function laterVisits(page: Page): Promise<number> {
	const visits: number[] = [];
	for (let i = 0; i < 5; i++) {
		await openChat(page);
		visits.push(await sinceNavigation(page));
	}
	return median(visits);
}

function sinceNavigation(page: Page): Promise<number> {
	return page.evaluate(() => performance.now());
}

/** Begins differently each round: nothing of an earlier prompt can be kept. */
function question(round: number): string {
	return `${round} ${letters(PROMPT_LETTERS, round)}`;
}

function letters(count: number, seed: number): string {
	return Array.from({ length: count }, (_, i) =>
		i % 7 === 6 ? ' ' : String.fromCharCode(97 + ((i * (seed + 3) + seed * 5) % 26))
	).join('');
}

function medians(all: Speed[]): Speed {
	return {
		promptPerSecond: median(all.map((one) => one.promptPerSecond)),
		prefillPerSecond: median(all.map((one) => one.prefillPerSecond)),
		decodePerSecond: median(all.map((one) => one.decodePerSecond)),
		firstMs: median(all.map((one) => one.firstMs))
	};
}

function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function show(name: string, { promptPerSecond, decodePerSecond }: Speed): string {
	return `${name}: prompt ${promptPerSecond.toFixed(0)}/s, answer ${decodePerSecond.toFixed(0)}/s`;
}

function row(app: number, bare: number, ratio: number, aim: string) {
	return { app: rounded(app), bare: rounded(bare), ratio: rounded(ratio), aim };
}

function rounded(value: number): number {
	return Number(value.toPrecision(3));
}

async function speed(rounds: number): Promise<void> {
	const figures = await benchTurn(rounds, (line) => console.log(line));
	console.table({
		'answer, tokens/s': row(
			figures.app.decodePerSecond,
			figures.bare.decodePerSecond,
			figures.decodeRatio,
			'≥ 0.97'
		),
		'answer, both with log-probabilities': row(
			figures.app.decodePerSecond,
			figures.bareLogprobs.decodePerSecond,
			figures.decodeRatioLogprobs,
			'≥ 0.97'
		),
		'prefill, tokens/s by llama.cpp’s clock': row(
			figures.app.prefillPerSecond,
			figures.bare.prefillPerSecond,
			figures.prefillRatio,
			'≥ 0.97'
		),
		'prompt to first text, tokens/s by the wall clock': row(
			figures.app.promptPerSecond,
			figures.bare.promptPerSecond,
			figures.promptRatio,
			'–'
		),
		'first token, turn 10 over turn 1': { ratio: rounded(figures.turnTenOverOne), aim: '≤ 1.1' },
		'ready after navigation, ms': {
			app: rounded(figures.readyMs.later),
			first: rounded(figures.readyMs.first)
		}
	});
	console.log(JSON.stringify(figures, null, '\t'));
}

async function overhead(rounds: number): Promise<void> {
	const { benchOverhead, showOverhead } = await import('./turn/overhead.ts');
	const figures = await benchOverhead(rounds, (line) => console.error(line));
	showOverhead(figures);
	console.log(JSON.stringify(figures, null, '\t'));
}

/** `folder`: where the figures and their drawing are kept; nowhere when absent. */
async function quality(count: number, folder?: string): Promise<void> {
	const { benchTurnQuality, showTurnQuality } = await import('./turn/quality.ts');
	const figures = await benchTurnQuality(count, (line) => console.error(line));
	showTurnQuality(figures);
	const json = JSON.stringify(figures, null, '\t');
	console.log(json);
	if (folder === undefined) return;
	await mkdir(folder, { recursive: true });
	const file = join(folder, 'quality.json');
	await writeFile(file, `${json}\n`);
	await draw(file);
}

/** Beside the JSON it is drawn from. */
async function draw(file: string): Promise<void> {
	const { drawTurnQuality } = await import('./turn/drawing.ts');
	const svg = drawTurnQuality(JSON.parse(await readFile(file, 'utf8')));
	await writeFile(file.replace(/(\.json)?$/, '.svg'), svg);
}

if (import.meta.main) {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { only: { type: 'string' }, out: { type: 'string' }, draw: { type: 'string' } }
	});
	const { only, out } = values;
	const parts = { speed, overhead, quality };
	const counts = { speed: 7, overhead: 40, quality: 515 };
	const names = Object.keys(parts) as (keyof typeof parts)[];
	if (only !== undefined && !names.some((name) => name === only))
		throw new Error(`There is no part “${only}”. Parts: ${names.join(', ')}.`);
	const count = Number(positionals[0] ?? Number.NaN);
	if (values.draw !== undefined) await draw(values.draw);
	else
		for (const name of names)
			if (only === undefined || only === name)
				await parts[name](only === name && count > 0 ? count : counts[name], out);
}
