// How a model is given passages of a site's pages with a question. Pure. Not here: which (site-search.ts).

import type { SiteCitation } from '../contract/site-finding.ts';

export function withPassages(question: string, citations: readonly SiteCitation[]): string {
	if (citations.length === 0) return question;
	const passages = citations.map(({ title, text }, i) => `[${i + 1}] ${title}\n${text}`);
	return [
		'Passages from the pages of this site:',
		...passages,
		'Answer the question from these passages. Where they do not tell, say so.',
		`Question: ${question}`
	].join('\n\n');
}
