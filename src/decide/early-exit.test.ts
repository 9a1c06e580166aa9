import { expect, test } from 'vitest';
import { exitsEarly } from './early-exit.ts';

const exit = { confidence: 0.1, tokens: 5 };

test('an answer whose confidence has fallen below the bound is given up', () => {
	expect(exitsEarly(exit, { confidence: 0.09, tokens: 5 })).toBe(true);
	expect(exitsEarly(exit, { confidence: 0.1, tokens: 50 })).toBe(false);
});

test('its first tokens tell too little', () => {
	expect(exitsEarly(exit, { confidence: 0.01, tokens: 4 })).toBe(false);
});

test('nothing is given up without a bound, or while nothing is known', () => {
	expect(exitsEarly(undefined, { confidence: 0, tokens: 100 })).toBe(false);
	expect(exitsEarly(null, { confidence: 0, tokens: 100 })).toBe(false);
	expect(exitsEarly(exit, { confidence: null, tokens: 100 })).toBe(false);
});
