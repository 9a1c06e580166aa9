// What ships beside the base and is fetched when first used: embedder, example bank, critic.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseClassifier } from '../src/contract/classifier.ts';
import { CRITIC_FILE, parseCritic } from '../src/contract/critic.ts';
import { EMBEDDER_FILES } from '../src/contract/embedder.ts';
import { EXAMPLES_FILE, parseExamples } from '../src/contract/examples.ts';
import { filesWithModel, parseManifest, totalBytes } from '../src/contract/manifest.ts';
import { equations } from '../src/decide/answer-checks.ts';
import { confidenceTally } from '../src/decide/confidence.ts';
import { criticGrade } from '../src/decide/critic.ts';
import { domainHead } from '../src/decide/domain.ts';
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
		const domainsOf = domainHead(
			parseClassifier(new Uint8Array(readFileSync(`${STARTER}/domain.bin`)), 'domain')
		);
		// As the app asks: with the domain, and as many tokens as such an answer has.
		const tally = confidenceTally();
		tally.add(Array.from({ length: 14 }, () => ({ logprob: -0.01, top: [] })));
		const features = tally.features()!;
		const gaps: number[] = [];
		for (let a = 12; a < 90; a += 7)
			for (let b = 13; b < 80; b += 11) {
				const prompt = `What is ${a} plus ${b}?`,
					question = { prompt, earlier: 0, domains: domainsOf(prompt).probabilities };
				const [right, wrong] = [a + b, a + b + 15].map((sum) =>
					grade(features, `${a} + ${b} = ${sum}.`, question)
				) as [number, number];
				gaps.push(right - wrong);
				expect(grade(features, '', question)).toBeLessThan(right);
			}
		expect(Math.min(...gaps)).toBeGreaterThan(0);
		expect(gaps.toSorted((x, y) => x - y)[gaps.length >> 1]).toBeGreaterThan(1);
	}
);
