// Trains one modifier, in a process of its own (trainedApart). What a shape of batch has taken of the backend's
// memory is never given back, and WebAssembly has 4 GiB: a long training fills it, and goes on from where it was
// saved in a new process, whose memory is empty.
// Writes  models/.build/NAME/modifiers/DOMAIN.part.{gguf,json} every 20 seconds, then the adapter

import { fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { batchesOf } from '../../src/learn/lora-batch.ts';
import { adapterGguf, readAdapter } from '../../src/learn/lora-gguf.ts';
import { LoraTrainer, type LoraWeights } from '../../src/learn/lora.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { modifierEffort, type Recipe } from '../recipe.ts';
import { sha256 } from '../sha256.ts';
import { Tokenizer } from '../tokenizer.ts';
import { confirmedFailures } from './failures.ts';
import { exampleStream, historyDraw } from './modifier-examples.ts';
import { modifierFolder, type ModifierReport } from './modifier-report.ts';

const WARM_UP = 20; // steps
/** Of the recipe's rate, where an adapter is the start, of this base or of one it came from: at the whole rate it
 * lost what it knew, and ten minutes later knew little more (maths .53 before and .57 after, on a new base). */
const AGAIN = 0.5;
const SAVE_MS = 20_000;
/** What the process exits with when the backend's memory is full. */
const MEMORY_FULL = 75;

export interface Training {
	recipe: Recipe;
	/** Of the domain. */
	id: string;
	/** The base, a GGUF. */
	base: string;
	/** By the clock, milliseconds; null: as long as the recipe says. */
	until: number | null;
	/** A folder of earlier adapters to go on from. */
	from?: string;
	/** Where the adapter goes. */
	to: string;
}
type Trained = Omit<ModifierReport['training'], 'failures'>;

/** Trains in processes of its own, one after another. Throws when one fails, or got no further than the one before. */
export async function trainedApart(training: Training): Promise<Trained> {
	for (let steps = -1; ;) {
		const end = await inProcess(training);
		if (typeof end !== 'number') return end;
		const saved = savedSteps(training);
		if (end !== MEMORY_FULL || saved <= steps)
			throw new Error(
				end === MEMORY_FULL
					? `The training of ${training.id} needs more memory than WebAssembly has. Lower “batchTokens” in the recipe.`
					: `The training of ${training.id} ended with ${end}; what it says is above.`
			);
		steps = saved;
		console.error(`modifiers: ${training.id}: the memory is full, so it goes on in a new process`);
	}
}

function inProcess(training: Training): Promise<Trained | number> {
	const { promise, resolve, reject } = Promise.withResolvers<Trained | number>();
	const child = fork(fileURLToPath(import.meta.url), {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	child.once('message', (trained) => resolve(trained as Trained));
	child.once('error', reject);
	child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
	child.send(training);
	return promise;
}

/** How far an interrupted training came. */
interface Part {
	baseSha256: string;
	examples: number;
	tokens: number;
	steps: number;
	seconds: number;
}
const NOTHING = { examples: 0, tokens: 0, steps: 0, seconds: 0 };

const partPath = ({ recipe, id }: Training): string => `${modifierFolder(recipe)}/${id}.part`;

function readPart(path: string, baseSha256: string): Part | null {
	if (!existsSync(`${path}.json`) || !existsSync(`${path}.gguf`)) return null;
	const part = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Part;
	return part.baseSha256 === baseSha256 ? part : null;
}

const savedSteps = (training: Training): number =>
	readPart(partPath(training), sha256(readFileSync(training.base)))?.steps ?? 0;

/** An adapter to go on from. */
function earlier(folder: string | undefined, id: string) {
	const path = `${folder}/${id}.gguf`;
	if (folder === undefined || !existsSync(path)) return undefined;
	const file = new Uint8Array(readFileSync(path));
	return { weights: readAdapter(file), pass: `:${sha256(file).slice(0, 12)}` };
}

async function train(training: Training): Promise<Trained> {
	const { recipe, id, until, from, to } = training,
		domain = DOMAINS.find((one) => one.id === id)!,
		bytes = new Uint8Array(readFileSync(training.base)),
		baseSha256 = sha256(bytes),
		base = readBaseWeights(bytes),
		tokenizer = new Tokenizer(base.vocabulary),
		failures = confirmedFailures(recipe, domain, baseSha256),
		invocationTokens = [base.vocabulary.tokens.indexOf(domain.invocation)];
	const { rank, alpha, batchTokens } = recipe.modifiers,
		start = earlier(from, id),
		full = recipe.modifiers.rate * (start ? AGAIN : 1),
		wanted = modifierEffort(recipe, id).tokens;
	const path = partPath(training),
		before = readPart(path, baseSha256);
	const trainer = new LoraTrainer(
		base,
		{ rank, alpha, seed: recipe.seed },
		before ? readAdapter(new Uint8Array(readFileSync(`${path}.gguf`))) : start?.weights
	);
	const write = (where: string, name: string, weights: LoraWeights) =>
		writeFileSync(where, adapterGguf({ name, alpha, invocationTokens, weights }));
	const began = Date.now();
	let { examples, tokens, steps, seconds } = before ?? NOTHING;
	let recent = Number.NaN,
		said = began,
		saved = began,
		skipped = 0;
	const spent = () => seconds + (Date.now() - began) / 1000,
		// Also after an interruption the rate goes on falling from where it was.
		done = () => (until === null ? tokens / wanted : spent() / (seconds + (until - began) / 1000));
	try {
		const stream = exampleStream(recipe, domain, failures, tokenizer, start?.pass),
			history = historyDraw(recipe, domain, failures, tokenizer);
		for (const batch of batchesOf(stream, invocationTokens, batchTokens, history)) {
			// Learnt before the interruption.
			if (skipped++ < (before?.steps ?? 0)) continue;
			const part = done();
			if (part >= 1) break;
			const warm = Math.min(1, (steps + 1) / WARM_UP);
			const loss = await trainer.step(batch, full * warm * (1 - part));
			steps++;
			tokens += batch.tokens;
			examples += batch.size.rows;
			recent = Number.isNaN(recent) ? loss : 0.95 * recent + 0.05 * loss;
			const now = Date.now();
			if (now - saved > SAVE_MS) {
				saved = now;
				write(`${path}.gguf`, id, await trainer.weights());
				const state: Part = { baseSha256, examples, tokens, steps, seconds: spent() };
				writeFileSync(`${path}.json`, JSON.stringify(state));
			}
			if (now - said > 15_000) {
				said = now;
				console.error(
					`modifiers: ${id}: ${(100 * part).toFixed(0)} %, step ${steps}, loss ${recent.toFixed(3)}, ${Math.round(tokens / spent())} tokens/s, ${Math.round((spent() * (1 - part)) / part / 60)} min left`
				);
			}
		}
		seconds = spent();
		write(to, `Understudy starter: ${id}`, await trainer.weights());
		for (const end of ['gguf', 'json']) rmSync(`${path}.${end}`, { force: true });
		return {
			examples,
			tokens,
			steps,
			loss: Number(recent.toFixed(4)),
			seconds: Math.round(seconds),
			tokensPerSecond: Math.round(tokens / seconds)
		};
	} finally {
		trainer.close();
	}
}

const isMemoryFull = (error: unknown): boolean =>
	error instanceof RangeError && /memory32 limit/.test(error.message);

// As a process of its own.
if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
	process.once('disconnect', () => process.exit(1));
	process.once('message', (training) => {
		train(training as Training).then(
			(trained) => process.send!(trained, () => process.exit(0)),
			(error: unknown) => {
				if (!isMemoryFull(error)) console.error(error);
				process.exit(isMemoryFull(error) ? MEMORY_FULL : 1);
			}
		);
	});
}
