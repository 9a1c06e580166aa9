// How long the shipped router takes to decide by a prompt alone, and the shipped embedder's pass beside it, in a
// real Chromium: `npm run bench -- router [rounds]`. Every prompt is timed once a round. "Of all" counts each of those;
// "least" is each prompt's shortest, which is what the work takes when nothing else wants the processor.
// Prints a table and JSON. What runs in the page is router/main.ts; models/steps/router.ts times it in Node.

import { chromium } from '@playwright/test';
import { quantileOf } from '../../models/classification.ts';
import { machineText } from '../../models/machine.ts';
import { naturalItems } from '../../models/natural.ts';
import { plainOnnxRuntime } from '../../vite.onnxruntime.ts';
import { wholeChromium } from '../support/browser.ts';
import { startEngineServer } from '../support/engine-server.ts';
import type { Rounds } from './router/main.ts';

/** Prompts that one long prompt is made of: some 500 characters. */
const JOINED = 10;

/** Prompts written by hand, each again with lettered options (the router's other head), and some long ones. */
function promptsToRoute(): string[] {
	const items = naturalItems();
	const prompts = items.map(({ prompt }) => prompt);
	const lettered = items.map(({ prompt }, i) => {
		const options = [0, 1, 2, 3].map((k) => items[(i + k) % items.length]!.answer);
		return [prompt, ...options.map((text, k) => `${'ABCD'[k]}. ${text}`)].join('\n');
	});
	const long = prompts.flatMap((_, i) =>
		i % JOINED === 0 ? [prompts.slice(i, i + JOINED).join(' ')] : []
	);
	return [...prompts, ...lettered, ...long];
}

const rounds = Number(process.argv[2] ?? 5);
const prompts = promptsToRoute();
const machine = machineText();
const server = await startEngineServer({ page: '../bench/router', plugins: [plainOnnxRuntime()] });
const browser = await chromium.launch(wholeChromium());
try {
	const page = await browser.newPage();
	page.setDefaultTimeout(0);
	await page.goto(server.isolated);
	const router = await page.evaluate(([texts, n]) => routerPage.route(texts, n), [
		prompts,
		rounds
	] as const);
	const embedder = await page.evaluate(([texts, n]) => routerPage.embed(texts, n), [
		prompts,
		rounds
	] as const);
	const rows = [
		...rowsOf('the router’s decision', router),
		...rowsOf('the embedder’s pass', embedder)
	];
	console.table(rows);
	console.log(
		JSON.stringify(
			{ machine, chromium: browser.version(), prompts: prompts.length, rounds, rows },
			null,
			'\t'
		)
	);
} finally {
	await browser.close();
	await server.stop();
}

function rowsOf(what: string, times: Rounds) {
	const least = prompts.map((_, i) => Math.min(...times.map((round) => round[i]!)));
	const row = (of: string, ms: readonly number[]) => ({
		what,
		of,
		'median ms': three(quantileOf(ms, 0.5)),
		'p99 ms': three(quantileOf(ms, 0.99)),
		'max ms': three(Math.max(...ms))
	});
	return [row('all', times.flat()), row('least', least)];
}

function three(ms: number): number {
	return Number(ms.toFixed(3));
}
