// The colours of tokens.css hold WCAG 2.2's contrast in both themes, computed from the file itself.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** `--name: light-dark(#light, #dark)` → its side's hex. */
function colour(name: string, side: 'light' | 'dark'): string {
	const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
	const hex = match?.[side === 'light' ? 1 : 2];
	if (!hex) throw new Error(`tokens.css has no colour --${name}`);
	return hex;
}

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

const papers = ['paper', 'paper-raised', 'paper-sunken', 'paper-hover'];
const texts = ['ink', 'ink-soft', 'ink-faint', 'accent-text', 'star-text', 'danger', 'success'];
const pairs: [string, string, number][] = [
	...papers.flatMap((paper) => texts.map((text): [string, string, number] => [text, paper, 4.5])),
	['line-strong', 'paper', 3],
	['line-strong', 'paper-raised', 3],
	['focus', 'paper', 3],
	['accent-ink', 'accent', 4.5],
	['accent-ink', 'accent-hover', 4.5],
	['accent-text', 'accent-wash', 4.5],
	['ink', 'accent-wash', 4.5],
	['star-text', 'star-wash', 4.5],
	['danger', 'danger-wash', 4.5],
	['ink', 'danger-wash', 4.5],
	['success', 'success-wash', 4.5],
	['ink', 'selection', 4.5]
];

for (const side of ['light', 'dark'] as const)
	test(`every ${side} pair of text and ground has enough contrast`, () => {
		const short = pairs
			.map(([front, back, least]) => ({
				pair: `${front} on ${back}`,
				ratio: contrast(colour(front, side), colour(back, side)),
				least
			}))
			.filter(({ ratio, least }) => ratio < least)
			.map(({ pair, ratio }) => `${pair} ${ratio.toFixed(2)}`);
		expect(short).toEqual([]);
	});
