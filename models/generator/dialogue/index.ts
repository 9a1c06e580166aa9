// Short dialogues: a question, an answer, and what the user says next, with whether it complains.
// What the dissatisfaction classifier learns; hard negatives included: the same kind of question with
// other arguments, thanks with a "no" in them, trouble as the topic, answers to a question back.
//
// Each template of a message is a branch; one in nine is kept from training, by a hash of its text.

import { domainRequest, TEMPLATES } from '../domains/index.ts';
import { fill, SLOTS } from '../domains/slots.ts';
import { expand, isHeldBranch } from '../grammar.ts';
import type { Random } from '../random.ts';
import { COMPLAINTS, REPEATS } from './complaints.ts';
import { BACK_AND_FORTH, CONTENTMENT } from './contentment.ts';
import { nextOfStarter } from './next-question.ts';

export type Dialogue = {
	previousUser: string;
	previousAssistant: string;
	message: string;
	/** `dissatisfied/…` or `satisfied/…`. */
	name: string;
};

const REPEAT_CLASS = 'dissatisfied/repeat';
const REPLY_CLASS = 'satisfied/reply';
/** A new question to the starter: next-question.ts's. */
export const NEXT_CLASS = 'satisfied/next';

/** All classes, in a fixed order. */
export const DIALOGUE_CLASSES: readonly string[] = [
	...Object.keys(COMPLAINTS),
	REPEAT_CLASS,
	...Object.keys(CONTENTMENT),
	REPLY_CLASS,
	NEXT_CLASS
];

// prettier-ignore
const ADMISSIONS = ["I don't know that one.", "I don't know that one.", "Sorry, I don't know.", 'I am not sure what you mean.', 'I cannot help with that.', "I'm sorry, I can't do that.", 'I have no information about that.', 'That is outside what I was taught.', 'I am not able to see that.'];
// prettier-ignore
const STATEMENTS = ['The answer is {wrong}.', '{wrong}', 'It is {wrong}.', 'That would be {wrong}.', 'So it is {wrong}.', 'I think it is {wrong}.', '{wrong}.', 'The {word} is {wrong}.', 'About the {word}: it is {wrong}.', 'In short, {wrong}. The {word} depends on {thing} and on how it is used, and there is more to say about {topic}.', 'Here is one: {topic} and {topic}.', 'There are several points. First, the {word}. Second, {thing}. Third, {topic}. In the end it comes down to {wrong}.', '{thing}, {thing}, {animal}', 'def {fn}(x): return x', '{"tool": "{fn}", "value": {n}}', 'A {word} is a kind of {thing}. It has {n} parts.', 'Because the {word} is {color}.', 'First take the {word}, then divide by {k}; that gives {wrong}.', 'Done.', 'Here you go: {topic}.', 'Yes.', 'No.', 'Yes, the {word} is {wrong}.', 'How about {item}?', 'You could try {item}. It is {genre}.', 'Have you seen {item}? It is great.', 'You might like {item} or {item}.', '{name} is the {word}.', 'Once there was a {animal} in {city} who loved {topic}.'];
// prettier-ignore
const PRAISE = ['great', 'good', 'nice', 'cool', 'perfect', 'awesome', 'amazing', 'wonderful', 'excellent', 'fantastic', 'brilliant', 'lovely', 'neat', 'sweet', 'superb', 'splendid', 'helpful', 'useful', 'clear', 'funny', 'interesting', 'impressive', 'beautiful', 'clever', 'smart', 'easy', 'elegant', 'spot on', 'just right', 'so true', 'handy', 'charming', 'solid', 'delightful', 'well put', 'well said', 'top notch', 'quick', 'better than mine', 'simple'];
// prettier-ignore
const GENRES = ['comedies', 'horror', 'romance', 'action', 'drama', 'sci-fi', 'thrillers', 'jazz', 'heavy metal', 'documentaries', 'fantasy', 'westerns', 'musicals', 'mysteries', 'anime', 'spicy food', 'seafood', 'hip hop'];
// prettier-ignore
const ITEM_PARTS = ['Night', 'River', 'Last', 'Silent', 'Garden', 'Iron', 'Moon', 'Return', 'King', 'Summer', 'Shadow', 'Lost', 'House', 'Dragon', 'Letters', 'City', 'Storm', 'Winter', 'Dancer', 'Road'];

// prettier-ignore
const EMPTY_WORDS = new Set(['what', 'whats', 'which', 'where', 'when', 'than', 'that', 'this', 'then', 'with', 'from', 'have', 'been', 'does', 'much', 'many', 'more', 'they', 'them', 'their', 'your', 'write', 'tell', 'give', 'find', 'make', 'about', 'should', 'would', 'could', 'please', 'into', 'will', 'were', 'there', 'some', 'each']);

/** A word that says what a text is about. */
function tellingWord(text: string, random: Random): string | null {
	const words = (text.match(/[A-Za-z]{4,}/g) ?? [])
		.map((word) => word.toLowerCase())
		.filter((word) => !EMPTY_WORDS.has(word));
	return words.length > 0 ? random.pick(words) : null;
}

/** What fills {right}, {wrong}, {word}, {genre}, {item}: the same all through one dialogue, but for items. */
function settled(question: string, random: Random): (text: string) => string {
	const word = tellingWord(question, random) ?? 'answer';
	const value = (): string =>
		random.chance(0.5)
			? String(random.int(0, random.pick([9, 99, 2000])))
			: random.pick(
					SLOTS[
						random.pick(['city', 'country', 'thing', 'color', 'animal', 'element', 'name', 'day'])
					] ?? []
				);
	const right = value();
	const wrong = value();
	return (text) =>
		text
			.replace(/\{right\}/g, right)
			.replace(/\{wrong\}/g, wrong)
			.replace(/\{word\}/g, word)
			.replace(/\{praise\}/g, () => random.pick(PRAISE))
			.replace(/\{genre\}/g, () => random.pick(GENRES))
			.replace(/\{item\}/g, () => itemOf(random));
}

function itemOf(random: Random): string {
	const title = random.sample(ITEM_PARTS, random.int(1, 3)).join(' ');
	return random.pick([
		`the ${title}`,
		title,
		`"${title} (${random.int(1970, 2022)})"`,
		`"${title}"`
	]);
}

const TASTES = [
	'a good comedy',
	'a scary movie',
	'something to watch',
	'new music',
	'a book for the beach',
	'a place to eat'
];
// prettier-ignore
const TASTE_QUESTIONS = ['Can you recommend {taste}?', "I'm looking for {taste}", 'any ideas for {taste}', 'I like {genre}', 'I want to see {genre}, something like {item}', 'what should I watch tonight', 'hi, do you know {taste}', 'I loved {item}', 'no I have not seen it', 'yes it was good', 'suggest {taste} please', 'what else do you have', 'I enjoy {genre} but not {genre}', 'hello how are you'];

/** One dialogue of a class. `held`: the message comes from a branch that training never sees. */
export function dialogue(name: string, random: Random, held: boolean): Dialogue {
	const branch = <T extends string>(list: readonly T[]): T => {
		const side = list.filter((template) => isHeldBranch(template) === held);
		return random.pick(side.length > 0 ? side : list);
	};
	if (name === NEXT_CLASS) return { ...nextOfStarter(random, held), name };
	const taste = name.endsWith('/taste') || random.chance(0.03);
	const kind = random.pick(Object.keys(TEMPLATES));
	const template = taste
		? random.pick(TASTE_QUESTIONS).replace('{taste}', random.pick(TASTES))
		: random.pick(TEMPLATES[kind] ?? []);
	const settle = settled(template.replace(/[{}()|]/g, ' '), random);
	const asked = fill(settle(template), random);
	const previousUser = worded(expand(asked, random), random, false);
	const settleAnswer = settled(previousUser, random);
	let answered = answer(name, random);
	let text: string;
	if (name === REPLY_CLASS) {
		const [question, replies] = random.pick(BACK_AND_FORTH);
		answered = question;
		text = branch(replies);
	} else if (name === REPEAT_CLASS) text = branch(REPEATS);
	else
		text = longer(
			name,
			branch((COMPLAINTS[name] ?? CONTENTMENT[name]) as readonly string[]),
			branch,
			random
		);
	const request = (): string => domainRequest(random.pick(Object.keys(TEMPLATES)), random, false);
	const put = (slot: string, make: () => string): void => {
		if (text.includes(slot)) text = text.replace(slot, () => make());
	};
	text = expand(text, random)
		.replace(/\\([?()+*.])/g, '$1')
		.replace(/([?!])[*+]/g, '$1$1');
	put('{again}', () => reworded(previousUser, asked, random));
	put('{same}', () => {
		const same = expand(fill(settle(template), random), random);
		return same.toLowerCase() === previousUser.toLowerCase() ? request() : same;
	});
	put('{new}', request);
	const previousAssistant = fill(settleAnswer(expand(answered, random)), random).replace(
		/^[a-z]/,
		(c) => c.toUpperCase()
	);
	text = text.replace(/\{aword\}/g, () => tellingWord(previousAssistant, random) ?? 'answer');
	const message = worded(fill(settleAnswer(text), random), random, name.startsWith('dissatisfied'));
	return { previousUser, previousAssistant, message, name };
}

// prettier-ignore
const POLITE = ["I appreciate the (effort|help), but ", 'thanks, but ', 'thank you for trying, but ', 'sorry, but ', "I'm afraid ", 'unfortunately, ', 'with respect, ', 'I see what you mean, but ', 'nice try, but ', 'good start, but ', 'ok, but ', 'yes, but ', 'hmm, ', 'well, ', 'look, ', 'hey, ', "I don't want to be rude, but ", 'interesting, but '];
// prettier-ignore
const KIND = ['ok, ', 'great. ', 'perfect, ', 'thanks! ', 'thank you, ', 'nice, ', 'cool. ', 'that makes sense. ', 'got it. ', 'exactly. ', 'that was helpful. ', 'interesting. ', 'good. ', 'alright, ', 'awesome. ', 'I see. ', 'very clear, thanks. ', 'right, '];

/** Now and then two sentences, or a polite opening: people do not only bark. */
function longer(
	name: string,
	text: string,
	branch: (list: readonly string[]) => string,
	random: Random
): string {
	const complains = name.startsWith('dissatisfied');
	const own = (complains ? COMPLAINTS : CONTENTMENT)[name] ?? [];
	if (random.chance(complains ? 0.15 : 0.12)) return random.pick(complains ? POLITE : KIND) + text;
	if (!random.chance(0.15)) return text;
	const join = random.pick(['. ', '. ', ', ', '! ', ' - ']);
	if (complains) {
		const kinds = Object.keys(COMPLAINTS).filter((kind) => kind !== 'dissatisfied/taste');
		const next = random.chance(0.3) ? REPEATS : (COMPLAINTS[random.pick(kinds)] ?? own);
		return text + join + branch(next);
	}
	if (name !== 'satisfied/thanks') return text;
	return (
		text +
		join +
		branch(
			CONTENTMENT[random.pick(['satisfied/follow-up', 'satisfied/new', 'satisfied/thanks'])] ?? own
		)
	);
}

function answer(name: string, random: Random): string {
	const admitted =
		{
			'dissatisfied/dismissal': 0.5,
			'dissatisfied/repeat': 0.35,
			'dissatisfied/frustration': 0.35,
			'dissatisfied/retry': 0.25,
			'satisfied/new': 0.25
		}[name] ?? 0.08;
	return random.chance(admitted) ? random.pick(ADMISSIONS) : random.pick(STATEMENTS);
}

// prettier-ignore
const FRAMES: [RegExp, string[]][] = [
	[/^(what is|what's|whats) (.+?)\??$/i, ['tell me $2', '$2?', 'do you know $2', 'I want to know $2', 'so what would $2 be', 'what exactly is $2', '$2 please', 'can you tell me what $2 is?', 'what is $2 really']],
	[/^(how do i|how can i|how to) (.+?)\??$/i, ['what is the way to $2', 'tell me how to $2', 'I need to $2', 'how would one $2?', 'steps to $2', 'explain how to $2', 'how does one $2']],
	[/^(write|give|tell|make|create|find|show|compute|calculate|set|play|add|translate|convert|solve|draft|compose|find me|get) (.+?)\.?$/i, ['can you $1 $2', 'please just $1 $2', 'I want you to $1 $2', '$1 $2 like I asked', 'could you $1 $2, please', "I'd like you to $1 $2", 'you should $1 $2', '$1 $2 for me']],
	[/^(who|when|where|which|why|is|are|does|do|can|will|how) (.+?)\??$/i, ['tell me $1 $2', '$1 $2 exactly?', 'I want to know $1 $2', 'do you know $1 $2?', 'but $1 $2', '$1 $2 then']]
];

/** The question once more: the same, in another frame, with a word of another template, or in part. */
function reworded(previous: string, asked: string, random: Random): string {
	let text = random.chance(0.9) ? previous : expand(asked, random);
	if (random.chance(0.55)) {
		const frame = FRAMES.find(([pattern]) => pattern.test(text));
		if (frame) text = text.replace(frame[0], random.pick(frame[1]));
	}
	const words = text.split(' ');
	if (words.length > 4 && random.chance(0.3)) {
		words.splice(random.int(0, words.length - 1), random.int(1, 2));
		text = words.join(' ');
	}
	if (words.length > 5 && random.chance(0.12)) text = words.slice(random.int(1, 3)).join(' ');
	if (random.chance(0.15)) {
		const telling = text
			.split(' ')
			.filter(
				(word) => /\d/.test(word) || (word.length > 3 && !EMPTY_WORDS.has(word.toLowerCase()))
			);
		if (telling.length > 1) text = telling.join(' ');
	}
	return text;
}

/** As somebody types it: small letters, a missing stop, marks, a slip; anger adds capitals and marks. */
function worded(text: string, random: Random, angry: boolean): string {
	let result = text;
	const small = random.chance(0.5);
	const capital = !small && random.chance(0.5);
	if (small) result = result.toLowerCase();
	else if (capital) result = result.charAt(0).toUpperCase() + result.slice(1);
	if (random.chance(0.4)) result = result.replace(/[.?!]+$/, '');
	else if (random.chance(0.15) && /\w$/.test(result)) result += random.pick(['.', '.', '!', '?']);
	if (random.chance(angry ? 0.1 : 0.03))
		result = result.replace(/[.?!]*$/, random.pick(['!!', '!!!', '??', '?!', '...']));
	if (random.chance(angry ? 0.05 : 0.015)) result = result.toUpperCase();
	if (random.chance(0.1)) result = result.replace(/['’]/g, '');
	if (random.chance(0.07)) result = slip(result, random);
	return result;
}

function slip(text: string, random: Random): string {
	const at = random.int(1, Math.max(1, text.length - 2));
	if (!/[a-z]/.test(text.charAt(at)) || !/[a-z]/.test(text.charAt(at + 1))) return text;
	const pair = random.pick([
		text.charAt(at + 1) + text.charAt(at),
		text.charAt(at),
		text.charAt(at) + text.charAt(at) + text.charAt(at + 1)
	]);
	return text.slice(0, at) + pair + text.slice(at + 2);
}
