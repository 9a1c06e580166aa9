// Size and hash of a file nobody pinned yet, from its host's own published metadata: the model
// API of Hugging Face (large files carry their sha256 there), else X-Linked-Etag of a HEAD request.
// A plain ETag is no sha256 even where it looks like one (Hugging Face's CDN puts a Xet hash there).
// No hash, no download: what cannot be checked is refused.

import { ask, refuseGone } from './ask-host.ts';
import { decoded, fileOf, hostOf } from './http-range.ts';
import type { Network } from './network.ts';
import { askRepository, type Repository } from './repository-api.ts';
import { WeightError } from './weight-error.ts';

export type LearntFile = {
	/** With the revision pinned where the host has one, so that a repair finds the same bytes. */
	url: string;
	bytes: number;
	sha256: string;
	/** Where it was read, in words. */
	source: string;
};

// https://huggingface.co/<owner>/<repository>/resolve/<revision>/<path>
const RESOLVE = /^\/([\w.-]+\/[\w.-]+)\/resolve\/([^/]+)\/(.+)$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** Throws WeightError `unverifiable`, `unreachable`, `not-found` or `forbidden`. */
export async function learnFile(
	url: string,
	network: Network,
	signal: AbortSignal
): Promise<LearntFile> {
	const { origin, pathname } = new URL(url);
	const match = RESOLVE.exec(pathname);
	if (match) {
		const [, repository, revision, path] = match as unknown as [string, string, string, string];
		const learnt = await fromModelApi(origin, repository, revision, path, network, signal);
		if (learnt) return learnt;
	}
	return fromHeaders(url, network, signal);
}

async function fromModelApi(
	origin: string,
	repository: string,
	revision: string,
	path: string,
	network: Network,
	signal: AbortSignal
): Promise<LearntFile | null> {
	let published: Repository;
	try {
		const place = { origin, name: repository, revision };
		published = await askRepository(place, network, signal, refuseGone);
	} catch (error) {
		// Its headers may say it.
		if (error instanceof WeightError && error.code === 'server-failed') return null;
		throw error;
	}
	const { commit, files } = published;
	const file = files.find(({ name }) => name === decoded(path));
	if (!file?.bytes || file.sha256 === null) return null;
	return {
		url: `${origin}/${repository}/resolve/${commit}/${path}`,
		bytes: file.bytes,
		sha256: file.sha256,
		source: `${hostOf(origin)}’s metadata of ${repository} at revision ${commit.slice(0, 12)}`
	};
}

async function fromHeaders(
	url: string,
	network: Network,
	signal: AbortSignal
): Promise<LearntFile> {
	const response = await ask(url, { method: 'HEAD', signal }, network);
	refuseGone(response, url);
	const { headers } = response;
	const etag = headers.get('x-linked-etag')?.replace(/^"|"$/g, '');
	const bytes = Number(headers.get('x-linked-size') ?? headers.get('content-length'));
	if (!response.ok || etag === undefined || !SHA256.test(etag) || !(bytes > 0))
		throw new WeightError(
			'unverifiable',
			`${hostOf(url)} does not publish a hash of ${fileOf(url)} (status ${response.status}), so a download could not be checked. Download the file yourself and import it, or choose another model.`
		);
	return { url, bytes, sha256: etag, source: `${hostOf(url)}’s response headers` };
}
