// Weights: from IndexedDB to the first token against wllama's own OPFS cache, in one run, interleaved;
// and what opening 256 MB costs. Real Chromium, real wllama on the CPU, a random llama of the size asked.
// Alone: `node test/bench/weights.ts`. Not here: engines and turns.

import { readFile } from 'node:fs/promises';
import { chromium, type Browser, type Page } from '@playwright/test';
import { wholeChromium } from '../support/browser.ts';
import { type FlakyServer, generatedFile, startFlakyServer } from '../support/flaky-server.ts';
import { browserMegabytes } from '../support/process-memory.ts';
import { randomLlama } from '../support/random-gguf.ts';
import { manifestOf } from '../support/weight-files.ts';
import type { Timing } from '../support/weights-bench-harness.ts';
import { bundle } from '../support/weights-page.ts';

export type WeightsFigures = {
	modelBytes: number;
	rounds: number;
	/** Medians, milliseconds. */
	store: Timing;
	wllama: Timing;
	/** Median of the rounds' own ratios, store over wllama; the aim is ≤ 1.1. */
	ratio: number;
	/** Opening 256 MB: median milliseconds, and growth of all the browser's processes. */
	open: { bytes: number; ms: number; grownMegabytes: number };
};

export type WeightsBenchOptions = { rounds?: number; onRound?: (line: string) => void };

const WASM = 'node_modules/@wllama/wllama/esm/wasm/wllama.wasm';
const CHUNK_BYTES = 8 * 1024 * 1024;
const LARGE_BYTES = 256 * 1024 * 1024;
// About 100 MB in 32-bit floats: weights outweigh everything else, and two busy cores bear it.
const SHAPE = { embedding: 512, layers: 8, heads: 8, kvHeads: 4, feedForward: 1408 };

export async function benchWeights(options: WeightsBenchOptions = {}): Promise<WeightsFigures> {
	const { rounds = 7, onRound } = options;
	const server = await startFlakyServer();
	const browser = await chromium.launch(wholeChromium());
	try {
		await hostPage(server);
		const context = await browser.newContext();
		const page = await context.newPage();
		const model = await hostModel(server);
		await fresh(page, server);
		await page.evaluate((m) => weightsBench.store.install(m), model.manifest);
		await page.evaluate((url) => weightsBench.fromWllamaCache(url), model.url);

		const timings: { store: Timing; wllama: Timing }[] = [];
		// One round more, not counted: compiled code and file caches are cold in the first.
		for (let round = 0; round <= rounds; round++) {
			const runs = {
				store: () => page.evaluate((m) => weightsBench.fromStore(m), model.manifest),
				wllama: () => page.evaluate((url) => weightsBench.fromWllamaCache(url), model.url)
			};
			const order =
				round % 2 === 0 ? (['store', 'wllama'] as const) : (['wllama', 'store'] as const);
			const timing = { store: none(), wllama: none() };
			for (const arm of order) {
				await fresh(page, server);
				timing[arm] = await runs[arm]();
			}
			if (round > 0) timings.push(timing);
			onRound?.(`${round}: ${show(timing.store)} | wllama ${show(timing.wllama)}`);
		}
		const open = await openLarge(browser, server);
		return {
			modelBytes: model.manifest.files[0]!.bytes,
			rounds,
			store: medians(timings.map(({ store }) => store)),
			wllama: medians(timings.map(({ wllama }) => wllama)),
			ratio: median(timings.map(({ store, wllama }) => store.totalMs / wllama.totalMs)),
			open
		};
	} finally {
		await browser.close();
		await server.stop();
	}
}

async function hostPage(server: FlakyServer): Promise<void> {
	const script = new URL('../support/weights-bench-harness.ts', import.meta.url).pathname;
	server.page('/bench.js', 'text/javascript', await bundle(script));
	server.page('/wllama.wasm', 'application/wasm', await readFile(WASM));
	server.page('/favicon.ico', 'image/x-icon', '');
	server.page(
		'/',
		'text/html',
		'<!doctype html><title>Weights</title><script type="module" src="/bench.js"></script>'
	);
}

async function hostModel(server: FlakyServer) {
	const { bytes } = randomLlama(SHAPE);
	const source = { bytes: bytes.length, read: (a: number, b: number) => bytes.subarray(a, b) };
	server.host('/random.gguf', source);
	return {
		url: `${server.origin}/random.gguf`,
		manifest: manifestOf('random', '/random.gguf', source, CHUNK_BYTES)
	};
}

/** A page with nothing in memory. */
async function fresh(page: Page, server: FlakyServer): Promise<void> {
	await page.goto('about:blank');
	await page.goto(server.origin);
	await page.waitForFunction(() => 'weightsBench' in globalThis);
}

async function openLarge(browser: Browser, server: FlakyServer): Promise<WeightsFigures['open']> {
	const source = generatedFile(LARGE_BYTES);
	server.host('/large', source);
	const manifest = manifestOf('large', '/large', source, CHUNK_BYTES);
	const page = await (await browser.newContext()).newPage();
	await fresh(page, server);
	await page.evaluate((m) => weightsBench.store.install(m), manifest);
	const opened: { ms: number; grown: number }[] = [];
	for (let i = 0; i < 5; i++) {
		await fresh(page, server);
		const before = browserMegabytes();
		const { ms } = await page.evaluate((m) => weightsBench.openOnly(m), manifest);
		opened.push({ ms, grown: browserMegabytes() - before });
	}
	return {
		bytes: LARGE_BYTES,
		ms: median(opened.map(({ ms }) => ms)),
		grownMegabytes: median(opened.map(({ grown }) => grown))
	};
}

function none(): Timing {
	return { openMs: Number.NaN, loadMs: Number.NaN, totalMs: Number.NaN };
}

function medians(timings: Timing[]): Timing {
	return {
		openMs: median(timings.map(({ openMs }) => openMs)),
		loadMs: median(timings.map(({ loadMs }) => loadMs)),
		totalMs: median(timings.map(({ totalMs }) => totalMs))
	};
}

function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function show({ openMs, totalMs }: Timing): string {
	return `open ${openMs.toFixed(0)} ms, first token ${totalMs.toFixed(0)} ms`;
}

if (import.meta.main) {
	const figures = await benchWeights({ onRound: (line) => console.log(line) });
	console.table({ 'our store': figures.store, 'wllama’s cache': figures.wllama });
	console.log(JSON.stringify(figures, null, '\t'));
}
