// Turns that run a recipe: who takes part, what is asked before anything is sent, what is on screen, and what
// the receipt says; and without somebody bigger, what is done instead. On a real memory and scripted models.

import { expect, test } from 'vitest';
import { edgeOf } from '../../test/support/scripted-edge.ts';
import {
	hearsWrong,
	judging as judgingAs,
	sumsAreMath
} from '../../test/support/scripted-judges.ts';
import {
	scriptedManifest,
	scriptedModel,
	testManifest,
	type Script,
	type ScriptedModel
} from '../../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { Embedder } from '../contract/embedder.ts';
import type { ConsentAnswer, TurnEvent } from '../contract/events.ts';
import type { RecipeId } from '../contract/modes.ts';
import type { TurnInput, TurnService } from '../contract/services.ts';
import { RECIPE_NAMES } from '../decide/plan-recipe-words.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import { sentBytes } from './consent.ts';
import { EdgeUnavailable, type EdgeProvider, type EdgeRole, type OpenEdge } from './edge.ts';
import { NO_JUDGES } from './judges.ts';

const manifest = scriptedManifest();
const says = (said: string, script: Partial<Script> = {}): Script => ({
	kind: 'answer',
	words: 3,
	sure: 0.95,
	text: said,
	...(script as object)
});
const here = (...said: string[]) =>
	scriptedModel((_request, index) => says(said[index % said.length]!), manifest);
const there = (...scripts: Script[]) =>
	scriptedModel((_request, index) => scripts[index] ?? says('Well.', { bill: {} }), {
		...testManifest,
		id: 'edge'
	});

function pricedEdge(model: ScriptedModel, fields: Partial<OpenEdge> = {}): EdgeProvider {
	return edgeOf(model, { costMicroUsd: () => 200, ...fields });
}

async function benchOf(
	model: ScriptedModel,
	edge: EdgeProvider | null,
	egress: 'ask' | 'allow' | 'local-only' = 'allow'
) {
	const one = await turnBench(model, { edge });
	await one.memory.conversations.update(one.conversationId, { egress });
	return one;
}

const send = (conversationId: string, recipe: RecipeId): TurnInput => ({
	kind: 'send',
	conversationId,
	parts: text('How deep is the lake?'),
	options: { mode: `recipe:${recipe}` }
});

/** Runs a turn, answers what it asks, and notes what is on screen. */
async function run(turns: TurnService, input: TurnInput, answers: ConsentAnswer[] = []) {
	const events: TurnEvent[] = [];
	const shown = shownAnswer();
	const screens: string[] = [];
	const asked: string[] = [];
	for await (const event of turns.run(input, new AbortController().signal)) {
		events.push(event);
		shown.apply(event);
		if (screens.at(-1) !== shown.text) screens.push(shown.text);
		if (event.type === 'consent-requested') {
			asked.push(event.preview.text);
			turns.consent(input.conversationId, answers.shift() ?? 'refuse');
		}
	}
	return { events, screens, asked };
}

test('the draft is on screen until the better answer is whole, and the receipt has both', async () => {
	const edge = there(says('Two hundred metres deep.', { bill: { costMicroUsd: 321 } }));
	const one = await benchOf(here('Ninety metres.'), pricedEdge(edge));
	const { screens } = await run(one.turns, send(one.conversationId, 'draft-enhance'));
	expect(screens).toEqual(['', 'Ninety metres.', 'Two hundred metres deep.']);
	const answer = (await one.messages()).at(-1)!;
	expect(answer).toMatchObject({
		status: 'done',
		source: 'edge:tutor',
		receipt: {
			mode: 'recipe:draft-enhance',
			costMicroUsd: 321,
			attempts: [
				{ source: 'base', outcome: 'dropped', text: 'Ninety metres.' },
				{ source: 'edge:tutor', outcome: 'kept', costMicroUsd: 321 }
			]
		}
	});
	expect(answer.receipt!.bytesSent).toBeGreaterThan(0);
	expect(answer.receipt!.reason).toContain(RECIPE_NAMES['draft-enhance']);
	const [request] = edge.requests;
	expect(request?.messages.map(({ content }) => content).slice(0, 2)).toEqual([
		'How deep is the lake?',
		'Ninety metres.'
	]);
	expect(request?.idempotencyKey).toMatch(/./);
});

test('before anything leaves exactly what would be sent is shown; refused, the draft stands', async () => {
	const edge = there();
	const one = await benchOf(here('Ninety metres.'), pricedEdge(edge), 'ask');
	const { asked, events } = await run(one.turns, send(one.conversationId, 'draft-enhance'), [
		'refuse'
	]);
	expect(asked).toHaveLength(1);
	expect(asked[0]).toContain('You: How deep is the lake?\n\nAnswer: Ninety metres.');
	expect(edge.requests).toEqual([]);
	const answer = (await one.messages()).at(-1)!;
	expect(answer).toMatchObject({ status: 'done', source: 'base', receipt: { bytesSent: 0 } });
	expect(textOf(answer)).toBe('Ninety metres.');
	expect(events.some((event) => event.type === 'notice')).toBe(true);
});

test('the architect is asked twice, each time with what it is sent, and its correction is shown', async () => {
	const edge = there(says('1. Look it up.', { bill: {} }), says('Two hundred.', { bill: {} }));
	const one = await benchOf(here('Ninety metres.'), pricedEdge(edge), 'ask');
	const { asked, screens } = await run(one.turns, send(one.conversationId, 'architect-reviewer'), [
		'once',
		'once'
	]);
	expect(asked).toHaveLength(2);
	expect(asked[0]).not.toContain('Ninety');
	expect(asked[1]).toContain('Ninety metres.');
	expect(screens).toEqual(['', 'Ninety metres.', 'Two hundred.']);
	const { receipt } = (await one.messages()).at(-1)!;
	expect(receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['dropped', 'dropped', 'kept']);
	expect(receipt?.costMicroUsd).toBe(200);
});

test('each step is asked in its role, by which the gateway chooses who does it', async () => {
	const roles = new Map<EdgeRole, ScriptedModel>();
	const provider: EdgeProvider = {
		async open(role) {
			const text = role === 'reviewer' ? 'Two hundred.' : '1. Look it up.';
			const model = roles.get(role) ?? there(says(text, { bill: {} }));
			roles.set(role, model);
			return { model, name: role, host: 'edge.example.org', loopback: false };
		}
	};
	const one = await benchOf(here('Ninety metres.'), provider);
	await runWhole(one.turns, send(one.conversationId, 'architect-reviewer'));
	const asked = (role: EdgeRole) =>
		roles.get(role)?.requests.map(({ messages }) => messages.at(-1)!.content) ?? [];
	expect(asked('planner')).toEqual([expect.stringContaining('Do not answer yet')]);
	expect(asked('reviewer')).toEqual([expect.stringContaining('Review an answer')]);
	expect(asked('smart')).toEqual([]);
	expect(textOf((await one.messages()).at(-1)!)).toBe('Two hundred.');
});

test('a validator elsewhere chooses among five answers of this device', async () => {
	const edge = there(says('4', { bill: {} }));
	const model = here('One metre.', 'Two.', 'Three.', 'Four.', 'Five.');
	const one = await benchOf(model, pricedEdge(edge));
	const { screens } = await run(one.turns, send(one.conversationId, 'explore-validate'));
	expect(model.requests).toHaveLength(5);
	expect(screens).toEqual(['', 'Four.']);
	expect((await one.messages()).at(-1)).toMatchObject({ status: 'done', source: 'base' });
});

test('a vote that is decided on this device asks nobody else, and the receipt says so', async () => {
	const edge = there();
	const model = scriptedModel(() => says('It is 8.'), scriptedManifest(['math']), {
		modifiers: true
	});
	const { memory, turns, messages, conversationId } = await turnBench(model, {
		edge: pricedEdge(edge),
		judges: judgingAs({ domain: sumsAreMath(0.9) })
	});
	await memory.conversations.update(conversationId, { egress: 'ask' });
	const input = { ...send(conversationId, 'ensemble-vote'), parts: text('the sum') } as TurnInput;
	const { asked } = await run(turns, input);
	// Three of the base and two of its specialist, and what is left of nine could not outvote them.
	expect(model.requests).toHaveLength(5);
	expect(asked).toEqual([]);
	expect(edge.requests).toEqual([]);
	const { receipt } = (await messages()).at(-1)!;
	expect(receipt).toMatchObject({ bytesSent: 0, costMicroUsd: 0 });
	const kept = receipt?.attempts.find(({ outcome }) => outcome === 'kept');
	expect(kept?.votes).toEqual({ for: 5, of: 5 });
	expect(receipt?.reason).toContain('The vote was decided after 5 of 9 answers');
	expect(receipt?.reason).toContain('The bigger model was not asked.');
});

test('a vote that is decided while somebody else answers sends no more, and counts what was written', async () => {
	const edge = there(says('It is 8.', { bill: {} }));
	const one = await benchOf(here('It is 8.'), pricedEdge(edge));
	await run(one.turns, send(one.conversationId, 'ensemble-vote'));
	expect(edge.requests).toHaveLength(1);
	const { receipt } = (await one.messages()).at(-1)!;
	// Charged for what was sent, as the bill says, and not as an estimate of three.
	expect(receipt?.costMicroUsd).toBe(100);
	expect(receipt?.reason).not.toContain('estimate');
	const kept = receipt?.attempts.find(({ outcome }) => outcome === 'kept');
	expect(kept?.votes).toEqual({ for: 4, of: 4 });
	expect(receipt?.reason).toContain('The vote was decided after 4 of 6 answers');
	expect(receipt?.reason).not.toContain('was not asked');
});

test('open answers of a vote agree by their meaning', async () => {
	const fox = 'A fox ran home. It was cold. It slept.';
	const stars = 'Stars are far. They burn. We look up.';
	const model = scriptedModel(
		(_request, index) =>
			says([stars, fox, 'A fox went home. It froze. It slept.'][index]!, {
				sure: index === 0 ? 0.9 : 0.5
			}),
		manifest
	);
	const embedder: Embedder = {
		id: 'animals',
		dimensions: 2,
		embed: async (list) =>
			list.map((one) => (one.includes('fox') ? Float32Array.of(1, 0) : Float32Array.of(0, 1))),
		dispose: async () => undefined
	};
	const one = await turnBench(model, {
		examples: { embedder: async () => embedder, bank: async () => null }
	});
	await run(one.turns, send(one.conversationId, 'ensemble-vote'));
	const answer = (await one.messages()).at(-1)!;
	expect(textOf(answer)).toBe(fox);
	expect(answer.receipt?.attempts[0]?.votes).toEqual({ for: 2, of: 3 });
});

test('this device and another machine vote; the receipt says how many agreed', async () => {
	const edge = there(...Array.from({ length: 3 }, () => says('It is 200.', { bill: {} })));
	const one = await benchOf(here('It is 90.', 'It is 200.', 'It is 90.'), pricedEdge(edge));
	await run(one.turns, send(one.conversationId, 'ensemble-vote'));
	const answer = (await one.messages()).at(-1)!;
	expect(textOf(answer)).toBe('It is 200.');
	const kept = answer.receipt?.attempts.find(({ outcome }) => outcome === 'kept');
	expect(kept?.votes).toEqual({ for: 4, of: 6 });
	expect(answer.receipt?.costMicroUsd).toBe(300);
});

const nobody: EdgeProvider = {
	open: () => Promise.reject(new EdgeUnavailable('not-configured', 'Set one up in the settings.'))
};

test.each<[RecipeId, 'local-only' | 'allow', string]>([
	['draft-enhance', 'allow', 'needs a bigger model. Set one up in the settings.'],
	['architect-reviewer', 'allow', 'needs a bigger model. Set one up in the settings.'],
	['draft-enhance', 'local-only', 'needs a bigger model. This conversation stays on this device'],
	['ensemble-vote', 'allow', 'ran on this device alone. Set one up in the settings.'],
	['explore-validate', 'local-only', 'ran on this device alone. This conversation stays']
])('%s with nobody to ask, %s: this device answers, and it is said', async (id, egress, words) => {
	const edge = there();
	const provider = egress === 'allow' ? nobody : pricedEdge(edge);
	const one = await benchOf(here('Ninety metres.'), provider, egress);
	await runWhole(one.turns, send(one.conversationId, id));
	const answer = (await one.messages()).at(-1)!;
	expect(textOf(answer)).toBe('Ninety metres.');
	expect(answer.receipt?.reason).toContain(words);
	expect(edge.requests).toEqual([]);
});

test('a connection that breaks is asked once more under the same key; then the draft stands', async () => {
	const breaks: Script = {
		kind: 'fail',
		words: 1,
		code: 'stream-broken',
		bill: { costMicroUsd: 5 }
	};
	const edge = there(breaks, breaks, says('Never asked.'));
	const one = await benchOf(here('Ninety metres.'), pricedEdge(edge));
	await runWhole(one.turns, send(one.conversationId, 'draft-enhance'));
	const [first, second, third] = edge.requests;
	expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
	expect(third).toBeUndefined();
	const answer = (await one.messages()).at(-1)!;
	expect(textOf(answer)).toBe('Ninety metres.');
	expect(answer.receipt?.costMicroUsd).toBe(10);
});

test('a limit of the mode is kept to: what would cost more is not asked', async () => {
	const edge = there();
	const one = await benchOf(here('Ninety metres.'), pricedEdge(edge));
	const { customMode } = await one.memory.settings.get();
	await one.memory.settings.update({
		mode: 'custom',
		customMode: {
			...customMode,
			escalateToEdge: true,
			maxCostMicroUsd: 100,
			recipe: 'draft-enhance'
		}
	});
	const { options: _, ...input } = send(one.conversationId, 'draft-enhance');
	await runWhole(one.turns, input);
	expect(edge.requests).toEqual([]);
	expect((await one.messages()).at(-1)?.receipt?.reason).toContain('this mode allows');
});

test('an abort while the better answer is written keeps the draft and asks nothing more', async () => {
	const stop = new AbortController();
	const edge = there({ kind: 'hang', words: 1, onHang: () => queueMicrotask(() => stop.abort()) });
	const one = await benchOf(here('Ninety metres.'), pricedEdge(edge));
	for await (const event of one.turns.run(send(one.conversationId, 'draft-enhance'), stop.signal))
		if (event.type === 'turn-finished') throw new Error('It should have been stopped.');
	expect((await one.messages()).at(-1)).toMatchObject({ status: 'stopped', source: 'base' });
	await expect.poll(edge.running).toBe(0);
	expect(edge.requests).toHaveLength(1);
});

test('what a vote sends several times is counted as often before it is agreed to, as is its price', async () => {
	const edge = there(...Array.from({ length: 3 }, () => says('It is 200.', { bill: {} })));
	const one = await benchOf(here('It is 90.'), pricedEdge(edge), 'ask');
	const { events } = await run(one.turns, send(one.conversationId, 'ensemble-vote'), ['once']);
	const asked = events.find((event) => event.type === 'consent-requested')!;
	expect(edge.requests).toHaveLength(3);
	const sent = edge.requests.reduce((sum, { messages }) => sum + sentBytes(messages), 0);
	expect(asked.preview).toMatchObject({ bytes: sent, costMicroUsd: 600 });
	expect(asked.preview.reason).toContain('It is sent up to 3 times');
});

const LONG = 'word '.repeat(2000);
const fails: Script = { kind: 'fail', words: 1, code: 'out-of-memory' };

test.each<[string, string, () => ScriptedModel, RecipeId]>([
	['is too long for this device', LONG, () => here('Ninety.'), 'draft-enhance'],
	['finds this device failing', 'How deep?', () => failing(), 'draft-enhance'],
	['is too long for this device', LONG, () => here('Ninety.'), 'ensemble-vote'],
	['finds this device failing', 'How deep?', () => failing(), 'explore-validate']
])('a question that %s goes to somebody bigger, in a recipe as in any mode', async (...row) => {
	const [, question, model, recipe] = row;
	const edge = there();
	const one = await benchOf(model(), pricedEdge(edge));
	const input = { ...send(one.conversationId, recipe), parts: text(question) } as TurnInput;
	const { events } = await run(one.turns, input);
	expect((await one.messages()).at(-1)).toMatchObject({ status: 'done', source: 'edge:tutor' });
	expect(edge.requests).toHaveLength(1);
	// What this device could not do is in the receipt, and nobody is told to write a shorter message.
	expect(events.filter(({ type }) => type === 'notice')).toEqual([]);
});

const failing = () => scriptedModel(() => fails, manifest);

test('what this device cannot do and the person does not send ends as it would without a recipe', async () => {
	const edge = there();
	const one = await benchOf(here('Ninety.'), pricedEdge(edge), 'ask');
	const input = { ...send(one.conversationId, 'draft-enhance'), parts: text(LONG) } as TurnInput;
	const { asked } = await run(one.turns, input, ['refuse']);
	expect(asked).toHaveLength(1);
	expect((await one.messages()).at(-1)?.error?.code).toBe('message-too-long');
});

const hears = { ...NO_JUDGES, dissatisfaction: hearsWrong };

test.each<[string, EdgeProvider | null, string[]]>([
	[
		'a bigger model',
		pricedEdge(there()),
		['You seem unhappy with the last answer, so this one starts a level higher.']
	],
	[
		'nobody else',
		nobody,
		[
			'You seem unhappy with the last answer. Nobody bigger could be asked, so the answer is written anew.',
			'“Draft, then enhance” needs a bigger model. Set one up in the settings.'
		]
	]
])('a complaint is heard in a recipe, too: answered by %s', async (_who, edge, notices) => {
	const judges = { current: () => hears, ready: async () => hears };
	const { memory, conversationId, turns, messages } = await turnBench(here('Ninety.'), {
		edge,
		judges
	});
	await memory.conversations.update(conversationId, { egress: 'allow' });
	await runWhole(turns, { kind: 'send', conversationId, parts: text('How deep is the lake?') });
	const events = await runWhole(turns, {
		kind: 'send',
		conversationId,
		parts: text('That is wrong'),
		options: { mode: 'recipe:draft-enhance' }
	});
	expect(events.flatMap((event) => (event.type === 'notice' ? event.message : []))).toEqual(
		notices
	);
	expect((await messages()).at(-1)?.receipt?.reason).toContain('You seem unhappy');
});
