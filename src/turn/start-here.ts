// Where a turn begins on this device: the base or a modifier, by the mode, the question's domain, what failed before,
// what a person turned off, and what the question alone says. The rules themselves are `startOf` and `foretoldStart`
// (decide/plan.ts).

import { foretoldStart, startOf, type Start } from '../decide/plan.ts';
import { foretoldWords, noModifierWords } from '../decide/plan-words.ts';
import { userExamples } from '../decide/user-examples.ts';
import type { ModifierId } from '../contract/ids.ts';
import { specialistOf } from '../contract/specialists.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { judgesNow, sayIfOff } from './answer-here.ts';
import { filesOf, imagesOf } from './file-prompt.ts';
import { asksMoreOfHere, canAsk } from './further-ready.ts';
import { askedModifiersOf, modifiersOf } from './situation.ts';
import { boundOf } from './thresholds.ts';
import type { Turn } from './turn.ts';

/** The level to begin with; the receipt says where a mode or a specialist asked for is not to be had. */
export function startFor(turn: Turn, model: LoadedModel): Start {
	const start = startByRule(turn, model);
	if (start.level === 'base') return foretold(turn, model) ?? start;
	// What this message asks of this device's answer is done, where it is no answer that was complained about.
	return start.level === 'further' && start.remembered && asksMoreOfHere(turn)
		? hereStart(turn, model)
		: start;
}

/** The receipt names the answers by which somebody else than the base `began`; `start`: who was to. */
export function nameExperience(
	{ situation: { remembered }, state }: Turn,
	start: Start,
	began = start
): void {
	if (remembered === null || start.level === 'base' || !start.remembered) return;
	if (began.level !== 'base') state.also.experienceIds = remembered.answerIds;
}

/**
 * Who begins in the base's place, by what the question alone says; null where that says nothing against the base, or
 * where it was not read alone: what a person gave with it, or what failed before it, was no part of the measurement.
 * Of somebody bigger it is not known yet whether they can be asked (further-ready.ts).
 */
function foretold(turn: Turn, model: LoadedModel): Start | null {
	const { begun, deps, situation, settings, state } = turn;
	const { mode, domain, complaint, again, prompt } = situation;
	const { manifest } = model;
	const bounds = manifest.thresholds?.beforehand;
	const judge = judgesNow(turn, manifest).foretold;
	if (!bounds || !judge || domain === null || complaint || mode.modifier !== null) return null;
	const branch = [...begun.earlier, begun.question];
	const given = userExamples(prompt) ?? filesOf(branch)[0] ?? branch.flatMap(imagesOf)[0];
	if (deps.site || given) return null;
	const doubt = judge(prompt, domain.probabilities);
	state.also.beforehand = Math.round(doubt * 1000) / 1000;
	const threshold = boundOf(turn, manifest);
	const modifiers = modifiersOf(model);
	const start = foretoldStart({ mode, doubt, bounds, threshold, domain: domain.domain, modifiers });
	// Another answer to the same question is begun by the base: whoever began the first would repeat it.
	if (start === null || again || mode.recipe) return null;
	if (start.level === 'modifier') {
		const { on, scale } = specialistOf(settings.specialists, manifest.id, start.id);
		if (!on || scale !== 1) return null;
		state.reasons.push(foretoldWords(start.id, doubt));
		return start;
	}
	return canAsk(turn) && !asksMoreOfHere(turn) ? start : null;
}

function startByRule(turn: Turn, model: LoadedModel): Start {
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
			remembered
		});
	let start = startWith(modifiers);
	if (start.level === 'modifier' && mode.modifier === null && sayIfOff(turn, model, start.id))
		start = startWith(askedModifiersOf(model, turn.settings));
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
