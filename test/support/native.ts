// The native server for tests: the real one on a free port, with a real model, of the starter or written to
// a folder for it. Each test file starts its own.

import OpenAI from 'openai';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { sha256Hex } from '../../src/contract/sha256.ts';
import type { ModelRef } from '../../src/engine/engine.ts';
import { machineFacts } from '../../worker/llama/machine.ts';
import type { OpenOptions } from '../../worker/llama/open-model.ts';
import { startNative, type NativeOptions } from '../../worker/node/native.ts';
import { llamaProvider, type LlamaProvider } from '../../worker/providers/llama.ts';
import { modelRef } from '../conformance/context.ts';
import { freePort } from './free-port.ts';
import type { TestLora, TestModel } from './random-gguf.ts';

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
	const { model = STARTER, parallel, contextTokens, gpu, machine, ...rest } = options;
	const provider = await llamaProvider(model, {
		machine: machine ?? machineFacts(),
		...(gpu && { gpu }),
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

export type NativeCommand = {
	origin: string;
	/** What it has said so far. */
	said(): string;
	/** Sends the signal and resolves with the exit code, or the signal that killed it. */
	end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
};

/** `npm run native` in a process of its own, on a free port. Rejects when it ends before it serves. */
export async function startNativeCommand(
	path: string,
	options: readonly string[] = []
): Promise<NativeCommand> {
	const port = await freePort();
	const words = ['worker/native.mjs', '--model', path, `--port=${port}`, ...options];
	const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
	const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
		child.on('exit', (code, signal) => resolve(code ?? signal))
	);
	let said = '';
	child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (piece: Buffer) => {
			said += piece.toString();
			if (piece.includes('Ctrl-C')) resolve();
		});
		void ended.then((code) => reject(new Error(`It ended with ${code}. ${said}`)));
	});
	return {
		origin: `http://127.0.0.1:${port}`,
		said: () => said,
		end(signal) {
			child.kill(signal);
			return ended;
		}
	};
}

/** A model's files and manifest in a folder, as the server reads them: with every hash. */
export async function writeModelFiles({ manifest, files }: ModelRef) {
	const folder = mkdtempSync(join(tmpdir(), 'understudy-model-'));
	const described = await Promise.all(
		manifest.files.map(async (file) => {
			const blob = files.find(({ path }) => path === file.path)?.blob ?? new Blob();
			const bytes = new Uint8Array(await blob.arrayBuffer());
			writeFileSync(join(folder, file.path), bytes);
			const chunks = Math.ceil(bytes.length / file.chunkBytes);
			const chunkSha256 = await Promise.all(
				Array.from({ length: chunks }, (_, i) =>
					sha256Hex(bytes.slice(i * file.chunkBytes, (i + 1) * file.chunkBytes))
				)
			);
			return { ...file, bytes: bytes.length, sha256: await sha256Hex(bytes), chunkSha256 };
		})
	);
	const whole = { ...manifest, files: described };
	// The server refuses to start with another base's modifier: it is started without.
	const own = manifest.modifiers.filter(
		({ baseSha256 = manifest.baseSha256 }) => baseSha256 === manifest.baseSha256
	);
	const served = { ...whole, modifiers: own };
	writeFileSync(join(folder, 'manifest.json'), JSON.stringify(served));
	return { folder, ref: { manifest: whole, files } };
}

/** Writes a model of random-gguf.ts with its adapters into a folder of its own. */
export async function writeModel(
	base: TestModel,
	adapters: Readonly<Record<string, TestLora>> = {}
): Promise<{ folder: string; discard(): void }> {
	const { contextTokens } = base.shape;
	const template = { kind: 'gguf' as const, systemPrompt: true, contextTokens };
	const { folder } = await writeModelFiles(await modelRef(base, adapters, { template }));
	return { folder, discard: () => rmSync(folder, { recursive: true, force: true }) };
}
