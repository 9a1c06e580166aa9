// The tutor in a seat of a recipe: told by the prompts of src/decide/recipe-prompts.ts, which it reads by building
// them around marks, so that a new wording there is understood here. It improves, plans, reviews and chooses by
// solving the question itself. Not here: solving (converse.ts), and when it errs (server.ts).

import { DONT_KNOW } from '../generator/abilities/unknown.ts';
import { RELATIONS } from '../generator/abilities/facts.ts';
import {
	buildPrompt,
	choicePrompt,
	improvePrompt,
	planPrompt,
	reviewPrompt
} from '../../src/decide/recipe-prompts.ts';
import { conclusion, isRight, statedNumber } from '../measure.ts';
import type { ChatMessage } from './converse.ts';
import type { Solved } from './solve.ts';

/** What is wanted about the question that `messages` end with. */
export type Wish = { messages: ChatMessage[] } & (
	| { as: 'answer' }
	| { as: 'plan' }
	| { as: 'improve' | 'review'; given: string }
	| { as: 'choose'; candidates: string[] }
);

// Occur in no prompt.
const QUESTION = '\u0001';
const GIVEN = '\u0002';
const asked: ChatMessage[] = [{ role: 'user', content: QUESTION }];

/** What a prompt built around marks matches: its first group is the question, its second what was given. */
function patternOf(built: readonly { content: string }[]): RegExp {
	const words = RegExp.escape(built.at(-1)!.content);
	return new RegExp(
		`^${words.replace(RegExp.escape(QUESTION), '([^]*?)').replace(RegExp.escape(GIVEN), '([^]*)')}$`
	);
}

const IMPROVE = improvePrompt(asked, GIVEN).at(-1)!.content;
const PLAN = patternOf(planPrompt(asked));
const BUILD = patternOf(buildPrompt(asked, GIVEN));
const REVIEW = patternOf(reviewPrompt(asked, GIVEN));
const CHOICE = patternOf(choicePrompt(asked, [GIVEN]));
const NEXT_CANDIDATE = /\n\nAnswer \d+:\n/;

/** Reads what is asked: a prompt of a recipe, or a plain question. */
export function wishIn(messages: readonly ChatMessage[]): Wish {
	const last = messages.at(-1);
	if (last?.role !== 'user') return { as: 'answer', messages: [...messages] };
	const draft = messages.at(-2);
	if (last.content === IMPROVE && draft?.role === 'assistant')
		return { as: 'improve', messages: messages.slice(0, -2), given: draft.content };
	const about = (question: string): ChatMessage[] => [
		...messages.slice(0, -1),
		{ ...last, content: question }
	];
	const [, reviewed, given] = REVIEW.exec(last.content) ?? [];
	if (reviewed !== undefined)
		return { as: 'review', messages: about(reviewed), given: given ?? '' };
	const [, chosenOf, list] = CHOICE.exec(last.content) ?? [];
	if (chosenOf !== undefined)
		return {
			as: 'choose',
			messages: about(chosenOf),
			candidates: (list ?? '').split(NEXT_CANDIDATE)
		};
	const [, planned] = PLAN.exec(last.content) ?? [];
	if (planned !== undefined) return { as: 'plan', messages: about(planned) };
	const [, built] = BUILD.exec(last.content) ?? [];
	return { as: 'answer', messages: built === undefined ? [...messages] : about(built) };
}

/** `solved` is what it holds right; `wrongly` makes a mistake of a text, where one is due. */
export function replyTo(
	wish: Wish,
	solved: Solved,
	wrongly: ((text: string) => string) | null
): string {
	const isKnown = solved.task !== 'none';
	switch (wish.as) {
		case 'answer':
			return wrongly?.(solved.answer) ?? solved.answer;
		case 'improve':
			// What it cannot solve it cannot better.
			if (!isKnown) return wish.given;
			return wrongly?.(solved.answer) ?? solved.answer;
		case 'plan':
			return planFor(solved, wrongly);
		case 'review': {
			const accepts = !isKnown || agrees(solved, wish.given);
			if (accepts) return wrongly?.(solved.answer) ?? 'OK';
			return wrongly ? 'OK' : solved.answer;
		}
		case 'choose': {
			const at = wish.candidates.findIndex((candidate) => agrees(solved, candidate));
			if (!wrongly) return at < 0 ? 'None of them.' : String(at + 1);
			return String(((at + 1) % wish.candidates.length) + 1);
		}
		default:
			return wish satisfies never;
	}
}

/** What stands before the conclusion is how it came about. */
function planFor({ answer, task }: Solved, wrongly: ((text: string) => string) | null): string {
	if (task === 'none') return '1. Say that it is not known.';
	const at = answer.lastIndexOf('So ');
	const working = at <= 0 ? '' : answer.slice(0, at).trim().replace(/[.:]$/, '');
	if (working === '')
		return `1. ${wrongly ? wrongly(answer) : 'Recall what is asked for.'}\n2. Say it in one sentence.`;
	return `1. Work it out: ${wrongly?.(working) ?? working}.\n2. End with “So” and the result.`;
}

/** Whether a text comes to the same as the answer. */
export function agrees({ answer, task }: Solved, text: string): boolean {
	if (task === 'none') return text.includes(DONT_KNOW) || /I don't know that one/i.test(text);
	const item = { prompt: '', answer, ability: '' };
	if (isRight({ ...item, match: 'exact' }, text) || isRight({ ...item, match: 'json' }, text))
		return true;
	const came = conclusion(answer);
	if (answer.includes('So ') && /^[-−]?\d[\d,.]*(?: \p{L}+)?$/u.test(came))
		return statedNumber(text) === statedNumber(answer);
	const key = factIn(answer, task) ?? (answer.includes('So ') ? came : null);
	// A letter or two may stand in any sentence.
	return key !== null && key.length > 2 && holds(conclusion(text), key);
}

/** What a sentence about a fact says of it. */
function factIn(answer: string, task: string): string | null {
	const relation = RELATIONS.find(({ id }) => task === `fact:${id}`);
	return (
		relation?.items.find(([entity, value]) => relation.say(entity, value) === answer)?.[1] ?? null
	);
}

const holds = (text: string, words: string): boolean =>
	new RegExp(`(?<![\\p{L}\\d])${RegExp.escape(words)}(?![\\p{L}\\d])`, 'iu').test(text);
