// Registers the engine's suites as Playwright tests, one each, for a backend and a browser. Specs in
// test/e2e say which.

import { chromium, expect, test, type Browser, type BrowserContext } from '@playwright/test';
import type { Backend } from '../../src/engine/engine.ts';
import { CONFORMANCE, type Skip } from '../engine-conformance.ts';
import { wllamaTests } from '../conformance/wllama.ts';
import { CHROMIUM_ARGS, findChromium } from './browser.ts';
import { startEngineServer, type EngineServer } from './engine-server.ts';
import type {} from './engine-page/main.ts';

export type EngineTests = {
	backend: Backend;
	/** Largest accepted difference of a log-probability from the reference. */
	tolerance: number;
	/** Serves the page without isolation: no threads. */
	plain?: boolean;
	/** The browser and its further arguments; by default the one all tests use. */
	browser?: () => Promise<{ executablePath: string; args: string[] } | { missing: string }>;
	skip?: Skip[];
	/** Only the tests of these names; all when absent. */
	only?: RegExp;
};

export function engineTests(title: string, options: EngineTests): void {
	const { backend, tolerance, plain = false, skip = [], only } = options;
	test.describe(title, () => {
		let server: EngineServer;
		let browser: Browser | null = null;
		let missing: string | null = null;

		test.beforeAll(async () => {
			// Setting a browser up may download packages.
			test.setTimeout(900_000);
			const found = await (options.browser?.() ?? { executablePath: findChromium(), args: [] });
			if ('missing' in found) {
				missing = found.missing;
				return;
			}
			server = await startEngineServer();
			browser = await chromium.launch({
				executablePath: found.executablePath,
				args: [...CHROMIUM_ARGS, ...found.args]
			});
		});
		test.afterAll(async () => {
			await browser?.close();
			await server?.stop();
		});

		const unreachable = () => {
			throw new Error('Engines run in a page.');
		};
		const suites = [
			...CONFORMANCE.map(({ name }) => ({ suite: 'conformance' as const, name })),
			...wllamaTests(unreachable)
				.filter(({ on }) => on === undefined || on.includes(backend))
				.map(({ name }) => ({ suite: 'wllama' as const, name }))
		];
		for (const { suite, name } of suites) {
			if (only && !only.test(name)) continue;
			test(name, async () => {
				// Only bounds what hangs: a software adapter on a busy machine takes a minute to load a model.
				test.setTimeout(600_000);
				test.skip(missing !== null, missing ?? '');
				if (!browser) throw new Error('There is no browser.');
				const context = await browser.newContext();
				try {
					const origin = plain ? server.plain : server.isolated;
					const asked = watchRequests(context);
					const page = await context.newPage();
					await page.goto(origin);
					expect(await page.evaluate(() => crossOriginIsolated)).toBe(!plain);
					const run = { suite, only: name, backend, tolerance, skip };
					const result = await page.evaluate((one) => enginePage.run(one), run);
					if (result.outcome === 'skipped') test.skip(true, result.reason);
					if (result.outcome === 'failed') throw new Error(result.message);
					expect(
						asked.filter((url) => !url.startsWith(origin) && !/^(blob|data):/.test(url))
					).toEqual([]);
				} finally {
					await context.close();
				}
			});
		}
	});
}

/** The addresses a context asks for, from now on: everything an engine needs is on its own origin. */
function watchRequests(context: BrowserContext): string[] {
	const asked: string[] = [];
	context.on('request', (request) => asked.push(request.url()));
	return asked;
}
