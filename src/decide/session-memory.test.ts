import { expect, test } from 'vitest';
import { testReceipt } from '../../test/support/receipt.ts';
import type { Source } from '../contract/ids.ts';
import type { Message } from '../contract/messages.ts';
import type { Receipt } from '../contract/receipt.ts';
import { resetTime, rememberedOf, sessionMemory, type SessionInput } from './session-memory.ts';

type Answer = {
	source: Source;
	domain?: string;
	/** The message complained about the answer before. */
	complaint?: boolean;
	/** Dropped before this one was kept. */
	dropped?: Source[];
	/** Regenerated before this one. */
	before?: Source[];
	thumb?: 'up' | 'down';
	thumbAtMs?: number;
	mode?: Receipt['mode'];
};

const receipt = (source: Source, domain: string, answer: Answer): Receipt =>
	testReceipt({
		source,
		confidence: 0.9,
		threshold: 0.8,
		attempts: (answer.dropped ?? []).map((tried) => ({
			source: tried,
			outcome: 'dropped',
			reason: '',
			confidence: 0.3,
			ms: 1
		})),
		domain: { id: domain, probability: 0.9 },
		...(answer.complaint ? { dissatisfied: 0.9 } : {}),
		...(answer.mode && { mode: answer.mode })
	});

/** A conversation: one second a message. */
function conversation(answers: readonly Answer[], resetAtMs: number | null = null): SessionInput {
	const messages: Message[] = [];
	const branch: Message[] = [];
	const add = (fields: Pick<Message, 'role' | 'parentId'> & Partial<Message>): Message => {
		const id = `m${messages.length}`;
		const message: Message = {
			id,
			conversationId: 'c',
			parts: [],
			status: 'done',
			createdAtMs: 1000 * messages.length,
			...fields
		};
		messages.push(message);
		return message;
	};
	for (const answer of answers) {
		const question = add({ role: 'user', parentId: branch.at(-1)?.id ?? null });
		const domain = answer.domain ?? 'math';
		const reply = (source: Source, more: Answer): Message =>
			add({
				role: 'assistant',
				parentId: question.id,
				source,
				receipt: receipt(source, domain, more),
				...(more.thumb ? { feedback: more.thumb } : {}),
				...(more.thumbAtMs !== undefined && { feedbackAtMs: more.thumbAtMs })
			});
		for (const source of answer.before ?? []) reply(source, { source });
		const standing = reply(answer.source, answer);
		branch.push(question, standing);
	}
	return { messages, branch, resetAtMs };
}

const remember = (...answers: Answer[]) => sessionMemory(conversation(answers));
const MATH: Answer = { source: 'modifier:math' };
const BASE: Answer = { source: 'base' };
const MENDED: Answer[] = [BASE, { source: 'modifier:math', domain: 'general', complaint: true }];

test('a conversation without failures remembers nothing', () => {
	expect(remember()).toEqual([]);
	expect(remember(BASE, MATH, { ...BASE, thumb: 'up' })).toEqual([]);
});

test('a domain whose answer was called wrong starts with what mended it', () => {
	expect(remember(...MENDED)).toEqual([
		{
			domain: 'math',
			level: 'modifier',
			source: 'modifier:math',
			failed: 'base',
			because: 'complaint',
			answerIds: ['m1', 'm3'],
			turnsLeft: 4
		}
	]);
});

test('it holds for as many turns as it says and is then forgotten', () => {
	const left = [0, 1, 2, 3, 4, 5].map((turns) => {
		const after = Array.from({ length: turns }, () => ({ ...BASE, domain: 'code' }));
		return remember(...MENDED, ...after)[0]?.turnsLeft ?? 0;
	});
	expect(left).toEqual([4, 3, 2, 1, 0, 0]);
});

test('a second failure holds longer than the first', () => {
	const [once] = remember(...MENDED);
	const [twice] = remember(...MENDED, ...MENDED);
	expect(twice!.turnsLeft).toBeGreaterThan(once!.turnsLeft);
});

test('a thumb down starts one level above what failed, since nothing has mended it', () => {
	expect(remember({ ...BASE, thumb: 'down' })[0]).toMatchObject({
		level: 'modifier',
		source: null,
		because: 'thumbs-down'
	});
	expect(remember({ ...MATH, thumb: 'down' })[0]).toMatchObject({ level: 'native', source: null });
	expect(remember({ source: 'edge:smart', thumb: 'down' })[0]).toMatchObject({ level: 'edge' });
});

test('when the second model was called wrong too, the third is what is remembered', () => {
	const wrong: Answer = { source: 'modifier:math', domain: 'general', complaint: true };
	const edge: Answer = { source: 'edge:smart', domain: 'general', complaint: true };
	expect(remember(BASE, wrong, edge)).toMatchObject([
		{ domain: 'math', level: 'edge', source: 'edge:smart', failed: 'modifier:math' }
	]);
});

test('an answer asked for again counts as failed, unless the same model then did it', () => {
	expect(remember({ source: 'edge:smart', before: ['base'] })[0]).toMatchObject({
		domain: 'math',
		level: 'edge',
		source: 'edge:smart',
		because: 'retry'
	});
	expect(remember({ source: 'base', before: ['base'] })).toEqual([]);
});

test('one dropped draft holds for the next turn, two in a row for longer', () => {
	const doubt: Answer = { source: 'modifier:math', dropped: ['base'] };
	expect(remember(doubt)[0]).toMatchObject({ source: 'modifier:math', turnsLeft: 1 });
	expect(remember(doubt, doubt)[0]!.turnsLeft).toBeGreaterThan(1);
	expect(remember(doubt, BASE)).toEqual([]);
	// The same model after a lost device is no failure of anybody's knowledge.
	expect(remember({ source: 'base', dropped: ['base'] })).toEqual([]);
});

test('a nearer model that is praised is given its domain back', () => {
	expect(remember(...MENDED, { ...BASE, thumb: 'up' })).toEqual([]);
	expect(remember(...MENDED, { ...MATH, thumb: 'up' })).toHaveLength(1);
	expect(remember(...MENDED, { ...BASE, domain: 'code', thumb: 'up' })).toHaveLength(1);
});

test('after a reset what came before is forgotten and what comes after is not', () => {
	const input = conversation([...MENDED, { ...BASE, domain: 'code', thumb: 'down' }]);
	expect(sessionMemory(input).map(({ domain }) => domain)).toEqual(['code', 'math']);
	expect(sessionMemory({ ...input, resetAtMs: 3500 }).map(({ domain }) => domain)).toEqual([
		'code'
	]);
	expect(sessionMemory({ ...input, resetAtMs: 9000 })).toEqual([]);
});

test('a domain finds what is remembered of it alone', () => {
	const memory = remember(...MENDED);
	expect(rememberedOf(memory, 'math')).toBe(memory[0]);
	expect(rememberedOf(memory, 'code')).toBeNull();
	expect(rememberedOf(memory, null)).toBeNull();
});

test('an unfinished or failed answer teaches nothing', () => {
	const input = conversation(MENDED);
	const branch = input.branch.map((message) =>
		message.role === 'assistant' ? { ...message, status: 'error' as const } : message
	);
	expect(sessionMemory({ ...input, branch, messages: branch })).toEqual([]);
});

test('a recipe teaches nothing: who takes part in it was chosen, whatever the answer before was worth', () => {
	const recipe: Answer = {
		source: 'edge:tutor',
		dropped: ['base'],
		before: ['base'],
		mode: 'recipe:draft-enhance'
	};
	expect(remember(recipe)).toEqual([]);
	expect(remember({ ...recipe, mode: 'auto' })).toMatchObject([{ domain: 'math', level: 'edge' }]);
});

test('a thumb counts from when it was given: a reset forgets what was before it, and nothing after', () => {
	const down = (thumbAtMs?: number): Answer => ({
		...BASE,
		thumb: 'down',
		...(thumbAtMs !== undefined && { thumbAtMs })
	});
	const after = (resetAtMs: number, answer: Answer) =>
		sessionMemory(conversation([answer], resetAtMs));
	const [{ createdAtMs } = { createdAtMs: 0 }] = conversation([BASE]).branch.slice(-1);
	// Answered, forgotten, and only then called bad.
	expect(after(createdAtMs + 1, down(createdAtMs + 2))).toHaveLength(1);
	expect(after(createdAtMs + 3, down(createdAtMs + 2))).toEqual([]);
	// Of an older app a thumb has no time but its answer’s.
	expect(after(createdAtMs, down())).toEqual([]);
	expect(after(createdAtMs - 1, down())).toHaveLength(1);
});

test('a reset is later than all there is, though the clock was set back since', () => {
	const { messages } = conversation([BASE, { ...BASE, thumb: 'down', thumbAtMs: 1e9 }]);
	expect(resetTime(messages, 5)).toBe(1e9);
	expect(resetTime(messages, 2e9)).toBe(2e9);
	expect(resetTime([], 7)).toBe(7);
});
