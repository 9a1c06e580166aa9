// Answers questions in Auto without the edge, as the app would: the base first, and the modifier of
// the question's domain where src/decide/auto.ts says so, or at once where the question alone does. All of
// one adapter are asked together. Used by `evaluate starter` and by the calibration's report. Not the policy
// itself, which is pure.

import { existsSync, readFileSync } from 'node:fs';
import { ALTERNATIVES } from '../src/contract/calibration.ts';
import { parseClassifier } from '../src/contract/classifier.ts';
import type { Manifest } from '../src/contract/manifest.ts';
import { afterBase, keptAnswer } from '../src/decide/auto.ts';
import { foreteller } from '../src/decide/beforehand.ts';
import { domainHead, type DomainGuess } from '../src/decide/domain.ts';
import { foretoldStart } from '../src/decide/plan.ts';
import { confidenceBy, inputsBy } from './calibration/apply.ts';
import { DOMAINS } from './generator/modifiers/domains.ts';
import type { Answered, Item } from './measure.ts';
import type { Adapter, Runtime } from './runtime/runtime.ts';

export type NamedAdapter = Adapter & { id: string };

/** The manifest's modifiers in `folder`, in its order. Throws when the generator knows no such domain. */
export function modifiersOf(manifest: Pick<Manifest, 'modifiers'>, folder: string): NamedAdapter[] {
	return manifest.modifiers.map(({ id, file }) => {
		const domain = DOMAINS.find((one) => one.id === id);
		if (!domain)
			throw new Error(
				`The manifest names a modifier “${id}”, whose invocation is unknown here. Known: ${DOMAINS.map((one) => one.id).join(', ')}.`
			);
		return { id, path: `${folder}/${file}`, invocation: domain.invocation };
	});
}

/** 0.8: the middle of the range a threshold is searched in, until one was. */
export const thresholdOf = (manifest: Pick<Manifest, 'thresholds'>): number =>
	manifest.thresholds?.answer ?? 0.8;

/** The head in `file`; null everywhere when none is there. */
export function domainRecogniser(file: string): (prompt: string) => DomainGuess | null {
	if (!existsSync(file)) return () => null;
	return domainHead(parseClassifier(new Uint8Array(readFileSync(file)), 'domain'));
}

export interface AutoAnswers {
	/** Those kept, and how sure they are, 0–1. */
	answers: Answered[];
	sure: number[];
	/** What the base alone said. */
	base: { answers: Answered[]; sure: number[] };
	/** Which modifier was asked, null for none. */
	asked: (string | null)[];
}

export async function answerInAuto(
	runtime: Runtime,
	items: readonly Item[],
	manifest: Pick<Manifest, 'calibration' | 'thresholds'>,
	has: { modifiers: readonly string[]; domainOf(prompt: string): DomainGuess | null }
): Promise<AutoAnswers> {
	const calibrated = confidenceBy(manifest);
	const answers: Answered[] = await runtime.answer(items, progressOf('base', items.length), {
		alternatives: ALTERNATIVES
	});
	const domains = items.map(({ prompt }) => has.domainOf(prompt));
	const sure = answers.map((answer, i) => calibrated(answer, items[i]!, domains[i]?.probabilities));
	const inputsOf = inputsBy(manifest);
	const inputs = (answer: Answered, i: number) =>
		inputsOf(answer, items[i]!, domains[i]?.probabilities);
	const base = { answers: [...answers], sure: [...sure] };
	const foretold = items.map(({ prompt }, i) => foretoldBy(manifest, prompt, domains[i]!, has));
	const asked = items.map((_, i) => {
		if (foretold[i] !== null) return foretold[i]!;
		const next = afterBase({
			domain: domains[i]!,
			confidence: sure[i]!,
			wrong: null,
			threshold: thresholdOf(manifest),
			sureDomain: manifest.thresholds?.sureDomain ?? null,
			modifiers: has.modifiers
		});
		return next.step === 'modifier' ? next.id : null;
	});
	for (const [adapter, id] of has.modifiers.entries()) {
		const at = asked.flatMap((name, i) => (name === id ? [i] : []));
		const again = await runtime.answer(
			at.map((i) => items[i]!),
			progressOf(id, at.length),
			{ adapter, keep: false, alternatives: ALTERNATIVES }
		);
		const calibratedWith = confidenceBy(manifest, id);
		again.forEach((answer, k) => {
			const i = at[k]!;
			const alone = foretold[i] !== null;
			const now = calibratedWith(answer, items[i]!, domains[i]?.probabilities);
			const kept = keptAnswer(
				{ confidence: sure[i]!, inputs: inputs(base.answers[i]!, i) },
				{ confidence: now, inputs: inputs(answer, i) },
				manifest.calibration?.gain
			);
			if (kept === 'base' && !alone) return;
			answers[i] = answer;
			sure[i] = now;
		});
	}
	return { answers, sure, base, asked };
}

/** The modifier that begins in the base's place, whose answer is then not written; null for none. */
function foretoldBy(
	manifest: Pick<Manifest, 'thresholds'>,
	prompt: string,
	domain: DomainGuess | null,
	{ modifiers }: { modifiers: readonly string[] }
): string | null {
	const bounds = manifest.thresholds?.beforehand;
	const tell = bounds && foreteller(bounds);
	if (!tell || domain === null) return null;
	const start = foretoldStart({
		mode: { escalateToModifier: true, escalateToEdge: false },
		doubt: tell(prompt, domain.probabilities),
		bounds,
		threshold: thresholdOf(manifest),
		domain: domain.domain,
		modifiers
	});
	return start?.level === 'modifier' ? start.id : null;
}

/** Says on stderr, every 25 answers, how many there are and how long the rest will take. */
export function progressOf(what: string, total: number): (done: number) => void {
	const began = Date.now();
	return (done) => {
		if (done % 25 > 0) return;
		const left = ((Date.now() - began) / done) * (total - done);
		console.error(`${what}: ${done}/${total}, ${Math.round(left / 1000)} s left`);
	};
}
