// What a turn makes of a model that came without a calibration: a careful guess, which is shown and decides
// where it is very low or high, and then what this device has measured. On a real memory and scripted models.

import { expect, test } from 'vitest';
import { receiptFrom } from '../contract/parse-messages.ts';
import type { DeviceCalibration } from '../contract/device-calibration.ts';
import { calibratedManifest } from '../decide/device-calibration.ts';
import { edgeOf } from '../../test/support/scripted-edge.ts';
import {
	scriptedCalibration,
	scriptedModel,
	testManifest
} from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import { NO_JUDGES, type JudgeProvider } from './judges.ts';

const { baseSha256 } = testManifest;
const measured: DeviceCalibration = {
	version: 1,
	baseSha256,
	answers: [],
	result: {
		calibration: scriptedCalibration(baseSha256),
		figures: { n: 400, right: 200, brierBefore: 0.25, brier: 0.2 },
		atMs: 1_790_000_000_000
	}
};

/** A router that sees the same in every question, and much to gain. */
function judgesSaying(wrong: number): JudgeProvider {
	const judges = { ...NO_JUDGES, router: () => ({ wrong, gain: 0.5 }) };
	return { current: () => judges, ready: async () => judges };
}

type Here = { sure?: number; wrong?: number; device?: DeviceCalibration };

/**
 * A turn of a model whose every word is `sure`, with somebody to ask and leave to ask. `wrong`: the chance of a
 * wrong answer that the router sees in the question.
 */
async function turnWith({ sure = 0.6, wrong, device }: Here) {
	const there = scriptedModel(() => ({ kind: 'answer', words: 5, bill: {} }));
	const bench = await turnBench(
		scriptedModel(() => ({ kind: 'answer', words: 3, sure })),
		{
			edge: edgeOf(there),
			calibrations: { current: (manifest) => calibratedManifest(manifest, device ?? null) },
			...(wrong !== undefined && { judges: judgesSaying(wrong) })
		}
	);
	const { conversationId } = bench;
	await bench.memory.conversations.update(conversationId, { egress: 'allow' });
	await runWhole(bench.turns, { kind: 'send', conversationId, parts: text('How deep is it?') });
	const answer = (await bench.messages()).at(-1)!;
	bench.memory.close();
	return { answer, asked: there.requests.length };
}

test('a careful guess is shown as one, and is compared with no threshold', async () => {
	const { answer, asked } = await turnWith({});
	expect(asked).toBe(0);
	expect(answer.receipt).toMatchObject({
		source: 'base',
		calibrated: false,
		calibration: { by: 'guess' }
	});
	expect(answer.receipt!.confidence).toBeLessThan(0.3);
	expect(answer.receipt!.reason).toContain('a careful guess');
});

test('somebody bigger is asked where not even every second word was likely', async () => {
	const { answer, asked } = await turnWith({ sure: 0.3 });
	expect(asked).toBe(1);
	expect(answer.receipt!.reason).toContain(
		'By a careful guess, this device’s answer is only 11% sure.'
	);
});

test('a high guess stands against a router that knows the question alone; one between does not', async () => {
	expect((await turnWith({ sure: 0.9999, wrong: 0.9 })).asked).toBe(0);
	expect((await turnWith({ sure: 0.9, wrong: 0.9 })).asked).toBe(1);
	expect((await turnWith({ sure: 0.9, wrong: 0.1 })).asked).toBe(0);
});

test('once this device has measured the model, its doubt counts, and the receipt says who measured it', async () => {
	const { answer, asked } = await turnWith({ sure: 0.3, device: measured });
	expect(asked).toBe(1);
	const draft = answer.receipt!.attempts[0]!;
	expect(draft.confidence).toBeCloseTo(0.3, 2);
	expect(answer.receipt!.reason).toContain('30% sure; 80% is asked for');
	expect(answer.receipt!.calibration).toBeUndefined();
});

test('an answer that stands on this device’s measure says of how many questions, and from when', async () => {
	const bench = await turnBench(
		scriptedModel(() => ({ kind: 'answer', words: 3, sure: 0.95 })),
		{ calibrations: { current: (manifest) => calibratedManifest(manifest, measured) } }
	);
	const { conversationId } = bench;
	await runWhole(bench.turns, { kind: 'send', conversationId, parts: text('How deep is it?') });
	const { receipt } = (await bench.messages()).at(-1)!;
	expect(receipt).toMatchObject({
		calibrated: true,
		calibration: { by: 'device', questions: 400, atMs: 1_790_000_000_000 }
	});
	// As it is read from a backup.
	expect(receiptFrom(JSON.parse(JSON.stringify(receipt)), 'receipt')).toEqual(receipt);
	bench.memory.close();
});
