// Eleven thousand damaged copies of what the app reads, in a real tab. Six thousand headers are looked at on the models
// page of the built app, from a host on a real socket: by the app's own bundle, network and interface. Five thousand
// manifests, catalogues and adapters in PEFT's form are given to the app's parsers bundled for a page. Each is read, or refused in a sentence
// with what to do; the tab answers afterwards, and its memory is what it was. Two hundred copies go through the file
// chooser, and are refused there in the same words as the parser's. In Node, on the shipped files:
// src/contract/damaged-files.test.ts.

import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { parseGgufHeader, refuseUnrunnable } from '../../src/contract/gguf.ts';
import { baseFile, parseManifest } from '../../src/contract/manifest.ts';
import { ask, chatTest, openChat, toChat } from '../support/chat-page.ts';
import { belowOf, damaged } from '../support/damages.ts';
import type { DamageReport } from '../support/damaged-harness.ts';
import { startFlakyServer, type FileSource } from '../support/flaky-server.ts';
import { lookAtAll, type Looked } from '../support/look-at-all.ts';
import { ARCHITECTURES, randomModel } from '../support/random-architectures.ts';
import { randomLlama, randomLora, scriptedLlama, SKILL_TOKEN } from '../support/random-gguf.ts';
import { randomPeft } from '../support/random-peft.ts';
import { expect } from '../support/test.ts';
import { bundle } from '../support/weights-page.ts';
import { storedWeights } from '../support/weights-database.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));

const HEADERS = 6000;
const BATCH = 500;
const CHOSEN = 210;
/** Tens of milliseconds on a busy machine; of 64 MiB, the most that is read of a header, a second or two. */
const HANG_MS = 20_000;
const MIB = 1024 * 1024;
// The page keeps the last answer alone; thousands of headers kept would be hundreds of megabytes.
const MOST_GROWTH_BYTES = 24 * MIB;
/** Every refusal ends with the next step. */
const NEXT_STEP = /\b(Download|Choose|Import|Paste|Use|Remove|Add|Merge|Try|Look|Attach)\b[^.]*\.$/;

const STARTER = new URL('../../models/starter/', import.meta.url);
const manifestText = readFileSync(new URL('manifest.json', STARTER), 'utf8');
const catalogueText = readFileSync(new URL('../../models/catalog.json', import.meta.url), 'utf8');

type Header = { bytes: Uint8Array<ArrayBuffer>; fileBytes: number };

/** The beginning of a file, without its weights. */
function headerOf(file: Uint8Array): Header {
	const { headerBytes } = parseGgufHeader(file, file.length);
	return { bytes: new Uint8Array(file.subarray(0, headerBytes)), fileBytes: file.length };
}

/** What is shipped, every architecture, and adapters of both kinds. */
function headers(): Header[] {
	const { files, modifiers, ...manifest } = parseManifest(manifestText);
	const base = baseFile({ files, modifiers, ...manifest }).path;
	const shipped = [base, ...modifiers.slice(0, 1).map(({ file }) => file)];
	const llama = randomLlama();
	return [
		...shipped.map((path) => headerOf(readFileSync(new URL(path, STARTER)))),
		...ARCHITECTURES.map((architecture) => headerOf(randomModel(architecture))),
		headerOf(randomLora(llama).bytes),
		headerOf(randomLora(llama, { invocationTokens: [SKILL_TOKEN] }).bytes)
	];
}

/** Copy `copy`, the same each time; padded with zeros to the length it claims. */
function copyOf(all: readonly Header[], copy: number): FileSource {
	const below = belowOf(Math.imul(copy + 1, 0x9e3779b1));
	const { bytes: whole, fileBytes } = all[copy % all.length]!;
	const bytes = damaged(whole, Math.floor(copy / all.length), below);
	// Cut short, as long as it was, longer; and now and then it claims to be of a terabyte.
	const claims = [bytes.length, fileBytes, fileBytes, 2 * fileBytes];
	const claimed = below(100) === 0 ? 2 ** 40 : claims[below(claims.length)]!;
	return {
		bytes: Math.max(bytes.length, claimed),
		read(start, end) {
			const piece = new Uint8Array(end - start);
			if (start < bytes.length) piece.set(bytes.subarray(start, Math.min(end, bytes.length)));
			return piece;
		}
	};
}

/** Of the tab's heap and of the array buffers beside it, after everything that can go has gone. */
async function heapBytes(devtools: CDPSession): Promise<number> {
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
	return usedSize + backingStorageSize;
}

function expectSentences(messages: readonly string[]): void {
	for (const message of messages) {
		expect(message).toMatch(/[A-Za-z].{10,}\.$/);
		expect(message.length, message.slice(0, 200)).toBeLessThan(700);
		expect(message).not.toMatch(/TypeError|RangeError|\[object/);
	}
}

async function tabAnswers(page: Page): Promise<void> {
	await toChat(page);
	await ask(page, 'capital of norway');
}

test('six thousand damaged headers are each shown or refused on the models page, and the tab goes on', async ({
	page,
	allowErrors
}) => {
	test.setTimeout(1_200_000);
	// Of files that are cut to nothing, and of what would lie beside a file of another form.
	allowErrors(/damaged\//);
	const all = headers();
	const host = await startFlakyServer();
	const devtools = await page.context().newCDPSession(page);
	try {
		await openChat(page, '/models');
		const before = await storedWeights(page);
		const looked: Looked[] = [];
		let warm = 0;
		for (let from = 0; from < HEADERS; from += BATCH) {
			const copies = Array.from({ length: BATCH }, (_, i) => from + i);
			for (const copy of copies) {
				// Made when it is asked for: six thousand of them at once are no small thing either.
				const path = `/damaged/${copy}.gguf`;
				host.host(path, { bytes: copyOf(all, copy).bytes, read: lazily(() => copyOf(all, copy)) });
			}
			const addresses = copies.map((copy) => `${host.origin}/damaged/${copy}.gguf`);
			looked.push(...(await lookAtAll(page, addresses, HANG_MS)));
			if (from === 0) warm = await heapBytes(devtools);
		}
		expect(looked.filter(({ end }) => end === 'hang' || end === 'nothing')).toEqual([]);
		const refused = looked.filter(({ end }) => end === 'refused');
		expect(looked).toHaveLength(HEADERS);
		expect(refused.length).toBeGreaterThan(HEADERS / 4);
		expect(looked.length - refused.length).toBeGreaterThan(HEADERS / 20);
		const said = looked.flatMap(({ said }) => (said === '' ? [] : said));
		expectSentences(said);
		expect(said.filter((sentence) => !NEXT_STEP.test(sentence))).toEqual([]);
		const growth = (await heapBytes(devtools)) - warm;
		test.info().annotations.push({
			type: 'headers',
			description: `${refused.length} refused, ${looked.length - refused.length} shown; the slowest took ${Math.round(Math.max(...looked.map(({ ms }) => ms)))} ms; the heap grew by ${Math.round(growth / 1024)} KiB`
		});
		expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
		// Looking stores nothing.
		expect(await storedWeights(page)).toMatchObject({
			files: before.files,
			pieceBytes: before.pieceBytes
		});
		await tabAnswers(page);
	} finally {
		await host.stop();
	}
});

test('five thousand damaged manifests, catalogues and adapters are each read or refused, in a tab', async ({
	page
}) => {
	const host = await startFlakyServer();
	const devtools = await page.context().newCDPSession(page);
	try {
		const harness = new URL('../support/damaged-harness.ts', import.meta.url).pathname;
		host.page('/harness.js', 'text/javascript', await bundle(harness));
		host.page('/favicon.ico', 'image/x-icon', '');
		host.page(
			'/',
			'text/html',
			'<!doctype html><title>Damaged</title><script type="module" src="/harness.js"></script>'
		);
		await page.goto(host.origin);
		await page.waitForFunction(() => 'damagedHarness' in globalThis);
		// Figures are passed on as they are, and are most of its length.
		const manifest = JSON.stringify({ ...JSON.parse(manifestText), measured: {} });
		const peft = randomPeft('llama', { layers: 1, embedding: 16, rank: 1 });
		const adapter = { weights: [...peft.weights], configuration: peft.configuration };
		const warm = await heapBytes(devtools);
		const reports: DamageReport[] = [
			await page.evaluate((text) => damagedHarness.manifestTexts(text, 500, 11), manifest),
			await page.evaluate((text) => damagedHarness.manifests(text, 2000, 12), manifest),
			await page.evaluate((text) => damagedHarness.catalogues(text, 1500, 13), catalogueText),
			await page.evaluate((files) => damagedHarness.adapters(files, 1000, 14), adapter)
		];
		const sum = (of: (report: DamageReport) => number) =>
			reports.reduce((total, report) => total + of(report), 0);
		expect(reports.flatMap(({ other }) => other)).toEqual([]);
		expect(sum(({ read, refused }) => read + refused)).toBe(5000);
		for (const { read, refused, slowestMs, messages } of reports) {
			expect(read).toBeGreaterThan(0);
			expect(refused).toBeGreaterThan(read / 10);
			expect(slowestMs).toBeLessThan(HANG_MS);
			expectSentences(messages);
		}
		expect((await heapBytes(devtools)) - warm).toBeLessThan(MOST_GROWTH_BYTES);
	} finally {
		await host.stop();
	}
});

test('two hundred damaged files are chosen on the models page, and each is refused with what to do', async ({
	page
}) => {
	test.setTimeout(600_000);
	const all = headers();
	await openChat(page, '/models');
	const before = await storedWeights(page);
	const own = page.getByRole('region', { name: 'Add a model of your own' });
	const input = page.getByLabel('Choose files').locator('input');
	let chosen = 0;
	for (let copy = 0; chosen < CHOSEN; copy++) {
		const { bytes, read } = copyOf(all, copy);
		if (bytes > 8 * MIB) continue;
		const file = read(0, bytes);
		const why = refusalOf(file);
		if (why === null) continue;
		chosen++;
		const name = `damaged-${copy}.gguf`;
		await input.setInputFiles({
			name,
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(file)
		});
		// The built app says of the file what its parser said of it here.
		await expect(own.getByRole('alert').filter({ hasText: name })).toHaveText(
			`${name} was not added. ${why}`
		);
		expect(why).toMatch(NEXT_STEP);
	}
	expect(await storedWeights(page)).toMatchObject({
		files: before.files,
		pieceBytes: before.pieceBytes
	});
	await tabAnswers(page);
});

/** Null for one that can be read and run, and for an adapter, of which its base decides. */
function refusalOf(file: Uint8Array): string | null {
	try {
		const header = parseGgufHeader(file, file.length);
		if (header.kind === 'model') refuseUnrunnable(header);
		return null;
	} catch (error) {
		return (error as Error).message;
	}
}

/** Makes the copy with the first piece that is asked for, and forgets it with the last. */
function lazily(make: () => FileSource): FileSource['read'] {
	let made: FileSource | null = null;
	return (start, end) => {
		made ??= make();
		const piece = made.read(start, end);
		if (end >= Math.min(made.bytes, MIB)) made = null;
		return piece;
	};
}
