// Builds embed.js, the loader of the widget, beside the app: one classic script, minified, no module, so
// that one tag on any page is enough. The build fails when it grows past its limit.

import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';

/** Compressed, in bytes. It is on every page of a site, before anybody wanted to chat. */
const MAX_BYTES = 12 * 1024;
const NAME = 'embed.js';

/** The script as it is served. */
export async function buildEmbed(): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		build: {
			write: false,
			target: 'es2022',
			lib: { entry: 'src/widget/embed.ts', formats: ['iife'], name: 'understudy' },
			rolldownOptions: { output: { strictExecutionOrder: false } }
		}
	});
	const [output] = Array.isArray(built) ? built : [built];
	const chunk = output && 'output' in output ? output.output[0] : undefined;
	if (chunk?.type !== 'chunk') throw new Error('embed.js came out as no script.');
	return chunk.code;
}

export function embedScript(): Plugin {
	return {
		name: 'embed-script',
		configureServer(server) {
			server.middlewares.use(`/${NAME}`, (_request, response, next) => {
				buildEmbed().then((code) => {
					response.setHeader('content-type', 'text/javascript');
					response.end(code);
				}, next);
			});
		},
		async generateBundle() {
			if (this.environment.name !== 'client') return;
			const source = await buildEmbed();
			const { length } = gzipSync(source, { level: 9 });
			if (length > MAX_BYTES)
				this.error(`${NAME} has ${length} bytes compressed; it may have ${MAX_BYTES}.`);
			this.emitFile({ type: 'asset', fileName: NAME, source });
		}
	};
}
