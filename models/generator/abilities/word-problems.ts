// One-step word problems: a story with two numbers, the sum it comes to, and the sum worked out.
// Not the stories themselves (word-problem-plus.ts and its siblings), nor bare sums (arithmetic.ts).

import { capitalise, casually, type Draw, type Exchange, expand } from '../grammar.ts';
import { NAMES } from '../facts/words.ts';
import type { Random } from '../random.ts';
import { chained, numberWords, operands, solve } from './arithmetic.ts';
import { MINUS } from './word-problem-minus.ts';
import { SHARE_MORE, TIMES_MORE } from './word-problem-packs.ts';
import { PLUS } from './word-problem-plus.ts';
import { SHARE } from './word-problem-share.ts';
import { TIMES } from './word-problem-times.ts';
import { cast, STORY_FRAMES, type Stories } from './word-problem-wordings.ts';

const joined = (some: Stories, more: Stories): Stories => ({
	any: [...some.any, ...more.any],
	close: [...some.close, ...more.close],
	whole: [...some.whole, ...more.whole]
});
const QUOTIENTS = joined(SHARE, SHARE_MORE);
const BY_OPERATOR = { '+': PLUS, '-': MINUS, '*': joined(TIMES, TIMES_MORE) } as const;

/** A story put into words, its people and things named, its numbers still open. */
function told(draw: Draw, stories: Stories, close: boolean): string {
	const r = draw.random,
		fits = close && stories.close.length > 0 && r.chance(0.35),
		values = cast(r, NAMES);
	const filled = (text: string): string =>
		text.replace(/\{(\w+)\}/g, (argument, key: string) => values[key] ?? argument);
	if (!fits && r.chance(0.25))
		return filled(expand(draw.branch(stories.whole), r)).replace(
			/(^|[.?!] )([a-z])/g,
			(_, before: string, letter: string) => before + letter.toUpperCase()
		);
	const story = filled(expand(draw.branch(fits ? stories.close : stories.any), r)),
		[facts, question] = story.split(' # ') as [string, string];
	return draw
		.branch(STORY_FRAMES)
		.replace('{S}', () => capitalise(facts))
		.replace('{s}', () => facts)
		.replace('{Q}', () => capitalise(question))
		.replace('{q}', () => question);
}

/** As prices and small numbers are written at times: "$12" for "12 dollars", "seven" for "7". */
function written(prompt: string, numbers: readonly number[], r: Random): string {
	if (r.chance(0.12))
		return prompt
			.replace(/(\d+) dollars/g, '$$$1')
			.replace(/(\d+) euros/g, r.pick(['\u20ac$1', '$1 \u20ac']));
	if (!r.chance(0.08)) return prompt;
	return numbers.reduce(
		(text, n) => text.replace(new RegExp(`\\b${n}\\b`, 'g'), numberWords(n) ?? String(n)),
		prompt
	);
}

/** The story as a prompt, with {a} and {b} in their places. */
function asked(draw: Draw, text: string, a: number, b: number): string {
	const r = draw.random,
		prompt = draw.phrase({ q: [text] }, { a, b }, r.chance(0.4));
	return casually(written(prompt, [a, b], r), r);
}

/** A quotient that comes out even: a times table backwards, all of which is taught. */
function shared(draw: Draw): Exchange {
	const r = draw.random,
		b = r.int(2, 10),
		value = r.int(2, 10),
		a = b * value;
	return {
		prompt: asked(draw, told(draw, QUOTIENTS, false), a, b),
		answer: `${a}/${b}: ${b}*${value}=${a}. So ${value}.`,
		ability: 'word-problems',
		followUp: chained(value, 'word-problems')
	};
}

export function wordProblems(draw: Draw): Exchange {
	const r = draw.random;
	if (r.chance(0.2)) return shared(draw);
	const operator = r.pick(['+', '-', '*'] as const);
	// Nobody tells a story of "1 apples", nor asks for the difference of two that are alike.
	const isTold = (a: number, b: number): boolean => a > 1 && b > 1 && (operator !== '-' || a !== b);
	let [a, b] = operands(draw, operator);
	while (!isTold(a, b)) [a, b] = operands(draw, operator);
	if (operator !== '+' && a < b) [a, b] = [b, a];
	let text = told(draw, BY_OPERATOR[operator], a < 100 && b < 100);
	// A sum is written down in the order in which its numbers were told.
	if (operator === '+' && text.indexOf('{b}') < text.indexOf('{a}'))
		text = text.replace(/\{[ab]\}/g, (x) => (x === '{a}' ? '{b}' : '{a}'));
	const s = solve(a, operator, b);
	return {
		prompt: asked(draw, text, a, b),
		answer: `${a}${operator}${b}: ${s.text}`,
		ability: 'word-problems',
		followUp: chained(s.value, 'word-problems')
	};
}
