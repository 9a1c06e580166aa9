// What a turn's answers are worth, against what they cost: the same held-out questions through Fast, Auto,
// Accurate, Auto without an edge, and all-edge, run by the app's own turn service (arms.ts); and two policies
// worked out from those turns, confidence alone and lot. `npm run bench -- turn --only quality [questions]`.

import { bootstrap, mean, quantileOf, type Interval } from '../../../models/classification.ts';
import { thresholdOf } from '../../../models/auto.ts';
import { Random } from '../../../models/generator/random.ts';
import type { Terms } from '../../../models/tutor/wire.ts';
import { rightOnes } from '../enhancements/questions.ts';
import { LOOKS, openBench, type Arm, type Look, type Outcome } from './arms.ts';
import {
	accuracyAt,
	areaOf,
	byLot,
	costQuality,
	curve,
	lotCurve,
	type CurvePoint,
	type TimedChoice
} from './policy.ts';
import { turnQuestions, type Group, type Question } from './questions.ts';

const FOLDER = new URL('../../../models/starter', import.meta.url).pathname;
/** As models/README.md states it. */
const TERMS: Terms = { price: { input: 2, output: 8 }, latencyMs: 400, errorRate: 0.05, seed: 1 };
const MICRO_USD_PER_CENT = 10_000;

const ARMS = {
	// First and one after another: what they compute is played back to the others.
	'Auto, no edge': { mode: 'auto', here: true, edge: false, atOnce: 1 },
	Fast: { mode: 'fast', here: true, edge: false, atOnce: 1 },
	Auto: { mode: 'auto', here: true, edge: true, atOnce: 4 },
	Accurate: { mode: 'accurate', here: true, edge: true, atOnce: 4 },
	'All-edge': { mode: 'auto', here: false, edge: true, atOnce: 4 }
} satisfies Record<string, Arm>;
type ArmName = keyof typeof ARMS;

type Turned = Outcome & { right: boolean };
/** One question with what every policy made of it. */
type Row = { question: Question; by: Record<string, Turned>; choices: Record<string, TimedChoice> };

export type PolicyFigures = {
	policy: string;
	/** Right answers; `interval` is of the share. */
	accuracy: number;
	interval: Interval;
	/** Of the questions in scope (abilities and domains): the share of all-edge's accuracy. */
	ofAllEdge: number;
	ofAllEdgeInterval: Interval;
	groups: Record<Group, number>;
	/** Shares of turns that asked a modifier, and the edge. */
	modifier: number;
	edge: number;
	edgeInScope: number;
	/** Shares of turns in which more was done with this device's answer. */
	looks: Record<Look, number>;
	centsPer1000: number;
	ms: { p50: number; p95: number };
	firstTextMs: { p50: number; p95: number };
};

export type AreaFigures = {
	policy: string;
	/** Mean accuracy over all budgets from nothing to all-edge's cost. */
	area: number;
	interval: Interval;
	/** Auto's area less this one's, on the same questions. */
	below: number;
	belowInterval: Interval;
	/** Accuracy at shares of all-edge's cost. */
	at: Record<string, number>;
};

export type TurnQuality = {
	base: string;
	/** Below which an answer is handed on. */
	threshold: number;
	terms: Terms;
	questions: Record<Group, number>;
	failures: string[];
	policies: PolicyFigures[];
	areas: AreaFigures[];
	/** The same areas over the questions in scope. */
	areasInScope: AreaFigures[];
	/** The areas' policies as drawn: accuracy over cost and over waiting. */
	curves: { policy: string; points: CurvePoint[] }[];
	/** Auto by kind of question, for where it falls short. */
	kinds: { kind: string; n: number; auto: number; allEdge: number; fast: number; edge: number }[];
};

export async function benchTurnQuality(
	count = 515,
	say: (line: string) => void = () => undefined
): Promise<TurnQuality> {
	const asked = turnQuestions(count);
	const prompts = asked.map(({ prompt }) => prompt);
	const bench = await openBench(FOLDER, TERMS);
	const turned: Record<string, Turned[]> = {};
	try {
		for (const name of Object.keys(ARMS) as ArmName[]) {
			const beganMs = performance.now();
			const outcomes = await bench.run(prompts, ARMS[name], (done) => say(`${name}: ${done}`));
			const right = rightOnes(
				asked,
				outcomes.map(({ text }) => text)
			);
			turned[name] = outcomes.map((outcome, i) => ({ ...outcome, right: right[i]! }));
			say(`${name}: done in ${Math.round((performance.now() - beganMs) / 1000)} s`);
		}
	} finally {
		await bench.close();
	}
	const { manifest } = bench;
	const threshold = manifest.thresholds?.further?.answer ?? thresholdOf(manifest);
	const abstention = manifest.calibration?.abstention ?? null;
	const share = mean(turned['Auto']!.map(({ edge }) => Number(edge)));
	const lot = new Random('turn:lot');
	const rows = asked.map((question, i): Row => {
		const by = Object.fromEntries(Object.entries(turned).map(([name, all]) => [name, all[i]!]));
		const [fast, device, edge] = [by['Fast']!, by['Auto, no edge']!, by['All-edge']!];
		const abstains = abstention !== null && device.text.includes(abstention);
		const byConfidence = (fast.confidence ?? 0) < threshold;
		return {
			question,
			by: {
				...by,
				'Confidence alone, same threshold': byConfidence ? after(fast, edge) : fast,
				'Lot, as often as Auto': lot.chance(share) ? after(fast, edge) : fast
			},
			choices: {
				// As decide/plan.ts: who says that it does not know is handed over first.
				Auto: choice(device, edge, abstains ? -1 : (device.confidence ?? 0)),
				'Auto’s answers, by confidence alone': choice(device, edge, device.confidence ?? 0),
				'Confidence alone': choice(fast, edge, fast.confidence ?? 0),
				'Lot among Auto’s answers': choice(device, edge, 0),
				Lot: choice(fast, edge, 0),
				// Level: it asks the edge alone, whatever the budget.
				'All-edge': choice(edge, edge, 0),
				'Told the right answers': choice(device, edge, Number(device.right) - Number(edge.right))
			}
		};
	});
	const inScope = rows.filter(({ question }) => question.group !== 'out of scope');
	return {
		base: manifest.baseSha256,
		threshold,
		terms: TERMS,
		questions: perGroup((group) => rows.filter(inGroup(group)).length),
		failures: [
			...new Set(
				Object.entries(turned).flatMap(([name, all]) =>
					all.flatMap(({ failure }) => (failure === null ? [] : [`${name}: ${failure}`]))
				)
			)
		],
		policies: Object.keys(rows[0]!.by).map((policy) => policyFigures(policy, rows, inScope)),
		areas: areaFigures(rows),
		areasInScope: areaFigures(inScope),
		curves: Object.keys(rows[0]!.choices).map((policy) => {
			const choices = rows.map((row) => row.choices[policy]!);
			return { policy, points: isLot(policy) ? lotCurve(choices) : curve(choices) };
		}),
		kinds: kindFigures(rows)
	};
}

/** This device's answer first, then the edge's in its place. */
const after = (here: Turned, there: Turned): Turned => ({
	...there,
	firstTextMs: here.firstTextMs,
	ms: here.ms + there.ms
});

const isLot = (policy: string): boolean => policy.startsWith('Lot');

const choice = (here: Turned, there: Turned, score: number): TimedChoice => ({
	score,
	here: Number(here.right),
	there: Number(there.right),
	cost: there.microUsd,
	hereMs: here.ms,
	afterMs: after(here, there).ms
});

const GROUPS: readonly Group[] = ['abilities', 'domains', 'out of scope'];
const inGroup =
	(group: Group) =>
	({ question }: Row): boolean =>
		question.group === group;
const perGroup = (of: (group: Group) => number) =>
	Object.fromEntries(GROUPS.map((group) => [group, of(group)])) as Record<Group, number>;

const accuracyOf = (policy: string) => (rows: readonly Row[]) =>
	mean(rows.map(({ by }) => Number(by[policy]!.right)));

function policyFigures(policy: string, rows: readonly Row[], inScope: readonly Row[]) {
	const accuracy = accuracyOf(policy);
	const ofAllEdge = (some: readonly Row[]) => accuracy(some) / accuracyOf('All-edge')(some);
	const shareOf = (some: readonly Row[], of: 'edge' | 'modifier') =>
		mean(some.map(({ by }) => Number(by[policy]![of])));
	const times = (of: 'ms' | 'firstTextMs') => {
		const all = rows.map(({ by }) => by[policy]![of]);
		return { p50: quantileOf(all, 0.5), p95: quantileOf(all, 0.95) };
	};
	const microUsd = mean(rows.map(({ by }) => by[policy]!.microUsd));
	return {
		policy,
		accuracy: accuracy(rows),
		interval: bootstrap(rows, accuracy),
		ofAllEdge: ofAllEdge(inScope),
		ofAllEdgeInterval: bootstrap(inScope, ofAllEdge),
		groups: perGroup((group) => accuracy(rows.filter(inGroup(group)))),
		modifier: shareOf(rows, 'modifier'),
		edge: shareOf(rows, 'edge'),
		edgeInScope: shareOf(inScope, 'edge'),
		looks: Object.fromEntries(
			LOOKS.map((look) => [
				look,
				mean(rows.map(({ by }) => Number(by[policy]!.looks.includes(look))))
			])
		) as Record<Look, number>,
		centsPer1000: (microUsd * 1000) / MICRO_USD_PER_CENT,
		ms: times('ms'),
		firstTextMs: times('firstTextMs')
	} satisfies PolicyFigures;
}

const BUDGETS = [0.1, 0.2, 0.3, 0.5];

function areaFigures(rows: readonly Row[]): AreaFigures[] {
	const choicesOf = (policy: string, some: readonly Row[]) => {
		const choices = some.map((row) => row.choices[policy]!);
		return isLot(policy) ? byLot(choices) : choices;
	};
	return Object.keys(rows[0]!.choices).map((policy) => {
		const area = (some: readonly Row[]) => areaOf(choicesOf(policy, some));
		const below = (some: readonly Row[]) => areaOf(choicesOf('Auto', some)) - area(some);
		const points = costQuality(choicesOf(policy, rows));
		return {
			policy,
			area: area(rows),
			interval: bootstrap(rows, area),
			below: below(rows),
			belowInterval: bootstrap(rows, below),
			at: Object.fromEntries(
				BUDGETS.map((budget) => [`${budget * 100} %`, accuracyAt(points, budget)])
			)
		};
	});
}

function kindFigures(rows: readonly Row[]): TurnQuality['kinds'] {
	const kindOf = ({ question }: Row) =>
		question.group === 'domains' ? `domain ${question.ability}` : question.ability;
	return [...Map.groupBy(rows, kindOf)].map(([kind, some]) => ({
		kind,
		n: some.length,
		fast: accuracyOf('Fast')(some),
		auto: accuracyOf('Auto')(some),
		allEdge: accuracyOf('All-edge')(some),
		edge: mean(some.map(({ by }) => Number(by['Auto']!.edge)))
	}));
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const range = ([low, high]: Interval): string =>
	`${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}`;
const points = (value: number): string => (100 * value).toFixed(1);

export function showTurnQuality(figures: TurnQuality): void {
	for (const failure of figures.failures) console.log(`failed: ${failure}`);
	console.table(
		Object.fromEntries(
			figures.policies.map((one) => [
				one.policy,
				{
					right: `${percent(one.accuracy)} (${range(one.interval)})`,
					'of all-edge, in scope': `${percent(one.ofAllEdge)} (${range(one.ofAllEdgeInterval)})`,
					'abilities / domains / outside': GROUPS.map((group) => points(one.groups[group])).join(
						' / '
					),
					'to a modifier': percent(one.modifier),
					'to the edge (in scope)': `${percent(one.edge)} (${percent(one.edgeInScope)})`,
					[LOOKS.join(' / ')]: LOOKS.map((look) => percent(one.looks[look])).join(' / '),
					'cents a 1,000 turns': one.centsPer1000.toFixed(2),
					'ms p50 / p95': `${one.ms.p50.toFixed(0)} / ${one.ms.p95.toFixed(0)}`,
					'first text p50 / p95': `${one.firstTextMs.p50.toFixed(0)} / ${one.firstTextMs.p95.toFixed(0)}`
				}
			])
		)
	);
	for (const areas of [figures.areas, figures.areasInScope])
		console.table(
			Object.fromEntries(
				areas.map(({ policy, area, interval, below, belowInterval, at }) => [
					`${policy}${areas === figures.areas ? '' : ', in scope'}`,
					{
						area: `${points(area)} (${range(interval)})`,
						'Auto above it': `${points(below)} (${range(belowInterval)})`,
						...Object.fromEntries(Object.entries(at).map(([cost, value]) => [cost, points(value)]))
					}
				])
			)
		);
	console.table(
		Object.fromEntries(
			figures.kinds.map(({ kind, n, fast, auto, allEdge, edge }) => [
				kind,
				{
					n,
					Fast: points(fast),
					Auto: points(auto),
					'all-edge': points(allEdge),
					'to the edge': percent(edge)
				}
			])
		)
	);
}
