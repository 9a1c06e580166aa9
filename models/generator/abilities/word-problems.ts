// One-step word problems: a story with two numbers, the sum it comes to, and the sum worked out.
// Not the stories themselves (word-problem-plus.ts and its siblings), nor bare sums (arithmetic.ts).

import { capitalise, casually, type Draw, type Exchange, expand } from '../grammar.ts';
import { NAMES } from '../facts/words.ts';
import type { Random } from '../random.ts';
import { chained, numberWords, operands, solve } from './arithmetic.ts';
import { MINUS_CHAT, PLUS_CHAT } from './word-problem-chat.ts';
import { SHARE_CHAT, TIMES_CHAT } from './word-problem-chat-times.ts';
import { MINUS_DAILY, PLUS_DAILY, SHARE_DAILY, TIMES_DAILY } from './word-problem-daily.ts';
import { MINUS } from './word-problem-minus.ts';
import { SHARE_MORE, TIMES_MORE } from './word-problem-packs.ts';
import {
	MINUS_MORE,
	PLUS_MORE,
	SHARE_STILL,
	STORY_FRAMES_MORE,
	TIMES_STILL
} from './word-problem-more.ts';
import { PLUS } from './word-problem-plus.ts';
import { BOTH, FULL, LEFT, NEEDED } from './word-problem-rest.ts';
import { SHARE } from './word-problem-share.ts';
import { TIMES } from './word-problem-times.ts';
import { MINUS_TURNS, PLUS_TURNS, SHARE_TURNS, TIMES_TURNS } from './word-problem-turns.ts';
import { cast, STORY_FRAMES, type Stories } from './word-problem-wordings.ts';

const joined = (...all: readonly Stories[]): Stories => ({
	any: all.flatMap((stories) => stories.any),
	close: all.flatMap((stories) => stories.close),
	whole: all.flatMap((stories) => stories.whole)
});
const QUOTIENTS = joined(SHARE, SHARE_MORE, SHARE_STILL, SHARE_DAILY, SHARE_TURNS, SHARE_CHAT);
const BY_OPERATOR = {
	'+': joined(PLUS, PLUS_MORE, PLUS_DAILY, PLUS_TURNS, PLUS_CHAT),
	'-': joined(MINUS, MINUS_MORE, MINUS_DAILY, MINUS_TURNS, MINUS_CHAT),
	'*': joined(TIMES, TIMES_MORE, TIMES_STILL, TIMES_DAILY, TIMES_TURNS, TIMES_CHAT)
} as const;
const FRAMES = [...STORY_FRAMES, ...STORY_FRAMES_MORE];

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
		.branch(FRAMES)
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

/**
 * The steps of a quotient under twenty, a times table backwards, beyond ten in two steps:
 * `7*10=70, 94-70=24, 7*3=21, 24-21=3, 10+3=13`.
 */
function quotientSteps(a: number, b: number): string {
	const value = Math.floor(a / b),
		steps: string[] = [];
	let rest = a;
	for (const part of value > 10 ? [10, value - 10] : [value]) {
		steps.push(`${b}*${part}=${b * part}`);
		if (rest > b * part) steps.push(`${rest}-${b * part}=${rest - b * part}`);
		rest -= b * part;
	}
	if (value > 10) steps.push(`10+${value - 10}=${value}`);
	return steps.join(', ');
}

/** A quotient of some number of up to about a hundred: `inTables` of them by the times tables alone. */
function timesOf(r: Random, b: number, inTables: number): number {
	const most = Math.min(19, Math.floor(100 / b));
	return most <= 10 || r.chance(inTables) ? r.int(2, 10) : r.int(11, most);
}

/** A quotient that need not come out even: the full ones, the rest, both, or enough for all. */
function sharedWithRest(draw: Draw): Exchange {
	const r = draw.random;
	const [a, b] = draw.argument(
		() => {
			const b = r.int(2, 10),
				value = timesOf(r, b, 0.65);
			return [b * value + (r.chance(0.08) ? 0 : r.int(1, b - 1)), b] as const;
		},
		(x) => `rest:${x.join(':')}`
	);
	const [value, rest] = [Math.floor(a / b), a % b],
		stories = r.weighted([BOTH, FULL, LEFT, NEEDED], [5, 2, 2, 1]),
		ends =
			stories === BOTH
				? `. So ${value} remainder ${rest}.`
				: stories === LEFT
					? `. So ${rest}.`
					: stories === NEEDED && rest
						? `, ${value}+1=${value + 1}. So ${value + 1}.`
						: `. So ${value}.`;
	return {
		prompt: asked(draw, told(draw, stories, false), a, b),
		answer: `${a}/${b}: ${quotientSteps(a, b)}${ends}`,
		ability: 'word-problems'
	};
}

/** A quotient that comes out even: of the times tables all is taught, beyond them some. */
function shared(draw: Draw): Exchange {
	const r = draw.random,
		b = r.int(2, 10),
		value = timesOf(r, b, 0.88),
		a = b * value;
	return {
		prompt: asked(draw, told(draw, QUOTIENTS, false), a, b),
		answer: `${a}/${b}: ${quotientSteps(a, b)}. So ${value}.`,
		ability: 'word-problems',
		followUp: chained(value, 'word-problems')
	};
}

export function wordProblems(draw: Draw): Exchange {
	const r = draw.random;
	if (r.chance(0.09)) return sharedWithRest(draw);
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
