// Chooses from which confidence on an answer of this device is not worth handing on to somebody bigger
// (src/decide/plan.ts): the fewest questions go there with which 99 % of its right answers are kept. 98 % is what is
// wanted, and a bound that kept just that came to 97.6 % on other questions. The edge is the pipeline's tutor under
// the terms it states, whose answer to every question is known; of another edge the same bound is a guess. Half of
// what counts are the base's own questions in wordings it was not taught, half tasks of the domains: use is easier,
// and hands on less.

import { MAP_INPUTS } from '../../src/contract/calibration.ts';
import type { FurtherBounds } from '../../src/contract/manifest.ts';
import { keptAnswer } from '../../src/decide/auto.ts';
import { bootstrap, mean, rounded, type Interval } from '../classification.ts';
import { tutorAnswer } from '../tutor/server.ts';
import { isAsked, type AutoCase, type AutoRule } from './auto-rule.ts';
import { judged, type Question } from './questions.ts';

/** As models/README.md states them for measurements. */
const TUTOR = { price: { input: 2, output: 8 }, latencyMs: 0, errorRate: 0.05, seed: 1 };
/** Of the right answers of an edge that is asked everything. */
const KEPT = 0.99;
const LOWEST = 0.3;
const STEP = 0.05;
const RESAMPLES = 500;
const ABSTAINS = MAP_INPUTS.indexOf('abstains');

export type AskedCase = AutoCase & { question: Question };

/** An answer of this device, and whether the edge's is right. */
export interface FurtherCase {
	part: AutoCase['part'];
	kind: 'own' | 'domain' | 'unknown';
	confidence: number;
	right: boolean;
	abstains: boolean;
	edge: boolean;
}

export interface FurtherRow {
	threshold: number;
	/** Handed on, and right answers, as a share of the edge's. */
	share: number;
	kept: number;
	keptInterval: Interval;
}

export interface FurtherReport {
	/** Null: too little to tell; what does not reach the threshold is handed on. */
	bounds: Pick<FurtherBounds, 'answer'> | null;
	tried: FurtherRow[];
	/** Of the questions for testing. */
	test: (FurtherRow & { n: number; here: number; edge: number }) | null;
	/** Of “I don’t know” to what nobody here can answer: how often the edge says so too, and is right. */
	unknown: { n: number; here: number; edge: number } | null;
}

/** Answers of Auto without an edge; those of domains that no modifier was asked of are the base's. */
export function furtherCases(cases: readonly AskedCase[], rule: AutoRule): FurtherCase[] {
	const wanted = cases.flatMap((one) => {
		const kind = kindOf(one);
		return kind === null ? [] : [{ one, kind }];
	});
	const questions = wanted.map(({ one }) => one.question);
	const edge = judged(questions, questions.map(tutorText));
	return wanted.map(({ one, kind }, i) => {
		const { base, withModifier, modifier, part } = one;
		const called = withModifier !== null && isAsked(one, modifier, rule);
		const other = called && keptAnswer(base, withModifier, rule.gain) === 'modifier';
		const { confidence, right, inputs } = other ? withModifier : base;
		return { part, kind, confidence, right, abstains: inputs[ABSTAINS] === 1, edge: edge[i]! };
	});
}

function kindOf({ source, question }: AskedCase): FurtherCase['kind'] | null {
	if (source === 'unseen wordings') return 'own';
	if (source === 'harder, of the modifiers’ domains' || source === 'its own tasks') return 'domain';
	return question.match === 'unknown' ? 'unknown' : null;
}

function tutorText({ prompt, history = [] }: Question): string {
	const before = history.flatMap((exchange) => [
		{ role: 'user' as const, content: exchange.prompt },
		{ role: 'assistant' as const, content: exchange.answer }
	]);
	const messages = [...before, { role: 'user' as const, content: prompt }];
	return tutorAnswer({ messages, maxTokens: null, stop: [] }, TUTOR).text;
}

/** `most`: the threshold an answer has to reach at all. */
export function chooseFurther(cases: readonly FurtherCase[], most: number): FurtherReport {
	const seen = cases.filter(({ part }) => part !== 'test');
	const tested = cases.filter(({ part }) => part === 'test');
	const steps = Math.round((most - LOWEST) / STEP);
	const tried = Array.from({ length: steps + 1 }, (_, i) =>
		furtherRow(seen, rounded(LOWEST + i * STEP))
	);
	const chosen = tried.find(({ kept }) => kept >= KEPT);
	const bounds = chosen ? { answer: chosen.threshold } : null;
	const unknown = tested.filter(({ kind, abstains }) => kind === 'unknown' && abstains);
	const share = (some: readonly FurtherCase[], of: 'right' | 'edge') =>
		rounded(mean(some.map((one) => Number(one[of]))));
	return {
		bounds,
		tried,
		test:
			bounds && hasBoth(tested)
				? {
						...furtherRow(tested, bounds.answer),
						n: tested.filter(({ kind }) => kind !== 'unknown').length,
						here: rounded(weighted(tested, ({ right }) => right)),
						edge: rounded(weighted(tested, ({ edge }) => edge))
					}
				: null,
		unknown:
			unknown.length === 0
				? null
				: { n: unknown.length, here: share(unknown, 'right'), edge: share(unknown, 'edge') }
	};
}

function furtherRow(cases: readonly FurtherCase[], threshold: number): FurtherRow {
	const goes = ({ abstains, confidence }: FurtherCase) => abstains || confidence < threshold;
	const counted = cases.filter(({ kind }) => kind !== 'unknown');
	const kept = (some: readonly FurtherCase[]) =>
		weighted(some, (one) => (goes(one) ? one.edge : one.right)) /
		weighted(some, ({ edge }) => edge);
	const [low, high] = bootstrap(counted, kept, RESAMPLES);
	return {
		threshold,
		share: rounded(weighted(cases, goes)),
		kept: rounded(kept(cases)),
		keptInterval: [rounded(low), rounded(high)]
	};
}

const hasBoth = (cases: readonly FurtherCase[]): boolean =>
	(['own', 'domain'] as const).every((kind) => cases.some((one) => one.kind === kind));

/** Both kinds count the same, however many there are of each. */
function weighted(cases: readonly FurtherCase[], of: (one: FurtherCase) => boolean): number {
	const [yes, all] = [
		{ own: 0, domain: 0, unknown: 0 },
		{ own: 0, domain: 0, unknown: 0 }
	];
	for (const one of cases) {
		all[one.kind]++;
		if (of(one)) yes[one.kind]++;
	}
	return (yes.own / all.own + yes.domain / all.domain) / 2;
}
