// Two tabs over one database as a state machine: in random order, and while turns run, people ask in either, stop
// from the other, put thumbs, make a conversation forget what it learnt, delete messages and whole conversations, and
// close a tab. What must hold: turns of a conversation never overlap; each ends once; nothing acknowledged is lost and
// nothing deleted comes back; what was deleted is sent to nobody; the last thumb stands, with its time; after
// “Forget” nothing is remembered, and a thumb put after it is. Seeded; a failure names its seed.
// Not here: faults of networks, budgets and consents (turn-model.test.ts).

import { expect, test } from 'vitest';
import type { TurnEvent } from '../contract/events.ts';
import { messageText, type Feedback, type Message } from '../contract/messages.ts';
import { uniform } from '../contract/random.ts';
import type { TurnInput } from '../contract/services.ts';
import { resetTime, sessionMemory } from '../decide/session-memory.ts';
import { errorData } from '../contract/errors.ts';
import { below, expectOneEnd, oneOf, type Random } from '../../test/support/random-acts.ts';
import { text } from '../../test/support/turn-bench.ts';
import { marked, steps, twoTabs, type Tab } from '../../test/support/two-tabs.ts';
import { branchOf } from './branch.ts';
import { turnLockName } from './locks.ts';

const SEEDS = 40;
const ACTS = 40;
const QUESTIONS = ['the sum', 'a word', 'the sum of two', 'and that?'];

const drove = {
	turns: 0,
	finished: 0,
	stopped: 0,
	failed: 0,
	thumbs: 0,
	forgotten: 0,
	rememberedAfter: 0,
	removedMessages: 0,
	keptBeside: 0,
	removedConversations: 0,
	removedDuring: 0,
	closedDuring: 0,
	elsewhere: 0
};

type World = Awaited<ReturnType<typeof twoTabs>>;
type Running = {
	tab: Tab;
	conversationId: string;
	events: TurnEvent[];
	left: boolean;
	done: boolean;
	ended: Promise<void>;
	leave: AbortController;
};
type Hour = {
	its: World;
	random: Random;
	conversationId: string;
	name: string;
	count: number;
	running: Running[];
	/** What must be there, by its id: until somebody deletes it, or what it stands under. */
	acknowledged: Map<string, string>;
	/** Of every message that was seen; it never changes. */
	parents: Map<string, string | null>;
	thumbs: Map<string, Feedback | null>;
	/** Ids of messages, and of conversations, that were deleted. */
	removed: string[];
	gone: string[];
};

const anyTab = ({ its, random }: Hour): Tab => oneOf(random, its.tabs);
const messagesOf = ({ its, conversationId }: Hour): Promise<Message[]> =>
	its.tabs[0]!.memory.conversations.messages(conversationId);
const isAnswer = ({ role, status }: Message): boolean => role === 'assistant' && status === 'done';

async function newConversation(hour: Hour): Promise<void> {
	hour.count += 1;
	hour.name = `c${hour.count}`;
	const created = await anyTab(hour).memory.conversations.create({ egress: 'allow' });
	hour.conversationId = created.id;
}

async function ask(hour: Hour): Promise<void> {
	const { random, conversationId, name } = hour;
	// More than wait behind each other in life, so that waiting and running ones meet all acts.
	if (hour.running.filter(({ done }) => !done).length >= 3) return;
	const tab = anyTab(hour);
	const messages = await messagesOf(hour);
	const words = random() < 0.2 ? 'That is wrong' : marked(name, oneOf(random, QUESTIONS));
	const parts = text(words);
	const chosen = messages[below(random, messages.length)];
	const kind = below(random, 5);
	const input: TurnInput =
		chosen === undefined || kind < 3
			? { kind: 'send', conversationId, parts }
			: kind === 3 && chosen.role === 'user'
				? { kind: 'edit', conversationId, messageId: chosen.id, parts }
				: { kind: 'regenerate', conversationId, messageId: chosen.id };
	const leave = new AbortController();
	const turn: Running = {
		tab,
		conversationId,
		events: [],
		left: false,
		done: false,
		ended: Promise.resolve(),
		leave
	};
	drove.turns += 1;
	turn.ended = (async () => {
		for await (const event of tab.turns.run(input, leave.signal)) {
			if (tab.isClosed) return;
			turn.events.push(event);
			if (event.type === 'route-chosen') await acknowledged(hour, conversationId);
		}
	})().finally(() => (turn.done = true));
	hour.running.push(turn);
}

/** What a person was shown as stored. */
async function acknowledged(hour: Hour, conversationId: string): Promise<void> {
	const [tab] = hour.its.tabs;
	for (const message of await tab!.memory.conversations.messages(conversationId)) {
		hour.parents.set(message.id, message.parentId);
		if (message.role === 'user') hour.acknowledged.set(message.id, messageText(message));
	}
}

/** Deleted, itself or with what it stands under. */
function isRemoved({ parents, removed }: Hour, id: string): boolean {
	for (let at: string | null = id; at !== null; at = parents.get(at) ?? null)
		if (removed.includes(at)) return true;
	return false;
}

async function thumb(hour: Hour): Promise<void> {
	const { random } = hour;
	const answers = (await messagesOf(hour)).filter(isAnswer);
	if (answers.length === 0) return;
	const { id } = oneOf(random, answers);
	const feedback = oneOf(random, ['up', 'down', null] as const);
	try {
		const judged = await anyTab(hour).memory.conversations.judge(id, feedback);
		expect(judged.feedback ?? null).toBe(feedback);
		hour.thumbs.set(id, feedback);
		drove.thumbs += 1;
	} catch (error) {
		expect(errorData(error).code).toBe('not-found');
	}
}

const rememberedIn = async ({ conversationId }: Hour, { memory }: Tab) => {
	const conversation = await memory.conversations.get(conversationId);
	const messages = await memory.conversations.messages(conversationId);
	return sessionMemory({
		messages,
		branch: branchOf(messages, conversation?.leafId ?? null),
		resetAtMs: conversation?.memoryResetAtMs ?? null
	});
};

/** Nobody else acts meanwhile, or what they do would count as well. */
async function forget(hour: Hour): Promise<void> {
	await settled(hour);
	const { conversationId, its } = hour;
	const tab = anyTab(hour);
	const messages = await messagesOf(hour);
	const memoryResetAtMs = resetTime(messages, its.now());
	await tab.memory.conversations.update(conversationId, { memoryResetAtMs });
	drove.forgotten += 1;
	expect(await rememberedIn(hour, anyTab(hour))).toEqual([]);
	const { leafId } = (await tab.memory.conversations.get(conversationId))!;
	const last = messages.find(({ id }) => id === leafId);
	if (!last || !isAnswer(last) || last.source === undefined) return;
	await anyTab(hour).memory.conversations.judge(last.id, 'down');
	hour.thumbs.set(last.id, 'down');
	expect(await rememberedIn(hour, anyTab(hour))).not.toEqual([]);
	drove.rememberedAfter += 1;
}

async function removeMessage(hour: Hour): Promise<void> {
	const messages = await messagesOf(hour);
	if (messages.length === 0) return;
	const { id } = oneOf(hour.random, messages);
	await anyTab(hour).memory.conversations.removeMessage(id);
	hour.removed.push(id);
	drove.removedMessages += 1;
}

async function removeConversation(hour: Hour): Promise<void> {
	const { conversationId, name, its } = hour;
	if (hour.running.some((one) => !one.done && one.conversationId === conversationId))
		drove.removedDuring += 1;
	await anyTab(hour).memory.conversations.remove(conversationId);
	its.isDeleted(name);
	drove.removedConversations += 1;
	hour.acknowledged.clear();
	hour.thumbs.clear();
	hour.removed = [];
	hour.gone.push(conversationId);
	await newConversation(hour);
}

async function closeTab(hour: Hour): Promise<void> {
	const tab = anyTab(hour);
	if (hour.running.some((one) => !one.done && one.tab === tab)) drove.closedDuring += 1;
	tab.close();
	for (const one of hour.running)
		if (one.tab === tab) Object.assign(one, { done: true, left: true });
	for (const one of hour.running) if (one.tab === tab) one.leave.abort();
	await hour.its.openTab();
}

function stop(hour: Hour): void {
	const { random, conversationId } = hour;
	const one = hour.running.findLast(({ done }) => !done);
	if (one && random() < 0.3) {
		one.left = true;
		one.leave.abort();
	} else anyTab(hour).turns.stop(conversationId);
}

/** All turns have ended, and what must hold then does. */
async function settled(hour: Hour): Promise<void> {
	const { its, running } = hour;
	await Promise.all(running.filter(({ tab }) => !tab.isClosed).map(({ ended }) => ended));
	for (const { events, left, tab } of running) {
		const ended = !tab.isClosed && !left;
		expectOneEnd(events, ended, left ? 'leave' : 'read on');
		const end = events.at(-1)?.type;
		if (end === 'turn-finished') drove.finished += 1;
		if (end === 'turn-stopped') drove.stopped += 1;
		if (end === 'turn-failed') drove.failed += 1;
	}
	hour.running = [];
	await expectWhole(hour);
	expect(its.violations).toEqual([]);
}

async function expectWhole(hour: Hour): Promise<void> {
	const { its, conversationId } = hour;
	const [tab] = its.tabs;
	const store = tab!.memory.conversations;
	// Whoever recovers what a closed tab left waits for its lock as any turn does.
	await expect.poll(() => store.unfinished(), { timeout: 5000, interval: 2 }).toEqual([]);
	await expect
		.poll(() => its.locks.isHeld(turnLockName(conversationId)), { timeout: 5000, interval: 2 })
		.toBe(false);
	const messages = await store.messages(conversationId);
	for (const other of its.tabs)
		expect(await other.memory.conversations.messages(conversationId)).toEqual(messages);

	// A tree without a hole, and its end is in it.
	const byId = new Map(messages.map((message) => [message.id, message]));
	for (const { parentId } of messages) if (parentId !== null) expect(byId.has(parentId)).toBe(true);
	const { leafId } = (await store.get(conversationId))!;
	if (leafId !== null) expect(byId.has(leafId)).toBe(true);
	for (const id of hour.removed) expect(byId.has(id)).toBe(false);

	// What was acknowledged is there, but for what was deleted, and nothing of that is.
	for (const [id, question] of hour.acknowledged) {
		const message = byId.get(id);
		if (isRemoved(hour, id)) {
			expect(message, `${id} came back`).toBeUndefined();
			hour.acknowledged.delete(id);
			continue;
		}
		if (!message) throw new Error(`${id} is lost`);
		expect(messageText(message)).toBe(question);
		if (hour.removed.length > 0) drove.keptBeside += 1;
	}
	for (const [id, feedback] of hour.thumbs) {
		const message = byId.get(id);
		if (!message) continue;
		expect(message.feedback ?? null).toBe(feedback);
		expect(message.feedbackAtMs !== undefined).toBe(feedback !== null);
	}
	for (const id of hour.gone) {
		expect(await store.get(id)).toBeUndefined();
		expect(await store.messages(id)).toEqual([]);
	}
}

test.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))(
	'two tabs keep every promise to each other for a random hour (seed %i)',
	async (seed) => {
		const random = uniform(seed);
		const its = await twoTabs(random);
		const hour: Hour = {
			its,
			random,
			conversationId: '',
			name: '',
			count: 0,
			running: [],
			acknowledged: new Map(),
			parents: new Map(),
			thumbs: new Map(),
			removed: [],
			gone: []
		};
		await newConversation(hour);
		for (let act = 0; act < ACTS; act++) {
			const kind = below(random, 20);
			if (kind < 9) await ask(hour);
			else if (kind < 12) await thumb(hour);
			else if (kind < 14) stop(hour);
			else if (kind === 14) await forget(hour);
			else if (kind === 15) await removeMessage(hour);
			else if (kind === 16) await closeTab(hour);
			else if (kind === 17 && random() < 0.5) await removeConversation(hour);
			else if (kind === 18) await settled(hour);
			await steps(below(random, 25));
			expect(its.violations).toEqual([]);
		}
		await settled(hour);
		drove.elsewhere += its.drove.elsewhere;
		its.close();
	}
);

test('nothing of it was left out of all hours', () => {
	for (const [what, times] of Object.entries(drove))
		expect(times, `${what} was never driven`).toBeGreaterThan(0);
});
