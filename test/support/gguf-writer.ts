// Writes GGUF version 3: metadata and F32 tensors. Just enough for test models; the starter's own
// exporter is in models/. Runs in Node and in a page.

export type GgufValue =
	| { type: 'u32' | 'i32' | 'f32'; value: number }
	| { type: 'bool'; value: boolean }
	| { type: 'string'; value: string }
	| { type: 'strings'; value: string[] }
	| { type: 'u32s' | 'i32s' | 'f32s'; value: number[] };

/** `dimensions` are GGUF's: the fastest-varying first. */
export type GgufTensor = { name: string; dimensions: number[]; data: Float32Array };

// The numbers of gguf_metadata_value_type.
const TYPE = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;
const ALIGNMENT = 32;

export function writeGguf(
	metadata: Record<string, GgufValue>,
	tensors: GgufTensor[]
): Uint8Array<ArrayBuffer> {
	const bytes = headOf(metadata, tensors);
	for (const { data } of tensors) {
		bytes.raw(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
		bytes.align(ALIGNMENT);
	}
	return bytes.done();
}

/** Everything before the tensors' data, for a file too large to be in memory at once. */
export function ggufHead(
	metadata: Record<string, GgufValue>,
	tensors: readonly Pick<GgufTensor, 'name' | 'dimensions'>[]
): Uint8Array<ArrayBuffer> {
	return headOf(metadata, tensors).done();
}

/** Bytes of a tensor in the file, what aligns the next one included. */
export function tensorBytes({ dimensions }: Pick<GgufTensor, 'dimensions'>): number {
	const bytes = 4 * dimensions.reduce((a, b) => a * b);
	return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

function headOf(
	metadata: Record<string, GgufValue>,
	tensors: readonly Pick<GgufTensor, 'name' | 'dimensions'>[]
): ByteWriter {
	const bytes = new ByteWriter();
	bytes.raw(new TextEncoder().encode('GGUF'));
	bytes.u32(3);
	bytes.u64(tensors.length);
	bytes.u64(Object.keys(metadata).length);
	for (const [key, value] of Object.entries(metadata)) {
		bytes.string(key);
		writeValue(bytes, value);
	}
	let offset = 0;
	for (const { name, dimensions } of tensors) {
		bytes.string(name);
		bytes.u32(dimensions.length);
		for (const dimension of dimensions) bytes.u64(dimension);
		bytes.u32(0); // GGML_TYPE_F32
		bytes.u64(offset);
		offset += tensorBytes({ dimensions });
	}
	bytes.align(ALIGNMENT);
	return bytes;
}

function writeValue(bytes: ByteWriter, { type, value }: GgufValue) {
	switch (type) {
		case 'u32':
		case 'i32':
		case 'f32':
			bytes.u32(TYPE[type]);
			bytes[type](value);
			return;
		case 'bool':
			bytes.u32(TYPE.bool);
			bytes.raw(Uint8Array.of(value ? 1 : 0));
			return;
		case 'string':
			bytes.u32(TYPE.string);
			bytes.string(value);
			return;
		case 'strings':
			bytes.u32(TYPE.array);
			bytes.u32(TYPE.string);
			bytes.u64(value.length);
			for (const item of value) bytes.string(item);
			return;
		case 'u32s':
		case 'i32s':
		case 'f32s': {
			const item = ({ u32s: 'u32', i32s: 'i32', f32s: 'f32' } as const)[type];
			bytes.u32(TYPE.array);
			bytes.u32(TYPE[item]);
			bytes.u64(value.length);
			for (const number of value) bytes[item](number);
			return;
		}
		default:
			void (type satisfies never);
	}
}

class ByteWriter {
	#bytes = new Uint8Array(1 << 16);
	#length = 0;

	#grow(count: number): DataView {
		if (this.#length + count > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		const view = new DataView(this.#bytes.buffer, this.#length, count);
		this.#length += count;
		return view;
	}

	raw(data: Uint8Array) {
		this.#grow(data.length);
		this.#bytes.set(data, this.#length - data.length);
	}
	u32(value: number) {
		this.#grow(4).setUint32(0, value, true);
	}
	i32(value: number) {
		this.#grow(4).setInt32(0, value, true);
	}
	f32(value: number) {
		this.#grow(4).setFloat32(0, value, true);
	}
	u64(value: number) {
		this.#grow(8).setBigUint64(0, BigInt(value), true);
	}
	string(text: string) {
		const data = new TextEncoder().encode(text);
		this.u64(data.length);
		this.raw(data);
	}
	align(to: number) {
		this.#grow((to - (this.#length % to)) % to);
	}
	done(): Uint8Array<ArrayBuffer> {
		return this.#bytes.slice(0, this.#length);
	}
}
