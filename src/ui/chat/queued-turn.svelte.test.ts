// A question that waited for a connection, while it is being sent: the chat's store on the real queue, turn
// service and memory, with scripted models. The same in a browser is test/e2e/queue.spec.ts.

import { afterEach, expect, test } from 'vitest';
import type { Services } from '../../contract/services.ts';
import { createEdgeQueue, type EdgeQueue } from '../../turn/edge-queue.ts';
import { EdgeUnavailable } from '../../turn/edge.ts';
import {
	scriptedCalibration,
	scriptedModel,
	scriptedWords,
	testManifest,
	type Script
} from '../../../test/support/scripted-model.ts';
import { text, turnBench } from '../../../test/support/turn-bench.ts';
import { AppState } from '../app-state.svelte.ts';
import { writtenText } from './branch.ts';
import { Chat } from './chat.svelte.ts';

const manifest = {
	...testManifest,
	calibration: scriptedCalibration(testManifest.baseSha256),
	thresholds: { answer: 0.8 }
};
const words = (count: number) => scriptedWords(0, count).join('');
let close: () => void = () => undefined;
afterEach(() => close());
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** A chat whose doubtful answer of three words stands, and whose question waits for a connection. */
async function waiting(there: Script) {
	let online = false;
	const edge = scriptedModel(() => there, { ...testManifest, id: 'edge' });
	const late: { queue?: EdgeQueue } = {};
	const bench = await turnBench(
		scriptedModel(() => ({ kind: 'answer', words: 3, sure: 0.4 }), manifest),
		{
			edge: {
				open: async () => {
					if (!online) throw new EdgeUnavailable('offline', 'This device is offline.');
					return { model: edge, name: 'edge', host: 'edge.example.org', loopback: false };
				}
			},
			queue: {
				host: 'edge.example.org',
				offers: (id) => late.queue!.offers(id),
				decline: (id) => late.queue!.decline(id),
				add: (question) => late.queue!.add(question)
			}
		}
	);
	const { memory, turns, conversationId } = bench;
	const queue = (late.queue = createEdgeQueue({
		host: 'edge.example.org',
		learnt: memory.learnt,
		conversations: memory.conversations,
		turns,
		locks: bench.locks,
		isOnline: () => online,
		delay: () => new Promise(() => undefined),
		news: null,
		announce: () => undefined
	}));
	close = () => memory.close();
	const app = new AppState();
	app.services = { conversations: memory.conversations, turns, queue } as unknown as Services;
	const chat = new Chat(app);
	chat.follow(app.services);
	await chat.open(conversationId);
	await chat.send(text('How deep is it?'), async () => undefined);
	while (chat.turn?.consent == null) await soon();
	chat.consent('once');
	while (chat.turn !== null) await soon();
	await chat.reload();
	return {
		app,
		chat,
		queue,
		edge,
		/** Connects, and begins to send. */
		connect() {
			online = true;
			return queue.sendAll();
		}
	};
}

const last = (chat: Chat) => chat.lines.at(-1)!;

test('its answer streams in the place of the one that stood, which stays until then, and ends like any', async () => {
	const { app, chat, queue, connect } = await waiting({ kind: 'answer', words: 5, bill: {} });
	expect(writtenText(last(chat).message)).toBe(words(3));
	const seen: (string | undefined)[] = [];
	queue.onEvent(({ messageId }, { type }) => {
		if (type === 'turn-finished') return;
		expect(chat.turn?.messageId).toBe(messageId);
		expect(chat.busy).toBe(true);
		seen.push(chat.turn?.text);
	});
	const sent = connect();
	await sent;
	await chat.reload();
	// Never nothing, and never half of what it replaces.
	expect(new Set(seen).has('')).toBe(false);
	expect(seen[0]).toBe(words(3));
	expect(seen.every((one) => one !== undefined && one.length >= words(3).length)).toBe(true);
	expect(chat.turn).toBeNull();
	expect(writtenText(last(chat).message)).toBe(words(5));
	expect(chat.announcer.said).toContain(app.t.chat.announceDone);
});

test('stopped while it is written it keeps what is on screen, folds the other one, and is not asked again', async () => {
	const { chat, queue, edge, connect } = await waiting({ kind: 'hang', words: 5 });
	const sent = connect();
	while (chat.turn?.text !== words(5)) await soon();
	expect(last(chat).turn?.source).toBe('edge:edge');
	chat.stop();
	await sent;
	await chat.reload();
	expect(chat.busy).toBe(false);
	expect(edge.running()).toBe(0);
	expect(last(chat).message.status).toBe('stopped');
	expect(writtenText(last(chat).message)).toBe(words(5));
	expect(last(chat).message.receipt?.attempts).toMatchObject([
		{ source: 'base', outcome: 'dropped', text: words(3) },
		{ source: 'edge:edge', outcome: 'kept' }
	]);
	expect(await queue.list()).toEqual([]);
});

test('stopped before its answer is on screen it leaves the one that stands', async () => {
	const { chat, queue, connect } = await waiting({ kind: 'hang', words: 1 });
	const sent = connect();
	while (chat.turn?.behind == null) await soon();
	expect(chat.turn?.text).toBe(words(3));
	chat.stop();
	await sent;
	await chat.reload();
	expect(last(chat).message).toMatchObject({ status: 'done', source: 'base' });
	expect(writtenText(last(chat).message)).toBe(words(3));
	expect(await queue.list()).toEqual([]);
});
