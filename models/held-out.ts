// Held-out prompts: unseen branches of wording with unseen arguments, alone and as third question.

import { conversation, exchange, MIX } from './generator/conversation.ts';
import { Draw } from './generator/grammar.ts';
import { Random } from './generator/random.ts';
import type { Item } from './measure.ts';

const SEED = 'held-out:1';

/** `perKind` items of each kind of the mix. With `history`, two exchanges of other kinds come first. */
export function heldOut(perKind: number, history = false): Item[] {
	const items: Item[] = [],
		seen = new Set<string>();
	for (const [kind] of MIX) {
		for (let i = 0, found = 0; found < perKind && i < perKind * 40; i++) {
			const draw = new Draw(new Random(`${SEED}:${kind}:${i}`), true);
			const x = exchange(draw, new Map(), kind);
			if (seen.has(x.prompt)) continue;
			seen.add(x.prompt);
			found++;
			const before = new Draw(new Random(`${SEED}:before:${kind}:${i}`), false);
			items.push({
				prompt: x.prompt,
				answer: x.answer,
				match: x.ability === 'unknown' ? 'unknown' : x.ability === 'tools' ? 'json' : 'exact',
				ability: x.ability,
				...(x.alternatives ? { alternatives: x.alternatives } : {}),
				...(history
					? {
							history: [exchange(before, new Map()), exchange(before, new Map())].map(
								({ prompt, answer }) => ({ prompt, answer })
							)
						}
					: {})
			});
		}
	}
	return items;
}

/** Follow-ups that refer back to the exchange before, with held-out wordings. */
export function heldOutFollowUps(count: number): Item[] {
	const items: Item[] = [];
	for (let i = 0; items.length < count && i < count * 60; i++) {
		const draw = new Draw(new Random(`${SEED}:follow:${i}`), true);
		const first = conversation(new Draw(new Random(`${SEED}:follow-first:${i}`), false)).find(
			(x) => x.followUp
		);
		if (!first) continue;
		const next = first.followUp!(draw);
		items.push({
			prompt: next.prompt,
			answer: next.answer,
			match: 'exact',
			ability: 'follow-up',
			history: [{ prompt: first.prompt, answer: first.answer }]
		});
	}
	return items;
}
