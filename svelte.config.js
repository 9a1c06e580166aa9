import adapter from '@sveltejs/adapter-static';
import { sourcesHash } from './worker/pinned-node.mjs';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// One shell for every address: conversations live on the device, so there is nothing to prerender.
		adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html' }),
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
