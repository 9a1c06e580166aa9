// Reads tables of prompts with two models' outcomes, and splits them for cross-validation so that
// near-duplicates stay together. Not here: where public data lies (public-data.ts).

import { parseCsv, type Row } from '../csv.ts';
import type { Outcome } from './metrics.ts';

export interface RoutedPrompt extends Outcome {
	prompt: string;
}

/** The rows of a router's file. Throws a sentence that names the column or row at fault. */
export function routedPrompts(text: string, weak: string, strong: string): RoutedPrompt[] {
	const rows = parseCsv(text);
	const [first] = rows;
	if (!first) throw new Error('The file has no rows under a header.');
	for (const name of ['prompt', weak, strong])
		if (!Object.hasOwn(first, name))
			throw new Error(
				`The file has no column “${name}”. Its columns are: ${Object.keys(first).join(', ')}.`
			);
	const asTruth = (row: Row, i: number, name: string): boolean => {
		const value = row[name] ?? '';
		if (/^(?:true|1)$/i.test(value)) return true;
		if (/^(?:false|0)$/i.test(value)) return false;
		throw new Error(`Row ${i + 1}: “${name}” should be True or False, is “${value.slice(0, 40)}”.`);
	};
	return rows.map((row, i) => ({
		prompt: row['prompt'] ?? '',
		weak: asTruth(row, i, weak),
		strong: asTruth(row, i, strong)
	}));
}

const SIGNATURE = 48;
const BAND = 2;
/** Shared four-word runs of the union from which two prompts count as near-duplicates. */
const ALIKE = 0.5;

/** A number per prompt, equal for near-duplicates (MinHash over runs of four words, checked exactly). */
export function nearDuplicateGroups(prompts: readonly string[]): number[] {
	const parent = prompts.map((_, i) => i);
	const root = (i: number): number => {
		while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
		return i;
	};
	const runs = prompts.map(wordRuns);
	const bands = new Map<string, number>();
	runs.forEach((set, i) => {
		const signature = minHash(set);
		for (let at = 0; at < SIGNATURE; at += BAND) {
			const key = `${at}:${signature.slice(at, at + BAND).join(',')}`;
			const other = bands.get(key);
			if (other === undefined) bands.set(key, i);
			else if (root(other) !== root(i) && likeness(runs[other]!, set) > ALIKE)
				parent[root(i)] = root(other);
		}
	});
	return prompts.map((_, i) => root(i));
}

function wordRuns(prompt: string): Set<number> {
	const words = prompt.toLowerCase().match(/[a-z]+|\d/g) ?? [];
	const runs = new Set<number>();
	for (let i = 0; i < Math.max(1, words.length - 3); i++)
		runs.add(hash(words.slice(i, i + 4).join(' ')));
	return runs;
}

function hash(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return h >>> 0;
}

function minHash(runs: ReadonlySet<number>): number[] {
	return Array.from({ length: SIGNATURE }, (_, k) => {
		let least = 0xffffffff;
		for (const run of runs) {
			let h = Math.imul(run ^ Math.imul(k + 1, 0x9e3779b1), 0x85ebca6b);
			h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
			least = Math.min(least, (h ^ (h >>> 16)) >>> 0);
		}
		return least;
	});
}

function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
	let common = 0;
	for (const run of a) if (b.has(run)) common++;
	return common / (a.size + b.size - common);
}

/** A fold for each row, 0 to `count` − 1; a group is never divided. */
export function groupedFolds(groups: readonly number[], count: number, seed: number): number[] {
	return groups.map((group) => hash(`${seed}:${group}`) % count);
}
