// What a site's pages hold on a question, as it is kept with an answer and shown under it. Apart from the index
// (site-index.ts), which only a site's chat reads.

import { ParseError } from './errors.ts';
import { asArray, asObject, asString } from './parse.ts';

/** What is shown of a passage under an answer, and kept with it. */
export type SiteCitation = { title: string; url: string; text: string };

/** What a site's pages hold on a question. Without citations the site does not tell. */
export type SiteFinding = {
	citations: readonly SiteCitation[];
	/** Whether whoever answered was given the passages. */
	read: boolean;
};

/** What is kept with an answer. Throws ParseError; an address that may not be followed is refused. */
export function siteFindingFrom(value: unknown, path: string): SiteFinding {
	const { citations, read } = asObject(value, path);
	return {
		citations: asArray(citations, `${path}.citations`).map((item, i): SiteCitation => {
			const at = `${path}.citations[${i}]`;
			const { title, url, text } = asObject(item, at);
			const href = asString(url, `${at}.url`);
			if (!/^https?:\/\//i.test(href) || !URL.canParse(href))
				throw new ParseError(`${at}.url`, 'should be an http or https address.');
			return {
				title: asString(title, `${at}.title`),
				url: href,
				text: asString(text, `${at}.text`)
			};
		}),
		read: read === true
	};
}
