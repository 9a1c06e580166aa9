// The examples nearest to a question, by the angle between vectors: every example is compared, which
// for a few thousand takes under a millisecond and needs no index. Pure.
// Not here: making the question's vector (engine/transformers.ts), and whether to use what is found.

import { ParseError } from '../contract/errors.ts';
import { quantiseVector, type Example, type ExampleBank } from '../contract/examples.ts';

export type FoundExample = {
	/** Its place in the bank. */
	index: number;
	example: Example;
	/** Cosine, −1 to 1. */
	similarity: number;
};

export type ExampleQuery = {
	/** A vector of length 1 by the bank's embedder. */
	vector: Float32Array;
	count: number;
	/** Of this domain alone. */
	domain?: string;
	/** Those at least as near. */
	least?: number;
};

/** Throws a ParseError when the bank's vectors are of another embedder. */
export function exampleSearch(
	bank: ExampleBank,
	embedderId: string
): (query: ExampleQuery) => FoundExample[] {
	if (bank.embedder !== embedderId)
		throw new ParseError(
			'examples.embedder',
			`is “${bank.embedder}”, and questions are embedded by “${embedderId}”. Run the examples step again for this embedder.`
		);
	const { dimensions, examples, scales, vectors } = bank;
	return ({ vector, count, domain, least = -1 }) => {
		if (vector.length !== dimensions)
			throw new RangeError(`A vector of ${vector.length} numbers where ${dimensions} are due.`);
		if (count < 1) return [];
		// Whole numbers multiply faster than mixed ones, and lose nothing that would change an order.
		const { values, scale } = quantiseVector(vector);
		const best: { index: number; similarity: number }[] = [];
		for (let i = 0; i < examples.length; i++) {
			if (domain !== undefined && examples[i]!.domain !== domain) continue;
			let sum = 0;
			const at = i * dimensions;
			for (let d = 0; d < dimensions; d++) sum += values[d]! * vectors[at + d]!;
			const similarity = sum * scale * scales[i]!;
			if (similarity < least) continue;
			if (best.length === count && similarity <= best[count - 1]!.similarity) continue;
			let place = best.length;
			while (place > 0 && best[place - 1]!.similarity < similarity) place--;
			best.splice(place, 0, { index: i, similarity });
			best.length = Math.min(best.length, count);
		}
		return best.map(({ index, similarity }) => ({
			index,
			example: examples[index]!,
			similarity
		}));
	};
}
