// Turns are written without end, and the tab or the whole browser is killed: what was acknowledged
// is there when it opens again, and no turn is there by half.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownText } from '../../src/contract/messages.ts';
import type { StoredConversation } from '../support/memory-harness.ts';
import { expect, startBrowser, test, visit } from '../support/memory-page.ts';

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
			expect(ownText(byId.get(id)!)).toMatch(/^whole answer \d+ x{4000}\.$/);
		}
	}
	let parentId: string | null = null;
	for (const message of messages) {
		expect(message.parentId, `${message.id} follows the one before`).toBe(parentId);
		parentId = message.id;
		const text = ownText(message);
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

// A browser start per life; on a machine with much else to do each takes its time.
test.slow();

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
