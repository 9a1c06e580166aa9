// The hard maths modifier: linear equations, greatest common divisors, primes, modular powers.
//
// Every answer goes in steps of one digit, one table or one copy: sums and differences ones first as
// the base writes them, the greatest common divisor by subtraction, primes by the rules for 2, 3, 5
// and a short division by 7.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import type { Domain, Hard } from './domain.ts';
import { BEYOND, GCD, POWER, PRIME, SOLVE } from './hard-math-wordings.ts';
import { work } from './math.ts';

const exact = { kind: 'exact' } as const;

function equation(draw: Draw): Hard {
	const r = draw.random,
		v = r.pick(['x', 'x', 'x', 'y', 'n', 'a', 'z', 't']);
	const [a, b, x] = draw.argument(
		() => [r.int(2, 9), r.pick([-1, 1]) * r.int(1, 40), r.int(-5, 12)] as const,
		(p) => `equation:${p.join(':')}`
	);
	const c = a * x + b,
		space = r.chance(0.75) ? ' ' : '';
	const e = `${a}${v}${space}${b < 0 ? '-' : '+'}${space}${Math.abs(b)}${space}=${space}${c}`;
	return {
		prompt: draw.phrase(SOLVE, { e, x: v }),
		answer: `${a}${v}=${moved(c, b)}. ${a}*${x}=${c - b}. So ${v} = ${x}.`,
		check: exact
	};
}

/** `c - b` with its steps: `17-5: 7-5=2, 1-0=1, 12`; signs are settled before the digits. */
function moved(c: number, b: number): string {
	const [p, q] = [Math.abs(c), Math.abs(b)],
		said = `${c}${b < 0 ? '+' : '-'}${q}`;
	if (c < 0 === b < 0 || c === 0) {
		// Both pull apart: a difference, of the larger and the smaller.
		const steps = `${Math.max(p, q)}-${Math.min(p, q)}: ${work(Math.max(p, q), '-', Math.min(p, q))}`;
		return `${said}, ${steps}, ${c - b}`;
	}
	return `${said}, ${p}+${q}: ${work(p, '+', q)}, ${c - b}`;
}

function gcd(draw: Draw): Hard {
	const r = draw.random;
	const [p, q] = draw.argument(
		() => {
			const d = r.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15]);
			for (;;) {
				const [p, q] = [d * r.int(1, 12), d * r.int(2, 14)];
				if (p === q || Math.max(p, q) > 99 || Math.min(p, q) < 4) continue;
				if (subtractions(p, q).length <= MOST_SUBTRACTIONS) return [p, q] as const;
			}
		},
		(x) => `gcd:${x.toSorted((a, b) => a - b).join(':')}`
	);
	const pairs = subtractions(p, q),
		steps = pairs.map(([a, b]) =>
			a < 20 && b < 10 ? `${a}-${b}=${a - b}` : `${a}-${b}: ${work(a, '-', b)}, ${a - b}`
		);
	const [a, b] = pairs.at(-1)!;
	return {
		prompt: draw.phrase(GCD, { a: p, b: q }),
		answer: `${steps.join('. ')}. ${b}=${a - b}. So ${b}.`,
		check: exact
	};
}

const MOST_SUBTRACTIONS = 4; // answers stay under 130 tokens
/** The smaller from the larger, until both are the same: `48-36, 36-12, 24-12`. */
function subtractions(p: number, q: number): [number, number][] {
	const pairs: [number, number][] = [];
	let [a, b] = [Math.max(p, q), Math.min(p, q)];
	while (a !== b) {
		pairs.push([a, b]);
		[a, b] = [Math.max(a - b, b), Math.min(a - b, b)];
	}
	return pairs;
}

function prime(draw: Draw): Hard {
	const r = draw.random,
		n = draw.argument(
			() => {
				for (;;) {
					const n = r.int(21, 120);
					// Even numbers are easy and half of all.
					if (n % 2 || r.chance(0.25)) return n;
				}
			},
			(x) => `prime:${x}`
		);
	const divisor = [2, 5, 3, 7].find((p) => n % p === 0);
	return {
		prompt: draw.phrase(PRIME, { n }),
		answer: `${primeSteps(n)} So ${n} is ${divisor ? 'not ' : ''}prime.`,
		check: exact
	};
}

/** The last digit for 2 and 5, the sum of digits for 3, division for 7: enough under 121. */
function primeSteps(n: number): string {
	const digits = [...String(n)].map(Number),
		last = digits.at(-1)!,
		sum = digits.reduce((a, b) => a + b, 0);
	const ends = `${n} ends in ${last}`;
	if (last % 2 === 0) return `${ends}: by 2.`;
	if (last === 5) return `${ends}: by 5.`;
	const cross = `${ends}. ${digits.join('+')}=${sum}`;
	if (sum % 3 === 0) return `${cross}: by 3.`;
	const times = Math.floor(n / 7),
		seven = `${cross}. 7*${times}=${7 * times}, ${n}-${7 * times}=${n % 7}`;
	return n % 7 === 0 ? `${seven}: by 7.` : `${seven}.`;
}

function power(draw: Draw): Hard {
	const r = draw.random,
		[a, k, m] = draw.argument(
			() => {
				const m = r.int(3, 12);
				return [r.int(2, Math.min(9, m - 1)), r.int(2, 4), m] as const;
			},
			(x) => `power:${x.join(':')}`
		);
	const steps: string[] = [];
	let value = a % m;
	for (let i = 1; i < k; i++) {
		const next = value * a,
			times = Math.floor(next / m);
		steps.push(
			`${a}^${i + 1}: ${value}*${a}=${next}${times ? `, ${m}*${times}=${m * times}, ${next}-${m * times}=${next % m}` : ''}`
		);
		value = next % m;
	}
	return {
		prompt: draw.phrase(POWER, { a, k, m }),
		answer: `${steps.join('. ')}. So ${value}.`,
		check: exact
	};
}

export const hardMath: Domain = {
	id: 'hard-math',
	invocation: '<|hard-math|>',
	near: ['sums', 'percentages', 'parts', 'comparisons', 'logic'],
	tasks: [
		{ name: 'linear equation', difficulty: 2, weight: 3, make: equation },
		{ name: 'gcd', difficulty: 3, weight: 3, make: gcd },
		{ name: 'prime', difficulty: 3, weight: 3, make: prime },
		{ name: 'modular power', difficulty: 3, weight: 3, make: power }
	],
	neighbour(draw) {
		const r = draw.random;
		const values = { a: r.int(2, 99), b: r.int(2, 99), v: r.pick(['x', 'y', 'n']) };
		return { prompt: draw.phrase(BEYOND, values), answer: DONT_KNOW, ability: 'unknown' };
	}
};
