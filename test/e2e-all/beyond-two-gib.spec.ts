// A model of one file of more than 2 GiB, with random weights: taken from the disk, loaded, answered with, and
// deleted, with the memory of the tab and of all the browser's processes watched meanwhile. What it says is in
// the last bytes of its file, beyond what 31 bits address.

import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
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
import { writeLargeModel } from '../support/large-model.ts';
import { watchMemory } from '../support/process-memory.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { buildWithStarter } from '../support/starter-build.ts';
import { expect, test } from '../support/test.ts';
import { storedWeights } from '../support/weights-database.ts';

const BYTES = 2_300_000_000;
/** The file itself, its copy in the browser, and room to breathe. */
const DISK_BYTES = 7e9;
const NAME = 'Random large llama';

test('a file of more than 2 GiB is imported, loaded, answers, and is deleted', async () => {
	test.setTimeout(3_600_000);
	const folder = mkdtempSync(join(tmpdir(), 'understudy-2gib-'));
	const { bavail, bsize } = statfsSync(folder);
	test.skip(bavail * bsize < DISK_BYTES, 'The disk has less than 7 GB free.');
	const model = writeLargeModel(join(folder, 'large.gguf'), BYTES, { says: 'Oslo.' });
	expect(model.bytes).toBeGreaterThan(2 ** 31);
	const build = await buildWithStarter(scriptedLlama('Rome.', { ends: true, contextTokens: 512 }));
	const server = await serve({ assets: build.folder });
	const memory = watchMemory();
	const figures: Record<string, unknown> = { megabytes: model.bytes / 1e6, layers: model.layers };
	let context: BrowserContext | null = null;
	try {
		context = await chromium.launchPersistentContext(join(folder, 'profile'), {
			...wholeChromium(),
			locale: 'en-GB',
			baseURL: server.origin
		});
		const page = context.pages()[0] ?? (await context.newPage());
		// Two gigabytes are read for every token: slow on a processor that others use as well.
		page.setDefaultTimeout(600_000);
		await setLongestAnswer(page, 16);
		await openChat(page, '/models');
		const before = await storedWeights(page);
		figures.idle = memory.phase();

		const importMs = performance.now();
		await page
			.getByLabel('Choose files')
			.locator('input')
			.setInputFiles(join(folder, 'large.gguf'));
		const row = page
			.getByRole('list', { name: 'All models' })
			.getByRole('listitem', { name: NAME });
		await expect(row).toContainText('On this device', { timeout: 1_200_000 });
		figures.importSeconds = (performance.now() - importMs) / 1000;
		figures.importing = memory.phase();
		const stored = await storedWeights(page);
		expect(stored.pieceBytes - before.pieceBytes).toBe(model.bytes);

		const loadMs = performance.now();
		await row.getByRole('button', { name: /^Use: / }).click();
		await expect(row).toContainText('Answering', { timeout: 1_200_000 });
		figures.loadSeconds = (performance.now() - loadMs) / 1000;
		figures.loading = memory.phase();
		await toChat(page);
		const askMs = performance.now();
		await ask(page, 'hello');
		await expect(answers(page).last()).toContainText('Oslo.');
		figures.answerSeconds = (performance.now() - askMs) / 1000;
		figures.answering = memory.phase();

		await toModels(page);
		await row.getByRole('button', { name: /^Remove: / }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
		await expect(row).toHaveCount(0, { timeout: 120_000 });
		expect((await storedWeights(page)).pieceBytes).toBe(before.pieceBytes);

		// Nothing like the file is in memory until the engine has it, and then it is there once.
		const size = model.bytes / 1e6;
		const { idle, importing, loading } = figures as Record<string, { tabs: number; all: number }>;
		expect(importing!.all - idle!.all, JSON.stringify(figures)).toBeLessThan(0.4 * size);
		expect(loading!.tabs - idle!.tabs, JSON.stringify(figures)).toBeLessThan(1.5 * size);
	} finally {
		memory.stop();
		console.log(JSON.stringify(figures, null, 1));
		await context?.close();
		await server.stop();
		await build.discard();
		rmSync(folder, { recursive: true, force: true });
	}
});
