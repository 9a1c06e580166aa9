// npm run models -- corpus --recipe starter --shard 0
//
// Writes one shard of fresh conversations; train-base calls it ahead of the trainer.
// Reads   models/.build/NAME/vocabulary.json
// Writes  models/.build/NAME/shards/NNNNN.bin   (byte-identical for the same recipe and code)

import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { conversationAt } from '../generator/conversation.ts';
import { naturalItems, nearnessTo } from '../natural.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { packShard, type Sequence } from '../shards.ts';
import { Tokenizer } from '../tokenizer.ts';
import { vocabularyOf } from './tokenizer.ts';

export const shardPath = (recipe: Recipe, shard: number): string =>
	`${buildFolder(recipe)}/shards/${String(shard).padStart(5, '0')}.bin`;

const isKept = nearnessTo(naturalItems().map((item) => item.prompt));

export function makeShard(recipe: Recipe, tokenizer: Tokenizer, shard: number): Uint8Array {
	const sequences: Sequence[] = [];
	for (let i = 0; i < recipe.conversationsPerShard; i++) {
		let exchanges = conversationAt(recipe.seed, shard * recipe.conversationsPerShard + i);
		if (exchanges.some((x) => isKept(x.prompt))) continue;
		let s = tokenizer.conversation(exchanges);
		while (s.ids.length > recipe.maxTokens && exchanges.length > 1)
			s = tokenizer.conversation((exchanges = exchanges.slice(0, -1)));
		if (s.ids.length <= recipe.maxTokens) sequences.push(s);
	}
	return packShard(sequences);
}

export function makeCorpus(recipe: Recipe, shard: number): void {
	const path = shardPath(recipe, shard);
	if (existsSync(path)) return;
	mkdirSync(`${buildFolder(recipe)}/shards`, { recursive: true });
	writeFileSync(path + '.part', makeShard(recipe, new Tokenizer(vocabularyOf(recipe)), shard));
	renameSync(path + '.part', path);
}
