// Facts and talk: the base's tables, asked about in any of their wordings, and what the starter says
// about itself. An entity that is in no table is not answered.

import { PHRASED, TOPICS } from '../generator/abilities/about.ts';
import { CHOICE, VERIFY } from '../generator/abilities/fact-checks.ts';
import { RELATIONS } from '../generator/abilities/facts.ts';
import { SINGLE_FACTS } from '../generator/facts/words.ts';
import { around } from './around.ts';
import { expansions, type Form, formsOf, type Program, wordsOf } from './forms.ts';
import { bareText } from './text.ts';

const plainName = (name: string): string =>
	name
		.toLowerCase()
		.replace(/^(?:the|an?) /, '')
		.replace(/'s$/, '');

/** Other names people use. */
// prettier-ignore
const ALSO: Readonly<Record<string, string>> = { usa: 'usa', us: 'usa', america: 'usa', 'united states': 'usa', 'united states of america': 'usa', uk: 'united kingdom', britain: 'united kingdom', 'great britain': 'united kingdom', holland: 'netherlands', uae: 'united arab emirates', czechia: 'czech republic', aluminum: 'aluminium', sulphur: 'sulfur', bulb: 'light bulb', lightbulb: 'light bulb', aeroplane: 'airplane', plane: 'airplane', www: 'world wide web', 'the web': 'world wide web' };

type Relation = (typeof RELATIONS)[number];

// What may stand around an entity where it was cut out of a sentence.
const AROUND =
	/^(?:(?:the|an?|of|for|in|word|country|element|animal|planet|book|term|city|called|named|please|is|to|and|or|what|hey|hi|so|ok|now|tell|me|again|then)[\s,:]*)*$/i;

/** Whether a rest is said around any request; a term to define may be any word of such a rest. */
const isFrame = ({ id }: Relation, rest: string): boolean =>
	id !== 'definition' && wordsOf(rest).every((word) => around().words.has(word));

/** The entity of a relation that a text names, and its answer; null when it names none it knows. */
export function entityIn(
	relation: Relation,
	text: string
): { entity: string; answer: string } | null {
	const plain = text.trim().replace(/^["']|["'?.!,:]+$/g, '');
	let best: { entity: string; answer: string; length: number } | null = null;
	for (const [entity, answer] of relation.items) {
		const name = plainName(entity);
		const names = [name, ...Object.keys(ALSO).filter((also) => ALSO[also] === name)];
		for (const one of names) {
			const at = plain
				.toLowerCase()
				.search(
					new RegExp(`(?<![\\p{L}])${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'u')
				);
			if (at < 0 || one.length <= (best?.length ?? 0)) continue;
			// A symbol such as "I" or "As" is meant only as it is written.
			if (relation.id === 'element-of' && !plain.includes(entity)) {
				if (plain.toLowerCase() !== one) continue;
			}
			const rest = `${plain.slice(0, at)} ${plain.slice(at + one.length)}`.trim();
			if (AROUND.test(rest.replace(/[^\p{L}\s,:]/gu, '')) || isFrame(relation, rest))
				best = { entity, answer, length: one.length };
		}
	}
	return best;
}

const relationOf = (id: string): Relation => RELATIONS.find((relation) => relation.id === id)!;

const about =
	(relation: Relation): Program =>
	({ e }) => {
		const found = e === undefined ? null : entityIn(relation, e);
		return found && relation.say(found.entity, found.answer);
	};

/** What is claimed, without what was said before it: "by the way, Lima" is Lima. */
function claimed(relation: Relation, claim: string): string {
	const answers = relation.items.map(([, answer]) => plainName(answer));
	const ends = answers.filter((answer) => claim.endsWith(` ${answer}`));
	return ends.toSorted((a, b) => b.length - a.length)[0] ?? claim;
}

const verify =
	(relation: Relation): Program =>
	({ e, a }) => {
		const found = e === undefined ? null : entityIn(relation, e);
		if (!found || a === undefined) return null;
		const said = relation.say(found.entity, found.answer),
			claim = claimed(relation, plainName(a.trim().replace(/^["']|["'?.!,]+$/g, '')));
		const tail = /^(?:the|an?) /i.test(said) ? said.charAt(0).toLowerCase() + said.slice(1) : said;
		return `${claim === plainName(found.answer) ? 'Yes' : 'No'}, ${tail}`;
	};

/** The answer, where it is one of the two that are named. */
const choose =
	(relation: Relation): Program =>
	({ e, x, y }) => {
		const found = e === undefined ? null : entityIn(relation, e);
		if (!found || x === undefined || y === undefined) return null;
		const named = [x, y].map((one) => plainName(one.trim().replace(/^["']|["'?.!,]+$/g, '')));
		return named.includes(plainName(found.answer))
			? relation.say(found.entity, found.answer)
			: null;
	};

export const FACT_PROGRAMS: Record<string, Program> = {};
export const TALK_PROGRAMS: Record<string, Program> = {};

const asCasual = (prompt: string): boolean => /^[a-z]/.test(prompt);

/** Forms for every relation and single fact; fills the programs that answer them, and topics. */
export function factForms(): Form[] {
	const forms: Form[] = [];
	for (const relation of RELATIONS) {
		const task = `fact:${relation.id}`;
		FACT_PROGRAMS[task] = about(relation);
		for (const template of [...(relation.wording.np ?? []), ...(relation.wording.q ?? [])])
			forms.push(...formsOf(task, template, {}));
	}
	for (const [id, wording] of Object.entries(VERIFY)) {
		const task = `verify:${id}`;
		FACT_PROGRAMS[task] = verify(relationOf(id));
		for (const template of wording.q ?? []) forms.push(...formsOf(task, template, {}));
	}
	for (const [id, wording] of Object.entries(CHOICE)) {
		const task = `choice:${id}`;
		FACT_PROGRAMS[task] = choose(relationOf(id));
		for (const template of wording.q ?? []) forms.push(...formsOf(task, template, {}));
	}
	SINGLE_FACTS.forEach(([wordings, answer], i) => {
		const task = `single:${i}`;
		FACT_PROGRAMS[task] = () => answer;
		for (const wording of wordings) {
			const asked = wording
				.replace(/^how many (\w+) there are$/, 'how many $1 are there')
				.replace(/^how many (\w+) (a \w+|an \w+|the \w+) has$/, 'how many $1 does $2 have');
			forms.push(...formsOf(task, wording, {}), ...formsOf(task, asked, {}));
		}
	});
	for (const { id, answers } of TOPICS)
		TALK_PROGRAMS[`about:${id}`] = (_, prompt) => answers[asCasual(prompt) && answers[1] ? 1 : 0]!;
	const topics = new Map(
		PHRASED.flatMap(([, phrases]) => Object.entries(phrases)).flatMap(([id, some]) =>
			some.flatMap(expansions).map((phrase) => [plainName(phrase), `about:${id}`] as const)
		)
	);
	TALK_PROGRAMS['about:by-name'] = ({ k }, prompt) => {
		const topic =
			k === undefined ? undefined : topics.get(plainName(bareText(k)).replace(/[?.!,]+$/, ''));
		return topic === undefined ? null : (TALK_PROGRAMS[topic]?.({}, prompt) ?? null);
	};
	return forms;
}
