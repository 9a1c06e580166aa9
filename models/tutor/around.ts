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
	/** Sentences a request is put in: the group is the request; those that say most first. */
	frames: readonly RegExp[];
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
		frames: string[] = [],
		words = new Set<string>();
	for (const list of draw.lists) {
		const texts = list.flatMap(expansions).map((text) => keyboard(text.replace('{x}', ' ')));
		for (const word of texts.flatMap(wordsOf)) words.add(word);
		if (list.some((text) => text.includes('{x}'))) {
			frames.push(...list.flatMap(expansions));
			continue;
		}
		// Closings go on from what was said: with a space or a mark.
		const isAfter = list.filter((text) => /^[^\p{L}]/u.test(text)).length > list.length / 2;
		(isAfter ? after : before).push(...texts);
	}
	return {
		words,
		before: new RegExp(`^(?:${alternatives(before)})+`, 'iu'),
		after: new RegExp(`(?:${alternatives(after)})+[.?!]*$`, 'iu'),
		frames: [...new Set(frames)]
			.filter((text) => wordsOf(text).length > 1)
			.toSorted((a, b) => b.length - a.length)
			.map(
				(text) =>
					new RegExp(
						`^${text
							.replace(/[.?!]+$/, '')
							.split('{x}')
							.map((part) => escaped(keyboard(part)))
							.join('([^]+)')}[.?!]*$`,
						'iu'
					)
			)
	};
}

/** As `plainText` makes it, with the spaces at its ends. */
const keyboard = (text: string): string =>
	/^\s*/.exec(text)![0] + plainText(text) + (/\S(\s+)$/.exec(text)?.[1] ?? '');

const alternatives = (texts: readonly string[]): string =>
	[...new Set(texts)]
		.filter((text) => text.trim() !== '')
		.toSorted((a, b) => b.length - a.length)
		.map(escaped)
		.join('|');

const escaped = (text: string): string =>
	text
		.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
		.replace(/\s+/g, '\\s+')
		.replaceAll("'", "'?");

/** A text, and what is left of it without what stands before it, behind it, both, and its frame. */
export function bared(text: string): string[] {
	const { before, after, frames } = around();
	const cut = (one: string, pattern: RegExp) => one.replace(pattern, '').trim() || one;
	const [ending, starting] = [cut(text, after), cut(text, before)];
	const all = [...new Set([text, ending, starting, cut(starting, after)])];
	const inside = [text, all.at(-1)!].flatMap((one) => {
		const found = frames.find((frame) => frame.test(one));
		return found ? [found.exec(one)![1]!.trim()] : [];
	});
	return [...new Set([...all, ...inside])];
}
