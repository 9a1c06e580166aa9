import { expect, test } from 'vitest';
import { fromHalf, toHalf, writeGguf } from './gguf-write.ts';

test('half precision keeps what it can hold and rounds to nearest even', () => {
	for (const x of [0, 1, -1, 0.5, 65504, -0.25, 2 ** -14, 2 ** -24, 0.333251953125])
		expect(fromHalf(toHalf(x))).toBe(x);
	expect(fromHalf(toHalf(1 + 2 ** -11))).toBe(1);
	expect(fromHalf(toHalf(1 + 3 * 2 ** -11))).toBe(1 + 2 ** -9);
	expect(fromHalf(toHalf(1e9))).toBe(Infinity);
	for (let i = 0; i < 0x7c00; i += 7) expect(toHalf(fromHalf(i))).toBe(i);
});

test('writes a header, metadata and aligned tensors that read back', () => {
	const data = Float32Array.from({ length: 64 }, (_, i) => i / 8 - 4);
	const bytes = writeGguf(
		[
			['general.architecture', { type: 'string', value: 'llama' }],
			['a.count', { type: 'u32', value: 7 }],
			['t.tokens', { type: 'strings', value: ['\u2581a', 'b'] }]
		],
		[
			{ name: 'half', shape: [2, 32], data, precision: 'f16' },
			{ name: 'full', shape: [64], data, precision: 'f32' },
			{ name: 'eight', shape: [2, 32], data, precision: 'q8_0' }
		]
	);
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	let at = 0;
	const u32 = () => view.getUint32((at += 4) - 4, true),
		u64 = () => Number(view.getBigUint64((at += 8) - 8, true));
	const text = () => {
		const n = u64(),
			s = new TextDecoder().decode(bytes.subarray(at, at + n));
		at += n;
		return s;
	};
	expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('GGUF');
	at = 4;
	expect([u32(), u64(), u64()]).toEqual([3, 3, 3]);
	expect([text(), u32(), text()]).toEqual(['general.architecture', 8, 'llama']);
	expect([text(), u32(), u32()]).toEqual(['a.count', 4, 7]);
	expect([text(), u32(), u32(), u64(), text(), text()]).toEqual([
		't.tokens',
		9,
		8,
		2,
		'\u2581a',
		'b'
	]);
	const infos = Array.from({ length: 3 }, () => ({
		name: text(),
		dims: Array.from({ length: u32() }, u64),
		type: u32(),
		offset: u64()
	}));
	expect(infos.map((i) => [i.name, i.dims, i.type])).toEqual([
		['half', [32, 2], 1],
		['full', [64], 0],
		['eight', [32, 2], 8]
	]);
	const start = Math.ceil(at / 32) * 32;
	for (let i = 0; i < 64; i++) {
		expect(fromHalf(view.getUint16(start + infos[0]!.offset + 2 * i, true))).toBe(data[i]);
		expect(view.getFloat32(start + infos[1]!.offset + 4 * i, true)).toBe(data[i]);
		const block = start + infos[2]!.offset + 34 * Math.floor(i / 32);
		expect(view.getInt8(block + 2 + (i % 32)) * fromHalf(view.getUint16(block, true))).toBeCloseTo(
			data[i]!,
			1
		);
	}
	expect(bytes.length % 32).toBe(0);
});
