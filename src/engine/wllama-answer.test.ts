// An answer some token of which cannot be handed over: what is asked for instead, and what a calibration gets of
// it. The session is scripted; llama.cpp itself is in test/e2e/engine.spec.ts.

import { describe, expect, test } from 'vitest';
import { calibrationInputs } from '../decide/calibration.ts';
import { confidenceTally } from '../decide/confidence.ts';
import type { EngineEvent, GenerateRequest } from './engine.ts';
import { initialState } from './wllama-adapters.ts';
import { answerEvents } from './wllama-answer.ts';
import { ChunkReader, type Chunk, type CompletionParams } from './wllama-request.ts';
import { UndeliverableToken, type Session } from './wllama-session.ts';

/** The text of a token, its log-probability, and whether it or one of its alternatives is part of a character. */
type Written = { text: string; logprob: number; cut?: 'itself' | 'alternative' };

const request: GenerateRequest = {
	messages: [{ role: 'user', content: 'How long is it?' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 0, seed: 1, maxTokens: 32 },
	topLogprobs: 5
};
const plan = {
	lora: null,
	invocation: '',
	needsFreshSession: false,
	restore: null,
	cache: true,
	after: initialState([])
};

/** Writes `answer` as llama.cpp does inside wllama, which loses a token that it cannot put into its JSON. */
function session(answer: readonly Written[]) {
	const asked: CompletionParams[] = [];
	async function* chat(params: CompletionParams): AsyncGenerator<Chunk, void> {
		asked.push(params);
		const opening = String(params.chat_template_kwargs?.understudy_opening ?? '');
		let written = '';
		let count = 0;
		for (const { text, logprob, cut } of answer) {
			written += text;
			if (opening.length >= written.length) continue;
			if (count === params.max_tokens) return yield chunk('', count, 'length');
			const most = params.top_logprobs ?? 0;
			if (params.logprobs && (cut === 'itself' || (cut === 'alternative' && most > 1)))
				throw new UndeliverableToken('A token is part of a character.');
			yield chunk(text, ++count, null, params.logprobs ? { logprob, most } : undefined);
		}
		yield chunk('', count, 'stop');
	}
	// All of a session that an answer uses.
	return { asked, session: { chat } as unknown as Session };
}

function chunk(
	text: string,
	predicted: number,
	finish: 'stop' | 'length' | null,
	said?: { logprob: number; most: number }
): Chunk {
	const others = Array.from({ length: Math.max(0, (said?.most ?? 0) - 1) }, (_, i) => ({
		token: `other ${i}`,
		logprob: -5,
		bytes: null
	}));
	const own = { token: text, logprob: said?.logprob ?? 0, bytes: null };
	return {
		choices: [
			{
				index: 0,
				delta: { content: text },
				finish_reason: finish,
				logprobs: said ? { content: [{ ...own, top_logprobs: [own, ...others] }] } : null
			}
		],
		timings: { cache_n: 0, prompt_n: 1, prompt_ms: 1, predicted_n: predicted, predicted_ms: 1 }
	} as unknown as Chunk;
}

async function answered(answer: readonly Written[], of: GenerateRequest = request) {
	const { session: scripted, asked } = session(answer);
	const reader = new ChunkReader(0, of.topLogprobs ?? 0, () => false);
	const tally = confidenceTally();
	const events: EngineEvent[] = [];
	const never = new AbortController().signal;
	for await (const event of answerEvents(scripted, of, plan, reader, never)) {
		events.push(event);
		if (event.type === 'delta') tally.add(event.tokens);
	}
	return { asked, text: reader.text, features: tally.features(), reader };
}

const ANSWER: Written[] = [
	{ text: 'About ', logprob: -0.1 },
	{ text: 'three', logprob: -0.2, cut: 'alternative' },
	{ text: ' point', logprob: -3 },
	{ text: ' one', logprob: -0.3 },
	{ text: ' metres', logprob: -0.1 },
	{ text: '.', logprob: -0.1 }
];
const whole = ANSWER.map(({ text }) => text).join('');

describe('an alternative that is part of a character', () => {
	test('costs the alternatives, not the log-probability of a single token', async () => {
		const { asked, text, features } = await answered(ANSWER);
		expect(text).toBe(whole);
		expect(asked.map((params) => [params.logprobs, params.top_logprobs])).toEqual([
			[true, 5],
			[true, 1]
		]);
		// The least likely token stands behind the one that could not be handed over.
		expect(features).toMatchObject({ length: 6, min: -3, margin: null, entropy: null });
	});

	test('leaves a calibration with what it gets of an answer whose alternatives nobody asked for', async () => {
		const resumed = await answered(ANSWER);
		const bare = await answered(ANSWER, { ...request, topLogprobs: 1 });
		const question = { prompt: 'How long is it?', earlier: 0 };
		const inputs = ({ features, text }: typeof bare) =>
			features && calibrationInputs(features, text, question, null);
		expect(inputs(resumed)).toEqual(inputs(bare));
	});

	test('under a grammar tells of no token twice', async () => {
		const grammar = 'root ::= .*';
		const { text, features, reader } = await answered(ANSWER, { ...request, grammar });
		expect(text).toBe(whole);
		expect(features).toMatchObject({ length: 6, min: -3 });
		expect(reader.finished(false)).toMatchObject({ completionTokens: 6 });
	});
});

test('a token that is itself part of a character is written without its log-probability, the rest with theirs', async () => {
	const answer = ANSWER.map((token, i) => (i === 0 ? { ...token, cut: 'itself' as const } : token));
	const { asked, text, features } = await answered(answer);
	expect(text).toBe(whole);
	expect(asked.map((params) => params.logprobs ?? false)).toEqual([true, true, false, true]);
	expect(asked[2]).toMatchObject({ max_tokens: 4 });
	// Four tokens, as many as a character has bytes, are not asked.
	expect(features?.length).toBe(2);
});

test('an answer whose every token has alternatives keeps its margin and its entropy', async () => {
	const { asked, features } = await answered(
		ANSWER.map(({ text, logprob }) => ({ text, logprob }))
	);
	expect(asked).toHaveLength(1);
	expect(features?.margin).toBeGreaterThan(0);
	expect(features?.entropy).toBeGreaterThan(0);
});
