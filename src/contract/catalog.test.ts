import { expect, test } from 'vitest';
import catalog from '../../models/catalog.json' with { type: 'json' };
import { catalogFrom } from './catalog.ts';
import { ParseError } from './errors.ts';
import { ENGINE_MEMORY_BYTES } from './model-memory.ts';
import { onnxRepository } from './onnx-model.ts';

const entries = catalogFrom(catalog);

test('the catalogue lists real open models from about 0.1 to 3 billion parameters', () => {
	expect(entries.length).toBeGreaterThanOrEqual(8);
	const sizes = entries.map(({ parameters }) => parameters);
	expect(Math.min(...sizes)).toBeLessThan(2e8);
	expect(Math.max(...sizes)).toBeGreaterThan(2e9);
});

test.each(entries.map((entry) => [entry.id, entry] as const))(
	'%s: a file a browser can load, with a licence, memory, and where its figures come from',
	(_, entry) => {
		const onnx = entry.engine === 'transformers';
		const address = onnx
			? /^https:\/\/huggingface\.co\/[\w-]+\/[\w.-]+\/resolve\/\w+\/onnx\/[\w.-]+\.onnx$/
			: /^https:\/\/huggingface\.co\/[\w-]+\/[\w.-]+\/resolve\/\w+\/[\w.-]+\.gguf$/;
		expect(entry.url).toMatch(address);
		if (onnx) expect(onnxRepository(entry).files.length).toBeGreaterThan(1);
		expect(entry.memoryBytes).toBeLessThan(ENGINE_MEMORY_BYTES);
		expect(entry.memoryBytes).toBeGreaterThan(entry.bytes ?? 1e8);
		expect(entry.source).toMatch(/host/);
		// A pinned hash belongs to one revision; without one, the host is asked.
		if (entry.sha256 !== null) {
			expect(entry.bytes).not.toBeNull();
			expect(entry.url).toMatch(/\/resolve\/[0-9a-f]{40}\//);
		}
	}
);

test.each<[string, RegExp, unknown]>([
	['a later version', /version: should be a whole number from 1 to 1/, { ...catalog, version: 2 }],
	['no list', /models: should be a list/, { version: 1 }],
	['an id twice', /lists an id twice/, { version: 1, models: [entries[0], entries[0]] }],
	[
		'a plain http address',
		/models\[0\]\.url: should be an https address/,
		{ version: 1, models: [{ ...entries[0], url: 'http://example.com/a.gguf' }] }
	],
	[
		'a made-up hash',
		/models\[0\]\.sha256: should be 64 hex digits/,
		{ version: 1, models: [{ ...entries[0], sha256: 'abc' }] }
	]
])('refuses %s', (_, message, value) => {
	expect(() => catalogFrom(value)).toThrow(ParseError);
	expect(() => catalogFrom(value)).toThrow(message);
});
