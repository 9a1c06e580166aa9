// The key of a contestant: what votes are kept by, so it must be read for as long as they are.

import { expect, test } from 'vitest';
import { contestantKey, contestantOf, elsewhereId, type Contestant } from './compare.ts';

const mix: Contestant = {
	modelId: 'starter',
	adapters: [
		{ id: 'mine', scale: 1 },
		{ id: 'code', scale: 0.5 }
	]
};

test('a model alone and with one adapter have the keys that votes were always kept by', () => {
	expect(contestantKey({ modelId: 'starter', adapters: [] })).toBe('starter');
	expect(contestantKey({ modelId: 'starter', adapters: [{ id: 'code', scale: 0.5 }] })).toBe(
		'starter+code@0.5'
	);
	expect(contestantOf('starter+hard-math@1')).toEqual({
		modelId: 'starter',
		adapters: [{ id: 'hard-math', scale: 1 }]
	});
});

test('a mix has one key, in whatever order its adapters were chosen', () => {
	const key = 'starter+code@0.5+mine@1';
	expect(contestantKey(mix)).toBe(key);
	expect(contestantKey({ ...mix, adapters: mix.adapters.toReversed() })).toBe(key);
});

test('a key is read back into who it stands for, also of somebody elsewhere', () => {
	const elsewhere = { modelId: elsewhereId('native', 'A+B @1 model'), adapters: [] };
	const small = { modelId: 'starter', adapters: [{ id: 'code', scale: 1e-7 }] };
	for (const one of [mix, elsewhere, small])
		expect(contestantKey(contestantOf(contestantKey(one)))).toBe(contestantKey(one));
	expect(contestantOf(contestantKey(mix)).adapters).toHaveLength(2);
});

test('what is no key is taken for the id of a model, and never throws', () => {
	for (const key of ['', 'a+b', 'a+b@', 'a+b@x', '+', 'a+b@1+c'])
		expect(contestantOf(key)).toEqual({ modelId: key, adapters: [] });
});
