import { expect, test } from 'vitest';
import { chooseSlot, sharedTokens } from './context-pool.ts';

const slot = (contextTokens: number[], usedAt: number, busy = false) => ({
	busy,
	usedAt,
	sequence: { contextTokens }
});

test('a prompt takes the sequence that holds most of it', () => {
	const slots = [slot([1, 2], 5), slot([1, 2, 3, 4], 6), slot([], 0)];
	expect(chooseSlot(slots, [1, 2, 3, 4, 5, 6])).toBe(slots[1]);
});

test('a prompt that shares little takes no conversation’s place while another was not used for longer', () => {
	const slots = [slot([1, 2, 9, 9], 5), slot([7], 3), slot([], 4)];
	expect(chooseSlot(slots, [1, 2, 3, 4, 5, 6])).toBe(slots[1]);
});

test('busy sequences are left alone, and there may be none', () => {
	const slots = [slot([1, 2, 3], 5, true), slot([7], 3)];
	expect(chooseSlot(slots, [1, 2, 3])).toBe(slots[1]);
	expect(chooseSlot([slot([], 0, true)], [1])).toBeNull();
});

test('what two lists begin with alike is counted', () => {
	expect(sharedTokens([1, 2, 3], [1, 2, 4, 5])).toBe(2);
	expect(sharedTokens([], [1])).toBe(0);
	expect(sharedTokens([1, 2], [1, 2])).toBe(2);
});
