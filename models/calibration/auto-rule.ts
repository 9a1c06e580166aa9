// What asking a modifier is worth: base and modifier on the same questions, and from which probability
// of the domain on a modifier is asked though the base is sure of itself (src/decide/auto.ts). The
// probability is chosen on the questions for choosing; the figures are of those for testing.

import { afterBase, keptAnswer } from '../../src/decide/auto.ts';
import { rounded } from '../classification.ts';
import type { Part } from './questions.ts';
import type { Row } from './rows.ts';

/** One question, answered by the base and by its domain's modifier, each as sure as its map says. */
export interface AutoCase {
	part: Part;
	/** Whose questions these are. */
	modifier: string;
	domain: Row['domain'];
	base: { right: boolean; confidence: number };
	withModifier: { right: boolean; confidence: number };
}

export interface AutoFigures {
	n: number;
	base: number;
	auto: number;
	/** The share for which the modifier was asked. */
	calls: number;
	/** Were the better of both always known. */
	best: number;
}

export interface AutoReport {
	/** Tried on the questions for choosing; `null`: only an unsure base asks. */
	tried: { sureDomain: number | null; auto: number; calls: number }[];
	sureDomain: number | null;
	modifiers: Record<string, AutoFigures>;
	all: AutoFigures;
}

const TRIED = [null, 0.99, 0.95, 0.9, 0.8, 0.6, 0];
/** What an extra call has to bring: a right answer more in fifty calls. */
const CALL_COST = 0.02;

export function chooseAutoRule(
	cases: readonly AutoCase[],
	threshold: number,
	modifiers: readonly string[]
): AutoReport {
	const validation = cases.filter(({ part }) => part === 'validation');
	const test = cases.filter(({ part }) => part === 'test');
	const tried = TRIED.map((sureDomain) => {
		const { auto, calls } = figuresOf(validation, threshold, sureDomain, modifiers);
		return { sureDomain, auto, calls };
	});
	const worth = tried.map(({ auto, calls }) => auto - CALL_COST * calls);
	const { sureDomain } = tried[worth.indexOf(Math.max(...worth))]!;
	const of = (list: readonly AutoCase[]) => figuresOf(list, threshold, sureDomain, modifiers);
	return {
		tried,
		sureDomain,
		modifiers: Object.fromEntries(
			modifiers.map((id) => [id, of(test.filter(({ modifier }) => modifier === id))])
		),
		all: of(test)
	};
}

function figuresOf(
	cases: readonly AutoCase[],
	threshold: number,
	sureDomain: number | null,
	modifiers: readonly string[]
): AutoFigures {
	let [base, auto, calls, best] = [0, 0, 0, 0];
	for (const { modifier, domain, base: own, withModifier } of cases) {
		const next = afterBase({
			domain,
			confidence: own.confidence,
			wrong: null,
			threshold,
			sureDomain,
			modifiers
		});
		// Another domain's modifier was not asked this question: the base's answer stands.
		const called = next.step === 'modifier' && next.id === modifier;
		const kept = called && keptAnswer(own, withModifier) === 'modifier' ? withModifier : own;
		base += Number(own.right);
		auto += Number(kept.right);
		calls += Number(called);
		best += Number(own.right || withModifier.right);
	}
	const n = cases.length;
	const share = (count: number) => (n === 0 ? 0 : rounded(count / n));
	return { n, base: share(base), auto: share(auto), calls: share(calls), best: share(best) };
}
