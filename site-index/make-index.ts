// Makes the index of a site's pages: reads each, cuts it into passages, and embeds those with the model's own
// embedder. The same pages and the same embedder give the same bytes.

import type { Embedder } from '../src/contract/embedder.ts';
import { quantiseVector } from '../src/contract/examples.ts';
import {
	embeddedText,
	MOST_PASSAGES,
	type SiteIndex,
	type SitePage,
	type SitePassage
} from '../src/contract/site-index.ts';
import { textDocument, type SiteDocument } from './document.ts';
import { asksNotToBeIndexed, htmlDocument } from './html.ts';
import { markdownDocument } from './markdown.ts';
import { passagesOf } from './passages.ts';
import { SourceError, type SourcePage } from './sources.ts';

export type MadeIndex = {
	index: SiteIndex;
	/** Pages that say nothing, or ask not to be searched, with the reason. */
	left: { url: string; why: string }[];
};

/** Throws SourceError when nothing is left, or too much. */
export async function makeIndex(
	sources: readonly SourcePage[],
	base: string,
	embedder: Pick<Embedder, 'id' | 'dimensions' | 'embed'>
): Promise<MadeIndex> {
	const pages: SitePage[] = [];
	const passages: SitePassage[] = [];
	const left: MadeIndex['left'] = [];
	for (const source of sources) {
		if (source.kind === 'html' && asksNotToBeIndexed(source.text)) {
			left.push({ url: source.url, why: 'asks not to be indexed (robots: noindex)' });
			continue;
		}
		const document = documentOf(source);
		const found = passagesOf(document);
		if (found.length === 0) left.push({ url: source.url, why: 'holds no text' });
		else {
			const page = pages.push({ title: document.title, url: source.url }) - 1;
			passages.push(...found.map((passage) => ({ ...passage, page })));
		}
	}
	if (passages.length === 0) throw new SourceError('No page holds any text, so there is no index.');
	if (passages.length > MOST_PASSAGES)
		throw new SourceError(
			`The pages come to ${passages.length} passages; an index may have ${MOST_PASSAGES}. Name a part of them.`
		);
	const texts = passages.map((passage) => embeddedText(pages[passage.page]!, passage));
	const embedded = await embedder.embed(texts);
	const { id, dimensions } = embedder;
	const scales = new Float32Array(passages.length);
	const vectors = new Int8Array(passages.length * dimensions);
	for (const [i, vector] of embedded.entries()) {
		const { values, scale } = quantiseVector(vector);
		scales[i] = scale;
		vectors.set(values, i * dimensions);
	}
	return { index: { embedder: id, dimensions, base, pages, passages, scales, vectors }, left };
}

function documentOf({ kind, text, name }: SourcePage): SiteDocument {
	switch (kind) {
		case 'html':
			return htmlDocument(text, name);
		case 'markdown':
			return markdownDocument(text, name);
		case 'text':
			return textDocument(text, name);
		default:
			return kind satisfies never;
	}
}
