import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packClassifier, parseClassifier } from '../../src/contract/classifier.ts';
import type { Manifest } from '../../src/contract/manifest.ts';
import { scratchBuild } from '../../test/support/scratch-build.ts';
import { readRecipe } from '../recipe.ts';
import { describeFile } from '../steps/attach-modifiers.ts';
import { measureDissatisfaction, trainDissatisfaction } from '../steps/dissatisfaction.ts';
import type { MeasuredScore, Report } from '../steps/evaluate.ts';
import { publish, verifyModel } from '../steps/publish.ts';
import { readManifest } from './groups.ts';
import { recoverFolder, replaceFolder } from './replace-folder.ts';

const builds = scratchBuild('publish');
const scratch = builds.folder;

const recipe = readRecipe('tiny');
const shipped = join(scratch, 'starter');
let candidate: string;
beforeEach(() => {
	candidate = join(builds.fresh(), recipe.name, 'export');
});
afterEach(() => rmSync(shipped, { recursive: true, force: true }));

interface Content {
	/** Its weights are this text. */
	base: string;
	/** Of 200 natural prompts. */
	natural: number;
	questions?: string;
	/** Of 45; no modifier when absent. */
	modifier?: number;
}

/** A folder such as `all` leaves: a base, its report, perhaps a modifier, their manifest. */
function write(folder: string, { base, natural, questions = 'q1', modifier }: Content): void {
	mkdirSync(folder, { recursive: true });
	const files = new Map([['base.gguf', new TextEncoder().encode(base.padEnd(500, '.'))]]);
	if (modifier !== undefined)
		files.set('modifier-code.gguf', new TextEncoder().encode(`adapter ${modifier}`));
	for (const [name, bytes] of files) writeFileSync(`${folder}/${name}`, bytes);
	const described = [...files].map(([name, bytes]) => describeFile(name, bytes));
	const baseSha256 = described[0]!.sha256;
	const manifest: Manifest = {
		version: 1,
		id: 'starter',
		name: 'A small model',
		description: 'For a test.',
		family: 'llama',
		parameters: 1,
		baseSha256,
		files: described,
		modifiers:
			modifier === undefined
				? []
				: [{ id: 'code', file: 'modifier-code.gguf', rank: 4, alpha: 8, invocationTokens: [7] }],
		template: { kind: 'gguf', systemPrompt: false, contextTokens: 512 },
		selfTest: null,
		calibration: null,
		thresholds: { answer: 0.8 },
		licence: 'MIT',
		provenance: 'Written by a test.',
		measured:
			modifier === undefined
				? {}
				: {
						modifiers: {
							code: {
								questions,
								heldOut: { n: 45, base: 0, modifier },
								neighbours: { n: 15, base: 1, modifier: 1 }
							}
						}
					}
	};
	writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest));
	const score = (accuracy: number, n: number): MeasuredScore => ({
		n,
		accuracy,
		auroc: 0.9,
		ece: 0.1,
		unknownCaught: 1,
		abilities: {},
		errors: { accuracy: 0.026, auroc: 0.02, ece: 0.02, unknownCaught: 0.04 }
	});
	const report: Report = {
		command: '',
		machine: '',
		model: baseSha256,
		questions,
		perKind: 1,
		trainingHours: 0,
		tokensSeen: 0,
		finalLoss: 0,
		engine: '',
		threshold: 0.8,
		heldOut: score(0.8, 340),
		thirdQuestion: score(0.8, 170),
		followUps: score(0.8, 40),
		natural: score(natural, 200),
		parity: { prompts: 1, identical: 1, maxLogprobDifference: 0 },
		failures: []
	};
	writeFileSync(`${folder}/report.json`, JSON.stringify(report));
	writeFileSync(`${folder}/report.md`, base);
}

function addClassifier(folder: string, bytes: Uint8Array, dissatisfaction: object): void {
	writeFileSync(`${folder}/dissatisfaction.bin`, bytes);
	writeFileSync(`${folder}/classifiers.json`, JSON.stringify({ dissatisfaction }));
	const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Manifest;
	manifest.files.push(describeFile('dissatisfaction.bin', bytes));
	writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest));
}

const weights = (): string => readFileSync(`${shipped}/base.gguf`, 'utf8').replaceAll('.', '');
const manifestNow = (): Manifest =>
	JSON.parse(readFileSync(`${shipped}/manifest.json`, 'utf8')) as Manifest;

describe('publish', () => {
	test('a better model takes the place of the shipped one, with its reports and nothing else', async () => {
		write(shipped, { base: 'old', natural: 0.8, modifier: 0.4 });
		write(candidate, { base: 'new', natural: 0.86, modifier: 0.5 });
		writeFileSync(`${candidate}/modifier-left-out.gguf`, 'not in the manifest');
		await publish(recipe, { out: shipped });
		expect(weights()).toBe('new');
		expect(readdirSync(shipped).toSorted()).toEqual([
			'base.gguf',
			'manifest.json',
			'modifier-code.gguf',
			'report.json',
			'report.md'
		]);
		verifyModel(shipped);
		expect(readdirSync(scratch).filter((name) => name.startsWith('starter.'))).toEqual([]);
	});

	test('a figure worse by more than its standard error is refused by its name, and nothing changes', async () => {
		write(shipped, { base: 'old', natural: 0.84 });
		write(candidate, { base: 'new', natural: 0.81 });
		await expect(publish(recipe, { out: shipped })).rejects.toThrow(
			/base: natural: right: 0\.81 where 0\.84 ships \(it may lose 0\.026\)/
		);
		expect(weights()).toBe('old');
	});

	test('a refusal gives three digits of a figure', async () => {
		write(shipped, { base: 'old', natural: 0.1 + 0.7 });
		write(candidate, { base: 'new', natural: 0.1166 * 3 });
		await expect(publish(recipe, { out: shipped })).rejects.toThrow(
			'base: natural: right: 0.35 where 0.8 ships (it may lose 0.026)'
		);
	});

	test('a figure worse by less may be chance, and ships', async () => {
		write(shipped, { base: 'old', natural: 0.84 });
		write(candidate, { base: 'new', natural: 0.82 });
		await publish(recipe, { out: shipped });
		expect(weights()).toBe('new');
	});

	test('a modifier that is gone, or worse, is refused', async () => {
		write(shipped, { base: 'old', natural: 0.8, modifier: 0.5 });
		write(candidate, { base: 'new', natural: 0.9 });
		await expect(publish(recipe, { out: shipped })).rejects.toThrow(
			'modifier code: held out: right: 0.5 ships, and the new one has none'
		);
		write(candidate, { base: 'new', natural: 0.9, modifier: 0.4 });
		await expect(publish(recipe, { out: shipped })).rejects.toThrow('0.4 where 0.5 ships');
	});

	test('with a reason it ships all the same, and the manifest says what was worse and why', async () => {
		write(shipped, { base: 'old', natural: 0.84 });
		write(candidate, { base: 'new', natural: 0.6 });
		await expect(publish(recipe, { out: shipped, 'force-because': ' ' })).rejects.toThrow(
			'Say why'
		);
		await publish(recipe, { out: shipped, 'force-because': 'the old one was contaminated' });
		expect(weights()).toBe('new');
		expect(manifestNow().measured['publishedBecause']).toEqual({
			reason: 'the old one was contaminated',
			worse: ['base: natural: right: 0.6 where 0.84 ships (it may lose 0.026)']
		});
	});

	test('the same model is never worse than itself, whatever its reports were measured on', async () => {
		write(shipped, { base: 'same', natural: 0.9, questions: 'q1' });
		write(candidate, { base: 'same', natural: 0.7, questions: 'q2' });
		await publish(recipe, { out: shipped });
		expect(readFileSync(`${shipped}/report.json`, 'utf8')).toContain('"q2"');
	});

	test('of the same model on the same questions another figure is refused, better or worse', async () => {
		for (const natural of [0.7, 0.95]) {
			write(shipped, { base: 'same', natural: 0.9, modifier: 0.4 });
			write(candidate, { base: 'same', natural, modifier: 0.4 });
			await expect(publish(recipe, { out: shipped })).rejects.toThrow(
				`base: natural: right: ${natural} where 0.9 ships of the same files and questions`
			);
			await publish(recipe, { out: shipped, 'force-because': 'measured on another processor' });
			expect(manifestNow().measured['publishedBecause']).toMatchObject({
				reason: 'measured on another processor'
			});
		}
		write(shipped, { base: 'same', natural: 0.9 });
		write(candidate, { base: 'same', natural: 0.9 });
		await publish(recipe, { out: shipped });
	});

	test('what was measured on other questions is measured again, in a copy', async () => {
		const settings = { bits: 10, dialogues: 200, epochs: 1 };
		const bytes = [1, 2].map((seed) => packClassifier(trainDissatisfaction(settings, seed)));
		const report = {
			...measureDissatisfaction(recipe, parseClassifier(bytes[1]!, 'dissatisfaction')),
			threshold: 0.5
		};
		const never = { f1: 1, auprc: 1, auroc: 1, f1Interval: [1, 1], auprcInterval: [1, 1] };
		const flattered = {
			...report,
			questions: 'of long ago',
			heldOut: { ...report.heldOut, ...never }
		};
		write(shipped, { base: 'same', natural: 0.8 });
		write(candidate, { base: 'same', natural: 0.8 });
		addClassifier(shipped, bytes[0]!, flattered);
		addClassifier(candidate, bytes[1]!, report);
		const before = readFileSync(`${shipped}/classifiers.json`, 'utf8');
		await publish(recipe, { out: shipped, 'force-because': 'whichever is better here' });
		const build = `${process.env['UNDERSTUDY_BUILD']}/${recipe.name}/measured-again`;
		const copies = readdirSync(build);
		expect(copies).toHaveLength(1);
		const again = JSON.parse(readFileSync(`${build}/${copies[0]}/classifiers.json`, 'utf8')) as {
			dissatisfaction: typeof report;
		};
		expect(again.dissatisfaction.questions).toBe(report.questions);
		expect(again.dissatisfaction.heldOut.n).toBe(report.heldOut.n);
		expect(again.dissatisfaction.heldOut.f1).toBeLessThan(1);
		expect(before).toContain('of long ago');
		// What was flattered would have been refused as worse by half.
		const refused = manifestNow().measured['publishedBecause'] as { worse: string[] } | undefined;
		expect(refused?.worse.join() ?? '').not.toContain('where 1 ships');
	});

	test('as measured, nothing is measured again: what was asked other questions stands against it', async () => {
		for (const [folder, questions] of [
			[shipped, 'q1'],
			[candidate, 'q2']
		] as const) {
			write(folder, { base: 'same', natural: 0.8 });
			const report = { heldOut: { n: 8, sameDomain: 1 }, count: 9, questions };
			writeFileSync(`${folder}/examples-report.json`, JSON.stringify(report));
			const bytes = new TextEncoder().encode(`nine examples for ${questions}`);
			writeFileSync(`${folder}/examples.bin`, bytes);
			const manifest = readManifest(folder);
			manifest.files.push(describeFile('examples.bin', bytes));
			writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest));
		}
		await expect(publish(recipe, { out: shipped, 'as-measured': true })).rejects.toThrow(
			/Not published\. [\s\S]*measured on other questions, and not measured again/
		);
		expect(readdirSync(`${process.env['UNDERSTUDY_BUILD']}/${recipe.name}`)).toEqual(['export']);
	});

	test('a report left behind by a part that is gone does not speak for it', async () => {
		const report = { heldOut: { n: 8, sameDomain: 1 }, count: 9, questions: 'q1' };
		const bytes = new TextEncoder().encode('nine examples');
		for (const folder of [shipped, candidate]) {
			write(folder, { base: 'same', natural: 0.8 });
			writeFileSync(`${folder}/examples-report.json`, JSON.stringify(report));
		}
		writeFileSync(`${shipped}/examples.bin`, bytes);
		const manifest = manifestNow();
		manifest.files.push(describeFile('examples.bin', bytes));
		writeFileSync(`${shipped}/manifest.json`, JSON.stringify(manifest));
		await expect(publish(recipe, { out: shipped })).rejects.toThrow(
			'examples: items: 9 ships, and the new one has none'
		);
	});

	test('into an empty place everything goes', async () => {
		write(candidate, { base: 'first', natural: 0 });
		await publish(recipe, { out: shipped });
		expect(weights()).toBe('first');
	});

	test('an export that is absent, or not what its manifest says, is not published', async () => {
		await expect(publish(recipe, { out: shipped })).rejects.toThrow('npm run models -- all');
		write(shipped, { base: 'old', natural: 0.8 });
		write(candidate, { base: 'new', natural: 0.9 });
		writeFileSync(`${candidate}/base.gguf`, 'something else');
		await expect(publish(recipe, { out: shipped })).rejects.toThrow(
			'base.gguf is not the file of its manifest'
		);
		expect(weights()).toBe('old');
	});
});

describe('replacing a folder', () => {
	const target = join(scratch, 'target');
	const contentOf = (): string =>
		readdirSync(target)
			.toSorted()
			.map((name) => `${name}=${readFileSync(join(target, name), 'utf8')}`)
			.join(' ');
	const next = new Map(
		['one', 'three'].map((name) => [name, new TextEncoder().encode('new')] as const)
	);
	const STEPS = ['write', 'write one', 'write three', 'verify', 'exchange', 'between', 'remove'];

	// What is thrown is caught by nothing on the way: the folders stay as a killed process leaves them.
	test.each([
		['at once', undefined],
		['one after the other', () => false]
	])('%s: killed at any step it leaves the old files or the new ones', (_, exchange) => {
		const reached: string[] = [];
		for (const killedAt of STEPS) {
			rmSync(target, { recursive: true, force: true });
			mkdirSync(target);
			for (const name of ['one', 'two']) writeFileSync(join(target, name), 'old');
			const options = {
				verify: () => undefined,
				...(exchange ? { exchange } : {}),
				onStep: (step: string) => {
					if (step === killedAt) throw new Error('killed');
				}
			};
			try {
				replaceFolder(target, next, options);
			} catch {
				reached.push(killedAt);
			}
			recoverFolder(target);
			expect(['one=old two=old', 'one=new three=new'], killedAt).toContain(contentOf());
			expect(readdirSync(scratch).filter((name) => name.startsWith('target.'))).toEqual([]);
		}
		replaceFolder(target, next, { verify: () => undefined, ...(exchange ? { exchange } : {}) });
		expect(contentOf()).toBe('one=new three=new');
		expect(reached).toEqual(exchange ? STEPS : STEPS.filter((step) => step !== 'between'));
	});

	test('files that turn out wrong once written never take the place', () => {
		rmSync(target, { recursive: true, force: true });
		mkdirSync(target);
		writeFileSync(join(target, 'one'), 'old');
		const verify = (folder: string) => {
			const hash = createHash('sha256')
				.update(readFileSync(join(folder, 'one')))
				.digest('hex');
			if (!hash.startsWith('0')) throw new Error('not the file');
		};
		expect(() => replaceFolder(target, next, { verify })).toThrow('not the file');
		expect(contentOf()).toBe('one=old');
	});
});
