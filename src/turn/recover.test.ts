import { expect, test } from 'vitest';
import type { Message } from '../contract/messages.ts';
import { textMessage } from '../../test/support/memory.ts';
import { TestLocks } from '../../test/support/turn-bench.ts';
import { freshMemory, type TestMemory } from '../../test/support/memory.ts';
import { turnLockName } from './locks.ts';
import { recoverTurns } from './recover.ts';

const never = new AbortController().signal;

async function withOpenAnswer(
	memory: TestMemory
): Promise<{ conversationId: string; answer: Message }> {
	const { id } = await memory.conversations.create();
	const question = textMessage(id, `q-${id}`, null, 'user');
	const answer: Message = {
		...textMessage(id, `a-${id}`, question.id, 'assistant', 'half an ans'),
		status: 'streaming'
	};
	await memory.conversations.append([question, answer], answer.id);
	return { conversationId: id, answer };
}

test('an answer whose tab is gone becomes stopped and keeps its text', async () => {
	const memory = await freshMemory();
	const { conversationId, answer } = await withOpenAnswer(memory);
	const stop = recoverTurns(memory.conversations, new TestLocks());
	await expect.poll(() => memory.conversations.unfinished()).toEqual([]);
	expect((await memory.conversations.messages(conversationId)).at(-1)).toEqual({
		...answer,
		status: 'stopped'
	});
	stop();
});

test('an answer that another tab still writes is left alone until that tab is gone', async () => {
	const memory = await freshMemory();
	const locks = new TestLocks();
	const { conversationId } = await withOpenAnswer(memory);
	await locks.hold(turnLockName(conversationId), never);
	const other = await withOpenAnswer(memory);
	const stop = recoverTurns(memory.conversations, locks);
	// The one without a tab is settled, so the other was looked at too.
	await expect
		.poll(async () => (await memory.conversations.messages(other.conversationId)).at(-1)?.status)
		.toBe('stopped');
	expect(await memory.conversations.unfinished()).toMatchObject([{ conversationId }]);
	locks.closeTab(turnLockName(conversationId));
	await expect.poll(() => memory.conversations.unfinished()).toEqual([]);
	stop();
});

test('a tab that is closed later leaves its answer to the tabs that are open', async () => {
	const memory = await freshMemory();
	const tab = await memory.anotherTab();
	const locks = new TestLocks();
	const stop = recoverTurns(memory.conversations, locks);
	const { id } = await tab.conversations.create();
	await locks.hold(turnLockName(id), never);
	const question = textMessage(id, 'q', null, 'user');
	const answer: Message = {
		...textMessage(id, 'a', 'q', 'assistant', 'half'),
		status: 'streaming'
	};
	await tab.conversations.append([question, answer], answer.id);
	expect((await memory.conversations.unfinished()).length).toBe(1);
	locks.closeTab(turnLockName(id));
	await expect.poll(() => memory.conversations.unfinished()).toEqual([]);
	stop();
});
