// A GGUF in this process, through node-llama-cpp's prebuilt CPU binary and its public methods alone: one
// thread, a sequence of the base, and one of its own for each adapter, made when it is first asked for.
// An adapter's context applies it to every token, so what must be the base's is read by the base and its
// state carried over by a file. Not here: what is read and written (native.ts).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LlamaContextSequence, LlamaModel } from 'node-llama-cpp';

export interface Sequences {
	model: LlamaModel;
	base: LlamaContextSequence;
	/** `path`: the adapter's file. */
	withAdapter(path: string): Promise<LlamaContextSequence>;
	/** Puts the base's state into another sequence. */
	carry(to: LlamaContextSequence): Promise<void>;
	close(): Promise<void>;
}

/** Throws node-llama-cpp's NoBinaryFoundError where it has none for this machine. */
export async function openSequences(gguf: string, contextTokens: number): Promise<Sequences> {
	const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
	const llama = await getLlama({
		gpu: false,
		build: 'never',
		skipDownload: true,
		maxThreads: 1,
		logLevel: LlamaLogLevel.error
	});
	const folder = mkdtempSync(join(tmpdir(), 'understudy-state-'));
	const close = async () => {
		await llama.dispose();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		const model = await llama.loadModel({ modelPath: gguf, gpuLayers: 0 });
		const sequenceWith = async (path: string | null): Promise<LlamaContextSequence> => {
			const context = await model.createContext({
				sequences: 1,
				contextSize: contextTokens,
				batchSize: contextTokens,
				threads: 1,
				...(path === null ? {} : { lora: { adapters: [{ filePath: path, scale: 1 }] } })
			});
			return context.getSequence();
		};
		const base = await sequenceWith(null);
		const opened = new Map<string, LlamaContextSequence>();
		return {
			model,
			base,
			async withAdapter(path) {
				const sequence = opened.get(path) ?? (await sequenceWith(path));
				opened.set(path, sequence);
				return sequence;
			},
			async carry(to) {
				const state = join(folder, 'prefix.bin');
				await base.saveStateToFile(state);
				// Written by this process from this model, a line above.
				await to.loadStateFromFile(state, { acceptRisk: true });
			},
			close
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** Of a probability rounded to zero: the smallest float's. */
const SMALLEST_LOGPROB = -103;

/** A probability's natural logarithm. */
export const logarithm = (p: number): number =>
	Math.max(SMALLEST_LOGPROB, Math.log(Math.min(1, p)));
