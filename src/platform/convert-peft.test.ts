import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGgufHeader } from '../contract/gguf.ts';
import { readGguf } from '../contract/gguf-read.ts';
import { fromHalf } from '../contract/gguf-write.ts';
import { planPeft, type PeftPlan, type PlannedTensor } from '../contract/peft-plan.ts';
import { randomLlama, randomSource } from '../../test/support/random-gguf.ts';
import { safetensorsFile, type SafeTensorData } from '../../test/support/random-peft.ts';
import { readSafetensors } from '../contract/safetensors.ts';
import { convertPeft } from './convert-peft.ts';
import { readPeft } from './peft-adapter.ts';

const NAME = 'blk.0.attn_q.weight.lora_b';

async function converted(
	data: Float32Array,
	shape: number[],
	fields: Partial<PlannedTensor> & { dtype?: SafeTensorData['dtype']; signal?: AbortSignal } = {}
) {
	const { dtype = 'F32', signal, ...planned } = fields;
	const weights = new Blob([safetensorsFile([{ name: 'b', dtype, shape, data }])]);
	const source = (await readSafetensors(weights)).get('b')!;
	const plan: PeftPlan = {
		architecture: 'llama',
		alpha: 16,
		rank: 4,
		madeFor: 'me/base',
		invocationTokens: [7, 8],
		tensors: [{ name: NAME, source, factor: 1, headRows: null, ...planned }]
	};
	const bytes = new Uint8Array(
		await (await convertPeft(weights, plan, 'Mine', signal)).arrayBuffer()
	);
	const header = parseGgufHeader(bytes, bytes.length);
	const halves = new Uint16Array(bytes.slice(header.headerBytes).buffer, 0, data.length);
	return { header, values: Array.from(halves, fromHalf) };
}

const numbers = (length: number) => {
	const random = randomSource(1);
	return Float32Array.from({ length }, () => Math.round(random() * 1000) / 1024);
};

test('the file says what it is, whose, and how strong', async () => {
	const { header, values } = await converted(numbers(24), [6, 4]);
	expect(header).toMatchObject({ kind: 'adapter', architecture: 'llama', name: 'Mine' });
	expect(header.adapter).toEqual({
		type: 'lora',
		alpha: 16,
		rank: 0,
		invocationTokens: [7, 8],
		base: { sha256: null, name: 'me/base' }
	});
	expect([...header.dimensions]).toEqual([[NAME, [4, 6]]]);
	expect(values).toEqual([...numbers(24)]);
});

test('numbers of every type arrive, multiplied where they have to be', async () => {
	const data = Float32Array.of(0, -1.5, 0.125, 2 ** -20, 3, -0.0078125);
	for (const dtype of ['F32', 'F16', 'BF16'] as const) {
		expect((await converted(data, [2, 3], { dtype })).values).toEqual([...data]);
		const half = await converted(data, [2, 3], { dtype, factor: 0.5 });
		expect(half.values).toEqual(Array.from(data, (x) => x / 2));
	}
});

test('the rows of each head are interleaved, in as many steps as it takes', async () => {
	// 2.5 MiB, so that heads come in three steps; 24 rows a head, which divides no step.
	const [rows, columns, head] = [24 * 213, 128, 24];
	const data = numbers(rows * columns);
	const { values } = await converted(data, [rows, columns], { headRows: head });
	for (let row = 0; row < rows; row++) {
		const inHead = row % head;
		const from = row - inHead + (inHead % 2 === 0 ? inHead / 2 : head / 2 + (inHead - 1) / 2);
		expect(values[row * columns]).toBe(data[from * columns]);
		expect(values[row * columns + 127]).toBe(data[from * columns + 127]);
	}
});

test('what half precision cannot hold is refused by its tensor', async () => {
	for (const broken of [NaN, Infinity, -Infinity, 70_000])
		await expect(converted(Float32Array.of(1, broken), [1, 2])).rejects.toThrow(
			/blk.0.attn_q.weight.lora_b: has numbers that are infinite/
		);
	const halves = converted(Float32Array.of(1, Infinity), [1, 2], { dtype: 'F16' });
	await expect(halves).rejects.toThrow(/infinite/);
	const large = converted(Float32Array.of(1, 2), [1, 2], { factor: 1e300 });
	await expect(large).rejects.toThrow(/too large for half precision/);
});

test('it stops when it is told to', async () => {
	const signal = AbortSignal.abort(new Error('stopped'));
	await expect(converted(numbers(4), [2, 2], { signal })).rejects.toThrow('stopped');
});

test('of a file of PEFT’s own it makes, number for number, what llama.cpp’s converter makes', async () => {
	const fixture = (name: string) =>
		new Uint8Array(readFileSync(new URL(`../../test/fixtures/peft/${name}`, import.meta.url)));
	const reference = readGguf(fixture('converted.gguf'));
	const weights = new Blob([fixture('adapter_model.safetensors')]);
	const adapter = await readPeft(weights, new Blob([fixture('adapter_config.json')]));
	const base = randomLlama({ embedding: 32, layers: 1, feedForward: 32 }).bytes;
	const plan = planPeft(adapter, parseGgufHeader(base, base.length));
	const blob = await convertPeft(weights, plan, 'x', undefined);
	const { metadata, tensors } = readGguf(new Uint8Array(await blob.arrayBuffer()));
	expect(tensors.size).toBe(10);
	expect(new Map([...tensors].toSorted())).toEqual(new Map([...reference.tensors].toSorted()));
	for (const key of ['general.architecture', 'general.type', 'adapter.type', 'adapter.lora.alpha'])
		expect(metadata.get(key), key).toBe(reference.metadata.get(key));
});
