// Size and hash of a file nobody pinned yet, from its host's own published metadata: the model
// API of Hugging Face (large files carry their sha256 there), else X-Linked-Etag of a HEAD request.
// A plain ETag is no sha256 even where it looks like one (Hugging Face's CDN puts a Xet hash there).
// No hash, no download: what cannot be checked is refused.

import { asArray, asInteger, asObject, asString } from '../contract/parse.ts';
import { fileOf, hostOf } from './http-range.ts';
import type { Network } from './network.ts';
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
	const api = `${origin}/api/models/${repository}/revision/${revision}?blobs=true`;
	const response = await ask(api, { signal }, network);
	if (!response.ok) {
		refuseGone(response, api);
		return null;
	}
	try {
		const info = asObject(await response.json(), 'model');
		const commit = asString(info.sha, 'sha');
		const name = decodeURIComponent(path);
		const file = asArray(info.siblings, 'siblings')
			.map((sibling, i) => asObject(sibling, `siblings[${i}]`))
			.find(({ rfilename }) => rfilename === name);
		const lfs = asObject(file?.lfs, 'lfs');
		const sha256 = asString(lfs.sha256, 'lfs.sha256');
		if (!SHA256.test(sha256) || !/^[\w.-]+$/.test(commit)) return null;
		return {
			url: `${origin}/${repository}/resolve/${commit}/${path}`,
			bytes: asInteger(lfs.size, 'lfs.size', 1),
			sha256,
			source: `${hostOf(api)}’s metadata of ${repository} at revision ${commit.slice(0, 12)}`
		};
	} catch (error) {
		if (signal.aborted) throw error;
		return null;
	}
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

export function refuseGone({ status }: Response, url: string): void {
	if (status === 404 || status === 410)
		throw new WeightError(
			'not-found',
			`${hostOf(url)} no longer has this model (${status}). Choose another model, or import the file if you have it.`
		);
	if (status === 401 || status === 403)
		throw new WeightError(
			'forbidden',
			`${hostOf(url)} does not give this model without an account (${status}). Download it there yourself and import the file, or choose another model.`
		);
}

/** An answer of any kind but trouble of the moment: three tries, the person is waiting for a button to react. */
export async function ask(
	url: string,
	init: RequestInit & { signal: AbortSignal },
	network: Network
): Promise<Response> {
	for (let attempt = 1; ; attempt++) {
		let failure: { reason: string; cause?: unknown };
		try {
			const response = await network.fetch(url, { cache: 'no-store', ...init });
			if (response.status < 500 && response.status !== 429) return response;
			failure = { reason: `it answered ${response.status}` };
		} catch (cause) {
			if (init.signal.aborted) throw init.signal.reason;
			failure = { reason: 'no connection', cause };
		}
		if (attempt === 3)
			throw new WeightError(
				'unreachable',
				`Could not ask ${hostOf(url)} for the file’s size and hash (${failure.reason}). Check the connection and try again.`,
				{ cause: failure.cause }
			);
		await network.delay(1000 * 2 ** (attempt - 1) * (0.5 + network.random() / 2), init.signal);
	}
}
