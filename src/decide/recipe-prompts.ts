// What the models in a recipe's seats are asked, beside the question itself, and how a verdict is read.
// For models that follow instructions. Pure.

import type { Said } from './critique-prompt.ts';

/** The conversation, the draft as its answer, and the wish for a better one. */
export function improvePrompt(messages: readonly Said[], draft: string): Said[] {
	return [
		...messages,
		{ role: 'assistant', content: draft },
		{
			role: 'user',
			content:
				'Write that answer anew and better: put right what is wrong, add what is missing, keep what is good. Give the answer alone, without a word about this.'
		}
	];
}

export function planPrompt(messages: readonly Said[]): Said[] {
	return onQuestion(
		messages,
		(question) =>
			`${question}\n\nDo not answer yet. Say in at most five short steps how to answer this right.`
	);
}

export function buildPrompt(messages: readonly Said[], plan: string): Said[] {
	return onQuestion(messages, (question) => `${question}\n\nAnswer by this plan:\n${plan}`);
}

export function reviewPrompt(messages: readonly Said[], answer: string): Said[] {
	return onQuestion(
		messages,
		(question) =>
			`Review an answer. If it is right and complete, say OK and nothing else. If not, write the whole answer anew, without a word about the review.\n\nQuestion:\n${question}\n\nAnswer:\n${answer}`
	);
}

/** Whether the reviewer left the answer as it is. */
export function accepts(review: string): boolean {
	return /^\W*(ok|okay|lgtm)\W*$/i.test(review.trim());
}

export function choicePrompt(messages: readonly Said[], candidates: readonly string[]): Said[] {
	const list = candidates.map((text, i) => `Answer ${i + 1}:\n${text}`).join('\n\n');
	return onQuestion(
		messages,
		(question) =>
			`Which of these answers to the question is best? Say its number and nothing else.\n\nQuestion:\n${question}\n\n${list}`
	);
}

/** The index of the candidate chosen; null when it names none of `count`. */
export function chosenOf(said: string, count: number): number | null {
	const number = Number(/\d+/.exec(said)?.[0] ?? Number.NaN);
	return number >= 1 && number <= count ? number - 1 : null;
}

function onQuestion(messages: readonly Said[], say: (question: string) => string): Said[] {
	const last = messages.at(-1);
	return last === undefined
		? []
		: [...messages.slice(0, -1), { ...last, content: say(last.content) }];
}
