import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifestFrom } from '../../src/contract/manifest.ts';
import { modifiersOf } from '../auto.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { itemAt } from '../generator/modifiers/domain.ts';
import { MODELS } from '../recipe.ts';
import { openRuntime, runtimeEngine, type Runtime } from './runtime.ts';

const folder = `${MODELS}starter`;
const manifest = manifestFrom(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
const modifiers = modifiersOf(manifest, folder);
let runtime: Runtime;

beforeAll(async () => {
	runtime = await openRuntime(`${folder}/base.gguf`, modifiers);
}, 60_000);
afterAll(() => runtime?.close());

test('the shipped self-test, written by the engine in the browser or here, holds here', async () => {
	const expected = manifest.selfTest!;
	const got = await runtime.selfTest(expected.prompt, expected.tokens.length);
	expect(got.tokens).toEqual(expected.tokens);
	got.logprobs.forEach((logprob, i) =>
		expect(Math.abs(logprob - expected.logprobs[i]!)).toBeLessThan(expected.tolerance)
	);
});

test('an answer is the same alone, after others, and after what it follows in a conversation', async () => {
	const history = [{ prompt: 'What is the capital of Spain?', answer: 'Madrid.' }];
	const items = [
		{ prompt: 'What is the capital of France?' },
		{ prompt: 'What is 12 plus 30?' },
		{ prompt: 'And of Italy?', history }
	];
	const together = await runtime.answer(items);
	for (const [i, item] of items.entries()) {
		const [alone] = await runtime.answer([item], undefined, { keep: false });
		expect(alone).toMatchObject({ text: together[i]!.text, ids: together[i]!.ids, cached: 0 });
	}
	expect(together[0]!.text).toContain('Paris');
	expect(together[0]!.ended).toBe(true);
	expect(together[1]!.cached).toBeGreaterThan(0);
});

test('each alternative is less probable than the one before, and the first is what was said', async () => {
	const [answer] = await runtime.answer([{ prompt: 'What is 7 times 8?' }], undefined, {
		alternatives: 5
	});
	for (const [i, { top }] of answer!.tokens!.entries()) {
		expect(top).toHaveLength(5);
		expect(top).toEqual(top.toSorted((a, b) => b - a));
		expect(top[0]).toBe(answer!.logprobs[i]);
	}
});

test('what comes before a modifier’s invocation is the base’s: its text is the same with and without the kept cache', async () => {
	expect(modifiers.length).toBeGreaterThan(0);
	for (const [adapter, { id }] of modifiers.entries()) {
		const domain = DOMAINS.find((one) => one.id === id)!;
		const items = [0, 1, 2].map((i) => itemAt(domain, 'native', i, { held: false, even: true }));
		const base = await runtime.answer(items);
		const fresh = await runtime.answer(items, undefined, { adapter, keep: false });
		for (const [i, item] of items.entries()) {
			const [before] = await runtime.answer([item]);
			const [kept] = await runtime.answer([item], undefined, { adapter, keep: true });
			expect(before!.text).toBe(base[i]!.text);
			expect(kept!.ids).toEqual(fresh[i]!.ids);
			expect(kept!.cached).toBeGreaterThan(fresh[i]!.cached);
		}
		// It would be the base's own text if the adapter did nothing.
		expect(fresh.map(({ text }) => text)).not.toEqual(base.map(({ text }) => text));
	}
});

test('a prompt that leaves no room is an empty answer, and the next one is not harmed', async () => {
	const [long, next] = await runtime.answer([
		{ prompt: 'word '.repeat(600) },
		{ prompt: 'What is the capital of France?' }
	]);
	expect(long).toEqual({ text: '', logprobs: [], ids: [], ended: false, cached: 0 });
	expect(next!.text).toContain('Paris');
});

test('an unknown engine is refused by name', () => {
	expect(runtimeEngine(undefined)).toBe('node-llama-cpp');
	expect(runtimeEngine('wllama')).toBe('wllama');
	expect(() => runtimeEngine('vllm')).toThrow('There is no engine “vllm”');
});
