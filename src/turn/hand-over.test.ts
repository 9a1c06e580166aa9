// An answer that is going wrong is handed on before its end, where no modifier can take it and somebody bigger can
// be asked without a word more: a server of one's own on this machine, or the edge where a person gave leave for the
// whole conversation. On a real memory and scripted models.

import { beforeAll, expect, test } from 'vitest';
import type { Egress } from '../contract/ids.ts';
import type { ModeFields, TurnOptions } from '../contract/modes.ts';
import { edgeOf } from '../../test/support/scripted-edge.ts';
import {
	scriptedManifest,
	scriptedModel,
	scriptedWords,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { EdgeUnavailable, type EdgeProvider, type OpenEdge } from './edge.ts';

const manifest = scriptedManifest([], { earlyExit: { confidence: 0.3, tokens: 4 } });
/** As an engine writes: other things happen between its words. */
const pace = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
const WHOLE = 60;
const hopeless: Script = { kind: 'answer', words: WHOLE, sure: 0.2, pace };

// It is fetched with the first turn that may need it.
beforeAll(async () => void (await import('./open-elsewhere.ts')));

type Edge = {
	answers?: Script;
	open?: () => never;
	egress?: Egress;
	mode?: Partial<ModeFields>;
	/** Of a request there; not known when absent. */
	cost?: number;
	own?: Pick<OpenEdge, 'loopback'>;
	/** Of the message. */
	options?: TurnOptions;
};

/** One turn of a model that is wrong from its first word. */
async function turnOf(
	{ answers, open, egress = 'allow', mode, cost, own, options }: Edge,
	...here: Script[]
) {
	const there = scriptedModel(() => answers ?? { kind: 'answer', words: 6, bill: {} }, {
		...testManifest,
		id: 'edge'
	});
	const one = edgeOf(there, cost === undefined ? {} : { costMicroUsd: () => cost });
	const edge: EdgeProvider = { open: async (role) => open?.() ?? one.open(role) };
	const owned = scriptedModel(() => ({ kind: 'answer', words: 6 }), { ...testManifest, id: 'own' });
	const native: EdgeProvider | null = own
		? { open: async () => ({ model: owned, name: 'llama', host: 'localhost:8792', ...own }) }
		: null;
	const model = scriptedModel((_, index) => here[index] ?? hopeless, manifest);
	const bench = await turnBench(model, { edge, native });
	const { memory, conversationId, turns } = bench;
	await memory.conversations.update(conversationId, { egress });
	const { customMode } = await memory.settings.get();
	if (mode)
		await memory.settings.update({ mode: 'custom', customMode: { ...customMode, ...mode } });
	const events = await runWhole(turns, {
		kind: 'send',
		conversationId,
		parts: text('How deep?'),
		options
	});
	const answer = (await bench.messages()).at(-1)!;
	memory.close();
	return {
		answer,
		events,
		spoken: model.spoken(),
		asked: there.requests.length,
		askedOwn: owned.requests.length
	};
}

test('where leave was given the edge takes it over at the bound, and the half answer is a draft', async () => {
	const { answer, spoken, asked } = await turnOf({});
	expect(spoken).toBeGreaterThanOrEqual(4);
	expect(spoken).toBeLessThan(WHOLE);
	expect(asked).toBe(1);
	expect(answer).toMatchObject({ source: 'edge:tutor', status: 'done' });
	expect(answer.receipt!.attempts[0]).toMatchObject({
		source: 'base',
		outcome: 'dropped',
		text: scriptedWords(0, spoken).join('')
	});
	expect(answer.receipt!.reason).toContain('only 20% sure, so it was handed over before its end');
});

test('without leave for the whole conversation it is written to its end', async () => {
	for (const egress of ['ask', 'local-only'] as const) {
		const stopped = turnOf({ egress, mode: { escalateToEdge: egress === 'local-only' } });
		expect((await stopped).spoken).toBe(WHOLE);
	}
});

test('neither where the edge cannot be opened, nor where it costs more than the mode allows, or nobody knows', async () => {
	const offline = () => {
		throw new EdgeUnavailable('offline', 'This device is offline.');
	};
	expect((await turnOf({ open: offline })).spoken).toBe(WHOLE);
	const mode = { maxCostMicroUsd: 1000 };
	expect((await turnOf({ mode })).spoken).toBe(WHOLE);
	expect((await turnOf({ mode, cost: 1001 })).spoken).toBe(WHOLE);
});

test('when the edge fails this device begins anew, and asks nobody again', async () => {
	const failing: Script = { kind: 'fail', words: 5, code: 'failed' };
	const { answer, asked, events } = await turnOf({ answers: failing }, hopeless, {
		kind: 'answer',
		words: 6,
		sure: 0.2
	});
	expect(asked).toBe(1);
	expect(textOf(answer)).toBe(scriptedWords(1, 6).join(''));
	expect(answer.receipt!.attempts.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
	expect(events.at(-1)?.type).toBe('turn-finished');
});

test('a limit of cost is no obstacle where the estimate stays within it', async () => {
	const { answer, spoken, asked } = await turnOf({ mode: { maxCostMicroUsd: 1000 }, cost: 900 });
	expect(spoken).toBeLessThan(WHOLE);
	expect([answer.source, asked]).toEqual(['edge:tutor', 1]);
});

test('a server of one’s own on this machine takes it over, and needs no leave', async () => {
	for (const egress of ['ask', 'local-only'] as const) {
		const own = { loopback: true };
		const { answer, events, spoken, asked, askedOwn } = await turnOf({ egress, own });
		expect(spoken).toBeLessThan(WHOLE);
		expect([askedOwn, asked]).toEqual([1, 0]);
		expect(answer).toMatchObject({ source: 'native:llama', receipt: { bytesSent: 0 } });
		expect(events.some(({ type }) => type === 'consent-requested')).toBe(false);
	}
});

test('one that is another machine needs leave as the edge does', async () => {
	const own = { loopback: false };
	expect((await turnOf({ egress: 'local-only', own })).spoken).toBe(WHOLE);
	const { spoken, askedOwn } = await turnOf({ own });
	expect(spoken).toBeLessThan(WHOLE);
	expect(askedOwn).toBe(1);
});

test('a mode that asks nobody else hands nothing on', async () => {
	const own = { loopback: true };
	const { spoken, askedOwn } = await turnOf({ own, mode: { escalateToEdge: false } });
	expect([spoken, askedOwn]).toEqual([WHOLE, 0]);
});

test('a message that asks for a vote or a critique gets it: its answer is not given up before', async () => {
	for (const options of [{ paths: 3 }, { maxCritiqueRounds: 1 }]) {
		const { answer, spoken } = await turnOf({ options });
		const here = answer.receipt!.attempts.filter(({ source }) => source === 'base');
		expect(here.length).toBeGreaterThan(1);
		expect(spoken).toBeGreaterThan(WHOLE);
	}
	// One path and no round are nothing to wait for.
	const none = { paths: 1, maxCritiqueRounds: 0 };
	expect((await turnOf({ options: none })).spoken).toBeLessThan(WHOLE);
});
