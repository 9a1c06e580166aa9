// npm run models -- modifiers [--recipe starter] [--out models/.build/starter/export] [--only math,code]
//                             [--ends-at 2026-01-31T04:50:00] [--from FOLDER] [--engine wllama]
//
// Trains an activated LoRA for each domain on the confirmed failures of the base, in TypeScript
// (src/learn), measures it with the real engine, and puts those that pass their gate into the manifest.
// A domain done for this base is kept, an interrupted one goes on. `--ends-at` shares the time left
// among the rest; `--from` starts from a folder's adapters, made for an earlier state of this base.
// Reads   OUT/{base.gguf, manifest.json}, models/.build/NAME/failures/*
// Writes  models/.build/NAME/modifiers/{DOMAIN.gguf, DOMAIN.json}, OUT/{modifier-DOMAIN.gguf, manifest.json}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { readAdapter } from '../../src/learn/lora-gguf.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { runtimeEngine } from '../runtime/runtime.ts';
import { sha256 } from '../sha256.ts';
import { attachModifiers } from './attach-modifiers.ts';
import { chosenDomains, confirmedFailures } from './failures.ts';
import { trainedApart } from './modifier-training.ts';
import { measureModifier } from './measure-modifier.ts';
import { modifierFolder, refusal, type ModifierReport } from './modifier-report.ts';

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
		base = readBaseWeights(bytes);
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
		const path = `${folder}/${domain.id}.gguf`;
		const training = await trainedApart({
			recipe,
			id: domain.id,
			base: `${out}/base.gguf`,
			until,
			...(options.from && { from: options.from }),
			to: path
		});
		const file = new Uint8Array(readFileSync(path)),
			weights = readAdapter(file);
		const { rank, alpha } = recipe.modifiers;
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
