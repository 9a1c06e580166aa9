// Builds the test's platform as one script and puts it into every page of a context, before the app's own:
// its engine's files are answered from the build, under the app's origin as its policy wants.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { build } from 'vite';
import type { PlatformOptions } from './platform.ts';

const BASE = '/test-platform/';

export type BuiltPlatform = {
	/** Gives the browser of this context a built-in model. */
	install(
		context: BrowserContext,
		options?: Pick<PlatformOptions, 'availability' | 'languages'>
	): Promise<void>;
	remove(): Promise<void>;
};

export async function buildPlatform(): Promise<BuiltPlatform> {
	const folder = await mkdtemp(join(tmpdir(), 'language-model-'));
	await build({
		root: resolve(import.meta.dirname, 'in-app'),
		base: BASE,
		configFile: false,
		logLevel: 'error',
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'es2022',
			minify: false,
			rolldownOptions: {
				input: resolve(import.meta.dirname, 'in-app/main.ts'),
				output: { format: 'iife', entryFileNames: 'platform.js' }
			}
		}
	});
	const script = await readFile(join(folder, 'platform.js'), 'utf8');
	return {
		async install(context, options = {}) {
			await context.route(`**${BASE}**`, async (route) => {
				const { pathname } = new URL(route.request().url());
				const path = join(folder, pathname.slice(BASE.length));
				await route.fulfill({
					body: await readFile(path),
					contentType: extname(path) === '.wasm' ? 'application/wasm' : 'text/javascript',
					headers: { 'cross-origin-resource-policy': 'same-origin' }
				});
			});
			await context.addInitScript({
				content: `globalThis.builtInOptions = ${JSON.stringify(options)};\n${script}`
			});
		},
		remove: () => rm(folder, { recursive: true, force: true })
	};
}
