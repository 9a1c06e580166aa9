import { expect, test } from 'vitest';
import { framed, safetensorsFile } from '../../test/support/random-peft.ts';
import { readSafetensors } from './safetensors.ts';

const data = (length: number) => new Float32Array(length).fill(1);
const file = (header: unknown, bytes = 0) =>
	new Blob([
		framed(typeof header === 'string' ? header : JSON.stringify(header), [new Uint8Array(bytes)])
	]);
const tensor = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({
	dtype,
	shape,
	data_offsets: offsets
});

test('a file is read as its tensors, each where it lies', async () => {
	const bytes = safetensorsFile([
		{ name: 'a', dtype: 'F32', shape: [2, 3], data: data(6) },
		{ name: 'b', dtype: 'BF16', shape: [4], data: data(4) }
	]);
	const tensors = await readSafetensors(new Blob([bytes]));
	const start = bytes.length - 32;
	expect([...tensors]).toEqual([
		['a', { dtype: 'F32', shape: [2, 3], start, end: start + 24 }],
		['b', { dtype: 'BF16', shape: [4], start: start + 24, end: start + 32 }]
	]);
	expect((await readSafetensors(file({ __metadata__: { format: 'pt' } }))).size).toBe(0);
});

test('no more of a file is read than its header', async () => {
	const bytes = safetensorsFile([{ name: 'a', dtype: 'F16', shape: [1000], data: data(1000) }]);
	const asked: number[] = [];
	const { readSafetensorsBy } = await import('./safetensors.ts');
	await readSafetensorsBy(bytes.length, async (length) => {
		asked.push(length);
		return bytes.subarray(0, length);
	});
	expect(asked).toEqual([8, bytes.length - 2000]);
});

test.each([
	['shorter than its own length', new Blob([new Uint8Array(5)]), /has more than 5 bytes/],
	['a header longer than the file', file('{}').slice(0, 9), /cut short/],
	[
		'a header without end',
		new Blob([new Uint8Array(8).fill(255)]),
		/header claims .* no adapter’s has more than 16 MiB/
	],
	['a header that is no JSON', file('{"a":'), /not valid JSON/],
	[
		'a header that is no text',
		new Blob([framed('', []).fill(2, 0, 1), '\xff\xfe']),
		/not valid JSON/
	],
	['a header that is a list', file('[]'), /lists no tensors/],
	['depth without end', file('['.repeat(1e6)), /not valid JSON/],
	['a tensor that is a number', file({ a: 5 }), /a: is stored in a type/],
	['an unknown type', file({ a: tensor([1], [0, 4], 'F4') }, 4), /a: is stored in a type/],
	[
		'the type of another object',
		file({ a: tensor([1], [0, 4], 'constructor') }, 4),
		/a: is stored/
	],
	['no shape', file({ a: tensor('1', [0, 4]) }, 4), /a: does not say where/],
	['a negative size', file({ a: tensor([-1], [0, 4]) }, 4), /a: does not say where/],
	['a size that is no whole number', file({ a: tensor([0.5], [0, 2]) }, 2), /a: does not say/],
	['too many dimensions', file({ a: tensor(Array(9).fill(1), [0, 4]) }, 4), /a: does not say/],
	['one offset', file({ a: tensor([1], [0]) }, 4), /a: has dimensions/],
	['offsets that run back', file({ a: tensor([1], [4, 0]) }, 4), /a: has dimensions/],
	['a shape larger than its data', file({ a: tensor([2], [0, 4]) }, 4), /a: has dimensions \(2\)/],
	[
		'a shape that overflows',
		file({ a: tensor([2 ** 30, 2 ** 30, 2 ** 30], [0, 4]) }, 4),
		/a: has dimensions/
	],
	[
		'two tensors in one place',
		file({ a: tensor([2], [0, 8]), b: tensor([1], [4, 8]) }, 8),
		/b: begins at .* overlap, or leave a hole/
	],
	[
		'a hole',
		file({ a: tensor([1], [0, 4]), b: tensor([1], [8, 12]) }, 12),
		/b: begins at .* overlap, or leave a hole/
	],
	['data behind the end of the file', file({ a: tensor([2], [0, 8]) }, 4), /cut short/],
	['bytes of nobody', file({ a: tensor([1], [0, 4]) }, 9), /5 bytes behind its last tensor/],
	[
		'a name without end',
		file({ ['x'.repeat(600)]: tensor([1], [0, 4]) }, 4),
		/name that is too long/
	]
] as const)('a file with %s is refused with that', async (_, blob, message) => {
	await expect(readSafetensors(blob)).rejects.toThrow(message);
});
