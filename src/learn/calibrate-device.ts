// Calibrates any model on the device it runs on: puts a few hundred questions to it whose answers are
// worked out by program (device-questions.ts), one at a time and only when nobody waits, keeps each
// answer at once, and fits from them how likely an answer is right: Platt's scaling or a small logistic
// model, whichever predicts answers it did not see better. Resumable. Not the asking itself, which is
// the caller's; not the pipeline's calibration of the starter, which compares more (models/calibration).

import {
	CALIBRATION_VERSION,
	MAP_INPUTS,
	type CalibrationInput,
	type CalibrationMap
} from '../contract/calibration.ts';
import {
	deviceCalibrationFrom,
	type CalibrationAnswer,
	type DeviceCalibration,
	type DeviceFigures
} from '../contract/device-calibration.ts';
import type { LearntStore } from '../contract/outcomes.ts';
import { deviceQuestions, type DeviceQuestion } from './device-questions.ts';
import { fitLogistic } from './logistic.ts';

/** 400 answers to fit on were nearly as good as 1,200 for the starter's map: see models/steps/calibrate.ts. */
export const DEVICE_QUESTIONS = 400;

/** Of an answer: the inputs of decide/calibration.ts, in the order of MAP_INPUTS. */
export type AskedAnswer = { text: string; inputs: readonly number[] };

export type CalibrateDevice = {
	learnt: LearntStore;
	/** Resolves when nobody needs the model: before each question. Rejects or waits when aborted. */
	idle: (signal: AbortSignal) => Promise<void>;
	/** Null where the model gave no token with a log-probability. Throws what the engine throws. */
	ask: (question: DeviceQuestion, signal: AbortSignal) => Promise<AskedAnswer | null>;
	now: () => number;
	onProgress?: (answered: number, of: number) => void;
	count?: number;
};

const keyOf = (baseSha256: string): string => `calibration:${baseSha256}`;

/** What is stored for a model: finished, begun, or null; what cannot be read any more is null. */
export async function storedCalibration(
	learnt: LearntStore,
	baseSha256: string
): Promise<DeviceCalibration | null> {
	const stored = await learnt.get(keyOf(baseSha256));
	if (stored === undefined) return null;
	try {
		const calibration = deviceCalibrationFrom(stored, MAP_INPUTS.length);
		return calibration.baseSha256 === baseSha256 ? calibration : null;
	} catch {
		return null;
	}
}

/** Removes what is stored for a model. */
export async function forgetCalibration(learnt: LearntStore, baseSha256: string): Promise<void> {
	await learnt.remove(keyOf(baseSha256));
}

/** Asks what is not asked yet, then fits. Null when it was aborted before: what was asked is kept. */
export async function calibrateOnDevice(
	baseSha256: string,
	{ learnt, idle, ask, now, onProgress, count = DEVICE_QUESTIONS }: CalibrateDevice,
	signal: AbortSignal
): Promise<DeviceCalibration | null> {
	const questions = deviceQuestions(count);
	const before = await storedCalibration(learnt, baseSha256);
	const known = new Map((before?.answers ?? []).map((answer) => [answer.id, answer]));
	const state = (result: DeviceCalibration['result']): DeviceCalibration => ({
		version: 1,
		baseSha256,
		answers: questions.flatMap(({ id }) => known.get(id) ?? []),
		result
	});
	for (const [i, question] of questions.entries()) {
		if (known.has(question.id)) continue;
		try {
			await idle(signal);
			if (signal.aborted) return null;
			const answer = await ask(question, signal);
			if (signal.aborted) return null;
			known.set(question.id, judged(question, answer));
		} catch (error) {
			if (signal.aborted) return null;
			throw error;
		}
		await learnt.set(keyOf(baseSha256), state(null));
		onProgress?.(i + 1, questions.length);
	}
	const { map, figures } = fitDeviceMap(state(null).answers);
	const calibration = {
		version: CALIBRATION_VERSION,
		baseSha256,
		abstention: null,
		base: map,
		modifiers: {}
	} as const;
	const done = state({ calibration, figures, atMs: now() });
	await learnt.set(keyOf(baseSha256), done);
	return done;
}

function judged(question: DeviceQuestion, answer: AskedAnswer | null): CalibrationAnswer {
	const inputs = MAP_INPUTS.map((_, i) => {
		const value = answer?.inputs[i] ?? Number.NaN;
		return Number.isFinite(value) ? value : null;
	});
	return { id: question.id, inputs, right: answer !== null && question.isRight(answer.text) };
}

/** What holds for any model: how sure its tokens were. What the starter's own answers look like is not here. */
const FORMS: { method: CalibrationMap['method']; inputs: CalibrationInput[]; penalty: number }[] = [
	{ method: 'platt', inputs: ['minLogit'], penalty: 1 },
	{
		method: 'learned',
		inputs: ['minDoubt', 'meanDoubt', 'doubt10', 'doubt25', 'firstDoubt', 'length'],
		penalty: 10
	}
];
const FOLDS = 5;

/** The better of the forms by cross-validation, fitted on all; and how good it is. */
export function fitDeviceMap(answers: readonly CalibrationAnswer[]): {
	map: CalibrationMap;
	figures: DeviceFigures;
} {
	const right = answers.filter((answer) => answer.right).length;
	const scores = FORMS.map((form) => {
		const maps = Array.from({ length: FOLDS }, (_, fold) =>
			fitForm(
				form,
				answers.filter((_, i) => i % FOLDS !== fold)
			)
		);
		return mean(
			answers.map((answer, i) => (valueOf(maps[i % FOLDS]!, answer) - Number(answer.right)) ** 2)
		);
	});
	const best = scores.indexOf(Math.min(...scores));
	const share = right / Math.max(1, answers.length);
	return {
		map: fitForm(FORMS[best]!, answers),
		figures: { n: answers.length, right, brierBefore: share * (1 - share), brier: scores[best]! }
	};
}

function fitForm(
	{ method, inputs, penalty }: (typeof FORMS)[number],
	answers: readonly CalibrationAnswer[]
): CalibrationMap {
	const columns = inputs.map((name) => MAP_INPUTS.indexOf(name));
	const present = columns.map((c) =>
		answers.map(({ inputs: list }) => list[c]).filter((x) => typeof x === 'number')
	);
	const means = present.map((list) => (list.length === 0 ? 0 : mean(list)));
	const deviations = present.map((list, k) => {
		const found = Math.sqrt(mean(list.map((x) => (x - means[k]!) ** 2)));
		return found > 1e-3 ? found : 1;
	});
	const rows = answers.map(({ inputs: list }) =>
		columns.map((c, k) => ((list[c] ?? means[k]!) - means[k]!) / deviations[k]!)
	);
	// Platt's targets (1999): never quite 0 and 1, by how many of each were seen.
	const yes = answers.filter((answer) => answer.right).length;
	const [soft, hard] = [1 / (answers.length - yes + 2), (yes + 1) / (yes + 2)];
	const { weights, bias } = fitLogistic(
		rows,
		answers.map((answer) => (answer.right ? hard : soft)),
		{ penalty, bias: true }
	);
	return { method, inputs, mean: means, deviation: deviations, weights, bias, steps: [] };
}

/** As decide/calibration.ts applies it. */
function valueOf(
	{ inputs, mean: means, deviation, weights, bias }: CalibrationMap,
	answer: CalibrationAnswer
) {
	// prettier-ignore
	const sum = inputs.reduce((total, name, k) => {
		const x = answer.inputs[MAP_INPUTS.indexOf(name)] ?? means[k]!;
		return total + (weights[k]! * (x - means[k]!)) / deviation[k]!;
	}, bias);
	return 1 / (1 + Math.exp(-sum));
}

const mean = (list: readonly number[]): number =>
	list.length === 0 ? 0 : list.reduce((sum, x) => sum + x, 0) / list.length;
