// Serves a folder of files and the Worker on Cloudflare's own runtime, until it is ended. The process that
// workerd.mjs starts: `node worker/miniflare.mjs FILE`, where FILE is JSON (see ServedFile).
//
// Not through `wrangler dev`: that sends every request through a second runtime, and once a client leaves in
// the middle of an upload it ends, with an error that has no message (wrangler 4.124 emits an event where an
// error is expected).

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { bundledWorker } from './bundle.mjs';
import { RUNTIME_RESTARTED } from './workerd.mjs';

/**
 * @typedef {object} ServedFile
 * @property {string} host
 * @property {number} port
 * @property {string} assets The folder of files.
 * @property {string} keep The folder of the Durable Objects.
 * @property {Record<string, string>} variables The Worker's, beside those of wrangler.toml.
 */

// Wrangler's own Miniflare: the two belong together.
const near = createRequire(import.meta.resolve('wrangler/package.json'));
/** @type {typeof import('miniflare')} */
const { convertV4MiniflareOptions, Log, LogLevel, Miniflare } = near('miniflare');

// Without a goodbye to the runtime: what it answered is on disk, and it ends with this process.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
	process.on(signal, () => process.exit(0));

try {
	await serveWorker(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

/** @param {ServedFile} served */
async function serveWorker({ host, port, assets, keep, variables }) {
	const { script, options } = await bundledWorker();
	const miniflare = new Miniflare(
		convertV4MiniflareOptions({
			host,
			port,
			// Made up, and not looked up: nothing here asks the network where this machine stands.
			cf: false,
			telemetry: { enabled: false },
			unsafeLocalExplorer: false,
			logRequests: false,
			log: new Log(LogLevel.WARN),
			unsafeHandleRuntimeRestart: () => console.error(RUNTIME_RESTARTED),
			// The layout of `wrangler dev --persist-to`, so that budgets kept by it go on.
			resourcePersistencePath: join(keep, 'v3'),
			workers: [
				{
					...options,
					name: 'understudy',
					modules: [{ type: 'ESModule', path: 'index.js', contents: script }],
					bindings: { ...Object(options.bindings), ...variables },
					assets: { ...Object(options.assets), directory: assets }
				}
			]
		})
	);
	await miniflare.ready;
}
