// Part of the composition root (app.ts): what is looked up before an answer: examples of a model's bank, the pages of the
// site whose chat this is, and a conversation's files. Fetched with the first question that has any of them.

import { once } from './app-later.ts';
import type { Embedder } from './contract/embedder.ts';
import type { SiteConfig, SiteKnowledgeFile } from './contract/widget.ts';
import { STARTER_ID } from './engine/model-library.ts';
import { filesOnFirstUse } from './files/files-on-first-use.ts';
import type { Memory } from './memory/memory.ts';
import type { WeightStore } from './platform/weight-store.ts';
import type { ExampleSources } from './turn/example-sources.ts';
import type { SiteKnowledge } from './turn/site-prompt.ts';

type SiteWithPages = Pick<SiteConfig, 'key' | 'origins'> & { knowledge: SiteKnowledgeFile };

export type Knowledge = {
	examples: ExampleSources;
	/** Null where no site's pages are known. */
	site: SiteKnowledge | null;
	/** Null in a site's chat, where nothing is attached. */
	files: ReturnType<typeof filesOnFirstUse> | null;
};

/** `site`: whose chat this is. */
export function appKnowledge(
	weights: WeightStore,
	memory: Memory,
	site: Pick<SiteConfig, 'key' | 'origins' | 'knowledge'> | null
): Knowledge {
	const sources = once(async () => {
		const [{ createExampleSources }, { modelEmbedder }] = await Promise.all([
			import('./turn/example-sources.ts'),
			import('./engine/model-embedder.ts')
		]);
		return createExampleSources({
			openFile: (manifest, path) => weights.openFile(manifest, path),
			embedderOf: async (manifest) => modelEmbedder(manifest, weights)
		});
	});
	const starterEmbedder = async () => {
		const manifest = (await weights.get(STARTER_ID))?.manifest ?? null;
		return manifest && (await sources()).embedder(manifest);
	};
	const pages = site?.knowledge;
	return {
		examples: {
			embedder: async (manifest) => (await sources()).embedder(manifest),
			bank: async (manifest) => (await sources()).bank(manifest)
		},
		site: pages ? siteKnowledge({ ...site, knowledge: pages }, starterEmbedder) : null,
		files:
			site === null
				? filesOnFirstUse({
						keep: (text) => memory.files.keep(text),
						textOf: (id) => memory.files.get(id),
						kept: memory.vectors,
						embedder: starterEmbedder,
						pause: async () => (await import('./platform/yield-to-page.ts')).yieldToPage()
					})
				: null
	};
}

function siteKnowledge(
	site: SiteWithPages,
	embedder: () => Promise<Embedder | null>
): SiteKnowledge {
	const search = once(async () => {
		const [{ createSiteKnowledge }, { openSearch }] = await Promise.all([
			import('./site/site-knowledge.ts'),
			import('./site/search-client.ts')
		]);
		return createSiteKnowledge({
			site,
			fetch: (url, init) => fetch(url, init),
			embedder,
			openSearch
		});
	});
	return { find: async (question, signal) => (await search()).find(question, signal) };
}
