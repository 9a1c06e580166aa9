// The automation modifier: two tool calls from one sentence, cron lines, and arguments spread over a
// sentence that does not name its tool.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { CITIES, DAYS, NAMES, WORDS } from '../facts/words.ts';
import { AS_CALL, BEYOND, CLAUSES, CRON, JOINED, SPREAD, TIMES } from './automation-wordings.ts';
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

/** A tool, clauses that ask for it, its arguments. */
const STEPS: [string, readonly string[], (draw: Draw) => Values][] = [
	['weather', CLAUSES.weather, (d) => ({ city: d.random.pick(CITIES) })],
	['timer', CLAUSES.timer, (d) => ({ minutes: number(d, 'timer', 1, 120) })],
	['search', CLAUSES.search, (d) => ({ query: word(d) })],
	['calendar', CLAUSES.calendar, (d) => ({ title: word(d), day: d.random.pick(DAYS) })],
	['email', CLAUSES.email, (d) => ({ to: d.random.pick(NAMES), subject: word(d) })]
];

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
function cron(draw: Draw): Hard {
	const r = draw.random,
		kind = r.pick(['day', 'week', 'hour', 'step', 'month', 'work'] as const);
	const [hour, minute] = draw.argument(
		() => [r.int(0, 23), r.chance(0.4) ? 0 : r.int(1, 59)] as const,
		(x) => `clock:${x.join(':')}`
	);
	const clock = `${r.chance(0.5) ? String(hour).padStart(2, '0') : hour}:${String(minute).padStart(2, '0')}`;
	const says = (values: Values): string => fill(r.pick(TIMES[kind]), { c: clock, ...values });
	let when: string, line: string;
	switch (kind) {
		case 'day':
			when = says({});
			line = `${minute} ${hour} * * *`;
			break;
		case 'week': {
			const day = r.int(0, 6);
			when = says({ day: CRON_DAYS[day]! });
			line = `${minute} ${hour} * * ${day}`;
			break;
		}
		case 'hour':
			when = says({ n: minute });
			line = `${minute} * * * *`;
			break;
		case 'step': {
			const step = r.pick([2, 5, 10, 15, 20, 30, 3, 6, 12]);
			when = says({ n: step });
			line = `*/${step} * * * *`;
			break;
		}
		case 'month': {
			const day = number(draw, 'monthday', 1, 28);
			when = says({ n: day });
			line = `${minute} ${hour} ${day} * *`;
			break;
		}
		case 'work':
			when = says({});
			line = `${minute} ${hour} * * 1-5`;
	}
	return {
		prompt: draw.phrase(CRON, { w: when }),
		answer: `\`${line}\``,
		check: { kind: 'exact' }
	};
}

const TOLD: [string, readonly string[], (draw: Draw) => Values][] = [
	[
		'calendar',
		SPREAD.calendar,
		(d) => ({
			day: d.random.pick(DAYS),
			hour: number(d, 'hour', 1, 23),
			with: d.random.pick(NAMES)
		})
	],
	[
		'email',
		SPREAD.email,
		(d) => {
			const [to, cc] = d.random.sample(NAMES, 2) as [string, string];
			return { to, cc, subject: word(d) };
		}
	],
	[
		'flight',
		SPREAD.flight,
		(d) => {
			const [from, to] = d.random.sample(CITIES, 2) as [string, string];
			return { from, to, day: d.random.pick(DAYS) };
		}
	]
];

function spread(draw: Draw): Hard {
	const r = draw.random,
		[tool, sentences, make] = r.pick(TOLD),
		values = make(draw);
	const asked = draw.branch(AS_CALL).replace('{x}', () => draw.branch(sentences));
	return {
		prompt: draw.phrase({ q: [asked] }, values, r.chance(0.7)),
		answer: JSON.stringify({ tool, ...values }),
		check: json
	};
}

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
