// What a turn makes of a model that came without a calibration: a careful guess, which is shown and decides
// nothing, and then what this device has measured. On a real memory and scripted models.

import { expect, test } from 'vitest';
import { receiptFrom } from '../contract/parse-messages.ts';
import type { DeviceCalibration } from '../contract/device-calibration.ts';
import { calibratedManifest } from '../decide/device-calibration.ts';
import {
	scriptedCalibration,
	scriptedModel,
	testManifest
} from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import type { EdgeProvider } from './edge.ts';

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

/** A turn of a model that doubts its every word, with somebody to ask and leave to ask. */
async function turnWith(device: DeviceCalibration | null) {
	const there = scriptedModel(() => ({ kind: 'answer', words: 5, bill: {} }));
	const edge: EdgeProvider = {
		open: async () => ({ model: there, name: 'edge', host: 'edge.example.org', loopback: false })
	};
	const bench = await turnBench(
		scriptedModel(() => ({ kind: 'answer', words: 3, sure: 0.3 })),
		{ edge, calibrations: { current: (manifest) => calibratedManifest(manifest, device) } }
	);
	const { conversationId } = bench;
	await bench.memory.conversations.update(conversationId, { egress: 'allow' });
	await runWhole(bench.turns, { kind: 'send', conversationId, parts: text('How deep is it?') });
	const answer = (await bench.messages()).at(-1)!;
	bench.memory.close();
	return { answer, asked: there.requests.length };
}

test('a careful guess is shown as one, and sends nothing anywhere however low it is', async () => {
	const { answer, asked } = await turnWith(null);
	expect(asked).toBe(0);
	expect(answer.receipt).toMatchObject({
		source: 'base',
		calibrated: false,
		calibration: { by: 'guess' }
	});
	expect(answer.receipt!.confidence).toBeLessThan(0.3);
	expect(answer.receipt!.reason).toContain('a careful guess');
});

test('once this device has measured the model, its doubt counts, and the receipt says who measured it', async () => {
	const { answer, asked } = await turnWith(measured);
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
