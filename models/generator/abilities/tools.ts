// Tool calls as JSON: which tool a request needs, and its arguments, word for word.
// Not the requests themselves (tool-wordings.ts).

import { capitalise, type Draw, type Exchange } from '../grammar.ts';
import { CITIES, DAYS, NAMES, WORDS } from '../facts/words.ts';
import { madeUpWord } from './text.ts';
import { MORE_ASK_TOOL, MORE_USE } from './tool-more.ts';
import { ASK_TOOL, USE } from './tool-wordings.ts';

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

type Tool = keyof typeof ASK_TOOL;
// prettier-ignore
const ARGUMENTS: Record<Tool, (d: Draw) => Record<string, string | number>> = {
  weather: (d) => ({ city: city(d) }),
  timer: (d) => ({ minutes: d.argument(() => d.random.int(2, 120), (n) => `timer:${n}`) }),
  calculator: (d) => ({ expression: d.argument(() => `${d.random.int(2, 999)}${d.random.pick(['+', '-', '*', '/'])}${d.random.int(2, 99)}`) }),
  search: (d) => ({ query: topic(d) }),
  translate: (d) => ({ text: topic(d), to: d.random.pick(LANGUAGES) }),
  convert: (d) => { const [from, to] = d.random.sample(['euro', 'dollar', 'yen', 'pound', 'franc', 'peso'], 2) as [string, string]; return { amount: d.argument(() => d.random.int(1, 900), (n) => `amount:${n}`), from, to }; },
  calendar: (d) => ({ title: topic(d), day: d.random.pick(DAYS) }),
  email: (d) => ({ to: d.argument(() => d.random.pick(NAMES), (n) => 'to:' + n), subject: topic(d) })
};
const TOOLS = Object.keys(ASK_TOOL) as Tool[];
const USES = [...USE, ...MORE_USE];
const ASKED = Object.fromEntries(
	TOOLS.map((tool) => [tool, [...ASK_TOOL[tool], ...MORE_ASK_TOOL[tool]]])
) as Record<Tool, string[]>;

export function toolCalls(draw: Draw): Exchange {
	const r = draw.random,
		tool = r.pick(TOOLS),
		values = ARGUMENTS[tool](draw),
		body = draw.branch(ASKED[tool]);
	const said = r.chance(0.5) ? capitalise(body) : body,
		stop = /[.?=]$/.test(said) || r.chance(0.3) ? '' : '.';
	const asked = draw
		.branch(USES)
		.replace('{t}', tool)
		.replace(/\{b\}(?= [A-Z])/, () => said + stop)
		.replace('{b}', () => said);
	return {
		// Mostly as it stands: a "real quick" after a search could belong to it.
		prompt: draw.phrase({ q: [asked] }, values, r.chance(0.8)),
		answer: JSON.stringify({ tool, ...values }),
		ability: 'tools'
	};
}
