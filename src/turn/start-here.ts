// Where a turn begins on this device: the base or a modifier, by the mode, the question's domain, what failed before,
// and what a person turned off. The rule itself is `startOf` (decide/plan.ts).

import { startOf, type Start } from '../decide/plan.ts';
import { noModifierWords } from '../decide/plan-words.ts';
import type { ModifierId } from '../contract/ids.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { sayIfOff } from './answer-here.ts';
import { askedModifiersOf, modifiersOf } from './situation.ts';
import type { Turn } from './turn.ts';

/** The level to begin with; the receipt says where a mode or a specialist asked for is not to be had. */
export function startFor(turn: Turn, model: LoadedModel): Start {
	const { situation, state } = turn;
	const { mode, domain, complaint, remembered } = situation;
	const modifiers = modifiersOf(model);
	if (mode.modifier !== null && !modifiers.includes(mode.modifier))
		state.reasons.push(noModifierWords(mode.modifier, model.manifest.name));
	const startWith = (those: readonly ModifierId[]) =>
		startOf({
			mode,
			domain: domain?.domain ?? null,
			modifiers: those,
			failed: complaint?.failed ?? [],
			remembered: remembered?.level ?? null
		});
	let start = startWith(modifiers);
	if (start.level === 'modifier' && mode.modifier === null && sayIfOff(turn, model, start.id))
		start = startWith(askedModifiersOf(model, turn.settings));
	const byMemory = mode.modifier === null && !complaint && start.level !== 'base';
	if (byMemory && remembered) state.also.experienceIds = remembered.answerIds;
	return start;
}

/** Where this device starts, when it was to be somebody bigger and nobody could be asked. */
export function hereStart(
	turn: Turn,
	model: LoadedModel | null
): Exclude<Start, { level: 'further' }> {
	const { domain, mode } = turn.situation;
	const id = domain?.domain;
	const has = model !== null && id !== undefined && modifiersOf(model).includes(id);
	return has && mode.escalateToModifier && !sayIfOff(turn, model, id)
		? { level: 'modifier', id }
		: { level: 'base' };
}
