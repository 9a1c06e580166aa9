import { expect, test } from 'vitest';
import { solve } from './abilities/arithmetic.ts';
import { DONT_KNOW } from './abilities/unknown.ts';
import { conversationAt, exchange, MIX } from './conversation.ts';
import { COUNTRIES, UNKNOWN_COUNTRIES } from './facts/geography.ts';
import { Draw, expand, isHeldArgument, isHeldBranch } from './grammar.ts';
import { Random } from './random.ts';

test('the same seed and index give the same conversation, in any order', () => {
	const later = conversationAt(1, 500).map((x) => [x.prompt, x.answer]);
	conversationAt(1, 2);
	expect(conversationAt(1, 500).map((x) => [x.prompt, x.answer])).toEqual(later);
	expect(conversationAt(2, 500).map((x) => x.prompt)).not.toEqual(later.map(([p]) => p));
});

test('conversations have one to nine exchanges, no unfilled argument, and end with an answer of the base’s', () => {
	const lengths = new Set<number>();
	for (let i = 0; i < 1500; i++) {
		const c = conversationAt(3, i);
		lengths.add(c.length);
		expect(c.at(-1)!.given).toBeUndefined();
		for (const { prompt, answer } of c) {
			expect(prompt).not.toMatch(/\{[a-zA-Z]{1,10}\}|\([^()]*\|[^()]*\)/);
			expect(answer).not.toMatch(/undefined|NaN|\{[vneds]\}/);
			expect(prompt.trim()).toBe(prompt);
			expect(prompt.length).toBeGreaterThan(0);
		}
	}
	expect([...lengths].toSorted()).toEqual([1, 2, 3, 4, 5, 7, 9]);
});

test('no held-out prompt with arguments is ever a training prompt', () => {
	const held = new Set<string>();
	for (const [kind] of MIX.filter(([k]) => !['about', 'facts', 'unknown'].includes(k)))
		for (let i = 0; i < 150; i++)
			held.add(exchange(new Draw(new Random(`t:${kind}:${i}`), true), new Map(), kind).prompt);
	for (let i = 0; i < 6000; i++)
		for (const { prompt } of conversationAt(1, i)) expect(held.has(prompt), prompt).toBe(false);
});

test('training draws no held branch and no held argument', () => {
	const list = Array.from({ length: 200 }, (_, i) => `branch ${i}`),
		train = new Draw(new Random(1), false),
		held = new Draw(new Random(1), true);
	for (let i = 0; i < 300; i++) {
		expect(isHeldBranch(train.branch(list))).toBe(false);
		expect(isHeldBranch(held.branch(list))).toBe(true);
		expect(isHeldArgument(String(train.argument(() => train.random.int(0, 999))))).toBe(false);
		expect(isHeldArgument(String(held.argument(() => held.random.int(0, 999))))).toBe(true);
	}
});

test('countries that are to be unknown are not taught', () => {
	const taught = new Set(COUNTRIES.map((c) => c.name));
	for (const name of [...UNKNOWN_COUNTRIES.train, ...UNKNOWN_COUNTRIES.held])
		expect(taught.has(name), name).toBe(false);
	expect(taught.size).toBe(COUNTRIES.length);
});

test.each([
	[6, '+', 8],
	[284, '+', 317],
	[999, '+', 1],
	[500, '-', 149],
	[91, '-', 38],
	[3, '-', 30],
	[123, '*', 5],
	[7, '*', 80],
	[305, '*', 9]
] as const)('works out %i %s %i step by step, every step true', (a, operator, b) => {
	const { text, value } = solve(a, operator, b);
	expect(text.endsWith(`So ${value}.`)).toBe(true);
	for (const [, left, right] of text.matchAll(/([\d+*-]+)=(\d+)/g))
		expect(new Function(`return ${left}`)(), text).toBe(Number(right));
});

test('what it does not know always says so, in the same words', () => {
	for (let i = 0; i < 200; i++)
		expect(exchange(new Draw(new Random(i), i % 2 === 0), new Map(), 'unknown').answer).toContain(
			DONT_KNOW.slice(0, -1)
		);
});

test('expands alternatives', () => {
	expect(['ac', 'bc', 'c']).toContain(expand('(a|b|)c', new Random(5)));
});

test('prompts are typed as people type: small letters, curly quotes, and answers keep their case', () => {
	const all = Array.from({ length: 3000 }, (_, i) => conversationAt(5, i)).flat();
	const curly = all.filter((x) => /[\u2018\u2019\u201c\u201d]/.test(x.prompt));
	expect(curly.length).toBeGreaterThan(50);
	expect(all.filter((x) => /[\u2018\u2019\u201c\u201d]/.test(x.answer))).toEqual([]);
	const small = all.filter((x) => x.ability === 'facts' && x.prompt === x.prompt.toLowerCase());
	expect(small.length / all.filter((x) => x.ability === 'facts').length).toBeGreaterThan(0.2);
	const france = small.filter((x) => x.prompt.includes('france'));
	for (const x of france) expect(x.answer).toMatch(/France|euro|Paris|Europe/);
});
