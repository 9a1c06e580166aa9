// The remote engine with a native server of its own behind it: for each load the server of
// `npm run native` is started in this process on the model's files, and stopped with the model.
// What is tested is the real server, over a real socket, through the engine that the app uses.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../src/contract/sha256.ts';
import type { Engine, LoadedModel, LoadOptions, ModelRef } from '../../src/engine/engine.ts';
import { createRemoteEngine } from '../../src/engine/remote.ts';
import { machineFacts } from '../../worker/llama/machine.ts';
import { startNative } from '../../worker/node/native.ts';
import { llamaProvider } from '../../worker/providers/llama.ts';

export function nativeEngine(): Engine {
	return {
		id: 'native',
		probe: () => Promise.resolve({ ok: true }),
		load: loadNatively
	};
}

async function loadNatively(model: ModelRef, options: LoadOptions): Promise<LoadedModel> {
	const { folder, ref } = await writeModel(model);
	const close: (() => Promise<void> | void)[] = [];
	const closeAll = async () => {
		for (const one of close.splice(0).toReversed()) await one();
	};
	close.push(() => rmSync(folder, { recursive: true, force: true }));
	try {
		const { parallel, contextTokens } = options;
		const machine = machineFacts();
		const provider = await llamaProvider(folder, { machine, parallel, contextTokens, threads: 1 });
		close.push(() => provider.close());
		const server = await startNative({ port: 0, model: provider, env: {}, assets: folder });
		close.push(() => server.stop());
		const address = { baseUrl: `${server.origin}/v1`, token: null };
		const loaded = await createRemoteEngine({ address }).load(ref, options);
		return disposedWith(loaded, closeAll);
	} catch (error) {
		await closeAll();
		throw error;
	}
}

/** A model's files and manifest in a folder, as the server reads them: with every hash. */
export async function writeModel({ manifest, files }: ModelRef) {
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

/** `after` runs once the model was disposed. */
export function disposedWith(model: LoadedModel, after: () => Promise<void>): LoadedModel {
	return {
		get manifest() {
			return model.manifest;
		},
		get backend() {
			return model.backend;
		},
		get contextTokens() {
			return model.contextTokens;
		},
		get capabilities() {
			return model.capabilities;
		},
		generate: (request, signal) => model.generate(request, signal),
		countTokens: (text) => model.countTokens(text),
		warm: (messages, signal) => model.warm(messages, signal),
		async dispose() {
			await model.dispose();
			await after();
		}
	};
}
