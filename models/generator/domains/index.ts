// Requests of every domain, written from templates: what the domain head learns where no public
// data lies beside the checkout, and part of what it learns where some does.
//
// A template is a branch: one in nine, by a hash of its text, is kept from training, and the
// held-out figures draw from nothing else.

import type { Random } from '../random.ts';
import { expand, isHeldBranch } from '../grammar.ts';
import { AUTOMATION } from './automation.ts';
import { CODE } from './code.ts';
import { CREATIVE } from './creative.ts';
import { FINANCE } from './finance.ts';
import { GENERAL } from './general.ts';
import { MATH } from './math.ts';
import { OUT_OF_SCOPE } from './out-of-scope.ts';
import { REASONING } from './reasoning.ts';
import { SCIENCE } from './science.ts';
import { fill } from './slots.ts';
import { REQUEST_FRAMES, TERM_FRAMES, VOCABULARY } from './vocabulary.ts';

/** Templates by class, `domain/part`. */
export const TEMPLATES: Record<string, readonly string[]> = {
	...GENERAL,
	...CODE,
	...REASONING,
	...AUTOMATION,
	...MATH,
	...SCIENCE,
	...FINANCE,
	...CREATIVE,
	...OUT_OF_SCOPE
};

// prettier-ignore
const OPENINGS = ['hey ', 'hi, ', 'hello, ', 'please ', 'can you help? ', 'quick question: ', 'ok ', 'so ', 'um ', 'well, ', 'I was wondering, ', 'good morning, ', 'question: ', 'I have a question. ', 'hey there, ', 'now ', 'also, ', 'one more thing: ', 'help me with this: ', 'do you know, ', 'sorry, '];
// prettier-ignore
const CLOSINGS = [' please', ', please', ' thanks', ' thank you', ' now', ' asap', ' for me', ' if you can', ', ok', ', thanks in advance'];

/** A request of a class. `held`: from branches that training never sees. */
export function domainRequest(name: string, random: Random, held: boolean): string {
	const terms = VOCABULARY[name];
	if (terms && random.chance(0.4)) return dressed(aboutTerm(name, terms, random, held), random);
	const all = TEMPLATES[name] ?? [];
	const side = all.filter((template) => isHeldBranch(template) === held);
	const template = random.pick(side.length > 0 ? side : all);
	return dressed(fill(expand(template, random), random), random);
}

/** Classes whose terms are things to be made or done, not explained. */
const MADE = new Set(['code/write', 'creative/stories', 'automation/lookup', 'reasoning/logic']);

/** A plain question about one of the class's terms; a term is a branch, a frame is not. */
function aboutTerm(name: string, terms: readonly string[], random: Random, held: boolean): string {
	const side = terms.filter((term) => isHeldBranch(term) === held);
	const [term = '', other = ''] = random.sample(side.length > 1 ? side : terms, 2);
	return random
		.pick(MADE.has(name) ? REQUEST_FRAMES : TERM_FRAMES)
		.replace('{term}', term)
		.replace('{other}', other);
}

/** The same request as another person would type it: an opening, a missing stop, a slip. */
export function dressed(text: string, random: Random): string {
	let result = text;
	if (random.chance(0.12)) result = random.pick(OPENINGS) + result;
	if (random.chance(0.45)) result = result.replace(/[.?!]+$/, '');
	else if (random.chance(0.2) && /\w$/.test(result)) result += random.pick(['?', '.', '?']);
	if (random.chance(0.06)) result = result.replace(/[.?!]+$/, '') + random.pick(CLOSINGS);
	if (random.chance(0.06)) result = slipped(result, random);
	return result;
}

/** One letter of one longer word lost, doubled or swapped with its neighbour. */
function slipped(text: string, random: Random): string {
	const places = [...text.matchAll(/(?<![\w{])[a-z]{4,}(?![\w}])/g)];
	if (places.length === 0) return text;
	const place = random.pick(places);
	const at = place.index + random.int(1, place[0].length - 2);
	const letter = text.charAt(at);
	const changed = random.pick(['', letter + letter, text.charAt(at + 1) + letter]);
	return (
		text.slice(0, at) +
		changed +
		text.slice(at + (changed.length === 2 && changed !== letter + letter ? 2 : 1))
	);
}
