// Answers greedily with the engine that ships: wllama in headless Chromium, on the CPU. It applies
// the chat template inside the GGUF, so the template is tested too.

import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SelfTest } from '../../src/contract/manifest.ts';
import type { Answered, Item } from '../measure.ts';

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
const CONTEXT_TOKENS = 512;

interface Completion {
	choices?: {
		message?: { content?: string };
		text?: string;
		logprobs?: { content?: { token: string; logprob: number }[] };
	}[];
}
interface Page {
	evaluate<A, R>(run: (argument: A) => Promise<R>, argument: A): Promise<R>;
	goto(url: string): Promise<unknown>;
}

export interface WllamaRuntime {
	answer(
		items: readonly Pick<Item, 'prompt' | 'history'>[],
		progress?: (done: number) => void
	): Promise<Answered[]>;
	/** The greedy first tokens after a raw prompt, with their log-probabilities. */
	selfTest(prompt: string, count: number): Promise<SelfTest>;
	close(): Promise<void>;
}

export async function openWllama(gguf: string): Promise<WllamaRuntime> {
	const { chromium } = await import('playwright-core');
	const server = createServer((request, response) =>
		serve(request.url ?? '/', response, gguf)
	).listen(0, '127.0.0.1');
	await new Promise((done) => server.once('listening', done));
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
		await page.evaluate(async (contextTokens) => {
			const { Wllama } = (await import('/wllama/index.js' as string)) as {
				Wllama: new (paths: object) => { loadModel(blobs: Blob[], options: object): Promise<void> };
			};
			const wllama = new Wllama({ default: '/wllama/wasm/wllama.wasm' });
			await wllama.loadModel([await (await fetch('/base.gguf')).blob()], {
				n_ctx: contextTokens,
				n_threads: 1,
				n_gpu_layers: 0,
				jinja: true,
				reasoning: false,
				reasoning_format: 'none',
				skip_chat_parsing: true
			});
			(globalThis as unknown as { wllama: unknown }).wllama = wllama;
		}, CONTEXT_TOKENS);
		return {
			async answer(items, progress) {
				const out: Answered[] = [];
				for (const item of items) {
					const messages = [
						...(item.history ?? []).flatMap((x) => [
							{ role: 'user', content: x.prompt },
							{ role: 'assistant', content: x.answer }
						]),
						{ role: 'user', content: item.prompt }
					];
					const completion = await page.evaluate(async (messages) => {
						const { wllama } = globalThis as unknown as {
							wllama: { createChatCompletion(options: object): Promise<unknown> };
						};
						return wllama.createChatCompletion({
							messages,
							max_tokens: 110,
							temperature: 0,
							logprobs: true,
							top_logprobs: 1
						}) as Promise<Completion>;
					}, messages);
					const choice = completion.choices?.[0];
					out.push({
						text: (choice?.message?.content ?? '').trim(),
						logprobs: (choice?.logprobs?.content ?? []).map((t) => t.logprob)
					});
					progress?.(out.length);
				}
				return out;
			},
			async selfTest(prompt, count) {
				const completion = await page.evaluate(
					async ({ prompt, count }) => {
						const { wllama } = globalThis as unknown as {
							wllama: { createCompletion(options: object): Promise<unknown> };
						};
						return wllama.createCompletion({
							prompt,
							max_tokens: count,
							temperature: 0,
							logprobs: 5
						}) as Promise<Completion>;
					},
					{ prompt, count }
				);
				const tokens = completion.choices?.[0]?.logprobs?.content ?? [];
				return {
					prompt,
					tokens: tokens.map((t) => t.token),
					logprobs: tokens.map((t) => Math.round(t.logprob * 1e6) / 1e6),
					tolerance: 0.15
				};
			},
			close
		};
	} catch (error) {
		await close();
		throw error;
	}
}

function serve(url: string, response: ServerResponse, gguf: string): void {
	response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
	const file =
		url === '/base.gguf'
			? gguf
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
