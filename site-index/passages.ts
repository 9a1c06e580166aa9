// Cuts a page into passages, each under one heading. Pure. Not here: how long they are (decide/cut-passages.ts).

import type { SitePassage } from '../src/contract/site-index.ts';
import { cutPassages } from '../src/decide/cut-passages.ts';
import type { Section, SiteDocument } from './document.ts';

/** Passages of one page, without its place among the pages. */
export function passagesOf({ title, sections }: SiteDocument): Omit<SitePassage, 'page'>[] {
	const passages: Omit<SitePassage, 'page'>[] = [];
	const above: Section[] = [];
	for (const section of sections) {
		while (above.length > 0 && above.at(-1)!.level >= section.level) above.pop();
		if (section.level > 0) above.push(section);
		const heading = above
			.map((one) => one.heading)
			.filter((one, i) => one !== '' && !(i === 0 && one === title))
			.join(' › ');
		// The nearest that has a name: a reader is led at least to the right part of the page.
		const { anchor = '' } = above.findLast((one) => one.anchor !== '') ?? {};
		for (const { text } of cutPassages(section.blocks)) passages.push({ heading, anchor, text });
	}
	return passages;
}
