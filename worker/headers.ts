// Response headers of the app: one place for the Worker, for Vite's servers, for the `_headers` file of
// a host without a Worker, and for the policy SvelteKit writes into its pages.

/** Cross-origin isolation: without it there is no SharedArrayBuffer, and WASM runs on one thread. */
export const ISOLATION_HEADERS = {
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp',
	'cross-origin-resource-policy': 'same-origin'
} as const;

/**
 * What a page may load and reach. SvelteKit adds the hashes of a page's own inline scripts.
 * - `wasm-unsafe-eval` and blob workers: the engine is WebAssembly, and starts its workers from blobs.
 * - `connect-src https:`: model weights come from the public address a person chose, or from a server
 *   of their own on this machine. Images do not: an answer must not be able to call home by one.
 * - `frame-src`: the operator's preview frames the widget's page; every other page refuses to be framed.
 * - `style-src-attr`: highlighted code and formulas are coloured and placed by style attributes.
 */
export const CONTENT_SECURITY_POLICY = {
	'default-src': ['self'],
	'script-src': ['self', 'wasm-unsafe-eval'],
	'worker-src': ['self', 'blob:'],
	'connect-src': ['self', 'https:', 'http://localhost:*', 'http://127.0.0.1:*', 'blob:', 'data:'],
	'img-src': ['self', 'data:', 'blob:'],
	'font-src': ['self', 'data:'],
	'style-src': ['self'],
	'style-src-attr': ['unsafe-inline'],
	'object-src': ['none'],
	'frame-src': ['self'],
	'base-uri': ['none'],
	'form-action': ['self']
} as const;

/** A `<meta>` policy cannot say this; the header can. */
const FRAME_ANCESTORS = "frame-ancestors 'none'";

const KEYWORDS = new Set(['self', 'none', 'unsafe-inline', 'wasm-unsafe-eval']);

/** The policy for everything but pages, whose own one carries the hashes of their scripts. */
export const DEFAULT_POLICY = withFrameAncestors(
	Object.entries(CONTENT_SECURITY_POLICY)
		.map(([name, values]) => `${name} ${values.map(quoted).join(' ')}`)
		.join('; ')
);

export const SECURITY_HEADERS = {
	...ISOLATION_HEADERS,
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	// The microphone for dictation, on the app's own pages alone; a frame on another site's page has none.
	'permissions-policy':
		'camera=(), display-capture=(), geolocation=(), microphone=(self), midi=(), payment=(), usb=()'
} as const;

/** The widget's loader, a script for other sites' pages. */
export const EMBED_SCRIPT = '/embed.js';

/** An isolated page takes only what says that it may; a module script, and one with a hash, need CORS. */
export const EMBED_HEADERS = {
	'cross-origin-resource-policy': 'cross-origin',
	'access-control-allow-origin': '*'
} as const;

/**
 * The widget's page in a frame: a page that isolates itself frames only what says that it may be. Where
 * the browser knows the second header the frame is isolated by itself, and its model has threads.
 */
export const WIDGET_HEADERS = {
	'cross-origin-resource-policy': 'cross-origin',
	'document-isolation-policy': 'isolate-and-require-corp'
} as const;

/** With the widget's page: how its site is set up comes beside the page's scripts, and not after them. */
export function setUpPreload(site: string): string {
	return `</v1/widget?site=${encodeURIComponent(site)}>; rel=preload; as=fetch; crossorigin`;
}

/** `ancestors` in the policy's own words: the widget's page may stand in its site's pages. */
export function withFrameAncestors(policy: string, ancestors = "'none'"): string {
	return `${policy.replace(/;\s*$/, '')}; frame-ancestors ${ancestors}`;
}

/**
 * How long a browser may keep a file without asking. Names under `/_app/immutable/` carry a hash of
 * their content. Weights keep their name across versions, so they are asked for by ETag; the app
 * keeps them itself.
 */
export function cacheControl(path: string): string {
	// Five minutes: a site's pages ask for it on every visit, and it may be a version behind the frame.
	if (path === EMBED_SCRIPT) return 'public, max-age=300, stale-while-revalidate=86400';
	if (path.startsWith('/_app/immutable/')) return 'public, max-age=31536000, immutable';
	// A day: icons and screenshots seldom change, and nothing breaks when they do.
	if (/^\/(icons|screenshots)\//.test(path)) return 'public, max-age=86400';
	return 'no-cache';
}

/** The same headers for a host that serves the build without the Worker: Cloudflare's `_headers`. */
export function headersFile(): string {
	const block = (pattern: string, headers: Record<string, string>) =>
		[pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
	return `${[
		block('/*', { ...SECURITY_HEADERS, 'content-security-policy': FRAME_ANCESTORS }),
		block(EMBED_SCRIPT, { ...EMBED_HEADERS, 'cache-control': cacheControl(EMBED_SCRIPT) }),
		...['/_app/immutable/', '/icons/', '/screenshots/'].map((folder) =>
			block(`${folder}*`, { 'cache-control': cacheControl(folder) })
		)
	].join('\n\n')}\n`;
}

function quoted(value: string): string {
	return KEYWORDS.has(value) ? `'${value}'` : value;
}
