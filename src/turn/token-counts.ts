// Remembers how many tokens a text has in a model's vocabulary, so that a long conversation is not
// counted again at every turn. Kept per model, the latest texts only.

import type { LoadedModel } from '../engine/engine.ts';

/** More messages than a context holds. */
const TEXTS = 512;
/** Longer texts are counted each time rather than kept as keys. */
const CHARACTERS = 20_000;

const counters = new WeakMap<LoadedModel, Map<string, number>>();

export function tokenCounter(model: LoadedModel): (text: string) => Promise<number> {
	const counts = counters.get(model) ?? new Map<string, number>();
	counters.set(model, counts);
	return async (text) => {
		const known = counts.get(text);
		if (known !== undefined) return known;
		const count = await model.countTokens(text);
		if (text.length > CHARACTERS) return count;
		counts.set(text, count);
		const [oldest] = counts.keys();
		if (counts.size > TEXTS && oldest !== undefined) counts.delete(oldest);
		return count;
	};
}
