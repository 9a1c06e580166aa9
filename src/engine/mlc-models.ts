// Models in MLC's form by their addresses: asks the hosts what is there, takes the hashes of what WebLLM can
// check (its configuration, library and tokenizer) and pins them in a record; the weights have a commit in their
// address and no hash, and are fetched by the engine when the model is first used. Not here: the record's
// form (webllm-record.ts), and running it.

import { ParseError } from '../contract/errors.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { MlcOffer, MlcService } from '../contract/mlc.ts';
import { asArray, asInteger, asJson, asNumber, asObject, asString } from '../contract/parse.ts';
import { sha256Hex } from '../contract/sha256.ts';
import { ask } from '../platform/ask-host.ts';
import { placeOf } from '../platform/model-address.ts';
import { browserNetwork, type Network } from '../platform/network.ts';
import { addressIn, askRepository } from '../platform/repository-api.ts';
import { WeightError } from '../platform/weight-error.ts';
import type { WeightStore } from '../platform/weight-store.ts';
import { MLC_ADDRESS, parseWebLlmRecord, WEBLLM_RECORD } from './webllm-record.ts';

export type MlcParts = {
	weights: Pick<WeightStore, 'importModel'>;
	network?: Network;
};

// As the library names them (its README, and the constants it exports).
const CONFIG = 'mlc-chat-config.json';
const WEIGHTS = 'tensor-cache.json';
/** The library takes the first of these that a model has. */
const TOKENIZERS = ['tokenizer.json', 'tokenizer.model'];
/** Of files that are read whole here: a tokenizer has some 20 MB, a library some 10. */
const MOST_BYTES = 100_000_000;
// What a phone's graphics processor holds of a conversation; the model's own where that is less.
const MOST_CONTEXT_TOKENS = 4096;
const WASM = [0, 0x61, 0x73, 0x6d];

export function createMlcService({ weights, network = browserNetwork }: MlcParts): MlcService {
	async function read(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
		const { host } = new URL(url);
		const name = url.split('/').at(-1) ?? url;
		let response: Response;
		let bytes: Uint8Array<ArrayBuffer>;
		try {
			response = await ask(url, { signal, credentials: 'omit' }, network);
			bytes = new Uint8Array(await response.arrayBuffer());
		} catch (cause) {
			signal.throwIfAborted();
			// It can be reached, and has trouble of its own.
			if (cause instanceof WeightError && cause.cause === undefined) throw cause;
			throw new Error(
				`${host} cannot be reached for ${name}, or does not let pages read it. Check the address and the connection, then look again.`,
				{ cause }
			);
		}
		if (!response.ok)
			throw new Error(
				`${host} answered ${response.status} for ${name}. Check the address, then look again.`
			);
		if (bytes.length > MOST_BYTES)
			throw new Error(`${name} is too large to be what it should be. Check the address.`);
		return bytes;
	}

	/** The repository at a commit: a branch moves. */
	async function commitOf(address: string, signal: AbortSignal): Promise<string> {
		const text = address.trim().replace(/\/?$/, '/');
		if (MLC_ADDRESS.test(text)) return text;
		const place = placeOf(address);
		if (place.kind === 'file')
			throw new ParseError(
				'',
				'This is no address of a model in MLC’s form. Paste the address of its page on Hugging Face, or of its files at a commit.'
			);
		const { commit } = await askRepository(place, network, signal);
		return addressIn(place, commit, '');
	}

	return {
		async lookAt(address, library, signal) {
			const modelLib = libraryOf(library);
			const model = await commitOf(address, signal);
			const config = await read(`${model}${CONFIG}`, signal);
			const about = configFrom(config);
			const file = TOKENIZERS.find((name) => about.tokenizerFiles.includes(name));
			if (file === undefined)
				throw new ParseError(
					'',
					'This model has no tokenizer that the engine can read. Choose another model.'
				);
			const tokenizer = await read(`${model}${file}`, signal);
			const listed = weightsFrom(await read(`${model}${WEIGHTS}`, signal));
			const compiled = await read(modelLib, signal);
			if (WASM.some((byte, i) => compiled[i] !== byte))
				throw new ParseError(
					'',
					'The second address is no compiled library (WebAssembly). Paste the address of the .wasm file made for this model.'
				);
			const record = JSON.stringify({
				version: 1,
				runtime: 'webllm',
				model,
				modelLib,
				requiredFeatures: /f16/.test(about.quantisation) ? ['shader-f16'] : [],
				integrity: {
					config: await sri(config),
					modelLib: await sri(compiled),
					tokenizer: { [file]: await sri(tokenizer) }
				},
				source: `Hashes taken from ${new URL(model).host} and ${new URL(modelLib).host} when it was added.`
			});
			// What is kept can be read again.
			parseWebLlmRecord(record);
			const { architecture, quantisation, contextTokens } = about;
			return {
				name: new URL(model).pathname.split('/')[2] ?? model,
				model,
				modelLib,
				architecture,
				quantisation,
				contextTokens,
				parameters: listed.parameters,
				bytes: listed.bytes + compiled.length + tokenizer.length + config.length,
				record
			};
		},

		async add(offer, about) {
			const file = new Blob([offer.record]);
			const manifest = await manifestOf(offer, about.trim());
			await weights.importModel(manifest, file);
			return manifest.id;
		}
	};
}

function libraryOf(address: string): string {
	const text = address.trim();
	if (URL.canParse(text) && new URL(text).protocol === 'https:') return new URL(text).href;
	throw new ParseError(
		'',
		'A model in MLC’s form needs a library compiled for it. Paste the https address of its .wasm file.'
	);
}

const json = (bytes: Uint8Array, what: string): unknown =>
	asJson(new TextDecoder().decode(bytes), what);

function configFrom(bytes: Uint8Array) {
	const config = asObject(json(bytes, 'The model’s configuration'), 'config');
	const context = asInteger(
		config.context_window_size ?? MOST_CONTEXT_TOKENS,
		'config.context',
		-1
	);
	return {
		architecture: asString(config.model_type ?? 'unknown', 'config.model_type'),
		quantisation: asString(config.quantization ?? 'unknown', 'config.quantization'),
		// A negative one is a sliding window, whatever came before.
		contextTokens: context < 16 ? MOST_CONTEXT_TOKENS : Math.min(context, MOST_CONTEXT_TOKENS),
		tokenizerFiles: asArray(config.tokenizer_files, 'config.tokenizer_files').map((name, i) =>
			asString(name, `config.tokenizer_files[${i}]`)
		)
	};
}

function weightsFrom(bytes: Uint8Array): { bytes: number; parameters: number } {
	const list = asObject(json(bytes, 'The list of the model’s weights'), 'weights');
	const sizes = asArray(list.records, 'weights.records').map((one, i) =>
		asInteger(asObject(one, `weights.records[${i}]`).nbytes, `weights.records[${i}].nbytes`, 0)
	);
	const sum = sizes.reduce((total, size) => total + size, 0);
	const metadata = asObject(list.metadata ?? {}, 'weights.metadata');
	const bits = asNumber(metadata.BitsPerParam ?? 0, 'weights.metadata.BitsPerParam');
	return { bytes: sum, parameters: bits > 0 ? Math.max(1, Math.round((sum * 8) / bits)) : 1 };
}

async function sri(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** The same addresses are the same model. */
async function manifestOf(offer: MlcOffer, about: string): Promise<Manifest> {
	const bytes = new TextEncoder().encode(offer.record);
	const sha256 = await sha256Hex(bytes);
	const key = await sha256Hex(new TextEncoder().encode(`${offer.model} ${offer.modelLib}`));
	const { host } = new URL(offer.model);
	return {
		version: 1,
		id: `mlc-${key.slice(0, 16)}`,
		name: offer.name,
		engine: 'webllm',
		description: about || `Added from ${host}.`,
		family: offer.architecture,
		parameters: offer.parameters,
		baseSha256: sha256,
		files: [
			{
				path: WEBLLM_RECORD,
				url: `blob:imported/${WEBLLM_RECORD}`,
				bytes: bytes.length,
				sha256,
				chunkBytes: 64 * 1024,
				chunkSha256: [sha256]
			}
		],
		engineBytes: offer.bytes,
		modifiers: [],
		template: { kind: 'engine', systemPrompt: true, contextTokens: offer.contextTokens },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: 'not stated',
		provenance: `Added from ${offer.model}, run by ${offer.modelLib}.`,
		measured: { quantisation: offer.quantisation }
	};
}
