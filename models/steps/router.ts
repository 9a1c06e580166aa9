// npm run models -- router --recipe starter|tiny [--out models/.build/NAME/export]
//
// Fits the prompt-only router on the public outcomes, compares it with what else was tried, by
// cross-validation in which near-duplicates stay together, and writes it with its report. The same
// data and code give the same bytes. The tiny recipe fits on fewer rows.
// Reads   UNDERSTUDY_DATA/{routellm, gsm8k, program_of_thoughts}
// Writes  OUT/{router.json, router-report.json, router.md}, models/.build/NAME/router/ (comparisons),
//         OUT/manifest.json where there is one (the file's hashes, the figures)

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { manifestFrom, type Manifest, type ManifestFile } from '../../src/contract/manifest.ts';
import {
	headScorer,
	packRouter,
	parseRouter,
	promptRouter,
	type RouterHead,
	type RouterModel
} from '../../src/decide/router.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { describeFile } from './attach-modifiers.ts';
import { rounded } from './evaluate-router.ts';
import { compare, type Comparison } from '../router/compare.ts';
import { shippedRow } from '../router/compared.ts';
import type { RoutedPrompt } from '../router/data.ts';
import { routerScore } from '../router/metrics.ts';
import { MID_SIZE, publicOutcomes, type PublicOutcomes } from '../router/public-outcomes.ts';
import { routerText, type RouterReport, type RouterTable } from '../router/report.ts';
import { promptRows } from '../router/rows.ts';
import {
	CHOICE_SETTINGS,
	fitHead,
	foldSolution,
	OPEN_SETTINGS,
	openRows,
	packHead,
	targetsOf
} from '../router/train.ts';

const PROVENANCE = [
	'Fitted on per-question outcomes published with RouteLLM (lm-sys/RouteLLM, Apache-2.0; questions of MMLU and GSM8K, MIT): which questions Mixtral-8x7B-Instruct and GPT-4-1106 answered right.',
	'Also on GSM8K’s worked training problems (openai/grade-school-math, MIT) and on which of the same GSM8K questions GPT-3 and Codex answered right (openai/grade-school-math and wenhuchen/Program-of-Thoughts, MIT).',
	'Weights only: no question or answer is in this file.'
];

export async function makeRouter(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`
): Promise<void> {
	const outcomes = publicOutcomes();
	if (!outcomes) {
		console.error('router: no routellm in the data folder (UNDERSTUDY_DATA): nothing to fit on.');
		return;
	}
	const began = Date.now();
	const used = recipe.name === 'tiny' ? firstOf(outcomes, 200) : outcomes;
	const text = packRouter(fitRouter(used));
	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	mkdirSync(out, { recursive: true });
	writeFileSync(`${out}/router.json`, text);
	const report = reportOf(recipe, used, text);
	writeFileSync(`${out}/router-report.json`, JSON.stringify(report, null, '\t') + '\n');
	writeFileSync(`${out}/router.md`, routerText(report));
	console.error(routerText(report));
	if (existsSync(`${out}/manifest.json`)) enter(out, text, report);
	console.error(
		`router: ${out}/router.json, ${(text.length / 1e3).toFixed(0)} kB, fitted in ${seconds} s`
	);
}

/** Everything of the starter but its base may take 24 MB; the router gets two. */
const MOST_BYTES = 2_000_000;

function enter(out: string, text: string, report: RouterReport): void {
	if (text.length > MOST_BYTES)
		throw new Error(`The router is ${text.length} bytes; at most ${MOST_BYTES} may ship.`);
	const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest;
	const file: ManifestFile = {
		...describeFile('router.json', new TextEncoder().encode(text)),
		onDemand: true
	};
	const figures = report.tables.map(({ name, compared }) => {
		const { n, auc, apgr, cpt50, cpt80 } = rounded(shippedRow(compared));
		return [name, { n, auc, apgr, cpt50, cpt80 }] as const;
	});
	const next = manifestFrom({
		...manifest,
		files: [...manifest.files.filter(({ path }) => path !== file.path), file],
		measured: { ...manifest.measured, router: Object.fromEntries(figures) }
	});
	writeFileSync(`${out}/manifest.json`, JSON.stringify(next, null, '\t') + '\n');
}

export function fitRouter({ choice, open, othersFailed, worked }: PublicOutcomes): RouterModel {
	const rows = promptRows(
		choice.map((row) => row.prompt),
		CHOICE_SETTINGS.buckets,
		CHOICE_SETTINGS.shapeScale
	);
	const choiceHead = fitHead(
		rows,
		choice.map((_, i) => i),
		targetsOf(choice),
		CHOICE_SETTINGS.penalty
	);
	const forOpen = openRows(
		open.map((row) => row.prompt),
		worked,
		OPEN_SETTINGS
	);
	const openHead = fitHead(
		forOpen.extended,
		open.map((_, i) => i),
		targetsOf(open, othersFailed),
		OPEN_SETTINGS.penalty
	);
	return {
		choice: packHead(rows, choiceHead),
		open: packHead(forOpen.rows, foldSolution(openHead, forOpen, open.length)),
		provenance: PROVENANCE
	};
}

function firstOf(outcomes: PublicOutcomes, count: number): PublicOutcomes {
	return {
		choice: outcomes.choice.slice(0, count),
		open: outcomes.open.slice(0, count),
		othersFailed: outcomes.othersFailed.slice(0, count),
		midSize: outcomes.midSize.slice(0, count),
		worked: outcomes.worked.slice(0, count)
	};
}

function reportOf(recipe: Recipe, outcomes: PublicOutcomes, text: string): RouterReport {
	const model = parseRouter(JSON.parse(text));
	const { choice, open, othersFailed, worked } = outcomes;
	const compared = (name: string, run: () => Comparison) => once(recipe, name, text, run);
	return {
		tables: [
			tableOf(
				'Questions with lettered options (MMLU)',
				choice,
				compared('choice', () => compare(choice, CHOICE_SETTINGS, 1)),
				model.open,
				null
			),
			tableOf(
				'Word problems (GSM8K)',
				open,
				compared('open', () => compare(open, OPEN_SETTINGS, 1, { soften: othersFailed, worked })),
				model.choice,
				midSizeOf(outcomes)
			)
		],
		bytes: text.length,
		latency: latencyOf(model, [...choice, ...open])
	};
}

/** Comparing takes minutes: it is kept until the rows, or the code that fits what ships, change. */
function once(recipe: Recipe, name: string, text: string, run: () => Comparison): Comparison {
	const folder = `${buildFolder(recipe)}/router`;
	const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
	const file = `${folder}/${name}-${digest}.json`;
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Comparison;
	const comparison = run();
	mkdirSync(folder, { recursive: true });
	writeFileSync(file, JSON.stringify(comparison));
	return comparison;
}

function tableOf(
	name: string,
	rows: RoutedPrompt[],
	comparison: Comparison,
	otherHead: RouterHead,
	midSize: RouterTable['midSize']
): RouterTable {
	const other = headScorer(otherHead);
	const scores = rows.map((row) => other(row.prompt));
	const share = (right: (row: RoutedPrompt) => boolean) => rows.filter(right).length / rows.length;
	return {
		name,
		rows: rows.length,
		groups: comparison.groups,
		weak: share((row) => row.weak),
		strong: share((row) => row.strong),
		midSize,
		compared: comparison.rows,
		transferred: routerScore(
			scores.map((s) => s.wrong),
			scores.map((s) => s.gain),
			rows
		),
		seeds: comparison.seeds
	};
}

function midSizeOf({ open, midSize }: PublicOutcomes): RouterTable['midSize'] {
	const asked = open.flatMap((row, i) => (midSize[i] === null ? [] : [{ row, its: midSize[i]! }]));
	if (asked.length === 0) return null;
	const count = (right: (one: { row: RoutedPrompt; its: boolean }) => boolean) =>
		asked.filter(right).length;
	const [weak, strong, its] = [
		count(({ row }) => row.weak),
		count(({ row }) => row.strong),
		count((one) => one.its)
	];
	return {
		name: MID_SIZE,
		n: asked.length,
		right: its / asked.length,
		recovered: (its - weak) / (strong - weak)
	};
}

/** Each prompt's least of five: what the decision takes, not what else the machine does. */
function latencyOf(model: RouterModel, rows: readonly RoutedPrompt[]): RouterReport['latency'] {
	const route = promptRouter(model);
	const some = rows.filter((_, i) => i % Math.ceil(rows.length / 2000) === 0);
	const once = (prompt: string) => {
		const began = performance.now();
		route(prompt);
		return performance.now() - began;
	};
	const ms = some
		.map(({ prompt }) => Math.min(...Array.from({ length: 5 }, () => once(prompt))))
		.toSorted((x, y) => x - y);
	const at = (part: number) => ms[Math.min(ms.length - 1, Math.floor(part * ms.length))]!;
	return { n: ms.length, p50: at(0.5), p99: at(0.99), most: ms.at(-1)! };
}
