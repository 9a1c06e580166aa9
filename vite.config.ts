import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin, ViteDevServer } from 'vite';
import { defineConfig } from 'vite';
import { embedScript } from './vite.embed.ts';
import { plainOnnxRuntime } from './vite.onnxruntime.ts';
import { headersFile, ISOLATION_HEADERS } from './worker/headers.ts';

/** Kit's own pages do not get `server.headers`: isolation is set here, as the Worker does. */
function isolation(): Plugin {
	const set = ({ middlewares }: Pick<ViteDevServer, 'middlewares'>) => {
		middlewares.use((_request, response, next) => {
			for (const [name, value] of Object.entries(ISOLATION_HEADERS))
				response.setHeader(name, value);
			next();
		});
	};
	return { name: 'isolation', configureServer: set, configurePreviewServer: set };
}

/** `models/starter/*` is served as `/models/starter/*`: it is a product of `models/`, not a copy in `static/`. */
function starterModel(): Plugin {
	const folder = 'models/starter';
	const files = () => readdirSync(folder).filter((name) => /\.(gguf|json|bin|onnx)$/.test(name));
	return {
		name: 'starter-model',
		configureServer(server) {
			server.middlewares.use(`/${folder}`, (request, response, next) => {
				const name = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
				if (!files().includes(name)) return next();
				response.setHeader(
					'content-type',
					name.endsWith('.json') ? 'application/json' : 'application/octet-stream'
				);
				response.end(readFileSync(join(folder, name)));
			});
		},
		generateBundle() {
			if (this.environment.name !== 'client') return;
			for (const name of files())
				this.emitFile({
					type: 'asset',
					fileName: `${folder}/${name}`,
					source: readFileSync(join(folder, name))
				});
		}
	};
}

/**
 * What a worker loads, the engine above all, is in no list of the pages' files. Named as an asset of
 * the app's entry it comes into Kit's list of the build, which the service worker keeps for offline.
 */
function workerAssets(): Plugin {
	return {
		name: 'worker-assets',
		generateBundle(_options, bundle) {
			if (this.environment.name !== 'client') return;
			const entry = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry);
			for (const name of Object.keys(bundle))
				if (/\/workers\/(assets|chunks)\//.test(name))
					entry?.viteMetadata?.importedAssets.add(name);
		}
	};
}

/** The headers again, for a host that serves the build without the Worker. */
function staticHeaders(): Plugin {
	return {
		name: 'static-headers',
		generateBundle() {
			if (this.environment.name !== 'client') return;
			this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
		}
	};
}

/**
 * What most pages load at first comes in fewer files: each is a request, and the widget's frame opens when somebody
 * waits for it. Modules that as many of Kit's nodes (pages, layouts, its own entries) share lie together, and where
 * their sources are smaller than this, with their nearest neighbours: the chat takes 25 files in place of 36, the
 * widget 21 in place of 32, neither of them a byte more. With modules that fewer share it would be 13 files each, and
 * the first visit 4 kB over its budget.
 */
const SHARED = { byNodes: 6, smallestBytes: 10_000 };

export default defineConfig({
	plugins: [
		isolation(),
		staticHeaders(),
		starterModel(),
		embedScript(),
		workerAssets(),
		plainOnnxRuntime(),
		sveltekit()
	],
	// So that what starting the app downloads can be said before it does.
	define: {
		ENGINE_WASM_BYTES: statSync('node_modules/@wllama/wllama/esm/wasm/wllama.wasm').size
	},
	// The worker that writes down speech computes with the same build of onnxruntime as the pages.
	worker: { format: 'es', plugins: () => [plainOnnxRuntime()] },
	build: { target: 'es2022' },
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						// The name of a shared chunk lists every page that shares it, and stands in the scripts of each.
						assetFileNames: ({ names: [name = ''] }) =>
							`_app/immutable/assets/${name.startsWith('shared~') ? 'shared' : '[name]'}.[hash][extname]`,
						codeSplitting: {
							groups: [
								{
									name: 'shared',
									tags: ['$initial'],
									minShareCount: SHARED.byNodes,
									entriesAware: true,
									entriesAwareMergeThreshold: SHARED.smallestBytes
								}
							]
						}
					}
				}
			}
		}
	}
});
