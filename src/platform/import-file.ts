// Takes in a model from this device, of one file or split over several: hashed, copied in pieces, then checked
// like a download. Not here: what headers say (contract/gguf-manifest.ts), and adapters (import-adapter.ts).

import { manifestFromGguf } from '../contract/gguf-manifest.ts';
import { inPartOrder } from '../contract/gguf-split.ts';
import type { Manifest, ManifestFile } from '../contract/manifest.ts';
import type { InstallParts, Report } from './install-parts.ts';
import { WeightError } from './weight-error.ts';
import type { InstallOptions, InstallProgress } from './weight-store.ts';

/**
 * The file of a model, or all parts of a split one in any order. Progress is of twice their size: hashed, then
 * copied.
 */
export async function importGguf(
	parts: InstallParts,
	given: readonly File[],
	options: InstallOptions
): Promise<Manifest> {
	const { signal } = options;
	const files = await inPartOrder(given);
	const bytes = files.reduce((sum, { size }) => sum + size, 0);
	const report = (receivedBytes: number, id: string) =>
		options.onProgress?.({
			id,
			receivedBytes,
			totalBytes: bytes * 2,
			bytesPerSecond: 0,
			waiting: null
		});
	const manifest = await manifestFromGguf(files, {
		fileName: files[0]?.name ?? '',
		...(signal && { signal }),
		onProgress: (hashed) => report(hashed, '')
	});
	const { id } = manifest;
	const onProgress = (copied: InstallProgress) => report(bytes + copied.receivedBytes, id);
	await importModel(parts, manifest, files, { ...options, onProgress });
	return manifest;
}

/** `blobs` in the order of the manifest's files. */
export async function importModel(
	parts: InstallParts,
	manifest: Manifest,
	blobs: readonly Blob[],
	options: InstallOptions
): Promise<void> {
	const { id, name, files } = manifest;
	const work = async (signal: AbortSignal, report: Report) => {
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			next: { manifest, files }
		}));
		await copyFiles(parts, manifest, blobs, signal, report);
		return parts.finish(id, manifest);
	};
	if (!(await parts.run(id, options, work))) await stopped(parts, id, options.signal);
}

async function copyFiles(
	{ complete }: InstallParts,
	{ id, name, files }: Manifest,
	blobs: readonly Blob[],
	signal: AbortSignal,
	report: Report
): Promise<void> {
	const sum = (some: readonly ManifestFile[]) =>
		some.reduce((total, { bytes }) => total + bytes, 0);
	const totalBytes = sum(files);
	for (const [i, file] of files.entries()) {
		const blob = blobs[i];
		if (!blob) continue;
		const before = sum(files.slice(0, i));
		const all: Report = (one) =>
			report({ ...one, totalBytes, receivedBytes: before + one.receivedBytes });
		await complete(id, name, [file], signal, all, { kind: 'file', blob });
	}
}

/** Nothing can resume a copy without the file: a stopped import leaves nothing behind. */
export async function stopped(
	{ remove }: InstallParts,
	id: string,
	signal: AbortSignal | undefined
): Promise<never> {
	await remove(id);
	signal?.throwIfAborted();
	throw new WeightError('removed', 'The import was stopped in another tab. Import the file again.');
}
