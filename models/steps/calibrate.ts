// npm run models -- calibrate --recipe starter|tiny [--out models/starter] [--engine wllama]
//
// Fits how likely an answer is right from what its tokens said, on questions with known answers put
// to the base in OUT through the real engine, and measures it on others. Answers are kept: a second
// run asks only what is new. A new base (another hash) is asked everything.
// Reads   OUT/{base.gguf, manifest.json}, models/starter-eval/natural.jsonl, UNDERSTUDY_DATA/clinc150
// Writes  OUT/manifest.json (calibration, thresholds, measured), OUT/{calibration.json, calibration.md},
//         models/.build/NAME/calibration/ (answers)

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { CALIBRATION_VERSION, type Calibration } from '../../src/contract/calibration.ts';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import { applyMap } from '../../src/decide/calibration.ts';
import { collectAnswers } from '../calibration/collect.ts';
import { figuresOf, reliability, riskAt, type Judged } from '../calibration/figures.ts';
import { ABSTENTION, chooseMethod, inputsOf, METHODS, outOfFold } from '../calibration/fit.ts';
import {
	comparePolicies,
	searchThreshold,
	type Asked,
	type ThresholdRow
} from '../calibration/policies.ts';
import { calibrationQuestions } from '../calibration/questions.ts';
import { calibrationText, type CalibrationReport } from '../calibration/report.ts';
import { confidence, isRight, type Item } from '../measure.ts';
import { buildFolder, MODELS, type Recipe } from '../recipe.ts';
import { runtimeEngine, type RuntimeEngine } from '../runtime/runtime.ts';
import { questionsHash } from '../standard-error.ts';

/** Generated questions of each kind, and real out-of-scope ones. */
const QUESTIONS = {
	starter: { perKind: 45, outOfScope: 180 },
	tiny: { perKind: 4, outOfScope: 8 }
};
const NATURAL = `${MODELS}starter-eval/natural.jsonl`;

interface Answer extends Asked {
	part: 'fit' | 'test';
	source: 'generated' | 'public' | 'natural';
	unknown: boolean;
}

export async function calibrate(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`,
	engine?: string
): Promise<void> {
	const { baseSha256 } = manifestOf(out);
	const bytes = readFileSync(`${out}/base.gguf`);
	if (createHash('sha256').update(bytes).digest('hex') !== baseSha256)
		throw new Error(`${out}/base.gguf is not the base of ${out}/manifest.json. Export again.`);
	const { answers, questions } = await ask(recipe, out, baseSha256, runtimeEngine(engine));
	const fit = answers.filter((a) => a.part === 'fit');
	const { method, brier } = chooseMethod(fit);
	const map = method.fit(fit);
	for (const answer of answers) answer.confidence = applyMap(map, answer.inputs);
	const calibration: Calibration = {
		version: CALIBRATION_VERSION,
		baseSha256,
		abstention: ABSTENTION,
		base: map,
		modifiers: {}
	};
	const unseen = outOfFold(method, fit);
	const report = reportOf(
		answers,
		searchThreshold(fit.map((answer, i) => ({ ...answer, confidence: unseen[i]! }))),
		METHODS.map(({ name }, i) => ({ name, brier: brier[i]! }))
	);
	const result: CalibrationReport = {
		...report,
		base: baseSha256,
		questions,
		chosen: method.name,
		inputs: map.inputs.map((name, i) => ({ name, weight: map.weights[i]! }))
	};
	const after = result.sets[0]!.after;
	// Read again: other steps add files to it while the questions are asked.
	const manifest = manifestOf(out);
	const measured = {
		...manifest.measured,
		calibration: {
			n: after.n,
			ece: after.ece,
			auroc: after.auroc,
			brier: after.brier,
			unknownCaught: result.sets[0]!.unknownCaught
		}
	};
	const thresholds = { answer: result.threshold };
	writeFileSync(
		`${out}/manifest.json`,
		JSON.stringify(manifestFrom({ ...manifest, calibration, thresholds, measured }), null, '\t') +
			'\n'
	);
	writeFileSync(`${out}/calibration.json`, JSON.stringify(result, null, '\t') + '\n');
	writeFileSync(`${out}/calibration.md`, calibrationText(result));
	console.error(calibrationText(result));
}

/** Measures the calibration that OUT has on today's questions; fits nothing, writes calibration.json alone. */
export async function measureCalibration(recipe: Recipe, out: string): Promise<void> {
	const manifest = manifestFrom(JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')));
	const { calibration, thresholds, baseSha256 } = manifest;
	if (!calibration || !thresholds)
		throw new Error(`${out}/manifest.json has no calibration. Run calibrate --out ${out}.`);
	const { answers, questions } = await ask(recipe, out, baseSha256);
	for (const answer of answers) answer.confidence = applyMap(calibration.base, answer.inputs);
	const path = `${out}/calibration.json`;
	const before = JSON.parse(readFileSync(path, 'utf8')) as CalibrationReport;
	const sets = setsOf(answers, thresholds.answer);
	writeFileSync(path, JSON.stringify({ ...before, questions, sets }, null, '\t') + '\n');
}

/** Without its calibration: what is being replaced may be of the base before. */
function manifestOf(out: string): Manifest {
	const fields = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest;
	return manifestFrom({ ...fields, calibration: null });
}

async function ask(
	recipe: Recipe,
	out: string,
	baseSha256: string,
	engine?: RuntimeEngine
): Promise<{ answers: Answer[]; questions: string }> {
	const size = recipe.name === 'tiny' ? QUESTIONS.tiny : QUESTIONS.starter;
	const natural = readFileSync(NATURAL, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Item);
	const questions = [
		...calibrationQuestions(size.perKind, size.outOfScope),
		...natural
			.slice(0, recipe.name === 'tiny' ? 10 : natural.length)
			.map((item) => ({ ...item, part: 'test' as const, source: 'natural' as const }))
	];
	const folder = `${buildFolder(recipe)}/calibration`;
	const { answers, ms } = await collectAnswers(
		`${out}/base.gguf`,
		baseSha256,
		questions,
		folder,
		engine
	);
	const asked = questions.flatMap((question, i): Answer[] => {
		const answer = answers[i]!;
		const inputs = inputsOf(answer, question);
		if (inputs === null) return [];
		const answered: Answer = {
			prompt: question.prompt,
			part: question.part,
			source: question.source,
			unknown: question.match === 'unknown',
			inputs,
			right: isRight(question, answer.text),
			raw: confidence(answer),
			confidence: 0,
			ms: ms[i]!
		};
		return [answered];
	});
	return { answers: asked, questions: questionsHash(questions) };
}

type Measured = Omit<CalibrationReport, 'base' | 'questions' | 'chosen' | 'inputs'>;

function reportOf(
	answers: readonly Answer[],
	thresholds: ThresholdRow[],
	methods: CalibrationReport['methods']
): Measured {
	const fit = answers.filter((a) => a.part === 'fit');
	const test = answers.filter((a) => a.part === 'test');
	const generated = test.filter((a) => a.source === 'generated');
	const threshold = chooseThreshold(thresholds);
	return {
		fitted: fit.length,
		publicFitted: fit.filter((a) => a.source === 'public').length,
		methods,
		sets: setsOf(answers, threshold),
		bins: { before: reliability(before(generated)), after: reliability(generated) },
		riskCoverage: Array.from({ length: 10 }, (_, i) => {
			const coverage = (i + 1) / 10;
			return {
				coverage,
				before: riskAt(before(generated), coverage),
				after: riskAt(generated, coverage)
			};
		}),
		policies: comparePolicies(fit, generated),
		thresholds,
		threshold
	};
}

const before = (list: readonly Answer[]): Judged[] =>
	list.map((a) => ({ confidence: a.raw, right: a.right }));

/** Figures of the questions for testing, by set, before and after; `confidence` is calibrated by now. */
function setsOf(answers: readonly Answer[], threshold: number): CalibrationReport['sets'] {
	const test = answers.filter((a) => a.part === 'test');
	const sets: [string, Answer[]][] = [
		['generated, held-out wordings', test.filter((a) => a.source === 'generated')],
		['generated and real out-of-scope', test.filter((a) => a.source !== 'natural')],
		['natural, written by hand', test.filter((a) => a.source === 'natural')]
	];
	return sets.map(([name, list]) => {
		const unknown = list.filter((a) => a.unknown);
		const caught = unknown.filter((a) => a.right || a.confidence < threshold);
		return {
			name,
			before: figuresOf(before(list)),
			after: figuresOf(list),
			unknown: unknown.length,
			unknownCaught: unknown.length === 0 ? null : caught.length / unknown.length
		};
	});
}

/** The aim for out-of-scope questions. */
const CAUGHT = 0.97;

/**
 * Among the thresholds that catch enough out-of-scope questions, the one with the best quality less
 * price: quality a second would always take the lowest, which asks least. The highest when none does.
 */
function chooseThreshold(rows: readonly ThresholdRow[]): number {
	const enough = rows.filter((row) => (row.unknownCaught ?? 1) >= CAUGHT);
	const best = enough.toSorted((a, b) => b.worth - a.worth)[0] ?? rows.at(-1)!;
	return best.threshold;
}
