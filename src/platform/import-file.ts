// Takes in a model or an adapter from a file of this device: hashed, copied in pieces, then checked like a
// download. Not here: what its header says (contract/gguf-manifest.ts, adapter-file.ts).

import type { Attachment } from '../contract/gguf-adapter.ts';
import { manifestFromGguf } from '../contract/gguf-manifest.ts';
import type { Manifest } from '../contract/manifest.ts';
import { adapterFromFile } from './adapter-file.ts';
import type { InstallParts, Report } from './install-parts.ts';
import { WeightError } from './weight-error.ts';
import type { InstallOptions, InstallProgress } from './weight-store.ts';

/** Progress is of twice the file: hashed, then copied. */
export async function importGguf(
	parts: InstallParts,
	file: File,
	options: InstallOptions
): Promise<Manifest> {
	const { signal } = options;
	const totalBytes = file.size * 2;
	const report = (receivedBytes: number, id: string) =>
		options.onProgress?.({ id, receivedBytes, totalBytes, bytesPerSecond: 0, waiting: null });
	const manifest = await manifestFromGguf(file, {
		fileName: file.name,
		...(signal && { signal }),
		onProgress: (hashed) => report(hashed, '')
	});
	const { id } = manifest;
	const onProgress = (copied: InstallProgress) => report(file.size + copied.receivedBytes, id);
	await importModel(parts, manifest, file, { ...options, onProgress });
	return manifest;
}

/** The manifest's one file. */
export async function importModel(
	parts: InstallParts,
	manifest: Manifest,
	file: Blob,
	options: InstallOptions
): Promise<void> {
	const { id, name, files } = manifest;
	const work = async (signal: AbortSignal, report: Report) => {
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			next: { manifest, files }
		}));
		await parts.complete(id, name, files, signal, report, { kind: 'file', blob: file });
		return parts.finish(id, manifest);
	};
	if (!(await parts.run(id, options, work))) await stopped(parts, id, options.signal);
}

/** Its id. */
export async function importAdapter(
	parts: InstallParts,
	file: File,
	to: Attachment,
	options: InstallOptions
): Promise<string> {
	const { signal } = options;
	const { name, adapter } = await adapterFromFile(file, to, signal);
	const id = `lora-${adapter.file.sha256.slice(0, 16)}`;
	const done = await parts.run(id, options, async (signal, report) => {
		const files = [adapter.file];
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			next: { manifest: null, files }
		}));
		await parts.complete(id, name, files, signal, report, { kind: 'file', blob: file });
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			adapter,
			next: null
		}));
		return 'adapter';
	});
	return done ? id : stopped(parts, id, signal);
}

/** Nothing can resume a copy without the file: a stopped import leaves nothing behind. */
async function stopped(
	{ remove }: InstallParts,
	id: string,
	signal: AbortSignal | undefined
): Promise<never> {
	await remove(id);
	signal?.throwIfAborted();
	throw new WeightError('removed', 'The import was stopped in another tab. Import the file again.');
}
