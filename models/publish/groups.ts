// What was measured of a folder that ships or would: its reports as groups of figures, each with its
// standard error. Reads; measures nothing itself (again.ts does).

import { existsSync, readFileSync } from 'node:fs';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import type { CalibrationReport } from '../calibration/report.ts';
import type { CriticReport } from '../critic/critic-text.ts';
import type { EmbedderReport } from '../embedder/embedder-text.ts';
import { shippedRow } from '../router/compared.ts';
import type { RouterReport } from '../router/report.ts';
import {
	aucError,
	binomialError,
	deviation,
	errorOfInterval,
	questionsHash
} from '../standard-error.ts';
import type { ClassifierReports } from '../steps/classifiers.ts';
import type { MeasuredScore, Report } from '../steps/evaluate.ts';
import type { ExamplesReport } from '../steps/examples.ts';
import type { ModifierReport } from '../steps/modifier-report.ts';
import type { Figure, FigureGroup } from './figures.ts';

export type GroupKind =
	| 'base'
	| 'calibration'
	| 'modifier'
	| 'domain'
	| 'dissatisfaction'
	| 'router'
	| 'critic'
	| 'embedder'
	| 'examples';
export type KindGroup = FigureGroup & { kind: GroupKind };

export const readManifest = (folder: string): Manifest =>
	manifestFrom(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));

export const readReport = <T>(folder: string, name: string): T | null =>
	existsSync(`${folder}/${name}`)
		? (JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T)
		: null;

type GroupOf<T> = (artefact: string, report: T) => KindGroup;

/** Every group that the folder has a report of. */
export function groupsOf(folder: string): KindGroup[] {
	const manifest = readManifest(folder);
	const base = manifest.baseSha256;
	const hashOf = (path: string): string | null =>
		manifest.files.find((file) => file.path === path)?.sha256 ?? null;
	/** Of a file that ships; a report without its file is of another day. */
	const of = <T>(file: string, report: T | null | undefined, group: GroupOf<T>) => {
		const artefact = hashOf(file);
		return artefact && report ? group(artefact, report) : null;
	};
	const classifiers = readReport<ClassifierReports>(folder, 'classifiers.json');
	const critic = readReport<CriticReport>(folder, 'critic-report.json');
	const groups: (KindGroup | null)[] = [
		baseGroup(base, readReport<Report>(folder, 'report.json')),
		calibrationGroup(manifest, readReport<CalibrationReport>(folder, 'calibration.json')),
		...modifierGroups(manifest, hashOf),
		of('domain.bin', classifiers?.domain, domainGroup),
		of('dissatisfaction.bin', classifiers?.dissatisfaction, dissatisfactionGroup),
		of('router.json', readReport<RouterReport>(folder, 'router-report.json'), routerGroup),
		of('critic.json', critic?.base === base ? critic : null, criticGroup),
		of('embedder.onnx', readReport<EmbedderReport>(folder, 'embedder-report.json'), embedderGroup),
		of('examples.bin', readReport<ExamplesReport>(folder, 'examples-report.json'), examplesGroup)
	];
	return groups.filter((group) => group !== null);
}

const higher = (name: string, value: number, error: number, judged = true): Figure => ({
	name,
	value,
	error,
	better: 'higher',
	judged
});
const lower = (name: string, value: number, error: number, judged = true): Figure => ({
	...higher(name, value, error, judged),
	better: 'lower'
});

const SETS = [
	['held out', 'heldOut'],
	['third question', 'thirdQuestion'],
	['follow-ups', 'followUps'],
	['natural', 'natural']
] as const;

function baseGroup(base: string, report: Report | null): KindGroup | null {
	if (!report || report.model !== base) return null;
	return {
		kind: 'base',
		name: 'base',
		artefact: base,
		questions: report.questions ?? null,
		figures: SETS.flatMap(([name, key]) => scoreFigures(name, report[key]))
	};
}

/** Abilities are shown and not judged: they add up to their set, and rest on ten to forty questions. */
function scoreFigures(set: string, score: MeasuredScore): Figure[] {
	// A report from before errors were kept compares with none: it is measured again.
	const { errors } = score as Partial<MeasuredScore>;
	const figures = [
		higher(`${set}: right`, score.accuracy, errors?.accuracy ?? 0),
		score.auroc !== null && higher(`${set}: AUROC`, score.auroc, errors?.auroc ?? 0),
		score.unknownCaught !== null &&
			higher(`${set}: out of scope caught`, score.unknownCaught, errors?.unknownCaught ?? 0),
		lower(`${set}: ECE before calibration`, score.ece, errors?.ece ?? 0, false),
		...Object.entries(score.abilities).map(([ability, { n, accuracy }]) =>
			higher(`${set}: ${ability}`, accuracy, binomialError(accuracy, n), false)
		)
	];
	return figures.filter((figure) => figure !== false);
}

function calibrationGroup(
	{ baseSha256, calibration, thresholds }: Manifest,
	report: CalibrationReport | null
): KindGroup | null {
	if (!report || !calibration || report.base !== baseSha256) return null;
	return {
		kind: 'calibration',
		name: 'calibration',
		artefact: `${baseSha256} ${questionsHash([calibration, thresholds])}`,
		questions: report.questions ?? null,
		figures: report.sets.flatMap(({ name, after, unknownCaught, unknown }) => [
			lower(`${name}: ECE`, after.ece, errorOfInterval(after.eceInterval)),
			lower(`${name}: Brier`, after.brier, errorOfInterval(after.brierInterval)),
			...(after.auroc === null
				? []
				: [higher(`${name}: AUROC`, after.auroc, errorOfInterval(after.aurocInterval))]),
			...(unknownCaught === null
				? []
				: [
						higher(
							`${name}: out of scope caught`,
							unknownCaught,
							binomialError(unknownCaught, unknown ?? 1)
						)
					])
		])
	};
}

type MeasuredModifiers = Record<string, ModifierReport['figures']>;

function modifierGroups(manifest: Manifest, hashOf: (path: string) => string | null): KindGroup[] {
	const measured = (manifest.measured['modifiers'] ?? {}) as MeasuredModifiers;
	return manifest.modifiers.flatMap(({ id, file }) => {
		const of = measured[id];
		if (!of) return [];
		const { heldOut, late, neighbours } = of;
		return {
			kind: 'modifier',
			name: `modifier ${id}`,
			artefact: `${manifest.baseSha256} ${hashOf(file)}`,
			questions: of.questions ?? null,
			figures: [
				higher('held out: right', heldOut.modifier, binomialError(heldOut.modifier, heldOut.n)),
				higher(
					'held out: the base alone',
					heldOut.base,
					binomialError(heldOut.base, heldOut.n),
					false
				),
				...(late === undefined
					? []
					: [
							higher(
								'late in a conversation: right',
								late.modifier,
								binomialError(late.modifier, late.n)
							)
						]),
				higher(
					'neighbours declined',
					neighbours.modifier,
					binomialError(neighbours.modifier, neighbours.n),
					false
				)
			]
		};
	});
}

function domainGroup(artefact: string, report: ClassifierReports['domain']): KindGroup {
	const accuracies = (prefix: string, of: typeof report.inDistribution, judged: boolean) =>
		Object.entries(of).map(([source, { n, accuracy }]) =>
			higher(`${prefix}${source}: right`, accuracy, binomialError(accuracy, n), judged)
		);
	return {
		kind: 'domain',
		name: 'domain head',
		artefact,
		questions: report.questions ?? null,
		figures: [
			...accuracies('', report.inDistribution, true),
			// Of other trainings, which do not ship.
			...accuracies('trained without ', report.leftOut, false),
			lower('ECE', report.calibrationError, 0, false)
		]
	};
}

function dissatisfactionGroup(
	artefact: string,
	report: ClassifierReports['dissatisfaction']
): KindGroup {
	const sets = [
		['held out', report.heldOut],
		['by hand', report.natural],
		['AB-ReDial', report.abRedial]
	] as const;
	return {
		kind: 'dissatisfaction',
		name: 'dissatisfaction',
		artefact,
		questions: report.questions ?? null,
		figures: sets.flatMap(([set, of]) =>
			of === null
				? []
				: [
						higher(`${set}: F1`, of.f1, errorOfInterval(of.f1Interval)),
						higher(`${set}: AUPRC`, of.auprc, errorOfInterval(of.auprcInterval)),
						higher(
							`${set}: AUROC`,
							of.auroc,
							aucError(of.auroc, of.dissatisfied, of.n - of.dissatisfied)
						)
					]
		)
	};
}

/** Shares of calls have no formula for their error: it is the deviation over other folds of the same rows. */
function routerGroup(artefact: string, report: RouterReport): KindGroup {
	const figures = report.tables.flatMap((table) => {
		const { auc, apgr, cpt50, cpt80 } = shippedRow(table.compared);
		const wrong = Math.round(table.rows * (1 - table.weak));
		const spread = (of: 'apgr' | 'cpt50' | 'cpt80') => deviation(table.seeds.map((s) => s[of]));
		return [
			...(auc === null
				? []
				: [higher(`${table.name}: AUC`, auc, aucError(auc, wrong, table.rows - wrong))]),
			higher(`${table.name}: APGR`, apgr, spread('apgr')),
			lower(`${table.name}: CPT50`, cpt50, spread('cpt50')),
			lower(`${table.name}: CPT80`, cpt80, spread('cpt80'))
		];
	});
	const questions = questionsHash(
		report.tables.map(({ name, rows, groups, weak, strong }) => [name, rows, groups, weak, strong])
	);
	return { kind: 'router', name: 'router', artefact, questions, figures };
}

function criticGroup(artefact: string, report: CriticReport): KindGroup {
	return {
		kind: 'critic',
		name: 'critic',
		artefact,
		questions: report.questions ?? null,
		figures: report.sets.flatMap(({ name, n, right, auroc, meanError }) => {
			const error = lower(`${name}: mean error of a grade`, meanError, 0, false);
			if (auroc === null) return [error];
			const yes = Math.round(right * n);
			return [higher(`${name}: AUROC`, auroc, aucError(auroc, yes, n - yes)), error];
		})
	};
}

function embedderGroup(artefact: string, report: EmbedderReport): KindGroup {
	return {
		kind: 'embedder',
		name: 'embedder',
		artefact,
		questions: report.questions ?? null,
		figures: report.retrieval.flatMap(({ name, ours: { n, at1, at5 } }) => [
			higher(`${name}: recall at 1`, at1, binomialError(at1, n)),
			higher(`${name}: recall at 5`, at5, binomialError(at5, n))
		])
	};
}

function examplesGroup(artefact: string, report: ExamplesReport): KindGroup {
	const { n, sameDomain } = report.heldOut;
	return {
		kind: 'examples',
		name: 'examples',
		artefact,
		questions: report.questions ?? null,
		figures: [
			higher('of the asked domain', sameDomain, binomialError(sameDomain, n)),
			higher('items', report.count, 0)
		]
	};
}
