// Words as strings: reverse, case, counting, length, letters, spelling, and copying.
//
// The letters are written out first: a word is often a single token, and the model must first
// take it apart. Copying random strings is practised on its own, because everything else leans on it.

import { capitalise, type Draw, type Exchange, type Wording } from '../grammar.ts';
import { ENGLISH, LONG_ENGLISH } from '../facts/english.ts';
import { LONG_WORDS, NAMES, ORDINALS, WORDS } from '../facts/words.ts';
import type { Random } from '../random.ts';

export function madeUpWord(random: Random, syllables = random.pick([2, 2, 3])): string {
	let word = '';
	for (let i = 0; i < syllables; i++) {
		word += random.pick([...'bcdfghjklmnprstvwz']) + random.pick([...'aeiou']);
		if (random.chance(0.4)) word += random.pick([...'nrlstkm']);
	}
	return word;
}

/** The front of one word and the end of another: no word, but made of the pieces words are made of. */
function blend(random: Random): string {
	const front = random.pick(LONG_ENGLISH),
		end = random.pick(ENGLISH);
	return front.slice(0, random.int(2, 7)) + end.slice(-random.int(2, 6));
}
const randomLetters = (random: Random): string =>
	Array.from({ length: random.int(3, 8) }, () =>
		random.pick([...'abcdefghijklmnopqrstuvwxyz'])
	).join('');

// Long words more often than they are met: it is their letters that get lost.
const SOURCES: readonly [number, (random: Random) => string][] = [
	[26, (r) => r.pick(ENGLISH)],
	[24, (r) => r.pick(LONG_ENGLISH)],
	[6, (r) => r.pick(WORDS)],
	[6, (r) => r.pick(LONG_WORDS)],
	[4, (r) => r.pick(NAMES).toLowerCase()],
	[13, blend],
	[14, (r) => madeUpWord(r, r.pick([2, 2, 3, 3, 4]))],
	[7, randomLetters]
];
const SOURCE_WEIGHTS = SOURCES.map(([weight]) => weight);
const word = (draw: Draw): string =>
	draw.argument(
		() => draw.random.weighted(SOURCES, SOURCE_WEIGHTS)[1](draw.random),
		(w) => 'word:' + w
	);
/** As people write a word they ask about: mostly plain, at times with a capital or all in capitals. */
function cased(r: Random, w: string): string {
	const k = r.next();
	return k < 0.09 ? capitalise(w) : k < 0.12 ? w.toUpperCase() : w;
}

/** Some people quote the word they mean. */
const quoted = (r: Random, w: string): string => {
	const k = r.next();
	return k < 0.17 ? `"${w}"` : k < 0.32 ? `'${w}'` : w;
};
/** A mark after a word that ends a request bare, so that its letters are told from the mark. */
const ended = (r: Random, prompt: string): string =>
	/[a-z0-9'"]$/i.test(prompt) && r.chance(0.3) ? prompt + r.pick(['?', '.', '?', '!']) : prompt;
const spaced = (w: string): string => [...w].join(' ');
const reversed = (w: string): string => [...w].toReversed().join('');

interface Operation {
	id: string;
	wording: Wording;
	work: (w: string, k: number) => string;
	result: (w: string, k: number) => string;
	again: string[];
	weight: number;
}
const numbered = (w: string): string => [...w].map((c, i) => `${c}${i + 1}`).join(' ');
const ordinalWordings = (k: string): Wording => ({
	np: [
		`the ${k} letter of {w}`,
		`the ${k} letter of the word {w}`,
		`the ${k} letter in {w}`,
		`the ${k} character of {w}`,
		`{w}'s ${k} letter`
	],
	q: [
		`Which letter is the ${k} one in {w}?`,
		`With the word {w}, which letter comes ${k}?`,
		`${k} letter of {w}`,
		`Which letter comes ${k} in {w}?`,
		`{w}: ${k} letter?`,
		`In {w}, what is the ${k} letter?`,
		`what letter is ${k} in {w}`
	]
});
// prettier-ignore
const OPERATIONS: Operation[] = [
  { id: 'reverse', weight: 3, work: (w) => `${spaced(w)} -> ${spaced(reversed(w))}`, result: reversed, again: ['reverse that', 'reverse it please', 'turn it around', 'now backwards', 'what is that backwards?', 'flip it', 'mirror it', 'now reverse it', 'reverse it', 'Now reverse that.', 'and backwards?', 'and in reverse?', 'Reverse that word.', 'can you reverse it?', 'now spell it backwards', 'and reversed?'],
    wording: { np: ['{w} from back to front', '{w} mirrored', '{w} (read |written |)(from the end|from right to left|the other way round)', 'the mirror image of the word {w}', '{w} backwards', '{w} in reverse', 'the reverse of {w}', '{w} reversed', '{w} spelled backwards', 'the word {w} backwards', 'the letters of {w} in reverse order'], vp: ['mirror the word {w}', 'write {w} (from back to front|from right to left|the other way round|the opposite way)', '(turn|flip|swap) {w} (round|backwards|the other way)', 'put the letters of {w} in reverse', 'read {w} (backwards|from the end)', 'spell {w} from the (end|last letter)', 'reverse (the word |the string |){w}', 'spell {w} backwards', 'write {w} (backwards|in reverse)', 'turn (the word |){w} around', 'flip the letters of {w}', 'say {w} backwards', 'type {w} in reverse order', 'reverse the letters (of|in) {w}', 'give {w} spelled backwards'], q: ['{w} (from back to front|in a mirror|the other way round)?', '{w} backwards is?', 'I need {w} (backwards|in reverse|reversed)', 'what is {w} if you read it from the end?', '{w}, reversed please', 'how would {w} look in reverse?', 'How do you (spell|write) {w} backwards?', 'What do you get when you reverse {w}?', 'reverse: {w}', '{w}, but backwards', 'How does {w} read from right to left?', 'How is {w} written backwards?', 'what would {w} look like backwards'] } },
  { id: 'upper', weight: 1.6, work: spaced, result: (w) => w.toUpperCase(), again: ['in capitals please', 'now all caps', 'and in all caps?', 'capital letters now', 'now in uppercase', 'and in capital letters?', 'Now in upper case.', 'make it uppercase', 'and uppercase?', 'now in capitals', 'write it in capital letters'],
    wording: { np: ['{w} in (uppercase|upper case|capital letters|capitals|all caps|big letters)', 'the uppercase (version|form) of {w}'], vp: ['(type|print|say) {w} (in (all caps|capitals|capital letters|big letters)|with caps lock( on|))', 'use (capital|big|upper case) letters for {w}', 'make {w} (all capitals|big letters|upper case)', 'put caps lock on for {w}', 'turn all letters of {w} into capitals', 'write {w} in (uppercase|capitals|capital letters|all caps)', 'make {w} (uppercase|all caps)', 'convert {w} to (uppercase|capital letters|upper case)', 'uppercase (the word |){w}', 'capitalize every letter of {w}', 'turn {w} into (capitals|uppercase)', 'put {w} in (capitals|all caps)', 'change {w} to upper case'], q: ['{w} in (all caps|capitals|capital letters|upper case)?', '{w}, but in (capitals|all caps|capital letters)', 'I need {w} in (capitals|all caps|capital letters|big letters)', 'how does {w} look with caps lock on?', 'all caps: {w}', '{w}, everything in capitals', 'can I have {w} in (capitals|uppercase)?', 'How does {w} look in (capitals|uppercase)?', 'uppercase: {w}', 'How do you write {w} in capital letters?', '{w} uppercase', '{w} -> uppercase', 'upper case of {w}?'] } },
  { id: 'length', weight: 2, work: numbered, result: (w) => String(w.length), again: ['how long is that word?', 'how many characters?', 'and the length?', 'how many letters are in it?', 'how long is it?', 'and how many letters does it have?', 'how many letters is that?', 'And its length?', 'what is its length?', 'how many letters?', 'count its letters'],
    wording: { np: ['the size of the word {w} in letters', 'the character count of {w}', 'the length of (the word |){w}', 'the number of letters in (the word |){w}', 'the letter count of {w}', 'how many letters {w} has'], vp: ['tell me the length of {w}', 'say how long {w} is', 'work out how many letters {w} has', 'count the letters (of|in) (the word |){w}', 'tell me how many letters {w} has', 'measure the length of the word {w}', 'count how many letters are in {w}'], q: ['{w} is how long?', 'how many letters (do I need|does it take) to write {w}?', '{w} - how many (letters|characters)?', '(letters|characters) in the word {w}?', 'the word {w} is made of how many letters?', 'number of letters: {w}', 'how many characters long is {w}?', '{w} has how many characters?', 'How many letters are (there |)in (the word |){w}?', 'How long is (the word |){w}?', 'How many letters does (the word |){w} have?', 'length: {w}', 'How many characters are in {w}?', '{w} has how many letters?', '{w}: how many letters?', 'how many letters has {w}', 'letters in {w}?'] } },
  { id: 'first', weight: 1.2, work: numbered, result: (w) => w[0]!, again: ['and its first letter?', 'what is its first letter?', 'and the first letter?', 'first letter of it?'], wording: { np: [...ordinalWordings('first').np!, 'the initial letter of {w}', 'the letter {w} starts with'], q: ['{w} (starts|begins) with (which|what) letter?', '{w} - first letter?', 'the word {w} (starts|begins) with?', "what's the (very |)first letter (of|in) {w}?", 'what letter is at the (front|start|beginning) of {w}?', ...ordinalWordings('first').q!, 'Which letter does {w} (start|begin) with?', 'With which letter does {w} start?', 'What does {w} start with?', 'what letter begins {w}'] } },
  { id: 'last', weight: 1.2, work: numbered, result: (w) => w[w.length - 1]!, again: ['and its last letter?', 'what is its last letter?', 'and the last letter?', 'last letter of it?'], wording: { np: [...ordinalWordings('last').np!, 'the final letter of {w}', 'the letter {w} ends with', 'the letter at the end of {w}'], q: ['{w} (ends|stops|finishes) (with|in) (which|what) letter?', '{w} - last letter?', 'the word {w} ends with?', "what's the (very |)(last|final) letter (of|in) {w}?", 'what letter (is|comes|stands) at the end of {w}?', ...ordinalWordings('last').q!, 'Which letter does {w} end with?', 'With which letter does {w} end?', 'What does {w} end with?', 'what letter ends {w}'] } },
  { id: 'nth', weight: 1.6, work: numbered, result: (w, k) => w[k]!, again: ['and the {o} letter?', 'what about the {o} letter?', 'and its {o} letter?'], wording: { np: [...ordinalWordings('{o}').np!, 'letter number {k} of {w}', 'letter {k} of {w}'], q: ['{w} - letter {k}?', 'position {k} in {w}: which letter?', 'which letter has {w} at place {k}?', 'the {o} letter in the word {w} is?', "what's the {o} letter (of|in) {w}?", 'in {w}, letter {k} is?', 'I need the {o} letter of {w}', ...ordinalWordings('{o}').q!, 'Which letter is at position {k} in {w}?', 'what is letter {k} in {w}'] } },
  { id: 'spell', weight: 2.4, work: spaced, result: spaced, again: ['spell that', 'letter by letter?', 'how do you spell it?', 'and spelled out?', 'spell it', 'now spell it', 'and how is it spelled?', 'Spell it, please.'],
    wording: { np: ['the spelling of {w}', 'the letters of {w}', '{w} letter by letter', 'the letters in {w}, one by one'], vp: ['break {w} into letters', 'spell {w} (slowly|letter by letter)', 'give me {w} one letter at a time', 'spell (the word |){w}', 'spell out {w}', 'write {w} letter by letter', 'list the letters of {w}', 'separate the letters of {w}', 'split {w} into letters', 'put spaces between the letters of {w}'], q: ['{w}, letter by letter', 'how do I spell {w}?', 'the spelling of {w}?', 'can you spell {w}?', '{w} - how is it spelled?', 'what is the right spelling of {w}', 'How do you spell {w}?', 'How is {w} spelled?', 'spell: {w}', 'what letters are in {w}', 'Which letters make up {w}?'] } },
];

const WEIGHTS = OPERATIONS.map((o) => o.weight);

function apply(draw: Draw, operation: Operation, w: string, prompt: string, k: number): Exchange {
	const result = operation.result(w, k);
	return {
		prompt,
		ability: 'strings',
		answer: operation.id === 'spell' ? `${result}.` : `${operation.work(w, k)}. So ${result}.`,
		followUp: (next) => {
			const r = next.random;
			// "it" is the word just produced by a reversal or a change of case, else the word itself.
			const it = operation.id === 'reverse' ? result : operation.id === 'upper' ? null : w;
			const others = OPERATIONS.filter((o) => o !== operation);
			if (it === null || r.chance(0.35)) {
				const other = word(next),
					index = r.int(1, other.length - 2);
				const text = next
					.branch([
						'and {w}?',
						'and the word {w}?',
						'what about {w}?',
						'now {w}',
						'same for {w}',
						'do the same with {w}',
						'And {w}?',
						'now do {w}',
						'and for {w}?',
						'ok, now {w}'
					])
					.replace('{w}', other);
				return apply(
					next,
					operation,
					other,
					text,
					operation.id === 'nth' ? Math.min(k, other.length - 1) : index
				);
			}
			const operation2 = r.pick(others),
				index = r.int(1, Math.max(1, Math.min(it.length - 2, 7)));
			return apply(
				next,
				operation2,
				it,
				next.branch(operation2.again).replace('{o}', ORDINALS[index]!),
				index
			);
		}
	};
}

export function strings(draw: Draw): Exchange {
	const r = draw.random;
	const operation = r.weighted(OPERATIONS, WEIGHTS);
	const plain = word(draw),
		// What is in capitals already gains nothing from being put in capitals.
		w = operation.id === 'upper' ? plain : cased(r, plain),
		index = r.int(1, Math.min(w.length - 1, 9));
	const prompt = draw.phrase(operation.wording, {
		w: quoted(r, w),
		o: r.chance(0.3)
			? `${index + 1}${['', 'st', 'nd', 'rd'][index + 1] ?? 'th'}`
			: ORDINALS[index]!,
		k: index + 1
	});
	return apply(draw, operation, w, ended(r, prompt), index);
}

// prettier-ignore
const COUNT: Wording = { np: ['the number of {c} in {w}', 'the number of times {c} appears in {w}', "how many {c}'s {w} has", 'the count of the letter {c} in {w}', "the number of {c}'s in {w}"], vp: ["count (all |)the {c}'s (in|inside) (the word |){w}", 'count each {c} in {w}', 'tell me how many {c} are in {w}', 'find all {c} in {w} and count them', 'count the letter {c} in {w}', "count the {c}'s in {w}", 'count how (many|often) {c} (is|appears) in {w}', 'count how many {c} (the word |){w} has', 'find how many times {c} occurs in {w}'], q: ["{c}'s in {w}?", '{w} has how many {c}?', '{c} in {w}: how many times?', 'number of {c} in {w}?', '(the letter |){c}: how often in {w}?', 'how often do I (write|type|need) {c} (in|for) {w}?', 'in the word {w}, how many times is there a {c}?', "How many {c}('s|) are (there |)in (the word |){w}?", "how many {c}s in {w}", 'How often does (the letter |){c} (occur|appear) in {w}?', 'How many times (is|does) {c}( occur|) in (the word |){w}?', 'How many times is {c} in the word {w}?', "How many {c}('s|) does {w} have?", 'How many letters {c} are in {w}?', 'In {w}, how many {c} are there?', "{w}: how many {c}'s?", 'how many times do you see {c} in {w}?'] };
export function counting(draw: Draw): Exchange {
	const r = draw.random,
		w = cased(r, word(draw)),
		small = w.toLowerCase();
	const c = r.chance(0.8) ? r.pick([...small]) : r.pick([...'abcdeiklmnoprstu']);
	const n = [...small].filter((x) => x === c).length;
	let seen = 0;
	// A capital counts as its letter.
	const work = [...w].map((x) => `${x}${x.toLowerCase() === c ? ++seen : seen}`).join(' ');
	const shown = r.chance(0.06) ? c.toUpperCase() : c;
	const prompt = draw.phrase(COUNT, {
		c: r.chance(0.1) ? `"${shown}"` : r.chance(0.1) ? `'${shown}'` : shown,
		w: quoted(r, w)
	});
	return { prompt: ended(r, prompt), answer: `${work}. So ${n}.`, ability: 'strings' };
}

// prettier-ignore
const CASE: Wording = { vp: ['write "{w}" in title case', 'title case "{w}"', 'put "{w}" in title case', 'convert "{w}" to title case', 'capitalize each word (of|in) "{w}"', 'capitalize the words of "{w}"'], np: ['"{w}" in title case', 'the title case of "{w}"'], q: ['"{w}" with (capital first letters|each word capitalized)', 'title case of "{w}"?', 'how would "{w}" look as a title?', 'How is "{w}" written in title case?', 'title case: {w}', '{w} -> title case'] };
// prettier-ignore
const LOWER: Wording = { vp: ['remove the capitals (from|in) {w}', 'write {w} without capital letters', 'use (small|lower case) letters for {w}', 'write {w} in (lowercase|lower case|small letters)', 'make {w} lowercase', 'convert {w} to (lowercase|lower case|small letters)', 'lowercase {w}', 'turn {w} into (lowercase|small letters)', 'put {w} in small letters'], np: ['{w} in (lowercase|lower case|small letters)', 'the lowercase (version|form) of {w}'], q: ['{w} in (small letters|lower case|lowercase)?', '{w} without capitals', 'I need {w} in (lowercase|small letters|lower case)', 'no capitals: {w}', 'How does {w} look in (lowercase|small letters)?', 'lowercase: {w}', '{w} lowercase', 'How do you write {w} in small letters?'] };
export function letterCase(draw: Draw): Exchange {
	const r = draw.random;
	if (r.chance(0.5)) {
		const w = word(draw),
			shown = r.chance(0.5) ? w.toUpperCase() : capitalise(w);
		return {
			prompt: draw.phrase(LOWER, { w: shown }),
			answer: `${spaced(shown)}. So ${w}.`,
			ability: 'strings'
		};
	}
	const phrase = draw.argument(() =>
		Array.from({ length: r.int(2, 3) }, () => (r.chance(0.7) ? r.pick(WORDS) : madeUpWord(r))).join(
			' '
		)
	);
	return {
		prompt: draw.phrase(CASE, { w: phrase }),
		answer: phrase.split(' ').map(capitalise).join(' ') + '.',
		ability: 'strings'
	};
}

// prettier-ignore
const COPY: Wording = { vp: ['repeat {w}', 'repeat after me: {w}', 'say {w}', 'copy {w}', 'copy this: {w}', 'write {w}', 'type {w}', 'echo {w}', 'say the following: {w}', 'repeat the text {w}', 'write down exactly this: {w}', 'print {w}', 'answer with {w}', 'reply with {w}', 'say exactly: {w}', 'repeat this: {w}', 'output {w}'], q: ['echo: {w}', 'Repeat: {w}', 'copy -> {w}', 'The text is {w}. Repeat it.', 'My code is {w}. What is my code?', 'The password is {w}. What is the password?', 'Remember {w}. What should you remember?', 'I say {w}, you say?', 'My name is {w}. What is my name?'] };
function randomString(r: Random): string {
	const kind = r.int(0, 5);
	if (kind === 0)
		return Array.from({ length: r.int(3, 7) }, () =>
			r.pick([...'abcdefghijklmnopqrstuvwxyz'])
		).join('');
	if (kind === 1) return String(r.int(100, 9999999));
	if (kind === 2) return Array.from({ length: r.int(2, 5) }, () => r.pick(WORDS)).join(' ');
	if (kind === 3)
		return Array.from({ length: r.int(4, 8) }, () =>
			r.pick([...'ABCDEFGHKLMNPQRSTUVWXYZ0123456789'])
		).join('');
	if (kind === 4) return capitalise(madeUpWord(r, 3)) + ' ' + capitalise(madeUpWord(r));
	return Array.from({ length: r.int(2, 4) }, () => madeUpWord(r)).join(' ');
}
/** Copies a random string out of a varied wrapper. */
export function copying(draw: Draw): Exchange {
	const r = draw.random,
		w = randomString(r),
		inQuotes = r.chance(0.25);
	return {
		// Without quotes nothing may follow: a "please" could be meant to be copied.
		prompt: draw.phrase(COPY, { w: inQuotes ? `"${w}"` : w }, !inQuotes && r.chance(0.85)),
		answer: `${w}.`,
		ability: 'copy',
		followUp: r.chance(0.3)
			? (next) => ({
					prompt: next.branch([
						'say it again',
						'again',
						'repeat it',
						'once more',
						'Repeat that.',
						'and again?',
						'one more time',
						'please repeat'
					]),
					answer: `${w}.`,
					ability: 'copy'
				})
			: undefined
	};
}
