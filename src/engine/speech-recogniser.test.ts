// The real runtime on a generated model of Whisper's shape, in Node: its words are noise, so what is held
// is the shape. Sound goes in, words of its vocabulary come out, the same ones for the same sound.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomWhisper, WHISPER_SAYS } from '../../test/support/random-whisper.ts';
import { randomSource } from '../../test/support/random-gguf.ts';
import { SPEECH_SAMPLE_RATE } from '../contract/speech-model.ts';
import { openRecogniser, type SpeechRecogniser } from './speech-recogniser.ts';

const RUNTIME = Symbol.for('onnxruntime');
const resolve = (name: string) => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;

let recogniser: SpeechRecogniser;
beforeAll(async () => {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
	const files = randomWhisper();
	recogniser = await openRecogniser(
		async (path) => new Blob([files.get(path) ?? files.get(`onnx/${path}`)!]),
		{
			wasm: {
				mjs: resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
				wasm: resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
			},
			device: 'auto'
		}
	);
});
afterAll(() => recogniser?.dispose());

/** Seconds of noise whose pitch wanders; deterministic. */
function sound(seconds: number, seed: number): Float32Array {
	const random = randomSource(seed);
	let phase = 0;
	return Float32Array.from({ length: seconds * SPEECH_SAMPLE_RATE }, () => {
		phase += 0.1 + 0.05 * random();
		return 0.3 * Math.sin(phase);
	});
}

test('sound becomes words of the vocabulary, as they are written, and the same ones again', async () => {
	const heard: string[] = [];
	const text = await recogniser.transcribe(sound(1, 1), 'en-GB', (so) => heard.push(so));
	expect(text).toMatch(WHISPER_SAYS);
	expect(heard.length).toBeGreaterThan(0);
	expect(heard.at(-1)).toBe(text);
	expect(await recogniser.transcribe(sound(1, 1), 'en-GB', () => undefined)).toBe(text);
});

test('the language it is told changes what it writes', async () => {
	const said = async (seed: number, language: string) =>
		recogniser.transcribe(sound(1, seed), language, () => undefined);
	const english = await said(1, 'en');
	expect(await said(1, 'de')).not.toBe(english);
});

test('a language the model does not know is refused', async () => {
	await expect(recogniser.transcribe(sound(1, 1), 'fr', () => undefined)).rejects.toMatchObject({
		code: 'language'
	});
});

test('sound longer than half a minute is written down in overlapping parts', async () => {
	const text = await recogniser.transcribe(sound(40, 3), 'en', () => undefined);
	expect(text).toMatch(WHISPER_SAYS);
});
