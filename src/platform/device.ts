// What this device can do, and which catalogue model fits it. Measuring never throws; choosing is
// pure. Not here: the engine's own probe (engine/wllama.ts), and the room on disk (quota.ts).

import { freeStorage, usableMemory } from '../contract/room.ts';
import type { CatalogEntry, DeviceReport } from '../contract/services.ts';
import { browserName, systemName } from './browser-name.ts';
import { formatBytes } from './format-bytes.ts';
import { languageModelApi, languageModelState } from './language-model.ts';
import { fastEnough, isFastAsMeasured, type SpeedHere } from './model-speed.ts';
import { measureRoom } from './quota.ts';

/** Never throws; what the browser does not tell is null, 0 or a reason in words. */
export async function measureDevice(): Promise<DeviceReport> {
	const [webgpu, room, builtIn] = await Promise.all([
		measureWebGpu(),
		measureRoom(),
		measureBuiltIn()
	]);
	const isolated = globalThis.crossOriginIsolated === true;
	const navigator: (Navigator & { deviceMemory?: number }) | undefined = globalThis.navigator;
	return {
		webgpu,
		// Without cross-origin isolation there is no shared memory, and so one thread.
		threads: isolated ? Math.max(1, navigator?.hardwareConcurrency ?? 1) : 1,
		crossOriginIsolated: isolated,
		memoryGb: navigator?.deviceMemory ?? null,
		quotaBytes: room.quotaBytes,
		usedBytes: room.usedBytes,
		persisted: room.persisted,
		browser: browserName(navigator),
		system: systemName(navigator),
		builtIn
	};
}

async function measureBuiltIn(): Promise<DeviceReport['builtIn']> {
	const api = languageModelApi();
	if (!api) return 'unavailable';
	return (await languageModelState(api, globalThis.navigator?.language ?? 'en')).availability;
}

/** Those that the engines' shaders are faster with. */
const FEATURES = ['shader-f16', 'subgroups', 'timestamp-query'];

async function measureWebGpu(): Promise<DeviceReport['webgpu']> {
	const none = { available: false, shaderF16: false, adapter: '' };
	try {
		const gpu = globalThis.navigator?.gpu;
		if (!gpu) return { ...none, reason: 'This browser has no WebGPU.' };
		const adapter = await gpu.requestAdapter();
		if (!adapter) return { ...none, reason: 'WebGPU found no usable graphics processor.' };
		const shaderF16 = adapter.features.has('shader-f16');
		const { vendor, architecture, description } = adapter.info;
		const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed';
		const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
		const largest = formatBytes(maxStorageBufferBindingSize);
		return {
			available: true,
			shaderF16,
			suspends: 'Suspending' in WebAssembly,
			maxBufferBytes: maxBufferSize,
			maxBindingBytes: maxStorageBufferBindingSize,
			features: FEATURES.filter((feature) => adapter.features.has(feature)),
			adapter: `${name} (buffers up to ${largest})`,
			reason: shaderF16
				? 'The graphics processor can run models.'
				: 'The graphics processor has no 16-bit floats in shaders, so models run on the CPU.'
		};
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		return { ...none, reason: `WebGPU failed: ${detail}` };
	}
}

// ---- recommending -------------------------------------------------------------------------------

export type Recommendation = { entry: CatalogEntry; reason: string };

/** The largest entry that fits memory, disk and speed, and why in words; null when none does. */
export function recommendModel(
	catalog: readonly CatalogEntry[],
	report: DeviceReport,
	speeds: readonly SpeedHere[] = []
): Recommendation | null {
	const memoryBytes = usableMemory(report);
	const diskBytes = freeStorage(report) ?? Infinity;
	const speed = fastEnough(report);
	const fitting = catalog
		.filter((entry) => entry.memoryBytes <= memoryBytes)
		.filter((entry) => (entry.bytes ?? entry.memoryBytes) <= diskBytes)
		.filter((entry) => isFastAsMeasured(entry, speeds) ?? entry.parameters <= speed.parameters)
		.toSorted((a, b) => b.parameters - a.parameters || a.memoryBytes - b.memoryBytes);
	const entry = fitting[0];
	if (!entry) return null;
	const where = isFastAsMeasured(entry, speeds) === null ? speed.where : 'by what was measured';
	const offered =
		report.memoryGb === null
			? `about ${formatBytes(memoryBytes)} can be counted on (the browser does not tell)`
			: `about ${formatBytes(memoryBytes)} of this device’s memory can be used`;
	return {
		entry,
		reason: `The largest listed model that should run well here ${where}: it needs about ${formatBytes(entry.memoryBytes)} of memory, and ${offered}.`
	};
}
