// What people ask the starter itself, one question after another: short, about anything, and no word about
// the answer before it. Without these a short new question (“25 x 36”, “What are you?”) read like a
// complaint, since most short messages of the other classes are one.

import { aboutTopic, TOPICS } from '../abilities/about.ts';
import { exchange, MIX } from '../conversation.ts';
import { Draw, type Exchange } from '../grammar.ts';
import { DOMAINS } from '../modifiers/domains.ts';
import type { Random } from '../random.ts';

/** What says something of the last answer, asks for it again, or tells of trouble: as often as not a complaint. */
const OF_THE_ANSWER = new Set(
	'complaint doubt sorry more regenerate undo stop wait laugh trouble wrong-input files-erased feeling-bad wishes limits help'.split(
		' '
	)
);
const NEW_TOPICS = TOPICS.filter(({ id }) => !OF_THE_ANSWER.has(id));
const KINDS = MIX.filter(([kind]) => kind !== 'about').map(([kind]) => kind);
const SHORT = 28; // characters
/** Of the new questions, those drawn again until one is short: by length alone they are taken for a complaint. */
const SHORTENED = 0.5;

function asked(draw: Draw): Exchange {
	const r = draw.random,
		where = r.weighted(['about', 'ability', 'modifier'] as const, [3, 5, 2]);
	if (where === 'about') return aboutTopic(draw, r.pick(NEW_TOPICS), new Map());
	if (where === 'ability') return exchange(draw, new Map(), r.pick(KINDS));
	return { ...r.pick(r.pick(DOMAINS).tasks).make(draw), ability: 'modifier' };
}

/** An exchange, and what is asked next: a follow-up where there is one, else something else. */
export function nextOfStarter(
	random: Random,
	held: boolean
): { previousUser: string; previousAssistant: string; message: string } {
	const draw = new Draw(random, held),
		before = asked(draw),
		next = (): string =>
			before.followUp && random.chance(0.3) ? before.followUp(draw).prompt : asked(draw).prompt;
	const short = random.chance(SHORTENED),
		suits = (text: string): boolean => text !== before.prompt && (!short || text.length <= SHORT);
	let message = next();
	for (let i = 0; i < 40 && !suits(message); i++) message = next();
	return { previousUser: before.prompt, previousAssistant: before.answer, message };
}
