// A model of a gigabyte with random weights, from a host on a real socket: broken off by the host, broken off
// by the tab that dies, resumed each time at a byte, verified, loaded, answered with, and deleted; with the
// memory of the tab and of all the browser's processes watched meanwhile. Real disk, real profile.

import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { serve } from '../../worker/workerd.mjs';
import { wholeChromium } from '../support/browser.ts';
import {
	answers,
	ask,
	openChat,
	setLongestAnswer,
	toChat,
	toModels
} from '../support/chat-page.ts';
import { startFlakyServer } from '../support/flaky-server.ts';
import { fileSource, writeLargeModel } from '../support/large-model.ts';
import { watchMemory } from '../support/process-memory.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { buildWithStarter } from '../support/starter-build.ts';
import { expect, test } from '../support/test.ts';
import { storedWeights } from '../support/weights-database.ts';

const BYTES = 1_000_000_000;
/** The file itself, its copy in the browser, and room to breathe. */
const DISK_BYTES = 4e9;
const NAME = 'Random large llama';

const row = (page: Page): Locator =>
	page.getByRole('list', { name: 'All models' }).getByRole('listitem', { name: NAME });

/** In megabytes: the weights' pieces, and databases by the browser's estimate. */
async function stored(page: Page): Promise<{ pieces: number; estimate: number }> {
	const { pieceBytes, databaseBytes } = await storedWeights(page);
	return { pieces: pieceBytes / 1e6, estimate: databaseBytes / 1e6 };
}

async function look(page: Page, url: string) {
	const own = page.getByRole('region', { name: 'Add a model of your own' });
	await own.getByRole('textbox', { name: 'Address' }).fill(url);
	await own.getByRole('button', { name: 'Look at it' }).click();
	await own.getByRole('button', { name: 'Download' }).click({ timeout: 60_000 });
}

test('a gigabyte is downloaded, broken off twice, resumed, verified, loaded and deleted, and never held in memory', async () => {
	test.setTimeout(1_800_000);
	const folder = mkdtempSync(join(tmpdir(), 'understudy-large-'));
	const { bavail, bsize } = statfsSync(folder);
	test.skip(bavail * bsize < DISK_BYTES, 'The disk has less than 4 GB free.');
	const model = writeLargeModel(join(folder, 'large.gguf'), BYTES);
	const build = await buildWithStarter(scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));
	const server = await serve({ assets: build.folder });
	const host = await startFlakyServer();
	const source = fileSource(model.path);
	const memory = watchMemory();
	const figures: Record<string, unknown> = { megabytes: model.bytes / 1e6, layers: model.layers };
	let context: BrowserContext | null = null;
	try {
		const file = host.host('/large.gguf', source);
		context = await chromium.launchPersistentContext(join(folder, 'profile'), {
			...wholeChromium(),
			locale: 'en-GB',
			baseURL: server.origin
		});
		const first = context.pages()[0] ?? (await context.newPage());
		await setLongestAnswer(first, 16);
		await openChat(first, '/models');
		const before = await stored(first);
		figures.idle = memory.phase();

		// The host cuts the connection a third of the way through; the app goes on by itself.
		file.faults.push({ kind: 'break', afterBytes: 8 << 20 }, { kind: 'break', afterBytes: 340e6 });
		const begunMs = performance.now();
		await look(first, `${host.origin}/large.gguf`);
		await expect(row(first).getByRole('progressbar')).toHaveAttribute(
			'aria-valuenow',
			/^([5-9]\d|100)$/,
			{ timeout: 900_000 }
		);
		figures.toHalf = memory.phase();
		const ranges = host.log.map(({ range }) => Number(/bytes=(\d+)/.exec(range ?? '')?.[1] ?? 0));
		expect(Math.max(...ranges), 'it went on after the break, not from the start').toBeGreaterThan(
			8 << 20
		);

		// The tab dies; another one finds what was kept, and goes on from there.
		const crashed = first.waitForEvent('crash');
		void context
			.newCDPSession(first)
			.then((devtools) => devtools.send('Page.crash'))
			.catch(() => undefined);
		await crashed;
		await first.close();
		const page = await context.newPage();
		await openChat(page, '/models');
		await expect(row(page)).toContainText('Paused', { timeout: 60_000 });
		const kept = (await stored(page)).pieces - before.pieces;
		expect(kept).toBeGreaterThan(450);
		const sentBefore = host.sentBytes();
		await row(page)
			.getByRole('button', { name: /^Resume: / })
			.click();
		await expect(row(page)).toContainText('On this device', { timeout: 900_000 });
		figures.downloadSeconds = (performance.now() - begunMs) / 1000;
		figures.resumedAtMegabytes = kept;
		figures.sentAfterMegabytes = (host.sentBytes() - sentBefore) / 1e6;
		expect((host.sentBytes() - sentBefore) / 1e6).toBeLessThan(model.bytes / 1e6 - kept + 20);
		figures.toEnd = memory.phase();
		const full = await stored(page);
		expect((full.pieces - before.pieces) * 1e6).toBeCloseTo(model.bytes, -1);
		expect(full.estimate - before.estimate).toBeGreaterThan((0.95 * model.bytes) / 1e6);
		// Verified by its whole hash, which is pinned now.
		await row(page)
			.getByRole('button', { name: /^Model card: / })
			.click();
		await expect(page.getByRole('dialog').locator('code').first()).toHaveText(model.sha256);
		await page.keyboard.press('Escape');

		const loadMs = performance.now();
		await row(page)
			.getByRole('button', { name: /^Use: / })
			.click();
		await expect(row(page)).toContainText('Answering', { timeout: 600_000 });
		figures.loadSeconds = (performance.now() - loadMs) / 1000;
		figures.loading = memory.phase();
		await toChat(page);
		await ask(page, 'hello');
		await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
		figures.answering = memory.phase();

		// By the link: a reload would load the gigabyte once more.
		await toModels(page);
		// Not as it was when the download ended: pieces that were moved meanwhile were on the disk twice.
		const size = model.bytes / 1e6;
		const held = await stored(page);
		expect(held.estimate - before.estimate).toBeGreaterThan(0.95 * size);
		await row(page)
			.getByRole('button', { name: /^Remove: / })
			.click();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
		await expect(row(page)).toHaveCount(0, { timeout: 60_000 });
		expect((await stored(page)).pieces).toBeCloseTo(before.pieces, 3);
		// The browser gives the disk back once no script has a handle of the files: seconds later, while the tab that
		// removed them is still open. How long is reported; that it comes is what is tested.
		const removedMs = performance.now();
		const rest = async (tab: Page) => (await stored(tab)).estimate - before.estimate;
		const little = 0.02 * size;
		await expect
			.poll(() => rest(page), {
				message: 'megabytes not given back to the tab that removed the model',
				timeout: 120_000
			})
			.toBeLessThan(little);
		const fallen = held.estimate - (await stored(page)).estimate;
		expect(fallen, 'megabytes given back').toBeGreaterThan(0.98 * size);
		figures.freedSeconds = (performance.now() - removedMs) / 1000;
		await page.close();
		const after = await context.newPage();
		await openChat(after, '/models');
		expect(await rest(after), 'megabytes not given back, in the next tab').toBeLessThan(little);
		figures.afterRemoval = memory.phase();

		// While it came and was hashed, no process held anything like the file.
		const { idle, toHalf, toEnd } = figures as Record<string, { tabs: number; all: number }>;
		for (const phase of [toHalf!, toEnd!]) {
			expect(phase.tabs - idle!.tabs, JSON.stringify(figures)).toBeLessThan(0.3 * size);
			expect(phase.all - idle!.all, JSON.stringify(figures)).toBeLessThan(0.5 * size);
		}
	} finally {
		memory.stop();
		console.log(JSON.stringify(figures, null, 1));
		await context?.close();
		source.close();
		await host.stop();
		await server.stop();
		await build.discard();
		expect(statSync(model.path).size).toBe(model.bytes);
		rmSync(folder, { recursive: true, force: true });
	}
});
