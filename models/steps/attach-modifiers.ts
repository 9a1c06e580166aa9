// Puts the accepted modifiers of a base into its manifest: files with hashes, invocation tokens,
// figures. Those trained on another base stay out, whatever the manifest said before. OUT/modifiers.json
// has the figures of all that were trained for this base, those left out too, with the reason.

import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { manifestFrom, type Manifest, type ManifestFile } from '../../src/contract/manifest.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import type { Recipe } from '../recipe.ts';
import { sha256 } from '../sha256.ts';
import { CHUNK_BYTES } from './export.ts';
import { modifierFolder, refusal, type ModifierReport } from './modifier-report.ts';

export function describeFile(path: string, bytes: Uint8Array): ManifestFile {
	return {
		path,
		url: `/models/starter/${path}`,
		bytes: bytes.length,
		sha256: sha256(bytes),
		chunkBytes: CHUNK_BYTES,
		chunkSha256: Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, i) =>
			sha256(bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES))
		)
	};
}

/** Returns the ids that are in the manifest now. */
export function attachModifiers(recipe: Recipe, out: string): string[] {
	const path = `${out}/manifest.json`,
		manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
	const folder = modifierFolder(recipe),
		own = new Set(DOMAINS.map(({ id }) => `modifier-${id}.gguf`));
	const files = manifest.files.filter((file) => !own.has(file.path)),
		modifiers = manifest.modifiers.filter((modifier) => !own.has(modifier.file)),
		measured: Record<string, object> = {},
		reports: Record<string, object> = {};
	for (const { id } of DOMAINS) {
		const file = `modifier-${id}.gguf`,
			reportPath = `${folder}/${id}.json`;
		rmSync(`${out}/${file}`, { force: true });
		if (!existsSync(reportPath)) continue;
		const report = JSON.parse(readFileSync(reportPath, 'utf8')) as ModifierReport;
		if (report.baseSha256 !== manifest.baseSha256) continue;
		const reason = refusal(report.figures);
		reports[id] = { ...report, accepted: reason === null, reason };
		if (reason !== null) continue;
		copyFileSync(`${folder}/${id}.gguf`, `${out}/${file}`);
		files.push(describeFile(file, new Uint8Array(readFileSync(`${out}/${file}`))));
		const { rank, alpha, invocationTokens, baseSha256 } = report;
		modifiers.push({ id, file, rank, alpha, invocationTokens, baseSha256 });
		const { questions, heldOut, tasks, late, others, neighbours, parity, keptCache } =
			report.figures;
		measured[id] = {
			...(questions === undefined ? {} : { questions }),
			heldOut,
			tasks,
			...(late === undefined ? {} : { late }),
			others,
			neighbours,
			parity,
			keptCache,
			training: report.training
		};
	}
	writeFileSync(`${out}/modifiers.json`, JSON.stringify(reports, null, '\t') + '\n');
	const next = manifestFrom({
		...manifest,
		files,
		modifiers,
		measured: { ...manifest.measured, modifiers: measured }
	});
	writeFileSync(path, JSON.stringify(next, null, '\t') + '\n');
	console.error(
		`modifiers: ${out}/manifest.json has ${modifiers.map(({ id }) => id).join(', ') || 'none'}`
	);
	return modifiers.map(({ id }) => id);
}
