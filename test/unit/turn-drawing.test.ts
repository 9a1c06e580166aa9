// The drawing of `npm run bench -- turn`: what is in the figures is where the axes say.

import { expect, test } from 'vitest';
import { drawTurnQuality, type Drawn } from '../bench/turn/drawing.ts';
import { curve, lotCurve, type TimedChoice } from '../bench/turn/policy.ts';

const arm = (policy: string, accuracy: number, centsPer1000: number, p50: number) =>
	({ policy, accuracy, centsPer1000, ms: { p50, p95: p50 } }) as Drawn['policies'][number];
const area = (policy: string, value: number) => ({ policy, area: value }) as Drawn['areas'][number];
const line = (policy: string, here: number, there: number) => ({
	policy,
	points: [
		{ centsPer1000: 0, medianMs: 40, accuracy: here },
		{ centsPer1000: 10, medianMs: 440, accuracy: there }
	]
});

const FIGURES: Drawn = {
	questions: { abilities: 50, domains: 40, 'out of scope': 10 },
	policies: [
		arm('Fast', 0.55, 0, 26),
		arm('Auto, no edge', 0.8, 0, 40),
		arm('Auto', 0.92, 3, 90),
		// The same to the eye: their names must not cover each other.
		arm('Accurate', 0.921, 3.01, 91),
		arm('All-edge', 0.9, 10, 400)
	],
	areas: [
		area('Auto', 0.907),
		area('Auto’s answers, by confidence alone', 0.927),
		area('Confidence alone', 0.845),
		area('Lot', 0.736),
		area('All-edge', 0.9)
	],
	curves: [
		line('Auto', 0.8, 0.9),
		line('Auto’s answers, by confidence alone', 0.8, 0.9),
		line('Confidence alone', 0.55, 0.9),
		line('Lot', 0.55, 0.9)
	]
};

const numbers = (text: string) => (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
const all = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map(([, found]) => found!);

test('the same figures give the same drawing, through JSON too', () => {
	const again = JSON.parse(JSON.stringify(FIGURES)) as Drawn;
	expect(drawTurnQuality(again)).toBe(drawTurnQuality(FIGURES));
});

test('axes are named with their units, and every arm stands where they say, in both panels', () => {
	const svg = drawTurnQuality(FIGURES);
	expect(svg).toContain('>US cents per 1,000 turns</text>');
	expect(svg).toContain('>ms a turn takes, median</text>');
	expect(svg.match(/>right answers, %<\/text>/g)).toHaveLength(2);
	const centres = all(svg, /<circle class="arm" ([^>]*)>/g).map(numbers);
	expect(centres).toHaveLength(10);
	// 10 cents of an axis to 10, and 90 of one from 50 to 100.
	expect(centres[4]).toEqual([56 + 345, 44 + 50, 4]);
	// 400 ms of an axis to 500.
	expect(centres[9]).toEqual([486 + 0.8 * 345, 44 + 50, 4]);
});

test('all-edge is a level line with its area, and every curve’s area is named', () => {
	const svg = drawTurnQuality(FIGURES);
	const levels = all(svg, /<path class="level" d="([^"]*)"/g).map(numbers);
	for (const [, from, , to] of levels) expect(from).toBe(to);
	expect(levels.slice(0, 2).map(([, y]) => y)).toEqual([94, 94]);
	expect(svg).toContain('all-edge, at any budget: 90.0');
	for (const says of [': 90.7<', ': 92.7<', ': 84.5<', ': 73.6<']) expect(svg).toContain(says);
});

test('names of arms that lie together do not cover each other', () => {
	const svg = drawTurnQuality(FIGURES);
	const names = [...svg.matchAll(/<text class="label" x="([^"]*)" y="([^"]*)">([^<]*)</g)].map(
		([, x, y, name]) => ({ x: Number(x), y: Number(y), name: name! })
	);
	expect(names).toHaveLength(10);
	for (const [i, one] of names.entries())
		for (const other of names.slice(i + 1)) {
			const apart = Math.abs(one.y - other.y) >= 15;
			const [first, second] = one.x < other.x ? [one, other] : [other, one];
			expect(apart || second.x >= first.x + first.name.length * 6).toBe(true);
		}
});

test('figures of an older run are refused with what is missing', () => {
	expect(() => drawTurnQuality({ ...FIGURES, curves: [] })).toThrow(/no curve of “Auto”/);
});

const choice = (score: number, here: number, hereMs: number): TimedChoice => ({
	score,
	here,
	there: 1,
	cost: 100,
	hereMs,
	afterMs: hereMs + 400
});
const CHOICES = [choice(0, 0, 10), choice(1, 0, 20), choice(2, 1, 30), choice(3, 1, 40)];

test('a curve says what each share handed over costs, and how long the middle turn takes', () => {
	expect(curve(CHOICES)).toEqual([
		{ centsPer1000: 0, medianMs: 20, accuracy: 0.5 },
		{ centsPer1000: 2.5, medianMs: 30, accuracy: 0.75 },
		{ centsPer1000: 5, medianMs: 40, accuracy: 1 },
		{ centsPer1000: 7.5, medianMs: 410, accuracy: 1 },
		{ centsPer1000: 10, medianMs: 420, accuracy: 1 }
	]);
});

test('lot’s curve ends where every other of the same answers does, and is straight over cost', () => {
	const points = lotCurve(CHOICES);
	expect(points[0]).toEqual(curve(CHOICES)[0]);
	expect(points.at(-1)).toEqual(curve(CHOICES).at(-1));
	const middle = points[points.length >> 1]!;
	expect(middle.accuracy).toBeCloseTo(0.75);
	expect(middle.centsPer1000).toBeCloseTo(5);
});
