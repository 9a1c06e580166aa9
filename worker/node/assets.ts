// The built app's files on Node, as Cloudflare's static assets answer them: pages without their ending, an
// ETag, and a page for what is not there. Headers and byte ranges are assets.ts's business.

import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Assets } from '../assets.ts';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
	'.wasm': 'application/wasm',
	'.txt': 'text/plain; charset=utf-8'
};

/** Files under `folder`, and none beside it. */
export function folderAssets(folder: string): Assets {
	return {
		async fetch(request) {
			const { pathname } = new URL(request.url);
			const found = await find(folder, pathname);
			const { path, status, etag } = found ?? {
				...(await find(folder, '/404.html')),
				status: 404
			};
			if (!path) return new Response('There is no such page.\n', { status: 404 });
			const headers: Record<string, string> = {
				'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
				...(etag && { etag })
			};
			if (status === 200 && etag && request.headers.get('if-none-match') === etag)
				return new Response(null, { status: 304, headers });
			const bytes = request.method === 'HEAD' ? null : new Uint8Array(await readFile(path));
			return new Response(bytes, { status, headers });
		}
	};
}

/** `/`, `/settings` and `/settings.html` are pages; anything else is a file by its own name. */
async function find(folder: string, pathname: string) {
	const name = decoded(pathname);
	if (name === null) return null;
	const names = name.endsWith('/')
		? [`${name}index.html`, `${name.slice(0, -1)}.html`]
		: [name, `${name}.html`];
	for (const one of names) {
		const path = join(folder, one);
		if (!path.startsWith(folder + sep)) return null;
		const file = await stat(path).catch(() => null);
		if (file?.isFile())
			return {
				path,
				status: 200,
				etag: `"${file.size.toString(36)}-${file.mtimeMs.toString(36)}"`
			};
	}
	return null;
}

/** Null for a path that no file can have. */
function decoded(pathname: string): string | null {
	try {
		const name = decodeURIComponent(pathname);
		return /[\0\\]|(?:^|\/)\.\.?(?:\/|$)/.test(name) || name.startsWith('/_headers') ? null : name;
	} catch {
		return null;
	}
}
