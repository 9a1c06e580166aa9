// A manifest for a GGUF file that came without one: imported from a disk, or downloaded from the
// catalogue. Hashes are computed here, in one pass, holding one chunk. Not here: storing it.

import { ParseError } from './errors.ts';
import { readGgufHeader, refuseUnrunnable, type GgufHeader } from './gguf.ts';
import { MANIFEST_VERSION, type Manifest, type ManifestFile } from './manifest.ts';
import { sha256Hex } from './sha256.ts';
import { Sha256 } from './sha256-stream.ts';

/** 8 MiB: large enough that 4 GB make 512 records, small enough to lose little when a tab dies. */
export const CHUNK_BYTES = 8 * 1024 * 1024;
/** The context a model is opened with where nothing else is said: a long conversation, modest memory. */
export const DEFAULT_CONTEXT_TOKENS = 4096;
// 64 KiB: fed to the whole-file hash at a time, so that no step takes a millisecond.
const HASH_STEP_BYTES = 64 * 1024;
// wllama keeps a file in one ArrayBuffer-sized region.
const MAX_FILE_BYTES = 2 ** 31;

export type ManifestFacts = {
	id: string;
	name: string;
	description: string;
	file: ManifestFile;
	contextTokens: number;
	licence: string;
	provenance: string;
	/** The largest file that can run where the model is to run; a browser's limit when absent. */
	mostBytes?: number;
};

/** Throws ParseError for a file this app cannot run. */
export function manifestFromHeader(header: GgufHeader, facts: ManifestFacts): Manifest {
	refuseUnrunnable(header);
	const { file, contextTokens } = facts;
	refuseTooLarge(file.bytes, facts.mostBytes);
	return {
		version: MANIFEST_VERSION,
		id: facts.id,
		name: facts.name,
		description: facts.description,
		family: header.architecture,
		parameters: Math.max(1, header.parameters),
		baseSha256: file.sha256,
		files: [file],
		modifiers: [],
		template: {
			kind: 'gguf',
			systemPrompt: followsSystemPrompt(header.chatTemplate),
			contextTokens: Math.max(16, Math.min(header.contextTokens ?? contextTokens, contextTokens))
		},
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: facts.licence,
		provenance: facts.provenance,
		measured: { quantisation: header.quantisation }
	};
}

/** Throws ParseError for a file that is larger than a browser, or whoever else runs it, can load. */
export function refuseTooLarge(bytes: number, mostBytes = MAX_FILE_BYTES): void {
	if (bytes <= mostBytes) return;
	throw new ParseError(
		'',
		`The file has ${(bytes / 1e9).toFixed(1)} GB; a browser can load files up to 2.1 GB. Choose a smaller model or a smaller quantisation.`
	);
}

export type ImportOptions = {
	/** The file's name, for the model's where the header has none. */
	fileName: string;
	chunkBytes?: number;
	signal?: AbortSignal;
	onProgress?: (hashedBytes: number, totalBytes: number) => void;
};

/**
 * The manifest of a .gguf on this device: refuses adapters, unsupported architectures and damaged
 * or cut files (ParseError) before it hashes anything. Rejects with the signal's reason.
 */
export async function manifestFromGguf(file: Blob, options: ImportOptions): Promise<Manifest> {
	const { fileName } = options;
	const header = await readGgufHeader(file);
	refuseUnrunnable(header);
	const hashed = await hashedFile(file, options);
	const { sha256 } = hashed;
	return manifestFromHeader(header, {
		// The same file is the same model, whatever it is called.
		id: `gguf-${sha256.slice(0, 16)}`,
		name: header.name ?? fileName.replace(/\.gguf$/i, ''),
		description: `Imported from ${fileName} on this device.`,
		file: hashed,
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
