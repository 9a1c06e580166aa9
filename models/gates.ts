// The gates of the pipeline: after a step, whether what it made is good enough to go on from. Each
// reads the report that its step wrote and answers with the reason to stop and the next step, or
// null. The limits are data: `gates` in a recipe. Not what may ship: publish/ compares with that.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { CalibrationReport } from './calibration/report.ts';
import { buildFolder, type Recipe } from './recipe.ts';
import type { RouterReport } from './router/report.ts';
import type { DissatisfactionReport } from './steps/dissatisfaction.ts';
import type { DomainReport } from './steps/domain-head.ts';
import type { Report } from './steps/evaluate.ts';
import type { ModifierReport } from './steps/modifier-report.ts';

export type Gate = (recipe: Recipe) => string | null | Promise<string | null>;

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
	const folder = `${buildFolder(recipe)}/modifiers`;
	const reports = (existsSync(folder) ? readdirSync(folder) : [])
		.filter((name) => name.endsWith('.json') && !name.includes('.part'))
		.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as ModifierReport);
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
export const routerRanks: Gate = async (recipe) => {
	const { shippedRow } = await import('./router/compare.ts');
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
		: `ECE is ${ece} on held-out wordings; at most ${recipe.gates.calibrationError} is wanted. See calibration.md.`;
};
