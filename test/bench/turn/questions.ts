// The questions that the turn's quality is measured on: held-out wordings with held-out arguments of the
// base's abilities, held-out tasks of the modifiers' domains, and requests that no shipped part claims. A
// seed of their own: no model, calibration, threshold or enhancement was fitted on them or chosen by them.

import { domainRequest, TEMPLATES } from '../../../models/generator/domains/index.ts';
import { Random } from '../../../models/generator/random.ts';
import { questions, type Asked } from '../enhancements/questions.ts';

export type Group = 'abilities' | 'domains' | 'out of scope';
export type Question = Asked & { group: Group };

const SEED = 'turn';

/** About `count`: half of abilities, nearly two fifths of domains, the rest out of scope. */
export function turnQuestions(count: number): Question[] {
	// 17 abilities and 8 domains: 15, 25 and 60 of 515.
	const perKind = Math.max(1, Math.round((count * 15) / 515));
	const perDomain = Math.max(1, Math.round((count * 25) / 515));
	const inScope = questions(perKind, perDomain, SEED).map((one): Question => ({
		...one,
		group: one.of === 'base' ? 'abilities' : 'domains'
	}));
	return [...inScope, ...outOfScope(Math.max(1, Math.round((count * 60) / 515)))];
}

/** Right is to say that it is not known. */
function outOfScope(count: number): Question[] {
	const classes = Object.keys(TEMPLATES).filter((name) => name.startsWith('out-of-scope/'));
	return Array.from({ length: count }, (_, i) => ({
		prompt: domainRequest(classes[i % classes.length]!, new Random(`${SEED}:outside:${i}`), true),
		answer: '',
		match: 'unknown',
		ability: 'out of scope',
		of: 'base',
		hard: null,
		group: 'out of scope'
	}));
}
