// npm run models -- evaluate starter --data FILE.jsonl [--engine wllama]
//
// Scores any JSONL of {prompt, answer, match, ability} with what ships, answered greedily by the real
// engine in Auto without the edge: the domain head names a modifier, the base answers, and an answer
// under the threshold goes to base + modifier; the surer of both is kept (src/decide/auto.ts).
// Reads   FILE, models/starter/{base.gguf, manifest.json, domain.bin, the modifiers' files}

import { existsSync, readFileSync } from 'node:fs';
import { parseClassifier } from '../../src/contract/classifier.ts';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import { afterBase, keptAnswer } from '../../src/decide/auto.ts';
import { domainHead, type DomainGuess } from '../../src/decide/domain.ts';
import { confidenceBy } from '../calibration/apply.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { score, type Answered, type Item } from '../measure.ts';
import { MODELS } from '../recipe.ts';
import { openWllama, type WllamaRuntime } from '../runtime/wllama.ts';
import { progressOf, readItems } from './evaluate.ts';
import type { EvaluateOptions } from './evaluations.ts';

export async function evaluateStarter({ data, engine }: EvaluateOptions): Promise<object> {
	if ((engine ?? 'wllama') !== 'wllama')
		throw new Error('Only --engine wllama (Chromium) answers here so far.');
	const items = readItems(data);
	const began = Date.now();
	const folder = `${MODELS}starter`;
	const manifest = manifestFrom(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
	const modifiers = manifest.modifiers.flatMap(({ id, file }) => {
		const domain = DOMAINS.find((one) => one.id === id);
		return domain ? [{ id, path: `${folder}/${file}`, invocation: domain.invocation }] : [];
	});
	const runtime = await openWllama(`${folder}/base.gguf`, modifiers);
	try {
		const { answers, sure, asked } = await answerInAuto(runtime, items, manifest, {
			ids: modifiers.map(({ id }) => id),
			domainOf: domainRecogniser(`${folder}/domain.bin`)
		});
		return {
			...score(items, answers, thresholdOf(manifest), (_, at) => sure[at]!),
			modifierCalls: asked,
			seconds: Math.round((Date.now() - began) / 1000)
		};
	} finally {
		await runtime.close();
	}
}

/** 0.8: the middle of the range a threshold is searched in, until one was. */
const thresholdOf = (manifest: Manifest): number => manifest.thresholds?.answer ?? 0.8;

/** Null everywhere when no head ships. */
function domainRecogniser(file: string): (prompt: string) => DomainGuess | null {
	if (!existsSync(file)) return () => null;
	return domainHead(parseClassifier(new Uint8Array(readFileSync(file)), 'domain'));
}

async function answerInAuto(
	runtime: WllamaRuntime,
	items: readonly Item[],
	manifest: Manifest,
	has: { ids: string[]; domainOf(prompt: string): DomainGuess | null }
): Promise<{ answers: Answered[]; sure: number[]; asked: number }> {
	const answers: Answered[] = await runtime.answer(items, progressOf('base', items.length));
	const sure = answers.map((answer, i) => confidenceBy(manifest)(answer, items[i]!));
	const steps = items.map((item, i) =>
		afterBase({
			domain: has.domainOf(item.prompt),
			confidence: sure[i]!,
			wrong: null,
			threshold: thresholdOf(manifest),
			modifiers: has.ids
		})
	);
	let asked = 0;
	for (const [adapter, id] of has.ids.entries()) {
		const at = steps.flatMap((s, i) => (s.step === 'modifier' && s.id === id ? [i] : []));
		asked += at.length;
		const again = await runtime.answer(
			at.map((i) => items[i]!),
			progressOf(id, at.length),
			{ adapter, keep: false }
		);
		again.forEach((answer, k) => {
			const i = at[k]!;
			const now = confidenceBy(manifest, id)(answer, items[i]!);
			if (keptAnswer({ confidence: sure[i]! }, { confidence: now }) === 'base') return;
			answers[i] = answer;
			sure[i] = now;
		});
	}
	return { answers, sure, asked };
}
