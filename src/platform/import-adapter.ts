// Takes in an adapter from this device for a base: a GGUF file, or the two files of PEFT's form, which become one
// first. Then it is copied like a model. Not here: what its header says (adapter-file.ts).

import type { Attachment } from '../contract/gguf-adapter.ts';
import { adapterFromFile } from './adapter-file.ts';
import { stopped } from './import-file.ts';
import type { InstallParts } from './install-parts.ts';
import { ggufOfPeft, nameOfPeft } from './own-peft.ts';
import { peftFiles, readPeft } from './peft-adapter.ts';
import type { InstallOptions } from './weight-store.ts';

/** Its id. Throws ParseError, WeightError, or the signal's reason. */
export async function importAdapter(
	parts: InstallParts,
	files: readonly File[],
	to: Attachment,
	options: InstallOptions
): Promise<string> {
	const { signal } = options;
	const { file, converted } = await ggufOf(parts, files, to, signal);
	const { name, adapter } = await adapterFromFile(file, to, signal);
	const id = `lora-${adapter.file.sha256.slice(0, 16)}`;
	const done = await parts.run(id, options, async (stop, report) => {
		const next = { manifest: null, files: [adapter.file] };
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			next
		}));
		await parts.complete(id, name, next.files, stop, report, { kind: 'file', blob: file });
		await parts.connection.change(id, (record) => ({
			...(record ?? parts.newRecord(id, name)),
			adapter: { ...adapter, ...(converted && { converted }) },
			next: null
		}));
		return 'adapter';
	});
	return done ? id : stopped(parts, id, signal);
}

async function ggufOf(
	parts: InstallParts,
	files: readonly File[],
	to: Attachment,
	signal: AbortSignal | undefined
): Promise<{ file: File; converted?: true }> {
	const peft = await peftFiles(files);
	if (peft?.kind !== 'pair') return { file: files[0]! };
	const { weights, configuration } = peft;
	const adapter = await readPeft(weights, configuration);
	const source = { weights, fileName: weights.name, name: nameOfPeft(weights.name, adapter) };
	return { file: await ggufOfPeft(parts, adapter, source, to, signal), converted: true };
}
