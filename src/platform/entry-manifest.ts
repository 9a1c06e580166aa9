// How a catalogue entry becomes a model of its own: what its file is (from the entry, else learnt
// from its host), pinned before the first byte; and the manifest made of the file once it is here.

import { CHUNK_BYTES, manifestFromHeader } from '../contract/gguf-manifest.ts';
import { ownAdapter, type Attachment, type OwnAdapter } from '../contract/gguf-adapter.ts';
import { readGgufHeader, type GgufHeader } from '../contract/gguf.ts';
import type { Manifest, ManifestFile } from '../contract/manifest.ts';
import type { CatalogEntry } from '../contract/services.ts';
import { sha256Hex } from '../contract/sha256.ts';
import type { FilePlan } from './download.ts';
import { hostOf } from './http-range.ts';
import { learnFile, type LearntFile } from './learn.ts';
import type { Network } from './network.ts';
import { readChunks, type WeightDatabase } from './weight-database.ts';
import { WeightError } from './weight-error.ts';

export type PinnedEntry = {
	plan: FilePlan;
	/** What was learnt and pinned, in words; null when the entry said it all. */
	note: string | null;
};

/** Throws WeightError when the host must be asked and does not say. */
export async function pinEntry(
	{ url, bytes, sha256, own }: CatalogEntry,
	network: Network,
	signal: AbortSignal
): Promise<PinnedEntry> {
	if (bytes !== null && sha256 !== null)
		return { plan: planOf({ url, bytes, sha256 }), note: null };
	let learnt: LearntFile;
	try {
		learnt = await learnFile(url, network, signal);
	} catch (error) {
		const silent = error instanceof WeightError && error.code === 'unverifiable';
		if (!(silent && own && bytes !== null)) throw error;
		return unpublished(url, bytes);
	}
	return {
		plan: planOf(learnt),
		note: `Its size (${learnt.bytes} bytes) and sha256 (${learnt.sha256}) were learnt from ${learnt.source} and are pinned from now on.`
	};
}

/** Whoever added the address takes what it sends; from its arrival on that is what it has to be. */
async function unpublished(url: string, bytes: number): Promise<PinnedEntry> {
	const sha256 = await sha256Hex(new TextEncoder().encode(`${bytes} bytes of ${url}`));
	return {
		plan: { ...planOf({ url, bytes, sha256 }), unpublished: true },
		note: `${hostOf(url)} publishes no hash of this file: the one it arrived with is pinned from then on.`
	};
}

/** The hashes of the chunks are not known yet: the file's own hash vouches for them in the end. */
function planOf({ url, bytes, sha256 }: Pick<FilePlan, 'url' | 'bytes' | 'sha256'>): FilePlan {
	const chunkSha256 = Array.from({ length: Math.ceil(bytes / CHUNK_BYTES) }, () => null);
	return { url, bytes, sha256, chunkBytes: CHUNK_BYTES, chunkSha256 };
}

/** The record of an adapter that is here and checked. Throws ParseError when it is none. */
export async function adapterOfEntry(
	database: WeightDatabase,
	to: Attachment,
	plan: FilePlan
): Promise<OwnAdapter> {
	const { header, file } = await storedGguf(database, plan);
	return ownAdapter(header, file, to);
}

async function storedGguf(
	database: WeightDatabase,
	{ url, bytes, sha256 }: Pick<FilePlan, 'url' | 'bytes' | 'sha256'>
): Promise<{ header: GgufHeader; file: ManifestFile }> {
	const { file, chunks } = await readChunks(database, sha256);
	return {
		header: await readGgufHeader(new Blob(chunks.filter((chunk) => chunk !== undefined))),
		file: {
			path: 'model.gguf',
			url,
			bytes,
			sha256,
			chunkBytes: file?.chunkBytes ?? CHUNK_BYTES,
			chunkSha256: file?.chunkSha256.filter((hash) => hash !== null) ?? []
		}
	};
}

/** The manifest of a file that is here and checked. Throws ParseError when it cannot run. */
export async function manifestOfEntry(
	database: WeightDatabase,
	entry: CatalogEntry,
	{ url, bytes, sha256 }: FilePlan
): Promise<Manifest> {
	const { header, file } = await storedGguf(database, { url, bytes, sha256 });
	return manifestFromHeader(header, {
		id: entry.id,
		name: entry.name,
		description: entry.description,
		file,
		contextTokens: entry.contextTokens,
		licence: entry.licence,
		provenance: `Downloaded from ${url}; sha256 ${sha256}.`
	});
}
