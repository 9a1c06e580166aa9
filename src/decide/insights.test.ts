// The figures of the Insights page and of a conversation's ledger, from answers as they are stored.

import { expect, test } from 'vitest';
import { testReceipt } from '../../test/support/receipt.ts';
import { DEFAULT_ALIASES } from '../../worker/gateway/aliases.ts';
import { anthropic } from '../../worker/providers/anthropic.ts';
import type { Message } from '../contract/messages.ts';
import type { Receipt } from '../contract/receipt.ts';
import { answerFacts, FRONTIER } from './answer-facts.ts';
import { insightsOf, SHOWN_DAYS, SHOWN_WEEKS, wilson } from './insights.ts';
import { ledgerOf } from './ledger.ts';

/** Sunday, 15 March 2026, noon; the clocks of many zones change on 29 March. */
const NOW = new Date(2026, 2, 15, 12).getTime();
const DAY_MS = 86_400_000;

type Answer = Partial<Pick<Message, 'status' | 'feedback'>> &
	Partial<Receipt> & { text?: string; daysAgo?: number; question?: string };

/** One conversation: each answer under its question, each question under the answer before. */
function conversation(...answers: Answer[]): Message[] {
	let parentId: string | null = null;
	return answers.flatMap((answer, i) => {
		const { text = 'x'.repeat(40), question = 'q'.repeat(20), daysAgo = 0, ...rest } = answer;
		const { status = 'done', feedback, ...receipt } = rest;
		const createdAtMs = NOW - daysAgo * DAY_MS;
		const shared = { conversationId: 'c', createdAtMs };
		const asked: Message = {
			...shared,
			id: `q${i}`,
			parentId,
			role: 'user',
			parts: [{ type: 'text', text: question }],
			status: 'done'
		};
		parentId = `a${i}`;
		const source = receipt.source ?? 'base';
		const answered: Message = {
			...shared,
			id: parentId,
			parentId: asked.id,
			role: 'assistant',
			parts: [{ type: 'text', text }],
			status,
			source,
			...(feedback && { feedback }),
			receipt: testReceipt(receipt)
		};
		return [asked, answered];
	});
}

const insights = (...answers: Answer[]) => insightsOf(answerFacts(conversation(...answers)), NOW);

test('the reference price is the list price of the gateway’s first smart model', () => {
	expect(DEFAULT_ALIASES.smart?.[0]).toBe(`anthropic/${FRONTIER.model}`);
	const model = anthropic.models.find(({ id }) => id === FRONTIER.model);
	expect(model?.price).toMatchObject({ input: FRONTIER.input, output: FRONTIER.output });
	expect(model?.asOf ?? anthropic.pricesAsOf).toBe(FRONTIER.asOf);
});

test('no answers are no figures, and nothing divides by zero', () => {
	const empty = insights();
	expect(empty).toMatchObject({ answers: 0, spentMicroUsd: 0, savedMicroUsd: 0, domains: [] });
	expect(empty.reliability).toEqual({ judged: 0, bins: [], error: null, brier: null });
	expect(empty.days.length).toBe(SHOWN_DAYS);
	expect(empty.weeks.length).toBe(SHOWN_WEEKS);
});

test('the share answered locally leaves out what was stopped, and counts sending apart from it', () => {
	const { answers, local, nothingSent } = insights(
		{},
		{ source: 'modifier:math' },
		{ source: 'native:qwen' },
		{ source: 'edge:openai', bytesSent: 900 },
		{ source: 'base', bytesSent: 700 },
		{ status: 'stopped', source: 'edge:openai', bytesSent: 100 }
	);
	expect(answers).toBe(5);
	expect([local.yes, local.of]).toEqual([4, 5]);
	expect([nothingSent.yes, nothingSent.of]).toEqual([3, 5]);
});

test('saved is what the frontier would have asked for the local answers, minus what was lost on them', () => {
	// 20 characters asked, 40 answered: 5 and 10 tokens. The second question comes with what went before.
	const { spentMicroUsd, savedMicroUsd } = insights(
		{},
		{ costMicroUsd: 30, bytesSent: 10 },
		{ source: 'edge:openai', costMicroUsd: 5000 },
		{ status: 'stopped', costMicroUsd: 7 }
	);
	const first = 5 * FRONTIER.input + 10 * FRONTIER.output;
	const second = 20 * FRONTIER.input + 10 * FRONTIER.output;
	expect(spentMicroUsd).toBe(5037);
	expect(savedMicroUsd).toBe(first + second - 30 - 7);
});

test('tokens are counted on the day they were made, where they were made, with dropped drafts', () => {
	const { days } = insights(
		{ daysAgo: 20 },
		{ daysAgo: 1, source: 'edge:openai' },
		{
			attempts: [
				{
					source: 'base',
					outcome: 'dropped',
					reason: '',
					confidence: null,
					ms: 1,
					completionTokens: 8
				},
				{
					source: 'base',
					outcome: 'kept',
					reason: '',
					confidence: null,
					ms: 1,
					completionTokens: 5
				}
			]
		}
	);
	expect(days.at(-2)).toMatchObject({ device: 0, edge: 15 });
	expect(days.at(-1)).toMatchObject({ device: 23, edge: 0 });
	expect(days.slice(0, -2).every(({ device, edge }) => device + edge === 0)).toBe(true);
});

test('a complaint counts against the answer before it, and a thumb overrules it', () => {
	const { complaints, thumbs, reliability } = insights(
		{ confidence: 0.9 },
		{ dissatisfied: 0.8, confidence: 0.9 },
		{ dissatisfied: 0.9, confidence: 0.3, feedback: 'down' },
		{ confidence: 0.7, feedback: 'up' }
	);
	expect([complaints.yes, complaints.of]).toEqual([2, 4]);
	expect(thumbs).toEqual({ up: 1, down: 1 });
	expect(reliability.judged).toBe(4);
	expect(reliability.bins.map(({ from, yes, of }) => [from, yes, of])).toEqual([
		[0.2, 0, 1],
		[0.6, 1, 1],
		[0.8, 0, 2]
	]);
	expect(reliability.error).toBeCloseTo((0.3 + 0.3 + 2 * 0.9) / 4);
	expect(reliability.brier).toBeCloseTo((0.09 + 0.09 + 2 * 0.81) / 4);
});

test('a confidence that claims no chance of being right is not held against it', () => {
	expect(
		insights({ confidence: 0.9, calibrated: false, feedback: 'down' }).reliability.judged
	).toBe(0);
});

test('a week is seven calendar days, the last one ends today', () => {
	const { weeks } = insights(
		{ daysAgo: 0, confidence: 0.8, feedback: 'up' },
		{ daysAgo: 6, confidence: 0.6, feedback: 'down' },
		{ daysAgo: 7 },
		{ daysAgo: 100 }
	);
	expect(weeks.map(({ answers }) => answers)).toEqual([0, 0, 0, 0, 0, 0, 1, 2]);
	expect(weeks.at(-1)).toMatchObject({ claimed: 0.7, good: { yes: 1, of: 2 } });
	expect(weeks.at(-2)?.claimed).toBeNull();
});

test('domains and modifiers are told apart, the busiest first', () => {
	const base = { source: 'base', outcome: 'dropped', reason: '', confidence: 0.4, ms: 1 } as const;
	const asked = { ...base, source: 'modifier:math', confidence: 0.7 } as const;
	const math = { id: 'math', probability: 0.9 };
	const { domains, modifiers } = insights(
		{},
		{
			domain: math,
			source: 'modifier:math',
			confidence: 0.7,
			feedback: 'up',
			attempts: [base, { ...asked, outcome: 'kept' }]
		},
		{
			domain: math,
			attempts: [
				{ ...base, outcome: 'kept' },
				{ ...asked, confidence: 0.3 }
			]
		}
	);
	expect(domains.map(({ domain, answers }) => [domain, answers])).toEqual([
		['math', 2],
		[null, 1]
	]);
	expect(domains[0]).toMatchObject({ good: { yes: 1, of: 1 }, confidence: 0.7 });
	expect(modifiers).toEqual([
		expect.objectContaining({ id: 'math', asked: 2, surer: expect.closeTo(0.1) })
	]);
	expect([modifiers[0]?.kept.yes, modifiers[0]?.good.of]).toEqual([1, 1]);
});

test('the interval of a share narrows with what it rests on, and stays within 0 and 1', () => {
	// Reference values of Wilson's interval at 95 %.
	expect(wilson(8, 10).low).toBeCloseTo(0.4902, 3);
	expect(wilson(8, 10).high).toBeCloseTo(0.9433, 3);
	expect(wilson(0, 5).low).toBe(0);
	expect(wilson(5, 5).high).toBeCloseTo(1, 12);
	expect(wilson(80, 100).high - wilson(80, 100).low).toBeLessThan(0.17);
});

test('a conversation’s ledger sums by who answered, whatever became of the answers', () => {
	const ledger = ledgerOf(
		answerFacts(
			conversation(
				{},
				{},
				{ source: 'edge:openai', costMicroUsd: 900, bytesSent: 4000 },
				{ status: 'error', costMicroUsd: 5 }
			)
		)
	);
	expect(ledger.rows).toEqual([
		{ source: 'base', answers: 3, tokens: 45, costMicroUsd: 5, bytesSent: 0 },
		{ source: 'edge:openai', answers: 1, tokens: 15, costMicroUsd: 900, bytesSent: 4000 }
	]);
	expect(ledger.total).toEqual({ answers: 4, tokens: 60, costMicroUsd: 905, bytesSent: 4000 });
	expect(ledger.local).toEqual({ yes: 2, of: 3 });
});

test('the ledger and the insights count the share of this device and what was saved alike, a loss too', () => {
	for (const costMicroUsd of [0, 1_000_000]) {
		const facts = answerFacts(
			conversation({ costMicroUsd }, { source: 'edge:openai', costMicroUsd: 900 })
		);
		const { local, savedMicroUsd } = ledgerOf(facts);
		const insights = insightsOf(facts, NOW);
		expect(local).toEqual({ yes: insights.local.yes, of: insights.local.of });
		expect(savedMicroUsd).toBe(insights.savedMicroUsd);
		expect(Math.sign(savedMicroUsd)).toBe(costMicroUsd === 0 ? 1 : -1);
	}
});
