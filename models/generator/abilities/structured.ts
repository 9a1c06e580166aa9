// Tool calls as JSON, extraction from a sentence, transitive comparison, sequences, odd one out.

import { capitalise, type Draw, type Exchange, type Wording } from '../grammar.ts';
import { CITIES, DAYS, MONTHS, NAMES, SURNAMES, WORDS } from '../facts/words.ts';
import { madeUpWord } from './text.ts';

const json = (value: unknown): string => JSON.stringify(value);
const LANGUAGES =
	'French German Spanish Italian Japanese Polish Dutch Greek Turkish Swedish Chinese Portuguese'.split(
		' '
	);
const topic = (draw: Draw): string =>
	Array.from({ length: draw.random.pick([1, 2, 2, 3]) }, () =>
		draw.argument(
			() => draw.random.pick(WORDS),
			(w) => 'topic:' + w
		)
	).join(' ');
const city = (draw: Draw): string =>
	draw.argument(
		() =>
			draw.random.chance(0.7) ? draw.random.pick(CITIES) : capitalise(madeUpWord(draw.random)),
		(c) => 'city:' + c
	);
// prettier-ignore
const USE = ['Use the {t} tool: {b}', 'Call the {t} tool: {b}', '{t} tool: {b}', 'As a tool call: {b}', 'Tool call: {b}', 'As JSON tool call: {b}', '{b} Answer with a tool call.', '{b} (tool call)', '{b} Use a tool.', 'With a tool: {b}', 'Make a tool call: {b}', '{b} Reply as JSON.', 'Give the tool call: {b}'];

/** Name, wordings, arguments. Every request says that a tool is wanted: without that a bare
 * question about the weather is one we cannot answer. */
// prettier-ignore
const TOOLS: [string, string[], (d: Draw) => Record<string, string | number>][] = [
  ['weather', ["What's the weather in {city}?", 'weather in {city}', 'How is the weather in {city} today?', 'Will it rain in {city}?', 'Is it cold in {city}?', 'Check the weather for {city}.', 'forecast for {city}', 'Do I need an umbrella in {city}?', 'how warm is it in {city}'], (d) => ({ city: city(d) })],
  ['timer', ['Set a timer for {minutes} minutes.', 'timer {minutes} minutes', 'Start a {minutes} minute timer.', 'Count down {minutes} minutes.', 'Please time {minutes} minutes.', 'wake me in {minutes} minutes', 'remind me in {minutes} minutes', 'a timer of {minutes} min'], (d) => ({ minutes: d.argument(() => d.random.int(1, 120), (n) => `timer:${n}`) })],
  ['calculator', ['Compute {expression}.', 'What is {expression}?', 'calculate {expression}', 'Evaluate {expression}.', 'result of {expression}'], (d) => ({ expression: d.argument(() => `${d.random.int(2, 999)}${d.random.pick(['+', '-', '*', '/'])}${d.random.int(2, 99)}`) })],
  ['search', ['Search for {query}.', 'Look up {query}.', 'find notes about {query}', 'search my files for {query}', 'Please look for {query}.', 'google {query}', 'find something on {query}'], (d) => ({ query: topic(d) })],
  ['translate', ['Translate {text} into {to}.', 'translate {text} to {to}', 'How do you say {text} in {to}?', '{to} translation of {text}', 'What is {text} in {to}?', 'put {text} into {to}'], (d) => ({ text: topic(d), to: d.random.pick(LANGUAGES) })],
  ['convert', ['Convert {amount} {from} to {to}.', 'How much is {amount} {from} in {to}?', 'exchange {amount} {from} to {to}', '{amount} {from} in {to}', 'change {amount} {from} into {to}'], (d) => { const [from, to] = d.random.sample(['euro', 'dollar', 'yen', 'pound', 'franc', 'peso'], 2) as [string, string]; return { amount: d.argument(() => d.random.int(1, 900), (n) => `amount:${n}`), from, to }; }],
  ['calendar', ['Add {title} on {day} to my calendar.', 'Put {title} on {day}.', 'schedule {title} for {day}', 'Plan {title} on {day}.', 'calendar: {title}, {day}', 'I have {title} on {day}, note it.'], (d) => ({ title: topic(d), day: d.random.pick(DAYS) })],
  ['email', ['Write an email to {to} about {subject}.', 'Email {to}: {subject}', 'mail {to} about {subject}', 'Send {to} an e-mail about {subject}.', 'e-mail {subject} to {to}'], (d) => ({ to: d.argument(() => d.random.pick(NAMES), (n) => 'to:' + n), subject: topic(d) })],
];
export function toolCalls(draw: Draw): Exchange {
	const r = draw.random,
		[tool, wordings, make] = r.pick(TOOLS),
		values = make(draw);
	const body = draw.branch(wordings);
	const asked = draw
		.branch(USE)
		.replace('{t}', tool)
		.replace('{b}', () => body);
	return {
		// Mostly as it stands: a "real quick" after a search could belong to it.
		prompt: draw.phrase({ q: [asked] }, values, r.chance(0.8)),
		answer: json({ tool, ...values }),
		ability: 'tools'
	};
}

const DOMAINS = 'mail.com post.org inbox.net web.de home.io corp.com example.com site.net'.split(
	' '
);
// prettier-ignore
const SENTENCES = ['{n} will meet us on {d}, write to {e}.', 'Please contact {n} at {e} before {d}.', 'On {d} we expect {n} ({e}).', 'My name is {n}, my mail is {e} and I arrive on {d}.', 'The order from {n} was sent on {d}. Mail: {e}.', '{n} booked a room for {d} and can be reached at {e}.', 'Send the report to {e} by {d}, attention {n}.', '{n} paid {a} on {d}, receipt to {e}.', 'Invoice for {n} ({e}): {a}, due {d}.', 'We owe {n} {a}. Write to {e} by {d}.', 'From: {e}. Hello, I am {n} and I would like to come on {d}.', '{d}: call {n} about the {a} and mail {e}.', 'Ticket of {a} for {n}, valid on {d}, sent to {e}.'];
// prettier-ignore
const EXTRACT: Wording = { vp: ['extract the {k}: {s}', 'extract the {k} from this text: {s}', 'find the {k} in this text: {s}', 'get the {k} from: {s}', 'pull out the {k}: {s}', 'give me the {k} in: {s}', 'take the {k} from this sentence: {s}'], q: ['{s} What is the {k}?', 'What is the {k} in this text? {s}', '{k} in: {s}', 'Which {k} is mentioned? {s}', 'Read this: {s} What {k} is given?', '{s} Extract the {k}.', 'Text: {s} {k}?', '{s}\nWhat {k} is in this text?'] };
export function extraction(draw: Draw): Exchange {
	const r = draw.random;
	const [name, email, date, amount] = draw.argument(
		() => {
			const first = r.chance(0.65) ? r.pick(NAMES) : capitalise(madeUpWord(r)),
				last = r.chance(0.65) ? r.pick(SURNAMES) : capitalise(madeUpWord(r));
			return [
				`${first} ${last}`,
				first.toLowerCase() +
					r.pick(['.' + last.toLowerCase(), String(r.int(1, 99)), '_' + r.pick(WORDS), '']) +
					'@' +
					r.pick(DOMAINS),
				r.chance(0.6) ? `${r.pick(MONTHS)} ${r.int(1, 28)}` : `${r.int(1, 28)} ${r.pick(MONTHS)}`,
				r.chance(0.5) ? `$${r.int(5, 999)}` : `${r.int(5, 999)} euros`
			] as const;
		},
		(x) => x.join()
	);
	let template = draw.branch(SENTENCES);
	const k = r.pick(['name', 'email', 'date', 'amount'] as const);
	if (k === 'amount')
		while (!template.includes('{a}'))
			template = draw.branch(
				draw.held
					? [...SENTENCES, '{n} paid {a} on {d}, receipt to {e}.']
					: SENTENCES.filter((s) => s.includes('{a}'))
			);
	const s = template
		.replace('{n}', name)
		.replace('{e}', email)
		.replace('{d}', date)
		.replace('{a}', amount);
	const word = {
		name: r.pick(['name', 'name', 'person']),
		email: r.pick(['email', 'e-mail', 'email address', 'mail address']),
		date: r.pick(['date', 'date', 'day']),
		amount: r.pick(['amount', 'amount of money', 'price'])
	}[k];
	return {
		prompt: draw.phrase(EXTRACT, { k: word, s }, r.chance(0.7)),
		answer: { name, email, date, amount }[k],
		ability: 'extraction'
	};
}

// prettier-ignore
const COMPARE: [string, string, string][] = [['taller', 'tallest', 'shortest'], ['older', 'oldest', 'youngest'], ['faster', 'fastest', 'slowest'], ['richer', 'richest', 'poorest'], ['stronger', 'strongest', 'weakest'], ['heavier', 'heaviest', 'lightest'], ['smarter', 'smartest', 'least smart']];
// prettier-ignore
const WHO: Wording = { q: ['{f} Who is the {k}?', '{f} Who is {k}?', '{f} Which person is the {k}?', '{f} Name the {k} one.', 'Who is the {k}, if {g}?', '{f} So who is the {k}?', '{f} The {k} is?', '{f} Tell me who is {k}.', 'If {g}, who is {k}?', '{f} Who of them is the {k}?'] };
export function logic(draw: Draw): Exchange {
	const r = draw.random,
		kind = r.int(0, 2);
	if (kind === 0) {
		const [a, b, c] = draw.argument(
			() => r.sample(NAMES, 3) as [string, string, string],
			(x) => x.join()
		);
		const [more, most, least] = r.pick(COMPARE),
			top = r.chance(0.5),
			facts = r.shuffle([`${a} is ${more} than ${b}`, `${b} is ${more} than ${c}`]);
		const prompt = draw.phrase(
			WHO,
			{ f: facts.join('. ') + '.', g: facts.join(' and '), k: top ? most : least },
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
					'the next number in {s}',
					'the next number: {s}',
					'the number after {s}',
					'the next in the sequence {s}'
				],
				vp: [
					'continue {s}',
					'continue the sequence {s}',
					'find the next number: {s}',
					'complete the series {s}'
				],
				q: [
					'What comes next: {s}?',
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
			np: ['the odd one out: {s}', 'the odd one out of {s}', 'the one that does not belong: {s}'],
			vp: [
				'find the odd one out: {s}',
				'pick the one that does not fit: {s}',
				'name the one that does not belong: {s}'
			],
			q: [
				'Which is the odd one out: {s}?',
				'Which (word |one |)does not (belong|fit): {s}?',
				"{s}: which one doesn't belong?",
				'odd one out: {s}',
				'Which of these is different: {s}?',
				"What doesn't belong? {s}",
				'which word is out of place: {s}'
			]
		},
		{ s: r.shuffle([...three, odd]).join(', ') }
	);
	return { prompt, answer: `The others are ${main}. So ${odd}.`, ability: 'logic' };
}
// prettier-ignore
const KINDS: Record<string, string[]> = {
  animals: ['dog', 'cat', 'horse', 'cow', 'lion', 'rabbit', 'sheep', 'wolf', 'tiger', 'monkey'], fruits: ['apple', 'banana', 'grape', 'lemon', 'pear', 'orange', 'cherry', 'plum', 'peach'], colors: ['red', 'blue', 'green', 'yellow', 'purple', 'brown', 'pink', 'black'],
  tools: ['hammer', 'saw', 'drill', 'screwdriver', 'wrench', 'pliers'], vehicles: ['car', 'bus', 'train', 'truck', 'bicycle', 'boat', 'plane'], clothes: ['shirt', 'jacket', 'hat', 'sock', 'shoe', 'scarf', 'coat'], instruments: ['piano', 'guitar', 'violin', 'drum', 'flute', 'trumpet'],
  planets: ['Mars', 'Venus', 'Saturn', 'Jupiter', 'Neptune'], months: MONTHS, days: DAYS, numbers: ['three', 'seven', 'nine', 'twelve', 'twenty'], furniture: ['chair', 'table', 'sofa', 'bed', 'desk', 'shelf'], vegetables: ['carrot', 'potato', 'onion', 'cabbage', 'spinach', 'pea'],
};
