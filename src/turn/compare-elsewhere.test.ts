// A comparison with models elsewhere, on scripted ones: consent and its cost first, what is sent, local-only, and
// what is told of each answer.

import { expect, test } from 'vitest';
import type { CompareEvent, Contestant } from '../contract/compare.ts';
import { alone, answersIn, bench, run, type Bench } from '../../test/support/comparison.ts';
import { scriptedModel, testManifest, type Script } from '../../test/support/scripted-model.ts';
import type { EdgeProvider, OpenEdge } from './edge.ts';

const large: Contestant = { modelId: 'elsewhere:edge/smart', adapters: [] };
const cheap: Contestant = { modelId: 'elsewhere:edge/cheap', adapters: [] };
const server: Contestant = { modelId: 'elsewhere:native/Model%20S', adapters: [] };

/** An edge whose answers cost 100 micro-dollars, with what was asked of it by role. */
function edgeWith(fields: Partial<OpenEdge> = {}, script?: Script) {
	const model = scriptedModel(() => script ?? { kind: 'answer', words: 4, bill: {} }, {
		...testManifest,
		id: 'edge'
	});
	const roles: string[] = [];
	const edge: EdgeProvider = {
		async open(role) {
			roles.push(role);
			return {
				model,
				name: role,
				host: 'edge.example.org',
				loopback: false,
				costMicroUsd: (prompt, answer) => prompt + answer,
				...fields
			};
		}
	};
	return { edge, model, roles };
}

function serverWith(loopback: boolean) {
	const model = scriptedModel(() => undefined, { ...testManifest, id: 's', name: 'Model S' });
	const host = loopback ? 'localhost:8080' : 'box.example.org';
	const native: EdgeProvider = {
		open: async () => ({ model, name: 'llama', host, loopback })
	};
	return { native, model };
}

const agreeing = (it: Bench, answer: 'once' | 'redacted' | 'refuse') => (event: CompareEvent) => {
	if (event.type === 'consent-requested') it.service.consent(answer);
};

test('nothing goes elsewhere before the person has seen it with its cost, once for all at one host', async () => {
	const { edge, model } = edgeWith();
	const it = await bench(undefined, undefined, { edge });
	await it.memory.settings.update({ maxTokens: 16 });
	let seen = 0;
	const events = await run(it, [alone, large, cheap], [], (event) => {
		if (event.type !== 'consent-requested') return;
		seen++;
		expect(model.requests).toEqual([]);
		expect(it.log).toEqual([]);
		// A token of the question and 1,024 of an answer, twice.
		expect(event).toMatchObject({
			ats: [1, 2],
			preview: { host: 'edge.example.org', text: 'Why?', costMicroUsd: 2050 }
		});
		it.service.consent('once');
	});
	expect(seen).toBe(1);
	const [here, first, second] = answersIn(events);
	expect(here).toMatchObject({ where: { place: 'here' }, source: 'base' });
	for (const answer of [first!, second!]) {
		expect(answer).toMatchObject({
			where: { place: 'outside', host: 'edge.example.org' },
			source: 'edge:tutor'
		});
		expect(answer.receipt).toMatchObject({ costMicroUsd: 100, calibrated: false });
		expect(answer.receipt!.bytesSent).toBeGreaterThan(0);
		expect(answer.receipt!.reason).toContain('what left this device is counted');
	}
	expect(new Set(model.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
});

test('who is refused consent is not asked, and the others answer', async () => {
	const { edge, model } = edgeWith();
	const it = await bench(undefined, undefined, { edge });
	const events = await run(it, [large, alone], [], agreeing(it, 'refuse'));
	expect(model.requests).toEqual([]);
	expect(events).toContainEqual({
		type: 'answer-failed',
		at: 0,
		message: 'You chose not to send the question there. Compare again to be asked again.'
	});
	expect(answersIn(events)).toHaveLength(1);
});

test('what is sent without personal data has none, and stopping while it is asked sends nothing', async () => {
	const { edge, model } = edgeWith();
	const it = await bench(undefined, undefined, { edge });
	for await (const event of it.service.run(
		{ prompt: 'Write to ann@example.org.', contestants: [large] },
		[]
	))
		agreeing(it, 'redacted')(event);
	expect(model.requests[0]!.messages.at(-1)!.content).toBe('Write to [email].');

	const stop = new AbortController();
	const events = await run(it, [large, alone], [stop.signal], (event) => {
		if (event.type === 'consent-requested') stop.abort();
	});
	expect(events).toContainEqual({ type: 'answer-skipped', at: 0 });
	expect(model.requests).toHaveLength(1);
	expect(answersIn(events)).toHaveLength(1);
});

test('in local-only nobody outside is opened or asked, and a sentence says why; a server of this machine answers', async () => {
	const { edge, model, roles } = edgeWith();
	const { native } = serverWith(true);
	const it = await bench(undefined, undefined, { edge, native });
	await it.memory.settings.update({ egress: 'local-only' });
	const { offers, refused } = await it.service.elsewhere();
	expect(offers).toEqual([
		{
			modelId: server.modelId,
			kind: 'native',
			name: 'Model S',
			host: 'localhost:8080',
			leaves: false
		}
	]);
	expect(refused).toEqual([
		{ kind: 'edge', why: expect.stringContaining('let nothing leave this device') }
	]);
	const events = await run(it, [large, server]);
	expect(events).toContainEqual({
		type: 'answer-failed',
		at: 0,
		message: expect.stringContaining('Change what may be sent under Settings')
	});
	expect(roles).toEqual([]);
	expect(model.requests).toEqual([]);
	expect(answersIn(events)[0]).toMatchObject({
		where: { place: 'machine', host: 'localhost:8080' },
		source: 'native:llama',
		receipt: { bytesSent: 0 }
	});
});

test('a server on another machine is asked for as the edge is, and not at all in local-only', async () => {
	const { native, model } = serverWith(false);
	const it = await bench(undefined, undefined, { native });
	const events = await run(it, [server], [], agreeing(it, 'once'));
	expect(events.map(({ type }) => type)).toContain('consent-requested');
	expect(answersIn(events)[0]).toMatchObject({
		where: { place: 'outside', host: 'box.example.org' }
	});
	await it.memory.settings.update({ egress: 'local-only' });
	expect((await it.service.elsewhere()).refused[0]).toMatchObject({ kind: 'native' });
	await run(it, [server]);
	expect(model.requests).toHaveLength(1);
});

test('where sending is allowed nothing is asked, the cost is known before, and closing it meanwhile stops it', async () => {
	const { edge, model } = edgeWith();
	const it = await bench(undefined, undefined, { edge });
	await it.memory.settings.update({ egress: 'allow', maxTokens: 16 });
	await it.service.elsewhere();
	expect(await it.service.cost({ prompt: 'Why?', contestants: [alone, large] })).toBe(1025);
	expect(await it.service.cost({ prompt: 'Why?', contestants: [alone] })).toBe(0);
	const events = await run(it, [large], []);
	expect(events.map(({ type }) => type)).not.toContain('consent-requested');
	expect(answersIn(events)).toHaveLength(1);

	const closed: CompareEvent[] = [];
	for await (const event of it.service.run({ prompt: 'Why?', contestants: [alone, large] }, [])) {
		closed.push(event);
		if (event.type === 'answer-ended') await it.memory.settings.update({ egress: 'local-only' });
	}
	expect(closed.at(-1)).toMatchObject({ type: 'answer-failed', at: 1 });
	expect(model.requests).toHaveLength(1);
});

test('a price that is not known is not said to be nothing, and a server’s other model is not passed off', async () => {
	const { edge } = edgeWith({ costMicroUsd: () => null });
	const { native } = serverWith(true);
	const it = await bench(undefined, undefined, { edge, native });
	await it.service.elsewhere();
	expect(await it.service.cost({ prompt: 'Why?', contestants: [large, server] })).toBeNull();
	expect(await it.service.cost({ prompt: 'Why?', contestants: [server] })).toBe(0);
	const gone = { modelId: 'elsewhere:native/Another', adapters: [] };
	expect(await run(it, [gone])).toEqual([
		{ type: 'answer-failed', at: 0, message: expect.stringContaining('another model now') }
	]);
});

test('an answer put together from this device and elsewhere says what that sent and cost', async () => {
	const { edge } = edgeWith();
	const it = await bench(undefined, undefined, { edge });
	const answers = answersIn(await run(it, [alone, large], [], agreeing(it, 'once')));
	const id = await it.service.keep({
		prompt: 'Why?',
		conversationId: null,
		answers,
		parts: [{ type: 'text', text: 'Both.' }],
		best: null
	});
	const [, answer] = await it.memory.conversations.messages(id);
	expect(answer!.receipt).toMatchObject({ costMicroUsd: 100 });
	expect(answer!.receipt!.bytesSent).toBeGreaterThan(0);
});
