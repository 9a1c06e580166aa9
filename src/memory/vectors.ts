// What passages of kept texts mean, kept beside them so that they are not embedded once more after a reload: by
// text and embedder, gone with the text, and in no backup. A cache: whoever asks does without what is not here.
// Not here: embedding (src/files/).

import type { StoreContext } from './conversations.ts';
import { vectorsUnder } from './delete-file.ts';

/** By the passage's text. */
export type PassageVectors = Map<string, Float32Array>;

export interface VectorStore {
	/** Those of a kept text's passages by an embedder; none where none were kept. Throws MemoryError. */
	get(fileId: string, embedderId: string): Promise<PassageVectors>;
	/**
	 * Keeps more of them, all of the same length, and lets go of another embedder's. Does nothing where the text
	 * is gone. Throws MemoryError.
	 */
	add(fileId: string, embedderId: string, vectors: PassageVectors): Promise<void>;
}

export function createVectorStore({ connection, newId }: StoreContext): VectorStore {
	return {
		async get(fileId, embedderId) {
			const stored = await connection.read(['vectors'], (transaction) =>
				transaction.objectStore('vectors').getAll(vectorsUnder(fileId, embedderId))
			);
			const vectors: PassageVectors = new Map();
			for (const { passages, values } of stored) {
				const dimensions = values.length / passages.length;
				for (const [i, passage] of passages.entries())
					vectors.set(passage, values.slice(i * dimensions, (i + 1) * dimensions));
			}
			return vectors;
		},

		async add(fileId, embedderId, vectors) {
			const [first] = vectors.values();
			if (first === undefined) return;
			const values = new Float32Array(vectors.size * first.length);
			for (const [i, vector] of [...vectors.values()].entries())
				values.set(vector, i * first.length);
			await connection.write(
				['files', 'vectors'],
				async (transaction) => {
					const store = transaction.objectStore('vectors');
					if ((await transaction.objectStore('files').getKey(fileId)) === undefined) return;
					for (const key of await store.getAllKeys(vectorsUnder(fileId)))
						if (key[1] !== embedderId) await store.delete(key);
					const passages = [...vectors.keys()];
					await store.put({ passages, values }, [fileId, embedderId, newId()]);
				},
				'relaxed'
			);
		}
	};
}
