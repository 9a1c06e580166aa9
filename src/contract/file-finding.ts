// What was looked up in a conversation's files for an answer, as it is kept with it and shown under it. Not
// here: the looking (files/), and what a model is given of it (turn/file-prompt.ts).

import { ParseError } from './errors.ts';
import { asArray, asInteger, asObject, asString } from './parse.ts';

/** A passage of a file, with where it stands: lines are counted from 1, in a PDF on their page. */
export type FileCitation = {
	name: string;
	/** From 1; null where the file has no pages. */
	page: number | null;
	fromLine: number;
	toLine: number;
	text: string;
};

/** What of the files was used for an answer. */
export type FileFinding = {
	/** Names of files that were read from their beginning to their end. */
	whole: readonly string[];
	/** Passages found, best first. */
	citations: readonly FileCitation[];
	/** Whether whoever answered was given them. */
	read: boolean;
	/** Nothing answered to the question's words, so these are the files' beginnings. */
	beginnings?: true;
};

/** What is kept with an answer. Throws ParseError. */
export function fileFindingFrom(value: unknown, path: string): FileFinding {
	const { whole, citations, read, beginnings } = asObject(value, path);
	return {
		whole: asArray(whole, `${path}.whole`).map((name, i) => asString(name, `${path}.whole[${i}]`)),
		citations: asArray(citations, `${path}.citations`).map((item, i) =>
			citationFrom(item, `${path}.citations[${i}]`)
		),
		read: read === true,
		...(beginnings === true && { beginnings })
	};
}

function citationFrom(value: unknown, path: string): FileCitation {
	const { name, page, fromLine, toLine, text } = asObject(value, path);
	const citation = {
		name: asString(name, `${path}.name`),
		page: page === null ? null : asInteger(page, `${path}.page`, 1),
		fromLine: asInteger(fromLine, `${path}.fromLine`, 1),
		toLine: asInteger(toLine, `${path}.toLine`, 1),
		text: asString(text, `${path}.text`)
	};
	if (citation.toLine < citation.fromLine)
		throw new ParseError(`${path}.toLine`, 'should not come before the first line.');
	return citation;
}
