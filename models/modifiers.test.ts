import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGgufHeader } from '../src/contract/gguf.ts';
import { parseManifest } from '../src/contract/manifest.ts';
import { asObject } from '../src/contract/parse.ts';
import { embed, kMeans, silhouette, suggestLabel } from './cluster.ts';
import { heldOutItems, itemAt, type Check } from './generator/modifiers/domain.ts';
import { DOMAINS } from './generator/modifiers/domains.ts';
import { longDivision, longProduct } from './generator/modifiers/math.ts';
import { Draw } from './generator/grammar.ts';
import { Random } from './generator/random.ts';
import { grade, keeps } from './grade.ts';
import { MODELS } from './recipe.ts';
import { SPECIAL } from './tokenizer.ts';
import { refusal } from './steps/modifier-report.ts';
import { SHARES } from './steps/modifier-examples.ts';
import type { ModifierFigures } from './steps/measure-modifier.ts';

test.each(DOMAINS.map((domain) => [domain.id, domain] as const))(
	'%s: every worked answer is right by its own grader, on both sides, and nothing is left to fill in',
	(_, domain) => {
		const items = [
			...heldOutItems(domain, 12),
			...Array.from({ length: 60 }, (_, i) =>
				itemAt(domain, 'test', i, { held: false, even: true })
			)
		];
		// Programs in Python need an interpreter; JavaScript runs wherever these tests do.
		const run = items.filter(
			({ check }) => check.kind !== 'program' || check.language === 'javascript'
		);
		const right = grade(
			run,
			run.map(({ answer }) => answer)
		);
		expect(run.filter((_, i) => !right[i]).map(({ prompt, answer }) => [prompt, answer])).toEqual(
			[]
		);
		for (const { prompt, answer } of items)
			expect(`${prompt} ${answer}`).not.toMatch(/undefined|NaN|\{[a-zA-Z]\}/);
		expect(SPECIAL).toContain(domain.invocation);
	}
);

test.each(DOMAINS.map((domain) => [domain.id, domain] as const))(
	'%s: no held-out prompt is a training prompt',
	(_, domain) => {
		const held = new Set(heldOutItems(domain, 15).map(({ prompt }) => prompt));
		expect(held.size).toBeGreaterThanOrEqual(12 * domain.tasks.length);
		for (let i = 0; i < 1500; i++) {
			const { prompt } = itemAt(domain, 'failures', i, { held: false });
			expect(held.has(prompt)).toBe(false);
		}
	}
);

test('neighbours are answered with not knowing', () => {
	for (const domain of DOMAINS) {
		const draw = new Draw(new Random(`neighbour:${domain.id}`), false);
		for (let i = 0; i < 20; i++) expect(domain.neighbour(draw).answer).toMatch(/^I don't know/);
	}
});

test('long products and divisions conclude with the value', () => {
	for (const [a, b] of [
		[347, 26],
		[100, 11],
		[999, 99],
		[508, 40]
	] as const)
		expect(longProduct(a, b)).toMatch(new RegExp(` So ${a * b}\\.$`));
	expect(longDivision(347, 6)).toBe(
		'0 6 12 18 24 30 36 42 48 54. 34: 30=6*5, 34-30=4. 47: 42=6*7, 47-42=5. So 57 remainder 5.'
	);
	expect(longDivision(306, 3)).toBe(
		'0 3 6 9 12 15 18 21 24 27. 3: 3=3*1, 3-3=0. 0: 0=3*0, 0-0=0. 6: 6=3*2, 6-6=0. So 102.'
	);
});

test('a program is right when it runs to the values, and code that reaches out is not run', () => {
	const check: Check = {
		kind: 'program',
		language: 'javascript',
		tests: [{ call: 'add(2, 3)', value: '5' }]
	};
	const item = { prompt: '', answer: '', check };
	const fence = (body: string) => '```js\n' + body + '\n```';
	expect(
		grade(
			[item, item, item, item, item],
			[
				fence('function add(a, b) {\n  return a + b;\n}'),
				fence('function add(a, b) {\n  return a - b;\n}'),
				fence('function add(a, b) { for (;;); }'),
				fence('function add(a, b) { return process.exit(0) || 5; }'),
				'I do not know.'
			]
		)
	).toEqual([true, false, false, false, false]);
});

test('rules are kept or broken', () => {
	expect(keeps({ rule: 'acrostic', word: 'sun' }, 'Snow falls / Up we go / Night is quiet')).toBe(
		true
	);
	expect(keeps({ rule: 'acrostic', word: 'sun' }, 'Snow falls / Night is quiet')).toBe(false);
	expect(keeps({ rule: 'rhymes', word: 'cat' }, 'Cat rhymes with hat.')).toBe(true);
	expect(keeps({ rule: 'rhymes', word: 'cat' }, 'Cat rhymes with cat.')).toBe(false);
	expect(keeps({ rule: 'words', count: 3 }, 'The tree sings.')).toBe(true);
	expect(keeps({ rule: 'contains', word: 'tree' }, 'The trees sing.')).toBe(false);
});

const ODD = Array.from({ length: 40 }, (_, i) =>
	'abcdefgh'.slice(i % 5, (i % 5) + 3).repeat(1 + (i % 3))
);

test('groups far apart are found again, and unlike words label them', () => {
	const texts = Array.from({ length: 40 }, (_, i) =>
		i % 2 ? `multiply ${i} by the ${ODD[i]}` : `who sits left of ${ODD[i]}?`
	);
	const points = texts.map(embed),
		found = kMeans(points, 2, new Random(1));
	expect(new Set(texts.map((_, i) => found.of[i] === found.of[i % 2])).size).toBe(1);
	expect(found.of[0]).not.toBe(found.of[1]);
	const apart = silhouette(points, found);
	expect(apart).toBeGreaterThan(0.2);
	expect(apart).toBeGreaterThan(silhouette(points, kMeans(points, 5, new Random(1))));
	expect(
		suggestLabel(
			texts.filter((_, i) => i % 2),
			texts.filter((_, i) => i % 2 === 0)
		)
	).toContain('multiply');
	expect(kMeans(points, 2, new Random(7)).of).toEqual(kMeans(points, 2, new Random(7)).of);
});

test('the gate refuses a modifier that is no better, that the engine computes otherwise, or that needs a fresh cache', () => {
	const good: ModifierFigures = {
		engine: '',
		heldOut: { n: 10, base: 0.1, modifier: 0.6 },
		tasks: {},
		others: { n: 10, base: 0.8, modifier: 0.8 },
		neighbours: { n: 10, base: 1, modifier: 1 },
		parity: { prompts: 10, identical: 10, maxLogprobDifference: 0.001 },
		keptCache: { prompts: 10, identical: 10, tokensKept: 200 },
		failures: []
	};
	expect(refusal(good)).toBeNull();
	expect(refusal({ ...good, heldOut: { n: 10, base: 0.6, modifier: 0.6 } })).toMatch(
		/base answers/
	);
	expect(refusal({ ...good, heldOut: { n: 60, base: 0, modifier: 0.05 } })).toMatch(/base answers/);
	expect(refusal({ ...good, parity: { ...good.parity, identical: 8 } })).toMatch(/trainer/);
	expect(refusal({ ...good, keptCache: { ...good.keptCache, identical: 9 } })).toMatch(/cache/);
});

test('at least a quarter of what a modifier is trained on is rehearsal, a fifth unknown neighbours', () => {
	expect(SHARES.rehearsal).toBeGreaterThanOrEqual(0.25);
	expect(SHARES.neighbours).toBeGreaterThanOrEqual(0.2);
	expect(SHARES.failures + SHARES.rehearsal + SHARES.neighbours).toBeCloseTo(1, 9);
});

test('each shipped modifier is bound to the shipped base, is what the manifest says, and beat the base', () => {
	const manifest = parseManifest(readFileSync(`${MODELS}starter/manifest.json`, 'utf8'));
	const measured = asObject(manifest.measured.modifiers ?? {}, 'measured.modifiers');
	expect(Object.keys(measured)).toEqual(manifest.modifiers.map(({ id }) => id));
	for (const { id, file, rank, alpha, invocationTokens, baseSha256 } of manifest.modifiers) {
		expect(baseSha256).toBe(manifest.baseSha256);
		const bytes = new Uint8Array(readFileSync(`${MODELS}starter/${file}`));
		expect(parseGgufHeader(bytes, bytes.length).adapter).toEqual({
			type: 'lora',
			base: { name: null, sha256: null },
			alpha,
			rank,
			invocationTokens
		});
		const domain = DOMAINS.find((other) => other.id === id)!;
		expect(invocationTokens).toEqual([SPECIAL.findIndex((token) => token === domain.invocation)]);
		expect(refusal(measured[id] as ModifierFigures)).toBeNull();
	}
});
