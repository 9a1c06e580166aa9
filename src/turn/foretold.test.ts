// What the question alone says: who begins by it, that the base's draft is then not written, and that it is said.

import { expect, test } from 'vitest';
import type { Beforehand } from '../contract/beforehand.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { TurnInput } from '../contract/services.ts';
import { foreteller } from '../decide/beforehand.ts';
import { DOMAINS, type Domain, type DomainGuess } from '../decide/domain.ts';
import {
	scriptedCalibration,
	scriptedModel,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnDependencies } from './dependencies.ts';
import type { EdgeProvider } from './edge.ts';
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
const manifest = {
	...testManifest,
	modifiers: [{ id: 'math', file: 'base.gguf', rank: 4, alpha: 8, invocationTokens: [9] }],
	calibration: scriptedCalibration(testManifest.baseSha256, ['math'], 'I don’t know'),
	thresholds: { answer: 0.8, beforehand }
};
const types = (events: readonly TurnEvent[]) =>
	events.map(({ type }) => type).filter((type) => !/text-delta|confidence/.test(type));
const HARD = 'Multiply 1234 by 5678.';
const EASY = 'Multiply some numbers.';

function guess(domain: Domain): DomainGuess {
	const probabilities = Object.fromEntries(
		DOMAINS.map((name) => [name, name === domain ? 0.91 : 0.01])
	) as DomainGuess['probabilities'];
	return { domain, probability: 0.91, probabilities };
}

const judging = (domain: Domain): JudgeProvider => {
	const judges = {
		domain: () => guess(domain),
		dissatisfaction: ({ message }: { message: string }) => {
			const dissatisfied = message.includes('wrong');
			return { probability: dissatisfied ? 0.9 : 0.1, dissatisfied };
		},
		router: null,
		critic: null,
		foretold: foreteller(beforehand)
	};
	return { current: () => judges, ready: async () => judges };
};

const SURE: Script = { kind: 'answer', words: 3, sure: 0.95 };

async function bench(domain: Domain, deps: Partial<TurnDependencies> = {}, script: Script = SURE) {
	const model = scriptedModel(() => script, manifest, { modifiers: true });
	const its = await turnBench(model, { judges: judging(domain), ...deps });
	const { conversationId } = its;
	const ask = async (question: string, fields: Partial<TurnInput> = {}) => {
		const input = { kind: 'send', conversationId, parts: text(question), ...fields } as TurnInput;
		const events = await runWhole(its.turns, input);
		return { events, answer: (await its.messages()).at(-1)! };
	};
	const asked = () => model.requests.map(({ modifier }) => modifier?.id ?? 'base');
	return { ...its, model, ask, asked };
}

function edgeOf() {
	const model = scriptedModel(() => ({ ...SURE, bill: {} }), { ...testManifest, id: 'edge' });
	const edge: EdgeProvider = {
		open: async () => ({ model, name: 'edge', host: 'edge.example.org', loopback: false })
	};
	return { model, edge };
}

test('a question that the base will not carry begins with the specialist, and no draft is written', async () => {
	const { ask, asked } = await bench('math');
	const { events, answer } = await ask(HARD);
	expect(asked()).toEqual(['math']);
	expect(types(events)).toEqual(['route-chosen', 'attempt-started', 'turn-finished']);
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
	const its = await turnBench(model, { judges: judging('math') });
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

test('without a specialist somebody bigger begins, where they can be asked without a word', async () => {
	const { edge, model } = edgeOf();
	const { ask, asked, memory, conversationId } = await bench('out-of-scope', { edge });
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const { events, answer } = await ask(HARD);
	expect(asked()).toEqual([]);
	expect(model.requests).toHaveLength(1);
	expect(types(events)).not.toContain('attempt-dropped');
	expect(answer.receipt?.reason).toContain('The question looks hard for this device.');
	await ask(EASY);
	expect(asked()).toEqual(['base']);
	expect(model.requests).toHaveLength(1);
});

test('while a person would have to agree, the base’s draft is written first', async () => {
	const { edge, model } = edgeOf();
	const { ask, asked } = await bench('out-of-scope', { edge });
	await ask(HARD);
	expect(asked()).toEqual(['base']);
	expect(model.requests).toHaveLength(0);
});

test('somebody bigger who gives nothing leaves the question to this device', async () => {
	const model = scriptedModel(() => ({ kind: 'fail', words: 0, code: 'failed' }), {
		...testManifest,
		id: 'edge'
	});
	const edge: EdgeProvider = {
		open: async () => ({ model, name: 'edge', host: 'edge.example.org', loopback: false })
	};
	const { ask, asked, memory, conversationId } = await bench('out-of-scope', { edge });
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
