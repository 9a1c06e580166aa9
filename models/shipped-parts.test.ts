// What ships beside the base and is fetched when first used: embedder, example bank, critic.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CRITIC_FILE, parseCritic } from '../src/contract/critic.ts';
import { EMBEDDER_FILES } from '../src/contract/embedder.ts';
import { EXAMPLES_FILE, parseExamples } from '../src/contract/examples.ts';
import { filesWithModel, parseManifest, totalBytes } from '../src/contract/manifest.ts';
import { equations } from '../src/decide/answer-checks.ts';
import { confidenceTally } from '../src/decide/confidence.ts';
import { criticGrade } from '../src/decide/critic.ts';
import { exampleSearch } from '../src/decide/examples.ts';
import { openEmbedderIn } from './embedder/node-embedder.ts';
import { MODELS } from './recipe.ts';

const STARTER = `${MODELS}starter`;
const manifest = parseManifest(readFileSync(`${STARTER}/manifest.json`, 'utf8'));
/** A critic is of one base; a new base may ship for a while without. */
const hasCritic = manifest.files.some(({ path }) => path === CRITIC_FILE);

test('all of it is listed, fetched on demand, and fits 40 MB with the rest', () => {
	const names = [
		...Object.values(EMBEDDER_FILES),
		EXAMPLES_FILE,
		...(hasCritic ? [CRITIC_FILE] : [])
	];
	const atLoad = new Set(filesWithModel(manifest).map(({ path }) => path));
	const listed = new Set(manifest.files.map(({ path }) => path));
	expect(names.filter((name) => !listed.has(name) || atLoad.has(name))).toEqual([]);
	expect(totalBytes(manifest)).toBeLessThanOrEqual(40_000_000);
});

test('the shipped embedder finds the shipped examples that ask the same', async () => {
	const bank = parseExamples(new Uint8Array(readFileSync(`${STARTER}/${EXAMPLES_FILE}`)));
	expect(bank.examples.length).toBeGreaterThanOrEqual(2000);
	expect(bank.examples.filter(({ answer }) => equations(answer).wrong > 0)).toEqual([]);
	const embedder = await openEmbedderIn(STARTER);
	try {
		const search = exampleSearch(bank, embedder.id);
		const some = bank.examples.filter((_, i) => i % 97 === 0);
		const vectors = await embedder.embed(some.map(({ question }) => question));
		for (const [i, example] of some.entries()) {
			const [found] = search({ vector: vectors[i]!, count: 1 });
			expect(found!.similarity).toBeGreaterThan(0.99);
			expect(found!.example).toEqual(example);
		}
		const [vector] = await embedder.embed([
			'write a python function that returns the largest of a list of numbers'
		]);
		expect(search({ vector: vector!, count: 1 })[0]!.example.domain).toBe('code');
	} finally {
		await embedder.dispose();
	}
});

test.skipIf(!hasCritic)(
	'the shipped critic is of the shipped base, and prefers a right sum to a false one',
	() => {
		const critic = parseCritic(
			readFileSync(`${STARTER}/${CRITIC_FILE}`, 'utf8'),
			manifest.baseSha256
		);
		const grade = criticGrade(critic);
		const tally = confidenceTally();
		tally.add([-0.01, -0.02, -0.05].map((logprob) => ({ logprob, top: [] })));
		const features = tally.features()!;
		const question = { prompt: 'What is 12 plus 30?', earlier: 0 };
		const [right, wrong] = ['12 + 30 = 42.', '12 + 30 = 57.'].map((text) =>
			grade(features, text, question)
		) as [number, number];
		expect(right).toBeGreaterThan(wrong + 1);
		expect(grade(features, '', question)).toBeLessThan(right);
	}
);
