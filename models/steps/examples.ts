// npm run models -- examples --recipe starter|tiny [--out models/starter]
//
// Makes the example bank: questions of every domain with answers that programs worked out, checked
// once more, chosen to be far from each other, each with its vector by the embedder in OUT.
// Reads   the generator, OUT/{embedder.onnx, embedder-tokenizer.json, embedder.json, manifest.json}
// Writes  OUT/{examples.bin, examples-report.json}, OUT/manifest.json

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { EMBEDDER_FILES, type Embedder } from '../../src/contract/embedder.ts';
import {
	EXAMPLES_FILE,
	packExamples,
	parseExamples,
	quantiseVector,
	type Example
} from '../../src/contract/examples.ts';
import { equations } from '../../src/decide/answer-checks.ts';
import { domainOf } from '../../src/decide/domain.ts';
import { exampleSearch } from '../../src/decide/examples.ts';
import { openEmbedderIn } from '../embedder/node-embedder.ts';
import { exchange, MIX } from '../generator/conversation.ts';
import { ABILITY_CLASSES } from '../generator/domains/starter-tasks.ts';
import { Draw } from '../generator/grammar.ts';
import { itemAt, type DomainItem } from '../generator/modifiers/domain.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { Random } from '../generator/random.ts';
import { grade } from '../grade.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { questionsHash } from '../standard-error.ts';
import { attachFiles } from './attach-files.ts';

/** Question and answer: two of them and a question must fit a small model's context. */
const MOST_CHARACTERS = 480;

export interface ExamplesReport {
	embedder: string;
	count: number;
	bytes: number;
	/** Per domain. */
	domains: Record<string, number>;
	/** Candidates that a second check refused. */
	refused: number;
	/** Held-out questions whose nearest example is of their domain, and that example's mean similarity. */
	heldOut: { n: number; sameDomain: number; similarity: number };
	/** Names the held-out questions; absent in reports from before it was kept. */
	questions?: string;
	/** One search of the whole bank, in Node. */
	searchMs: { p50: number; p95: number };
}

export async function makeExamples(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`
): Promise<void> {
	if (!existsSync(`${out}/${EMBEDDER_FILES.card}`))
		throw new Error(
			`There is no embedder in ${out}. Run \`npm run models -- embedder --recipe ${recipe.name}\` first.`
		);
	const { perDomain, candidatesPerDomain } = recipe.examples;
	const embedder = await openEmbedderIn(out);
	try {
		const chosen: { example: Example; vector: Float32Array }[] = [];
		const domains: Record<string, number> = {};
		let refused = 0;
		for (const domain of ['general', ...DOMAINS.map(({ id }) => id)]) {
			const made = candidates(domain, candidatesPerDomain, false);
			refused += made.refused;
			const { examples } = made;
			const vectors = await embedder.embed(examples.map(({ question }) => question));
			const far = farApart(vectors, perDomain);
			domains[domain] = far.length;
			for (const i of far) chosen.push({ example: examples[i]!, vector: vectors[i]! });
			console.error(`examples: ${far.length} of ${examples.length} for ${domain}`);
		}
		const quantised = chosen.map(({ vector }) => quantiseVector(vector));
		const { dimensions } = embedder;
		const vectors = new Int8Array(chosen.length * dimensions);
		quantised.forEach(({ values }, i) => vectors.set(values, i * dimensions));
		const bytes = packExamples({
			embedder: embedder.id,
			dimensions,
			examples: chosen.map(({ example }) => example),
			scales: Float32Array.from(quantised, ({ scale }) => scale),
			vectors,
			provenance: 'written and answered by the programs in models/generator'
		});
		writeFileSync(`${out}/${EXAMPLES_FILE}`, bytes);
		const report: ExamplesReport = {
			embedder: embedder.id,
			count: chosen.length,
			bytes: bytes.length,
			domains,
			refused,
			...(await measure(bytes, embedder, heldOutOf(recipe)))
		};
		writeFileSync(`${out}/examples-report.json`, JSON.stringify(report, null, '\t') + '\n');
		attachFiles(out, [EXAMPLES_FILE], { examples: report });
		console.error(`examples: ${JSON.stringify(report)}`);
	} finally {
		await embedder.dispose();
	}
}

/** Different questions of a domain, answered and checked: of its tasks, and of the base's abilities that belong to it. */
function candidates(
	domain: string,
	count: number,
	held: boolean
): { examples: Example[]; refused: number } {
	const seen = new Set<string>();
	const examples: Example[] = [];
	let refused = 0;
	const add = ({ question, answer }: Omit<Example, 'domain'>, right: boolean): void => {
		const key = question.toLowerCase();
		if (seen.has(key) || question.length + answer.length > MOST_CHARACTERS) return;
		seen.add(key);
		if (right) examples.push({ domain, question, answer });
		else refused++;
	};
	const kinds = MIX.map(([kind]) => kind).filter(
		(kind) => ABILITY_CLASSES[kind] !== undefined && domainOf(ABILITY_CLASSES[kind]) === domain
	);
	const tasks = DOMAINS.find(({ id }) => id === domain);
	const perKind = Math.ceil((tasks ? count / 2 : count) / Math.max(1, kinds.length));
	for (const kind of kinds)
		for (let i = 0; i < perKind; i++) {
			const draw = new Draw(new Random(`examples:${kind}:${held}:${i}`), held);
			const { prompt, answer, ability } = exchange(draw, new Map(), kind);
			// A question that refers to what is not known here teaches nothing.
			if (ability !== 'unknown') add({ question: prompt, answer }, equations(answer).wrong === 0);
		}
	if (tasks) {
		const items = Array.from(
			{ length: kinds.length > 0 ? Math.ceil(count / 2) : count },
			(_, i): DomainItem => itemAt(tasks, 'examples', i, { held, even: true })
		);
		const right = grade(
			items,
			items.map(({ answer }) => answer)
		);
		items.forEach(({ prompt, answer }, i) => add({ question: prompt, answer }, right[i]!));
	}
	return { examples, refused };
}

/** Each next one is the farthest from all before (Gonzalez 1985); the first is the nearest to the middle. */
export function farApart(vectors: readonly Float32Array[], count: number): number[] {
	const [first] = vectors;
	if (!first) return [];
	const dot = (a: Float32Array, b: Float32Array): number => {
		let sum = 0;
		for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
		return sum;
	};
	const middle = new Float32Array(first.length);
	for (const vector of vectors) for (let d = 0; d < middle.length; d++) middle[d]! += vector[d]!;
	let next = 0;
	for (let i = 1; i < vectors.length; i++)
		if (dot(middle, vectors[i]!) > dot(middle, vectors[next]!)) next = i;
	const nearest = new Float64Array(vectors.length).fill(-2);
	const chosen: number[] = [];
	while (chosen.length < Math.min(count, vectors.length)) {
		chosen.push(next);
		nearest[next] = Number.POSITIVE_INFINITY;
		let farthest = -1;
		for (let i = 0; i < vectors.length; i++) {
			nearest[i] = Math.max(nearest[i]!, dot(vectors[next]!, vectors[i]!));
			if (farthest < 0 || nearest[i]! < nearest[farthest]!) farthest = i;
		}
		next = farthest;
	}
	return chosen;
}

const heldOutOf = ({ examples }: Recipe): number => Math.max(4, Math.round(examples.perDomain / 4));

/** Measures the bank that OUT has on today's questions; writes its report alone. */
export async function measureExamples(recipe: Recipe, out: string): Promise<void> {
	const path = `${out}/examples-report.json`;
	const before = JSON.parse(readFileSync(path, 'utf8')) as ExamplesReport;
	const bytes = new Uint8Array(readFileSync(`${out}/${EXAMPLES_FILE}`));
	const embedder = await openEmbedderIn(out);
	try {
		const measured = await measure(bytes, embedder, heldOutOf(recipe));
		writeFileSync(path, JSON.stringify({ ...before, ...measured }, null, '\t') + '\n');
	} finally {
		await embedder.dispose();
	}
}

async function measure(
	bytes: Uint8Array,
	embedder: Embedder,
	perDomain: number
): Promise<Pick<ExamplesReport, 'heldOut' | 'questions' | 'searchMs'>> {
	const bank = parseExamples(bytes);
	const search = exampleSearch(bank, embedder.id);
	const questions = ['general', ...DOMAINS.map(({ id }) => id)].flatMap(
		(domain) => candidates(domain, perDomain, true).examples
	);
	const vectors = await embedder.embed(questions.map(({ question }) => question));
	let same = 0;
	let similarity = 0;
	const times: number[] = [];
	questions.forEach(({ domain }, i) => {
		const began = performance.now();
		const [found] = search({ vector: vectors[i]!, count: 3 });
		times.push(performance.now() - began);
		if (found?.example.domain === domain) same++;
		similarity += found?.similarity ?? 0;
	});
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number): number =>
		Math.round(1000 * (sorted[Math.floor(share * sorted.length)] ?? 0)) / 1000;
	const n = questions.length;
	return {
		heldOut: { n, sameDomain: same / n, similarity: similarity / n },
		questions: questionsHash(questions),
		searchMs: { p50: at(0.5), p95: at(0.95) }
	};
}
