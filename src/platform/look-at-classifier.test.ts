// What a repository has of a classifier, by a host that answers as Hugging Face does.

import { beforeEach, expect, test } from 'vitest';
import { answerOf, COMMIT } from '../../test/support/hugging-face.ts';
import { classifierFiles, wordClassifier } from '../../test/support/made-classifier.ts';
import { CLASSIFIER_FILES } from '../contract/text-classifier.ts';
import { lookAtClassifier } from './look-at-classifier.ts';
import { browserNetwork, type Network } from './network.ts';

const WEIGHTS = `onnx/${CLASSIFIER_FILES.model}`;
let files: Map<string, Uint8Array<ArrayBuffer>>;
let asked: string[];

const network: Network = {
	...browserNetwork,
	delay: async () => undefined,
	async fetch(url, init) {
		asked.push(new URL(url).pathname);
		return answerOf(files, url, init);
	}
};
const look = (address: string, through = network) =>
	lookAtClassifier(address, through, new AbortController().signal);
const config = (fields: object) =>
	new TextEncoder().encode(
		JSON.stringify({
			...(JSON.parse(new TextDecoder().decode(files.get('config.json'))) as object),
			...fields
		})
	);

beforeEach(() => {
	files = classifierFiles(wordClassifier('hilfreich'));
	asked = [];
});

test('its labels, size and licence are told, and none of its weights are fetched', async () => {
	expect(await look('https://huggingface.co/owner/polyglot')).toEqual({
		name: 'owner/polyglot',
		revision: COMMIT,
		labels: ['entailment', 'neutral', 'contradiction'],
		bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0),
		licence: 'mit'
	});
	expect(asked).toEqual([
		'/api/models/owner/polyglot/revision/main',
		`/owner/polyglot/resolve/${COMMIT}/config.json`
	]);
});

test.each([
	['what is this', /^This is no address of a classifier/],
	['https://huggingface.co/datasets/a/b', /^This is no address of a classifier/],
	['https://models.example/model.onnx', /^A classifier is several files/]
])('what is no address of a classifier is refused as that: %s', async (address, message) => {
	await expect(look(address)).rejects.toThrow(message);
	expect(asked).toEqual([]);
});

test('a host that answers with a page where data should be is named', async () => {
	files.set('config.json', new TextEncoder().encode('<!doctype html>'));
	await expect(look('owner/polyglot')).rejects.toThrow(
		/^huggingface\.co answered this address with something else than it should\. Check/
	);
});

test('a host that does not answer, or says nothing of a size, is said with what to do', async () => {
	const down: Network = { ...network, fetch: async () => Promise.reject(new TypeError('no')) };
	await expect(look('owner/polyglot', down)).rejects.toMatchObject({
		code: 'unreachable',
		message: expect.stringMatching(/huggingface\.co.*Check the connection/)
	});
	files.set(WEIGHTS, new Uint8Array(0));
	await expect(look('owner/polyglot')).rejects.toThrow(
		/does not say how large onnx\/model_quantized\.onnx is\. Look for another/
	);
});

test.each<[string, RegExp, () => void]>([
	[
		'a model that chats',
		/it is “LlamaForCausalLM”/,
		() => files.set('config.json', config({ architectures: ['LlamaForCausalLM'] }))
	],
	[
		'a classifier of moods',
		/tells joy, grief, not whether/,
		() => files.set('config.json', config({ id2label: { 0: 'joy', 1: 'grief' } }))
	],
	[
		'one without 8-bit weights',
		/owner\/polyglot has no onnx\/model_quantized\.onnx/,
		() => files.delete(WEIGHTS)
	]
])(
	'a repository with %s is refused before anything large is fetched',
	async (_, message, change) => {
		change();
		await expect(look('owner/polyglot')).rejects.toThrow(message);
		expect(asked.filter((path) => path.endsWith('.onnx'))).toEqual([]);
	}
);
