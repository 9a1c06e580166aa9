// The gates of the pipeline: after a step, whether what it made is good enough to go on from. Each
// reads the report that its step wrote and answers with the reason to stop and the next step, or
// null. The limits are data: `gates` in a recipe. Not what may ship: publish/ compares with that.

import { existsSync, readFileSync } from 'node:fs';
import type { CalibrationReport } from './calibration/report.ts';
import type { CriticReport } from './critic/critic-text.ts';
import type { EmbedderReport } from './embedder/embedder-text.ts';
import { buildFolder, type Recipe } from './recipe.ts';
import { shippedRow } from './router/compared.ts';
import type { RouterReport } from './router/report.ts';
import type { DissatisfactionReport } from './steps/dissatisfaction.ts';
import type { DomainReport } from './steps/domain-head.ts';
import type { Report } from './steps/evaluate.ts';
import type { ExamplesReport } from './steps/examples.ts';
import type { ModifierReport } from './steps/modifier-report.ts';

export type Gate = (recipe: Recipe) => string | null;

const read = <T>(recipe: Recipe, file: string): T | null => {
	const path = `${buildFolder(recipe)}/${file}`;
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
};
const three = (x: number): string => String(Number(x.toFixed(3)));

export const baseIsTrained: Gate = (recipe) => {
	const path = `${buildFolder(recipe)}/train.log.jsonl`;
	const last = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').at(-1) : undefined;
	const part = last ? (JSON.parse(last) as { part: number }).part : 0;
	return part >= 1
		? null
		: `Training stopped at ${(100 * part).toFixed(1)} %. Run train-base again: it resumes.`;
};

export const baseIsGood: Gate = (recipe) => {
	const { parity, heldOut, natural } = recipe.gates;
	const r = read<Report>(recipe, 'export/report.json')!;
	if (r.parity.identical < parity * r.parity.prompts)
		return `The engine says what PyTorch says on ${r.parity.identical} of ${r.parity.prompts} prompts; at least ${parity} of them are wanted. Compare the lines “parity:” above.`;
	if (r.heldOut.accuracy < heldOut)
		return `${three(r.heldOut.accuracy)} of the held-out prompts are right; at least ${heldOut} are wanted. Train longer: raise “tokens” in the recipe, or train-base --ends-at TIME.`;
	if (r.natural.accuracy < natural)
		return `${three(r.natural.accuracy)} of the prompts written by hand are right; at least ${natural} are wanted. Give the generator more wordings, then train longer.`;
	return null;
};

export const someModifierBeatsTheBase: Gate = (recipe) => {
	const reports = Object.values(
		read<Record<string, ModifierReport>>(recipe, 'export/modifiers.json')!
	);
	const accepted = reports.filter((report) => report.accepted);
	if (accepted.length >= recipe.gates.modifiers) return null;
	const reasons = reports.map(({ id, reason }) => `${id}: ${reason}`).join(' ');
	return `${accepted.length} modifiers beat the base; at least ${recipe.gates.modifiers} are wanted. ${reasons}`;
};

export const domainsAreRecognised: Gate = (recipe) => {
	const { accuracy } = read<DomainReport>(recipe, 'classifiers/domain.report.json')!.inDistribution[
		'generated'
	]!;
	return accuracy >= recipe.gates.domain
		? null
		: `The domain of ${accuracy} of the held-out requests is recognised; at least ${recipe.gates.domain} are wanted. Raise “perClass” or “epochs” of classifiers.domain in the recipe.`;
};

export const complaintsAreHeard: Gate = (recipe) => {
	const { f1 } = read<DissatisfactionReport>(
		recipe,
		'classifiers/dissatisfaction.report.json'
	)!.heldOut;
	return f1 >= recipe.gates.dissatisfaction
		? null
		: `F1 on held-out dialogues is ${f1}; at least ${recipe.gates.dissatisfaction} is wanted. Raise “dialogues” of classifiers.dissatisfaction in the recipe.`;
};

/** Null also where there is no public data to fit a router on: the step has said so. */
export const routerRanks: Gate = (recipe) => {
	const report = read<RouterReport>(recipe, 'export/router-report.json');
	const worst = Math.min(
		...(report?.tables ?? []).map((t) => shippedRow(t.compared).auc ?? Number.NaN)
	);
	return !(worst < recipe.gates.router)
		? null
		: `The router's AUC is ${three(worst)} on one of its tables; at least ${recipe.gates.router} is wanted. See router.md.`;
};

export const confidenceIsCalibrated: Gate = (recipe) => {
	const { ece } = read<CalibrationReport>(recipe, 'export/calibration.json')!.sets[0]!.after;
	return ece <= recipe.gates.calibrationError
		? null
		: `ECE is ${ece} after calibration; at most ${recipe.gates.calibrationError} is wanted. See calibration.md.`;
};

export const textsAreFound: Gate = (recipe) => {
	const { retrieval } = read<EmbedderReport>(recipe, 'export/embedder-report.json')!;
	const gains = retrieval.map(({ ours, hashedNgrams }) => ours.at1 - hashedNgrams.at1);
	const gain = gains.reduce((sum, one) => sum + one, 0) / gains.length;
	return gain >= recipe.gates.embedder
		? null
		: `The embedder finds ${three(gain)} more of the texts that ask the same than hashed n-grams do; at least ${recipe.gates.embedder} is wanted. Raise “steps” of embedder in the recipe.`;
};

export const examplesSuffice: Gate = (recipe) => {
	const { count } = read<ExamplesReport>(recipe, 'export/examples-report.json')!;
	return count >= recipe.gates.examples
		? null
		: `The bank has ${count} examples; at least ${recipe.gates.examples} are wanted. Raise “perDomain” of examples in the recipe.`;
};

export const gradesRank: Gate = (recipe) => {
	const auroc = read<CriticReport>(recipe, 'export/critic-report.json')!.sets[0]?.auroc ?? null;
	return auroc === null || auroc >= recipe.gates.critic
		? null
		: `The critic grades a right answer above a wrong one ${three(auroc)} of the time; at least ${recipe.gates.critic} is wanted. Raise “perKind” or “epochs” of critic in the recipe.`;
};
