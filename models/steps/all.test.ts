// `all` on a small pipeline of real files: what is kept, what runs again, and when it stops.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { scratchBuild } from '../../test/support/scratch-build.ts';
import { OTHERS, STEPS, stepsTable, type Step } from '../pipeline.ts';
import { buildFolder, MODELS, readRecipe } from '../recipe.ts';
import { GateError, isDone, makeAll, readRecords, runStep } from './all.ts';

const build = scratchBuild('all');

const recipe = readRecipe('tiny');
let ran: string[];
const at = (file: string): string => `${buildFolder(recipe)}/${file}`;
beforeEach(() => {
	build.fresh();
	ran = [];
});

/** A small pipeline on real files: `words` → `loud` and, apart, `count`. */
const step = (name: string, rest: Partial<Step> & { make: () => void }): Step => ({
	name,
	does: '',
	reads: [],
	writes: [],
	stopsWhen: '',
	run: () => {
		ran.push(name);
		rest.make();
	},
	...rest
});
let words = 'a b c';
const wordsStep = step('words', {
	writes: ['words.txt'],
	make: () => writeFileSync(at('words.txt'), words)
});
const loud = step('loud', {
	reads: ['words.txt'],
	writes: ['loud.txt'],
	make: () => writeFileSync(at('loud.txt'), readFileSync(at('words.txt'), 'utf8').toUpperCase())
});
const count = step('count', {
	reads: ['loud.txt'],
	writes: ['count.txt'],
	gate: () =>
		Number(readFileSync(at('count.txt'), 'utf8')) >= 3 ? null : 'Too few. Write more words.',
	make: () => writeFileSync(at('count.txt'), String(readFileSync(at('loud.txt'), 'utf8').length))
});
const pipeline = [wordsStep, loud, count];
test('every step runs once, in order, and is kept the next time', async () => {
	words = 'a b c';
	await makeAll(recipe, pipeline);
	expect(ran).toEqual(['words', 'loud', 'count']);
	await makeAll(recipe, pipeline);
	expect(ran).toEqual(['words', 'loud', 'count']);
	const records = readRecords(recipe);
	expect(Object.keys(records)).toEqual(['words', 'loud', 'count']);
	expect(records['loud']!.machine).toMatch(/CPU cores .*GB of memory/);
	expect(records['loud']!.seconds).toBeGreaterThanOrEqual(0);
});

test('a changed file runs again what reads it, and what reads what that writes', async () => {
	words = 'a b c';
	await makeAll(recipe, pipeline);
	ran = [];
	writeFileSync(at('words.txt'), 'x y z');
	await makeAll(recipe, pipeline);
	expect(ran).toEqual(['loud', 'count']);
	expect(readFileSync(at('loud.txt'), 'utf8')).toBe('X Y Z');
});

test('a step that ran again by its name, with the same result, runs those after it again', async () => {
	words = 'a b c';
	await makeAll(recipe, pipeline);
	ran = [];
	await runStep(recipe, loud, {}, pipeline);
	await makeAll(recipe, pipeline);
	expect(ran).toEqual(['loud', 'count']);
});

test('a changed setting runs again the steps that take it, and a stricter gate the step it stops', async () => {
	words = 'a b c';
	let least = 3;
	const list = [
		wordsStep,
		{ ...loud, settings: ['modifiers'] as const },
		{ ...count, gate: () => (readFileSync(at('count.txt'), 'utf8') >= `${least}` ? null : 'Few.') }
	];
	await makeAll(recipe, list);
	ran = [];
	await makeAll({ ...recipe, vocabulary: 1 }, list);
	expect(ran).toEqual([]);
	await makeAll({ ...recipe, modifiers: { ...recipe.modifiers, tokens: 1 } }, list);
	expect(ran).toEqual(['loud', 'count']);
	least = 9;
	await expect(makeAll(recipe, list)).rejects.toThrow('count stops the pipeline: Few.');
});

test('another seed runs everything again', async () => {
	words = 'a b c';
	await makeAll(recipe, pipeline);
	ran = [];
	await makeAll({ ...recipe, seed: recipe.seed + 1 }, pipeline);
	expect(ran).toEqual(['words', 'loud', 'count']);
});

test('a gate that refuses stops the pipeline with its reason, until what it asks for is there', async () => {
	words = 'a';
	await expect(makeAll(recipe, pipeline)).rejects.toThrow(
		new GateError('count stops the pipeline: Too few. Write more words.')
	);
	expect(isDone(recipe, loud, pipeline)).toBe(true);
	expect(isDone(recipe, count, pipeline)).toBe(false);
	words = 'a b c';
	await runStep(recipe, wordsStep, {}, pipeline);
	ran = [];
	await makeAll(recipe, pipeline);
	expect(ran).toEqual(['loud', 'count']);
});

test('a step that throws stops those after it, and its time counts when it runs again', async () => {
	words = 'a b c';
	let broken = true;
	const fragile: Step = {
		...loud,
		run: () => {
			if (broken) throw new Error('no disk');
			return loud.run(recipe, {});
		}
	};
	const list = [wordsStep, fragile, count];
	await expect(makeAll(recipe, list)).rejects.toThrow('no disk');
	expect(ran).toEqual(['words']);
	expect(readRecords(recipe)['loud']!.key).toBeNull();
	broken = false;
	await makeAll(recipe, list);
	expect(ran).toEqual(['words', 'loud', 'count']);
});

test('a run on another folder is not recorded as the recipe’s own', async () => {
	const elsewhere = step('words', { make: () => undefined });
	await runStep(recipe, elsewhere, { out: build.folder }, [elsewhere]);
	expect(ran).toEqual(['words']);
	expect(existsSync(at('steps.json'))).toBe(false);
});

test('steps have names of their own, and read what an earlier step writes', () => {
	const names = [...STEPS, ...OTHERS].map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	const written = new Set<string>();
	for (const { name, reads, writes } of STEPS) {
		for (const file of reads) expect(written, `${name} reads ${file}`).toContain(file);
		for (const file of writes) written.add(file);
	}
});

test('the table of models/README.md is the list of steps', () => {
	const readme = readFileSync(`${MODELS}README.md`, 'utf8').split('\n');
	const from = readme.findIndex((line) => line.startsWith('| step |'));
	const table = readme.slice(from, readme.indexOf('', from)).join('\n');
	expect(table).toBe(stepsTable());
});

test('an unknown recipe lists those there are', () => {
	expect(() => readRecipe('huge')).toThrow('There is no recipe “huge”. Recipes: starter, tiny.');
	expect(() => readRecipe('../starter')).toThrow('There is no recipe');
});
