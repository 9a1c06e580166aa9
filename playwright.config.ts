// Browser tests: the built app, served by the real workerd, driven in a real Chromium.
// `npm run test:e2e` runs them; import `test` and `expect` from test/support/test.ts.

import { defineConfig } from '@playwright/test';
import { findHeadlessShell, PAGE_TEST_ARGS } from './test/support/browser.ts';

export default defineConfig({
	// `npm run test:all` adds the slow ones: those that say so, and a folder of their own.
	projects: [
		{
			name: 'chromium',
			testDir: 'test/e2e',
			...(process.env.UNDERSTUDY_ALL ? {} : { grepInvert: /@slow/ })
		},
		...(process.env.UNDERSTUDY_ALL ? [{ name: 'all', testDir: 'test/e2e-all' }] : [])
	],
	outputDir: 'test-results',
	// One browser at a time: an engine takes every core there is.
	fullyParallel: false,
	workers: 1,
	// Once, and never silently: test/run.mjs names every test that needed it, and such a race is to be fixed:
	// so far most of them were the product's. It stays for machines busy with other things, where a second try
	// tells a fault that is always there from one that is not.
	retries: 1,
	// Generous, since they only bound what hangs: two busy cores load the engine in tens of seconds.
	timeout: 180_000,
	expect: { timeout: 30_000 },
	forbidOnly: true,
	reporter: [['list']],
	use: {
		browserName: 'chromium',
		locale: 'en-GB',
		viewport: { width: 1280, height: 800 },
		actionTimeout: 30_000,
		navigationTimeout: 60_000,
		serviceWorkers: 'allow',
		trace: 'off',
		screenshot: 'only-on-failure',
		launchOptions: { executablePath: findHeadlessShell(), args: PAGE_TEST_ARGS }
	}
});
