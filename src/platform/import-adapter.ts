// Takes in an adapter from this device for a base: a GGUF file, or the two files of PEFT's form, which become one
// first. Then it is copied like a model. Not here: what its header says (adapter-file.ts).

import type { Attachment, OwnAdapter } from '../contract/gguf-adapter.ts';
import { sha256Hex } from '../contract/sha256.ts';
import { adapterFromFile } from './adapter-file.ts';
import { stopped } from './import-file.ts';
import type { InstallParts } from './install-parts.ts';
import { adapterOfPeft, nameOfPeft, type MadeAdapter } from './own-peft.ts';
import { peftFiles, readPeft } from './peft-adapter.ts';
import type { InstallOptions, InstallProgress } from './weight-store.ts';

/** Its id. Throws ParseError, WeightError, or the signal's reason. */
export async function importAdapter(
	parts: InstallParts,
	files: readonly File[],
	to: Attachment,
	options: InstallOptions
): Promise<string> {
	const { signal } = options;
	const { file, name, adapter } = await adapterOf(parts, files, to, options);
	const id = await idOf(parts, adapter);
	const copied = { ...options, onProgress: afterMaking(options, adapter) };
	const done = await parts.run(id, copied, async (stop, report) => {
		const next = { manifest: null, files: [adapter.file] };
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			next
		}));
		await parts.complete(id, name, next.files, stop, report, { kind: 'file', blob: file });
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			adapter,
			next: null
		}));
		return 'adapter';
	});
	return done ? id : stopped(parts, id, signal);
}

/** Making one is half of the way, and copying it the other. */
function afterMaking(
	{ onProgress }: InstallOptions,
	{ converted }: OwnAdapter
): (progress: InstallProgress) => void {
	return (progress) => {
		const { totalBytes, receivedBytes } = progress;
		const made = converted ? totalBytes : 0;
		const whole = { receivedBytes: made + receivedBytes, totalBytes: made + totalBytes };
		onProgress?.({ ...progress, ...whole });
	};
}

/** One for each base; an adapter that is here for this base keeps the id it has. */
async function idOf({ connection }: InstallParts, adapter: OwnAdapter): Promise<string> {
	const { file, modelId, baseSha256 } = adapter;
	const plain = `lora-${file.sha256.slice(0, 16)}`;
	const before = (await (await connection.open()).get('models', plain))?.adapter;
	if (before?.modelId === modelId && before.baseSha256 === baseSha256) return plain;
	const base = await sha256Hex(new TextEncoder().encode(`${modelId} ${baseSha256}`));
	return `${plain}-${base.slice(0, 8)}`;
}

async function adapterOf(
	parts: InstallParts,
	files: readonly File[],
	to: Attachment,
	{ signal, onProgress }: InstallOptions
): Promise<MadeAdapter> {
	const peft = await peftFiles(files);
	if (peft?.kind !== 'pair') {
		const file = files[0]!;
		return { file, ...(await adapterFromFile(file, to, signal)) };
	}
	const { weights, configuration } = peft;
	const adapter = await readPeft(weights, configuration);
	const source = { weights, fileName: weights.name, name: nameOfPeft(weights.name, adapter) };
	return adapterOfPeft(parts, adapter, source, to, {
		signal,
		onConverted: (receivedBytes, bytes) =>
			onProgress?.({
				id: '',
				receivedBytes,
				totalBytes: bytes * 2,
				bytesPerSecond: 0,
				waiting: null
			})
	});
}
