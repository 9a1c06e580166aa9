// The questions a calibration is fitted, chosen and tested on: nearer to what people type than the
// held-out wordings alone, which are all new at once and harder. Shares are fixed here, by reasoning
// and not by any figure: most requests are worded as many people word them, with arguments of their
// own; a fifth in ways never seen; a tenth refer back; and about a sixth each ask for what nobody
// here can answer (real people's words, read in place) and for more than the base is taught. Questions
// of every kind come as often first as after exchanges about other things: were only some kinds asked
// in conversations, a map would learn that what is asked late in one is easy.
// Not the questions of the report (held-out.ts), of the modifiers' gates, or those written by hand.

import { existsSync, readFileSync } from 'node:fs';
import { clincClass } from '../clinc-domains.ts';
import { parseCsv } from '../csv.ts';
import { conversation, exchange, MIX } from '../generator/conversation.ts';
import { Draw, type Exchange } from '../generator/grammar.ts';
import type { Check, Domain, DomainId } from '../generator/modifiers/domain.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { Random } from '../generator/random.ts';
import { grade } from '../grade.ts';
import { isRight, type Item } from '../measure.ts';
import { dataFolder } from '../public-data.ts';

/** Fitted on, chosen by, and looked at once in the end. */
export type Part = 'fit' | 'validation' | 'test';
/** Of ten questions in a row, in an order of their own: what is drawn in turn must not fall to one part. */
const PARTS: Part[] = ['fit', 'test', 'fit', 'validation', 'fit', 'test', 'fit', 'validation', 'fit', 'test']; // prettier-ignore

export const MIXTURE = {
	'taught wordings': 0.4,
	'unseen wordings': 0.2,
	'follow-ups': 0.1,
	'out of scope, real people’s': 0.15,
	'harder, of the modifiers’ domains': 0.15
};
export type Source = keyof typeof MIXTURE;

/** What a modifier is asked to judge it: also what should not have come to it. */
export const MODIFIER_MIXTURE = {
	'its own tasks': 0.5,
	neighbours: 0.15,
	'the base’s tasks': 0.2,
	'other domains': 0.15
};

export interface Question extends Item {
	part: Part;
	source: string;
	/** Judges the answer instead of `match`. */
	check?: Check;
	/** Of a harder one: whose. */
	domain?: DomainId;
}

/** Unseen arguments in wordings of either side. */
class UseDraw extends Draw {
	readonly #wordings: Draw;
	constructor(random: Random, unseen: boolean) {
		super(random, true);
		this.#wordings = new Draw(random, unseen);
	}
	override branch(list: readonly string[]): string {
		return this.#wordings.branch(list);
	}
}

/** How many exchanges about other things a question comes after: drawn alike for every kind. */
const EARLIER = [0, 0, 0, 0, 1, 1, 2, 3, 4, 6, 8];

function earlier(seed: string): Pick<Item, 'history'> {
	const draw = new Draw(new Random(`${seed}:before`), false);
	const count = new Random(`${seed}:earlier`).pick(EARLIER);
	return count === 0
		? {}
		: { history: Array.from({ length: count }, () => asked(exchange(draw, new Map()))) };
}

type Unparted = Omit<Question, 'part'>;
/** Makes one, or null for another try. */
type Make = (seed: string, index: number) => Unparted | null;

/** `count` questions in the mixture, shuffled: every stretch has something of every kind. */
export function calibrationQuestions(count: number): Question[] {
	const of = (source: Source, make: Make) => distinct(source, Math.round(count * MIXTURE[source]), make); // prettier-ignore
	return new Random('calibration:order').shuffle([
		...of('taught wordings', (seed, i) => single(seed, i, 'taught wordings', false)),
		...of('unseen wordings', (seed, i) => single(seed, i, 'unseen wordings', true)),
		...of('follow-ups', (seed, i) => followUp(seed, i % 2 === 1)),
		...outOfScope(Math.round(count * MIXTURE['out of scope, real people’s'])),
		...of('harder, of the modifiers’ domains', (seed, i) =>
			task(DOMAINS[i % DOMAINS.length]!, seed, i, 'harder, of the modifiers’ domains')
		)
	]);
}

/** `count` questions for the map of a domain's modifier. */
export function modifierCalibrationQuestions(domain: Domain, count: number): Question[] {
	const others = DOMAINS.filter(({ id }) => id !== domain.id);
	const of = (source: keyof typeof MODIFIER_MIXTURE, make: Make) =>
		distinct(`${domain.id}:${source}`, Math.round(count * MODIFIER_MIXTURE[source]), make);
	return new Random(`calibration:order:${domain.id}`).shuffle([
		...of('its own tasks', (seed, i) => task(domain, seed, i, 'its own tasks')),
		...of('neighbours', (seed, i) => ({
			...itemOf(domain.neighbour(new UseDraw(new Random(seed), i % 2 === 1))),
			...earlier(seed),
			match: 'unknown',
			source: 'neighbours'
		})),
		...of('the base’s tasks', (seed, i) => {
			const kind = domain.near[i % domain.near.length];
			const draw = new UseDraw(new Random(seed), i % 2 === 1);
			const item = itemOf(exchange(draw, new Map(), kind));
			return { ...item, ...earlier(seed), source: 'the base’s tasks' };
		}),
		...of('other domains', (seed, i) => task(others[i % others.length]!, seed, i, 'other domains'))
	]);
}

/** Whether each answer is right. */
export function judged(questions: readonly Question[], texts: readonly string[]): boolean[] {
	const right = questions.map((question, i) => !question.check && isRight(question, texts[i]!));
	const at = questions.flatMap(({ check }, i) => (check ? [i] : []));
	grade(
		at.map((i) => ({ ...questions[i]!, check: questions[i]!.check! })),
		at.map((i) => texts[i]!)
	).forEach((passed, k) => (right[at[k]!] = passed));
	return right;
}

function distinct(name: string, count: number, make: Make): Question[] {
	const found = new Map<string, Question>();
	let parts: Part[] = [];
	for (let i = 0; found.size < count && i < count * 40; i++) {
		const question = make(`calibration:${name}:${i}`, found.size);
		if (question === null) continue;
		const key = JSON.stringify([question.prompt, question.history ?? []]);
		if (found.has(key)) continue;
		if (parts.length === 0) parts = new Random(`${name}:parts:${found.size}`).shuffle([...PARTS]);
		found.set(key, { ...question, part: parts.pop()! });
	}
	return [...found.values()];
}

const itemOf = (x: Exchange): Item => ({
	prompt: x.prompt,
	answer: x.answer,
	match: x.ability === 'unknown' ? 'unknown' : x.ability === 'tools' ? 'json' : 'exact',
	ability: x.ability,
	...(x.alternatives ? { alternatives: x.alternatives } : {})
});

const asked = ({ prompt, answer }: Exchange) => ({ prompt, answer });

/** Kinds of the mix in turn. */
function single(seed: string, index: number, source: Source, unseen: boolean): Unparted {
	const kind = MIX[index % MIX.length]![0];
	const x = exchange(new UseDraw(new Random(seed), unseen), new Map(), kind);
	return { ...itemOf(x), ...earlier(seed), source };
}

function followUp(seed: string, unseen: boolean): Unparted | null {
	const first = conversation(new UseDraw(new Random(`${seed}:first`), false)).find(
		(x) => x.followUp
	);
	if (!first) return null;
	const next = first.followUp!(new UseDraw(new Random(seed), unseen));
	const history = [...(earlier(seed).history ?? []), asked(first)];
	return { ...itemOf(next), source: 'follow-ups', history };
}

/** Tasks of a domain in turn; every other one in unseen wordings. */
function task(domain: Domain, seed: string, index: number, source: string): Unparted {
	const draw = new UseDraw(new Random(seed), Math.floor(index / DOMAINS.length) % 2 === 1);
	const turn = Math.floor(index / (source === 'its own tasks' ? 1 : DOMAINS.length));
	const made = domain.tasks[turn % domain.tasks.length]!.make(draw);
	const { id } = domain;
	return { ...made, ...earlier(seed), match: 'exact', ability: id, domain: id, source };
}

/**
 * Half of them of CLINC150's out-of-scope rows, half of its intents that no shipped part claims. None
 * where the data folder is absent: the calibration is then fitted without, and says so.
 */
function outOfScope(count: number): Question[] {
	const file = `${dataFolder()}/clinc150/clinc150.csv`;
	if (!existsSync(file)) return [];
	const rows = parseCsv(readFileSync(file, 'utf8')).map((row) => ({
		text: row['text'] ?? '',
		intent: row['intent'] ?? ''
	}));
	const texts = (own: boolean) =>
		rows
			.filter(
				({ intent }) => (intent === 'oos') === own && clincClass(intent).startsWith('out-of-scope')
			) // prettier-ignore
			.map(({ text }) => text);
	const half = Math.ceil(count / 2);
	const random = new Random('calibration:public');
	const chosen = [true, false].flatMap((own) => random.sample(texts(own), half));
	return random.shuffle(chosen).map((prompt, i) => ({
		prompt,
		...earlier(`calibration:public:${i}`),
		answer: '',
		match: 'unknown',
		ability: 'unknown',
		part: PARTS[i % PARTS.length]!,
		source: 'out of scope, real people’s'
	}));
}
