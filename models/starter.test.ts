import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseManifest } from '../src/contract/manifest.ts';
import type { Item } from './measure.ts';
import { MODELS, readRecipe } from './recipe.ts';
import { bareText, makeShard } from './steps/corpus.ts';
import { CHAT_TEMPLATE } from './steps/export.ts';
import { conversationAt } from './generator/conversation.ts';
import { learnVocabulary, Tokenizer } from './tokenizer.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('the shipped manifest describes the shipped files, chunk by chunk', () => {
	const manifest = parseManifest(readFileSync(`${MODELS}starter/manifest.json`, 'utf8'));
	for (const file of manifest.files) {
		const bytes = readFileSync(`${MODELS}starter/${file.path}`);
		expect(bytes.length).toBe(file.bytes);
		expect(sha256(bytes)).toBe(file.sha256);
		file.chunkSha256.forEach((hash, i) =>
			expect(sha256(bytes.subarray(i * file.chunkBytes, (i + 1) * file.chunkBytes))).toBe(hash)
		);
	}
	expect(manifest.files[0]!.bytes).toBeLessThanOrEqual(16e6);
	expect(manifest.selfTest).not.toBeNull();
	expect(manifest.template.systemPrompt).toBe(false);
	expect(readFileSync(`${MODELS}starter/base.gguf`).includes(CHAT_TEMPLATE)).toBe(true);
});

test('a shard is the same, byte for byte, from the same recipe', () => {
	const recipe = { ...readRecipe('tiny'), conversationsPerShard: 40 };
	const texts = Array.from({ length: 30 }, (_, i) => conversationAt(1, i))
		.flat()
		.map((x) => ` ${x.prompt} ${x.answer}`);
	const make = () => makeShard(recipe, new Tokenizer(learnVocabulary(texts, 420)), 3);
	expect(sha256(make())).toBe(sha256(make()));
});

test('natural prompts are well formed and none is a training prompt', () => {
	const items = readFileSync(`${MODELS}starter-eval/natural.jsonl`, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Item);
	expect(items.length).toBeGreaterThanOrEqual(200);
	const prompts = new Set(items.map((i) => i.prompt));
	expect(prompts.size).toBe(items.length);
	for (const { match } of items)
		expect(['exact', 'numeric', 'contains', 'json', 'unknown']).toContain(match);
	// The generator reaches some, "good evening" above all; a shard leaves those conversations out.
	const kept = new Set(items.map((x) => bareText(x.prompt))),
		recipe = { ...readRecipe('tiny'), conversationsPerShard: 3000 },
		vocabulary = learnVocabulary(['abc'], 420),
		seen: string[] = [];
	class Watch extends Tokenizer {
		override conversation(exchanges: readonly { prompt: string; answer?: string }[]) {
			seen.push(...exchanges.map((x) => bareText(x.prompt)));
			return super.conversation(exchanges);
		}
	}
	makeShard(recipe, new Watch(vocabulary), 0);
	expect(seen.length).toBeGreaterThan(3000);
	expect(seen.filter((prompt) => kept.has(prompt))).toEqual([]);
	const reached = Array.from({ length: 3000 }, (_, i) => conversationAt(recipe.seed, i))
		.flat()
		.filter((x) => kept.has(bareText(x.prompt)));
	expect(reached.length, 'the filter has something to do').toBeGreaterThan(0);
});
