// Conversations of one to nine exchanges: unrelated questions mixed, some followed up.
//
// A chat sends its history, so a question must be answered alike at any place in it. Follow-ups
// refer back ("and of Spain?", "now reverse it"), so that history is not ignored either. Some of what
// stands in a history was answered by a modifier.

import { about, aboutTopic, TOPICS } from './abilities/about.ts';
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
import { DOMAINS } from './modifiers/domains.ts';
import { Random } from './random.ts';

/** What is asked, and how often. Weights follow difficulty as measured, not importance. */
// prettier-ignore
export const MIX: [string, number, (draw: Draw) => Exchange][] = [
  ['about', 36, about], ['facts', 22, facts], ['sums', 10, sums], ['percentages', 5, percentages], ['parts', 2.5, parts], ['comparisons', 2.5, comparisons], ['units', 4, units],
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
/** What is thrown in after an answer, whatever it was: it must not depend on the one before. */
// prettier-ignore
const REACTIONS: [string, number][] = [['complaint', 5], ['thanks', 2], ['doubt', 2], ['more', 2], ['praise', 2], ['ok', 1.5], ['can-do', 1.5], ['laugh', 0.7], ['sorry', 0.7]];
/** What follows a greeting: never another one. */
// prettier-ignore
const AFTER_GREETING: [string, number][] = [['can-do', 4], ['mood', 2], ['name', 2], ['app', 1.5], ['human', 0.7], ['help', 0.7], ['complaint', 0.5]];

function turnTo(draw: Draw, choices: [string, number][], asked: Map<string, number>): Exchange {
	const [id] = draw.random.weighted(
		choices,
		choices.map(([, weight]) => weight)
	);
	return aboutTopic(
		draw,
		TOPICS.find((topic) => topic.id === id)!,
		asked
	);
}

export function exchange(draw: Draw, asked: Map<string, number>, kind?: string): Exchange {
	const make = kind ? MIX.find((m) => m[0] === kind)![2] : draw.random.weighted(MIX, WEIGHTS)[2];
	return make === about ? about(draw, asked) : make(draw);
}

/** A modifier's question and answer, of any domain. */
function answeredByModifier(draw: Draw): Exchange {
	const { tasks } = draw.random.pick(DOMAINS),
		{ prompt, answer } = draw.random.pick(tasks).make(draw);
	return { prompt, answer, ability: 'modifier', given: true };
}

/** Length is drawn first: about a third are single questions, the rest up to nine. */
export function conversation(draw: Draw): Exchange[] {
	const r = draw.random,
		length = r.weighted([1, 2, 3, 4, 5, 7, 9], [32, 20, 17, 13, 9, 5, 4]),
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
		// Never last: nothing of it is trained on.
		if (out.length + 1 < length && r.chance(0.07)) {
			out.push(answeredByModifier(draw));
			continue;
		}
		const greeted = out.length === 1 && asked.has('greeting'),
			thanked = last?.answer === 'You are welcome!';
		if (last && r.chance(greeted ? 0.35 : thanked ? 0.2 : 0.05)) {
			out.push(turnTo(draw, greeted ? AFTER_GREETING : REACTIONS, asked));
			continue;
		}
		// A worked answer is too long to be worth repeating.
		if (last && !last.given && last.answer.length < 60 && r.chance(0.025)) {
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
