import { expect, test } from 'vitest';
import type { Canary } from '../contract/outcomes.ts';
import { uniform } from '../contract/random.ts';
import { PLAIN_LAYER } from './adaptive.ts';
import {
	armOf,
	CANARY_SHARE,
	MOST_SEEN,
	observe,
	shareOf,
	startTrial,
	trialVerdict
} from './canary.ts';

/** A trial in which an answer is good with these chances; ends when it is settled. */
function trial(seed: number, chance: { layer: number; candidate: number }) {
	const next = uniform(seed);
	let canary: Canary = startTrial(PLAIN_LAYER, 0);
	for (let turn = 1; ; turn++) {
		const arm = armOf(canary, next());
		canary = observe(canary, arm, next() < chance[arm] ? 1 : 0);
		const verdict = trialVerdict(canary);
		if (verdict !== 'go-on') return { verdict, turns: turn, seen: canary.seen };
	}
}

const trials = (chance: { layer: number; candidate: number }, count = 200) =>
	Array.from({ length: count }, (_, i) => trial(i + 1, chance));
const part = (list: { verdict: string }[], verdict: string) =>
	list.filter((one) => one.verdict === verdict).length / list.length;

test('one turn in ten is the candidate’s, and none without one', () => {
	const next = uniform(3);
	const canary = startTrial(PLAIN_LAYER, 0);
	const arms = Array.from({ length: 5000 }, () => armOf(canary, next()));
	const share = arms.filter((arm) => arm === 'candidate').length / arms.length;
	expect(Math.abs(share - CANARY_SHARE)).toBeLessThan(0.015);
	expect(armOf(null, 0)).toBe('layer');
});

test('a candidate that does well decides more turns, half of them at most, and one that does badly a tenth', () => {
	let well = startTrial(PLAIN_LAYER, 0);
	let badly = well;
	const shares: number[] = [];
	for (let i = 0; i < 20; i++) {
		shares.push(shareOf(well));
		well = observe(observe(well, 'layer', 0), 'candidate', 0.9);
		badly = observe(observe(badly, 'layer', 1), 'candidate', 0);
	}
	expect(shares).toEqual(shares.toSorted((a, b) => a - b));
	expect(shares[0]).toBe(CANARY_SHARE);
	expect(shareOf(well)).toBe(0.5);
	expect(shareOf(badly)).toBe(CANARY_SHARE);
});

test('a layer that gains is taken nearly always, and after few turns of its own', () => {
	const list = trials({ layer: 0.4, candidate: 0.85 });
	expect(part(list, 'promote')).toBeGreaterThan(0.9);
	const seen = list.map((one) => one.seen).toSorted((a, b) => a - b);
	expect(seen[100]!).toBeLessThan(30);
});

test('a layer that gains nothing is taken once in twenty times at most', () => {
	expect(part(trials({ layer: 0.5, candidate: 0.5 }, 400), 'promote')).toBeLessThan(0.05);
	expect(part(trials({ layer: 0.9, candidate: 0.9 }), 'promote')).toBeLessThan(0.05);
});

test('a layer that harms is rolled back, and sooner than one that changes nothing', () => {
	const harm = trials({ layer: 0.85, candidate: 0.3 });
	expect(part(harm, 'roll-back')).toBe(1);
	const mean = (list: { seen: number }[]) =>
		list.reduce((sum, { seen }) => sum + seen, 0) / list.length;
	expect(mean(harm)).toBeLessThan(mean(trials({ layer: 0.5, candidate: 0.5 })) / 2);
});

test('a trial without a gain in sight ends', () => {
	for (const { verdict, seen } of trials({ layer: 0.5, candidate: 0.55 }, 100)) {
		expect(['promote', 'roll-back']).toContain(verdict);
		expect(seen).toBeLessThanOrEqual(MOST_SEEN);
	}
});

test('the candidate’s turn counts only against turns of the other since its last one', () => {
	const start = startTrial(PLAIN_LAYER, 0);
	expect(observe(start, 'candidate', 1)).toBe(start);
	const held = observe(observe(start, 'layer', 0), 'candidate', 1);
	expect(held.seen).toBe(1);
	expect(observe(held, 'candidate', 1)).toBe(held);
});

test('a trial keeps what its turns earned more than the others, for whoever wants to see it', () => {
	let canary = startTrial(PLAIN_LAYER, 0);
	canary = observe(observe(canary, 'layer', 0.2), 'candidate', 0.9);
	canary = observe(observe(canary, 'layer', 1), 'candidate', 0.5);
	expect(canary.gained).toBeCloseTo(0.7 - 0.5);
	const { gained: _, ...older } = startTrial(PLAIN_LAYER, 0);
	expect(observe(observe(older, 'layer', 0), 'candidate', 1)).not.toHaveProperty('gained');
});
