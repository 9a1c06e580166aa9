import { expect, test } from 'vitest';
import { uniform } from '../contract/random.ts';
import {
	fitContext,
	MESSAGE_ALLOWANCE,
	PROMPT_ALLOWANCE,
	type ContextMessage,
	type FittedContext
} from './fit-context.ts';

/** A vocabulary of words: as many tokens as words, a long word counting several. */
const countTokens = async (text: string) =>
	text.split(' ').reduce((sum, word) => sum + Math.max(1, Math.ceil(word.length / 8)), 0);

const words = (count: number, word = 'seven') =>
	Array.from({ length: count }, () => word).join(' ');

function exchanges(count: number, length: (i: number) => number): ContextMessage[] {
	return Array.from({ length: count }, (_, i): ContextMessage[] => [
		{ role: 'user', content: `q${i} ${words(length(i))}` },
		{ role: 'assistant', content: `a${i} ${words(length(i))}` }
	]).flat();
}

const base = { systemPrompt: '', contextTokens: 512, maxTokens: 128, countTokens };
const question: ContextMessage = { role: 'user', content: 'What now?' };

async function fits(input: Parameters<typeof fitContext>[0]): Promise<FittedContext> {
	const result = await fitContext(input);
	if (result.outcome !== 'fits') throw new Error('expected the messages to fit');
	return result;
}

async function size(messages: readonly ContextMessage[]): Promise<number> {
	let tokens = PROMPT_ALLOWANCE;
	for (const { content } of messages) tokens += (await countTokens(content)) + MESSAGE_ALLOWANCE;
	return tokens;
}

test('everything is sent while it fits, the system prompt first and the question last', async () => {
	const messages = [...exchanges(3, () => 5), question];
	const fitted = await fits({ ...base, systemPrompt: 'Be brief.', messages });
	expect(fitted.messages).toEqual([{ role: 'system', content: 'Be brief.' }, ...messages]);
	expect(fitted.droppedMessages).toBe(0);
	expect(fitted.promptTokens).toBe(await size(fitted.messages));
	expect(fitted.answerTokens).toBe(128);
});

test('an empty system prompt is not sent', async () => {
	const fitted = await fits({ ...base, messages: [question] });
	expect(fitted.messages).toEqual([question]);
});

test('any conversation: the prompt and the answer fit, the question is last, the rest is a suffix that starts with a question', async () => {
	const random = uniform(7);
	for (let round = 0; round < 300; round++) {
		const contextTokens = 64 + Math.floor(random() * 1000);
		const maxTokens = 16 + Math.floor(random() * 500);
		const messages = [
			...exchanges(Math.floor(random() * 30), () => 1 + Math.floor(random() * 60)),
			{ role: 'user' as const, content: words(1 + Math.floor(random() * 12)) }
		];
		const systemPrompt = random() < 0.5 ? '' : words(1 + Math.floor(random() * 6));
		const result = await fitContext({ ...base, systemPrompt, messages, contextTokens, maxTokens });
		if (result.outcome === 'too-long') {
			expect(result.tokens).toBeGreaterThan(result.limit);
			continue;
		}
		expect(await size(result.messages)).toBe(result.promptTokens);
		expect(result.promptTokens + result.answerTokens).toBeLessThanOrEqual(contextTokens);
		expect(result.answerTokens).toBeGreaterThanOrEqual(
			Math.min(maxTokens, Math.floor(contextTokens / 4))
		);
		const sent = systemPrompt === '' ? result.messages : result.messages.slice(1);
		expect(sent).toEqual(messages.slice(result.droppedMessages));
		expect(sent[0]?.role).toBe('user');
	}
});

test('the window stays where it is for several turns and only ever moves forward', async () => {
	const random = uniform(3);
	const lengths = Array.from({ length: 60 }, () => 5 + Math.floor(random() * 15));
	const starts: number[] = [];
	for (let turn = 1; turn <= 60; turn++) {
		const all = exchanges(turn, (i) => lengths[i] ?? 5);
		const fitted = await fits({ ...base, messages: all.slice(0, -1) });
		starts.push(fitted.droppedMessages);
	}
	expect(starts).toEqual(starts.toSorted((a, b) => a - b));
	const moves = starts.filter((start, i) => i > 0 && start !== starts[i - 1]).length;
	expect(starts.at(-1)).toBeGreaterThan(60);
	// 60 turns in blocks of several turns each: not a move every turn.
	expect(moves).toBeLessThan(25);
	expect(moves).toBeGreaterThan(5);
});

test('a question that alone is too long is refused with its size and the limit', async () => {
	const result = await fitContext({
		...base,
		messages: [{ role: 'user', content: words(600) }]
	});
	expect(result).toEqual({
		outcome: 'too-long',
		tokens: 600 + MESSAGE_ALLOWANCE,
		exact: true,
		limit: 512 - 128 - PROMPT_ALLOWANCE
	});
});

test('a megabyte is refused by its length, without counting a token', async () => {
	let counted = 0;
	const result = await fitContext({
		...base,
		contextTokens: 32_768,
		messages: [{ role: 'user', content: 'x'.repeat(1_000_000) }],
		countTokens: async (text) => {
			counted += text.length;
			return text.length;
		}
	});
	expect(result).toMatchObject({ outcome: 'too-long', tokens: 250_000, exact: false });
	expect(counted).toBe(0);
});

test('a megabyte earlier in the conversation is left out without counting it', async () => {
	let longest = 0;
	const messages: ContextMessage[] = [
		{ role: 'user', content: 'x'.repeat(1_000_000) },
		{ role: 'assistant', content: 'Too long.' },
		...exchanges(2, () => 3),
		question
	];
	const fitted = await fits({
		...base,
		messages,
		countTokens: (text) => {
			longest = Math.max(longest, text.length);
			return countTokens(text);
		}
	});
	expect(fitted.messages).toEqual(messages.slice(2));
	expect(longest).toBeLessThan(1000);
});

test('an answer longer than a quarter of the context takes what is left', async () => {
	const fitted = await fits({ ...base, maxTokens: 8192, messages: [question] });
	expect(fitted.answerTokens).toBe(512 - fitted.promptTokens);
});

test('a conversation with no question is a mistake of the caller', async () => {
	await expect(fitContext({ ...base, messages: [] })).rejects.toThrow(RangeError);
});
