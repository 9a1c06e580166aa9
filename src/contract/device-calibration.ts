// A calibration made on this device for the model it runs: the answers it was fitted on, so that one
// that was interrupted goes on where it was, and the result. Stored by the hash of the model's file.

import { calibrationFrom, type Calibration } from './calibration.ts';
import { ParseError } from './errors.ts';
import { asArray, asBoolean, asInteger, asNumber, asObject, asString } from './parse.ts';

/** An answer to a question: what a map reads of it, null where it says nothing, and whether it was right. */
export type CalibrationAnswer = { id: string; inputs: (number | null)[]; right: boolean };

/** How good the fit is on answers it did not see, by cross-validation. */
export type DeviceFigures = { n: number; right: number; brierBefore: number; brier: number };

export type DeviceCalibration = {
	version: 1;
	baseSha256: string;
	answers: CalibrationAnswer[];
	/** Null until all is asked. */
	result: { calibration: Calibration; figures: DeviceFigures; atMs: number } | null;
};

/** How far the calibration of a model is, on this device. */
export type CalibrationState =
	| { stage: 'none' }
	/** Interrupted: it goes on when somebody starts it again. */
	| { stage: 'begun'; answered: number; of: number }
	/** `waiting`: somebody's question comes first. */
	| { stage: 'running'; answered: number; of: number; waiting: boolean }
	| { stage: 'done'; figures: DeviceFigures; atMs: number };

/** Calibrating models that came without a calibration, as the interface sees it. */
export interface CalibrationService {
	/** Of a model, by the hash of its base. */
	state(baseSha256: string): Promise<CalibrationState>;
	/**
	 * Begins, or goes on, with the model that answers. Resolves when it is done or was stopped. Throws
	 * with a sentence: no model is there, it gives no probabilities, an adapter of one's own acts on every
	 * answer, or the device saves its power.
	 */
	start(): Promise<void>;
	stop(): void;
	/** Forgets what was measured, and the answers it was measured on. */
	remove(baseSha256: string): Promise<void>;
	/** Another state, or other progress, of any model. */
	onChange(listener: () => void): () => void;
}

/** Throws a ParseError. `inputs`: how many an answer has in this app. */
export function deviceCalibrationFrom(value: unknown, inputs: number): DeviceCalibration {
	const path = 'device calibration';
	const fields = asObject(value, path);
	if (asInteger(fields.version, `${path}.version`, 1) !== 1)
		throw new ParseError(`${path}.version`, 'is of a newer app. Calibrate again.');
	const baseSha256 = asString(fields.baseSha256, `${path}.baseSha256`);
	const result = fields.result === null ? null : asObject(fields.result, `${path}.result`);
	const figures = result && asObject(result.figures, `${path}.figures`);
	return {
		version: 1,
		baseSha256,
		answers: asArray(fields.answers, `${path}.answers`).map((item, i) => {
			const at = `${path}.answers[${i}]`;
			const answer = asObject(item, at);
			const list = asArray(answer.inputs, `${at}.inputs`);
			if (list.length !== inputs)
				throw new ParseError(`${at}.inputs`, `should be ${inputs} numbers. Calibrate again.`);
			return {
				id: asString(answer.id, `${at}.id`),
				inputs: list.map((x) => (x === null ? null : asNumber(x, `${at}.inputs`))),
				right: asBoolean(answer.right, `${at}.right`)
			};
		}),
		result:
			result && figures
				? {
						calibration: calibrationFrom(result.calibration, baseSha256),
						figures: {
							n: asInteger(figures.n, `${path}.n`),
							right: asNumber(figures.right, `${path}.right`),
							brierBefore: asNumber(figures.brierBefore, `${path}.brierBefore`),
							brier: asNumber(figures.brier, `${path}.brier`)
						},
						atMs: asNumber(result.atMs, `${path}.atMs`)
					}
				: null
	};
}
