// Reading ahead of the next question: what is read, and when it is let be. On a real memory and a scripted
// model whose readings are kept.

import { afterEach, expect, test } from 'vitest';
import type { TurnService } from '../contract/services.ts';
import type { ChatMessage, LoadedModel } from '../engine/engine.ts';
import { scriptedModel, scriptedWords } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import { quietTurns } from './quiet-turns.ts';
import { createWarmer, type WarmerDependencies } from './warm-next.ts';

let close: () => void = () => undefined;
afterEach(() => close());

/** One exchange, and a model that keeps what it is to read; `holds`: it reads until it is stopped. */
async function stage({
	holds = false,
	...fields
}: Partial<WarmerDependencies> & { holds?: boolean } = {}) {
	const read: { messages: ChatMessage[]; signal: AbortSignal }[] = [];
	let begun = (): void => undefined;
	const first = new Promise<void>((resolve) => (begun = resolve));
	const scripted = scriptedModel(() => ({ kind: 'answer', words: 3 }));
	const model: LoadedModel = {
		...scripted,
		async warm(messages, signal) {
			read.push({ messages, signal });
			begun();
			if (!holds) return;
			await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
		}
	};
	const bench = await turnBench(model);
	close = () => bench.memory.close();
	const { memory, conversationId } = bench;
	await memory.conversations.update(conversationId, { systemPrompt: 'Be brief.' });
	const { turns, quiet } = quietTurns<TurnService>(bench.turns);
	const input = { kind: 'send', conversationId, parts: text('How deep is it?') } as const;
	await runWhole(turns, input);
	/** One step of the idle page after another. */
	let idled = (): void => undefined;
	const wasIdle = new Promise<void>((resolve) => (idled = resolve));
	const warmer = createWarmer({
		conversations: memory.conversations,
		settings: memory.settings,
		model: () => model,
		quiet,
		idle: async () => idled(),
		isShown: () => true,
		savesPower: async () => false,
		...fields
	});
	/** Long enough for everything that does not wait for anybody. */
	const settle = async () => {
		await wasIdle;
		for (let i = 0; i < 50; i++) await memory.conversations.get(conversationId);
	};
	return { ...bench, turns, warmer, read, first, settle, input, requests: scripted.requests };
}

test('instructions, history and the last answer are read, up to the question, as the next turn will send them', async () => {
	const { warmer, conversationId, read, first, turns, input, requests } = await stage();
	warmer.expect(conversationId);
	await first;
	const prefix = [
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: 'How deep is it?' },
		{ role: 'assistant', content: scriptedWords(0, 3).join('') }
	];
	expect(read[0]!.messages).toEqual([...prefix, { role: 'user', content: '' }]);
	await runWhole(turns, { ...input, parts: text('And how wide?') });
	expect(requests[1]!.messages.slice(0, -1)).toEqual(prefix);
});

test('whoever asks comes first: it is let go of at once, and so is one for another conversation', async () => {
	const { warmer, conversationId, read, first, turns, input } = await stage({ holds: true });
	warmer.expect(conversationId);
	await first;
	const turn = turns.run(input, new AbortController().signal);
	const next = turn.next();
	expect(read[0]!.signal.aborted).toBe(true);
	await next;
	await turn.return(undefined);
	warmer.expect(conversationId);
	await expect.poll(() => read.length).toBe(2);
	warmer.expect('another');
	expect(read[1]!.signal.aborted).toBe(true);
});

test('nothing is read while a turn runs, unseen, or to save power, nor by a model elsewhere', async () => {
	const elsewhere = { ...scriptedModel(() => undefined), backend: 'remote' as const };
	for (const fields of [
		{ isShown: () => false },
		{ savesPower: async () => true },
		{ model: () => null },
		{ model: () => elsewhere }
	]) {
		const { warmer, conversationId, read, settle } = await stage(fields);
		warmer.expect(conversationId);
		await settle();
		expect(read).toEqual([]);
		expect(elsewhere.requests).toEqual([]);
		close();
	}
	const busy = await stage();
	const turn = busy.turns.run(busy.input, new AbortController().signal);
	await turn.next();
	busy.warmer.expect(busy.conversationId);
	await busy.settle();
	expect(busy.read).toEqual([]);
	await turn.return(undefined);
});

test('a conversation without an answer has nothing to read ahead', async () => {
	const { warmer, memory, read, settle } = await stage();
	const { id } = await memory.conversations.create();
	warmer.expect(id);
	await settle();
	expect(read).toEqual([]);
});
