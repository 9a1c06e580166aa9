// The questions a calibration is fitted and tested on: generated ones whose right answer is known,
// worded in branches that training never saw, alone and after other exchanges; and real people's
// questions that no shipped part claims to answer (CLINC150's out-of-scope ones), read in place.
// Not the questions of the report (held-out.ts): other seeds, so that those stay unseen here.

import { existsSync, readFileSync } from 'node:fs';
import { parseCsv } from '../csv.ts';
import { exchange, MIX } from '../generator/conversation.ts';
import { Draw } from '../generator/grammar.ts';
import { Random } from '../generator/random.ts';
import type { Item } from '../measure.ts';
import { dataFolder } from '../public-data.ts';

export type Part = 'fit' | 'test';

export interface Question extends Item {
	part: Part;
	source: 'generated' | 'public';
}

/** Two of three generated questions fit, the third tests. */
const FIT_SHARE = 2 / 3;
/** Of the public ones a quarter: then out-of-scope questions are as frequent as in what the base was taught. */
const PUBLIC_FIT_SHARE = 1 / 4;

/** In an order in which every part has something of every kind, so that some of it is of use too. */
export function calibrationQuestions(perKind: number, publicCount: number): Question[] {
	return new Random('calibration:order').shuffle([
		...generated(perKind),
		...outOfScope(publicCount)
	]);
}

function generated(perKind: number): Question[] {
	const questions: Question[] = [];
	const seen = new Set<string>();
	for (const [kind] of MIX)
		for (let i = 0, found = 0; found < perKind && i < perKind * 40; i++) {
			const seed = `calibration:${kind}:${i}`;
			const random = new Random(seed);
			const x = exchange(new Draw(random, true), new Map(), kind);
			if (seen.has(x.prompt)) continue;
			seen.add(x.prompt);
			found++;
			const before = new Draw(new Random(`${seed}:before`), false);
			const earlier = [0, 0, 1, 2][i % 4] ?? 0;
			questions.push({
				prompt: x.prompt,
				answer: x.answer,
				match: x.ability === 'unknown' ? 'unknown' : x.ability === 'tools' ? 'json' : 'exact',
				ability: x.ability,
				...(x.alternatives ? { alternatives: x.alternatives } : {}),
				...(earlier > 0
					? {
							history: Array.from({ length: earlier }, () => {
								const { prompt, answer } = exchange(before, new Map());
								return { prompt, answer };
							})
						}
					: {}),
				part: found <= perKind * FIT_SHARE ? 'fit' : 'test',
				source: 'generated'
			});
		}
	return questions;
}

/** None where the data folder is absent: the calibration is then fitted without, and says so. */
function outOfScope(count: number): Question[] {
	const file = `${dataFolder()}/clinc150/clinc150.csv`;
	if (!existsSync(file)) return [];
	const texts = parseCsv(readFileSync(file, 'utf8')).flatMap((row) =>
		row['intent'] === 'oos' ? [row['text'] ?? ''] : []
	);
	return new Random('calibration:public').sample(texts, count).map((prompt, i) => ({
		prompt,
		answer: "I don't know that one.",
		match: 'unknown',
		ability: 'unknown',
		part: i < count * PUBLIC_FIT_SHARE ? 'fit' : 'test',
		source: 'public'
	}));
}
