// Builds a page of test/support, engine-page by default, and serves it, with or without cross-origin isolation,
// on a free port. A small server of its own: the app's Worker isolates every page.

import { createServer, type ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { ISOLATION_HEADERS } from '../../worker/headers.ts';

const STARTER = resolve(import.meta.dirname, '../../models/starter');
const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.mjs': 'text/javascript',
	'.json': 'application/json',
	'.wasm': 'application/wasm'
};

export type EngineServer = {
	/** Isolated: WASM threads are possible. */
	isolated: string;
	/** The same page without the headers: one thread. */
	plain: string;
	stop: () => Promise<void>;
};

export type PageOptions = {
	/** A folder beside this file, with a main.ts. */
	page?: string;
	/** What stands on the page; nothing when absent. */
	body?: string;
	plugins?: Plugin[];
	/** The content security policy it is served with; none when absent. */
	policy?: string;
};

/** Every page there is; no icon is asked for. */
const documentWith = (body: string) => `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<title>Under test</title>
		<link rel="icon" href="data:," />
	</head>
	<body>
		${body}
		<script type="module" src="/main.js"></script>
	</body>
</html>
`;

export async function startEngineServer({
	page = 'engine-page',
	body = '',
	plugins = [],
	policy
}: PageOptions = {}): Promise<EngineServer> {
	const folder = await mkdtemp(join(tmpdir(), 'engine-page-'));
	const root = resolve(import.meta.dirname, page);
	await build({
		root,
		plugins,
		// As the app builds its workers.
		worker: { format: 'es', plugins: () => plugins },
		configFile: false,
		logLevel: 'error',
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'es2022',
			minify: false,
			rolldownOptions: {
				input: resolve(root, 'main.ts'),
				output: { entryFileNames: 'main.js' }
			}
		}
	});
	await writeFile(join(folder, 'index.html'), documentWith(body));
	const servers = await Promise.all([serve(folder, true, policy), serve(folder, false, policy)]);
	return {
		isolated: servers[0].origin,
		plain: servers[1].origin,
		stop: async () => {
			for (const { close } of servers) close();
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** Serves the build, and `/models/starter/*` beside it. */
async function serve(folder: string, isolated: boolean, policy: string | undefined) {
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://host').pathname;
		const [root, name] = path.startsWith('/models/starter/')
			? [STARTER, path.slice('/models/starter/'.length)]
			: [folder, path === '/' ? 'index.html' : path.slice(1)];
		const file = resolve(root, name);
		if (isolated)
			for (const [header, value] of Object.entries(ISOLATION_HEADERS))
				response.setHeader(header, value);
		if (policy) response.setHeader('content-security-policy', policy);
		void respond(response, file.startsWith(root + sep) ? file : null);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://localhost:${port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

async function respond(response: ServerResponse, file: string | null): Promise<void> {
	const bytes = file === null ? null : await readFile(file).catch(() => null);
	if (file === null || bytes === null) {
		response.writeHead(404).end();
		return;
	}
	response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
	response.end(bytes);
}
