// Names the weakest part of an answer, in a sentence that a person reads in the receipt and a model reads
// when it is asked again: an equation that does not hold, JSON that does not parse, an open bracket,
// words that are missing, else the words the model was least sure of. Pure.
// Not a grade: critic.ts gives that. What it names may be right; it is where to look first.

import { equations } from './answer-checks.ts';

export type SaidToken = { token: string; logprob: number };

/** Under this probability a token is worth naming. */
const DOUBTFUL = 0.5;
/** Of a doubtful place, so many characters are shown. */
const MOST_CHARACTERS = 40;

/** Null when nothing stands out. `tokens`: the answer's, where the engine gives them. */
export function weakPart(
	question: string,
	text: string,
	tokens: readonly SaidToken[] = []
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
	const doubtful = leastSure(tokens);
	return doubtful === null ? null : `It is unsure about “${doubtful}”.`;
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

/** The word around the least probable token. */
function leastSure(tokens: readonly SaidToken[]): string | null {
	let worst = -1;
	for (const [i, { logprob }] of tokens.entries())
		if (worst < 0 || logprob < tokens[worst]!.logprob) worst = i;
	if (worst < 0 || Math.exp(tokens[worst]!.logprob) >= DOUBTFUL) return null;
	let from = worst;
	let to = worst + 1;
	while (from > 0 && !/^\s/.test(tokens[from]!.token)) from--;
	while (to < tokens.length && !/^[\s.,;:!?)]/.test(tokens[to]!.token)) to++;
	const word = tokens
		.slice(from, to)
		.map(({ token }) => token)
		.join('')
		.trim();
	return word === '' ? null : word.slice(0, MOST_CHARACTERS);
}
