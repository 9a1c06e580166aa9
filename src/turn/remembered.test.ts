// Who begins for what a conversation remembers: whoever mended such a question, and never somebody bigger than that;
// and which answers the receipt then names. On a real memory and scripted models.

import { beforeAll, expect, test } from 'vitest';
import type { TurnOptions } from '../contract/modes.ts';
import type { SpecialistChoices } from '../contract/specialists.ts';
import { judging, manifest, sure } from '../../test/support/auto-stage.ts';
import { edgeModel, edgeOf } from '../../test/support/scripted-edge.ts';
import { scriptedModel } from '../../test/support/scripted-model.ts';
import { runWhole, send, turnBench } from '../../test/support/turn-bench.ts';
import type { EdgeProvider } from './edge.ts';

// It is fetched with the first turn that may need it.
beforeAll(async () => void (await import('./open-elsewhere.ts')));

type Fields = { native?: EdgeProvider; edge?: boolean };

/** A conversation that may ask the edge without a word, of a model that is sure of whatever it says. */
async function stage({ native, edge = true }: Fields = {}) {
	const model = scriptedModel(() => sure(0.95), manifest, { modifiers: true });
	const there = edgeModel();
	const bench = await turnBench(model, {
		judges: judging(),
		edge: edge ? edgeOf(there) : null,
		...(native && { native })
	});
	const { conversationId, memory, messages, turns } = bench;
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const last = async () => (await messages()).at(-1)!;
	return {
		...bench,
		asked: () => there.requests.length,
		ask: async (question: string, options?: TurnOptions) => {
			await runWhole(turns, { ...send(conversationId, question), options });
			return last();
		},
		again: async (options: TurnOptions) => {
			const { id: messageId } = await last();
			await runWhole(turns, { kind: 'regenerate', conversationId, messageId, options });
			return last();
		},
		judge: async () => memory.conversations.judge((await last()).id, 'down'),
		off: (specialists: SpecialistChoices) => memory.settings.update({ specialists })
	};
}

const OFF = { on: false, scale: 1 };

for (const [question, edge] of [
	['a word', true],
	['the sum', true],
	['a word', false]
] as const)
	test(`“${question}”, mended by another specialist, is begun by that one, ${edge ? 'with' : 'without'} an edge`, async () => {
		const { ask, again, asked } = await stage({ edge });
		const failed = await ask(question);
		const mended = await again({ mode: 'only:code' });
		expect([failed.source, mended.source]).toEqual(['base', 'modifier:code']);
		const next = await ask(`${question} more`);
		expect(next).toMatchObject({
			source: 'modifier:code',
			receipt: { experienceIds: [failed.id, mended.id] }
		});
		expect(asked()).toBe(0);
	});

test('where the specialist that mended it is off, nobody bigger is asked in its place', async () => {
	const { ask, again, off, asked } = await stage();
	await ask('a word');
	await again({ mode: 'only:code' });
	await off({ [`${manifest.id}/code`]: OFF });
	const { source, receipt } = await ask('a word more');
	expect([source, receipt!.experienceIds, asked()]).toEqual(['base', [], 0]);
	// A domain with a specialist of its own has that one.
	await ask('the sum');
	await again({ mode: 'only:code' });
	expect((await ask('the sum of more')).source).toBe('modifier:math');
});

test('no answers are named by which the base began all the same', async () => {
	const { ask, judge } = await stage({ edge: false });
	await ask('a word');
	await judge();
	const { source, receipt } = await ask('a word more');
	expect([source, receipt!.experienceIds]).toEqual(['base', []]);
	const edged = await stage();
	const first = await edged.ask('a word');
	await edged.judge();
	expect(await edged.ask('a word more')).toMatchObject({
		source: 'edge:tutor',
		receipt: { experienceIds: [first.id] }
	});
});

test('what a server of one’s own mended does not go to the edge when that is gone: this device answers', async () => {
	const own = edgeModel();
	const provider = edgeOf(own, { name: 'llama', host: 'localhost:8792', loopback: true });
	let gone = false;
	const native: EdgeProvider = {
		open: async (role) => {
			if (gone) throw Object.assign(new Error('It is gone.'), { code: 'unreachable' });
			return provider.open(role);
		}
	};
	const { ask, asked } = await stage({ native });
	await ask('the sum');
	await ask('That is wrong');
	expect((await ask('That is wrong')).source).toBe('native:tutor');
	expect((await ask('the sum of more')).source).toBe('native:tutor');
	gone = true;
	expect((await ask('the sum of less')).source).toBe('modifier:math');
	expect(asked()).toBe(0);
});

test('a vote that the message asks for is held here first, whoever is remembered', async () => {
	const { ask, judge, asked } = await stage();
	await ask('a word');
	await judge();
	const { source, receipt } = await ask('a word more', { paths: 3 });
	expect([source, receipt!.experienceIds, asked()]).toEqual(['base', [], 0]);
	expect(receipt!.attempts.length).toBeGreaterThan(1);
});
