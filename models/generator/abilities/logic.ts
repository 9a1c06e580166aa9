// Logic: transitive comparison, the next in a sequence, the odd one out.

import type { Draw, Exchange, Wording } from '../grammar.ts';
import { DAYS, MONTHS, NAMES } from '../facts/words.ts';

// prettier-ignore
const COMPARE: [string, string, string][] = [['taller', 'tallest', 'shortest'], ['older', 'oldest', 'youngest'], ['faster', 'fastest', 'slowest'], ['richer', 'richest', 'poorest'], ['stronger', 'strongest', 'weakest'], ['heavier', 'heaviest', 'lightest'], ['smarter', 'smartest', 'least smart']];
// prettier-ignore
const WHO: Wording = { q: ['{f} (Now |And |)(who|who then|which one|which of them)( of the three|) is the {k}( one| of all| of the three|)?', "{f} (Who's|who is) the {k}?", '{f} The {k} (person|one|of the three) is?', 'Who is the {k}? {f}', 'Who would be the {k} here? {f}', 'Find the {k}: {f}', '{f} I want to know who is the {k}.', '{f} Name the {k}.', '{f} Who is the {k}?', '{f} Who is {k}?', '{f} Which person is the {k}?', '{f} Name the {k} one.', 'Who is the {k}, if {g}?', '{f} So who is the {k}?', '{f} The {k} is?', '{f} Tell me who is {k}.', 'If {g}, who is {k}?', '{f} Who of them is the {k}?'] };
/** Four things as people list them. */
function listed(items: string[], r: Draw['random']): string {
	const k = r.next();
	if (k < 0.7) return items.join(', ');
	if (k < 0.85) return `${items.slice(0, -1).join(', ')} ${r.pick(['and', 'or'])} ${items.at(-1)}`;
	return items.join(r.pick([' / ', ' - ', ' ', '; ']));
}
export function logic(draw: Draw): Exchange {
	const r = draw.random,
		kind = r.weighted([0, 1, 2], [3, 3, 4]);
	if (kind === 0) {
		const [a, b, c] = draw.argument(
			() => r.sample(NAMES, 3) as [string, string, string],
			(x) => x.join()
		);
		const [more, most, least] = r.pick(COMPARE),
			top = r.chance(0.5),
			is = more === 'faster' && r.chance(0.5) ? r.pick(['swims', 'drives']) : 'is',
			facts = r.shuffle([`${a} ${is} ${more} than ${b}`, `${b} ${is} ${more} than ${c}`]);
		const prompt = draw.phrase(
			WHO,
			{
				f: facts.join(r.pick(['. ', '. ', ' and ', ', ', ', and '])) + '.',
				g: facts.join(' and '),
				k: top ? most : least
			},
			r.chance(0.6)
		);
		return { prompt, answer: `${a} > ${b} > ${c}. So ${top ? a : c}.`, ability: 'logic' };
	}
	if (kind === 1) {
		const [from, step] = draw.argument(
			() => [r.int(1, 60), r.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, -1, -2, -3, -5])] as const,
			(x) => 'sequence:' + x.join()
		);
		const double = r.chance(0.2),
			start = step < 0 ? from + 30 : from,
			list = double
				? [0, 1, 2, 3].map((i) => ((from % 9) + 1) * 2 ** i)
				: [0, 1, 2, 3].map((i) => start + i * step);
		const next = double ? list[3]! * 2 : list[3]! + step;
		const shown = list.slice(0, r.chance(0.7) ? 4 : 3),
			answerNext = shown.length === 4 ? next : list[3]!,
			last = shown[shown.length - 1]!;
		const prompt = draw.phrase(
			{
				np: [
					'the number that follows {s}',
					'the next value of {s}',
					'the number missing at the end: {s}',
					'what follows {s}',
					'the next number in {s}',
					'the next number: {s}',
					'the number after {s}',
					'the next in the sequence {s}'
				],
				vp: [
					'continue {s}',
					'carry on: {s}',
					'go on with {s}',
					'extend the sequence {s}',
					'add the next number: {s}',
					'finish the series {s}',
					'say the next number after {s}',
					'continue the sequence {s}',
					'find the next number: {s}',
					'complete the series {s}'
				],
				q: [
					'What comes next: {s}?',
					'{s}, (and next|so|next|what now)?',
					'{s} and (next|so on, what is next|after that)?',
					'(Which|What) (number|one) (comes|goes|is|should be|would be) next(:| in| after|,) {s}?',
					'I count {s}. What is next?',
					'{s}, ?',
					'{s}, __',
					'{s} ... (next|the next one)?',
					'if the numbers are {s}, what is next?',
					'(a|the) (pattern|series|row) goes {s}. What is next?',
					'how does {s} continue?',
					'Which number must follow {s}?',
					'What is next in the sequence {s}?',
					'{s}, what comes next?',
					'Which number follows? {s}',
					'{s}, ...',
					'Sequence {s}: next?',
					'what number comes after {s}',
					'next in sequence {s}'
				]
			},
			{ s: shown.join(r.chance(0.85) ? ', ' : ' ') }
		);
		return {
			prompt,
			answer: double
				? `Each is doubled: ${last}*2=${answerNext}. So ${answerNext}.`
				: step > 0
					? `Each is ${step} more: ${last}+${step}=${answerNext}. So ${answerNext}.`
					: `Each is ${-step} less: ${last}-${-step}=${answerNext}. So ${answerNext}.`,
			ability: 'logic'
		};
	}
	const kinds = Object.keys(KINDS),
		[main, other] = draw.argument(
			() => r.sample(kinds, 2) as [string, string],
			(x) => 'odd:' + x.join()
		);
	const three = r.sample(KINDS[main]!, 3),
		odd = r.pick(KINDS[other]!);
	const prompt = draw.phrase(
		{
			np: [
				'the odd one out: {s}',
				'the odd one out of {s}',
				'the one that does not belong: {s}',
				'the one that is different: {s}',
				'the word that does not fit: {s}',
				'the stranger among {s}',
				'the odd one among {s}'
			],
			vp: [
				'pick the odd one out: {s}',
				'find the word that is different: {s}',
				'spot the odd one: {s}',
				'find the intruder: {s}',
				'tell me which one is not like the others: {s}',
				'choose the one that does not match: {s}',
				'find the odd one out: {s}',
				'pick the one that does not fit: {s}',
				'name the one that does not belong: {s}'
			],
			q: [
				'Which is the odd one out: {s}?',
				'{s}. (Which|What) (one|word|thing) (does not|is the one that does not) (belong|fit|match)( here| there| with the others|)?',
				'{s} - (which one is|what is) (different|odd|wrong|the odd one|not like the others)?',

				'(Which|What) is not like the others: {s}?',
				'One of these is (different|wrong): {s}. Which( one|)?',
				"{s}. One doesn't fit. Which?",
				'{s}: which one is out of place?',
				'in {s}, which one is different?',
				'Here are four words: {s}. Which is the odd one out?',
				'who does not belong: {s}?',
				'Which (word |one |)does not (belong|fit): {s}?',
				"{s}: which one doesn't belong?",
				'odd one out: {s}',
				'Which of these is different: {s}?',
				"What doesn't belong? {s}",
				'which word is out of place: {s}'
			]
		},
		{ s: listed(r.shuffle([...three, odd]), r) }
	);
	return { prompt, answer: `The others are ${main}. So ${odd}.`, ability: 'logic' };
}
// prettier-ignore
const KINDS: Record<string, string[]> = {
  animals: 'dog cat horse cow lion rabbit sheep wolf tiger monkey bear fox goat pig duck elephant zebra mouse snake frog eagle camel dolphin'.split(' '), fruits: 'apple banana grape lemon pear orange cherry plum peach mango strawberry melon pineapple'.split(' '), colors: 'red blue green yellow purple brown pink black white gray'.split(' '),
  tools: 'hammer saw drill screwdriver wrench pliers axe shovel rake'.split(' '), vehicles: 'car bus train truck bicycle boat plane ship tractor motorcycle'.split(' '), clothes: 'shirt jacket hat sock shoe scarf coat glove dress trousers'.split(' '), instruments: 'piano guitar violin drum flute trumpet harp cello'.split(' '),
  planets: 'Mars Venus Saturn Jupiter Neptune Mercury Uranus'.split(' '), months: MONTHS, days: DAYS, numbers: 'one two three four five six seven eight nine ten eleven twelve twenty'.split(' '), furniture: 'chair table sofa bed desk shelf wardrobe bench'.split(' '), vegetables: 'carrot potato onion cabbage spinach pea tomato cucumber lettuce'.split(' '),
  countries: 'France Spain Italy Japan Brazil Canada Egypt India Kenya Peru'.split(' '), drinks: 'water milk tea coffee juice beer wine lemonade'.split(' '), 'body parts': 'hand foot nose ear eye knee arm leg finger mouth'.split(' '), jobs: 'teacher doctor nurse farmer baker pilot lawyer plumber'.split(' '), sports: 'football tennis golf hockey rugby swimming boxing'.split(' '), metals: 'iron gold silver copper tin zinc lead'.split(' '),
};
