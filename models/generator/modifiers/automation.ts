// The automation modifier: two tool calls from one sentence, cron lines, and arguments spread over a
// sentence that does not name its tool.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { CITIES, DAYS, NAMES, WORDS } from '../facts/words.ts';
import type { Domain, Hard } from './domain.ts';

const json = { kind: 'json' } as const;
type Values = Record<string, string | number>;

const word = (draw: Draw): string =>
	draw.argument(
		() => draw.random.pick(WORDS),
		(w) => 'topic:' + w
	);
const number = (draw: Draw, name: string, from: number, to: number): number =>
	draw.argument(
		() => draw.random.int(from, to),
		(n) => `${name}:${n}`
	);

/** A tool, clauses that ask for it, its arguments. Verbs first, so that two join with "and". */
// prettier-ignore
const STEPS: [string, string[], (draw: Draw) => Values][] = [
  ['weather', ['check the weather in {city}', 'look up the weather in {city}', 'get the forecast for {city}', 'tell me the weather in {city}', 'see how the weather is in {city}'], (d) => ({ city: d.random.pick(CITIES) })],
  ['timer', ['set a timer for {minutes} minutes', 'start a {minutes} minute timer', 'count down {minutes} minutes', 'remind me in {minutes} minutes', 'wake me in {minutes} minutes'], (d) => ({ minutes: number(d, 'timer', 1, 120) })],
  ['search', ['search for {query}', 'look up {query}', 'find something about {query}', 'search my files for {query}', 'find notes on {query}'], (d) => ({ query: word(d) })],
  ['calendar', ['put {title} on {day}', 'add {title} to my calendar on {day}', 'schedule {title} for {day}', 'plan {title} on {day}', 'note {title} for {day}'], (d) => ({ title: word(d), day: d.random.pick(DAYS) })],
  ['email', ['email {to} about {subject}', 'write to {to} about {subject}', 'send {to} an email about {subject}', 'mail {to} about {subject}', 'tell {to} by email about {subject}'], (d) => ({ to: d.random.pick(NAMES), subject: word(d) })],
];
// prettier-ignore
const JOINED = ['{a} and {b}', '{a}, then {b}', 'first {a}, then {b}', '{a} and then {b}', '{a}, after that {b}', '{a} and also {b}', 'please {a} and {b}', 'can you {a} and {b}?', 'two things: {a}, and {b}', '{a}. Then {b}.', 'I need you to {a} and {b}', 'could you {a} and after that {b}?', 'do this: {a}, then {b}', '{a}; {b}', 'would you {a} and {b}'];

const fill = (template: string, values: Values): string =>
	template.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));

function chain(draw: Draw): Hard {
	const r = draw.random,
		two = r.sample(STEPS, 2).map(([tool, clauses, make]) => {
			const values = make(draw);
			return { clause: fill(draw.branch(clauses), values), call: { tool, ...values } };
		});
	const asked = draw
		.branch(JOINED)
		.replace('{a}', () => two[0]!.clause)
		.replace('{b}', () => two[1]!.clause);
	return {
		prompt: draw.phrase({ q: [asked] }, {}, r.chance(0.6)),
		answer: JSON.stringify(two.map(({ call }) => call)),
		check: json
	};
}

const CRON_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
// prettier-ignore
const CRON = { np: ['the cron line for {w}', 'a cron expression for {w}', 'the crontab entry for {w}', 'cron for {w}', 'the cron schedule {w}'], vp: ['write a cron line for {w}', 'give me a cron expression for {w}', 'make a cron entry: {w}', 'write the crontab line that runs {w}', 'schedule a job {w} with cron', 'turn this into cron: {w}'], q: ['How do I write {w} in cron?', 'cron: {w}', 'Which cron line runs {w}?', '{w} as a cron expression', 'what is {w} in crontab?', 'How does cron say {w}?'] };

function cron(draw: Draw): Hard {
	const r = draw.random,
		kind = r.pick(['day', 'week', 'hour', 'step', 'month', 'work'] as const);
	const [hour, minute] = draw.argument(
		() => [r.int(0, 23), r.chance(0.4) ? 0 : r.int(1, 59)] as const,
		(x) => `clock:${x.join(':')}`
	);
	const clock = `${r.chance(0.5) ? String(hour).padStart(2, '0') : hour}:${String(minute).padStart(2, '0')}`;
	let when: string, line: string;
	switch (kind) {
		case 'day':
			when = r.pick([`every day at ${clock}`, `daily at ${clock}`, `at ${clock} every day`]);
			line = `${minute} ${hour} * * *`;
			break;
		case 'week': {
			const day = r.int(0, 6);
			when = r.pick([
				`every ${CRON_DAYS[day]} at ${clock}`,
				`on ${CRON_DAYS[day]}s at ${clock}`,
				`at ${clock} each ${CRON_DAYS[day]}`
			]);
			line = `${minute} ${hour} * * ${day}`;
			break;
		}
		case 'hour':
			when = r.pick([
				`every hour at minute ${minute}`,
				`hourly at minute ${minute}`,
				`at minute ${minute} of every hour`
			]);
			line = `${minute} * * * *`;
			break;
		case 'step': {
			const step = r.pick([2, 5, 10, 15, 20, 30, 3, 6, 12]);
			when = r.pick([`every ${step} minutes`, `each ${step} minutes`, `once in ${step} minutes`]);
			line = `*/${step} * * * *`;
			break;
		}
		case 'month': {
			const day = number(draw, 'monthday', 1, 28);
			when = r.pick([
				`on day ${day} of every month at ${clock}`,
				`monthly on day ${day} at ${clock}`,
				`at ${clock} on day ${day} of each month`
			]);
			line = `${minute} ${hour} ${day} * *`;
			break;
		}
		case 'work':
			when = r.pick([
				`on weekdays at ${clock}`,
				`every weekday at ${clock}`,
				`Monday to Friday at ${clock}`
			]);
			line = `${minute} ${hour} * * 1-5`;
	}
	return {
		prompt: draw.phrase(CRON, { w: when }),
		answer: `\`${line}\``,
		check: { kind: 'exact' }
	};
}

/** The parts of one call, in any order in the sentence, its tool unnamed. */
// prettier-ignore
const SPREAD: [string, string[], (draw: Draw) => Values][] = [
  ['calendar', ['On {day} at {hour} I meet {with}, note it.', 'I see {with} on {day}, {hour} o\'clock, put it down.', '{with} comes on {day} at {hour}, please note that.', 'Please keep {day} {hour} o\'clock free, {with} visits.', 'At {hour} on {day} there is a talk with {with}, put it down.', 'Put down that I meet {with}: {day}, {hour} o\'clock.', 'Note for {day}: {with} at {hour}.'], (d) => ({ day: d.random.pick(DAYS), hour: number(d, 'hour', 1, 23), with: d.random.pick(NAMES) })],
  ['email', ['{to} should hear about {subject}, and {cc} gets a copy.', 'Let {to} know about {subject}, copy to {cc}.', 'Write about {subject}, to {to}, with {cc} in copy.', 'With a copy to {cc}, write {to} about {subject}.', 'About {subject}: tell {to}, and {cc} in copy.', 'I want {to} to know about {subject}, {cc} too in copy.'], (d) => { const [to, cc] = d.random.sample(NAMES, 2) as [string, string]; return { to, cc, subject: word(d) }; }],
  ['flight', ['I fly from {from} to {to} on {day}.', 'On {day} I need to get from {from} to {to} by plane.', 'To {to} on {day}, starting in {from}, by plane.', 'Book me from {from} to {to} for {day}.', 'Starting in {from}, I want to fly to {to} on {day}.', 'A seat on {day} to {to}, I start in {from}.'], (d) => { const [from, to] = d.random.sample(CITIES, 2) as [string, string]; return { from, to, day: d.random.pick(DAYS) }; }],
];
// prettier-ignore
const AS_CALL = ['{x} As a tool call.', 'Tool call: {x}', '{x} Use a tool.', 'As JSON: {x}', '{x} (tool call)', 'Make a tool call: {x}', '{x} Answer with a tool call.', '{x} Reply as JSON.'];

function spread(draw: Draw): Hard {
	const r = draw.random,
		[tool, sentences, make] = r.pick(SPREAD),
		values = make(draw);
	const asked = draw.branch(AS_CALL).replace('{x}', () => draw.branch(sentences));
	return {
		prompt: draw.phrase({ q: [asked] }, values, r.chance(0.7)),
		answer: JSON.stringify({ tool, ...values }),
		check: json
	};
}

// prettier-ignore
const BEYOND = ['Turn off the lights in the {w}.', 'Order {w} from the shop.', 'Call {n} now.', 'Play some music by {n}.', 'Did {n} answer my mail?', 'What is on my calendar on {d}?', 'Delete the file about {w}.', 'Pay the bill of {n}.', 'Lock the front door.', 'Which mails about {w} did I get?', 'Install the newest version.', 'Restart the server every time it fails.', 'Unlock my phone.', 'Print the page about {w}.', 'How long is the timer still running?', 'Cancel what I have on {d}.'];

export const automation: Domain = {
	id: 'automation',
	invocation: '<|automation|>',
	near: ['tools', 'extraction', 'copy', 'code'],
	tasks: [
		{ name: 'two calls', difficulty: 3, weight: 3, make: chain },
		{ name: 'cron line', difficulty: 2, weight: 2, make: cron },
		{ name: 'spread arguments', difficulty: 2, weight: 2, make: spread }
	],
	neighbour(draw) {
		const r = draw.random,
			values = { w: r.pick(WORDS), n: r.pick(NAMES), d: r.pick(DAYS) };
		return { prompt: draw.phrase({ q: BEYOND }, values), answer: DONT_KNOW, ability: 'unknown' };
	}
};
