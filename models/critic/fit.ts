// Trains the critic's network on graded answers, and measures grades. Deterministic from a seed.

import { CRITIC_VERSION, type Critic } from '../../src/contract/critic.ts';
import { gradeOf, standardised } from '../../src/decide/critic.ts';
import { CRITIC_FEATURES } from '../../src/decide/critic-inputs.ts';
import { trainNetwork } from '../../src/learn/network.ts';
import { auroc } from '../measure.ts';

export interface GradedRow {
	inputs: Float64Array;
	/** 0–10. */
	grade: number;
}

export interface CriticTraining {
	hidden: number[];
	epochs: number;
	rate: number;
	decay: number;
	dropout: number;
	seed: number;
}

const BATCH = 32;

export function trainCritic(
	rows: readonly GradedRow[],
	baseSha256: string,
	abstention: string | null,
	provenance: string[],
	training: CriticTraining
): Critic {
	const width = rows[0]?.inputs.length ?? 0;
	const mean = new Float32Array(width);
	const deviation = new Float32Array(width);
	for (let i = 0; i < width; i++) {
		const values = rows.map(({ inputs }) => inputs[i]!).filter((value) => !Number.isNaN(value));
		const count = Math.max(1, values.length);
		mean[i] = values.reduce((sum, x) => sum + x, 0) / count;
		const spread = values.reduce((sum, x) => sum + (x - mean[i]!) ** 2, 0) / count;
		// An input that never varied says nothing, and must not shout when it first does.
		deviation[i] = Math.sqrt(spread) || 1e3;
	}
	const scaled = rows.map(({ inputs }) =>
		inputs.map((value, i) => standardised(value, mean[i]!, deviation[i]!))
	);
	const { sizes, weights, biases } = trainNetwork(
		scaled,
		rows.map(({ grade }) => grade / 10),
		rows.map((_, i) => i),
		{ ...training, batch: BATCH }
	);
	return {
		version: CRITIC_VERSION,
		baseSha256,
		features: CRITIC_FEATURES,
		abstention,
		mean,
		deviation,
		layers: weights.map((layer, l) => ({
			inputs: sizes[l]!,
			outputs: sizes[l + 1]!,
			weights: Float32Array.from(layer),
			biases: Float32Array.from(biases[l]!)
		})),
		provenance
	};
}

export interface CriticFigures {
	n: number;
	/** Share of right answers. */
	right: number;
	/** Whether a right answer is graded above a wrong one; beside it the confidence alone. */
	auroc: number | null;
	confidenceAuroc: number | null;
	/** Mean distance to the true grade; of always giving the mean grade of training beside it. */
	meanError: number;
	meanErrorOfMean: number;
	/** Rank correlation with the true grade; null where there is but one. */
	spearman: number | null;
}

export interface Measured extends GradedRow {
	right: boolean;
	/** How sure the model was, 0–1: calibrated where there is a calibration. */
	confidence: number;
}

export function criticFigures(
	critic: Critic,
	rows: readonly Measured[],
	meanGrade: number
): CriticFigures {
	const given = rows.map(({ inputs }) => gradeOf(critic, inputs));
	const right = rows.map((row) => row.right);
	const average = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
	return {
		n: rows.length,
		right: average(right.map(Number)),
		auroc: auroc(given, right),
		confidenceAuroc: auroc(
			rows.map(({ confidence }) => confidence),
			right
		),
		meanError: average(rows.map(({ grade }, i) => Math.abs(grade - given[i]!))),
		meanErrorOfMean: average(rows.map(({ grade }) => Math.abs(grade - meanGrade))),
		spearman: spearman(
			rows.map(({ grade }) => grade),
			given
		)
	};
}

/** Pearson's correlation of ranks; ties share their mean rank. Null where one side is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
	const [x, y] = [ranks(a), ranks(b)];
	const middle = (a.length - 1) / 2;
	let both = 0,
		ofX = 0,
		ofY = 0;
	for (let i = 0; i < a.length; i++) {
		both += (x[i]! - middle) * (y[i]! - middle);
		ofX += (x[i]! - middle) ** 2;
		ofY += (y[i]! - middle) ** 2;
	}
	return ofX === 0 || ofY === 0 ? null : both / Math.sqrt(ofX * ofY);
}

function ranks(values: readonly number[]): number[] {
	const order = values.map((_, i) => i).toSorted((a, b) => values[a]! - values[b]!);
	const out = values.map(() => 0);
	for (let from = 0; from < order.length;) {
		let to = from;
		while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
		for (let i = from; i < to; i++) out[order[i]!] = (from + to - 1) / 2;
		from = to;
	}
	return out;
}
