// Who is asked among those who are bigger: a server of one's own, whose model says how sure it is, and the edge.
// Never below who failed or who mended such a question, on past an unsure answer, and the best of them is kept.
// On a real memory and scripted models.

import { expect, test } from 'vitest';
import type { ConsentAnswer, TurnEvent } from '../contract/events.ts';
import type { Egress } from '../contract/ids.ts';
import type { Message } from '../contract/messages.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import { EDGE_HOST, edgeOf } from '../../test/support/scripted-edge.ts';
import { guess, judging } from '../../test/support/scripted-judges.ts';
import {
	scriptedManifest,
	scriptedModel,
	scriptedWords,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { EdgeUnavailable, type EdgeProvider } from './edge.ts';

const manifest = scriptedManifest();
const sure = (value: number, said?: string): Script => ({
	kind: 'answer',
	words: 4,
	sure: value,
	...(said !== undefined && { text: said })
});
const EDGE: Script = { kind: 'answer', words: 6, bill: { bytesSent: 40 } };

type Setting = {
	here?: Script[];
	/** Null: there is none. */
	own?: Script[] | null;
	edge?: Script[] | null;
	egress?: Egress;
	consent?: ConsentAnswer;
};

/** `ask` runs a turn and gives the answer that was stored, with what was seen meanwhile. */
async function world({ here = [], own = [], edge = [], egress = 'allow', consent }: Setting) {
	const model = scriptedModel((_, i) => here[i] ?? sure(0.4), manifest);
	const native = scriptedModel((_, i) => own?.[i] ?? sure(0.9), { ...manifest, id: 'own' });
	const there = scriptedModel((_, i) => edge?.[i] ?? EDGE, { ...testManifest, id: 'edge' });
	const nobody: EdgeProvider = {
		open: async () => {
			throw new EdgeUnavailable('not-configured', 'No edge is set up. Set one up.');
		}
	};
	const bench = await turnBench(model, {
		native: own && edgeOf(native, { name: 'llama', host: 'llama', loopback: true }),
		edge: edge === null ? nobody : edgeOf(there, { name: EDGE_HOST }),
		judges: judging({ domain: () => guess('general') })
	});
	const { memory, turns, conversationId } = bench;
	await memory.conversations.update(conversationId, { egress });
	async function ask(content: string) {
		const shown = shownAnswer();
		const seen: string[] = [];
		const events: TurnEvent[] = [];
		const input = { kind: 'send', conversationId, parts: text(content) } as const;
		for await (const event of turns.run(input, new AbortController().signal)) {
			events.push(event);
			shown.apply(event);
			if (seen.at(-1) !== shown.text) seen.push(shown.text);
			if (event.type === 'consent-requested') turns.consent(conversationId, consent ?? 'refuse');
		}
		const answer = (await bench.messages()).at(-1)!;
		const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
		return { answer, events, notices, seen };
	}
	return { ask, model, native, there };
}

const outcomes = ({ receipt }: Message) =>
	receipt?.attempts.map(({ source, outcome }) => [source.split(':')[0], outcome]);

test('a server’s own unsure answer is no end: the edge is asked, and the others are folded under its answer', async () => {
	const { ask, native, there } = await world({ own: [sure(0.5)] });
	const { answer, seen } = await ask('How deep?');
	expect([native.requests.length, there.requests.length]).toEqual([1, 1]);
	expect(textOf(answer)).toBe(scriptedWords(0, 6).join(''));
	expect(outcomes(answer)).toEqual([
		['base', 'dropped'],
		['native', 'dropped'],
		['edge', 'kept']
	]);
	expect(answer.receipt?.reason).toContain('The answer of llama is 50% sure; 80% is asked for.');
	expect(answer.receipt?.reason).not.toContain('nothing left it');
	// What is on screen is never taken back.
	for (const [i, now] of seen.entries())
		if (i > 0) expect(now.length).toBeGreaterThanOrEqual(seen[i - 1]!.length);
});

test('a sure answer of it is the end, by its own model’s figures', async () => {
	const { ask, there } = await world({ own: [sure(0.9)] });
	const { answer } = await ask('How deep?');
	expect(there.requests).toEqual([]);
	expect(answer).toMatchObject({ source: 'native:llama' });
	expect(answer.receipt).toMatchObject({
		confidence: expect.closeTo(0.9) as number,
		threshold: 0.8
	});
});

test('one that does not know hands on, and says so before anything is sent', async () => {
	const { ask, there } = await world({ own: [sure(0.99, 'I don’t know')], egress: 'ask' });
	const { answer, events } = await ask('How deep?');
	expect(events.find(({ type }) => type === 'consent-requested')).toMatchObject({
		preview: { reason: 'llama does not know the answer.' }
	});
	expect(there.requests).toEqual([]);
	expect(answer.source).toBe('native:llama');
	expect(answer.receipt?.reason).toContain('You chose not to send it');
});

test('where the edge gives nothing the surer of the two stands', async () => {
	const broken: Script = { kind: 'fail', words: 5, code: 'failed' };
	const surer = await (await world({ own: [sure(0.6)], edge: [broken] })).ask('How deep?');
	expect(surer.answer.source).toBe('native:llama');
	expect(textOf(surer.answer)).toBe(scriptedWords(0, 4).join(''));
	expect(surer.notices).toEqual(['The script fails with failed.']);

	const less = await (await world({ own: [sure(0.2)], edge: null })).ask('How deep?');
	expect(less.answer.source).toBe('base');
	expect(outcomes(less.answer)).toEqual([
		['base', 'kept'],
		['native', 'dropped']
	]);
	expect(less.answer.receipt?.reason).toContain('llama was asked too');
	expect(less.seen.at(-1)).toBe(scriptedWords(0, 4).join(''));
});

test('each complaint goes a level higher, never to who failed', async () => {
	const { ask, native, there } = await world({ here: [sure(0.9)] });
	expect((await ask('How deep?')).answer.source).toBe('base');
	const second = await ask('That is wrong');
	expect(second.answer.source).toBe('native:llama');
	expect(second.notices).toEqual([expect.stringContaining('starts a level higher')]);
	const third = await ask('That is wrong');
	expect(third.answer.source).toBe('edge:tutor');
	expect(third.notices).toEqual([expect.stringContaining('starts a level higher')]);
	expect([native.requests.length, there.requests.length]).toEqual([1, 1]);
});

test('above the edge there is nobody: it is asked anew, told what was wrong, and nothing higher is claimed', async () => {
	const { ask, native, there } = await world({ here: [sure(0.9)] });
	for (const said of ['How deep?', 'That is wrong', 'That is wrong']) await ask(said);
	const { answer, notices } = await ask('That is wrong');
	expect(answer.source).toBe('edge:tutor');
	expect([native.requests.length, there.requests.length]).toEqual([1, 2]);
	expect(there.requests[1]!.messages.at(-1)?.content).toBe('That is wrong');
	expect(notices).toEqual([
		'You seem unhappy with the last answer. Nobody bigger could be asked, so the answer is written anew.'
	]);
	expect(answer.receipt?.reason).not.toContain('higher');
});

test('where the edge cannot be asked either, who failed is asked anew before this device is', async () => {
	const { ask, native } = await world({ here: [sure(0.9)], edge: null });
	await ask('How deep?');
	await ask('That is wrong');
	const { answer, notices } = await ask('That is wrong');
	expect(answer.source).toBe('native:llama');
	expect(native.requests).toHaveLength(2);
	expect(notices.join(' ')).not.toContain('higher');
});

test('a complaint is heard before it is said why nobody bigger answers it', async () => {
	const { ask } = await world({ here: [sure(0.9), sure(0.9)], own: null, edge: null });
	await ask('How deep?');
	const { answer, notices } = await ask('That is wrong');
	expect(answer.source).toBe('base');
	expect(notices).toEqual([
		'You seem unhappy with the last answer. Nobody bigger could be asked, so the answer is written anew.',
		'No edge is set up. Set one up.'
	]);
	expect(answer.receipt?.reason.split('You seem unhappy')).toHaveLength(2);
});

test('a conversation that remembers the edge begins there', async () => {
	const { ask, native, there } = await world({ own: [sure(0.2)] });
	await ask('How deep?');
	expect([native.requests.length, there.requests.length]).toEqual([1, 1]);
	const { answer } = await ask('How wide?');
	expect(answer.source).toBe('edge:tutor');
	expect([native.requests.length, there.requests.length]).toEqual([1, 2]);
});
