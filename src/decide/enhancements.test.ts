import { expect, test } from 'vitest';
import {
	enhancementsFor,
	isReasoning,
	isWorthLastLook,
	type EnhancementInput,
	type LastLook
} from './enhancements.ts';

const input = (fields: Partial<EnhancementInput> = {}) =>
	enhancementsFor({
		mode: { paths: 5, critiqueRounds: 2 },
		examples: 'never',
		asked: { paths: false, critique: false },
		by: 'base',
		doubtful: true,
		prompt: 'Who wrote it?',
		domain: 'general',
		logprobs: true,
		critic: true,
		givesExamples: false,
		...fields
	});

test('a doubtful answer of the base is criticised, and voted on where it takes reasoning', () => {
	expect(input()).toMatchObject({ paths: 0, critiqueRounds: 2, revise: 'draw' });
	expect(input({ domain: 'math' })).toMatchObject({ paths: 5, critiqueRounds: 0 });
});

test('a sure answer and a modifier’s are left alone; one of unknown confidence is not', () => {
	const nothing = { paths: 0, critiqueRounds: 0 };
	expect(input({ doubtful: false, domain: 'math' })).toMatchObject(nothing);
	expect(input({ by: 'modifier', domain: 'math' })).toMatchObject(nothing);
	expect(input({ doubtful: null, domain: 'math' })).toMatchObject({ paths: 5, critiqueRounds: 0 });
});

test('what a person asks for is done, whoever answered and however surely', () => {
	const asked = { paths: true, critique: true };
	expect(input({ asked, by: 'modifier', doubtful: false })).toMatchObject({
		paths: 5,
		critiqueRounds: 2
	});
});

test('what a vote chose is criticised where a person asks for a critique by name', () => {
	const asked = { paths: false, critique: true };
	expect(input({ asked, domain: 'math' })).toMatchObject({ paths: 5, critiqueRounds: 2 });
});

test('a model without log-probabilities votes where a person asks for it, and else is criticised', () => {
	const silent = { logprobs: false, doubtful: null, domain: 'math' } as const;
	expect(input(silent)).toMatchObject({ paths: 0, critiqueRounds: 2 });
	const asked = { paths: true, critique: false };
	expect(input({ ...silent, asked })).toMatchObject({ paths: 5, critiqueRounds: 0 });
});

test('a mode without them has none, and two paths are three: two cannot outvote each other', () => {
	const asked = { paths: true, critique: true };
	const mode = { critiqueRounds: 0 };
	const none = { paths: 0, critiqueRounds: 0 };
	expect(input({ asked, mode: { ...mode, paths: 1 } })).toMatchObject(none);
	expect(input({ asked, mode: { ...mode, paths: 2 } })).toMatchObject({ ...none, paths: 3 });
});

test('examples of the bank come before a doubtful question of the base, where there are any to be', () => {
	expect(input().examples).toBe(false);
	expect(input({ examples: 'novel' }).examples).toBe(true);
	expect(input({ examples: 'novel', doubtful: false }).examples).toBe(false);
	expect(input({ examples: 'always', doubtful: false }).examples).toBe(true);
	expect(input({ examples: 'always', by: 'modifier' }).examples).toBe(false);
	// With those of the person it was answered already.
	expect(input({ examples: 'always', givesExamples: true }).examples).toBe(false);
});

test('a model without a critic of its own is told what is weak', () => {
	expect(input({ critic: false }).revise).toBe('correct');
});

test('reasoning is heard in words where no domain is known', () => {
	expect(isReasoning('Prove that 7 is a prime.', null)).toBe(true);
	expect(isReasoning('In how many ways can they sit?', null)).toBe(true);
	expect(isReasoning('Who wrote Hamlet?', null)).toBe(false);
});

test('as a last resort the base’s own doubtful answer is criticised, where its critic grades it low', () => {
	const mode = { critiqueRounds: 1, critiqueLast: true };
	const look: LastLook = {
		mode,
		answered: ['base'],
		confidence: 0.4,
		threshold: 0.8,
		abstains: false,
		grade: 3,
		enough: 7,
		tookMs: 400
	};
	expect(isWorthLastLook(look)).toBe(true);
	const not: Partial<LastLook>[] = [
		{ mode: { critiqueRounds: 1 } },
		{ mode: { ...mode, critiqueRounds: 0 } },
		{ answered: ['base', 'modifier:math'] },
		{ confidence: null },
		{ confidence: 0.8 },
		{ abstains: true },
		{ grade: null },
		{ grade: 7 },
		{ tookMs: 5001 }
	];
	for (const fields of not) expect(isWorthLastLook({ ...look, ...fields })).toBe(false);
	expect(input({ mode: { paths: 1, ...mode } }).critiqueRounds).toBe(0);
});
