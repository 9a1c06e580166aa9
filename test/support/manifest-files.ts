// Files of a made model as a manifest lists them.

import type { ManifestFile } from '../../src/contract/manifest.ts';
import { sha256Hex } from '../../src/contract/sha256.ts';

/** One piece each, named by its path; the hashes of pieces are left out, as no store reads these. */
export function manifestFiles(
	made: readonly { path: string; bytes: Uint8Array<ArrayBuffer> }[]
): Promise<ManifestFile[]> {
	return Promise.all(
		made.map(async ({ path, bytes }) => ({
			path,
			url: `/${path}`,
			bytes: bytes.length,
			sha256: await sha256Hex(bytes),
			chunkBytes: 1024 * 1024,
			chunkSha256: []
		}))
	);
}
