// The `test` of the memory specs: a page of its own with the real stores (memory-harness.ts) instead
// of the app, since a tab must die without the app's help; and a Chromium that can be killed whole.

import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test as base } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './browser.ts';
import { type FlakyServer, startFlakyServer } from './flaky-server.ts';
import { bundle } from './weights-page.ts';

export { expect };

type WorkerFixtures = { harness: string; host: FlakyServer };

export const test = base.extend<{ open: () => Promise<Page> }, WorkerFixtures>({
	harness: ['./memory-harness.ts', { scope: 'worker', option: true }],
	host: [
		async ({ harness }, use) => {
			const server = await startFlakyServer();
			const path = new URL(harness, import.meta.url).pathname;
			server.page('/harness.js', 'text/javascript', await bundle(path));
			server.page(
				'/',
				'text/html',
				'<!doctype html><title>Memory</title><script type="module" src="/harness.js"></script>'
			);
			server.page('/favicon.ico', 'image/x-icon', '');
			server.page('/service-worker.js', 'text/javascript', 'self.skipWaiting();');
			await use(server);
			await server.stop();
		},
		{ scope: 'worker' }
	],
	/** Another tab of one browser. */
	open: async ({ context, host }, use) => {
		await use(() => visit(context, host));
	}
});

/** Opens the page and waits for its harness. */
export async function visit(context: BrowserContext, host: FlakyServer): Promise<Page> {
	const page = await context.newPage();
	await page.goto(host.origin);
	await page.waitForFunction(() => 'harness' in globalThis);
	return page;
}

/** A Chromium of our own on `profile`, so that it can be killed whole and started again. */
export async function startBrowser(profile: string) {
	rmSync(join(profile, 'DevToolsActivePort'), { force: true });
	const child: ChildProcess = spawn(
		findChromium(),
		[...CHROMIUM_ARGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
		// A group of its own: its helpers die with it.
		{ detached: true, stdio: ['ignore', 'ignore', 'pipe'] }
	);
	const address = await new Promise<string>((resolve, reject) => {
		let heard = '';
		child.stderr?.on('data', (data: Buffer) => {
			heard += data.toString();
			const found = /DevTools listening on (ws:\S+)/.exec(heard);
			if (found?.[1]) resolve(found[1]);
		});
		child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${heard}`)));
	});
	const browser = await chromium.connectOverCDP(address);
	const [context] = browser.contexts();
	if (!context || child.pid === undefined) throw new Error('Chromium has no context');
	const group = -child.pid;
	return {
		context,
		async kill() {
			const ended = new Promise((resolve) => child.once('exit', resolve));
			process.kill(group, 'SIGKILL');
			await ended;
			await browser.close().catch(() => undefined);
		}
	};
}
