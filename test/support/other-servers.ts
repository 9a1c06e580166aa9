// Servers of OpenAI's form that are neither ours nor llama.cpp's, as far as they can be had without them: a
// thin proxy in front of the native server, which lists, takes, refuses and says what the documentation of one
// of them has, and nothing else. It is the form of such a server and not the server: the numbers are
// llama.cpp's, and what only a real vLLM or Ollama would show (its kernels, its template, its memory, what it
// does against its own documentation) is not seen here.

import type { ServerResponse } from 'node:http';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { fieldsOf, type Fields } from '../../src/contract/parse.ts';
import type { Engine, LoadedModel, LoadOptions, ModelRef } from '../../src/engine/engine.ts';
import { createRemoteEngine } from '../../src/engine/remote.ts';
import { beforeNative } from './native-engine.ts';
import { OLLAMA, STRICT, VLLM, type ServerForm } from './server-forms.ts';
import { beginEvents, sendJson, startWireServer, type WireRequest } from './wire-server.ts';

const FORMS = { vllm: VLLM, ollama: OLLAMA, strict: STRICT };

export function formEngine(form: keyof typeof FORMS): Engine {
	return {
		id: form,
		probe: () => Promise.resolve({ ok: true }),
		load: (model, options) => loadBehind(FORMS[form], model, options)
	};
}

function loadBehind(form: ServerForm, model: ModelRef, options: LoadOptions): Promise<LoadedModel> {
	return beforeNative(model, options, async (origin, ref, onClose) => {
		const proxy = await startWireServer((request, response) =>
			answer(form, { origin, ref, contextTokens: options.contextTokens }, request, response)
		);
		onClose(() => proxy.stop());
		const address = { baseUrl: `${proxy.origin}/v1`, token: null };
		return createRemoteEngine({ address }).load(ref, options);
	});
}

type Behind = { origin: string; ref: ModelRef; contextTokens: number };

async function answer(
	form: ServerForm,
	behind: Behind,
	{ method, path, body }: WireRequest,
	response: ServerResponse
): Promise<void> {
	const { manifest } = behind.ref;
	if (method === 'GET' && path === '/v1/models')
		return sendJson(response, {
			object: 'list',
			data: form.models(manifest, behind.contextTokens)
		});
	if (method !== 'POST' || path !== '/v1/chat/completions' || body === null)
		return sendJson(response, form.notFound, 404);
	const refusal = form.refusal(body);
	if (refusal) return sendJson(response, refusal, 400);
	const model = form.modelBehind(String(body['model']), manifest);
	if (model === null) return sendJson(response, form.noModel(String(body['model'])), 404);
	const known = Object.entries(body).filter(([field]) => form.fields.has(field));
	const asked = { ...Object.fromEntries(known), model };
	const left = new AbortController();
	response.on('close', () => left.abort());
	try {
		const sizes = form.full && (await sizesOf(behind, asked, left.signal));
		const full = sizes && form.full?.({ limit: behind.contextTokens, ...sizes });
		if (full) return sendJson(response, full, 400);
		await pipe(form, behind.origin, asked, response, left.signal);
	} catch (error) {
		if (!left.signal.aborted) throw error;
	}
}

/** The tokens of the prompt, and the most that its answer may have. */
async function sizesOf(
	{ origin, contextTokens }: Behind,
	{ messages, model, max_tokens }: Fields,
	signal: AbortSignal
): Promise<{ size: number; most: number | null }> {
	const most = typeof max_tokens === 'number' ? max_tokens : null;
	// A byte is a token at most in these models, and what stands around it is longer than its marks: what is short
	// by its bytes needs no counting.
	const bytes = Buffer.byteLength(JSON.stringify(messages));
	if (bytes + (most ?? 1) < contextTokens) return { size: 0, most };
	const counted = await post(origin, { messages, model, max_tokens: 1 }, signal);
	const told = fieldsOf(await counted.json());
	const refused = String(fieldsOf(told?.['error'])?.['message']);
	const size = /(\d+) tokens/.exec(refused)?.[1] ?? fieldsOf(told?.['usage'])?.['prompt_tokens'];
	return { size: Number(size), most };
}

function post(origin: string, body: object, signal: AbortSignal): Promise<Response> {
	return fetch(`${origin}/v1/chat/completions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal
	});
}

async function pipe(
	form: ServerForm,
	origin: string,
	asked: Fields,
	response: ServerResponse,
	signal: AbortSignal
): Promise<void> {
	const upstream = await post(origin, asked, signal);
	if (!upstream.ok || upstream.body === null)
		return sendJson(response, await upstream.json(), upstream.status);
	beginEvents(response);
	const events = upstream.body
		.pipeThrough(new TextDecoderStream())
		.pipeThrough(new EventSourceParserStream());
	for await (const { data } of events) {
		const chunks = data === '[DONE]' ? [data] : form.chunks(JSON.parse(data) as Fields);
		for (const chunk of chunks)
			response.write(`data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`);
	}
	response.end();
}
