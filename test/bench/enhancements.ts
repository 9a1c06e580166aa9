// Where voting, critique and few-shot examples help the shipped starter, and where not: each against the same
// model's first answer on the same held-out questions, with 95 % bootstrap intervals of the difference. And what
// giving a hopeless answer up saves, and loses (early exit). llama.cpp in Node, one thread; a few minutes.
// `npm run bench -- enhancements [per kind] [per domain]`; with `--only early-exit` that alone, in half a minute.

import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CRITIC_FILE, parseCritic } from '../../src/contract/critic.ts';
import { EXAMPLES_FILE, parseExamples } from '../../src/contract/examples.ts';
import { criticGrade } from '../../src/decide/critic.ts';
import { domainRecogniser, thresholdOf } from '../../models/auto.ts';
import { auroc, bootstrap, mean, type Interval } from '../../models/classification.ts';
import { openEmbedderIn } from '../../models/embedder/node-embedder.ts';
import { calibrationError } from '../../models/measure.ts';
import { FEW_SHOT } from '../../src/turn/few-shot.ts';
import { PATH_SAMPLING } from '../../src/turn/self-consistency.ts';
import { createArms, type Answer, type Case, type Parts } from './enhancements/arms.ts';
import {
	earlyExitFigures,
	showEarlyExit,
	type EarlyExitFigures
} from './enhancements/early-exit.ts';
import { openNativeModel, remembering } from './enhancements/native-model.ts';
import { questions, rightOnes, type Asked } from './enhancements/questions.ts';

const FOLDER = new URL('../../models/starter', import.meta.url).pathname;
const MOST_PATHS = 10;

type Judged = Answer & { right: boolean };
type Writer = 'base' | 'modifier';
type Row = { asked: Asked; one: Case; first: Judged; arms: Record<string, Judged> };

export type ArmFigures = {
	writer: Writer;
	arm: string;
	/** Which questions: all, those whose first answer is doubtful, the base's abilities, domains' tasks. */
	on: string;
	n: number;
	before: number;
	after: number;
	gain: number;
	/** Of the gain. */
	interval: Interval;
	/** Right first and wrong after, and the other way round. */
	lost: number;
	won: number;
	/** Share of questions on which it did anything. */
	acted: number;
	/** Tokens computed beyond the first answer, per token of first answers. */
	extraTokens: number;
};

export type Enhancements = {
	base: string;
	threshold: number;
	questions: number;
	earlyExit: EarlyExitFigures;
	figures: ArmFigures[];
	/** Of the base's ten paths. */
	paths: { right: number; anyOf5: number; anyOf10: number; correlation: number };
	/** How well confidence tells right answers of a vote of five from wrong ones. */
	confidence: { by: string; auroc: number; interval: Interval; ece: number }[];
	/** Gain of three examples by the distance of the nearest one, in thirds. */
	novelty: { from: number; to: number; n: number; gain: number; interval: Interval }[];
	/** Gain of a vote of five by kind of question. */
	kinds: { kind: string; n: number; before: number; gain: number; interval: Interval }[];
};

type Arms = ReturnType<typeof createArms>;
type Arm = { name: string; run: (arms: Arms, one: Case) => Promise<Answer> };

/** The model's own distribution: at 0.8 and 0.9 a model that is sure says the same every time. */
const WIDE = { temperature: 1, topP: 1 };

const VOTES: Arm[] = [
	...[3, 5, MOST_PATHS].map((paths): Arm => ({
		name: `vote of ${paths}`,
		run: (arms, one) => arms.vote(one, { paths })
	})),
	{
		name: 'vote of 5, the first among them',
		run: (arms, one) => arms.vote(one, { paths: 5, withDraft: true })
	},
	{
		name: 'vote of 5, drawn widely',
		run: (arms, one) => arms.vote(one, { paths: 5, drawn: WIDE })
	}
];
const CRITIQUES: Arm[] = [
	{
		name: 'critique, drawn again as paths are, 3 rounds',
		run: (arms, one) => arms.critique(one, { rounds: 3, revise: 'draw', drawn: PATH_SAMPLING })
	},
	{
		name: 'critique, drawn again widely, 1 round',
		run: (arms, one) => arms.critique(one, { rounds: 1, revise: 'draw', drawn: WIDE })
	},
	{
		name: 'critique, drawn again widely, 3 rounds',
		run: (arms, one) => arms.critique(one, { rounds: 3, revise: 'draw', drawn: WIDE })
	},
	{
		name: 'the same, until a grade of 9',
		run: (arms, one) => arms.critique(one, { rounds: 3, revise: 'draw', drawn: WIDE, enough: 9 })
	},
	{
		name: 'critique, told what is weak, 3 rounds',
		run: (arms, one) => arms.critique(one, { rounds: 3, revise: 'correct', drawn: PATH_SAMPLING })
	}
];
const WHERE_NOVEL = '3 examples, where novel';
const EXAMPLES: Arm[] = [
	...[1, 3].map((count): Arm => ({
		name: `${count} example${count === 1 ? '' : 's'}, always`,
		run: (arms, one) => arms.examples(one, { when: 'always', count })
	})),
	{ name: WHERE_NOVEL, run: (arms, one) => arms.examples(one, { when: 'novel' }) }
];
const ARMS: Record<Writer, Arm[]> = {
	base: [...VOTES, ...CRITIQUES, ...EXAMPLES],
	modifier: [VOTES[1]!, VOTES[4]!, CRITIQUES[2]!, EXAMPLES[1]!]
};

export async function benchEnhancements(
	perKind = 20,
	perDomain = 20,
	say: (line: string) => void = () => undefined
): Promise<Enhancements> {
	const parts = await openParts();
	try {
		const arms = createArms(parts);
		const { manifest } = parts.model;
		const asked = questions(perKind, perDomain);
		const base = await rowsOf(
			arms,
			asked,
			() => null,
			ARMS.base,
			(n) => say(`base: ${n}`)
		);
		const has = new Set(manifest.modifiers.map(({ id }) => id));
		const own = asked.filter(({ of, ability }) => of === 'domain' && has.has(ability));
		const modifier = await rowsOf(
			arms,
			own,
			({ ability }) => ability,
			ARMS.modifier,
			(n) => say(`modifiers: ${n}`)
		);
		const threshold = thresholdOf(manifest);
		return {
			base: manifest.baseSha256,
			threshold,
			questions: asked.length,
			earlyExit: await earlyExitFigures(arms, base, manifest),
			figures: [
				...figuresOf('base', base, threshold),
				...figuresOf('modifier', modifier, threshold)
			],
			paths: await pathFigures(arms, base),
			confidence: confidenceFigures(base),
			novelty: noveltyFigures(base),
			kinds: kindFigures(base)
		};
	} finally {
		await parts.embedder?.dispose();
		await parts.model.dispose();
	}
}

/** Early exit alone: the base's first answers and no other. */
export async function benchEarlyExit(
	perKind = 20,
	perDomain = 20,
	say: (line: string) => void = () => undefined
): Promise<Pick<Enhancements, 'base' | 'threshold' | 'questions' | 'earlyExit'>> {
	const parts = await openParts();
	try {
		const arms = createArms(parts);
		const { manifest } = parts.model;
		const asked = questions(perKind, perDomain);
		const rows = await rowsOf(
			arms,
			asked,
			() => null,
			[],
			(n) => say(`base: ${n}`)
		);
		return {
			base: manifest.baseSha256,
			threshold: thresholdOf(manifest),
			questions: asked.length,
			earlyExit: await earlyExitFigures(arms, rows, manifest)
		};
	} finally {
		await parts.embedder?.dispose();
		await parts.model.dispose();
	}
}

async function openParts(): Promise<Parts> {
	const model = remembering(await openNativeModel(FOLDER));
	const file = (path: string) =>
		existsSync(`${FOLDER}/${path}`) ? readFileSync(`${FOLDER}/${path}`) : null;
	const critic = file(CRITIC_FILE);
	const bank = file(EXAMPLES_FILE);
	return {
		model,
		critic: critic && criticGrade(parseCritic(critic.toString(), model.manifest.baseSha256)),
		bank: bank && parseExamples(new Uint8Array(bank)),
		embedder: bank && (await openEmbedderIn(FOLDER)),
		domainOf: domainRecogniser(`${FOLDER}/domain.bin`)
	};
}

async function rowsOf(
	arms: Arms,
	asked: readonly Asked[],
	modifierOf: (one: Asked) => string | null,
	list: readonly Arm[],
	say: (count: string) => void
): Promise<Row[]> {
	const cases: Case[] = [];
	const answers = list.map((): Answer[] => []);
	for (const [i, one] of asked.entries()) {
		const own = await arms.case(one.prompt, modifierOf(one));
		cases.push(own);
		for (const [a, arm] of list.entries()) answers[a]!.push(await arm.run(arms, own));
		if ((i + 1) % 50 === 0) say(`${i + 1} of ${asked.length}`);
	}
	const judged = (all: readonly Answer[]): Judged[] => {
		const right = rightOnes(
			asked,
			all.map(({ text }) => text)
		);
		return all.map((answer, i) => ({ ...answer, right: right[i]! }));
	};
	const first = judged(cases.map((one) => arms.first(one)));
	const after = answers.map(judged);
	return asked.map((one, i) => ({
		asked: one,
		one: cases[i]!,
		first: first[i]!,
		arms: Object.fromEntries(list.map(({ name }, a) => [name, after[a]![i]!]))
	}));
}

const gainIn = (name: string) => (rows: readonly Row[]) =>
	mean(rows.map(({ first, arms }) => Number(arms[name]!.right) - Number(first.right)));
const share = (rows: readonly Row[], of: (row: Row) => boolean): number =>
	mean(rows.map((row) => Number(of(row))));

function figuresOf(writer: Writer, rows: readonly Row[], threshold: number): ArmFigures[] {
	const doubtful = ({ first }: Row) => (first.confidence ?? 1) < threshold;
	const parts: [string, Row[]][] = [
		['all', [...rows]],
		['doubtful', rows.filter(doubtful)],
		...(writer === 'base'
			? ([
					['abilities', rows.filter(({ asked }) => asked.of === 'base')],
					['domains’ tasks', rows.filter(({ asked }) => asked.of === 'domain')]
				] as [string, Row[]][])
			: [])
	];
	return ARMS[writer].flatMap(({ name }) =>
		parts
			.filter(([, some]) => some.length > 0)
			.map(([on, some]) => ({
				writer,
				arm: name,
				on,
				n: some.length,
				before: share(some, ({ first }) => first.right),
				after: share(some, ({ arms }) => arms[name]!.right),
				gain: gainIn(name)(some),
				interval: bootstrap(some, gainIn(name), 2000),
				lost: some.filter(({ first, arms }) => first.right && !arms[name]!.right).length,
				won: some.filter(({ first, arms }) => !first.right && arms[name]!.right).length,
				acted: share(some, ({ arms }) => arms[name]!.acted),
				extraTokens:
					some.reduce((sum, { arms }) => sum + arms[name]!.tokens, 0) /
					some.reduce((sum, { first }) => sum + first.tokens, 0)
			}))
	);
}

async function pathFigures(arms: Arms, rows: readonly Row[]): Promise<Enhancements['paths']> {
	const texts: string[][] = [];
	for (const { one } of rows) texts.push(await arms.paths(one, MOST_PATHS));
	const asked = rows.flatMap((row) => Array.from({ length: MOST_PATHS }, () => row.asked));
	const flat = rightOnes(asked, texts.flat());
	const right = rows.map((_, i) => flat.slice(i * MOST_PATHS, (i + 1) * MOST_PATHS));
	const shares = right.map((own) => mean(own.map(Number)));
	const overall = mean(shares);
	// Within-question variance over all of it: what is left is what the paths have in common.
	const within = mean(shares.map((p) => (p * (1 - p) * MOST_PATHS) / (MOST_PATHS - 1)));
	return {
		right: overall,
		anyOf5: mean(right.map((own) => Number(own.slice(0, 5).some(Boolean)))),
		anyOf10: mean(right.map((own) => Number(own.some(Boolean)))),
		correlation: 1 - within / (overall * (1 - overall))
	};
}

function confidenceFigures(rows: readonly Row[]): Enhancements['confidence'] {
	const vote = ({ arms }: Row) => arms['vote of 5']!;
	const scores: [string, (row: Row) => number][] = [
		['agreement of the paths', (row) => vote(row).agreement ?? 0],
		['calibrated, of the winning path', (row) => vote(row).confidence ?? 0],
		['calibrated, of the first answer', ({ first }) => first.confidence ?? 0],
		[
			'mean of agreement and the first’s',
			(row) => ((vote(row).agreement ?? 0) + (row.first.confidence ?? 0)) / 2
		]
	];
	return scores.map(([by, score]) => {
		const scored = rows.map((row) => ({ score: score(row), yes: vote(row).right }));
		return {
			by,
			auroc: auroc(scored),
			interval: bootstrap(scored, auroc),
			ece: calibrationError(
				scored.map((one) => one.score),
				scored.map(({ yes }) => yes)
			)
		};
	});
}

function noveltyFigures(rows: readonly Row[]): Enhancements['novelty'] {
	const name = '3 examples, always';
	const sorted = rows
		.filter(({ arms }) => arms[name]!.acted)
		.toSorted((a, b) => (a.arms[name]!.novelty ?? 0) - (b.arms[name]!.novelty ?? 0));
	return [0, 1, 2].flatMap((third) => {
		const some = sorted.slice(
			Math.floor((third * sorted.length) / 3),
			Math.floor(((third + 1) * sorted.length) / 3)
		);
		if (some.length === 0) return [];
		return {
			from: some[0]!.arms[name]!.novelty ?? 0,
			to: some.at(-1)!.arms[name]!.novelty ?? 0,
			n: some.length,
			gain: gainIn(name)(some),
			interval: bootstrap(some, gainIn(name))
		};
	});
}

function kindFigures(rows: readonly Row[]): Enhancements['kinds'] {
	// The base has an ability “code”, and a modifier a domain of that name.
	const kindOf = ({ asked }: Row) =>
		asked.of === 'domain' ? `domain ${asked.ability}` : asked.ability;
	return [...new Set(rows.map(kindOf))].map((kind) => {
		const some = rows.filter((row) => kindOf(row) === kind);
		return {
			kind,
			n: some.length,
			before: share(some, ({ first }) => first.right),
			gain: gainIn('vote of 5')(some),
			interval: bootstrap(some, gainIn('vote of 5'))
		};
	});
}

/**
 * For the model's manifest: Auto puts examples before novel questions whose first answer is doubtful, where that was
 * measured to gain what chance does not.
 */
function novelBelow(figures: readonly ArmFigures[]): number | null {
	const found = figures.find(
		({ writer, arm, on }) => writer === 'base' && arm === WHERE_NOVEL && on === 'doubtful'
	);
	return found && found.interval[0] > 0 ? FEW_SHOT.novelBelow : null;
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const range = ([low, high]: Interval): string =>
	`${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}`;

if (import.meta.main) {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { only: { type: 'string' } }
	});
	const [perKind, perDomain] = positionals.map(Number);
	const say = (line: string) => console.error(line);
	if (values.only === 'early-exit') {
		const figures = await benchEarlyExit(perKind, perDomain, say);
		showEarlyExit(figures.earlyExit);
		console.log(JSON.stringify(figures, null, '\t'));
	} else if (values.only !== undefined)
		throw new Error(`There is no part “${values.only}”. It can be: early-exit.`);
	else show(await benchEnhancements(perKind, perDomain, say));
}

function show(figures: Enhancements): void {
	showEarlyExit(figures.earlyExit);
	console.table(
		figures.figures.map((one) => ({
			writer: one.writer,
			enhancement: one.arm,
			on: `${one.on} (${one.n})`,
			before: percent(one.before),
			after: percent(one.after),
			gain: `${(100 * one.gain).toFixed(1)} (${range(one.interval)})`,
			'won / lost': `${one.won} / ${one.lost}`,
			acted: percent(one.acted),
			'tokens more': `${one.extraTokens.toFixed(1)} ×`
		}))
	);
	console.log(`thresholds.novelBelow for its manifest: ${novelBelow(figures.figures) ?? 'none'}`);
	console.table(figures.confidence.map((one) => ({ ...one, interval: range(one.interval) })));
	console.table(figures.novelty.map((one) => ({ ...one, interval: range(one.interval) })));
	console.table(figures.kinds.map((one) => ({ ...one, interval: range(one.interval) })));
	console.log(JSON.stringify(figures, null, '\t'));
}
