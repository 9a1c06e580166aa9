// The `test` of the weights' specs: a page with the real store (weights-harness.ts) at a host that misbehaves
// as it is told, and what those specs ask of both again and again.

import { expect, test as base, type Page } from '@playwright/test';
import {
	type FileSource,
	type FlakyServer,
	generatedFile,
	startFlakyServer
} from './flaky-server.ts';
import { manifestOf } from './weight-files.ts';
import { hostWeightsPage } from './weights-page.ts';

export { expect };

export const CHUNK = 256 * 1024;
export const MIB = 1024 * 1024;
/** A shape for models that need not answer. */
export const SMALL = { embedding: 32, layers: 1, heads: 2, kvHeads: 1, feedForward: 32 };

export const test = base.extend<{ host: FlakyServer; ready: Page }>({
	host: async ({ browserName }, use) => {
		expect(browserName).toBe('chromium');
		const server = await startFlakyServer();
		await hostWeightsPage(server);
		await use(server);
		await server.stop();
	},
	ready: async ({ page, host }, use) => {
		await visit(page, host);
		await use(page);
	}
});

export async function visit(page: Page, host: FlakyServer): Promise<void> {
	await page.goto(host.origin);
	await page.waitForFunction(() => 'weightHarness' in globalThis);
}

export function modelOf(host: FlakyServer, id: string, source: FileSource, chunkBytes = CHUNK) {
	const file = host.host(`/${id}`, source);
	const manifest = manifestOf(id, `/${id}`, source, chunkBytes);
	return { file, manifest };
}

/** A model of so many pieces, whose host holds the line when so many bytes of it were sent, until it is let go. */
export function heldModel(host: FlakyServer, pieces: number, afterBytes: number) {
	const { promise: until, resolve: release } = Promise.withResolvers<void>();
	const { file, manifest } = modelOf(host, 'm', generatedFile(pieces * CHUNK));
	file.faults.push({ kind: 'hold', afterBytes, until });
	return { manifest, release };
}

/** Until so much of the download has come to this page. */
export async function received(page: Page, bytes: number): Promise<void> {
	await page.waitForFunction(
		(bytes) => (weightHarness.progress.at(-1)?.receivedBytes ?? 0) >= bytes,
		bytes
	);
}

export const install = (page: Page, manifest: ReturnType<typeof manifestOf>) =>
	page.evaluate((manifest) => weightHarness.install(manifest), manifest);
export const hash = (page: Page, manifest: ReturnType<typeof manifestOf>) =>
	page.evaluate((manifest) => weightHarness.hash(manifest), manifest);
export const state = (page: Page, id: string) =>
	page.evaluate((id) => weightHarness.store.state(id), id);
/** `opened`, or why it could not be. */
export const opened = (page: Page, manifest: ReturnType<typeof manifestOf>) =>
	page.evaluate(
		(manifest) =>
			weightHarness.store.open(manifest).then(
				() => 'opened',
				(error: Error) => error.message
			),
		manifest
	);
