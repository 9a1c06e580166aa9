import { expect, test } from 'vitest';
import type { ActiveModel } from '../contract/services.ts';
import { DEFAULT_SETTINGS, type Settings } from '../contract/settings.ts';
import { scriptedModel, testManifest, type Script } from '../../test/support/scripted-model.ts';
import { EngineError, type Engine, type EngineEvent, type GenerateRequest } from './engine.ts';
import { createModelHost } from './model-host.ts';
import { ModelUnavailable, type ModelLibrary } from './model-library.ts';

const never = new AbortController().signal;
const request: GenerateRequest = {
	messages: [{ role: 'user', content: 'Hi' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 40, seed: null, maxTokens: 8 }
};
const manifestOf = (id: string) => ({ ...testManifest, id, name: id.toUpperCase() });

type World = {
	/** Models whose weights are here. */
	here?: string[];
	/** Models that can be fetched. */
	offered?: string[];
	/** Models the engine refuses. */
	refused?: string[];
	settings?: Partial<Settings>;
	script?: (id: string) => Script;
	/** Held until the test lets a download go on. */
	fetching?: () => Promise<void>;
	/** Held until the test lets a load go on. */
	gate?: (id: string) => Promise<void>;
};

function bench(world: World) {
	const here = new Set(world.here ?? ['starter']);
	let settings: Settings = { ...DEFAULT_SETTINGS, ...world.settings };
	const states: ActiveModel[] = [];
	const notices: string[] = [];
	const loads: { id: string; backend: string; contextTokens: number; signal?: AbortSignal }[] = [];
	const disposed: string[] = [];
	const library: ModelLibrary = {
		async ensure(id, { onProgress, signal }) {
			if (here.has(id)) return manifestOf(id);
			if (!world.offered?.includes(id)) throw new ModelUnavailable(`${id} cannot be fetched.`);
			onProgress?.({ id, receivedBytes: 1, totalBytes: 2, bytesPerSecond: 1, waiting: null });
			await world.fetching?.();
			if (signal?.aborted) return null;
			here.add(id);
			return manifestOf(id);
		},
		installed: async (id) => (here.has(id) ? manifestOf(id) : null),
		open: async ({ files }) => files.map(({ path }) => ({ path, blob: new Blob() })),
		catalog: async () => [],
		list: async () => [],
		starterUpdate: async () => null
	};
	const engine: Engine = {
		id: 'scripted',
		probe: async () => ({ ok: true }),
		async load({ manifest }, { backend, contextTokens, signal }) {
			const { id } = manifest;
			loads.push({ id, backend, contextTokens, signal });
			await world.gate?.(id);
			if (world.refused?.includes(id))
				throw new EngineError('invalid-model', `${id} is damaged. Download it again.`);
			const model = scriptedModel(() => world.script?.(id), manifest);
			return { ...model, dispose: async () => void disposed.push(id) };
		}
	};
	const host = createModelHost({
		library,
		engine: async () => engine,
		settings: {
			get: async () => settings,
			update: async (fields) => (settings = { ...settings, ...fields })
		},
		onState: () => states.push(host.state.active),
		onNotice: (message) => notices.push(message),
		pausable: () => never
	});
	return {
		host,
		states,
		notices,
		loads,
		disposed,
		chosen: () => settings.modelId,
		set: (fields: Partial<Settings>) => (settings = { ...settings, ...fields })
	};
}

const shown = (states: ActiveModel[]) =>
	states.map((active) => (active.state === 'idle' ? 'idle' : `${active.state} ${active.id}`));

test('the chosen model is loaded at start, and says when it is ready', async () => {
	const { host, states } = bench({ here: ['starter', 'mine'], settings: { modelId: 'mine' } });
	await host.autoload();
	expect(shown(states)).toEqual(['loading mine', 'ready mine']);
	expect(host.state.model?.manifest.id).toBe('mine');
});

test('the starter is fetched at the first start, its download on display', async () => {
	const { host, states } = bench({ here: [], offered: ['starter'] });
	await host.autoload();
	expect(shown(states)).toEqual(['downloading starter', 'loading starter', 'ready starter']);
});

test('a chosen model that is gone leaves the starter answering, says so, and stays chosen', async () => {
	const { host, notices, chosen } = bench({ settings: { modelId: 'mine' }, offered: ['mine'] });
	await host.autoload();
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
	expect(notices.length).toBe(1);
	expect(chosen()).toBe('mine');
});

test('a chosen model that the engine refuses leaves the starter answering, with the reason', async () => {
	const { host, notices } = bench({
		here: ['starter', 'mine'],
		settings: { modelId: 'mine' },
		refused: ['mine']
	});
	await host.autoload();
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
	expect(notices).toEqual(['mine is damaged. Download it again. The starter answers instead.']);
});

test('a starter that cannot be fetched is a state with a sentence', async () => {
	const { host } = bench({ here: [] });
	await host.autoload();
	expect(host.state.active).toEqual({
		state: 'failed',
		id: 'starter',
		code: 'no-model',
		message: 'starter cannot be fetched.'
	});
	expect(host.state.model).toBeNull();
});

test('choosing a model puts the old one away, loads the new one, and remembers it', async () => {
	const { host, disposed, chosen } = bench({ offered: ['mine'] });
	await host.autoload();
	const before = host.state.epoch;
	await host.use('mine');
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'mine' });
	expect(disposed).toEqual(['starter']);
	expect(chosen()).toBe('mine');
	expect(host.state.epoch).toBeGreaterThan(before);
});

test('the old model goes on answering while the new one is downloaded', async () => {
	const { host, states } = bench({ offered: ['mine'] });
	await host.autoload();
	states.length = 0;
	await host.use('mine');
	expect(shown(states)).toEqual(['loading mine', 'ready mine']);
});

test('a model that cannot be loaded gives way to the one before, and its choice is not kept', async () => {
	const { host, notices, chosen } = bench({ here: ['starter', 'bad'], refused: ['bad'] });
	await host.autoload();
	await expect(host.use('bad')).rejects.toMatchObject({ code: 'invalid-model' });
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
	expect(notices).toEqual(['BAD could not be loaded; STARTER answers again.']);
	expect(chosen()).toBe('starter');
});

test('of two choices made at once the last one wins', async () => {
	const { host, chosen } = bench({ here: ['starter', 'a', 'b'] });
	await host.autoload();
	await Promise.all([host.use('a'), host.use('b')]);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'b' });
	expect(chosen()).toBe('b');
});

test('a choice made while another model is loading stops that load', async () => {
	let letGo = () => undefined as void;
	const { host, loads } = bench({
		here: ['starter', 'slow', 'b'],
		gate: (id) =>
			id === 'slow' ? new Promise<void>((resolve) => (letGo = resolve)) : Promise.resolve()
	});
	await host.autoload();
	const slow = host.use('slow');
	await expect.poll(() => loads.at(-1)?.id).toBe('slow');
	const b = host.use('b');
	await expect.poll(() => loads.at(-1)?.signal?.aborted).toBe(true);
	letGo();
	await Promise.all([slow, b]);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'b' });
});

test('a choice made while the start is under way is not overruled by it', async () => {
	const { host, chosen } = bench({ here: ['starter', 'a'] });
	await Promise.all([host.autoload(), host.use('a')]);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'a' });
	expect(chosen()).toBe('a');
});

test('a download that ends after another choice was made does not overrule it', async () => {
	let arrived = () => undefined as void;
	const { host, loads } = bench({
		here: ['starter', 'b'],
		offered: ['large'],
		fetching: () => new Promise<void>((resolve) => (arrived = resolve))
	});
	await host.autoload();
	const large = host.use('large');
	await host.use('b');
	arrived();
	await large;
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'b' });
	expect(loads.map(({ id }) => id)).toEqual(['starter', 'b']);
});

test('choosing the model that answers, after another was chosen, keeps it', async () => {
	const { host } = bench({ here: ['starter', 'a'] });
	await host.autoload();
	await Promise.all([host.use('a'), host.use('starter')]);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
});

test('an answer under way is finished before its model is put away; the next request is refused as lost', async () => {
	const { host, disposed } = bench({
		here: ['starter', 'b'],
		script: () => ({ kind: 'answer', words: 5 })
	});
	await host.autoload();
	const old = host.state.model!;
	const answer = old.generate(request, never)[Symbol.asyncIterator]();
	await answer.next();
	const using = host.use('b');
	await expect.poll(() => host.state.active.state).toBe('loading');
	expect(disposed).toEqual([]);
	expect(host.state.model).toBeNull();
	await expect(old.countTokens('a')).rejects.toMatchObject({ code: 'device-lost' });
	const events: EngineEvent[] = [];
	for (let next = await answer.next(); !next.done; next = await answer.next())
		events.push(next.value);
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stop' });
	await using;
	expect(disposed).toEqual(['starter']);
});

test('another backend in the settings loads the model again; the same one does not', async () => {
	const { host, loads } = bench({});
	await host.autoload();
	await host.reload('auto');
	expect(loads.length).toBe(1);
	await host.reload('wasm-single');
	expect(loads.length).toBe(2);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
});

test('a shorter context in the settings loads the model again, and a longer one than its own does not', async () => {
	const { host, loads, set } = bench({});
	await host.autoload();
	set({ contextTokens: 4096 });
	await host.reload('auto');
	expect(loads.map(({ contextTokens }) => contextTokens)).toEqual([512]);
	set({ contextTokens: 256 });
	await host.reload('auto');
	expect(loads.map(({ contextTokens }) => contextTokens)).toEqual([512, 256]);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
});

test('a newer version of the loaded model takes its place without a moment of no model', async () => {
	const { host, states, loads } = bench({});
	await host.autoload();
	states.length = 0;
	await host.renew('other');
	await host.renew('starter');
	expect(shown(states)).toEqual(['loading starter', 'ready starter']);
	expect(loads.length).toBe(2);
});

test('a model that is removed is put away, and none answers until another is chosen', async () => {
	const { host, disposed } = bench({});
	await host.autoload();
	await host.unload('other');
	expect(host.state.model).not.toBeNull();
	await host.unload('starter');
	expect(disposed).toEqual(['starter']);
	expect(host.state).toMatchObject({ active: { state: 'idle' }, model: null });
});

/** A model that is being loaded, until `letGo`; a second load of it ends at once. */
function loading(world: World = {}) {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	let gates = 0;
	const made = bench({ ...world, gate: () => (gates++ === 0 ? held : Promise.resolve()) });
	return { ...made, letGo };
}

test('what changes about a model while it is loaded is loaded once it is there: the load before is stopped', async () => {
	const { host, loads, letGo } = loading();
	const start = host.autoload();
	await expect.poll(() => loads.length).toBe(1);
	const renewing = host.renew('starter');
	await expect.poll(() => loads[0]?.signal?.aborted).toBe(true);
	letGo();
	await Promise.all([start, renewing]);
	expect(loads.length).toBe(2);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
});

test('what changes about a model that another one is about to replace stops no load', async () => {
	const { host, loads, letGo } = loading({ here: ['starter', 'b'], settings: { modelId: 'b' } });
	const start = host.autoload();
	await expect.poll(() => loads.length).toBe(1);
	await host.renew('starter');
	expect(loads[0]?.signal?.aborted).toBe(false);
	letGo();
	await start;
	expect(loads.map(({ id }) => id)).toEqual(['b']);
});

test('a model that is removed while it is loaded is not there afterwards', async () => {
	const { host, loads, letGo } = loading();
	const start = host.autoload();
	await expect.poll(() => loads.length).toBe(1);
	const unloading = host.unload('starter');
	letGo();
	await Promise.all([start, unloading]);
	expect(host.state).toMatchObject({ active: { state: 'idle' }, model: null });
});

test('a setting that changes while a model is loaded holds for it', async () => {
	const { host, loads, letGo, set } = loading();
	const start = host.autoload();
	await expect.poll(() => loads.length).toBe(1);
	set({ contextTokens: 256 });
	const reloading = host.reload('auto');
	letGo();
	await Promise.all([start, reloading]);
	expect(loads.map(({ contextTokens }) => contextTokens)).toEqual([512, 256]);
});

test('a model that could not be loaded is tried again when something about it changes', async () => {
	const refused = ['starter'];
	const { host, loads } = bench({ refused });
	await host.autoload();
	expect(host.state.active.state).toBe('failed');
	refused.length = 0;
	await host.renew('starter');
	expect(loads.length).toBe(2);
	expect(host.state.active).toMatchObject({ state: 'ready', id: 'starter' });
});
