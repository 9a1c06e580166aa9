// The stores in a real Chromium: killed at any moment, two tabs at once, a full disk, old databases,
// an erase. A page of its own (memory-harness.ts), since a tab must die without the app's help.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test as base } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../support/browser.ts';
import { type FlakyServer, startFlakyServer } from '../support/flaky-server.ts';
import type { StoredConversation } from '../support/memory-harness.ts';
import type { Dump } from '../support/memory-dump.ts';
import { bundle } from '../support/weights-page.ts';

type WorkerFixtures = { harness: string; host: FlakyServer };

const test = base.extend<{ open: () => Promise<Page> }, WorkerFixtures>({
	harness: ['../support/memory-harness.ts', { scope: 'worker', option: true }],
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

async function visit(context: BrowserContext, host: FlakyServer): Promise<Page> {
	const page = await context.newPage();
	await page.goto(host.origin);
	await page.waitForFunction(() => 'harness' in globalThis);
	return page;
}

const dumpOf = (version: number): Dump =>
	JSON.parse(readFileSync(new URL(`../fixtures/memory/v${version}.json`, import.meta.url), 'utf8'));

/** What the page was told is stored, in the order it was told. */
type Acknowledged = { kind: string; id: string }[];

/** Every acknowledged thing is there, and no turn is there by half. */
function expectNothingLost([conversation]: StoredConversation[], told: Acknowledged): number {
	if (!conversation) throw new Error('the conversation is lost');
	const { messages, leafId, hasDraft } = conversation;
	const byId = new Map(messages.map((message) => [message.id, message]));
	expect(byId.size, 'no message is doubled').toBe(messages.length);
	for (const { kind, id } of told) {
		if (kind === 'append') {
			expect(byId.has(id), `question ${id} was acknowledged`).toBe(true);
			expect(byId.has(id.replace('q', 'a')), `the answer to ${id} was acknowledged`).toBe(true);
		}
		if (kind === 'save') {
			expect(byId.get(id)?.status, `answer ${id} was acknowledged as done`).toBe('done');
			expect(byId.get(id)?.parts[0]?.text).toMatch(/^whole answer \d+ x{4000}\.$/);
		}
	}
	let parentId: string | null = null;
	for (const message of messages) {
		expect(message.parentId, `${message.id} follows the one before`).toBe(parentId);
		parentId = message.id;
		const text = message.parts[0]?.text ?? '';
		if (message.id.endsWith('q')) expect(text).toBe(`question ${Number.parseInt(message.id, 10)}`);
		// An answer is empty, at one of its three stages, or whole: never between.
		else
			expect(['', 1000, 2000, 3000]).toContain(
				text === '' ? '' : text.startsWith('word') ? text.length : 1000
			);
	}
	expect(messages.length % 2, 'a question is never stored without its answer').toBe(0);
	expect(leafId, 'the branch on screen ends with the last message').toBe(parentId);
	const last = told.at(-1);
	if (last?.kind === 'draft') {
		// Either the draft, or the turn that was made of it; never neither.
		const asked = messages.some(({ id }) => `draft ${Number.parseInt(id, 10)}` === last.id);
		expect(hasDraft || asked, 'the draft is kept until its question is').toBe(true);
	}
	return messages.length / 2;
}

test('a tab that crashes at any moment loses nothing that was acknowledged', async ({
	context,
	open
}) => {
	const told: Acknowledged = [];
	let onTold = () => {};
	await context.exposeFunction('acknowledged', (kind: string, id: string) => {
		told.push({ kind, id });
		onTold();
	});
	let turns = 0;
	// After how many acknowledgements of its life each tab dies: early, late, at each kind of write.
	for (const [life, acknowledgements] of [3, 1, 17, 2, 8, 31].entries()) {
		const page = await open();
		expect(await page.evaluate(() => harness.open())).toEqual({ ok: true });
		if (life === 0)
			await page.evaluate(async () => {
				await harness.stores.conversations.create({ title: 'Talk' });
			});
		const id = await page.evaluate(async () => (await harness.everything())[0]!.id);
		let left = acknowledgements;
		const enough = new Promise<void>((resolve) => {
			onTold = () => {
				if (--left === 0) resolve();
			};
		});
		const crashed = new Promise((resolve) => page.once('crash', resolve));
		void page
			.evaluate(([id, from]) => harness.talkForEver(id, from), [id, turns] as const)
			.catch(() => undefined);
		await enough;
		const devtools = await context.newCDPSession(page);
		void devtools.send('Page.crash').catch(() => undefined);
		await crashed;
		onTold = () => {};
		const next = await open();
		expect(await next.evaluate(() => harness.open())).toEqual({ ok: true });
		turns = expectNothingLost(await next.evaluate(() => harness.everything()), told);
		await next.close();
	}
	expect(turns).toBeGreaterThan(5);
});

test('a browser killed at any moment loses nothing that was acknowledged', async ({ host }) => {
	const profile = mkdtempSync(join(tmpdir(), 'understudy-memory-'));
	const told: Acknowledged = [];
	let turns = 0;
	try {
		for (const [life, acknowledgements] of [4, 13, 2, 21].entries()) {
			const browser = await startBrowser(profile);
			let left = acknowledgements;
			const page = await visit(browser.context, host);
			const enough = new Promise<void>((resolve) => {
				void page.exposeFunction('acknowledged', (kind: string, id: string) => {
					told.push({ kind, id });
					if (--left === 0) resolve();
				});
			});
			expect(await page.evaluate(() => harness.open())).toEqual({ ok: true });
			if (life === 0)
				await page.evaluate(async () => {
					await harness.stores.conversations.create({ title: 'Talk' });
				});
			else turns = expectNothingLost(await page.evaluate(() => harness.everything()), told);
			const id = await page.evaluate(async () => (await harness.everything())[0]!.id);
			void page
				.evaluate(([id, from]) => harness.talkForEver(id, from), [id, turns] as const)
				.catch(() => undefined);
			await enough;
			await browser.kill();
		}
		const browser = await startBrowser(profile);
		const page = await visit(browser.context, host);
		await page.evaluate(() => harness.open());
		turns = expectNothingLost(await page.evaluate(() => harness.everything()), told);
		expect(turns).toBeGreaterThan(5);
		await browser.kill();
	} finally {
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	}
});

/** A Chromium of our own on `profile`, so that it can be killed whole and started again. */
async function startBrowser(profile: string) {
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

test('a turn is never seen by half, however often another tab looks', async ({ open }) => {
	const [writer, reader] = [await open(), await open()];
	for (const page of [writer, reader]) await page.evaluate(() => harness.open());
	const id = await writer.evaluate(
		async () => (await harness.stores.conversations.create({ title: 'Talk' })).id
	);
	void writer.evaluate((id) => harness.talkForEver(id, 0), id).catch(() => undefined);
	expect(await reader.evaluate((id) => harness.halvesSeen(id, 60), id)).toEqual([]);
	await writer.close();
});

test('two tabs that write at once lose no message and double none', async ({ open }) => {
	const [one, two] = [await open(), await open()];
	for (const page of [one, two]) await page.evaluate(() => harness.open());
	const id = await one.evaluate(async () => {
		const { id } = await harness.stores.conversations.create({ title: 'Shared' });
		await harness.appendRoot(id);
		return id;
	});
	await Promise.all([
		one.evaluate((id) => harness.answerOften(id, 'one', 60), id),
		two.evaluate((id) => harness.answerOften(id, 'two', 60), id)
	]);
	const [here, there] = [
		await one.evaluate(() => harness.everything()),
		await two.evaluate(() => harness.everything())
	];
	expect(here).toEqual(there);
	const ids = here[0]?.messages.map((message) => message.id) ?? [];
	expect(ids).toHaveLength(121);
	expect(new Set(ids).size).toBe(121);
	for (const name of ['one', 'two']) {
		const own = ids.filter((id) => id.startsWith(name));
		expect(own).toEqual(Array.from({ length: 60 }, (_, i) => `${name}-${i}a`));
	}
	await one.waitForFunction(
		() => harness.changes.filter((c) => c.kind === 'message').length >= 121
	);
});

test('a full disk refuses the write with a sentence, keeps the rest, and recovers', async ({
	context,
	host: { origin },
	open
}) => {
	const devtools = await context.newCDPSession(await context.newPage());
	// Room for some text, not for the megabytes of the second turn.
	await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 6 * 1024 * 1024 });
	const page = await open();
	await page.evaluate(() => harness.open());
	const id = await page.evaluate(async () => {
		const { id } = await harness.stores.conversations.create({ title: 'Large' });
		return id;
	});
	const append = (name: string, characters: number) =>
		page.evaluate((given) => harness.append(...given), [id, name, characters] as const);
	expect(await append('before', 1000)).toEqual({ ok: true });
	expect(await append('large', 4 * 1024 * 1024)).toMatchObject({
		ok: false,
		code: 'disk-full',
		message: expect.stringContaining('nothing of this was saved')
	});
	const [kept] = await page.evaluate(() => harness.everything());
	expect(kept?.messages.map((message) => message.id)).toEqual(['before-q', 'before-a']);
	expect(kept?.leafId).toBe('before-a');
	expect(await append('small', 1000)).toEqual({ ok: true });
	await devtools.send('Storage.overrideQuotaForOrigin', { origin });
	// The browser goes by the old limit for a while.
	await expect
		.poll(() => append('large', 4 * 1024 * 1024), { timeout: 90_000, intervals: [2000] })
		.toEqual({ ok: true });
	const [after] = await page.evaluate(() => harness.everything());
	expect(after?.messages).toHaveLength(6);
});

for (const version of [1, 2, 3])
	test(`a database of version ${version} opens with everything that was in it`, async ({
		open
	}) => {
		const page = await open();
		await page.evaluate((dump) => harness.loadDump(dump), dumpOf(version));
		expect(await page.evaluate(() => harness.open())).toEqual({ ok: true });
		const list = await page.evaluate(() => harness.everything());
		expect(list.map(({ id, messages }) => [id, messages.map((m) => m.id)])).toEqual([
			['c1', ['c1-q1', 'c1-a1', 'c1-a2']],
			['c3', []],
			['c2', ['c2-q1', 'c2-a1']]
		]);
		expect(list[0]?.hasDraft).toBe(version >= 2);
		const settings = await page.evaluate(() => harness.stores.settings.get());
		expect(settings).toMatchObject({ theme: 'dark', locale: 'de' });
	});

test('an upgrade waits for an old tab, says so, and goes on when that tab closes', async ({
	open
}) => {
	const [old, fresh] = [await open(), await open()];
	await old.evaluate((dump) => harness.loadDump(dump), dumpOf(1));
	await old.evaluate(() => harness.holdOpen(1));
	const opening = fresh.evaluate(() => harness.open());
	await fresh.waitForFunction(() => harness.notices.length === 1);
	expect(await fresh.evaluate(() => harness.notices[0])).toContain('Close or reload it');
	await old.close();
	expect(await opening).toEqual({ ok: true });
	expect(await fresh.evaluate(() => harness.everything())).toHaveLength(3);
});

test('a tab lets go when a newer app opens, and says to reload', async ({ open }) => {
	const [old, newer] = [await open(), await open()];
	await old.evaluate(() => harness.open());
	await newer.evaluate(() => harness.upgradeTo(99));
	await old.waitForFunction(() => harness.notices.length === 1);
	expect(await old.evaluate(() => harness.notices[0])).toContain('Reload this page');
	expect(await newer.evaluate(() => harness.open())).toMatchObject({
		ok: false,
		code: 'newer-database',
		message: expect.stringContaining('Reload the page to update')
	});
});

test('erasing everything leaves nothing of the app on the device, in any tab', async ({ open }) => {
	const [one, two] = [await open(), await open()];
	for (const page of [one, two]) await page.evaluate(() => harness.open());
	await one.evaluate(async () => {
		const { id } = await harness.stores.conversations.create({ title: 'Secret' });
		await harness.appendRoot(id);
		await harness.stores.settings.update({ theme: 'dark' });
		localStorage.setItem('understudy-boot', '{}');
		localStorage.setItem('of-another-app', 'kept');
		sessionStorage.setItem('understudy-tab', '1');
		await (await caches.open('understudy-shell-1')).put('/x', new Response('x'));
		await caches.open('of-another-app');
		const registration = await navigator.serviceWorker.register('/service-worker.js');
		await navigator.serviceWorker.ready.then(() => registration);
		await new Promise((resolve) => {
			const request = indexedDB.open('understudy-weights', 1);
			request.addEventListener('success', () => resolve(request.result.close()));
		});
	});
	await one.evaluate(() => harness.stores.backup.eraseEverything());
	const left = await one.evaluate(async () => ({
		databases: (await indexedDB.databases()).map(({ name }) => name),
		caches: await caches.keys(),
		local: Object.keys(localStorage),
		session: Object.keys(sessionStorage),
		workers: (await navigator.serviceWorker.getRegistrations()).length
	}));
	expect(left).toEqual({
		databases: [],
		caches: ['of-another-app'],
		local: ['of-another-app'],
		session: [],
		workers: 0
	});
	await two.waitForFunction(() =>
		harness.changes.some(({ conversationId }) => conversationId === null)
	);
	for (const page of [one, two]) {
		expect(await page.evaluate(() => harness.everything())).toEqual([]);
		expect((await page.evaluate(() => harness.stores.settings.get())).theme).toBe('system');
	}
	await two.evaluate(async () => {
		await harness.stores.conversations.create({ title: 'A new start' });
	});
	expect(await one.evaluate(() => harness.everything())).toHaveLength(1);
});

test('20,000 messages in 2,000 conversations are searched while somebody types', async ({
	open
}) => {
	const page = await open();
	await page.evaluate(() => harness.open());
	const filled = await page.evaluate(() => harness.fill(2000));
	expect(filled.messages).toBe(20_000);
	const first = await page.evaluate(() => harness.timedSearch('mark12345x'));
	expect(first.ids).toEqual(['c1234']);
	expect(first.excerpts[0]).toMatch(/^mark12345x /);
	const typed = [];
	for (const query of ['b', 'ba', 'bake', 'bake li', 'bakeli mark1999'])
		typed.push({ query, ...(await page.evaluate((q) => harness.timedSearch(q), query)) });
	expect(typed.at(0)?.ids).toHaveLength(50);
	await page.reload();
	await page.waitForFunction(() => 'harness' in globalThis);
	await page.evaluate(() => harness.open());
	const restarted = await page.evaluate(() => harness.timedSearch('mark12345x'));
	expect(restarted.ids).toEqual(['c1234']);
	const round = (ms: number) => Math.round(ms);
	test.info().annotations.push({
		type: 'figure',
		description: JSON.stringify({
			restoreMs: round(filled.restoreMs),
			firstSearchMs: round(first.ms),
			typedMs: typed.map(({ query, ms }) => [query, round(ms)]),
			firstSearchAfterReloadMs: round(restarted.ms)
		})
	});
});

test('files of other programs arrive, and everything leaves and comes back as one file', async ({
	open
}) => {
	const page = await open();
	await page.evaluate(() => harness.open());
	for (const [name, messages] of [
		['chatgpt-conversations.json', 10],
		['open-webui-export.json', 7],
		['open-webui-legacy.json', 5]
	] as const) {
		const text = readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url), 'utf8');
		const report = await page.evaluate(
			(text) => harness.stores.backup.importFile(new Blob([text])),
			text
		);
		expect(report.messages, name).toBe(messages);
	}
	const before = await page.evaluate(() => harness.everything());
	const restored = await page.evaluate(async () => {
		const { backup } = harness.stores;
		const file = await backup.backup();
		await backup.eraseEverything();
		return backup.restore(file);
	});
	expect(restored).toMatchObject({ conversations: 7, messages: 22 });
	expect(await page.evaluate(() => harness.everything())).toEqual(before);
});
