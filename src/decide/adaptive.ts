// How sure this person may be of an answer: the calibrated confidence, bent by a small layer that learnt
// from what became of earlier answers on this device. The layer that has learnt nothing gives the
// confidence back as it is. Here is what it reads, what it says, and what a person's signals are worth.
// Not here: training (learn/adaptive-layer.ts) and the trial of a new layer (canary.ts).

import type { Layer, Outcome, Signal } from '../contract/outcomes.ts';
import { DOMAINS } from './domain.ts';

/** How sure the base is, as a logit; the prompt's chance of being wrong; the domain, one of them 1. */
export const LAYER_INPUTS = ['confidence', 'wrong', ...DOMAINS] as const;

export type LayerEvidence = Pick<Outcome, 'confidence' | 'wrong' | 'domain'>;

/** What a layer starts as, and what training pulls it to. */
export const PLAIN_LAYER: Layer = {
	weights: LAYER_INPUTS.map((name) => (name === 'confidence' ? 1 : 0)),
	bias: 0,
	learntFrom: 0
};

/**
 * How many outcomes that say it should stay each weight is worth: little for a domain, much for what
 * all domains share, so that bad answers in one do not cost the others their trust.
 */
export const LAYER_PULLS = {
	weights: LAYER_INPUTS.map((name) => (name === 'confidence' || name === 'wrong' ? 60 : 3)),
	bias: 60
};

/** Beyond, a probability says nothing more; the plain layer cuts there. */
const SUREST = 0.999;

function logit(p: number): number {
	const cut = Math.min(SUREST, Math.max(1 - SUREST, p));
	return Math.log(cut / (1 - cut));
}

/** In the order of LAYER_INPUTS; null when nothing is known of the answer. */
export function layerInputs({ confidence, wrong, domain }: LayerEvidence): number[] | null {
	const sure = confidence ?? (wrong === null ? null : 1 - wrong);
	if (sure === null) return null;
	// Centred, so that an unknown one says nothing.
	return [logit(sure), (wrong ?? 0.5) - 0.5, ...DOMAINS.map((name) => Number(name === domain))];
}

/** 0–1; null as the confidence would be, when the prompt tells nothing either. */
export function adaptedConfidence(layer: Layer, evidence: LayerEvidence): number | null {
	const inputs = layerInputs(evidence);
	if (inputs === null) return null;
	const sum = inputs.reduce((total, x, i) => total + x * layer.weights[i]!, layer.bias);
	return 1 / (1 + Math.exp(-sum));
}

/** How good an answer was, 0–1, and how much that says, 0–1. */
export type Verdict = { good: number; weight: number };

/** A thumb is an opinion; the rest are guesses at one, and an edited question may be about anything. */
const SAYS: Record<Signal, Verdict> = {
	'thumbs-up': { good: 1, weight: 1 },
	'thumbs-down': { good: 0, weight: 1 },
	complaint: { good: 0, weight: 0.8 },
	retry: { good: 0, weight: 0.5 },
	copy: { good: 1, weight: 0.5 },
	edit: { good: 0, weight: 0.2 }
};

/** What the signals come to: the last thumb alone, else the mean of the others; null without any. */
export function verdictOf(signals: readonly Signal[]): Verdict | null {
	const thumb = signals.findLast((signal) => signal.startsWith('thumbs-'));
	if (thumb !== undefined) return SAYS[thumb];
	const said = [...new Set(signals)].map((signal) => SAYS[signal]);
	const weights = said.reduce((sum, { weight }) => sum + weight, 0);
	if (weights === 0) return null;
	return {
		good: said.reduce((sum, { good, weight }) => sum + good * weight, 0) / weights,
		weight: Math.max(...said.map(({ weight }) => weight))
	};
}

/** What a layer can learn from an outcome: the base's own answer alone was judged. Null for nothing. */
export function lessonOf(
	outcome: Outcome
): { inputs: number[]; good: number; weight: number } | null {
	const verdict = outcome.source === 'base' ? verdictOf(outcome.signals) : null;
	const inputs = verdict && layerInputs(outcome);
	return verdict && inputs && { inputs, ...verdict };
}

/**
 * What asking further costs against a good answer, in waiting and money: with it a layer that asks
 * always does not win by asking.
 */
const ASKING_COSTS = 0.1;

/** What a turn was worth, −0.1 to 1; null while nobody said anything of it. */
export function earnedBy({ source, signals }: Pick<Outcome, 'source' | 'signals'>): number | null {
	const verdict = verdictOf(signals);
	if (verdict === null) return null;
	return verdict.good - (source === 'base' ? 0 : ASKING_COSTS);
}
