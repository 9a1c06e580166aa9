// Installs a catalogue entry, or a file somebody named by its address: pins what the file is before its
// first byte, brings it, and makes a model or an adapter of it. Not here: what is pinned (entry-manifest.ts).

import type { Attachment } from '../contract/gguf-adapter.ts';
import { filesWithModel } from '../contract/manifest.ts';
import { onnxRepository } from '../contract/onnx-model.ts';
import type { CatalogEntry } from '../contract/services.ts';
import type { FilePlan } from './download.ts';
import { adapterOfEntry, manifestOfEntry, pinEntry } from './entry-manifest.ts';
import type { Installed, InstallParts, Report } from './install-parts.ts';
import { letGoOfFiles } from './let-go.ts';
import { settleFile } from './settle-file.ts';
import { withFileLock } from './weight-channel.ts';
import { WeightError } from './weight-error.ts';

export async function installEntry(
	parts: InstallParts,
	entry: CatalogEntry,
	signal: AbortSignal,
	report: Report
): Promise<Installed> {
	const { id, name } = entry;
	if (entry.engine === 'transformers') {
		const { installRepository } = await import('./install-repository.ts');
		return installRepository(parts, onnxRepository(entry), signal, report);
	}
	const database = await parts.connection.open();
	const record = await database.get('models', id);
	if (record?.adapter && !record.next) {
		await parts.complete(id, name, [record.adapter.file], signal, report);
		return 'adapter';
	}
	if (record?.manifest) {
		await parts.complete(id, name, filesWithModel(record.manifest), signal, report);
		return parts.finish(id, record.manifest);
	}
	let plan = record?.next?.files[0] ?? (await pin(parts, entry, signal));
	try {
		// An earlier try may have ended while it was moved to where its own hash says.
		plan = await settled(parts, id, plan, signal);
		await parts.complete(id, name, [plan], signal, report);
		plan = await settled(parts, id, plan, signal);
	} catch (error) {
		await unpin(parts, entry, error);
		throw error;
	}
	// Another tab may have been faster.
	const now = await database.get('models', id);
	if (now?.adapter) return 'adapter';
	if (entry.attachTo) return finishAdapter(parts, entry, entry.attachTo, plan);
	if (now?.manifest) return now.manifest;
	const made = () => manifestOfEntry(database, entry, plan);
	return parts.finish(id, await orNothing(parts, id, made));
}

/** Kept before the first byte, so that it holds from now on. */
async function pin(
	{ connection, network, newRecord }: InstallParts,
	entry: CatalogEntry,
	signal: AbortSignal
): Promise<FilePlan> {
	const { plan, note } = await pinEntry(entry, network, signal);
	await connection.change(entry.id, () => ({
		...newRecord(entry.id, entry.name),
		entry,
		note,
		next: { manifest: null, files: [plan] }
	}));
	return plan;
}

/** The plan of a file whose hash nobody published, once it is here and was hashed; else as it is. */
async function settled(
	{ connection }: InstallParts,
	id: string,
	plan: FilePlan,
	signal: AbortSignal
): Promise<FilePlan> {
	if (!plan.unpublished) return plan;
	const database = await connection.open();
	const settle = () => settleFile(database, id, plan.sha256);
	await withFileLock(plan.sha256, signal, () => undefined, settle);
	void letGoOfFiles();
	return (await database.get('models', id))?.next?.files[0] ?? plan;
}

/** What was learnt of a file proved wrong: it is learnt anew the next time. */
async function unpin(
	{ connection }: InstallParts,
	entry: CatalogEntry,
	error: unknown
): Promise<void> {
	const isWrong = error instanceof WeightError && ['changed', 'wrong-hash'].includes(error.code);
	if (isWrong && entry.sha256 === null) await connection.change(entry.id, () => null);
}

async function finishAdapter(
	parts: InstallParts,
	{ id, name }: CatalogEntry,
	to: Attachment,
	plan: FilePlan
): Promise<'adapter'> {
	const database = await parts.connection.open();
	const adapter = await orNothing(parts, id, () => adapterOfEntry(database, to, plan));
	await parts.connection.change(id, (record) => ({
		...(record ?? parts.newRecord(id, name)),
		adapter,
		next: null
	}));
	return 'adapter';
}

/** A file that cannot run is not kept. */
async function orNothing<T>(
	{ connection }: InstallParts,
	id: string,
	make: () => Promise<T>
): Promise<T> {
	try {
		return await make();
	} catch (error) {
		await connection.change(id, () => null);
		throw error;
	}
}
