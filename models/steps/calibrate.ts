// npm run models -- calibrate --recipe starter|tiny [--out models/starter] [--engine wllama]
//
// Fits how likely an answer is right from what its tokens said, on questions with known answers put
// through the real engine: a map for the base and one for each modifier in OUT, what Auto keeps of two
// answers, from when on an answer is given up early, and which questions somebody else begins. Methods and
// thresholds are chosen on a part of the questions that no fit saw; the figures are of a third part. A second
// run asks only what is new.
// Reads   OUT/, models/starter-eval/natural.jsonl (as a test alone), UNDERSTUDY_DATA/clinc150
// Writes  OUT/manifest.json (calibration, thresholds, measured), OUT/{calibration.json, calibration.md},
//         models/.build/NAME/calibration/ (answers)

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
	CALIBRATION_INPUTS,
	CALIBRATION_VERSION,
	type Calibration
} from '../../src/contract/calibration.ts';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import { answerChecks } from '../../src/decide/answer-checks.ts';
import { parseRouter, promptRouter } from '../../src/decide/router.ts';
import { domainRecogniser, modifiersOf, type NamedAdapter } from '../auto.ts';
import {
	autoReport,
	isAsked,
	type AutoCase,
	type AutoFigures,
	type AutoReport
} from '../calibration/auto-rule.ts';
import { chooseBeforehand } from '../calibration/beforehand.ts';
import { chooseEarlyExit, type EarlyExitFigures } from '../calibration/early-exit.ts';
import { figuresOf, reliability, riskCoverage } from '../calibration/figures.ts';
import { ABSTENTION, chooseFit, type Chosen } from '../calibration/fit.ts';
import { chooseFurther, furtherCases, type AskedCase } from '../calibration/further.ts';
import { chooseGain, type Pair } from '../calibration/gain.ts';
import { comparePolicies, searchThreshold, type ThresholdRow } from '../calibration/policies.ts';
import {
	calibrationQuestions,
	MIXTURE,
	modifierCalibrationQuestions,
	type Question,
	type Source
} from '../calibration/questions.ts';
import { calibrationText, type CalibrationReport, type MapReport } from '../calibration/report.ts';
import { askRows, sureBy, uncalibrated, type Asking, type Row } from '../calibration/rows.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { naturalItems } from '../natural.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { ENGINE_NAMES, runtimeEngine } from '../runtime/runtime.ts';
import { sha256 } from '../sha256.ts';
import { questionsHash } from '../standard-error.ts';

/** Questions for the base's map, for each modifier's, and of those written by hand. */
const QUESTIONS = {
	// 400, 800 and 1,200 answers to fit on gave Brier scores of 0.107, 0.093 and 0.091 on others.
	// Three tenths of a modifier's are for its figures: of 180 answers a map without a fault shows an ECE of .04 to
	// .06 by chance, of 300 one of .03 to .045, and of 480 about .024 to .036.
	starter: { base: 6000, modifier: 1600, natural: 200 },
	tiny: { base: 160, modifier: 40, natural: 10 }
};

export async function calibrate(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`,
	engine?: string
): Promise<void> {
	const asking = askingOf(recipe, out, engine);
	const questions = questionsFor(recipe);
	const rows = await askRows(asking, questions);
	const base = chooseFit(rows);
	const thresholds = searchThreshold(
		sureBy(base.early, rows).filter(({ part }) => part === 'validation')
	);
	const threshold = chooseThreshold(thresholds);
	const modifiers = modifiersOf(manifestOf(out), out);
	const maps: Maps = {};
	for (const adapter of modifiers)
		maps[adapter.id] = await modifierMap(recipe, asking, adapter, base);
	const asked = { threshold, modifiers: modifiers.map(({ id }) => id) };
	const mixture = await mixtureCases(asking, rows.filter(isMixed), base, maps, modifiers, asked);
	const pairs = mixture.flatMap(({ withModifier, ...one }): Pair[] =>
		withModifier ? [{ ...one, withModifier }] : []
	);
	const { gain, tried } = chooseGain(pairs, isOwn);
	const calibration: Calibration = {
		version: CALIBRATION_VERSION,
		baseSha256: asking.baseSha256,
		abstention: ABSTENTION,
		base: base.map,
		modifiers: Object.fromEntries(Object.entries(maps).map(([id, { chosen }]) => [id, chosen.map])),
		...(gain ? { gain } : {})
	};
	const modifierCases = Object.values(maps).flatMap(({ cases }) => cases);
	const auto =
		modifiers.length === 0
			? null
			: autoReport(
					{
						modifiers: modifierCases,
						mixture: {
							'all of the mixture': mixture,
							'of it, the base’s own questions': mixture.filter(isOwn)
						}
					},
					{ ...asked, gain },
					tried
				);
	const further = chooseFurther(
		furtherCases([...mixture, ...modifierCases], { ...asked, gain }),
		threshold
	);
	const beforehand = await chooseBeforehand(
		mixture,
		{ ...asked, gain, further: further.bounds?.answer ?? threshold },
		(id, those) =>
			askRows(
				asking,
				those,
				modifiers.find((adapter) => adapter.id === id)!
			),
		publishedRouter(out)
	);
	const sure = sureBy(base.map, rows);
	const mixed = sure.filter(({ part, source }) => part === 'test' && source !== NATURAL);
	const result: CalibrationReport = {
		base: asking.baseSha256,
		engine: ENGINE_NAMES[asking.engine],
		questions: questionsHash(questions),
		...mapReport(base, sure.filter(isMixed)),
		publicFitted: rows.filter(({ part, source }) => part !== 'test' && source === PUBLIC).length,
		sets: setsOf(rows, calibration, threshold),
		policies: comparePolicies(
			sure.filter(({ part }) => part === 'fit'),
			mixed
		),
		thresholds,
		threshold,
		modifiers: Object.fromEntries(
			Object.entries(maps).map(([id, { chosen, rows }]) => [
				id,
				mapReport(chosen, sureBy(chosen.map, rows))
			])
		),
		auto,
		further,
		beforehand,
		earlyExit: chooseEarlyExit(rows.filter(isMixed), base, threshold)
	};
	write(out, calibration, result);
	console.error(calibrationText(result));
}

/** Measures the calibration that OUT has on today's questions; fits nothing, writes calibration.json alone. */
export async function measureCalibration(recipe: Recipe, out: string): Promise<void> {
	const { calibration, thresholds } = manifestFrom(
		JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8'))
	);
	if (!calibration || !thresholds)
		throw new Error(`${out}/manifest.json has no calibration. Run calibrate --out ${out}.`);
	const questions = questionsFor(recipe);
	const rows = await askRows(askingOf(recipe, out), questions);
	const path = `${out}/calibration.json`;
	const before = JSON.parse(readFileSync(path, 'utf8')) as CalibrationReport;
	const sets = setsOf(rows, calibration, thresholds.answer);
	const after = { ...before, questions: questionsHash(questions), sets };
	writeFileSync(path, JSON.stringify(after, null, '\t') + '\n');
}

const NATURAL = 'natural, written by hand';
const PUBLIC = 'out of scope, real people’s';
const HARDER: Source = 'harder, of the modifiers’ domains';
const isMixed = ({ source }: Row): boolean => source !== NATURAL;
/** Of the mixture: for the base to answer, or for nobody here. */
const isOwn = ({ source }: Pick<Row, 'source'>): boolean => source !== HARDER;
const sizes = ({ name }: Recipe) => (name === 'tiny' ? QUESTIONS.tiny : QUESTIONS.starter);

function askingOf(recipe: Recipe, out: string, engine?: string): Asking {
	const { baseSha256 } = manifestOf(out);
	const gguf = `${out}/base.gguf`;
	if (sha256(readFileSync(gguf)) !== baseSha256)
		throw new Error(`${gguf} is not the base of ${out}/manifest.json. Export again.`);
	return {
		gguf,
		baseSha256,
		folder: `${buildFolder(recipe)}/calibration`,
		engine: runtimeEngine(engine),
		domainOf: domainRecogniser(`${out}/domain.bin`)
	};
}

/** The prompt's part of the router, to compare with; none where the router step has not run. */
function publishedRouter(out: string): Record<string, (prompt: string) => number> {
	const file = `${out}/router.json`;
	if (!existsSync(file)) return {};
	const router = promptRouter(parseRouter(JSON.parse(readFileSync(file, 'utf8'))));
	return { 'the router of published outcomes': (prompt) => router(prompt).wrong };
}

/** Without its calibration: what is being replaced may be of the base before. */
function manifestOf(out: string): Manifest {
	const fields = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest;
	return manifestFrom({ ...fields, calibration: null });
}

function questionsFor(recipe: Recipe): Question[] {
	const size = sizes(recipe);
	return [
		...calibrationQuestions(size.base),
		...naturalItems()
			.slice(0, size.natural)
			.map((item) => ({ ...item, part: 'test' as const, source: NATURAL }))
	];
}

type Maps = Record<string, { chosen: Chosen; rows: Row[]; cases: AskedCase[] }>;

/** Rows as they are judged: those for choosing by the map that did not see them, the others by what ships. */
function asApplied({ early, map }: Chosen, rows: readonly Row[]): Map<Question, Row> {
	const of = (row: Row) => (row.part === 'validation' ? early : map);
	return new Map(rows.map((row) => [row.question, sureBy(of(row), [row])[0]!]));
}

const weighed = ({ confidence, right, inputs, question, answer }: Row): AutoCase['base'] => ({
	confidence,
	right,
	inputs: [...inputs, ...answerChecks(question.prompt, answer.text)]
});

/** A modifier's map, and what base and modifier said to the same questions. */
async function modifierMap(recipe: Recipe, asking: Asking, adapter: NamedAdapter, base: Chosen) {
	const domain = DOMAINS.find(({ id }) => id === adapter.id)!;
	const questions = modifierCalibrationQuestions(domain, sizes(recipe).modifier);
	const rows = await askRows(asking, questions, adapter);
	const chosen = chooseFit(rows);
	const own = asApplied(base, await askRows(asking, questions));
	const withModifier = asApplied(chosen, rows);
	const cases = questions.flatMap((question): AskedCase[] => {
		const [a, b] = [own.get(question), withModifier.get(question)];
		if (!a || !b) return [];
		const { part, source, domain } = a;
		return [
			{
				part,
				source,
				question,
				modifier: adapter.id,
				domain,
				base: weighed(a),
				withModifier: weighed(b)
			}
		];
	});
	return { chosen, rows, cases };
}

/** The base's rows as Auto meets them: doubtful ones are asked of their domain's modifier too. */
async function mixtureCases(
	asking: Asking,
	rows: readonly Row[],
	base: Chosen,
	maps: Maps,
	modifiers: readonly NamedAdapter[],
	asked: { threshold: number; modifiers: readonly string[] }
): Promise<AskedCase[]> {
	const own = asApplied(base, rows);
	const again = new Map<Question, Row>();
	for (const adapter of modifiers) {
		const doubtful = [...own.values()].filter((row) =>
			isAsked({ domain: row.domain, base: row }, adapter.id, asked)
		);
		const questions = doubtful.map(({ question }) => question);
		// Its map was fitted and chosen on other questions.
		const said = sureBy(maps[adapter.id]!.chosen.map, await askRows(asking, questions, adapter));
		for (const row of said) again.set(row.question, row);
	}
	const withModifier = (question: Question) => {
		const row = again.get(question);
		return row ? weighed(row) : null;
	};
	return [...own.values()].map((row) => ({
		part: row.part,
		source: row.source,
		question: row.question,
		modifier: row.domain?.domain ?? '',
		domain: row.domain,
		base: weighed(row),
		withModifier: withModifier(row.question)
	}));
}

/** How a map was chosen, and its figures on the questions for testing. */
function mapReport({ method, scores, map }: Chosen, rows: readonly Row[]): MapReport {
	const test = rows.filter(({ part }) => part === 'test');
	const before = uncalibrated(test);
	return {
		fitted: rows.filter(({ part }) => part === 'fit').length,
		validated: rows.filter(({ part }) => part === 'validation').length,
		chosen: method.name,
		methods: scores,
		inputs: map.inputs,
		before: figuresOf(before),
		after: figuresOf(test),
		bins: { before: reliability(before), after: reliability(test) },
		riskCoverage: riskCoverage(before, test)
	};
}

/** Figures of the questions for testing, by set, before and after. */
function setsOf(
	rows: readonly Row[],
	{ base }: Calibration,
	threshold: number
): CalibrationReport['sets'] {
	const test = sureBy(base, rows).filter(({ part }) => part === 'test');
	// As in an app that has not loaded the domain head.
	const headless = sureBy(
		base,
		test.map((row) => ({
			...row,
			inputs: row.inputs.filter((_, i) => i < CALIBRATION_INPUTS.length)
		}))
	);
	const sets: [string, Row[]][] = [
		['all of the mixture', test.filter(isMixed)],
		['all of it, without the domain head', headless.filter(isMixed)],
		...Object.keys(MIXTURE).map((name): [string, Row[]] => [
			name,
			test.filter(({ source }) => source === name)
		]),
		[
			'any of these after two exchanges or more',
			test.filter((row) => isMixed(row) && (row.question.history?.length ?? 0) > 1)
		],
		[
			'harder ones after two exchanges or more',
			test.filter((row) => row.source === HARDER && (row.question.history?.length ?? 0) > 1)
		],
		[NATURAL, test.filter(({ source }) => source === NATURAL)],
		[`${NATURAL}, without the domain head`, headless.filter(({ source }) => source === NATURAL)]
	];
	return sets
		.filter(([, list]) => list.length > 0)
		.map(([name, list]) => {
			const unknown = list.filter((row) => row.unknown);
			const caught = unknown.filter((row) => row.right || row.confidence < threshold);
			return {
				name,
				before: figuresOf(uncalibrated(list)),
				after: figuresOf(list),
				unknown: unknown.length,
				unknownCaught: unknown.length === 0 ? null : caught.length / unknown.length
			};
		});
}

/** The aim for out-of-scope questions. */
const CAUGHT = 0.97;

/**
 * Among the thresholds that catch enough out-of-scope questions, the one with the best quality less
 * price: quality a second would always take the lowest, which asks least. The highest when none does.
 */
function chooseThreshold(rows: readonly ThresholdRow[]): number {
	const enough = rows.filter((row) => (row.unknownCaught ?? 1) >= CAUGHT);
	const best = enough.toSorted((a, b) => b.worth - a.worth)[0] ?? rows.at(-1)!;
	return best.threshold;
}

/** For the card: shares alone, each modifier's and the mixture's. */
function autoBrief({ all, modifiers, mixture }: AutoReport) {
	const brief = ({ n, base, auto, calls, best }: AutoFigures) => ({ n, base, auto, calls, best });
	const named = { all, mixture: mixture['all of the mixture']?.rule ?? all, ...modifiers };
	return Object.fromEntries(Object.entries(named).map(([id, figures]) => [id, brief(figures)]));
}

const exitBrief = ({ n, lostShare, saved }: EarlyExitFigures) => ({ n, lostShare, saved });

function write(out: string, calibration: Calibration, result: CalibrationReport): void {
	const brief = ({ after: { n, ece, auroc, brier } }: Pick<MapReport, 'after'>) => ({ n, ece, auroc, brier }); // prettier-ignore
	const natural = result.sets.find(({ name }) => name === NATURAL);
	// Read again: other steps add files to it while the questions are asked.
	const manifest = manifestOf(out);
	const { unknownCaught } = result.sets[0]!;
	// The bench of enhancements measures it, not this step.
	const { novelBelow } = manifest.thresholds ?? {};
	const changed = manifestFrom({
		...manifest,
		calibration,
		thresholds: {
			answer: result.threshold,
			...(result.earlyExit?.exit ? { earlyExit: result.earlyExit.exit } : {}),
			...(result.further?.bounds ? { further: result.further.bounds } : {}),
			...(result.beforehand?.map ? { beforehand: result.beforehand.map } : {}),
			...(novelBelow === undefined ? {} : { novelBelow })
		},
		measured: {
			...manifest.measured,
			calibration: {
				...brief(result),
				unknownCaught,
				...(natural ? { natural: brief(natural) } : {}),
				modifiers: Object.fromEntries(
					Object.entries(result.modifiers).map(([id, of]) => [id, brief(of)])
				)
			},
			...(result.auto ? { auto: autoBrief(result.auto) } : {}),
			...(result.earlyExit?.test ? { earlyExit: exitBrief(result.earlyExit.test) } : {})
		}
	});
	writeFileSync(`${out}/manifest.json`, JSON.stringify(changed, null, '\t') + '\n');
	writeFileSync(`${out}/calibration.json`, JSON.stringify(result, null, '\t') + '\n');
	writeFileSync(`${out}/calibration.md`, calibrationText(result));
}
