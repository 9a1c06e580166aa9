// What the question alone says before a token is written: how likely the base's answer will not stand, by a logistic
// model over the domain head's probabilities and what the prompt looks like. Pure. Not here: who begins where that is
// surely so (plan.ts), the router of published outcomes (router.ts), which speaks of other models, and the fitting
// (models/calibration/beforehand.ts).

import type { Beforehand } from '../contract/beforehand.ts';
import { DOMAIN_INPUTS } from '../contract/calibration.ts';
import type { LinearMap } from '../contract/linear-map.ts';
import { domainInputs, type DomainGuess } from './domain.ts';
import { logitOf } from './linear.ts';
import { FEATURE_NAMES, promptFeatures } from './prompt-features.ts';

/** What may be read: the logarithms of the domains' probabilities, and the prompt's features. */
export const BEFOREHAND_INPUTS: readonly string[] = [
	...DOMAIN_INPUTS,
	...FEATURE_NAMES.map((name) => `prompt.${name}`)
];

/** Standardised inputs count as this far at most; models/calibration/beforehand.ts fits it so. */
export const FARTHEST = 4;

/** In the order of BEFOREHAND_INPUTS. */
export const beforehandInputs = (
	prompt: string,
	domains: DomainGuess['probabilities']
): number[] => [...domainInputs(domains), ...promptFeatures(prompt)];

/** The chance, 0–1, that the base's answer to this prompt will not stand: wrong, or that it does not know. */
export type Foretold = (prompt: string, domains: DomainGuess['probabilities']) => number;

/** Null where the map reads what this app does not compute; a newer one may have fitted it. */
export function foreteller(map: Beforehand): Foretold | null {
	const weigh = weigher(map);
	return weigh && ((prompt, domains) => weigh(beforehandInputs(prompt, domains)));
}

/** The same from the inputs. */
export function weigher(map: LinearMap): ((inputs: readonly number[]) => number) | null {
	const at = map.inputs.map((name) => BEFOREHAND_INPUTS.indexOf(name));
	if (at.includes(-1)) return null;
	return (values) => {
		const read = at.map((place) => values[place]!);
		return 1 / (1 + Math.exp(-logitOf(map, read, FARTHEST)));
	};
}
