// What the question alone says: who begins by it, that the base's draft is then not written, and that it is said.

import { expect, test, vi } from 'vitest';
import type { Beforehand } from '../contract/beforehand.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { TurnInput } from '../contract/services.ts';
import { foreteller } from '../decide/beforehand.ts';
import type { Domain } from '../decide/domain.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import type { Capabilities } from '../engine/engine.ts';
import { edgeOf } from '../../test/support/scripted-edge.ts';
import { guess, judging } from '../../test/support/scripted-judges.ts';
import {
	scriptedManifest,
	scriptedModel,
	scriptedWords,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, stepsOf, text, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnDependencies } from './dependencies.ts';
import { EdgeUnavailable, type EdgeProvider, type OpenEdge } from './edge.ts';
import type { JudgeProvider } from './judges.ts';

/** Questions with two numbers are beyond the base, by what they look like. */
const beforehand: Beforehand = {
	inputs: ['prompt.numbers'],
	mean: [1],
	deviation: [1],
	weights: [6],
	bias: 0,
	specialist: 0.9,
	further: 0.9
};
const manifest = scriptedManifest(['math'], { beforehand });
const HARD = 'Multiply 1234 by 5678.';
const EASY = 'Multiply some numbers.';

const judgesOf = (domain: Domain, foretold = foreteller(beforehand)): JudgeProvider =>
	judging({ domain: () => guess(domain, 0.91), foretold });

const SURE: Script = { kind: 'answer', words: 3, sure: 0.95 };

async function bench(domain: Domain, deps: Partial<TurnDependencies> = {}, script: Script = SURE) {
	const model = scriptedModel(() => script, manifest, { modifiers: true });
	const its = await turnBench(model, { judges: judgesOf(domain), ...deps });
	const { conversationId } = its;
	const ask = async (question: string, fields: Partial<TurnInput> = {}) => {
		const input = { kind: 'send', conversationId, parts: text(question), ...fields } as TurnInput;
		const events = await runWhole(its.turns, input);
		return { events, answer: (await its.messages()).at(-1)! };
	};
	const asked = () => model.requests.map(({ modifier }) => modifier?.id ?? 'base');
	return { ...its, model, ask, asked };
}

function bigger(fields: Partial<OpenEdge> = {}, capabilities: Partial<Capabilities> = {}) {
	const answering = () => ({ ...SURE, bill: {} });
	const model = scriptedModel(answering, { ...testManifest, id: 'edge' }, capabilities);
	return { model, edge: edgeOf(model, fields) };
}

/** A server on this machine that was there when it was looked for, and not any more when it is asked. */
function goneOnceAsked() {
	const { edge } = bigger({ host: 'localhost:8792', loopback: true });
	let opened = 0;
	const native: EdgeProvider = {
		open: async (role) => {
			if (opened++ > 0) throw new EdgeUnavailable('unreachable', 'It is gone.');
			return edge.open(role);
		}
	};
	return { native, opened: () => opened };
}

type Bench = Awaited<ReturnType<typeof bench>>;

/** Asks, agrees to what is asked, and gives what was on screen each time. */
async function askAgreeing({ turns, conversationId, messages }: Bench, question: string) {
	const shown = shownAnswer();
	const under: string[] = [];
	const later: boolean[] = [];
	const input: TurnInput = { kind: 'send', conversationId, parts: text(question) };
	for await (const event of turns.run(input, new AbortController().signal)) {
		shown.apply(event);
		if (event.type !== 'consent-requested') continue;
		under.push(shown.text);
		later.push(event.preview.later ?? false);
		turns.consent(conversationId, 'once');
	}
	return { under, later, answer: (await messages()).at(-1)! };
}

test('a question that the base will not carry begins with the specialist, and no draft is written', async () => {
	const { ask, asked } = await bench('math');
	const { events, answer } = await ask(HARD);
	expect(asked()).toEqual(['math']);
	expect(stepsOf(events)).toEqual(['route-chosen', 'attempt-started', 'turn-finished']);
	expect(events[0]).toMatchObject({
		plan: { source: 'modifier:math', beforehand: expect.closeTo(0.998, 2) as number }
	});
	expect(answer.receipt).toMatchObject({
		source: 'modifier:math',
		beforehand: expect.closeTo(0.998, 2) as number,
		domain: { id: 'math' }
	});
	expect(answer.receipt?.reason).toContain('By the question alone the base had a chance of 0%');
});

test('any other question begins with the base, and what the question alone said is told all the same', async () => {
	const { ask, asked } = await bench('math');
	const { answer } = await ask(EASY);
	expect(asked()).toEqual(['base']);
	expect(answer.receipt?.beforehand).toBeLessThan(0.1);
	expect(answer.receipt?.reason).not.toContain('By the question alone');
});

test('a specialist that fails leaves the question to the base', async () => {
	const model = scriptedModel(
		({ modifier }) => (modifier ? { kind: 'fail', words: 1, code: 'failed' } : SURE),
		manifest,
		{ modifiers: true }
	);
	const its = await turnBench(model, { judges: judgesOf('math') });
	await runWhole(its.turns, {
		kind: 'send',
		conversationId: its.conversationId,
		parts: text(HARD)
	});
	const { source, status } = (await its.messages()).at(-1)!;
	expect({ source, status }).toEqual({ source: 'base', status: 'done' });
});

test('a specialist that was turned off, or acts otherwise than measured, does not begin', async () => {
	for (const set of [
		{ on: false, scale: 1 },
		{ on: true, scale: 0.5 }
	]) {
		const { ask, asked, memory } = await bench('math');
		await memory.settings.update({ specialists: { 'scripted/math': set } });
		await ask(HARD);
		expect(asked()).toEqual(['base']);
	}
});

test('a file with the question is no part of what was measured: the base begins', async () => {
	const { ask, asked } = await bench('math');
	await ask('', {
		kind: 'send',
		parts: [{ type: 'file', name: 'a.txt', mediaType: 'text/plain', text: 'x' }, ...text(HARD)]
	} as Partial<TurnInput>);
	expect(asked()).toEqual(['base']);
});

test.each([
	['the base answers, where it sees', true],
	['somebody who sees answers, and no specialist is said to have begun', false]
])('an image is no part of what was measured: %s', async (_what, vision) => {
	const { edge, model: there } = bigger({}, { vision: true });
	const here = scriptedModel(() => SURE, manifest, { modifiers: true, vision });
	const its = await turnBench(here, { judges: judgesOf('math'), edge });
	const { conversationId, memory, turns } = its;
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const image = { type: 'image', name: 'a.png', mediaType: 'image/png', data: 'AAAA' } as const;
	const parts = [image, ...text(HARD)];
	const [first] = await runWhole(turns, { kind: 'send', conversationId, parts });
	expect(first).toMatchObject({ plan: { source: 'base' } });
	expect(here.requests.map(({ modifier }) => modifier)).toEqual(vision ? [null] : []);
	expect(there.requests).toHaveLength(vision ? 0 : 1);
	const { receipt } = (await its.messages()).at(-1)!;
	expect(receipt?.beforehand).toBeUndefined();
	expect(receipt?.reason).not.toContain('By the question alone');
});

test('another answer to the same question is begun by the base, for the specialist would repeat itself', async () => {
	const { ask, asked, turns, conversationId, messages } = await bench('math');
	const { answer } = await ask(HARD);
	await runWhole(turns, { kind: 'regenerate', conversationId, messageId: answer.id });
	expect(asked()).toEqual(['math', 'base']);
	expect((await messages()).at(-1)?.receipt?.beforehand).toBeGreaterThan(0.9);
});

test('in a conversation that stays on this device nobody else is looked for', async () => {
	const one = bigger();
	const { ask, asked, memory, conversationId } = await bench('out-of-scope', { edge: one.edge });
	await memory.conversations.update(conversationId, { egress: 'local-only' });
	const { answer } = await ask(HARD);
	expect(asked()).toEqual(['base']);
	expect(one.edge.opened).toBe(0);
	expect(answer.receipt?.beforehand).toBeGreaterThan(0.9);
});

test('a server on this machine begins without a word, whatever has to be asked before anything leaves', async () => {
	const { edge: native, model } = bigger({ host: 'localhost:8792', loopback: true });
	for (const egress of ['ask', 'local-only'] as const) {
		const { ask, asked, memory, conversationId } = await bench('out-of-scope', { native });
		await memory.conversations.update(conversationId, { egress });
		const { events, answer } = await ask(HARD);
		expect(asked()).toEqual([]);
		expect(stepsOf(events)).not.toContain('consent-requested');
		expect(answer).toMatchObject({ status: 'done', receipt: { domain: { id: 'out-of-scope' } } });
		expect(answer.source).toMatch(/^native:/);
	}
	expect(model.requests).toHaveLength(2);
});

test('a vote or a critique that the message asks for is done here: nobody bigger begins', async () => {
	const { edge, model } = bigger({ host: 'localhost:8792', loopback: true });
	for (const options of [{ paths: 3 }, { maxCritiqueRounds: 1 }]) {
		const { ask, asked } = await bench('out-of-scope', { native: edge });
		const { answer } = await ask(HARD, { options });
		expect(asked().length).toBeGreaterThan(1);
		expect(answer.source).toBe('base');
	}
	expect(model.requests).toEqual([]);
});

test('where that server is gone by then, a person is asked over the draft of this device, not over nothing', async () => {
	const { edge, model } = bigger();
	const { native, opened } = goneOnceAsked();
	const its = await bench('out-of-scope', { native, edge }, { ...SURE, sure: 0.4 });
	const { under, answer } = await askAgreeing(its, HARD);
	expect(its.asked()).toEqual(['base']);
	expect(under).toEqual([scriptedWords(0, 3).join('')]);
	expect(model.requests).toHaveLength(1);
	expect(answer).toMatchObject({ source: 'edge:tutor', status: 'done' });
	// Looked for, and asked; who was gone is not asked anew.
	expect(opened()).toBe(2);
});

test('and not at all where the draft will do; the receipt says why this device answered', async () => {
	const { edge, model } = bigger();
	const its = await bench('out-of-scope', { native: goneOnceAsked().native, edge });
	const { under, answer } = await askAgreeing(its, HARD);
	expect({ under, asked: model.requests }).toEqual({ under: [], asked: [] });
	expect(answer).toMatchObject({ source: 'base', status: 'done' });
	expect(answer.notes).toBeUndefined();
	expect(answer.receipt?.reason).toContain(
		'edge.example.org is asked only once you agree, so this device answered first.'
	);
});

test('a connection that is lost by then is waited for once there is a draft to read meanwhile', async () => {
	const its = bigger();
	const edge: EdgeProvider = {
		open: async (role) => {
			if (its.edge.opened > 0) throw new EdgeUnavailable('offline', 'This device is offline.');
			return its.edge.open(role);
		}
	};
	const queue = {
		host: 'edge.example.org',
		offers: () => true,
		decline: () => undefined,
		add: async () => undefined
	};
	const one = await bench('out-of-scope', { edge, queue }, { ...SURE, sure: 0.4 });
	await one.memory.conversations.update(one.conversationId, { egress: 'allow' });
	const { under, later, answer } = await askAgreeing(one, HARD);
	expect(under).toEqual([scriptedWords(0, 3).join('')]);
	expect(later).toEqual([true]);
	expect(answer).toMatchObject({ source: 'base', status: 'done' });
});

/** Never says whether it is there. */
const silent: EdgeProvider = { open: () => new Promise<never>(() => undefined) };

test.each([
	['at once', (stop: () => void) => stop()],
	['while they are looked for', (stop: () => void) => void setImmediate(stop)]
])(
	'that the question is stored is said before others are looked for, and Stop is heard %s',
	async (_when, soon) => {
		const { turns, conversationId, memory, asked } = await bench('out-of-scope', { edge: silent });
		await memory.conversations.update(conversationId, { egress: 'allow' });
		const stop = new AbortController();
		const events: TurnEvent[] = [];
		const input: TurnInput = { kind: 'send', conversationId, parts: text(HARD) };
		for await (const event of turns.run(input, stop.signal)) {
			events.push(event);
			if (event.type === 'route-chosen') soon(() => stop.abort());
		}
		expect(stepsOf(events)).toEqual(['route-chosen', 'turn-stopped']);
		expect(events[0]).toMatchObject({ plan: { beforehand: expect.closeTo(0.998, 2) as number } });
		expect(asked()).toEqual([]);
	}
);

test('a turn that was stopped before looks for nobody', async () => {
	const stop = new AbortController();
	const judges = judgesOf('out-of-scope', () => {
		stop.abort();
		return 0.99;
	});
	const { turns, conversationId, memory, asked } = await bench('out-of-scope', {
		edge: silent,
		judges
	});
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const input: TurnInput = { kind: 'send', conversationId, parts: text(HARD) };
	expect(stepsOf(await runWhole(turns, input, stop.signal))).toEqual([
		'route-chosen',
		'turn-stopped'
	]);
	expect(asked()).toEqual([]);
});

test('without a specialist somebody bigger begins, where they can be asked without a word', async () => {
	const { edge, model } = bigger();
	const { ask, asked, memory, conversationId } = await bench('out-of-scope', { edge });
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const { events, answer } = await ask(HARD);
	expect(asked()).toEqual([]);
	expect(model.requests).toHaveLength(1);
	expect(stepsOf(events)).not.toContain('attempt-dropped');
	expect(answer.receipt?.reason).toContain('The question looks hard for this device.');
	// Or a thumb down would teach of no domain.
	expect(answer.receipt?.domain).toEqual({ id: 'out-of-scope', probability: 0.91 });
	await ask(EASY);
	expect(asked()).toEqual(['base']);
	expect(model.requests).toHaveLength(1);
});

test('while a person would have to agree, the base’s draft is written first', async () => {
	const { edge, model } = bigger();
	const { ask, asked } = await bench('out-of-scope', { edge });
	await ask(HARD);
	expect(asked()).toEqual(['base']);
	expect(model.requests).toHaveLength(0);
});

test('somebody bigger who has not said after half a second that they are there holds no question up', async () => {
	const limit = new AbortController();
	using timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
	const looking = Promise.withResolvers<void>();
	const silent: EdgeProvider = { open: () => (looking.resolve(), new Promise(() => undefined)) };
	const { ask, asked, memory, conversationId } = await bench('out-of-scope', { edge: silent });
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const answering = ask(HARD);
	await looking.promise;
	expect(timeout).toHaveBeenCalledExactlyOnceWith(500);
	expect(asked()).toEqual([]);
	limit.abort();
	const { answer } = await answering;
	expect(asked()).toEqual(['base']);
	expect(answer).toMatchObject({ source: 'base', status: 'done' });
});

test('somebody bigger who gives nothing leaves the question to this device', async () => {
	const model = scriptedModel(() => ({ kind: 'fail', words: 0, code: 'failed' }), {
		...testManifest,
		id: 'edge'
	});
	const { ask, asked, memory, conversationId } = await bench('out-of-scope', {
		edge: edgeOf(model)
	});
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const { answer } = await ask(HARD);
	expect(asked()).toEqual(['base']);
	expect(answer).toMatchObject({ source: 'base', status: 'done' });
});

test('a complaint starts a level higher by its own rule, and a mode without specialists with the base', async () => {
	const { ask, asked } = await bench('math');
	await ask(HARD, { options: { mode: 'fast' } } as Partial<TurnInput>);
	expect(asked()).toEqual(['base']);
	const { answer } = await ask('That is wrong');
	expect(asked()).toEqual(['base', 'math']);
	expect(answer.receipt?.beforehand).toBeUndefined();
});
