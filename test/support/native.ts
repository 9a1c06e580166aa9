// The native server for tests: the real one on a free port, with a real model. Each test file starts its own.

import OpenAI from 'openai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../src/contract/sha256.ts';
import { machineFacts } from '../../worker/llama/machine.ts';
import type { OpenOptions } from '../../worker/llama/open-model.ts';
import { startNative, type NativeOptions } from '../../worker/node/native.ts';
import { llamaProvider, type LlamaProvider } from '../../worker/providers/llama.ts';

export const STARTER = 'models/starter/manifest.json';

export type RunningNative = {
	origin: string;
	provider: LlamaProvider;
	client: OpenAI;
	/** What the operator would read. */
	log: string[];
	stop(): Promise<void>;
};

type Options = Partial<Omit<NativeOptions, 'model'>> & Partial<OpenOptions> & { model?: string };

/** One thread, so that a busy machine changes nothing but time. */
export async function startNativeServer(options: Options = {}): Promise<RunningNative> {
	const { model = STARTER, parallel, contextTokens, ...rest } = options;
	const provider = await llamaProvider(model, {
		machine: machineFacts(),
		threads: 1,
		parallel,
		contextTokens
	});
	const log: string[] = [];
	const server = await startNative({
		port: 0,
		env: {},
		assets: 'does-not-exist',
		...rest,
		model: provider,
		parts: { log: (line) => void log.push(line) }
	});
	return {
		origin: server.origin,
		provider,
		client: new OpenAI({
			baseURL: `${server.origin}/v1`,
			apiKey: rest.token ?? 'none',
			maxRetries: 0
		}),
		log,
		async stop() {
			await server.stop();
			await provider.close();
		}
	};
}

type Adapter = {
	alpha: number;
	rank: number;
	invocationTokens: number[];
	bytes: Uint8Array<ArrayBuffer>;
};

/** Writes a model of test/support/random-gguf.ts with its adapters and a manifest into a folder of its own. */
export async function writeModel(
	base: { bytes: Uint8Array<ArrayBuffer>; shape: { contextTokens: number } },
	adapters: Readonly<Record<string, Adapter>> = {}
): Promise<{ folder: string; discard(): void }> {
	const folder = mkdtempSync(join(tmpdir(), 'understudy-model-'));
	const chunkBytes = 1 << 24;
	const put = async (path: string, bytes: Uint8Array<ArrayBuffer>) => {
		writeFileSync(join(folder, path), bytes);
		const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, i) =>
			bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes)
		);
		return {
			path,
			url: `/models/test/${path}`,
			bytes: bytes.length,
			sha256: await sha256Hex(bytes),
			chunkBytes,
			chunkSha256: await Promise.all(chunks.map((chunk) => sha256Hex(chunk)))
		};
	};
	const files = [await put('base.gguf', base.bytes)];
	for (const [id, { bytes }] of Object.entries(adapters))
		files.push(await put(`${id}.gguf`, bytes));
	const manifest = {
		version: 1,
		id: 'test',
		name: 'Test',
		description: 'Random weights.',
		family: 'llama',
		parameters: 1,
		baseSha256: files[0]?.sha256,
		files,
		modifiers: Object.entries(adapters).map(([id, { rank, alpha, invocationTokens }]) => ({
			id,
			file: `${id}.gguf`,
			rank,
			alpha,
			invocationTokens
		})),
		template: { kind: 'gguf', systemPrompt: true, contextTokens: base.shape.contextTokens },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: 'none',
		provenance: 'Random numbers.',
		measured: {}
	};
	writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
	return { folder, discard: () => rmSync(folder, { recursive: true, force: true }) };
}
