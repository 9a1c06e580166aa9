import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeGguf, type GgufTensor, type GgufValue } from '../../test/support/gguf-writer.ts';
import { randomLlama, randomLora } from '../../test/support/random-gguf.ts';
import { ParseError } from './errors.ts';
import { CHAT_ARCHITECTURES } from './gguf-tables.ts';
import { parseGgufHeader, readGgufHeader, refuseUnrunnable, type GgufHeader } from './gguf.ts';

const llama = randomLlama({ embedding: 32, layers: 1, heads: 2, kvHeads: 1, feedForward: 32 });

const text = (value: string): GgufValue => ({ type: 'string', value });
const whole = (value: number): GgufValue => ({ type: 'u32', value });
const tensor = (name: string, dimensions: number[]): GgufTensor => ({
	name,
	dimensions,
	data: new Float32Array(dimensions.reduce((a, b) => a * b, 1))
});

function parse(bytes: Uint8Array): GgufHeader {
	return parseGgufHeader(bytes, bytes.length);
}

function refusal(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		expect(error).toBeInstanceOf(ParseError);
		return (error as ParseError).message;
	}
	throw new Error('It was accepted.');
}

test('reads what a model is', () => {
	const header = parse(llama.bytes);
	expect(header).toMatchObject({
		version: 3,
		kind: 'model',
		architecture: 'llama',
		quantisation: 'F32',
		contextTokens: 512,
		adapter: null,
		split: null,
		shape: { layers: 1, kvWidth: 16, headSize: 16 },
		neededBytes: llama.bytes.length
	});
	let parameters = 0;
	for (const data of llama.tensors.values()) parameters += data.length;
	// The output matrix is made by the writer.
	expect(header.parameters).toBeGreaterThanOrEqual(parameters);
	expect(header.chatTemplate).toContain('messages');
	expect(() => refuseUnrunnable(header)).not.toThrow();
});

test('reads adapters, with the tokens an activated one waits for, and refuses to run them', () => {
	const header = parse(randomLora(llama, { rank: 8, invocationTokens: [6, 300] }).bytes);
	expect(header).toMatchObject({
		kind: 'adapter',
		adapter: { type: 'lora', alpha: 8, rank: 8, invocationTokens: [6, 300] }
	});
	expect(refusal(() => refuseUnrunnable(header))).toMatch(/LoRA adapter, not a model. Import the/);
});

test('names the quantisation by the file type, else by its largest tensors', () => {
	const base = { 'general.architecture': text('llama') };
	const tensors = [tensor('a', [4, 4])];
	expect(parse(writeGguf({ ...base, 'general.file_type': whole(15) }, tensors)).quantisation).toBe(
		'Q4_K_M'
	);
	expect(parse(writeGguf(base, tensors)).quantisation).toBe('F32');
});

test('refuses parts of a split model and architectures that do not chat', () => {
	const part = parse(
		writeGguf(
			{
				'general.architecture': text('llama'),
				'split.count': whole(3),
				'split.no': whole(1)
			},
			[tensor('a', [4])]
		)
	);
	expect(refusal(() => refuseUnrunnable(part))).toMatch(/part 2 of 3 .* all parts together/);
	const bert = parse(writeGguf({ 'general.architecture': text('bert') }, [tensor('a', [4])]));
	expect(refusal(() => refuseUnrunnable(bert))).toMatch(/“bert”.*Choose a text model/);
});

test('the architectures listed are those of the engine that is shipped', () => {
	const wasm = readFileSync('node_modules/@wllama/wllama/esm/wasm/wllama.wasm').toString('latin1');
	// The linker folds a name into a longer one with the same end, so only its end is certain.
	const absent = [...CHAT_ARCHITECTURES].filter((name) => !wasm.includes(`${name}\0`));
	expect(absent).toEqual([]);
	expect(CHAT_ARCHITECTURES.size).toBeGreaterThan(80);
});

test('finds the header of a Blob though it is longer than the first read', async () => {
	const tokens = Array.from({ length: 90_000 }, (_, i) => `token number ${i}`);
	const bytes = writeGguf(
		{
			'general.architecture': text('llama'),
			'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
			'general.name': text('after the vocabulary')
		},
		[tensor('a', [8])]
	);
	expect(bytes.length).toBeGreaterThan(2 ** 20);
	const header = await readGgufHeader(new Blob([bytes]));
	expect(header.name).toBe('after the vocabulary');
});

test.each<[string, RegExp, (bytes: Uint8Array, view: DataView) => void]>([
	['no magic', /no GGUF file/, (bytes) => bytes.set([0x50, 0x4b, 3, 4])],
	['version 1', /version 1; this app reads versions 2 and 3/, (_, v) => v.setUint32(4, 1, true)],
	['a later version', /version 9;/, (_, v) => v.setUint32(4, 9, true)],
	['a big-endian file', /big-endian/, (_, v) => v.setUint32(4, 3, false)],
	[
		'a huge count of tensors',
		/claims 18446744073709552000 tensors/,
		(_, v) => v.setBigUint64(8, 2n ** 64n - 1n, true)
	],
	[
		'a huge count of entries',
		/claims 1000000 entries/,
		(_, v) => v.setBigUint64(16, 1_000_000n, true)
	],
	[
		'a name as long as the universe',
		/claims 4611686018427388000 bytes where \d+ are left/,
		(_, v) => v.setBigUint64(24, 2n ** 62n, true)
	]
])('refuses %s with a sentence', (_, message, damage) => {
	const bytes = llama.bytes.slice();
	damage(bytes, new DataView(bytes.buffer));
	expect(refusal(() => parse(bytes))).toMatch(message);
});

test('refuses a file that lacks even one byte of its tensors, at any length', async () => {
	const { length } = llama.bytes;
	for (const keep of [0, 3, 4, 23, 24, 100, 5000, length - 4000, length - 1]) {
		const message = refusal(() => parse(llama.bytes.subarray(0, keep)));
		expect(message).toMatch(/cut short|has more than|where \d+ are left/);
		expect(message).toMatch(/Download it again/);
	}
	await expect(readGgufHeader(new Blob([llama.bytes.slice(0, -1)]))).rejects.toThrow(/cut short/);
});

test('refuses lists of lists, entries named twice, and unaligned or impossible tensors', () => {
	const architecture = { 'general.architecture': text('llama') };
	const bytes = writeGguf({ ...architecture, a: whole(1), b: whole(2) }, []);
	const twice = bytes.slice();
	twice[twice.lastIndexOf(0x62)] = 0x61;
	expect(refusal(() => parse(twice))).toMatch(/listed twice/);
	const list = writeGguf({ ...architecture, x: { type: 'u32s', value: [1, 2] } }, []);
	const nested = list.slice();
	const at = Buffer.from(nested).indexOf('x\x09', 0, 'latin1');
	nested[at + 5] = 9;
	expect(refusal(() => parse(nested))).toMatch(/unsupported type 9/);
	const none = writeGguf(architecture, [tensor('t', [8])]);
	const size = none.indexOf(0x74, 60) + 1 + 4;
	const view = new DataView(none.buffer);
	for (const dimension of [0n, 2n ** 53n]) {
		view.setBigUint64(size, dimension, true);
		expect(refusal(() => parse(none))).toMatch(/impossible dimensions/);
	}
	const odd = writeGguf(architecture, [tensor('t', [8])]);
	odd[odd.indexOf(0x74, 60) + 1 + 4 + 8 + 4] = 7;
	expect(refusal(() => parse(odd))).toMatch(/out of alignment/);
});

/** A seeded source of whole numbers below `n`. */
function source(seed: number): (n: number) => number {
	let state = seed >>> 0;
	return (n) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * n);
	};
}

type Damage = (bytes: Uint8Array<ArrayBuffer>, below: (n: number) => number) => Uint8Array;

const HUGE = [2n ** 64n - 1n, 2n ** 63n, 2n ** 53n, 2n ** 32n, 2n ** 31n, 1n << 40n, 0n];
const DAMAGES: Damage[] = [
	(bytes, below) => {
		bytes[below(bytes.length)]! ^= 1 << below(8);
		return bytes;
	},
	(bytes, below) => {
		for (let n = below(30); n >= 0; n--) bytes[below(bytes.length)] = below(256);
		return bytes;
	},
	(bytes, below) => bytes.subarray(0, below(bytes.length)),
	(bytes, below) => {
		const huge = HUGE[below(HUGE.length)]!;
		new DataView(bytes.buffer).setBigUint64(below(bytes.length - 8), huge, true);
		return bytes;
	},
	(bytes, below) => bytes.copyWithin(below(bytes.length), below(bytes.length)),
	(bytes, below) => bytes.fill(below(2) * 255, below(bytes.length)),
	(bytes, below) => {
		for (let i = 24; i < bytes.length; i++) bytes[i] = below(256);
		return bytes;
	}
];

test('5,000 damaged files: each is read or refused with a sentence, quickly', () => {
	const below = source(20_261_121);
	const lora = randomLora(llama, { invocationTokens: [6] });
	const small = writeGguf(
		{
			'general.architecture': text('llama'),
			'general.alignment': whole(64),
			list: { type: 'u32s', value: [1, 2, 3] },
			words: { type: 'strings', value: ['a', 'bc', ''] },
			flag: { type: 'bool', value: true }
		},
		[tensor('one', [8, 4]), tensor('two', [3])]
	);
	// Damage to the tensors' data changes nothing here: mostly the header is hit.
	const originals = [small, lora.bytes, llama.bytes.slice(0, 12_000)];
	const outcomes = { read: 0, refused: 0 };
	let slowestMs = 0;
	for (let i = 0; i < 5000; i++) {
		const original = originals[i % originals.length]!;
		const damaged = DAMAGES[below(DAMAGES.length)]!(original.slice(), below);
		// Sometimes the file claims to be larger than what was read of it.
		const fileBytes = below(4) === 0 ? damaged.length * 1000 : damaged.length;
		const start = performance.now();
		try {
			parseGgufHeader(damaged, fileBytes);
			outcomes.read++;
		} catch (error) {
			if (!(error instanceof ParseError)) throw error;
			expect(error.message).toMatch(/[A-Za-z].{10,}\.$/);
			expect(error.message.length).toBeLessThan(600);
			outcomes.refused++;
		}
		slowestMs = Math.max(slowestMs, performance.now() - start);
	}
	expect(outcomes.read + outcomes.refused).toBe(5000);
	expect(outcomes.read).toBeGreaterThan(50);
	expect(outcomes.refused).toBeGreaterThan(2000);
	// Files of 12 kB; generous for a busy machine, and far from what an unbounded loop would take.
	expect(slowestMs).toBeLessThan(1000);
});

test.each([
	[2n ** 40n, /makes 1099511627776 texts in lists; no model has more than 4000000/],
	[4_000_000n, /general.architecture/]
])('a header of %i empty names ends, in bounded time and memory', (count, message) => {
	// Zeros after a valid start are empty texts; the file is said to be large.
	const start = writeGguf({ x: { type: 'strings', value: ['a'] } }, []);
	const bytes = new Uint8Array(32 * 2 ** 20);
	bytes.set(start.subarray(0, start.length - 9));
	const at = Buffer.from(start).indexOf('x\x09', 0, 'latin1') + 1 + 4 + 4;
	new DataView(bytes.buffer).setBigUint64(at, count, true);
	const heapBefore = process.memoryUsage().heapUsed;
	expect(() => parseGgufHeader(bytes, 2 ** 44)).toThrow(message);
	expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(200 * 2 ** 20);
});
