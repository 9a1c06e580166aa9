// The embedder on onnxruntime's WASM, through transformers.js: its files come from whoever calls
// (the weight store in the app, a folder in the pipeline), its runtime from our own origin, and
// nothing from anywhere else. The library is fetched when an embedder is first opened; it is in no
// page's first load. Not here: which model's embedder, and what vectors are compared for.

import {
	EMBEDDER_FILES,
	parseEmbedderCard,
	type Embedder,
	type EmbedderCard
} from '../contract/embedder.ts';
import { EngineError } from './engine.ts';
import { openLibrary, type LibraryRuntime } from './transformers-library.ts';

/** As openLibrary takes it; one thread, as a text is too little work to share. */
export type EmbedderRuntime = Pick<LibraryRuntime, 'wasm' | 'device'>;

/** In tokens, as the model reads them: its marks of the beginning and the end among them. */
export type CountingEmbedder = Embedder & { countTokens(text: string): number };

/** Texts embedded in one go: more would pad the shorter ones to the longest. */
const TOGETHER = 16;
/** What transformers.js calls the model; it is never part of an address that is fetched. */
const MODEL = 'embedder';

/**
 * `read` gives one of EMBEDDER_FILES. Throws EngineError, and ParseError on a card that is not one.
 * The library keeps its settings in one place: two embedders are opened one after the other.
 */
export async function openEmbedder(
	read: (path: string) => Promise<Blob>,
	runtime: EmbedderRuntime
): Promise<CountingEmbedder> {
	const card = parseEmbedderCard(await (await read(EMBEDDER_FILES.card)).text());
	const opened = opening.then(() => open(card, read, runtime));
	opening = opened.then(
		() => undefined,
		() => undefined
	);
	return opened;
}

let opening: Promise<void> = Promise.resolve();

async function open(
	card: EmbedderCard,
	read: (path: string) => Promise<Blob>,
	runtime: EmbedderRuntime
): Promise<CountingEmbedder> {
	const { pipeline } = await openLibrary(runtime, (request) => fileFor(request, card, read));
	const { device } = runtime;
	const extract = await pipeline('feature-extraction', MODEL, { dtype: 'q8', device }).catch(
		(cause: unknown) => {
			throw new EngineError(
				'failed',
				'The embedder could not be opened. Reload the page; if that does not help, remove the model and download it again.',
				{ cause }
			);
		}
	);
	const embedSome = async (texts: readonly string[]): Promise<Float32Array[]> => {
		const { data, dims } = await extract([...texts], { pooling: 'mean', normalize: true });
		const [, dimensions = 0] = dims;
		if (dimensions !== card.dimensions || !(data instanceof Float32Array))
			throw new EngineError(
				'invalid-model',
				`The embedder gave vectors of ${dimensions} numbers where its card says ${card.dimensions}. Remove the model and download it again.`
			);
		return texts.map((_, i) => data.slice(i * dimensions, (i + 1) * dimensions));
	};
	return {
		id: card.id,
		dimensions: card.dimensions,
		countTokens: (text) => extract.tokenizer.encode(text).length,
		async embed(texts) {
			const vectors: Float32Array[] = [];
			for (let from = 0; from < texts.length; from += TOGETHER)
				vectors.push(...(await embedSome(texts.slice(from, from + TOGETHER))));
			return vectors;
		},
		dispose: () => extract.dispose()
	};
}

/** What the library asks for, by the end of the name it asks with. */
async function fileFor(
	request: string,
	card: EmbedderCard,
	read: (path: string) => Promise<Blob>
): Promise<Response | undefined> {
	if (request.endsWith('/tokenizer_config.json')) return Response.json(card.tokenizerConfig);
	if (request.endsWith('/tokenizer.json'))
		return new Response(await read(EMBEDDER_FILES.tokenizer));
	if (request.endsWith('/config.json')) return Response.json(card.config);
	if (request.endsWith('.onnx')) return new Response(await read(EMBEDDER_FILES.model));
	return undefined;
}
