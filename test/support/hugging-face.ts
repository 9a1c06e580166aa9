// What huggingface.co answers for a repository of given files: its model API (sha256 of large files, git's own hash of
// small ones), and the files at its commit, by Range. Every repository is the same one. Not here: a network to answer in.

import { createHash } from 'node:crypto';

export const COMMIT = 'c'.repeat(40);

export type Files = ReadonlyMap<string, Uint8Array>;

/** As the model API lists them. */
export const siblingsOf = (files: Files) =>
	[...files].map(([rfilename, bytes]) => ({
		rfilename,
		size: bytes.length,
		blobId: createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex'),
		...(rfilename.endsWith('.onnx') && {
			lfs: { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
		})
	}));

/** The file that an address leads to; empty where it is none at the commit. */
export const nameAt = (url: string): string =>
	decodeURIComponent(new URL(url).pathname.split(`/resolve/${COMMIT}/`)[1] ?? '');

/** Sends other bytes of the file `damaged` than were published. */
export function answerOf(
	files: Files,
	url: string,
	{ headers }: RequestInit,
	damaged: string | null = null
): Response {
	if (new URL(url).pathname.startsWith('/api/models/'))
		return Response.json({
			sha: COMMIT,
			siblings: siblingsOf(files),
			cardData: { license: 'mit' }
		});
	const name = nameAt(url);
	const found = files.get(name);
	if (!found) return new Response(null, { status: 404 });
	const bytes = Uint8Array.from(found);
	if (name === damaged) bytes[bytes.length >> 1]! ^= 1;
	const range = /bytes=(\d+)-(\d+)/.exec(new Headers(headers).get('range') ?? '');
	if (!range) return new Response(bytes);
	const part = bytes.subarray(Number(range[1]), Number(range[2]) + 1);
	return new Response(part, {
		status: 206,
		headers: {
			'content-range': `bytes ${range[1]}-${Number(range[1]) + part.length - 1}/${bytes.length}`
		}
	});
}
