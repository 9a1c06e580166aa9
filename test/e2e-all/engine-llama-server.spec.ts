// The engine conformance suite through the remote engine, with llama.cpp's own server behind it: built from
// the source that node-llama-cpp ships, and started by the command line that `--print llama-server` prints.

import { expect, test } from '@playwright/test';
import { ask, freshText, modelRef, user, withModel } from '../conformance/context.ts';
import { CONFORMANCE, engineConformance, type Conformance } from '../engine-conformance.ts';
import { stockServer } from '../support/llama-server-build.ts';
import { stockEngine } from '../support/llama-server-engine.ts';
import { NATIVE_SKIPS } from '../support/native-conformance.ts';
import { randomLlama, randomLora, SKILL_TOKEN } from '../support/random-gguf.ts';

const stock = stockServer();
const binary = 'path' in stock ? stock.path : '';
test.skip(!('path' in stock), 'missing' in stock ? stock.missing : '');

const context: Conformance = {
	makeEngine: () => stockEngine(binary),
	backend: 'auto',
	tolerance: 0.15
};

for (const { name } of CONFORMANCE)
	test(name, async () => {
		const skip = NATIVE_SKIPS.find((one) => one.test === name);
		test.skip(skip !== undefined, skip?.reason ?? '');
		const [result] = await engineConformance(context, { only: name });
		expect(result?.outcome, result?.outcome === 'failed' ? result.message : '').toBe('passed');
	});

test('what an activated modifier wrote at length is not taken for the base’s in the next turn', async () => {
	const tiny = randomLlama();
	const skill = randomLora(tiny, { seed: 4, invocationTokens: [SKILL_TOKEN] });
	const ref = await modelRef(tiny, { skill });
	const question = user('hello world');
	await withModel(context, ref, async (model) => {
		const first = await ask(model, question, { modifier: 'skill', sampling: { maxTokens: 320 } });
		const second = [...question, ...user('', first.text).slice(1), ...user('again')];
		const { text } = await ask(model, second, { modifier: 'skill' });
		expect(text).toBe(await freshText(context, ref, second, 'skill'));
	});
});
