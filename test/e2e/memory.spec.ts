// The stores in a real Chromium: two tabs at once, a full disk, old databases, an erase, a large
// search, files of other programs. Killed tabs and browsers are in memory-kill.spec.ts.

import { readFileSync } from 'node:fs';
import type { Dump } from '../support/memory-dump.ts';
import { expect, test } from '../support/memory-page.ts';

const dumpOf = (version: number): Dump =>
	JSON.parse(readFileSync(new URL(`../fixtures/memory/v${version}.json`, import.meta.url), 'utf8'));

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

test('erasing everything leaves the app’s own files on the device and nothing else, in any tab', async ({
	open
}) => {
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
		await (await caches.open('understudy-answers')).put('/x', new Response('x'));
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
		caches: (await caches.keys()).toSorted(),
		local: Object.keys(localStorage),
		session: Object.keys(sessionStorage),
		workers: (await navigator.serviceWorker.getRegistrations()).length
	}));
	expect(left).toEqual({
		databases: [],
		caches: ['of-another-app', 'understudy-shell-1'],
		local: ['of-another-app'],
		session: [],
		workers: 1
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
	test.slow();
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
