// Questions that wait for a connection: offered, shown, taken back, sent once whoever sends, and what
// becomes of the answer that stood meanwhile. On a real memory and scripted models.

import { expect, test } from 'vitest';
import type { ConsentAnswer, TurnEvent } from '../contract/events.ts';
import { uniform } from '../contract/random.ts';
import { queueStage as stage } from '../../test/support/queue-stage.ts';
import { scriptedWords, type Script } from '../../test/support/scripted-model.ts';
import { text, textOf } from '../../test/support/turn-bench.ts';

const draft = scriptedWords(0, 3).join('');

test('offline, what would be sent is offered to wait; then it is sent, and its answer takes the draft’s place', async () => {
	const one = await stage();
	const offered = await one.ask('once');
	expect(offered?.preview).toMatchObject({
		later: true,
		host: 'edge.example.org',
		text: 'How deep is it?'
	});
	const before = await one.last();
	expect(textOf(before)).toBe(draft);
	expect(before.receipt?.reason).toContain('is sent to edge.example.org when it is connected');
	expect(before.receipt?.bytesSent).toBe(0);
	expect(await one.queue.list()).toMatchObject([{ messageId: before.id, sending: false }]);

	one.connect();
	await one.queue.sendAll();
	expect(one.there.requests).toHaveLength(1);
	const after = await one.last();
	expect(after).toMatchObject({
		id: before.id,
		status: 'done',
		source: 'edge:tutor',
		receipt: {
			costMicroUsd: 70,
			mode: 'auto',
			attempts: [
				{
					source: 'base',
					outcome: 'dropped',
					text: draft,
					reason: 'edge.example.org answered instead.'
				},
				{ source: 'edge:tutor', outcome: 'kept' }
			]
		}
	});
	expect(textOf(after)).toBe(scriptedWords(0, 5).join(''));
	expect(after.receipt?.bytesSent).toBeGreaterThan(0);
	expect((await one.messages()).length).toBe(2);
	expect(await one.queue.list()).toEqual([]);
});

test.each(['recipe:draft-enhance', 'recipe:architect-reviewer'] as const)(
	'offline, a question for %s is offered to wait for the bigger model it needs',
	async (mode) => {
		const one = await stage();
		const offered = await one.ask('once', 'ask', 'How deep is it?', mode);
		expect(offered?.preview).toMatchObject({ later: true, text: 'How deep is it?' });
		expect(offered?.preview.reason).toContain('asks a bigger model');
		// There is an answer to read by then.
		expect(offered?.over).toBe(draft);
		const before = await one.last();
		expect(textOf(before)).toBe(draft);
		expect(before.receipt?.reason).toContain('is sent to edge.example.org when it is connected');
		expect(await one.queue.list()).toMatchObject([{ messageId: before.id }]);
		one.connect();
		await one.queue.sendAll();
		expect(await one.last()).toMatchObject({ id: before.id, source: 'edge:tutor' });
		// Declined, or in a conversation that stays here, nothing waits.
		one.disconnect();
		expect(await one.ask('never', 'local-only', 'And now?', mode)).toBeNull();
		expect((await one.ask('refuse', 'ask', 'And now?', mode))?.preview.later).toBe(true);
		expect(await one.queue.list()).toEqual([]);
		expect((await one.last()).receipt?.reason).toContain('You chose not to send it');
	}
);

test('where the connection goes in the middle of a recipe the draft stands, and the question may wait', async () => {
	const goes: Script = {
		kind: 'fail',
		words: 1,
		code: 'unreachable',
		pace: async () => one.disconnect()
	};
	const one = await stage(goes, goes);
	one.connect();
	const offered = await one.ask('once', 'allow', 'How deep is it?', 'recipe:draft-enhance');
	expect(offered?.preview).toMatchObject({ later: true, text: 'How deep is it?' });
	expect(textOf(await one.last())).toBe(draft);
	expect(await one.queue.list()).toHaveLength(1);
});

test('where everything may be sent it is offered too, and a conversation that stays local never is', async () => {
	const one = await stage();
	expect((await one.ask('once', 'allow'))?.preview.later).toBe(true);
	expect(await one.ask('once', 'local-only')).toBeNull();
	expect(await one.queue.list()).toHaveLength(1);
});

test('declined, it is not offered again until the device was connected', async () => {
	const one = await stage();
	expect(await one.ask('refuse')).not.toBeNull();
	expect(await one.queue.list()).toEqual([]);
	expect(await one.ask('refuse')).toBeNull();
	expect(one.queue.offers('another conversation')).toBe(true);
});

test('what was agreed to is sent and nothing else: without the personal data', async () => {
	const one = await stage();
	await one.ask('redacted', 'ask', 'Write to jane.doe@example.org for me');
	one.connect();
	await one.queue.sendAll();
	expect(JSON.stringify(one.there.requests[0]?.messages)).not.toContain('jane.doe');
	expect(JSON.stringify(one.there.requests[0]?.messages)).toContain('[email]');
});

test('closed to the network meanwhile, it is not sent, and the person hears why', async () => {
	const one = await stage();
	await one.ask('once');
	await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
	one.connect();
	await one.queue.sendAll();
	expect(one.there.requests).toEqual([]);
	expect(one.said).toEqual([expect.stringContaining('This conversation stays on this device')]);
	expect(await one.queue.list()).toEqual([]);
	expect(textOf(await one.last())).toBe(draft);
});

test('taken back, it is not sent; and neither is what belongs to a message that is gone', async () => {
	const one = await stage();
	await one.ask('once');
	await one.queue.remove((await one.last()).id);
	await one.ask('once');
	await one.memory.conversations.removeMessage((await one.last()).id);
	one.connect();
	await one.queue.sendAll();
	expect(one.there.requests).toEqual([]);
	expect(await one.queue.list()).toEqual([]);
	expect(one.said).toEqual([]);
});

test('two tabs that are connected at once send it once, and a reload finds what waited', async () => {
	const one = await stage();
	await one.ask('once');
	// Another tab, or this one after a reload, over the same storage.
	const other = one.queueOf(one);
	expect(await other.list()).toHaveLength(1);
	one.connect();
	await Promise.all([one.queue.sendAll(), other.sendAll(), one.queue.sendAll()]);
	expect(one.there.requests).toHaveLength(1);
	expect(await other.list()).toEqual([]);
});

test('a connection that does not hold leaves the draft, and the next try has the same key', async () => {
	const unreachable: Script = { kind: 'fail', words: 0, code: 'unreachable' };
	const one = await stage(unreachable, unreachable);
	await one.ask('once');
	const before = await one.last();
	one.connect();
	await one.queue.sendAll();
	expect(one.there.requests).toHaveLength(2);
	expect(textOf(await one.last())).toBe(draft);
	expect((await one.last()).status).toBe(before.status);
	expect(await one.queue.list()).toHaveLength(1);
	expect(one.delays).toHaveLength(1);
	one.delays[0]!();
	await expect.poll(() => one.queue.list()).toEqual([]);
	expect((await one.last()).source).toBe('edge:tutor');
	expect(new Set(one.there.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
});

test('refused there, it waits no longer: the draft stands, what it cost is counted, and why is said', async () => {
	const one = await stage({
		kind: 'fail',
		words: 0,
		code: 'over-budget',
		bill: { costMicroUsd: 9, bytesSent: 40 }
	});
	await one.ask('once');
	one.connect();
	await one.queue.sendAll();
	expect(await one.queue.list()).toEqual([]);
	expect(one.said[0]).toContain('The script fails with over-budget.');
	const { receipt, parts } = await one.last();
	expect(parts).toEqual(text(draft));
	expect(receipt).toMatchObject({ source: 'base', costMicroUsd: 9 });
	expect(receipt!.bytesSent).toBeGreaterThanOrEqual(40);
});

test('taken back while it is being sent, in another tab, it is let go of', async () => {
	let hang: () => void = () => undefined;
	const hung = new Promise<void>((resolve) => (hang = resolve));
	const one = await stage({ kind: 'hang', words: 1, onHang: () => hang() });
	await one.ask('once');
	const other = one.queueOf(one);
	one.connect();
	const sent = one.queue.sendAll();
	await hung;
	const { id } = await one.last();
	expect(await one.queue.list()).toMatchObject([{ messageId: id, sending: true }]);
	await other.remove(id);
	await sent;
	expect(one.there.running()).toBe(0);
	expect(textOf(await one.last())).toBe(draft);
	expect(await one.queue.list()).toEqual([]);
});

test('stopped, from whichever tab, it is not asked again, and what it sent is counted', async () => {
	let hang: () => void = () => undefined;
	const hung = new Promise<void>((resolve) => (hang = resolve));
	const one = await stage({ kind: 'hang', words: 5, onHang: () => hang() });
	await one.ask('once');
	one.connect();
	const sent = one.queue.sendAll();
	await hung;
	one.turns.stop(one.conversationId);
	await sent;
	expect(one.there.running()).toBe(0);
	expect(one.there.requests).toHaveLength(1);
	expect(one.delays).toEqual([]);
	expect(await one.queue.list()).toEqual([]);
	const after = await one.last();
	expect(after).toMatchObject({ status: 'stopped', source: 'edge:edge' });
	expect(textOf(after)).toBe(scriptedWords(0, 5).join(''));
	expect(after.receipt!.bytesSent).toBeGreaterThan(0);
	expect(after.receipt!.attempts[0]).toMatchObject({ outcome: 'dropped', text: draft });
});

test.each(['the answer', 'its conversation'])(
	'deleted while it is being sent, %s is let go of, and nothing is kept or said',
	async (what) => {
		let hang: () => void = () => undefined;
		const hung = new Promise<void>((resolve) => (hang = resolve));
		const one = await stage({ kind: 'hang', words: 3, onHang: () => hang() });
		await one.ask('once');
		const other = await one.memory.anotherTab();
		const heard: TurnEvent[] = [];
		one.queue.onEvent((_question, event) => heard.push(event));
		one.connect();
		const sent = one.queue.sendAll();
		await hung;
		if (what === 'the answer') await other.conversations.removeMessage((await one.last()).id);
		else await other.conversations.remove(one.conversationId);
		await sent;
		expect(one.there.running()).toBe(0);
		expect(one.there.requests).toHaveLength(1);
		expect(heard.at(-1)?.type).toBe('turn-stopped');
		expect((await one.messages()).filter(({ role }) => role === 'assistant')).toEqual([]);
		expect(await one.queue.list()).toEqual([]);
		expect([...one.delays, ...one.said]).toEqual([]);
	}
);

const below = (random: () => number, count: number) => Math.floor(random() * count);

test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
	'whatever a person, the network and two tabs do, what waits is sent at most once as agreed (seed %i)',
	async (seed) => {
		const random = uniform(seed);
		let faults = true;
		const script = (): Script => {
			const bill = { costMicroUsd: 10, bytesSent: 5 };
			const kind = faults ? below(random, 6) : 5;
			if (kind === 0) return { kind: 'fail', words: 2, code: 'stream-broken', bill };
			if (kind === 1) return { kind: 'fail', words: 0, code: 'unreachable' };
			if (kind === 2) return { kind: 'fail', words: 0, code: 'over-budget' };
			return { kind: 'answer', words: 5, bill };
		};
		const one = await stage(...Array.from({ length: 200 }, script));
		const tabs = [one.queue, one.queueOf(one)];
		const agreed = new Set<string>();
		for (let act = 0; act < 12; act++) {
			const tab = tabs[below(random, 2)]!;
			switch (below(random, 6)) {
				case 0:
				case 1:
				case 2: {
					one.disconnect();
					const answer: ConsentAnswer = random() < 0.7 ? 'once' : 'refuse';
					const content = `question ${act}`;
					const offered = await one.ask(answer, random() < 0.8 ? 'ask' : 'local-only', content);
					if (offered && answer === 'once') agreed.add(content);
					break;
				}
				case 3: {
					const [first] = await tab.list();
					if (first) await tab.remove(first.messageId);
					break;
				}
				default:
					one.connect();
					await Promise.all(tabs.map((each) => each.sendAll()));
			}
		}
		faults = false;
		await one.memory.conversations.update(one.conversationId, { egress: 'ask' });
		one.connect();
		for (let tries = 0; tries < 40 && (await one.queue.list()).length > 0; tries++)
			await Promise.all(tabs.map((each) => each.sendAll()));
		expect(await one.queue.list()).toEqual([]);
		const sent = one.there.requests.map(({ messages, idempotencyKey }) => ({
			text: messages.at(-1)!.content,
			idempotencyKey
		}));
		for (const { text: said } of sent) expect(agreed.has(said)).toBe(true);
		// One key for each question, whoever sent it and however often.
		expect(new Set(sent.map(({ text }) => text)).size).toBe(
			new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size
		);
		const stored = await one.messages();
		for (const { role, status, receipt } of stored) {
			if (role !== 'assistant') continue;
			expect(status).toBe('done');
			expect(receipt!.attempts.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
			expect(receipt!.bytesSent > 0 || receipt!.costMicroUsd === 0).toBe(true);
		}
		expect(one.there.running()).toBe(0);
	}
);
