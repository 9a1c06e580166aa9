// The calibration's report as Markdown, from its figures. Called by steps/calibrate.ts.

import type { Bin, Figures } from './figures.ts';
import { EDGE, ERROR_MICRO_USD, type Policy, type ThresholdRow } from './policies.ts';

export interface CalibrationReport {
	base: string;
	/** Names the questions; absent in reports from before it was kept. */
	questions?: string;
	fitted: number;
	publicFitted: number;
	chosen: string;
	methods: { name: string; brier: number }[];
	/** By set of questions: before and after. */
	sets: {
		name: string;
		before: Figures;
		after: Figures;
		/** Of how many out-of-scope questions. */
		unknown?: number;
		unknownCaught: number | null;
	}[];
	bins: { before: Bin[]; after: Bin[] };
	/** Errors among the surest share of answers, in tenths. */
	riskCoverage: { coverage: number; before: number; after: number }[];
	policies: Policy[];
	thresholds: ThresholdRow[];
	threshold: number;
	inputs: { name: string; weight: number }[];
}

const percent = (x: number | null): string => (x === null ? '–' : `${(100 * x).toFixed(1)} %`);
const three = (x: number | null): string => (x === null ? '–' : x.toFixed(3));
const range = ([low, high]: [number, number]): string => `${low.toFixed(3)}–${high.toFixed(3)}`;

export function calibrationText(r: CalibrationReport): string {
	const set = (name: string, when: string, f: Figures, caught: string) =>
		`| ${name} | ${when} | ${f.n} | ${percent(f.accuracy)} | ${three(f.ece)} (${range(f.eceInterval)}) | ${three(f.brier)} (${range(f.brierInterval)}) | ${three(f.auroc)} (${range(f.aurocInterval)}) | ${percent(f.riskAtHalf)} | ${percent(f.riskAtFourFifths)} | ${caught} |`;
	const policy = (p: Policy) =>
		`| ${p.name} | ${three(p.score?.auc ?? null)} | ${three(p.score?.apgr ?? null)} | ${percent(p.score?.cpt50 ?? null)} | ${percent(p.score?.cpt80 ?? null)} | ${percent(p.calls)} | ${percent(p.quality)} | ${Math.round(p.ms)} | ${Math.round(p.costMicroUsd)} |`;
	return `# How sure the starter is, measured

Made by \`npm run models -- calibrate\`. Base \`${r.base.slice(0, 12)}\`, answers of the real engine (wllama in Chromium, greedy). ${r.fitted} questions were used for fitting, ${r.publicFitted} of them real people's out-of-scope questions (CLINC150, read in place); the rest are generated, in wordings that training never saw. No answer to a question for testing was fitted on; but the share of public questions, the penalty and the rule for the threshold were settled with these figures in sight. Intervals are 95 %, from 500 resamples.

**Before**: the smallest probability of a token. **After**: the chosen map, ${r.chosen}, fitted on the questions for fitting.

| questions | | n | right | ECE (equal mass) | Brier | AUROC | wrong in the surest half | in the surest 80 % | out-of-scope caught |
|---|---|---|---|---|---|---|---|---|---|
${r.sets.map((s) => `${set(s.name, 'before', s.before, '')}\n${set(s.name, 'after', s.after, percent(s.unknownCaught))}`).join('\n')}

An out-of-scope question is caught when the answer says that it does not know, or when its confidence is under ${r.threshold}.

## Which map

Mean Brier score over five folds of the questions for fitting; the least is taken, and one that needs each token's alternatives only when it is better by 0.002, because reporting them costs time in every turn.

| map | Brier |
|---|---|
${r.methods.map((m) => `| ${m.name} | ${m.brier.toFixed(4)} |`).join('\n')}

Weights of the chosen map on standardised inputs: ${r.inputs.map((i) => `${i.name} ${i.weight.toFixed(2)}`).join(', ')}.

## Reliability

Ten bins of equal mass over the generated test questions: what was said, and how many were right.

| bin | before: said | right | after: said | right |
|---|---|---|---|---|
${r.bins.after.map((bin, i) => `| ${i + 1} | ${three(r.bins.before[i]?.confidence ?? null)} | ${three(r.bins.before[i]?.right ?? null)} | ${three(bin.confidence)} | ${three(bin.right)} |`).join('\n')}

\`\`\`
${plot(r.bins.after)}
\`\`\`

## Risk and coverage

Share of wrong answers among the surest part of the generated test questions.

| coverage | before | after |
|---|---|---|
${r.riskCoverage.map((p) => `| ${percent(p.coverage)} | ${percent(p.before)} | ${percent(p.after)} |`).join('\n')}

## Who should answer

On the generated test questions. The edge is an assumption, not a measurement: right ${percent(EDGE.right)} of the time, ${EDGE.ms} ms, ${EDGE.costMicroUsd} µ$ a call. AUC is of "the base is wrong"; APGR and calls for half and four fifths of the gap as in the router's report. The last four columns send a third of the questions to the edge, after the base has answered.

| policy | AUC | APGR | CPT50 | CPT80 | calls | quality | ms | µ$ |
|---|---|---|---|---|---|---|---|---|
${r.policies.map(policy).join('\n')}

## Threshold

Over the questions for fitting, each judged by a fit that did not see it. Answers under the threshold go to the edge; a wrong answer is taken to cost ${ERROR_MICRO_USD} µ$. Chosen: **${r.threshold}**, the one with the best quality less price among those that catch 97 % of the out-of-scope questions; quality a second would always take the lowest, which asks least.

| threshold | calls | quality | ms | quality a second | µ$ | quality less price | out-of-scope caught |
|---|---|---|---|---|---|---|---|
${r.thresholds.map((t) => `| ${t.threshold} | ${percent(t.calls)} | ${percent(t.quality)} | ${Math.round(t.ms)} | ${t.perSecond.toFixed(3)} | ${Math.round(t.costMicroUsd)} | ${Math.round(t.worth)} | ${percent(t.unknownCaught)} |`).join('\n')}
`;
}

/** Bins as a picture: \`*\` what was so, \`.\` where it would be if what was said were true. */
function plot(bins: readonly Bin[]): string {
	const rows = 11;
	const columns = 41;
	const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ' '));
	const put = (x: number, y: number, sign: string) => {
		grid[rows - 1 - Math.round(y * (rows - 1))]![Math.round(x * (columns - 1))] = sign;
	};
	for (let i = 0; i < columns; i += 2) put(i / (columns - 1), i / (columns - 1), '.');
	for (const bin of bins) put(bin.confidence, bin.right, '*');
	const lines = grid.map(
		(line, i) => `${(1 - i / (rows - 1)).toFixed(1)} |${line.join('').trimEnd()}`
	);
	return [
		...lines,
		`    +${'-'.repeat(columns)}`,
		'     0   said: chance of being right        1'
	].join('\n');
}
