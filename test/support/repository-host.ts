// A stand-in for a repository of several files on Hugging Face, in front of the network: publishes sizes and
// hashes as its API does (sha256 of large files, git's own hash of small ones) and answers Range requests.

import type { BrowserContext } from '@playwright/test';
import { COMMIT, nameAt, siblingsOf, type Files } from './hugging-face.ts';

const CORS = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'content-range, etag, content-length'
};

export type RepositoryHost = {
	/** The names that were asked for, in order. */
	readonly asked: string[];
	/** Sends other bytes of this file than were published. */
	damaged: string | null;
};

/** Serves `files` as every repository at huggingface.co. */
export async function hostRepository(
	context: BrowserContext,
	files: Files
): Promise<RepositoryHost> {
	const host: RepositoryHost = { asked: [], damaged: null };
	const siblings = siblingsOf(files);
	await context.route('https://huggingface.co/**', async (route) => {
		const url = route.request().url();
		if (new URL(url).pathname.startsWith('/api/models/'))
			return route.fulfill({ headers: CORS, json: { sha: COMMIT, siblings } });
		const name = nameAt(url);
		const bytes = files.get(name);
		if (!bytes) return route.fulfill({ status: 404, headers: CORS });
		host.asked.push(name);
		const range = /bytes=(\d+)-(\d+)/.exec((await route.request().headerValue('range')) ?? '');
		const start = Number(range?.[1] ?? 0);
		const end = range ? Number(range[2]) + 1 : bytes.length;
		const body = Buffer.from(bytes.subarray(start, end));
		if (host.damaged === name) body[body.length >> 1]! ^= 1;
		await route.fulfill({
			status: range ? 206 : 200,
			headers: {
				...CORS,
				...(range && { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` })
			},
			body
		});
	});
	return host;
}
