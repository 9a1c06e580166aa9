// npm run models -- report [--recipe starter] [--out models/.build/starter/export] [--engine wllama]
//
// `report` measures an export on held-out prompts, writes the self-test and the figures.
// Reads   OUT/{base.gguf, manifest.json}, models/starter-eval/natural.jsonl
// Writes  OUT/{manifest.json, report.json, report.md}

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { SELF_TEST_PROMPT } from '../chat-template.ts';
import { heldOut, heldOutFollowUps } from '../held-out.ts';
import { machineText } from '../machine.ts';
import {
	abilitiesOf,
	auroc,
	calibrationError,
	confidence,
	isRight,
	round,
	score,
	type Answered,
	type Item,
	type Score
} from '../measure.ts';
import { naturalItems } from '../natural.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { MOST_TOKENS } from '../runtime/answers.ts';
import { answerWithPyTorch } from '../runtime/pytorch.ts';
import { ENGINE_NAMES, openRuntime, runtimeEngine, type Runtime } from '../runtime/runtime.ts';
import { writeCheckpoint } from '../safetensors.ts';
import { binomialError, bootstrapError, questionsHash } from '../standard-error.ts';
import { Tokenizer } from '../tokenizer.ts';
import { reportText } from './report-text.ts';
import { readBegunWith, readLog, type BegunWith } from './train-base.ts';
import { readMeanWith, type Mean } from './export.ts';

export function progressOf(what: string, total: number): (done: number) => void {
	const began = Date.now();
	return (done) => {
		if (done % 25 === 0)
			console.error(
				`${what}: ${done}/${total}, ${Math.round((((Date.now() - began) / done) * (total - done)) / 1000)} s left`
			);
	};
}

/** A score with the standard errors of its figures: binomial, or of 300 resamples. */
export type MeasuredScore = Score & {
	errors: { accuracy: number; auroc: number | null; ece: number; unknownCaught: number | null };
};

export interface Report {
	command: string;
	machine: string;
	model: string;
	/** Of every question asked: figures are comparable where it is the same. */
	questions: string;
	perKind: number;
	trainingHours: number;
	tokensSeen: number;
	finalLoss: number;
	/** Where the training went on from another base: tokens and hours are those since. */
	begunWith?: BegunWith | null;
	/** Null: the weights are the training's own. */
	meanWith?: Mean | null;
	engine: string;
	threshold: number;
	heldOut: MeasuredScore;
	thirdQuestion: MeasuredScore;
	followUps: MeasuredScore;
	natural: MeasuredScore;
	parity: { prompts: number; identical: number; maxLogprobDifference: number };
	failures: {
		ability: string;
		prompt: string;
		answer: string;
		expected: string;
		confidence: number;
	}[];
}

/** Greedy text of PyTorch (on the weights as they ship) against the engine, and how far log-probabilities differ. */
async function parity(runtime: Runtime, base: string, items: Item[]): Promise<Report['parity']> {
	const { shape, tensors, vocabulary } = readBaseWeights(new Uint8Array(readFileSync(base)));
	const scratch = mkdtempSync(join(tmpdir(), 'understudy-'));
	let ours: Answered[];
	try {
		const { width, layers, heads, hidden, vocabulary: words, context } = shape;
		writeCheckpoint(`${scratch}/base.safetensors`, {
			shape: { width, layers, heads, hidden, vocabulary: words, context },
			tensors
		});
		// As many tokens as the engine writes: a base that rambles would differ in length alone.
		ours = answerWithPyTorch(
			`${scratch}/base.safetensors`,
			new Tokenizer(vocabulary),
			items,
			MOST_TOKENS
		);
	} finally {
		rmSync(scratch, { recursive: true });
	}
	const theirs = await runtime.answer(items);
	let identical = 0,
		difference = 0;
	items.forEach((_, i) => {
		if (ours[i]!.text !== theirs[i]!.text)
			return console.error(`parity: "${items[i]!.prompt}": ${ours[i]!.text} | ${theirs[i]!.text}`);
		identical++;
		theirs[i]!.logprobs.forEach((l, k) => {
			difference = Math.max(difference, Math.abs(l - (ours[i]!.logprobs[k] ?? l)));
		});
	});
	return {
		prompts: items.length,
		identical,
		maxLogprobDifference: Number(difference.toPrecision(2))
	};
}

/** Writes the self-test alone: for trying an export in the app before it is measured. */
export async function writeSelfTest(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`,
	engine?: string
): Promise<void> {
	const runtime = await openRuntime(`${out}/base.gguf`, [], runtimeEngine(engine));
	try {
		const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest;
		writeFileSync(
			`${out}/manifest.json`,
			JSON.stringify(
				manifestFrom({ ...manifest, selfTest: await runtime.selfTest(SELF_TEST_PROMPT, 8) }),
				null,
				'\t'
			) + '\n'
		);
	} finally {
		await runtime.close();
	}
}

/** The questions of a report; they change with the generator. */
export const reportQuestions = (
	perKind: number
): Record<'heldOut' | 'thirdQuestion' | 'followUps' | 'natural', Item[]> => ({
	heldOut: heldOut(perKind),
	thirdQuestion: heldOut(Math.ceil(perKind / 2), true),
	followUps: heldOutFollowUps(perKind * 2),
	natural: naturalItems()
});

/** A set as reports have it: abilities by what is said, in whatever confidence. */
export function withErrors(items: Item[], answers: Answered[], threshold: number): MeasuredScore {
	const result = score(items, answers, threshold);
	const judged = items.map((item, i) => ({
		confidence: confidence(answers[i]!),
		right: isRight(item, answers[i]!.text)
	}));
	const of = (figure: typeof auroc | typeof calibrationError): number | null => {
		const error = bootstrapError(judged, (sample) =>
			figure(
				sample.map((j) => j.confidence),
				sample.map((j) => j.right)
			)
		);
		return error === null ? null : round(error);
	};
	const unknown = items.filter(({ match }) => match === 'unknown').length;
	return {
		...result,
		// What it says alone: that a low confidence catches the rest is in the totals.
		abilities: abilitiesOf(
			items,
			judged.map(({ right }) => right)
		),
		errors: {
			accuracy: round(binomialError(result.accuracy, result.n)),
			auroc: of(auroc),
			ece: of(calibrationError)!,
			unknownCaught:
				result.unknownCaught === null ? null : round(binomialError(result.unknownCaught, unknown))
		}
	};
}

/** What the log says of the weights just exported; of others, what their report said before. */
function trainingOf(
	recipe: Recipe,
	out: string,
	model: string
): Pick<Report, 'trainingHours' | 'tokensSeen' | 'finalLoss' | 'begunWith' | 'meanWith'> {
	const path = `${out}/report.json`;
	if (existsSync(path)) {
		const before = JSON.parse(readFileSync(path, 'utf8')) as Report;
		const { trainingHours, tokensSeen, finalLoss, begunWith = null, meanWith = null } = before;
		if (before.model === model)
			return { trainingHours, tokensSeen, finalLoss, begunWith, meanWith };
	}
	const last = readLog(buildFolder(recipe)).at(-1);
	return {
		trainingHours: Number(((last?.seconds ?? 0) / 3600).toFixed(2)),
		tokensSeen: last?.seen ?? 0,
		finalLoss: last?.loss ?? 0,
		begunWith: readBegunWith(buildFolder(recipe)),
		meanWith: readMeanWith(recipe)
	};
}

export async function report(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`,
	perKind = recipe.heldOutPerKind,
	engine?: string
): Promise<void> {
	const using = runtimeEngine(engine);
	const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest,
		threshold = manifest.thresholds!.answer;
	const runtime = await openRuntime(`${out}/base.gguf`, [], using);
	try {
		const sets = reportQuestions(perKind);
		const scores: Record<string, MeasuredScore> = {},
			failures: Report['failures'] = [];
		for (const [name, items] of Object.entries(sets)) {
			const answers = await runtime.answer(items, progressOf(name, items.length));
			scores[name] = withErrors(items, answers, threshold);
			if (name === 'natural') failures.push(...failed(items, answers));
		}
		const parityItems = [
			...sets.heldOut.filter((_, i) => i % Math.ceil(sets.heldOut.length / 38) === 0),
			{ prompt: 'Tab\tand émoji ☃ 123', answer: '', match: 'exact', ability: 'bytes' } as Item,
			{
				prompt: 'x=[1,2]; print(x)  # two  spaces',
				answer: '',
				match: 'exact',
				ability: 'bytes'
			} as Item
		];
		const result: Report = {
			command: `npm run models -- all --recipe ${recipe.name}`,
			machine: machineText(),
			model: manifest.baseSha256,
			questions: questionsHash(sets),
			perKind,
			...trainingOf(recipe, out, manifest.baseSha256),
			engine: `${ENGINE_NAMES[using]}, on the file that ships`,
			threshold,
			heldOut: scores['heldOut']!,
			thirdQuestion: scores['thirdQuestion']!,
			followUps: scores['followUps']!,
			natural: scores['natural']!,
			parity: await parity(runtime, `${out}/base.gguf`, parityItems),
			failures
		};
		const selfTest = await runtime.selfTest(SELF_TEST_PROMPT, 8);
		const measured = {
			heldOut: brief(result.heldOut),
			thirdQuestion: brief(result.thirdQuestion),
			followUps: brief(result.followUps),
			natural: brief(result.natural),
			auroc: result.heldOut.auroc,
			unknownCaught: result.heldOut.unknownCaught,
			abilities: Object.fromEntries(
				Object.entries(result.heldOut.abilities).map(([k, v]) => [k, v.accuracy])
			)
		};
		writeFileSync(
			`${out}/manifest.json`,
			JSON.stringify(
				manifestFrom({ ...manifest, selfTest, measured: { ...manifest.measured, ...measured } }),
				null,
				'\t'
			) + '\n'
		);
		writeFileSync(`${out}/report.json`, JSON.stringify(result, null, '\t') + '\n');
		writeFileSync(`${out}/report.md`, reportText(result));
		console.error(reportText(result));
	} finally {
		await runtime.close();
	}
}

const brief = (s: Score) => ({ n: s.n, accuracy: s.accuracy });
const failed = (items: Item[], answers: Answered[]): Report['failures'] =>
	items.flatMap((item, i) =>
		isRight(item, answers[i]!.text)
			? []
			: [
					{
						ability: item.ability,
						prompt: item.prompt,
						answer: answers[i]!.text,
						expected: item.answer,
						confidence: Number(confidence(answers[i]!).toFixed(3))
					}
				]
	);
