// npm run models -- critic --recipe starter|tiny [--out models/starter]
//
// Trains the critic of the base in OUT: puts questions with known answers to it through the real
// engine, grades what it says by program (critic/grades.ts), and fits a small network that gives the
// grade without knowing the answer. Answers are kept: a second run asks only what is new.
// Reads   OUT/{base.gguf, manifest.json, domain.bin}, models/starter-eval/natural.jsonl (as a test alone), public data
// Writes  models/.build/NAME/critic/ (answers), OUT/{critic.json, critic-report.json, critic.md},
//         OUT/manifest.json

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseClassifier } from '../../src/contract/classifier.ts';
import { CRITIC_FILE, packCritic, parseCritic } from '../../src/contract/critic.ts';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import { gradeOf } from '../../src/decide/critic.ts';
import { criticInputs } from '../../src/decide/critic-inputs.ts';
import { domainHead } from '../../src/decide/domain.ts';
import { confidenceBy, featuresOf, questionOf } from '../calibration/apply.ts';
import { collectAnswers } from '../calibration/collect.ts';
import { ABSTENTION } from '../calibration/fit.ts';
import { criticText, type CriticReport } from '../critic/critic-text.ts';
import { criticFigures, trainCritic, type Measured } from '../critic/fit.ts';
import { otherForms } from '../critic/other-forms.ts';
import { gradeFor } from '../critic/grades.ts';
import { criticQuestions, judge, type CriticQuestion } from '../critic/questions.ts';
import type { Item } from '../measure.ts';
import { naturalItems } from '../natural.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { questionsHash } from '../standard-error.ts';
import { sha256 } from '../sha256.ts';
import { attachFiles } from './attach-files.ts';

const MOST_BYTES = 300_000;
/** How far the false sums of a right answer's other forms are from the true one, and up to 18 more: near, and far. */
const FALSE_BY = [1, 40];

interface Row extends Measured {
	source: CriticQuestion['source'] | 'natural';
	part: CriticQuestion['part'];
}

export async function makeCritic(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`
): Promise<void> {
	const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest;
	const { baseSha256 } = manifest;
	const base = readFileSync(`${out}/base.gguf`);
	if (sha256(base) !== baseSha256)
		throw new Error(`${out}/base.gguf is not the base of ${out}/manifest.json. Export again.`);
	// A calibration of the base before would say how sure that one was.
	const calibrated = manifest.calibration?.baseSha256 === baseSha256;
	const rows = await ask(
		recipe,
		out,
		manifestFrom({ ...manifest, ...(calibrated ? {} : { calibration: null }) })
	);
	const fit = rows.filter(({ part }) => part === 'fit');
	const { perKind, perDomain, outOfScope, ...training } = recipe.critic;
	const critic = trainCritic(
		fit,
		baseSha256,
		ABSTENTION,
		[
			`${fit.length} answers of this base to ${perKind} questions of each ability, ${perDomain} of each modifier's domain and ${outOfScope} real out-of-scope ones, three of four`
		],
		{ ...training, seed: recipe.seed }
	);
	const packed = packCritic(critic);
	if (packed.length > MOST_BYTES)
		throw new Error(
			`The critic is ${packed.length} bytes; at most ${MOST_BYTES} may ship. Lower its “hidden” in the recipe.`
		);
	const meanGrade = fit.reduce((sum, { grade }) => sum + grade, 0) / fit.length;
	const sets = setsOf(rows);
	const own = sets[0]![1];
	const report: CriticReport = {
		base: baseSha256,
		questions: criticQuestionsHash(recipe),
		meanGrade,
		calibrated,
		bytes: packed.length,
		fitted: fit.length,
		sets: sets.map(([name, list]) => ({ name, ...criticFigures(critic, list, meanGrade) })),
		given: [...new Set(own.map(({ grade }) => grade))]
			.toSorted((a, b) => a - b)
			.map((grade) => {
				const same = own.filter((row) => row.grade === grade);
				const given = same.map(({ inputs }) => gradeOf(critic, inputs));
				return { grade, n: same.length, mean: given.reduce((a, b) => a + b, 0) / same.length };
			})
	};
	writeFileSync(`${out}/${CRITIC_FILE}`, packed);
	writeFileSync(`${out}/critic-report.json`, JSON.stringify(report, null, '\t') + '\n');
	writeFileSync(`${out}/critic.md`, criticText(report));
	attachFiles(out, [CRITIC_FILE], { critic: { ...report.sets[0], bytes: report.bytes } });
	console.error(criticText(report));
}

/** Measures the critic that OUT has on today's questions; fits nothing, writes its report alone. */
export async function measureCritic(recipe: Recipe, out: string): Promise<void> {
	const manifest = manifestFrom(JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')));
	const critic = parseCritic(readFileSync(`${out}/${CRITIC_FILE}`, 'utf8'), manifest.baseSha256);
	const before = JSON.parse(readFileSync(`${out}/critic-report.json`, 'utf8')) as CriticReport;
	const meanGrade = before.meanGrade ?? 0;
	const sets = setsOf(await ask(recipe, out, manifest)).map(([name, list]) => ({
		name,
		...criticFigures(critic, list, meanGrade)
	}));
	const report: CriticReport = { ...before, questions: criticQuestionsHash(recipe), sets };
	writeFileSync(`${out}/critic-report.json`, JSON.stringify(report, null, '\t') + '\n');
}

/** The answers for testing, by set; none of them empty. */
function setsOf(rows: readonly Row[]): [string, Row[]][] {
	const test = rows.filter(({ part }) => part === 'test');
	const sets: [string, Row[]][] = [
		['all but those written by hand', test.filter(({ source }) => source !== 'natural')],
		['abilities, held-out wordings', test.filter(({ source }) => source === 'abilities')],
		['modifiers’ tasks', test.filter(({ source }) => source === 'tasks')],
		['natural, written by hand', test.filter(({ source }) => source === 'natural')]
	];
	return sets.filter(([, list]) => list.length > 0);
}

const naturalFor = (recipe: Recipe): Item[] =>
	naturalItems().slice(0, recipe.name === 'tiny' ? 10 : undefined);
const criticQuestionsHash = (recipe: Recipe): string =>
	questionsHash([criticQuestions(recipe.critic), naturalFor(recipe)]);

async function ask(recipe: Recipe, out: string, manifest: Manifest): Promise<Row[]> {
	const questions = criticQuestions(recipe.critic);
	const natural = naturalFor(recipe);
	const { answers } = await collectAnswers(
		`${out}/base.gguf`,
		manifest.baseSha256,
		[...questions, ...natural],
		`${buildFolder(recipe)}/critic`
	);
	const all: CriticQuestion[] = [
		...questions,
		...natural.map((item) => ({ ...item, source: 'abilities' as const, part: 'test' as const }))
	];
	const right = judge(
		all,
		answers.map(({ text }) => text)
	);
	const sure = confidenceBy(manifest);
	const domain = `${out}/domain.bin`;
	const head = existsSync(domain)
		? domainHead(parseClassifier(new Uint8Array(readFileSync(domain)), 'domain'))
		: null;
	return all.flatMap((question, i): Row[] => {
		const answered = answers[i]!;
		const features = featuresOf(answered);
		if (features === null) return [];
		const domains = head?.(question.prompt).probabilities;
		const row = (text: string, isRight: boolean): Row => ({
			inputs: criticInputs(features, text, questionOf(question, domains), ABSTENTION),
			grade: gradeFor({
				expected: question.answer,
				unknown: question.match === 'unknown',
				text,
				right: isRight
			}),
			right: isRight,
			confidence: sure(answered, question, domains),
			source: i < questions.length ? question.source : 'natural',
			part: question.part
		});
		const others =
			question.part === 'fit' && right[i]!
				? FALSE_BY.flatMap((off) => otherForms(answered.text, off + (i % 19)))
				: [];
		return [row(answered.text, right[i]!), ...others.map((other) => row(other.text, other.right))];
	});
}
