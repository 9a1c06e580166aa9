import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseManifest } from '../src/contract/manifest.ts';
import { naturalItems, nearnessTo } from './natural.ts';
import { MODELS, readRecipe } from './recipe.ts';
import { makeShard } from './steps/corpus.ts';
import { CHAT_TEMPLATE } from './chat-template.ts';
import { conversationAt } from './generator/conversation.ts';
import { learnVocabulary, Tokenizer } from './tokenizer.ts';
import { sha256 } from './sha256.ts';

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

test('natural prompts are well formed, and no shard holds one or its like', () => {
	const items = naturalItems(),
		prompts = items.map((x) => x.prompt);
	expect(items.length).toBeGreaterThanOrEqual(200);
	expect(new Set(prompts).size).toBe(items.length);
	for (const { match } of items)
		expect(['exact', 'numeric', 'contains', 'json', 'unknown']).toContain(match);
	const isNear = nearnessTo(prompts),
		recipe = { ...readRecipe('tiny'), conversationsPerShard: 2000 },
		seen: string[] = [];
	class Watch extends Tokenizer {
		override conversation(exchanges: readonly { prompt: string; answer?: string }[]) {
			seen.push(...exchanges.map((x) => x.prompt));
			return super.conversation(exchanges);
		}
	}
	makeShard(recipe, new Watch(learnVocabulary(['abc'], 420)), 0);
	expect(seen.length).toBeGreaterThan(2000);
	expect(seen.filter(isNear)).toEqual([]);
	const reached = Array.from({ length: 2000 }, (_, i) => conversationAt(recipe.seed, i)).flat();
	expect(reached.filter((x) => isNear(x.prompt)).length, 'something to leave out').toBeGreaterThan(
		0
	);
});

test('nearness sees through numbers, case and punctuation, and lets other wordings pass', () => {
	const isNear = nearnessTo(['What is 12 plus 7?', 'tell me about the small red house']);
	expect(isNear('what is 934 plus 5')).toBe(true);
	expect(isNear('Tell me about the small red house, please')).toBe(true);
	expect(isNear('12 plus 7')).toBe(false);
	expect(isNear('tell me about a large house')).toBe(false);
});
