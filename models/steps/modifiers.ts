// npm run models -- modifiers [--recipe starter] [--out models/.build/starter/export] [--only math,code]
//                             [--ends-at 2026-01-31T04:50:00] [--from FOLDER] [--engine wllama]
//
// Trains an activated LoRA for each domain on the confirmed failures of the base, in TypeScript
// (src/learn), measures it with the real engine, and puts those that pass their gate into the manifest.
// A domain done for this base is kept, an interrupted one goes on. `--ends-at` shares the time left
// among the rest; `--from` starts from a folder's adapters, made for an earlier state of this base.
// Reads   OUT/{base.gguf, manifest.json}, models/.build/NAME/failures/*
// Writes  models/.build/NAME/modifiers/{DOMAIN.gguf, DOMAIN.json}, OUT/{modifier-DOMAIN.gguf, manifest.json}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readBaseWeights, type BaseWeights } from '../../src/learn/base-weights.ts';
import { batchesOf } from '../../src/learn/lora-batch.ts';
import { adapterGguf, readAdapter } from '../../src/learn/lora-gguf.ts';
import { LoraTrainer, type LoraWeights } from '../../src/learn/lora.ts';
import type { Domain } from '../generator/modifiers/domain.ts';
import { buildFolder, modifierEffort, type Recipe } from '../recipe.ts';
import { runtimeEngine } from '../runtime/runtime.ts';
import { Tokenizer } from '../tokenizer.ts';
import { sha256 } from '../sha256.ts';
import { attachModifiers } from './attach-modifiers.ts';
import {
	chosenDomains,
	failureFolder,
	readLines,
	type Failure,
	type FailureSummary,
	type ReviewLine
} from './failures.ts';
import { exampleStream, historyDraw } from './modifier-examples.ts';
import { measureModifier } from './measure-modifier.ts';
import { modifierFolder, refusal, type ModifierReport } from './modifier-report.ts';

const WARM_UP = 20; // steps
/** Of the recipe's rate, where an adapter is the start, of this base or of one it came from: at the whole rate it
 * lost what it knew, and ten minutes later knew little more (maths .53 before and .57 after, on a new base). */
const AGAIN = 0.5;
const FEWEST = 100; // failures, under which there is nothing to learn from

export async function makeModifiers(
	recipe: Recipe,
	options: {
		out?: string;
		only?: string;
		engine?: string;
		'ends-at'?: string;
		from?: string;
	} = {}
): Promise<void> {
	const { out = `${buildFolder(recipe)}/export`, only } = options;
	const bytes = new Uint8Array(readFileSync(`${out}/base.gguf`)),
		baseSha256 = sha256(bytes),
		base = readBaseWeights(bytes),
		tokenizer = new Tokenizer(base.vocabulary);
	const folder = modifierFolder(recipe);
	mkdirSync(folder, { recursive: true });
	const left = chosenDomains(recipe, only).filter((domain) => {
		const path = `${folder}/${domain.id}.json`;
		if (!existsSync(path) || !existsSync(`${folder}/${domain.id}.gguf`)) return true;
		const done = JSON.parse(readFileSync(path, 'utf8')) as ModifierReport;
		return done.baseSha256 !== baseSha256;
	});
	const endsAt = options['ends-at'] ? new Date(options['ends-at']).getTime() : null;
	for (const [i, domain] of left.entries()) {
		const until = endsAt === null ? null : Date.now() + (endsAt - Date.now()) / (left.length - i);
		const failures = confirmedFailures(recipe, domain, baseSha256);
		const invocationTokens = [base.vocabulary.tokens.indexOf(domain.invocation)];
		if (invocationTokens[0]! < 0)
			throw new Error(
				`The base's vocabulary has no token ${domain.invocation}: it cannot be called.`
			);
		const { weights, training } = await train(recipe, domain, base, {
			tokenizer,
			failures,
			invocationTokens,
			until,
			baseSha256,
			start: earlier(options.from, domain)
		});
		const { rank, alpha } = recipe.modifiers;
		const file = adapterGguf({
			name: `Understudy starter: ${domain.id}`,
			alpha,
			invocationTokens,
			weights
		});
		writeFileSync(`${folder}/${domain.id}.gguf`, file);
		const figures = await measureModifier(
			recipe,
			domain,
			{
				basePath: `${out}/base.gguf`,
				adapterPath: `${folder}/${domain.id}.gguf`,
				base,
				weights,
				invocationTokens
			},
			runtimeEngine(options.engine)
		);
		const reason = refusal(figures);
		const report: ModifierReport = {
			id: domain.id,
			baseSha256,
			sha256: sha256(file),
			rank,
			alpha,
			invocationTokens,
			training: { failures: failures.length, ...training },
			figures,
			accepted: reason === null,
			reason
		};
		writeFileSync(`${folder}/${domain.id}.json`, JSON.stringify(report, null, '\t') + '\n');
		console.error(
			`modifiers: ${domain.id}: held out ${figures.heldOut.base} → ${figures.heldOut.modifier}, ${reason === null ? 'accepted' : `left out: ${reason}`}`
		);
	}
	attachModifiers(recipe, out);
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
const SAVE_MS = 60_000;

function readPart(path: string, baseSha256: string): Part | null {
	if (!existsSync(`${path}.json`) || !existsSync(`${path}.gguf`)) return null;
	const part = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Part;
	return part.baseSha256 === baseSha256 ? part : null;
}

/** An adapter to go on from. */
function earlier(folder: string | undefined, { id }: Domain): LoraWeights | undefined {
	const path = `${folder}/${id}.gguf`;
	if (folder === undefined || !existsSync(path)) return undefined;
	return readAdapter(new Uint8Array(readFileSync(path)));
}

/** Failures of this base, without those that a person took out. */
function confirmedFailures(recipe: Recipe, domain: Domain, baseSha256: string): Failure[] {
	const folder = failureFolder(recipe),
		path = `${folder}/summary.json`;
	const known = existsSync(path)
		? (JSON.parse(readFileSync(path, 'utf8')) as FailureSummary)
		: null;
	const again = `Run \`npm run models -- failures --recipe ${recipe.name} --only ${domain.id}\`.`;
	if (known?.baseSha256 !== baseSha256 || !known.domains[domain.id])
		throw new Error(`The failures found are not of this base. ${again}`);
	const dropped = new Set(
		readLines<ReviewLine>(`${folder}/${domain.id}.review.jsonl`)
			.filter(({ keep }) => !keep)
			.map(({ cluster }) => cluster)
	);
	const failures = readLines<Failure>(`${folder}/${domain.id}.jsonl`).filter(
		({ keep, cluster }) => keep && !dropped.has(cluster)
	);
	if (failures.length < FEWEST)
		throw new Error(
			`${domain.id} has ${failures.length} confirmed failures; a modifier needs ${FEWEST}. ${again}`
		);
	return failures;
}

async function train(
	recipe: Recipe,
	domain: Domain,
	base: BaseWeights,
	{
		tokenizer,
		failures,
		invocationTokens,
		until,
		baseSha256,
		start
	}: {
		tokenizer: Tokenizer;
		failures: readonly Failure[];
		invocationTokens: readonly number[];
		until: number | null;
		baseSha256: string;
		start: LoraWeights | undefined;
	}
): Promise<{ weights: LoraWeights; training: Omit<ModifierReport['training'], 'failures'> }> {
	const { rank, alpha, batchTokens } = recipe.modifiers,
		rate = recipe.modifiers.rate * (start ? AGAIN : 1),
		wanted = modifierEffort(recipe, domain.id).tokens;
	const partPath = `${modifierFolder(recipe)}/${domain.id}.part`;
	const before = readPart(partPath, baseSha256);
	const trainer = new LoraTrainer(
		base,
		{ rank, alpha, seed: recipe.seed },
		before ? readAdapter(new Uint8Array(readFileSync(`${partPath}.gguf`))) : start
	);
	const began = Date.now();
	let { examples, tokens, steps, seconds } = before ?? NOTHING;
	let recent = Number.NaN,
		said = began,
		saved = began;
	const spent = () => seconds + (Date.now() - began) / 1000;
	try {
		const stream = exampleStream(recipe, domain, failures, tokenizer),
			history = historyDraw(recipe, domain, failures, tokenizer);
		for (const batch of batchesOf(stream, invocationTokens, batchTokens, history)) {
			const now = Date.now();
			const part = until === null ? tokens / wanted : (now - began) / (until - began);
			if (part >= 1) break;
			const loss = await trainer.step(
				batch,
				rate * Math.min(1, (steps + 1) / WARM_UP) * (1 - part)
			);
			steps++;
			tokens += batch.tokens;
			examples += batch.size.rows;
			recent = Number.isNaN(recent) ? loss : 0.95 * recent + 0.05 * loss;
			if (now - saved > SAVE_MS) {
				saved = now;
				const weights = await trainer.weights();
				writeFileSync(
					`${partPath}.gguf`,
					adapterGguf({ name: domain.id, alpha, invocationTokens, weights })
				);
				const state: Part = { baseSha256, examples, tokens, steps, seconds: spent() };
				writeFileSync(`${partPath}.json`, JSON.stringify(state));
			}
			if (now - said > 15_000) {
				said = now;
				console.error(
					`modifiers: ${domain.id}: ${(100 * part).toFixed(0)} %, step ${steps}, loss ${recent.toFixed(3)}, ${Math.round(tokens / spent())} tokens/s, ${Math.round(((now - began) * (1 - part)) / part / 60_000)} min left`
				);
			}
		}
		seconds = spent();
		for (const end of ['gguf', 'json']) rmSync(`${partPath}.${end}`, { force: true });
		return {
			weights: await trainer.weights(),
			training: {
				examples,
				tokens,
				steps,
				loss: Number(recent.toFixed(4)),
				seconds: Math.round(seconds),
				tokensPerSecond: Math.round(tokens / seconds)
			}
		};
	} finally {
		trainer.close();
	}
}
