// A request in its conversation: follow-ups ("and of Spain?", "now reverse it", "times 5?", "in
// JavaScript?") are turned into requests that stand alone, from what was asked and answered before.

import { RELATIONS } from '../generator/abilities/facts.ts';
import { NAMES } from '../generator/facts/words.ts';
import { conclusion } from '../measure.ts';
import { entityIn } from './programs-facts.ts';
import { placeOf } from './programs-words.ts';
import { solve, type Solved } from './solve.ts';
import { numberOf, numbersIn, plainText, withoutClosing } from './text.ts';

export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string };
type Turn = { asked: string; said: string };

/** Answers the last message of a conversation. */
export function answer(messages: readonly ChatMessage[]): Solved {
	const at = messages.findLastIndex(({ role }) => role === 'user');
	const prompt = plainText(messages[at]?.content ?? '');
	const earlier: Turn[] = [];
	messages.slice(0, at).forEach(({ role, content }, i, all) => {
		if (role === 'assistant' && all[i - 1]?.role === 'user')
			earlier.push({ asked: plainText(all[i - 1]!.content), said: content });
	});
	const last = earlier.at(-1);
	const name = aboutName(prompt, earlier);
	if (name) return name;
	if (last) {
		const following = followUp(prompt, last, earlier);
		if (following) return following;
	}
	return solve(prompt);
}

const TELLS_NAME =
	/(?:my name is|i am|i'm|call me|this is|people call me|you can call me)\s+(\p{Lu}\p{L}+)|hey,?\s+(\p{Lu}\p{L}+) here/u;

function aboutName(prompt: string, earlier: readonly Turn[]): Solved | null {
	const told = TELLS_NAME.exec(
		prompt.replace(/^(?:My|I|Call|This|People|You|Hey)\b/, (word) => word.toLowerCase())
	);
	const name = told?.[1] ?? told?.[2];
	if (name && prompt.length < 60 && !prompt.includes('?'))
		return { answer: `Nice to meet you, ${name}!`, task: 'name' };
	if (!/\bmy name\b|who am i\b|how am i called/i.test(prompt) || prompt.length > 60) return null;
	for (const { asked } of earlier.toReversed()) {
		const found = TELLS_NAME.exec(
			asked.replace(/^(?:My|I|Call|This|People|You|Hey)\b/, (word) => word.toLowerCase())
		);
		const known =
			found?.[1] ??
			found?.[2] ??
			NAMES.find((one) => asked.toLowerCase().includes(`name is ${one.toLowerCase()}`));
		if (known) return { answer: `Your name is ${known}.`, task: 'name' };
	}
	return null;
}

const REPEATS =
	/^(?:(?:can|could) you )?(?:please )?(?:repeat (?:that|it|your answer|please)|say (?:that|it) again|again|once more|one more time|and again|what did you say|sorry, what|pardon|come again|please repeat|i did not get that, repeat)(?:,? please)?[\s?.!]*$/i;

function followUp(prompt: string, last: Turn, earlier: readonly Turn[]): Solved | null {
	if (REPEATS.test(prompt)) return { answer: last.said, task: 'repeat' };
	return (
		inOtherLanguage(prompt, last) ??
		onNumber(prompt, last) ??
		onWord(prompt, last) ??
		onFact(prompt, last, earlier)
	);
}

/** "and in JavaScript?": the request before, in the other language. */
function inOtherLanguage(prompt: string, last: Turn): Solved | null {
	if (prompt.length > 60 || !/[`(=]/.test(last.said)) return null;
	const wanted = /\b(python\s?3?|py|javascript|js|node(?:\.js)?)\b/i.exec(prompt)?.[1];
	if (!wanted) return null;
	const python = /^py/i.test(wanted);
	const without = last.asked.replace(
		/\b(?:python\s?3?|py|javascript|js|node(?:\.js)?)\b/gi,
		python ? 'Python' : 'JavaScript'
	);
	const found = solve(
		without === last.asked ? `${without} in ${python ? 'Python' : 'JavaScript'}` : without
	);
	return found.task === 'none' ? null : found;
}

/** The number the answer before came to. */
function resultOf(said: string): number | null {
	const found = /^-?\d[\d,]*(?:\.\d+)?/.exec(conclusion(said).replace(/^[$€£]/, ''));
	return found && /So\s+-?\d/.test(said) ? numberOf(found[0]) : null;
}

// What is asked to be done with the number before; the first that fits.
// prettier-ignore
const STEPS: readonly (readonly [operator: '+' | '-' | '*' | '/', pattern: RegExp])[] = [
	['*', /\btimes\b|\bmultipl|\btriple|^\s*[*x]\s*\d|\bproduct\b|as much/i], ['/', /\bdivide|\bsplit\b|\bshare|^\s*[/:]\s*\d|\bhalve/i],
	['-', /\bminus\b|\bsubtract|\btake\b|\bremove|\breduce|\bless\b|\bwithout\b|\bdeduct|\blower|\bfewer|\bdecrease|\bdrop|\boff\b|\baway\b|^\s*-\s*\d/i],
	['+', /\bplus\b|\badd|\bmore\b|\bincrease|\bon top|\bsum\b|\banother\b|\bput\b|\braise|\bgrow|\bwith\b|^\s*\+\s*\d/i]
];

function onNumber(prompt: string, last: Turn): Solved | null {
	const result = resultOf(last.said);
	if (result === null || prompt.length > 70) return null;
	const text = withoutClosing(prompt);
	if (/\b(?:double|twice) (?:it|that|the result)|^(?:and )?doubled?\??$/i.test(text))
		return worked(result, '*', 2);
	if (/\b(?:half of|halve) (?:it|that|the result)/i.test(text)) return worked(result, '/', 2);
	const [n, more] = numbersIn(text.replace(/(?<=^|\s)[-+](?=\d)/g, ''));
	if (n === undefined || more !== undefined) return null;
	const rest = text.replace(/[\d.,?!]+/g, ' ').toLowerCase();
	// A unit or a thing in it makes it a question of its own.
	const words = rest.match(/[a-z']+/g) ?? [];
	if (words.some((word) => !FOLLOWING_WORDS.has(word))) return null;
	const step = STEPS.find(([, pattern]) => pattern.test(text));
	return step ? worked(result, step[0], n) : null;
}

// prettier-ignore
const FOLLOWING_WORDS = new Set("and now add to that the result it put on top with more what about plus ok then another if i you please minus subtract take away off remove from less without reduce by times multiply multiplied is x as much many would be make makes give gives so how also next sum deduct lower fewer decrease drop raise increase grow divide divided split share into parts equal product of this number same let's let us do just can could get me tell show say we your answer last previous have get gets one after before again finally first second triple a an still leaves leave left does come comes out your my in all at there here total".split(' '));

function worked(a: number, operator: '+' | '-' | '*' | '/', b: number): Solved | null {
	const names = { '+': '+', '-': '-', '*': '*', '/': '/' } as const;
	const found = solve(`${a} ${names[operator]} ${b}`);
	return found.task === 'none'
		? null
		: { answer: `${a}${operator}${b}: ${found.answer}`, task: 'chained' };
}

/** The word the exchange before was about, and the one it came to. */
function wordsBefore({ asked, said }: Turn): { word: string; result: string } | null {
	const result = /So ([\p{L}]+)\.$/u.exec(said)?.[1];
	const spelt = /^((?:[\p{L}]\d? )+[\p{L}]\d?)/u.exec(said)?.[1]?.replace(/[\s\d]/g, '');
	const word = spelt ?? /["']([\p{L}]+)["']/u.exec(asked)?.[1];
	if (!word || !asked.toLowerCase().includes(word.toLowerCase())) return null;
	return { word, result: result ?? word };
}

// prettier-ignore
const WORD_STEPS: readonly (readonly [request: string, pattern: RegExp])[] = [
	['reverse the word "W"', /\brevers|\bbackward|\bturn (?:it|that) (?:around|round)|\bflip|\bmirror|other way round|from (?:the end|right)/i],
	['write "W" in capital letters', /\bcap(?:s|itals?)\b|uppercase|upper case|big letters/i],
	['write "W" in lowercase', /lowercase|lower case|small letters/i],
	['how many letters are in the word "W"?', /how (?:many|long)|\blength\b|\bcount (?:its|the) letters|number of (?:letters|characters)/i],
	['what is the first letter of "W"?', /\bfirst (?:letter|one|character)|(?:start|begin)s?\b|\binitial/i],
	['what is the last letter of "W"?', /\b(?:last|final) (?:letter|one|character)|\bends?\b/i],
	['spell the word "W"', /\bspell|letter by letter|letters? one by one|split it into letters/i]
];

function onWord(prompt: string, last: Turn): Solved | null {
	const before = wordsBefore(last);
	if (!before || prompt.length > 80) return null;
	const { word, result } = before;
	const text = withoutClosing(prompt);
	const other = /["']([\p{L}]+)["']/u.exec(text)?.[1];
	const refers =
		/\b(?:it|that|its|this|the word)\b|^(?:and|now|so|then|ok|how about|what about)?,?\s*(?:in |the |how many|what|which|spell|reverse|flip|backwards|letter|first|last|capital|upper|all)/i.test(
			text
		);
	const nth =
		/\b(\d+(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/i.exec(
			text
		);
	const step = WORD_STEPS.find(([, pattern]) => pattern.test(text));
	const isReversal = /->/.test(last.said);
	const it = isReversal ? result : word;
	if (nth && refers && /letter|one|character/.test(text) && placeOf(nth[1]!) !== null)
		return solved(`what is the ${nth[1]} letter of "${it}"?`);
	if (step && !other && refers && !namesOther(text, it)) return solved(step[0].replace('W', it));
	// The same with another word: "and {w}?", "next word: {w}".
	const again =
		/^(?:and|ok,?|now|what about|how about|same (?:for|with)|do the same (?:with|for)|then|next(?: word| one)?:?|another(?: one| word)?:?|also|good|right)[,.:]?\s*(?:and |now |do |for |with |the word |of |in )*["']?([\p{L}]{2,})["']?[\s?.!]*$/iu.exec(
			text
		);
	const counted =
		/ (\d+)\. So|\d\. So \d/.test(last.said) &&
		/how (?:many|often)|count|number of|times/i.test(last.asked);
	const letter =
		/\b(?:letter |often |many |about |and )["']?([\p{L}])["']?(?:'?s)?[\s?.!]*$/iu.exec(text)?.[1];
	if (counted && letter) return solved(`how many ${letter} are in "${word}"?`);
	if (again?.[1] && last.asked.toLowerCase().includes(word.toLowerCase())) {
		const replaced = last.asked.replace(
			new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'iu'),
			again[1]
		);
		return solved(replaced);
	}
	return null;
}

/** A request with a word of its own after "of" or "in" does not mean the one before. */
function namesOther(text: string, word: string): boolean {
	const own = /\b(?:of|in|word|spell|reverse|does|is) (?:the word )?([\p{L}]{3,})/iu
		.exec(text)?.[1]
		?.toLowerCase();
	return own !== undefined && own !== word.toLowerCase() && !PLAIN_WORDS.has(own);
}
// prettier-ignore
const PLAIN_WORDS = new Set('that this the its it word letters letter reverse order capital capitals capitalletters uppercase lowercase small big upper lower all backwards spelled last first final there end start begin length called has have out get look written letter caps mean long many into please again now number characters'.split(' '));

function solved(request: string): Solved | null {
	const found = solve(request);
	return found.task === 'none' ? null : found;
}

/** "and of Spain?", "and its currency?": the relation before with another entity, or another relation. */
function onFact(prompt: string, last: Turn, earlier: readonly Turn[]): Solved | null {
	if (prompt.length > 80) return null;
	const text = withoutClosing(prompt);
	const said = [last, ...earlier.toReversed()].find(({ said: line }) => relationSaid(line));
	const before = said && relationSaid(last.said);
	if (!before) return null;
	const { relation, entity } = before;
	const noun = /\b(capital|currency|continent)\b/i.exec(text)?.[1]?.toLowerCase();
	if (noun && noun !== relation.id) {
		const other = RELATIONS.find(({ id }) => id === noun);
		const country = relation.id === 'country-of' ? before.answer : entity;
		const found = other && entityIn(other, country);
		const names = other && /\bits\b|\bthere\b|\bthe\b|\bit\b|^(?:and|which|ok|what)\b/i.test(text);
		if (found && names && !namesCountry(other, text))
			return { answer: other.say(found.entity, found.answer), task: `fact:${noun}` };
	}
	const short = text
		.replace(
			/^(?:(?:and|ok|okay|now|good|right|then|also|thanks|next|next one|same|what|how|the)[,.:]?\s+)*/i,
			''
		)
		.replace(
			/^(?:(?:do the same|same question|is it|i also need|about|of|for|with|in|is|what is|who (?:invented|wrote)|the one of|how|a baby|please)\s+)*/i,
			''
		);
	if (short.split(' ').length > 6) return null;
	const found = entityIn(relation, short.replace(/ one[\s?.!]*$/i, ''));
	return found && { answer: relation.say(found.entity, found.answer), task: `fact:${relation.id}` };
}

function namesCountry(relation: (typeof RELATIONS)[number], text: string): boolean {
	const after = /\bof ([\p{Lu}].*)$/u.exec(text)?.[1];
	return after !== undefined && entityIn(relation, after) !== null;
}

/** The fact an answer stated. */
function relationSaid(
	said: string
): { relation: (typeof RELATIONS)[number]; entity: string; answer: string } | null {
	const line = said.replace(/^(?:Yes|No), /, '');
	for (const relation of RELATIONS)
		for (const [entity, answer] of relation.items)
			if (line.toLowerCase() === relation.say(entity, answer).toLowerCase())
				return { relation, entity, answer };
	return null;
}
