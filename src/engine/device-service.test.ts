// Measuring and keeping, with models that answer from a script on a clock of their own: which places are
// measured and what becomes of it. Real models are measured in test/e2e/device.spec.ts.

import { expect, test } from 'vitest';
import type { EngineChoice } from '../contract/engine-choice.ts';
import type { DeviceReport } from '../contract/services.ts';
import type { EntryStorage } from '../platform/native-entry.ts';
import { modelOf, testManifest } from '../../test/support/scripted-model.ts';
import { createDeviceService } from './device-service.ts';
import { createChooser } from './engine-chooser.ts';
import type { Backend, Engine, LoadedModel } from './engine.ts';

const report: DeviceReport = {
	webgpu: { available: true, shaderF16: true, adapter: 'a GPU', reason: '', suspends: true },
	threads: 8,
	crossOriginIsolated: true,
	memoryGb: 8,
	quotaBytes: 0,
	usedBytes: 0,
	persisted: false,
	browser: 'Chromium 140'
};

function storage(): EntryStorage {
	let kept: string | null = null;
	return { read: () => kept, write: (text) => void (kept = text) };
}

/** A device whose clock moves as its models write: milliseconds a token, by place. */
function device(speeds: Partial<Record<Backend, number>>, said = report, kept = storage()) {
	let nowMs = 0;
	const loads: string[] = [];
	let disposed = 0;
	let stop: () => void = () => undefined;
	let reconsidered = 0;
	const modelAt = (backend: Backend): LoadedModel => {
		const msPerToken = speeds[backend] ?? 0;
		const model = modelOf(async function* (request, signal) {
			nowMs += 100;
			yield { type: 'prompt-read', promptTokens: 200, cachedTokens: 0, ms: 100 };
			for (let token = 0; token < request.sampling.maxTokens; token++) {
				nowMs += msPerToken;
				if (signal.aborted) {
					yield {
						type: 'finished',
						path: 0,
						reason: 'abort',
						completionTokens: token,
						decodeMs: 1
					};
					return;
				}
				yield { type: 'delta', path: 0, text: 'a', tokens: [] };
			}
			const { maxTokens } = request.sampling;
			const decodeMs = (maxTokens - 1) * msPerToken;
			yield { type: 'finished', path: 0, reason: 'length', completionTokens: maxTokens, decodeMs };
		});
		return { ...model, backend, dispose: async () => void (disposed += 1) };
	};
	const engine: Engine = {
		id: 'wllama',
		probe: async () => ({ ok: true }),
		load: async (_, { backend }) => {
			loads.push(backend);
			const runs = backend !== 'auto' && speeds[backend] !== undefined;
			return modelAt(runs ? backend : 'wasm-single');
		}
	};
	const current = modelAt('webgpu');
	const service = createDeviceService({
		measureDevice: async () => said,
		measureMemory: async () => 123e6,
		storage: kept,
		engines: { engineFor: async () => engine },
		openFiles: async () => [],
		models: {
			active: {
				state: 'ready',
				id: 'scripted',
				name: 'Scripted',
				backend: 'webgpu',
				contextTokens: 512,
				manifest: testManifest,
				shared: false
			},
			current: () => current,
			reconsider: async () => void (reconsidered += 1)
		},
		onTurn: (listener) => (stop = listener),
		now: () => 1_700_000_000_000 + nowMs,
		elapsed: () => nowMs,
		random: () => 0.5
	});
	return {
		service,
		kept,
		loads,
		disposed: () => disposed,
		reconsidered: () => reconsidered,
		turn: () => stop()
	};
}

const never = () => new AbortController().signal;

test('measures where the model runs and where else it could, and has the place reconsidered', async () => {
	const here = device({ webgpu: 20, 'wasm-threads': 5 });
	const steps: string[] = [];
	const { benchmarks: found, counted } = await here.service.measure(
		never(),
		({ backend, step, of }) => steps.push(`${backend} ${step}/${of}`)
	);
	expect(steps).toEqual(['webgpu 1/2', 'wasm-threads 2/2']);
	expect(
		found.map(({ backend, decodeTokensPerSecond }) => [backend, decodeTokensPerSecond])
	).toEqual([
		['webgpu', 50],
		['wasm-threads', 200]
	]);
	expect(found[0]).toMatchObject({
		prefillTokensPerSecond: 2000,
		firstTokenMs: 120,
		promptTokens: 200,
		memoryBytes: null,
		modelName: 'Scripted'
	});
	await counted;
	const kept = (await here.service.profile()).benchmarks;
	expect(kept.map(({ backend, memoryBytes }) => [backend, memoryBytes])).toEqual([
		['webgpu', 123e6],
		['wasm-threads', null]
	]);
	expect([here.loads, here.disposed(), here.reconsidered()]).toEqual([['wasm-threads'], 1, 1]);
	const chooser = createChooser(here.kept, async () => report);
	expect(chooser.prefer(testManifest, 'auto')).toBe('wasm-threads');
	await chooser.ready();
	const choice = chooser.explain(testManifest, { setting: 'auto', backend: 'wasm-threads' });
	expect(choice?.because).toBe('measured' satisfies EngineChoice['because']);
});

test('what was measured is kept before a second copy is loaded, which may be too much for the device', async () => {
	const here = device({ webgpu: 20, 'wasm-threads': 5 });
	const ended = here.service.measure(never(), ({ step }) => {
		if (step === 2) here.turn();
	});
	await expect(ended).rejects.toThrow();
	expect((await here.service.profile()).benchmarks).toHaveLength(1);
});

test('a place it does not run in is left out, and what was loaded there is put away', async () => {
	const here = device({ webgpu: 20 });
	const { benchmarks } = await here.service.measure(never(), () => undefined);
	expect(benchmarks.map(({ backend }) => backend)).toEqual(['webgpu']);
	expect([here.loads, here.disposed(), here.reconsidered()]).toEqual([['wasm-threads'], 1, 0]);
});

test('where there is one place, it alone is measured', async () => {
	const one = { ...report, webgpu: { ...report.webgpu, shaderF16: false } };
	const here = device({ webgpu: 20, 'wasm-threads': 5 }, one);
	const { benchmarks } = await here.service.measure(never(), () => undefined);
	expect(benchmarks).toHaveLength(1);
	expect(here.loads).toEqual([]);
});

test('by itself it measures once, and only where there are two places to choose from', async () => {
	const one = { ...report, webgpu: { ...report.webgpu, shaderF16: false } };
	const single = device({ webgpu: 20, 'wasm-threads': 5 }, one);
	await single.service.measureOnce(never());
	expect((await single.service.profile()).benchmarks).toEqual([]);
	const two = device({ webgpu: 20, 'wasm-threads': 5 });
	await two.service.measureOnce(never());
	await two.service.measureOnce(never());
	expect((await two.service.profile()).benchmarks).toHaveLength(2);
	expect(two.loads).toEqual(['wasm-threads']);
});

test('a turn comes first: the measurement is given up with a sentence, and nothing is kept', async () => {
	const here = device({ webgpu: 20 });
	const measuring = here.service.measure(never(), () => here.turn());
	await expect(measuring).rejects.toThrow('An answer came first');
	expect((await here.service.profile()).benchmarks).toEqual([]);
});

test('a later measurement takes the place of an earlier one of the same model and place', async () => {
	const here = device({ webgpu: 20 });
	await here.service.measure(never(), () => undefined);
	await here.service.measure(never(), () => undefined);
	expect((await here.service.profile()).benchmarks).toHaveLength(1);
});

test('speeds are forgotten when the browser or its graphics change, and when a person says so', async () => {
	const here = device({ webgpu: 20 });
	await here.service.measure(never(), () => undefined);
	const same = device({}, report, here.kept);
	expect((await same.service.profile()).benchmarks).toHaveLength(1);
	const newer = device({}, { ...report, browser: 'Chromium 141' }, here.kept);
	expect((await newer.service.profile()).benchmarks).toEqual([]);
	expect(here.kept.read()).toBeNull();
	await here.service.measure(never(), () => undefined);
	here.service.forget();
	expect((await here.service.profile()).benchmarks).toEqual([]);
});

test('what is kept and cannot be read is measured again', async () => {
	const kept = storage();
	kept.write('{"version": 9}');
	expect((await device({}, report, kept).service.profile()).benchmarks).toEqual([]);
	expect(createChooser(kept, async () => report).prefer(testManifest, 'auto')).toBe('auto');
});
