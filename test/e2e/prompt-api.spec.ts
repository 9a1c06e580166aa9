// The engine of the browser's own model in a real Chromium: the conformance suite with a reason for each test
// it skips, its own promises, and the app with it. Chromium brings no model here, so the platform's side of
// the Prompt API is the test's (support/language-model/platform.ts): the specification's interface over our
// real engine with real models, in the page as the browser would give it. Chrome's own model ran in no test.

import { chromium, expect, test as plain, type Browser, type Page } from '@playwright/test';
import type { Skip } from '../engine-conformance.ts';
import { CONFORMANCE } from '../engine-conformance.ts';
import { promptApiTests } from '../conformance/prompt-api.ts';
import { wholeChromium } from '../support/browser.ts';
import { startEngineServer, type EngineServer } from '../support/engine-server.ts';
import type {} from '../support/prompt-api-page/main.ts';

const NO_LOGPROBS = 'The Prompt API gives no log-probabilities.';
const NO_ADAPTERS = 'The Prompt API takes no adapters.';
const NO_TOKENS =
	'The Prompt API tells no tokens while it writes: a limit is kept by the pieces that come.';
const NO_SEED = 'The Prompt API takes no seed.';
const NO_FILES = 'The browser keeps its model: no file of ours is loaded.';
const QUESTION_READ_LAST =
	'A session reads a question with its answer alone, and forgets an answer that was cut off: what is kept is tested beside this suite.';

const reasons: Record<string, string[]> = {
	[NO_LOGPROBS]: [
		'streams token by token, with the log-probabilities of the reference',
		'gives log-probabilities before temperature and top-p',
		'reports the alternatives asked for, most probable first, and none when none are'
	],
	[NO_TOKENS]: ['delivers a character of several tokens whole'],
	[NO_SEED]: [
		'samples the same text from the same seed',
		'draws each path from a seed of its own, the same ones again from the same seed'
	],
	[QUESTION_READ_LAST]: [
		'reads only what is new in turns 2 to 5',
		'reads one token to answer the same question again',
		'reads a prompt once for all paths of one sequence',
		'keeps what warm has read',
		'an abort while the prompt is read ends the reading',
		'an abort stops the computation, and the next request starts at once',
		'a reader that leaves early stops the computation'
	],
	[NO_ADAPTERS]: [
		'modifiers, plain and activated, at any scale, have the log-probabilities of the reference',
		'modifier A, then B, equals a fresh B',
		'modifier A, then the base, equals a fresh base',
		'modifier A, another conversation on the base, then back on the base, equals a fresh base',
		'an activated modifier keeps the prefix, and gives the text of a fresh cache',
		'the base after an activated modifier keeps the prefix, and gives the text of a fresh base',
		'activated modifiers and the base in turn, five turns long, give the texts of the reference',
		'a message that spells the invocation does not call a modifier',
		'refuses a modifier of another base, and answers without it',
		'refuses an adapter file that is cut short, or made for other shapes'
	],
	[NO_FILES]: [
		'refuses files that are no models, in words',
		'passes a self-test with the right numbers, and refuses wrong ones'
	]
};
const skip: Skip[] = Object.entries(reasons).flatMap(([reason, tests]) =>
	tests.map((name) => ({ test: name, reason }))
);

plain.describe('the browser’s own model', () => {
	let server: EngineServer;
	let browser: Browser;
	let page: Page;

	plain.beforeAll(async () => {
		server = await startEngineServer({
			page: 'prompt-api-page',
			body: '<button>A click</button>'
		});
		browser = await chromium.launch(wholeChromium());
		page = await browser.newPage();
		await page.goto(server.isolated);
	});
	plain.afterAll(async () => {
		await browser?.close();
		await server?.stop();
	});

	const unreachable = () => {
		throw new Error('Engines run in a page.');
	};
	const suites = [
		...CONFORMANCE.map(({ name }) => ({ suite: 'conformance' as const, name })),
		...promptApiTests(unreachable).map(({ name }) => ({ suite: 'own' as const, name }))
	];
	for (const { suite, name } of suites)
		plain(name, async () => {
			const skipped = skip.find((one) => one.test === name && suite === 'conformance');
			plain.skip(skipped !== undefined, skipped?.reason ?? '');
			const run = { suite, only: name, skip: [] };
			const result = await page.evaluate((one) => promptApiPage.run(one), run);
			if (result.outcome === 'failed') throw new Error(result.message);
			expect(result.outcome).toBe('passed');
		});

	plain('every skip names a test of the suite', () => {
		for (const { test: name } of skip) expect(CONFORMANCE.map((one) => one.name)).toContain(name);
	});
});
