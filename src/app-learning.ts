// Part of the composition root (app.ts): what this device learns of how sure its models are: from what becomes of their
// answers, where a person turned that on, and by questions with known answers for a model that came without a
// calibration. Fetched when a model first answers.

import { once } from './app-later.ts';
import type { Manifest } from './contract/manifest.ts';
import type { LearningService } from './contract/outcomes.ts';
import type { Settings } from './contract/settings.ts';
import { broadcastChannel } from './memory/changes.ts';
import type { Memory } from './memory/memory.ts';
import { savesPower } from './platform/power.ts';
import type { Adaptive } from './turn/adaptive.ts';
import type { DeviceCalibrations } from './turn/device-calibrations.ts';
import type { TurnLocks } from './turn/locks.ts';
import type { Quiet } from './turn/quiet-turns.ts';

export type Learning = {
	adaptive: () => Promise<Adaptive>;
	calibrations: () => Promise<DeviceCalibrations>;
	/** A model answers: what is known of it is read, so that no answer waits for that. */
	answers(manifest: Manifest): void;
	service: LearningService;
};

export function appLearning(
	{ settings, outcomes, learnt }: Memory,
	quiet: Quiet,
	locks: TurnLocks
): Learning {
	let personalise = false;
	const read = (now: Settings) => void (personalise = now.personalise);
	settings.get().then(read, () => undefined);
	settings.onChange(read);
	const adaptive = once(async () => {
		const [{ createAdaptive }, { trainLayer }] = await Promise.all([
			import('./turn/adaptive.ts'),
			import('./learn/adaptive-layer.ts')
		]);
		return createAdaptive({
			outcomes,
			learnt,
			train: trainLayer,
			enabled: () => personalise,
			now: () => Date.now(),
			random: () => Math.random()
		});
	});
	const calibrations = once(async () => {
		const { createDeviceCalibrations } = await import('./turn/device-calibrations.ts');
		return createDeviceCalibrations({
			learnt,
			quiet,
			load: () => import('./learn/calibrate-device.ts'),
			now: () => Date.now(),
			savesPower,
			hold: (signal) => locks.hold('understudy:calibration', signal),
			news: broadcastChannel('understudy-calibrations')
		});
	});
	return {
		adaptive,
		calibrations,
		answers({ baseSha256, calibration }) {
			if (calibration === null)
				calibrations().then(
					(measured) => measured.ready(baseSha256),
					() => undefined
				);
			adaptive().then(
				(learning) => learning.ready(baseSha256),
				() => undefined
			);
		},
		service: {
			signal: async (...said) => (await adaptive()).signal(...said),
			async state(baseSha256) {
				const learning = await adaptive();
				await learning.ready(baseSha256);
				return learning.state(baseSha256)!;
			},
			reset: async (baseSha256) => (await adaptive()).reset(baseSha256)
		}
	};
}
