// The report as Markdown, from its figures. Called by `report` in evaluate.ts.

import type { Report } from './evaluate.ts';

const percent = (x: number | null | undefined): string =>
	x === null || x === undefined ? '–' : `${(100 * x).toFixed(1)} %`;

function wentOn({ begunWith, meanWith }: Report): string {
	const mean = meanWith
		? `; the mean of its weights (${meanWith.share}) and base \`${meanWith.model.slice(0, 12)}\`’s (${Number((1 - meanWith.share).toFixed(3))})`
		: '';
	if (!begunWith) return mean;
	const { model, tokensSeen, trainingHours } = begunWith;
	const before =
		tokensSeen === null
			? ''
			: ` (${(tokensSeen / 1e6).toFixed(1)} million tokens in ${trainingHours} hours)`;
	return `, going on from base \`${model.slice(0, 12)}\`${before}${mean}`;
}

export function reportText(r: Report): string {
	const abilities = [
		...new Set([...Object.keys(r.heldOut.abilities), ...Object.keys(r.natural.abilities)])
	];
	const cell = (s: Report['natural'], a: string) =>
		s.abilities[a] ? `${percent(s.abilities[a].accuracy)} (${s.abilities[a].n})` : '–';
	return `# What the starter can do, measured

Made by \`${r.command}\` on ${r.machine}: ${r.trainingHours} hours of training, ${(r.tokensSeen / 1e6).toFixed(1)} million tokens, final loss ${r.finalLoss}${wentOn(r)}. Model \`${r.model.slice(0, 12)}\`, engine: ${r.engine}.

*Held out* means a wording from a branch of the grammar that training never saw, with arguments it never saw (facts: entities are taught, wordings are not). *Third* puts two other exchanges first. *Follow-ups* refer back to the exchange before. *Natural* prompts were written by hand before any result was seen, and are never trained on. An out-of-scope question counts as right when the answer says it does not know, or in the totals when its confidence is under ${r.threshold}.

| | n | right | AUROC of confidence | ECE (uncalibrated) | out-of-scope caught |
|---|---|---|---|---|---|
| held out | ${r.heldOut.n} | ${percent(r.heldOut.accuracy)} | ${r.heldOut.auroc ?? '–'} | ${r.heldOut.ece} | ${percent(r.heldOut.unknownCaught)} |
| held out, as third question | ${r.thirdQuestion.n} | ${percent(r.thirdQuestion.accuracy)} | ${r.thirdQuestion.auroc ?? '–'} | ${r.thirdQuestion.ece} | ${percent(r.thirdQuestion.unknownCaught)} |
| follow-ups | ${r.followUps.n} | ${percent(r.followUps.accuracy)} | ${r.followUps.auroc ?? '–'} | ${r.followUps.ece} | – |
| natural | ${r.natural.n} | ${percent(r.natural.accuracy)} | ${r.natural.auroc ?? '–'} | ${r.natural.ece} | ${percent(r.natural.unknownCaught)} |

Confidence is the smallest probability of a token of the answer.

| ability | held out (n) | third question (n) | natural (n) |
|---|---|---|---|
${abilities.map((a) => `| ${a} | ${cell(r.heldOut, a)} | ${cell(r.thirdQuestion, a)} | ${cell(r.natural, a)} |`).join('\n')}

The engine and PyTorch gave the same greedy text on ${r.parity.identical} of ${r.parity.prompts} prompts; log-probabilities differ by at most ${r.parity.maxLogprobDifference}.

## Natural prompts it gets wrong

| ability | prompt | answer | confidence |
|---|---|---|---|
${r.failures.map((f) => `| ${f.ability} | ${clean(f.prompt)} | ${clean(f.answer).slice(0, 120)} | ${f.confidence} |`).join('\n')}
`;
}

const clean = (text: string): string =>
	text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('`', "'");
