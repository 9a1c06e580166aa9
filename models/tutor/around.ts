// What stands around a request: openings and remarks before it, closings behind it, and the words
// they and frames are made of. Heard from the grammar, list by list; nothing here knows what is asked.

import { Draw } from '../generator/grammar.ts';
import { Random } from '../generator/random.ts';
import { expansions, wordsOf } from './forms.ts';
import { plainText } from './text.ts';

export interface Around {
	/** Words of frames, openings, remarks and closings. */
	words: ReadonlySet<string>;
	/** All that stands at the start of a text and belongs to no request. */
	before: RegExp;
	after: RegExp;
}

/** Notes every list the grammar takes something from. */
class Noting extends Draw {
	readonly lists = new Set<readonly string[]>();

	override branch(list: readonly string[]): string {
		this.lists.add(list);
		return super.branch(list);
	}
}

// Stands for the request itself; occurs in no list of the grammar.
const REQUEST = 'zqzq';
// One in twenty requests has a remark before it, so all lists are heard long before.
const DRAWS = 400;

let heard: Around | null = null;

/** Heard the first time, some milliseconds. */
export function around(): Around {
	heard ??= listen();
	return heard;
}

function listen(): Around {
	const draw = new Noting(new Random('tutor:around'), false),
		own = [REQUEST];
	for (let i = 0; i < DRAWS; i++) draw.phrase({ np: own, vp: own, how: own, q: own });
	draw.lists.delete(own);
	const before: string[] = [],
		after: string[] = [],
		words = new Set<string>();
	for (const list of draw.lists) {
		const texts = list.flatMap(expansions).map((text) => keyboard(text.replace('{x}', ' ')));
		for (const word of texts.flatMap(wordsOf)) words.add(word);
		if (list.some((text) => text.includes('{x}'))) continue;
		// Closings go on from what was said: with a space or a mark.
		const isAfter = list.filter((text) => /^[^\p{L}]/u.test(text)).length > list.length / 2;
		(isAfter ? after : before).push(...texts);
	}
	return {
		words,
		before: new RegExp(`^(?:${alternatives(before)})+`, 'iu'),
		after: new RegExp(`(?:${alternatives(after)})+[.?!]*$`, 'iu')
	};
}

/** As `plainText` makes it, with the spaces at its ends. */
const keyboard = (text: string): string =>
	/^\s*/.exec(text)![0] + plainText(text) + (/\S(\s+)$/.exec(text)?.[1] ?? '');

const alternatives = (texts: readonly string[]): string =>
	[...new Set(texts)]
		.filter((text) => text.trim() !== '')
		.toSorted((a, b) => b.length - a.length)
		.map((text) =>
			text
				.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
				.replace(/\s+/g, '\\s+')
				.replaceAll("'", "'?")
		)
		.join('|');

/** A text, and what is left of it without what stands before it, behind it, and both. */
export function bared(text: string): string[] {
	const { before, after } = around();
	const cut = (one: string, pattern: RegExp) => one.replace(pattern, '').trim() || one;
	const [ending, starting] = [cut(text, after), cut(text, before)];
	return [...new Set([text, ending, starting, cut(starting, after)])];
}
