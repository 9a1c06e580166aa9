// Who should answer, on questions that the base was asked: simple policies and learned ones in one
// table, and the threshold that pays best. The edge here is an assumption, stated in EDGE: these are
// sums over recorded answers, not a measurement of any provider.

import { FEATURE_NAMES, promptFeatures } from '../../src/decide/prompt-features.ts';
import { uniform } from '../../src/contract/random.ts';
import { networkOutput, trainNetwork } from '../../src/learn/network.ts';
import { moments, promptRows } from '../router/rows.ts';
import { routerScore, type RouterScore } from '../router/metrics.ts';
import { latentRows, nearestMean } from '../router/latent.ts';
import { fitRidge, rowDot } from '../../src/learn/ridge.ts';
import type { Fitted } from './methods.ts';

/** A stronger model behind the edge: right this often, after so long, at this price a call. */
export const EDGE = { right: 0.98, ms: 1500, costMicroUsd: 300 };
const NETWORK_INPUTS = 128;
const NETWORK = { hidden: [64, 32], epochs: 30, batch: 32, rate: 2e-3, decay: 0.1, dropout: 0.1 };

/** A question the base answered. */
export interface Asked extends Fitted {
	prompt: string;
	/** Calibrated. */
	confidence: number;
	/** The smallest token probability. */
	raw: number;
	ms: number;
}

export interface Policy {
	name: string;
	/** Of "the base is wrong", and of the gain of asking the edge. Null for a policy without a score. */
	score: RouterScore | null;
	/** Calls to the edge, quality, mean milliseconds and price when a third of the questions go there. */
	calls: number;
	quality: number;
	ms: number;
	costMicroUsd: number;
}

const THIRD = 1 / 3;

/** Every policy on the questions of `test`; learned ones are fitted on those of `fit`. */
export function comparePolicies(fit: readonly Asked[], test: readonly Asked[]): Policy[] {
	const next = uniform(1);
	// The edge's luck is drawn once, the same for every policy.
	const luck = [...fit, ...test].map(() => next() < EDGE.right);
	const outcomes = test.map((asked, i) => ({
		weak: asked.right,
		strong: luck[fit.length + i]!
	}));
	const at = (called: readonly boolean[]) => {
		const right = called.filter((yes, i) => (yes ? outcomes[i]!.strong : outcomes[i]!.weak)).length;
		// A call comes after the base's answer, which is then dropped: the waiting adds up.
		const count = called.filter(Boolean).length;
		const own = test.reduce((sum, asked) => sum + asked.ms, 0);
		return {
			calls: count / test.length,
			quality: right / test.length,
			ms: (own + count * EDGE.ms) / test.length,
			costMicroUsd: (count * EDGE.costMicroUsd) / test.length
		};
	};
	const ranked = (name: string, scores: readonly number[]): Policy => {
		const order = scores.map((_, i) => i).toSorted((a, b) => scores[b]! - scores[a]!);
		const chosen = new Set(order.slice(0, Math.round(THIRD * test.length)));
		return {
			name,
			score: routerScore(scores, scores, outcomes),
			...at(test.map((_, i) => chosen.has(i)))
		};
	};
	const all = [...fit, ...test];
	const train = fit.map((_, i) => i);
	const gain = Float64Array.from(all, (asked, i) => Number(luck[i]) - Number(asked.right));
	const rows = promptRows(
		all.map((asked) => asked.prompt),
		1 << 14,
		0.1
	);
	const fromPrompt = fitRidge(rows.matrix, train, [gain], {
		penalty: 5,
		iterations: 60,
		tolerance: 1e-6
	});
	const latent = latentRows(rows.matrix, all.length, 32);
	const state = networkRows(all, fit.length);
	const network = trainNetwork(state, gain, train, { ...NETWORK, seed: 1 });
	const tests = test.map((_, i) => fit.length + i);
	return [
		{ name: 'always the base', score: null, ...at(test.map(() => false)) },
		{
			name: 'always the edge',
			score: null,
			...at(test.map(() => true)),
			ms: EDGE.ms
		},
		ranked(
			'random',
			test.map(() => next())
		),
		ranked(
			'prompt alone',
			tests.map((row) => rowDot(rows.matrix, row, fromPrompt.weights[0]!))
		),
		ranked(
			'nearest 15 questions',
			tests.map((row) => nearestMean(latent, train, gain, row, 15))
		),
		ranked(
			'confidence alone, raw',
			test.map((asked) => -asked.raw)
		),
		ranked(
			'confidence alone, calibrated',
			test.map((asked) => -asked.confidence)
		),
		ranked(
			'network 128-64-32-1 on prompt and confidence',
			tests.map((row) => networkOutput(network, state[row]!))
		)
	];
}

/** Engineered features, what the tokens said, and zeros up to 128; standardised on the fit's rows. */
function networkRows(all: readonly Asked[], fitted: number): Float64Array[] {
	const raw = all.map((asked) => {
		const row = new Float64Array(NETWORK_INPUTS);
		row.set(promptFeatures(asked.prompt));
		row.set(asked.inputs, FEATURE_NAMES.length);
		return row;
	});
	const { mean, deviation } = moments(raw.slice(0, fitted));
	return raw.map((row) =>
		row.map((x, k) =>
			deviation[k]! > 0 ? Math.max(-4, Math.min(4, (x - mean[k]!) / deviation[k]!)) : 0
		)
	);
}

export interface ThresholdRow {
	threshold: number;
	calls: number;
	quality: number;
	ms: number;
	costMicroUsd: number;
	/** Quality a second. */
	perSecond: number;
	/** Quality less the price of errors: see ERROR_MICRO_USD. */
	worth: number;
	/** Of the out-of-scope questions, those said to be unknown or under the threshold. */
	unknownCaught: number | null;
}

/** What a wrong answer is taken to cost: ten calls. */
export const ERROR_MICRO_USD = 10 * EDGE.costMicroUsd;

/** 0.70 to 0.90 in steps of 0.05, each answer under the threshold going to the edge. */
export function searchThreshold(asked: readonly (Asked & { unknown: boolean })[]): ThresholdRow[] {
	const next = uniform(2);
	const luck = asked.map(() => next() < EDGE.right);
	const unknown = asked.filter((a) => a.unknown);
	return [0.7, 0.75, 0.8, 0.85, 0.9].map((threshold) => {
		const called = asked.map((a) => a.confidence < threshold);
		const calls = called.filter(Boolean).length / asked.length;
		const quality = asked.filter((a, i) => (called[i] ? luck[i] : a.right)).length / asked.length;
		const ms = asked.reduce((sum, a) => sum + a.ms, 0) / asked.length + calls * EDGE.ms;
		const costMicroUsd = calls * EDGE.costMicroUsd;
		return {
			threshold,
			calls,
			quality,
			ms,
			costMicroUsd,
			perSecond: quality / (ms / 1000),
			worth: quality * ERROR_MICRO_USD - costMicroUsd,
			unknownCaught:
				unknown.length === 0
					? null
					: unknown.filter((a) => a.right || a.confidence < threshold).length / unknown.length
		};
	});
}
