// npm run models -- router --recipe starter|tiny [--out models/.build/NAME/export]
//
// Fits the prompt-only router on the public outcomes, compares it with what else was tried, by
// cross-validation in which near-duplicates stay together, and writes it with its report. The same
// data and code give the same bytes. The tiny recipe fits on fewer rows.
// Reads   UNDERSTUDY_DATA/{routellm, gsm8k, program_of_thoughts}
// Writes  OUT/{router.json, router.md}

import { mkdirSync, writeFileSync } from 'node:fs';
import { packRouter, type RouterModel } from '../../src/decide/router.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { publicOutcomes, type PublicOutcomes } from '../router/public-outcomes.ts';
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
	mkdirSync(out, { recursive: true });
	writeFileSync(`${out}/router.json`, text);
	console.error(
		`router: ${out}/router.json, ${(text.length / 1e3).toFixed(0)} kB, fitted in ${((Date.now() - began) / 1000).toFixed(1)} s`
	);
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
