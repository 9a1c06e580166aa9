// Weights that are kept, in a real Chromium: what is damaged is noticed, refused or fetched again, what is
// shared or replaced goes with its last model, and what is removed gives its room back.

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { wholeChromium } from '../support/browser.ts';
import { generatedFile } from '../support/flaky-server.ts';
import { randomLlama, randomLora } from '../support/random-gguf.ts';
import {
	CHUNK,
	expect,
	hash,
	install,
	MIB,
	modelOf,
	opened,
	SMALL,
	state,
	test,
	visit
} from '../support/weights-test.ts';

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
	expect(await opened(page, manifest)).toMatch(
		/3 of 8 pieces of The model m are gone.*only what is missing is fetched/
	);
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
			...wholeChromium()
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
		expect(await opened(page, manifest)).toMatch(/1 of 6 pieces of The model m are gone/);
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

test('the device is measured without throwing', async ({ ready: page }) => {
	const report = await page.evaluate(() => weightHarness.measureDevice());
	expect(report.crossOriginIsolated).toBe(true);
	expect(report.threads).toBeGreaterThanOrEqual(1);
	expect(report.quotaBytes).toBeGreaterThan(0);
	expect(report.webgpu.reason).not.toBe('');
});
