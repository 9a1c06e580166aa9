import { expect, test } from 'vitest';
import { parseWebLlmRecord } from './webllm-record.ts';

const HASH = `sha256-${'A'.repeat(43)}=`;
const RECORD = {
	version: 1,
	runtime: 'webllm',
	model: `https://huggingface.co/mlc-ai/Model-q4f16_1-MLC/resolve/${'a'.repeat(40)}/`,
	modelLib: 'https://example.org/libs/model.wasm',
	memoryBytes: 900_000_000,
	requiredFeatures: ['shader-f16'],
	integrity: { config: HASH, modelLib: HASH, tokenizer: { 'tokenizer.json': HASH } },
	source: 'Made for a test.'
};
const parse = (changes: object) => parseWebLlmRecord(JSON.stringify({ ...RECORD, ...changes }));

test('reads a record, with every hash the runtime can check', () => {
	const { version: _version, runtime: _runtime, ...fields } = RECORD;
	expect(parse({})).toEqual(fields);
	expect(parse({ memoryBytes: null, requiredFeatures: undefined })).toMatchObject({
		memoryBytes: null,
		requiredFeatures: []
	});
});

test.each([
	['another version', { version: 2 }, 'version'],
	['another runtime', { runtime: 'wllama' }, 'runtime'],
	[
		'a branch in place of a commit',
		{ model: RECORD.model.replace('a'.repeat(40), 'main') },
		'model'
	],
	['an address without encryption', { modelLib: 'http://example.org/a.wasm' }, 'modelLib'],
	['no hashes', { integrity: undefined }, 'integrity'],
	['no hash of the library', { integrity: { ...RECORD.integrity, modelLib: '' } }, 'modelLib'],
	['no hash of a tokenizer', { integrity: { ...RECORD.integrity, tokenizer: {} } }, 'tokenizer']
])('refuses %s', (_what, changes, field) => {
	expect(() => parse(changes)).toThrow(new RegExp(`^record[.\\w]*\\.?${field}`));
});

test('refuses what is not JSON', () => {
	expect(() => parseWebLlmRecord('{')).toThrow('is not valid JSON');
});
