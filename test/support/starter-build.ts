// A copy of the build whose starter is a model made for a test: small, deterministic, and as long of
// breath as the test needs. The app itself is the built one, unchanged.

import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../src/contract/manifest.ts';
import type { TestModel } from './random-gguf.ts';
import { assetsFolder } from './server.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The manifest of a model whose only file is served at `url`. */
export function manifestOf(model: TestModel, fields: Partial<Manifest> = {}): Manifest {
	const { bytes, shape } = model;
	const hash = sha256(bytes);
	const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
	return {
		version: 1,
		id: 'starter',
		name: 'Test starter',
		description: 'A model made for a test.',
		family: 'llama',
		parameters: Math.max(1, Math.round(bytes.length / 4)),
		baseSha256: hash,
		files: [
			{
				path: 'base.gguf',
				url: '/models/starter/base.gguf',
				bytes: bytes.length,
				sha256: hash,
				chunkBytes: CHUNK_BYTES,
				chunkSha256: Array.from({ length: chunks }, (_, i) =>
					sha256(bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES))
				)
			}
		],
		modifiers: [],
		template: { kind: 'gguf', systemPrompt: true, contextTokens: shape.contextTokens },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: 'MIT',
		provenance: 'Random weights.',
		measured: {},
		...fields
	};
}

/** A calibration by which no answer of the model reaches what is asked of it: 27 of 100 against 90. */
export function doubted(model: TestModel): Pick<Manifest, 'calibration' | 'thresholds'> {
	return {
		calibration: {
			version: 1,
			baseSha256: sha256(model.bytes),
			abstention: null,
			base: {
				method: 'platt',
				inputs: ['minDoubt'],
				mean: [0],
				deviation: [1],
				weights: [0],
				bias: -1,
				steps: []
			},
			modifiers: {}
		},
		thresholds: { answer: 0.9 }
	};
}

/** A temporary build folder with `model` as its starter; remove it with `discard`. */
export async function buildWithStarter(
	model: TestModel,
	fields: Partial<Manifest> = {}
): Promise<{ folder: string; discard: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'understudy-assets-'));
	await cp(assetsFolder(), folder, { recursive: true });
	const starter = join(folder, 'models', 'starter');
	await rm(starter, { recursive: true, force: true });
	await mkdir(starter, { recursive: true });
	await writeFile(join(starter, 'base.gguf'), model.bytes);
	await writeFile(join(starter, 'manifest.json'), JSON.stringify(manifestOf(model, fields)));
	return { folder, discard: () => rm(folder, { recursive: true, force: true }) };
}
