// Reads the header of a GGUF file: what model it is, how large, and whether the file is whole.
// Refuses with a ParseError that names the fact and the next step. Bounded in time and memory for
// any bytes: files come from disks and the network. Not here: how a single value is read (gguf-cursor.ts), tensor data,
// and the tokenizer.
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

import { AGAIN, cutShort, startOf, tooMany } from './damaged-file.ts';
import { ParseError } from './errors.ts';
import { Cursor, MoreBytes, readValue, shorten, type Value } from './gguf-cursor.ts';
import { CHAT_ARCHITECTURES, FILE_TYPES, TENSOR_TYPES } from './gguf-tables.ts';

export type GgufAdapter = {
	/** `lora`, the only kind so far. */
	type: string;
	alpha: number;
	/** The largest of its matrices. */
	rank: number;
	/** Activated LoRA: it acts from these tokens on; empty for a plain one. */
	invocationTokens: number[];
	/** What the file says of the base it was trained on; formats before ours name no hash. */
	base: { sha256: string | null; name: string | null };
};

/** What the KV cache costs per token, and a head's numbers; null where the header does not say. */
export type GgufShape = { layers: number; kvWidth: number; headSize: number };

export type GgufHeader = {
	version: number;
	kind: 'model' | 'adapter';
	architecture: string;
	name: string | null;
	licence: string | null;
	parameters: number;
	/** What the model was trained for, in tokens. */
	contextTokens: number | null;
	/** E.g. `Q4_K_M`. */
	quantisation: string;
	chatTemplate: string | null;
	adapter: GgufAdapter | null;
	/** A part of a model split over files; `tensors` of all parts, where the file says. */
	split: { index: number; count: number; tensors: number | null } | null;
	shape: GgufShape | null;
	/** Tokens of the vocabulary; null where the header has none. */
	vocabulary: number | null;
	/** What a layer with a sliding window looks back at most, in tokens; null for none. */
	windowTokens: number | null;
	/** Of every tensor, the fastest-varying first. */
	dimensions: ReadonlyMap<string, readonly number[]>;
	/** Of tensor data. */
	alignment: number;
	/** Where tensor data begins. */
	headerBytes: number;
	/** The length the file must have at least. */
	neededBytes: number;
};

// Headers carry the vocabulary: 12 MB is the most seen (256 k tokens with merges).
const MAX_HEADER_BYTES = 64 * 1024 * 1024;
const FIRST_READ_BYTES = 1024 * 1024;
// Real files have under 100 entries and under 20,000 tensors (unmerged experts).
const MAX_ENTRIES = 10_000;
const MAX_TENSORS = 100_000;
const MAX_KEY_BYTES = 65_535;
// GGML_MAX_NAME and GGML_MAX_DIMS.
const MAX_TENSOR_NAME_BYTES = 64;
const MAX_DIMENSIONS = 4;

/** Of the base an adapter was trained on: no key of the format's own says it. */
export const BASE_SHA256_KEY = 'understudy.base_sha256';

/** The header of a file of `fileBytes`, of which `bytes` is the beginning. Throws ParseError. */
export function parseGgufHeader(bytes: Uint8Array, fileBytes: number): GgufHeader {
	const cursor = new Cursor(bytes, fileBytes);
	try {
		return read(cursor);
	} catch (error) {
		if (!(error instanceof MoreBytes)) throw error;
		throw new ParseError('', `The GGUF header goes on after ${bytes.length} bytes. ${AGAIN}`);
	}
}

/** The same for a Blob, reading no more of it than the header. */
export function readGgufHeader(file: Blob): Promise<GgufHeader> {
	return readGgufHeaderBy(file.size, startOf(file));
}

/** The same for a file that is elsewhere: `start` brings its first `length` bytes, or all where it has fewer. */
export async function readGgufHeaderBy(
	fileBytes: number,
	start: (length: number) => Promise<Uint8Array>
): Promise<GgufHeader> {
	for (let length = FIRST_READ_BYTES; ; length *= 2) {
		const bytes = await start(Math.min(length, fileBytes));
		try {
			return read(new Cursor(bytes, fileBytes));
		} catch (error) {
			if (!(error instanceof MoreBytes)) throw error;
			if (length >= MAX_HEADER_BYTES)
				throw new ParseError(
					'',
					`The GGUF header is longer than ${MAX_HEADER_BYTES >> 20} MiB, so this is no usable model file. ${AGAIN}`
				);
		}
	}
}

/** Throws ParseError for a file that is sound but cannot answer in this app. */
export function refuseUnrunnable(header: GgufHeader): void {
	const { kind, architecture, split } = header;
	if (kind === 'adapter')
		throw new ParseError(
			'',
			'This file is a LoRA adapter, not a model. Import the model it was made for; adapters cannot run alone.'
		);
	if (split !== null && split.count > 1)
		throw new ParseError(
			'',
			`This file is part ${split.index + 1} of ${split.count} of a split model. Choose all parts together, or merge them with llama-gguf-split.`
		);
	if (!CHAT_ARCHITECTURES.has(architecture))
		throw new ParseError(
			'general.architecture',
			`This app cannot chat with models of the architecture “${architecture.slice(0, 40)}”. Choose a text model such as Llama, Qwen, Gemma or Phi.`
		);
}

function read(cursor: Cursor): GgufHeader {
	if (cursor.fileBytes < 24)
		throw new ParseError('', `A GGUF file has more than ${cursor.fileBytes} bytes. ${AGAIN}`);
	const magic = cursor.u32();
	// "GGUF", little-endian.
	if (magic !== 0x46554747)
		throw new ParseError('', `This is no GGUF file: it does not begin with “GGUF”. ${AGAIN}`);
	const version = cursor.u32();
	if ((version & 0xffff) === 0 && version !== 0)
		throw new ParseError('', 'This GGUF file is big-endian. Choose a little-endian one.');
	if (version < 2 || version > 3)
		throw new ParseError(
			'',
			`This GGUF file is version ${version}; this app reads versions 2 and 3. Choose a newer conversion of the model.`
		);
	const tensorCount = countOf(cursor.u64(), 'tensors', MAX_TENSORS);
	const entryCount = countOf(cursor.u64(), 'entries', MAX_ENTRIES);
	const entries = readEntries(cursor, entryCount);
	const alignment = entries.get('general.alignment') ?? 32;
	if (
		typeof alignment !== 'number' ||
		!(alignment >= 8 && alignment <= 65_536) ||
		(alignment & (alignment - 1)) !== 0
	)
		throw new ParseError('general.alignment', `should be a power of two from 8 to 65536. ${AGAIN}`);
	const tensors = readTensors(cursor, tensorCount, alignment);
	const headerBytes = Math.ceil(cursor.position / alignment) * alignment;
	// The padding after the last tensor may be missing: llama.cpp reads such files too.
	const neededBytes = tensorCount === 0 ? cursor.position : headerBytes + tensors.endBytes;
	if (neededBytes > cursor.fileBytes) throw cutShort(neededBytes, cursor.fileBytes);
	const vocabulary = cursor.counts.get('tokenizer.ggml.tokens') ?? null;
	return {
		...describe(version, entries, tensors),
		alignment,
		headerBytes,
		neededBytes,
		vocabulary
	};
}

function countOf(count: number, what: string, most: number): number {
	if (count <= most) return count;
	throw tooMany(count, what, most);
}

function readEntries(cursor: Cursor, count: number): Map<string, Value> {
	const entries = new Map<string, Value>();
	for (let i = 0; i < count; i++) {
		const key = cursor.text(`The name of entry ${i + 1}`, MAX_KEY_BYTES);
		if (key === undefined || key === '')
			throw new ParseError('', `Entry ${i + 1} of the header has no usable name. ${AGAIN}`);
		if (entries.has(key)) throw new ParseError(shorten(key), `is listed twice. ${AGAIN}`);
		entries.set(key, readValue(cursor, cursor.u32(), key));
	}
	return entries;
}

type Tensors = {
	parameters: number;
	/** Of tensor data, to the end of the last tensor. */
	endBytes: number;
	/** The type that most parameters have. */
	mainType: string;
	/** The largest inner dimension of a LoRA matrix. */
	loraRank: number;
	dimensions: Map<string, readonly number[]>;
};

function readTensors(cursor: Cursor, count: number, alignment: number): Tensors {
	const parametersByType = new Map<string, number>();
	const tensors = new Map<string, readonly number[]>();
	let parameters = 0;
	let endBytes = 0;
	let loraRank = 0;
	for (let i = 0; i < count; i++) {
		const name = cursor.text(`The name of tensor ${i + 1}`, MAX_TENSOR_NAME_BYTES);
		if (name === undefined || tensors.has(name))
			throw new ParseError('', `Tensor ${i + 1} has a name that is too long or taken. ${AGAIN}`);
		const dimensionCount = cursor.u32();
		if (dimensionCount > MAX_DIMENSIONS)
			throw new ParseError(
				shorten(name),
				`has ${dimensionCount} dimensions; 4 is the most. ${AGAIN}`
			);
		const dimensions = Array.from({ length: dimensionCount }, () => cursor.u64());
		tensors.set(name, dimensions);
		const type = TENSOR_TYPES.get(cursor.u32());
		const offset = cursor.u64();
		if (!type)
			throw new ParseError(
				shorten(name),
				'is stored in a format this app does not know. Choose another quantisation, such as Q4_K_M or Q8_0.'
			);
		const [typeName, block, blockBytes] = type;
		const elements = dimensions.reduce((product, size) => product * size, 1);
		const row = dimensions[0] ?? 1;
		if (elements < 1 || !Number.isSafeInteger(elements * blockBytes) || row % block !== 0)
			throw new ParseError(shorten(name), `has impossible dimensions (${dimensions}). ${AGAIN}`);
		if (offset % alignment !== 0)
			throw new ParseError(shorten(name), `begins at ${offset}, out of alignment. ${AGAIN}`);
		const end = offset + (elements / block) * blockBytes;
		if (end > cursor.fileBytes) throw cutShort(end, cursor.fileBytes);
		endBytes = Math.max(endBytes, end);
		parameters += elements;
		parametersByType.set(typeName, (parametersByType.get(typeName) ?? 0) + elements);
		if (name.endsWith('.lora_a')) loraRank = Math.max(loraRank, dimensions[1] ?? 0);
	}
	const [mainType = 'none'] = [...parametersByType].toSorted(([, a], [, b]) => b - a)[0] ?? [];
	return { parameters, endBytes, mainType, loraRank, dimensions: tensors };
}

function describe(
	version: number,
	entries: ReadonlyMap<string, Value>,
	tensors: Tensors
): Omit<GgufHeader, 'alignment' | 'headerBytes' | 'neededBytes' | 'vocabulary'> {
	const text = (key: string): string | null => {
		const value = entries.get(key);
		return typeof value === 'string' && value !== '' ? value : null;
	};
	const number = (key: string): number | null => {
		const value = entries.get(key);
		return typeof value === 'number' && Number.isFinite(value) ? value : null;
	};
	const splitCount = number('split.count');
	const splitIndex = number('split.no') ?? 0;
	// Only the first part of a split model says what it is.
	const isLaterPart = splitCount !== null && splitIndex > 0;
	const architecture = text('general.architecture') ?? (isLaterPart ? '' : null);
	if (architecture === null)
		throw new ParseError(
			'general.architecture',
			`is missing, so nothing can run this file. ${AGAIN}`
		);
	const adapterType = text('adapter.type');
	const kind = adapterType !== null || text('general.type') === 'adapter' ? 'adapter' : 'model';
	const invocation = entries.get('adapter.alora.invocation_tokens');
	const context = number(`${architecture}.context_length`);
	const baseSha256 = text(BASE_SHA256_KEY)?.toLowerCase() ?? '';
	return {
		version,
		kind,
		architecture,
		name: text('general.name')?.slice(0, 200) ?? null,
		licence: text('general.license')?.slice(0, 200) ?? null,
		parameters: tensors.parameters,
		contextTokens: context !== null && context >= 1 ? context : null,
		quantisation: FILE_TYPES.get(number('general.file_type') ?? -1) ?? tensors.mainType,
		chatTemplate: text('tokenizer.chat_template'),
		adapter:
			kind === 'model'
				? null
				: {
						type: adapterType ?? 'unknown',
						alpha: number('adapter.lora.alpha') ?? 0,
						rank: tensors.loraRank,
						invocationTokens: Array.isArray(invocation) ? invocation : [],
						base: {
							sha256: /^[0-9a-f]{64}$/.test(baseSha256) ? baseSha256 : null,
							name: text('general.base_model.0.name')?.slice(0, 200) ?? null
						}
					},
		split:
			splitCount === null
				? null
				: { index: splitIndex, count: splitCount, tensors: number('split.tensors.count') },
		shape: shapeOf(architecture, entries, number),
		windowTokens: number(`${architecture}.attention.sliding_window`),
		dimensions: tensors.dimensions
	};
}

/** Heads are a number, or a list with one per layer (hybrids have layers without attention). */
function shapeOf(
	architecture: string,
	entries: ReadonlyMap<string, Value>,
	number: (key: string) => number | null
): GgufShape | null {
	const layers = number(`${architecture}.block_count`);
	const embedding = number(`${architecture}.embedding_length`);
	const heads = number(`${architecture}.attention.head_count`);
	const kvHeads = entries.get(`${architecture}.attention.head_count_kv`) ?? heads;
	const keyLength =
		number(`${architecture}.attention.key_length`) ??
		(embedding !== null && heads !== null && heads > 0 ? embedding / heads : null);
	if (layers === null || keyLength === null) return null;
	const total = Array.isArray(kvHeads)
		? kvHeads.reduce((sum, count) => sum + count, 0)
		: typeof kvHeads === 'number'
			? kvHeads * layers
			: null;
	if (total === null || !(layers > 0)) return null;
	return { layers, kvWidth: (total / layers) * keyLength, headSize: keyLength };
}
