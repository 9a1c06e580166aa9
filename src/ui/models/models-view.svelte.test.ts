// What the model page remembers of room that was made, on the real keeping service (in-memory IndexedDB) and a
// list of models that are here or not.

import { expect, test, vi } from 'vitest';
import type { ModelListing, ModelService } from '../../contract/services.ts';
import { createModelKeeping } from '../../engine/model-keeping.ts';
import { freshMemory } from '../../../test/support/memory.ts';
import { ModelsView } from './models-view.svelte.ts';

const MB = 1_000_000;
const names = { big: 'Big', one: 'One', two: 'Two' };

type Id = keyof typeof names;

/** A device that holds two models of 50 MB, and a third of 80 MB whose download fails until `arrives`. */
function device() {
	const here = new Set<string>(['one', 'two']);
	const state = { arrives: false };
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
		device: async () => ({ quotaBytes: 132 * MB, usedBytes: 100 * MB, memoryGb: 8 }),
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
