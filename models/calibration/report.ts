// The calibration's report as Markdown, from its figures. Called by steps/calibrate.ts.

import type { AutoFigures, AutoReport } from './auto-rule.ts';
import { beforehandText, type BeforehandReport } from './beforehand.ts';
import type { EarlyExitFigures, EarlyExitReport } from './early-exit.ts';
import type { FurtherReport, FurtherRow } from './further.ts';
import type { Bin, Figures, RiskRow } from './figures.ts';
import { EDGE, ERROR_MICRO_USD, type Policy, type ThresholdRow } from './policies.ts';
import { MIXTURE, MODIFIER_MIXTURE } from './questions.ts';

/** How one map was chosen, and its figures on questions for testing. */
export interface MapReport {
	/** Questions for fitting, and for choosing. */
	fitted: number;
	validated: number;
	chosen: string;
	methods: { name: string; brier: number }[];
	inputs: string[];
	before: Figures;
	after: Figures;
	bins: { before: Bin[]; after: Bin[] };
	riskCoverage: RiskRow[];
}

/** Of the base's map, with each modifier's. */
export interface CalibrationReport extends MapReport {
	base: string;
	engine: string;
	/** Names the questions: figures are comparable where it is the same. */
	questions: string;
	publicFitted: number;
	/** By set of questions: before and after. */
	sets: {
		name: string;
		before: Figures;
		after: Figures;
		/** Of how many out-of-scope questions. */
		unknown: number;
		unknownCaught: number | null;
	}[];
	policies: Policy[];
	thresholds: ThresholdRow[];
	threshold: number;
	modifiers: Record<string, MapReport>;
	/** Null without modifiers. */
	auto: AutoReport | null;
	/** Absent in older reports. */
	earlyExit?: EarlyExitReport;
	/** Absent in older reports. */
	further?: FurtherReport;
	/** Absent in older reports. */
	beforehand?: BeforehandReport;
}

const percent = (x: number | null): string => (x === null ? '–' : `${(100 * x).toFixed(1)} %`);
const three = (x: number | null): string => (x === null ? '–' : x.toFixed(3));
/** JSON has no NaN: an interval of what cannot be computed is null there. */
const range = ([low, high]: [number | null, number | null]): string =>
	Number.isFinite(low) ? `${three(low)}–${three(high)}` : '–';
const shares = (mixture: Record<string, number>): string =>
	Object.entries(mixture)
		.map(([name, share]) => `${Math.round(100 * share)} % ${name}`)
		.join(', ');

export function calibrationText(r: CalibrationReport): string {
	const policy = (p: Policy) =>
		`| ${p.name} | ${three(p.score?.auc ?? null)} | ${three(p.score?.apgr ?? null)} | ${percent(p.score?.cpt50 ?? null)} | ${percent(p.score?.cpt80 ?? null)} | ${percent(p.calls)} | ${percent(p.quality)} | ${Math.round(p.ms)} | ${Math.round(p.costMicroUsd)} |`;
	const modifiers = Object.entries(r.modifiers);
	return `# How sure the starter is, measured

Made by \`npm run models -- calibrate\`. Base \`${r.base.slice(0, 12)}\`, answers of the real engine: ${r.engine}. Every map is fitted on some questions (${r.fitted} for the base's), chosen among others by questions that no fit saw (${r.validated}), with the threshold and the rule of Auto, and measured on a third part, which nothing here was settled with. Intervals are 95 %, from 500 resamples.

The base's questions are a mixture that was fixed beforehand, by reasoning about use and not by any figure: ${shares(MIXTURE)}. Arguments are unseen throughout. ${r.publicFitted === 0 ? 'The public data was not at hand: no real out-of-scope question was used.' : `${r.publicFitted} real people's out-of-scope questions (CLINC150, read in place) are among those for fitting and choosing.`} The questions written by hand are asked in the end and used for nothing else.

**Before**: the smallest probability of a token. **After**: the chosen map, ${r.chosen}.

${figuresHead('questions')}
${r.sets.map((s) => `${figuresRow(s.name, 'before', s.before, '')}\n${figuresRow(s.name, 'after', s.after, percent(s.unknownCaught))}`).join('\n')}

An out-of-scope question is caught when the answer says that it does not know, or when its confidence is under ${r.threshold}. Without the domain head is how an app says it that has not loaded that file.

## Which map

${methodsText(r)}

${pictures(r, 'the mixture')}

## Who should answer

On the mixture's questions for testing. The edge is an assumption, not a measurement: right ${percent(EDGE.right)} of the time, ${EDGE.ms} ms, ${EDGE.costMicroUsd} µ$ a call. AUC is of "the base is wrong"; APGR and calls for half and four fifths of the gap as in the router's report. The last four columns send a third of the questions to the edge, after the base has answered.

| policy | AUC | APGR | CPT50 | CPT80 | calls | quality | ms | µ$ |
|---|---|---|---|---|---|---|---|---|
${r.policies.map(policy).join('\n')}

## Threshold

Over the questions for choosing, by the map that did not see them. Answers under the threshold go to the edge; a wrong answer is taken to cost ${ERROR_MICRO_USD} µ$. Chosen: **${r.threshold}**, the one with the best quality less price among those that catch 97 % of the out-of-scope questions; quality a second would always take the lowest, which asks least.

| threshold | calls | quality | ms | quality a second | µ$ | quality less price | out-of-scope caught |
|---|---|---|---|---|---|---|---|
${r.thresholds.map((t) => `| ${t.threshold} | ${percent(t.calls)} | ${percent(t.quality)} | ${Math.round(t.ms)} | ${t.perSecond.toFixed(3)} | ${Math.round(t.costMicroUsd)} | ${Math.round(t.worth)} | ${percent(t.unknownCaught)} |`).join('\n')}

${furtherText(r)}${r.beforehand ? beforehandText(r.beforehand) : ''}${earlyExitText(r)}## Modifiers

${modifiers.length === 0 ? 'None ships with this base.' : modifiersText(modifiers, r.auto)}
`;
}

const figuresHead = (
	what: string
): string => `| ${what} | | n | right | ECE (equal mass) | Brier | AUROC | wrong in the surest half | in the surest 80 % | out-of-scope caught |
|---|---|---|---|---|---|---|---|---|---|`;

const figuresRow = (name: string, when: string, f: Figures, caught: string): string =>
	`| ${name} | ${when} | ${f.n} | ${percent(f.accuracy)} | ${three(f.ece)} (${range(f.eceInterval)}) | ${three(f.brier)} (${range(f.brierInterval)}) | ${three(f.auroc)} (${range(f.aurocInterval)}) | ${percent(f.riskAtHalf)} | ${percent(f.riskAtFourFifths)} | ${caught} |`;

const methodsText = ({
	methods,
	chosen,
	inputs
}: MapReport): string => `Mean Brier score on the questions for choosing. The least is taken; one that needs each token's alternatives, which take time in every turn, or the domain head, only when it is better by 0.002 for each.

| map | Brier |
|---|---|
${methods.map((m) => `| ${m.name} | ${m.brier.toFixed(4)} |`).join('\n')}

Chosen: **${chosen}**. It reads ${inputs.join(', ')}.`;

const pictures = ({ bins, riskCoverage }: MapReport, what: string): string => `### Reliability

Ten bins of equal mass over the questions for testing of ${what}: what was said, and how many were right.

| bin | before: said | right | after: said | right |
|---|---|---|---|---|
${bins.after.map((bin, i) => `| ${i + 1} | ${three(bins.before[i]?.confidence ?? null)} | ${three(bins.before[i]?.right ?? null)} | ${three(bin.confidence)} | ${three(bin.right)} |`).join('\n')}

\`\`\`
${plot(bins.after)}
\`\`\`

### Risk and coverage

Share of wrong answers among the surest part of the same questions.

| coverage | before | after |
|---|---|---|
${riskCoverage.map((p) => `| ${percent(p.coverage)} | ${percent(p.before)} (${range(p.beforeInterval)}) | ${percent(p.after)} (${range(p.afterInterval)}) |`).join('\n')}`;

function furtherText({ further, threshold }: CalibrationReport): string {
	if (!further) return '';
	const { bounds, tried, test, unknown } = further;
	const kept = (f: FurtherRow) =>
		`${percent(f.kept)} (${percent(f.keptInterval[0])}–${percent(f.keptInterval[1])})`;
	const found =
		bounds === null || test === null
			? `No confidence was found below ${threshold} from which enough right answers are kept: what does not reach ${threshold} is handed on.`
			: `An answer of this device that is at least **${bounds.answer}** sure is not handed on to the edge. On the ${test.n} questions for testing this device is right in ${percent(test.here)}, the edge in ${percent(test.edge)}; ${percent(test.share)} are handed on, with which ${kept(test)} of the edge's right answers are kept.`;
	const open =
		unknown === null
			? ''
			: ` “I don't know” is always handed on: to ${unknown.n} requests for testing that nobody here can answer this edge says the same, rightly in ${percent(unknown.edge)}, but one that was taught more may know.`;
	return `## Handing on

${found} Chosen as the lowest that keeps 99 % of the right answers of an edge that is asked everything. The edge is the pipeline's tutor, 5 % wrong. Half of what counts are the base's own questions in unseen wordings, half tasks of the modifiers' domains, each as Auto without an edge answers it.${open}

| confidence under | handed on | right answers kept |
|---|---|---|
${tried.map((row) => `| ${row.threshold} | ${percent(row.share)} | ${kept(row)} |`).join('\n')}

`;
}

function earlyExitText({ earlyExit, threshold }: CalibrationReport): string {
	if (!earlyExit) return '';
	const { exit, test, tried } = earlyExit;
	const lost = (f: Pick<EarlyExitFigures, 'lostShare' | 'lostInterval'>) =>
		`${percent(f.lostShare)} (${percent(f.lostInterval[0])}–${percent(f.lostInterval[1])})`;
	const found =
		exit === null || test === null
			? 'No bound was found by which few enough right answers are lost: answers are written to their end.'
			: `An answer of the base whose running confidence is under **${exit.confidence}** after **${exit.tokens}** tokens or more is given up before its end. On the ${test.n} questions for testing ${test.exits} answers were, which saved ${percent(test.saved)} of all tokens and ${percent(test.savedOfDoubtful)} of those of answers that end under ${threshold}. Of ${test.right} right answers ${test.lost} were lost: ${lost(test)}, ${test.lostKept} of which would have been kept.`;
	return `## Early exit

${found} Chosen as the bound that saves most tokens among those that lose few right answers, each answer judged by a map that did not see it. Modifiers have no bound: there are too few of their answers to choose one by.

| confidence under | from token | right answers lost | tokens saved |
|---|---|---|---|
${tried.map((t) => `| ${t.confidence} | ${t.tokens} | ${lost(t)} | ${percent(t.saved)} |`).join('\n')}

`;
}

function modifiersText(modifiers: [string, MapReport][], auto: AutoReport | null): string {
	const row = (name: string, f: AutoFigures) =>
		`| ${name} | ${f.n} | ${percent(f.base)} | ${percent(f.auto)} | ${f.difference ? points(f.difference) : '–'} | ${f.won ?? '–'} | ${f.lost ?? '–'} | ${percent(f.calls)} | ${percent(f.best)} |`;
	const mixture = Object.entries(auto?.mixture ?? {}).flatMap(([name, { rule, surer }]) => [
		row(name, rule),
		row(`${name}, were the surer kept`, surer)
	]);
	return `Each has a map of its own, fitted on what it says to ${shares(MODIFIER_MIXTURE)}.

${figuresHead('modifier')}
${modifiers.map(([id, m]) => `${figuresRow(id, 'before', m.before, '')}\n${figuresRow(id, m.chosen, m.after, '')}`).join('\n')}

### What asking them is worth

Base and modifier on the same questions for testing. A modifier is asked when the domain head names it and the base's answer is under the threshold. ${gainText(auto)} "Best" is the share right were the better answer always known.

| questions of | n | base alone | Auto | difference | won | lost | asked | best |
|---|---|---|---|---|---|---|---|---|
${auto === null ? '' : [...Object.entries(auto.modifiers).map(([id, f]) => row(id, f)), row('all', auto.all), ...mixture].join('\n')}

${modifiers.map(([id, m]) => `## The map of ${id}\n\n${methodsText(m)}\n\n${pictures(m, id)}`).join('\n\n')}`;
}

const points = ([low, high]: [number, number]): string =>
	`${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} points`;

function gainText(auto: AutoReport | null): string {
	if (!auto?.gain) return 'The surer answer is kept.';
	const { inputs, least } = auto.gain;
	const tried = auto.tried.map((t) => `${t.least}: ${t.won} and ${t.lost} (${t.ownWon} and ${t.ownLost})`); // prettier-ignore
	return `Which of the two is kept a logistic model over ${inputs} inputs says, what the tokens of both said and the domain, learnt on doubtful questions of the mixture that exactly one of both answered rightly. The modifier's is kept from a logit of ${least} on, the one that is worth most where a right answer taken away counts as five wrong ones mended, each question judged by a map that did not see it; won and lost by logit, the base's own in brackets: ${tried.join('; ')}.`;
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
