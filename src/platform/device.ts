// What this device can do, and which catalogue model fits it. Measuring never throws; choosing is
// pure. Not here: the engine's own probe (engine/wllama.ts).

import type { CatalogEntry, DeviceReport } from '../contract/services.ts';

/** Never throws; what the browser does not tell is null, 0 or a reason in words. */
export async function measureDevice(): Promise<DeviceReport> {
	return {
		webgpu: { available: false, shaderF16: false, adapter: '', reason: 'not measured' },
		threads: 1,
		crossOriginIsolated: false,
		memoryGb: null,
		quotaBytes: 0,
		usedBytes: 0,
		persisted: false
	};
}

export type Recommendation = { entry: CatalogEntry; reason: string };

/** The best entry that fits, and why in words; null when none does. */
export function recommendModel(
	catalog: readonly CatalogEntry[],
	report: DeviceReport
): Recommendation | null {
	void catalog;
	void report;
	return null;
}
