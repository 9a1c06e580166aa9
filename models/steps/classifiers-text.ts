// The classifiers' report as text: what was measured, on what, and how sure the figures are.

import type { ClassifierReports } from './classifiers.ts';
import type { DissatisfactionFigures } from './dissatisfaction.ts';
import type { DomainFigures } from './domain-head.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const between = ([low, high]: readonly [number, number]): string =>
	`${percent(low)} to ${percent(high)}`;

export function classifiersText({ domain, dissatisfaction }: ClassifierReports): string {
	const sources = Object.keys(domain.inDistribution);
	const cell = (figures: DomainFigures | undefined): string =>
		figures ? `${percent(figures.accuracy)} (${between(figures.interval)}), n = ${figures.n}` : '—';
	const row = (name: string, f: DissatisfactionFigures): string =>
		`| ${name} | ${f.n} | ${f.dissatisfied} | ${f.f1.toFixed(3)} (${f.f1Interval.join(' to ')}) | ${f.auprc.toFixed(3)} (${f.auprcInterval.join(' to ')}) | ${f.auroc.toFixed(3)} | ${f.calibrationError.toFixed(3)} |`;
	const domains = Object.keys(domain.confusion);
	return `# The classifiers

Both are one linear layer over hashed words, pairs of words and runs of letters, eight bits a weight,
trained in TypeScript. Intervals are the middle 95 % of 1,000 resamples. The files are the same, byte
for byte, from the same recipe, code and data.

## Domain head

\`${domain.command}\`, ${domain.seconds} s, ${domain.bytes} bytes; 95 of 100 calls take under ${domain.p95Ms} ms.
Trained on: ${domain.trainedOn.join('; ')}.${domain.missing.length > 0 ? ` Absent when it was trained: ${domain.missing.join(', ')}.` : ''}
No text of these sets ships. Their licences: CLINC150 CC BY 3.0; GSM8K, HumanEval, SVAMP and MMLU MIT;
MBPP and TAT-QA CC BY 4.0; BFCL, AQuA-RAT and WritingBench Apache 2.0.

The generator's requests that nobody claims were extended after looking at errors on visible rows of
CLINC150's out-of-scope part; no wording of them was taken over.

“Kept rows” are a tenth of a source that training did not see (of the generated text: wordings that
training did not see). “Left out” is the accuracy on all of a source when training saw nothing of it:
what to expect of prompts from elsewhere. “Generated text only” is what the pipeline makes where no
public data is at hand. Both of these trained for fewer passes, so they are a little low.

| source | kept rows | left out | generated text only, kept rows |
|---|---|---|---|
${sources.map((s) => `| ${s} | ${cell(domain.inDistribution[s])} | ${cell(domain.leftOut[s])} | ${cell(domain.generatedOnly?.[s])} |`).join('\n')}

Error of calibration (equal-mass bins) ${domain.calibrationError}, temperature ${domain.temperature}. Confusion on the kept rows (rows: truth):

| | ${domains.join(' | ')} |
|---|${domains.map(() => '---|').join('')}
${domains.map((truth) => `| ${truth} | ${domains.map((guess) => domain.confusion[truth]?.[guess] ?? 0).join(' | ')} |`).join('\n')}

## Dissatisfaction

\`${dissatisfaction.command}\`, ${dissatisfaction.seconds} s, ${dissatisfaction.bytes} bytes; 95 of 100 calls take under ${dissatisfaction.p95Ms} ms.
Trained on: ${dissatisfaction.trainedOn.join('; ')}. Threshold ${dissatisfaction.threshold}, of the best mean F1 over a validation split of generated dialogues and the
seen half of the rows written by hand.

| set | n | dissatisfied | F1 | AUPRC | AUROC | ECE |
|---|---|---|---|---|---|---|
${row('held-out wordings', dissatisfaction.heldOut)}
${row('written by hand, unseen', dissatisfaction.natural)}
${row('written by hand, seen', dissatisfaction.naturalSeen)}
${dissatisfaction.abRedial ? row('AB-ReDial', dissatisfaction.abRedial) : '| AB-ReDial | absent | | | | | |'}

The rows written by hand (\`models/starter-eval/dissatisfaction.jsonl\`) are older than any result. Every
second one was looked at while the generator grew, and helped to choose the threshold (“seen”); the
others were not (“unseen”).

AB-ReDial asks how good a turn of film advice was on the whole, not whether the next message complains:
in most turns rated 2 or less the user goes on politely, so what the words give away is little.
`;
}
