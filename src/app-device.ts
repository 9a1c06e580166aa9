// Part of the composition root (app.ts): what is measured of the device, and where a model runs for it. Fetched
// with the first model. Where a model could run in more than one place it is measured once by itself, while
// nobody waits.

import { hasUsableGraphics } from './contract/device-profile.ts';
import type { ActiveModel, DeviceReport, ModelListing } from './contract/services.ts';
import {
	createDeviceService,
	type DeviceServiceDependencies,
	type MeasuringService
} from './engine/device-service.ts';
import {
	createChooser,
	forgetOther,
	storedProfile,
	type EngineChooser
} from './engine/engine-chooser.ts';
import { measureUnasked, type CalmMoments } from './engine/measure-unasked.ts';
import { measuredSpeeds } from './engine/measured-speeds.ts';
import type { SharedModelService } from './engine/model-service.ts';
import { measureDevice } from './platform/device.ts';
import type { SpeedHere } from './platform/model-speed.ts';
import { deviceEntryStorage } from './platform/native-entry.ts';
import { measurePageMemory } from './platform/page-memory.ts';
import { savesPower } from './platform/power.ts';
import type { Quiet } from './turn/quiet-turns.ts';

export type DeviceParts = Pick<DeviceServiceDependencies, 'engines' | 'openFiles'> & {
	models: SharedModelService;
	quiet: Quiet;
};

const storage = deviceEntryStorage(() => localStorage);

export function deviceChooser(): EngineChooser {
	return createChooser(storage, measureDevice);
}

/** How fast models of which size ran here, on this browser and graphics. */
export function speedsHere(report: DeviceReport, listings: readonly ModelListing[]): SpeedHere[] {
	forgetOther(storage, report);
	const { benchmarks = [] } = storedProfile(storage) ?? {};
	return measuredSpeeds(benchmarks, listings);
}

/** `onChange` is called when what was measured changes. */
export function deviceService(
	{ models, quiet, engines, openFiles }: DeviceParts,
	onChange: () => void
): MeasuringService {
	const service = createDeviceService({
		measureDevice,
		measureMemory: () => measurePageMemory(),
		storage,
		engines,
		openFiles,
		models,
		onTurn: (stop) => void quiet.onTurn(stop),
		now: () => Date.now(),
		elapsed: () => performance.now(),
		random: () => Math.random()
	});
	service.onChange(onChange);
	const asked = new Set<string>();
	const ask = (active: ActiveModel) => {
		if (active.state !== 'ready' || active.shared || asked.has(active.manifest.baseSha256)) return;
		const { baseSha256 } = active.manifest;
		asked.add(baseSha256);
		// A measurement that does not come about is done without; a model that comes back is asked for again.
		measureOnce(service, { models, quiet }, baseSha256).then(
			(done) => done || asked.delete(baseSha256),
			() => undefined
		);
	};
	models.onActive(ask);
	ask(models.active);
	return service;
}

/** Measures the model that answers, if that was never done and it could run elsewhere too; false where it left. */
async function measureOnce(
	service: MeasuringService,
	{ models, quiet }: Pick<DeviceParts, 'models' | 'quiet'>,
	baseSha256: string
): Promise<boolean> {
	if (!hasUsableGraphics(await measureDevice())) return true;
	const isThere = () => {
		const { active } = models;
		return active.state === 'ready' && !active.shared && active.manifest.baseSha256 === baseSha256;
	};
	const moments: CalmMoments = {
		isCalm: async () => !document.hidden && quiet.isQuiet() && !(await savesPower()),
		onChange(listener) {
			const end = quiet.onChange(listener);
			document.addEventListener('visibilitychange', listener);
			return () => {
				end();
				document.removeEventListener('visibilitychange', listener);
			};
		},
		wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
	};
	await measureUnasked(() => service.measureOnce(new AbortController().signal), isThere, moments);
	return isThere();
}
