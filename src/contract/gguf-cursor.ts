// A place in the header of a GGUF file, of which only the beginning may be here, and the values that stand there. Bounded
// in time and memory for any bytes: what is too long to be of use is passed over, and what claims more than the file has
// is refused. Not here: what the values mean (gguf.ts).

import { AGAIN, cutShort } from './damaged-file.ts';
import { ParseError } from './errors.ts';

/** Longer texts and lists (the vocabulary) are passed over. */
const MAX_KEPT_TEXT_BYTES = 256 * 1024;
const MAX_KEPT_ITEMS = 4096;
// The largest vocabularies have 262,144 tokens and some 600,000 merges.
const MAX_TEXTS = 4_000_000;

/** Undefined for one too long to keep. */
export type Value = number | boolean | string | number[] | undefined;

/** Thrown when the parser needs bytes that the file has but were not read. */
export class MoreBytes extends Error {}

/** A place in a header of which `bytes` are read; says what is wrong where the file ends before. */
export class Cursor {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	readonly fileBytes: number;
	position = 0;
	/** In lists so far. */
	texts = 0;
	/** Items of each list, also of those passed over. */
	readonly counts = new Map<string, number>();

	constructor(bytes: Uint8Array, fileBytes: number) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.fileBytes = fileBytes;
	}

	get left(): number {
		return this.fileBytes - this.position;
	}

	skip(count: number): number {
		const start = this.position;
		if (count > this.left) throw cutShort(start + count, this.fileBytes);
		if (start + count > this.#bytes.length) throw new MoreBytes();
		this.position = start + count;
		return start;
	}

	u8 = (): number => this.#view.getUint8(this.skip(1));
	i8 = (): number => this.#view.getInt8(this.skip(1));
	u16 = (): number => this.#view.getUint16(this.skip(2), true);
	i16 = (): number => this.#view.getInt16(this.skip(2), true);
	u32 = (): number => this.#view.getUint32(this.skip(4), true);
	i32 = (): number => this.#view.getInt32(this.skip(4), true);
	f32 = (): number => this.#view.getFloat32(this.skip(4), true);
	f64 = (): number => this.#view.getFloat64(this.skip(8), true);
	i64 = (): number => Number(this.#view.getBigInt64(this.skip(8), true));
	/** Exact below 2^53; larger counts are refused by what they count. */
	u64 = (): number => {
		const at = this.skip(8);
		return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 2 ** 32;
	};

	/** A length-prefixed text; longer than `keepBytes` it is passed over and undefined. */
	text(what: string, keepBytes: number): string | undefined {
		const length = this.u64();
		if (length > this.left)
			throw new ParseError(
				'',
				`${what} claims ${length} bytes where ${this.left} are left. ${AGAIN}`
			);
		const start = this.skip(length);
		if (length > keepBytes) return undefined;
		return new TextDecoder().decode(this.#bytes.subarray(start, start + length));
	}
}

// GGUF's value types: the bytes of one, and how to read it. 8 is a text, 9 a list.
const SCALARS: ReadonlyMap<
	number,
	readonly [bytes: number, read: (c: Cursor) => number | boolean]
> = new Map([
	[0, [1, (c: Cursor) => c.u8()]],
	[1, [1, (c: Cursor) => c.i8()]],
	[2, [2, (c: Cursor) => c.u16()]],
	[3, [2, (c: Cursor) => c.i16()]],
	[4, [4, (c: Cursor) => c.u32()]],
	[5, [4, (c: Cursor) => c.i32()]],
	[6, [4, (c: Cursor) => c.f32()]],
	[7, [1, (c: Cursor) => c.u8() !== 0]],
	[10, [8, (c: Cursor) => c.u64()]],
	[11, [8, (c: Cursor) => c.i64()]],
	[12, [8, (c: Cursor) => c.f64()]]
]);

/** The value of `key` behind its type, or undefined for one too long to keep, which is passed over. */
export function readValue(cursor: Cursor, type: number, key: string): Value {
	const scalar = SCALARS.get(type);
	if (scalar) return scalar[1](cursor);
	if (type === 8) return cursor.text(shorten(key), MAX_KEPT_TEXT_BYTES);
	if (type !== 9)
		throw new ParseError(shorten(key), `has a value of the unknown type ${type}. ${AGAIN}`);
	return readList(cursor, key);
}

function readList(cursor: Cursor, key: string): Value {
	const type = cursor.u32();
	const count = cursor.u64();
	const item = SCALARS.get(type);
	// A text takes at least the 8 bytes of its length.
	const least = item?.[0] ?? (type === 8 ? 8 : 0);
	if (least === 0)
		throw new ParseError(shorten(key), `is a list of the unsupported type ${type}. ${AGAIN}`);
	if (count * least > cursor.left)
		throw new ParseError(
			shorten(key),
			`claims ${count} items where ${cursor.left} bytes are left. ${AGAIN}`
		);
	cursor.counts.set(key, count);
	if (!item) {
		cursor.texts += count;
		if (cursor.texts > MAX_TEXTS)
			throw new ParseError(
				shorten(key),
				`makes ${cursor.texts} texts in lists; no model has more than ${MAX_TEXTS}. ${AGAIN}`
			);
		const what = shorten(key);
		for (let i = 0; i < count; i++) cursor.text(what, 0);
		return undefined;
	}
	const [bytes, readItem] = item;
	if (count > MAX_KEPT_ITEMS) {
		cursor.skip(count * bytes);
		return undefined;
	}
	return Array.from({ length: count }, () => Number(readItem(cursor)));
}

/** A name from a file, as an error may quote it. */
export function shorten(key: string): string {
	return key.slice(0, 80);
}
