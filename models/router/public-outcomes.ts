// The public outcomes that the router learns from, read in place: RouteLLM's tables (MMLU and GSM8K
// answered by a weak and a strong model), GSM8K's training questions with their worked solutions, and
// what other models made of the same visible questions. Licences are in each folder's SOURCE.txt
// (Apache-2.0 and MIT); no row is committed or shipped, only weights fitted on all of them.

import { existsSync, readFileSync } from 'node:fs';
import { dataFolder } from '../public-data.ts';
import { routedPrompts, type RoutedPrompt } from './data.ts';

export interface PublicOutcomes {
	/** Questions with lettered options (MMLU). */
	choice: RoutedPrompt[];
	/** Word problems (GSM8K), each with how often other models failed, less how often they do overall. */
	open: RoutedPrompt[];
	othersFailed: Float64Array;
	/** Right and wrong of one mid-size model on the open questions; null where it was not asked. */
	midSize: (boolean | null)[];
	/** Worked problems that no outcome is known of, with what their solutions look like. */
	worked: { prompt: string; solution: Float64Array }[];
}

/** The last of the other models: it lies between the two of the table. */
export const MID_SIZE = 'Codex writing programs, few examples';

export const CHOICE_COLUMNS = ['weak_mixtral_8x7b_correct', 'strong_gpt4_1106_correct'] as const;
export const OPEN_COLUMNS = ['mistralai/Mixtral-8x7B-Instruct-v0.1', 'gpt-4-1106-preview'] as const;

type Fields = Record<string, unknown>;
const lines = (path: string): Fields[] =>
	existsSync(path)
		? readFileSync(path, 'utf8')
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line) as Fields)
		: [];

/** Null when RouteLLM's folder is not there; the other folders only add to it. */
export function publicOutcomes(): PublicOutcomes | null {
	const folder = dataFolder();
	const table = (name: string) => `${folder}/routellm/${name}_responses.csv`;
	if (!existsSync(table('mmlu')) || !existsSync(table('gsm8k'))) return null;
	const open = routedPrompts(readFileSync(table('gsm8k'), 'utf8'), ...OPEN_COLUMNS);
	const others = [...trainedVerifiers(folder), ...programsOfThought(folder)];
	return {
		choice: routedPrompts(readFileSync(table('mmlu'), 'utf8'), ...CHOICE_COLUMNS),
		open,
		othersFailed: failures(open, others),
		midSize: open.map(({ prompt }) => others.at(-1)?.get(prompt.trim()) ?? null),
		worked: lines(`${folder}/gsm8k/train.jsonl`).map((row) => ({
			prompt: String(row['question']),
			solution: solutionShape(String(row['answer']))
		}))
	};
}

/** Whether a model was right, by question. */
type Results = Map<string, boolean>;

function trainedVerifiers(folder: string): Results[] {
	const rows = lines(`${folder}/gsm8k/example_model_solutions.jsonl`);
	const names = ['6b_finetuning', '6b_verification', '175b_finetuning', '175b_verification'];
	return names.map(
		(name) =>
			new Map(
				rows.map((row) => [
					String(row['question']).trim(),
					(row[name] as { is_correct?: boolean } | undefined)?.is_correct === true
				])
			)
	);
}

/** The last one, Codex with few examples, lies between the two models of the table. */
function programsOfThought(folder: string): Results[] {
	return ['gsm8k_codex_pot_zeroshot', 'gsm8k_codex_pot'].map(
		(name) =>
			new Map(
				lines(`${folder}/program_of_thoughts/${name}.jsonl`).map((row) => [
					String(row['question']).trim(),
					// The sets' own tolerance for a computed answer.
					Math.abs(Number(row['executed']) - Number(row['answer'])) < 1e-3
				])
			)
	);
}

/** Only for the questions of the table: no outcome of any other question is looked at. */
function failures(open: readonly RoutedPrompt[], others: readonly Results[]): Float64Array {
	const found = open.map(({ prompt }) => others.map((results) => results.get(prompt.trim())));
	const usual = others.map((_, k) => {
		const seen = found.flatMap((row) => (row[k] === undefined ? [] : [row[k] ? 0 : 1]));
		return seen.reduce<number>((a, b) => a + b, 0) / Math.max(1, seen.length);
	});
	return Float64Array.from(found, (row) => {
		const excess = row.flatMap((right, k) =>
			right === undefined ? [] : [(right ? 0 : 1) - usual[k]!]
		);
		return excess.reduce((a, b) => a + b, 0) / Math.max(1, excess.length);
	});
}

/** Of a worked solution: calculations, lines, length, the answer's size, each operation, decimals. */
function solutionShape(solution: string): Float64Array {
	const count = (pattern: RegExp) => solution.match(pattern)?.length ?? 0;
	const calculations = [...solution.matchAll(/<<(.*?)=/g)].map((match) => match[1] ?? '');
	const using = (sign: string) => calculations.filter((c) => c.includes(sign)).length;
	const answer = Number((solution.split('####')[1] ?? '').replaceAll(',', ''));
	return Float64Array.of(
		calculations.length,
		count(/\n/g),
		Math.log(Math.max(1, solution.length)),
		Math.log1p(Math.abs(Number.isFinite(answer) ? answer : 0)),
		using('+'),
		using('-'),
		using('*'),
		using('/'),
		count(/<<[^>]*\.\d/g)
	);
}
