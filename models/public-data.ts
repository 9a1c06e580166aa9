// Public prompts beside the checkout, as (text, class) for the domain head, and AB-ReDial's turns.
// They are read in place: none of their text is ever committed or shipped. Where a folder is
// absent it is left out, and whoever asked says so. Licences are in each folder's SOURCE.txt.

import { existsSync, readFileSync } from 'node:fs';
import { clincClass } from './clinc-domains.ts';
import { parseCsv } from './csv.ts';
import { MODELS } from './recipe.ts';

/** `UNDERSTUDY_DATA`, or the folder beside the checkout. */
export const dataFolder = (): string =>
	process.env['UNDERSTUDY_DATA'] ?? `${MODELS}../../shared/data`;

export type LabelledText = { text: string; name: string; source: string };

type Fields = Record<string, unknown>;

const lines = (path: string): Fields[] =>
	readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as Fields);

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The last thing the user says in a function-calling question: turns of messages. */
function bfclPrompt(row: Fields): string {
	const turns = row['question'] as { role: string; content: string }[][];
	return turns.flat().findLast((message) => message.role === 'user')?.content ?? '';
}

const named = (name: string, texts: string[], source: string): LabelledText[] =>
	texts.filter(Boolean).map((text) => ({ text, name, source }));

// prettier-ignore
const BFCL = ['simple_python', 'multiple', 'parallel', 'parallel_multiple', 'live_simple', 'live_relevance', 'live_parallel', 'live_parallel_multiple'];

/** MMLU's subjects that one of our domains claims; the rest is nobody's. */
// prettier-ignore
const MMLU: Record<string, string[]> = {
	'hard-math/algebra': ['abstract_algebra', 'college_mathematics', 'high_school_mathematics', 'high_school_statistics'],
	'math/word': ['elementary_mathematics'],
	'reasoning/logic': ['formal_logic', 'logical_fallacies'],
	'code/explain': ['college_computer_science', 'high_school_computer_science', 'machine_learning', 'computer_security'],
	'science/concepts': ['anatomy', 'astronomy', 'college_biology', 'college_chemistry', 'college_physics', 'conceptual_physics', 'electrical_engineering', 'high_school_biology', 'high_school_chemistry', 'high_school_physics', 'medical_genetics', 'virology'],
	'finance/concepts': ['econometrics', 'high_school_macroeconomics', 'high_school_microeconomics', 'professional_accounting'],
	'out-of-scope/world': ['high_school_european_history', 'high_school_us_history', 'high_school_world_history', 'high_school_geography', 'international_law', 'jurisprudence', 'philosophy', 'prehistory', 'professional_law', 'sociology', 'us_foreign_policy', 'world_religions', 'security_studies']
};

const SOURCES: Record<string, (folder: string) => LabelledText[]> = {
	clinc150: (folder) =>
		parseCsv(readFileSync(`${folder}/clinc150.csv`, 'utf8')).map((row) => ({
			text: row['text'] ?? '',
			name: clincClass(row['intent'] ?? ''),
			source: row['intent'] === 'oos' ? 'clinc150 (out-of-scope)' : 'clinc150'
		})),
	gsm8k: (folder) =>
		named(
			'math/word',
			lines(`${folder}/train.jsonl`).map((r) => textOf(r['question'])),
			'gsm8k'
		),
	mbpp: (folder) =>
		named(
			'code/write',
			lines(`${folder}/mbpp.jsonl`).map((r) => textOf(r['text'])),
			'mbpp'
		),
	humaneval: (folder) =>
		named(
			'code/write',
			lines(`${folder}/HumanEval.jsonl`).map((r) => textOf(r['prompt'])),
			'humaneval'
		),
	bfcl: (folder) =>
		BFCL.flatMap((part) =>
			named('automation/calls', lines(`${folder}/BFCL_v4_${part}.jsonl`).map(bfclPrompt), 'bfcl')
		),
	program_of_thoughts: (folder) => [
		...named(
			'hard-math/algebra',
			lines(`${folder}/aqua_codex_pot.jsonl`).map((r) => textOf(r['question'])),
			'aqua'
		),
		...named(
			'math/word',
			lines(`${folder}/svamp_codex_pot.jsonl`).map(
				(r) => `${textOf(r['passage'])} ${textOf(r['question'])}`
			),
			'svamp'
		),
		...named(
			'finance/reports',
			lines(`${folder}/tatqa_dev.jsonl`).map((r) => textOf(r['question'])),
			'tat-qa'
		)
	],
	writingbench: (folder) =>
		named(
			'creative/documents',
			lines(`${folder}/writing_queries_en.jsonl`).map((r) => textOf(r['query'])),
			'writingbench'
		),
	routellm: (folder) => {
		const classes = new Map(
			Object.entries(MMLU).flatMap(([name, list]) => list.map((s) => [s, name]))
		);
		return parseCsv(readFileSync(`${folder}/mmlu_responses.csv`, 'utf8')).flatMap((row) => {
			const name = classes.get(row['subject'] ?? '');
			return name
				? [{ text: (row['prompt'] ?? '').replace(/\s*Answer:\s*$/, ''), name, source: 'mmlu' }]
				: [];
		});
	}
};

/** Every row there is, each text once, and the folders that were not found. */
export function publicDomainTexts(): { texts: LabelledText[]; missing: string[] } {
	const seen = new Set<string>();
	const missing: string[] = [];
	const texts: LabelledText[] = [];
	for (const [name, read] of Object.entries(SOURCES)) {
		const folder = `${dataFolder()}/${name}`;
		if (!existsSync(folder)) {
			missing.push(name);
			continue;
		}
		for (const text of read(folder)) {
			const key = text.text.trim().toLowerCase();
			if (key === '' || seen.has(key)) continue;
			seen.add(key);
			texts.push(text);
		}
	}
	return { texts, missing };
}

export type RatedTurn = {
	previousUser: string;
	previousAssistant: string;
	message: string;
	dissatisfied: boolean;
};

/** AB-ReDial's rated turns, once each; dissatisfied is a mean overall rating of 2 or less. Null where absent. */
export function ratedTurns(): RatedTurn[] | null {
	const path = `${dataFolder()}/ab_redial/annotated_turns.csv`;
	if (!existsSync(path)) return null;
	const ratings = new Map<string, { said: string[]; values: number[] }>();
	for (const row of parseCsv(readFileSync(path, 'utf8')))
		for (let turn = 1; turn <= 3; turn++) {
			const rating = Number(row[`overall${turn}`]);
			if (!(rating > 0)) continue;
			const said = [1, 2, 3].map((i) =>
				(row[`utterance${(turn - 1) * 4 + i}`] ?? '').replace(/^\s*(SYSTEM|USER)\s*/, '')
			);
			const key = `${row['ConvId']} ${turn}`;
			const known = ratings.get(key);
			if (known) known.values.push(rating);
			else ratings.set(key, { said, values: [rating] });
		}
	return [...ratings.values()].map(({ said, values }) => ({
		previousUser: said[0] ?? '',
		previousAssistant: said[1] ?? '',
		message: said[2] ?? '',
		dissatisfied: values.reduce((sum, v) => sum + v, 0) / values.length <= 2
	}));
}
