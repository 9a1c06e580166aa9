// Cuts a page into passages: each under one heading, of whole paragraphs where they fit and of whole
// sentences where not, long enough to say something and short enough for the embedder, which reads 128
// tokens, and for the context of a small model. Pure.

import type { SitePassage } from '../src/contract/site-index.ts';
import type { Section, SiteDocument } from './document.ts';

/** About 110 tokens of English, which leaves the embedder some for title and heading. */
export const MOST_CHARACTERS = 480;
/** A shorter rest goes with the passage before it. */
const LEAST_CHARACTERS = 60;

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
		for (const text of cut(section.blocks)) passages.push({ heading, anchor, text });
	}
	return passages;
}

function cut(blocks: readonly string[]): string[] {
	const pieces: string[] = [];
	let piece = '';
	const end = () => {
		if (piece === '') return;
		const last = pieces.at(-1);
		if (last !== undefined && piece.length < LEAST_CHARACTERS)
			pieces[pieces.length - 1] = `${last}\n${piece}`;
		else pieces.push(piece);
		piece = '';
	};
	for (const block of blocks)
		for (const part of block.length > MOST_CHARACTERS ? sentencesOf(block) : [block]) {
			const joined = piece === '' ? part : `${piece}${part === block ? '\n' : ' '}${part}`;
			if (joined.length <= MOST_CHARACTERS) piece = joined;
			else {
				end();
				piece = part;
			}
		}
	end();
	return pieces;
}

/** Sentences of at most MOST_CHARACTERS; a longer one is cut between words, and a longer word within. */
function sentencesOf(text: string): string[] {
	const sentences = text.match(/[^.!?…]+(?:[.!?…]+["”’)\]]*(?=\s|$)|[.!?…]+|$)\s*/g) ?? [text];
	return sentences.flatMap((sentence) => {
		const parts: string[] = [];
		let rest = sentence.trim();
		while (rest.length > MOST_CHARACTERS) {
			const space = rest.lastIndexOf(' ', MOST_CHARACTERS);
			const at = space > MOST_CHARACTERS / 2 ? space : MOST_CHARACTERS;
			parts.push(rest.slice(0, at).trim());
			rest = rest.slice(at).trim();
		}
		return rest === '' ? parts : [...parts, rest];
	});
}
