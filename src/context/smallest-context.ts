// The least of a conversation that another machine needs to answer its last question: the question alone
// where it stands by itself, else with the exchanges it leans on. What is not sent can neither leak nor
// cost. A rule over words: it rather sends an exchange too many than answers something else.
// Not here: what fits a model's context (fit-context.ts).

import type { ContextMessage } from './fit-context.ts';

export type SmallestContextInput = {
	/** Empty for none. */
	systemPrompt: string;
	/** Earlier exchanges, user and assistant in turn, oldest first. */
	earlier: readonly ContextMessage[];
	question: string;
	/** Sends the last exchange in any case: the question is about it. */
	aboutLast: boolean;
};

/** Exchanges that go with a question that leans on what was said: a reference seldom reaches further. */
const EXCHANGES = 2;
/** Fewer words are seldom a question of their own: “And in French?”. */
const FEWEST_WORDS = 4;

/** Words that stand for something said before, wherever they are. */
const REFERS =
	/\b(?:it|its|they|them|their|theirs|he|him|his|she|hers|those|these|same|again|above|previous|previously|earlier|instead|former|latter|aforementioned|you said|your (?:answer|last|code|list|reply|version)|die gleichen|dasselbe|davon|dazu|darin|ihn|ihm|vorhin|stattdessen)\b/iu;
/** `this` and `that` where nothing follows that they could belong to: “explain that”, “is this right?”. */
const POINTS =
	/\b(?:this|that|das|dies)\b(?=\s*(?:[?.!,;]|$)|\s+(?:is|was|are|isn|does|answer|number|code|function|one|word|list|text|sentence|example|ist|war)\b)/iu;
/** A message that goes on with what was said. */
const GOES_ON =
	/^\s*(?:and|but|so|then|also|or|because|why|no|yes|ok|okay|what about|how about|what if|now|next|continue|go on|more|another|shorter|longer|und|aber|also|dann|warum|nein|ja|weiter|noch)\b/iu;

/** Whether a question can be understood only with what was said before it. */
export function leansOnEarlier(question: string): boolean {
	const words = question.trim().split(/\s+/u);
	// A long text brings what it speaks of; its pronouns are its own.
	const head = question.slice(0, 300);
	if (words.length < FEWEST_WORDS) return true;
	if (GOES_ON.test(head)) return true;
	return words.length <= 40 && (REFERS.test(head) || POINTS.test(head));
}

export function smallestContext({
	systemPrompt,
	earlier,
	question,
	aboutLast
}: SmallestContextInput): ContextMessage[] {
	const leans = aboutLast || leansOnEarlier(question);
	const kept = leans ? earlier.slice(-2 * EXCHANGES) : [];
	return [
		...(systemPrompt === '' ? [] : [{ role: 'system' as const, content: systemPrompt }]),
		...kept,
		{ role: 'user', content: question }
	];
}
