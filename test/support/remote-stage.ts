// What tests of the remote engine run it against: real sockets that answer as llama.cpp's server does, or as a test
// says, and one question to it. Real servers are asked in test/worker/engine-native.test.ts and test/e2e-all.

import type {
	EngineEvent,
	GenerateRequest,
	LoadedModel,
	LoadOptions
} from '../../src/engine/engine.ts';
import { createRemoteEngine } from '../../src/engine/remote.ts';
import { testManifest } from './scripted-model.ts';
import { beginEvents, sendJson } from './wire-server.ts';
import type { WireHandler, WireServer } from './wire-server.ts';

export const event = (body: object) => `data: ${JSON.stringify(body)}\n\n`;
export const word = (content: string, logprob?: number) =>
	event({
		choices: [
			{
				index: 0,
				delta: { content },
				finish_reason: null,
				...(logprob === undefined
					? {}
					: {
							logprobs: {
								content: [
									{
										token: content,
										logprob,
										bytes: null,
										top_logprobs: [
											{ token: content, logprob },
											{ token: 'x', logprob: null }
										]
									}
								]
							}
						})
			}
		]
	});
export const end = (reason: string | null = 'stop') =>
	event({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
export const DONE = 'data: [DONE]\n\n';

/** What llama-server says of itself; a stream of it has progress, timings and log-probabilities. */
const LLAMA: Record<string, unknown> = {
	'/v1/models': { data: [{ id: 'starter.gguf', owned_by: 'llamacpp' }] },
	'/props': { default_generation_settings: { n_ctx: 256 }, total_slots: 2 },
	'/lora-adapters': [
		{ id: 0, path: '/models/math.gguf', scale: 0 },
		{ id: 1, path: '/models/code.gguf', scale: 0 }
	]
};
export const LLAMA_ANSWER =
	event({
		choices: [{ index: 0, delta: { role: 'assistant', content: null }, finish_reason: null }],
		prompt_progress: { total: 12, cache: 4, processed: 12, time_ms: 3 }
	}) +
	word('Grüße', -0.25) +
	word(' 🎉', -1.5) +
	end() +
	event({
		choices: [],
		usage: { prompt_tokens: 12, completion_tokens: 2 },
		timings: { cache_n: 4, prompt_n: 8, prompt_ms: 3, predicted_n: 2, predicted_ms: 10 }
	}) +
	DONE;

export function llama(answer: WireHandler | string): WireHandler {
	return (request, response) => {
		const known = LLAMA[request.path];
		if (known !== undefined) return sendJson(response, known);
		if (typeof answer !== 'string') return answer(request, response);
		beginEvents(response);
		response.end(answer);
		return undefined;
	};
}

const MANIFEST = {
	...testManifest,
	modifiers: ['code', 'poetry', 'math'].map((id) => ({
		id,
		file: `${id}.gguf`,
		rank: 4,
		alpha: 8,
		invocationTokens: []
	}))
};

export async function load(
	{ origin }: WireServer,
	options: Partial<LoadOptions> = {},
	silenceMs = 60_000
): Promise<LoadedModel> {
	const address = { baseUrl: `${origin}/v1`, token: 'secret' };
	const engine = createRemoteEngine({ address, silenceMs });
	const load: LoadOptions = { backend: 'auto', contextTokens: 512, parallel: 1, ...options };
	return engine.load({ manifest: MANIFEST, files: [] }, load);
}

export const REQUEST: GenerateRequest = {
	messages: [{ role: 'user', content: 'Hello' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 8 },
	topLogprobs: 1
};

export async function ask(
	model: LoadedModel,
	request = REQUEST,
	signal = new AbortController().signal
) {
	const events: EngineEvent[] = [];
	try {
		for await (const one of model.generate(request, signal)) events.push(one);
		return { events, error: null };
	} catch (error) {
		return { events, error };
	}
}

export const textOf = (events: EngineEvent[]) =>
	events.map((one) => (one.type === 'delta' ? one.text : '')).join('');
