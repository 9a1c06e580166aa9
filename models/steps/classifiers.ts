// npm run models -- classifiers --recipe starter [--out models/.build/starter/export]
//
// Puts the trained classifiers beside a base: copies them, and enters hashes and figures in the
// manifest. Changes nothing else in the manifest, so it may run after any other step.
// Reads   models/.build/NAME/classifiers/{domain,dissatisfaction}.{bin,report.json}, OUT/manifest.json
// Writes  OUT/{domain,dissatisfaction}.bin, OUT/classifiers.json, OUT/classifiers.md, OUT/manifest.json

import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CLASSIFIER_KINDS, parseClassifier } from '../../src/contract/classifier.ts';
import { manifestFrom, type Manifest, type ManifestFile } from '../../src/contract/manifest.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { describeFile } from './attach-modifiers.ts';
import { classifiersText } from './classifiers-text.ts';
import type { DissatisfactionReport } from './dissatisfaction.ts';
import type { DomainReport } from './domain-head.ts';

/** All classifiers that ship; together with the rest the starter stays under 40 MB. */
const MOST_BYTES = 3_000_000;

export type ClassifierReports = { domain: DomainReport; dissatisfaction: DissatisfactionReport };

export function attachClassifiers(recipe: Recipe, out = `${buildFolder(recipe)}/export`): void {
	const folder = `${buildFolder(recipe)}/classifiers`;
	const files: ManifestFile[] = [];
	for (const kind of CLASSIFIER_KINDS) {
		const from = `${folder}/${kind}.bin`;
		if (!existsSync(from))
			throw new Error(
				`There is no ${from}. Run \`npm run models -- ${kind === 'domain' ? 'domain-head' : kind} --recipe ${recipe.name}\` first.`
			);
		const bytes = new Uint8Array(readFileSync(from));
		parseClassifier(bytes, kind);
		if (bytes.length > MOST_BYTES)
			throw new Error(
				`${from} is ${bytes.length} bytes; at most ${MOST_BYTES} may ship. Lower “bits” in the recipe.`
			);
		copyFileSync(from, `${out}/${kind}.bin`);
		files.push({ ...describeFile(`${kind}.bin`, bytes), onDemand: true });
	}
	const reports = Object.fromEntries(
		CLASSIFIER_KINDS.map((kind) => [
			kind,
			JSON.parse(readFileSync(`${folder}/${kind}.report.json`, 'utf8')) as unknown
		])
	) as ClassifierReports;
	writeFileSync(`${out}/classifiers.json`, JSON.stringify(reports, null, '\t') + '\n');
	writeFileSync(`${out}/classifiers.md`, classifiersText(reports));

	const path = `${out}/manifest.json`;
	const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
	const names = new Set(files.map((file) => file.path));
	const next = manifestFrom({
		...manifest,
		files: [...manifest.files.filter((file) => !names.has(file.path)), ...files],
		measured: { ...manifest.measured, classifiers: measuredFrom(reports) }
	});
	writeFileSync(path, JSON.stringify(next, null, '\t') + '\n');
	console.error(
		`classifiers: ${files.map((f) => `${f.path} ${f.bytes} bytes`).join(', ')} in ${path}`
	);
}

/** What the model card shows. */
function measuredFrom({ domain, dissatisfaction }: ClassifierReports): object {
	const { heldOut, natural, abRedial, threshold, p95Ms } = dissatisfaction;
	return {
		domain: {
			accuracy: Object.fromEntries(
				Object.entries(domain.inDistribution).map(([source, { n, accuracy }]) => [
					source,
					{ n, accuracy }
				])
			),
			leftOut: Object.fromEntries(
				Object.entries(domain.leftOut).map(([source, { n, accuracy }]) => [source, { n, accuracy }])
			),
			calibrationError: domain.calibrationError,
			p95Ms: domain.p95Ms,
			trainedOn: domain.trainedOn
		},
		dissatisfaction: {
			threshold,
			p95Ms,
			heldOut: { n: heldOut.n, f1: heldOut.f1, auprc: heldOut.auprc },
			natural: { n: natural.n, f1: natural.f1, auprc: natural.auprc },
			abRedial: abRedial && {
				n: abRedial.n,
				f1: abRedial.f1,
				auprc: abRedial.auprc,
				auroc: abRedial.auroc
			},
			trainedOn: dissatisfaction.trainedOn
		}
	};
}
