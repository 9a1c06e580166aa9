// Looking at an address: against a host on a real socket that keeps to the rules, or does not.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FlakyServer, startFlakyServer } from '../../test/support/flaky-server.ts';
import { writeGguf } from '../../test/support/gguf-writer.ts';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { safetensorsFile } from '../../test/support/random-peft.ts';
import { lookAtAddress } from './look-at-address.ts';
import { placeOf } from './model-address.ts';
import { browserNetwork, type Network } from './network.ts';

const MIB = 1024 * 1024;
const network: Network = { ...browserNetwork, delay: async () => undefined, random: () => 0 };

/** Its header alone is longer than the first look; its weights are longer still. */
const wordy = writeGguf(
	{
		'general.architecture': { type: 'string', value: 'llama' },
		'tokenizer.ggml.tokens': {
			type: 'strings',
			value: Array.from({ length: 70_000 }, (_, i) => `token number ${i}`)
		},
		'general.name': { type: 'string', value: 'after the vocabulary' }
	},
	[{ name: 'a', dimensions: [MIB, 2], data: new Float32Array(2 * MIB) }]
);

let server: FlakyServer;
beforeEach(async () => {
	server = await startFlakyServer();
});
afterEach(() => server.stop());

const look = (path: string, through = network) =>
	lookAtAddress(`${server.origin}${path}`, through, new AbortController().signal);

test('reads the header by Range, and nothing of the weights', async () => {
	server.host('/m.gguf', wordy);
	const found = await look('/m.gguf');
	expect(found).toMatchObject({
		kind: 'file',
		bytes: wordy.length,
		header: { name: 'after the vocabulary', vocabulary: 70_000 }
	});
	expect(server.log.map(({ range }) => range)).toEqual([
		`bytes=0-${MIB - 1}`,
		`bytes=${MIB}-${2 * MIB - 1}`
	]);
	expect(server.sentBytes()).toBeLessThanOrEqual(2 * MIB);
});

test('goes on after a break, and needs no Range of a host', async () => {
	const file = server.host('/m.gguf', wordy);
	file.faults.push({ kind: 'break', afterBytes: 100_000 }, { kind: 'ignore-range' });
	expect(await look('/m.gguf')).toMatchObject({ bytes: wordy.length });
	expect(server.log[1]?.range).toMatch(/^bytes=[1-9]\d*-1048575$/);
});

test('asks for the size where a page may not read it from the answer', async () => {
	server.host('/m.gguf', wordy);
	const hidden: Network = {
		...network,
		async fetch(url, init) {
			const { body, status, headers } = await fetch(url, init);
			const readable = new Headers(headers);
			readable.delete('content-range');
			return new Response(body, { status, headers: readable });
		}
	};
	expect(await look('/m.gguf', hidden)).toMatchObject({ bytes: wordy.length });
	expect(server.log.some(({ method }) => method === 'HEAD')).toBe(true);
});

test.each([
	['no GGUF', new TextEncoder().encode('<!doctype html> not a model, but long enough'), /no GGUF/],
	[
		'half an adapter in PEFT’s form',
		safetensorsFile([
			{ name: 'a.q_proj.lora_A.weight', dtype: 'F32', shape: [1, 1], data: new Float32Array(1) }
		]),
		/no adapter_config\.json beside it/
	],
	[
		'a whole model as safetensors',
		safetensorsFile([
			{ name: 'model.norm.weight', dtype: 'F32', shape: [1], data: new Float32Array(1) }
		]),
		/no tensors of a LoRA adapter .*model\.norm\.weight/
	],
	['a file cut short', randomLlama().bytes.subarray(0, 5000), /cut short|where \d+ are left/]
])('refuses %s with a sentence', async (_, bytes, message) => {
	server.host('/m.gguf', bytes);
	await expect(look('/m.gguf')).rejects.toThrow(message);
});

test.each([
	[404, /no longer has this model \(404\)/],
	[401, /without an account/],
	[418, /answered 418/]
])('says what an answer of %i means', async (status, message) => {
	server.host('/m.gguf', wordy).always = { kind: 'status', status };
	await expect(look('/m.gguf')).rejects.toThrow(message);
});

test('a host that sends other bytes, or stops halfway for good, is given up', async () => {
	const file = server.host('/m.gguf', wordy);
	file.always = { kind: 'wrong-range', shift: 8 };
	await expect(look('/m.gguf')).rejects.toThrow(/sent nothing more of m.gguf/);
	file.always = { kind: 'break', afterBytes: 0 };
	await expect(look('/m.gguf')).rejects.toThrow(/Could not ask|sent nothing more/);
});

test('a page of models says which files it has, the smallest first', async () => {
	const siblings = [
		{ rfilename: 'README.md', size: 3 },
		{ rfilename: 'big Q8_0.gguf', size: 900 },
		{ rfilename: 'small.gguf', size: 500 }
	];
	const answers = (body: object): Network => ({
		...network,
		fetch: async (url) => {
			expect(url).toBe('https://huggingface.co/api/models/o/r/revision/main?blobs=true');
			return Response.json({ sha: 'a'.repeat(40), ...body });
		}
	});
	const at = (through: Network) => lookAtAddress('o/r', through, new AbortController().signal);
	expect(await at(answers({ siblings }))).toEqual({
		kind: 'files',
		files: [
			{
				name: 'small.gguf',
				url: 'https://huggingface.co/o/r/resolve/main/small.gguf',
				bytes: 500
			},
			{
				name: 'big Q8_0.gguf',
				url: 'https://huggingface.co/o/r/resolve/main/big%20Q8_0.gguf',
				bytes: 900
			}
		]
	});
	const part = (i: number) => ({ rfilename: `x/Q8_0-0000${i}-of-00002.gguf`, size: 400 * i });
	expect(await at(answers({ siblings: [part(2), part(1), siblings[2]] }))).toMatchObject({
		files: [{ name: 'small.gguf' }, { name: 'x/Q8_0-00001-of-00002.gguf', bytes: 1200 }]
	});
	await expect(at(answers({ siblings: [] }))).rejects.toThrow(/o\/r has no .gguf files/);
	const peft = [{ rfilename: 'adapter_config.json' }, { rfilename: 'adapter_model.safetensors' }];
	const adapter = {
		name: 'adapter_model.safetensors',
		url: 'https://huggingface.co/o/r/resolve/main/adapter_model.safetensors',
		bytes: null
	};
	expect(await at(answers({ siblings: peft }))).toEqual({ kind: 'files', files: [adapter] });
	expect(await at(answers({ siblings: [...peft, siblings[2]] }))).toMatchObject({
		files: [{ name: 'small.gguf' }, adapter]
	});
	const elsewhere = [peft[0], { rfilename: 'old/adapter_model.safetensors' }];
	await expect(at(answers({ siblings: elsewhere }))).rejects.toThrow(
		/o\/r has an adapter_model.safetensors, and no adapter_config.json beside it/
	);
	await expect(at(answers({ siblings: [{ rfilename: 'adapter_model.bin' }] }))).rejects.toThrow(
		/o\/r has a LoRA adapter as a PyTorch file/
	);
	await expect(at(answers({ siblings: 'x' }))).rejects.toThrow(
		/did not say which files o\/r has\. Paste the address of a \.gguf file instead/
	);
});

test('an address is understood as people copy it, or refused with what to paste instead', () => {
	const file = { kind: 'file', url: 'https://huggingface.co/o/r/resolve/main/a.gguf' };
	for (const text of [
		'https://huggingface.co/o/r/blob/main/a.gguf',
		' https://huggingface.co/o/r/resolve/main/a.gguf?download=true ',
		'huggingface.co/o/r/blob/main/a.gguf#x',
		'https://hf.co/o/r/resolve/main/a.gguf'
	])
		expect(placeOf(text)).toEqual(file);
	const page = { kind: 'repository', origin: 'https://huggingface.co', name: 'o/r' };
	expect(placeOf('o/r')).toEqual({ ...page, revision: 'main' });
	expect(placeOf('https://huggingface.co/o/r/tree/v2')).toEqual({ ...page, revision: 'v2' });
	expect(placeOf('https://models.example/x.gguf?key=1')).toEqual({
		kind: 'file',
		url: 'https://models.example/x.gguf?key=1'
	});
	for (const [text, message] of [
		['', /no address/],
		['a model please', /no address/],
		['javascript:alert(1)', /no address/],
		['file:///etc/passwd', /no address/],
		['http://models.example/x.gguf', /without encryption/],
		['https://huggingface.co/datasets/o/r', /is no model/]
	] as const)
		expect(() => placeOf(text), text).toThrow(message);
});
