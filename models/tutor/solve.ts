// Solves one request: first what can be read out of the text itself (equations, orders, cron, tool
// calls, programs to trace), then the forms of the generator, the likeliest first, until a program
// accepts its arguments; then lenient rules. What nothing solves is said to be unknown.

import { DONT_KNOW } from '../generator/abilities/unknown.ts';
import { knowledge } from './knowledge.ts';
import { printed } from './interpret.ts';
import { errand } from './errands.ts';
import { leniently } from './lenient.ts';
import {
	beginnings,
	chainOf,
	cronLine,
	extract,
	insideToolWish,
	wantsTool
} from './programs-calls.ts';
import { CASES, COPIES, STRINGS } from './programs-words.ts';
import { NUMBER_THEORY, PERCENTAGES, QUOTIENTS, solveEquation, SUMS } from './programs-numbers.ts';
import { nextInSequence, oddOneOut, ordering, seating } from './programs-reasoning.ts';
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
/** From here on, it is that form and no text that happens to hold it. */
const SURE_SCORE = 0.8;

export function solve(request: string): Solved {
	const prompt = plainText(request);
	const read = outOfTheText(prompt);
	if (read) return read;
	const best = byForm(prompt);
	if (best && best.score >= SURE_SCORE) return best;
	const taken = named('extraction', extract(prompt));
	if (taken) return taken;
	if (best && best.task !== 'none') return best;
	return leniently(prompt) ?? best ?? { answer: DONT_KNOW, task: 'none' };
}

const NUMBERS = new Set(Object.keys({ ...SUMS, ...QUOTIENTS, ...PERCENTAGES, ...NUMBER_THEORY }));
const WORDS = new Set(Object.keys({ ...STRINGS, ...CASES, ...COPIES }));
const isUnknown = (task: string): boolean => task.startsWith('unknown:');
/** Tasks without arguments to check: their words alone must say enough. */
const isTalk = (task: string): boolean => /^(?:about|single):/.test(task);

function byForm(prompt: string): (Solved & { score: number }) | null {
	const { matcher, programs } = knowledge();
	const shorter = withoutClosing(prompt),
		code = namesLanguage(prompt);
	const found = [
		...matcher.candidates(prompt),
		...(shorter === prompt ? [] : matcher.candidates(shorter))
	];
	// What can be computed or looked up is, even where the starter is taught that it cannot.
	const best = (tasks: (task: string) => boolean) =>
		found.some(
			({ task, score, values }) => tasks(task) && score > 0 && programs.get(task)?.(values, prompt)
		);
	const dearer = best((task) => NUMBERS.has(task))
		? 10
		: best((task) => task.startsWith('fact:'))
			? 0.6
			: DECLINING_COST;
	const rank = ({ task, score }: (typeof found)[number]) =>
		score - (isUnknown(task) ? dearer : 0) - (code && WORDS.has(task) ? 2 : 0);
	for (const one of found.toSorted((a, b) => rank(b) - rank(a))) {
		const { task, values, score } = one;
		if (rank(one) < LEAST_SCORE) return null;
		if (isTalk(task) && score < LEAST_TALK_SCORE) continue;
		const answer = programs.get(task)?.(values, prompt) ?? null;
		if (answer !== null) return { answer, task: isUnknown(task) ? 'none' : task, score };
	}
	return null;
}

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
		const call = toolCall(prompt) ?? errand(prompt);
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
	if (
		/\b(?:next|continue|follow|sequence|series|pattern|goes|number|count|comes|extend|finish|complete|carry|row|go on|term|predict|guess)/i.test(
			prompt
		) ||
		/,\s*(?:\?|_+|\.\.\.)\s*$/.test(prompt)
	) {
		const found = named('sequence', nextInSequence(prompt));
		if (found) return found;
	}
	if (
		/odd|belong|different|fit|match|others|intruder|stranger|out of place|outsider|misfit|exception|another kind|cross out|strike|remove|wrong/i.test(
			prompt
		)
	) {
		const found = named('odd-one-out', oddOneOut(prompt));
		if (found) return found;
	}
	return null;
}

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

function toolCall(prompt: string): Solved | null {
	const known = knowledge(),
		{ tools, sentences } = known;
	const asked = /\b(\w+) tool\b/i.exec(prompt)?.[1]?.toLowerCase();
	for (const wished of insideToolWish(known.wishes, prompt)) {
		const inner = withoutClosing(wished);
		const two = chainOf(known, inner);
		if (two) return { answer: two, task: 'chain' };
		for (const text of beginnings(inner)) {
			const read = [tools.read(text), sentences.read(text)].filter((one) => one !== null);
			// A tool that is named is the one that is meant.
			const rank = ({ call, score }: (typeof read)[number]) =>
				score + (call.tool === asked ? 5 : 0);
			const best = read.toSorted((a, b) => rank(b) - rank(a))[0];
			if (best) return { answer: JSON.stringify(best.call), task: 'tool-call' };
		}
	}
	return null;
}
