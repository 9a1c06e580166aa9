// Where a turn starts, decided before its first token: the base, a modifier, or a bigger model
// elsewhere; and who is asked next when an answer is not enough. Pure: it is told what there is, and acts
// on nothing. What follows the base's answer on this device is auto.ts's; the words are plan-words.ts's.

import type { Beforehand } from '../contract/beforehand.ts';
import type { Plan } from '../contract/events.ts';
import type { ModifierId, Source } from '../contract/ids.ts';
import type { Mode } from '../contract/modes.ts';
import { GUESS_BOUNDS } from './device-calibration.ts';
import { hereWords, type NotEnough } from './plan-words.ts';
import { isAbove, levelOf, type Level, type Remembered } from './session-memory.ts';

/** Who is bigger than this device's models, from the nearer to the farther. */
export const FAR = ['native', 'edge'] as const;
export type Far = (typeof FAR)[number];

/** `remembered`: for what this conversation remembers, and for that alone. */
export type Start =
	| { level: 'base' }
	| { level: 'modifier'; id: ModifierId; remembered?: true }
	/**
	 * Somebody bigger, `from` on; by consent and settings. `unasked`: only where no person has to agree first;
	 * `upTo`: whoever is bigger still is asked once there is an answer to read.
	 */
	| { level: 'further'; from: Far; upTo?: Far; unasked?: true; remembered?: true };

/** What the decision may weigh. */
export type StartInput = {
	mode: Pick<Mode, 'modifier' | 'escalateToModifier' | 'escalateToEdge'>;
	/** Of the question; null when unknown. */
	domain: string | null;
	/** Modifiers that fit the loaded base. */
	modifiers: readonly ModifierId[];
	/** Who gave the answers that were complained about; empty without a complaint. */
	failed: readonly Source[];
	/** What this conversation remembers of questions of the domain. */
	remembered: Pick<Remembered, 'level' | 'source'> | null;
};

export function startOf({ mode, domain, modifiers, failed, remembered }: StartInput): Start {
	if (mode.modifier !== null)
		return modifiers.includes(mode.modifier)
			? { level: 'modifier', id: mode.modifier }
			: { level: 'base' };
	const specialists = mode.escalateToModifier ? modifiers : [];
	if (failed.length === 0)
		return remembered === null
			? { level: 'base' }
			: rememberedStart(remembered, { mode, domain, specialists });
	if (domain !== null && specialists.includes(domain) && !failed.map(levelOf).some(isAboveBase))
		return { level: 'modifier', id: domain };
	return mode.escalateToEdge
		? { level: 'further', from: farFrom(failed, remembered?.level ?? null) }
		: { level: 'base' };
}

/** With what mended such a question, or what is as near; never with somebody farther than that. */
function rememberedStart(
	{ level, source }: Pick<Remembered, 'level' | 'source'>,
	{
		mode,
		domain,
		specialists
	}: Pick<StartInput, 'mode' | 'domain'> & { specialists: readonly ModifierId[] }
): Start {
	const remembered = true;
	if (level === 'modifier') {
		const mended = source?.startsWith('modifier:') ? source.slice('modifier:'.length) : null;
		const id = [mended, domain].find((one) => one !== null && specialists.includes(one)) ?? null;
		if (id !== null) return { level, id, remembered };
		if (source !== null) return { level: 'base' };
	}
	if (!mode.escalateToEdge) return { level: 'base' };
	const from = farFrom([], level);
	return {
		level: 'further',
		from,
		...(level === 'native' && source !== null && { upTo: level }),
		remembered
	};
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
