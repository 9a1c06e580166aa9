// Installs a catalogue entry, or a file somebody named by its address: pins what the file is before its
// first byte, brings it, and makes a model or an adapter of it. Not here: what is pinned (entry-manifest.ts).

import { ParseError } from '../contract/errors.ts';
import type { Attachment, OwnAdapter } from '../contract/gguf-adapter.ts';
import { filesWithModel } from '../contract/manifest.ts';
import { onnxRepository } from '../contract/onnx-model.ts';
import type { PeftConfig } from '../contract/peft-config.ts';
import type { CatalogEntry } from '../contract/services.ts';
import { adapterOfEntry, manifestOfEntry, pinEntry, type EntryPlans } from './entry-manifest.ts';
import type { Installed, InstallParts, Report } from './install-parts.ts';
import { fileOf, isMadeHere } from './http-range.ts';
import { letGoOfFiles } from './let-go.ts';
import { settleFile } from './settle-file.ts';
import { withFileLock } from './weight-channel.ts';
import { storedBytes, type ModelRecord } from './weight-database.ts';
import { WeightError } from './weight-error.ts';

export async function installEntry(
	parts: InstallParts,
	entry: CatalogEntry,
	signal: AbortSignal,
	report: Report
): Promise<Installed> {
	const { id, name, peft } = entry;
	if (entry.engine === 'transformers') {
		const { installRepository } = await import('./install-repository.ts');
		return installRepository(parts, onnxRepository(entry), signal, report);
	}
	const database = await parts.connection.open();
	const record = await database.get('models', id);
	if (record?.adapter && !record.next && !(peft && (await isBroken(parts, record.adapter)))) {
		await parts.complete(id, name, [record.adapter.file], signal, report);
		return 'adapter';
	}
	if (record?.manifest) {
		await parts.complete(id, name, filesWithModel(record.manifest), signal, report);
		return parts.finish(id, record.manifest);
	}
	let plans = plansOf(record) ?? (await pin(parts, entry, signal));
	try {
		// An earlier try may have ended while a file was moved to where its own hash says.
		plans = await settled(parts, id, plans, signal);
		await parts.complete(id, name, plans, signal, report);
		plans = await settled(parts, id, plans, signal);
	} catch (error) {
		await unpin(parts, entry, error);
		throw error;
	}
	// Another tab may have been faster.
	const now = await database.get('models', id);
	if (now?.adapter && !now.next) return 'adapter';
	if (entry.attachTo) return finishAdapter(parts, entry, entry.attachTo, plans, signal, report);
	if (now?.manifest) return now.manifest;
	const made = () => manifestOfEntry(database, entry, plans);
	return parts.finish(id, await orNothing(parts, id, made));
}

/** One that was converted here lacks pieces: no host has them, but what they were made of. */
async function isBroken(
	{ connection }: InstallParts,
	{ converted, file }: OwnAdapter
): Promise<boolean> {
	if (!converted) return false;
	return (await storedBytes(await connection.open(), file.sha256)) < file.bytes;
}

/** Kept before the first byte, so that it holds from now on. */
async function pin(
	{ connection, network, newRecord }: InstallParts,
	entry: CatalogEntry,
	signal: AbortSignal
): Promise<EntryPlans> {
	const { plans, note } = await pinEntry(entry, network, signal);
	await connection.change(entry.id, (record) => ({
		...(record ?? newRecord(entry.id, entry.name)),
		entry,
		note,
		next: { manifest: null, files: [...plans] }
	}));
	return plans;
}

/** The plans of files whose hash nobody published, once they are here and were hashed; else as they are. */
async function settled(
	{ connection }: InstallParts,
	id: string,
	plans: EntryPlans,
	signal: AbortSignal
): Promise<EntryPlans> {
	const unpublished = plans.filter((plan) => plan.unpublished);
	if (unpublished.length === 0) return plans;
	const database = await connection.open();
	for (const { sha256 } of unpublished)
		await withFileLock(
			sha256,
			signal,
			() => undefined,
			() => settleFile(database, id, sha256)
		);
	void letGoOfFiles();
	return plansOf(await database.get('models', id)) ?? plans;
}

/** Of a download that was begun; what was being made of it is made anew. */
function plansOf(record: ModelRecord | undefined): EntryPlans | null {
	const [first, ...rest] = (record?.next?.files ?? []).filter(({ url }) => !isMadeHere(url));
	return first ? [first, ...rest] : null;
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
	entry: CatalogEntry,
	to: Attachment,
	plans: EntryPlans,
	signal: AbortSignal,
	report: Report
): Promise<'adapter'> {
	const { id, name, peft } = entry;
	const adapter = await orNothing(parts, id, async () => {
		if (peft) return convertedAdapter(parts, { ...entry, peft }, to, plans, signal, report);
		return adapterOfEntry(await parts.connection.open(), to, plans);
	});
	await parts.connection.change(id, (record) => ({
		...(record ?? parts.newRecord(id, name)),
		adapter: asBefore(adapter, record?.adapter),
		next: null
	}));
	return 'adapter';
}

/** One that is made anew is on or off, and as strong, as the person had it. */
function asBefore(made: OwnAdapter, before: OwnAdapter | undefined): OwnAdapter {
	return before ? { ...made, on: before.on, scale: before.scale } : made;
}

/** The file that came goes once the one made of it is here. */
async function convertedAdapter(
	parts: InstallParts,
	{ id, name, url, peft }: CatalogEntry & { peft: PeftConfig },
	to: Attachment,
	plans: EntryPlans,
	signal: AbortSignal,
	report: Report
): Promise<OwnAdapter> {
	const { adapterOfPeft, openStored, readSafetensors, soundPeft } = await conversion();
	const weights = await openStored(await parts.connection.open(), name, plans[0]);
	const adapter = soundPeft(await readSafetensors(weights), peft);
	const source = { weights, name, fileName: fileOf(url) };
	const made = await adapterOfPeft(parts, adapter, source, to, { signal });
	const files = [made.adapter.file];
	await parts.connection.change(id, (record) => ({
		...(record ?? parts.newRecord(id, name)),
		next: { manifest: null, files: [...plans, ...files] }
	}));
	await parts.complete(id, name, files, signal, report, { kind: 'file', blob: made.file });
	return made.adapter;
}

/** Fetched for those who add such an adapter. */
async function conversion() {
	const [files, own, plan, safetensors] = await Promise.all([
		import('./weight-files.ts'),
		import('./own-peft.ts'),
		import('../contract/peft-plan.ts'),
		import('../contract/safetensors.ts')
	]);
	return { ...files, ...own, ...plan, ...safetensors };
}

/** A file that cannot run is not kept; one that was paused on its way is. */
async function orNothing<T>(
	{ connection }: InstallParts,
	id: string,
	make: () => Promise<T>
): Promise<T> {
	try {
		return await make();
	} catch (error) {
		if (error instanceof ParseError) await connection.change(id, () => null);
		throw error;
	}
}
