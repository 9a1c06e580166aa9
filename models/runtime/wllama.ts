// Answers greedily with the engine that ships: wllama in headless Chromium, on the CPU. It applies
// the chat template inside the GGUF, so the template is tested too, and sends the app's own requests.

import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseGgufHeader } from '../../src/contract/gguf.ts';
import { completionParams, withOpening } from '../../src/engine/wllama-request.ts';
import {
	CONTEXT_TOKENS,
	MOST_TOKENS,
	SELF_TEST_TOLERANCE,
	type Adapter,
	type Runtime,
	type RuntimeAnswer
} from './answers.ts';

const TYPES: Record<string, string> = {
	'.js': 'text/javascript',
	'.wasm': 'application/wasm',
	'.gguf': 'application/octet-stream'
};
const FLAGS = [
	'--headless=new',
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
const ROOT = dirname(fileURLToPath(import.meta.resolve('@wllama/wllama/esm/index.js')));

interface Completion {
	choices?: {
		message?: { content?: string };
		finish_reason?: string;
		text?: string;
		logprobs?: {
			content?: {
				id?: number;
				token: string;
				logprob: number;
				top_logprobs?: { logprob: number }[];
			}[];
		};
	}[];
	timings?: { cache_n?: number };
}
interface Page {
	evaluate<A, R>(run: (argument: A) => Promise<R>, argument: A): Promise<R>;
	goto(url: string): Promise<unknown>;
}

export async function openWllama(
	gguf: string,
	adapters: readonly Adapter[] = []
): Promise<Runtime> {
	const { chromium } = await import('playwright-core');
	const server = createServer((request, response) =>
		serve(request.url ?? '/', response, [gguf, ...adapters.map(({ path }) => path)])
	).listen(0, '127.0.0.1');
	await new Promise((done) => server.once('listening', done));
	const bytes = new Uint8Array(readFileSync(gguf));
	const template = withOpening(parseGgufHeader(bytes, bytes.length).chatTemplate);
	const browser = await chromium.launch({
		executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
		args: FLAGS
	});
	const close = async () => {
		await browser.close();
		server.close();
	};
	try {
		const page = (await browser.newPage()) as unknown as Page;
		await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
		await page.evaluate(
			async ({ contextTokens, files, template }) => {
				const { Wllama } = (await import('/wllama/index.js' as string)) as {
					Wllama: new (paths: object) => {
						loadModel(blobs: Blob[], options: object): Promise<void>;
					};
				};
				const wllama = new Wllama({ default: '/wllama/wasm/wllama.wasm' });
				const blobs = await Promise.all(
					Array.from({ length: files }, async (_, i) => (await fetch(`/file-${i}.gguf`)).blob())
				);
				const name = (i: number) => String(i).padStart(5, '0');
				await wllama.loadModel(blobs, {
					n_ctx: contextTokens,
					n_threads: 1,
					n_gpu_layers: 0,
					jinja: true,
					reasoning: false,
					reasoning_format: 'none',
					skip_chat_parsing: true,
					chat_template: template,
					...(files === 1
						? {}
						: {
								lora_adapters: blobs.slice(1).map((_, i) => ({
									path: `models/model-${name(i + 2)}-of-${name(files)}.gguf`,
									scale: 1
								})),
								lora_init_without_apply: true
							})
				});
				(globalThis as unknown as { wllama: unknown }).wllama = wllama;
			},
			{ contextTokens: CONTEXT_TOKENS, files: adapters.length + 1, template }
		);
		return {
			async answer(items, progress, { adapter = null, keep = true, alternatives = 1 } = {}) {
				const out: RuntimeAnswer[] = [];
				for (const item of items) {
					const messages = [
						...(item.history ?? []).flatMap((x) => [
							{ role: 'user' as const, content: x.prompt },
							{ role: 'assistant' as const, content: x.answer }
						]),
						{ role: 'user' as const, content: item.prompt }
					];
					const completion = await whole(page, alternatives, (topLogprobs) =>
						completionParams(
							{
								messages,
								sampling: { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: MOST_TOKENS },
								topLogprobs
							},
							{
								lora:
									adapters.length === 0
										? null
										: [{ id: adapter ?? 0, scale: adapter === null ? 0 : 1 }],
								opening: adapter === null ? '' : adapters[adapter]!.invocation,
								logprobs: true,
								maxTokens: MOST_TOKENS,
								cache: keep
							}
						)
					);
					const choice = completion.choices?.[0],
						tokens = choice?.logprobs?.content ?? [];
					out.push({
						text: (choice?.message?.content ?? '').trim(),
						logprobs: tokens.map((t) => t.logprob),
						ids: tokens.map((t) => t.id ?? -1),
						ended: choice?.finish_reason === 'stop',
						cached: completion.timings?.cache_n ?? 0,
						...(alternatives > 1
							? {
									tokens: tokens.map((t) => ({
										token: t.token,
										top: (t.top_logprobs ?? []).map((other) => other.logprob)
									}))
								}
							: {})
					});
					progress?.(out.length);
				}
				return out;
			},
			async selfTest(prompt, count) {
				// The tokens' own probabilities alone: an alternative that is part of a character cannot be delivered.
				const completion = await page.evaluate(
					async ({ prompt, count }) => {
						const { wllama } = globalThis as unknown as {
							wllama: { createCompletion(options: object): Promise<unknown> };
						};
						return wllama.createCompletion({
							prompt,
							max_tokens: count,
							temperature: 0,
							logprobs: 1
						}) as Promise<Completion>;
					},
					{ prompt, count }
				);
				const tokens = completion.choices?.[0]?.logprobs?.content ?? [];
				return {
					prompt,
					tokens: tokens.map((t) => t.token),
					logprobs: tokens.map((t) => Math.round(t.logprob * 1e6) / 1e6),
					tolerance: SELF_TEST_TOLERANCE
				};
			},
			close
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * The answer with its tokens' alternatives, or without them where one is part of a character: wllama
 * (3.8.1) cannot hand that over, as its JSON must be UTF-8, and throws.
 */
async function whole(
	page: Page,
	alternatives: number,
	requestWith: (topLogprobs: number) => object
): Promise<Completion> {
	try {
		return await complete(page, requestWith(alternatives));
	} catch (error) {
		const cut = error instanceof Error && error.message.includes('Invalid typed array length');
		if (!cut || alternatives <= 1) throw error;
		return complete(page, requestWith(1));
	}
}

const complete = (page: Page, request: object): Promise<Completion> =>
	page.evaluate(async (request) => {
		const { wllama } = globalThis as unknown as {
			wllama: { createChatCompletion(options: object): Promise<unknown> };
		};
		return wllama.createChatCompletion(request) as Promise<Completion>;
	}, request);

function serve(url: string, response: ServerResponse, files: readonly string[]): void {
	response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
	const own = /^\/file-(\d+)\.gguf$/.exec(url);
	const file = own
		? (files[Number(own[1])] ?? null)
		: url.startsWith('/wllama/') && !url.includes('..')
			? join(ROOT, url.slice(8))
			: null;
	if (!file) {
		response.setHeader('content-type', 'text/html');
		response.end('<!doctype html><title>evaluate</title>');
		return;
	}
	try {
		response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
		response.end(readFileSync(file));
	} catch {
		response.statusCode = 404;
		response.end();
	}
}
