import adapter from '@sveltejs/adapter-static';
import { CONTENT_SECURITY_POLICY } from './worker/headers.ts';
import { sourcesHash } from './worker/pinned-node.mjs';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// One shell for every address: conversations live on the device, so there is nothing to prerender.
		adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html' }),
		// Pages are prerendered: each carries its policy with the hashes of its inline scripts.
		csp: { mode: 'hash', directives: CONTENT_SECURITY_POLICY },
		files: { serviceWorker: 'src/service-worker' },
		serviceWorker: { register: false },
		// The build is named after its sources: `npm start` builds again only when they changed.
		version: { name: sourcesHash(), pollInterval: 0 },
		typescript: {
			config(config) {
				config.include.push('../worker', '../models', '../test', '../*.ts');
				return config;
			}
		}
	}
};
