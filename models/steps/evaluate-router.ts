// npm run models -- evaluate router --data FILE.csv --weak COLUMN --strong COLUMN
//
// Scores the shipped prompt-only router on any table of prompts with two models' outcomes.
// `auc` ranks by the router's estimate that the weak model is wrong; `apgr`, `cpt50` and `cpt80`
// rank by its estimate of what the strong one would gain. Both come from the prompt alone.
// Reads   FILE, models/starter/router.json

import { readFileSync } from 'node:fs';
import { asJson } from '../../src/contract/parse.ts';
import { parseRouter, promptRouter, type RouterModel } from '../../src/decide/router.ts';
import { MODELS } from '../recipe.ts';
import { routedPrompts } from '../router/data.ts';
import { gapOf, routerScore, wrongAuc, type RouterScore } from '../router/metrics.ts';
import type { EvaluateOptions } from './evaluations.ts';

export const ROUTER_FILE = `${MODELS}starter/router.json`;

export const readRouter = (path = ROUTER_FILE): RouterModel =>
	parseRouter(asJson(readFileSync(path, 'utf8'), 'The router'));

export async function evaluateRouter({ data, weak, strong }: EvaluateOptions): Promise<object> {
	if (!weak || !strong)
		throw new Error(
			'Name the two boolean columns: evaluate router --data FILE.csv --weak COLUMN --strong COLUMN.'
		);
	const rows = routedPrompts(readFileSync(data, 'utf8'), weak, strong);
	const route = promptRouter(readRouter());
	const scores = rows.map(({ prompt }) => route(prompt));
	console.error(`evaluate: ${rows.length} prompts of ${data}`);
	const wrong = scores.map((s) => s.wrong);
	const gap = gapOf(rows);
	if (gap === 0) {
		console.error(
			`evaluate: ${weak} and ${strong} are right equally often, so there is no gap to recover: apgr, cpt50 and cpt80 are null.`
		);
		const auc = wrongAuc(wrong, rows);
		return {
			n: rows.length,
			auc: auc === null ? null : four(auc),
			apgr: null,
			cpt50: null,
			cpt80: null
		};
	}
	if (gap < 0)
		console.error(
			`evaluate: ${strong} is right on ${-gap} prompts fewer than ${weak}: apgr, cpt50 and cpt80 are of what is lost by calling it. Were the columns swapped?`
		);
	return rounded(
		routerScore(
			wrong,
			scores.map((s) => s.gain),
			rows
		)
	);
}

const four = (x: number): number => Math.round(x * 1e4) / 1e4;

export function rounded(score: RouterScore): RouterScore {
	return {
		n: score.n,
		auc: score.auc === null ? null : four(score.auc),
		apgr: four(score.apgr),
		cpt50: four(score.cpt50),
		cpt80: four(score.cpt80)
	};
}
