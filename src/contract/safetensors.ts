// Reads the header of a safetensors file: which tensors it has, of which type and shape, and where. Refuses with a
// ParseError that names the fact and the next step; bounded in time and memory for any bytes, since files come from
// disks and the network. Not here: the tensors' numbers, and what they are for (peft-plan.ts).
// Format: https://huggingface.co/docs/safetensors

import { AGAIN, cutShort, startOf, tooMany } from './damaged-file.ts';
import { ParseError } from './errors.ts';
import { fieldsOf } from './parse.ts';

export type SafeTensor = {
	/** The file's word for it, e.g. `BF16`. */
	dtype: string;
	/** Row-major. */
	shape: readonly number[];
	/** Of its data in the file: the first byte, and the one behind the last. */
	start: number;
	end: number;
};

/** By name, in the order of their data. */
export type SafeTensors = ReadonlyMap<string, SafeTensor>;

/** A file begins with the length of the JSON that follows, as 64 bits. */
export const LENGTH_BYTES = 8;
// An adapter's header has some 100 kB; the format's own library stops at 100 MB.
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const MAX_TENSORS = 100_000;
const MAX_NAME_LENGTH = 512;
const MAX_DIMENSIONS = 8;

const DTYPE_BYTES: ReadonlyMap<string, number> = new Map([
	...['BOOL', 'U8', 'I8', 'F8_E4M3', 'F8_E5M2'].map((name) => [name, 1] as const),
	...['U16', 'I16', 'F16', 'BF16'].map((name) => [name, 2] as const),
	...['U32', 'I32', 'F32'].map((name) => [name, 4] as const),
	...['U64', 'I64', 'F64'].map((name) => [name, 8] as const)
]);

/** Of a file of `fileBytes`, of which `start` brings the first `length` bytes, or all where it has fewer. */
export async function readSafetensorsBy(
	fileBytes: number,
	start: (length: number) => Promise<Uint8Array>
): Promise<SafeTensors> {
	const headerBytes = headerLength(await start(LENGTH_BYTES), fileBytes);
	return parse(await start(headerBytes), headerBytes, fileBytes);
}

/** The same for a Blob, reading no more of it than the header. */
export function readSafetensors(file: Blob): Promise<SafeTensors> {
	return readSafetensorsBy(file.size, startOf(file));
}

/** With the bytes of its length. */
function headerLength(bytes: Uint8Array, fileBytes: number): number {
	if (bytes.length < LENGTH_BYTES || fileBytes < LENGTH_BYTES)
		throw new ParseError('', `A safetensors file has more than ${fileBytes} bytes. ${AGAIN}`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES);
	const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
	if (length > MAX_HEADER_BYTES)
		throw new ParseError(
			'',
			`The safetensors header claims ${length} bytes; no adapter’s has more than ${MAX_HEADER_BYTES >> 20} MiB. ${AGAIN}`
		);
	if (LENGTH_BYTES + length > fileBytes) throw cutShort(LENGTH_BYTES + length, fileBytes);
	return LENGTH_BYTES + length;
}

function parse(bytes: Uint8Array, headerBytes: number, fileBytes: number): SafeTensors {
	let header: unknown;
	try {
		const text = new TextDecoder('utf-8', { fatal: true });
		header = JSON.parse(text.decode(bytes.subarray(LENGTH_BYTES, headerBytes)));
	} catch (cause) {
		throw new ParseError('', `The safetensors header is not valid JSON. ${AGAIN}`, { cause });
	}
	const fields = fieldsOf(header);
	if (fields === null)
		throw new ParseError('', `The safetensors header lists no tensors. ${AGAIN}`);
	// What the writer noted, in words of its own.
	const entries = Object.entries(fields).filter(([name]) => name !== '__metadata__');
	if (entries.length > MAX_TENSORS) throw tooMany(entries.length, 'tensors', MAX_TENSORS);
	const tensors = entries.map(
		([name, entry]) => [name, tensorOf(name, entry, headerBytes)] as const
	);
	tensors.sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
	// The format allows neither overlaps nor holes: whatever is in the file belongs to one tensor.
	let end = headerBytes;
	for (const [name, tensor] of tensors) {
		if (tensor.start !== end)
			throw new ParseError(
				shorten(name),
				`begins at ${tensor.start}, where ${end} was next: tensors overlap, or leave a hole. ${AGAIN}`
			);
		end = tensor.end;
	}
	if (end > fileBytes) throw cutShort(end, fileBytes);
	if (end < fileBytes)
		throw new ParseError(
			'',
			`The file has ${fileBytes - end} bytes behind its last tensor, which belong to none. ${AGAIN}`
		);
	return new Map(tensors);
}

function tensorOf(name: string, entry: unknown, headerBytes: number): SafeTensor {
	const refused = (what: string) => new ParseError(shorten(name), `${what} ${AGAIN}`);
	if (name.length > MAX_NAME_LENGTH) throw refused('has a name that is too long.');
	const { dtype, shape, data_offsets: offsets } = fieldsOf(entry) ?? {};
	const bytes = typeof dtype === 'string' ? DTYPE_BYTES.get(dtype) : undefined;
	if (typeof dtype !== 'string' || bytes === undefined)
		throw refused('is stored in a type this app does not know.');
	if (!isCounts(shape) || !isCounts(offsets))
		throw refused('does not say where it is, or how large.');
	const [from = 0, to = 0] = offsets;
	const needed = shape.reduce((product, size) => product * size, bytes);
	if (offsets.length !== 2 || to - from !== needed)
		throw refused(`has dimensions (${shape}) that are not those of its data.`);
	return { dtype, shape, start: headerBytes + from, end: headerBytes + to };
}

function isCounts(value: unknown): value is number[] {
	return (
		Array.isArray(value) &&
		value.length <= MAX_DIMENSIONS &&
		value.every((one) => Number.isSafeInteger(one) && (one as number) >= 0)
	);
}

const shorten = (name: string): string => name.slice(0, 120);
