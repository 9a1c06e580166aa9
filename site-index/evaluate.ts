// How well a site's pages are searched: `npm run widget -- evaluate`. Two sites with questions written by
// hand, some of which the pages do not answer: the project's own pages, on which the weights and the
// threshold in decide/site-search.ts were chosen, and a shop made up for this, on which they were not.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedderIn } from '../models/embedder/node-embedder.ts';
import type { Embedder } from '../src/contract/embedder.ts';
import { passageUrl, type SiteIndex } from '../src/contract/site-index.ts';
import { citable } from '../src/decide/passage-search.ts';
import { siteSearch, type FoundPassage } from '../src/decide/site-search.ts';
import { makeIndex } from './make-index.ts';
import { pagesOfFolder, type SourcePage } from './sources.ts';

const HERE = import.meta.dirname;
const BASE = 'https://site.example/';
const PROJECT_PAGES = ['README.md', 'ARCHITECTURE.md', 'src/README.md'];

/** A question and where its answer is, `page#anchor`; null where the pages do not say. */
type Asked = [question: string, place: string | null];

export type Searched = { question: string; place: string | null; found: FoundPassage[] };

export type SiteScores = {
	answerable: number;
	/** Shares of the answerable, whatever is cited of them. */
	hitsAt1: number;
	hitsAt3: number;
	/** Share of the answerable where a right passage is among those cited. */
	citedRight: number;
	/** Share of the answerable where passages are cited and none of them is right. */
	citedWrong: number;
	/** Share of the answerable of which it is said that the site does not tell. */
	silent: number;
	unanswerable: number;
	/** Share of the unanswerable for which anything is cited. */
	falseCitations: number;
};

/** A table for people. */
export async function evaluate(embedderFolder: string): Promise<string> {
	const embedder = await openEmbedderIn(embedderFolder);
	try {
		const rows = [
			'| site | passages | questions | hits@1 | hits@3 | right one cited | only wrong ones | nothing cited | not told by the site | of these cited falsely |',
			'|---|---|---|---|---|---|---|---|---|---|'
		];
		for (const [name, site] of await evaluationSites(embedder)) {
			const searched = await searchAll(site.index, site.asked, embedder);
			const scores = scoresOf(site.index, searched);
			const share = (value: number) => `${(100 * value).toFixed(1)} %`;
			rows.push(
				`| ${name} | ${site.index.passages.length} | ${scores.answerable} | ${[scores.hitsAt1, scores.hitsAt3, scores.citedRight, scores.citedWrong, scores.silent].map(share).join(' | ')} | ${scores.unanswerable} | ${share(scores.falseCitations)} |`
			);
		}
		return rows.join('\n');
	} finally {
		await embedder.dispose();
	}
}

export async function evaluationSites(
	embedder: Embedder,
	wanted: readonly string[] = ['project', 'shop']
): Promise<[string, { index: SiteIndex; asked: Asked[] }][]> {
	const project: SourcePage[] = await Promise.all(
		PROJECT_PAGES.map(async (name) => ({
			name,
			url: BASE + name,
			kind: 'markdown' as const,
			text: await readFile(join(HERE, '..', name), 'utf8')
		}))
	);
	const shop = await pagesOfFolder(join(HERE, 'evaluation/shop'), BASE, { cleanUrls: false });
	return Promise.all(
		(
			[
				['project', project],
				['shop', shop]
			] as const
		)
			.filter(([name]) => wanted.includes(name))
			.map(async ([name, pages]) => {
				const { index } = await makeIndex(pages, BASE, embedder);
				const questions = join(HERE, `evaluation/${name}.json`);
				const asked = JSON.parse(await readFile(questions, 'utf8')) as Asked[];
				return [name, { index, asked }] as [string, { index: SiteIndex; asked: Asked[] }];
			})
	);
}

export async function searchAll(
	index: SiteIndex,
	asked: readonly Asked[],
	embedder: Pick<Embedder, 'embed'>
): Promise<Searched[]> {
	const search = siteSearch(index);
	const vectors = await embedder.embed(asked.map(([question]) => question));
	return asked.map(([question, place], i) => ({
		question,
		place,
		found: search({ question, vector: vectors[i]! })
	}));
}

export function scoresOf(index: SiteIndex, searched: readonly Searched[]): SiteScores {
	const answerable = searched.filter(({ place }) => place !== null);
	const unanswerable = searched.filter(({ place }) => place === null);
	const isRight = (place: string | null) => (found: FoundPassage) =>
		passageUrl(index, index.passages[found.index]!) === BASE + place ||
		// A section's own parts are in it.
		(place !== null && sectionOf(index, found.index).includes(BASE + place));
	const share = (of: readonly Searched[], is: (one: Searched) => boolean) =>
		of.length === 0 ? 0 : of.filter(is).length / of.length;
	return {
		answerable: answerable.length,
		hitsAt1: share(answerable, ({ found, place }) => found.slice(0, 1).some(isRight(place))),
		hitsAt3: share(answerable, ({ found, place }) => found.slice(0, 3).some(isRight(place))),
		citedRight: share(answerable, ({ found, place }) => citable(found).some(isRight(place))),
		citedWrong: share(answerable, ({ found, place }) => {
			const cited = citable(found);
			return cited.length > 0 && !cited.some(isRight(place));
		}),
		silent: share(answerable, ({ found }) => citable(found).length === 0),
		unanswerable: unanswerable.length,
		falseCitations: share(unanswerable, ({ found }) => citable(found).length > 0)
	};
}

/** The addresses of the headings that a passage stands under. */
function sectionOf(index: SiteIndex, place: number): string[] {
	const { page, heading } = index.passages[place]!;
	const parts = heading.split(' › ');
	return index.passages
		.filter(
			(one) =>
				one.page === page && parts.some((_, i) => one.heading === parts.slice(0, i + 1).join(' › '))
		)
		.map((one) => passageUrl(index, one));
}
