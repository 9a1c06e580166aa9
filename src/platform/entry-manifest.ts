// How a catalogue entry becomes a model of its own: what its file is (from the entry, else learnt
// from its host), pinned before the first byte; and the manifest made of the file once it is here.

import {
	CHUNK_BYTES,
	fileNames,
	manifestFromHeader,
	readModelHeader
} from '../contract/gguf-manifest.ts';
import { ownAdapter, type Attachment, type OwnAdapter } from '../contract/gguf-adapter.ts';
import type { Manifest, ManifestFile } from '../contract/manifest.ts';
import type { CatalogEntry } from '../contract/services.ts';
import { sha256Hex } from '../contract/sha256.ts';
import type { FilePlan } from './download.ts';
import { hostOf } from './http-range.ts';
import { learnFile, type LearntFile } from './learn.ts';
import type { Network } from './network.ts';
import { readChunks, type WeightDatabase } from './weight-database.ts';
import { WeightError } from './weight-error.ts';

/** The entry's file, or the parts of a split one in order. */
export type EntryPlans = readonly [FilePlan, ...FilePlan[]];

export type PinnedEntry = {
	plans: EntryPlans;
	/** What was learnt and pinned, in words; null when the entry said it all. */
	note: string | null;
};

type PinnedFile = { plan: FilePlan; note: string | null };

/** Throws WeightError when the host must be asked and does not say. */
export async function pinEntry(
	entry: CatalogEntry,
	network: Network,
	signal: AbortSignal
): Promise<PinnedEntry> {
	const pinned: PinnedFile[] = [];
	for (const part of entry.parts ?? [entry])
		pinned.push(await pinFile({ sha256: null, ...part }, entry.own ?? false, network, signal));
	const plans = pinned.map(({ plan }) => plan);
	return { plans: plans as [FilePlan, ...FilePlan[]], note: pinned[0]?.note ?? null };
}

async function pinFile(
	{ url, bytes, sha256 }: Pick<CatalogEntry, 'url' | 'bytes' | 'sha256'>,
	own: boolean,
	network: Network,
	signal: AbortSignal
): Promise<PinnedFile> {
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
async function unpublished(url: string, bytes: number): Promise<PinnedFile> {
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
	[plan]: EntryPlans
): Promise<OwnAdapter> {
	const { blob, file } = await storedGguf(database, plan, fileNames(1)[0]!);
	return ownAdapter(await readModelHeader([blob]), file, to);
}

async function storedGguf(
	database: WeightDatabase,
	{ url, bytes, sha256 }: Pick<FilePlan, 'url' | 'bytes' | 'sha256'>,
	path: string
): Promise<{ blob: Blob; file: ManifestFile }> {
	const { file, chunks } = await readChunks(database, sha256);
	return {
		blob: new Blob(chunks.filter((chunk) => chunk !== undefined)),
		file: {
			path,
			url,
			bytes,
			sha256,
			chunkBytes: file?.chunkBytes ?? CHUNK_BYTES,
			chunkSha256: file?.chunkSha256.filter((hash) => hash !== null) ?? []
		}
	};
}

/** The manifest of files that are here and checked. Throws ParseError when they cannot run. */
export async function manifestOfEntry(
	database: WeightDatabase,
	entry: CatalogEntry,
	plans: EntryPlans
): Promise<Manifest> {
	const paths = fileNames(plans.length);
	const stored = await Promise.all(plans.map((plan, i) => storedGguf(database, plan, paths[i]!)));
	const { url, sha256 } = plans[0];
	const header = await readModelHeader(stored.map(({ blob }) => blob));
	const [first, ...rest] = stored.map(({ file }) => file);
	return manifestFromHeader(header, {
		id: entry.id,
		name: entry.name,
		description: entry.description,
		files: [first!, ...rest],
		contextTokens: entry.contextTokens,
		licence: entry.licence,
		provenance: `Downloaded from ${url}; sha256 ${sha256}.`
	});
}
