import { beforeAll, expect, test } from 'vitest';
import { MIX } from '../generator/conversation.ts';
import { Draw } from '../generator/grammar.ts';
import { Random } from '../generator/random.ts';
import { conclusion, isRight, type Match } from '../measure.ts';
import { answer } from './converse.ts';
import { knowledge } from './knowledge.ts';

const said = (prompt: string): string => answer([{ role: 'user', content: prompt }]).answer;

// Heard once; a busy machine takes its time.
const PATIENCE_MS = 180_000;
beforeAll(() => void knowledge(), PATIENCE_MS);

test.each([
	// Stories, whose people, things, measures and number words vary.
	['Our coach has 23 tulips and gets 14 more. How many tulips does our coach have?', '37'],
	['If a lamp costs $12 and a hat costs $7, how much do both cost together?', '19'],
	['Mrs Novak had seventeen melons and gave away nine. How many melons are left?', '8'],
	['How many drawers do I need for 16 screws if 2 fit in one?', '8']
])('works out a story: %s', (prompt, value) => {
	expect(conclusion(said(prompt))).toBe(value);
});

test.each([
	['Ann is taller than Bob. Cy is shorter than Bob. Who is the shortest?', 'Cy'],
	[
		'The red box is not as heavy as the blue box, and the lamp is not as heavy as the red box. Which is the heaviest?',
		'the blue box'
	],
	['neither Bob nor Cy is as old as Ann, and Bob is older than Cy. Who is the youngest?', 'Cy'],
	['If Mia runs faster than Leo, who runs faster than Tim, who runs slowest?', 'Tim'],
	['Which does not belong: Oak, Birch, Hammer, Elm?', 'Hammer'],
	['Three of these go together: red / blue / dog / green. Which does not?', 'dog'],
	['56,76,96,116, what is next?', '136'],
	['three six nine twelve ... next?', '15']
])('reasons: %s', (prompt, value) => {
	expect(conclusion(said(prompt))).toBe(value);
});

test.each([
	[
		'(call convert) Please change 807 pound into franc',
		{ tool: 'convert', amount: 807, from: 'pound', to: 'franc' }
	],
	[
		'tool=convert: the taxi wants 713 euro, what is that in dollar?',
		{ tool: 'convert', amount: 713, from: 'euro', to: 'dollar' }
	],
	['Using the weather tool: Is it warm in Oslo today?', { tool: 'weather', city: 'Oslo' }],
	[
		'Write JSON that calls the translate tool: Give the French word for family uncle',
		{ tool: 'translate', text: 'family uncle', to: 'French' }
	]
])('calls a tool: %s', (prompt, call) => {
	expect(JSON.parse(said(prompt))).toEqual(call);
});

test.each([
	['Take this: Passenger Maya Silek, seat 93 Who do they mean?', 'Maya Silek'],
	[
		'I got this mail: The hotel in Madrid takes 281 pounds a night. Would like the sum.',
		'281 pounds'
	],
	['Start: 7 March, 10:30\nwhich date is it?', '7 March'],
	['Questions? Write to ali_y@post.org. Which address is for mail?', 'ali_y@post.org']
])('takes out of a text: %s', (prompt, found) => {
	expect(said(prompt)).toBe(found);
});

test.each([
	['What is the capital of Peru?', 'The capital of Peru is Lima.'],
	['whats capital of Peru', 'The capital of Peru is Lima.'],
	[
		'I am in a hurry. Besides, leaves is the plural of leaf, right?',
		'Yes, the plural of leaf is leaves.'
	],
	['do i find namibia in africa or in north america?', 'Namibia is in Africa.'],
	['did Leo Tolstoy write Hamlet?', 'No, William Shakespeare wrote Hamlet.']
])('knows: %s', (prompt, fact) => {
	expect(said(prompt)).toBe(fact);
});

test.each([
	'What is the capital of Zorbania?',
	'oh and could you tell me who wrote The Island of the Browser?',
	'Wonderful! a resume please'
])('says that it does not know: %s', (prompt) => {
	expect(said(prompt)).toMatch(/I don't know that one/);
});

const MATCH: Readonly<Record<string, Match>> = { unknown: 'unknown', tools: 'json' };
/** What the starter is not taught of sums and roots is worked out here all the same. */
const isWorkedOut = (ability: string, text: string): boolean =>
	ability === 'unknown' && /So -?\d|`math\./.test(text);

test(
	'gets nine in ten held-out questions of all abilities right',
	() => {
		const each = 8,
			wrong: string[] = [];
		for (const [id, , make] of MIX)
			for (let i = 0; i < each; i++) {
				const {
					prompt,
					answer: expected,
					ability,
					alternatives
				} = make(new Draw(new Random(`tutor-test:${id}:${i}`), true));
				const text = said(prompt),
					match = MATCH[ability] ?? 'exact';
				const item = {
					prompt,
					answer: expected,
					ability,
					match,
					...(alternatives && { alternatives })
				};
				if (!isRight(item, text) && !isWorkedOut(ability, text))
					wrong.push(`${id}: ${prompt} -> ${text}`);
			}
		expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(0.1 * each * MIX.length);
	},
	PATIENCE_MS
);
