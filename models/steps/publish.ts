// npm run models -- publish [--recipe starter] [--out models/starter] [--force-because "REASON"] [--as-measured]
//
// Replaces models/starter by the recipe's export, as one, when no measured figure is worse by more than
// its standard error. Figures compare on the same questions only: where the questions have changed
// since what ships was measured, it is measured again, in a copy. What is worse is listed and refused,
// and so is another figure, better or worse, of the same file on the same questions: one of both reports is not its.
// With --force-because it ships all the same, and the manifest says so, with the reason. --as-measured measures
// nothing again (it takes ten minutes): figures of other questions then stand against it, and are listed.
// Reads   models/.build/NAME/export/*, OUT/*
// Writes  OUT/*, models/.build/NAME/measured-again/

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';
import { measureAgain } from '../publish/again.ts';
import {
	comparisonText,
	compareFigures,
	isComparable,
	isRefused,
	type Row
} from '../publish/figures.ts';
import { groupsOf, readManifest, type KindGroup } from '../publish/groups.ts';
import { recoverFolder, replaceFolder } from '../publish/replace-folder.ts';
import { buildFolder, MODELS, type Recipe } from '../recipe.ts';
import { sha256 } from '../sha256.ts';

/** Everything that ships; see also the base's 16 MB in export.ts. */
const MOST_BYTES = 40e6;

export async function publish(
	recipe: Recipe,
	{
		out = `${MODELS}starter`,
		'force-because': because,
		'as-measured': asMeasured = false
	}: { out?: string; 'force-because'?: string; 'as-measured'?: boolean } = {}
): Promise<void> {
	if (because?.trim() === '') throw new Error('Say why: --force-because "REASON".');
	const from = `${buildFolder(recipe)}/export`;
	if (!existsSync(`${from}/manifest.json`))
		throw new Error(
			`There is no ${from}. Run \`npm run models -- all --recipe ${recipe.name}\` first.`
		);
	verifyModel(from);
	recoverFolder(out);
	const rows = existsSync(`${out}/manifest.json`)
		? await compareFolders(recipe, out, from, asMeasured)
		: (console.error(`publish: ${out} is empty: nothing to compare with`), []);
	if (rows.length > 0) console.error(comparisonText(rows));
	const worse = rows.filter(isRefused).map(sentence);
	if (worse.length > 0 && because === undefined)
		throw new Error(
			`Not published. ${worse.length} of ${rows.length} figures stand against it:\n${worse.map((line) => `  ${line}`).join('\n')}\nTrain on, or ship it all the same with --force-because "REASON".`
		);
	const manifest = readManifest(from);
	if (worse.length > 0)
		manifest.measured = { ...manifest.measured, publishedBecause: { reason: because, worse } };
	replaceFolder(out, filesOf(from, manifest), { verify: verifyModel });
	console.error(
		`publish: ${out} has base ${manifest.baseSha256.slice(0, 12)}, ${rows.length} figures compared`
	);
}

/** What ships of a folder: its manifest, the files in it, and the reports beside them. */
export function filesOf(folder: string, manifest: Manifest): Map<string, Uint8Array> {
	const listed = new Set(manifest.files.map(({ path }) => path));
	const reports = readdirSync(folder).filter(
		(name) => /\.(json|md)$/.test(name) && name !== 'manifest.json' && !listed.has(name)
	);
	const text = JSON.stringify(manifest, null, '\t') + '\n';
	return new Map<string, Uint8Array>([
		...[...listed, ...reports].map(
			(name) => [name, new Uint8Array(readFileSync(`${folder}/${name}`))] as const
		),
		['manifest.json', new TextEncoder().encode(text)]
	]);
}

/** Throws where a folder's files are not what its manifest says, or more than may ship. */
export function verifyModel(folder: string): void {
	const { files } = parseManifest(readFileSync(`${folder}/manifest.json`, 'utf8'));
	let total = 0;
	for (const { path, bytes, sha256: hash, chunkBytes, chunkSha256 } of files) {
		if (!existsSync(`${folder}/${path}`))
			throw new Error(
				`${folder}/manifest.json lists ${path}, which is not there. Run export again.`
			);
		const content = readFileSync(`${folder}/${path}`);
		const chunks = chunkSha256.every(
			(chunk, i) => sha256(content.subarray(i * chunkBytes, (i + 1) * chunkBytes)) === chunk
		);
		if (content.length !== bytes || sha256(content) !== hash || !chunks)
			throw new Error(
				`${folder}/${path} is not the file of its manifest. Run the step that makes it again.`
			);
		total += bytes;
	}
	if (total > MOST_BYTES)
		throw new Error(
			`${folder} has ${total} bytes; at most ${MOST_BYTES} may ship. Use a smaller recipe.`
		);
}

/**
 * Measures again what was measured on other questions: what ships, and then the new one where it must. Not where
 * all is to be taken `asMeasured`: then such figures compare with none.
 */
async function compareFolders(
	recipe: Recipe,
	shipped: string,
	candidate: string,
	asMeasured: boolean
): Promise<Row[]> {
	let [old, next] = [groupsOf(shipped), groupsOf(candidate)];
	if (asMeasured) return compareFigures(old, next);
	const differing = (): KindGroup[] =>
		old.filter(
			(group) =>
				!isComparable(
					group,
					next.find(({ name }) => name === group.name)
				)
		);
	for (const group of differing())
		old = withGroup(old, await measuredAgain(recipe, shipped, group), group.name);
	for (const { name } of differing()) {
		const group = next.find((one) => one.name === name)!;
		next = withGroup(next, await measuredAgain(recipe, candidate, group), name);
	}
	return compareFigures(old, next);
}

const withGroup = (groups: KindGroup[], measured: KindGroup[], name: string): KindGroup[] =>
	groups.map((group) =>
		group.name === name ? (measured.find((one) => one.name === name) ?? group) : group
	);

/** The groups of a copy of a folder in which one was measured on today's questions. */
async function measuredAgain(
	recipe: Recipe,
	folder: string,
	group: KindGroup
): Promise<KindGroup[]> {
	const text = readFileSync(`${folder}/manifest.json`);
	const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
	const copy = `${buildFolder(recipe)}/measured-again/${digest}`;
	if (!existsSync(`${copy}/manifest.json`)) {
		mkdirSync(copy, { recursive: true });
		// The manifest last: a copy that has one is whole.
		const names = readdirSync(folder).filter((name) => name !== 'manifest.json');
		for (const name of [...names, 'manifest.json'])
			copyFileSync(`${folder}/${name}`, `${copy}/${name}`);
	}
	console.error(
		`publish: ${folder}: ${group.name} was measured on other questions: measuring it again`
	);
	await measureAgain(recipe, copy, group);
	return groupsOf(copy);
}

const three = (value: number | null): string => String(Number((value ?? 0).toFixed(3)));

function sentence({ group, name, shipped, candidate, tolerance, verdict }: Row): string {
	const of = `${group}: ${name}`;
	switch (verdict) {
		case 'missing':
			return `${of}: ${three(shipped)} ships, and the new one has none`;
		case 'other questions':
			return `${of}: measured on other questions, and not measured again`;
		case 'other figure':
			return `${of}: ${three(candidate)} where ${three(shipped)} ships of the same files and questions; measure it again`;
		default:
			return `${of}: ${three(candidate)} where ${three(shipped)} ships (it may lose ${three(tolerance)})`;
	}
}
