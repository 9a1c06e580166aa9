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
const USE = ['Please answer with a tool call: {b}', 'JSON tool call, please: {b}', 'Which tool call is this? {b}', 'I need the tool call for: {b}', '{b} Do it with the {t} tool.', '{b} - as a tool call', '{b} (as JSON)', 'Turn this into a tool call: {b}', '{b} (use the {t} tool)', 'Using the {t} tool: {b}', 'Tool call please: {b}', 'call a tool: {b}', 'please use your {t} tool: {b}', 'Write the tool call for this: {b}', 'Express as a tool call: {b}', 'the {t} tool should do this: {b}', 'JSON for the {t} tool: {b}', '{b} I want the JSON of the tool call.', 'Use the {t} tool: {b}', 'Call the {t} tool: {b}', '{t} tool: {b}', 'As a tool call: {b}', 'Tool call: {b}', 'As JSON tool call: {b}', '{b} Answer with a tool call.', '{b} (tool call)', '{b} Use a tool.', 'With a tool: {b}', 'Make a tool call: {b}', '{b} Reply as JSON.', 'Give the tool call: {b}'];

/** Name, wordings, arguments. Every request says that a tool is wanted: without that a bare
 * question about the weather is one we cannot answer. */
// prettier-ignore
const TOOLS: [string, string[], (d: Draw) => Record<string, string | number>][] = [
  ['weather', ["what's it like outside in {city}?", 'tell me the weather in {city}', 'how hot is it in {city}?', 'weather {city}', 'Is it sunny in {city}?', 'is it snowing in {city}?', 'get the weather for {city}', 'how cold does it get in {city} today', 'show the forecast for {city} tomorrow', 'what temperature is it in {city}?', 'weather for {city} please', 'rain in {city}?', "What's the weather in {city}?", 'weather in {city}', 'How is the weather in {city} today?', 'Will it rain in {city}?', 'Is it cold in {city}?', 'Check the weather for {city}.', 'forecast for {city}', 'Do I need an umbrella in {city}?', 'how warm is it in {city}'], (d) => ({ city: city(d) })],
  ['timer', ['timer for {minutes} minutes', '{minutes} minutes timer', 'start the timer: {minutes} minutes', 'I want a timer of {minutes} minutes', 'set {minutes} minutes on the clock', 'run a timer for {minutes} minutes', 'let me know when {minutes} minutes are over', 'begin a countdown of {minutes} minutes', 'set the timer to {minutes} min', 'Set a timer for {minutes} minutes.', 'timer {minutes} minutes', 'Start a {minutes} minute timer.', 'Count down {minutes} minutes.', 'Please time {minutes} minutes.', 'wake me in {minutes} minutes', 'remind me in {minutes} minutes', 'a timer of {minutes} min'], (d) => ({ minutes: d.argument(() => d.random.int(1, 120), (n) => `timer:${n}`) })],
  ['calculator', ['work out {expression}', '{expression}', 'how much is {expression}?', 'calculate this: {expression}', 'do the calculation {expression}', 'use it on {expression}', 'with {expression}', 'solve {expression}', 'Compute {expression}.', 'What is {expression}?', 'calculate {expression}', 'Evaluate {expression}.', 'result of {expression}'], (d) => ({ expression: d.argument(() => `${d.random.int(2, 999)}${d.random.pick(['+', '-', '*', '/'])}${d.random.int(2, 99)}`) })],
  ['search', ['search: {query}', 'find {query}', 'look for notes on {query}', 'what do I have about {query}?', 'get me results for {query}', 'search the web for {query}', 'look up the words {query}', 'find documents about {query}', 'find notes on {query}', 'Search for {query}.', 'Look up {query}.', 'find notes about {query}', 'search my files for {query}', 'Please look for {query}.', 'google {query}', 'find something on {query}'], (d) => ({ query: topic(d) })],
  ['translate', ['translate: {text}, to {to}', 'the {to} word for {text}', 'how is {text} said in {to}?', 'I need {text} in {to}', '{text} in {to}', 'say {text} in {to}', 'get {text} translated into {to}', 'turn {text} into {to}', 'from English to {to}: {text}', 'Translate {text} into {to}.', 'translate {text} to {to}', 'How do you say {text} in {to}?', '{to} translation of {text}', 'What is {text} in {to}?', 'put {text} into {to}'], (d) => ({ text: topic(d), to: d.random.pick(LANGUAGES) })],
  ['convert', ['convert {amount} {from} into {to}', 'turn {amount} {from} into {to}', 'what do I get in {to} for {amount} {from}?', 'how many {to} are {amount} {from}?', '{amount} {from} to {to}', 'I have {amount} {from} and want {to}', 'exchange {amount} {from} for {to}', 'Convert {amount} {from} to {to}.', 'How much is {amount} {from} in {to}?', 'exchange {amount} {from} to {to}', '{amount} {from} in {to}', 'change {amount} {from} into {to}'], (d) => { const [from, to] = d.random.sample(['euro', 'dollar', 'yen', 'pound', 'franc', 'peso'], 2) as [string, string]; return { amount: d.argument(() => d.random.int(1, 900), (n) => `amount:${n}`), from, to }; }],
  ['calendar', ['enter {title} on {day}', 'note {title} for {day} in my calendar', 'put {title} in my calendar on {day}', 'on {day} I have {title}', 'add an event: {title} on {day}', '{day}: {title}, into the calendar', 'book {title} on {day}', 'save the date: {title}, {day}', 'Add {title} on {day} to my calendar.', 'Put {title} on {day}.', 'schedule {title} for {day}', 'Plan {title} on {day}.', 'calendar: {title}, {day}', 'I have {title} on {day}, note it.'], (d) => ({ title: topic(d), day: d.random.pick(DAYS) })],
  ['email', ['write {to} an email about {subject}', 'message {to} by email about {subject}', 'send a mail to {to}, subject {subject}', 'compose an email to {to} on {subject}', 'send {to} an email with the subject {subject}', 'drop {to} a mail about {subject}', 'mail to {to}: {subject}', 'Write an email to {to} about {subject}.', 'Email {to}: {subject}', 'mail {to} about {subject}', 'Send {to} an e-mail about {subject}.', 'e-mail {subject} to {to}'], (d) => ({ to: d.argument(() => d.random.pick(NAMES), (n) => 'to:' + n), subject: topic(d) })],
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
const SENTENCES = ['A letter for {n} comes on {d}.', '{n} called and asked for {a}.', 'Closed from {d}. Questions to {e}.', 'You can write to {e} until {d}.', 'Dear all, {n} starts on {d}.', '{n} expects you on {d}.', 'The ticket costs {a} and is valid until {d}.', 'Reach me at {e}. Regards, {n}', 'Please transfer {a} to {n}.', 'The bill of {a} is due on {d}.', 'Yesterday {n} lost {a} in the park.', 'Meeting with {n} on {d} in the main hall.', '{n} left a message: call back on {d}.', 'Write to {e} if you need anything.', 'The new phone costs {a}.', 'The exam takes place on {d} and {n} is in charge.', 'I sent {a} to {n} last week.', 'Sign up at {e}; the fee is {a}.', 'Reminder: {d}, dentist.', 'Our guest {n} stays until {d} and pays {a}.', '{n} will meet us on {d}, write to {e}.', 'Please contact {n} at {e} before {d}.', 'On {d} we expect {n} ({e}).', 'My name is {n}, my mail is {e} and I arrive on {d}.', 'The order from {n} was sent on {d}. Mail: {e}.', '{n} booked a room for {d} and can be reached at {e}.', 'Send the report to {e} by {d}, attention {n}.', '{n} paid {a} on {d}, receipt to {e}.', 'Invoice for {n} ({e}): {a}, due {d}.', 'We owe {n} {a}. Write to {e} by {d}.', 'From: {e}. Hello, I am {n} and I would like to come on {d}.', '{d}: call {n} about the {a} and mail {e}.', 'Ticket of {a} for {n}, valid on {d}, sent to {e}.'];
// prettier-ignore
const EXTRACT: Wording = { vp: ['extract the {k}: {s}', 'extract the {k} from this text: {s}', 'find the {k} in this text: {s}', 'get the {k} from: {s}', 'pull out the {k}: {s}', 'give me the {k} in: {s}', 'take the {k} from this sentence: {s}'], q: ['{s} What is the {k}?', 'What is the {k} in this text? {s}', '{k} in: {s}', 'Which {k} is mentioned? {s}', 'Read this: {s} What {k} is given?', '{s} Extract the {k}.', 'Text: {s} {k}?', '{s}\nWhat {k} is in this text?'] };
/** Questions that name what they want in their own way, by kind. */
// prettier-ignore
const ASK_FOR: Record<'name' | 'email' | 'date' | 'amount', Wording> = {
  name: { q: ['{s} Who is (mentioned|named|meant|this about|the person)?', 'Who is (mentioned|named|the person) (here|in this text|in this note|in this sentence)? {s}', "What is the (person|man or woman)'s name? {s}", '{s} Which person is it about?', 'who: {s}', "(find|get|pull out|extract) the (person's name|name of the person|full name)( here| from this| in this|): {s}", 'Whose name is in this? {s}', 'Text: {s} Who?', '"{s}" Who is that about?', 'Name the person: {s}', '{s} The name, please.'] },
  email: { q: ['{s} Where do I write to?', 'Which (email|mail) address (is in here|do you see|is given)? {s}', 'To which address (should I|do I) write? {s}', '(find|get|pull out|extract|copy) the (mail address|email|address with the @)( here| from this| out of this|): {s}', '{s} The email address, please.', '"{s}" What is the email?', 'the e-mail in this: {s}', 'email only: {s}', '{s} Give me the mail address.'] },
  date: { q: ['{s} When is (it|that|this)?', 'When (is it|is that|does it happen|is this)? {s}', '{s} (On which|Which|What) (day|date)( is that| is it|)?', 'Which (day|date) is (meant|mentioned|given|in here)? {s}', '(find|get|pull out|extract) the (day|date|day and month)( here| from this| in this|): {s}', '"{s}" When?', 'when: {s}', '{s} The date, please.', 'date only: {s}', ] },
  amount: { q: ['{s} How much( is it| money is that| is that|)?', 'How much (money |)(is it|is that|is mentioned|is it about)? {s}', '{s} What (sum|price|amount) is (mentioned|given|named)?', '(find|get|pull out|extract) the (sum|price|money|amount)( here| from this| in this|): {s}', '"{s}" How much?', 'how much: {s}', '{s} The price, please.', 'amount only: {s}', 'Which (sum|amount|price) is in this text? {s}'] },
};
export function extraction(draw: Draw): Exchange {
	const r = draw.random;
	const first = r.chance(0.65) ? r.pick(NAMES) : capitalise(madeUpWord(r)),
		last = r.chance(0.65) ? r.pick(SURNAMES) : capitalise(madeUpWord(r));
	const all = draw.argument(
		() => ({
			name: `${first} ${last}`,
			email:
				(r.chance(0.8) ? first.toLowerCase() : r.pick(['info', 'office', 'hello', 'contact'])) +
				r.pick(['.' + last.toLowerCase(), String(r.int(1, 99)), '_' + r.pick(WORDS), '']) +
				'@' +
				(r.chance(0.7) ? r.pick(DOMAINS) : `${madeUpWord(r)}.${r.pick(['com', 'org', 'de'])}`),
			date: r.chance(0.6)
				? `${r.pick(MONTHS)} ${r.int(1, 31)}`
				: `${r.int(1, 31)} ${r.pick(MONTHS)}`,
			amount: r.chance(0.5)
				? `$${r.int(5, 999)}`
				: `${r.int(5, 999)} ${r.pick(['euros', 'euros', 'dollars', 'pounds'])}`
		}),
		(x) => Object.values(x).join()
	);
	const k = r.pick(['name', 'email', 'date', 'amount'] as const);
	const s = draw
		.branch(SENTENCES_WITH[k])
		.replace(/\{([neda])\}/g, (_, c: string) => all[KIND_OF[c]!]);
	const word = {
		name: r.pick(['name', 'name', 'person']),
		email: r.pick(['email', 'e-mail', 'email address', 'mail address']),
		date: r.pick(['date', 'date', 'day']),
		amount: r.pick(['amount', 'amount of money', 'price'])
	}[k];
	return {
		prompt: draw.phrase(r.chance(0.5) ? EXTRACT : ASK_FOR[k], { k: word, s }, r.chance(0.7)),
		answer: all[k],
		ability: 'extraction'
	};
}
const KIND_OF: Record<string, 'name' | 'email' | 'date' | 'amount'> = {
	n: 'name',
	e: 'email',
	d: 'date',
	a: 'amount'
};
const SENTENCES_WITH = Object.fromEntries(
	Object.entries(KIND_OF).map(([letter, kind]) => [
		kind,
		SENTENCES.filter((sentence) => sentence.includes(`{${letter}}`))
	])
) as Record<'name' | 'email' | 'date' | 'amount', string[]>;

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
