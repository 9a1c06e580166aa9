// POST /v1/embeddings: the embedder that ships with the model, so that vectors of the server and of a browser can be
// compared. A chat model's own states are no embeddings: a model that comes without an embedder offers none. A text that
// is too long is refused, not cut. Not here: computing, in a thread of its own (embed-thread.ts).

import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EMBEDDER_FILES, parseEmbedderCard } from '../../src/contract/embedder.ts';
import type { EmbeddingsRequest, UpstreamResponse } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { json } from './chat.ts';
import type { Answered, Asked } from './embed-thread.ts';
import { verifyFile, type ModelFiles } from './model-files.ts';

export type ModelEmbedder = {
	/** Names the weights: vectors of different ids do not compare. */
	id: string;
	dimensions: number;
	/** Of one text. */
	mostTokens: number;
	/** Throws a GatewayError, or the signal's reason between two groups of texts. */
	embed(request: EmbeddingsRequest, signal: AbortSignal): Promise<UpstreamResponse>;
	close(): Promise<void>;
};

const NAMES: readonly string[] = Object.values(EMBEDDER_FILES);
/** Texts in a message: requests take turns, and one whose client left stops there. */
const TOGETHER = 16;

/** Null where the model has none. Its files are verified now; it is opened when first asked. */
export async function modelEmbedder({
	manifest,
	folder
}: ModelFiles): Promise<ModelEmbedder | null> {
	const files = manifest.files.filter(({ path }) => NAMES.includes(path));
	if (files.length !== NAMES.length) return null;
	for (const file of files) await verifyFile(folder, file);
	const card = parseEmbedderCard(
		await (await openAsBlob(join(folder, EMBEDDER_FILES.card))).text()
	);
	let opened: Thread | null = null;
	const thread = () => {
		if (opened?.ended === false) return opened;
		opened = new Thread(folder);
		return opened;
	};
	return {
		id: card.id,
		dimensions: card.dimensions,
		mostTokens: card.mostTokens,
		async embed(request, signal) {
			const texts = textsOf(request);
			const wanted = request['dimensions'] ?? card.dimensions;
			if (wanted !== card.dimensions)
				throw invalid(
					'dimensions',
					`This embedder's vectors have ${card.dimensions} numbers: leave dimensions out.`
				);
			let tokens = 0;
			for (let from = 0; from < texts.length; from += TOGETHER) {
				signal.throwIfAborted();
				const counted = await thread().count(texts.slice(from, from + TOGETHER));
				for (const [i, count] of counted.entries()) {
					if (count > card.mostTokens) throw tooLong(from + i, count, card.mostTokens);
					tokens += count;
				}
			}
			const vectors: Float32Array[] = [];
			for (let from = 0; from < texts.length; from += TOGETHER) {
				signal.throwIfAborted();
				vectors.push(...(await thread().embed(texts.slice(from, from + TOGETHER))));
			}
			return json({
				object: 'list',
				model: request.model,
				data: vectors.map((vector, index) => ({
					object: 'embedding',
					index,
					embedding: [...vector]
				})),
				usage: { prompt_tokens: tokens, total_tokens: tokens }
			});
		},
		close: async () => opened?.close()
	};
}

/** The thread, and who waits for what it says. */
class Thread {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, PromiseWithResolvers<Answered>>();
	#asked = 0;
	ended = false;

	constructor(folder: string) {
		this.#worker = new Worker(new URL('./embed-thread.ts', import.meta.url), {
			workerData: folder
		});
		this.#worker.on('message', (answered: Answered) => {
			this.#waiting.get(answered.id)?.resolve(answered);
			this.#waiting.delete(answered.id);
		});
		this.#worker.on('error', (error) => this.#end(error));
		this.#worker.on('exit', () => this.#end(new Error('The embedder was closed.')));
	}

	async count(texts: string[]): Promise<number[]> {
		const answered = await this.#ask('count', texts);
		return answered.work === 'count' ? answered.tokens : failed(answered);
	}

	async embed(texts: string[]): Promise<Float32Array[]> {
		const answered = await this.#ask('embed', texts);
		return answered.work === 'embed' ? answered.vectors : failed(answered);
	}

	async close(): Promise<void> {
		await this.#worker.terminate();
	}

	#ask(work: Asked['work'], texts: string[]): Promise<Answered> {
		const id = (this.#asked += 1);
		const answer = Promise.withResolvers<Answered>();
		this.#waiting.set(id, answer);
		this.#worker.postMessage({ id, work, texts } satisfies Asked);
		return answer.promise;
	}

	#end(error: unknown): void {
		this.ended = true;
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}

function failed(answered: Answered): never {
	throw new Error(answered.work === 'failed' ? answered.reason : 'the embedder lost its place');
}

function textsOf({ input }: EmbeddingsRequest): string[] {
	const texts = typeof input === 'string' ? [input] : input;
	if (texts.every((text) => typeof text === 'string')) return texts;
	throw invalid('input', 'input should be text: this embedder has a vocabulary of its own.');
}

function tooLong(index: number, tokens: number, most: number): GatewayError {
	return invalid(
		'input',
		`This embedder reads at most ${most} tokens of a text, and input[${index}] has ${tokens}: send it in parts.`
	);
}

function invalid(param: string, message: string): GatewayError {
	return new GatewayError(400, 'invalid_request', message, { param });
}
