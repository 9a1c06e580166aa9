// Answers greedily with PyTorch, in batches: the quick evaluation while training. The figures that
// ship come from the real engine (wllama.ts).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answered, Item } from '../measure.ts';
import { MODELS } from '../recipe.ts';
import { END, type Tokenizer } from '../tokenizer.ts';
import { python } from '../steps/train-base.ts';

export const MOST_TOKENS = 110; // the longest taught answer is about 90 tokens

export function answerWithPyTorch(
	weights: string,
	tokenizer: Tokenizer,
	items: readonly Pick<Item, 'prompt' | 'history'>[],
	most = MOST_TOKENS
): (Answered & { ids: number[] })[] {
	const folder = mkdtempSync(join(tmpdir(), 'understudy-'));
	try {
		const prompts = items.map(
			(i) => tokenizer.conversation([...(i.history ?? []), { prompt: i.prompt }]).ids
		);
		writeFileSync(`${folder}/in.json`, JSON.stringify({ prompts, most, end: END }));
		execFileSync(
			python(),
			[`${MODELS}training/base.py`, 'generate', weights, `${folder}/in.json`, `${folder}/out.json`],
			{
				env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
				stdio: ['ignore', 'ignore', 'inherit']
			}
		);
		const out = JSON.parse(readFileSync(`${folder}/out.json`, 'utf8')) as {
			ids: number[];
			logprobs: number[];
		}[];
		return out.map((o) => ({ ...o, text: tokenizer.decode(o.ids).trim() }));
	} finally {
		rmSync(folder, { recursive: true });
	}
}
