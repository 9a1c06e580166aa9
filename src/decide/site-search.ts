// Finds what a site's pages hold on a question: by shared words and by the angle between vectors, both
// weighed together, and says when the site does not tell. Every passage is compared: 20,000 take some
// 20 ms, in a worker. Pure. Not here: the weighing (passage-search.ts), and the question's vector (engine/).

import { quantiseVector } from '../contract/examples.ts';
import type { SiteCitation } from '../contract/site-finding.ts';
import { passageUrl, type SiteIndex } from '../contract/site-index.ts';
import { keepBest, PASSAGE_SEARCH, passageScore, wordIndex } from './passage-search.ts';

export type FoundPassage = {
	/** Its place in the index. */
	index: number;
	/** Of the question's words, weighed by how rare they are here, what it holds: 0–1. */
	coverage: number;
	/** Cosine, −1 to 1. */
	similarity: number;
	/** What it is ranked and cited by. */
	score: number;
};

export type SiteQuery = {
	question: string;
	/** Of length 1, by the index's embedder. */
	vector: Float32Array;
	count?: number;
};

/** The best passages first, whether or not they are good enough to be cited. */
export type SiteSearch = (query: SiteQuery) => FoundPassage[];

export function siteSearch(index: SiteIndex): SiteSearch {
	const { passages, pages, scales, vectors, dimensions } = index;
	const words = wordIndex(
		passages.map(({ heading, text, page }) => `${pages[page]?.title ?? ''} ${heading} ${text}`)
	);
	return ({ question, vector, count = PASSAGE_SEARCH.count }) => {
		if (vector.length !== dimensions)
			throw new RangeError(`A vector of ${vector.length} numbers where ${dimensions} are due.`);
		const { coverage, lexical } = words(question);
		const { values, scale } = quantiseVector(vector);
		const best: FoundPassage[] = [];
		for (let i = 0; i < passages.length; i++) {
			let sum = 0;
			const at = i * dimensions;
			for (let d = 0; d < dimensions; d++) sum += values[d]! * vectors[at + d]!;
			const similarity = sum * scale * scales[i]!;
			const score = passageScore(lexical[i]!, similarity);
			keepBest(best, { index: i, coverage: coverage[i]!, similarity, score }, count);
		}
		return best;
	};
}

/** As a passage is shown and given to a model. */
export function citationOf(index: SiteIndex, place: number): SiteCitation {
	const passage = index.passages[place]!;
	const { title = '' } = index.pages[passage.page] ?? {};
	const named = [title, passage.heading].filter((part) => part !== '');
	// A page whose first heading is its title would be named twice.
	const heading = passage.heading === title ? title : named.join(' › ');
	return { title: heading, url: passageUrl(index, passage), text: passage.text };
}
