// Rules for requests in words of one's own that no form has: sums with any operators, stories with
// two numbers, letters and words in quotes, facts by an entity and the name of a relation. Surer
// rules first; a rule that is not sure says nothing.

import { RELATIONS } from '../generator/abilities/facts.ts';
import { knowledge } from './knowledge.ts';
import { errand } from './errands.ts';
import { entityIn } from './programs-facts.ts';
import { commonDivisor, formula, STORIES } from './programs-numbers.ts';
import { convert, isUnit } from './programs-units.ts';
import { CASES, COUNTING, CREATIVE, placeOf, STRINGS } from './programs-words.ts';
import type { Solved } from './solve.ts';
import { bareText, numberOf, numbersIn, NUMBER_PATTERN, written } from './text.ts';

type Rule = (prompt: string, small: string) => { task: string; answer: string | null } | null;

const N = `(${NUMBER_PATTERN})`;
const at = (source: string, flags = 'iu'): RegExp => new RegExp(source, flags);

/** `3 + 4 * (2 - 1)`: the value of a bare expression; null when the text is none. */
export function expression(source: string): number | null {
	const text = source
		.toLowerCase()
		.replace(/\bplus\b/g, '+')
		.replace(/\bminus\b/g, '-')
		.replace(/\btimes\b|\bmultiplied by\b|(?<=\d)\s*x\s*(?=\d)/g, '*')
		.replace(/\bdivided by\b|\bover\b/g, '/')
		.replace(/(?<=\d),(?=\d{3}\b)/g, '');
	const tokens = text.match(/\d+(?:\.\d+)?|[-+*/()^]/g) ?? [];
	if (text.replace(/\d+(?:\.\d+)?|[-+*/()^\s]/g, '') !== '' || tokens.length < 3) return null;
	let i = 0;
	const atom = (): number => {
		const token = tokens[i++];
		if (token === '(') {
			const value = sum();
			i++;
			return value;
		}
		return token === '-' ? -atom() : Number(token ?? Number.NaN);
	};
	const power = (): number => {
		const base = atom();
		return tokens[i] === '^' ? (i++, base ** power()) : base;
	};
	const product = (): number => {
		let value = power();
		while (tokens[i] === '*' || tokens[i] === '/')
			value = tokens[i++] === '*' ? value * power() : value / power();
		return value;
	};
	const sum = (): number => {
		let value = product();
		while (tokens[i] === '+' || tokens[i] === '-')
			value = tokens[i++] === '+' ? value + product() : value - product();
		return value;
	};
	const value = sum();
	return i === tokens.length && Number.isFinite(value) ? value : null;
}

const arithmetic: Rule = (prompt) => {
	const span =
		/(?:\d[\d,.]*|\()(?:[\d,.\s()^*/+-]|\b(?:plus|minus|times|multiplied by|divided by|over)\b|(?<=\d)\s*x\s*(?=\d))*[\d)]/i.exec(
			prompt
		);
	const value = span && expression(span[0].replace(/[.,]$/, ''));
	return value === null ? null : { task: 'expression', answer: `So ${written(value)}.` };
};

/** Three numbers and more that are only put together. */
const manyNumbers: Rule = (_, small) => {
	const all = numbersIn(small);
	if (all.length < 3 || !/\bhow (?:many|much|far|long)|\btotal\b|\bsum\b/.test(small)) return null;
	if (
		/\b(?:left|remain|lost|gives? away|gave|sold|spent|ate|fewer|less|each|every|per|times)\b/.test(
			small
		)
	)
		return null;
	const sum = all.reduce((total, one) => total + one, 0);
	return { task: 'story', answer: `${all.join('+')}. So ${written(sum)}.` };
};

const twoNumbers: Rule = (_, small) => {
	const [a, b, more] = numbersIn(small);
	if (a === undefined || b === undefined || more !== undefined) return null;
	const give = (operator: '+' | '-' | '*' | '/', x = a, y = b) => ({
		task: 'story',
		answer: STORIES[
			operator === '+'
				? 'story-add'
				: operator === '-'
					? 'story-subtract'
					: operator === '*'
						? 'story-multiply'
						: 'story-divide'
		]({ a: String(x), b: String(y) }, small)
	});
	if (!/how (?:many|much|long|far|old|big|tall)|what is|what's|total|sum|left|cost|\?/.test(small))
		return null;
	if (/\b(?:gcd|greatest common|highest common|common (?:divisor|factor))\b/.test(small))
		return { task: 'gcd', answer: `So ${commonDivisor(a, b)}.` };
	if (
		/\b(?:lcm|least common multiple|lowest common multiple|smallest common multiple)\b/.test(small)
	)
		return { task: 'lcm', answer: `So ${(a * b) / commonDivisor(a, b)}.` };
	if (
		/\bshar(?:e|ed|es|ing)\b|\bdivid(?:e|ed)\b|\bsplit\b|\bequal(?:ly)?\b|\beach (?:get|child|person|one)/.test(
			small
		) &&
		/\beach\b|\bequal|\bdivid/.test(small)
	)
		return give('/', Math.max(a, b), Math.min(a, b));
	if (/\b(?:each|every|per|times|apiece)\b|\ba (?:day|week|piece|month|minute|hour)\b/.test(small))
		return give('*');
	if (
		/\b(?:left|remain|remains|remaining|gives? away|gave|lost|loses?|ate|eats|spent|spends?|sold|sells|fewer|less|minus|difference|more (?:does|do|is|than)|older|younger|change|took|takes? away|broke|still)\b/.test(
			small
		)
	)
		return give('-', Math.max(a, b), Math.min(a, b));
	if (
		/\b(?:more|total|altogether|together|in all|sum|both|combined|another|added?|gets?|buys?|finds?)\b/.test(
			small
		)
	)
		return give('+');
	return null;
};

const percentage: Rule = (_, small) => {
	const found = at(`${N}\\s*(?:%|percent|per cent)\\s*(off|of|from|on)?`).exec(small);
	if (!found) return null;
	const p = numberOf(found[1]!)!,
		[n] = numbersIn(small.replace(found[0], ' '));
	if (n === undefined) return null;
	const part = (n * p) / 100;
	if (/\b(?:vat|tax)\b/.test(small) && /\b(?:with|plus|including|gross|total|add)\b/.test(small))
		return { task: 'with-tax', answer: `So ${written(n + part)}.` };
	if (
		/\boff\b|discount|reduced|cheaper|sale/.test(small) &&
		/\b(?:pay|cost|price|now|new|final)\b/.test(small)
	)
		return { task: 'discount', answer: `So ${written(n - part)}.` };
	return { task: 'percent', answer: `So ${written(part)}.` };
};

const units: Rule = (_, small) => {
	const word = '([a-z°][a-z°]*)';
	for (const pattern of [
		`how many ${word}.*?${N}\\s*${word}`,
		`${N}\\s*(?:degrees )?${word}\\b.*?\\b(?:in|into|to|as)\\s+(?:degrees )?${word}`
	]) {
		const found = at(pattern).exec(small);
		if (!found) continue;
		const swapped = pattern.startsWith('how');
		const [amount, from, to] = swapped
			? [found[2]!, found[3]!, found[1]!]
			: [found[1]!, found[2]!, found[3]!];
		const value = numberOf(amount);
		if (value === null || !isUnit(from) || !isUnit(to)) continue;
		return { task: 'convert', answer: convert(value, from, to) };
	}
	const one = /how many (\w+) (?:are |is )?(?:there )?(?:in |make )?(?:an? |one )(\w+)/.exec(small);
	return one && isUnit(one[1]!) && isUnit(one[2]!)
		? { task: 'convert', answer: convert(1, one[2]!, one[1]!) }
		: null;
};

const physics: Rule = (prompt) => {
	const quantities = prompt.match(
		/\d+(?:\.\d+)? ?(?:km\/h|m\/s2?|kg\/m3|g\/cm3|cm3|km|kg|ohms?|[NJWVAhsgm])(?![\w/])/g
	);
	return quantities?.length === 2 ? { task: 'formula', answer: formula(quantities) } : null;
};

/** The word a request about letters means: in quotes, or named as one, or the last. */
function wordMeant(prompt: string): string | null {
	const quoted = /["'`]([\p{L}]+)["'`]/u.exec(prompt)?.[1];
	if (quoted) return quoted;
	const named = /\b(?:the )?(?:word|string|name|text)\s+([\p{L}]+)/iu.exec(prompt)?.[1];
	if (named && !/^(?:in|of|is|that|backwards)$/i.test(named)) return named;
	const after =
		/\b(?:in|of|spell|reverse|flip|uppercase|capitali[sz]e|lowercase)\s+(?:the )?([\p{L}]+)(?=[\s?.!,]*(?:$|backwards|please|for me|in ))/iu.exec(
			prompt
		)?.[1];
	return after ?? null;
}

const isCode = (small: string): boolean =>
	/\b(?:function|code|python|javascript|js|node|script|snippet|program|array|one-liner)\b/.test(
		small
	);

const letters: Rule = (prompt, small) => {
	if (isCode(small)) return null;
	const w = wordMeant(prompt) ?? /:\s*["']?([^"']+?)["']?\s*$/.exec(prompt)?.[1] ?? null;
	const run = (task: string, values: Record<string, string> = {}) => ({
		task,
		answer:
			w === null
				? null
				: ({ ...STRINGS, ...COUNTING, ...CASES, ...CREATIVE }[task]?.({ w, ...values }, prompt) ??
					null)
	});
	if (w === null) return null;
	const counted =
		/how (?:many|often)[^?]*?\b(?:letter )?["']?([a-z])["']?(?:'?s)?\b[^?]*?\b(?:in|does|appear|occur)/.exec(
			small
		);
	if (counted && counted[1] !== undefined && !/how many letters/.test(small))
		return run('count', { c: counted[1] });
	if (/backward|revers|from (?:right|the end|back)|mirror/.test(small)) return run('reverse');
	if (/rhyme/.test(small)) return run('rhyme');
	if (/acrostic/.test(small)) return run('acrostic');
	if (
		/how (?:many letters|long)|length|number of (?:letters|characters)|how many characters/.test(
			small
		)
	)
		return run('length');
	const place =
		/\b(\d+(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b[^?]*\b(?:letter|character)/.exec(
			small
		);
	if (place && placeOf(place[1]!) !== null) return run('nth', { o: place[1]! });
	if (/\bfirst (?:letter|character)|(?:start|begin)s? with/.test(small)) return run('first');
	if (/\b(?:last|final) (?:letter|character)|ends? with/.test(small)) return run('last');
	if (/uppercase|upper case|all caps|capital letters|capitals/.test(small)) return run('upper');
	if (/lowercase|lower case|small letters/.test(small)) return run('lower');
	return /\bspell/.test(small) ? run('spell') : null;
};

/** Words that name a relation, surest first. */
// prettier-ignore
const RELATION_WORDS: readonly (readonly [id: string, pattern: RegExp])[] = [
	['capital', /\bcapital\b/], ['currency', /\bcurrency|\bmoney\b|\bpay (?:with|in)\b/], ['continent', /\bcontinent\b/], ['symbol', /\bsymbol\b/], ['atomic-number', /atomic number|protons/], ['opposite', /\bopposite\b|antonym|contrary/], ['plural', /\bplural\b|more than one/], ['synonym', /synonym|another word|similar word|same meaning/],
	['sound', /\b(?:sound|noise)\b|\bsay\b/], ['young', /\bbaby\b|\byoung\b/], ['legs', /\blegs?\b/], ['group', /\bgroup\b|collective/], ['colour', /colou?r/], ['inventor', /\binvent/], ['author', /\bwrote\b|\bauthor\b|\bwritten\b/], ['month-days', /\bdays\b/], ['after', /\bafter\b|\bfollow|\bnext\b/], ['before', /\bbefore\b/], ['country-of', /\bcountry\b/], ['element-of', /\belement\b/], ['definition', /\bwhat is\b|\bdefine\b|\bexplain\b|\bmean/],
];

const facts: Rule = (prompt, small) => {
	for (const [id, pattern] of RELATION_WORDS) {
		if (!pattern.test(small)) continue;
		const relation = RELATIONS.find((one) => one.id === id);
		if (!relation) continue;
		// The rest of the sentence may be anything, so the entity must be a name of its own.
		const words = prompt
			.replace(/[?.!,]/g, ' ')
			.split(/\s+/)
			.filter(Boolean);
		for (let size = 4; size > 0; size--)
			for (let i = words.length - size; i >= 0; i--) {
				const piece = words.slice(i, i + size).join(' ');
				if (pattern.test(piece.toLowerCase())) continue;
				const found = entityIn(relation, bareText(piece));
				if (found) return { task: `fact:${id}`, answer: relation.say(found.entity, found.answer) };
			}
	}
	return null;
};

/** A one-liner or function in words near those of a form; its list and number as they are named. */
const code: Rule = (prompt, small) => {
	if (!isCode(small) && !/\b(?:list|string|loop)\b/.test(small)) return null;
	const { matcher, programs } = knowledge();
	const [best] = matcher.nearest(prompt, (task) => /^(?:code|unknown|two-arguments):/.test(task));
	if (!best || best.likeness < CODE_LIKENESS || best.task.startsWith('unknown')) return null;
	const variable =
		/\b(?:list|array|variable|string|called|named)\s+(?:called |named )?[`"']?(\w+)[`"']?/i.exec(
			prompt
		)?.[1] ??
		/\b(?:of|in|from|over)\s+[`"']?(\w+)[`"']?(?=[\s?.!]*$| in (?:python|js|javascript))/i.exec(
			prompt
		)?.[1];
	const v =
		variable && !/^(?:in|of|a|the|list|python|javascript|js|into|to|with|by|is)$/i.test(variable)
			? variable
			: 'items';
	const [n] = numbersIn(prompt);
	const values = { v, ...(n === undefined ? {} : { n: String(n) }) };
	return { task: best.task, answer: programs.get(best.task)?.(values, prompt) ?? null };
};

// Cosines of words under which two requests are seldom the same; chosen on generated questions.
const CODE_LIKENESS = 0.5;
const TALK_LIKENESS = 0.55;

/** What the starter says about itself and the app, asked in words near those of a topic. */
const talk: Rule = (prompt) => {
	const { matcher, programs } = knowledge();
	const [best] = matcher.nearest(prompt, (task) => /^(?:about|single|unknown):/.test(task));
	if (!best || best.likeness < TALK_LIKENESS || best.task.startsWith('unknown')) return null;
	return { task: best.task, answer: programs.get(best.task)?.({}, prompt) ?? null };
};

const RULES: readonly Rule[] = [
	(prompt) => errand(prompt),
	physics,
	percentage,
	units,
	arithmetic,
	letters,
	code,
	facts,
	twoNumbers,
	manyNumbers,
	talk
];

/** The first rule that is sure; null when none is. */
export function leniently(prompt: string): Solved | null {
	const small = prompt.toLowerCase();
	for (const rule of RULES) {
		const found = rule(prompt, small);
		if (found?.answer) return { task: found.task, answer: found.answer };
	}
	return null;
}
