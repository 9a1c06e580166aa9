// Part of the composition root (app.ts): the engines by name. Each one's code, and what is known of the device,
// is fetched when it is first needed.

import type { DeviceParts } from './app-device.ts';
import type { DeviceService } from './contract/device-profile.ts';
import type { DeviceReport } from './contract/services.ts';
import type { EngineChooser } from './engine/engine-chooser.ts';
import type { ModelServiceDependencies } from './engine/model-service.ts';
import { createEngineRegistry, needsWebGpu, type EngineRegistry } from './engine/registry.ts';
import { deviceEntryStorage } from './platform/native-entry.ts';

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
			bringHere: async (options) =>
				(await import('./engine/prompt-api.ts')).bringPromptApiModel(options),
			models: async () =>
				'LanguageModel' in globalThis
					? (await import('./engine/built-in-model.ts')).builtInModels()
					: []
		},
		{
			kind: 'webllm',
			load: async () => (await import('./engine/webllm.ts')).createWebLlmEngine(),
			forget: async (...models) =>
				(await import('./engine/webllm-forget.ts')).forgetWebLlm(...models),
			lacks: needsWebGpu
		},
		{
			kind: 'transformers',
			load: async () => (await import('./engine/transformers-text.ts')).createTransformersEngine()
		}
	]);
}

/** What the browser says of this device. Never throws but where its code cannot be fetched. */
export async function measureDevice(): Promise<DeviceReport> {
	return (await import('./platform/device.ts')).measureDevice();
}

/** The largest of the models listed that fits this device, by what was measured here where anything was. */
export const recommendHere: ModelServiceDependencies['recommend'] = async (
	catalog,
	report,
	listings
) => {
	const { recommendModel } = await import('./platform/device.ts');
	// A first visit measured nothing, and fetches nothing to read it.
	const isMeasured = deviceEntryStorage(() => localStorage).read() !== null;
	const speeds = isMeasured
		? (await import('./app-device.ts')).speedsHere(report, listings)
		: undefined;
	return recommendModel(catalog, report, speeds);
};

/** Where a model runs, from what was measured here. */
export async function appChooser(): Promise<EngineChooser> {
	return (await import('./app-device.ts')).deviceChooser();
}

/**
 * What is known of this device; its code is fetched with the first model, or when it is asked. `unasked`: whether a
 * model that could run in two places is measured by itself.
 */
export function appDevice(parts: DeviceParts, unasked: boolean): DeviceService {
	const listeners = new Set<() => void>();
	let made: Promise<DeviceService> | null = null;
	const whole = (): Promise<DeviceService> => {
		made ??= import('./app-device.ts').then(({ deviceService }) =>
			deviceService(parts, () => listeners.forEach((listener) => listener()))
		);
		made.catch(() => (made = null));
		return made;
	};
	parts.models.onActive(({ state }) => {
		if (unasked && state === 'ready' && made === null) whole().catch(() => undefined);
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
