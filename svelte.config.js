import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// One shell for every address: conversations live on the device, so there is nothing to prerender.
		adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html' }),
		files: { serviceWorker: 'src/service-worker' },
		serviceWorker: { register: false },
		version: { pollInterval: 0 },
		typescript: {
			config(config) {
				config.include.push('../worker', '../models', '../test', '../*.ts');
				return config;
			}
		}
	}
};
