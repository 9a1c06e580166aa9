// Finds what a site's pages hold on a question: by shared words (BM25) and by the angle between vectors,
// both weighed together, and says when the site does not tell. Every passage is compared: 20,000 take some
// 20 ms, in a worker. Pure. Not here: the words (site-terms.ts), and the question's vector (engine/).
//
// BM25 as in Robertson and Zaragoza, “The Probabilistic Relevance Framework” (2009), 3.4.

import { quantiseVector } from '../contract/examples.ts';
import type { SiteCitation } from '../contract/site-finding.ts';
import { passageUrl, type SiteIndex } from '../contract/site-index.ts';
import { beginningOf, siteTerms } from './site-terms.ts';

/**
 * How passages are ranked and when one is cited: best of a grid on the questions about this project's own
 * pages (right ones cited less those cited falsely); `npm run widget -- evaluate` says what it comes to
 * there, and on a site that nothing was chosen on.
 */
export const SITE_SEARCH = {
	/** Passages cited at most. */
	count: 3,
	/** BM25's usual constants. */
	k1: 1.2,
	b: 0.75,
	/** How much a word's beginning counts beside the word itself. */
	beginningWeight: 0.4,
	/** Of the cosine, beside what the words come to. */
	vectorWeight: 0.5,
	/** A passage is cited from this score on … */
	least: 0.32,
	/** … and where it comes within this share of the best one's. */
	nearBest: 0.8
};

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

type Posting = { passage: number; frequency: number };

export function siteSearch(index: SiteIndex): SiteSearch {
	const { passages, pages, scales, vectors, dimensions } = index;
	const { postings, lengths, mean } = postingsOf(
		passages.map(({ heading, text, page }) => `${pages[page]?.title ?? ''} ${heading} ${text}`)
	);
	const rarity = (holding: number) =>
		Math.log(1 + (passages.length - holding + 0.5) / (holding + 0.5));

	return ({ question, vector, count = SITE_SEARCH.count }) => {
		if (vector.length !== dimensions)
			throw new RangeError(`A vector of ${vector.length} numbers where ${dimensions} are due.`);
		const { k1, b, vectorWeight } = SITE_SEARCH;
		const coverage = new Float32Array(passages.length);
		const words = new Float32Array(passages.length);
		let most = 0;
		for (const [term, share] of weighedTerms(question)) {
			const list = postings.get(term) ?? [];
			// A word that no page holds counts as the rarest: a site that lacks it hardly tells.
			const weight = share * rarity(list.length);
			most += weight;
			for (const { passage, frequency } of list) {
				const norm = k1 * (1 - b + (b * lengths[passage]!) / mean);
				words[passage]! += (weight * frequency * (k1 + 1)) / (frequency + norm);
				coverage[passage]! += weight;
			}
		}
		const { values, scale } = quantiseVector(vector);
		const best: FoundPassage[] = [];
		for (let i = 0; i < passages.length; i++) {
			let sum = 0;
			const at = i * dimensions;
			for (let d = 0; d < dimensions; d++) sum += values[d]! * vectors[at + d]!;
			const similarity = sum * scale * scales[i]!;
			const covered = most > 0 ? coverage[i]! / most : 0;
			// BM25 of a word that stands there once is near its rarity: both are shares of `most`.
			const lexical = most > 0 ? Math.min(1, (covered + words[i]! / most) / 2) : 0;
			const score = (1 - vectorWeight) * lexical + vectorWeight * Math.max(0, similarity);
			if (best.length === count && score <= best[count - 1]!.score) continue;
			let place = best.length;
			while (place > 0 && best[place - 1]!.score < score) place--;
			best.splice(place, 0, { index: i, coverage: covered, similarity, score });
			best.length = Math.min(best.length, count);
		}
		return best;
	};
}

/** Which texts hold a term, and how often; a text's length is its number of words. */
function postingsOf(texts: readonly string[]) {
	const postings = new Map<string, Posting[]>();
	const lengths = new Float32Array(texts.length);
	for (const [i, text] of texts.entries()) {
		const counts = new Map<string, number>();
		const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
		for (const term of siteTerms(text)) {
			lengths[i]!++;
			count(term);
			const beginning = beginningOf(term);
			if (beginning !== null) count(beginning);
		}
		for (const [term, frequency] of counts) {
			const list = postings.get(term);
			if (list) list.push({ passage: i, frequency });
			else postings.set(term, [{ passage: i, frequency }]);
		}
	}
	const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
	return { postings, lengths, mean: Math.max(1, mean) };
}

/** A question's terms, each once, with how much it counts. */
function weighedTerms(question: string): Map<string, number> {
	const weighed = new Map<string, number>();
	for (const term of siteTerms(question)) {
		weighed.set(term, 1);
		const beginning = beginningOf(term);
		if (beginning !== null) weighed.set(beginning, SITE_SEARCH.beginningWeight);
	}
	return weighed;
}

/** Those of the found that are cited; none where the site does not tell. */
export function citable(found: readonly FoundPassage[]): FoundPassage[] {
	const least = Math.max(SITE_SEARCH.least, (found[0]?.score ?? 0) * SITE_SEARCH.nearBest);
	return found.filter(({ score }) => score >= least);
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
