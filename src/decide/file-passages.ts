// Passages of the files of a conversation, with the page and the lines each stands on. Pure. Not here: how
// long a passage is (cut-passages.ts), and which is found (passage-search.ts).

import type { FileCitation } from '../contract/file-finding.ts';
import { cutPassages } from './cut-passages.ts';

export type FilePassage = Omit<FileCitation, 'name'>;

/** Pages are parted by form feeds; a text without one has no pages. Lines are counted from 1 on each page. */
export function filePassages(text: string): FilePassage[] {
	const pages = text.split('\f');
	return pages.flatMap((page, i) =>
		cutPassages(page.split('\n').map((line) => line.trimEnd())).map(
			({ text: passage, first, last }): FilePassage => ({
				page: pages.length === 1 ? null : i + 1,
				fromLine: first + 1,
				toLine: last + 1,
				text: passage
			})
		)
	);
}

/** Where a passage stands, as a model reads it: `report.pdf, page 3, lines 4–9`. */
export function placeOf({ name, page, fromLine, toLine }: FileCitation): string {
	const lines = fromLine === toLine ? `line ${fromLine}` : `lines ${fromLine}–${toLine}`;
	return [name, ...(page === null ? [] : [`page ${page}`]), lines].join(', ');
}

/** How a model is given passages of files with a question. */
export function withFilePassages(question: string, citations: readonly FileCitation[]): string {
	if (citations.length === 0) return question;
	const passages = citations.map((one, i) => `[${i + 1}] ${placeOf(one)}\n${one.text}`);
	return [
		'Passages from the files of this conversation:',
		...passages,
		'Answer the question from these passages. Where they do not tell, say so.',
		`Question: ${question}`
	].join('\n\n');
}
