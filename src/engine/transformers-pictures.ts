// Pictures as a model in ONNX form sees them: decoded, brought to the size it was made for, and encoded by its
// own vision model into rows that stand where its prompt has a place for each. Through transformers.js. One
// view of a picture, not the many tiles some models could take: each would cost a processor as much again.
// Not here: reading the prompt (transformers-decoder.ts).

import type * as Transformers from '@huggingface/transformers';
import type { ChatMessage } from './engine.ts';
import { EngineError } from './engine.ts';

type Library = Pick<typeof Transformers, 'RawImage'>;
type Processor = Transformers.Processor;
type Tensor = Transformers.Tensor;

/** The part of a model that sees which is used here. */
type Seeing = {
	config: object;
	encode_image(inputs: object): Promise<Tensor>;
};

export type Pictures = {
	/** Tells these from others: what was read with others is read again. */
	key: string;
	/** The token whose places in the prompt the rows take, in order. */
	tokenId: number;
	/** Rows one after another, each as wide as the model. */
	rows: Float32Array;
	width: number;
};

type Image = NonNullable<ChatMessage['images']>[number];

export class TransformersEyes {
	readonly #library: Library;
	readonly #processor: Processor;
	readonly #model: Seeing;
	readonly #tokenId: number;

	/** Throws RangeError where the model does not say which token stands for a picture. */
	constructor(library: Library, processor: Processor, model: Seeing) {
		this.#library = library;
		this.#processor = processor;
		this.#model = model;
		const { image_token_id: id, image_token_index: index } = model.config as {
			image_token_id?: unknown;
			image_token_index?: unknown;
		};
		const found = id ?? index;
		if (typeof found !== 'number') throw new RangeError('no token for pictures');
		this.#tokenId = found;
	}

	/**
	 * The tokens of a prompt with a place for every row of its pictures, and the rows. `text` has the
	 * model's mark for a picture once for each. Throws EngineError.
	 */
	async look(
		text: string,
		images: readonly Image[]
	): Promise<{ prompt: number[]; pictures: Pictures }> {
		const decoded = [];
		for (const image of images) decoded.push(await this.#decoded(image));
		const inputs = (await this.#processor(text, decoded, {
			do_image_splitting: false
		})) as Record<string, Tensor>;
		const { input_ids: ids, pixel_values: pixels, pixel_attention_mask: mask } = inputs;
		if (!ids || !pixels) throw new Error('the processor gave no pictures');
		const features = await this.#model.encode_image({
			pixel_values: pixels,
			...(mask && { pixel_attention_mask: mask })
		});
		const rows = features.to('float32');
		const width = rows.dims.at(-1) ?? 0;
		const prompt = Array.from(ids.data as BigInt64Array, Number);
		// The processor begins what the template has begun already.
		const begin = this.#processor.tokenizer?.bos_token_id;
		if (prompt[0] === begin && prompt[1] === begin) prompt.shift();
		const places = prompt.filter((id) => id === this.#tokenId).length;
		if (width === 0 || places * width !== rows.data.length)
			throw new EngineError(
				'invalid-model',
				'The parts of this model do not fit each other: it sees pictures in another form than it reads them. Choose another model.'
			);
		return {
			prompt,
			pictures: {
				key: images.map(({ data }) => data).join(),
				tokenId: this.#tokenId,
				rows: rows.data as Float32Array,
				width
			}
		};
	}

	async #decoded({ name, mediaType, data }: Image) {
		try {
			const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
			const image = await this.#library.RawImage.fromBlob(new Blob([bytes], { type: mediaType }));
			return image.rgb();
		} catch (cause) {
			throw new EngineError(
				'failed',
				`The picture “${name}” cannot be read. Attach it again as PNG or JPEG.`,
				{ cause }
			);
		}
	}
}
