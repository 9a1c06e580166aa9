import { expect, test } from 'vitest';
import type { ManifestFile } from '../../contract/manifest.ts';
import type { ModelListing, ModelState } from '../../contract/services.ts';
import { testManifest } from '../../../test/support/scripted-model.ts';
import { storedModels } from './stored-models.ts';

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
