import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { randomLlama, randomLora } from '../../test/support/random-gguf.ts';
import { manifestFromGguf, manifestFromHeader } from './gguf-manifest.ts';
import { readGgufHeader } from './gguf.ts';
import { manifestFrom } from './manifest.ts';

const llama = randomLlama();
const file = new Blob([llama.bytes]);
const CHUNK = 64 * 1024;

test('an imported file gets a manifest that parses, with hashes of the file and its chunks', async () => {
	const progress: number[] = [];
	const manifest = await manifestFromGguf(file, {
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
	const attempt = manifestFromGguf(adapter, {
		fileName: 'lora.gguf',
		onProgress: (bytes) => (hashed = bytes)
	});
	await expect(attempt).rejects.toThrow(/LoRA adapter/);
	expect(hashed).toBe(0);
});

test('hashing stops when asked', async () => {
	const controller = new AbortController();
	const attempt = manifestFromGguf(file, {
		fileName: 'a.gguf',
		chunkBytes: CHUNK,
		signal: controller.signal,
		onProgress: () => controller.abort(new Error('stopped'))
	});
	await expect(attempt).rejects.toThrow('stopped');
});

test('a file larger than a browser loads is refused with its size', async () => {
	const header = await readGgufHeader(file);
	const facts = {
		id: 'large',
		name: 'Large',
		description: '',
		file: {
			path: 'model.gguf',
			url: '/m',
			bytes: 2.5e9,
			sha256: '0'.repeat(64),
			chunkBytes: CHUNK,
			chunkSha256: []
		},
		contextTokens: 4096,
		licence: 'MIT',
		provenance: ''
	};
	expect(() => manifestFromHeader(header, facts)).toThrow(
		/has 2.5 GB; a browser can load.*smaller/
	);
});

test.each([
	["{{ messages[0]['role'] == 'system' }}", true],
	["{% if 'system' %}{{ raise_exception('System role not supported') }}{% endif %}", false],
	['{{ messages }}', false]
])('whether %s has a place for a system prompt: %s', async (chatTemplate, expected) => {
	const header = { ...(await readGgufHeader(file)), chatTemplate };
	const { files } = await manifestFromGguf(file, { fileName: 'a.gguf' });
	const facts = {
		id: 'a',
		name: 'A',
		description: '',
		file: files[0]!,
		contextTokens: 4096,
		licence: '',
		provenance: ''
	};
	expect(manifestFromHeader(header, facts).template.systemPrompt).toBe(expected);
});
