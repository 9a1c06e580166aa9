import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { splitGguf } from '../../test/support/gguf-splitter.ts';
import { randomLlama, randomLora } from '../../test/support/random-gguf.ts';
import { manifestFromGguf, manifestFromHeader } from './gguf-manifest.ts';
import { readGgufHeader } from './gguf.ts';
import { manifestFrom } from './manifest.ts';

const llama = randomLlama();
const file = new Blob([llama.bytes]);
const CHUNK = 64 * 1024;

test('an imported file gets a manifest that parses, with hashes of the file and its chunks', async () => {
	const progress: number[] = [];
	const manifest = await manifestFromGguf([file], {
		fileName: 'My model (1).gguf',
		chunkBytes: CHUNK,
		onProgress: (bytes) => progress.push(bytes)
	});
	expect(manifestFrom(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
	const sha256 = createHash('sha256').update(llama.bytes).digest('hex');
	expect(manifest.baseSha256).toBe(sha256);
	expect(manifest.id).toBe(`gguf-${sha256.slice(0, 16)}`);
	expect(manifest.files[0]?.chunkSha256[1]).toBe(
		createHash('sha256')
			.update(llama.bytes.subarray(CHUNK, 2 * CHUNK))
			.digest('hex')
	);
	expect(progress.at(-1)).toBe(file.size);
	expect(manifest.template.contextTokens).toBe(512);
});

test('an adapter is refused before anything is hashed', async () => {
	let hashed = 0;
	const adapter = new Blob([randomLora(llama).bytes]);
	const attempt = manifestFromGguf([adapter], {
		fileName: 'lora.gguf',
		onProgress: (bytes) => (hashed = bytes)
	});
	await expect(attempt).rejects.toThrow(/LoRA adapter/);
	expect(hashed).toBe(0);
});

test('hashing stops when asked', async () => {
	const controller = new AbortController();
	const attempt = manifestFromGguf([file], {
		fileName: 'a.gguf',
		chunkBytes: CHUNK,
		signal: controller.signal,
		onProgress: () => controller.abort(new Error('stopped'))
	});
	await expect(attempt).rejects.toThrow('stopped');
});

test('a model of more than 2 GiB is taken, with the context that is left; one the engine cannot hold is refused', async () => {
	// As of 4 billion parameters: 147 kB a token.
	const header = {
		...(await readGgufHeader(file)),
		contextTokens: 32_768,
		vocabulary: 151_936,
		shape: { layers: 36, kvWidth: 1024, headSize: 128 }
	};
	const of = (bytes: number, memoryBytes?: number) =>
		manifestFromHeader(header, {
			id: 'large',
			name: 'Large',
			description: '',
			files: [
				{
					path: 'model.gguf',
					url: '/m',
					bytes,
					sha256: '0'.repeat(64),
					chunkBytes: CHUNK,
					chunkSha256: []
				}
			],
			contextTokens: 4096,
			licence: 'MIT',
			provenance: '',
			...(memoryBytes !== undefined && { memoryBytes })
		}).template.contextTokens;
	expect(of(2.7e9)).toBe(4096);
	const less = of(3.6e9);
	expect(less).toBeGreaterThan(1024);
	expect(less).toBeLessThan(4096);
	expect(() => of(4e9)).toThrow(
		/needs at least 4.5 GB of memory.* 4.3 GB at most.*smaller quantisation.*server of your own/
	);
	expect(of(40e9, Infinity)).toBe(4096);
});

test('the parts of a split model become one manifest, each with its own hash', async () => {
	const parts = splitGguf(llama.bytes, 3).map((part) => new Blob([part]));
	const progress: number[] = [];
	const manifest = await manifestFromGguf(parts, {
		fileName: 'mine-00001-of-00003.gguf',
		chunkBytes: CHUNK,
		onProgress: (bytes) => progress.push(bytes)
	});
	expect(manifestFrom(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
	expect(manifest.split).toEqual([
		'model-00001-of-00003.gguf',
		'model-00002-of-00003.gguf',
		'model-00003-of-00003.gguf'
	]);
	expect(manifest.files.map(({ bytes }) => bytes)).toEqual(parts.map(({ size }) => size));
	expect(new Set(manifest.files.map(({ sha256 }) => sha256)).size).toBe(3);
	expect(manifest.baseSha256).toBe(manifest.files[0]?.sha256);
	expect(manifest.parameters).toBe((await readGgufHeader(file)).parameters);
	expect(progress).toEqual(progress.toSorted((a, b) => a - b));
	expect(progress.at(-1)).toBe(parts.reduce((sum, { size }) => sum + size, 0));
	await expect(manifestFromGguf(parts.slice(1), { fileName: 'mine.gguf' })).rejects.toThrow(
		/not all parts of one split model/
	);
	await expect(manifestFromGguf(parts.slice(0, 1), { fileName: 'mine.gguf' })).rejects.toThrow(
		/part 1 of 3 of a split model. Choose all parts/
	);
});

test.each([
	["{{ messages[0]['role'] == 'system' }}", true],
	["{% if 'system' %}{{ raise_exception('System role not supported') }}{% endif %}", false],
	['{{ messages }}', false]
])('whether %s has a place for a system prompt: %s', async (chatTemplate, expected) => {
	const header = { ...(await readGgufHeader(file)), chatTemplate };
	const { files } = await manifestFromGguf([file], { fileName: 'a.gguf' });
	const facts = {
		id: 'a',
		name: 'A',
		description: '',
		files: [files[0]!] as const,
		contextTokens: 4096,
		licence: '',
		provenance: ''
	};
	expect(manifestFromHeader(header, facts).template.systemPrompt).toBe(expected);
});
