// The questions whose answers the critic learns to grade: the base's abilities in held-out wordings,
// alone and after other exchanges; the modifiers' tasks, most of which the base gets wrong; and real
// questions that nobody here can answer, read in place where the public data lies beside the checkout.
// Seeds of its own: neither the calibration's questions nor the report's.

import { existsSync, readFileSync } from 'node:fs';
import { parseCsv } from '../csv.ts';
import { exchange, MIX } from '../generator/conversation.ts';
import { Draw } from '../generator/grammar.ts';
import { itemAt, type Hard } from '../generator/modifiers/domain.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { hashText, Random } from '../generator/random.ts';
import { grade } from '../grade.ts';
import { isRight, type Item } from '../measure.ts';
import { dataFolder } from '../public-data.ts';

export interface CriticQuestion extends Item {
	source: 'abilities' | 'tasks' | 'out of scope';
	part: 'fit' | 'test';
	/** Of a modifier's task: how it is judged. */
	hard?: Hard;
}

export interface CriticQuestionCounts {
	/** Of each of the base's abilities, of each modifier's domain, and real out-of-scope ones. */
	perKind: number;
	perDomain: number;
	outOfScope: number;
}

/** One in four tests, by a hash of the question: the same whatever the counts. */
const partOf = (prompt: string): 'fit' | 'test' =>
	hashText(`critic:${prompt}`) % 4 === 0 ? 'test' : 'fit';

/** In an order in which every part has something of every kind. */
export function criticQuestions(counts: CriticQuestionCounts): CriticQuestion[] {
	return new Random('critic:order').shuffle([
		...abilities(counts.perKind),
		...tasks(counts.perDomain),
		...outOfScope(counts.outOfScope)
	]);
}

function abilities(perKind: number): CriticQuestion[] {
	const questions: CriticQuestion[] = [];
	const seen = new Set<string>();
	for (const [kind] of MIX)
		for (let i = 0, found = 0; found < perKind && i < perKind * 20; i++) {
			const seed = `critic:${kind}:${i}`;
			const x = exchange(new Draw(new Random(seed), true), new Map(), kind);
			if (seen.has(x.prompt)) continue;
			seen.add(x.prompt);
			found++;
			const before = new Draw(new Random(`${seed}:before`), false);
			const history = Array.from({ length: [0, 0, 0, 1, 2][i % 5] ?? 0 }, () => {
				const { prompt, answer } = exchange(before, new Map());
				return { prompt, answer };
			});
			questions.push({
				prompt: x.prompt,
				answer: x.answer,
				match: x.ability === 'unknown' ? 'unknown' : x.ability === 'tools' ? 'json' : 'exact',
				ability: x.ability,
				...(x.alternatives ? { alternatives: x.alternatives } : {}),
				...(history.length > 0 ? { history } : {}),
				source: 'abilities',
				part: partOf(x.prompt)
			});
		}
	return questions;
}

function tasks(perDomain: number): CriticQuestion[] {
	return DOMAINS.flatMap((domain) =>
		Array.from({ length: perDomain }, (_, i): CriticQuestion => {
			const hard = itemAt(domain, 'critic', i, { held: i % 2 === 0, even: true });
			return {
				prompt: hard.prompt,
				answer: hard.answer,
				match: hard.check.kind === 'json' ? 'json' : 'exact',
				ability: domain.id,
				source: 'tasks',
				part: partOf(hard.prompt),
				hard
			};
		})
	);
}

function outOfScope(count: number): CriticQuestion[] {
	const file = `${dataFolder()}/clinc150/clinc150.csv`;
	if (!existsSync(file)) return [];
	const texts = parseCsv(readFileSync(file, 'utf8')).flatMap((row) =>
		row['intent'] === 'oos' ? [row['text'] ?? ''] : []
	);
	return new Random('critic:public').sample(texts, count).map((prompt) => ({
		prompt,
		answer: "I don't know that one.",
		match: 'unknown',
		ability: 'unknown',
		source: 'out of scope',
		part: partOf(prompt)
	}));
}

/** Whether each text is right, by the question's own grader; programs are run in the sandbox. */
export function judge(questions: readonly CriticQuestion[], texts: readonly string[]): boolean[] {
	const hard = questions.flatMap(({ hard }, i) => (hard ? [{ hard, text: texts[i]! }] : []));
	const passed = grade(
		hard.map((one) => one.hard),
		hard.map((one) => one.text)
	);
	let next = 0;
	return questions.map((question, i) =>
		question.hard ? passed[next++]! : isRight(question, texts[i]!)
	);
}
