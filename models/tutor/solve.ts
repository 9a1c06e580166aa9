// Solves one request: first what can be read out of the text itself (equations, orders, cron, tool
// calls, programs to trace), then the forms of the generator, the likeliest first, until a program
// accepts its arguments; then lenient rules. What nothing solves is said to be unknown.

import { DONT_KNOW } from '../generator/abilities/unknown.ts';
import { bared } from './around.ts';
import { knowledge } from './knowledge.ts';
import { printed } from './interpret.ts';
import { errand } from './errands.ts';
import { leniently } from './lenient.ts';
import { beginnings, chainOf, cronLine, insideToolWish, wantsTool } from './programs-calls.ts';
import { extract } from './programs-extraction.ts';
import { CASES, COPIES, STRINGS } from './programs-words.ts';
import { NUMBER_THEORY, PERCENTAGES, QUOTIENTS, solveEquation, SUMS } from './programs-numbers.ts';
import { ordering } from './programs-orders.ts';
import { nextInSequence, oddOneOut, seating } from './programs-reasoning.ts';
import { plainText, withoutClosing } from './text.ts';

export interface Solved {
	answer: string;
	/** What solved it; `none` when it is not known. */
	task: string;
}

/** Below this, a form explains too little of a text to answer it. */
const LEAST_SCORE = -0.9;
const LEAST_TALK_SCORE = -0.2;
/** By so much a form nobody can answer must fit better than one that can be. */
const DECLINING_COST = 0.1;
/** Of talk that is read only with what stands around a request. */
const ASIDE_COST = 0.6;
/** From here on, a form asks for a fact, and what fits it less by this much is another question. */
const SURE_FACT_SCORE = 0.5;
const NEARLY_AS_GOOD = 0.3;
/** From here on, it is that form and no text that happens to hold it. */
const SURE_SCORE = 0.8;

export function solve(request: string): Solved {
	const prompt = plainText(request);
	const read = outOfTheText(prompt);
	if (read) return read;
	const best = byForm(prompt);
	const taken = named('extraction', extract(prompt));
	// "Spell out the name" in a text is asked of the text.
	if (best && best.score >= SURE_SCORE && !(taken && WORDS.has(best.task))) return best;
	if (taken) return taken;
	if (best && best.task !== 'none' && best.task !== UNTAUGHT) return best;
	const found = leniently(prompt);
	// Asked for a fact: no talk, and nothing about letters.
	if (best?.task === UNTAUGHT && (!found || isTalk(found.task) || WORDS.has(found.task)))
		return { answer: DONT_KNOW, task: 'none' };
	return found ?? best ?? { answer: DONT_KNOW, task: 'none' };
}

/** A fact is asked for of something that is in no table. */
const UNTAUGHT = 'untaught';
const NUMBERS = new Set(Object.keys({ ...SUMS, ...QUOTIENTS, ...PERCENTAGES, ...NUMBER_THEORY }));
const WORDS = new Set(Object.keys({ ...STRINGS, ...CASES, ...COPIES }));
const isUnknown = (task: string): boolean => task.startsWith('unknown:');
/** A term to define may be anything, so its forms say little. */
const asksForFact = (task: string): boolean => /^fact:(?!definition)/.test(task);
/** Tasks without arguments to check: their words alone must say enough. */
const isTalk = (task: string): boolean => /^(?:about|single):/.test(task);

function byForm(prompt: string): (Solved & { score: number }) | null {
	const { matcher, programs } = knowledge(),
		code = namesLanguage(prompt);
	const found = readings(prompt).flatMap((text, i) =>
		matcher
			.candidates(text)
			// "Wonderful! …" before a request is seldom thanks.
			.map((one) => (i > 0 && isTalk(one.task) ? { ...one, score: one.score - ASIDE_COST } : one))
	);
	// What can be computed or looked up is, even where the starter is taught that it cannot.
	const best = (tasks: (task: string) => boolean) =>
		found.some(
			({ task, score, values }) => tasks(task) && score > 0 && programs.get(task)?.(values, prompt)
		);
	const dearer = best((task) => NUMBERS.has(task))
		? 10
		: best((task) => /^(?:fact|verify|choice):/.test(task))
			? 0.6
			: DECLINING_COST;
	const rank = ({ task, score }: (typeof found)[number]) =>
		score - (isUnknown(task) ? dearer : 0) - (code && WORDS.has(task) ? 2 : 0);
	let least = LEAST_SCORE;
	for (const one of found.toSorted((a, b) => rank(b) - rank(a))) {
		const { task, values, score } = one;
		if (rank(one) < least)
			return least > LEAST_SCORE ? { answer: DONT_KNOW, task: UNTAUGHT, score } : null;
		if (isTalk(task) && score < LEAST_TALK_SCORE) continue;
		const answer = programs.get(task)?.(values, prompt) ?? null;
		if (answer !== null) return { answer, task: isUnknown(task) ? 'none' : task, score };
		// Asked for a fact of something that is in no table: what fits much worse is not meant.
		if (asksForFact(task) && score > SURE_FACT_SCORE)
			least = Math.max(least, rank(one) - NEARLY_AS_GOOD);
	}
	return null;
}

/** A request as it stands, without what stands around it, and with money in words; barest first. */
function readings(prompt: string): string[] {
	const texts = [prompt, withoutClosing(prompt), ...bared(prompt)];
	return [...new Set([...texts.map(moneyInWords), ...texts])].toSorted(
		(a, b) => a.length - b.length
	);
}

/** "$12" and "12 €" as they are said. */
const moneyInWords = (text: string): string =>
	text
		.replace(/\$\s?(\d[\d,.]*\d|\d)/g, '$1 dollars')
		.replace(
			/\u20ac\s?(\d[\d,.]*\d|\d)|(\d[\d,.]*\d|\d)\s?\u20ac/g,
			(_, a?: string, b?: string) => `${a ?? b} euros`
		);

const namesLanguage = (prompt: string): boolean =>
	/\b(?:python\s?3?|py|javascript|js|node|function)\b/i.test(prompt);

const named = (task: string, answer: string | null): Solved | null =>
	answer === null ? null : { answer, task };

function outOfTheText(prompt: string): Solved | null {
	const code = /`([^`]+)`/.exec(prompt)?.[1] ?? /```\w*\n([^]+?)```/.exec(prompt)?.[1];
	if (
		code &&
		/print|console\.log/.test(code) &&
		/print|output|show|result|see|run|trace|comes out|give/i.test(prompt.replace(code, ''))
	) {
		const found = named('prints', tracedAnswer(code));
		if (found) return found;
	}
	const bug = code === undefined ? null : bugIn(code);
	if (bug) return bug;
	if (wantsTool(prompt)) {
		const call = toolCall(prompt, false) ?? errand(prompt) ?? toolCall(prompt, true);
		if (call) return call;
	}
	if (/\bcron/i.test(prompt)) {
		const found = named('cron', cronLine(prompt));
		if (found) return found;
	}
	const [chain, order, seats] = [
		chainOf(knowledge(), withoutClosing(prompt)),
		ordering(prompt),
		seating(prompt)
	];
	if (chain) return { answer: chain, task: 'chain' };
	if (seats) return { answer: seats, task: 'seats' };
	if (order) return { answer: order, task: 'order' };
	if (/[a-z]\s*[-+=]|\d[a-z]\b/i.test(prompt)) {
		const found = named('equation', solveEquation(prompt));
		if (found) return found;
	}
	if (asksToGoOn(prompt)) {
		const found = named('sequence', nextInSequence(prompt));
		if (found) return found;
	}
	return OF_LETTERS.test(prompt) ? null : named('odd-one-out', oddOneOut(prompt));
}

/** A row of numbers is gone on with where it is asked for, and where nothing else is said. */
const asksToGoOn = (prompt: string): boolean =>
	!/\b(?:sum|total|average|mean|largest|smallest|max|min|sort|print)\b/i.test(prompt) &&
	(/\b(?:next|continue|follow|sequence|series|pattern|goes|number|count|comes|extend|finish|complete|carry|row|go|term|predict|guess|after|then|further|lead|expect|append|add one)/i.test(
		prompt
	) ||
		prompt.replace(/[^\p{L}]/gu, '').length < MOST_LETTERS);
// "what", "ok?", "please": more than that around a row of numbers asks something.
const MOST_LETTERS = 14;
const OF_LETTERS =
	/\b(?:letters?|spell|alphabet\w*|longest|shortest|rhymes?|backwards|translate)\b/i;

/** What is wrong in a line of code, where that line is known to have a bug. */
function bugIn(code: string): Solved | null {
	const { matcher, programs } = knowledge();
	for (const { task, values, score } of matcher.candidates(code)) {
		if (!task.startsWith('bug:') || score < 0) continue;
		const found = named('bug', programs.get(task)?.(values, code) ?? null);
		if (found) return found;
	}
	return null;
}

function tracedAnswer(code: string): string | null {
	const out = printed(code);
	return out === null ? null : `So ${out}.`;
}

function toolCall(prompt: string, loosely: boolean): Solved | null {
	const known = knowledge(),
		{ tools, sentences } = known;
	const named = /\b(\w+) tool\b/i.exec(prompt)?.[1]?.toLowerCase();
	for (const text of bared(prompt))
		for (const { request, tool = named } of insideToolWish(known.wishes, text)) {
			const inner = withoutClosing(request);
			const two = chainOf(known, inner);
			if (two) return { answer: two, task: 'chain' };
			for (const one of beginnings(inner)) {
				const read = (
					loosely ? [tools.readLoosely(one)] : [tools.read(one), sentences.read(one)]
				).filter((found) => found !== null);
				// A tool that is named is the one that is meant.
				const rank = ({ call, score }: (typeof read)[number]) =>
					score + (call.tool === tool ? 5 : 0);
				const best = read.toSorted((a, b) => rank(b) - rank(a))[0];
				if (best) return { answer: JSON.stringify(best.call), task: 'tool-call' };
			}
		}
	return null;
}
