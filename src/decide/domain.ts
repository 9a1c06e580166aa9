// Which domain a request belongs to: the domain head. Pure; the same file in the page, the Worker
// and Node. Not a decision: what follows from a domain is the plan's (plan.ts) and the router's.

import type { LinearClassifier } from '../contract/classifier.ts';
import { MODIFIER_IDS } from '../contract/ids.ts';
import { classProbabilities } from './linear.ts';
import { featureCollector, wordsOf, type SparseFeatures } from './text-features.ts';

/** `general` is the base's own ground; `out-of-scope` is what no shipped part claims. */
export const DOMAINS = ['general', ...MODIFIER_IDS, 'out-of-scope'] as const;
export type Domain = (typeof DOMAINS)[number];

export type DomainGuess = {
	domain: Domain;
	/** Its probability, 0–1. */
	probability: number;
	/** One per domain; they sum to one. */
	probabilities: Record<Domain, number>;
};

/** Lengths of the groups words and pairs, runs of letters, shape. */
const GROUP_WEIGHTS = [1, 1, 0.5];
const WORDS_GROUP = 0;
const SHAPE_GROUP = 2;

/** Computes a text's features for weights of 2^bits rows; keeps scratch memory, so make one and reuse it. */
export function domainFeatures(bits: number): (text: string) => SparseFeatures {
	const collector = featureCollector(bits);
	return (text) => {
		const words = wordsOf(text);
		collector.addText(WORDS_GROUP, 't', words);
		const numbers = words.reduce((n, word) => n + (word.startsWith('#') ? 1 : 0), 0);
		const lines = words.reduce((n, word) => n + (word === '\n' ? 1 : 0), 0);
		collector.add(SHAPE_GROUP, `words ${step(words.length)}`);
		collector.add(SHAPE_GROUP, `numbers ${step(numbers)}`);
		collector.add(SHAPE_GROUP, `lines ${step(lines)}`);
		collector.add(SHAPE_GROUP, `words ${step(words.length)} numbers ${step(numbers)}`);
		return collector.finish(GROUP_WEIGHTS);
	};
}

/** 0, 1, 2, 3–4, 5–8, … : how many, by doublings. */
const step = (count: number): number => (count === 0 ? 0 : Math.ceil(Math.log2(count)) + 1);

/** The head, ready to be asked. Throws when a class belongs to no domain. */
export function domainHead(classifier: LinearClassifier): (text: string) => DomainGuess {
	const features = domainFeatures(classifier.bits);
	const domains = classifier.classes.map(domainOf);
	return (text) => {
		const byClass = classProbabilities(classifier, features(text));
		const probabilities = Object.fromEntries(DOMAINS.map((domain) => [domain, 0])) as Record<
			Domain,
			number
		>;
		byClass.forEach((probability, i) => {
			const domain = domains[i];
			if (domain) probabilities[domain] += probability;
		});
		let best: Domain = 'general';
		for (const domain of DOMAINS) if (probabilities[domain] > probabilities[best]) best = domain;
		return { domain: best, probability: probabilities[best], probabilities };
	};
}

/** Of a domain, where the head rules it out. */
const LEAST_PROBABILITY = 1e-3;

/** What fitted maps read of a guess: DOMAIN_INPUTS of contract/calibration.ts, in that order. */
export const domainInputs = (probabilities: DomainGuess['probabilities']): number[] =>
	DOMAINS.map((domain) => Math.log(probabilities[domain] + LEAST_PROBABILITY));

/** The domain of a class, `finance` of `finance/accounts`. */
export function domainOf(name: string): Domain {
	const [label = ''] = name.split('/');
	const domain = DOMAINS.find((known) => known === label);
	if (!domain) throw new Error(`“${name}” belongs to no domain. Known: ${DOMAINS.join(', ')}.`);
	return domain;
}
