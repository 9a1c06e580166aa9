// The example bank of a model: questions with right answers, each with its vector in eight bits, in
// one file. Vectors are of one embedder, by its id. Not here: finding the nearest (decide/examples.ts).
//
// Layout: "USX1", a little-endian u32 with the header's length, the header as JSON, then one float32
// scale per example, then `dimensions` int8 per example. A vector is its int8 times its scale.

import { ParseError } from './errors.ts';
import { asArray, asInteger, asJson, asObject, asString } from './parse.ts';

/** Its `path` in the model's manifest. */
export const EXAMPLES_FILE = 'examples.bin';

export type Example = {
	/** `general`, `code`, `math`, …: as the domain head names them. */
	domain: string;
	question: string;
	answer: string;
};

export type ExampleBank = {
	/** The id of the embedder whose vectors these are. */
	embedder: string;
	dimensions: number;
	examples: Example[];
	scales: Float32Array;
	/** Row by row: `vectors[example * dimensions + d]`. */
	vectors: Int8Array;
	/** Where the examples come from, for the model card. */
	provenance: string;
};

const MAGIC = 0x31585355; // "USX1"

export function packExamples(bank: ExampleBank): Uint8Array<ArrayBuffer> {
	const header = new TextEncoder().encode(
		JSON.stringify({
			embedder: bank.embedder,
			dimensions: bank.dimensions,
			provenance: bank.provenance,
			examples: bank.examples.map(({ domain, question, answer }) => [domain, question, answer])
		})
	);
	const count = bank.examples.length;
	const bytes = new Uint8Array(8 + header.length + 4 * count + bank.vectors.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint32(4, header.length, true);
	bytes.set(header, 8);
	bank.scales.forEach((scale, i) => view.setFloat32(8 + header.length + 4 * i, scale, true));
	bytes.set(
		new Uint8Array(bank.vectors.buffer, bank.vectors.byteOffset, bank.vectors.length),
		8 + header.length + 4 * count
	);
	return bytes;
}

/** Throws a ParseError that names what is wrong and the next step. `bytes` are kept, not copied. */
export function parseExamples(bytes: Uint8Array): ExampleBank {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC)
		throw new ParseError('examples', 'is no example bank: it should begin with “USX1”.');
	const length = view.getUint32(4, true);
	if (8 + length > bytes.length)
		throw new ParseError('examples', 'ends within its header. Fetch the file again.');
	const header = asObject(
		asJson(new TextDecoder().decode(bytes.subarray(8, 8 + length)), 'The example bank’s header'),
		'examples'
	);
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
	const due = examples.length * (4 + dimensions);
	if (bytes.length - 8 - length !== due)
		throw new ParseError(
			'examples',
			`holds ${bytes.length - 8 - length} bytes of vectors where ${due} are due. Fetch the file again.`
		);
	const scales = Float32Array.from(examples, (_, i) => {
		const scale = view.getFloat32(8 + length + 4 * i, true);
		if (!(scale > 0 && Number.isFinite(scale)))
			throw new ParseError(`examples.scales[${i}]`, 'should be above zero. Fetch the file again.');
		return scale;
	});
	return {
		embedder: asString(header.embedder, 'examples.embedder'),
		dimensions,
		examples,
		scales,
		vectors: new Int8Array(
			bytes.buffer,
			bytes.byteOffset + 8 + length + 4 * examples.length,
			examples.length * dimensions
		),
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
