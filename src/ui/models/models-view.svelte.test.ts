// What the model page remembers of room that was made, on the real keeping service (in-memory IndexedDB) and a
// list of models that are here or not.

import { expect, test, vi } from 'vitest';
import type { KeepingService } from '../../contract/keeping.ts';
import type { ImportOptions, ModelListing, ModelService } from '../../contract/services.ts';
import { createModelKeeping } from '../../engine/model-keeping.ts';
import { freshMemory } from '../../../test/support/memory.ts';
import { ModelsView } from './models-view.svelte.ts';

const MB = 1_000_000;
const names = { big: 'Big', one: 'One', two: 'Two' };

type Id = keyof typeof names;

/** A device that holds two models of 50 MB, and a third of 80 MB whose download fails until `arrives`. */
function device() {
	const here = new Set<string>(['one', 'two']);
	const state = { arrives: false, usedBytes: 100 * MB };
	const listing = (id: Id) => {
		const file = { path: 'base.gguf', bytes: (id === 'big' ? 80 : 50) * MB, sha256: id };
		const url = `https://models.example/${id}`;
		const isHere = here.has(id);
		return {
			id,
			name: names[id],
			entry: { ...file, id, name: names[id], url },
			manifest: isHere ? { id, files: [{ ...file, url }], modifiers: [] } : null,
			status: { state: isHere ? 'ready' : 'absent' }
		} as unknown as ModelListing;
	};
	const models = {
		active: { state: 'idle' },
		list: async () => (Object.keys(names) as Id[]).map(listing),
		device: async () => ({ quotaBytes: 132 * MB, usedBytes: state.usedBytes, memoryGb: 8 }),
		recommend: async () => null,
		onList: () => () => undefined,
		remove: async (id: string) => void here.delete(id),
		async download(id: string, options?: { makeRoom?: () => Promise<number> }) {
			while (await options?.makeRoom?.());
			if (id === 'big' && !state.arrives) throw new Error('The connection broke.');
			here.add(id);
		}
	} as unknown as ModelService;
	return { models, state };
}

test('what went for a download is still said after a reload, until it is fetched again or dismissed', async () => {
	const memory = await freshMemory();
	const keeping = createModelKeeping({
		learnt: memory.learnt,
		openFiles: async () => [],
		persist: async () => true,
		now: () => 1
	});
	const { models, state } = device();
	const reports: unknown[] = [];
	const report = (error: unknown) => void reports.push(error);
	const open = async () => {
		const view = new ModelsView(models, report, null, keeping);
		const end = view.start();
		await vi.waitFor(() => expect(view.recommendation).toBeNull());
		return { view, end, gone: () => view.goneFor('big').map(({ name }) => name) };
	};
	const first = await open();
	await first.view.download('big');
	await first.view.makeRoom();
	await vi.waitFor(() => expect(first.gone()).toEqual(['One', 'Two']));
	first.end();

	const second = await open();
	expect(second.gone()).toEqual(['One', 'Two']);
	await second.view.download('one');
	await vi.waitFor(() => expect(second.gone()).toEqual(['Two']));
	// Removed by the person: that is no more what the download took.
	await second.view.remove('one');
	expect(second.gone()).toEqual(['Two']);
	second.view.dismissGone('big');
	await vi.waitFor(() => expect(second.gone()).toEqual([]));
	second.end();

	const third = await open();
	expect(third.gone()).toEqual([]);
	await keeping.went('two', { name: 'Two', forId: 'big' });
	await vi.waitFor(() => expect(third.gone()).toEqual(['Two']));
	state.arrives = true;
	await third.view.download('big');
	await third.view.makeRoom();
	await vi.waitFor(() => expect(third.gone()).toEqual([]));
	third.end();
	expect(reports).toEqual([]);
	memory.close();
});

test('after a removal rows follow the browser until it gives the room back, and nothing more goes for a download meanwhile', async () => {
	const { models, state } = device();
	Object.assign(state, { arrives: true, usedBytes: 65 * MB });
	const waiting: (() => void)[] = [];
	const wait = () => new Promise<void>((resolve) => waiting.push(resolve));
	const view = new ModelsView(models, () => undefined, null, null, undefined, wait);
	const end = view.start();
	await vi.waitFor(() => expect(view.recommendation).toBeNull());
	const big = () => view.listings!.find(({ id }) => id === 'big')!;
	const going = () => view.planFor(big())?.remove.map(({ id }) => id);
	expect(await view.remove('one')).toBe(true);
	view.listings = await models.list();
	expect(going()).toEqual(['two']);
	const asked = view.download('big');
	for (const usedBytes of [65, 65, 15]) {
		await vi.waitFor(() => expect(waiting).toHaveLength(1));
		state.usedBytes = usedBytes * MB;
		waiting.pop()!();
	}
	await asked;
	expect(view.making).toBeNull();
	expect(view.listings!.map(({ status }) => status.state)).toEqual(['ready', 'absent', 'ready']);
	end();
});

test('a row counts the adapters that are on for its model, and of a model in MLC’s form its weights', async () => {
	const { models } = device();
	const base = { id: 'one', baseSha256: 'f', files: [], modifiers: [] };
	const adapter = { modelId: 'one', baseSha256: 'f', on: true, invocationTokens: [5] };
	const status = { state: 'ready' };
	const listings = [
		{ id: 'one', name: 'One', manifest: base, entry: null, status },
		{ id: 'mine', manifest: null, status, adapter: { ...adapter, file: { bytes: 40 } } },
		{
			id: 'mlc',
			name: 'M',
			manifest: { ...base, id: 'mlc', engineBytes: 2e9 },
			entry: null,
			status
		}
	] as unknown as ModelListing[];
	const shape = { weights: 100, adapters: 0, contextPerToken: 1, engine: 0, mostTokens: 16 };
	const keeping = {
		uses: async () => ({}),
		onChange: () => () => undefined,
		memory: async ({ id }: { id: string }) => (id === 'one' ? shape : null)
	} as unknown as KeepingService;
	const ofList = { ...models, list: async () => listings, onList: models.onList };
	const view = new ModelsView(ofList as ModelService, () => undefined, null, keeping);
	const end = view.start();
	await vi.waitFor(() => expect(view.memoryOf(listings[0]!)?.total).toBe(100 + 16 + 40));
	expect(view.memoryOf(listings[0]!)?.adapters).toBe(40);
	expect(view.memoryOf(listings[2]!)).toMatchObject({ total: 2e9, contextTokens: null });
	end();
});

test('an adapter on its way says how far it is, and a stop is no failure', async () => {
	const models = {
		...device().models,
		importAdapter: (_: unknown, __: unknown, options: ImportOptions) => {
			options.onProgress?.(0.25);
			return new Promise((_resolve, reject) => {
				options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
			});
		}
	} as unknown as ModelService;
	const view = new ModelsView(models, () => undefined);
	const to = { modelId: 'one', baseSha256: 'a', by: 'shape' } as const;
	const added = view.files.add([new File(['x'], 'poems.safetensors')], to);
	await vi.waitFor(() => expect(view.files.adding?.fraction).toBe(0.25));
	expect(view.files.importing).toMatchObject({ name: 'poems.safetensors', error: null });
	view.files.adding?.stop();
	expect(await added).toBeNull();
	expect(view.files.adding).toBeNull();
	expect(view.files.importing).toBeNull();
});

test('the two files of an adapter may be given one after the other, and nothing else takes the first one’s place', async () => {
	const taken: string[][] = [];
	const names = (files: readonly File[]) => files.map(({ name }) => name);
	const kinds = ['weights', 'config'];
	const models = {
		...device().models,
		async adapterOf(files: readonly File[]) {
			const [first = '', second] = names(files);
			if (first.endsWith('gguf')) return null;
			if (second)
				return { rank: 4, alpha: 8, activated: false, bases: [{ name: 'B', by: 'shape' }] };
			return { missing: kinds.find((kind) => !first.startsWith(kind)), at: 0 };
		},
		importGguf: async (files: readonly File[]) => (taken.push(names(files)), 'one'),
		importAdapter: async (files: readonly File[]) => (taken.push(names(files)), 'lora')
	} as unknown as ModelService;
	const view = new ModelsView(models, () => undefined);
	const give = (...given: string[]) => view.files.add(given.map((name) => new File([name], name)));
	expect(await give('weights')).toBeNull();
	expect(view.files.half).toMatchObject({ file: { name: 'weights' }, missing: 'config' });
	expect(view.files.importing).toBeNull();
	// Another of the same kind replaces it; a model is added, and forgets it.
	await give('weights-2');
	expect(view.files.half?.file.name).toBe('weights-2');
	expect(await give('m.gguf')).toMatchObject({ isModel: true });
	expect(view.files.half).toBeNull();
	await give('config');
	expect(view.files.half?.missing).toBe('weights');
	await give('weights');
	expect(view.files.half).toBeNull();
	expect(names(view.files.attaching!.files)).toEqual(['config', 'weights']);
	const [to] = view.files.attaching!.offer.bases;
	expect(await view.files.add(view.files.attaching!.files, to)).toMatchObject({
		id: 'lora',
		isModel: false
	});
	expect(taken).toEqual([['m.gguf'], ['config', 'weights']]);
});
