// Reads the tokenizer's tables out of a GGUF header, which contract/gguf.ts passes over: they are
// megabytes that only counting needs. The header has been checked by then; a reader past its end
// throws a RangeError. Not here: what the tables mean (vocabulary.ts).

import { readGgufHeader } from '../contract/gguf.ts';

export type TokenizerData = {
	/** `gpt2`, `llama`, … */
	model: string;
	tokens: string[];
	types: number[];
	scores: number[];
	merges: string[];
};

type Value = string | number | boolean | bigint | string[] | number[];

const PREFIX = 'tokenizer.ggml.';
// The numbers of gguf_metadata_value_type.
const STRING = 8;
const ARRAY = 9;
const SIZES: Record<number, number> = {
	0: 1,
	1: 1,
	2: 2,
	3: 2,
	4: 4,
	5: 4,
	6: 4,
	7: 1,
	10: 8,
	11: 8,
	12: 8
};

export async function readTokenizer(file: Blob): Promise<TokenizerData> {
	const { headerBytes } = await readGgufHeader(file);
	const header = new HeaderReader(await file.slice(0, headerBytes).arrayBuffer());
	const found: Record<string, Value> = {};
	header.skip(8 + 8); // magic, version, number of tensors
	const entries = header.length();
	for (let i = 0; i < entries; i++) {
		const key = header.string();
		const wanted = key.startsWith(PREFIX);
		const value = header.value(header.u32(), wanted);
		if (wanted && value !== undefined) found[key.slice(PREFIX.length)] = value;
	}
	return {
		model: typeof found.model === 'string' ? found.model : '',
		tokens: strings(found.tokens),
		types: numbers(found.token_type),
		scores: numbers(found.scores),
		merges: strings(found.merges)
	};
}

function strings(value: Value | undefined): string[] {
	return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function numbers(value: Value | undefined): number[] {
	return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

class HeaderReader {
	readonly #view: DataView;
	readonly #bytes: Uint8Array;
	readonly #decoder = new TextDecoder();
	#offset = 0;

	constructor(buffer: ArrayBuffer) {
		this.#view = new DataView(buffer);
		this.#bytes = new Uint8Array(buffer);
	}

	skip(bytes: number): void {
		this.#offset += bytes;
	}

	u32(): number {
		this.#offset += 4;
		return this.#view.getUint32(this.#offset - 4, true);
	}

	length(): number {
		this.#offset += 8;
		return Number(this.#view.getBigUint64(this.#offset - 8, true));
	}

	string(): string {
		const length = this.length();
		this.#offset += length;
		return this.#decoder.decode(this.#bytes.subarray(this.#offset - length, this.#offset));
	}

	/** Undefined for what is passed over. */
	value(type: number, wanted: boolean): Value | undefined {
		if (type === STRING) {
			if (wanted) return this.string();
			this.skip(this.length());
			return undefined;
		}
		if (type !== ARRAY) {
			this.skip(SIZES[type] ?? 0);
			return undefined;
		}
		const item = this.u32();
		const count = this.length();
		if (item === STRING) {
			if (wanted) return Array.from({ length: count }, () => this.string());
			for (let i = 0; i < count; i++) this.skip(this.length());
			return undefined;
		}
		const start = this.#offset;
		this.skip(count * (SIZES[item] ?? 0));
		if (!wanted || (item !== 5 && item !== 6)) return undefined;
		return Array.from({ length: count }, (_, i) =>
			item === 5
				? this.#view.getInt32(start + i * 4, true)
				: this.#view.getFloat32(start + i * 4, true)
		);
	}
}
