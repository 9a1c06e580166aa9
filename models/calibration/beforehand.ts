// What a question alone says before a token is written (src/decide/beforehand.ts): fits how likely the base's answer
// will not stand, wrong or that it does not know, and chooses from which chance on its specialist begins, or somebody
// bigger where there is none. The base's draft, which would be dropped, is then not written. The bound that saves most
// tokens is taken among those that cost few right answers, or that ask somebody bigger of little that would have stood
// here; each question is judged by a map that did not see it. Not here: what Auto does after the base's answer
// (auto-rule.ts, further.ts).

import { MAP_INPUTS } from '../../src/contract/calibration.ts';
import type { Beforehand } from '../../src/contract/beforehand.ts';
import type { ModifierId } from '../../src/contract/ids.ts';
import { keptAnswer } from '../../src/decide/auto.ts';
import {
	BEFOREHAND_INPUTS,
	beforehandInputs,
	FARTHEST,
	weigher
} from '../../src/decide/beforehand.ts';
import { wilson } from '../../src/decide/insights.ts';
import { fitLogistic } from '../../src/learn/logistic.ts';
import { mean, rounded, type Interval } from '../classification.ts';
import { auroc } from '../measure.ts';
import { isAsked, type AutoRule } from './auto-rule.ts';
import type { AskedCase } from './further.ts';
import type { Question } from './questions.ts';
import type { Row } from './rows.ts';

export interface BeforehandRule extends AutoRule {
	/** The confidence below which an answer is handed on. */
	further: number;
}

/** What a specialist says to questions of its domain that Auto did not put to it, since the base was sure. */
export type AskSpecialist = (
	id: ModifierId,
	questions: readonly Question[]
) => Promise<readonly Pick<Row, 'question' | 'right' | 'inputs'>[]>;

/** Of one bound: turns begun by another, what that did, and what it saved. */
export interface BoundFigures {
	bound: number;
	/** Turns begun by a specialist, or by somebody bigger. */
	began: number;
	/**
	 * A specialist's: right answers of Auto that are wrong by it, of all right ones, and the other way round. Somebody
	 * bigger's: answers that would have stood here, of all such; nothing is won.
	 */
	lost: number;
	lostShare: number;
	lostInterval: Interval;
	won: number;
	/** Of all tokens that are written here. */
	saved: number;
}

export interface BeforehandReport {
	/** Null: too little tells anything. */
	map: Beforehand | null;
	n: number;
	/** AUROC of "the base's answer will not stand" on the questions for testing: of a specialist's domain, and others. */
	scores: { name: string; ofSpecialists: number | null; others: number | null }[];
	specialist: { tried: BoundFigures[]; test: BoundFigures | null };
	further: { tried: BoundFigures[]; test: BoundFigures | null };
}

/**
 * Aimed at is less than 1 %. At the upper end of the interval, and well below: the best of many bounds looks better
 * than it is, and people word questions in other ways than the mixture. A right answer that a specialist loses is
 * lost; one that is asked of somebody bigger in vain is not, so of those more may be.
 */
const MOST_LOST = { specialist: 0.003, further: 0.006 };
const BOUNDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
/** Of the fit; 3, 10 and 30 came out alike on the questions for choosing. */
const PENALTY = 10;
const FOLDS = 5;
/** With fewer to learn from for each input nothing is learnt. */
const LEAST_PER_INPUT = 5;
const ABSTAINS = MAP_INPUTS.indexOf('abstains');
const LENGTH = MAP_INPUTS.indexOf('length');

/** A question as Auto answers it now, and as its specialist alone would. */
interface Told {
	part: Question['part'];
	question: Question;
	probability: number;
	inputs: number[];
	stands: boolean;
	specialist: ModifierId | null;
	auto: { right: boolean; tokens: number; handedOn: boolean };
	alone: { right: boolean; tokens: number } | null;
}

/** `cases`: of the mixture. `scores`: others to compare with, by name. */
export async function chooseBeforehand(
	cases: readonly AskedCase[],
	rule: BeforehandRule,
	ask: AskSpecialist,
	scores: Readonly<Record<string, (prompt: string) => number>> = {}
): Promise<BeforehandReport> {
	const told = cases.flatMap((one) => toldOf(one, rule) ?? []);
	const seen = told.filter(({ part }) => part !== 'test');
	const tested = told.filter(({ part }) => part === 'test');
	const nothing = { tried: [], test: null };
	if (seen.length < LEAST_PER_INPUT * BEFOREHAND_INPUTS.length)
		return { map: null, n: seen.length, scores: [], specialist: nothing, further: nothing };
	const doubts = crossed(seen);
	const fitted = fit(seen);
	const judge = scorer(fitted);
	const ofTested = tested.map(judge);
	await askWhatIsMissing([...seen, ...tested], [...doubts, ...ofTested], ask);
	const choose = (kind: 'specialist' | 'further') => {
		const figures = kind === 'specialist' ? specialistFigures : furtherFigures;
		const tried = BOUNDS.map((bound) => figures(seen, doubts, bound));
		const harmless = tried.filter(
			({ lostInterval, began }) => began > 0 && lostInterval[1] < MOST_LOST[kind]
		);
		const best = harmless.toSorted((a, b) => b.saved - a.saved)[0];
		const bound = best && best.saved > 0 ? best.bound : null;
		return { bound, tried, test: bound === null ? null : figures(tested, ofTested, bound) };
	};
	const { bound: specialist, ...bySpecialist } = choose('specialist');
	const { bound: further, ...byFurther } = choose('further');
	return {
		map: specialist === null && further === null ? null : { ...fitted, specialist, further },
		n: seen.length,
		scores: [
			{ name: 'this map', ...areas(tested, ofTested) },
			{
				name: 'the domain’s probability',
				...areas(
					tested,
					tested.map(({ probability }) => probability)
				)
			},
			...Object.entries(scores).map(([name, score]) => ({
				name,
				...areas(
					tested,
					tested.map(({ question }) => score(question.prompt))
				)
			}))
		],
		specialist: bySpecialist,
		further: byFurther
	};
}

function toldOf(one: AskedCase, rule: BeforehandRule): Told | null {
	const { base, withModifier, modifier, question, part, domain } = one;
	if (domain === null) return null;
	const called = withModifier !== null && isAsked(one, modifier, rule);
	const other = called && keptAnswer(base, withModifier, rule.gain) === 'modifier';
	const kept = other ? withModifier : base;
	const said = (inputs: readonly number[]) => inputs[ABSTAINS] === 1;
	return {
		part,
		question,
		probability: domain.probability,
		inputs: beforehandInputs(question.prompt, domain.probabilities),
		stands: base.right && !said(base.inputs),
		specialist: rule.modifiers.includes(domain.domain) ? domain.domain : null,
		auto: {
			right: kept.right,
			tokens: tokensOf(base.inputs) + (called ? tokensOf(withModifier.inputs) : 0),
			handedOn: said(kept.inputs) || kept.confidence < rule.further
		},
		alone: withModifier && { right: withModifier.right, tokens: tokensOf(withModifier.inputs) }
	};
}

const tokensOf = (inputs: readonly number[]): number => Math.round(Math.expm1(inputs[LENGTH]!));

/** Puts to the specialists what a bound could begin with them. */
async function askWhatIsMissing(
	told: readonly Told[],
	doubts: readonly number[],
	ask: AskSpecialist
): Promise<void> {
	const missing = told.filter(
		({ specialist, alone }, i) => specialist !== null && alone === null && doubts[i]! >= BOUNDS[0]!
	);
	for (const id of new Set(missing.map(({ specialist }) => specialist!))) {
		const those = missing.filter(({ specialist }) => specialist === id);
		const rows = await ask(
			id,
			those.map(({ question }) => question)
		);
		const answers = new Map(rows.map((row) => [row.question, row]));
		for (const one of those) {
			const row = answers.get(one.question);
			// An answer without a word is as wrong as can be.
			one.alone = row
				? { right: row.right, tokens: tokensOf(row.inputs) }
				: { right: false, tokens: 0 };
		}
	}
}

type Fit = Omit<Beforehand, 'specialist' | 'further'>;

function fit(told: readonly Told[]): Fit {
	const rows = told.map(({ inputs }) => inputs);
	const means = BEFOREHAND_INPUTS.map((_, k) => mean(rows.map((row) => row[k]!)));
	const deviations = BEFOREHAND_INPUTS.map((_, k) => {
		const found = Math.sqrt(mean(rows.map((row) => (row[k]! - means[k]!) ** 2)));
		// The same in every question but for rounding: it says nothing.
		return found > 1e-3 ? found : 1;
	});
	const { weights, bias } = fitLogistic(
		rows.map((row) =>
			row.map((x, k) => Math.max(-FARTHEST, Math.min(FARTHEST, (x - means[k]!) / deviations[k]!)))
		),
		told.map(({ stands }) => Number(!stands)),
		{ penalty: PENALTY, bias: true }
	);
	const five = (x: number) => Number(x.toPrecision(5));
	return {
		inputs: [...BEFOREHAND_INPUTS],
		mean: means.map(five),
		deviation: deviations.map(five),
		weights: weights.map(five),
		bias: five(bias)
	};
}

/** As the app computes it. */
function scorer(fitted: Fit): (one: Told) => number {
	const weigh = weigher(fitted)!;
	return ({ inputs }) => weigh(inputs);
}

/** Each by a map fitted on the others. */
function crossed(told: readonly Told[]): number[] {
	const doubts = told.map(() => 0);
	for (let fold = 0; fold < FOLDS; fold++) {
		const judge = scorer(fit(told.filter((_, i) => i % FOLDS !== fold)));
		told.forEach((one, i) => {
			if (i % FOLDS === fold) doubts[i] = judge(one);
		});
	}
	return doubts;
}

function specialistFigures(
	told: readonly Told[],
	doubts: readonly number[],
	bound: number
): BoundFigures {
	const began = told.filter((one, i) => one.specialist !== null && doubts[i]! >= bound);
	const lost = began.filter(({ auto, alone }) => auto.right && !alone!.right).length;
	return figuresOf(told, bound, {
		began: began.length,
		lost,
		of: told.filter(({ auto }) => auto.right).length,
		won: began.filter(({ auto, alone }) => !auto.right && alone!.right).length,
		saved: began.reduce((sum, { auto, alone }) => sum + auto.tokens - alone!.tokens, 0)
	});
}

function furtherFigures(
	told: readonly Told[],
	doubts: readonly number[],
	bound: number
): BoundFigures {
	const began = told.filter((one, i) => one.specialist === null && doubts[i]! >= bound);
	return figuresOf(told, bound, {
		began: began.length,
		lost: began.filter(({ auto }) => !auto.handedOn).length,
		of: told.filter(({ auto }) => !auto.handedOn).length,
		won: 0,
		saved: began.reduce((sum, { auto }) => sum + auto.tokens, 0)
	});
}

function figuresOf(
	told: readonly Told[],
	bound: number,
	{ began, lost, of, won, saved }: { began: number; lost: number; of: number; won: number; saved: number } // prettier-ignore
): BoundFigures {
	const { low, high } = wilson(lost, of);
	const tokens = told.reduce((sum, { auto }) => sum + auto.tokens, 0);
	return {
		bound,
		began,
		lost,
		lostShare: rounded(lost / Math.max(1, of)),
		lostInterval: [rounded(low), rounded(high)],
		won,
		saved: rounded(saved / Math.max(1, tokens))
	};
}

function areas(told: readonly Told[], values: readonly number[]) {
	const area = (has: boolean): number | null => {
		const at = told.flatMap((one, i) => ((one.specialist !== null) === has ? [i] : []));
		const found = auroc(
			at.map((i) => values[i]!),
			at.map((i) => !told[i]!.stands)
		);
		return found === null ? null : rounded(found);
	};
	return { ofSpecialists: area(true), others: area(false) };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Of the report, in Markdown; nothing where nothing was learnt. */
export function beforehandText({ map, n, scores, specialist, further }: BeforehandReport): string {
	if (n === 0 || scores.length === 0) return '';
	const lost = ({ lostShare, lostInterval: [low, high] }: BoundFigures) =>
		`${percent(lostShare)} (${percent(low)}–${percent(high)})`;
	const area = (value: number | null) => (value === null ? '–' : value.toFixed(3));
	const bySpecialist =
		map?.specialist == null || specialist.test === null
			? 'No bound was found from which a specialist could begin without losing right answers: the base does.'
			: `Where it is at least **${map.specialist}**, and a specialist of the question's domain is there, the specialist begins. On the questions for testing ${specialist.test.began} turns were begun so, which saved ${percent(specialist.test.saved)} of all tokens; of Auto's right answers ${specialist.test.lost} were lost, ${lost(specialist.test)}, and ${specialist.test.won} won.`;
	const byFurther =
		map?.further == null || further.test === null
			? 'Nobody bigger begins: no bound was found by which little is asked of them that would have stood here.'
			: `Where it is at least **${map.further}**, the domain has no specialist, and somebody bigger can be asked without a word, they begin: ${further.test.began} turns of those for testing, ${percent(further.test.saved)} of all tokens; ${further.test.lost} of them would have been answered here, ${lost(further.test)} of what is.`;
	const table = (list: readonly BoundFigures[]) =>
		list
			.map((f) => `| ${f.bound} | ${f.began} | ${lost(f)} | ${f.won} | ${percent(f.saved)} |`)
			.join('\n');
	return `## Before the first token

How likely the base's answer will not stand, wrong or that it does not know, is told from the question alone, by a logistic model over the domain head's probabilities and what the prompt looks like, fitted on ${n} questions of the mixture. ${bySpecialist} ${byFurther} Each bound is the one that saves most tokens among those whose interval for what is lost ends under ${percent(MOST_LOST.specialist)} with a specialist and ${percent(MOST_LOST.further)} with somebody bigger, each question judged by a map that did not see it. What early exit would have saved already is not counted off.

| AUROC of "the base's answer will not stand" | of specialists' domains | of others |
|---|---|---|
${scores.map((s) => `| ${s.name} | ${area(s.ofSpecialists)} | ${area(s.others)} |`).join('\n')}

| the specialist begins from | turns | right answers lost | won | tokens saved |
|---|---|---|---|---|
${table(specialist.tried)}

| somebody bigger begins from | turns | asked of them in vain | won | tokens saved |
|---|---|---|---|---|
${table(further.tried)}

`;
}
