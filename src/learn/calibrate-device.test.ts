import { expect, test } from 'vitest';
import { uniform } from '../contract/random.ts';
import { applyMap, mapInputs } from '../decide/calibration.ts';
import { confidenceTally } from '../decide/confidence.ts';
import { freshMemory } from '../../test/support/memory.ts';
import { calibrateOnDevice, fitDeviceMap, storedCalibration, type CalibrateDevice } from './calibrate-device.ts'; // prettier-ignore
import { deviceQuestions, lastNumber, type DeviceQuestion } from './device-questions.ts';

const BASE = 'c'.repeat(64);

test('questions are the same each time, all different, and know their answers', () => {
	const questions = deviceQuestions(300);
	expect(deviceQuestions(300).map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
	expect(new Set(questions.map(({ prompt }) => prompt)).size).toBe(300);
	for (const { prompt, isRight } of questions) {
		expect([prompt, isRight('I do not know.')]).toEqual([prompt, false]);
		expect([prompt, isRight('')]).toEqual([prompt, false]);
	}
});

test.each([
	['What is 2 + 3?', /^What is (\d+) \+ (\d+)\?$/, (a: number, b: number) => a + b],
	['times', /^How much is (\d+) times (\d+)\?$/, (a: number, b: number) => a * b],
	['Divide', /^Divide (\d+) by (\d+)\.$/, (a: number, b: number) => a / b],
	['Subtract', /^Subtract (\d+) from (\d+)\.$/, (a: number, b: number) => b - a],
	['percent', /^What is (\d+) % of (\d+)\?$/, (a: number, b: number) => (a * b) / 100]
])('%s: the right number is right in free words, another one is not', (_name, pattern, solve) => {
	const asked = deviceQuestions(400).filter(({ prompt }) => pattern.test(prompt));
	expect(asked.length).toBeGreaterThan(20);
	for (const { prompt, isRight } of asked) {
		const [, a, b] = pattern.exec(prompt)!;
		const right = solve(Number(a), Number(b));
		expect(isRight(`That is ${right.toLocaleString('en')}.`)).toBe(true);
		expect(isRight(`First ${right}, but no: ${right + 1}.`)).toBe(false);
	}
});

test('of a list of words the one named last counts', () => {
	const weekday = deviceQuestions(400).find(({ prompt }) => prompt.startsWith('Today is Monday'));
	const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
	const right = days.filter((day) => weekday!.isRight(`It is ${day}.`));
	expect(right).toHaveLength(1);
	expect(weekday!.isRight(`Today is Monday, so it is ${right[0]}`)).toBe(true);
	expect(weekday!.isRight(days.join(', '))).toBe(right[0] === 'Sunday');
	expect(lastNumber('1,234,567 of 2,000')).toBe(2000);
});

/** A model whose chance of being right is what its tokens say, halved. */
function model(seed: number) {
	const next = uniform(seed);
	return async ({ isRight }: DeviceQuestion) => {
		const p = 0.3 + 0.69 * next();
		const tally = confidenceTally();
		tally.add([
			{ logprob: Math.log(p), top: [] },
			{ logprob: -0.001, top: [] }
		]);
		const right = next() < p / 2;
		const text = right ? rightText(isRight) : 'No idea.';
		const question = { prompt: 'Which?', earlier: 0 };
		return { text, inputs: mapInputs(tally.features()!, text, question, null) };
	};
}
/** Any text that is right: found by trying, as the check is all there is. */
function rightText(isRight: (text: string) => boolean): string {
	for (let n = -10; n < 500; n++) if (isRight(String(n))) return String(n);
	return 'none';
}

const NUMBERS = 80;

async function device(fields: Partial<CalibrateDevice> = {}) {
	const memory = await freshMemory();
	const asked: string[] = [];
	const answer = model(4);
	const options: CalibrateDevice = {
		learnt: memory.learnt,
		idle: async () => undefined,
		ask: async (question) => {
			asked.push(question.id);
			return answer(question);
		},
		now: () => 7,
		count: NUMBERS,
		...fields
	};
	return { memory, asked, options };
}

test('a calibration that was interrupted goes on where it was, and is stored by the model’s hash', async () => {
	const stop = new AbortController();
	const { memory, asked, options } = await device();
	const interrupted = await calibrateOnDevice(
		BASE,
		{ ...options, onProgress: (done) => done === 30 && stop.abort() },
		stop.signal
	);
	expect(interrupted).toBeNull();
	expect((await storedCalibration(memory.learnt, BASE))?.answers).toHaveLength(30);
	expect((await storedCalibration(memory.learnt, BASE))?.result).toBeNull();
	const done = await calibrateOnDevice(BASE, options, new AbortController().signal);
	expect(asked).toEqual(deviceQuestions(NUMBERS).map(({ id }) => id));
	expect(await storedCalibration(memory.learnt, BASE)).toEqual(done);
	expect(done?.result?.figures.n).toBe(NUMBERS);
	expect(await storedCalibration(memory.learnt, 'd'.repeat(64))).toBeNull();
	memory.close();
});

test('it waits until nobody needs the model, before each question', async () => {
	let waits = 0;
	const { memory, asked, options } = await device({ idle: async () => void waits++, count: 12 });
	await calibrateOnDevice(BASE, options, new AbortController().signal);
	expect([waits, asked.length]).toEqual([12, 12]);
	memory.close();
});

test('an engine that fails ends it, and what was asked is kept', async () => {
	const { memory, options } = await device();
	let left = 5;
	const failing: CalibrateDevice = {
		...options,
		ask: (question, signal) => {
			if (left-- === 0) throw new Error('The device was lost.');
			return options.ask(question, signal);
		}
	};
	await expect(calibrateOnDevice(BASE, failing, new AbortController().signal)).rejects.toThrow(
		/lost/
	);
	expect((await storedCalibration(memory.learnt, BASE))?.answers).toHaveLength(5);
	memory.close();
});

/** Answers half as often right as their least token says. */
function answers(count: number, seed: number) {
	const next = uniform(seed);
	return Array.from({ length: count }, (_, i) => {
		const p = 0.2 + 0.79 * next();
		const tally = confidenceTally();
		tally.add([
			{ logprob: Math.log(p), top: [] },
			{ logprob: -0.001, top: [] }
		]);
		const inputs = mapInputs(tally.features()!, 'A word.', { prompt: 'Which?', earlier: 0 }, null);
		return {
			id: String(i),
			inputs: inputs.map((x) => (Number.isFinite(x) ? x : null)),
			right: next() < p / 2,
			chance: p / 2
		};
	});
}

test('the map says how likely an answer is right, of answers it did not see', () => {
	const { map, figures } = fitDeviceMap(answers(400, 1));
	expect(figures.brier).toBeLessThan(figures.brierBefore);
	const off = answers(100, 2).map(({ inputs, chance }) =>
		Math.abs(
			applyMap(
				map,
				inputs.map((x) => x ?? Number.NaN)
			) - chance
		)
	);
	expect(off.reduce((sum, x) => sum + x, 0) / off.length).toBeLessThan(0.07);
});

test('a model that is always right, or never, is fitted without running away', () => {
	for (const right of [true, false]) {
		const { map } = fitDeviceMap(answers(60, 3).map((one) => ({ ...one, right })));
		for (const { inputs } of answers(20, 4)) {
			const said = applyMap(
				map,
				inputs.map((x) => x ?? Number.NaN)
			);
			expect(right ? said > 0.9 && said < 1 : said < 0.1 && said > 0).toBe(true);
		}
	}
});
