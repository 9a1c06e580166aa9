// What judges the turns of a test: by a word in the question, so that a test chooses what is judged. The real judges,
// which are classifiers in files, are read in src/turn/judges.test.ts.

import { DOMAINS, type Domain, type DomainGuess } from '../../src/decide/domain.ts';
import { NO_JUDGES, type JudgeProvider, type Judges } from '../../src/turn/judges.ts';

/** So sure of one domain, and of each other one as little. */
export function guess(domain: Domain, probability = 1): DomainGuess {
	const rest = (1 - probability) / (DOMAINS.length - 1);
	const probabilities = Object.fromEntries(
		DOMAINS.map((name) => [name, name === domain ? probability : rest])
	) as DomainGuess['probabilities'];
	return { domain, probability, probabilities };
}

/** Sums are mathematics, and all else is nobody’s. */
export const sumsAreMath =
	(probability = 1) =>
	(prompt: string): DomainGuess =>
		guess(prompt.includes('sum') ? 'math' : 'general', probability);

/** Whoever says “wrong” complains. */
export const hearsWrong: NonNullable<Judges['dissatisfaction']> = ({ message }) => {
	const dissatisfied = message.includes('wrong');
	return { probability: dissatisfied ? 0.9 : 0.1, dissatisfied };
};

/** Both of these, and what a test says of the others. */
export function judging(fields: Partial<Judges> = {}): JudgeProvider {
	const judges = { ...NO_JUDGES, domain: sumsAreMath(), dissatisfaction: hearsWrong, ...fields };
	return { current: () => judges, ready: async () => judges };
}
