// How the stories of one-step word problems are told: their form, the frames they stand in, and the
// people, things and measures they are about. Not the stories themselves (word-problem-plus.ts,
// -minus.ts, -times.ts, -share.ts), nor how they are worked out (word-problems.ts).

import type { Random } from '../random.ts';

/**
 * `facts # question`: the facts start small, so that "If {facts}, {question}?" can be made of them.
 * {a} and {b} are the numbers; the other arguments are those of `cast`, the same all through a story.
 */
export type Story = string;
export interface Stories {
	/** Numbers of any size. */
	any: readonly Story[];
	/** Numbers under 100 only: ages, hours, people in a car. */
	close: readonly Story[];
	/** Told in whole sentences, where facts and question cannot be told apart. */
	whole: readonly string[];
}

/** How facts and question stand together. {S}, {Q} start large, {s}, {q} small. */
// prettier-ignore
export const STORY_FRAMES = [
  '{S}. {Q}?', '{S}. {Q}?', '{S}. {Q}', '{S}, {q}?', '{S} - {q}?', '{Q}? {S}.', '{Q}: {s}?', 'If {s}, {q}?',
  '{Q} if {s}?', '{S}. So {q}?', '{S}. Now, {q}?', '{S}. Tell me: {q}?', 'Suppose {s}. {Q}?', '{S}. I wonder: {q}?', 'When {s}, {q}?', '{S}. {Q} then?',
  '{S}.\n{Q}?', 'Let us say {s}. {Q}?', '{S}. Can you tell: {q}?', 'Problem: {s}. {Q}?', '{S}. Question: {q}?', 'I need to know: {q}? {S}.', '{S}; {q}?', 'Imagine {s}. {Q}?',
  'Here is the story: {s}. {Q}?', '{Q}, given that {s}?', '{S}. Do you know: {q}?', '{S}. Work this out: {q}?', 'Riddle: {s}. {Q}?', 'In case {s}, {q}?', 'Say {s}. {Q}?', '{S} ... {q}?',
  '{S}, so {q}?', '{S}. My question is: {q}?', 'Given: {s}. Asked: {q}?', '{Q}? ({S})', 'Homework: {s}. {Q}?', 'Help me out: {s}. {Q}?', '{S}. What I need to know is: {q}?', '{S}. {Q}? Show how.',
  '{S}. Any idea {q}?', '{S}. Calculate: {q}?', 'Answer this: {q}? {S}.', 'It is known that {s}. {Q}?', 'We know that {s}. {Q}?', '{Q}, if {s}?', '{Q} when {s}?', '{S}. Please work out: {q}?',
  '{S}. And now: {q}?', '{S}. The question is {q}.', "Let's assume {s}. {Q}?", 'Assume {s}. {Q}?', 'Assuming {s}, {q}?', 'It so happens that {s}. {Q}?', 'Story: {s}.\nQuestion: {q}?', '{S}.\n\n{Q}?',
  '{S} => {q}?', '{S}: {q}?', '{S}. {Q}, please?', '{S}. {Q}? Just the number.', '{S}. {Q} exactly?', 'Here is one for you: {s}. {Q}?', 'Listen: {s}. {Q}?', 'I was told that {s}. {Q}?',
  'A puzzle: {s}. {Q}?', '{S}. My teacher asks: {q}?', '{S}. I forgot: {q}?', '{Q}? I know that {s}.', '{Q}? All I know is that {s}.', '{Q}? The facts: {s}.', 'Tell me {q} if {s}.', 'Now {s}. {Q}?',
  'This happened: {s}. {Q}?', 'Provided that {s}, {q}?', 'Since {s}, {q}?', 'As {s}, {q}?', '{S} and I wonder {q}.', '{S}, and now I ask {q}.', 'Word problem: {s}. {Q}?', '{S}. Then {q}?',
  '{S} so {q}', '{S} {q}',
];

// prettier-ignore
const THINGS = 'apples books coins pencils cards stones marbles cookies stamps balls eggs shells pears tickets stickers flowers cups bottles toys candies plates spoons buttons ribbons balloons oranges lemons plums tomatoes potatoes postcards photos keys candles magnets puzzles erasers muffins beads comics nuts badges pens notebooks roses hats shirts socks mugs glasses forks bricks tiles nails screws ropes lamps pillows towels blankets cakes donuts rolls pancakes sandwiches carrots onions peaches cherries melons bananas grapes berries pumpkins chestnuts mushrooms leaves feathers crystals seeds tulips dolls kites robots crayons brushes envelopes folders posters records tokens vouchers medals trophies bells flags maps letters'.split(' ');
/** In the singular and the plural. */
// prettier-ignore
const CONTAINERS: readonly (readonly [string, string])[] = [['box', 'boxes'], ['bag', 'bags'], ['basket', 'baskets'], ['crate', 'crates'], ['jar', 'jars'], ['drawer', 'drawers'], ['tin', 'tins'], ['bucket', 'buckets'], ['packet', 'packets'], ['carton', 'cartons'], ['sack', 'sacks'], ['case', 'cases'], ['chest', 'chests'], ['bowl', 'bowls']];
// prettier-ignore
const CAST: Readonly<Record<string, readonly string[]>> = {
  e: ['euros', 'euros', 'dollars', 'dollars', 'pounds', 'crowns', 'francs'],
  d: ['km', 'km', 'miles', 'kilometers', 'meters'],
  l: ['cm', 'cm', 'meters', 'feet', 'inches', 'mm', 'centimeters'],
  w: ['kg', 'kg', 'grams', 'kilos', 'pounds', 'tons'],
  v: ['liters', 'liters', 'litres', 'gallons', 'ml', 'cups'],
  t: ['minutes', 'minutes', 'hours', 'seconds', 'days'],
  p: ['people', 'children', 'visitors', 'guests', 'students', 'tourists', 'pupils', 'fans', 'scouts', 'customers', 'travelers', 'dancers'],
  g: ['museum', 'library', 'factory', 'zoo', 'hospital', 'hotel', 'school', 'market', 'bank', 'theater', 'cafe', 'park'],
};
/** People without a name. */
// prettier-ignore
const PERSONS = ['my sister', 'my brother', 'my uncle', 'my aunt', 'my friend', 'my neighbor', 'my cousin', 'my boss', 'our teacher', 'our coach', 'the farmer', 'the baker', 'the gardener', 'the girl', 'the boy', 'the man', 'the woman', 'the cook', 'the nurse', 'the pilot', 'the painter', 'the driver', 'grandma', 'grandpa', 'mum', 'dad', 'Mr Brown', 'Mrs Green', 'Ms Lopez', 'Mr Smith', 'Dr Khan', 'Mrs Novak'];

/** The people, things and measures of one story, by argument: {n} and {m} people, {i} and {j} things. */
export function cast(r: Random, names: readonly string[]): Record<string, string> {
	const [n, m] = r.sample(names, 2) as [string, string],
		[person, other] = r.sample(PERSONS, 2) as [string, string],
		[i, j] = r.sample(THINGS, 2) as [string, string],
		[c, cs] = r.pick(CONTAINERS);
	const values: Record<string, string> = { i, j, c, cs };
	values.n = r.chance(0.2) ? person : n;
	values.m = r.chance(0.2) ? other : m;
	for (const [key, words] of Object.entries(CAST)) values[key] = r.pick(words);
	return values;
}
