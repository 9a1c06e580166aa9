// Remembers when each model of this device was last used, which are to stay and which went, and reads from a model's
// header what it takes of memory. Beside what the device has learnt, so that erasing everything forgets it.

import { ParseError } from '../contract/errors.ts';
import { readGgufHeader } from '../contract/gguf.ts';
import {
	NEVER_USED,
	usesFrom,
	type KeepingService,
	type MemoryShape,
	type ModelUse
} from '../contract/keeping.ts';
import { baseFile, filesWithModel, type Manifest } from '../contract/manifest.ts';
import { memoryOfHeader } from '../contract/model-memory.ts';
import type { LearntStore } from '../contract/outcomes.ts';
import type { LoadedFile } from './engine.ts';

export type KeepingDependencies = {
	learnt: LearntStore;
	/** A model's files that are on this device. Throws WeightError. */
	openFiles: (manifest: Manifest) => Promise<LoadedFile[]>;
	/** Asks the browser to keep this app's data. Never throws. */
	persist: () => Promise<boolean>;
	/** Milliseconds since the epoch. */
	now: () => number;
};

export type ModelKeeping = KeepingService & {
	/** A model began to answer. */
	used(id: string): Promise<void>;
};

const KEY = 'model-uses';

export function createModelKeeping(deps: KeepingDependencies): ModelKeeping {
	const { learnt, now } = deps;
	const listeners = new Set<() => void>();
	const shapes = new Map<string, Promise<MemoryShape | null>>();
	/** One change after the other: each reads what the one before wrote. */
	let last: Promise<unknown> = Promise.resolve();

	const uses = async () => usesFrom(await learnt.get(KEY));

	function change(id: string, fields: Partial<ModelUse>): Promise<void> {
		const done = last.then(async () => {
			const before = await uses();
			await learnt.set(KEY, { ...before, [id]: { ...NEVER_USED, ...before[id], ...fields } });
			for (const listener of listeners) listener();
		});
		last = done.catch(() => undefined);
		return done;
	}

	/** Null for a file that is no such model; throws where it could not be read this time. */
	async function read(manifest: Manifest): Promise<MemoryShape | null> {
		try {
			const { path } = baseFile(manifest);
			const files = await deps.openFiles(manifest);
			const blob = files.find((file) => file.path === path)?.blob;
			if (!blob) return null;
			const header = await readGgufHeader(blob);
			const adapters = new Set(manifest.modifiers.map(({ file }) => file));
			const adapterBytes = filesWithModel(manifest)
				.filter((file) => adapters.has(file.path))
				.reduce((sum, file) => sum + file.bytes, 0);
			const one = memoryOfHeader(header, blob.size, 1);
			return {
				weights: one.weights,
				adapters: adapterBytes,
				contextPerToken: one.context,
				engine: one.engine,
				mostTokens: manifest.template.contextTokens
			};
		} catch (error) {
			if (error instanceof ParseError) return null;
			throw error;
		}
	}

	return {
		uses,
		pin: (id, pinned) => change(id, { pinned }),
		went: (id, went) => change(id, { went: went ?? undefined }),
		// Whoever answers is here again.
		used: (id) => change(id, { lastUsedAtMs: now(), went: undefined }),
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		memory(manifest) {
			const key = `${manifest.id} ${manifest.baseSha256}`;
			const known = shapes.get(key);
			if (known) return known;
			const shape = read(manifest).catch(() => {
				// A file that was busy, or not whole yet: the next time it may be read.
				shapes.delete(key);
				return null;
			});
			shapes.set(key, shape);
			return shape;
		},
		persist: deps.persist
	};
}
