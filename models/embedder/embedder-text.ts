// The embedder's report, for people.

import type { EmbedderShape } from './graph.ts';
import type { Recall } from './retrieval.ts';

export interface EmbedderReport {
	id: string;
	dimensions: number;
	shape: EmbedderShape;
	/** By file. */
	bytes: Record<string, number>;
	trainedOn: string[];
	/** Names the texts of `retrieval`; absent in reports from before it was kept. */
	questions?: string;
	training: { step: number; loss: number; seconds: number };
	retrieval: { name: string; labels: number; ours: Recall; hashedNgrams: Recall }[];
	/** One text at a time, tokenizer included, in Node on onnxruntime's WASM with one thread. */
	msPerPrompt: { p50: number; p95: number };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function embedderText(report: EmbedderReport): string {
	const { shape, training, msPerPrompt } = report;
	return `# The embedder

${report.id}: vectors of ${report.dimensions} numbers; ${shape.layers} transformer layers of width ${shape.width} over ${shape.vocabulary} word pieces, at
most ${shape.positions} tokens; eight-bit weights, ${Object.values(report.bytes).reduce((a, b) => a + b, 0)} bytes with its tokenizer. Trained ${training.seconds} s, ${training.step} steps, last loss ${training.loss}, on
${report.trainedOn.join('; ')}.

One prompt takes ${msPerPrompt.p50} ms (p95 ${msPerPrompt.p95} ms), in Node, WASM on one thread.

Recall: whether the nearest other text of the set (or one of the five nearest) asks the same; beside
hashed n-grams (\`models/cluster.ts\`), which is what grouped texts before.

| set | texts | of | at 1 | at 5 | n-grams at 1 | at 5 |
|---|---|---|---|---|---|---|
${report.retrieval
	.map(
		({ name, labels, ours, hashedNgrams }) =>
			`| ${name} | ${ours.n} | ${labels} | ${percent(ours.at1)} | ${percent(ours.at5)} | ${percent(hashedNgrams.at1)} | ${percent(hashedNgrams.at5)} |`
	)
	.join('\n')}
`;
}
