import { expect, test } from 'vitest';
import { testManifest } from '../../test/support/scripted-model.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { DeviceReport } from '../contract/services.ts';
import type { Engine } from './engine.ts';
import { createEngineRegistry, needsWebGpu } from './registry.ts';

const engine = (id: string): Engine => ({
	id,
	probe: async () => ({ ok: true }),
	load: () => Promise.reject(new Error('not loaded here'))
});
const device = (available: boolean) =>
	({
		webgpu: { available, shaderF16: available, adapter: '', reason: 'There is none.' }
	}) as DeviceReport;

test('a model gets the engine it names, and llama.cpp where it names none', async () => {
	const registry = createEngineRegistry([
		{ kind: 'wllama', load: async () => engine('wllama') },
		{ kind: 'webllm', load: async () => engine('webllm') }
	]);
	expect((await registry.engineFor({ name: 'A' })).id).toBe('wllama');
	expect((await registry.engineFor({ name: 'B', engine: 'webllm' })).id).toBe('webllm');
});

test('a model whose engine this app does not have is refused with the next step', async () => {
	const registry = createEngineRegistry([{ kind: 'wllama', load: async () => engine('wllama') }]);
	const asked = registry.engineFor({ name: 'B', engine: 'webllm' });
	await expect(asked).rejects.toMatchObject({ code: 'unsupported' });
	await expect(asked).rejects.toThrow('no engine for B. Reload the page');
	expect(registry.lacks({ name: 'B', engine: 'webllm' }, device(true))).toContain('no engine');
});

test('an engine’s code is fetched once, and again after it did not arrive', async () => {
	let fetched = 0;
	const registry = createEngineRegistry([
		{
			kind: 'wllama',
			load: async () => {
				if (++fetched === 1) throw new Error('offline');
				return engine('wllama');
			}
		}
	]);
	await expect(registry.engineFor({ name: 'A' })).rejects.toThrow('offline');
	const [one, two] = [registry.engineFor({ name: 'A' }), registry.engineFor({ name: 'A' })];
	expect(await one).toBe(await two);
	expect(fetched).toBe(2);
});

test('what a device lacks for an engine is a sentence with the next step', () => {
	const registry = createEngineRegistry([
		{ kind: 'webllm', load: async () => engine('webllm'), lacks: needsWebGpu }
	]);
	expect(registry.lacks({ name: 'B', engine: 'webllm' }, device(true))).toBeNull();
	expect(registry.lacks({ name: 'B', engine: 'webllm' }, device(false))).toMatch(
		/There is none\. Choose another model\.$/
	);
});

test('models that are there by themselves are listed', async () => {
	const own = { manifest: { id: 'built-in' } } as never;
	const registry = createEngineRegistry([
		{ kind: 'wllama', load: async () => engine('wllama') },
		{ kind: 'prompt-api', load: async () => engine('prompt-api'), models: async () => [own] }
	]);
	expect(await registry.present()).toEqual([own]);
});

test('an engine that forgets a model is told of those of its kind that stay', async () => {
	const told: string[][] = [];
	const registry = createEngineRegistry([
		{ kind: 'wllama', load: async () => engine('wllama') },
		{
			kind: 'webllm',
			load: async () => engine('webllm'),
			forget: async (model, kept) =>
				void told.push(
					[model, ...kept].map(({ manifest, files }) => `${manifest.id} ${files.length}`)
				)
		}
	]);
	const mlc = (id: string): Manifest => ({ ...testManifest, id, engine: 'webllm' });
	const open = async ({ id }: Manifest) => {
		if (id === 'lost') throw new Error('It is missing.');
		return [{ path: 'webllm.json', blob: new Blob([]) }];
	};
	await registry.forget(mlc('goes'), [testManifest, mlc('stays'), mlc('lost')], open);
	await registry.forget(testManifest, [mlc('stays')], open);
	expect(told).toEqual([['goes 1', 'stays 1', 'lost 0']]);
});

test('what only the clicked tab may fetch is fetched for an engine’s own model that is not there yet', async () => {
	let state: 'absent' | 'ready' = 'absent';
	const fetched: string[] = [];
	const registry = createEngineRegistry([
		{ kind: 'wllama', load: async () => engine('wllama') },
		{
			kind: 'prompt-api',
			load: async () => engine('prompt-api'),
			models: async () => [{ manifest: { ...testManifest, id: 'own' }, status: { state } }],
			bringHere: async () => void fetched.push('own')
		}
	]);
	await registry.bringHere('starter', {});
	expect(fetched).toEqual([]);
	await registry.bringHere('own', {});
	state = 'ready';
	await registry.bringHere('own', {});
	expect(fetched).toEqual(['own']);
});
