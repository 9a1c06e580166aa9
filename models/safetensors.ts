// Reads and writes the trainer's checkpoints: a u64 length, a JSON header, raw little-endian floats.

import { readFileSync, writeFileSync } from 'node:fs';

const METADATA = '__metadata__'; // the format's key for what is no tensor

export interface Checkpoint {
	shape: Record<string, number>;
	tensors: Map<string, { shape: number[]; data: Float32Array }>;
}

export function readCheckpoint(path: string): Checkpoint {
	const bytes = new Uint8Array(readFileSync(path)),
		size = Number(new DataView(bytes.buffer).getBigUint64(0, true));
	const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + size))) as Record<
		string,
		{ shape: number[]; data_offsets: [number, number] }
	>;
	const metadata = header[METADATA] as unknown as { shape: string };
	delete header[METADATA];
	const tensors: Checkpoint['tensors'] = new Map();
	for (const [name, entry] of Object.entries(header)) {
		tensors.set(name, {
			shape: entry.shape,
			data: new Float32Array(
				bytes.slice(8 + size + entry.data_offsets[0], 8 + size + entry.data_offsets[1]).buffer
			)
		});
	}
	return { shape: JSON.parse(metadata.shape) as Record<string, number>, tensors };
}

export function writeCheckpoint(path: string, { shape, tensors }: Checkpoint): void {
	const header: Record<string, unknown> = { [METADATA]: { shape: JSON.stringify(shape) } };
	let at = 0;
	for (const [name, t] of tensors)
		header[name] = { dtype: 'F32', shape: t.shape, data_offsets: [at, (at += t.data.byteLength)] };
	let text = JSON.stringify(header);
	text += ' '.repeat((8 - (text.length % 8)) % 8);
	const length = new Uint8Array(8);
	new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
	writeFileSync(
		path,
		Buffer.concat([
			length,
			Buffer.from(text),
			...[...tensors.values()].map((t) =>
				Buffer.from(t.data.buffer, t.data.byteOffset, t.data.byteLength)
			)
		])
	);
}
