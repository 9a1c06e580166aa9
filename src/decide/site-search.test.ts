// Searching a site: by words and vectors together, the nearest first; nothing is cited where words and
// vectors both say that the site does not tell.

import { expect, test } from 'vitest';
import type { SiteIndex } from '../contract/site-index.ts';
import { citable, PASSAGE_SEARCH } from './passage-search.ts';
import { citationOf, siteSearch } from './site-search.ts';
import { beginningOf, siteTerms } from './site-terms.ts';

const TEXTS = [
	['Delivery', 'Parcels arrive in two working days.'],
	['Returns', 'Send it back within thirty days for a refund.'],
	['Care', 'Wash wool by hand in cold water.'],
	['Lamps', 'Bulbs of at most eight watts.']
];
const INDEX: SiteIndex = {
	embedder: 'e',
	dimensions: 4,
	base: 'https://a.example/',
	pages: [{ title: 'Help', url: 'https://a.example/help' }],
	passages: TEXTS.map(([heading = '', text = '']) => ({
		page: 0,
		heading,
		anchor: heading.toLowerCase(),
		text
	})),
	scales: Float32Array.of(1, 1, 1, 1).map((x) => x / 127),
	// Each points its own way.
	vectors: Int8Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 127 : 0))
};
const search = siteSearch(INDEX);
const NOWHERE = Float32Array.of(0, 0, 0, 0);
const towards = (i: number) => Float32Array.from({ length: 4 }, (_, d) => (d === i ? 1 : 0));

test('finds by words in any of their forms, and by the heading', () => {
	const best = (question: string) => search({ question, vector: NOWHERE })[0]?.index;
	expect(best('when does a parcel arrive?')).toBe(0);
	expect(best('refunding')).toBe(1);
	expect(best('washing woollen things')).toBe(2);
	expect(best('Which lamp?')).toBe(3);
});

test('finds by the vector where no word is shared, and weighs both', () => {
	expect(search({ question: 'xyzzy', vector: towards(2) })[0]).toMatchObject({
		index: 2,
		coverage: 0
	});
	const both = search({ question: 'wool', vector: towards(2) })[0]!;
	const words = search({ question: 'wool', vector: NOWHERE })[0]!;
	expect(both.score).toBeCloseTo(words.score + PASSAGE_SEARCH.vectorWeight, 2);
});

test('cites nothing for what the site does not tell', () => {
	for (const question of ['Do you sell carpets?', 'hello', '', 'What is the capital of Norway?'])
		expect(citable(search({ question, vector: NOWHERE })), question).toEqual([]);
	expect(citable(search({ question: 'cold water for wool', vector: towards(2) }))).toHaveLength(1);
});

test('gives as many as are asked for, best first, and refuses a vector of another length', () => {
	const found = search({ question: 'days', vector: NOWHERE, count: 2 });
	expect(found).toHaveLength(2);
	expect(found[0]!.score).toBeGreaterThanOrEqual(found[1]!.score);
	expect(() => search({ question: 'x', vector: new Float32Array(3) })).toThrow('4 are due');
	expect(
		siteSearch({ ...INDEX, passages: [], vectors: new Int8Array() })({
			question: 'x',
			vector: NOWHERE
		})
	).toEqual([]);
});

test('a citation names page and heading, and leads to the heading', () => {
	expect(citationOf(INDEX, 1)).toEqual({
		title: 'Help › Returns',
		url: 'https://a.example/help#returns',
		text: TEXTS[1]![1]
	});
});

test('terms are folded, without empty words and the commonest endings', () => {
	expect(siteTerms('Where are my PARCELS, shipped to Zürich?')).toEqual([
		'parcel',
		'ship',
		'zurich'
	]);
	expect(siteTerms('Wie lange dauert die Lieferung?')).toEqual(['lang', 'dauert', 'lieferung']);
	expect(siteTerms("bus gas is it's")).toEqual(['bus', 'gas']);
	expect(beginningOf('lieferung')).toBe('liefe*');
	expect(beginningOf('brass')).toBeNull();
});
