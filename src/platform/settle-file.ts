// Moves a file that was downloaded without a published hash to where its own hash says, so that it is
// addressed by content as every other. Chunk by chunk, so that a tab that dies midway loses nothing: the next
// try goes on. Until the browser collects the handles of the old ones, both are on the disk (let-go.ts). Runs
// under the file's lock.

import type { FilePlan } from './download.ts';
import { chunksOf, type FileRecord, type WeightDatabase } from './weight-database.ts';

/** Does nothing for a file that is not complete, or was moved before. */
export async function settleFile(
	database: WeightDatabase,
	modelId: string,
	from: string
): Promise<void> {
	const record = await database.get('files', from);
	const to = record?.contentSha256;
	if (!record || to === undefined) return;
	const there = await database.get('files', to);
	for (const [, index] of await database.getAllKeys('chunks', chunksOf(from))) {
		const transaction = database.transaction('chunks', 'readwrite');
		const blob = await transaction.store.get([from, index]);
		if (blob && !there?.verified) await transaction.store.put(blob, [to, index]);
		await transaction.store.delete([from, index]);
		await transaction.done;
	}
	const { contentSha256: _, unpublished: __, ...kept } = record;
	// The same file was here already, perhaps in other pieces: those stay.
	await point(database, modelId, from, there?.verified ? there : { ...kept, sha256: to });
}

/** The model's download means the moved file from now on; in one transaction with the file's own record. */
async function point(
	database: WeightDatabase,
	modelId: string,
	from: string,
	file: FileRecord
): Promise<void> {
	const transaction = database.transaction(['models', 'files'], 'readwrite');
	const models = transaction.objectStore('models');
	const model = await models.get(modelId);
	if (model?.next?.files.some((plan) => plan.sha256 === from)) {
		const { sha256, bytes, chunkBytes, chunkSha256 } = file;
		const files = model.next.files.map((plan): FilePlan =>
			plan.sha256 === from ? { url: plan.url, sha256, bytes, chunkBytes, chunkSha256 } : plan
		);
		await transaction.objectStore('files').put(file);
		await models.put({ ...model, next: { ...model.next, files } });
	}
	await transaction.objectStore('files').delete(from);
	await transaction.done;
}
