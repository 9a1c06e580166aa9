// Bundles weights-harness.ts once and puts it on a flaky server, on the same origin as its files.

import { build } from 'vite';
import type { FlakyServer } from './flaky-server.ts';

let bundled: Promise<string> | undefined;

/** The page is at `/`. */
export async function hostWeightsPage(server: FlakyServer): Promise<void> {
	bundled ??= bundle(new URL('./weights-harness.ts', import.meta.url).pathname);
	server.page('/harness.js', 'text/javascript', await bundled);
	server.page(
		'/',
		'text/html',
		'<!doctype html><title>Weights</title><script type="module" src="/harness.js"></script>'
	);
	server.page('/favicon.ico', 'image/x-icon', '');
}

/** One ES module of a TypeScript file and what it imports. */
export async function bundle(entry: string): Promise<string> {
	const result = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: false,
			target: 'es2022',
			// One file: what the code would fetch when first needed is in it as well.
			rolldownOptions: { output: { codeSplitting: false } },
			lib: { entry, formats: ['es'], fileName: 'harness' }
		}
	});
	const outputs = Array.isArray(result) ? result : [result];
	for (const output of outputs) if ('output' in output) return output.output[0].code;
	throw new Error(`${entry} was not bundled.`);
}
