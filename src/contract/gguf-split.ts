// A model split over several GGUF files (as llama-gguf-split does), put together again: one header that lists
// all tensors, then the data of every part as it lies there. A Blob of slices, so no weight is read or copied.
// llama.cpp would take the parts themselves, but finds them by the number in their names, which wllama gives
// to adapters as well. Not here: what the parts are called (gguf-parts.ts), and storing them.

import { ParseError } from './errors.ts';
import { readGgufHeader, type GgufHeader } from './gguf.ts';
import { Cursor, readValue } from './gguf-cursor.ts';
import { TENSOR_TYPES } from './gguf-tables.ts';

/** What the whole says of itself, from the headers of its parts in order. Throws ParseError. */
export function joinedHeader(headers: readonly GgufHeader[]): GgufHeader {
	const [first] = headers;
	const dimensions = new Map(headers.flatMap((header) => [...header.dimensions]));
	const belong = headers.every(
		({ split }, i) => split !== null && split.index === i && split.count === headers.length
	);
	const tensors = headers.reduce((sum, header) => sum + header.dimensions.size, 0);
	if (
		!first ||
		!belong ||
		dimensions.size !== tensors ||
		(first.split?.tensors ?? tensors) !== tensors ||
		headers.some(({ alignment }) => alignment !== first.alignment)
	)
		throw new ParseError(
			'split.count',
			'These files are not all parts of one split model. Choose every part of one model, each once.'
		);
	return {
		...first,
		parameters: headers.reduce((sum, { parameters }) => sum + parameters, 0),
		split: null,
		dimensions,
		neededBytes: headers.reduce((sum, { neededBytes }) => sum + neededBytes, 0)
	};
}

/** The parts in their order, whatever they are called. Throws ParseError for what is no GGUF file. */
export async function inPartOrder<File extends Blob>(files: readonly File[]): Promise<File[]> {
	const parts = await Promise.all(
		files.map(async (file) => ({ file, index: (await readGgufHeader(file)).split?.index ?? 0 }))
	);
	return parts.toSorted((a, b) => a.index - b.index).map(({ file }) => file);
}

/** The parts, in order, as the one file they were before. Throws ParseError. */
export async function joinedGguf(parts: readonly Blob[]): Promise<Blob> {
	const headers = await Promise.all(parts.map((part) => readGgufHeader(part)));
	const { alignment } = joinedHeader(headers);
	const heads = await Promise.all(
		parts.map(async (part, i) =>
			headOf(new Uint8Array(await part.slice(0, headers[i]!.headerBytes).arrayBuffer()))
		)
	);
	const entries = heads[0]!.entries.filter(({ key }) => !key.startsWith('split.'));
	const out = [
		heads[0]!.magicAndVersion,
		u64(heads.reduce((sum, { tensors }) => sum + tensors.length, 0)),
		u64(entries.length),
		...entries.map(({ bytes }) => bytes)
	];
	const data: Blob[] = [];
	let dataBytes = 0;
	for (const [i, { tensors }] of heads.entries()) {
		const part = parts[i]!;
		let endBytes = 0;
		for (const { description, offset, bytes } of tensors) {
			out.push(description, u64(dataBytes + offset));
			endBytes = Math.max(endBytes, offset + bytes);
		}
		if (tensors.length === 0) continue;
		const padded = Math.ceil(endBytes / alignment) * alignment;
		const { headerBytes } = headers[i]!;
		const slice = part.slice(headerBytes, headerBytes + padded);
		// What aligns the next tensor may be missing at a file's end.
		data.push(slice, new Blob([new Uint8Array(padded - slice.size)]));
		dataBytes += padded;
	}
	const headBytes = out.reduce((sum, { length }) => sum + length, 0);
	const padding = new Uint8Array(Math.ceil(headBytes / alignment) * alignment - headBytes);
	return new Blob([...out, padding, ...data]);
}

// Four of each.
const MAGIC_AND_VERSION_BYTES = 8;

type Bytes = Uint8Array<ArrayBuffer>;
type Head = {
	magicAndVersion: Bytes;
	entries: { key: string; bytes: Bytes }[];
	/** `description`: its name, dimensions and type, which its offset follows. */
	tensors: { description: Bytes; offset: number; bytes: number }[];
};

/** Of a header that was checked before. */
function headOf(bytes: Bytes): Head {
	const cursor = new Cursor(bytes, bytes.length);
	const since = (start: number) => bytes.subarray(start, cursor.position);
	cursor.skip(MAGIC_AND_VERSION_BYTES);
	const tensorCount = cursor.u64();
	const entryCount = cursor.u64();
	const entries = Array.from({ length: entryCount }, () => {
		const start = cursor.position;
		const key = cursor.text('A name', Infinity) ?? '';
		readValue(cursor, cursor.u32(), key);
		return { key, bytes: since(start) };
	});
	const tensors = Array.from({ length: tensorCount }, () => {
		const start = cursor.position;
		cursor.text('A name', 0);
		const dimensions = Array.from({ length: cursor.u32() }, cursor.u64);
		const [, block, blockBytes] = TENSOR_TYPES.get(cursor.u32()) ?? ['', 1, 0];
		const description = since(start);
		const elements = dimensions.reduce((product, size) => product * size, 1);
		return { description, offset: cursor.u64(), bytes: (elements / block) * blockBytes };
	});
	return { magicAndVersion: bytes.subarray(0, MAGIC_AND_VERSION_BYTES), entries, tensors };
}

function u64(value: number): Bytes {
	const bytes = new Uint8Array(8);
	new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
	return bytes;
}
