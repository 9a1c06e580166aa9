// Rows of eight-bit vectors behind a header: the layout that example banks (examples.ts) and indexes of
// sites (site-index.ts) share. Not here: what their headers say.
//
// Layout: a magic number, a little-endian u32 with the header's length, the header as JSON, then one float32
// scale per row, then `dimensions` int8 per row. A vector is its int8 times its scale.

import { ParseError } from './errors.ts';
import { asJson, asObject } from './parse.ts';

const PREFIX_BYTES = 8;

export type VectorRows = {
	/** One per row, above zero. */
	scales: Float32Array;
	/** Row by row: `vectors[row * dimensions + d]`. */
	vectors: Int8Array;
};

/** How a file is called where it is wrong. */
export type VectorFileKind = {
	/** Its path in errors: `index`, `examples`. */
	path: string;
	/** Its first four characters. */
	magic: string;
	/** In words: `is no …`. */
	name: string;
	/** The next step, a sentence. */
	again: string;
};

export function packVectorFile(
	{ magic }: Pick<VectorFileKind, 'magic'>,
	header: object,
	{ scales, vectors }: VectorRows
): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(JSON.stringify(header));
	const scalesAt = PREFIX_BYTES + text.length;
	const bytes = new Uint8Array(scalesAt + 4 * scales.length + vectors.length);
	const view = new DataView(bytes.buffer);
	bytes.set(new TextEncoder().encode(magic));
	view.setUint32(4, text.length, true);
	bytes.set(text, PREFIX_BYTES);
	scales.forEach((scale, i) => view.setFloat32(scalesAt + 4 * i, scale, true));
	const raw = new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.length);
	bytes.set(raw, scalesAt + 4 * scales.length);
	return bytes;
}

/**
 * The header, and what reads the rows once it is known how many there are. Throws a ParseError that names
 * what is wrong and the next step. `bytes` are kept, not copied.
 */
export function openVectorFile(
	{ path, magic, name, again }: VectorFileKind,
	bytes: Uint8Array
): {
	header: Record<string, unknown>;
	rows: (count: number, dimensions: number) => VectorRows;
} {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const text = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
	if (bytes.length < PREFIX_BYTES || text(0, 4) !== magic)
		throw new ParseError(path, `is no ${name}: it should begin with “${magic}”. ${again}`);
	const rowsAt = PREFIX_BYTES + view.getUint32(4, true);
	if (rowsAt > bytes.length) throw new ParseError(path, `ends within its header. ${again}`);
	return {
		header: asObject(asJson(text(PREFIX_BYTES, rowsAt), `The header of this ${name}`), path),
		rows(count, dimensions) {
			const due = count * (4 + dimensions);
			if (bytes.length - rowsAt !== due)
				throw new ParseError(
					path,
					`holds ${bytes.length - rowsAt} bytes of vectors where ${due} are due. ${again}`
				);
			const scales = Float32Array.from({ length: count }, (_, i) => {
				const scale = view.getFloat32(rowsAt + 4 * i, true);
				if (scale > 0 && Number.isFinite(scale)) return scale;
				throw new ParseError(`${path}.scales[${i}]`, `should be above zero. ${again}`);
			});
			const vectorsAt = bytes.byteOffset + rowsAt + 4 * count;
			return { scales, vectors: new Int8Array(bytes.buffer, vectorsAt, count * dimensions) };
		}
	};
}
