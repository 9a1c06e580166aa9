// The steps of the pipeline, as a list: what each is called, does, reads and writes, and what stops
// the pipeline after it. `cli.ts` runs one, `steps/all.ts` runs those of STEPS in this order, and
// models/README.md holds the same list as its table. How a step does its work is in steps/NAME.ts,
// loaded when it runs.

import {
	baseIsGood,
	baseIsTrained,
	complaintsAreHeard,
	confidenceIsCalibrated,
	domainsAreRecognised,
	examplesSuffice,
	gradesRank,
	routerRanks,
	someModifierBeatsTheBase,
	textsAreFound,
	type Gate
} from './gates.ts';
import { buildFolder, type Recipe } from './recipe.ts';

/** From the command line; each step reads its own. */
export interface StepOptions {
	out?: string;
	only?: string;
	/** What answers: `wllama` (Chromium) instead of node-llama-cpp. */
	engine?: string;
	from?: string;
	shard?: string;
	'ends-at'?: string;
	peak?: string;
	'per-kind'?: string;
	'force-because'?: string;
	'as-measured'?: boolean;
	'mean-with'?: string;
	'mean-share'?: string;
}

export interface Step {
	name: string;
	/** For the table: what it makes. */
	does: string;
	/** What it takes from the recipe, beside the seed; and files in models/.build/NAME. When one of
	 * either changes, `all` runs the step again. */
	settings?: readonly (keyof Recipe)[];
	reads: readonly string[];
	writes: readonly string[];
	/** For the table: what stops the pipeline; a step that throws stops it too. */
	stopsWhen: string;
	/** After it ran: why the pipeline stops here, with the next step, or null. */
	gate?: Gate;
	run(recipe: Recipe, options: StepOptions): unknown;
	/** Seconds of work over all its runs, where it keeps count itself. */
	spent?(recipe: Recipe): Promise<number>;
}

/** In the order in which `all` runs them. */
export const STEPS: readonly Step[] = [
	{
		name: 'tokenizer',
		does: 'the vocabulary, from generated conversations',
		settings: ['vocabulary'],
		reads: [],
		writes: ['vocabulary.json'],
		stopsWhen: '–',
		run: async (recipe) => (await import('./steps/tokenizer.ts')).makeTokenizer(recipe)
	},
	{
		name: 'train-base',
		does: 'the base, on shards it has `corpus` write ahead of it',
		settings: ['shape', 'maxTokens', 'conversationsPerShard', 'training'],
		reads: ['vocabulary.json'],
		writes: ['weights.safetensors', 'train.log.jsonl'],
		stopsWhen: 'training did not come to its end',
		gate: baseIsTrained,
		run: async (recipe, { from, peak, 'ends-at': endsAt }) =>
			(await import('./steps/train-base.ts')).trainBase(recipe, { endsAt, from, peak }),
		spent: async (recipe) =>
			(await import('./steps/train-base.ts')).readLog(buildFolder(recipe)).at(-1)?.seconds ?? 0
	},
	{
		name: 'export',
		does: 'the base as a GGUF in half precision, and its manifest',
		settings: ['shape'],
		reads: ['vocabulary.json', 'weights.safetensors'],
		writes: ['export/base.gguf', 'export/manifest.json'],
		stopsWhen: 'it is larger than 16 MB',
		run: async (recipe, { out, 'mean-with': meanWith, 'mean-share': share }) => {
			const { exportBase, shareOf } = await import('./steps/export.ts');
			exportBase(recipe, out, meanWith, shareOf(share));
		}
	},
	{
		name: 'report',
		does: 'what the base can do, by the real engine, and its self-test',
		settings: ['heldOutPerKind'],
		reads: ['export/base.gguf'],
		writes: ['export/report.json', 'export/report.md'],
		stopsWhen: 'engine and PyTorch differ, or too little is right',
		gate: baseIsGood,
		run: async (recipe, { out, engine, 'per-kind': perKind }) =>
			(await import('./steps/evaluate.ts')).report(
				recipe,
				out,
				perKind ? Number(perKind) : undefined,
				engine
			)
	},
	{
		name: 'failures',
		does: 'what the base gets wrong of each modifier’s domain, in groups for a person to review',
		settings: ['modifiers'],
		reads: ['export/base.gguf'],
		writes: ['failures/summary.json', 'export/failures.md'],
		stopsWhen: 'the engine answers a fifth of them right',
		run: async (recipe, options) =>
			(await import('./steps/failures.ts')).findFailures(recipe, options)
	},
	{
		name: 'modifiers',
		does: 'an activated LoRA for each domain; those that beat the base go into the manifest',
		settings: ['modifiers'],
		reads: ['export/base.gguf', 'failures/summary.json'],
		writes: ['export/modifiers.json'],
		stopsWhen: 'too few beat the base',
		gate: someModifierBeatsTheBase,
		run: async (recipe, options) =>
			(await import('./steps/modifiers.ts')).makeModifiers(recipe, options)
	},
	{
		name: 'domain-head',
		does: 'which domain a prompt belongs to',
		settings: ['classifiers'],
		reads: [],
		writes: ['classifiers/domain.bin', 'classifiers/domain.report.json'],
		stopsWhen: 'too few held-out requests are recognised',
		gate: domainsAreRecognised,
		run: async (recipe, { out }) =>
			(await import('./steps/domain-head.ts')).makeDomainHead(recipe, out)
	},
	{
		name: 'dissatisfaction',
		does: 'whether a message says that the answer before was no good',
		settings: ['classifiers'],
		reads: [],
		writes: ['classifiers/dissatisfaction.bin', 'classifiers/dissatisfaction.report.json'],
		stopsWhen: 'F1 on held-out dialogues is too low',
		gate: complaintsAreHeard,
		run: async (recipe, { out }) =>
			(await import('./steps/dissatisfaction.ts')).makeDissatisfaction(recipe, out)
	},
	{
		name: 'classifiers',
		does: 'both classifiers beside the base and in its manifest',
		reads: ['export/base.gguf', 'classifiers/domain.bin', 'classifiers/dissatisfaction.bin'],
		writes: ['export/domain.bin', 'export/dissatisfaction.bin', 'export/classifiers.json'],
		stopsWhen: 'one is larger than 3 MB',
		run: async (recipe, { out }) =>
			(await import('./steps/classifiers.ts')).attachClassifiers(recipe, out)
	},
	{
		name: 'router',
		does: 'the prompt-only router, from public outcomes; without them nothing',
		reads: ['export/base.gguf'],
		writes: ['export/router.json', 'export/router-report.json'],
		stopsWhen: 'its AUC is too low',
		gate: routerRanks,
		run: async (recipe, { out }) => (await import('./steps/router.ts')).makeRouter(recipe, out)
	},
	{
		name: 'calibrate',
		does: 'how likely an answer is right, from what its tokens said, and the threshold',
		reads: ['export/base.gguf', 'export/modifiers.json', 'export/domain.bin'],
		writes: ['export/calibration.json', 'export/calibration.md'],
		stopsWhen: 'ECE is too high',
		gate: confidenceIsCalibrated,
		run: async (recipe, { out, engine }) =>
			(await import('./steps/calibrate.ts')).calibrate(recipe, out, engine)
	},
	{
		name: 'embedder',
		does: 'vectors of texts: a small encoder as ONNX in eight bits, with its tokenizer',
		settings: ['embedder'],
		reads: ['export/base.gguf'],
		writes: ['export/embedder.onnx', 'export/embedder-report.json'],
		stopsWhen: 'it is larger than 6.5 MB, or finds less than hashed n-grams',
		gate: textsAreFound,
		run: async (recipe, { out }) => (await import('./steps/embedder.ts')).makeEmbedder(recipe, out)
	},
	{
		name: 'examples',
		does: 'the example bank: questions with checked answers and their vectors',
		settings: ['examples'],
		reads: ['export/embedder.onnx'],
		writes: ['export/examples.bin', 'export/examples-report.json'],
		stopsWhen: 'there are too few',
		gate: examplesSuffice,
		run: async (recipe, { out }) => (await import('./steps/examples.ts')).makeExamples(recipe, out)
	},
	{
		name: 'critic',
		does: 'grades of answers, 0 to 10, fitted on this base’s own',
		settings: ['critic'],
		reads: ['export/base.gguf', 'export/calibration.json'],
		writes: ['export/critic.json', 'export/critic-report.json'],
		stopsWhen: 'it is larger than 300 kB, or cannot tell right from wrong',
		gate: gradesRank,
		run: async (recipe, { out }) => (await import('./steps/critic.ts')).makeCritic(recipe, out)
	}
];

/** Steps that `all` does not run by themselves. */
export const OTHERS: readonly Step[] = [
	{
		name: 'corpus',
		does: 'one shard of the corpus, `--shard N`; train-base calls it',
		reads: ['vocabulary.json'],
		writes: ['shards/NNNNN.bin'],
		stopsWhen: '–',
		run: async (recipe, { shard }) =>
			(await import('./steps/corpus.ts')).makeCorpus(recipe, Number(shard ?? 0))
	},
	{
		name: 'self-test',
		does: 'the self-test alone, to try an export in the app before it is measured',
		reads: ['export/base.gguf'],
		writes: ['export/manifest.json'],
		stopsWhen: '–',
		run: async (recipe, { out, engine }) =>
			(await import('./steps/evaluate.ts')).writeSelfTest(recipe, out, engine)
	},
	{
		name: 'publish',
		does: 'replaces `models/starter/` by `export/`, as one',
		reads: ['export/*'],
		writes: ['models/starter/*'],
		stopsWhen: 'a measured figure is worse than what ships',
		run: async (recipe, options) => (await import('./steps/publish.ts')).publish(recipe, options)
	}
];

/** The table of models/README.md. */
export function stepsTable(): string {
	const files = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ') || '–';
	const row = ({ name, does, reads, writes, stopsWhen }: Step) =>
		`| \`${name}\` | ${does} | ${files(reads)} | ${files(writes)} | ${stopsWhen} |`;
	return [
		'| step | what it makes | reads | writes | stops when |',
		'|---|---|---|---|---|',
		...STEPS.map(row),
		...OTHERS.map(row)
	].join('\n');
}
