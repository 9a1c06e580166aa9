// The file a corpus is kept in: little-endian, `count` u32, `total` u32, `count` lengths u32, then
// `total` tokens u16. Bit 15 of a token says that it belongs to an answer and is trained on.

export const TARGET = 0x8000;

export interface Sequence {
	ids: number[];
	answers: boolean[];
}

export function packShard(sequences: readonly Sequence[]): Uint8Array {
	const total = sequences.reduce((n, s) => n + s.ids.length, 0);
	const bytes = new Uint8Array(8 + 4 * sequences.length + 2 * total),
		view = new DataView(bytes.buffer);
	view.setUint32(0, sequences.length, true);
	view.setUint32(4, total, true);
	let at = 8;
	for (const s of sequences) {
		view.setUint32(at, s.ids.length, true);
		at += 4;
	}
	for (const s of sequences) {
		for (const [i, id] of s.ids.entries()) {
			view.setUint16(at, id | (s.answers[i] ? TARGET : 0), true);
			at += 2;
		}
	}
	return bytes;
}
