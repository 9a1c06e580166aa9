// Auto on this device: the base, the modifier of the question's domain, and the surer of both; modes,
// complaints and what a conversation remembers. On a real memory and a scripted model. Long because every
// way an answer can come about here is a test of its own.

import { expect, test } from 'vitest';
import type { TurnEvent } from '../contract/events.ts';
import type { TurnOptions } from '../contract/modes.ts';
import type { TurnService } from '../contract/services.ts';
import { calibratedManifest } from '../decide/device-calibration.ts';
import type { Domain, DomainGuess } from '../decide/domain.ts';
import { DOMAINS } from '../decide/domain.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import {
	scriptedCalibration,
	scriptedModel,
	scriptedWords,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { EdgeProvider } from './edge.ts';
import { NO_JUDGES, type JudgeProvider, type Judges } from './judges.ts';

const words = (index: number, count = 3) => scriptedWords(index, count).join('');
const types = (events: TurnEvent[]) =>
	events.map(({ type }) => type).filter((type) => !/text|confidence/.test(type));

const { baseSha256 } = testManifest;
const MODIFIERS = ['math', 'code'];
const manifest = {
	...testManifest,
	modifiers: MODIFIERS.map((id) => ({
		id,
		file: 'base.gguf',
		rank: 4,
		alpha: 8,
		invocationTokens: [9]
	})),
	calibration: scriptedCalibration(baseSha256, MODIFIERS, 'I don’t know'),
	thresholds: { answer: 0.8 }
};

const script = (...scripts: Script[]) =>
	scriptedModel((_request, index) => scripts[index], manifest, { modifiers: true });
const sure = (value: number, fields: Partial<Script> = {}): Script =>
	({ kind: 'answer', words: 3, sure: value, ...fields }) as Script;

function guess(domain: Domain, probability = 0.9): DomainGuess {
	const rest = (1 - probability) / (DOMAINS.length - 1);
	const probabilities = Object.fromEntries(
		DOMAINS.map((name) => [name, name === domain ? probability : rest])
	) as DomainGuess['probabilities'];
	return { domain, probability, probabilities };
}

function judging(fields: Partial<Judges> = {}): JudgeProvider {
	const judges: Judges = {
		domain: (prompt) => guess(prompt.includes('sum') ? 'math' : 'general'),
		dissatisfaction: ({ message }) => {
			const dissatisfied = /wrong/.test(message);
			return { probability: dissatisfied ? 0.9 : 0.1, dissatisfied };
		},
		router: null,
		critic: null,
		...fields
	};
	return { current: () => judges, ready: async () => judges };
}

const send = (conversationId: string, content: string) =>
	({ kind: 'send', conversationId, parts: text(content) }) as const;

test('a sure answer of the base is kept, with the domain in its receipt', async () => {
	const model = script(sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(types(events)).toEqual(['route-chosen', 'attempt-started', 'turn-finished']);
	expect((await messages()).at(-1)).toMatchObject({
		source: 'base',
		receipt: {
			mode: 'auto',
			threshold: 0.8,
			calibrated: true,
			domain: { id: 'math', probability: 0.9 },
			confidence: expect.closeTo(0.9) as number
		}
	});
});

test('an unsure answer goes to the modifier of its domain, and the surer of both is kept', async () => {
	const model = script(sure(0.4), sure(0.95));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(model.requests.map(({ modifier }) => modifier?.id ?? null)).toEqual([null, 'math']);
	expect(model.requests[1]?.messages).toEqual(model.requests[0]?.messages);
	expect(types(events)).toEqual([
		'route-chosen',
		'attempt-started',
		'attempt-started',
		'attempt-dropped',
		'turn-finished'
	]);
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(1));
	expect(stored).toMatchObject({ source: 'modifier:math', status: 'done' });
	expect(stored.receipt).toMatchObject({
		source: 'modifier:math',
		attempts: [
			{ source: 'base', outcome: 'dropped', text: words(0) },
			{ source: 'modifier:math', outcome: 'kept' }
		]
	});
	expect(stored.receipt?.reason).toContain('“math”');
});

/** Each text that was on screen, in order. */
async function shownTexts(turns: TurnService, conversationId: string): Promise<string[]> {
	const shown = shownAnswer();
	const seen: string[] = [];
	for (const event of await runWhole(turns, send(conversationId, 'the sum'))) {
		shown.apply(event);
		if (seen.at(-1) !== shown.text) seen.push(shown.text);
	}
	return seen;
}

test('what is on screen changes in one step: the draft stands until the modifier’s answer is whole', async () => {
	const model = script(sure(0.4), sure(0.95));
	const { turns, conversationId } = await turnBench(model, { judges: judging() });
	const seen = await shownTexts(turns, conversationId);
	expect(seen).toEqual(['', 'r0w0', 'r0w0 r0w1', words(0), words(1)]);
});

test('when the modifier is less sure the base’s answer stays, and the other is a draft', async () => {
	const model = script(sure(0.6), sure(0.3));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(0));
	expect(stored.receipt).toMatchObject({
		source: 'base',
		confidence: expect.closeTo(0.6) as number,
		attempts: [
			{ source: 'base', outcome: 'kept' },
			{ source: 'modifier:math', outcome: 'dropped', text: words(1) }
		]
	});
});

test('a modifier that fails leaves the base’s answer, with the failure in the receipt', async () => {
	const model = script(sure(0.4), { kind: 'fail', words: 2, code: 'failed' });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(events.at(-1)).toMatchObject({ type: 'turn-finished' });
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(0));
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['kept', 'failed']);
});

test('a turn stopped while the modifier writes keeps the base’s whole answer', async () => {
	const model = script(sure(0.4), { kind: 'hang', words: 2 });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	for await (const event of turns.run(send(conversationId, 'the sum'), stop.signal)) {
		events.push(event);
		if (event.type === 'text-delta' && event.attempt === 2) stop.abort();
	}
	expect(events.at(-1)?.type).toBe('turn-stopped');
	const stored = (await messages()).at(-1)!;
	expect(stored).toMatchObject({ status: 'stopped', source: 'base' });
	expect(textOf(stored)).toBe(words(0));
	expect(model.running()).toBe(0);
});

test('a question surely of a modifier’s domain goes to it however sure the base is', async () => {
	const model = scriptedModel(
		(_request, index) => [sure(0.9), sure(0.95)][index],
		{ ...manifest, thresholds: { answer: 0.8, sureDomain: 0.85 } },
		{ modifiers: true }
	);
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	expect((await messages()).at(-1)?.source).toBe('modifier:math');
});

test.each([
	['of no modifier’s domain', 'a word', {}],
	['without a modifier that fits the base', 'the sum', { modifiers: false }]
])('a doubtful answer %s stays the base’s', async (_, question, capabilities) => {
	const model = scriptedModel(() => sure(0.2), manifest, { modifiers: true, ...capabilities });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, question));
	expect((await messages()).at(-1)?.source).toBe('base');
	expect(model.requests.length).toBe(1);
});

test('judges that come after the first token still count for the answer', async () => {
	const judges = judging();
	let ready = false;
	const late: JudgeProvider = {
		current: (of) =>
			ready
				? judges.current(of)
				: { domain: null, dissatisfaction: null, router: null, critic: null },
		ready: async (of) => {
			ready = true;
			return judges.ready(of);
		}
	};
	const model = script(sure(0.4), sure(0.95));
	const { turns, messages, conversationId } = await turnBench(model, { judges: late });
	await runWhole(turns, send(conversationId, 'the sum'));
	expect((await messages()).at(-1)?.source).toBe('modifier:math');
});

test('fast asks the base alone, a modifier’s mode that modifier alone', async () => {
	const model = script(sure(0.2), sure(0.2));
	const { turns, messages, conversationId, memory } = await turnBench(model, { judges: judging() });
	await runWhole(turns, { ...send(conversationId, 'the sum'), options: { mode: 'fast' } });
	expect((await messages()).at(-1)).toMatchObject({ source: 'base', receipt: { mode: 'fast' } });
	await memory.conversations.update(conversationId, { mode: 'only:code' });
	await runWhole(turns, send(conversationId, 'the sum'));
	expect((await messages()).at(-1)).toMatchObject({
		source: 'modifier:code',
		receipt: { mode: 'only:code' }
	});
	expect(model.requests.map(({ modifier }) => modifier?.id)).toEqual([undefined, 'code']);
});

test('a mode whose modifier the model lacks is answered by the base, which says so', async () => {
	const { turns, messages, conversationId } = await turnBench(script(), { judges: judging() });
	await runWhole(turns, { ...send(conversationId, 'Hi'), options: { mode: 'only:poetry' } });
	expect((await messages()).at(-1)?.receipt).toMatchObject({
		source: 'base',
		reason: expect.stringContaining('has no modifier “poetry”') as string
	});
});

test('after a complaint the question before it is answered by the modifier, and the reply says why', async () => {
	const model = script(sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const events = await runWhole(turns, send(conversationId, 'That is wrong'));
	expect(model.requests[1]).toMatchObject({
		modifier: { id: 'math' },
		messages: [{ role: 'user', content: 'the sum' }],
		sampling: { temperature: 0.7 }
	});
	expect(events).toContainEqual({
		type: 'notice',
		message: expect.stringContaining('starts a level higher') as string
	});
	const stored = await messages();
	expect(stored.at(-1)).toMatchObject({
		source: 'modifier:math',
		receipt: { dissatisfied: 0.9, domain: { id: 'math' } }
	});
	expect(stored.at(-1)?.receipt?.reason).toContain('starts a level higher');
	// The failed answer is kept where it was.
	expect(textOf(stored[1]!)).toBe(words(0));
});

/** Judges that are on their way, again after `leave`. */
async function lateJudges() {
	const judges = await judging().ready(manifest);
	let arrived = false;
	const late = {
		waits: 0,
		leave() {
			arrived = false;
			late.waits = 0;
		},
		current: () => (arrived ? judges : NO_JUDGES),
		async ready() {
			late.waits++;
			arrived = true;
			return judges;
		}
	};
	return late;
}

test('a bare complaint waits for the judge that hears it', async () => {
	const late = await lateJudges();
	const model = script(sure(0.9), sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: late });
	await runWhole(turns, send(conversationId, 'the sum'));
	late.leave();
	await runWhole(turns, send(conversationId, 'That is wrong'));
	expect(late.waits).toBe(1);
	expect(model.requests[1]?.messages).toEqual([{ role: 'user', content: 'the sum' }]);
	expect((await messages()).at(-1)?.receipt?.dissatisfied).toBe(0.9);
});

test('a question waits for its domain where that says which mode it is answered in', async () => {
	const late = await lateJudges();
	const there = scriptedModel(() => sure(0.9, { bill: {} }));
	const edge: EdgeProvider = {
		open: async () => ({ model: there, name: 'edge', host: 'edge.example.org', loopback: false })
	};
	const model = script(sure(0.2), sure(0.2), sure(0.2));
	const { turns, messages, conversationId, memory } = await turnBench(model, {
		judges: late,
		edge
	});
	await memory.conversations.update(conversationId, { egress: 'allow' });
	await memory.settings.update({ modeByDomain: { math: 'fast' } });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(events[0]?.type).toBe('route-chosen');
	expect((await messages()).at(-1)).toMatchObject({ source: 'base', receipt: { mode: 'fast' } });
	expect(there.requests).toEqual([]);
	// What the conversation's own mode decides waits for nothing.
	late.leave();
	await memory.conversations.update(conversationId, { mode: 'fast' });
	await runWhole(turns, send(conversationId, 'another sum'));
	expect((await messages()).at(-1)?.receipt?.mode).toBe('fast');
	expect(model.requests).toHaveLength(2);
});

test('a question waits for its domain where this conversation remembers who can answer it', async () => {
	const late = await lateJudges();
	const model = script(sure(0.9), sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: late });
	await runWhole(turns, send(conversationId, 'the sum'));
	await runWhole(turns, send(conversationId, 'That is wrong'));
	late.leave();
	await runWhole(turns, send(conversationId, 'another sum'));
	expect((await messages()).at(-1)?.source).toBe('modifier:math');
	expect(model.requests).toHaveLength(3);
});

test('a complaint that says more is answered as it is said', async () => {
	const model = script(sure(0.9), sure(0.9));
	const { turns, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	await runWhole(turns, send(conversationId, 'wrong, I meant the sum of 3 and 4'));
	expect(model.requests[1]?.messages.map(({ content }) => content)).toEqual([
		'the sum',
		words(0),
		'wrong, I meant the sum of 3 and 4'
	]);
	expect(model.requests[1]?.modifier?.id).toBe('math');
});

test('where nobody is left to ask, a complaint brings another answer and an honest sentence', async () => {
	const model = script(sure(0.9), sure(0.9));
	const { turns, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'a word'));
	const events = await runWhole(turns, send(conversationId, 'wrong'));
	expect(model.requests[1]).toMatchObject({ modifier: null, sampling: { temperature: 0.7 } });
	expect(events).toContainEqual({
		type: 'notice',
		message: expect.stringContaining('Nobody bigger could be asked') as string
	});
});

test('a domain that failed in this conversation starts with what mended it', async () => {
	const model = script(sure(0.9), sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	await runWhole(turns, send(conversationId, 'That is wrong'));
	await runWhole(turns, send(conversationId, 'another sum'));
	const [failed, mended, last] = (await messages()).filter(({ role }) => role === 'assistant');
	expect(last!.source).toBe('modifier:math');
	expect(model.requests.length).toBe(3);
	// Its receipt names the answers it goes by; of those themselves nothing was known before.
	expect(last!.receipt?.experienceIds).toEqual([failed!.id, mended!.id]);
	expect(mended!.receipt?.experienceIds).toEqual([]);
});

test('a lost device while the modifier answers is tried again, and the draft stays', async () => {
	const model = script(sure(0.4), { kind: 'fail', words: 1, code: 'device-lost' }, sure(0.95));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(2));
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual([
		'dropped',
		'dropped',
		'kept'
	]);
});

const exiting = (...scripts: Script[]) =>
	scriptedModel(
		(_request, index) => scripts[index],
		{ ...manifest, thresholds: { answer: 0.8, earlyExit: { confidence: 0.3, tokens: 4 } } },
		{ modifiers: true }
	);

test('an answer that is going wrong is handed over before its end, and stays until the other is whole', async () => {
	const model = exiting({ kind: 'answer', words: 30, sure: 0.2 }, sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const seen = await shownTexts(turns, conversationId);
	expect(model.spoken()).toBe(4 + 3);
	expect(seen.slice(-2)).toEqual([words(0, 4), words(1)]);
	expect((await messages()).at(-1)).toMatchObject({
		source: 'modifier:math',
		receipt: {
			attempts: [
				{
					source: 'base',
					outcome: 'dropped',
					text: words(0, 4),
					reason: 'It was only 20% sure, so it was handed over before its end.'
				},
				{ source: 'modifier:math', outcome: 'kept' }
			]
		}
	});
	expect(model.running()).toBe(0);
});

test('where nobody could take it over an answer is written to its end', async () => {
	const model = exiting({ kind: 'answer', words: 30, sure: 0.2 });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'a word'));
	expect(textOf((await messages()).at(-1)!)).toBe(words(0, 30));
});

test('when whoever took it over fails the base answers anew, to its end', async () => {
	const model = exiting(
		{ kind: 'answer', words: 30, sure: 0.2 },
		{ kind: 'fail', words: 1, code: 'failed' },
		{ kind: 'answer', words: 6, sure: 0.2 }
	);
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(2, 6));
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual([
		'dropped',
		'failed',
		'kept'
	]);
});

test('in accurate mode several answers to a doubtful sum vote, and the majority’s replaces it', async () => {
	const says = (text: string): Script => ({ kind: 'answer', words: 1, sure: 0.3, text });
	const model = scriptedModel(
		(_request, index) => says(index === 0 ? 'The sum is 7.' : 'The sum is 8.'),
		{ ...manifest, modifiers: [] },
		{}
	);
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, { ...send(conversationId, 'the sum'), options: { mode: 'accurate' } });
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe('The sum is 8.');
	expect(stored.receipt?.attempts).toMatchObject([
		{ outcome: 'dropped', text: 'The sum is 7.' },
		{ outcome: 'kept', votes: { for: 3 } }
	]);
	expect(stored.receipt?.reason).toContain('agreed on another one');
	expect(model.requests[1]?.sampling).toMatchObject({ temperature: 0.8, topP: 0.9 });
});

test('in accurate mode a modifier’s answer is left alone, unless a person asks for a vote', async () => {
	const requests = async (options: TurnOptions) => {
		const model = script(sure(0.2), sure(0.5), sure(0.5), sure(0.5), sure(0.5));
		const { turns, conversationId } = await turnBench(model, {
			judges: judging({ critic: () => 3 })
		});
		await runWhole(turns, { ...send(conversationId, 'the sum'), options });
		return model.requests.map(({ modifier }) => modifier?.id ?? 'base');
	};
	expect(await requests({ mode: 'accurate' })).toEqual(['base', 'math']);
	expect(await requests({ mode: 'accurate', paths: 3 })).toEqual(['base', 'math', 'math', 'math']);
});

test('in accurate mode a critic asks for another answer, and the better graded one is kept', async () => {
	const model = script(sure(0.3), sure(0.3), sure(0.3));
	const critic: Judges['critic'] = (_features, answer) => (answer === words(1) ? 9 : 3);
	const { turns, messages, conversationId } = await turnBench(model, {
		judges: judging({ critic })
	});
	await runWhole(turns, { ...send(conversationId, 'a word'), options: { mode: 'accurate' } });
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(1));
	expect(stored.receipt?.attempts).toMatchObject([
		{ outcome: 'dropped', grade: 3 },
		{ outcome: 'kept', grade: 9 }
	]);
});

test('where a second look finds nothing better the answer on screen stays', async () => {
	const model = script(sure(0.3), sure(0.3), sure(0.3));
	const { turns, messages, conversationId } = await turnBench(model, {
		judges: judging({ critic: () => 3 })
	});
	await runWhole(turns, {
		...send(conversationId, 'a word'),
		options: { mode: 'fast', maxCritiqueRounds: 1 }
	});
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(0));
	expect(model.requests.length).toBe(2);
	expect(stored.receipt?.reason).toContain('found no better answer');
});

test('a model that came without a calibration is as sure as a careful guess says, and it is said', async () => {
	const model = scriptedModel(() => sure(0.9), testManifest);
	const { turns, messages, conversationId } = await turnBench(model, {
		judges: judging(),
		calibrations: { current: (of) => calibratedManifest(of, null) }
	});
	await runWhole(turns, send(conversationId, 'Hi'));
	const { receipt } = (await messages()).at(-1)!;
	expect(receipt).toMatchObject({ calibrated: false });
	expect(receipt?.confidence).not.toBeCloseTo(0.9);
	expect(receipt?.reason).toContain('careful guess');
});
