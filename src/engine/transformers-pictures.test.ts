// A model that sees, on the real runtime in Node: a random one in the shape of SmolVLM. What it says means
// nothing; that it hangs on the picture, and on nothing else, is what is held.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeingModel } from '../../test/support/seeing-model.ts';
import { plainPng } from '../../test/support/seeing-onnx.ts';
import type { ChatMessage, EngineEvent, LoadedModel } from './engine.ts';
import { createTransformersHost } from './transformers-engine.ts';

const RUNTIME = Symbol.for('onnxruntime');
const resolve = (name: string) => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
const never = new AbortController().signal;
const picture = (bytes: Uint8Array, name = 'a.png') => ({
	name,
	mediaType: 'image/png',
	data: Buffer.from(bytes).toString('base64')
});
const RED = picture(plainPng([255, 0, 0]));
const BLUE = picture(plainPng([0, 0, 255]));

let model: LoadedModel;
beforeAll(async () => {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
	const engine = createTransformersHost(async () => ({
		wasm: {
			mjs: resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
			wasm: resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
		},
		device: 'auto'
	}));
	model = await engine.load(await seeingModel(), {
		backend: 'wasm-single',
		contextTokens: 1024,
		parallel: 1
	});
	// Only bounds what hangs.
}, 120_000);
afterAll(() => model?.dispose());

/** The answer, how likely its tokens were, and what was kept of the prompt. */
async function ask(...messages: ChatMessage[]) {
	const sampling = { temperature: 0, topP: 1, topK: 0, seed: 1, maxTokens: 6 };
	const events: EngineEvent[] = [];
	for await (const event of model.generate({ messages, modifier: null, sampling }, never))
		events.push(event);
	const read = events.find((event) => event.type === 'prompt-read');
	const logprobs = events.flatMap((event) =>
		event.type === 'delta' ? event.tokens.map(({ logprob }) => logprob) : []
	);
	return { logprobs, prompt: read?.promptTokens ?? 0, cached: read?.cachedTokens ?? 0 };
}
const user = (content: string, ...images: ChatMessage['images'] & object): ChatMessage => ({
	role: 'user',
	content,
	...(images.length > 0 && { images })
});

test('it sees, and an answer hangs on the picture', async () => {
	expect(model.capabilities.vision).toBe(true);
	const red = await ask(user('what colour', RED));
	const blue = await ask(user('what colour', BLUE));
	const none = await ask(user('what colour'));
	expect(red.prompt).toBe(blue.prompt);
	// A place for each row of the picture, and three marks around them.
	expect(red.prompt - none.prompt).toBe(4 + 3);
	expect(red.logprobs).not.toEqual(blue.logprobs);
	expect(red.logprobs).not.toEqual(none.logprobs);
	// Again, after others: nothing of them is left.
	expect((await ask(user('what colour', RED))).logprobs).toEqual(red.logprobs);
});

test('what was read is kept for the same picture, and read again for another', async () => {
	await ask(user('what colour', RED));
	const again = await ask(user('what colour', RED));
	expect(again.cached).toBe(again.prompt - 1);
	expect((await ask(user('what colour', BLUE))).cached).toBe(0);
	expect((await ask(user('what colour'))).cached).toBe(0);
});

test('two pictures take their places in order, also over several readings', async () => {
	const long = 'a '.repeat(140);
	const asked = (first: typeof RED, second: typeof RED) =>
		ask(user(`${long}one`, first), { role: 'assistant', content: 'ok' }, user('two', second));
	const one = await asked(RED, BLUE);
	expect(one.prompt).toBeGreaterThan(256);
	const other = await asked(BLUE, RED);
	expect(one.logprobs).not.toEqual(other.logprobs);
	expect((await asked(RED, BLUE)).logprobs).toEqual(one.logprobs);
});

test('a mark for a picture that a person types is text, and no place for one', async () => {
	const typed = await ask(user('see <image> here', RED));
	const plain = await ask(user('see  here', RED));
	expect(typed.prompt).toBeGreaterThan(plain.prompt);
	expect(typed.logprobs).toHaveLength(6);
});

test('what is no picture is refused, and the next question is answered', async () => {
	const broken = picture(new Uint8Array([1, 2, 3]), 'film.png');
	await expect(ask(user('what', broken))).rejects.toMatchObject({
		code: 'failed',
		message: 'The picture “film.png” cannot be read. Attach it again as PNG or JPEG.'
	});
	expect((await ask(user('what', RED))).logprobs).toHaveLength(6);
});
