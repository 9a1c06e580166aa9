// Classifiers as a person manages them: the real store on an in-memory IndexedDB, a host that answers as Hugging
// Face does, and the real runtime, which opens each once before it counts as here.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import catalog from '../../models/classifier-catalog.json' with { type: 'json' };
import { answerOf, COMMIT, nameAt } from '../../test/support/hugging-face.ts';
import {
	classifierFiles,
	randomClassifier,
	wordClassifier
} from '../../test/support/made-classifier.ts';
import { CLASSIFIER_FILES, type TextClassifier } from '../contract/text-classifier.ts';
import { longestPair } from '../decide/foreign-complaint.ts';
import { browserNetwork, type Network } from '../platform/network.ts';
import { createWeightStore, type WeightStore } from '../platform/weight-store.ts';
import { createClassifierModels, type ClassifierModels } from './classifier-models.ts';
import { EngineError } from './engine.ts';
import { openClassifier } from './transformers-classifier.ts';

const RUNTIME = Symbol.for('onnxruntime');
const resolve = (name: string) => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
const MINILM = 'classifier.minilm-l6-xnli';
const MDEBERTA = 'classifier.mdeberta-xnli-2mil7';

beforeAll(async () => {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
});

let files: Map<string, Uint8Array<ArrayBuffer>>;
let damaged: string | null;
let asked: string[];
let opened: TextClassifier[];
/** What keeps a classifier from being opened, and weights from being sent. */
let opening: () => Promise<void>;
let sending: () => Promise<void>;
let tabs: WeightStore[];
let store: WeightStore;
let models: ClassifierModels;
let now: number;
let clock: number;

async function answer(url: string, init: RequestInit): Promise<Response> {
	asked.push(new URL(url).pathname);
	if (nameAt(url).endsWith('.onnx')) await Promise.race([sending(), aborted(init.signal)]);
	return answerOf(files, url, init, damaged);
}

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
	files = classifierFiles(wordClassifier('hilfreich'));
	damaged = null;
	asked = [];
	opened = [];
	opening = sending = async () => undefined;
	now = 1000;
	clock = 0;
	tabs = [];
	({ store, models } = tab());
});
afterEach(() => tabs.forEach((one) => one.close()));

/** A page of its own over the same database. */
function tab() {
	const network: Network = {
		...browserNetwork,
		delay: (ms) => (ms >= 30_000 ? new Promise(() => undefined) : Promise.resolve()),
		fetch: answer
	};
	const weights = createWeightStore({ network, now: () => now++ });
	tabs.push(weights);
	const made = createClassifierModels({
		weights,
		catalog: async () => catalog,
		network,
		open: async (parts) => {
			await opening();
			const classifier = await openClassifier(async (path) => parts[path] ?? new Blob(), {
				wasm: {
					mjs: resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
					wasm: resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
				},
				device: 'auto'
			});
			opened.push(classifier);
			return classifier;
		},
		longest: async () => longestPair(),
		elapsed: () => (clock += 20)
	});
	return { store: weights, models: made };
}
const never = new Promise<never>(() => undefined);
const aborted = (signal: AbortSignal | null | undefined) =>
	new Promise<never>((_, reject) =>
		signal?.addEventListener('abort', () => reject(signal.reason as Error))
	);

const states = async () =>
	(await models.models()).map(({ entry, status, hears }) => [entry.id, status.state, hears]);
const config = (fields: object) =>
	new TextEncoder().encode(
		JSON.stringify({
			...(JSON.parse(new TextDecoder().decode(files.get('config.json'))) as object),
			...fields
		})
	);

test('one of the catalogue is downloaded from its commit, verified, opened once, and hears', async () => {
	expect(await models.find()).toBeNull();
	expect(await states()).toEqual([
		[MINILM, 'absent', false],
		[MDEBERTA, 'absent', false]
	]);
	expect(await models.download(MINILM)).toBe(true);
	expect(asked[0]).toBe(
		`/api/models/onnx-community/multilingual-MiniLMv2-L6-mnli-xnli-ONNX/revision/${catalog.classifiers[0]!.revision}`
	);
	expect(await states()).toEqual([
		[MINILM, 'ready', true],
		[MDEBERTA, 'absent', false]
	]);
	// How long it took here is known from trying it.
	expect((await models.models()).map(({ tookMs }) => tookMs)).toEqual([20, null]);
	// By the next page, too.
	expect((await tab().models.models()).map(({ tookMs }) => tookMs)).toEqual([20, null]);
	const found = (await models.find())!;
	expect(found.name).toBe(catalog.classifiers[0]!.name);
	expect(Object.keys(found.files)).toEqual(Object.values(CLASSIFIER_FILES));
	expect(opened).toHaveLength(1);
	await models.remove(MINILM);
	expect(await models.find()).toBeNull();
});

test('of two the one that was added last hears', async () => {
	await models.download(MINILM);
	await models.download(MDEBERTA);
	expect((await models.find())?.id).toBe(MDEBERTA);
	await models.remove(MDEBERTA);
	expect((await models.find())?.id).toBe(MINILM);
});

test('a file that arrives damaged is not kept, and is not opened', async () => {
	damaged = `onnx/${CLASSIFIER_FILES.model}`;
	await expect(models.download(MINILM)).rejects.toMatchObject({ code: 'wrong-hash' });
	expect((await states())[0]).toEqual([MINILM, 'failed', false]);
	const sizes = [...files].map(([name, { length }]) => (name === damaged ? 0 : length));
	expect((await store.usage()).weightBytes).toBe(sizes.reduce((sum, bytes) => sum + bytes, 0));
	expect(opened).toEqual([]);
});

test('what is what its host says, and cannot be opened, is not kept either', async () => {
	files.set(`onnx/${CLASSIFIER_FILES.model}`, new Uint8Array(5000).fill(7));
	await expect(models.download(MINILM)).rejects.toMatchObject({ code: 'invalid-model' });
	expect((await states())[0]).toEqual([MINILM, 'absent', false]);
	expect((await store.usage()).weightBytes).toBe(0);
});

const weightsAsked = () => asked.filter((path) => path.endsWith('.onnx')).length;

test.each(['no-runtime', 'out-of-memory', 'failed'] as const)(
	'one that could not be tried (%s) is kept, does not hear yet, and is tried again without another download',
	async (code) => {
		opening = () => Promise.reject(new EngineError(code, 'Not now.'));
		await expect(models.download(MINILM)).rejects.toMatchObject({ code });
		expect((await states())[0]).toEqual([MINILM, 'failed', false]);
		expect(await models.find()).toBeNull();
		const whole = [...files.values()].reduce((sum, { length }) => sum + length, 0);
		expect((await store.usage()).weightBytes).toBe(whole);
		const before = weightsAsked();
		opening = async () => undefined;
		expect(await models.download(MINILM)).toBe(true);
		expect((await models.find())?.id).toBe(MINILM);
		expect(weightsAsked()).toBe(before);
	}
);

test('one whose tab went while it was tried does not hear in the next, which tries it', async () => {
	const tried = Promise.withResolvers<void>();
	opening = () => (tried.resolve(), never);
	const downloading = models.download(MINILM);
	await tried.promise;
	store.close();
	expect(await downloading).toBe(false);
	({ store, models } = tab());
	expect((await states())[0]).toEqual([MINILM, 'paused', false]);
	expect(await models.find()).toBeNull();
	opening = async () => undefined;
	expect(await models.download(MINILM)).toBe(true);
	expect((await states())[0]).toEqual([MINILM, 'ready', true]);
});

test('another tab than the one that downloads pauses it, and what arrived is kept', async () => {
	const asking = Promise.withResolvers<void>();
	const held = Promise.withResolvers<void>();
	sending = () => (asking.resolve(), held.promise);
	const other = tab().models;
	const downloading = models.download(MINILM);
	await asking.promise;
	other.pause(MINILM);
	expect(await downloading).toBe(false);
	held.resolve();
	expect((await other.models())[0]?.status.state).toBe('paused');
	expect(await other.download(MINILM)).toBe(true);
});

test('one that is not used any more says why, until it changes', async () => {
	await models.download(MINILM);
	let heard = 0;
	models.onModels(() => heard++);
	models.gaveUp(MINILM, new EngineError('out-of-memory', 'Too little memory.'));
	expect(heard).toBe(1);
	expect((await models.models())[0]).toMatchObject({ hears: false, failure: 'Too little memory.' });
	await models.remove(MINILM);
	await models.download(MINILM);
	expect((await models.models())[0]).toMatchObject({ hears: true, failure: null });
});

test('a repository of a person’s choice is looked at, and what was looked at is downloaded', async () => {
	const offer = await models.lookAt('owner/polyglot', new AbortController().signal);
	expect(offer).toMatchObject({ name: 'owner/polyglot', revision: COMMIT });
	asked = [];
	expect(await models.add(offer)).toBe(true);
	expect(asked[0]).toBe(`/api/models/owner/polyglot/revision/${COMMIT}`);
	expect((await models.models()).at(-1)).toMatchObject({
		entry: { id: 'classifier.own.owner/polyglot', name: 'owner/polyglot', licence: 'mit' },
		status: { state: 'ready' },
		hears: true
	});
});

test('one of a repository keeps the licence its host stated, also when it is paused and resumed by the next page', async () => {
	const offer = await models.lookAt('owner/polyglot', new AbortController().signal);
	const asking = Promise.withResolvers<void>();
	sending = () => (asking.resolve(), never);
	const adding = models.add(offer);
	await asking.promise;
	models.pause('classifier.own.owner/polyglot');
	expect(await adding).toBe(false);
	({ store, models } = tab());
	sending = async () => undefined;
	const { entry } = (await models.models()).at(-1)!;
	expect(entry.licence).toBe('mit');
	expect(await models.download(entry.id)).toBe(true);
	expect((await models.models()).at(-1)?.entry).toMatchObject({
		licence: 'mit',
		licenceUrl: 'https://huggingface.co/owner/polyglot'
	});
});

const chosen = (): File[] =>
	[...files].map(([path, bytes]) => new File([bytes], path.split('/').at(-1)!));

test('one is taken in from its four files, under a name of its weights', async () => {
	expect(await models.addFiles(chosen())).toBe(CLASSIFIER_FILES.model);
	const { entry, hears, tookMs } = (await models.models()).at(-1)!;
	expect(entry.id).toMatch(/^classifier\.own\.[0-9a-f]{16}$/);
	expect([hears, tookMs]).toEqual([true, 20]);
	const found = (await models.find())!;
	expect(found.files[CLASSIFIER_FILES.model]!.size).toBe(
		files.get(`onnx/${CLASSIFIER_FILES.model}`)!.length
	);
	// The same files are the same model.
	await models.addFiles(chosen());
	expect(await models.models()).toHaveLength(3);
});

test('what its files call it is cut to a length, and is no address and no licence', async () => {
	files.set('config.json', config({ _name_or_path: `someone/${'long'.repeat(100)}` }));
	const name = await models.addFiles(chosen());
	expect(name).toMatch(/^someone\/(long)+/);
	expect(name).toHaveLength(100);
	expect((await models.models()).at(-1)?.entry).toMatchObject({
		name,
		description: 'Imported from files on this device.',
		licence: null,
		licenceUrl: null
	});
});

test.each<[string, RegExp, () => File[]]>([
	[
		'weights cut short',
		/damaged, incomplete/,
		() =>
			chosen().map((file) =>
				file.name.endsWith('.onnx') ? new File([file.slice(0, 900)], file.name) : file
			)
	],
	[
		'a classifier of moods',
		/tells joy, grief, boredom, not whether/,
		() => {
			files = classifierFiles(randomClassifier(['a'], { labels: ['joy', 'grief', 'boredom'] }));
			return chosen();
		}
	]
])('files are refused and nothing is kept: %s', async (_, message, made) => {
	await expect(models.addFiles(made())).rejects.toThrow(message);
	expect(await models.models()).toHaveLength(2);
});
