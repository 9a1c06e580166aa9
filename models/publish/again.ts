// Measures what a folder has on today's questions, and writes it into that folder's reports: for
// comparing two folders that were measured on different questions. Fits and trains nothing.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseClassifier, type ClassifierKind } from '../../src/contract/classifier.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { grade } from '../grade.ts';
import { round } from '../measure.ts';
import type { Recipe } from '../recipe.ts';
import { openRuntime } from '../runtime/runtime.ts';
import { measureCalibration } from '../steps/calibrate.ts';
import type { ClassifierReports } from '../steps/classifiers.ts';
import { measureCritic } from '../steps/critic.ts';
import { measureDissatisfaction } from '../steps/dissatisfaction.ts';
import { measureDomainHead } from '../steps/domain-head.ts';
import { measureEmbedder } from '../steps/embedder.ts';
import { report, type Report } from '../steps/evaluate.ts';
import { measureExamples } from '../steps/examples.ts';
import { modifierQuestions } from '../steps/measure-modifier.ts';
import type { ModifierReport } from '../steps/modifier-report.ts';
import { readManifest, readReport, type KindGroup } from './groups.ts';

/** Changes nothing where a kind cannot be measured again (a router's figures are of its fitting). */
export async function measureAgain(
	recipe: Recipe,
	folder: string,
	group: KindGroup
): Promise<void> {
	switch (group.kind) {
		case 'base':
			return report(recipe, folder, readReport<Report>(folder, 'report.json')?.perKind);
		case 'calibration':
			return measureCalibration(recipe, folder);
		case 'modifier':
			return measureShippedModifier(recipe, folder, group.name.replace('modifier ', ''));
		case 'domain':
		case 'dissatisfaction':
			return measureClassifier(recipe, folder, group.kind);
		case 'critic':
			return measureCritic(recipe, folder);
		case 'embedder':
			return measureEmbedder(recipe, folder);
		case 'examples':
			return measureExamples(recipe, folder);
		case 'router':
			return undefined;
		default:
			return group.kind satisfies never;
	}
}

async function measureShippedModifier(recipe: Recipe, folder: string, id: string): Promise<void> {
	const manifest = readManifest(folder);
	const domain = DOMAINS.find((one) => one.id === id)!;
	const { file } = manifest.modifiers.find((one) => one.id === id)!;
	const { items, questions } = modifierQuestions(recipe, domain);
	const engine = await openRuntime(`${folder}/base.gguf`, [
		{ path: `${folder}/${file}`, invocation: domain.invocation }
	]);
	try {
		const right = async (adapter: number | null): Promise<number> => {
			const answers = await engine.answer(items, undefined, { adapter, keep: false });
			const texts = answers.map(({ text }) => text);
			return round(grade(items, texts).filter(Boolean).length / items.length);
		};
		const heldOut = { n: items.length, base: await right(null), modifier: await right(0) };
		const modifiers = manifest.measured['modifiers'] as Record<string, ModifierReport['figures']>;
		modifiers[id] = { ...modifiers[id]!, heldOut, questions };
		writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest, null, '\t') + '\n');
	} finally {
		await engine.close();
	}
}

function measureClassifier(recipe: Recipe, folder: string, kind: ClassifierKind): void {
	const reports = readReport<ClassifierReports>(folder, 'classifiers.json')!;
	const classifier = parseClassifier(new Uint8Array(readFileSync(`${folder}/${kind}.bin`)), kind);
	if (kind === 'domain')
		reports.domain = { ...reports.domain, ...measureDomainHead(recipe, classifier) };
	else
		reports.dissatisfaction = {
			...reports.dissatisfaction,
			...measureDissatisfaction(recipe, classifier)
		};
	writeFileSync(`${folder}/classifiers.json`, JSON.stringify(reports, null, '\t') + '\n');
}
