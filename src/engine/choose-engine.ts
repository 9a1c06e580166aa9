// Where a model's layers run, and why there: from the settings, from what was measured on this device, from
// what the browser says of it. Pure. Not here: measuring (device-service.ts), what is tried when a place fails
// (wllama-recovery.ts), nor the words (ui/models/choice-words.ts).

import { hasUsableGraphics, type Benchmark } from '../contract/device-profile.ts';
import type { EngineChoice, MeasuredSpeed, ModelBackend } from '../contract/engine-choice.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { DeviceReport } from '../contract/services.ts';
import type { BackendChoice } from '../contract/settings.ts';
import { DEFAULT_ENGINE } from './registry.ts';

type Model = Pick<Manifest, 'engine' | 'baseSha256'>;

/**
 * What to load a model with. `auto` leaves it to the engine: graphics where there are any, else threads. A
 * place is named where at least two were measured, since which is faster depends on the model's size.
 */
export function preferredBackend(
	model: Model,
	setting: BackendChoice,
	benchmarks: readonly Benchmark[]
): BackendChoice {
	if (setting !== 'auto' || engineOf(model) !== 'wllama') return setting;
	const [fastest, ...others] = speedsOf(model, benchmarks);
	return fastest && others.length > 0 && fastest.backend !== 'built-in' ? fastest.backend : 'auto';
}

export type Run = {
	setting: BackendChoice;
	/** Where it runs now. */
	backend: ModelBackend;
	benchmarks: readonly Benchmark[];
	device: DeviceReport;
};

export function choiceOf(
	model: Model,
	{ setting, backend, benchmarks, device }: Run
): EngineChoice {
	const engine = engineOf(model);
	const choice = (because: EngineChoice['because'], speeds: MeasuredSpeed[] = []) => ({
		engine,
		backend,
		because,
		speeds
	});
	if (engine !== 'wllama') return choice('only');
	if (setting !== 'auto') return choice(backend === setting ? 'person' : 'recovered');
	const wanted = preferredBackend(model, setting, benchmarks);
	if (wanted !== 'auto')
		return backend === wanted
			? choice('measured', speedsOf(model, benchmarks))
			: choice('recovered');
	if (backend === 'webgpu') return choice('graphics');
	if (hasUsableGraphics(device)) return choice('recovered');
	if (backend === 'wasm-threads') return choice('no-graphics');
	return choice(device.crossOriginIsolated ? 'recovered' : 'not-isolated');
}

/** Of a model, where it was measured; the fastest first. */
function speedsOf({ baseSha256 }: Model, benchmarks: readonly Benchmark[]): MeasuredSpeed[] {
	return benchmarks
		.filter((one) => one.baseSha256 === baseSha256)
		.map(({ backend, decodeTokensPerSecond }) => ({
			backend,
			tokensPerSecond: decodeTokensPerSecond
		}))
		.toSorted((a, b) => b.tokensPerSecond - a.tokensPerSecond);
}

/** Where else than `backend` a model of this engine could run, as fast or faster. */
export function otherPlaces(
	model: Model,
	backend: ModelBackend,
	device: DeviceReport
): ModelBackend[] {
	if (engineOf(model) !== 'wllama' || !hasUsableGraphics(device)) return [];
	const cpu = device.crossOriginIsolated ? 'wasm-threads' : 'wasm-single';
	return (['webgpu', cpu] as const).filter((place) => place !== backend);
}

const engineOf = ({ engine = DEFAULT_ENGINE }: Model) => engine;
