// Calibrating as the interface asks for it, before its code is here: a page that shows no model need not
// fetch it. Not here: the calibrating itself (device-calibrations.ts).

import type { CalibrationService } from '../contract/device-calibration.ts';
import type { LoadedModel } from '../engine/engine.ts';
import type { DeviceCalibrations } from './device-calibrations.ts';
import { listenOnceLoaded } from './listen-once-loaded.ts';

/** `load` gives the same one each time; `acquire` the model that answers, or throws with a sentence. */
export function calibrationsOnFirstUse(
	load: () => Promise<DeviceCalibrations>,
	acquire: () => Promise<LoadedModel>
): CalibrationService {
	return {
		async state(baseSha256) {
			const calibrations = await load();
			await calibrations.ready(baseSha256);
			return calibrations.state(baseSha256);
		},
		start: async () => (await load()).start(await acquire()),
		stop() {
			load().then(
				(calibrations) => calibrations.stop(),
				() => undefined
			);
		},
		remove: async (baseSha256) => (await load()).remove(baseSha256),
		onChange: (listener) => listenOnceLoaded(load, (part) => part.onChange(listener))
	};
}
