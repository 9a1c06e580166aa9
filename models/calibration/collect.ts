// Puts questions to a base, or to base + modifier, through the real engine, once: answers are kept
// under .build by the hashes of base and adapter and by engine, each by its question's, so that a run
// that was cut short, or whose questions changed a little, asks only what is new. Not the fitting (fit.ts).

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { ALTERNATIVES } from '../../src/contract/calibration.ts';
import type { Answered, Item } from '../measure.ts';
import { openRuntime, type Adapter, type RuntimeEngine } from '../runtime/runtime.ts';

interface Kept {
	key: string;
	answer: Answered;
	ms: number;
}

const hashOf = (content: string | Uint8Array): string =>
	createHash('sha256').update(content).digest('hex');
const keyOf = ({ prompt, history }: Pick<Item, 'prompt' | 'history'>): string =>
	hashOf(JSON.stringify([prompt, history ?? []])).slice(0, 24);

export interface Collected {
	answers: Answered[];
	/** Milliseconds each took. */
	ms: number[];
}

/** Answers to `items`, in order, each token with its alternatives. `adapter`: of a modifier, which answers. */
export async function collectAnswers(
	gguf: string,
	baseSha256: string,
	items: readonly Pick<Item, 'prompt' | 'history'>[],
	folder: string,
	{ engine = 'node-llama-cpp', adapter }: { engine?: RuntimeEngine; adapter?: Adapter } = {}
): Promise<Collected> {
	mkdirSync(folder, { recursive: true });
	const who = adapter ? `-${hashOf(readFileSync(adapter.path)).slice(0, 12)}` : '';
	const file = `${folder}/${baseSha256.slice(0, 16)}${who}.${engine}.jsonl`;
	const kept = new Map(
		(existsSync(file) ? readFileSync(file, 'utf8') : '')
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as Kept)
			.map((one) => [one.key, one])
	);
	const missing = items.filter((item) => !kept.has(keyOf(item)));
	if (missing.length > 0) {
		const runtime = await openRuntime(gguf, adapter ? [adapter] : [], engine);
		const how = { adapter: adapter ? 0 : null, alternatives: ALTERNATIVES };
		const began = Date.now();
		try {
			for (const [i, item] of missing.entries()) {
				const asked = performance.now();
				const [got] = await runtime.answer([item], undefined, how);
				const { text, logprobs, ended, tokens } = got!;
				const ms = Math.round(performance.now() - asked);
				const one = { key: keyOf(item), answer: { text, logprobs, ended, tokens }, ms };
				appendFileSync(file, JSON.stringify(one) + '\n');
				kept.set(one.key, one);
				if ((i + 1) % 100 > 0) continue;
				const left = ((Date.now() - began) / (i + 1)) * (missing.length - i - 1);
				console.error(
					`${adapter?.invocation ?? 'base'}: ${i + 1}/${missing.length} answered, ${Math.round(left / 1000)} s left`
				);
			}
		} finally {
			await runtime.close();
		}
	}
	const all = items.map((item) => kept.get(keyOf(item))!);
	return { answers: all.map((one) => one.answer), ms: all.map((one) => one.ms) };
}
