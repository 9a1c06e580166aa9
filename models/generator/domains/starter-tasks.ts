// What the starter itself is taught, as requests of its domains: the base's abilities and the
// modifiers' tasks, so that a question goes to the part that was trained for it. The base's unknown
// questions are left out: they are unknown because of what they name, not of what they ask.

import { exchange, MIX } from '../conversation.ts';
import { Draw } from '../grammar.ts';
import { DOMAINS } from '../modifiers/domains.ts';
import type { DomainId } from '../modifiers/domain.ts';
import { itemAt } from '../modifiers/domain.ts';
import { Random } from '../random.ts';

/** The class of each kind of the base's mix; kinds that it lacks are of no one domain. */
export const ABILITY_CLASSES: Record<string, string> = {
	about: 'general/self',
	facts: 'general/facts',
	sums: 'math/sums',
	percentages: 'math/sums',
	parts: 'math/sums',
	comparisons: 'math/sums',
	units: 'math/sums',
	'word-problems': 'math/word',
	strings: 'general/text',
	counting: 'general/text',
	case: 'general/text',
	copy: 'general/text',
	extraction: 'general/text',
	code: 'code/write',
	tools: 'automation/calls',
	logic: 'reasoning/order'
};

const MODIFIER_CLASSES: Record<DomainId, string> = {
	code: 'code/write',
	reasoning: 'reasoning/order',
	automation: 'automation/calls',
	math: 'math/word',
	'hard-math': 'hard-math/algebra',
	science: 'science/problems',
	finance: 'finance/problems',
	creative: 'creative/verse'
};

/** `perPart` prompts of each ability and each modifier, on the held side or the training side. */
export function starterRequests(
	perPart: number,
	seed: string,
	held: boolean
): { text: string; name: string; source: string }[] {
	const abilities = MIX.flatMap(([kind]) => {
		const name = ABILITY_CLASSES[kind];
		if (!name) return [];
		return Array.from({ length: perPart }, (_, i) => ({
			text: exchange(new Draw(new Random(`${seed}:${kind}:${held}:${i}`), held), new Map(), kind)
				.prompt,
			name,
			source: 'base’s abilities'
		}));
	});
	const tasks = DOMAINS.flatMap((domain) =>
		Array.from({ length: perPart }, (_, i) => ({
			text: itemAt(domain, seed, i, { held, even: true }).prompt,
			name: MODIFIER_CLASSES[domain.id],
			source: 'modifiers’ tasks'
		}))
	);
	return [...abilities, ...tasks];
}
