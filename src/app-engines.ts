// Part of the composition root (app.ts): the engines by name, and what is measured of the device for them.
// Each one's code is fetched when it is first needed.

import { hasUsableGraphics, type DeviceService } from './contract/device-profile.ts';
import type { DeviceServiceDependencies } from './engine/device-service.ts';
import { createChooser, storedProfile, type EngineChooser } from './engine/engine-chooser.ts';
import type { SharedModelService } from './engine/model-service.ts';
import { createEngineRegistry, needsWebGpu, type EngineRegistry } from './engine/registry.ts';
import { measureDevice } from './platform/device.ts';
import { languageModelApi } from './platform/language-model.ts';
import { deviceEntryStorage } from './platform/native-entry.ts';
import { savesPower } from './platform/power.ts';
import type { Quiet } from './turn/quiet-turns.ts';

const storage = deviceEntryStorage(() => localStorage);
// After the start, and after what a person does first.
const MEASURE_AFTER_MS = 20_000;

/** Every engine there is. */
export function appEngines(): EngineRegistry {
	return createEngineRegistry([
		{
			kind: 'wllama',
			load: async () => (await import('./engine/worker-engine.ts')).createBrowserEngine()
		},
		{
			kind: 'prompt-api',
			load: async () => (await import('./engine/prompt-api.ts')).createPromptApiEngine(),
			models: async () =>
				languageModelApi() ? (await import('./engine/built-in-model.ts')).builtInModels() : []
		},
		{
			kind: 'webllm',
			load: async () => (await import('./engine/webllm.ts')).createWebLlmEngine(),
			lacks: needsWebGpu
		},
		{
			kind: 'transformers',
			load: async () => (await import('./engine/transformers-text.ts')).createTransformersEngine()
		}
	]);
}

/** Where a model runs, from what was measured here. */
export function appChooser(): EngineChooser {
	return createChooser(storage, measureDevice);
}

export type DeviceParts = Pick<DeviceServiceDependencies, 'engines' | 'openFiles'> & {
	models: SharedModelService;
	quiet: Quiet;
};

/**
 * What is known of this device. Where a model could run in more than one place it is measured once by itself,
 * while nobody waits.
 */
export function appDevice({ models, quiet, engines, openFiles }: DeviceParts): DeviceService {
	const listeners = new Set<() => void>();
	let made: Promise<DeviceService> | null = null;
	const whole = (): Promise<DeviceService> => {
		made ??= import('./engine/device-service.ts').then(async ({ createDeviceService }) => {
			const { measurePageMemory } = await import('./platform/page-memory.ts');
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
			service.onChange(() => listeners.forEach((listener) => listener()));
			return service;
		});
		made.catch(() => (made = null));
		return made;
	};

	async function measureOnce(baseSha256: string): Promise<void> {
		const known = storedProfile(storage)?.benchmarks ?? [];
		if (known.some((one) => one.baseSha256 === baseSha256)) return;
		if (!hasUsableGraphics(await measureDevice())) return;
		await new Promise((resolve) => setTimeout(resolve, MEASURE_AFTER_MS));
		if (document.hidden || !quiet.isQuiet() || (await savesPower())) return;
		const { active } = models;
		if (active.state !== 'ready' || active.shared || active.manifest.baseSha256 !== baseSha256)
			return;
		await (await whole()).measure(new AbortController().signal, () => undefined);
	}

	const asked = new Set<string>();
	models.onActive((active) => {
		if (active.state !== 'ready' || active.shared) return;
		const { engine = 'wllama', baseSha256 } = active.manifest;
		if (engine !== 'wllama' || asked.has(baseSha256)) return;
		asked.add(baseSha256);
		// A measurement that does not come about is done without.
		measureOnce(baseSha256).catch(() => undefined);
	});

	return {
		report: measureDevice,
		profile: async () => (await whole()).profile(),
		measure: async (signal, onStep) => (await whole()).measure(signal, onStep),
		forget: () => void whole().then((service) => service.forget()),
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}
	};
}
