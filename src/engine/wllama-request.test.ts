import { describe, expect, test } from 'vitest';
import type { EngineEvent } from './engine.ts';
import { ChunkReader, completionParams, contextFull, sharedMessages } from './wllama-request.ts';
import { withOpening, type Chunk } from './wllama-request.ts';

const messages = [{ role: 'user', content: 'hello' } as const];
const sampling = { temperature: 0, topP: 1, topK: 0, seed: 1, maxTokens: 8 };
const end = { lora: null, opening: '', logprobs: true, maxTokens: 8 };

function chunk(text: string, predicted: number, finish: 'stop' | 'length' | null = null): Chunk {
	return {
		id: '',
		object: 'chat.completion.chunk',
		created: 0,
		model: '',
		choices: [{ index: 0, delta: { content: text }, finish_reason: finish, logprobs: null }],
		timings: {
			cache_n: 3,
			prompt_n: 2,
			prompt_ms: 1,
			prompt_per_token_ms: 0,
			prompt_per_second: 0,
			predicted_n: predicted,
			predicted_ms: predicted * 10,
			predicted_per_token_ms: 0,
			predicted_per_second: 0
		}
	};
}

describe('the parameters', () => {
	test('ask for log-probabilities even when no alternatives are wanted', () => {
		expect(completionParams({ messages, sampling }, end)).toMatchObject({
			logprobs: true,
			top_logprobs: 1
		});
	});

	test('leave out the adapter list only where there are no adapters', () => {
		expect(completionParams({ messages, sampling }, end)).not.toHaveProperty('lora');
		const lora = [{ id: 0, scale: 0 }];
		expect(completionParams({ messages, sampling }, { ...end, lora }).lora).toEqual(lora);
	});
});

describe('the template', () => {
	test('ends with the opening, and its last line break stays out of the prompt', () => {
		expect(withOpening('{{ x }}\n')).toBe("{{ x }}{{ understudy_opening | default('') }}");
	});

	test('is ChatML where the file has none', () => {
		expect(withOpening(null)).toContain("'<|im_start|>assistant\\n'");
	});
});

describe('the events of chunks', () => {
	test('begin with the prompt, as it was read and kept', () => {
		const events = [...new ChunkReader(0, 0, () => false).read(chunk('a', 1))];
		expect(events).toEqual([
			{ type: 'prompt-read', promptTokens: 5, cachedTokens: 3, ms: 1 },
			{ type: 'delta', path: 0, text: 'a', tokens: [] }
		]);
	});

	test('count the tokens of a resumed answer once', () => {
		const reader = new ChunkReader(0, 0, () => false);
		const events: EngineEvent[] = [...reader.read(chunk('a', 1))];
		reader.resume({ repeats: false });
		events.push(...reader.read(chunk('é', 2)), ...reader.read(chunk('b', 3, 'stop')));
		expect(reader.text).toBe('aéb');
		expect(reader.finished(false)).toMatchObject({ completionTokens: 4, reason: 'stop' });
		expect(events.filter(({ type }) => type === 'prompt-read')).toHaveLength(1);
	});

	test('leave out what an answer written again repeats', () => {
		const reader = new ChunkReader(0, 0, () => false);
		void [...reader.read(chunk('ab', 1))];
		reader.resume({ repeats: true });
		const again = [...reader.read(chunk('a', 1)), ...reader.read(chunk('bc', 2))];
		expect(again).toEqual([{ type: 'delta', path: 0, text: 'c', tokens: [] }]);
		expect(reader.finished(false)).toMatchObject({ completionTokens: 2 });
	});

	test('end with abort when aborted', () => {
		expect(new ChunkReader(1, 0, () => false).finished(true)).toMatchObject({
			path: 1,
			reason: 'abort',
			completionTokens: 0
		});
	});
});

test('a prompt that does not fit is named with both sizes, other refusals are not', () => {
	const said =
		'request (704 tokens) exceeds the available context size (512 tokens), try increasing it';
	expect(contextFull(said)?.message).toMatch(/704 tokens.*512/);
	expect(contextFull('no')).toBeNull();
});

test('messages are shared up to the first difference', () => {
	const other = [...messages, { role: 'user', content: 'x' } as const];
	expect(sharedMessages(messages, other)).toBe(1);
	expect(sharedMessages([{ role: 'user', content: 'y' }], other)).toBe(0);
});
