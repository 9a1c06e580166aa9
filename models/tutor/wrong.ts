// A wrong answer in place of a right one, at a stated rate: what it is follows from the seed and the
// request alone. It is wrong where it counts (the conclusion), and reads like an answer.

import { RELATIONS } from '../generator/abilities/facts.ts';
import { Random } from '../generator/random.ts';
import { conclusion } from '../measure.ts';

/** Whether the answer to `request` shall be wrong, at a rate between 0 and 1. */
export function isWrongHere(request: string, rate: number, seed: number): boolean {
	return new Random(`tutor-error:${seed}:${request}`).next() < rate;
}

/** An answer that comes to something else than `answer`; `task` is what solved it. */
export function wrongly(answer: string, task: string, request: string, seed: number): string {
	const random = new Random(`tutor-wrong:${seed}:${request}`);
	const ways = [
		otherFact(answer, task, random),
		otherCode(answer),
		otherNumber(answer, random),
		otherWord(answer, random)
	];
	const found = ways.find((text) => text !== null && conclusion(text) !== conclusion(answer));
	return found ?? 'Yes.';
}

/** The answer of another entity of the same relation. */
function otherFact(answer: string, task: string, random: Random): string | null {
	const relation = RELATIONS.find(({ id }) => task === `fact:${id}`);
	const item = relation?.items.find(([entity, value]) => relation.say(entity, value) === answer);
	if (!relation || !item) return null;
	const others = relation.items.filter(([, value]) => value !== item[1]);
	return others.length === 0 ? null : relation.say(item[0], random.pick(others)[1]);
}

// prettier-ignore
const SWAPS: readonly (readonly [from: RegExp, to: string])[] = [
	[/ \+ /, ' - '], [/ - /, ' + '], [/ \* /, ' + '], [/\bmax\b/, 'min'], [/\bmin\b/, 'max'], [/===? 0/, '== 1'], [/===? 1/, '== 0'], [/\[-1\]/, '[0]'], [/\[0\]/, '[-1]'], [/ > /, ' < '], [/ < /, ' > '], [/\blen\b/, 'sum'], [/sorted/, 'list'], [/upper/, 'lower'], [/lower/, 'upper'], [/\.length\b/, '.size'],
];

function otherCode(answer: string): string | null {
	if (!answer.includes('`')) return null;
	const swap = SWAPS.find(([from]) => from.test(answer));
	return swap ? answer.replace(swap[0], swap[1]) : answer.replace(/(\w)(\w*)`/, '$1`');
}

/** The last number off by a little; in JSON and sentences alike. */
function otherNumber(answer: string, random: Random): string | null {
	const found = [...answer.matchAll(/\d+(?:\.\d+)?/g)].at(-1);
	if (!found || !conclusion(answer).includes(found[0])) return null;
	const value = Number(found[0]),
		step = random.pick([1, 2, 10]);
	const other = value >= step && random.chance(0.5) ? value - step : value + step;
	return answer.slice(0, found.index) + String(other) + answer.slice(found.index + found[0].length);
}

/** The last word with two letters changed about, or another one in its place. */
function otherWord(answer: string, random: Random): string | null {
	const words = [...answer.matchAll(/\p{L}{2,}/gu)];
	const last = words.at(-1);
	if (!last) return null;
	const letters = [...last[0]],
		at = random.int(0, letters.length - 2);
	[letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
	const swapped = letters.join('');
	const other = swapped === last[0] ? `${last[0]}s` : swapped;
	return answer.slice(0, last.index) + other + answer.slice(last.index + last[0].length);
}
