import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packClassifier, parseClassifier } from '../src/contract/classifier.ts';
import { manifestFrom } from '../src/contract/manifest.ts';
import { dissatisfactionDetector } from '../src/decide/dissatisfaction.ts';
import { domainHead, domainOf, DOMAINS } from '../src/decide/domain.ts';
import { auprc, auroc, bestThreshold, f1 } from './classification.ts';
import { CLINC_CLASSES, clincClass } from './clinc-domains.ts';
import { parseCsv } from './csv.ts';
import { DIALOGUE_CLASSES, NEXT_CLASS } from './generator/dialogue/index.ts';
import { nextOfStarter } from './generator/dialogue/next-question.ts';
import { domainRequest, TEMPLATES } from './generator/domains/index.ts';
import { Random } from './generator/random.ts';
import { dialogues, trainDissatisfaction } from './steps/dissatisfaction.ts';
import { generatedTexts, splitOf, trainDomainHead } from './steps/domain-head.ts';
import {
	evaluateDissatisfaction,
	evaluateDomain,
	shippedClassifier
} from './steps/evaluate-classifiers.ts';

const scratch = mkdtempSync(join(tmpdir(), 'understudy-classifiers-'));
afterAll(() => rmSync(scratch, { recursive: true }));
function file(name: string, lines: unknown[]): string {
	const path = join(scratch, name);
	writeFileSync(path, lines.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n'));
	return path;
}

describe('training', () => {
	const texts = generatedTexts(12, 1);
	const head = () =>
		trainDomainHead(
			texts.train,
			texts.validation,
			{ bits: 12, perClass: 12, epochs: 2, leaveOut: false },
			1,
			['generated']
		);
	const small = { bits: 12, dialogues: 400, epochs: 2 };

	test('two trainings of the domain head are the same, byte for byte', () => {
		const first = packClassifier(head());
		expect(Buffer.compare(first, packClassifier(head()))).toBe(0);
	});

	test('two trainings of the dissatisfaction classifier are the same, byte for byte', () => {
		const first = packClassifier(trainDissatisfaction(small, 1));
		expect(Buffer.compare(first, packClassifier(trainDissatisfaction(small, 1)))).toBe(0);
		expect(Buffer.compare(first, packClassifier(trainDissatisfaction(small, 2)))).not.toBe(0);
	});

	test('a classifier read from its file answers exactly as the one that was trained', () => {
		const trained = head();
		const read = parseClassifier(packClassifier(trained), 'domain');
		for (const { text } of texts.test.slice(0, 50))
			expect(domainHead(read)(text)).toEqual(domainHead(trained)(text));
	});
});

describe('the generator', () => {
	test('every domain has requests, and every class belongs to a domain', () => {
		const domains = new Set(Object.keys(TEMPLATES).map(domainOf));
		expect(domains).toEqual(new Set(DOMAINS));
	});

	test('every template can be filled, and leaves no slot and no alternative open', () => {
		const random = new Random('fill');
		for (const name of Object.keys(TEMPLATES))
			for (let i = 0; i < 100; i++)
				expect(domainRequest(name, random, i % 2 === 0)).not.toMatch(/\{[a-z]+\d?\}(?!`)|\(\|/);
	});

	test('messages leave no slot open, and come in every class', () => {
		const all = dialogues(1500, 'test', false);
		expect(new Set(all.map(({ name }) => name))).toEqual(new Set(DIALOGUE_CLASSES));
		// What the starter is asked next is no template, and its answers may be code.
		for (const { message, previousAssistant } of all.filter(({ name }) => name !== NEXT_CLASS))
			expect(message + previousAssistant).not.toMatch(
				/\{(right|wrong|word|again|new|same|item|genre)\}|\\/i
			);
	});

	test('a tenth of all texts is for the test, whatever their case', () => {
		const parts = Array.from({ length: 2000 }, (_, i) => splitOf(`text ${i}`));
		expect(parts.filter((part) => part === 'test').length / 2000).toBeCloseTo(0.1, 1);
		expect(splitOf('Some Text ')).toBe(splitOf('some text'));
	});
});

test('every intent of CLINC150 belongs to one domain', () => {
	const all = Object.values(CLINC_CLASSES).flat();
	expect(new Set(all).size).toBe(all.length);
	expect(all).toHaveLength(151);
	expect(clincClass('oos')).toBe('out-of-scope/world');
	expect(() => clincClass('fly_to_mars')).toThrow(/no domain/);
	for (const name of Object.keys(CLINC_CLASSES)) expect(Object.keys(TEMPLATES)).toContain(name);
});

test('comma-separated values keep quotes, commas and line ends inside quotes', () => {
	expect(parseCsv('a,b\r\n"x, ""y""\nz",2\n\n3,\n')).toEqual([
		{ a: 'x, "y"\nz', b: '2' },
		{ a: '3', b: '' }
	]);
});

test('figures agree with worked examples', () => {
	const scores = [
		{ score: 0.9, yes: true },
		{ score: 0.8, yes: false },
		{ score: 0.7, yes: true },
		{ score: 0.1, yes: false }
	];
	expect(auroc(scores)).toBe(0.75);
	expect(auprc(scores)).toBeCloseTo((1 + 2 / 3) / 2, 10);
	expect(f1(scores, 0.5)).toBeCloseTo(0.8, 10);
	expect(f1(scores, bestThreshold(scores))).toBeCloseTo(0.8, 10);
	// Ties are worth half, in whatever order they come.
	expect(
		auroc([
			{ score: 1, yes: true },
			{ score: 1, yes: false }
		])
	).toBe(0.5);
});

describe('what ships', () => {
	test('is what the manifest says, within its size', () => {
		const manifest = manifestFrom(JSON.parse(readFileSync('models/starter/manifest.json', 'utf8')));
		for (const kind of ['domain', 'dissatisfaction']) {
			const bytes = readFileSync(`models/starter/${kind}.bin`);
			const entry = manifest.files.find(({ path }) => path === `${kind}.bin`);
			expect(entry?.bytes).toBe(bytes.length);
			expect(entry?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
			expect(bytes.length).toBeLessThanOrEqual(3_000_000);
		}
	});

	test('recognises plain requests of each domain', () => {
		const head = domainHead(shippedClassifier('domain'));
		const plain: [string, string][] = [
			['hello, who are you?', 'general'],
			['write a python function that removes duplicates from a list', 'code'],
			['Ana is taller than Bo, and Bo is taller than Cy. Who is the shortest?', 'reasoning'],
			['remind me to call mom at 5pm', 'automation'],
			['Tom has 12 apples and eats 5. How many are left?', 'math'],
			['what is the gcd of 84 and 36', 'hard-math'],
			['what force accelerates a 3 kg mass at 2 m/s^2', 'science'],
			['what is the interest on $500 at 4% for 3 years', 'finance'],
			['write a poem about the sea', 'creative'],
			['who won the world cup last year', 'out-of-scope']
		];
		expect(plain.map(([text]) => head(text).domain)).toEqual(plain.map(([, domain]) => domain));
		const { probabilities } = head('hello');
		expect(Object.values(probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
	});

	test('hears a complaint, and no complaint in thanks with a “no” in them', () => {
		const detect = dissatisfactionDetector(shippedClassifier('dissatisfaction'));
		const after = (message: string) =>
			detect({
				previousUser: 'What is the capital of Australia?',
				previousAssistant: 'The capital of Australia is Sydney.',
				message
			}).dissatisfied;
		expect(
			["that's wrong", 'try again', 'this is not helping', "no, it's Canberra"].map(after)
		).toEqual([true, true, true, true]);
		expect(
			["no, thanks, that's perfect", 'thanks!', 'What is wrong with my code?'].map(after)
		).toEqual([false, false, false]);
	});

	test('takes a short new question for no complaint, whatever was asked before', () => {
		const detect = dissatisfactionDetector(shippedClassifier('dissatisfaction'));
		const next = Array.from({ length: 1000 }, (_, i) =>
			nextOfStarter(new Random(`new:${i}`), true)
		).filter(({ message }) => message.length <= 28);
		expect(next.length).toBeGreaterThan(500);
		// The detector before this class called 26 of 100 complaints.
		expect(next.filter((one) => detect(one).dissatisfied).length / next.length).toBeLessThan(0.06);
	});
});

describe('evaluate', () => {
	test('domain gives accuracy and a confusion table', async () => {
		const data = file('domain.jsonl', [
			{ text: 'write a poem about the sea', domain: 'creative' },
			{ text: 'write a poem about the sea', domain: 'code' },
			''
		]);
		expect(await evaluateDomain({ data })).toMatchObject({
			n: 2,
			accuracy: 0.5,
			confusion: { creative: { creative: 1 }, code: { creative: 1 } }
		});
	});

	test('dissatisfaction gives the figures asked for, and null areas where one side is empty', async () => {
		const exchange = { previousUser: 'hi', previousAssistant: 'The moon is red.' };
		const complaint = { ...exchange, message: 'that is wrong, try again', dissatisfied: true };
		const thanks = { ...exchange, message: 'thank you', dissatisfied: false };
		const both = await evaluateDissatisfaction({ data: file('both.jsonl', [complaint, thanks]) });
		expect(Object.keys(both)).toEqual(['n', 'f1', 'auprc', 'auroc', 'p95Ms']);
		expect(both).toMatchObject({ n: 2, f1: 1, auprc: 1, auroc: 1 });
		expect(await evaluateDissatisfaction({ data: file('one.jsonl', [thanks]) })).toMatchObject({
			n: 1,
			f1: 0,
			auprc: null,
			auroc: null
		});
	});

	test('a bad line is named by its number and what is wrong with it', async () => {
		const good = { text: 'hi', domain: 'general' };
		const of = (...lines: unknown[]) => evaluateDomain({ data: file('bad.jsonl', lines) });
		await expect(of(good, '', '{oops')).rejects.toThrow(/^Line 3 of .*not valid JSON/);
		await expect(of(good, { text: 'hi', domain: 'cooking' })).rejects.toThrow(/^Line 2 .*cooking/);
		await expect(of({ domain: 'general' })).rejects.toThrow(/^Line 1 .*text/);
		await expect(of('')).rejects.toThrow(/no line to score/);
	});
});
