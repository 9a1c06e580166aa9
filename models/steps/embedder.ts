// npm run models -- embedder --recipe starter|tiny [--out models/starter]
//
// Trains the embedder on groups of texts that ask the same, writes it as an ONNX model in eight bits
// with its tokenizer, measures it through the engine that ships, and enters it in OUT's manifest.
// A finished training is used again; remove its folder to train anew.
// Reads   the generator, public data where it is there, OUT/manifest.json
// Writes  models/.build/NAME/embedder/ (training), OUT/{embedder.onnx, embedder-tokenizer.json,
//         embedder.json, embedder-report.json, embedder.md}, OUT/manifest.json

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
	EMBEDDER_FILES,
	EMBEDDER_VERSION,
	type Embedder,
	type EmbedderCard
} from '../../src/contract/embedder.ts';
import { embed as hashedNgrams } from '../cluster.ts';
import { embedderText, type EmbedderReport } from '../embedder/embedder-text.ts';
import { embedderOnnx } from '../embedder/graph.ts';
import { clincIntents, heldOutSets, type Labelled } from '../embedder/groups.ts';
import { openEmbedderIn } from '../embedder/node-embedder.ts';
import { recall } from '../embedder/retrieval.ts';
import { trainEmbedder, type TrainedEmbedder } from '../embedder/training.ts';
import { tokenizerConfig, tokenizerJson } from '../embedder/word-pieces.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { readCheckpoint } from '../safetensors.ts';
import { questionsHash } from '../standard-error.ts';
import { sha256 } from '../sha256.ts';
import { attachFiles } from './attach-files.ts';

/** ONNX, tokenizer and card together. */
const MOST_BYTES = 6_500_000;
/** Texts of a set that are searched; recall takes the square of it. */
const MOST_MEASURED = 3400;

export async function makeEmbedder(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`
): Promise<void> {
	mkdirSync(out, { recursive: true });
	const trained = await trainEmbedder(recipe);
	writeEmbedder(trained, out);
	const report = await measure(recipe, trained, out);
	writeFileSync(`${out}/embedder-report.json`, JSON.stringify(report, null, '\t') + '\n');
	writeFileSync(`${out}/embedder.md`, embedderText(report));
	attachFiles(out, Object.values(EMBEDDER_FILES), { embedder: report });
	console.error(embedderText(report));
}

function writeEmbedder({ weights, pieces, shape }: TrainedEmbedder, out: string): void {
	const { tensors } = readCheckpoint(weights);
	const onnx = embedderOnnx(shape, tensors);
	const { positions, width, vocabulary, layers, heads, hidden } = shape;
	const card: EmbedderCard = {
		version: EMBEDDER_VERSION,
		id: `embedder-${sha256(onnx).slice(0, 16)}`,
		dimensions: width,
		mostTokens: positions,
		config: {
			model_type: 'bert',
			architectures: ['BertModel'],
			vocab_size: vocabulary,
			hidden_size: width,
			num_hidden_layers: layers,
			num_attention_heads: heads,
			intermediate_size: hidden,
			max_position_embeddings: positions
		},
		tokenizerConfig: tokenizerConfig(positions) as EmbedderCard['tokenizerConfig']
	};
	writeFileSync(`${out}/${EMBEDDER_FILES.model}`, onnx);
	writeFileSync(
		`${out}/${EMBEDDER_FILES.tokenizer}`,
		JSON.stringify(tokenizerJson(pieces, positions))
	);
	writeFileSync(`${out}/${EMBEDDER_FILES.card}`, JSON.stringify(card, null, '\t') + '\n');
	const bytes = Object.values(EMBEDDER_FILES)
		.map((name) => readFileSync(`${out}/${name}`).length)
		.reduce((a, b) => a + b, 0);
	if (bytes > MOST_BYTES)
		throw new Error(
			`The embedder is ${bytes} bytes; at most ${MOST_BYTES} may ship. Lower its “pieces” or “shape” in the recipe.`
		);
}

/** Retrieval and time, with the files as they ship. */
async function measure(
	recipe: Recipe,
	{ shape, trainedOn, training }: TrainedEmbedder,
	out: string
): Promise<EmbedderReport> {
	const embedder = await openEmbedderIn(out);
	try {
		const retrieval = await retrievalBy(recipe, embedder);
		const times: number[] = [];
		for (const { text } of heldOutSets(recipe.embedder.measuredPerKind).classes.slice(0, 220)) {
			const began = performance.now();
			await embedder.embed([text]);
			times.push(performance.now() - began);
		}
		const sorted = times.slice(20).toSorted((a, b) => a - b);
		const at = (share: number): number =>
			Math.round(100 * (sorted[Math.floor(share * sorted.length)] ?? 0)) / 100;
		return {
			id: embedder.id,
			dimensions: embedder.dimensions,
			shape,
			bytes: Object.fromEntries(
				Object.values(EMBEDDER_FILES).map((name) => [name, readFileSync(`${out}/${name}`).length])
			),
			trainedOn,
			...retrieval,
			training,
			msPerPrompt: { p50: at(0.5), p95: at(0.95) }
		};
	} finally {
		await embedder.dispose();
	}
}

/** Measures the embedder that OUT has on today's texts; writes its report alone. */
export async function measureEmbedder(recipe: Recipe, out: string): Promise<void> {
	const path = `${out}/embedder-report.json`;
	const before = JSON.parse(readFileSync(path, 'utf8')) as EmbedderReport;
	const embedder = await openEmbedderIn(out);
	try {
		const report: EmbedderReport = { ...before, ...(await retrievalBy(recipe, embedder)) };
		writeFileSync(path, JSON.stringify(report, null, '\t') + '\n');
	} finally {
		await embedder.dispose();
	}
}

/** Texts it was not trained on, by what asks the same. */
function retrievalSets(
	recipe: Recipe
): { name: string; all: Labelled[]; asked?: (label: string) => boolean }[] {
	const held = heldOutSets(recipe.embedder.measuredPerKind);
	const generated = [
		{ name: 'held-out wordings: the same request', all: held.wordings },
		{ name: 'held-out templates: the same class', all: held.classes }
	];
	const intents = clincIntents();
	if (!intents) return generated;
	const unseen = new Set(intents.unseen.map(({ label }) => label));
	return [
		...generated,
		{ name: 'CLINC150, rows not trained on', all: intents.rows },
		{
			name: 'CLINC150, intents not trained on, among all',
			all: [...intents.rows, ...intents.unseen],
			asked: (label) => unseen.has(label)
		}
	];
}

async function retrievalBy(
	recipe: Recipe,
	embedder: Embedder
): Promise<Pick<EmbedderReport, 'questions' | 'retrieval'>> {
	const most = recipe.name === 'tiny' ? 200 : MOST_MEASURED;
	const retrieval: EmbedderReport['retrieval'] = [];
	const asked: Labelled[][] = [];
	for (const { name, all, asked: which } of retrievalSets(recipe)) {
		// Every other text of a set would part pairs: whole labels are kept, by their order.
		const step = Math.ceil(all.length / most);
		const labels = new Set(
			[...new Set(all.map(({ label }) => label))].filter((_, i) => i % step === 0)
		);
		const items = all.filter(({ label }) => labels.has(label));
		const texts = items.map(({ text }) => text);
		asked.push(items);
		retrieval.push({
			name,
			labels: labels.size,
			ours: recall(items, await embedder.embed(texts), which),
			hashedNgrams: recall(items, texts.map(hashedNgrams), which)
		});
		console.error(`embedder: measured on ${items.length} texts: ${name}`);
	}
	return { questions: questionsHash(asked), retrieval };
}
