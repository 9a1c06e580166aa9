// The native server with the starter that ships, asked over real sockets by the official `openai` client.
// Not here: what is asked (native.test.ts, native-conversations.test.ts).

import type OpenAI from 'openai';
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNativeServer, type RunningNative } from '../support/native.ts';

export const CAPITAL = 'What is the capital of France?';
/** llama-server's fields, which the client's types do not know. */
type More = Partial<ChatCompletionCreateParams> & Record<string, unknown>;

/** For the tests of this file, before which it starts. */
export function nativeStarter() {
	let server: RunningNative;

	beforeAll(async () => {
		server = await startNativeServer();
	}, 60_000);
	afterAll(() => server.stop());

	return {
		/** While tests run. */
		get server(): RunningNative {
			return server;
		},
		get client(): OpenAI {
			return server.client;
		},
		/** The modifiers that ship. */
		get modifiers(): string[] {
			return server.provider.opened.files.manifest.modifiers.map(({ id }) => id);
		},
		ask: (content: string, more: More = {}) => ask(server.client, content, more),
		/** To be the last test of a file. */
		nothingFailed: () =>
			test('nothing failed without its operator reading of it', () => {
				expect(server.log).toEqual([]);
			})
	};
}

async function ask(client: OpenAI, content: string, more: More) {
	const answer = await client.chat.completions.create({
		model: 'starter',
		temperature: 0,
		messages: [{ role: 'user', content }],
		...more,
		stream: false
	});
	const [choice] = answer.choices;
	return {
		text: choice?.message.content ?? '',
		finish: choice?.finish_reason,
		logprobs: choice?.logprobs?.content ?? [],
		calls: choice?.message.tool_calls ?? [],
		cached: answer.usage?.prompt_tokens_details?.cached_tokens,
		usage: answer.usage
	};
}
