import { expect, test } from 'vitest';
import {
	packExamples,
	parseExamples,
	quantiseVector,
	type ExampleBank
} from '../contract/examples.ts';
import { uniform } from '../contract/random.ts';
import { exampleSearch } from './examples.ts';

const DIMENSIONS = 24;

function vectorOf(seed: number): Float32Array {
	const next = uniform(seed);
	const vector = Float32Array.from({ length: DIMENSIONS }, () => next() - 0.5);
	const length = Math.hypot(...vector);
	return vector.map((x) => x / length);
}

function bankOf(count: number): ExampleBank {
	const quantised = Array.from({ length: count }, (_, i) => quantiseVector(vectorOf(i)));
	const vectors = new Int8Array(count * DIMENSIONS);
	quantised.forEach(({ values }, i) => vectors.set(values, i * DIMENSIONS));
	return {
		embedder: 'embedder-1',
		dimensions: DIMENSIONS,
		examples: Array.from({ length: count }, (_, i) => ({
			domain: i % 2 === 0 ? 'math' : 'code',
			question: `Frage ${i} – “ß”?`,
			answer: `Answer ${i}`
		})),
		scales: Float32Array.from(quantised, ({ scale }) => scale),
		vectors,
		provenance: 'a test'
	};
}

test('a bank is the same after packing', () => {
	const bank = bankOf(7);
	expect(parseExamples(packExamples(bank))).toEqual(bank);
});

test('a bank that is cut, mistaken for another file, or has a bad scale is refused with the next step', () => {
	const bytes = packExamples(bankOf(3));
	expect(() => parseExamples(bytes.subarray(0, bytes.length - 1))).toThrow(/Fetch the file again/);
	expect(() => parseExamples(bytes.subarray(0, 40))).toThrow(/within its header/);
	expect(() => parseExamples(bytes.subarray(4))).toThrow(/USX1/);
	const scaled = bytes.slice();
	scaled.fill(0, scaled.length - 3 * (DIMENSIONS + 4), scaled.length - 3 * DIMENSIONS);
	expect(() => parseExamples(scaled)).toThrow(/above zero/);
});

test('the nearest are those of exact vectors, nearest first, with nearly the exact cosine', () => {
	const search = exampleSearch(bankOf(200), 'embedder-1');
	const query = vectorOf(999);
	const cosines = Array.from({ length: 200 }, (_, i) =>
		vectorOf(i).reduce((sum, x, d) => sum + x * query[d]!, 0)
	);
	const exact = cosines.map((_, i) => i).toSorted((a, b) => cosines[b]! - cosines[a]!);
	const found = search({ vector: query, count: 3 });
	expect(found.map(({ index }) => index)).toEqual(exact.slice(0, 3));
	for (const { index, similarity } of found) expect(similarity).toBeCloseTo(cosines[index]!, 1);
	expect(found[0]!.example.question).toContain(`${found[0]!.index}`);
});

test('a domain, a least similarity and a count narrow what is found', () => {
	const search = exampleSearch(bankOf(50), 'embedder-1');
	const vector = vectorOf(4);
	expect(search({ vector, count: 50, domain: 'code' })).toHaveLength(25);
	expect(search({ vector, count: 50, least: 0.99 }).map(({ index }) => index)).toEqual([4]);
	expect(search({ vector, count: 0 })).toEqual([]);
});

test('vectors of another embedder, or of another length, are not compared', () => {
	expect(() => exampleSearch(bankOf(2), 'embedder-2')).toThrow(/examples step/);
	const search = exampleSearch(bankOf(2), 'embedder-1');
	expect(() => search({ vector: new Float32Array(3), count: 1 })).toThrow(/24 are due/);
});
