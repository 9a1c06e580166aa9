// The example bank of a model: questions with right answers, each with its vector in eight bits, in
// one file. Vectors are of one embedder, by its id. Not here: finding the nearest (decide/examples.ts).
// Laid out as vector-file.ts says, a row per example.

import { asArray, asInteger, asString } from './parse.ts';
import { openVectorFile, packVectorFile, type VectorRows } from './vector-file.ts';

/** Its `path` in the model's manifest. */
export const EXAMPLES_FILE = 'examples.bin';

export type Example = {
	/** `general`, `code`, `math`, …: as the domain head names them. */
	domain: string;
	question: string;
	answer: string;
};

export type ExampleBank = VectorRows & {
	/** The id of the embedder whose vectors these are. */
	embedder: string;
	dimensions: number;
	examples: Example[];
	/** Where the examples come from, for the model card. */
	provenance: string;
};

const KIND = {
	path: 'examples',
	magic: 'USX1',
	name: 'example bank',
	again: 'Fetch the file again.'
};

export function packExamples(bank: ExampleBank): Uint8Array<ArrayBuffer> {
	const { embedder, dimensions, provenance } = bank;
	const examples = bank.examples.map(({ domain, question, answer }) => [domain, question, answer]);
	return packVectorFile(KIND, { embedder, dimensions, provenance, examples }, bank);
}

/** Throws a ParseError that names what is wrong and the next step. `bytes` are kept, not copied. */
export function parseExamples(bytes: Uint8Array): ExampleBank {
	const { header, rows } = openVectorFile(KIND, bytes);
	const dimensions = asInteger(header.dimensions, 'examples.dimensions', 1, 4096);
	const examples = asArray(header.examples, 'examples.examples').map((item, i): Example => {
		const path = `examples.examples[${i}]`;
		const [domain, question, answer] = asArray(item, path);
		return {
			domain: asString(domain, `${path}[0]`),
			question: asString(question, `${path}[1]`),
			answer: asString(answer, `${path}[2]`)
		};
	});
	return {
		embedder: asString(header.embedder, 'examples.embedder'),
		dimensions,
		examples,
		...rows(examples.length, dimensions),
		provenance: asString(header.provenance, 'examples.provenance')
	};
}

/** A vector in eight bits: `values` times `scale`. */
export function quantiseVector(vector: Float32Array): { values: Int8Array; scale: number } {
	let largest = 0;
	for (const x of vector) largest = Math.max(largest, Math.abs(x));
	const scale = largest > 0 ? largest / 127 : 1;
	return { values: Int8Array.from(vector, (x) => Math.round(x / scale)), scale };
}
