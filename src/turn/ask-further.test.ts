// Asking somebody bigger: consent, what is sent, prices, breaks, and the way back to this device's answer.
// On a real memory and scripted models. Long because every way to be refused or fail there is a test of its
// own.

import { expect, test } from 'vitest';
import type { ConsentAnswer, TurnEvent } from '../contract/events.ts';
import type { TurnInput, TurnService } from '../contract/services.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import {
	scriptedCalibration,
	scriptedModel,
	scriptedWords,
	testManifest,
	type Script,
	type ScriptedModel
} from '../../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnDependencies } from './dependencies.ts';
import { EdgeUnavailable, type EdgeProvider, type OpenEdge } from './edge.ts';
import { turnLockName } from './locks.ts';
import { recoverTurns } from './recover.ts';

const words = (index: number, count = 3) => scriptedWords(index, count).join('');
const types = (events: TurnEvent[]) =>
	events.map(({ type }) => type).filter((type) => !/text|confidence/.test(type));

const manifest = {
	...testManifest,
	calibration: scriptedCalibration(testManifest.baseSha256, [], 'I don’t know'),
	thresholds: { answer: 0.8 }
};
const doubtful: Script = { kind: 'answer', words: 3, sure: 0.4 };
const certain: Script = { kind: 'answer', words: 3, sure: 0.95 };
const here = (...scripts: Script[]) =>
	scriptedModel((_request, index) => scripts[index] ?? doubtful, manifest);
/** Says other words than the model here. */
const there = (...scripts: Script[]) =>
	scriptedModel((_request, index) => scripts[index] ?? { kind: 'answer', words: 5, bill: {} }, {
		...testManifest,
		id: 'edge'
	});

type Edge = EdgeProvider & { opened: number };
function edgeOf(model: ScriptedModel, fields: Partial<OpenEdge> = {}): Edge {
	const edge: Edge = {
		opened: 0,
		open: async () => {
			edge.opened++;
			return { model, name: 'edge', host: 'edge.example.org', loopback: false, ...fields };
		}
	};
	return edge;
}

async function bench(
	model: ScriptedModel,
	edge: EdgeProvider | null,
	fields: Partial<TurnDependencies> = {}
) {
	return turnBench(model, { edge, ...fields });
}

/** Runs a turn and answers what it asks. */
async function runAnswering(turns: TurnService, input: TurnInput, answer: ConsentAnswer) {
	const events: TurnEvent[] = [];
	for await (const event of turns.run(input, new AbortController().signal)) {
		events.push(event);
		if (event.type === 'consent-requested') turns.consent(input.conversationId, answer);
	}
	return events;
}

const send = (conversationId: string, content = 'How deep is the lake?') =>
	({ kind: 'send', conversationId, parts: text(content) }) as const;
const allow = async ({ memory, conversationId }: Awaited<ReturnType<typeof bench>>) => {
	await memory.conversations.update(conversationId, { egress: 'allow' });
};

test('a doubtful answer goes to the edge, which replaces it; the receipt has cost, bytes and the draft', async () => {
	const edge = there({ kind: 'answer', words: 5, bill: { costMicroUsd: 321, bytesSent: 700 } });
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const events = await runWhole(one.turns, send(one.conversationId));
	expect(types(events)).toEqual([
		'route-chosen',
		'attempt-started',
		'attempt-started',
		'attempt-dropped',
		'turn-finished'
	]);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(0, 5));
	expect(stored).toMatchObject({
		source: 'edge:tutor',
		model: 'edge',
		receipt: {
			source: 'edge:tutor',
			calibrated: false,
			costMicroUsd: 321,
			bytesSent: 700,
			attempts: [
				{ source: 'base', outcome: 'dropped', text: words(0) },
				{ source: 'edge:tutor', outcome: 'kept', costMicroUsd: 321, bytesSent: 700 }
			]
		}
	});
	expect(stored.receipt?.reason).toMatch(/40% sure; 80% is asked for\. So edge\.example\.org/);
	expect(stored.receipt?.reason).not.toContain('nothing leaves');
});

test('an answer from which nobody bigger is expected to gain is kept, by a bound of its own', async () => {
	const edge = there();
	const model = scriptedModel(
		(_request, index) => ({ ...doubtful, sure: index === 0 ? 0.6 : 0.4 }),
		{
			...manifest,
			thresholds: { answer: 0.8, further: { answer: 0.5 } }
		}
	);
	const one = await bench(model, edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests).toEqual([]);
	expect((await one.messages()).at(-1)?.receipt).toMatchObject({ source: 'base', threshold: 0.5 });
	await runWhole(one.turns, send(one.conversationId, 'How wide is the lake of the north?'));
	expect(edge.requests).toHaveLength(1);
	expect((await one.messages()).at(-1)?.receipt?.reason).toContain('40% sure; 50% is asked for.');
});

test('what is sent is the question alone, with a key, unless it leans on what was said', async () => {
	const edge = there();
	const one = await bench(here(certain), edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId, 'Where is the lake of the north?'));
	await runWhole(one.turns, send(one.conversationId, 'Which rivers run through Cologne?'));
	await runWhole(one.turns, send(one.conversationId, 'And how long?'));
	expect(edge.requests.map(({ messages }) => messages.length)).toEqual([1, 5]);
	expect(edge.requests[0]?.messages[0]?.content).toBe('Which rivers run through Cologne?');
	const keys = edge.requests.map(({ idempotencyKey }) => idempotencyKey);
	expect(keys.every((key) => typeof key === 'string' && key !== '')).toBe(true);
	expect(new Set(keys).size).toBe(2);
});

test('a sure answer asks nobody, and one that says it does not know asks', async () => {
	const edge = there();
	const abstaining: Script = { kind: 'answer', words: 1, sure: 0.99, text: 'I don’t know that.' };
	const one = await bench(here(certain, abstaining), edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests.length).toBe(0);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests.length).toBe(1);
});

test('a receipt tells “I don’t know” from an answer, however sure it is of that', async () => {
	const unknown: Script = { kind: 'answer', words: 1, sure: 0.99, text: 'I don’t know that.' };
	const one = await bench(here(unknown, certain), edgeOf(there()));
	await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
	for (const question of ['Who was Ada?', 'How deep is the lake?'])
		await runWhole(one.turns, send(one.conversationId, question));
	const receipts = (await one.messages()).flatMap(({ receipt }) => receipt ?? []);
	expect(receipts.map(({ abstains }) => abstains)).toEqual([true, undefined]);
	expect(receipts[0]?.confidence).toBeGreaterThan(0.9);
});

test('a conversation that stays local asks nobody, not even how the edge is', async () => {
	const edge = edgeOf(there());
	const one = await bench(here(), edge);
	await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.opened).toBe(0);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(0));
	expect(stored.receipt?.reason).toContain('stays on this device');
	expect(stored.receipt?.reason).toContain('nothing leaves it');
});

test('consent shows exactly what would be sent and why, and what it may cost', async () => {
	const edge = there();
	const one = await bench(here(), edgeOf(edge, { costMicroUsd: () => 1234 }));
	const events = await runAnswering(one.turns, send(one.conversationId), 'once');
	expect(events.find(({ type }) => type === 'consent-requested')).toEqual({
		type: 'consent-requested',
		preview: {
			host: 'edge.example.org',
			text: 'How deep is the lake?',
			bytes: JSON.stringify(edge.requests[0]?.messages).length,
			reason: 'This device’s answer is 40% sure; 80% is asked for.',
			redacted: null,
			costMicroUsd: 1234
		}
	});
	expect((await one.messages()).at(-1)?.source).toBe('edge:tutor');
	// Once is once.
	expect((await one.memory.conversations.get(one.conversationId))?.egress).toBe('ask');
});

test('personal data is offered to be taken out, and then is not sent', async () => {
	const edge = there();
	const one = await bench(here(), edgeOf(edge));
	const events = await runAnswering(
		one.turns,
		send(one.conversationId, 'Write to jane.doe@example.org for me please'),
		'redacted'
	);
	const asked = events.find((event) => event.type === 'consent-requested');
	expect(asked?.type === 'consent-requested' && asked.preview.redacted).toMatchObject({
		text: 'Write to [email] for me please',
		found: { email: 1 }
	});
	expect(edge.requests[0]?.messages).toEqual([
		{ role: 'user', content: 'Write to [email] for me please' }
	]);
});

test('a refusal sends nothing and keeps the answer, saying so', async () => {
	const edge = there();
	const one = await bench(here(), edgeOf(edge));
	const events = await runAnswering(one.turns, send(one.conversationId), 'refuse');
	expect(edge.requests.length).toBe(0);
	expect(events.at(-1)?.type).toBe('turn-finished');
	expect((await one.messages()).at(-1)?.receipt?.reason).toContain('You chose not to send it');
	expect((await one.memory.conversations.get(one.conversationId))?.egress).toBe('ask');
});

test('always and never hold for the conversation', async () => {
	const edge = there();
	const one = await bench(here(), edgeOf(edge));
	await runAnswering(one.turns, send(one.conversationId), 'always');
	expect((await one.memory.conversations.get(one.conversationId))?.egress).toBe('allow');
	const again = await runWhole(one.turns, send(one.conversationId));
	expect(types(again)).not.toContain('consent-requested');
	expect(edge.requests.length).toBe(2);

	const other = await bench(here(), edgeOf(edge));
	await runAnswering(other.turns, send(other.conversationId), 'never');
	expect((await other.memory.conversations.get(other.conversationId))?.egress).toBe('local-only');
	expect(edge.requests.length).toBe(2);
});

test('a turn stopped while it asks sends nothing and keeps the draft', async () => {
	const edge = there();
	const one = await bench(here(), edgeOf(edge));
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	for await (const event of one.turns.run(send(one.conversationId), stop.signal)) {
		events.push(event);
		if (event.type === 'consent-requested') setTimeout(() => stop.abort());
	}
	expect(events.at(-1)?.type).toBe('turn-stopped');
	expect(edge.requests.length).toBe(0);
	expect(textOf((await one.messages()).at(-1)!)).toBe(words(0));
});

test('a conversation closed to the network while a person decides sends nothing', async () => {
	const edge = there();
	const one = await bench(here(), edgeOf(edge));
	for await (const event of one.turns.run(send(one.conversationId), new AbortController().signal))
		if (event.type === 'consent-requested') {
			await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
			one.turns.consent(one.conversationId, 'once');
		}
	expect(edge.requests.length).toBe(0);
});

test('a broken stream is asked once more under the same key', async () => {
	const bill = { costMicroUsd: 100, bytesSent: 90 };
	const edge = there(
		{ kind: 'fail', words: 2, code: 'stream-broken', bill },
		{ kind: 'answer', words: 5, bill }
	);
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests.length).toBe(2);
	expect(edge.requests[1]?.idempotencyKey).toBe(edge.requests[0]?.idempotencyKey);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(words(1, 5));
	expect(stored.receipt).toMatchObject({ costMicroUsd: 200, bytesSent: 180 });
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual([
		'dropped',
		'failed',
		'kept'
	]);
});

test('an edge that breaks twice leaves this device’s answer, back on screen, with a sentence', async () => {
	const broken: Script = { kind: 'fail', words: 9, code: 'stream-broken', bill: {} };
	const edge = there(broken, broken);
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const shown = shownAnswer();
	const events: TurnEvent[] = [];
	for await (const event of one.turns.run(send(one.conversationId), new AbortController().signal)) {
		shown.apply(event);
		events.push(event);
	}
	expect(edge.requests.length).toBe(2);
	expect(shown.text).toBe(words(0));
	const stored = (await one.messages()).at(-1)!;
	expect(stored).toMatchObject({ status: 'done', source: 'base', parts: text(words(0)) });
	expect(stored.receipt).toMatchObject({
		confidence: expect.closeTo(0.4) as number,
		costMicroUsd: 200,
		reason: expect.stringContaining('The script fails with stream-broken.') as string
	});
	expect(stored.receipt?.reason).not.toContain('nothing leaves');
	expect(events).toContainEqual({
		type: 'notice',
		message: 'The script fails with stream-broken.'
	});
});

test.each(['over-budget', 'rate-limited', 'refused'])(
	'a call that fails with %s is not repeated',
	async (code) => {
		const edge = there({ kind: 'fail', words: 0, code });
		const one = await bench(here(), edgeOf(edge));
		await allow(one);
		await runWhole(one.turns, send(one.conversationId));
		expect(edge.requests.length).toBe(1);
		expect(textOf((await one.messages()).at(-1)!)).toBe(words(0));
	}
);

test('a text on screen never shrinks while it is replaced', async () => {
	const edge = there({ kind: 'answer', words: 8, bill: {} });
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const shown = shownAnswer();
	let longest = 0;
	for await (const event of one.turns.run(send(one.conversationId), new AbortController().signal)) {
		shown.apply(event);
		expect(shown.text.length).toBeGreaterThanOrEqual(longest);
		longest = shown.text.length;
	}
});

test('a mode’s limit keeps what is dearer, or has no price, from being asked', async () => {
	const edge = there();
	const options = { mode: 'balanced' as const };
	const sure = { kind: 'answer', words: 3, sure: 0.3 } as const;
	const dear = await bench(here(sure), edgeOf(edge, { costMicroUsd: () => 50_000 }));
	await allow(dear);
	await runWhole(dear.turns, { ...send(dear.conversationId), options });
	expect((await dear.messages()).at(-1)?.receipt?.reason).toContain(
		'could cost 5 cents, and this mode allows 1 cent'
	);
	const unknown = await bench(here(sure), edgeOf(edge));
	await allow(unknown);
	await runWhole(unknown.turns, { ...send(unknown.conversationId), options });
	expect(edge.requests.length).toBe(0);
	const cheap = await bench(here(sure), edgeOf(edge, { costMicroUsd: () => 9_000 }));
	await allow(cheap);
	await runWhole(cheap.turns, { ...send(cheap.conversationId), options });
	expect(edge.requests.length).toBe(1);
});

test('a server of one’s own on this machine is asked first, without consent, and nothing leaves', async () => {
	const own = there({ kind: 'answer', words: 5, bill: { bytesSent: 0, costMicroUsd: 0 } });
	const edge = edgeOf(there());
	const one = await bench(here(), edge, {
		native: edgeOf(own, { name: 'llama', host: 'localhost:8792', loopback: true })
	});
	await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.opened).toBe(0);
	expect((await one.messages()).at(-1)).toMatchObject({
		source: 'native:tutor',
		receipt: { bytesSent: 0 }
	});
});

test('where no edge is set up the receipt says so, and names a model that fits', async () => {
	const none: EdgeProvider = {
		open: async () => {
			throw new EdgeUnavailable('not-configured', 'No edge is set up. Set one up.');
		}
	};
	const model = here();
	const one = await turnBench(model, {
		edge: none,
		models: {
			current: () => model,
			acquire: async () => model,
			recommend: async () => ({ entry: { id: 'larger', name: 'Larger 1B' } })
		}
	});
	const events = await runWhole(one.turns, send(one.conversationId));
	expect(types(events)).not.toContain('notice');
	const { reason } = (await one.messages()).at(-1)!.receipt!;
	expect(reason).toContain('No edge is set up. Set one up. Larger 1B fits this device');
});

test('an edge that turns out to have nobody behind it says so, with a model that fits', async () => {
	const edge = there({ kind: 'fail', words: 0, code: 'not-configured' });
	const model = here();
	const one = await bench(model, edgeOf(edge), {
		models: {
			current: () => model,
			acquire: async () => model,
			recommend: async () => ({ entry: { id: 'larger', name: 'Larger 1B' } })
		}
	});
	await allow(one);
	const events = await runWhole(one.turns, send(one.conversationId));
	const words = 'The script fails with not-configured. Larger 1B fits this device';
	expect(events).toContainEqual({
		type: 'notice',
		message: expect.stringContaining(words) as string
	});
	expect((await one.messages()).at(-1)?.receipt?.reason).toContain(words);
});

test('without any model here the edge answers', async () => {
	const edge = there();
	const one = await turnBench(null, { edge: edgeOf(edge) });
	await one.memory.conversations.update(one.conversationId, { egress: 'allow' });
	await runWhole(one.turns, send(one.conversationId));
	expect((await one.messages()).at(-1)).toMatchObject({ source: 'edge:tutor', status: 'done' });
});

test('a message too long for this device goes to the edge, or fails as before', async () => {
	const edge = there();
	const long = 'word '.repeat(2000);
	const one = await bench(here(), edgeOf(edge));
	await runAnswering(one.turns, send(one.conversationId, long), 'refuse');
	expect((await one.messages()).at(-1)?.error?.code).toBe('message-too-long');
	await runAnswering(one.turns, send(one.conversationId, long), 'once');
	expect((await one.messages()).at(-1)).toMatchObject({ source: 'edge:tutor', status: 'done' });
});

test('after an abort nothing more is computed there, and what was shown is kept', async () => {
	const edge = there({ kind: 'hang', words: 9 });
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const stop = new AbortController();
	const shown = shownAnswer();
	let last: TurnEvent | null = null;
	for await (const event of one.turns.run(send(one.conversationId), stop.signal)) {
		shown.apply(event);
		last = event;
		if (event.type === 'text-delta' && event.attempt === 2 && event.text.includes('w6'))
			stop.abort();
	}
	expect(last?.type).toBe('turn-stopped');
	expect(edge.running()).toBe(0);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(shown.text);
	// It left the device, whether or not a bill came.
	expect(stored.receipt?.bytesSent).toBeGreaterThan(0);
});

test.each<[string, Partial<OpenEdge>, number, string]>([
	[
		'is estimated by its price',
		{ costMicroUsd: (prompt, answer) => 1000 * prompt + answer },
		5012,
		'What it cost elsewhere is an estimate, because it ended before its bill came.'
	],
	[
		'is said not to be known where there is no price',
		{},
		0,
		'What it cost elsewhere is not known, because it ended before its bill came.'
	]
])('what a stopped answer cost there %s', async (_how, fields, cost, words) => {
	const edge = there({ kind: 'hang', words: 7 });
	const one = await bench(here(), edgeOf(edge, fields));
	await allow(one);
	const stop = new AbortController();
	for await (const event of one.turns.run(send(one.conversationId), stop.signal))
		if (event.type === 'text-delta' && event.text.includes('w6')) stop.abort();
	const { receipt } = (await one.messages()).at(-1)!;
	expect(receipt?.costMicroUsd).toBe(cost);
	expect(receipt?.attempts.at(-1)?.costMicroUsd).toBe(cost === 0 ? undefined : cost);
	expect(receipt?.reason).toContain(words);
	expect(receipt?.reason.split('What it cost')).toHaveLength(2);
});

test('one key is charged once: what came of a broken try is no cost beside the bill of the next', async () => {
	const edge = there(
		{ kind: 'fail', words: 2, code: 'stream-broken' },
		{ kind: 'answer', words: 5, bill: { costMicroUsd: 321 } }
	);
	const one = await bench(here(), edgeOf(edge, { costMicroUsd: () => 100 }));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	const { receipt } = (await one.messages()).at(-1)!;
	expect(receipt?.costMicroUsd).toBe(321);
	expect(receipt?.reason).not.toContain('What it cost');
});

test('a tab that is closed while somebody elsewhere answers leaves what was sent and what it cost', async () => {
	const edge = there({ kind: 'hang', words: 1 });
	const one = await bench(here(), edgeOf(edge, { costMicroUsd: () => 77 }));
	await allow(one);
	const { memory, locks, conversationId } = one;
	const stored = { ...memory.conversations };
	const running = one.turns.run(send(conversationId), new AbortController().signal);
	for (;;) {
		const { value } = await running.next();
		if (value?.type === 'attempt-started' && value.attempt === 2) break;
	}
	await expect.poll(async () => (await one.messages()).at(-1)?.receipt).toBeDefined();
	// It is read no further, and nothing more of it reaches the disk.
	memory.conversations.save = () => new Promise(() => undefined);
	const stopRecovering = recoverTurns(stored, locks);
	locks.closeTab(turnLockName(conversationId));
	const answer = async () => (await one.messages()).at(-1)!;
	await expect.poll(async () => (await answer()).status).toBe('stopped');
	const { receipt } = await answer();
	expect(receipt).toMatchObject({ costMicroUsd: 77, source: 'base' });
	expect(receipt?.bytesSent).toBeGreaterThan(0);
	stopRecovering();
});
