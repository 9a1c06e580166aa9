// Requests for something to be done: tool calls as JSON, two of them in a row, and cron lines.

import { MORE_ASK_TOOL, MORE_USE } from '../generator/abilities/tool-more.ts';
import { ASK_TOOL, USE } from '../generator/abilities/tool-wordings.ts';
import { DAYS } from '../generator/facts/words.ts';
import { expansions, type Form, formsOf, type Listener, type Sample, wordsOf } from './forms.ts';
import { bareText } from './text.ts';

type Call = Record<string, string | number>;

/** Slots that hold whole numbers in a call. */
const NUMERIC = new Set(['minutes', 'amount', 'hour']);
const SLOTS: Record<string, 'number' | 'word' | 'text'> = {
	minutes: 'number',
	amount: 'number',
	hour: 'number',
	day: 'word',
	to: 'word',
	cc: 'word',
	with: 'word'
};

/** What a clause asks to be done, by the clauses of one tool after the other. */
export class Clauses {
	readonly #forms: Form[];

	constructor(forms: Form[]) {
		this.#forms = forms;
	}

	/** The call that the whole of `text` asks for; the wording that says most of it wins. */
	read(text: string): { call: Call; score: number } | null {
		return this.#read(text, false);
	}

	/** The same where small words may have been left out; only where a call is surely wanted. */
	readLoosely(text: string): { call: Call; score: number } | null {
		return this.#read(text, true);
	}

	#read(text: string, loosely: boolean): { call: Call; score: number } | null {
		let best: { call: Call; score: number } | null = null;
		for (const form of this.#forms) {
			const found = loosely ? form.loosely(text.trim()) : form.exec(text.trim());
			if (!found) continue;
			const call: Call = { tool: form.task };
			let score = form.words.length;
			form.slots.forEach((slot, i) => {
				const value = bareText(found[i + 1]!).replace(/[?.!\s]+$/, '');
				call[slot] = NUMERIC.has(slot) ? Number(value) : value;
				// An argument of a type of its own says more, a long one that is anything less.
				score += slot in SLOTS ? 1 : 0.4 - 0.4 * wordsOf(value).length;
			});
			if (Object.values(call).some((value) => value === '' || Number.isNaN(value))) continue;
			if (typeof call.day === 'string' && !DAYS.some((day) => isSame(day, call.day))) continue;
			if (typeof call.day === 'string') call.day = DAYS.find((day) => isSame(day, call.day))!;
			if (typeof call.expression === 'string' && !/^[\d\s.+*/()^-]+$/.test(call.expression))
				continue;
			if (score > (best?.score ?? -Infinity)) best = { call, score };
		}
		return best;
	}
}

const isSame = (a: string, b: unknown): boolean =>
	typeof b === 'string' && a.toLowerCase() === b.toLowerCase();

export function toolClauses(): Clauses {
	return new Clauses(
		[...Object.entries(ASK_TOOL), ...Object.entries(MORE_ASK_TOOL)].flatMap(([tool, wordings]) =>
			wordings.flatMap((wording) => formsOf(tool, wording, SLOTS, { whole: true }))
		)
	);
}

/** What stands around a request that wants a call: "{b} (as JSON)", "the {t} tool: {b}". */
export type Wish = Form;

/** The base's wishes for a tool call, and those heard with sentences that name no tool. */
export function toolWishes(spread: readonly Sample[]): Wish[] {
	const heard = spread.flatMap(({ heard }) =>
		heard.flatMap((one) => (one.type === 'branch' ? one.list : []))
	);
	const templates = [...USE, ...MORE_USE, ...heard.filter((text) => text.includes('{x}'))];
	return [...new Set(templates.flatMap(expansions))]
		.toSorted((a, b) => b.length - a.length)
		.flatMap((template) => {
			const text = template.replace('{x}', '{b}');
			// A request that stands last may be preceded by anything but must be all that follows.
			return formsOf('tool', text, { t: 'word' }, { ends: true });
		});
}

/** Requests inside a wish for a tool call, the longest wish first, and the tool it names. */
export function insideToolWish(
	wishes: readonly Wish[],
	text: string
): { request: string; tool?: string }[] {
	const inside = (loosely: boolean) =>
		wishes.flatMap((wish) => {
			const found = loosely ? wish.loosely(text) : wish.exec(text);
			if (!found) return [];
			const of = (slot: string) => found[wish.slots.indexOf(slot) + 1];
			const request = of('b')!
					.replace(/^["']|["']$/g, '')
					.trim(),
				tool = wish.slots.includes('t') ? of('t')?.toLowerCase() : undefined;
			return [{ request, ...(tool ? { tool } : {}) }];
		});
	const found = inside(false);
	return found.length > 0 ? found : inside(true);
}

export const wantsTool = (text: string): boolean =>
	/\b(?:tools?|json|function call|api call|call \w+\))/i.test(text);

// ---- two calls from one sentence --------------------------------------------------------------

/** Clauses of the chains and of sentences that name no tool, as heard from the generator. */
export function heardClauses(
	chains: readonly Sample[],
	spread: readonly Sample[]
): {
	steps: Clauses;
	sentences: Clauses;
} {
	const steps = new Map<readonly string[], string>(),
		sentences = new Map<readonly string[], string>();
	const lists = (heard: Listener['heard']) =>
		heard.flatMap((one) => (one.type === 'branch' ? [one.list] : []));
	for (const { answer, heard } of chains) {
		const calls = JSON.parse(answer) as Call[];
		lists(heard)
			.slice(0, 2)
			.forEach((list, i) => steps.set(list, String(calls[i]!.tool)));
	}
	for (const { answer, heard } of spread) {
		const own = lists(heard).find((list) => !list.some((text) => text.includes('{x}')));
		if (own) sentences.set(own, String((JSON.parse(answer) as Call).tool));
	}
	const clauses = (found: Map<readonly string[], string>) =>
		new Clauses(
			[...found].flatMap(([list, tool]) =>
				list.flatMap((text) => formsOf(tool, text, SLOTS, { whole: true }))
			)
		);
	return { steps: clauses(steps), sentences: clauses(sentences) };
}

const LEAD =
	/^(?:(?:please|first|two things:|do this:|can you|could you|would you|i need you to|i want you to|now|hey|ok|so|then|after that|also|and)[,:]?\s+)+/i;

/** A request with what leads up to it taken off, step by step: "Cool, please put …", "put …". */
export function beginnings(text: string): string[] {
	const out = [text.trim()];
	for (;;) {
		const last = out.at(-1)!,
			shorter = last.replace(LEAD, '').trim();
		const cut = shorter === last ? last.replace(/^[^,:.!?]{1,40}[,:.!?]\s+/, '').trim() : shorter;
		if (cut === last || cut === '') return out;
		out.push(cut);
	}
}

/** What stands before, between and after two clauses: "first {a}, then {b} please". */
export interface Joints {
	before: readonly string[];
	between: readonly string[];
	after: readonly string[];
}

export function heardJoints(chains: readonly Sample[]): Joints {
	const lists = chains.flatMap(({ heard }) =>
		heard.flatMap((one) => (one.type === 'branch' ? [one.list] : []))
	);
	const joined = new Set(
		lists.flat().filter((text) => text.includes('{a}') && text.includes('{b}'))
	);
	const parts = [...joined].flatMap(expansions).flatMap((text) => {
		const found = /^([^]*)\{a\}([^]*)\{b\}([^]*)$/.exec(text.toLowerCase());
		return found ? [found] : [];
	});
	const distinct = (i: number) =>
		[...new Set(parts.map((part) => part[i]!))].toSorted((a, b) => b.length - a.length);
	return {
		before: distinct(1),
		between: distinct(2).filter((text) => text.trim() !== ''),
		after: distinct(3)
	};
}

/** Two calls that a sentence asks for one after the other. */
export function chainOf(
	{ steps, joints }: { steps: Clauses; joints: Joints },
	text: string
): string | null {
	const plain = text.replace(/[?.!\s]+$/, ''),
		small = plain.toLowerCase();
	for (const between of joints.between)
		for (let at = small.indexOf(between); at >= 0; at = small.indexOf(between, at + 1)) {
			const rest = plain.slice(at + between.length).replace(LEAD, '');
			const second = endings(rest, joints.after)
				.map((one) => steps.read(one))
				.find(Boolean);
			if (!second) continue;
			const head = plain.slice(0, at);
			const starts = joints.before.flatMap((before) => {
				const found = before === '' ? -1 : head.toLowerCase().lastIndexOf(before);
				return found < 0 ? [] : [head.slice(found + before.length)];
			});
			for (const start of [...starts, head])
				for (const one of beginnings(start)) {
					const first = steps.read(one);
					if (first) return JSON.stringify([first.call, second.call]);
				}
		}
	return null;
}

/** A text without each of the ends it has, the longest first. */
const endings = (text: string, ends: readonly string[]): string[] => [
	...ends.flatMap((end) => {
		const bare = end.replace(/[?.!\s]+$/, '');
		return bare !== '' && text.toLowerCase().endsWith(bare) ? [text.slice(0, -bare.length)] : [];
	}),
	text
];

// ---- cron -------------------------------------------------------------------------------------

const WEEK = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The cron line for a time told in words; null where it tells none. */
export function cronLine(text: string): string | null {
	const plain = text.toLowerCase();
	const clock =
		/\b(\d{1,2}):(\d{2})\s*(am|pm)?/.exec(plain) ??
		/\bat (\d{1,2})()\s*(am|pm)/.exec(plain) ??
		/\bat (\d{1,2})()() ?o'?clock/.exec(plain);
	let hour = clock
		? Number(clock[1])
		: /\bnoon\b/.test(plain)
			? 12
			: /\bmidnight\b/.test(plain)
				? 0
				: null;
	const minute = clock?.[2] ? Number(clock[2]) : 0;
	if (hour !== null && clock?.[3] === 'pm' && hour < 12) hour += 12;
	if (hour === 12 && clock?.[3] === 'am') hour = 0;
	if (hour !== null && (hour > 23 || minute > 59)) return null;
	const line = (...fields: (string | number)[]) => `\`${fields.join(' ')}\``;
	const step = /\b(\d+)[\s-]*(?:minutes|mins?)\b/.exec(plain);
	if (step && hour === null) return line(`*/${Number(step[1])}`, '*', '*', '*', '*');
	const hours = /(?:every|each)\s+(\d+)\s*hours\b/.exec(plain);
	if (hours) return line(0, `*/${Number(hours[1])}`, '*', '*', '*');
	const past = /minute (\d{1,2})\b/.exec(plain);
	if (past && /hour/.test(plain)) return line(Number(past[1]), '*', '*', '*', '*');
	if (hour === null) {
		if (/every minute|each minute/.test(plain)) return line('*', '*', '*', '*', '*');
		return /every hour|hourly|each hour/.test(plain) ? line(0, '*', '*', '*', '*') : null;
	}
	if (/weekdays?\b|monday (?:to|through|until|-) friday|working days?/.test(plain))
		return line(minute, hour, '*', '*', '1-5');
	if (/\bweekends?\b/.test(plain)) return line(minute, hour, '*', '*', '0,6');
	const weekDay = WEEK.findIndex((day) => new RegExp(`\\b${day}s?\\b`).test(plain));
	if (weekDay >= 0) return line(minute, hour, '*', '*', weekDay);
	const monthDay =
		/\bday (\d{1,2})\b/.exec(plain) ??
		/\b(\d{1,2})(?:st|nd|rd|th)\b/.exec(plain) ??
		(/\bfirst\b.*month/.test(plain) ? ['', '1'] : null);
	if (monthDay && /month/.test(plain)) return line(minute, hour, Number(monthDay[1]), '*', '*');
	return line(minute, hour, '*', '*', '*');
}
