// The search with the real embedder, on the questions it is evaluated with: bounds well below what is
// measured, since the embedder is trained anew now and then; `npm run widget -- evaluate` has the figures.

import { expect, test } from 'vitest';
import { openEmbedderIn } from '../models/embedder/node-embedder.ts';
import { packSiteIndex, parseSiteIndex } from '../src/contract/site-index.ts';
import { evaluationSites, scoresOf, searchAll } from './evaluate.ts';

test('most questions find their passage, and hardly any is cited for what the site does not tell', async () => {
	const embedder = await openEmbedderIn('models/starter');
	try {
		for (const [name, { index, asked }] of await evaluationSites(embedder, ['shop'])) {
			// Through the file, as the widget has it.
			const read = parseSiteIndex(packSiteIndex(index), ['https://site.example']);
			expect(read.passages).toEqual(index.passages);
			const scores = scoresOf(read, await searchAll(read, asked, embedder));
			expect(scores.hitsAt3, `${name}: hits at 3`).toBeGreaterThan(0.7);
			expect(scores.citedRight, `${name}: right passage cited`).toBeGreaterThan(0.5);
			expect(scores.falseCitations, `${name}: false citations`).toBeLessThan(0.2);
		}
	} finally {
		await embedder.dispose();
	}
});
