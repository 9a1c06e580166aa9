// A LoRA file of this device as the store keeps it: checked by its header before anything is hashed.
// Not here: copying it, and which base it belongs to (contract/gguf-adapter.ts).

import {
	ownAdapter,
	refuseAdapter,
	type Attachment,
	type OwnAdapter
} from '../contract/gguf-adapter.ts';
import { hashedFile } from '../contract/gguf-manifest.ts';
import { readGgufHeader } from '../contract/gguf.ts';

/** Throws ParseError for what is no adapter, or the signal's reason. */
export async function adapterFromFile(
	file: File,
	to: Attachment,
	signal: AbortSignal | undefined
): Promise<{ name: string; adapter: OwnAdapter }> {
	const header = await readGgufHeader(file);
	refuseAdapter(header);
	const kept = await hashedFile(file, { fileName: file.name, ...(signal && { signal }) });
	return {
		name: header.name ?? file.name.replace(/\.gguf$/i, ''),
		adapter: ownAdapter(header, { ...kept, path: 'adapter.gguf' }, to)
	};
}
