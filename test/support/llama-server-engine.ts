// The remote engine with llama.cpp's own server behind it, started by exactly the command line that
// `npm run native -- --print llama-server` prints for the model: what is printed is what is tested.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Engine, LoadedModel, LoadOptions, ModelRef } from '../../src/engine/engine.ts';
import { createRemoteEngine } from '../../src/engine/remote.ts';
import { freePort } from './free-port.ts';
import { writeModelFiles } from './native.ts';

/** `binary` stands for the `llama-server` of the printed line. */
export function stockEngine(binary: string): Engine {
	return {
		id: 'llama-server',
		probe: () => Promise.resolve({ ok: true }),
		load: (model, options) => loadThere(binary, model, options)
	};
}

async function loadThere(
	binary: string,
	model: ModelRef,
	options: LoadOptions
): Promise<LoadedModel> {
	const { folder, ref } = await writeModelFiles(model);
	const discard = () => rmSync(folder, { recursive: true, force: true });
	const { contextTokens, parallel } = options;
	let server: StockProcess | null = null;
	try {
		// One thread, so that a busy machine changes nothing but time.
		const asked = `--context ${contextTokens} --parallel ${parallel} --threads 1`;
		server = await startStockServer(binary, folder, asked.split(' '));
		const address = { baseUrl: `${server.origin}/v1`, token: null };
		const loaded = await createRemoteEngine({ address }).load(ref, options);
		const { stop } = server;
		const dispose = loaded.dispose.bind(loaded);
		return Object.assign(loaded, { dispose: () => dispose().then(stop).then(discard) });
	} catch (error) {
		await server?.stop();
		discard();
		throw error;
	}
}

export type StockProcess = { origin: string; said: () => string; stop(): Promise<void> };

/** Started by what `--print llama-server` prints for the model at `path` with these options. */
export async function startStockServer(
	binary: string,
	path: string,
	options: readonly string[]
): Promise<StockProcess> {
	const port = await freePort();
	const asked = ['--print', 'llama-server', '--model', path, '--port', String(port), ...options];
	const { stdout } = await promisify(execFile)(process.execPath, ['worker/native.mjs', ...asked]);
	const [program, ...words] = shellWords(stdout.trim());
	if (program !== 'llama-server') throw new Error(`Printed was: ${stdout}`);
	const child = spawn(binary, words, { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
	child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
	const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
	const stop = async () => {
		child.kill('SIGKILL');
		await ended;
	};
	const origin = `http://127.0.0.1:${port}`;
	try {
		await ready(origin, child);
	} catch (error) {
		await stop();
		throw new Error(`llama-server did not start. It said:\n${said.slice(-2000)}`, { cause: error });
	}
	return { origin, said: () => said, stop };
}

/** Until it has loaded its model; rejects when it ends before. */
async function ready(origin: string, child: ChildProcess): Promise<void> {
	while (child.exitCode === null) {
		const health = await fetch(`${origin}/health`).catch(() => null);
		await health?.body?.cancel();
		if (health?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`It ended with code ${child.exitCode}.`);
}

/** As a shell reads what is printed: words, some of them in single quotes. */
export function shellWords(line: string): string[] {
	return [...line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
		word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted: string | undefined, escaped = '') =>
			quoted === undefined ? escaped : quoted
		)
	);
}
