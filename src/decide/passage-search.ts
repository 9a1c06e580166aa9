// Ranks passages by the words they share with a question (BM25), and weighs that with the angle between
// vectors, where there are some. For a site's pages (site-search.ts) and for files (src/files/). Pure. Not
// here: the words (site-terms.ts).
//
// BM25 as in Robertson and Zaragoza, “The Probabilistic Relevance Framework” (2009), 3.4.

import { beginningOf, siteTerms } from './site-terms.ts';

/**
 * How passages are ranked and when one is cited: best of a grid on the questions about this project's own
 * pages (right ones cited less those cited falsely); `npm run widget -- evaluate` says what it comes to
 * there, and on a site that nothing was chosen on.
 */
export const PASSAGE_SEARCH = {
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

/** Of each passage, what a question's words come to. */
export type WordMatch = {
	/** Of the question's words, weighed by how rare they are here, what it holds: 0–1. */
	coverage: Float32Array;
	/** The same and BM25 together, 0–1. */
	lexical: Float32Array;
};

/** A posting is a passage and how often it holds the term, in one number. */
const FREQUENCIES = 64;

/** Reads `texts` once; what it gives weighs a question's words against them. `onText` hears of each. */
export function wordIndex(
	texts: Iterable<string>,
	onText: (count: number) => void = () => undefined
): (question: string) => WordMatch {
	const postings = new Map<string, number[]>();
	const lengths: number[] = [];
	for (const text of texts) {
		const passage = lengths.length;
		const counts = new Map<string, number>();
		const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
		let length = 0;
		for (const term of siteTerms(text)) {
			length++;
			count(term);
			const beginning = beginningOf(term);
			if (beginning !== null) count(beginning);
		}
		lengths.push(length);
		for (const [term, frequency] of counts) {
			const posting = passage * FREQUENCIES + Math.min(frequency, FREQUENCIES - 1);
			const list = postings.get(term);
			if (list) list.push(posting);
			else postings.set(term, [posting]);
		}
		onText(lengths.length);
	}
	const all = lengths.length;
	const mean = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, all));
	const rarity = (holding: number) => Math.log(1 + (all - holding + 0.5) / (holding + 0.5));

	return (question) => {
		const { k1, b } = PASSAGE_SEARCH;
		const coverage = new Float32Array(all);
		const lexical = new Float32Array(all);
		let most = 0;
		for (const [term, share] of weighedTerms(question)) {
			const list = postings.get(term) ?? [];
			// A word that no passage holds counts as the rarest: texts that lack it hardly tell.
			const weight = share * rarity(list.length);
			most += weight;
			for (const posting of list) {
				const passage = Math.floor(posting / FREQUENCIES);
				const frequency = posting % FREQUENCIES;
				const norm = k1 * (1 - b + (b * lengths[passage]!) / mean);
				lexical[passage]! += (weight * frequency * (k1 + 1)) / (frequency + norm);
				coverage[passage]! += weight;
			}
		}
		if (most > 0)
			for (let i = 0; i < all; i++) {
				coverage[i]! /= most;
				// BM25 of a word that stands there once is near its rarity: both are shares of `most`.
				lexical[i] = Math.min(1, (coverage[i]! + lexical[i]! / most) / 2);
			}
		return { coverage, lexical };
	};
}

/** A question's terms, each once, with how much it counts. */
function weighedTerms(question: string): Map<string, number> {
	const weighed = new Map<string, number>();
	for (const term of siteTerms(question)) {
		weighed.set(term, 1);
		const beginning = beginningOf(term);
		if (beginning !== null) weighed.set(beginning, PASSAGE_SEARCH.beginningWeight);
	}
	return weighed;
}

/** What a passage is ranked and cited by; `similarity` is a cosine, −1 to 1. */
export function passageScore(lexical: number, similarity: number): number {
	const { vectorWeight } = PASSAGE_SEARCH;
	return (1 - vectorWeight) * lexical + vectorWeight * Math.max(0, similarity);
}

/** Puts one among the best, of which there are `count` at most; the highest score comes first. */
export function keepBest<T extends { score: number }>(best: T[], one: T, count: number): void {
	if (best.length === count && one.score <= best[count - 1]!.score) return;
	let place = best.length;
	while (place > 0 && best[place - 1]!.score < one.score) place--;
	best.splice(place, 0, one);
	best.length = Math.min(best.length, count);
}

/** Those of the found, best first, that are cited; none where the passages do not tell. */
export function citable<T extends { score: number }>(found: readonly T[]): T[] {
	const least = Math.max(PASSAGE_SEARCH.least, (found[0]?.score ?? 0) * PASSAGE_SEARCH.nearBest);
	return found.filter(({ score }) => score >= least);
}
