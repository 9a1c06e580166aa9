// Names the weakest part of an answer, in a sentence that a person reads in the receipt and a model reads
// when it is asked again: an equation that does not hold, JSON that does not parse, an open bracket,
// words that are missing, else the words the model was least sure of. Pure.
// Not a grade: critic.ts gives that. What it names may be right; it is where to look first.

import { equations } from './answer-checks.ts';
import type { LeastSure } from './least-sure.ts';

/** Under this probability a word is worth naming. */
const DOUBTFUL = 0.5;

/** Null when nothing stands out. `leastSure`: of the answer's tokens, where the engine gives them. */
export function weakPart(
	question: string,
	text: string,
	leastSure: LeastSure | null = null
): string | null {
	const answer = text.trim();
	if (answer === '') return 'It says nothing.';
	const { wrong } = equations(answer);
	if (wrong === 1) return 'An equation in it does not hold.';
	if (wrong > 1) return `${wrong} equations in it do not hold.`;
	if (/^[[{]/.test(answer) && !parses(answer)) return 'Its JSON cannot be read.';
	const open = unclosed(answer);
	if (open !== null) return `A “${open}” in it is not closed.`;
	if (/\bjson\b/i.test(question) && !/[[{]/.test(answer)) return 'JSON was asked for; it is none.';
	if (leastSure === null || leastSure.probability >= DOUBTFUL) return null;
	return `It is unsure about “${leastSure.word}”.`;
}

function parses(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** The first bracket without its partner. */
function unclosed(text: string): string | null {
	const partner: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
	const open: string[] = [];
	for (const sign of text)
		if ('([{'.includes(sign)) open.push(sign);
		else if (partner[sign] !== undefined && open.at(-1) === partner[sign]) open.pop();
	return open[0] ?? null;
}
