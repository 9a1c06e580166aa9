// Splits a GGUF file of this suite's own writer as llama-gguf-split does: tensors in order over several files, each
// with its place, and the metadata in the first alone. Its reader knows no more than that writer's types.

// The numbers of gguf_metadata_value_type, and of what a scalar takes.
const STRING = 8;
const ARRAY = 9;
const U16 = 2;
const I32 = 5;
const SCALAR_BYTES: Record<number, number> = { 4: 4, 5: 4, 6: 4, 7: 1 };
const ALIGNMENT = 32;

type Tensor = { description: Uint8Array; offset: number };

/** `count` files; the first without any tensor where `emptyFirst` is set, as --no-tensor-first-split makes it. */
export function splitGguf(
	file: Uint8Array,
	count: number,
	{ emptyFirst = false }: { emptyFirst?: boolean } = {}
): Uint8Array<ArrayBuffer>[] {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const tensorCount = Number(view.getBigUint64(8, true));
	const entryCount = Number(view.getBigUint64(16, true));
	let at = 24;
	const text = () => void (at += 8 + Number(view.getBigUint64(at, true)));
	const value = (type: number): void => {
		if (type === STRING) return text();
		if (type !== ARRAY) return void (at += SCALAR_BYTES[type]!);
		const item = view.getUint32(at, true);
		const items = Number(view.getBigUint64(at + 4, true));
		at += 12;
		for (let i = 0; i < items; i++) value(item);
	};
	for (let i = 0; i < entryCount; i++) {
		text();
		at += 4;
		value(view.getUint32(at - 4, true));
	}
	const entries = file.subarray(24, at);
	const tensors = Array.from({ length: tensorCount }, (): Tensor => {
		const start = at;
		text();
		at += 4 + 8 * view.getUint32(at, true) + 4;
		const description = file.subarray(start, at);
		at += 8;
		return { description, offset: Number(view.getBigUint64(at - 8, true)) };
	});
	const dataStart = Math.ceil(at / ALIGNMENT) * ALIGNMENT;
	const full = emptyFirst ? count - 1 : count;
	return Array.from({ length: count }, (_, part) => {
		const place = emptyFirst ? part - 1 : part;
		const from = Math.max(0, Math.ceil((place * tensorCount) / full));
		const to = Math.max(0, Math.ceil(((place + 1) * tensorCount) / full));
		const own = tensors.slice(from, to);
		const begin = own[0]?.offset ?? 0;
		const end = own.length === 0 ? 0 : (tensors[to]?.offset ?? file.length - dataStart);
		const head = joined(
			file.subarray(0, 8),
			number(8, own.length),
			number(8, (part === 0 ? entryCount : 0) + 3),
			part === 0 ? entries : new Uint8Array(),
			entry('split.no', U16, number(2, part)),
			entry('split.count', U16, number(2, count)),
			entry('split.tensors.count', I32, number(4, tensorCount)),
			...own.flatMap(({ description, offset }) => [description, number(8, offset - begin)])
		);
		const padding = new Uint8Array(Math.ceil(head.length / ALIGNMENT) * ALIGNMENT - head.length);
		return joined(head, padding, file.subarray(dataStart + begin, dataStart + end));
	});
}

function entry(key: string, type: number, value: Uint8Array): Uint8Array {
	const name = new TextEncoder().encode(key);
	return joined(number(8, name.length), name, number(4, type), value);
}

/** Little-endian. */
function number(bytes: number, value: number): Uint8Array {
	return Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
}

function joined(...pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.length;
	}
	return all;
}
