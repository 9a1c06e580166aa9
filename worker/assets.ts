// Serves the built app: the platform's static assets with the app's headers, and byte ranges for
// weights. Compression is the platform's. Not here: what is built, and the gateway.

import { PREVIEW_SITE } from '../src/contract/widget.ts';
import {
	cacheControl,
	DEFAULT_POLICY,
	EMBED_HEADERS,
	EMBED_SCRIPT,
	SECURITY_HEADERS,
	setUpPreload,
	WIDGET_HEADERS,
	withFrameAncestors
} from './headers.ts';
import { parseRange } from './range.ts';

/** The platform's static assets. */
export type Assets = { fetch(request: Request): Promise<Response> };

const PAGE_POLICY = /<meta http-equiv="content-security-policy" content="([^"]*)"/i;

/**
 * Answers a GET or HEAD for a file of the build. `ancestors` are the pages that may frame it, for the
 * widget's own page; nobody otherwise.
 */
export async function serveAsset(
	request: Request,
	assets: Assets,
	ancestors: string | null = null
): Promise<Response> {
	const url = new URL(request.url);
	const found = await assets.fetch(request);
	const headers = new Headers(found.headers);
	const further =
		ancestors !== null ? WIDGET_HEADERS : url.pathname === EMBED_SCRIPT ? EMBED_HEADERS : {};
	for (const [name, value] of Object.entries({ ...SECURITY_HEADERS, ...further }))
		headers.set(name, value);
	// A 304 says nothing of the policy: a page keeps the one it was stored with.
	if (found.status === 304) headers.delete('content-security-policy');
	else headers.set('content-security-policy', DEFAULT_POLICY);
	headers.set('cache-control', found.status < 400 ? cacheControl(url.pathname) : 'no-store');
	const site = ancestors === null ? null : url.searchParams.get('site');
	// The preview reads its set-up in the browser, and whom nobody lists has none.
	if (site !== null && site !== PREVIEW_SITE && ancestors !== "'none'")
		headers.set('link', setUpPreload(site));
	if (url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
	if (url.pathname.startsWith('/models/') && found.status === 200) {
		headers.set('accept-ranges', 'bytes');
		if (!headers.has('content-type')) headers.set('content-type', 'application/octet-stream');
		if (asksForPart(request, headers)) return part(request, found, headers);
	}
	if (headers.get('content-type')?.startsWith('text/html') && found.body)
		return page(found, headers, ancestors ?? undefined);
	return new Response(found.body, { status: found.status, headers });
}

const KNOWLEDGE = '/knowledge/';

/** Whether an address names an index of a site's pages, in whatever spelling the platform would find it. */
export function isKnowledge({ pathname }: URL): boolean {
	let path: string;
	try {
		path = decodeURIComponent(pathname);
	} catch {
		return false;
	}
	return path
		.replace(/[\\/]+/g, '/')
		.toLowerCase()
		.startsWith(KNOWLEDGE);
}

/** The indexes of sites' pages among the assets, by their names in sites.json. */
export function knowledgeFiles(
	assets: Assets
): (file: string) => Promise<ReadableStream<Uint8Array> | null> {
	return async (file) => {
		const found = await assets.fetch(new Request(`https://assets.invalid${KNOWLEDGE}${file}`));
		// A platform answers a page for what is not there.
		const isFile = found.status === 200 && !/html/.test(found.headers.get('content-type') ?? '');
		return isFile ? found.body : null;
	};
}

/** The policy a page carries, with the hashes of its scripts, becomes its header. */
async function page(found: Response, headers: Headers, ancestors?: string): Promise<Response> {
	const html = await found.text();
	const policy = PAGE_POLICY.exec(html)?.[1];
	if (policy) headers.set('content-security-policy', withFrameAncestors(policy, ancestors));
	else if (ancestors) headers.set('content-security-policy', `frame-ancestors ${ancestors}`);
	return new Response(html, { status: found.status, headers });
}

/** An `If-Range` that does not match means the file changed: all of it is wanted. */
function asksForPart(request: Request, headers: Headers): boolean {
	const condition = request.headers.get('if-range');
	return (
		request.method === 'GET' &&
		request.headers.has('range') &&
		(condition === null || condition === headers.get('etag'))
	);
}

/** 206, 416, or the whole. Buffers the file: an asset is at most 25 MiB, and is resumed seldom. */
async function part(request: Request, found: Response, headers: Headers): Promise<Response> {
	const bytes = new Uint8Array(await found.arrayBuffer());
	const range = parseRange(request.headers.get('range'), bytes.byteLength);
	if (range === 'whole') return new Response(bytes, { headers });
	if (range === 'unsatisfiable') {
		headers.set('content-range', `bytes */${bytes.byteLength}`);
		return new Response(null, { status: 416, headers });
	}
	headers.set('content-range', `bytes ${range.first}-${range.last}/${bytes.byteLength}`);
	return new Response(bytes.subarray(range.first, range.last + 1), { status: 206, headers });
}
