// What follows from what was measured on this device for where a model runs, and the words' facts for why: as
// the host of models asks it, before anything is measured anew. Reads what is kept in this browser.
// Not here: the rule (choose-engine.ts), measuring (device-service.ts).

import {
	deviceProfileFrom,
	fingerprintOf,
	type DeviceProfile
} from '../contract/device-profile.ts';
import type { EngineChoice, ModelBackend } from '../contract/engine-choice.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { DeviceReport } from '../contract/services.ts';
import type { BackendChoice } from '../contract/settings.ts';
import type { EntryStorage } from '../platform/native-entry.ts';
import { choiceOf, preferredBackend } from './choose-engine.ts';

/** Never throws. */
export type EngineChooser = {
	/** What to load a model with; from what is known by now. */
	prefer(manifest: Manifest, setting: BackendChoice): BackendChoice;
	/** Undefined until the browser has said what there is. */
	explain(
		manifest: Manifest,
		run: { setting: BackendChoice; backend: ModelBackend }
	): EngineChoice | undefined;
	/** Resolves when `explain` knows. */
	ready(): Promise<void>;
};

export function createChooser(
	storage: EntryStorage,
	measureDevice: () => Promise<DeviceReport>
): EngineChooser {
	let device: DeviceReport | null = null;
	let asked: Promise<void> | null = null;
	const benchmarks = () => storedProfile(storage)?.benchmarks ?? [];
	return {
		prefer: (manifest, setting) => preferredBackend(manifest, setting, benchmarks()),
		explain(manifest, { setting, backend }) {
			if (device === null) return undefined;
			return choiceOf(manifest, { setting, backend, benchmarks: benchmarks(), device });
		},
		ready() {
			asked ??= measureDevice().then((report) => {
				device = report;
				forgetOther(storage, report);
			});
			return asked;
		}
	};
}

/** What was measured here before; null for nothing that can be read. */
export function storedProfile(storage: EntryStorage): DeviceProfile | null {
	const text = storage.read();
	if (text === null) return null;
	try {
		return deviceProfileFrom(JSON.parse(text));
	} catch {
		// Of another version of the app, or damaged: it is measured again.
		return null;
	}
}

/** Speeds of another browser, or of other graphics, say nothing about these. */
export function forgetOther(storage: EntryStorage, report: DeviceReport): void {
	const stored = storedProfile(storage);
	if (stored && stored.fingerprint !== fingerprintOf(report)) storage.write(null);
}
