// The two translators side by side: the gateway's own (`worker/wire/`) and the AI SDK's, each from a request
// to OpenAI's events, and what a client gets of a stream from either.

import type { Bytes, ChatRequest } from '../../../worker/contract.ts';
import type { ReaderContext, Wire } from '../../../worker/providers/provider.ts';
import { anthropicWire } from '../../../worker/wire/anthropic.ts';
import { geminiWire } from '../../../worker/wire/gemini.ts';
import { sdkModel, translateBySdk } from './ai-sdk.ts';
import { answerOf, assembled, type Stream } from './streams.ts';

const REQUEST: ChatRequest = {
	model: 'm',
	messages: [
		{ role: 'system', content: 'You answer briefly.' },
		{ role: 'user', content: 'Weather in San Francisco and Köln?' }
	],
	stream: true,
	stream_options: { include_usage: true },
	max_tokens: 1000,
	tools: [
		{
			type: 'function',
			function: {
				name: 'get_weather',
				parameters: { type: 'object', properties: { city: { type: 'string' } } }
			}
		}
	]
};
const CONTEXT: ReaderContext = {
	model: 'm',
	showUsage: true,
	request: REQUEST,
	nowMs: 1_760_000_000_000,
	id: 'chatcmpl-1'
};
const WIRES: Record<Stream['form'], Wire> = { anthropic: anthropicWire, gemini: geminiWire };
const TARGETS = {
	anthropic: { baseUrl: 'https://api.anthropic.com/v1', model: 'claude-sonnet-5' },
	gemini: {
		baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
		model: 'gemini-3.6-flash'
	}
};

export type Translator = (stream: Stream, take: (bytes: Bytes) => void) => Promise<void>;

/** As the gateway does it: the request written, then each piece read and pushed. */
export const ours: Translator = async (stream, take) => {
	const wire = WIRES[stream.form];
	const target = { ...TARGETS[stream.form], key: 'none', dialect: {}, maxOutputTokens: 4096 };
	wire.chat(REQUEST, target);
	const reader = wire.reader(CONTEXT);
	const source = answerOf(stream).body?.getReader();
	for (;;) {
		const next = await source?.read();
		const events = next?.value ? reader.push(next.value) : reader.end();
		if (events) take(events);
		if (!next || next.done) break;
	}
	if (reader.failure) throw new Error(reader.failure.message);
	if (!reader.finished) throw new Error('The stream ended before its end.');
};

export const sdk: Translator = async (stream, take) => {
	const model = sdkModel(stream.form, () => answerOf(stream));
	for await (const events of translateBySdk(model, REQUEST, CONTEXT)) take(events);
};

/** What a client gets, up to a failure where there is one. */
export async function understood(translate: Translator, stream: Stream) {
	const decoder = new TextDecoder();
	let text = '';
	let failed = false;
	try {
		await translate(stream, (bytes) => (text += decoder.decode(bytes)));
	} catch {
		failed = true;
	}
	return { ...assembled(text), failed };
}
