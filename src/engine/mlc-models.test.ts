// A model in MLC's form by its addresses, from hosts that answer as the public ones do: what is told of it, what is
// kept, and what is refused.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Manifest } from '../contract/manifest.ts';
import { manifestFrom, totalBytes } from '../contract/manifest.ts';
import { browserNetwork } from '../platform/network.ts';
import { createMlcService } from './mlc-models.ts';
import { parseWebLlmRecord, WEBLLM_RECORD } from './webllm-record.ts';

const COMMIT = 'a'.repeat(40);
const MODEL = `https://huggingface.co/mlc-ai/Tiny-0.5B-q4f16_1-MLC/resolve/${COMMIT}/`;
const LIBRARY = 'https://models.example/tiny.wasm';
const CONFIG = {
	model_type: 'qwen2',
	quantization: 'q4f16_1',
	context_window_size: 32_768,
	tokenizer_files: ['vocab.json', 'tokenizer.json']
};
const WEIGHTS = {
	metadata: { ParamSize: 2, ParamBytes: 3000, BitsPerParam: 4 },
	records: [
		{ dataPath: 'params_shard_0.bin', nbytes: 2000 },
		{ dataPath: 'b', nbytes: 1000 }
	]
};
const wasm = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const sri = (data: string | Uint8Array) =>
	`sha256-${createHash('sha256').update(data).digest('base64')}`;

/** What is at an address: a file, a status, or 'down' for no connection; in a list, one for each try. */
type Hosted = string | Uint8Array | number;

function world(files: Record<string, Hosted | Hosted[]> = {}) {
	const all: Record<string, Hosted | Hosted[]> = {
		'https://huggingface.co/api/models/mlc-ai/Tiny-0.5B-q4f16_1-MLC/revision/main?blobs=true':
			JSON.stringify({ sha: COMMIT, siblings: [] }),
		[`${MODEL}mlc-chat-config.json`]: JSON.stringify(CONFIG),
		[`${MODEL}tensor-cache.json`]: JSON.stringify(WEIGHTS),
		[`${MODEL}tokenizer.json`]: '{"model":{}}',
		[LIBRARY]: wasm,
		...files
	};
	const asked: string[] = [];
	const kept: { manifest: Manifest; text: string }[] = [];
	const service = createMlcService({
		network: {
			...browserNetwork,
			delay: async () => undefined,
			fetch: async (url, { signal }) => {
				signal?.throwIfAborted();
				asked.push(url);
				const given = all[url] ?? 404;
				const tries = asked.filter((one) => one === url).length;
				const body = Array.isArray(given) ? (given[tries - 1] ?? given.at(-1)!) : given;
				if (body === 'down') throw new TypeError('Failed to fetch');
				return typeof body === 'number'
					? new Response(null, { status: body })
					: new Response(body as BodyInit);
			}
		},
		weights: {
			importModel: async (manifest, file) => void kept.push({ manifest, text: await file.text() })
		}
	});
	const look = (address = 'mlc-ai/Tiny-0.5B-q4f16_1-MLC', library = LIBRARY) =>
		service.lookAt(address, library, new AbortController().signal);
	return { service, look, asked, kept };
}

test('says what is there, with the commit of the branch and every hash the engine can check', async () => {
	const { look, asked } = world();
	const offer = await look();
	expect(offer).toMatchObject({
		name: 'Tiny-0.5B-q4f16_1-MLC',
		model: MODEL,
		architecture: 'qwen2',
		quantisation: 'q4f16_1',
		contextTokens: 4096,
		// 3,000 bytes of 4 bits each.
		parameters: 6000
	});
	expect(offer.bytes).toBeGreaterThan(3000);
	const record = parseWebLlmRecord(offer.record);
	expect(record).toMatchObject({
		model: MODEL,
		modelLib: LIBRARY,
		requiredFeatures: ['shader-f16'],
		integrity: {
			config: sri(JSON.stringify(CONFIG)),
			modelLib: sri(wasm),
			tokenizer: { 'tokenizer.json': sri('{"model":{}}') }
		}
	});
	expect(asked.some((url) => url.includes('params_shard'))).toBe(false);
});

test('keeps a record as a model of its engine, counted with what that will fetch; the same addresses are one model', async () => {
	const { service, look, kept } = world();
	const offer = await look(MODEL);
	const id = await service.add(offer, ' A tiny one. ');
	expect(await service.add(offer, '')).toBe(id);
	const [{ manifest, text }] = kept as [(typeof kept)[0]];
	expect(text).toBe(offer.record);
	expect(manifestFrom(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
	expect(manifest).toMatchObject({ id, engine: 'webllm', description: 'A tiny one.' });
	expect(manifest.files.map(({ path }) => path)).toEqual([WEBLLM_RECORD]);
	expect(totalBytes(manifest)).toBe(offer.bytes + offer.record.length);
});

test.each<
	[string, Parameters<typeof world>[0], Parameters<ReturnType<typeof world>['look']>, RegExp]
>([
	[
		'a file elsewhere',
		{},
		['https://example.org/model.bin', LIBRARY],
		/no address of a model in MLC/
	],
	['no library', {}, [MODEL, ''], /needs a library compiled for it/],
	['a library without encryption', {}, [MODEL, 'http://x.example/a.wasm'], /https address/],
	['a library that is none', { [LIBRARY]: 'hello' }, [MODEL], /no compiled library/],
	[
		'a host that has it not',
		{ [LIBRARY]: 403 },
		[MODEL],
		/models\.example answered 403 for tiny\.wasm/
	],
	[
		'no list of weights',
		{ [`${MODEL}tensor-cache.json`]: 404 },
		[MODEL],
		/answered 404 for tensor-cache\.json/
	],
	[
		'another tokenizer',
		{ [`${MODEL}mlc-chat-config.json`]: JSON.stringify({ ...CONFIG, tokenizer_files: ['v.txt'] }) },
		[MODEL],
		/no tokenizer that the engine can read/
	],
	[
		'a host with trouble of its own',
		{ [`${MODEL}tensor-cache.json`]: 503 },
		[MODEL],
		/Could not ask huggingface\.co about this model \(it answered 503\)/
	],
	[
		'a host out of reach',
		{ [LIBRARY]: 'down' },
		[MODEL],
		/models\.example cannot be reached for tiny\.wasm, or does not let pages read it/
	],
	[
		'a configuration cut short',
		{ [`${MODEL}mlc-chat-config.json`]: '{' },
		[MODEL],
		/not valid JSON/
	]
])('refuses %s, in words', async (_what, files, asked, words) => {
	const { look, kept } = world(files);
	await expect(look(...asked)).rejects.toThrow(words);
	expect(kept).toEqual([]);
});

test('trouble of the moment is passed over: each file is asked for three times', async () => {
	const { look, asked } = world({
		[`${MODEL}mlc-chat-config.json`]: [503, JSON.stringify(CONFIG)],
		[LIBRARY]: ['down', 429, wasm]
	});
	expect((await look(MODEL)).architecture).toBe('qwen2');
	expect(asked.filter((url) => url === LIBRARY)).toHaveLength(3);
});
