// What a turn learns and tells when learning is turned on: on a real memory and a scripted model.

import { expect, test } from 'vitest';
import type { Manifest } from '../contract/manifest.ts';
import { LAYER_INPUTS, PLAIN_LAYER } from '../decide/adaptive.ts';
import { startTrial } from '../decide/canary.ts';
import { trainLayer } from '../learn/adaptive-layer.ts';
import { guess, judging } from '../../test/support/scripted-judges.ts';
import {
	scriptedManifest,
	scriptedModel,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import { freshMemory } from '../../test/support/memory.ts';
import { createAdaptive, type Adaptive } from './adaptive.ts';
import type { EdgeProvider } from './edge.ts';

const { baseSha256 } = testManifest;
const manifest = scriptedManifest(['math']);
const sure = (value: number): Script => ({ kind: 'answer', words: 3, sure: value });
const judges = judging({ domain: () => guess('math', 0.9) });

type Learning = {
	enabled?: boolean;
	/** Of a layer that was learnt before. */
	weights?: number[];
	/** Of a layer on trial beside it, which decides no turn here. */
	trialBias?: number;
	edge?: EdgeProvider;
	of?: Manifest;
};

async function bench(
	scripts: Script[],
	{ enabled = true, weights, trialBias, edge, of = manifest }: Learning = {}
) {
	const { outcomes, learnt, close } = await freshMemory();
	if (weights || trialBias !== undefined)
		await learnt.set(`adaptation:${baseSha256}`, {
			version: 1,
			baseSha256,
			layer: { ...PLAIN_LAYER, ...(weights && { weights }) },
			canary: trialBias === undefined ? null : startTrial({ ...PLAIN_LAYER, bias: trialBias }, 0),
			judged: 0,
			trials: []
		});
	const own = createAdaptive({
		outcomes,
		learnt,
		train: trainLayer,
		enabled: () => enabled,
		now: () => 1,
		random: () => 0.5
	});
	await own.ready(baseSha256);
	// What is learnt is written after the turn, which does not wait for it; the test does.
	const work: Promise<void>[] = [];
	const noted = (one: Promise<void>) => {
		work.push(one);
		return one;
	};
	const adaptive: Adaptive = {
		...own,
		note: (...said) => noted(own.note(...said)),
		signal: (...said) => noted(own.signal(...said))
	};
	const model = scriptedModel((_request, index) => scripts[index], of, { modifiers: true });
	const { turns, messages, conversationId } = await turnBench(model, {
		judges,
		adaptive,
		...(edge && { edge })
	});
	const run = (fields: object, content = 'the sum') =>
		runWhole(turns, { kind: 'send', conversationId, parts: text(content), ...fields } as never);
	const answers = async () => (await messages()).filter(({ role }) => role === 'assistant');
	const list = async () => {
		await Promise.all(work);
		return outcomes.list(baseSha256, 10);
	};
	return { run, answers, list, model, close };
}

test('a turn notes what it knew and who answered, and a complaint is told of the answer before', async () => {
	const { run, answers, list, close } = await bench([sure(0.9), sure(0.9), sure(0.9)]);
	await run({});
	expect(await list()).toMatchObject([
		{ confidence: expect.closeTo(0.9) as number, domain: 'math', source: 'base', signals: [] }
	]);
	await run({}, 'that is wrong');
	const [first] = await answers();
	expect((await list()).find(({ answerId }) => answerId === first!.id)?.signals).toEqual([
		'complaint'
	]);
	close();
});

test('another answer to the same question, and the question put otherwise, are told of', async () => {
	const { run, answers, list, close } = await bench([sure(0.9), sure(0.9), sure(0.9)]);
	await run({});
	const [answer] = await answers();
	await run({ kind: 'regenerate', messageId: answer!.id, parts: undefined });
	await run({ kind: 'edit', messageId: answer!.parentId });
	const all = await list();
	expect(all.find(({ answerId }) => answerId === answer!.id)?.signals).toEqual(['retry']);
	expect(all.flatMap(({ signals }) => signals).toSorted()).toEqual(['edit', 'retry']);
	close();
});

test('a layer that has learnt to distrust a domain sends its sure answers on', async () => {
	const weights = LAYER_INPUTS.map((name) =>
		name === 'confidence' ? 1 : name === 'math' ? -3 : 0
	);
	const { run, answers, model, close } = await bench([sure(0.9), sure(0.95)], { weights });
	await run({});
	expect(model.requests.map(({ modifier }) => modifier?.id ?? null)).toEqual([null, 'math']);
	// The receipt keeps what the calibration says.
	expect((await answers())[0]?.receipt?.attempts[0]?.confidence).toBeCloseTo(0.9);
	close();
});

test('turned off, a turn notes nothing and confidence stands as it is', async () => {
	const { run, list, model, close } = await bench([sure(0.9)], { enabled: false });
	await run({});
	expect(await list()).toEqual([]);
	expect(model.requests).toHaveLength(1);
	close();
});

test('a mode that adapts follows what was learnt, and learns on, though the settings do not', async () => {
	const weights = LAYER_INPUTS.map((name) =>
		name === 'confidence' ? 1 : name === 'math' ? -3 : 0
	);
	const scripts = [sure(0.9), sure(0.95), sure(0.9), sure(0.95)];
	const { run, answers, list, model, close } = await bench(scripts, { enabled: false, weights });
	await run({ options: { mode: 'adaptive' } });
	expect(model.requests.map(({ modifier }) => modifier?.id ?? null)).toEqual([null, 'math']);
	const [answer] = await answers();
	await run({ options: { mode: 'adaptive' } }, 'that is wrong');
	const noted = (await list()).find(({ answerId }) => answerId === answer!.id);
	expect(noted).toMatchObject({ byMode: true, signals: ['complaint'] });
	close();
});

/** Nobody is asked in these turns: that somebody could be is enough for a decision. */
const EDGE: EdgeProvider = {
	open: async () => {
		throw new Error('It was asked.');
	}
};
const bounds = { answer: 0.8, further: { answer: 0.6 } };
const without = { ...manifest, modifiers: [], thresholds: bounds };
/** Says 0.46 of an answer that is sure by 0.7, and 0.77 of one by 0.9. */
const DOUBTING = -1;

async function differs(confidence: number, fields: Pick<Learning, 'edge' | 'of'>) {
	const { run, list, model, close } = await bench([sure(confidence)], {
		...fields,
		trialBias: DOUBTING
	});
	await run({});
	expect(model.requests).toHaveLength(1);
	const [outcome] = await list();
	close();
	return outcome?.differs;
}

test('a turn counts in a trial where the layers differ at the bound below which somebody bigger is asked', async () => {
	expect(await differs(0.7, { of: without, edge: EDGE })).toBe(true);
	expect(await differs(0.7, { of: without })).toBe(false);
});

test('at the modifiers’ bound a turn counts where the question’s domain has a modifier, and not elsewhere', async () => {
	expect(await differs(0.9, { of: { ...manifest, thresholds: bounds }, edge: EDGE })).toBe(true);
	expect(await differs(0.9, { of: without, edge: EDGE })).toBe(false);
});
