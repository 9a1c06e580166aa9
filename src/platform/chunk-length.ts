// How long a chunk of a file is. By itself, so that reading what is stored does not bring the downloader.

import type { FilePlan } from './download.ts';

/** Length of chunk `index`; the last one may be shorter. */
export function chunkLength(plan: Pick<FilePlan, 'bytes' | 'chunkBytes'>, index: number): number {
	return Math.min(plan.chunkBytes, plan.bytes - index * plan.chunkBytes);
}
