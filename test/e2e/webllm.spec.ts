// WebLLM in a real Chromium: its real code, in the worker the app starts it in, under the app's own content
// security policy, up to where a model compiled for it would be needed. No such model can be made here, so
// no token is computed: held are what it says and does where WebGPU, a file, a hash or a library is not as
// it should be, and that it asks nobody but the hosts of the record.

import { createHash } from 'node:crypto';
import {
	chromium,
	expect,
	test,
	type Browser,
	type BrowserContext,
	type Page
} from '@playwright/test';
import { DEFAULT_POLICY } from '../../worker/headers.ts';
import { CHROMIUM_ARGS, findChromium, SOFTWARE_WEBGPU_ARGS } from '../support/browser.ts';
import { startEngineServer, type EngineServer } from '../support/engine-server.ts';
import type {} from '../support/webllm-page/main.ts';

const MODEL = `https://huggingface.co/mlc-ai/Test-q4f32_1-MLC/resolve/${'a'.repeat(40)}/`;
const LIBRARY = 'https://models.example/test.wasm';
const CORS = { 'access-control-allow-origin': '*' };

const sri = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const CONFIG = JSON.stringify({ tokenizer_files: ['tokenizer.json'], vocab_size: 32 });

const record = (changes: object = {}) =>
	JSON.stringify({
		version: 1,
		runtime: 'webllm',
		model: MODEL,
		modelLib: LIBRARY,
		requiredFeatures: [],
		integrity: {
			config: sri(CONFIG),
			modelLib: sri('no library'),
			tokenizer: { 'tokenizer.json': sri('{}') }
		},
		source: 'Made by a test.',
		...changes
	});

let server: EngineServer;
let withGraphics: Browser;
let withoutGraphics: Browser;

test.beforeAll(async () => {
	server = await startEngineServer({ page: 'webllm-page', policy: DEFAULT_POLICY });
	const start = (args: string[]) =>
		chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS, ...args] });
	[withGraphics, withoutGraphics] = await Promise.all([
		start(SOFTWARE_WEBGPU_ARGS),
		start(['--disable-features=WebGPU'])
	]);
});
test.afterAll(async () => {
	await Promise.all([withGraphics?.close(), withoutGraphics?.close(), server?.stop()]);
});

/** A page in a browser, and every address outside its origin that it asks for. */
async function open(
	browser: Browser
): Promise<{ page: Page; context: BrowserContext; asked: string[] }> {
	const context = await browser.newContext();
	const asked: string[] = [];
	context.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(server.isolated) && !/^(blob|data):/.test(url)) asked.push(url);
	});
	const page = await context.newPage();
	await page.goto(server.isolated);
	return { page, context, asked };
}

const load = (page: Page, text: string, abort = false) =>
	page.evaluate(([given, gone]) => webLlmPage.load(given, gone), [text, abort] as const);

/** Serves these files at the record's hosts, and nothing else. */
async function serve(context: BrowserContext, files: Record<string, string>): Promise<void> {
	await context.route(/^https:\/\/(huggingface\.co|models\.example)\//, (route) => {
		const body = files[route.request().url()];
		return route.fulfill({ status: body === undefined ? 404 : 200, headers: CORS, body });
	});
}

test('without WebGPU it says so, refuses to load, and asks nobody', async () => {
	const { page, context, asked } = await open(withoutGraphics);
	expect(await page.evaluate(() => webLlmPage.probe())).toMatchObject({ ok: false });
	const error = await load(page, record());
	expect(error).toMatchObject({ code: 'unsupported' });
	expect(error?.message).toMatch(/runs on WebGPU alone, .*Choose another model/);
	expect(asked).toEqual([]);
	await context.close();
});

test('with WebGPU it can run; a record that is none is refused before anybody is asked', async () => {
	const { page, context, asked } = await open(withGraphics);
	expect(await page.evaluate(() => webLlmPage.probe())).toEqual({ ok: true });
	const error = await load(page, record({ model: MODEL.replace('a'.repeat(40), 'main') }));
	expect(error).toMatchObject({ code: 'invalid-model' });
	expect(error?.message).toContain('record of this model cannot be read');
	expect(asked).toEqual([]);
	await context.close();
});

test('a configuration other than the record’s hash says is not used', async () => {
	const { page, context, asked } = await open(withGraphics);
	await serve(context, { [`${MODEL}mlc-chat-config.json`]: `${CONFIG} ` });
	const error = await load(page, record());
	expect(error).toMatchObject({ code: 'invalid-model' });
	expect(error?.message).toContain('not the one its record names by hash');
	expect(asked).toEqual([`${MODEL}mlc-chat-config.json`]);
	expect(await page.evaluate(() => webLlmPage.databases())).toContain('webllm/config');
	await context.close();
});

test('a library other than its hash says is not run, and one that is no WebAssembly is refused', async () => {
	const { page, context } = await open(withGraphics);
	const files = { [`${MODEL}mlc-chat-config.json`]: CONFIG, [LIBRARY]: 'another library' };
	await serve(context, files);
	const changed = await load(page, record());
	expect(changed).toMatchObject({ code: 'invalid-model' });
	expect(changed?.message).toContain('not the one its record names by hash');
	await context.close();

	const again = await open(withGraphics);
	await serve(again.context, { ...files, [LIBRARY]: 'no library' });
	const broken = await load(again.page, record());
	expect(broken).toMatchObject({ code: 'invalid-model' });
	expect(broken?.message).toContain('compiled library of this model cannot run here');
	await again.context.close();
});

test('a file that its host does not have is said, with what to do', async () => {
	const { page, context } = await open(withGraphics);
	await serve(context, {});
	const error = await load(page, record());
	expect(error).toMatchObject({ code: 'failed' });
	expect(error?.message).toMatch(/\. .+\./);
	await context.close();
});

test('a load that is given up ends, and the next one is made', async () => {
	const { page, context } = await open(withGraphics);
	await serve(context, { [`${MODEL}mlc-chat-config.json`]: `${CONFIG} ` });
	expect(await load(page, record(), true)).toMatchObject({ code: 'AbortError' });
	expect(await load(page, record())).toMatchObject({ code: 'invalid-model' });
	await context.close();
});

test('what the library keeps of a model goes with it, also offline, and another’s stays', async () => {
	const { page, context, asked } = await open(withGraphics);
	await serve(context, { [`${MODEL}mlc-chat-config.json`]: CONFIG, [LIBRARY]: 'no library' });
	// Its configuration and its library the library fetched and kept by itself.
	expect(await load(page, record())).toMatchObject({ code: 'invalid-model' });
	const other = `https://huggingface.co/mlc-ai/Other-MLC/resolve/${'b'.repeat(40)}/`;
	const shard = `${MODEL}params_shard_0.bin`;
	await page.evaluate(
		([model, shard, other]) =>
			webLlmPage.keep([
				{
					url: `${model}tensor-cache.json`,
					data: { metadata: {}, records: [{ dataPath: 'params_shard_0.bin', nbytes: 4 }] }
				},
				{ url: shard, data: new ArrayBuffer(4) },
				// Of a download that broke off: in no list.
				{ url: `${model}params_shard_9.bin`, data: new ArrayBuffer(4) },
				{ url: `${other}params_shard_0.bin`, data: new ArrayBuffer(4) }
			]),
		[MODEL, shard, other] as const
	);
	const before = await page.evaluate(() => webLlmPage.kept());
	expect(before).toContain(`${MODEL}mlc-chat-config.json`);
	expect(before).toContain(LIBRARY);
	expect(before).toContain(shard);
	await context.unrouteAll();
	asked.length = 0;
	await page.evaluate((text) => webLlmPage.forget(text), record());
	expect(await page.evaluate(() => webLlmPage.kept())).toEqual([`${other}params_shard_0.bin`]);
	expect(asked).toEqual([]);
	// A second time there is nothing to do.
	await page.evaluate((text) => webLlmPage.forget(text), record());
	await context.close();
});
