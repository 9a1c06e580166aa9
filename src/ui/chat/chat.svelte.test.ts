// The chat's store on the real turn service, the real memory (on an in-memory IndexedDB) and a
// scripted model; the same on a real engine is test/e2e/chat.spec.ts.

import { expect, test } from 'vitest';
import type { Services } from '../../contract/services.ts';
import { scriptedModel, scriptedWords, type Script } from '../../../test/support/scripted-model.ts';
import { text, turnBench } from '../../../test/support/turn-bench.ts';
import { AppState } from '../app-state.svelte.ts';
import { writtenText } from './branch.ts';
import { Chat } from './chat.svelte.ts';

async function openedChat(...scripts: Script[]) {
	const bench = await turnBench(scriptedModel((_request, index) => scripts[index]));
	const { memory, turns, conversationId } = bench;
	const app = new AppState();
	// The chat acts through these three alone.
	app.services = { conversations: memory.conversations, drafts: memory.drafts, turns } as Services;
	const chat = new Chat(app);
	chat.follow(app.services);
	await chat.open(conversationId);
	/** Sends, and waits until nothing runs any more. */
	const ask = async (question: string) => {
		await chat.send(text(question), async () => undefined);
		await ended(chat);
	};
	return { app, chat, ask, memory, conversationId };
}

/** Resolves when the chat's turn has ended: its promise chain is drained, no clock is waited for. */
async function ended(chat: Chat) {
	while (chat.turn !== null) await new Promise((resolve) => setImmediate(resolve));
	await chat.reload();
}

const said = (chat: Chat) => chat.lines.map(({ message }) => writtenText(message));
const words = (index: number, count: number) => scriptedWords(index, count).join('');

test('a question and its answer are on the branch, with what was announced', async () => {
	const { chat, ask, app } = await openedChat();
	await ask('Hi');
	expect(said(chat)).toEqual(['Hi', words(0, 3)]);
	expect(chat.busy).toBe(false);
	expect(chat.announcer.said).toContain(app.t.chat.announceDone);
});

test('what is asked of one turn holds for it alone', async () => {
	const { chat } = await openedChat();
	for (const options of [{ mode: 'fast' } as const, null]) {
		await chat.send(text('Hi'), async () => undefined, options);
		await ended(chat);
	}
	const modes = chat.lines.flatMap(({ message }) => message.receipt?.mode ?? []);
	expect(modes).toEqual(['fast', 'auto']);
	expect(chat.mode).toBe('auto');
});

test('a new chat becomes a conversation with the choices made for it', async () => {
	const { chat } = await openedChat();
	await chat.open(null);
	await chat.change({ egress: 'local-only' });
	await chat.change({ systemPrompt: 'Be brief.' });
	let created = '';
	await chat.send(text('Hi'), async (id) => {
		created = id;
	});
	await ended(chat);
	expect(chat.id).toBe(created);
	expect(chat.conversation).toMatchObject({ egress: 'local-only', systemPrompt: 'Be brief.' });
	await chat.open(null);
	expect(chat.egress).toBe('ask');
});

test('a thumb is kept with its time, told to what learns, and leaves alone what another tab has stored', async () => {
	const { chat, ask, memory, app } = await openedChat();
	await ask('Hi');
	const told: unknown[] = [];
	const learning = { signal: async (...said: unknown[]) => void told.push(said) };
	Object.assign(app.services!, { learning });
	const { message } = chat.lines[1]!;
	await memory.conversations.save({ ...message, notes: ['Said in another tab.'] });
	await chat.judge(message, 'down');
	expect(chat.lines[1]!.message).toMatchObject({
		feedback: 'down',
		feedbackAtMs: expect.any(Number) as number,
		notes: ['Said in another tab.']
	});
	await chat.judge(chat.lines[1]!.message, null);
	expect(chat.lines[1]!.message).not.toHaveProperty('feedback');
	expect(told).toEqual([
		[message.id, 'thumbs-down', undefined],
		[message.id, 'thumbs-down', 'back']
	]);
});

test('regenerating adds a version, and the other one can be shown again', async () => {
	const { chat, ask } = await openedChat();
	await ask('Hi');
	await chat.regenerate(chat.lines[1]!.message);
	await ended(chat);
	expect(chat.lines[1]).toMatchObject({ version: 2 });
	expect(said(chat)).toEqual(['Hi', words(1, 3)]);
	await chat.showVersion(chat.lines[1]!.versions[0]!);
	expect(said(chat)).toEqual(['Hi', words(0, 3)]);
});

test('editing asks beside the old question, whose branch stays', async () => {
	const { chat, ask } = await openedChat();
	await ask('one');
	await ask('two');
	await chat.edit(chat.lines[0]!.message, text('one, otherwise'));
	await ended(chat);
	expect(said(chat)).toEqual(['one, otherwise', words(2, 3)]);
	await chat.showVersion(chat.lines[0]!.versions[0]!);
	expect(said(chat)).toEqual(['one', words(0, 3), 'two', words(1, 3)]);
});

test('what was deleted comes back with the toast’s undo', async () => {
	const { app, chat, ask } = await openedChat();
	await ask('one');
	await ask('two');
	await chat.remove(chat.lines[2]!.message);
	expect(said(chat)).toEqual(['one', words(0, 3)]);
	app.toasts.list.at(-1)?.action?.run();
	while (chat.lines.length < 4) await new Promise((resolve) => setImmediate(resolve));
	expect(said(chat)).toEqual(['one', words(0, 3), 'two', words(1, 3)]);
});

test('what a turn says stands beside its answer and is read out; only what passes is shown over the page', async () => {
	const { chat, app } = await openedChat();
	const { turns } = app.services!;
	const heard: string[] = [];
	const notes: string[][] = [];
	app.services!.turns = {
		...turns,
		run: async function* (input, signal) {
			for await (const event of turns.run(input, signal)) {
				yield event;
				if (event.type !== 'route-chosen') continue;
				yield { type: 'notice', message: 'Starting.', passing: true };
				for (const message of ['Nobody bigger is there.', 'Nobody bigger is there.']) {
					yield { type: 'notice', message };
					heard.push(chat.announcer.said);
					notes.push([...(chat.turn?.notes ?? [])]);
				}
			}
		}
	};
	await chat.send(text('Hi'), async () => undefined);
	await ended(chat);
	expect(notes.at(-1)).toEqual(['Nobody bigger is there.']);
	expect(heard).toContain('Nobody bigger is there.');
	expect(app.toasts.list.map((toast) => toast.text)).toEqual(['Starting.']);
});

test('what a turn said is there when the conversation is opened again, and not beside another answer', async () => {
	const { chat, ask, conversationId } = await openedChat({
		kind: 'answer',
		words: 5,
		reason: 'length'
	});
	await ask('Hi');
	const notes = () => chat.lines.map((line) => line.notes);
	expect(notes()).toEqual([[], [expect.stringContaining('cut off')]]);
	await chat.open(null);
	await chat.open(conversationId);
	expect(notes()).toEqual([[], [expect.stringContaining('cut off')]]);
	await chat.regenerate(chat.lines[1]!.message);
	await ended(chat);
	expect(notes()).toEqual([[], []]);
});

test('stopping keeps what was written', async () => {
	const { chat } = await openedChat({ kind: 'hang', words: 2 });
	await chat.send(text('Hi'), async () => undefined);
	while (chat.turn?.text !== words(0, 2)) await new Promise((resolve) => setImmediate(resolve));
	expect(chat.busy).toBe(true);
	expect(chat.lines.at(-1)?.turn?.text).toBe(words(0, 2));
	chat.stop();
	await ended(chat);
	expect(chat.lines.at(-1)?.message).toMatchObject({ status: 'stopped' });
	expect(said(chat).at(-1)).toBe(words(0, 2));
});

test('a failure is on the branch with its sentence, and the question stays', async () => {
	const { chat, ask } = await openedChat({ kind: 'fail', words: 1, code: 'out-of-memory' });
	await ask('Hi');
	expect(chat.lines.at(-1)?.message.status).toBe('error');
	expect(chat.lines.at(-1)?.message.error?.message).not.toBe('');
	expect(said(chat)[0]).toBe('Hi');
});

test('a turn goes on when another conversation is opened', async () => {
	const { chat, conversationId, memory } = await openedChat({ kind: 'hang', words: 1 });
	await chat.send(text('Hi'), async () => undefined);
	const other = await memory.conversations.create();
	await chat.open(other.id);
	expect(chat.turn).toBeNull();
	expect(chat.lines).toEqual([]);
	await chat.open(conversationId);
	expect(chat.turn).not.toBeNull();
	chat.stop();
	await ended(chat);
	expect(chat.lines.at(-1)?.message.status).toBe('stopped');
});

test('what another tab writes appears', async () => {
	const { chat, memory, conversationId } = await openedChat();
	const tab = await memory.anotherTab();
	await tab.conversations.append(
		[
			{
				id: 'x',
				conversationId,
				parentId: null,
				role: 'user',
				parts: text('from elsewhere'),
				status: 'done',
				createdAtMs: 1
			}
		],
		'x'
	);
	while (chat.lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
	expect(said(chat)).toEqual(['from elsewhere']);
});

test('a conversation that is not there says so', async () => {
	const { chat } = await openedChat();
	await chat.open('nowhere');
	expect(chat.phase).toBe('missing');
});
