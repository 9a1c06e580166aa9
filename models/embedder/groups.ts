// What the embedder learns from: groups of texts that ask the same. Other wordings of one request
// with the same arguments, requests of one task, fills of one template, questions about one term,
// rephrasings in dialogues; and where public data lies beside the checkout, the questions of one of
// CLINC150's intents and the halves of longer texts. Held-out branches and rows stay out.

import { existsSync, readFileSync } from 'node:fs';
import { parseCsv } from '../csv.ts';
import { exchange, MIX } from '../generator/conversation.ts';
import { dialogue } from '../generator/dialogue/index.ts';
import { domainRequest, dressed, TEMPLATES } from '../generator/domains/index.ts';
import { fill } from '../generator/domains/slots.ts';
import { TERM_FRAMES, VOCABULARY } from '../generator/domains/vocabulary.ts';
import { Draw, expand, isHeldBranch, type Wording } from '../generator/grammar.ts';
import { itemAt } from '../generator/modifiers/domain.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { hashText, Random } from '../generator/random.ts';
import { dataFolder, publicDomainTexts } from '../public-data.ts';

export type Source = 'wordings' | 'tasks' | 'templates' | 'terms' | 'intents' | 'halves';

export interface Group {
	source: Source;
	/** At least two, all different. */
	texts: string[];
}

/** A text and what it asks, for measuring. */
export interface Labelled {
	text: string;
	label: string;
}

/** Every request it words is worded again: same arguments, other words. */
class Rewording extends Draw {
	readonly others: [said: string, again: string[]][] = [];
	readonly #times: number;

	constructor(random: Random, held: boolean, times: number) {
		super(random, held);
		this.#times = times;
	}

	override phrase(
		wording: Wording,
		values: Record<string, string | number> = {},
		plain = false
	): string {
		const said = super.phrase(wording, values, plain);
		this.others.push([
			said,
			Array.from({ length: this.#times }, () => super.phrase(wording, values, plain))
		]);
		return said;
	}

	/** `prompt` in all its wordings. */
	wordings(prompt: string): string[] {
		const all = [prompt];
		for (const [said, again] of this.others)
			if (prompt.includes(said))
				all.push(...again.map((other) => prompt.replace(said, () => other)));
		return all;
	}
}

/** Kinds whose questions all ask for something of their own. */
const MANY = new Set(['facts', 'about', 'unknown', 'code', 'tools']);

/** Wordings of one request: of the base's abilities and the modifiers' tasks. `held`: of held-out branches. */
export function wordingGroups(perKind: number, held: boolean, times = 2): Group[] {
	const groups: Group[] = [];
	const add = (draw: Rewording, prompt: string): void => {
		const texts = [...new Set(draw.wordings(prompt))];
		if (texts.length > 1) groups.push({ source: 'wordings', texts });
	};
	for (const [kind] of MIX)
		for (let i = 0; i < perKind * (MANY.has(kind) ? 3 : 1); i++) {
			const draw = new Rewording(new Random(`embedder:${kind}:${held}:${i}`), held, times);
			add(draw, exchange(draw, new Map(), kind).prompt);
		}
	for (const domain of DOMAINS)
		for (const task of domain.tasks)
			for (let i = 0; i < perKind / 4; i++) {
				const draw = new Rewording(
					new Random(`embedder:${domain.id}:${task.name}:${held}:${i}`),
					held,
					times
				);
				add(draw, task.make(draw).prompt);
			}
	return groups;
}

/** Requests of one kind or task, with other arguments. */
function taskGroups(perKind: number): Group[] {
	const kinds = MIX.filter(([kind]) => !MANY.has(kind)).map(([kind]) =>
		Array.from(
			{ length: perKind },
			(_, i) =>
				exchange(new Draw(new Random(`embedder:task:${kind}:${i}`), false), new Map(), kind).prompt
		)
	);
	const tasks = DOMAINS.flatMap((domain) => {
		const by = new Map<string, string[]>();
		for (let i = 0; i < (perKind * domain.tasks.length) / 2; i++) {
			const { task, prompt } = itemAt(domain, 'embedder:task', i, { held: false, even: true });
			by.set(task, [...(by.get(task) ?? []), prompt]);
		}
		return [...by.values()];
	});
	return [...kinds, ...tasks].map((texts) => ({ source: 'tasks', texts: [...new Set(texts)] }));
}

/** One template filled and dressed in several ways. */
function templateGroups(fills: number): Group[] {
	return Object.entries(TEMPLATES).flatMap(([name, templates]) =>
		templates
			.filter((template) => !isHeldBranch(template))
			.map((template): Group => {
				const random = new Random(`embedder:${name}:${template}`);
				const texts = Array.from({ length: fills }, () =>
					dressed(fill(expand(template, random), random), random)
				);
				return { source: 'templates', texts: [...new Set(texts)] };
			})
	);
}

/** Questions about one term, and questions said again in a dialogue. */
function termGroups(frames: number, rephrasings: number): Group[] {
	const about = Object.entries(VOCABULARY).flatMap(([name, terms]) =>
		terms
			.filter((term) => !isHeldBranch(term))
			.map((term): Group => {
				const random = new Random(`embedder:${name}:${term}`);
				const plain = TERM_FRAMES.filter((frame) => !frame.includes('{other}'));
				const texts = random
					.sample(plain, frames)
					.map((frame) => dressed(frame.replace('{term}', term), random));
				return { source: 'terms', texts: [...new Set([...texts, term])] };
			})
	);
	const again = Array.from({ length: rephrasings }, (_, i): Group => {
		const { previousUser, message } = dialogue(
			'dissatisfied/repeat',
			new Random(`embedder:again:${i}`),
			false
		);
		return { source: 'terms', texts: [...new Set([previousUser, message])] };
	});
	return [...about, ...again];
}

export interface Intents {
	train: Map<string, string[]>;
	/** Rows not trained on, of intents that were trained. */
	rows: Labelled[];
	/** Rows of intents of which nothing was trained. */
	unseen: Labelled[];
}

/** One intent in ten is kept from training whole, and of the others one row in ten. Null where absent. */
export function clincIntents(): Intents | null {
	const file = `${dataFolder()}/clinc150/clinc150.csv`;
	if (!existsSync(file)) return null;
	const intents: Intents = { train: new Map(), rows: [], unseen: [] };
	for (const row of parseCsv(readFileSync(file, 'utf8'))) {
		const text = row['text']?.trim() ?? '';
		const label = row['intent'] ?? '';
		if (text === '' || label === 'oos') continue;
		if (hashText(`intent:${label}`) % 10 === 0) intents.unseen.push({ text, label });
		else if (hashText(`row:${text.toLowerCase()}`) % 10 === 0) intents.rows.push({ text, label });
		else intents.train.set(label, [...(intents.train.get(label) ?? []), text]);
	}
	return intents;
}

/** The first and second half of each longer public text: words that occur together. */
function halfGroups(): Group[] {
	return publicDomainTexts()
		.texts.filter(({ source }) => !source.startsWith('clinc150'))
		.flatMap(({ text }): Group[] => {
			const words = text.split(/\s+/).slice(0, 60);
			if (words.length < 14) return [];
			const middle = Math.floor(words.length / 2);
			return [
				{
					source: 'halves',
					texts: [words.slice(0, middle).join(' '), words.slice(middle).join(' ')]
				}
			];
		});
}

export interface EmbedderSize {
	/** Requests of each kind that are worded again. */
	perKind: number;
	rephrasings: number;
}

export function trainingGroups({ perKind, rephrasings }: EmbedderSize): {
	groups: Group[];
	trainedOn: string[];
} {
	const intents = clincIntents();
	const halves = halfGroups();
	const groups = [
		...wordingGroups(perKind, false),
		...taskGroups(Math.min(200, perKind)),
		...templateGroups(8),
		...termGroups(6, rephrasings),
		...[...(intents?.train.values() ?? [])].map((texts): Group => ({ source: 'intents', texts })),
		...halves
	].filter(({ texts }) => texts.length > 1);
	return {
		groups,
		trainedOn: [
			'generated wordings, templates and dialogues',
			...(intents ? [`CLINC150: ${intents.train.size} intents`] : []),
			...(halves.length > 0 ? [`halves of ${halves.length} public prompts`] : [])
		]
	};
}

/** What it is measured on: held-out wordings by what they ask, and held-out requests by their class. */
export function heldOutSets(perKind: number): { wordings: Labelled[]; classes: Labelled[] } {
	const wordings = wordingGroups(perKind, true, 2).flatMap(({ texts }, i) =>
		texts.map((text) => ({ text, label: String(i) }))
	);
	const classes = Object.keys(TEMPLATES).flatMap((label) => {
		const random = new Random(`embedder:held:${label}`);
		const texts = Array.from({ length: perKind * 4 }, () => domainRequest(label, random, true));
		return [...new Set(texts)].map((text) => ({ text, label }));
	});
	return { wordings, classes };
}
