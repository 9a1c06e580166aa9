// Part of the composition root (app.ts): what is measured of the device, and where a model runs for it. Fetched
// with the first model. Where a model could run in more than one place it is measured once by itself, while
// nobody waits.

import { hasUsableGraphics } from './contract/device-profile.ts';
import type { ActiveModel } from './contract/services.ts';
import {
	createDeviceService,
	type DeviceServiceDependencies,
	type MeasuringService
} from './engine/device-service.ts';
import { createChooser, type EngineChooser } from './engine/engine-chooser.ts';
import type { SharedModelService } from './engine/model-service.ts';
import { measureDevice } from './platform/device.ts';
import { deviceEntryStorage } from './platform/native-entry.ts';
import { measurePageMemory } from './platform/page-memory.ts';
import { savesPower } from './platform/power.ts';
import type { Quiet } from './turn/quiet-turns.ts';

export type DeviceParts = Pick<DeviceServiceDependencies, 'engines' | 'openFiles'> & {
	models: SharedModelService;
	quiet: Quiet;
};

const storage = deviceEntryStorage(() => localStorage);
// After the start, and after what a person does first.
const MEASURE_AFTER_MS = 20_000;

export function deviceChooser(): EngineChooser {
	return createChooser(storage, measureDevice);
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
		asked.add(active.manifest.baseSha256);
		// A measurement that does not come about is done without.
		measureOnce(service, { models, quiet }, active.manifest.baseSha256).catch(() => undefined);
	};
	models.onActive(ask);
	ask(models.active);
	return service;
}

/** Measures the model that answers, if that was never done and it could run elsewhere too. */
async function measureOnce(
	service: MeasuringService,
	{ models, quiet }: Pick<DeviceParts, 'models' | 'quiet'>,
	baseSha256: string
): Promise<void> {
	if (!hasUsableGraphics(await measureDevice())) return;
	await new Promise((resolve) => setTimeout(resolve, MEASURE_AFTER_MS));
	if (document.hidden || !quiet.isQuiet() || (await savesPower())) return;
	const { active } = models;
	if (active.state === 'ready' && active.manifest.baseSha256 === baseSha256)
		await service.measureOnce(new AbortController().signal);
}
