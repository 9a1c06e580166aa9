// The shipped embedder in a real Chromium, opened from the real weight store: alike texts are near,
// vectors are those of Node, nothing is asked of any other origin or before it is needed, and the app's
// own content security policy allows it.

import { expect, test, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import { openEmbedderIn } from '../../models/embedder/node-embedder.ts';
import { plainOnnxRuntime } from '../../vite.onnxruntime.ts';
import { DEFAULT_POLICY } from '../../worker/headers.ts';
import { startEngineServer, type EngineServer } from '../support/engine-server.ts';

const STARTER = resolve(import.meta.dirname, '../../models/starter');
const TEXTS = [
	'what is the capital of Portugal?',
	'tell me the capital city of portugal',
	'write a python function that reverses a list'
];
/** What is fetched when an embedder is first used, and not before. */
const ON_DEMAND = /\.(wasm|onnx)$|ort-wasm|embedder/;

let server: EngineServer;
test.beforeAll(async () => {
	server = await startEngineServer({
		page: 'embedder-page',
		plugins: [plainOnnxRuntime()],
		policy: DEFAULT_POLICY
	});
});
test.afterAll(async () => {
	await server.stop();
});

const cosine = (a: readonly number[], b: readonly number[]): number =>
	a.reduce((sum, x, d) => sum + x * b[d]!, 0);

/** Every address a page asks for, from now on. */
function requestsOf(page: Page): URL[] {
	const urls: URL[] = [];
	page.on('request', (request) => urls.push(new URL(request.url())));
	return urls;
}

for (const isolated of [true, false])
	test(`embeds alike texts near each other, as in Node, and asks no other origin: ${isolated ? 'isolated' : 'not isolated'}`, async ({
		page
	}) => {
		const origin = isolated ? server.isolated : server.plain;
		const requests = requestsOf(page);
		await page.goto(origin);
		expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
		await page.evaluate(() => embedderPage.install());
		expect(requests.map(({ pathname }) => pathname).filter((path) => ON_DEMAND.test(path))).toEqual(
			[]
		);
		const { vectors, ms } = await page.evaluate((texts) => embedderPage.embed(texts), TEXTS);
		test.info().annotations.push({
			type: 'ms per text',
			description: ms.map((x) => x.toFixed(1)).join(', ')
		});

		const [question, again, other] = vectors as [number[], number[], number[]];
		for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
		expect(cosine(question, again)).toBeGreaterThan(cosine(question, other) + 0.2);
		expect(cosine(question, again)).toBeGreaterThan(cosine(again, other) + 0.2);

		const embedder = await openEmbedderIn(STARTER);
		const inNode = await embedder.embed(TEXTS);
		await embedder.dispose();
		for (const [i, vector] of vectors.entries())
			expect(cosine(vector, [...inNode[i]!])).toBeGreaterThan(0.9999);

		const asked = requests.map(({ pathname }) => pathname);
		expect(asked.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
		expect(asked.filter((path) => path.endsWith('embedder.onnx')).length).toBeGreaterThan(0);
		const strangers = requests.filter(
			(url) => url.protocol !== 'blob:' && url.protocol !== 'data:' && url.origin !== origin
		);
		expect(strangers.map(String)).toEqual([]);
	});
