// Conversations of one to five exchanges: unrelated questions mixed, some followed up.
//
// A chat sends its history, so a question must be answered alike at any place in it. Follow-ups
// refer back ("and of Spain?", "now reverse it"), so that history is not ignored either.

import { about } from './abilities/about.ts';
import { comparisons, parts, percentages, sums, units } from './abilities/arithmetic.ts';
import { code } from './abilities/code.ts';
import { facts } from './abilities/facts.ts';
import { extraction } from './abilities/extraction.ts';
import { logic } from './abilities/logic.ts';
import { copying, counting, letterCase, madeUpWord, strings } from './abilities/text.ts';
import { toolCalls } from './abilities/tools.ts';
import { unknown } from './abilities/unknown.ts';
import { wordProblems } from './abilities/word-problems.ts';
import { capitalise, Draw, type Exchange } from './grammar.ts';
import { NAMES } from './facts/words.ts';
import { Random } from './random.ts';

/** What is asked, and how often. Weights follow difficulty as measured, not importance. */
// prettier-ignore
export const MIX: [string, number, (draw: Draw) => Exchange][] = [
  ['about', 36, about], ['facts', 22, facts], ['sums', 10, sums], ['percentages', 2.5, percentages], ['parts', 2.5, parts], ['comparisons', 2.5, comparisons], ['units', 4, units],
  ['word-problems', 18, wordProblems], ['strings', 12, strings], ['counting', 4.5, counting], ['case', 1.5, letterCase], ['copy', 9, copying], ['code', 9, code],
  ['tools', 5, toolCalls], ['extraction', 6, extraction], ['logic', 16, logic], ['unknown', 18, unknown],
];
// prettier-ignore
const TELL_NAME = ['my name is {n}', 'My name is {n}.', 'I am {n}', "I'm {n}.", 'Hi, I am {n}', 'call me {n}', 'Hello, my name is {n}.', 'hey, {n} here', 'You can call me {n}.', 'this is {n}', "hi! I'm {n}", 'My name is {n}, nice to meet you', 'people call me {n}', "Hello, I'm {n}!"];
// prettier-ignore
const ASK_NAME = ['what is my name?', "What's my name?", 'do you remember my name?', 'who am I?', 'What is my name again?', 'tell me my name', 'Do you know my name?', 'what did I say my name was?', 'my name?', 'How am I called?', 'what was my name', 'Do you still know my name?', 'can you tell me what my name is?'];
// prettier-ignore
const REPEAT = ['can you repeat that?', 'repeat that please', 'say that again', 'what did you say?', 'Say it again, please.', 'Sorry, what?', 'once more, please', 'Could you repeat your answer?', 'again please', 'pardon?', 'Please repeat.', 'come again?', 'I did not get that, repeat please'];
const WEIGHTS = MIX.map((m) => m[1]);

export function exchange(draw: Draw, asked: Map<string, number>, kind?: string): Exchange {
	const make = kind ? MIX.find((m) => m[0] === kind)![2] : draw.random.weighted(MIX, WEIGHTS)[2];
	return make === about ? about(draw, asked) : make(draw);
}

/** Length is drawn first: about a third are single questions, the rest up to five. */
export function conversation(draw: Draw): Exchange[] {
	const r = draw.random,
		length = r.weighted([1, 2, 3, 4, 5], [34, 22, 19, 14, 11]),
		asked = new Map<string, number>();
	const out: Exchange[] = [];
	let named: string | null = null;
	while (out.length < length) {
		const last = out[out.length - 1];
		if (!named && r.chance(0.025)) {
			named = r.chance(0.6) ? r.pick(NAMES) : capitalise(madeUpWord(r));
			out.push({
				prompt: draw.branch(TELL_NAME).replace('{n}', named),
				answer: `Nice to meet you, ${named}!`,
				ability: 'about'
			});
			continue;
		}
		if (named && r.chance(0.35)) {
			out.push({
				prompt: draw.branch(ASK_NAME),
				answer: `Your name is ${named}.`,
				ability: 'about'
			});
			continue;
		}
		// A worked answer is too long to be worth repeating.
		if (last && last.answer.length < 60 && r.chance(0.025)) {
			out.push({ ...last, prompt: draw.branch(REPEAT) });
			continue;
		}
		out.push(last?.followUp && r.chance(0.42) ? last.followUp(draw) : exchange(draw, asked));
	}
	return out;
}

/** Conversation `index` of a corpus: the same for the same seed, whatever was drawn before. */
export function conversationAt(seed: number, index: number): Exchange[] {
	return conversation(new Draw(new Random(`${seed}:${index}`), false));
}
