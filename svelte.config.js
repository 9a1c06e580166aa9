import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import adapter from '@sveltejs/adapter-static';
import { CONTENT_SECURITY_POLICY } from './worker/headers.ts';
import { sourcesHash } from './worker/pinned-node.mjs';

/** Kit hashes the scripts it writes; those of app.html are ours to hash. */
const template = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const templateScripts = [...template.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
	([, script = '']) => `sha256-${createHash('sha256').update(script).digest('base64')}`
);

/** Written into the widget's page by src/hooks.server.ts. */
const early = readFileSync(new URL('src/ui/widget/early.js', import.meta.url));
const ownScripts = [
	...templateScripts,
	`sha256-${createHash('sha256').update(early).digest('base64')}`
];

/** Once per build: Kit reads this file again in its workers, and the sources may have changed by then. */
function buildVersion() {
	process.env.UNDERSTUDY_BUILD_VERSION ??= sourcesHash();
	return process.env.UNDERSTUDY_BUILD_VERSION;
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// All of a page's own styles come in it, in their order: two dozen small files, each a request, would hold
		// up the first paint, most of all of the widget's frame, which opens when somebody waits for it.
		inlineStyleThreshold: 16_384,
		// Five prerendered pages; any other address gets 404.html, which says so.
		adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html' }),
		// Each page carries its policy, with the hashes of its inline scripts.
		csp: {
			mode: 'hash',
			directives: {
				...CONTENT_SECURITY_POLICY,
				'script-src': [...CONTENT_SECURITY_POLICY['script-src'], ...ownScripts]
			}
		},
		files: { serviceWorker: 'src/service-worker' },
		// Registered by src/platform/service-worker.ts, which says when there is a newer version.
		serviceWorker: { register: false },
		// The build is named after its sources: `npm start` builds again only when they changed.
		version: { name: buildVersion(), pollInterval: 0 },
		typescript: {
			config(config) {
				config.include.push('../worker', '../models', '../site-index', '../test', '../*.ts');
				return config;
			}
		}
	}
};
