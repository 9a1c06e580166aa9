// The word a model was least sure of, while its tokens arrive: only that word is kept, not the tokens.
// Pure. Not here: what is said of it (weak-part.ts).

export type SaidToken = { token: string; logprob: number };

/** `probability`: of the word's least likely token, 0–1. */
export type LeastSure = { word: string; probability: number };

/** Of it, so many characters are kept: some languages write no blanks. */
const MOST_CHARACTERS = 40;

export type LeastSureTally = {
	add(token: SaidToken): void;
	/** Null before the first token, and where it was a blank. */
	value(): LeastSure | null;
};

/** A word goes from a token that begins with a blank to the next that begins with one, or with a mark. */
export function leastSureTally(): LeastSureTally {
	let current = '';
	let worst: { word: string; logprob: number } | null = null;
	/** Whether the worst one’s word still goes on. */
	let goesOn = false;
	return {
		add({ token, logprob }) {
			current = (/^\s/.test(token) ? token : current + token).slice(-MOST_CHARACTERS);
			if (worst === null || logprob < worst.logprob) {
				worst = { word: current, logprob };
				goesOn = true;
				return;
			}
			if (/^[\s.,;:!?)]/.test(token)) goesOn = false;
			if (goesOn) worst.word = (worst.word + token).slice(0, MOST_CHARACTERS);
		},
		value() {
			const word = worst?.word.trim() ?? '';
			return worst === null || word === ''
				? null
				: { word, probability: Math.exp(Math.min(0, worst.logprob)) };
		}
	};
}
