// Whole lives of simulated people: what they ask, how good the answers are, what they do about them.

import { expect, test } from 'vitest';
import type { Outcome } from '../contract/outcomes.ts';
import { uniform } from '../contract/random.ts';
import { PLAIN_LAYER, type LayerEvidence } from '../decide/adaptive.ts';
import { LEAST_JUDGED } from '../decide/canary.ts';
import { trainLayer } from '../learn/adaptive-layer.ts';
import { freshMemory } from '../../test/support/memory.ts';
import {
	createAdaptive,
	type Adaptive,
	type AdaptiveDependencies,
	type Judged
} from './adaptive.ts';

const BASE = 'a'.repeat(64);
const THRESHOLD = 0.8;

/** The stores as a list: IndexedDB in Node takes milliseconds a write, and a life has thousands. */
function inMemory(): Pick<AdaptiveDependencies, 'outcomes' | 'learnt'> {
	const stored = new Map<string, Outcome>();
	const learnt = new Map<string, unknown>();
	return {
		outcomes: {
			note: async (outcome) => void stored.set(outcome.answerId, outcome),
			async signal(answerId, signal) {
				const before = stored.get(answerId);
				if (!before) return undefined;
				const after = { ...before, signals: [...before.signals, signal] };
				stored.set(answerId, after);
				return after;
			},
			list: async (_base, count) => [...stored.values()].slice(-count),
			clear: async () => stored.clear()
		},
		learnt: {
			get: async (key) => learnt.get(key),
			set: async (key, value) => void learnt.set(key, value),
			remove: async (key) => void learnt.delete(key)
		}
	};
}

/** A turn that has one decision to take: whether the base's answer will do. */
const decide = (adaptive: Adaptive, evidence: LayerEvidence): Judged =>
	adaptive.decided(adaptive.judge(BASE, evidence), (sure) => (sure ?? 0) < THRESHOLD);

type World = {
	/** How likely the base's answer is good, of what it says of itself. */
	truth(domain: string, confidence: number): number;
	/** The same of whoever is asked further. */
	further: number;
};
const DOMAINS = ['math', 'code', 'finance'];

/** Good answers of each turn, and what was learnt. */
async function live(world: World, turns: number, seed: number, enabled = true) {
	const next = uniform(seed);
	let clock = 0;
	const adaptive = createAdaptive({
		...inMemory(),
		train: trainLayer,
		enabled: () => enabled,
		now: () => ++clock,
		random: next
	});
	await adaptive.ready(BASE);
	const good: number[] = [];
	for (let turn = 0; turn < turns; turn++) {
		const domain = DOMAINS[Math.floor(next() * DOMAINS.length)]!;
		const confidence = 0.3 + 0.69 * next();
		const judged = decide(adaptive, { confidence, wrong: null, domain });
		const own = judged.adapted! >= THRESHOLD;
		const isGood = next() < (own ? world.truth(domain, confidence) : world.further);
		good.push(Number(isGood));
		const answerId = `m${turn}`;
		const source = own ? 'base' : 'edge:smart';
		await adaptive.note({ answerId, baseSha256: BASE, source }, judged);
		// Every other answer is thumbed, at times the wrong way.
		if (next() < 0.5)
			await adaptive.signal(answerId, isGood === next() < 0.95 ? 'thumbs-up' : 'thumbs-down');
	}
	return { good, state: adaptive.state(BASE)! };
}

const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
/** Sure of its finance answers, and mostly wrong there. */
const DECEIVED: World = {
	truth: (domain, confidence) => (domain === 'finance' ? 0.1 : confidence),
	further: 0.95
};
/** Exactly as sure as it should be. */
const HONEST: World = { truth: (_, confidence) => confidence, further: 0.95 };
const SEEDS = [1, 2, 3, 4];

test('where a base is sure and wrong of a domain, a layer is taken and answers get better', async () => {
	const lives = await Promise.all(SEEDS.map((seed) => live(DECEIVED, 3600, seed)));
	const untaught = await Promise.all(SEEDS.map((seed) => live(DECEIVED, 3600, seed, false)));
	const promoted = lives.filter(({ state }) => state.trials.some(({ end }) => end === 'promoted'));
	expect(promoted.length).toBeGreaterThanOrEqual(3);
	for (const { state } of promoted) expect(state.layer).not.toEqual(PLAIN_LAYER);
	const late = (list: { good: number[] }[]) => mean(list.flatMap(({ good }) => good.slice(-800)));
	expect(late(lives)).toBeGreaterThan(late(untaught) + 0.04);
});

test('where the base is as sure as it should be, no layer is taken and nothing is lost', async () => {
	const lives = await Promise.all(SEEDS.map((seed) => live(HONEST, 3600, seed)));
	const trials = lives.flatMap(({ state }) => state.trials);
	const promoted = trials.filter(({ end }) => end === 'promoted');
	for (const { gained } of trials) expect(gained).toBeTypeOf('number');
	for (const { gained } of promoted) expect(gained).toBeGreaterThan(0);
	expect(promoted.length).toBeLessThanOrEqual(1);
	const untaught = await Promise.all(SEEDS.map((seed) => live(HONEST, 3600, seed, false)));
	const all = (list: { good: number[] }[]) => mean(list.flatMap(({ good }) => good));
	expect(all(lives)).toBeGreaterThan(all(untaught) - 0.015);
});

test('a layer that would harm is rolled back, and the one before stays', async () => {
	const harmful = { weights: PLAIN_LAYER.weights.map(() => 0), bias: 5, learntFrom: 50 };
	const next = uniform(9);
	let clock = 0;
	const adaptive = createAdaptive({
		...inMemory(),
		train: () => harmful,
		enabled: () => true,
		now: () => ++clock,
		random: next
	});
	await adaptive.ready(BASE);
	// It is always sure: of bad answers too.
	for (let turn = 0; turn < 4000 && adaptive.state(BASE)!.trials.length === 0; turn++) {
		const judged = decide(adaptive, { confidence: 0.3, wrong: null, domain: 'math' });
		const own = judged.adapted! >= THRESHOLD;
		const source = own ? 'base' : 'edge:smart';
		await adaptive.note({ answerId: `m${turn}`, baseSha256: BASE, source }, judged);
		await adaptive.signal(`m${turn}`, own ? 'thumbs-down' : 'thumbs-up');
	}
	expect(adaptive.state(BASE)!.trials).toMatchObject([{ end: 'rolled-back' }]);
	expect(adaptive.state(BASE)!.layer).toEqual(PLAIN_LAYER);
});

test('nothing is written or bent until it is turned on', async () => {
	const memory = await freshMemory();
	const adaptive = createAdaptive({ ...memory, train: trainLayer, enabled: () => false, now: () => 1, random: () => 0 }); // prettier-ignore
	await adaptive.ready(BASE);
	const judged = decide(adaptive, { confidence: 0.6, wrong: null, domain: 'math' });
	expect(judged).toMatchObject({ adapted: 0.6, arm: 'layer', differs: false });
	await adaptive.note({ answerId: 'm1', baseSha256: BASE, source: 'base' }, judged);
	await adaptive.signal('m1', 'thumbs-up');
	expect(await memory.outcomes.list(BASE, 10)).toEqual([]);
	memory.close();
});

test('a layer goes on trial after fifty judged answers, outlives the page, and is forgotten on request', async () => {
	const memory = await freshMemory();
	let clock = 0;
	const open = () =>
		createAdaptive({ ...memory, train: trainLayer, enabled: () => true, now: () => ++clock, random: () => 0.5 }); // prettier-ignore
	const adaptive = open();
	await adaptive.ready(BASE);
	for (let turn = 1; turn <= LEAST_JUDGED; turn++) {
		expect(adaptive.state(BASE)!.canary).toBeNull();
		const evidence = { confidence: 0.9, wrong: null, domain: 'finance' };
		const judged = decide(adaptive, evidence);
		await adaptive.note({ answerId: `m${turn}`, baseSha256: BASE, source: 'base' }, judged);
		await adaptive.signal(`m${turn}`, 'complaint');
		// Said twice, counted once.
		await adaptive.signal(`m${turn}`, 'thumbs-down');
	}
	const { canary } = adaptive.state(BASE)!;
	expect(canary?.layer.learntFrom).toBe(LEAST_JUDGED);
	const later = open();
	await later.ready(BASE);
	expect(later.state(BASE)).toEqual(adaptive.state(BASE));
	const evidence = { confidence: 0.9, wrong: null, domain: 'finance' };
	expect(decide(later, evidence)).toMatchObject({ arm: 'layer', differs: true });
	await later.reset(BASE);
	expect(later.state(BASE)!.canary).toBeNull();
	expect(await memory.outcomes.list(BASE, 10)).toEqual([]);
	memory.close();
});

test('what an older app stored is learnt anew', async () => {
	const memory = await freshMemory();
	await memory.learnt.set(`adaptation:${BASE}`, { version: 7 });
	const adaptive = createAdaptive({ ...memory, train: trainLayer, enabled: () => true, now: () => 1, random: () => 0 }); // prettier-ignore
	await adaptive.ready(BASE);
	expect(adaptive.state(BASE)!.layer).toEqual(PLAIN_LAYER);
	memory.close();
});
