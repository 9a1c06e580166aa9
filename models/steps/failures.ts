// npm run models -- failures [--recipe starter] [--out models/.build/starter/export] [--only math,code]
//                            [--engine wllama]
//
// Asks the base what each modifier's domain asks, and keeps what it gets wrong: the only new things a
// modifier is trained on. Prompts are of the training side, stratified by domain, task and difficulty.
// The base answers by PyTorch in batches; a sample of the failures is asked again of the real engine.
// Reads   OUT/base.gguf
// Writes  models/.build/NAME/failures/{DOMAIN.jsonl, DOMAIN.review.jsonl, summary.json}, OUT/failures.md
//
// A person may set `keep` to false in either file, of one failure or of a group: `modifiers` leaves
// those out. `keep` is carried over when the step runs again on the same base.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { embed, kMeans, silhouette, suggestLabel } from '../cluster.ts';
import { itemAt, type Domain, type DomainItem } from '../generator/modifiers/domain.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { Random } from '../generator/random.ts';
import { gradeAll } from '../grade.ts';
import { judgeFromEnvironment } from '../judge.ts';
import { buildFolder, modifierEffort, type Recipe } from '../recipe.ts';
import { answerWithPyTorch } from '../runtime/pytorch.ts';
import { openRuntime, runtimeEngine } from '../runtime/runtime.ts';
import { writeCheckpoint } from '../safetensors.ts';
import { sha256 } from '../sha256.ts';
import { Tokenizer } from '../tokenizer.ts';
import { failuresText } from './failures-text.ts';

export interface Failure extends DomainItem {
	got: string;
	cluster: number;
	keep: boolean;
}

/** One group of alike failures, for a person to look at. */
export interface ReviewLine {
	cluster: number;
	label: string;
	size: number;
	tasks: Record<string, number>;
	examples: { prompt: string; got: string; expected: string }[];
	keep: boolean;
}

export interface FailureSummary {
	baseSha256: string;
	domains: Record<
		string,
		{
			asked: number;
			failed: number;
			/** Per task: difficulty, asked, failed. */
			tasks: Record<string, { difficulty: number; asked: number; failed: number }>;
			groups: number;
			silhouette: number;
			/** Of the failures asked again of the real engine, the part it fails too. */
			confirmed: { asked: number; failed: number };
			seconds: number;
		}
	>;
}

export const failureFolder = (recipe: Recipe): string => `${buildFolder(recipe)}/failures`;

export function readLines<T>(path: string): T[] {
	return existsSync(path)
		? readFileSync(path, 'utf8')
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line) as T)
		: [];
}
const writeLines = (path: string, lines: readonly object[]) =>
	writeFileSync(path, lines.map((line) => JSON.stringify(line) + '\n').join(''));

export const chosenDomains = (recipe: Recipe, only?: string): Domain[] => {
	const wanted = only?.split(',') ?? recipe.modifiers.domains ?? DOMAINS.map(({ id }) => id);
	return wanted.map((id) => {
		const domain = DOMAINS.find((d) => d.id === id);
		if (!domain)
			throw new Error(
				`There is no domain “${id}”. Domains: ${DOMAINS.map((d) => d.id).join(', ')}.`
			);
		return domain;
	});
};

/** Answers of at most this many tokens are waited for: the longest right one is about 150. */
const MOST_TOKENS = 160;
const CONFIRMED = 16; // failures a domain asked again of the engine
const MOST_GROUPS = 8;

export async function findFailures(
	recipe: Recipe,
	{
		out = `${buildFolder(recipe)}/export`,
		only,
		engine
	}: { out?: string; only?: string; engine?: string } = {}
): Promise<void> {
	const base = `${out}/base.gguf`,
		folder = failureFolder(recipe);
	mkdirSync(folder, { recursive: true });
	const bytes = new Uint8Array(readFileSync(base)),
		baseSha256 = sha256(bytes);
	const summaryPath = `${folder}/summary.json`;
	const weights = readBaseWeights(bytes),
		tokenizer = new Tokenizer(weights.vocabulary);
	const checkpoint = `${folder}/base.safetensors`;
	const { width, layers, heads, hidden, vocabulary, context } = weights.shape;
	writeCheckpoint(checkpoint, {
		shape: { width, layers, heads, hidden, vocabulary, context },
		tensors: weights.tensors
	});
	const report = (): void =>
		writeFileSync(`${out}/failures.md`, failuresText(readSummary(summaryPath, baseSha256)));
	for (const domain of chosenDomains(recipe, only)) {
		const began = Date.now(),
			items = stratified(domain, modifierEffort(recipe, domain.id).asked);
		// A recipe that asks more since wants more.
		if (readSummary(summaryPath, baseSha256).domains[domain.id]?.asked === items.length) {
			console.error(`failures: ${domain.id} is done for this base, kept`);
			report();
			continue;
		}
		const answers = answerWithPyTorch(checkpoint, tokenizer, items, MOST_TOKENS);
		// Null where only a judge could tell and none is configured: not a confirmed failure.
		const right = await gradeAll(
			items,
			answers.map(({ text }) => text),
			judgeFromEnvironment()
		);
		const failures = items.flatMap((item, i): Failure[] =>
			right[i] !== false ? [] : [{ ...item, got: answers[i]!.text, cluster: 0, keep: true }]
		);
		const tasks: FailureSummary['domains'][string]['tasks'] = {};
		items.forEach(({ task, difficulty }, i) => {
			const t = (tasks[task] ??= { difficulty, asked: 0, failed: 0 });
			t.asked++;
			if (right[i] === false) t.failed++;
		});
		const grouping = group(failures, `${folder}/${domain.id}`);
		const sample = failures.filter(
			(_, i) => i % Math.max(1, Math.floor(failures.length / CONFIRMED)) === 0
		);
		const confirmed = { asked: sample.length, failed: await failedAgain(base, sample, engine) };
		// Read again: another process may have found another domain's meanwhile.
		const summary = readSummary(summaryPath, baseSha256);
		summary.domains[domain.id] = {
			asked: items.length,
			failed: failures.length,
			tasks,
			...grouping,
			confirmed,
			seconds: Math.round((Date.now() - began) / 1000)
		};
		writeFileSync(summaryPath, JSON.stringify(summary, null, '\t') + '\n');
		report();
		console.error(
			`failures: ${domain.id}: ${failures.length} of ${items.length} wrong, ${grouping.groups} groups (silhouette ${grouping.silhouette}), the engine fails ${confirmed.failed} of ${confirmed.asked} again, ${summary.domains[domain.id]!.seconds} s`
		);
		if (confirmed.failed < 0.8 * confirmed.asked)
			throw new Error(
				`The engine answers ${confirmed.asked - confirmed.failed} of ${confirmed.asked} “failures” of ${domain.id} right: the fast path and the engine disagree. Compare them with \`npm run models -- report\`.`
			);
	}
}

/** What was found of this base so far. Another base fails elsewhere: nothing of it is kept. */
function readSummary(path: string, baseSha256: string): FailureSummary {
	if (existsSync(path)) {
		const before = JSON.parse(readFileSync(path, 'utf8')) as FailureSummary;
		if (before.baseSha256 === baseSha256) return before;
	}
	return { baseSha256, domains: {} };
}

/** Different prompts of the training side, tasks by their weight, each of at least a tenth. */
function stratified(domain: Domain, count: number): DomainItem[] {
	const items = new Map<string, DomainItem>();
	const even = Math.ceil(count / 10) * domain.tasks.length;
	for (let i = 0; items.size < count && i < count * 20; i++) {
		const item = itemAt(domain, 'failures', i, { held: false, even: i < even });
		items.set(item.prompt, item);
	}
	return [...items.values()];
}

/** Groups failures, writes them and the review file, and says how many groups and how far apart. */
function group(failures: Failure[], path: string): { groups: number; silhouette: number } {
	const kept = new Map(readLines<Failure>(`${path}.jsonl`).map((f) => [f.prompt, f.keep]));
	const reviewed = readLines<ReviewLine>(`${path}.review.jsonl`);
	for (const failure of failures) failure.keep = kept.get(failure.prompt) ?? true;
	// Points enough to see the groups: the cost of k-means and silhouette grows with them.
	const points = failures.slice(0, 1500).map(({ prompt, got }) => embed(`${prompt} ${got}`));
	let best = { k: 1, of: points.map(() => 0), spread: 0 },
		width = 0;
	for (let k = 2; k <= Math.min(MOST_GROUPS, points.length - 1); k++) {
		const found = kMeans(points, k, new Random(`failures:${k}`)),
			apart = silhouette(points, found);
		if (apart > width) [best, width] = [found, apart];
	}
	const centres = Array.from({ length: best.k }, (_, c) => {
		const members = points.filter((_, i) => best.of[i] === c);
		return members[0]?.map((_, d) => members.reduce((sum, m) => sum + m[d]!, 0) / members.length);
	});
	for (const failure of failures) {
		const point = embed(`${failure.prompt} ${failure.got}`);
		const near = centres.map((centre) =>
			centre ? centre.reduce((sum, x, i) => sum + (x - point[i]!) ** 2, 0) : Infinity
		);
		failure.cluster = near.indexOf(Math.min(...near));
	}
	const lines = centres.map((_, cluster): ReviewLine => {
		const own = failures.filter((f) => f.cluster === cluster),
			tasks: Record<string, number> = {};
		for (const { task } of own) tasks[task] = (tasks[task] ?? 0) + 1;
		const label = suggestLabel(
			own.map((f) => f.prompt),
			failures.filter((f) => f.cluster !== cluster).map((f) => f.prompt)
		);
		return {
			cluster,
			label,
			size: own.length,
			tasks,
			examples: own
				.slice(0, 5)
				.map(({ prompt, got, answer }) => ({ prompt, got, expected: answer })),
			keep: reviewed.find((line) => line.label === label)?.keep ?? true
		};
	});
	writeLines(`${path}.jsonl`, failures);
	writeLines(`${path}.review.jsonl`, lines);
	return { groups: best.k, silhouette: Math.round(width * 1000) / 1000 };
}

async function failedAgain(
	base: string,
	sample: readonly Failure[],
	name?: string
): Promise<number> {
	if (sample.length === 0) return 0;
	const engine = await openRuntime(base, [], runtimeEngine(name));
	try {
		const answers = await engine.answer(sample);
		const right = await gradeAll(
			sample,
			answers.map(({ text }) => text),
			judgeFromEnvironment()
		);
		return right.filter((one) => one === false).length;
	} finally {
		await engine.close();
	}
}

const FEWEST = 100; // under which there is nothing to learn from

/** Failures of this base, without those that a person took out. Throws when there are none of it, or too few. */
export function confirmedFailures(recipe: Recipe, domain: Domain, baseSha256: string): Failure[] {
	const folder = failureFolder(recipe),
		path = `${folder}/summary.json`;
	const known = existsSync(path)
		? (JSON.parse(readFileSync(path, 'utf8')) as FailureSummary)
		: null;
	const again = `Run \`npm run models -- failures --recipe ${recipe.name} --only ${domain.id}\`.`;
	if (known?.baseSha256 !== baseSha256 || !known.domains[domain.id])
		throw new Error(`The failures found are not of this base. ${again}`);
	const dropped = new Set(
		readLines<ReviewLine>(`${folder}/${domain.id}.review.jsonl`)
			.filter(({ keep }) => !keep)
			.map(({ cluster }) => cluster)
	);
	const failures = readLines<Failure>(`${folder}/${domain.id}.jsonl`).filter(
		({ keep, cluster }) => keep && !dropped.has(cluster)
	);
	if (failures.length < FEWEST)
		throw new Error(
			`${domain.id} has ${failures.length} confirmed failures; a modifier needs ${FEWEST}. ${again}`
		);
	return failures;
}
