// What asking a modifier is worth: the base alone, and Auto, which asks the modifier of the question's
// domain where the base's answer is doubtful and keeps one of both (src/decide/auto.ts), on the same
// questions for testing. What is kept is chosen in gain.ts on other questions.

import type { GainMap } from '../../src/contract/calibration.ts';
import { afterBase, keptAnswer } from '../../src/decide/auto.ts';
import { bootstrap, mean, rounded, type Interval } from '../classification.ts';
import type { GainTried, Pair } from './gain.ts';
import type { Row } from './rows.ts';

export interface AutoCase extends Pick<Pair, 'part' | 'source' | 'base'> {
	domain: Row['domain'];
	/** Whose answer `withModifier` is. */
	modifier: string;
	/** Null where it was not asked. */
	withModifier: Pair['withModifier'] | null;
}

export interface AutoFigures {
	n: number;
	base: number;
	auto: number;
	/** The share for which the modifier was asked. */
	calls: number;
	/** Were the better of both always known. */
	best: number;
	/** Right by asking, and wrong by it; absent in older reports. */
	won?: number;
	lost?: number;
	/** Of `auto` less `base`, 95 %, by resampling the questions. */
	difference?: Interval;
}

export interface AutoReport {
	/** Null: the surer answer is kept, since too few questions tell anything. */
	gain: { inputs: number; least: number } | null;
	tried: GainTried[];
	/** Each modifier's own questions, and all of them together. */
	modifiers: Record<string, AutoFigures>;
	all: AutoFigures;
	/** The mixture's questions, and those of it that are the base's own: by the rule, and by the surer. */
	mixture: Record<string, { rule: AutoFigures; surer: AutoFigures }>;
}

export interface AutoRule {
	threshold: number;
	modifiers: readonly string[];
	gain: GainMap | null;
}

/** Whether a doubtful answer to this question goes to `modifier`. */
export const isAsked = (
	{ domain, base }: Pick<AutoCase, 'domain' | 'base'>,
	modifier: string,
	{ threshold, modifiers }: Omit<AutoRule, 'gain'>
): boolean => {
	const next = afterBase({
		domain,
		confidence: base.confidence,
		wrong: null,
		threshold,
		modifiers
	});
	return next.step === 'modifier' && next.id === modifier;
};

export function autoFigures(cases: readonly AutoCase[], rule: AutoRule): AutoFigures {
	const outcomes = cases.map((one) => {
		const { base, withModifier, modifier } = one;
		// Another domain's modifier was not asked this question: the base's answer stands.
		const called = withModifier !== null && isAsked(one, modifier, rule);
		const taken = called && keptAnswer(base, withModifier, rule.gain) === 'modifier';
		return {
			base: base.right,
			auto: taken ? withModifier.right : base.right,
			called,
			best: base.right || (withModifier?.right ?? false)
		};
	});
	type Outcome = (typeof outcomes)[number];
	const share = (of: (outcome: Outcome) => boolean): number =>
		outcomes.length === 0 ? 0 : rounded(outcomes.filter(of).length / outcomes.length);
	const count = (of: (outcome: Outcome) => boolean): number => outcomes.filter(of).length;
	return {
		n: outcomes.length,
		base: share(({ base }) => base),
		auto: share(({ auto }) => auto),
		calls: share(({ called }) => called),
		best: share(({ best }) => best),
		won: count(({ base, auto }) => auto && !base),
		lost: count(({ base, auto }) => base && !auto),
		difference: bootstrap(
			outcomes.map(({ base, auto }) => Number(auto) - Number(base)),
			mean,
			500
		)
	};
}

/** Everything is of the questions for testing. */
export function autoReport(
	of: { modifiers: readonly AutoCase[]; mixture: Readonly<Record<string, readonly AutoCase[]>> },
	rule: AutoRule,
	tried: GainTried[]
): AutoReport {
	const test = (cases: readonly AutoCase[]) => cases.filter(({ part }) => part === 'test');
	const own = test(of.modifiers);
	return {
		gain: rule.gain && { inputs: rule.gain.inputs.length, least: rule.gain.least },
		tried,
		modifiers: Object.fromEntries(
			rule.modifiers.map((id) => [
				id,
				autoFigures(
					own.filter(({ modifier }) => modifier === id),
					rule
				)
			])
		),
		all: autoFigures(own, rule),
		mixture: Object.fromEntries(
			Object.entries(of.mixture).map(([name, cases]) => [
				name,
				{
					rule: autoFigures(test(cases), rule),
					surer: autoFigures(test(cases), { ...rule, gain: null })
				}
			])
		)
	};
}
