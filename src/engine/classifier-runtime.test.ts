// A classifier whose files are sound, where onnxruntime's own files cannot be had: by the real library in Node, whose
// runtime is looked for where there is none. A file of its own, since a runtime that was once there stays.

import { beforeAll, expect, test } from 'vitest';
import { classifierFiles, wordClassifier } from '../../test/support/made-classifier.ts';
import { openClassifier } from './transformers-classifier.ts';

const RUNTIME = Symbol.for('onnxruntime');

beforeAll(async () => {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
});

test('is not called damaged: the connection is named', async () => {
	const files = classifierFiles(wordClassifier('hilfreich'));
	const opening = openClassifier(
		async (path) => new Blob([files.get(path) ?? files.get(`onnx/${path}`) ?? new Uint8Array()]),
		{ wasm: { mjs: 'file:///nowhere/ort.mjs', wasm: 'file:///nowhere/ort.wasm' }, device: 'auto' }
	);
	await expect(opening).rejects.toMatchObject({
		code: 'no-runtime',
		message: expect.stringMatching(/Check the connection/)
	});
});
