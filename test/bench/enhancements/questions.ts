// The questions on which enhancements are measured: held-out wordings with held-out arguments of every ability
// of the base, and held-out tasks of every modifier's domain. Seeds of their own: no calibration, critic,
// modifier or report was fitted on them or chosen by them.

import { exchange, MIX } from '../../../models/generator/conversation.ts';
import { Draw } from '../../../models/generator/grammar.ts';
import { itemAt, type Hard } from '../../../models/generator/modifiers/domain.ts';
import { DOMAINS } from '../../../models/generator/modifiers/domains.ts';
import { Random } from '../../../models/generator/random.ts';
import { grade } from '../../../models/grade.ts';
import { isRight, type Item } from '../../../models/measure.ts';

export type Asked = Item & {
	/** An ability of the base, or a modifier's domain. */
	of: 'base' | 'domain';
	hard: Hard | null;
};

/** Another seed gives other questions. */
export function questions(perKind: number, perDomain: number, seed = 'enhancements'): Asked[] {
	const asked: Asked[] = [];
	for (const [kind] of MIX) {
		const seen = new Set<string>();
		for (let i = 0; seen.size < perKind && i < perKind * 40; i++) {
			const draw = new Draw(new Random(`${seed}:${kind}:${i}`), true);
			const { prompt, answer, ability, alternatives } = exchange(draw, new Map(), kind);
			if (seen.has(prompt)) continue;
			seen.add(prompt);
			asked.push({
				prompt,
				answer,
				match: ability === 'unknown' ? 'unknown' : ability === 'tools' ? 'json' : 'exact',
				ability: kind,
				...(alternatives ? { alternatives } : {}),
				of: 'base',
				hard: null
			});
		}
	}
	for (const domain of DOMAINS)
		for (let i = 0; i < perDomain; i++) {
			const hard = itemAt(domain, seed, i, { held: true, even: true });
			asked.push({
				prompt: hard.prompt,
				answer: hard.answer,
				match: 'exact',
				ability: domain.id,
				of: 'domain',
				hard
			});
		}
	return asked;
}

/** Whether each text is right, by the question's own grader. */
export function rightOnes(asked: readonly Asked[], texts: readonly string[]): boolean[] {
	const hard = asked.flatMap(({ hard }, i) => (hard ? [{ hard, text: texts[i]! }] : []));
	const passed = grade(
		hard.map((one) => one.hard),
		hard.map((one) => one.text)
	);
	let next = 0;
	return asked.map((one, i) => (one.hard ? passed[next++]! : isRight(one, texts[i]!)));
}
