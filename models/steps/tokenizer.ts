// npm run models -- tokenizer --recipe starter
//
// Learns the vocabulary from generated conversations.
// Reads   models/recipes/NAME.json
// Writes  models/.build/NAME/vocabulary.json   (kept if it exists: every later file depends on it)

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { conversationAt } from '../generator/conversation.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { learnVocabulary, Tokenizer, type Vocabulary } from '../tokenizer.ts';

const SAMPLE = 12_000; // conversations: more changed no merge above rank 600

export function vocabularyOf(recipe: Recipe): Vocabulary {
	return JSON.parse(readFileSync(`${buildFolder(recipe)}/vocabulary.json`, 'utf8')) as Vocabulary;
}

export function makeTokenizer(recipe: Recipe): void {
	const folder = buildFolder(recipe),
		path = `${folder}/vocabulary.json`;
	if (existsSync(path)) return console.error(`tokenizer: ${path} is there, kept`);
	mkdirSync(folder, { recursive: true });
	function* texts(): Generator<string> {
		// Indices no shard uses: the sample is not the beginning of the corpus.
		for (let i = 0; i < SAMPLE; i++)
			for (const x of conversationAt(recipe.seed, -1 - i)) yield* [' ' + x.prompt, ' ' + x.answer];
	}
	const vocabulary = learnVocabulary(texts(), recipe.vocabulary);
	writeFileSync(path, JSON.stringify(vocabulary));
	let tokens = 0,
		answers = 0,
		exchanges = 0;
	const tokenizer = new Tokenizer(vocabulary);
	for (let i = 0; i < 500; i++) {
		const c = conversationAt(recipe.seed, i),
			s = tokenizer.conversation(c);
		tokens += s.ids.length;
		answers += s.answers.filter(Boolean).length;
		exchanges += c.length;
	}
	console.error(
		`tokenizer: ${vocabulary.tokens.length} tokens; ${(tokens / exchanges).toFixed(1)} tokens an exchange, ${(answers / exchanges).toFixed(1)} of them answer`
	);
}
