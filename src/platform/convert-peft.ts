// Writes a LoRA adapter in GGUF's form from the tensors of one in PEFT's, by its plan: in half precision, as adapters
// of this app are, a piece of a tensor in memory at a time. The pieces are Blobs, which browsers keep on the disk
// where there are many. Not here: which tensor goes where (contract/peft-plan.ts).

import { ParseError } from '../contract/errors.ts';
import {
	fromHalf,
	ggufHead,
	halfOfBits,
	paddingAfter,
	type GgufValue
} from '../contract/gguf-write.ts';
import type { PeftPlan, PlannedTensor } from '../contract/peft-plan.ts';
import { yieldToPage } from './yield-to-page.ts';

// 1 MiB of the source: its numbers take some milliseconds, and the page comes in between.
const STEP_BYTES = 1024 * 1024;
const INFINITE = 0x7c00;

/**
 * `weights`: the safetensors file the plan was made of. `onProgress` tells how many of its bytes are done. Throws
 * ParseError, or the signal's reason.
 */
export async function convertPeft(
	weights: Blob,
	plan: PeftPlan,
	name: string,
	signal: AbortSignal | undefined,
	onProgress?: (bytes: number, totalBytes: number) => void
): Promise<Blob> {
	const { tensors } = plan;
	const totalBytes = tensors.reduce((sum, { source }) => sum + source.end - source.start, 0);
	let doneBytes = 0;
	const head = ggufHead(
		metadataOf(plan, name),
		tensors.map(({ name: tensor, source }) => ({
			name: tensor,
			shape: source.shape,
			precision: 'f16'
		}))
	);
	const parts: Blob[] = [blobOf(head)];
	for (const tensor of tensors) {
		let bytes = 0;
		for (const [start, end] of stepsOf(tensor)) {
			signal?.throwIfAborted();
			const read = await readOf(weights.slice(start, end), tensor);
			if (read.byteLength !== end - start) throw changed(tensor);
			const halves = interleaved(halvesOf(read, tensor), tensor);
			parts.push(blobOf(new Uint8Array(halves.buffer)));
			bytes += halves.byteLength;
			doneBytes += end - start;
			onProgress?.(doneBytes, totalBytes);
			await yieldToPage();
		}
		parts.push(blobOf(new Uint8Array(paddingAfter(bytes))));
	}
	return new Blob(parts);
}

const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]);

async function readOf(piece: Blob, tensor: PlannedTensor): Promise<ArrayBuffer> {
	try {
		return await piece.arrayBuffer();
	} catch (cause) {
		throw changed(tensor, { cause });
	}
}

function changed({ name }: PlannedTensor, options?: ErrorOptions): ParseError {
	return new ParseError(
		name,
		'could not be read: the file changed meanwhile. Add it again from where it is now.',
		options
	);
}

function metadataOf(
	{ architecture, alpha, madeFor, invocationTokens }: PeftPlan,
	name: string
): [string, GgufValue][] {
	const text = (value: string): GgufValue => ({ type: 'string', value });
	const metadata: [string, GgufValue][] = [
		['general.architecture', text(architecture)],
		['general.type', text('adapter')],
		['general.name', text(name)],
		['adapter.type', text('lora')],
		['adapter.lora.alpha', { type: 'f32', value: alpha }]
	];
	if (madeFor !== null)
		metadata.push(
			['general.base_model.count', { type: 'u32', value: 1 }],
			['general.base_model.0.name', text(madeFor)]
		);
	if (invocationTokens.length > 0)
		metadata.push(['adapter.alora.invocation_tokens', { type: 'u32s', value: invocationTokens }]);
	return metadata;
}

const columnsOf = ({ source }: PlannedTensor): number => source.shape[1] ?? 1;
const numberBytes = ({ source }: PlannedTensor): number => (source.dtype === 'F32' ? 4 : 2);

/** Of whole rows, or of whole heads where rows change places among those of one. */
function* stepsOf(tensor: PlannedTensor): Generator<[start: number, end: number]> {
	const { start, end } = tensor.source;
	const least = (tensor.headRows ?? 1) * columnsOf(tensor) * numberBytes(tensor);
	const step = Math.max(1, Math.floor(STEP_BYTES / least)) * least;
	for (let at = start; at < end; at += step) yield [at, Math.min(end, at + step)];
}

/** In half precision, to the nearest even. */
function halvesOf(read: ArrayBuffer, tensor: PlannedTensor): Uint16Array<ArrayBuffer> {
	const halves = new Uint16Array(read.byteLength / numberBytes(tensor));
	const { dtype } = tensor.source;
	if (tensor.factor === 1 && dtype === 'F16') halves.set(new Uint16Array(read));
	else {
		const numbers = singlesOf(read, dtype);
		if (tensor.factor !== 1) for (let i = 0; i < numbers.length; i++) numbers[i]! *= tensor.factor;
		const bits = new Uint32Array(numbers.buffer);
		for (let i = 0; i < bits.length; i++) halves[i] = halfOfBits(bits[i]!);
	}
	if (halves.every((half) => (half & INFINITE) !== INFINITE)) return halves;
	throw new ParseError(
		tensor.name,
		'has numbers that are infinite, undefined, or too large for half precision, so the adapter is broken. Choose another one.'
	);
}

function singlesOf(read: ArrayBuffer, dtype: string): Float32Array<ArrayBuffer> {
	if (dtype === 'F32') return new Float32Array(read);
	const shorts = new Uint16Array(read);
	const singles = new Float32Array(shorts.length);
	const bits = new Uint32Array(singles.buffer);
	for (let i = 0; i < shorts.length; i++)
		if (dtype === 'F16') singles[i] = fromHalf(shorts[i]!);
		// BF16 is the upper half of a single.
		else bits[i] = shorts[i]! << 16;
	return singles;
}

/** Row `i` of a head's first half, then row `i` of its second, as llama.cpp turns them together. */
function interleaved(
	halves: Uint16Array<ArrayBuffer>,
	tensor: PlannedTensor
): Uint16Array<ArrayBuffer> {
	const { headRows } = tensor;
	if (headRows === null) return halves;
	const columns = columnsOf(tensor);
	const moved = new Uint16Array(halves.length);
	for (let row = 0; row < halves.length / columns; row++) {
		const inHead = row % headRows;
		const from = row - inHead + (inHead % 2) * (headRows / 2) + (inHead >> 1);
		moved.set(halves.subarray(from * columns, (from + 1) * columns), row * columns);
	}
	return moved;
}
