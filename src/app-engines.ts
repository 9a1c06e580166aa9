// Part of the composition root (app.ts): the engines by name. Each one's code, and what is known of the device,
// is fetched when it is first needed.

import type { DeviceParts } from './app-device.ts';
import type { DeviceService } from './contract/device-profile.ts';
import type { DeviceReport } from './contract/services.ts';
import type { EngineChooser } from './engine/engine-chooser.ts';
import { createEngineRegistry, needsWebGpu, type EngineRegistry } from './engine/registry.ts';

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
				'LanguageModel' in globalThis
					? (await import('./engine/built-in-model.ts')).builtInModels()
					: []
		},
		{
			kind: 'webllm',
			load: async () => (await import('./engine/webllm.ts')).createWebLlmEngine(),
			forget: async (model) => (await import('./engine/webllm-forget.ts')).forgetWebLlm(model),
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

/** Where a model runs, from what was measured here. */
export async function appChooser(): Promise<EngineChooser> {
	return (await import('./app-device.ts')).deviceChooser();
}

/** What is known of this device; its code is fetched with the first model, or when it is asked. */
/** `unasked`: whether a model that could run in two places is measured by itself. */
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
