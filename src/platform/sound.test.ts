import { expect, test } from 'vitest';
import { joined, levelOf, loudness } from './sound.ts';

test('loudness is the root mean square, and silence is none', () => {
	expect(loudness(Float32Array.of(0.5, -0.5, 0.5, -0.5))).toBeCloseTo(0.5);
	expect(loudness(new Float32Array(8))).toBe(0);
	expect(loudness(new Float32Array())).toBe(0);
});

test('a level goes from a quiet room to the loudest in even steps for the ear', () => {
	expect(levelOf(0)).toBe(0);
	expect(levelOf(0.001)).toBeCloseTo(0);
	expect(levelOf(1)).toBe(1);
	expect(levelOf(0.1) - levelOf(0.01)).toBeCloseTo(levelOf(0.01) - levelOf(0.001));
	expect(levelOf(3)).toBe(1);
});

test('batches are joined in order', () => {
	expect([...joined([Float32Array.of(1, 2), Float32Array.of(), Float32Array.of(3)])]).toEqual([
		1, 2, 3
	]);
});
