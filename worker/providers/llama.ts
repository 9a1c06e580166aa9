// The model in this process, as a provider of the gateway: no address and no key. It is made of a verified
// model that was opened (llama/), and never part of the Worker on Cloudflare. Its models are the base
// (`starter`), the base with one of its modifiers (`starter+code`), and its embedder.

import type { ChatRequest, EmbeddingsRequest, UpstreamResponse } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { answerChat } from '../llama/chat.ts';
import { modelEmbedder } from '../llama/embed.ts';
import { readModelFiles } from '../llama/model-files.ts';
import { openModel, type OpenModel, type OpenOptions } from '../llama/open-model.ts';
import { openAiForm, type LocalProvider, type Model } from './provider.ts';

export type LlamaProvider = LocalProvider & {
	readonly opened: OpenModel;
	close(): Promise<void>;
};

const FREE = { input: 0, output: 0 };

/** Verifies and opens the model at `path`. Throws ModelFileError with the fact and the next step. */
export async function llamaProvider(path: string, options: OpenOptions): Promise<LlamaProvider> {
	const files = await readModelFiles(path);
	const embedder = await modelEmbedder(files);
	const opened = await openModel(files, options);
	const { manifest } = files;
	const about = {
		base: manifest.id,
		base_sha256: manifest.baseSha256,
		context_tokens: opened.contextTokens,
		parallel: opened.parallel,
		backend: opened.backend
	};
	const models: Model[] = [
		{ id: manifest.id, price: FREE, about: { ...about, modifier: null } },
		...manifest.modifiers.map(({ id, invocationTokens }, lora) => ({
			id: `${manifest.id}+${id}`,
			price: FREE,
			about: { ...about, modifier: id, lora, activated: invocationTokens.length > 0 }
		}))
	];
	const embeddings = `${manifest.id}-embedder`;
	if (embedder)
		models.push({
			id: embeddings,
			kind: 'embeddings',
			price: FREE,
			about: {
				embedder: embedder.id,
				dimensions: embedder.dimensions,
				max_input_tokens: embedder.mostTokens
			}
		});
	const parts = {
		nowMs: () => performance.timeOrigin + performance.now(),
		newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
		newId: () => `chatcmpl-${crypto.randomUUID()}`
	};
	return {
		id: 'llama',
		keyVariable: null,
		baseUrl: 'llama:',
		models,
		pricesFrom: 'this machine',
		pricesAsOf: 'always',
		wire: openAiForm,
		// Only who asked for usage reads of it in the pieces before (`null`, as from OpenAI).
		dialect: { streamOptions: 'as-asked' },
		opened,
		async send(call, signal) {
			try {
				const body: unknown = JSON.parse(call.body);
				return await (call.url.endsWith('/embeddings')
					? embedded(body as EmbeddingsRequest, signal)
					: answerChat(opened, body as ChatRequest, signal, parts));
			} catch (error) {
				if (error instanceof GatewayError || signal.aborted) throw error;
				const reason = error instanceof Error ? error.message : String(error);
				throw new GatewayError(500, 'model_failed', `The model failed: ${reason}. Try again.`, {
					cause: error
				});
			}
		},
		async close() {
			await opened.close();
			await embedder?.close();
		}
	};

	function embedded(request: EmbeddingsRequest, signal: AbortSignal): Promise<UpstreamResponse> {
		if (embedder) return embedder.embed(request, signal);
		throw new GatewayError(404, 'model_not_found', `${manifest.id} comes with no embedder.`);
	}
}
