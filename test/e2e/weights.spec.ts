// Weights in a real Chromium: the real store over IndexedDB, Web Locks and channels, against a host
// that misbehaves on a real socket. Long because every fault of the host is a test of its own.

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, expect, test as base, type Page } from '@playwright/test';
import type { CatalogEntry } from '../../src/contract/services.ts';
import { CHROMIUM_ARGS, findChromium } from '../support/browser.ts';
import {
	type FileSource,
	type FlakyServer,
	generatedFile,
	startFlakyServer
} from '../support/flaky-server.ts';
import { browserMegabytes } from '../support/process-memory.ts';
import { randomLlama, randomLora } from '../support/random-gguf.ts';
import { manifestOf } from '../support/weight-files.ts';
import { hostWeightsPage } from '../support/weights-page.ts';

const CHUNK = 256 * 1024;
const MIB = 1024 * 1024;
const SMALL = { embedding: 32, layers: 1, heads: 2, kvHeads: 1, feedForward: 32 };

const test = base.extend<{ host: FlakyServer; ready: Page }>({
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

async function visit(page: Page, host: FlakyServer): Promise<void> {
	await page.goto(host.origin);
	await page.waitForFunction(() => 'weightHarness' in globalThis);
}

function modelOf(host: FlakyServer, id: string, source: FileSource, chunkBytes = CHUNK) {
	const file = host.host(`/${id}`, source);
	const manifest = manifestOf(id, `/${id}`, source, chunkBytes);
	return { file, manifest };
}

const install = (page: Page, manifest: ReturnType<typeof manifestOf>) =>
	page.evaluate((manifest) => weightHarness.install(manifest), manifest);
const hash = (page: Page, manifest: ReturnType<typeof manifestOf>) =>
	page.evaluate((manifest) => weightHarness.hash(manifest), manifest);
const state = (page: Page, id: string) => page.evaluate((id) => weightHarness.store.state(id), id);

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
	const release = Promise.withResolvers<void>();
	const { file, manifest } = modelOf(host, 'm', generatedFile(12 * CHUNK));
	const seen = 5 * CHUNK + 100_000;
	file.faults.push({ kind: 'hold', afterBytes: seen, until: release.promise });
	void install(page, manifest).catch(() => undefined);
	await page.waitForFunction(
		(bytes) => (weightHarness.progress.at(-1)?.receivedBytes ?? 0) >= bytes,
		5 * CHUNK
	);
	await visit(page, host);
	release.resolve();
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
	const release = Promise.withResolvers<void>();
	const { file, manifest } = modelOf(host, 'm', generatedFile(8 * CHUNK));
	file.faults.push({ kind: 'hold', afterBytes: 3 * CHUNK + 7, until: release.promise });
	const first = install(page, manifest);
	await page.waitForFunction(
		(b) => (weightHarness.progress.at(-1)?.receivedBytes ?? 0) >= b,
		3 * CHUNK
	);
	await page.evaluate(() => weightHarness.pause());
	expect(await first).toEqual({ outcome: 'paused' });
	release.resolve();
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
	const release = Promise.withResolvers<void>();
	const { file, manifest } = modelOf(host, 'm', generatedFile(6 * CHUNK));
	file.faults.push({ kind: 'hold', afterBytes: 2 * CHUNK + 7, until: release.promise });
	const done = install(page, manifest);
	await page.waitForFunction(
		(b) => (weightHarness.progress.at(-1)?.receivedBytes ?? 0) >= b,
		2 * CHUNK
	);
	await context.setOffline(true);
	host.hangUp();
	await page.waitForFunction(
		() => weightHarness.progress.at(-1)?.waiting === 'waiting for the network'
	);
	release.resolve();
	await context.setOffline(false);
	expect(await done).toEqual({ outcome: 'installed' });
	expect(await hash(page, manifest)).toBe(manifest.baseSha256);
});

test('a file whose pieces are right but whose hash is not is refused, and nothing of it stays', async ({
	host,
	ready: page
}) => {
	const { manifest } = modelOf(host, 'm', generatedFile(3 * CHUNK));
	const wrong = '0'.repeat(64);
	const lying = {
		...manifest,
		baseSha256: wrong,
		files: manifest.files.map((file) => ({ ...file, sha256: wrong }))
	};
	const outcome = await install(page, lying);
	expect(outcome).toMatchObject({ outcome: 'failed', code: 'wrong-hash' });
	expect(outcome.message).toMatch(/does not have the hash it is listed with.*choose another model/);
	expect((await page.evaluate(() => weightHarness.store.usage())).weightBytes).toBe(0);
	expect(await state(page, 'm')).toMatchObject({ state: 'failed', code: 'wrong-hash' });
});

test('pieces evicted or cut are noticed on opening, and only they are fetched again', async ({
	host,
	ready: page
}) => {
	const { manifest } = modelOf(host, 'm', generatedFile(8 * CHUNK));
	await install(page, manifest);
	const { baseSha256 } = manifest;
	await page.evaluate(async (sha256) => {
		await weightHarness.damage(sha256, 'delete', [1, 2]);
		await weightHarness.damage(sha256, 'shorten', [6]);
	}, baseSha256);
	const opened = await page.evaluate(
		(manifest) =>
			weightHarness.store.open(manifest).then(
				() => 'opened',
				(error: Error) => error.message
			),
		manifest
	);
	expect(opened).toMatch(/3 of 8 pieces of The model m are gone.*only what is missing is fetched/);
	const before = host.sentBytes();
	expect(await install(page, manifest)).toEqual({ outcome: 'installed' });
	expect(host.sentBytes() - before).toBe(3 * CHUNK);
	expect(await hash(page, manifest)).toBe(baseSha256);
});

test('a piece whose file vanished from the disk is noticed on opening, and fetched again', async ({
	host
}) => {
	const profile = mkdtempSync(join(tmpdir(), 'understudy-weights-'));
	const launch = async () => {
		const context = await chromium.launchPersistentContext(profile, {
			executablePath: findChromium(),
			args: CHROMIUM_ARGS
		});
		const page = context.pages()[0] ?? (await context.newPage());
		await visit(page, host);
		return { context, page };
	};
	try {
		const { manifest } = modelOf(host, 'm', generatedFile(6 * CHUNK));
		const first = await launch();
		await install(first.page, manifest);
		await first.context.close();
		const blobs = readdirSync(profile, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.includes('.indexeddb.blob'))
			.map((name) => join(profile, name))
			.filter((path) => statSync(path).size === CHUNK);
		expect(blobs).toHaveLength(6);
		rmSync(blobs[3]!);

		const { context, page } = await launch();
		const opened = await page.evaluate(
			(manifest) =>
				weightHarness.store.open(manifest).then(
					() => 'opened',
					(error: Error) => error.message
				),
			manifest
		);
		expect(opened).toMatch(/1 of 6 pieces of The model m are gone/);
		const before = host.sentBytes();
		expect(await install(page, manifest)).toEqual({ outcome: 'installed' });
		expect(host.sentBytes() - before).toBe(CHUNK);
		expect(await hash(page, manifest)).toBe(manifest.baseSha256);
		await context.close();
	} finally {
		rmSync(profile, { recursive: true, force: true });
	}
});

test('verifying finds a silently changed piece, and installing repairs it', async ({
	host,
	ready: page
}) => {
	const { manifest } = modelOf(host, 'm', generatedFile(4 * CHUNK));
	await install(page, manifest);
	await page.evaluate(
		(sha256) => weightHarness.damage(sha256, 'replace', [2]),
		manifest.baseSha256
	);
	const verify = () => page.evaluate(() => weightHarness.store.verify('m'));
	expect(await verify()).toEqual({ chunks: 4, bad: 1 });
	expect(await state(page, 'm')).toMatchObject({ state: 'paused', receivedBytes: 3 * CHUNK });
	await install(page, manifest);
	expect(await verify()).toEqual({ chunks: 4, bad: 0 });
	expect(await hash(page, manifest)).toBe(manifest.baseSha256);
});

test('models share a file: it is fetched once, and goes with the last of them', async ({
	host,
	ready: page
}) => {
	const source = generatedFile(4 * CHUNK);
	const { manifest } = modelOf(host, 'one', source);
	const { manifest: second } = modelOf(host, 'two', source);
	await install(page, manifest);
	await install(page, second);
	expect(host.sentBytes()).toBe(4 * CHUNK);
	const remove = (id: string) => page.evaluate((id) => weightHarness.store.remove(id), id);
	expect(await remove('one')).toBe(0);
	expect(await hash(page, second)).toBe(manifest.baseSha256);
	expect(await remove('two')).toBe(4 * CHUNK);
	expect((await page.evaluate(() => weightHarness.store.usage())).weightBytes).toBe(0);
	expect(await page.evaluate(() => weightHarness.store.list())).toEqual([]);
});

test('removing a model gives its space back at once', async ({ host, ready: page }) => {
	const { manifest } = modelOf(host, 'm', generatedFile(24 * MIB), 4 * MIB);
	const used = () => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
	const empty = await used();
	await install(page, manifest);
	await expect.poll(used).toBeGreaterThan(empty + 23 * MIB);
	await page.evaluate(() => weightHarness.store.remove('m'));
	await expect.poll(used).toBeLessThan(empty + 2 * MIB);
});

test('a newer manifest of a model replaces the older one and its files', async ({
	host,
	ready: page
}) => {
	const { manifest } = modelOf(host, 'm', generatedFile(3 * CHUNK, 1));
	await install(page, manifest);
	const newer = { ...modelOf(host, 'n', generatedFile(5 * CHUNK, 2)).manifest, id: 'm' };
	expect(await install(page, newer)).toEqual({ outcome: 'installed' });
	expect((await page.evaluate(() => weightHarness.store.usage())).weightBytes).toBe(5 * CHUNK);
	expect(await hash(page, newer)).toBe(newer.baseSha256);
});

test('two tabs install one model: the file comes once, and both follow its progress', async ({
	host,
	ready: page,
	context
}) => {
	const release = Promise.withResolvers<void>();
	const { file, manifest } = modelOf(host, 'm', generatedFile(8 * CHUNK));
	file.faults.push({ kind: 'hold', afterBytes: 3 * CHUNK, until: release.promise });
	const other = await context.newPage();
	await visit(other, host);
	const first = install(page, manifest);
	await page.waitForFunction(
		(b) => (weightHarness.progress.at(-1)?.receivedBytes ?? 0) >= b,
		2 * CHUNK
	);
	const second = install(other, manifest);
	await other.waitForFunction(() =>
		weightHarness.states.some(({ state }) => state.state === 'downloading')
	);
	await expect.poll(() => state(other, 'm')).toMatchObject({ state: 'downloading' });
	release.resolve();
	expect(await first).toEqual({ outcome: 'installed' });
	expect(await second).toEqual({ outcome: 'installed' });
	expect(host.sentBytes()).toBe(8 * CHUNK);
	const followed = await other.evaluate(() => weightHarness.progress.map(({ waiting }) => waiting));
	expect(followed).toContain('another tab downloads it');
	expect(await hash(other, manifest)).toBe(manifest.baseSha256);
});

test('the downloading tab is closed: the waiting one goes on from what is stored', async ({
	host,
	ready: page,
	context
}) => {
	const release = Promise.withResolvers<void>();
	const { file, manifest } = modelOf(host, 'm', generatedFile(8 * CHUNK));
	file.faults.push({ kind: 'hold', afterBytes: 3 * CHUNK + 9, until: release.promise });
	const other = await context.newPage();
	await visit(other, host);
	void install(page, manifest).catch(() => undefined);
	await page.waitForFunction(
		(b) => (weightHarness.progress.at(-1)?.receivedBytes ?? 0) >= b,
		3 * CHUNK
	);
	const second = install(other, manifest);
	await expect.poll(() => state(other, 'm')).toMatchObject({ state: 'downloading' });
	await page.close();
	expect(await second).toEqual({ outcome: 'installed' });
	release.resolve();
	expect(host.log.at(-1)?.range).toBe(`bytes=${3 * CHUNK}-${8 * CHUNK - 1}`);
	expect(await hash(other, manifest)).toBe(manifest.baseSha256);
});

test('a pause in one tab pauses the download of the other', async ({
	host,
	ready: page,
	context
}) => {
	const release = Promise.withResolvers<void>();
	const { file, manifest } = modelOf(host, 'm', generatedFile(8 * CHUNK));
	file.faults.push({ kind: 'hold', afterBytes: 3 * CHUNK + 9, until: release.promise });
	const other = await context.newPage();
	await visit(other, host);
	const first = install(page, manifest);
	await page.waitForFunction(
		(b) => (weightHarness.progress.at(-1)?.receivedBytes ?? 0) >= b,
		3 * CHUNK
	);
	const second = install(other, manifest);
	await expect.poll(() => state(other, 'm')).toMatchObject({ state: 'downloading' });
	await other.evaluate(() => weightHarness.pause());
	expect(await Promise.all([first, second])).toEqual([
		{ outcome: 'paused' },
		{ outcome: 'paused' }
	]);
	release.resolve();
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

test('an imported GGUF is stored and listed; an adapter, a cut file and a text are refused', async ({
	ready: page
}) => {
	const model = randomLlama(SMALL);
	const bytes = [...model.bytes];
	const importFile = (bytes: number[], name: string) =>
		page.evaluate(({ bytes, name }) => weightHarness.importGguf(bytes, name), { bytes, name });
	const { outcome } = await importFile(bytes, 'mine.gguf');
	expect(outcome).toMatch(/^gguf-[0-9a-f]{16}$/);
	expect(await state(page, outcome)).toEqual({ state: 'ready' });
	const stored = await page.evaluate(async (id) => {
		const { manifest } = (await weightHarness.store.get(id))!;
		return { manifest, hash: await weightHarness.hash(manifest!) };
	}, outcome);
	expect(stored.hash).toBe(stored.manifest?.baseSha256);

	const refused = async (bytes: number[], name: string) => (await importFile(bytes, name)).message;
	expect(await refused([...randomLora(model).bytes], 'lora.gguf')).toMatch(
		/LoRA adapter, not a model/
	);
	expect(await refused(bytes.slice(0, -4000), 'cut.gguf')).toMatch(/cut short.*Download it again/);
	expect(await refused([...Buffer.from('hello there, this is a text file')], 'a.gguf')).toMatch(
		/no GGUF file/
	);
	expect(await page.evaluate(() => weightHarness.store.list())).toHaveLength(1);
});

test('erasing leaves no database behind, and the store works again afterwards', async ({
	host,
	ready: page
}) => {
	const { manifest } = modelOf(host, 'm', generatedFile(2 * CHUNK));
	await install(page, manifest);
	await page.evaluate(() => weightHarness.store.erase());
	const databases = await page.evaluate(async () =>
		(await indexedDB.databases()).map((d) => d.name)
	);
	expect(databases).not.toContain('understudy-weights');
	expect(await state(page, 'm')).toEqual({ state: 'absent' });
	expect(await install(page, manifest)).toEqual({ outcome: 'installed' });
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

test('the device is measured without throwing', async ({ ready: page }) => {
	const report = await page.evaluate(() => weightHarness.measureDevice());
	expect(report.crossOriginIsolated).toBe(true);
	expect(report.threads).toBeGreaterThanOrEqual(1);
	expect(report.quotaBytes).toBeGreaterThan(0);
	expect(report.webgpu.reason).not.toBe('');
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
