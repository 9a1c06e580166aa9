import { expect, test } from 'vitest';
import type { ManifestFile } from '../../contract/manifest.ts';
import type { ModelListing, ModelState } from '../../contract/services.ts';
import { testManifest } from '../../../test/support/scripted-model.ts';
import { roomPlan } from '../../decide/make-room.ts';
import { sharesFiles, storedModels } from './stored-models.ts';

const file = (sha256: string, bytes: number): ManifestFile => ({
	...testManifest.files[0]!,
	path: `${sha256}.gguf`,
	sha256,
	bytes
});
const listing = (
	id: string,
	files: ManifestFile[],
	status: ModelState = { state: 'ready' }
): ModelListing => ({
	id,
	name: id,
	manifest: { ...testManifest, id, files },
	entry: null,
	status
});

test('a model frees what no other model has too, and of one on its way what came', () => {
	const shared = file('s', 50);
	const listings = [
		listing('starter', [file('a', 10)]),
		listing('one', [file('b', 20), shared]),
		listing('two', [file('c', 30), shared]),
		listing('begun', [], { state: 'paused', receivedBytes: 7, totalBytes: 90, reason: '' }),
		listing('absent', [], { state: 'absent' })
	];
	const stored = storedModels(listings, { one: { lastUsedAtMs: 5, pinned: true } }, 'two');
	expect(stored.map(({ id, bytes, fixed }) => [id, bytes, fixed])).toEqual([
		['starter', 10, true],
		['one', 20, false],
		['two', 30, true],
		['begun', 7, false]
	]);
	expect(stored[1]).toMatchObject({ lastUsedAtMs: 5, pinned: true });
	expect(stored[3]).toMatchObject({ lastUsedAtMs: null, pinned: false });
});

test('a model that came from a file is told from one that can be fetched again, with when it came', () => {
	const own = { ...file('d', 40), url: 'blob:imported/d.gguf' };
	const listings = [
		{ ...listing('one', [file('b', 20)]), installedAtMs: 7 },
		listing('own', [own]),
		{
			...listing('mlc', []),
			manifest: { ...testManifest, files: [{ ...own, sha256: 'e' }], engine: 'webllm' as const }
		},
		listing('broke', [], { state: 'failed', code: 'x', message: 'x', receivedBytes: 9 }),
		listing('never', [], { state: 'failed', code: 'x', message: 'x', receivedBytes: 0 })
	];
	const stored = storedModels(listings, {}, null);
	expect(
		stored.map(({ id, fromDisk, installedAtMs, bytes }) => [id, fromDisk, installedAtMs, bytes])
	).toEqual([
		['one', false, 7, 20],
		['own', true, null, 40],
		['mlc', false, null, 40],
		['broke', false, null, 9]
	]);
	expect(sharesFiles(listings[0]!, listing('same', [file('b', 20)]))).toBe(true);
	expect(sharesFiles(listings[0]!, listings[1]!)).toBe(false);
});

test('what an engine fetched by itself goes with its model, once there is any: from the first use', () => {
	const record = (id: string): ModelListing => ({
		...listing(id, []),
		manifest: {
			...testManifest,
			id,
			engine: 'webllm',
			files: [file(id, 300)],
			engineBytes: 2_000_000_000
		}
	});
	const listings = ['used', 'answers', 'added'].map(record);
	const stored = storedModels(listings, { used: { lastUsedAtMs: 5, pinned: false } }, 'answers');
	expect(stored.map(({ id, bytes }) => [id, bytes])).toEqual([
		['used', 2_000_000_300],
		['answers', 2_000_000_300],
		['added', 300]
	]);
	const plan = roomPlan(1_500_000_000, 0, stored);
	expect(plan.remove.map(({ id }) => id)).toEqual(['used']);
});
