import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TurnEvent } from '../contract/events.ts';
import type { TurnService } from '../contract/services.ts';
import { calibrationFor } from '../decide/calibration.ts';
import { confidenceTally } from '../decide/confidence.ts';
import * as calibrateDevice from '../learn/calibrate-device.ts';
import { deviceQuestions } from '../learn/device-questions.ts';
import { freshMemory, type TestMemory } from '../../test/support/memory.ts';
import { scriptedModel, testManifest, type Script } from '../../test/support/scripted-model.ts';
import {
	createDeviceCalibrations,
	type DeviceCalibrationsDependencies
} from './device-calibrations.ts';
import { quietTurns } from './quiet-turns.ts';

const COUNT = 40;
const { baseSha256 } = testManifest;
let memory: TestMemory;
beforeEach(async () => {
	memory = await freshMemory();
});
afterEach(() => memory.close());

/** Turns that go on until the test ends them. */
function turnsByHand() {
	const ends: (() => void)[] = [];
	const service: TurnService = {
		async *run(): AsyncGenerator<TurnEvent> {
			yield { type: 'notice', message: 'begun' };
			await new Promise<void>((resolve) => ends.push(resolve));
		},
		stop: () => undefined,
		consent: () => undefined
	};
	const { turns, quiet } = quietTurns(service);
	return {
		quiet,
		async begin() {
			const turn = turns.run(
				{ kind: 'send', conversationId: 'c', parts: [] },
				new AbortController().signal
			);
			await turn.next();
			return async () => {
				const rest = turn.next();
				ends.forEach((end) => end());
				await rest;
			};
		}
	};
}

const service = (
	quiet = turnsByHand().quiet,
	fields: Partial<DeviceCalibrationsDependencies> = {}
) =>
	createDeviceCalibrations({
		learnt: memory.learnt,
		quiet,
		load: async () => calibrateDevice,
		now: () => 5,
		count: COUNT,
		...fields
	});

/** Tabs that hear each other, as a BroadcastChannel joins them. */
function channels() {
	const tabs: ((data: unknown) => void)[] = [];
	return () => {
		let own: ((data: unknown) => void) | null = null;
		return {
			post: (data: unknown) => tabs.filter((tab) => tab !== own).forEach((tab) => tab(data)),
			listen(listener: (data: unknown) => void) {
				own = listener;
				tabs.push(listener);
			}
		};
	};
}

/** Sure and right of sums, unsure and wrong of all else. */
const answer = (prompt: string): Script => {
	const sum = /^What is (\d+) \+ (\d+)\?$/.exec(prompt);
	return sum
		? { kind: 'answer', words: 1, text: String(Number(sum[1]) + Number(sum[2])), sure: 0.99 }
		: { kind: 'answer', words: 1, text: 'Perhaps.', sure: 0.4 };
};
const able = () => scriptedModel(({ messages }) => answer(messages.at(-1)!.content));

test('until a model is calibrated a careful map stands, and afterwards its own', async () => {
	const calibrations = service();
	await calibrations.ready(baseSha256);
	expect(calibrations.current(testManifest).origin).toBe('generic');
	expect(calibrations.state(baseSha256)).toEqual({ stage: 'none' });
	const seen: string[] = [];
	calibrations.onChange(() => seen.push(calibrations.state(baseSha256).stage));
	await calibrations.start(able());
	expect(seen).toContain('running');
	const { manifest, origin } = calibrations.current(testManifest);
	expect(origin).toBe('device');
	const sureOf = (p: number) => {
		const tally = confidenceTally();
		tally.add([{ logprob: Math.log(p), top: [] }]);
		return calibrationFor(manifest, null, { prompt: '', earlier: 0 })!(tally.features()!, '7');
	};
	expect(sureOf(0.99)).toBeGreaterThan(0.6);
	expect(sureOf(0.4)).toBeLessThan(0.2);
	expect(calibrations.state(baseSha256)).toMatchObject({ stage: 'done', figures: { n: COUNT } });
	const reopened = service();
	await reopened.ready(baseSha256);
	expect(reopened.current(testManifest).origin).toBe('device');
});

test('it can be stopped, says how far it is, and goes on from there', async () => {
	const calibrations = service();
	const model = able();
	await calibrations.ready(baseSha256);
	calibrations.onChange(() => {
		const state = calibrations.state(baseSha256);
		if (state.stage === 'running' && state.answered === 15) calibrations.stop();
	});
	await calibrations.start(model);
	expect(calibrations.state(baseSha256)).toEqual({ stage: 'begun', answered: 15, of: COUNT });
	await service().start(model);
	expect(model.requests.length).toBe(COUNT);
});

/** A model that hangs at its first question, and answers from then on; `hung` when it does. */
function hangingOnce() {
	const hung = Promise.withResolvers<void>();
	const model = scriptedModel(({ messages }, index): Script =>
		index === 0
			? { kind: 'hang', words: 1, onHang: hung.resolve }
			: answer(messages.at(-1)!.content)
	);
	return { model, hung: hung.promise };
}

test('a turn comes first: the question in the way is given up and asked again afterwards', async () => {
	const { quiet, begin } = turnsByHand();
	const calibrations = service(quiet);
	const { model, hung } = hangingOnce();
	const done = calibrations.start(model);
	await hung;
	const end = await begin();
	await Promise.resolve();
	expect(quiet.isQuiet()).toBe(false);
	const asked = model.requests.length;
	await end();
	await done;
	expect(asked).toBe(1);
	expect(model.requests[1]!.messages).toEqual(model.requests[0]!.messages);
	expect(model.requests).toHaveLength(COUNT + 1);
	const stored = await calibrateDevice.storedCalibration(memory.learnt, baseSha256);
	expect(stored!.answers[0]).toMatchObject({ id: deviceQuestions(COUNT)[0]!.id, right: true });
});

test('a model that fails says so, and what was asked is kept', async () => {
	const calibrations = service();
	const failing = scriptedModel((_, index) =>
		index < 3
			? { kind: 'answer', words: 1, text: '1', sure: 0.9 }
			: { kind: 'fail', words: 0, code: 'device-lost' }
	);
	await expect(calibrations.start(failing)).rejects.toMatchObject({ code: 'device-lost' });
	expect(calibrations.state(baseSha256)).toMatchObject({ stage: 'begun', answered: 3 });
});

test('a device that saves its power is not calibrated, and one whose battery runs low stops', async () => {
	let low = true;
	const calibrations = service(undefined, { savesPower: async () => low });
	await calibrations.ready(baseSha256);
	await expect(calibrations.start(able())).rejects.toThrow('Plug it in, then start again.');
	expect(calibrations.state(baseSha256)).toEqual({ stage: 'none' });
	low = false;
	calibrations.onChange(() => {
		const state = calibrations.state(baseSha256);
		if (state.stage === 'running' && state.answered === 7) low = true;
	});
	await calibrations.start(able());
	expect(calibrations.state(baseSha256)).toEqual({ stage: 'begun', answered: 7, of: COUNT });
});

test('a model with an adapter that acts on every answer is refused with a sentence', async () => {
	const standing = [{ file: 'own.gguf', name: 'Pirate', scale: 1 }];
	const both = scriptedModel(() => undefined, { ...testManifest, standing });
	await expect(service().start(both)).rejects.toThrow('Turn the adapter off');
	expect(both.requests).toEqual([]);
});

test('a model without probabilities is refused with a sentence', async () => {
	const silent = scriptedModel(() => undefined, testManifest, { logprobs: false });
	await expect(service().start(silent)).rejects.toThrow('nothing to calibrate');
	expect(silent.requests).toEqual([]);
});

test('deleted, a calibration is gone for good, and the careful map stands again', async () => {
	const calibrations = service();
	await calibrations.start(able());
	await calibrations.remove(baseSha256);
	expect(calibrations.state(baseSha256)).toEqual({ stage: 'none' });
	expect(calibrations.current(testManifest).origin).toBe('generic');
	const reopened = service();
	await reopened.ready(baseSha256);
	expect(reopened.state(baseSha256)).toEqual({ stage: 'none' });
});

test('of two tabs one asks, and both have what it found', async () => {
	const tab = channels();
	let free: Promise<void> = Promise.resolve();
	const hold = async () => {
		const before = free;
		let release = (): void => undefined;
		free = new Promise((resolve) => (release = resolve));
		await before;
		return release;
	};
	const first = service(undefined, { hold, news: tab() });
	const second = service(undefined, { hold, news: tab() });
	await second.ready(baseSha256);
	const model = able();
	await Promise.all([first.start(model), second.start(model)]);
	expect(model.requests).toHaveLength(COUNT);
	expect(first.state(baseSha256)).toMatchObject({ stage: 'done' });
	expect(second.state(baseSha256)).toMatchObject({ stage: 'done' });
	await first.remove(baseSha256);
	await expect.poll(() => second.state(baseSha256)).toEqual({ stage: 'none' });
});

test('a turn in another tab takes the model from the question, which is asked again', async () => {
	const tab = channels();
	const idle: TurnService = {
		run: async function* () {},
		stop: () => undefined,
		consent: () => undefined
	};
	const { quiet } = quietTurns(idle, tab());
	const elsewhere = quietTurns(idle, tab());
	const { model, hung } = hangingOnce();
	const done = service(quiet).start(model);
	await hung;
	const turn = { kind: 'send' as const, conversationId: 'c', parts: [] };
	await elsewhere.turns.run(turn, new AbortController().signal).next();
	await done;
	expect(model.requests).toHaveLength(COUNT + 1);
});
