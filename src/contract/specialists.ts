// How a person wants the specialists of a model to act: whether one is asked where its domain is recognised, and how
// strongly it changes the base. Only what differs from how they came is kept, by the model and the specialist. A
// person's own adapters are kept with their files (gguf-adapter.ts). Pure.

import type { ModifierId } from './ids.ts';

export type SpecialistChoice = {
	/** Asked where it fits; else only where a person names it. */
	on: boolean;
	/** 1 is as it was trained, and as its confidence was fitted. */
	scale: number;
};

/** By `model/specialist`; absent: as it came. */
export type SpecialistChoices = Record<string, SpecialistChoice>;

/** Weaker is off, for which there is a switch: at nothing its words would be read by the base. */
export const LEAST_SCALE = 0.1;
/** Of adapters of any kind. */
export const MOST_SCALE = 2;

const AS_TRAINED: SpecialistChoice = { on: true, scale: 1 };

const keyOf = (modelId: string, id: ModifierId): string => `${modelId}/${id}`;

export function specialistOf(
	choices: SpecialistChoices,
	modelId: string,
	id: ModifierId
): SpecialistChoice {
	const key = keyOf(modelId, id);
	return (Object.hasOwn(choices, key) && choices[key]) || AS_TRAINED;
}

export function withSpecialist(
	choices: SpecialistChoices,
	modelId: string,
	id: ModifierId,
	fields: Partial<SpecialistChoice>
): SpecialistChoices {
	const key = keyOf(modelId, id);
	const choice = { ...specialistOf(choices, modelId, id), ...fields };
	const { [key]: _, ...others } = choices;
	return choice.on && choice.scale === 1 ? others : { ...others, [key]: choice };
}

/** All of a model as they came. */
export function withoutSpecialists(choices: SpecialistChoices, modelId: string): SpecialistChoices {
	const own = keyOf(modelId, '');
	return Object.fromEntries(Object.entries(choices).filter(([key]) => !key.startsWith(own)));
}

export function isSpecialists(value: unknown): value is SpecialistChoices {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.entries(value).every(([key, choice]) => /^[\w.-]+\/[\w.-]+$/.test(key) && isOne(choice))
	);
}

function isOne(value: unknown): value is SpecialistChoice {
	if (typeof value !== 'object' || value === null) return false;
	const { on, scale } = value as Partial<Record<keyof SpecialistChoice, unknown>>;
	return (
		typeof on === 'boolean' &&
		typeof scale === 'number' &&
		scale >= LEAST_SCALE &&
		scale <= MOST_SCALE
	);
}
