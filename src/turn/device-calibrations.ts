// Calibrating a model on this device while nobody needs it: puts the questions of
// learn/calibrate-device.ts to the model that is loaded, gives way to every turn at once, and says how far
// it is and which calibration stands meanwhile. Begun by the person, never by itself.

import type { CalibrationState, DeviceCalibration } from '../contract/device-calibration.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { LearntStore } from '../contract/outcomes.ts';
import type { ReceiptCalibration } from '../contract/receipt.ts';
import type { Unsubscribe } from '../contract/services.ts';
import { mapInputs } from '../decide/calibration.ts';
import { confidenceTally } from '../decide/confidence.ts';
import { calibratedManifest, type CalibrationOrigin } from '../decide/device-calibration.ts';
import type { LoadedModel } from '../engine/engine.ts';
import type * as calibrateDevice from '../learn/calibrate-device.ts';
import type { Quiet, TurnNews } from './quiet-turns.ts';

export interface DeviceCalibrations {
	/** Reads what is stored for a model. */
	ready(baseSha256: string): Promise<void>;
	/** The manifest with the calibration that stands for it; a generic one until `ready`. */
	current(manifest: Manifest): {
		manifest: Manifest;
		origin: CalibrationOrigin;
		/** For the receipt; absent for the model's own. */
		said?: ReceiptCalibration;
	};
	state(baseSha256: string): CalibrationState;
	/**
	 * Begins, or goes on. Resolves when it is done or was stopped. Throws CalibrationRefused, and what
	 * the engine throws; what was asked is kept.
	 */
	start(model: LoadedModel): Promise<void>;
	stop(): void;
	/** Forgets what is stored for a model. */
	remove(baseSha256: string): Promise<void>;
	onChange(listener: () => void): Unsubscribe;
}

/** `message` names the fact and the next step. */
export class CalibrationRefused extends Error {
	override readonly name = 'CalibrationRefused';
	readonly code: 'no-probabilities' | 'own-adapter' | 'saving-power';
	constructor(code: CalibrationRefused['code'], message: string) {
		super(message);
		this.code = code;
	}
}

export type DeviceCalibrationsDependencies = {
	learnt: LearntStore;
	quiet: Quiet;
	/** learn/calibrate-device.ts, fetched when it is first needed. */
	load: () => Promise<typeof calibrateDevice>;
	/** Milliseconds since the epoch. */
	now: () => number;
	/** Whether the device saves its power or its data: then nothing is asked. */
	savesPower?: () => Promise<boolean>;
	/** One tab at a time; resolves with what lets go, or null when aborted first. */
	hold?: (signal: AbortSignal) => Promise<(() => void) | null>;
	/** Tells the other tabs that something is stored. */
	news?: TurnNews | null;
	/** Questions; learn/calibrate-device.ts's number when absent. */
	count?: number;
};

/** The longest answer to such a question: working included. */
const MAX_TOKENS = 96;

type Running = { baseSha256: string; answered: number; of: number; stop: AbortController };

export function createDeviceCalibrations(deps: DeviceCalibrationsDependencies): DeviceCalibrations {
	const { learnt, quiet, load, now, count, savesPower = async () => false, news = null } = deps;
	const known = new Map<string, DeviceCalibration | null>();
	const listeners = new Set<() => void>();
	let running: Running | null = null;
	/** Questions of a whole calibration. */
	let total = count ?? 0;
	const tell = (): void => listeners.forEach((listener) => listener());
	quiet.onChange(() => running && tell());
	news?.listen((data) => {
		if (typeof data === 'string' && known.has(data)) void read(data).catch(() => undefined);
	});

	async function read(baseSha256: string): Promise<void> {
		const { storedCalibration, DEVICE_QUESTIONS } = await load();
		total = count ?? DEVICE_QUESTIONS;
		known.set(baseSha256, await storedCalibration(learnt, baseSha256));
		tell();
	}

	/** After something was stored: here, and in the other tabs. */
	async function changed(baseSha256: string): Promise<void> {
		await read(baseSha256);
		news?.post(baseSha256);
	}

	async function calibrate(model: LoadedModel, own: Running): Promise<void> {
		const { baseSha256 } = own;
		const { calibrateOnDevice } = await load();
		await calibrateOnDevice(
			baseSha256,
			{
				learnt,
				async idle(signal) {
					await whenQuiet(quiet, signal);
					// The battery may have run low meanwhile: it goes on when somebody says so.
					if (await savesPower()) own.stop.abort();
				},
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
	}

	return {
		async ready(baseSha256) {
			if (!known.has(baseSha256)) await read(baseSha256);
		},
		current: (manifest) => calibratedManifest(manifest, known.get(manifest.baseSha256) ?? null),

		state(baseSha256) {
			if (running?.baseSha256 === baseSha256) {
				const { answered, of } = running;
				return { stage: 'running', answered, of, waiting: !quiet.isQuiet() };
			}
			const stored = known.get(baseSha256);
			if (!stored) return { stage: 'none' };
			if (stored.result === null)
				return { stage: 'begun', answered: stored.answers.length, of: total };
			return { stage: 'done', figures: stored.result.figures, atMs: stored.result.atMs };
		},

		async start(model) {
			if (running !== null) return;
			const { baseSha256 } = model.manifest;
			if (!model.capabilities.logprobs)
				throw new CalibrationRefused(
					'no-probabilities',
					`${model.manifest.name} does not say how likely its words are, so there is nothing to calibrate. Choose another model.`
				);
			if (model.manifest.standing)
				throw new CalibrationRefused(
					'own-adapter',
					`An adapter of yours acts on every answer of ${model.manifest.name}, and what is measured would be of both. Turn the adapter off, then start again.`
				);
			const own: Running = { baseSha256, answered: 0, of: total, stop: new AbortController() };
			running = own;
			let release: (() => void) | null | undefined;
			try {
				if (await savesPower())
					throw new CalibrationRefused(
						'saving-power',
						'This device saves its power now, so it was not calibrated. Plug it in, then start again.'
					);
				release = await deps.hold?.(own.stop.signal);
				if (release === null) return;
				await read(baseSha256);
				Object.assign(own, { answered: known.get(baseSha256)?.answers.length ?? 0, of: total });
				tell();
				await calibrate(model, own);
			} finally {
				running = null;
				release?.();
				await changed(baseSha256);
			}
		},

		stop: () => running?.stop.abort(),

		async remove(baseSha256) {
			if (running?.baseSha256 === baseSha256) running.stop.abort();
			const { forgetCalibration } = await load();
			await forgetCalibration(learnt, baseSha256);
			await changed(baseSha256);
		},

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
		const forget = quiet.onTurn(() => giveWay.abort());
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
