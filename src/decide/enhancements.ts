// What is done with an answer of this device that may be wrong, beyond asking others: a critique, a vote.
// A mode says what may be done (contract/modes.ts), this says what is worth doing. Pure.
// Where each was found to help and where to harm: BENCHMARKS.md.

import type { Source } from '../contract/ids.ts';
import type { Mode } from '../contract/modes.ts';
import type { Domain } from './domain.ts';
import type { BankExamples } from './modes.ts';

export type EnhancementInput = {
	mode: Pick<Mode, 'paths' | 'critiqueRounds' | 'critiqueLast'>;
	/** Of `bankExamples`. */
	examples: BankExamples;
	/** Whether a person asked for so many paths or rounds for this message: then that is done. */
	asked: { paths: boolean; critique: boolean };
	/** Who gave the answer. */
	by: 'base' | 'modifier';
	/** Whether it stays under the threshold; null when the model does not say how sure it is. */
	doubtful: boolean | null;
	prompt: string;
	/** Of the prompt; null where none is known. */
	domain: Domain | null;
	/** Whether the model gives log-probabilities, which settle a vote that is even. */
	logprobs: boolean;
	/** Whether the model has a critic of its own. */
	critic: boolean;
	/** Whether the question brought examples of its own: with those it was answered already. */
	givesExamples: boolean;
};

export type Enhancements = {
	/** Whether it is answered again with examples of the bank before the question. */
	examples: boolean;
	/** 0 for no vote, else 3 to 10. */
	paths: number;
	/** Of what the vote chose, where there is one; 0 for no critique. */
	critiqueRounds: number;
	/** How an answer is written again. */
	revise: 'draw' | 'correct';
};

/** Two cannot outvote each other: who asks for a second opinion is given a third. */
const LEAST_PATHS = 3;
const REASONED: readonly (Domain | null)[] = ['reasoning', 'math', 'hard-math', 'science'];
const HARD =
	/\b(prove|proof|derive|deduce|step by step|how many ways|probability|competition|olympiad|puzzle|solve|work out|reason(?:ing)?)\b/i;

/** Whether a question is of the kind for which several lines of reasoning lead to one answer. */
export function isReasoning(prompt: string, domain: Domain | null): boolean {
	return REASONED.includes(domain) || HARD.test(prompt);
}

/**
 * A modifier's answer is left alone unless a person asks: votes cost the shipped ones 7 of 100 right answers.
 * A sure answer is too, unless examples are wanted always. Votes are for reasoning; a critique by the model's own critic
 * for all the rest, and for what a vote chose where a person asks for one by name.
 */
export function enhancementsFor(input: EnhancementInput): Enhancements {
	const { mode, examples, asked, by, doubtful, prompt, domain, critic, givesExamples } = input;
	const worth = by === 'base' && doubtful !== false;
	const votes =
		mode.paths > 1 && (asked.paths || (worth && input.logprobs && isReasoning(prompt, domain)));
	const criticised = asked.critique || (worth && !mode.critiqueLast && !votes);
	return {
		examples:
			by === 'base' && !givesExamples && (examples === 'always' || (examples === 'novel' && worth)),
		paths: votes ? Math.max(LEAST_PATHS, mode.paths) : 0,
		critiqueRounds: criticised ? mode.critiqueRounds : 0,
		revise: critic ? 'draw' : 'correct'
	};
}

/** What nobody else takes over. */
export type LastLook = {
	mode: Pick<Mode, 'critiqueRounds' | 'critiqueLast'>;
	/** Who answered on this device, the kept answer among them. */
	answered: readonly Source[];
	/** Of the kept answer; null where it is not known. */
	confidence: number | null;
	threshold: number;
	/** Whether it says that it does not know: another draw of that is seldom knowledge. */
	abstains: boolean;
	/** The model's own critic's grade of it; null without one, or where it cannot say. */
	grade: number | null;
	/** The grade at which an answer is good enough. */
	enough: number;
	tookMs: number;
};

/** Nobody asked for it: an answer that took longer is not written again, which takes as long at most. */
const LONGEST_MS = 5_000;

/**
 * Whether a doubtful answer is written once more as a last resort, and the better graded one kept: the base's alone,
 * for a modifier's lose by it, and by the critic that was fitted on the base's answers.
 */
export function isWorthLastLook(look: LastLook): boolean {
	const { mode, answered, confidence, threshold, abstains, grade, enough, tookMs } = look;
	if (!mode.critiqueLast || mode.critiqueRounds === 0) return false;
	if (abstains || !answered.every((source) => source === 'base')) return false;
	if (confidence === null || confidence >= threshold) return false;
	return grade !== null && grade < enough && tookMs <= LONGEST_MS;
}
