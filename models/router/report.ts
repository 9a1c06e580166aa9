// The router's report as Markdown, from its figures. Called by steps/router.ts.

import { shippedRow, type Compared } from './compared.ts';
import type { RouterScore } from './metrics.ts';

export interface RouterTable {
	name: string;
	rows: number;
	groups: number;
	/** Right answers of the two models, and of one between them where there is one. */
	weak: number;
	strong: number;
	midSize: { name: string; n: number; right: number; recovered: number } | null;
	compared: Compared[];
	/** The other table's head on these prompts: what of it transfers. */
	transferred: RouterScore;
	/** The shipped kind of fit over other folds. */
	seeds: RouterScore[];
}

export interface RouterReport {
	tables: RouterTable[];
	bytes: number;
	/** Of one decision, in milliseconds, in Node. */
	latency: { n: number; p50: number; p99: number; most: number };
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const three = (x: number | null): string => (x === null ? '–' : x.toFixed(3));
const figures = (s: RouterScore): string =>
	`${three(s.auc)} | ${three(s.apgr)} | ${percent(s.cpt50)} | ${percent(s.cpt80)}`;
const spread = (seeds: readonly RouterScore[], of: (s: RouterScore) => number): string => {
	const values = seeds.map(of);
	return `${Math.min(...values).toFixed(3)}–${Math.max(...values).toFixed(3)}`;
};

export function routerText(r: RouterReport): string {
	return `# The prompt-only router, measured

Made by \`npm run models -- router\`. Two linear heads over hashed words, pairs of words and letter groups, and engineered features: one for questions with lettered options, one for all others. Each estimates how likely the small model is wrong, and what asking the strong one would gain. Fitted on the outcomes published with RouteLLM (Mixtral-8x7B against GPT-4-1106; Apache-2.0, questions MIT), whose visible rows are read in place; the file holds weights alone.

Every figure below is of prompts that the fit did not see: five folds, near-duplicates (half of their four-word runs in common) always in the same one. **AUC** ranks by "the weak one is wrong". **APGR** is the mean share of the gap between both models that is recovered as more calls go to the strong one, **CPT50** and **CPT80** the calls that recover half and four fifths (RouteLLM's measures; lower is better). *Each*: AUC by the estimate of being wrong, the rest by the estimate of gain; other rows use one order for all, which cannot serve both: where both models fail, calling gains nothing.
${r.tables.map(tableText).join('\n')}
## What ships

The n-gram and feature heads${r.tables.length > 1 ? ' (for open questions with what worked solutions look like and other models’ failures)' : ''}, ${(r.bytes / 1e3).toFixed(0)} kB. The network, stumps and neighbours add little to them and cost more, so they stay here as baselines. One decision took ${r.latency.p50.toFixed(3)} ms at the median, ${r.latency.p99.toFixed(3)} ms at p99 and ${r.latency.most.toFixed(3)} ms at most, in Node, over ${r.latency.n} prompts, the least of five each, because the machine is shared with other work; it needs no embedder.

What a table of two models says of two others is limited: see the rows that transfer. For the starter, whose confidence in its own answer is known, that confidence is the better guide: see calibration.md.
`;
}

function tableText(t: RouterTable): string {
	const mid = t.midSize
		? `\n| one mid-size model for all (${t.midSize.name}, ${t.midSize.n} of the questions): right ${percent(t.midSize.right)}, recovers ${percent(t.midSize.recovered)} of the gap | – | – | – | – | – |`
		: '';
	return `
## ${t.name}

${t.rows} prompts in ${t.groups} groups. The weak model is right on ${percent(t.weak)}, the strong one on ${percent(t.strong)}.

| | ranks by | AUC | APGR | CPT50 | CPT80 |
|---|---|---|---|---|---|
| always the weak model: quality ${percent(t.weak)} | – | – | 0 | – | – |
| always the strong model: quality ${percent(t.strong)} | – | – | 1 | 100 % | 100 % |${mid}
${t.compared.map((c) => `| ${c === shippedRow(t.compared) ? `**${c.name}** (ships)` : c.name} | ${c.ranks} | ${figures(c)} |`).join('\n')}
| the other table’s head, as it ships | each | ${figures(t.transferred)} |

Over ${t.seeds.length} other divisions into folds, the shipped kind of fit has AUC ${spread(t.seeds, (s) => s.auc ?? 0)}, APGR ${spread(t.seeds, (s) => s.apgr)}, CPT50 ${spread(t.seeds, (s) => s.cpt50)}, CPT80 ${spread(t.seeds, (s) => s.cpt80)}.
`;
}
