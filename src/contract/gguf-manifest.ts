// A manifest for a GGUF model that came without one, in one file or split over several: imported from a disk,
// or downloaded from the catalogue. Hashes are computed here, in one pass, holding one chunk. Not here: storing it.

import { readGgufHeader, refuseUnrunnable, type GgufHeader } from './gguf.ts';
import { partName, stemOf } from './gguf-parts.ts';
import { joinedHeader } from './gguf-split.ts';
import { MANIFEST_VERSION, type Manifest, type ManifestFile } from './manifest.ts';
import { refuseTooLarge, roomForContext } from './model-memory.ts';
import { sha256Hex } from './sha256.ts';
import { Sha256 } from './sha256-stream.ts';

/** 8 MiB: large enough that 4 GB make 512 records, small enough to lose little when a tab dies. */
export const CHUNK_BYTES = 8 * 1024 * 1024;
/** The context a model is opened with where nothing else is said: a long conversation, modest memory. */
export const DEFAULT_CONTEXT_TOKENS = 4096;
// 64 KiB: fed to the whole-file hash at a time, so that no step takes a millisecond.
const HASH_STEP_BYTES = 64 * 1024;

export type ManifestFacts = {
	id: string;
	name: string;
	description: string;
	/** One, or the parts of a split model in order. */
	files: readonly [ManifestFile, ...ManifestFile[]];
	contextTokens: number;
	licence: string;
	provenance: string;
	/** What the model may take where it is to run; what the engine of a browser can have when absent. */
	memoryBytes?: number;
};

/** `header` is that of the whole model. Throws ParseError for a model this app cannot run. */
export function manifestFromHeader(header: GgufHeader, facts: ManifestFacts): Manifest {
	refuseUnrunnable(header);
	const { files, memoryBytes } = facts;
	const [file] = files;
	const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
	refuseTooLarge(header, bytes, memoryBytes);
	const wanted = Math.min(header.contextTokens ?? facts.contextTokens, facts.contextTokens);
	return {
		version: MANIFEST_VERSION,
		id: facts.id,
		name: facts.name,
		description: facts.description,
		family: header.architecture,
		parameters: Math.max(1, header.parameters),
		baseSha256: file.sha256,
		files: [...files],
		...(files.length > 1 && { split: files.map(({ path }) => path) }),
		modifiers: [],
		template: {
			kind: 'gguf',
			systemPrompt: followsSystemPrompt(header.chatTemplate),
			contextTokens: Math.max(16, roomForContext(header, bytes, wanted, memoryBytes))
		},
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: facts.licence,
		provenance: facts.provenance,
		measured: { quantisation: header.quantisation }
	};
}

export type ImportOptions = {
	/** The file's name, for the model's where the header has none. */
	fileName: string;
	chunkBytes?: number;
	signal?: AbortSignal;
	onProgress?: (hashedBytes: number, totalBytes: number) => void;
};

/** The header of a whole model, from its file, or from the parts of a split one in order. Throws ParseError. */
export async function readModelHeader(files: readonly Blob[]): Promise<GgufHeader> {
	const headers = await Promise.all(files.map((file) => readGgufHeader(file)));
	return headers.length > 1 ? joinedHeader(headers) : headers[0]!;
}

/** What a model's files are called in the store. */
export function fileNames(count: number): string[] {
	if (count === 1) return ['model.gguf'];
	return Array.from({ length: count }, (_, i) => partName('model', i, count));
}

/**
 * The manifest of a model on this device, from its file, or from the parts of a split one in order: refuses
 * adapters, unsupported architectures and damaged or cut files (ParseError) before it hashes anything. Rejects
 * with the signal's reason.
 */
export async function manifestFromGguf(
	given: readonly Blob[],
	options: ImportOptions
): Promise<Manifest> {
	const { fileName, onProgress } = options;
	const header = await readModelHeader(given);
	refuseUnrunnable(header);
	const totalBytes = given.reduce((sum, { size }) => sum + size, 0);
	refuseTooLarge(header, totalBytes);
	const paths = fileNames(given.length);
	const files: ManifestFile[] = [];
	let doneBytes = 0;
	for (const [i, file] of given.entries()) {
		const hashed = await hashedFile(file, {
			...options,
			onProgress: (bytes) => onProgress?.(doneBytes + bytes, totalBytes)
		});
		files.push({ ...hashed, path: paths[i]! });
		doneBytes += file.size;
	}
	const [first, ...rest] = files as [ManifestFile, ...ManifestFile[]];
	const { sha256 } = first;
	// The first part of a split model need not have any weights.
	const identity =
		rest.length === 0
			? sha256
			: await sha256Hex(new TextEncoder().encode(files.map((file) => file.sha256).join()));
	return manifestFromHeader(header, {
		// The same files are the same model, whatever they are called.
		id: `gguf-${identity.slice(0, 16)}`,
		name: header.name ?? stemOf(fileName),
		description: `Imported from ${fileName} on this device.`,
		files: [first, ...rest],
		contextTokens: DEFAULT_CONTEXT_TOKENS,
		licence: header.licence ?? 'not stated in the file',
		provenance: `Imported from the file ${fileName}; sha256 ${sha256}.`
	});
}

/** A file of this device as the store keeps it: hashed in one pass, holding one chunk. */
export async function hashedFile(file: Blob, options: ImportOptions): Promise<ManifestFile> {
	const { fileName, chunkBytes = CHUNK_BYTES, signal, onProgress } = options;
	const whole = new Sha256();
	const chunkSha256: string[] = [];
	for (let at = 0; at < file.size; at += chunkBytes) {
		signal?.throwIfAborted();
		const chunk = new Uint8Array(await file.slice(at, at + chunkBytes).arrayBuffer());
		chunkSha256.push(await sha256Hex(chunk));
		for (let step = 0; step < chunk.length; step += HASH_STEP_BYTES)
			whole.update(chunk.subarray(step, step + HASH_STEP_BYTES));
		onProgress?.(at + chunk.length, file.size);
	}
	return {
		path: 'model.gguf',
		url: `blob:imported/${encodeURIComponent(fileName)}`,
		bytes: file.size,
		sha256: whole.hex(),
		chunkBytes,
		chunkSha256
	};
}

/** Whether the chat template has a place for a system prompt; one that raises an error has not. */
function followsSystemPrompt(template: string | null): boolean {
	if (template === null) return false;
	return /system/i.test(template) && !/system role not supported/i.test(template);
}
