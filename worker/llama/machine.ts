// What this machine gives a model: threads, a graphics processor, and how many conversations' KV fit in
// memory. Pure, from facts that are handed in; machineFacts reads them.

import { availableParallelism, freemem, loadavg, totalmem } from 'node:os';
import process from 'node:process';

export type MachineFacts = {
	platform: string;
	arch: string;
	/** Processors this process may use. */
	cores: number;
	/** Runnable processes over the last minute; 0 where the system does not say. */
	load: number;
	totalBytes: number;
	freeBytes: number;
};

export function machineFacts(): MachineFacts {
	return {
		platform: process.platform,
		arch: process.arch,
		cores: availableParallelism(),
		load: loadavg()[0] ?? 0,
		totalBytes: totalmem(),
		freeBytes: freemem()
	};
}

/**
 * One fewer than the processors nobody uses: with all of them, decoding was seen to fall from 600 to 5–60
 * tokens/s as soon as another process ran.
 */
export function threadsFor({ cores, load }: Pick<MachineFacts, 'cores' | 'load'>): number {
	const free = cores - Math.min(Math.round(load), cores - 1);
	return Math.max(1, free - 1);
}

/** Metal on Apple Silicon; elsewhere the CPU, unless a person asks for another. */
export function hasMetal({ platform, arch }: Pick<MachineFacts, 'platform' | 'arch'>): boolean {
	return platform === 'darwin' && arch === 'arm64';
}

/** Conversations at once where a person says nothing: beyond it a CPU gains little. */
const MOST_SEQUENCES = 8;
// Of the memory that is free: the rest is for the weights, further contexts and other programs.
const KV_SHARE = 0.2;

/** How many sequences of `bytesEach` a context gets. */
export function sequencesFor(bytesEach: number, { freeBytes }: Pick<MachineFacts, 'freeBytes'>) {
	const fit = Math.floor((freeBytes * KV_SHARE) / Math.max(1, bytesEach));
	return Math.min(MOST_SEQUENCES, Math.max(1, fit));
}

/** Contexts held at once where memory is no question: a base, its modifiers, and some at other scales. */
const MOST_CONTEXTS = 12;
// With the base's and the one that answers, the weights and other programs have the rest.
const ALL_CONTEXTS_SHARE = 0.6;

/** How many contexts of `bytesEach` are held at once: the base's, and at least one more. */
export function contextsFor(bytesEach: number, { freeBytes }: Pick<MachineFacts, 'freeBytes'>) {
	const fit = Math.floor((freeBytes * ALL_CONTEXTS_SHARE) / Math.max(1, bytesEach));
	return Math.min(MOST_CONTEXTS, Math.max(2, fit));
}

/** Tokens of prompts read at once: a batch's working memory grows with it, its gain ends here on a CPU. */
export const BATCH_TOKENS = 512;

// On a CPU llama.cpp's flash attention is slow for small heads: over 300 tokens of context the starter's (32)
// write 590 tokens/s with it and 1,390 without; with heads of 64 both are alike.
const LEAST_FLASH_HEAD = 64;

/** Whether attention is computed in one pass: `auto` leaves it to llama.cpp. */
export function flashAttentionFor(headSize: number | null, onGpu: boolean): 'auto' | false {
	return onGpu || headSize === null || headSize >= LEAST_FLASH_HEAD ? 'auto' : false;
}
