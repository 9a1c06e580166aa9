// llama.cpp in Node, which answers for the pipeline, against wllama in Chromium, which answers in the
// app: the same greedy answers and log-probabilities on the files that ship, base and modifiers.

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { modifiersOf } from '../../models/auto.ts';
import { itemAt } from '../../models/generator/modifiers/domain.ts';
import { DOMAINS } from '../../models/generator/modifiers/domains.ts';
import { heldOut } from '../../models/held-out.ts';
import { MODELS } from '../../models/recipe.ts';
import { SELF_TEST_TOLERANCE, type RuntimeAnswer } from '../../models/runtime/answers.ts';
import { openRuntime } from '../../models/runtime/runtime.ts';
import { manifestFrom } from '../../src/contract/manifest.ts';

const folder = `${MODELS}starter`;
const TOLERANCE = SELF_TEST_TOLERANCE;

/** The same tokens with like log-probabilities, up to a token at which two were as good as equal. */
function expectAgreement(prompt: string, native: RuntimeAnswer, browser: RuntimeAnswer): void {
	const split = native.ids.findIndex((id, i) => id !== browser.ids[i]);
	const shared = split < 0 ? native.ids.length : split;
	for (let i = 0; i < shared; i++)
		expect(
			Math.abs(native.logprobs[i]! - browser.logprobs[i]!),
			`token ${i} of “${prompt}”`
		).toBeLessThan(TOLERANCE);
	if (split < 0) {
		expect(browser.ids).toHaveLength(native.ids.length);
		expect(browser.text).toBe(native.text);
		expect(browser.ended).toBe(native.ended);
		return;
	}
	const [best, second] = native.tokens![split]!.top;
	expect(best! - second!, `“${prompt}”: ${native.text} | ${browser.text}`).toBeLessThan(TOLERANCE);
}

test('the pipeline’s engine and the browser’s give the same answers, of the base and of every modifier', async () => {
	// Dozens of answers on one thread in the browser; it only bounds what hangs.
	test.setTimeout(600_000);
	const manifest = manifestFrom(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
	const modifiers = modifiersOf(manifest, folder);
	const base = heldOut(1).slice(0, 12);
	const asked = [
		{ adapter: null, items: base },
		...modifiers.map(({ id }, adapter) => ({
			adapter,
			items: [0, 1, 2, 3].map((i) =>
				itemAt(
					DOMAINS.find((one) => one.id === id)!,
					'agree',
					i,
					{ held: true, even: true }
				)
			)
		}))
	];
	const answersOf = async (engine: 'node-llama-cpp' | 'wllama') => {
		const runtime = await openRuntime(`${folder}/base.gguf`, modifiers, engine);
		try {
			const answers: RuntimeAnswer[][] = [];
			for (const { adapter, items } of asked)
				answers.push(
					await runtime.answer(items, undefined, { adapter, keep: false, alternatives: 2 })
				);
			return answers;
		} finally {
			await runtime.close();
		}
	};
	const native = await answersOf('node-llama-cpp');
	const browser = await answersOf('wllama');
	asked.forEach(({ items }, k) =>
		items.forEach((item, i) => expectAgreement(item.prompt, native[k]![i]!, browser[k]![i]!))
	);
});
