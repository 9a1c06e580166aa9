// The hard maths modifier: linear equations, greatest common divisors, primes, modular powers.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import type { Domain, Hard } from './domain.ts';

const exact = { kind: 'exact' } as const;

// prettier-ignore
const SOLVE = { vp: ['solve {e}', 'solve {e} for {x}', 'find {x} in {e}', 'solve the equation {e}', 'find {x} if {e}', 'work out {x} from {e}', 'determine {x}: {e}', 'get {x} from {e}', 'isolate {x} in {e}'], q: ['What is {x} if {e}?', '{e}, {x} = ?', '{e}. What is {x}?', 'If {e}, what is {x}?', 'For which {x} does {e} hold?', '{e} what is {x}', 'Which number is {x} in {e}?', 'Let {e}. Find {x}.', 'How big is {x} when {e}?', 'When is {e} true?'] };

function equation(draw: Draw): Hard {
	const r = draw.random,
		v = r.pick(['x', 'x', 'x', 'y', 'n', 'a', 'z', 't']);
	const [a, b, x] = draw.argument(
		() => [r.int(2, 12), r.pick([-1, 1]) * r.int(1, 40), r.int(-5, 20)] as const,
		(p) => `equation:${p.join(':')}`
	);
	const c = a * x + b,
		space = r.chance(0.75) ? ' ' : '';
	const e = `${a}${v}${space}${b < 0 ? '-' : '+'}${space}${Math.abs(b)}${space}=${space}${c}`;
	const step = b < 0 ? `${c}+${-b}=${c - b}` : `${c}-${b}=${c - b}`;
	return {
		prompt: draw.phrase(SOLVE, { e, x: v }),
		answer: `${step}, ${c - b}/${a}=${x}. So ${v} = ${x}.`,
		check: exact
	};
}

// prettier-ignore
const GCD = { np: ['the greatest common divisor of {a} and {b}', 'the gcd of {a} and {b}', 'gcd({a}, {b})', 'the greatest common factor of {a} and {b}', 'the highest common factor of {a} and {b}', 'the largest number that divides {a} and {b}', 'gcd {a} {b}', 'hcf of {a} and {b}'], vp: ['compute gcd({a}, {b})', 'find the gcd of {a} and {b}', 'find the greatest common divisor of {a} and {b}', 'work out the highest common factor of {a} and {b}', 'calculate the gcd of {a} and {b}', 'use Euclid on {a} and {b}'], q: ['Which is the largest number dividing both {a} and {b}?', 'gcd of {a}, {b}?', 'What do {a} and {b} have as greatest common divisor?', 'How big is the greatest common divisor of {a} and {b}?', '{a} and {b}: gcd?'] };

function gcd(draw: Draw): Hard {
	const r = draw.random;
	const [p, q] = draw.argument(
		() => {
			const d = r.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15]);
			for (;;) {
				const [p, q] = [d * r.int(1, 12), d * r.int(2, 14)];
				if (p !== q && Math.max(p, q) < 160 && Math.min(p, q) > 3) return [p, q] as const;
			}
		},
		(x) => `gcd:${x.toSorted((a, b) => a - b).join(':')}`
	);
	const steps: string[] = [];
	let [a, b] = [Math.max(p, q), Math.min(p, q)];
	while (b) {
		steps.push(`${a}=${Math.floor(a / b)}*${b}+${a % b}`);
		[a, b] = [b, a % b];
	}
	return {
		prompt: draw.phrase(GCD, { a: p, b: q }),
		answer: `${steps.join(', ')}. So ${a}.`,
		check: exact
	};
}

// prettier-ignore
const PRIME = { q: ['Is {n} (a |)prime( number|)?', 'is {n} prime', '{n}: prime or not?', 'Is the number {n} a prime?', 'prime: {n}?', 'Would you call {n} a prime number?', 'Does {n} have divisors other than 1 and itself?', '{n} is prime, true or false?', 'Can {n} be divided by anything but 1 and {n}?', 'is {n} a prime or can it be split?'], vp: ['check (if|whether) {n} is prime', 'test {n} for primality', 'decide whether {n} is a prime number', 'tell me if {n} is prime', 'say whether {n} is prime', 'find out if {n} is prime'] };

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
	const steps: string[] = [];
	for (const p of [2, 3, 5, 7]) {
		if (p * p > n) break;
		steps.push(`${n}=${Math.floor(n / p)}*${p}+${n % p}`);
		if (n % p === 0)
			return {
				prompt: draw.phrase(PRIME, { n }),
				answer: `${steps.join(', ')}. So ${n} is not prime.`,
				check: exact
			};
	}
	return {
		prompt: draw.phrase(PRIME, { n }),
		answer: `${steps.join(', ')}. So ${n} is prime.`,
		check: exact
	};
}

// prettier-ignore
const POWER = { np: ['{a}^{k} mod {m}', '{a}^{k} modulo {m}', '{a} to the power of {k} mod {m}', '{a}**{k} % {m}', 'the remainder of {a}^{k} divided by {m}', 'the rest of {a}^{k} by {m}', '({a}^{k}) mod {m}'], vp: ['compute {a}^{k} mod {m}', 'calculate {a}^{k} modulo {m}', 'find {a}^{k} mod {m}', 'work out {a} to the {k} modulo {m}', 'reduce {a}^{k} modulo {m}'], q: ['How much is {a}^{k} mod {m}?', '{a}^{k} mod {m} =', 'What remains of {a}^{k} when divided by {m}?', '{a}^{k} mod {m}?', 'What is left when {a}^{k} is divided by {m}?'] };

function power(draw: Draw): Hard {
	const r = draw.random,
		[a, k, m] = draw.argument(
			() => {
				const m = r.int(3, 13);
				return [r.int(2, m - 1), r.int(2, 6), m] as const;
			},
			(x) => `power:${x.join(':')}`
		);
	const steps: string[] = [];
	let value = a % m;
	for (let i = 1; i < k; i++) {
		const next = value * a;
		steps.push(`${value}*${a}=${next}=${Math.floor(next / m)}*${m}+${next % m}`);
		value = next % m;
	}
	return {
		prompt: draw.phrase(POWER, { a, k, m }),
		answer: `${steps.join(', ')}. So ${value}.`,
		check: exact
	};
}

// prettier-ignore
const BEYOND = { np: ['the roots of {v}^2 + {a}{v} + {b}', 'the determinant of a {a} by {a} matrix', 'the limit of {v}/{a} at infinity', 'the {a}th prime number', 'the sum of the first {a} primes', 'the eigenvalues of a {a}x{a} matrix'], vp: ['solve {v}^2 + {a}{v} = {b}', 'solve {v}^3 = {a}', 'integrate {a}{v} + {b}', 'differentiate {a}{v}^2 + {b}', 'prove that there are infinitely many primes', 'solve {v} + y = {a}, {v} - y = {b}'], q: ['What is {v} if {v}^2 = {a}?', 'How many primes are under {a}?', 'Which {v} solves sin({v}) = {a}/{b}?', 'Is there a largest prime?'] };

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
