// Trains the embedder, or finds it trained: what it learns from is written once, as token ids, so that
// a training that was cut short goes on with the same texts. A finished one is used again while the
// recipe asks for the same; remove its folder to train anew, on what the generator writes by then.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { buildFolder, MODELS, type Recipe } from '../recipe.ts';
import { python } from '../steps/train-base.ts';
import type { EmbedderShape } from './graph.ts';
import { trainingGroups, type Source } from './groups.ts';
import { learnPieces, pieceEncoder } from './word-pieces.ts';

/** Of a training batch, by where its groups come from. Chosen once, not searched. */
const SHARES: Record<Source, number> = {
	wordings: 0.3,
	tasks: 0.06,
	templates: 0.18,
	terms: 0.1,
	intents: 0.28,
	halves: 0.08
};
/** InfoNCE's temperature; 0.05 as in SimCSE (Gao et al. 2021). */
const TEMPERATURE = 0.05;
/** Share of a text's tokens left out while training. */
const DROP = 0.1;
/** Tokens of a text in training: longer ones are cut, to keep batches small. */
const TRAINED_TOKENS = 40;

interface Progress {
	step: number;
	loss: number;
	seconds: number;
}

export interface TrainedEmbedder {
	/** The checkpoint's path. */
	weights: string;
	pieces: string[];
	shape: EmbedderShape;
	trainedOn: string[];
	training: Progress;
}

export async function trainEmbedder(recipe: Recipe): Promise<TrainedEmbedder> {
	const folder = `${buildFolder(recipe)}/embedder`;
	const sizes = recipe.embedder;
	const plan = {
		seed: recipe.seed,
		shape: { ...sizes.shape, positions: sizes.positions, vocabulary: sizes.pieces },
		steps: sizes.steps,
		pairs: sizes.pairs,
		rate: sizes.rate,
		tokenRate: sizes.tokenRate,
		perKind: sizes.perKind,
		rephrasings: sizes.rephrasings,
		temperature: TEMPERATURE,
		drop: DROP,
		shares: SHARES
	};
	mkdirSync(folder, { recursive: true });
	const [planFile, textsFile, weights] = ['plan.json', 'texts.json', 'weights.safetensors'].map(
		(name) => `${folder}/${name}`
	) as [string, string, string];
	const asked = JSON.stringify(plan, null, '\t');
	if (!existsSync(planFile) || readFileSync(planFile, 'utf8') !== asked) {
		for (const name of ['state.pt', 'weights.safetensors', 'train.log.jsonl'])
			rmSync(`${folder}/${name}`, { force: true });
		const { groups, trainedOn } = trainingGroups(sizes);
		const pieces = learnPieces(
			groups.flatMap(({ texts }) => texts),
			sizes.pieces
		);
		const encode = pieceEncoder(pieces, TRAINED_TOKENS);
		writeFileSync(
			`${folder}/groups.json`,
			JSON.stringify({ groups: groups.map(({ source, texts }) => [source, texts.map(encode)]) })
		);
		writeFileSync(textsFile, JSON.stringify({ pieces, trainedOn }));
		writeFileSync(planFile, asked);
	}
	if (!existsSync(weights)) await run(folder, plan.steps);
	const log = readFileSync(`${folder}/train.log.jsonl`, 'utf8').trim().split('\n').at(-1) ?? '';
	return {
		weights,
		...(JSON.parse(readFileSync(textsFile, 'utf8')) as { pieces: string[]; trainedOn: string[] }),
		shape: plan.shape,
		training: JSON.parse(log) as Progress
	};
}

/** Runs training/embedder.py and says how far it is. */
function run(folder: string, steps: number): Promise<void> {
	return new Promise((done, fail) => {
		const child = spawn(python(), [`${MODELS}training/embedder.py`, folder], {
			env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		child.stdout.setEncoding('utf8').on('data', (lines: string) => {
			const last = lines.trim().split('\n').at(-1) ?? '';
			if (!last.startsWith('{')) return;
			const { step, loss, seconds } = JSON.parse(last) as Progress;
			const left = Math.round((seconds / step) * (steps - step));
			console.error(`embedder: step ${step} of ${steps}, loss ${loss}, ${left} s left`);
		});
		child.on('error', fail);
		child.on('exit', (status) =>
			status === 0
				? done()
				: fail(
						new Error(
							`${python()} ended with ${status}; its message is above. It needs PyTorch (UNDERSTUDY_PYTHON names another one); the same command resumes.`
						)
					)
		);
	});
}
