// The starter as a model to load, in a page: from the server that serves the page.

import { filesWithModel, parseManifest } from '../../src/contract/manifest.ts';
import type { ModelRef } from '../../src/engine/engine.ts';

/** Throws when models/starter holds no model. */
export async function starterModel(): Promise<ModelRef> {
	const response = await fetch('/models/starter/manifest.json');
	if (!response.ok)
		throw new Error('models/starter holds no model. Run `npm run models -- all --recipe starter`.');
	const manifest = parseManifest(await response.text());
	const files = await Promise.all(
		filesWithModel(manifest).map(async ({ path, url }) => ({
			path,
			blob: await (await fetch(url)).blob()
		}))
	);
	return { manifest, files };
}
