// Asks a base the calibration's questions through the real engine, once: answers are kept under
// .build by the base's hash, each by its question's, so that a run that was cut short, or whose
// questions changed a little, asks only what is new. Not the fitting (fit.ts).

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { Answered, Item } from '../measure.ts';
import { openRuntime, type RuntimeEngine } from '../runtime/runtime.ts';

/** Alternatives kept of each token: what entropy and margin are computed from. */
const ALTERNATIVES = 5;

interface Kept {
	key: string;
	answer: Answered;
	ms: number;
}

const keyOf = ({ prompt, history }: Pick<Item, 'prompt' | 'history'>): string =>
	createHash('sha256')
		.update(JSON.stringify([prompt, history ?? []]))
		.digest('hex')
		.slice(0, 24);

export interface Collected {
	answers: Answered[];
	/** Milliseconds each took. */
	ms: number[];
}

export async function collectAnswers(
	gguf: string,
	baseSha256: string,
	items: readonly Item[],
	folder: string,
	engine?: RuntimeEngine
): Promise<Collected> {
	mkdirSync(folder, { recursive: true });
	const file = `${folder}/${baseSha256.slice(0, 16)}.jsonl`;
	const kept = new Map(
		existsSync(file)
			? readFileSync(file, 'utf8')
					.split('\n')
					.filter(Boolean)
					.map((line) => JSON.parse(line) as Kept)
					.map((one) => [one.key, one])
			: []
	);
	const missing = items.filter((item) => !kept.has(keyOf(item)));
	if (missing.length > 0) {
		const runtime = await openRuntime(gguf, [], engine);
		const began = Date.now();
		try {
			for (const [i, item] of missing.entries()) {
				const asked = performance.now();
				const [got] = await runtime.answer([item], undefined, { alternatives: ALTERNATIVES });
				const { text, logprobs, ended, tokens } = got!;
				const one = {
					key: keyOf(item),
					answer: { text, logprobs, ended, tokens },
					ms: Math.round(performance.now() - asked)
				};
				appendFileSync(file, JSON.stringify(one) + '\n');
				kept.set(one.key, one);
				if ((i + 1) % 20 > 0) continue;
				const left = ((Date.now() - began) / (i + 1)) * (missing.length - i - 1);
				console.error(
					`calibrate: ${i + 1}/${missing.length} answered, ${Math.round(left / 1000)} s left`
				);
			}
		} finally {
			await runtime.close();
		}
	}
	const all = items.map((item) => kept.get(keyOf(item))!);
	return { answers: all.map((one) => one.answer), ms: all.map((one) => one.ms) };
}
