// What can be checked of an answer without knowing the right one: do its equations hold, does its
// number follow from the question's numbers, is its word made of a word of the question, does its
// JSON parse, are its brackets closed. Small programs that a language model of this size needs.
// Pure. Not a grade: critic.ts weighs these with everything else.

const NUMBER = /-?\d+(?:\.\d+)?/g;
/** Two numbers and their result; the last two of a longer sum are no equation of their own. */
const EQUATION =
	/(?<![\d.+\-−*×x/÷]\s*)(-?\d+(?:\.\d+)?)\s*([+\-−*×x/÷])\s*(-?\d+(?:\.\d+)?)\s*=\s*(-?\d+(?:\.(\d+))?)/g;

const numbersOf = (text: string): number[] =>
	(text.replace(/(\d),(?=\d{3}\b)/g, '$1').match(NUMBER) ?? []).map(Number);

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

function result(a: number, operator: string, b: number): number {
	switch (operator) {
		case '+':
			return a + b;
		case '-':
		case '−':
			return a - b;
		case '*':
		case '×':
		case 'x':
			return a * b;
		default:
			return a / b;
	}
}

/** How many equations a text holds, and how many of them are false. */
export function equations(text: string): { all: number; wrong: number } {
	let all = 0;
	let wrong = 0;
	for (const [, a, operator, b, c, decimals = ''] of text
		.replace(/(\d),(?=\d{3}\b)/g, '$1')
		.matchAll(EQUATION)) {
		all++;
		// A quotient may be rounded to the decimals it is given with.
		const off = Math.abs(Number(c) - result(Number(a), operator ?? '', Number(b)));
		if (!(off <= 0.5001 * 10 ** -decimals.length) || (decimals === '' && off > 1e-6)) wrong++;
	}
	return { all, wrong };
}

/** Whether some sum, difference, product, quotient or percentage of two of the question's numbers is `value`. */
export function follows(question: readonly number[], value: number): boolean {
	const few = question.slice(0, 6);
	return few.some((a, i) =>
		few.some(
			(b, j) =>
				i !== j &&
				[a + b, a - b, a * b, a / b, (a * b) / 100, a % b].some((one) => near(value, one))
		)
	);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
const reversed = (word: string): string => [...word].toReversed().join('');
const letters = (word: string): string => [...word].toSorted().join('');

function balanced(text: string): boolean {
	const open: string[] = [];
	const partner: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
	for (const sign of text) {
		if ('([{'.includes(sign)) open.push(sign);
		else if (partner[sign] !== undefined && open.pop() !== partner[sign]) return false;
	}
	return open.length === 0;
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

export const CHECKS = [
	'equations',
	'falseEquations',
	'endsInEquation',
	'numberAsked',
	'number',
	'numberFollows',
	'numberRepeats',
	'numberIsLength',
	'numberIsCount',
	'larger',
	'decimals',
	'negative',
	'wordReversed',
	'wordRearranged',
	'wordWithin',
	'wordKept',
	'capital',
	'json',
	'brokenJson',
	'code',
	'codeAsked',
	'unbalanced',
	'list',
	'yes',
	'no',
	'short',
	'long',
	'repeats',
	'ends',
	'quoted',
	'asksLetters',
	'asksFact',
	'asksUnits',
	'asksStory',
	'asksSelf',
	'asksExtract',
	'asksCompare',
	'asksNext',
	'asksOpposite',
	'asksRepeat',
	'asksCase',
	'asksTool'
] as const;

/** What is asked, as far as a few words tell: a small model is good at some of it and poor at other. */
const ASKED: readonly RegExp[] = [
	/\b(letters?|spell|reverse|backwards?|vowels?|consonants?|characters?|syllables?)\b/i,
	/\b(capital|currency|continent|element|symbol|planet|country|atomic)\b/i,
	/\b(convert|kilomet|met(er|re)s?|miles?|feet|inch|grams?|kilos?|pounds?|litres?|liters?|celsius|fahrenheit|hours?|minutes?)/i,
	/\d[^?]*\.\s.*\?|\b(each|left|altogether|shares?|buys?|gives?)\b.*\d/i,
	/\b(you|your|this app|understudy|conversation|chat)\b/i,
	/\b(extract|mentioned|email|e-mail|from (the|this) (text|sentence|line)|in (the|this) (text|sentence|line))\b|: ["“']/i,
	/\b(than|larger|bigger|smaller|taller|shorter|older|younger|heavier|faster|most|least|both)\b/i,
	/\b(next|sequence|series|pattern|odd one|belong|continue)\b/i,
	/\b(opposite|plural|antonym|contrary|baby|young|sound)\b/i,
	/\b(repeat|say|copy|echo|write down)\b/i,
	/\b(upper ?case|lower ?case|capital letters|capitali[sz]e|small letters)\b/i,
	/\b(weather|timer|remind|alarm|calendar|translate|search|calculator|json|tool)\b/i
];

/** One number per check, 0 or 1 unless its name counts. */
export function answerChecks(question: string, answer: string): number[] {
	const text = answer.trim();
	const at = text.lastIndexOf('So ');
	const end = at < 0 ? text : text.slice(at + 3);
	const asked = numbersOf(question);
	const said = numbersOf(end);
	const last = said.at(-1);
	const { all, wrong } = equations(text);
	const askedWords = wordsOf(question);
	const saidWords = wordsOf(end);
	const word = saidWords.at(-1) ?? '';
	const long = askedWords.filter((one) => one.length > 2);
	const pairs = saidWords.slice(1).map((one, i) => `${saidWords[i]} ${one}`);
	const looksJson = /^[{[]/.test(text);
	const flag = Number;
	return [
		Math.log1p(all),
		Math.log1p(wrong),
		flag(/=\s*-?[\d.]+\.?$/.test(end)),
		flag(
			/how (many|much|long|old|far)|what number|count|sum|total|plus|minus|times|percent|[-+*/×÷]\s*\d/i.test(
				question
			)
		),
		flag(last !== undefined),
		flag(last !== undefined && follows(asked, last)),
		flag(last !== undefined && asked.includes(last)),
		flag(last !== undefined && askedWords.some((one) => one.length === last)),
		flag(last !== undefined && (askedWords.length === last || lettersCounted(question, last))),
		flag(last !== undefined && asked.every((one) => one < last)),
		flag(last !== undefined && !Number.isInteger(last)),
		flag(last !== undefined && last < 0),
		flag(long.some((one) => one === reversed(word))),
		flag(word.length > 2 && long.some((one) => one !== word && letters(one) === letters(word))),
		flag(word.length > 2 && long.some((one) => one !== word && one.includes(word))),
		flag(long.includes(word)),
		flag(/^[A-Z]/.test(text)),
		flag(looksJson && isJson(text)),
		flag(looksJson && !isJson(text)),
		flag(/\bdef |\bfunction |=>|\breturn\b|console\.log|print\(/.test(text)),
		flag(
			/\b(function|code|python|javascript|program|script|snippet|implement|method)\b/i.test(
				question
			)
		),
		flag(!balanced(text)),
		Math.log1p((end.match(/,/g) ?? []).length),
		flag(/^yes\b/i.test(text)),
		flag(/^no\b/i.test(text)),
		flag(text.length < 8),
		flag(text.length > 200),
		pairs.length === 0 ? 0 : 1 - new Set(pairs).size / pairs.length,
		flag(/[.}\])"'`;]$/.test(text)),
		flag(/["'“”‘’`]/.test(question)),
		...ASKED.map((pattern) => flag(pattern.test(question)))
	];
}

/** Whether `count` is how often some single letter named in the question stands in one of its words. */
function lettersCounted(question: string, count: number): boolean {
	const plain = question.toLowerCase();
	const named = new Set(plain.match(/(?<![a-z])[a-z](?![a-z])/g) ?? []);
	return [...named].some((letter) =>
		wordsOf(plain).some((word) => word.split(letter).length - 1 === count && count > 0)
	);
}
