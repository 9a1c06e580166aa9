// Forms: the wordings of the generator turned round, from a text to what was asked and with which
// arguments. They are heard, not copied: each task is drawn a few hundred times by a `Listener` that
// notes every wording and the values put in it, so a new wording there is understood here at once.
// What a task's answer is, is worked out by programs (programs-*.ts), never remembered.

import { Draw, type Wording } from '../generator/grammar.ts';
import { Random } from '../generator/random.ts';
import { conclusion } from '../measure.ts';
import { NUMBER_PATTERN } from './text.ts';

export type Values = Record<string, string>;
/** Answers a request whose arguments are `values`; null where they do not fit. */
export type Program = (values: Values, prompt: string) => string | null;

export interface Form {
	/** What is asked: the name of the program that answers it. */
	readonly task: string;
	/** Words that always stand in it, in small letters. */
	readonly words: readonly string[];
	/** The slot of each group of the pattern. */
	readonly slots: readonly string[];
	/** Its groups are the arguments; null where the text has another form. */
	exec(text: string): RegExpExecArray | null;
	/** The same where small words may have been left out: "capital of Peru". */
	loosely(text: string): RegExpExecArray | null;
	/** Facts and question of a story, which may stand apart and in any order. */
	readonly apart: boolean;
}

export type Heard =
	| { type: 'phrase'; wording: Wording; values: Values }
	| { type: 'branch'; list: readonly string[]; picked: string }
	| { type: 'argument'; value: unknown };

/** A draw that notes what it was asked for, and words a request without frames. */
export class Listener extends Draw {
	readonly heard: Heard[] = [];

	override argument<T>(make: () => T): T {
		const value = make();
		this.heard.push({ type: 'argument', value });
		return value;
	}

	override branch(list: readonly string[]): string {
		const picked = this.random.pick(list);
		this.heard.push({ type: 'branch', list, picked });
		return picked;
	}

	override phrase(wording: Wording, values: Record<string, string | number> = {}): string {
		const texts = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, String(v)]));
		this.heard.push({ type: 'phrase', wording, values: texts });
		// What is put in later stands alone, so that it can be told from the wording around it.
		const later = Object.entries(texts).find(([k, v]) => v === `{${k}}`);
		if (later) return later[1];
		const lists = [wording.q, wording.np, wording.vp, wording.how];
		const all = lists.flatMap((list) => list ?? []);
		const body = expansions(this.random.pick(all))[0]!;
		return body.replace(/\{(\w+)\}/g, (whole, k: string) => texts[k] ?? whole);
	}
}

export interface Sample {
	prompt: string;
	answer: string;
	heard: Heard[];
}

/** `count` draws of a task. The same for the same name. */
export function listen(
	name: string,
	make: (draw: Draw) => { prompt: string; answer: string },
	count: number
): Sample[] {
	return Array.from({ length: count }, (_, i) => {
		const draw = new Listener(new Random(`tutor:${name}:${i}`), false);
		const { prompt, answer } = make(draw);
		return { prompt, answer, heard: draw.heard };
	});
}

const MOST_EXPANSIONS = 400;

/** Every text that `(a|b|)` alternatives stand for. */
export function expansions(template: string): string[] {
	let texts = [template];
	for (let depth = 0; depth < 20; depth++) {
		let changed = false;
		texts = texts.flatMap((text) => {
			const found = /\(([^()]*\|[^()]*)\)/.exec(text);
			if (!found) return [text];
			changed = true;
			const [before, after] = [
				text.slice(0, found.index),
				text.slice(found.index + found[0].length)
			];
			return found[1]!.split('|').map((one) => before + one + after);
		});
		if (texts.length > MOST_EXPANSIONS) texts = texts.slice(0, MOST_EXPANSIONS);
		if (!changed) break;
	}
	return texts;
}

/** The slot of a group that holds all a form spans where its halves stand apart; no argument. */
export const SPAN = '#';

type SlotType = 'number' | 'quantity' | 'word' | 'person' | 'text';

const SLOT_PATTERNS: Record<Exclude<SlotType, 'text'>, string> = {
	number: `(${NUMBER_PATTERN})`,
	quantity: '(\\d+(?:\\.\\d+)? ?[a-z°][\\w/°]*)',
	word: `["'\`]?([\\p{L}\\d_]+(?:['-][\\p{L}]+)*)["'\`]?`,
	person: "((?:(?:the|my|our|mr|mrs|ms|dr)\\.?\\s+)?[\\p{L}]+(?:['-][\\p{L}]+)*)"
};

function typeOf(values: readonly string[]): SlotType {
	const all = (pattern: RegExp) => values.every((value) => pattern.test(value));
	if (all(new RegExp(`^(?:${NUMBER_PATTERN})$`, 'iu'))) return 'number';
	if (all(/^\d+(\.\d+)? ?[a-z°][\w/°]*$/i)) return 'quantity';
	if (all(/^["']?[\p{L}\d_]+(['-]\p{L}+)*["']?$/u)) return 'word';
	if (all(/^(?:(?:the|my|our|mr|mrs|ms|dr) )?\p{L}+$/iu)) return 'person';
	return 'text';
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The words of a text in small letters, without the apostrophes that people leave out. */
export const wordsOf = (text: string): string[] =>
	text
		.toLowerCase()
		.replace(/(?<=\p{L})'(?=\p{L})/gu, '')
		.match(/[\p{L}_]+|\d+|[+*=%/^]/gu) ?? [];

type Types = Readonly<Record<string, SlotType>>;

const LETTER = /[\p{L}\d_']/u;
/** What people leave out as if they typed into a search box. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
	'the a an is are do does did of me to please there that so would can could you i'.split(' ')
);
const SMALL_WORD = new RegExp(`^(?:${[...SMALL_WORDS].join('|')})(?![\\p{L}'])`, 'iu');

/** The alternatives of the group that starts at `from`, and where it ends; null where none does. */
function groupAt(text: string, from: number): { parts: string[]; end: number } | null {
	let depth = 0,
		start = from + 1;
	const parts: string[] = [];
	for (let i = from; i < text.length; i++) {
		if (text[i] === '(') depth++;
		else if (text[i] === ')' && --depth === 0) {
			parts.push(text.slice(start, i));
			return parts.length > 1 ? { parts, end: i + 1 } : null;
		} else if (text[i] === '|' && depth === 1) {
			parts.push(text.slice(start, i));
			start = i + 1;
		}
	}
	return null;
}

// Marks what is read inside alternatives or halves: a name given there may not be given at all, or
// twice.
const INSIDE = '';
type Read = { source: string; slots: string[]; bare: string };

/**
 * A template as the source of a pattern; `bare` is the text that always stands in it. Read
 * `loosely`, small words need not stand there.
 */
function read(
	text: string,
	types: Types,
	isEnd: boolean,
	loosely: boolean,
	earlier: ReadonlySet<string> = new Set()
): Read {
	const out: Read = { source: '', slots: [], bare: '' },
		named = new Set(earlier);
	for (let i = 0; i < text.length; i++) {
		const slot = text[i] === '{' ? /^\{(\w+)\}/.exec(text.slice(i)) : null;
		const group = text[i] === '(' ? groupAt(text, i) : null;
		const small =
			loosely && !LETTER.test(text.charAt(i - 1)) ? SMALL_WORD.exec(text.slice(i, i + 8)) : null;
		if (small) {
			out.source += `(?:${small[0]})?`;
			i += small[0].length - 1;
		} else if (slot) {
			const name = slot[1]!,
				type = types[name] ?? 'text';
			i += slot[0].length - 1;
			const last = isEnd && i === text.length - 1;
			out.bare += GAP;
			if (named.has(name)) {
				// "My dog is called Rex. What is my dog called?": one dog.
				out.source += `\\k<${name}>`;
				continue;
			}
			out.slots.push(name);
			const source = type === 'text' ? (last ? '([^]+)' : '([^]+?)') : SLOT_PATTERNS[type];
			if (earlier.has(INSIDE)) out.source += source;
			else {
				named.add(name);
				out.source += source.replace('(', `(?<${name}>`);
			}
		} else if (group) {
			const parts = group.parts.map((part) =>
				read(part, types, isEnd && group.end === text.length, loosely, new Set([...named, INSIDE]))
			);
			out.source += `(?:${parts.map(({ source }) => source).join('|')})`;
			out.slots.push(...parts.flatMap(({ slots }) => slots));
			const loose = group.parts.every(
				(part) => !LETTER.test(part.charAt(0)) && !part.startsWith('{')
			);
			const tight = group.parts.every(
				(part) => !LETTER.test(part.at(-1) ?? '') && !part.endsWith('}')
			);
			out.bare += (loose ? ' ' : '') + GAP + (tight ? ' ' : '');
			i = group.end - 1;
		} else {
			const c = text[i]!;
			if (/\s/.test(c)) out.source += loosely ? '\\s*' : '\\s+';
			else out.source += /[?.]/.test(c) ? '[?.!]?' : c === "'" ? "'?" : escape(c);
			out.bare += c;
		}
	}
	return out;
}

// Stands for what is not known before: a word that runs on from it is no word of its own.
const GAP = '\ue000';
const wholeWords = (bare: string): string[] =>
	wordsOf(bare.replace(/[\p{L}\d_']*\p{Co}[\p{L}\d_']*/gu, ' '));

interface Pattern {
	/** Of the words alone, and with the ends of words around it. */
	inner: string;
	source: string;
	slots: string[];
	words: string[];
}

function patternOf(
	template: string,
	types: Types,
	loosely = false,
	earlier: ReadonlySet<string> = new Set()
): Pattern {
	const text = template.trim().replace(/[.?!\s]+$/, '');
	const { source, slots, bare } = read(text, types, true, loosely, earlier);
	const edge = (c: string) => c === GAP || LETTER.test(c);
	const before = loosely || edge(bare.charAt(0)) ? '(?<![\\p{L}\\d])' : '',
		after = loosely || edge(bare.at(-1) ?? '') ? '(?![\\p{L}\\d])' : '';
	return { inner: source, source: before + source + after, slots, words: wholeWords(bare) };
}

/** `sourceOf` gives the pattern, as it stands or loosely. */
function formOf(
	task: string,
	sourceOf: (loosely: boolean) => string,
	{ slots, words }: { slots: string[]; words: string[] },
	apart = false
): Form {
	let strict: RegExp | undefined, loose: RegExp | undefined;
	return {
		task,
		slots,
		words,
		apart,
		// Thousands of forms are never tried: theirs are not compiled.
		exec: (text) => (strict ??= new RegExp(sourceOf(false), 'iu')).exec(text),
		loosely: (text) => (loose ??= new RegExp(sourceOf(true), 'iu')).exec(text)
	};
}

/**
 * The forms of one template, with the types of its slots. `whole`: of all of a text; `ends`: of the
 * rest of a text after a mark or space.
 */
export function formsOf(
	task: string,
	template: string,
	types: Types,
	{ whole = false, ends = false } = {}
): Form[] {
	const strict = patternOf(template, types);
	const sourceOf = (loosely: boolean): string => {
		const { inner, source } = loosely ? patternOf(template, types, true) : strict;
		if (ends) return `(?:^|(?<=[\\s:,!.]))${inner}[.?!]*$`;
		return whole ? `^${inner}[.?!]*$` : source;
	};
	return [formOf(task, sourceOf, strict)];
}

/** The forms of a story `facts # question`, whose halves stand in any order and frame. */
export function storyForms(task: string, story: string, types: Types): Form[] {
	const halves = story.split(' # '),
		half = new Set([INSIDE]),
		strict = halves.map((one) => patternOf(one, types, false, half));
	const all = {
		slots: strict.flatMap(({ slots }) => [SPAN, ...slots]),
		words: strict.flatMap(({ words }) => words)
	};
	const sourceOf = (loosely: boolean): string => {
		const read = loosely ? halves.map((one) => patternOf(one, types, true, half)) : strict;
		return `^${read.map(({ source }) => `(?=[^]*?(${source}))`).join('')}`;
	};
	return [formOf(task, sourceOf, all, true)];
}

/** Whether two answers come to the same. */
function agrees(answer: string | null, expected: string): boolean {
	return answer !== null && conclusion(answer) === conclusion(expected);
}

// Fewer values than this say too little about what a slot of one wording holds.
const ENOUGH_VALUES = 4;
const MOST_VALUES = 12;

/**
 * The forms of a task, each bound to the program that gives the answers heard with it: of
 * `programs`, the one that agreed with every sample of the wording. Wordings that none explains are
 * left out; `unbound` says how many samples that were. `filled` are arguments that were put in
 * before a request was worded.
 */
export function learnForms(
	samples: readonly Sample[],
	programs: Readonly<Record<string, Program>>,
	filled: readonly Values[] = []
): { forms: Form[]; unbound: number } {
	const groups = new Map<string | object, Group>();
	let unbound = 0;
	for (const { prompt, answer, heard } of samples) {
		const phrase = heard.findLast((one) => one.type === 'phrase');
		if (!phrase) continue;
		const fitting = Object.keys(programs).filter((name) =>
			agrees(programs[name]!(phrase.values, prompt), answer)
		);
		if (fitting.length === 0) unbound++;
		const stories = heard.find(
			(one) => one.type === 'branch' && tellsAll(one.list, Object.keys(phrase.values))
		);
		const { q = [], np = [], vp = [], how = [] } = phrase.wording;
		const isStory = stories?.type === 'branch',
			templates = isStory ? stories.list : [...q, ...np, ...vp, ...how];
		// Most lists are there once and for all; those made for one draw are told by their text.
		const lists = [q, np, vp, how].filter((list) => list.length > 0);
		const key = isStory ? stories.list : templates.length > 1 ? lists[0]! : templates[0]!;
		const group = groups.get(key);
		if (!group) groups.set(key, { templates, isStory, fitting, values: [phrase.values] });
		else {
			group.fitting = group.fitting.filter((name) => fitting.includes(name));
			if (group.values.length < MOST_VALUES) group.values.push(phrase.values);
		}
	}
	const put = typesOf(filled),
		all = typesOf([...groups.values()].flatMap(({ values }) => values.slice(0, 2)));
	const forms = [...groups.values()].flatMap(({ templates, isStory, fitting, values }) => {
		const [task] = fitting;
		if (task === undefined) return [];
		const types = { ...put, ...(values.length < ENOUGH_VALUES ? all : typesOf(values)) };
		return [...new Set(templates)].flatMap((template) =>
			(isStory && template.includes(' # ') ? storyForms : formsOf)(task, template, types)
		);
	});
	return { forms, unbound };
}

/** Whether a list holds stories: told in halves, or whole with every argument in its place. */
const tellsAll = (list: readonly string[], slots: readonly string[]): boolean =>
	list.some((text) => text.includes(' # ')) ||
	(slots.length > 1 && list.every((text) => slots.every((slot) => text.includes(`{${slot}}`))));

/** Templates heard together, the programs that explain all of their draws, and some arguments. */
type Group = {
	templates: readonly string[];
	isStory: boolean;
	fitting: string[];
	values: Values[];
};

function typesOf(heard: readonly Values[]): Record<string, SlotType> {
	const values = new Map<string, Set<string>>();
	for (const one of heard)
		for (const [slot, value] of Object.entries(one))
			(values.get(slot) ?? values.set(slot, new Set()).get(slot)!).add(value);
	return Object.fromEntries([...values].map(([slot, all]) => [slot, typeOf([...all])]));
}
