// Asks a base the calibration's questions through the real engine, once: answers are kept under
// .build by the base's hash and the questions', in pieces, so that a run that was cut short goes on
// where it stopped. Not the fitting (fit.ts).

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { Answered, Item } from '../measure.ts';
import { openWllama } from '../runtime/wllama.ts';

/** Alternatives kept of each token: what entropy and margin are computed from. */
const ALTERNATIVES = 5;
/** Answers written at once. */
const PIECE = 20;

export async function collectAnswers(
	gguf: string,
	baseSha256: string,
	items: readonly Item[],
	folder: string
): Promise<Answered[]> {
	mkdirSync(folder, { recursive: true });
	const digest = createHash('sha256')
		.update(JSON.stringify(items.map(({ prompt, history }) => ({ prompt, history }))))
		.digest('hex');
	const file = `${folder}/${baseSha256.slice(0, 12)}-${digest.slice(0, 12)}.jsonl`;
	const answers = existsSync(file)
		? readFileSync(file, 'utf8')
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line) as Answered)
		: [];
	if (answers.length >= items.length) return answers;
	const runtime = await openWllama(gguf);
	const began = Date.now();
	const before = answers.length;
	try {
		while (answers.length < items.length) {
			const piece = items.slice(answers.length, answers.length + PIECE);
			const got = await runtime.answer(piece, undefined, { alternatives: ALTERNATIVES });
			const kept = got.map(({ text, logprobs, tokens }) => ({ text, logprobs, tokens }));
			appendFileSync(file, kept.map((a) => JSON.stringify(a) + '\n').join(''));
			answers.push(...kept);
			const each = (Date.now() - began) / (answers.length - before);
			const left = Math.round((each * (items.length - answers.length)) / 1000);
			console.error(`calibrate: ${answers.length}/${items.length} answered, ${left} s left`);
		}
	} finally {
		await runtime.close();
	}
	return answers;
}
