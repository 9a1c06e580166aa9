// The natural prompts, written by hand, which are asked in the end and never trained on; and what
// comes so near to one of them that it must not be trained on either.

import { readFileSync } from 'node:fs';
import type { Item } from './measure.ts';
import { MODELS } from './recipe.ts';

/** Shared pairs of neighbouring words, numbers alike, over all pairs of both. */
export const TOO_NEAR = 0.7;

export function naturalItems(): Item[] {
	return readFileSync(`${MODELS}starter-eval/natural.jsonl`, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Item);
}

const wordsOf = (prompt: string): string[] =>
	prompt
		.toLowerCase()
		.replace(/\d+/g, '#')
		.replace(/[^a-z#]+/g, ' ')
		.trim()
		.split(' ');

function pairsOf(prompt: string): Set<string> {
	const words = wordsOf(prompt);
	return new Set(
		words.length < 3 ? [words.join(' ')] : words.slice(1).map((w, i) => `${words[i]} ${w}`)
	);
}

/** Tells whether a prompt is, or nearly is, one of `prompts`. */
export function nearnessTo(prompts: readonly string[]): (prompt: string) => boolean {
	const sets = prompts.map(pairsOf),
		index = new Map<string, number[]>();
	sets.forEach((set, i) => {
		for (const pair of set) (index.get(pair) ?? index.set(pair, []).get(pair)!).push(i);
	});
	return (prompt) => {
		const own = pairsOf(prompt),
			shared = new Map<number, number>();
		for (const pair of own)
			for (const i of index.get(pair) ?? []) shared.set(i, (shared.get(i) ?? 0) + 1);
		for (const [i, n] of shared) if (n / (own.size + sets[i]!.size - n) >= TOO_NEAR) return true;
		return false;
	};
}
