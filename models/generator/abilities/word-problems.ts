// One-step word problems: a story with two numbers, the sum it comes to, and the sum worked out.
// Not the stories themselves (word-problem-wordings.ts), nor bare sums (arithmetic.ts).

import { capitalise, casually, type Draw, type Exchange, expand } from '../grammar.ts';
import { NAMES } from '../facts/words.ts';
import { chained, operands, solve } from './arithmetic.ts';
import { MINUS, PLUS, SHARE, STORY_FRAMES, type Stories, TIMES } from './word-problem-wordings.ts';
import { MINUS_WHOLE, PLUS_WHOLE, TIMES_WHOLE } from './word-problem-sentences.ts';

// prettier-ignore
const THINGS = 'apples books coins pencils cards stones marbles cookies stamps balls eggs shells pears tickets stickers flowers cups bottles toys candies plates spoons buttons ribbons balloons oranges lemons plums tomatoes potatoes postcards photos keys candles magnets puzzles erasers muffins beads comics nuts badges'.split(' ');
const BY_OPERATOR = {
	'+': [PLUS, PLUS_WHOLE],
	'-': [MINUS, MINUS_WHOLE],
	'*': [TIMES, TIMES_WHOLE]
} as const satisfies Record<string, readonly [Stories, readonly string[]]>;

/** Facts and question of a story, put together in one of the frames of this side. */
function told(draw: Draw, story: string): string {
	const [facts, question] = expand(story, draw.random).split(' # ') as [string, string];
	return draw
		.branch(STORY_FRAMES)
		.replace('{S}', () => capitalise(facts))
		.replace('{s}', () => facts)
		.replace('{Q}', () => capitalise(question))
		.replace('{q}', () => question);
}

/** A quotient that comes out even: a times table backwards, all of which is taught. */
function shared(draw: Draw): Exchange {
	const r = draw.random,
		b = r.int(2, 10),
		value = r.int(2, 10),
		a = b * value,
		[n, m] = r.sample(NAMES, 2) as [string, string];
	const prompt = draw.phrase(
		{ q: [told(draw, draw.branch(SHARE))] },
		{ a, b, n, m, i: r.pick(THINGS) },
		r.chance(0.4)
	);
	return {
		prompt: casually(prompt, r),
		answer: `${a}/${b}: ${b}*${value}=${a}. So ${value}.`,
		ability: 'word-problems',
		followUp: chained(value, 'word-problems')
	};
}

export function wordProblems(draw: Draw): Exchange {
	const r = draw.random;
	if (r.chance(0.12)) return shared(draw);
	const operator = r.pick(['+', '-', '*'] as const);
	let [a, b] = operands(draw, operator);
	// Nobody tells a story of "1 apples".
	while (a < 2 || b < 2) [a, b] = operands(draw, operator);
	if (operator !== '+' && a < b) [a, b] = [b, a];
	const [n, m] = r.sample(NAMES, 2) as [string, string],
		[stories, whole] = BY_OPERATOR[operator];
	const wording = r.chance(0.25)
		? whole
		: [told(draw, draw.branch(a < 100 && b < 100 && r.chance(0.35) ? stories.close : stories.any))];
	const prompt = draw.phrase({ q: wording }, { a, b, n, m, i: r.pick(THINGS) }, r.chance(0.4));
	const s = solve(a, operator, b);
	return {
		prompt: casually(prompt, r),
		answer: `${a}${operator}${b}: ${s.text}`,
		ability: 'word-problems',
		followUp: chained(s.value, 'word-problems')
	};
}
