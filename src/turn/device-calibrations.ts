// Calibrating a model on this device while nobody needs it: puts the questions of
// learn/calibrate-device.ts to the model that is loaded, gives way to every turn at once, and says how far
// it is and which calibration stands meanwhile. Begun by the person, never by itself.

import type { DeviceCalibration, DeviceFigures } from '../contract/device-calibration.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { LearntStore } from '../contract/outcomes.ts';
import type { TurnService, Unsubscribe } from '../contract/services.ts';
import { mapInputs } from '../decide/calibration.ts';
import { confidenceTally } from '../decide/confidence.ts';
import { calibratedManifest, type CalibrationOrigin } from '../decide/device-calibration.ts';
import type { LoadedModel } from '../engine/engine.ts';
import type * as calibrateDevice from '../learn/calibrate-device.ts';

/** Whether no turn is running in this tab. */
export type Quiet = { isQuiet(): boolean; onChange(listener: () => void): Unsubscribe };

export type CalibrationState =
	| { stage: 'none' }
	/** Interrupted, or going on. */
	| { stage: 'begun' | 'running'; answered: number; of: number }
	| { stage: 'done'; figures: DeviceFigures; atMs: number };

export interface DeviceCalibrations {
	/** Reads what is stored for a model. */
	ready(baseSha256: string): Promise<void>;
	/** The manifest with the calibration that stands for it; a generic one until `ready`. */
	current(manifest: Manifest): { manifest: Manifest; origin: CalibrationOrigin };
	state(baseSha256: string): CalibrationState;
	/** Begins, or goes on. Resolves when it is done or was stopped; throws what the engine throws. */
	start(model: LoadedModel): Promise<void>;
	stop(): void;
	onChange(listener: () => void): Unsubscribe;
}

export type DeviceCalibrationsDependencies = {
	learnt: LearntStore;
	quiet: Quiet;
	/** learn/calibrate-device.ts, fetched when it is first needed. */
	load: () => Promise<typeof calibrateDevice>;
	/** Milliseconds since the epoch. */
	now: () => number;
	/** Questions; learn/calibrate-device.ts's number when absent. */
	count?: number;
};

/** The longest answer to such a question: working included. */
const MAX_TOKENS = 96;

export function createDeviceCalibrations({
	learnt,
	quiet,
	load,
	now,
	count
}: DeviceCalibrationsDependencies): DeviceCalibrations {
	const known = new Map<string, DeviceCalibration | null>();
	const listeners = new Set<() => void>();
	let running: { baseSha256: string; answered: number; of: number; stop: AbortController } | null =
		null;
	/** Questions of a whole calibration. */
	let total = count ?? 0;
	const tell = (): void => listeners.forEach((listener) => listener());

	async function ready(baseSha256: string): Promise<void> {
		if (known.has(baseSha256)) return;
		const { storedCalibration, DEVICE_QUESTIONS } = await load();
		total = count ?? DEVICE_QUESTIONS;
		known.set(baseSha256, await storedCalibration(learnt, baseSha256));
		tell();
	}

	return {
		ready,
		current: (manifest) => calibratedManifest(manifest, known.get(manifest.baseSha256) ?? null),

		state(baseSha256) {
			if (running?.baseSha256 === baseSha256)
				return { stage: 'running', answered: running.answered, of: running.of };
			const stored = known.get(baseSha256);
			if (!stored) return { stage: 'none' };
			if (stored.result === null)
				return { stage: 'begun', answered: stored.answers.length, of: total };
			return { stage: 'done', figures: stored.result.figures, atMs: stored.result.atMs };
		},

		async start(model) {
			const { baseSha256 } = model.manifest;
			const { calibrateOnDevice, storedCalibration, DEVICE_QUESTIONS } = await load();
			if (running !== null) return;
			const own = { baseSha256, answered: 0, of: count ?? DEVICE_QUESTIONS, stop: new AbortController() }; // prettier-ignore
			running = own;
			tell();
			try {
				await calibrateOnDevice(
					baseSha256,
					{
						learnt,
						idle: (signal) => whenQuiet(quiet, signal),
						ask: ({ prompt }, signal) => askQuietly(model, prompt, quiet, signal),
						now,
						onProgress(answered, of) {
							Object.assign(own, { answered, of });
							tell();
						},
						count: own.of
					},
					own.stop.signal
				);
			} finally {
				running = null;
				known.set(baseSha256, await storedCalibration(learnt, baseSha256));
				tell();
			}
		},

		stop: () => running?.stop.abort(),
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}
	};
}

/** Resolves when no turn runs, or when aborted. */
function whenQuiet(quiet: Quiet, signal: AbortSignal): Promise<void> {
	if (quiet.isQuiet() || signal.aborted) return Promise.resolve();
	return new Promise((resolve) => {
		const end = (): void => {
			forget();
			signal.removeEventListener('abort', end);
			resolve();
		};
		const forget = quiet.onChange(() => quiet.isQuiet() && end());
		signal.addEventListener('abort', end);
	});
}

/** An answer; one that a turn came in the way of is asked for again. Null without log-probabilities. */
async function askQuietly(
	model: LoadedModel,
	prompt: string,
	quiet: Quiet,
	signal: AbortSignal
): Promise<calibrateDevice.AskedAnswer | null> {
	for (;;) {
		await whenQuiet(quiet, signal);
		const giveWay = new AbortController();
		const forget = quiet.onChange(() => !quiet.isQuiet() && giveWay.abort());
		try {
			const answer = await askOnce(model, prompt, AbortSignal.any([signal, giveWay.signal]));
			if (signal.aborted || !giveWay.signal.aborted) return answer;
		} finally {
			forget();
		}
	}
}

async function askOnce(model: LoadedModel, prompt: string, signal: AbortSignal) {
	const tally = confidenceTally();
	let text = '';
	const request = {
		messages: [{ role: 'user' as const, content: prompt }],
		modifier: null,
		sampling: { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: MAX_TOKENS }
	};
	for await (const event of model.generate(request, signal)) {
		if (event.type !== 'delta') continue;
		tally.add(event.tokens);
		text += event.text;
	}
	const features = tally.features();
	return features && { text, inputs: mapInputs(features, text, { prompt, earlier: 0 }, null) };
}

/** A turn service that also tells when none of its turns runs. */
export function quietTurns(turns: TurnService): { turns: TurnService; quiet: Quiet } {
	const listeners = new Set<() => void>();
	let running = 0;
	const change = (by: number): void => {
		running += by;
		for (const listener of listeners) listener();
	};
	return {
		turns: {
			...turns,
			async *run(input, signal) {
				change(1);
				try {
					yield* turns.run(input, signal);
				} finally {
					change(-1);
				}
			}
		},
		quiet: {
			isQuiet: () => running === 0,
			onChange(listener) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			}
		}
	};
}
