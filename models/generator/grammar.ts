// Wording: how one request is put in many ways, and which of those ways are kept from training.
// Not about what is asked: abilities bring noun phrases, verb phrases and whole questions.
//
// A template may hold alternatives, `(what is|what's) the capital( city|) of {e}`, and arguments,
// `{e}`. Every template and every frame is a *branch*: a stable hash of its text puts about one in
// nine on the held side. Training never sees a held branch; evaluation uses nothing else.

import { hashText, type Random } from './random.ts';

/** One question and its answer. `say` continues on the same topic, referring back. */
export interface Exchange {
	prompt: string;
	answer: string;
	ability: string;
	/** Other answers that are as right, for grading. */
	alternatives?: readonly string[];
	followUp?: (draw: Draw) => Exchange;
}

/** How a request may be worded. At least one list must have a branch on each side. */
export interface Wording {
	/** Noun phrases: "the capital of {e}". */
	np?: readonly string[];
	/** Imperatives: "reverse the word {w}". */
	vp?: readonly string[];
	/** Whole questions or sentences. */
	q?: readonly string[];
	/** What somebody would like to be able to do: "export a chat". */
	how?: readonly string[];
}

// prettier-ignore
const NP_FRAMES = [
  'What is {x}?', "What's {x}?", 'what is {x}', '{x}', '{x}?', 'Tell me {x}.', 'Give me {x}.', 'Do you know {x}?', '(u|you) know {x}?',
  'Can you tell me {x}?', 'Could you (please |)tell me {x}?', 'Do you know what {x} is?', "(I would|I'd) like to know {x}.", 'I want to know {x}',
  'I need {x}.', 'I forgot {x}.', "I can't remember {x}. (Can you help?|Do you?|Help?)", '{x}, please', 'So what is {x}?', 'So what would {x} be?',
  'What would {x} be?', 'Remind me what {x} is.', 'remind me of {x}', 'any idea what {x} is?', 'I wonder what {x} is.', "I'm looking for {x}",
  'wanna know {x}', 'what is {x} again?', 'Quiz (time|question): {x}?', 'Please give {x}.', 'What do you think {x} is?', 'What was {x} again?',
  'Can you find {x}?', 'Let me know {x}.', 'help me with {x}', 'My (teacher|friend|sister|brother|son|daughter|colleague) asked me (for|about) {x}.',
  'Would you know {x}?', 'Could you give me {x}?', 'Just {x} please', "(Let's see|Now|Next), {x}?", 'Do you happen to know {x}?', 'what might {x} be',
  'I keep forgetting {x}.', 'I always forget {x}, what is it?', 'I need to know {x} for (school|work|a form|a test)', "what's {x} called?", 'what would you say {x} is?', '{x} is what?', '{x} is ...', '{x} = ?', "{x} - what's that?", 'What is, in your opinion, {x}?', '{x}, if you know it', "what's {x}, anyway?", 'could you look up {x}?', 'can you recall {x}?', 'do you recall {x}?',
  'I mix up {x} all the time', 'I have to fill in {x} here.', 'you surely know {x}', 'name {x}', 'Name {x}, please.', 'hit me with {x}', "I'd be interested in {x}", 'Could I have {x}?', 'can I get {x} please', 'and {x}?', 'also {x}', 'What about {x}?', 'how about {x}?', 'What exactly is {x}?', "I'm not sure about {x}. Can you say?", 'I was asked for {x}', 'The question is: {x}?', 'the answer to "{x}"?',
  'We need {x} for the quiz.', 'You know {x}, right?', 'Do you have {x} for me?', 'have you got {x}?', 'give me {x} real quick', 'Would you be so kind and tell me {x}?', 'say {x}', 'How about telling me {x}?', 'I could use {x}', 'I was trying to remember {x}.', 'who knows {x}?', 'what, please, is {x}?', 'no idea what {x} is, you?', 'What could {x} be?', '{x} would be?', '{x}... what was it?',
  'Show me {x}.', 'May I ask {x}?', 'please tell me what {x} is', 'would you tell me what {x} is?', 'I am trying to find out {x}', 'For (homework|a quiz|a crossword|school): {x}?',
];
// prettier-ignore
const VP_FRAMES = [
  '{x}', '{x}.', 'Please {x}.', '{x} please', 'Can you {x}?', 'Could you {x}?', 'Could you please {x}?', 'Can you {x} for me?', '{x} for me',
  'Would you {x}?', 'I want you to {x}.', 'I need you to {x}.', "I'd like you to {x}.", 'I would like to {x}', 'Help me {x}.', "Let's {x}.", 'Go ahead and {x}.',
  'Now {x}.', 'Try to {x}.', 'Your task: {x}.', 'just {x}', 'I need to {x}.', 'will you {x}?', 'How do I {x}?', '{x}, thanks', 'are you able to {x}?', 'kindly {x}',
  'Please {x} for me.', 'could u {x}', 'Would it be possible to {x}?', "I'd love it if you could {x}", 'Someone asked me to {x}.', 'First {x}.', 'now please {x}', 'Go {x}.', 'Can you quickly {x}?', 'Any chance you can {x}?', 'Could you go and {x}', 'be so kind and {x}', 'you have to {x}', 'You should {x} now.', 'Can I get you to {x}?', 'show me how to {x}', 'Show me how you {x}.', 'how would you {x}?', 'How can I {x}?', 'Help! I must {x}.', 'I have to {x} for school.', 'My homework is to {x}.', 'The exercise says: {x}.', '{x}, could you?', '{x} - thanks', 'Is it possible for you to {x}?', 'For my next trick: {x}.', 'Let me see you {x}.', 'Just quickly {x}.', 'if you can, {x}',
  'Do me a favor and {x}.', 'would you mind? {x}', '(u|you) can {x}?', 'can u {x}', 'Next task: {x}', 'Here is a task: {x}.', '{x}, would you?', 'Might you {x}?', 'I want to {x}',
];
// prettier-ignore
const HOW_FRAMES = [
  'How do I {x}?', 'How can I {x}?', 'How could I {x}?', 'How would I {x}?', 'how to {x}', 'How does one {x}?', 'Is there a way to {x}?', 'Is it possible to {x}?', 'Can I {x}?', 'Could I {x} somehow?', "What's the (easiest|best|quickest|right) way to {x}?", 'Where do I {x}?', 'Where can I {x}?', 'I want to {x}.', "I'd like to {x}.", 'I would love to {x}, is that possible?',
  'I want to {x}, how?', 'I need to {x}.', 'I have to {x}, what do I do?', 'I am trying to {x}', "I can't find out how to {x}", "I don't know how to {x}.", 'Show me how to {x}.', 'Tell me how to {x}', 'explain how to {x}', 'Which button do I press to {x}?', 'What do I click to {x}?', 'what do I have to do to {x}?', 'what should I press to {x}', 'and if I want to {x}?', 'Suppose I want to {x}.',
  'What are the steps to {x}?', 'Help me {x}.', 'please {x}', 'Can you {x} for me?', 'where is the button to {x}?', 'any way to {x}?', 'am I able to {x}?', 'does the app let me {x}?', 'Can one {x} here?', "I'm looking for a way to {x}", 'do you know how to {x}?', 'would it be possible to {x}?', 'My (wife|boss|kid|friend) wants to {x}. How?', 'how do people {x}', 'so how do I {x} then?', 'possible to {x}?', 'I can {x}, right?', '{x} - how?', '{x}: how does that work?', 'what if I want to {x}',
];
const FRAMES = { np: NP_FRAMES, vp: VP_FRAMES, how: HOW_FRAMES };
// prettier-ignore
const OPENINGS = [
  'Hey, ', 'hey ', 'Hi, ', 'hi! ', 'Hello, ', 'Hello! ', 'OK, ', 'ok so ', 'Quick question: ', 'hey, quick one: ', 'Question: ', 'Well, ', 'So, ', 'um, ', 'One more: ', 'Another one: ',
  'Next: ', 'And ', 'Also, ', 'Alright, ', 'Sorry, ', 'Excuse me, ', 'Good morning! ', 'I have a question. ', 'Great. ', 'Thanks. ', 'Thanks! ', 'Cool, ', 'Ah, ', 'Now, ', 'Right, ', 'Please help: ', 'Could you help me? ',
  'Hmm, ', 'Understudy, ', 'Hey Understudy, ', 'Last one: ', 'Just curious: ', 'Out of curiosity, ', 'Actually, ', 'By the way, ', 'Quick: ', 'A question: ', 'Dear assistant, ', 'yo ', 'ok ', 'so ',
];
// prettier-ignore
const CONTEXTS = [
  'I am a bit lost here. ', 'My daughter wants to know something. ', "I'm doing my homework. ", 'We are playing a quiz. ', 'I am writing a report for work. ', 'Sorry to bother you again. ', 'Let me try something else. ', 'Not sure you can do this, but: ', 'This may be a silly question. ', 'I am new here. ',
  "I've just had a coffee. ", 'A friend bet me I would not know this. ', 'One thing I never understood: ', 'I need this quickly. ', "I'm in a hurry. ", 'Something different: ', 'New topic. ', "Let's change the subject. ", 'My grandma is asking. ', 'It is for a presentation tomorrow. ', 'I was wondering. ', "Here's one for you. ",
  'Ready? ', 'Try this one: ', 'I bet you know this. ', 'Can I ask you something? ', 'I keep forgetting it. ', "It's on the tip of my tongue. ", 'We were just talking about it at lunch. ', 'I saw it on a poster today. ', 'For my notes: ', 'Small thing: ', 'I have to know before dinner. ', 'okay listen, ', 'alright then, ', 'first things first: ', 'now seriously, ', 'thx. ', 'great, thank you. ', 'no worries. ', "that's fine. ", 'never mind that. ', 'forget it. ',
];
// prettier-ignore
const CLOSINGS = [' (just curious)', ' I need it now.', ' I forgot.', " It's for a friend.", ' if you can', ', if possible', ' again', ' Short answer please.', ' real quick', ', any idea?', ' - do you know?', ' right now', ' for me', ' Help!', ', I keep forgetting', ' Be brief.', ' Tell me.', ', do you know that?', ' thx', ' Cheers!', ' please', ', please', ' pls', ' plz', ' Thanks!', ' Thank you.', ' thanks', ' ??', '??', '!', ' :)', '...', ' Thanks in advance.', ', thank you', ' asap', ' ok?'];

/** Whether a branch (a template, frame, opening) is kept for evaluation. */
export const isHeldBranch = (text: string): boolean => hashText('branch:' + text) % 9 === 0;
/** Whether an argument (by its key) is kept for evaluation: one in eight. */
export const isHeldArgument = (key: string): boolean => hashText('argument:' + key) % 8 === 0;

const sides = new WeakMap<readonly string[], { train: string[]; held: string[] }>();
function side(list: readonly string[], held: boolean): string[] {
	let s = sides.get(list);
	if (!s) {
		const train = list.filter((t) => !isHeldBranch(t)),
			kept = list.filter(isHeldBranch);
		// A list too short to have both sides: hold nothing, and let the frames differ instead.
		s = { train: train.length ? train : [...list], held: kept };
		sides.set(list, s);
	}
	return held ? s.held : s.train;
}

/** Expands `(a|b|)` alternatives, innermost first. */
export function expand(template: string, random: Random): string {
	let text = template;
	for (let at = 0; at < 20 && text.includes('|'); at++) {
		const next = text.replace(/\(([^()]*\|[^()]*)\)/g, (_, inner: string) =>
			random.pick(inner.split('|'))
		);
		if (next === text) break;
		text = next;
	}
	return text;
}

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const KEYBOARD: Record<string, string> = {
	a: 's',
	e: 'r',
	i: 'o',
	o: 'p',
	r: 't',
	s: 'd',
	t: 'y',
	n: 'm',
	h: 'j',
	l: 'k',
	c: 'v'
};
function misspell(text: string, random: Random): string {
	// Only inside words of the template, never inside an argument: those are still `{e}` here.
	const places = [...text.matchAll(/(?<![{A-Za-z])[a-z]{4,}(?![A-Za-z}])/g)];
	if (!places.length) return text;
	const place = random.pick(places),
		word = place[0],
		at = random.int(1, word.length - 2);
	const kind = random.int(0, 2);
	const changed =
		kind === 0
			? word.slice(0, at) + word.slice(at + 1)
			: kind === 1
				? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
				: word.slice(0, at) + (KEYBOARD[word[at]!] ?? word[at]! + word[at]!) + word.slice(at + 1);
	return text.slice(0, place.index) + changed + text.slice(place.index + word.length);
}

/** As people type into a search box: one or two small words left out. Never the last word left. */
function telegraphic(text: string, random: Random): string {
	for (let n = random.int(1, 2); n > 0; n--) {
		const places = [...text.matchAll(SMALL_WORD)];
		if (!places.length) break;
		const { 0: word, index } = random.pick(places);
		text = text.slice(0, index) + text.slice(index + word.length);
	}
	return text;
}
const SMALL_WORD =
	/\b(?:the|a|an|is|are|do|does|did|of|me|to|please|there|that|so|would|can|could|you|I)\b (?=\S* ?\S)/g;

/** Quotes, apostrophes and dashes as phones and office programs type them. */
function typographic(text: string, random: Random): string {
	return text
		.replace(/"([^"]*)"/g, '\u201c$1\u201d')
		.replace(/(?<![A-Za-z0-9])'([^']*)'(?![A-Za-z])/g, '\u2018$1\u2019')
		.replaceAll("'", '\u2019')
		.replaceAll(' - ', random.chance(0.5) ? ' \u2013 ' : ' \u2014 ')
		.replaceAll('...', '\u2026');
}

/** All small letters, now and then: only for prompts whose answer does not depend on their case. */
export const casually = (prompt: string, random: Random, chance = 0.2): string =>
	random.chance(chance) ? prompt.toLowerCase() : prompt;

/** One side of every draw: `held` takes unseen branches and unseen arguments. */
export class Draw {
	readonly random: Random;
	readonly held: boolean;
	constructor(random: Random, held: boolean) {
		this.random = random;
		this.held = held;
	}

	/** An argument of this side. `key` names it; two keys never straddle the sides. */
	argument<T>(make: () => T, key: (value: T) => string = String): T {
		for (let i = 0; i < 4000; i++) {
			const value = make();
			if (isHeldArgument(key(value)) === this.held) return value;
		}
		throw new Error('No argument on this side: the list is too short to hold some back.');
	}

	/** A branch of a list on this side; falls back to any where a list has none held. */
	branch(list: readonly string[]): string {
		const own = side(list, this.held);
		return this.random.pick(own.length ? own : side(list, false));
	}

	/** Words a request: frame, opening, closing, case, punctuation, slips; then puts arguments in. */
	phrase(wording: Wording, values: Record<string, string | number> = {}, plain = false): string {
		const r = this.random;
		const kinds = (['np', 'vp', 'q', 'how'] as const).filter((k) => wording[k]?.length);
		const weights = kinds.map((k) => Math.sqrt(wording[k]!.length) * (k === 'q' ? 1.2 : 1));
		const kind = r.weighted(kinds, weights);
		const body = expand(this.branch(wording[kind]!), r);
		let text = body;
		if (kind !== 'q') text = expand(this.branch(FRAMES[kind]), r).replace('{x}', () => body);
		if (!plain) {
			if (/^[a-z]/.test(text) && r.chance(0.35)) text = capitalise(text);
			if (r.chance(0.04)) text = misspell(text, r);
			if (r.chance(0.06)) text = telegraphic(text, r);
			if (r.chance(0.22)) {
				const opening = this.branch(OPENINGS);
				text =
					opening +
					(/^[A-Z][a-z]/.test(text) && !text.startsWith('I ') && r.chance(0.8)
						? text.charAt(0).toLowerCase() + text.slice(1)
						: text);
			}
			if (r.chance(0.05)) text = this.branch(CONTEXTS) + text;
			if (r.chance(0.3)) text = text.replace(/[.?]$/, '');
			if (r.chance(0.08)) text = text.replace(/[.?!]$/, '') + this.branch(CLOSINGS);
			if (r.chance(0.03)) text = text.replace(/\byou\b/g, 'u').replace(/\bplease\b/gi, 'pls');
			if (r.chance(0.04)) text = text.replace(/'/g, '');
			if (r.chance(0.25)) text = text.replace(/^[A-Z](?=[a-z' ])/, (c) => c.toLowerCase());
		}
		text = text.replace(/\{(\w+)\}/g, (_, k: string) => String(values[k] ?? `{${k}}`));
		return (r.chance(0.08) ? typographic(text, r) : text).trim();
	}
}
