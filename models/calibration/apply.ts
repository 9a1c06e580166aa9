// How sure a recorded answer is, as the app would say it: by the manifest's calibration where there
// is one for whoever answered, else by the smallest token probability.

import type { Manifest } from '../../src/contract/manifest.ts';
import { calibrationFor, type Question } from '../../src/decide/calibration.ts';
import { answerInputsBy } from '../../src/decide/gain.ts';
import type { DomainGuess } from '../../src/decide/domain.ts';
import { confidenceTally, type ConfidenceFeatures } from '../../src/decide/confidence.ts';
import { confidence, countedLogprobs, type Answered, type Item } from '../measure.ts';

export type Domains = DomainGuess['probabilities'];

export const questionOf = (
	{ prompt, history }: Pick<Item, 'prompt' | 'history'>,
	domains?: Domains
): Question => ({ prompt, earlier: history?.length ?? 0, domains });

/** As the app's tally sees them; null for an answer without text. */
export function featuresOf(answered: Answered): ConfidenceFeatures | null {
	const tally = confidenceTally();
	tally.add(
		countedLogprobs(answered).map((logprob, i) => ({
			logprob,
			top: (answered.tokens?.[i]?.top ?? []).map((other) => ({ logprob: other }))
		}))
	);
	return tally.features();
}

/** `modifier`: who answered; null for the base. 0–1. */
export function confidenceBy(
	manifest: Pick<Manifest, 'calibration'>,
	modifier: string | null = null
): (answered: Answered, item: Pick<Item, 'prompt' | 'history'>, domains?: Domains) => number {
	return (answered, item, domains) => {
		const calibrated = calibrationFor(manifest, modifier, questionOf(item, domains));
		if (calibrated === null) return confidence(answered);
		const features = featuresOf(answered);
		return features === null ? 0 : calibrated(features, answered.text);
	};
}

/** What there is to weigh a recorded answer by; null for one without text, or without maps. */
export function inputsBy(
	manifest: Pick<Manifest, 'calibration'>
): (
	answered: Answered,
	item: Pick<Item, 'prompt' | 'history'>,
	domains?: Domains
) => number[] | null {
	return (answered, item, domains) =>
		answerInputsBy(manifest, featuresOf(answered), answered.text, questionOf(item, domains));
}
