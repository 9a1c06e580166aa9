// Where a turn starts, decided before its first token: the base, a modifier, or a bigger model
// elsewhere; and who is asked next when an answer is not enough. Pure: it is told what there is, and acts
// on nothing. What follows the base's answer on this device is auto.ts's; the words are plan-words.ts's.

import type { Beforehand } from '../contract/beforehand.ts';
import type { Plan } from '../contract/events.ts';
import type { ModifierId, Source } from '../contract/ids.ts';
import type { Mode } from '../contract/modes.ts';
import { GUESS_BOUNDS } from './device-calibration.ts';
import { hereWords, type NotEnough } from './plan-words.ts';
import { isAbove, levelOf, type Level } from './session-memory.ts';

/** Who is bigger than this device's models, from the nearer to the farther. */
export const FAR = ['native', 'edge'] as const;
export type Far = (typeof FAR)[number];

export type Start =
	| { level: 'base' }
	| { level: 'modifier'; id: ModifierId }
	/** Somebody bigger, `from` on; by consent and settings. `unasked`: only where no person has to agree first. */
	| { level: 'further'; from: Far; unasked?: true };

/** What the decision may weigh. */
export type StartInput = {
	mode: Pick<Mode, 'modifier' | 'escalateToModifier' | 'escalateToEdge'>;
	/** Of the question; null when unknown. */
	domain: string | null;
	/** Modifiers that fit the loaded base. */
	modifiers: readonly ModifierId[];
	/** Who gave the answers that were complained about; empty without a complaint. */
	failed: readonly Source[];
	/** The least level at which this conversation starts questions of the domain. */
	remembered: Level | null;
};

export function startOf({ mode, domain, modifiers, failed, remembered }: StartInput): Start {
	if (mode.modifier !== null)
		return modifiers.includes(mode.modifier)
			? { level: 'modifier', id: mode.modifier }
			: { level: 'base' };
	const tried = new Set(failed.map(levelOf));
	if (tried.size === 0 && (remembered === null || remembered === 'base')) return { level: 'base' };
	const id = domain !== null && modifiers.includes(domain) ? domain : null;
	const further = tried.size > 0 ? [...tried].some(isAboveBase) : remembered !== 'modifier';
	if (!further && id !== null && mode.escalateToModifier) return { level: 'modifier', id };
	return mode.escalateToEdge
		? { level: 'further', from: farFrom(failed, remembered) }
		: { level: 'base' };
}

export type ForetoldInput = {
	mode: Pick<Mode, 'escalateToModifier' | 'escalateToEdge'>;
	/** That the base's answer will not stand, by the question alone (beforehand.ts). */
	doubt: number;
	bounds: Pick<Beforehand, 'specialist' | 'further'>;
	/** The confidence an answer has to reach. */
	threshold: number;
	domain: string;
	/** Those that are asked though nobody named them. */
	modifiers: readonly ModifierId[];
};

/**
 * Who begins in the base's place, null for nobody. The bounds were chosen for the model's own threshold: where a mode
 * asks for less, as much less is believed of the question. Somebody bigger still has to be one who can be asked
 * without a word: while a person is asked, the draft is something to read.
 */
export function foretoldStart({
	mode,
	doubt,
	bounds,
	threshold,
	domain,
	modifiers
}: ForetoldInput): Exclude<Start, { level: 'base' }> | null {
	if (doubt <= 1 - threshold) return null;
	if (modifiers.includes(domain))
		return mode.escalateToModifier && bounds.specialist !== null && doubt >= bounds.specialist
			? { level: 'modifier', id: domain }
			: null;
	return mode.escalateToEdge && bounds.further !== null && doubt >= bounds.further
		? { level: 'further', from: 'native', unasked: true }
		: null;
}

/**
 * With whom to begin of those who are bigger: above who failed, and not below who mended such a question before.
 * The edge has nobody above it, and is asked anew.
 */
export function farFrom(failed: readonly Source[], remembered: Level | null): Far {
	const isPast = remembered === 'edge' || failed.some((source) => !isAbove('native:', [source]));
	return isPast ? 'edge' : 'native';
}

const isAboveBase = (level: Level): boolean => level !== 'base';

/** The plan said before the first token. Who answers further shows when they are asked. */
export function planOf(
	start: Start,
	name: string,
	{ logprobs, browsers = false }: { logprobs: boolean; browsers?: boolean },
	beforehand?: number
): Plan {
	const id = start.level === 'modifier' ? start.id : null;
	return {
		source: id === null ? 'base' : `modifier:${id}`,
		modifier: id === null ? null : { id, scale: 1 },
		reason: hereWords(name, id, { logprobs, browsers, sent: false }),
		...(beforehand !== undefined && { beforehand })
	};
}

/** Where no model of this device answers: who does shows when they are asked. */
export function planElsewhere(reason: string): Plan {
	return { source: 'edge:other', modifier: null, reason };
}

export type FurtherInput = {
	/** Calibrated, 0–1; null when it is not known. */
	confidence: number | null;
	/** What the generic map says of a model that nobody calibrated, 0–1; null or absent for another. */
	guess?: number | null;
	threshold: number;
	/** Whether the answer says that it does not know. */
	abstains: boolean;
	/** The confidence from which that stands; null: never. */
	unknownFrom: number | null;
	/** Estimated from the prompt alone; null when unknown. */
	route: { wrong: number; gain: number } | null;
};

/**
 * Why an answer is not enough for nobody bigger to be asked; null when it is. To say “I don’t know” can be right,
 * and still somebody else may know, unless it was measured that nobody does of what is so surely unknown.
 *
 * With a confidence the threshold is the rule of what there is to gain: a model's `further` bound is the lowest
 * with which 99 of 100 of the right answers are kept that somebody bigger would give to everything
 * (models/calibration/further.ts), and since they are about as good at every question, what there is to gain
 * falls as the confidence rises. What the router foretells of it from the prompt alone knows less, and is weighed
 * where there is no confidence. A careful guess is compared with no threshold: it speaks where it is very low, and
 * against the router where it is high.
 */
export function whyFurther({
	confidence,
	guess = null,
	threshold,
	abstains,
	unknownFrom,
	route
}: FurtherInput): NotEnough | null {
	if (abstains)
		return confidence === null || unknownFrom === null || confidence < unknownFrom
			? { because: 'abstains' }
			: null;
	if (confidence !== null)
		return confidence < threshold ? { because: 'confidence', confidence, threshold } : null;
	if (guess !== null && guess < GUESS_BOUNDS.low) return { because: 'guess', guess };
	if (guess !== null && guess >= GUESS_BOUNDS.high) return null;
	return route !== null && route.wrong > 1 - threshold && route.gain > 0
		? { because: 'prompt' }
		: null;
}
