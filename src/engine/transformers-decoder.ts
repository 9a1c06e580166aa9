// A decoder in ONNX form on onnxruntime, with the keys and values of what it has read: reads tokens, gives
// the scores of the next one, and keeps what a new prompt begins alike with. Through transformers.js, whose
// own generation loop has no seed and no scores before temperature. Not here: choosing tokens
// (transformers-sampling.ts) and text (transformers-model.ts).

import type { PreTrainedModel, Tensor } from '@huggingface/transformers';
import { yieldToMessages } from '../platform/yield-to-page.ts';
import type { Pictures } from './transformers-pictures.ts';

type Library = {
	Tensor: typeof Tensor;
};

// 128 tokens at a time: an abort is heard between two readings.
const BATCH_TOKENS = 128;
/** Keys and values are [batch, heads, tokens, width]. */
const TOKEN_AXIS = 2;

export class TransformersDecoder {
	readonly #library: Library;
	readonly #model: PreTrainedModel;
	/** What was read, in order: its keys and values are in the cache. */
	#read: number[] = [];
	#cache: Record<string, Tensor> = {};
	readonly #inputs: ReadonlySet<string>;
	/** Of the prompt that is being read. */
	#pictures: Pictures | null = null;

	constructor(library: Library, model: PreTrainedModel) {
		this.#library = library;
		this.#model = model;
		const sessions = model.sessions as Record<string, { inputNames: readonly string[] }>;
		const decoder = sessions.model ?? sessions.decoder_model_merged;
		this.#inputs = new Set(decoder?.inputNames ?? []);
	}

	/**
	 * Of `tokens`, how many are read already and kept; at least the last one is left to be read. `pictures`
	 * stand at their places among them.
	 */
	keep(tokens: readonly number[], pictures: Pictures | null = null): number {
		// The same tokens with other pictures are another prompt.
		if (pictures?.key !== this.#pictures?.key) this.forget();
		this.#pictures = pictures;
		let same = 0;
		while (same < this.#read.length && this.#read[same] === tokens[same]) same++;
		const kept = Math.min(same, tokens.length - 1);
		if (kept < this.#read.length) this.#cut(kept);
		return this.#read.length;
	}

	/**
	 * Reads what of `tokens` was not read yet (`keep` first); the scores of what follows, one per token of the
	 * vocabulary. Null where `signal` aborted before all was read.
	 */
	async read(tokens: readonly number[], signal: AbortSignal): Promise<Float32Array | null> {
		let scores: Float32Array | null = null;
		while (this.#read.length < tokens.length) {
			// Messages that stop it are heard in a task of their own.
			await yieldToMessages();
			if (signal.aborted) return null;
			scores = await this.#forward(
				tokens.slice(this.#read.length, this.#read.length + BATCH_TOKENS)
			);
		}
		return scores;
	}

	/** Forgets everything that was read. */
	forget(): void {
		this.#read = [];
		this.#cache = {};
		this.#pictures = null;
	}

	async dispose(): Promise<void> {
		this.forget();
		await this.#model.dispose();
	}

	async #forward(tokens: number[]): Promise<Float32Array> {
		const { Tensor: TensorOf } = this.#library;
		const integers = (values: number[], dims: number[]) =>
			new TensorOf('int64', BigInt64Array.from(values, BigInt), dims);
		const before = this.#read.length;
		const total = before + tokens.length;
		const ids = integers(tokens, [1, tokens.length]);
		const embedded = await this.#embedded(tokens, ids);
		const inputs: Record<string, unknown> = {
			input_ids: ids,
			...(embedded && { inputs_embeds: embedded }),
			attention_mask: integers(
				Array.from({ length: total }, () => 1),
				[1, total]
			),
			past_key_values: before === 0 ? null : this.#cache
		};
		// The scores of the last token alone, where the model can leave out the rest.
		if (this.#inputs.has('num_logits_to_keep')) inputs.num_logits_to_keep = integers([1], []);
		const outputs = (await this.#model.forward(inputs)) as Record<string, Tensor>;
		this.#cache = Object.fromEntries(
			Object.entries(outputs)
				.filter(([name]) => name.startsWith('present'))
				.map(([name, value]) => [pastName(name), value])
		);
		this.#read.push(...tokens);
		const { logits } = outputs;
		if (!logits) throw new Error('the model gave no scores');
		const scores = logits.to('float32');
		const size = scores.dims.at(-1) ?? 0;
		const data = scores.data as Float32Array;
		return data.slice(data.length - size);
	}

	/** What the decoder is given in place of tokens, where pictures are among them; null where none are. */
	async #embedded(tokens: readonly number[], ids: Tensor): Promise<Tensor | null> {
		if (this.#pictures === null) return null;
		const { tokenId, rows, width } = this.#pictures;
		if (!tokens.includes(tokenId)) return null;
		const model = this.#model as PreTrainedModel & {
			encode_text(inputs: { input_ids: Tensor }): Promise<Tensor>;
		};
		const words = (await model.encode_text({ input_ids: ids })).to('float32');
		const values = Float32Array.from(words.data as Float32Array);
		let row = this.#read.filter((token) => token === tokenId).length;
		for (const [at, token] of tokens.entries()) {
			if (token !== tokenId) continue;
			values.set(rows.subarray(row * width, (row + 1) * width), at * width);
			row++;
		}
		return new this.#library.Tensor('float32', values, words.dims);
	}

	/** Keeps the keys and values of the first `count` tokens; none where the cache has another form. */
	#cut(count: number): void {
		const entries = Object.entries(this.#cache);
		const plain = entries.every(
			([name, { dims }]) => name.startsWith('past_key_values.') && dims.length === 4
		);
		if (count === 0 || !plain) return this.forget();
		this.#cache = Object.fromEntries(
			entries.map(([name, value]) => [name, firstTokens(value, count, this.#library)])
		);
		this.#read.length = count;
	}
}

/** As transformers.js names what goes in again. */
function pastName(present: string): string {
	return present
		.replace('present_conv', 'past_conv')
		.replace('present_ssm', 'past_ssm')
		.replace('present_recurrent', 'past_recurrent')
		.replace(/^present\./, 'past_key_values.');
}

function firstTokens(value: Tensor, count: number, { Tensor: TensorOf }: Library): Tensor {
	const [batch = 1, heads = 1, tokens = 0, width = 1] = value.dims;
	const data = value.data as Float32Array;
	// Of the same kind, which need not be 32-bit floats.
	const kept = data.slice(0, batch * heads * count * width);
	for (let row = 0; row < batch * heads; row++)
		kept.set(
			data.subarray(row * tokens * width, (row * tokens + count) * width),
			row * count * width
		);
	return new TensorOf(value.type, kept, value.dims.with(TOKEN_AXIS, count));
}
