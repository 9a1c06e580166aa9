// npm run models -- train-base --recipe starter [--ends-at 2026-01-31T01:45:00] [--from BASE.gguf] [--peak 0.25]
//
// Trains the base: starts models/training/base.py once per process and keeps shards ahead of it.
// Interrupted, it resumes from its last save. `--ends-at` plans by the clock instead of by tokens
// (local time); started again with another time it moves the end, or, where training had ended, goes
// on: the rate warms up again and decays to the new end. `--from` begins with the weights and the
// vocabulary of an exported base, when its training's own state is not at hand: the optimizers begin anew.
// `--peak` is the share of the recipe's rates that a base which goes on warms up to: what is good already,
// such as a mean of two, is unlearned by a high one.
// Reads   models/.build/NAME/vocabulary.json, or BASE.gguf
// Writes  models/.build/NAME/{plan.json, shards/, weights.safetensors, state-*.pt, train.log.jsonl};
//         with --from also {start.safetensors, start.json, vocabulary.json}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { buildFolder, MODELS, type Recipe } from '../recipe.ts';
import { writeCheckpoint } from '../safetensors.ts';
import { sha256 } from '../sha256.ts';
import { vocabularyOf } from './tokenizer.ts';
import { shardPath } from './corpus.ts';

const AHEAD = 2; // shards waiting: a shard is about a minute and a half of training
/** Of the recipe's rates, when a trained base goes on and `--peak` says nothing. */
const AGAIN = 0.6;

/** Throws for what is no share of the rate. */
export function peakOf(text: string | undefined): number {
	const share = text === undefined ? AGAIN : Number(text);
	if (!(share > 0 && share <= 1))
		throw new Error(`--peak wants a share above 0 and up to 1, such as 0.25; it was “${text}”.`);
	return share;
}
/** glibc gives large blocks back at once otherwise, and every step faults them in again: a fifth slower. */
const ENVIRONMENT = {
	OPENBLAS_NUM_THREADS: '1',
	OMP_NUM_THREADS: '1',
	MALLOC_MMAP_THRESHOLD_: '4000000000',
	MALLOC_TRIM_THRESHOLD_: '8000000000',
	MALLOC_TOP_PAD_: '268435456'
};

/** The Python that has PyTorch: UNDERSTUDY_PYTHON, or Debian's. */
export const python = (): string => process.env['UNDERSTUDY_PYTHON'] ?? '/usr/bin/python3';

/** One rise and fall of the rate. `warmFrom` is a step, `startedAt` in seconds since 1970. */
interface Period {
	startedAt: number;
	warmFrom?: number;
	peak?: number;
}

export interface LogLine {
	step: number;
	shard: number;
	seen: number;
	loss: number;
	rate: number;
	part: number;
	tokensPerSecond: number;
	seconds: number;
}
export function readLog(folder: string): LogLine[] {
	const path = `${folder}/train.log.jsonl`;
	return existsSync(path)
		? readFileSync(path, 'utf8')
				.trim()
				.split('\n')
				.filter(Boolean)
				.map((l) => JSON.parse(l) as LogLine)
		: [];
}

/** The base a training went on from, and what its report beside it says of its training. */
export interface BegunWith {
	model: string;
	tokensSeen: number | null;
	trainingHours: number | null;
}

export function readBegunWith(folder: string): BegunWith | null {
	const path = `${folder}/start.json`;
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BegunWith) : null;
}

function begunWith(gguf: string, bytes: Uint8Array): BegunWith {
	const model = sha256(bytes);
	const path = `${dirname(gguf)}/report.json`;
	const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BegunWith) : null;
	const { tokensSeen = null, trainingHours = null } = report?.model === model ? report : {};
	return { model, tokensSeen, trainingHours };
}

/** What base.py begins with instead of random weights, where it is there. */
const startPath = (folder: string): string => `${folder}/start.safetensors`;

/**
 * Puts weights and vocabulary of an exported base where a training begins. Throws where one has begun, or
 * where the base has another shape than the recipe.
 */
export function beginWith(recipe: Recipe, gguf: string): void {
	const folder = buildFolder(recipe);
	if (readLog(folder).length > 0)
		throw new Error(
			`A training has begun in ${folder}, and goes on without --from. To begin anew, remove that folder.`
		);
	const bytes = new Uint8Array(readFileSync(gguf));
	const { shape, tensors, vocabulary } = readBaseWeights(bytes);
	const wanted: Record<string, number> = {
		...recipe.shape,
		vocabulary: vocabulary.tokens.length
	};
	for (const [name, size] of Object.entries(wanted))
		if (shape[name as keyof typeof shape] !== size)
			throw new Error(
				`${gguf} has “${name}” ${shape[name as keyof typeof shape]}, the recipe ${recipe.name} ${size}: only a base of the same shape can go on.`
			);
	writeFileSync(`${folder}/vocabulary.json`, JSON.stringify(vocabulary));
	writeCheckpoint(startPath(folder), { shape: wanted, tensors });
	writeFileSync(`${folder}/start.json`, JSON.stringify(begunWith(gguf, bytes)));
}

export async function trainBase(
	recipe: Recipe,
	options: { endsAt?: string; from?: string; peak?: string } = {}
): Promise<void> {
	const peak = peakOf(options.peak);
	const folder = buildFolder(recipe);
	mkdirSync(`${folder}/shards`, { recursive: true });
	if (options.from) beginWith(recipe, options.from);
	if ((readLog(folder).at(-1)?.part ?? 0) >= 1 && !options.endsAt)
		return console.error('train-base: already trained');
	const check = spawnSync(python(), ['-c', 'import torch, numpy']);
	if (check.status !== 0)
		throw new Error(
			`${python()} has no PyTorch. On Debian: apt install python3-torch libopenblas0-pthread; or set UNDERSTUDY_PYTHON.`
		);
	const planPath = `${folder}/plan.json`,
		so = readLog(folder).at(-1),
		before = existsSync(planPath)
			? (JSON.parse(readFileSync(planPath, 'utf8')) as Period & { endsAt?: number })
			: null;
	// A finished training goes on as a new period: the rate has decayed to nothing and warms up again.
	const period: Period =
		before && (so?.part ?? 0) < 1
			? { startedAt: before.startedAt, warmFrom: before.warmFrom, peak: before.peak }
			: {
					startedAt: Date.now() / 1000,
					warmFrom: so?.step ?? 0,
					peak: so || existsSync(startPath(folder)) ? peak : 1
				};
	const plan: Recipe['training'] & Period & Record<string, unknown> & { endsAt?: number } = {
		...recipe.training,
		seed: recipe.seed,
		port: 29500 + (process.pid % 400),
		shape: { ...recipe.shape, vocabulary: vocabularyOf(recipe).tokens.length },
		...period,
		...(options.endsAt ? { endsAt: new Date(options.endsAt).getTime() / 1000 } : {})
	};
	writeFileSync(planPath, JSON.stringify(plan, null, 2));
	const first = readLog(folder).at(-1)?.shard ?? 0;
	let running = plan.processes,
		failed = false;
	const children: ChildProcess[] = [];
	const start = () => {
		for (let rank = 0; rank < plan.processes; rank++) {
			// Each in its own session: Linux divides a processor by session first, and the slower rank holds
			// up the other.
			const child = spawn(python(), [`${MODELS}training/base.py`, 'train', folder, String(rank)], {
				env: { ...process.env, ...ENVIRONMENT },
				stdio: ['ignore', 'ignore', 'inherit'],
				detached: true
			});
			child.on('exit', (status) => {
				running--;
				if (status !== 0) {
					failed = true;
					for (const c of children) c.kill();
				}
			});
			children.push(child);
		}
	};
	const stop = () => {
		for (const c of children) c.kill();
		process.exit(1);
	};
	process.on('SIGINT', stop).on('SIGTERM', stop);
	let next = first,
		shown = 0;
	for (;;) {
		const log = readLog(folder),
			last = log.at(-1),
			at = last?.shard ?? first;
		// A fresh process a shard: while it trains, the generator may be improved, never broken for good.
		if (next <= at + AHEAD) {
			if (existsSync(shardPath(recipe, next))) next++;
			else {
				const made = spawnSync(
					process.execPath,
					[`${MODELS}cli.ts`, 'corpus', '--recipe', recipe.name, '--shard', String(next)],
					{ stdio: ['ignore', 'ignore', 'inherit'] }
				);
				if (made.status === 0) next++;
				else await delay(15_000);
			}
			if (next > first && children.length === 0) start();
			continue;
		}
		if (last && last.step !== shown) {
			shown = last.step;
			const left = plan.endsAt
				? plan.endsAt - Date.now() / 1000
				: (plan.tokens - last.seen) / Math.max(1, last.tokensPerSecond);
			console.error(
				`train-base: ${(100 * last.part).toFixed(1)} %, step ${last.step}, loss ${last.loss}, ${last.tokensPerSecond} tokens/s, ${Math.round(left / 60)} min left`
			);
		}
		// Two shards back are kept, because a resume starts at the beginning of its shard.
		for (const file of readdirSync(`${folder}/shards`))
			if (Number.parseInt(file) < at - 6) rmSync(`${folder}/shards/${file}`);
		if (failed)
			throw new Error(
				'A training process stopped; its message is above. The same command resumes.'
			);
		if (running === 0) break;
		await delay(2000);
	}
}
