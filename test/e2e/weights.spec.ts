// The download of weights in a real Chromium: the real store over IndexedDB, Web Locks and channels, against a
// host that misbehaves on a real socket. What is kept of them, and for how long, is weights-kept.spec.ts.

import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import type { CatalogEntry } from '../../src/contract/services.ts';
import { type FlakyServer, generatedFile } from '../support/flaky-server.ts';
import { browserMegabytes } from '../support/process-memory.ts';
import { randomLlama } from '../support/random-gguf.ts';
import {
	CHUNK,
	expect,
	hash,
	heldModel,
	install,
	MIB,
	modelOf,
	received,
	SMALL,
	state,
	test,
	visit
} from '../support/weights-test.ts';

test('a model is downloaded once, verified, listed, and opened after a reload without the network', async ({
	host,
	ready: page
}) => {
	const { manifest } = modelOf(host, 'small', generatedFile(MIB));
	expect(await state(page, 'small')).toEqual({ state: 'absent' });
	expect(await install(page, manifest)).toEqual({ outcome: 'installed' });
	expect(await state(page, 'small')).toEqual({ state: 'ready' });
	expect(host.sentBytes()).toBe(MIB);

	await visit(page, host);
	await page.context().setOffline(true);
	expect(await install(page, manifest)).toEqual({ outcome: 'installed' });
	expect(await hash(page, manifest)).toBe(manifest.baseSha256);
	expect(host.sentBytes()).toBe(MIB);
	await page.context().setOffline(false);
	const usage = await page.evaluate(() => weightHarness.store.usage());
	expect(usage.weightBytes).toBe(MIB);
	expect(usage.quotaBytes).toBeGreaterThan(usage.usedBytes);
});

test('progress counts bytes up to the total, with a speed', async ({ host, ready: page }) => {
	const { manifest } = modelOf(host, 'm', generatedFile(40 * CHUNK + 5));
	await install(page, manifest);
	const progress = await page.evaluate(() => weightHarness.progress);
	const received = progress.map(({ receivedBytes }) => receivedBytes);
	expect(received).toEqual(received.toSorted((a, b) => a - b));
	expect(received.at(-1)).toBe(40 * CHUNK + 5);
	expect(progress.every(({ totalBytes }) => totalBytes === 40 * CHUNK + 5)).toBe(true);
	expect(progress.some(({ bytesPerSecond }) => bytesPerSecond > 0)).toBe(true);
});

test('a reload mid-download costs at most one chunk twice', async ({ host, ready: page }) => {
	const seen = 5 * CHUNK + 100_000;
	const { manifest, release } = heldModel(host, 12, seen);
	void install(page, manifest).catch(() => undefined);
	await received(page, 5 * CHUNK);
	await visit(page, host);
	release();
	expect(await state(page, 'm')).toMatchObject({ state: 'paused', totalBytes: 12 * CHUNK });
	const before = host.sentBytes();
	expect(await install(page, manifest)).toEqual({ outcome: 'installed' });
	expect(await hash(page, manifest)).toBe(manifest.baseSha256);
	const again = host.sentBytes() - before - (12 * CHUNK - seen);
	expect(again).toBeLessThanOrEqual(CHUNK);
	expect(host.log.at(-1)?.range).toBe(`bytes=${5 * CHUNK}-${12 * CHUNK - 1}`);
});

test('pause keeps what was verified, and resume fetches the rest', async ({
	host,
	ready: page
}) => {
	const { manifest, release } = heldModel(host, 8, 3 * CHUNK + 7);
	const first = install(page, manifest);
	await received(page, 3 * CHUNK);
	await page.evaluate(() => weightHarness.pause());
	expect(await first).toEqual({ outcome: 'paused' });
	release();
	expect(await state(page, 'm')).toMatchObject({ state: 'paused', receivedBytes: 3 * CHUNK });
	expect(await install(page, manifest)).toEqual({ outcome: 'installed' });
	expect(host.log.at(-1)?.range).toBe(`bytes=${3 * CHUNK}-${8 * CHUNK - 1}`);
	expect(await hash(page, manifest)).toBe(manifest.baseSha256);
});

test('offline in the middle: it waits, and goes on by itself when the network is back', async ({
	host,
	ready: page,
	context
}) => {
	const { manifest, release } = heldModel(host, 6, 2 * CHUNK + 7);
	const done = install(page, manifest);
	await received(page, 2 * CHUNK);
	await context.setOffline(true);
	host.hangUp();
	await page.waitForFunction(
		() => weightHarness.progress.at(-1)?.waiting === 'waiting for the network'
	);
	release();
	await context.setOffline(false);
	expect(await done).toEqual({ outcome: 'installed' });
	expect(await hash(page, manifest)).toBe(manifest.baseSha256);
});

test('two tabs install one model: the file comes once, and both follow its progress', async ({
	host,
	ready: page,
	context
}) => {
	const { manifest, release } = heldModel(host, 8, 3 * CHUNK);
	const other = await context.newPage();
	await visit(other, host);
	const first = install(page, manifest);
	await received(page, 2 * CHUNK);
	const second = install(other, manifest);
	await other.waitForFunction(() =>
		weightHarness.states.some(({ state }) => state.state === 'downloading')
	);
	await expect.poll(() => state(other, 'm')).toMatchObject({ state: 'downloading' });
	release();
	expect(await first).toEqual({ outcome: 'installed' });
	expect(await second).toEqual({ outcome: 'installed' });
	expect(host.sentBytes()).toBe(8 * CHUNK);
	const followed = await other.evaluate(() => weightHarness.progress.map(({ waiting }) => waiting));
	expect(followed).toContain('another tab downloads it');
	expect(await hash(other, manifest)).toBe(manifest.baseSha256);
});

/** A download that is held behind its third piece, and another tab that waits for it. */
async function heldInTwoTabs(host: FlakyServer, page: Page, context: BrowserContext) {
	const { manifest, release } = heldModel(host, 8, 3 * CHUNK + 9);
	const other = await context.newPage();
	await visit(other, host);
	const first = install(page, manifest);
	// Of a page that is closed nothing comes.
	first.catch(() => undefined);
	await received(page, 3 * CHUNK);
	const second = install(other, manifest);
	await expect.poll(() => state(other, 'm')).toMatchObject({ state: 'downloading' });
	return { manifest, release, other, first, second };
}

test('the downloading tab is closed: the waiting one goes on from what is stored', async ({
	host,
	ready: page,
	context
}) => {
	const { manifest, release, other, second } = await heldInTwoTabs(host, page, context);
	await page.close();
	expect(await second).toEqual({ outcome: 'installed' });
	release();
	expect(host.log.at(-1)?.range).toBe(`bytes=${3 * CHUNK}-${8 * CHUNK - 1}`);
	expect(await hash(other, manifest)).toBe(manifest.baseSha256);
});

test('a pause in one tab pauses the download of the other', async ({
	host,
	ready: page,
	context
}) => {
	const { release, other, first, second } = await heldInTwoTabs(host, page, context);
	await other.evaluate(() => weightHarness.pause());
	expect(await Promise.all([first, second])).toEqual([
		{ outcome: 'paused' },
		{ outcome: 'paused' }
	]);
	release();
	await expect
		.poll(() => state(other, 'm'))
		.toMatchObject({
			state: 'paused',
			receivedBytes: 3 * CHUNK
		});
});

test('a download that cannot fit is refused before it starts, with the numbers', async ({
	host,
	page
}) => {
	// Chromium reports a quota of its own making, whatever the override: so the page is told one.
	await page.addInitScript((quota) => {
		navigator.storage.estimate = async () => ({ quota, usage: 1e6 });
	}, 51e6);
	await visit(page, host);
	const { manifest } = modelOf(host, 'm', generatedFile(60 * MIB), 4 * MIB);
	const outcome = await install(page, manifest);
	expect(outcome).toMatchObject({ outcome: 'failed', code: 'no-space' });
	expect(outcome.message).toMatch(
		/needs 96\.5 MB more.*50\.0 MB left for this app \(1\.0 MB of 51\.0 MB in use\).*Remove a model/
	);
	expect(host.sentBytes()).toBe(0);
});

test('a disk fuller than the browser said: a sentence with numbers, and what was verified is kept', async ({
	host,
	page
}) => {
	// An estimate is a promise that a full disk breaks.
	await page.addInitScript(() => {
		navigator.storage.estimate = async () => ({ quota: 1e9, usage: 1e6 });
	});
	await limitQuota(page, host, 12 * MIB);
	await visit(page, host);
	const { manifest } = modelOf(host, 'm', generatedFile(24 * MIB), 4 * MIB);
	const outcome = await install(page, manifest);
	expect(outcome).toMatchObject({ outcome: 'failed', code: 'disk-full' });
	expect(outcome.message).toMatch(/piece \d of 6 of m .*MB.* in use.*kept.*free disk space/);
	const { weightBytes } = await page.evaluate(() => weightHarness.store.usage());
	expect(weightBytes).toBeGreaterThan(0);
	expect(weightBytes % (4 * MIB)).toBe(0);

	await limitQuota(page, host, null);
	await visit(page, host);
	const before = host.sentBytes();
	// The browser goes by the old limit for a while (30 s in Chromium).
	await expect
		.poll(() => install(page, manifest), { timeout: 60_000 })
		.toEqual({ outcome: 'installed' });
	expect(host.log.at(-1)?.range).not.toBeNull();
	expect(host.sentBytes()).toBeGreaterThan(before);
	expect(await hash(page, manifest)).toBe(manifest.baseSha256);
});

test('a catalogue entry without a hash learns it from its host, pins it, and says so', async ({
	host,
	ready: page
}) => {
	const { bytes } = randomLlama(SMALL);
	const commit = 'c0ffee'.padEnd(40, '0');
	const { manifest } = modelOf(host, `o/r/resolve/${commit}/tiny.gguf`, {
		bytes: bytes.length,
		read: (start, end) => bytes.subarray(start, end)
	});
	const lfs = { size: bytes.length, sha256: manifest.baseSha256 };
	const info = { sha: commit, siblings: [{ rfilename: 'tiny.gguf', size: bytes.length, lfs }] };
	host.page('/api/models/o/r/revision/main', 'application/json', JSON.stringify(info));
	const entry = catalogEntry(`${host.origin}/o/r/resolve/main/tiny.gguf`);
	const outcome = await page.evaluate((entry) => weightHarness.installEntry(entry), entry);
	expect(outcome).toMatchObject({
		outcome: 'installed',
		manifest: {
			id: 'tiny',
			family: 'llama',
			baseSha256: manifest.baseSha256,
			template: { contextTokens: 256, systemPrompt: false },
			files: [{ url: `${host.origin}/o/r/resolve/${commit}/tiny.gguf`, bytes: bytes.length }]
		}
	});
	const listed = await page.evaluate(() => weightHarness.store.get('tiny'));
	expect(listed?.note).toContain(manifest.baseSha256);
	expect(listed?.note).toMatch(/learnt from localhost.*pinned/);
	expect(listed?.state).toEqual({ state: 'ready' });
});

test('an entry whose file changed since it was pinned is learnt anew at the next try', async ({
	host,
	ready: page
}) => {
	const { bytes } = randomLlama(SMALL);
	const { manifest } = modelOf(host, 'models/tiny.gguf', {
		bytes: bytes.length,
		read: (start, end) => bytes.subarray(start, end)
	});
	let published = 'ef'.repeat(32);
	await page.route('**/models/tiny.gguf', (route) =>
		route.request().method() === 'HEAD'
			? route.fulfill({
					headers: { 'x-linked-etag': `"${published}"`, 'x-linked-size': String(bytes.length) }
				})
			: route.continue()
	);
	const entry = catalogEntry(`${host.origin}/models/tiny.gguf`);
	const attempt = () => page.evaluate((entry) => weightHarness.installEntry(entry), entry);
	expect(await attempt()).toMatchObject({ outcome: 'failed', code: 'wrong-hash' });
	expect((await page.evaluate(() => weightHarness.store.usage())).weightBytes).toBe(0);
	published = manifest.baseSha256;
	expect(await attempt()).toMatchObject({ outcome: 'installed' });
});

test('200 MB arrive, and open in moments, without growing the page', async ({
	host,
	ready: page
}) => {
	test.setTimeout(600_000);
	const bytes = 200_000_000;
	const { manifest } = modelOf(host, 'large', generatedFile(bytes), 8 * MIB);
	const idle = browserMegabytes('--type=renderer');
	const installed = install(page, manifest);
	let most = 0;
	for (let done = false; !done;) {
		done = await Promise.race([installed.then(() => true), wait(200).then(() => false)]);
		most = Math.max(most, browserMegabytes('--type=renderer') - idle);
	}
	expect(await installed).toEqual({ outcome: 'installed' });
	// Some chunks on their way through, never the file.
	expect(most).toBeLessThan(120);
	await visit(page, host);
	const before = browserMegabytes('--type=renderer');
	const opened = await page.evaluate((manifest) => weightHarness.openOnly(manifest), manifest);
	const growth = browserMegabytes('--type=renderer') - before;
	test.info().annotations.push({
		type: 'figure',
		description: `opened 200 MB in ${opened.ms.toFixed(0)} ms, renderers grew ${growth.toFixed(0)} MB; while downloading by at most ${most.toFixed(0)} MB`
	});
	expect(opened.bytes).toBe(bytes);
	// Held in memory it would be 200.
	expect(growth).toBeLessThan(40);
});

/** An entry that says nothing of its file but where it is. */
function catalogEntry(url: string): CatalogEntry {
	return {
		id: 'tiny',
		name: 'Tiny',
		description: 'Random.',
		url,
		bytes: null,
		sha256: null,
		parameters: 1,
		memoryBytes: 1,
		contextTokens: 256,
		licence: 'MIT',
		licenceUrl: 'https://example.com',
		languages: ['en'],
		source: 'a test'
	};
}

/** Null lifts the limit. */
async function limitQuota(page: Page, host: FlakyServer, quotaSize: number | null): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Storage.overrideQuotaForOrigin', {
		origin: host.origin,
		...(quotaSize !== null && { quotaSize })
	});
}
