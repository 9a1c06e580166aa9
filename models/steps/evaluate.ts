// npm run models -- report [--recipe starter] [--out models/.build/starter/export]
//
// `report` measures an export on held-out prompts, writes the self-test and the figures.
// Reads   OUT/{base.gguf, manifest.json}, models/starter-eval/natural.jsonl
// Writes  OUT/{manifest.json, report.json, report.md}

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import { heldOut, heldOutFollowUps } from '../held-out.ts';
import { confidence, isRight, score, type Answered, type Item, type Score } from '../measure.ts';
import { buildFolder, MODELS, type Recipe } from '../recipe.ts';
import { answerWithPyTorch } from '../runtime/pytorch.ts';
import { openWllama, type WllamaRuntime } from '../runtime/wllama.ts';
import { Tokenizer } from '../tokenizer.ts';
import { reportText } from './report-text.ts';
import { vocabularyOf } from './tokenizer.ts';
import { readLog } from './train-base.ts';

export const readItems = (path: string): Item[] =>
	readFileSync(path, 'utf8')
		.trim()
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Item);
const NATURAL = `${MODELS}starter-eval/natural.jsonl`;

export function progressOf(what: string, total: number): (done: number) => void {
	const began = Date.now();
	return (done) => {
		if (done % 25 === 0)
			console.error(
				`${what}: ${done}/${total}, ${Math.round((((Date.now() - began) / done) * (total - done)) / 1000)} s left`
			);
	};
}

export interface Report {
	command: string;
	machine: string;
	model: string;
	trainingHours: number;
	tokensSeen: number;
	finalLoss: number;
	engine: string;
	threshold: number;
	heldOut: Score;
	thirdQuestion: Score;
	followUps: Score;
	natural: Score;
	parity: { prompts: number; identical: number; maxLogprobDifference: number };
	failures: {
		ability: string;
		prompt: string;
		answer: string;
		expected: string;
		confidence: number;
	}[];
}

/** Greedy text of PyTorch (on the rounded weights) against the engine, and how far log-probabilities differ. */
async function parity(
	runtime: WllamaRuntime,
	recipe: Recipe,
	items: Item[]
): Promise<Report['parity']> {
	const ours = answerWithPyTorch(
			`${buildFolder(recipe)}/exported.safetensors`,
			new Tokenizer(vocabularyOf(recipe)),
			items
		),
		theirs = await runtime.answer(items);
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

const SELF_TEST = '<|user|> What is the capital of France?<|assistant|>';

/** Writes the self-test alone: for trying an export in the app before it is measured. */
export async function writeSelfTest(out: string): Promise<void> {
	const runtime = await openWllama(`${out}/base.gguf`);
	try {
		const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest;
		writeFileSync(
			`${out}/manifest.json`,
			JSON.stringify(
				manifestFrom({ ...manifest, selfTest: await runtime.selfTest(SELF_TEST, 8) }),
				null,
				'\t'
			) + '\n'
		);
	} finally {
		await runtime.close();
	}
}

export async function report(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`,
	perKind = recipe.heldOutPerKind
): Promise<void> {
	const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest,
		threshold = manifest.thresholds!.answer;
	const runtime = await openWllama(`${out}/base.gguf`);
	try {
		const sets = {
			heldOut: heldOut(perKind),
			thirdQuestion: heldOut(Math.ceil(perKind / 2), true),
			followUps: heldOutFollowUps(perKind * 2),
			natural: readItems(NATURAL)
		};
		const scores: Record<string, Score> = {},
			failures: Report['failures'] = [];
		for (const [name, items] of Object.entries(sets)) {
			const answers = await runtime.answer(items, progressOf(name, items.length));
			scores[name] = score(items, answers, threshold);
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
		const last = readLog(buildFolder(recipe)).at(-1);
		const result: Report = {
			command: `npm run models -- ${recipe.name}`,
			machine: `${cpus().length} CPU cores (${cpus()[0]?.model.trim() ?? 'unknown'}), no GPU, shared with other work`,
			model: manifest.baseSha256,
			trainingHours: Number(((last?.seconds ?? 0) / 3600).toFixed(2)),
			tokensSeen: last?.seen ?? 0,
			finalLoss: last?.loss ?? 0,
			engine: 'wllama in Chromium, on the file that ships, greedy',
			threshold,
			heldOut: scores['heldOut']!,
			thirdQuestion: scores['thirdQuestion']!,
			followUps: scores['followUps']!,
			natural: scores['natural']!,
			parity: await parity(runtime, recipe, parityItems),
			failures
		};
		const selfTest = await runtime.selfTest(SELF_TEST, 8);
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
