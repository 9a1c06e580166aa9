// Requests that nobody would write, from a seeded generator: whatever comes, the gateway answers with a
// status that is not 500, in OpenAI's form, and sends no more to a provider than it was asked to.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway } from '../../worker/node.ts';
import { openAiAnswer, startMockProvider, type MockProvider } from '../support/mock-provider.ts';
import { uniform } from '../../src/contract/random.ts';
import type { RunningGateway } from './running-gateway.ts';

let mock: MockProvider;
let gateway: RunningGateway;
const logged: string[] = [];

beforeAll(async () => {
	mock = await startMockProvider();
	const upstream = (id: string, kind: string, path: string) => ({
		id,
		kind,
		baseUrl: `${mock.origin}/${id}/${path}`,
		apiKey: 'k',
		models: [
			{ id: 'm', price: { input: 1, output: 1 } },
			{ id: 'e', kind: 'embeddings', price: { input: 1, output: 1 } }
		]
	});
	gateway = await startGateway({
		port: 0,
		ledgerPath: ':memory:',
		env: {
			UNDERSTUDY_PROVIDERS: JSON.stringify([
				upstream('up', 'openai-compatible', 'v1'),
				upstream('claude', 'anthropic', 'v1'),
				upstream('gem', 'gemini', 'v1beta')
			]),
			UNDERSTUDY_REDACT: 'on',
			UNDERSTUDY_CACHE_SECONDS: '60'
		},
		parts: { log: (line) => void logged.push(line) }
	});
	mock.script('up', { kind: 'json', body: openAiAnswer('Hello') });
	mock.script('claude', {
		kind: 'json',
		body: {
			id: 'msg_1',
			type: 'message',
			role: 'assistant',
			model: 'm',
			content: [{ type: 'text', text: 'Hello' }],
			stop_reason: 'end_turn',
			usage: { input_tokens: 7, output_tokens: 1 }
		}
	});
	mock.script('gem', {
		kind: 'json',
		body: {
			candidates: [
				{ index: 0, content: { role: 'model', parts: [{ text: 'Hello' }] }, finishReason: 'STOP' }
			],
			usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 1, totalTokenCount: 8 }
		}
	});
});

afterAll(async () => {
	await gateway?.stop();
	await mock?.stop();
});

/** A valid request with everything in it, to be spoiled. */
const VALID = {
	model: 'up/m',
	messages: [
		{ role: 'system', content: 'Be brief.' },
		{
			role: 'user',
			content: [
				{ type: 'text', text: 'What is it?' },
				{
					type: 'image_url',
					image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' }
				}
			]
		},
		{
			role: 'assistant',
			content: null,
			tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }]
		},
		{ role: 'tool', tool_call_id: 'c1', content: '42' },
		{ role: 'user', content: 'And now?', name: 'ada' }
	],
	temperature: 0.5,
	top_p: 1,
	n: 1,
	max_tokens: 16,
	stop: ['x'],
	seed: 7,
	logprobs: true,
	top_logprobs: 2,
	presence_penalty: 0,
	tools: [
		{
			type: 'function',
			function: { name: 'f', description: 'd', parameters: { type: 'object', properties: {} } }
		}
	],
	tool_choice: 'auto',
	response_format: { type: 'json_schema', json_schema: { name: 's', schema: { type: 'object' } } },
	stream_options: { include_usage: true },
	metadata: { a: 'b' }
};
const EMBEDDINGS = { model: 'up/e', input: ['one', 'two'], dimensions: 8 };

type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T =>
	from[Math.floor(random() * from.length)] as T;

function oddValue(random: Random, depth = 0): unknown {
	const odd: (() => unknown)[] = [
		() => null,
		() => true,
		() => false,
		() => 0,
		() => -1,
		() => 1e308,
		() => -0.5,
		() => 2 ** 53,
		() => '',
		() => ' ',
		() => 'x'.repeat(Math.floor(random() * 5000)),
		() => '\u0000\ud800\uffff\u202e',
		() => '__proto__',
		() => 'constructor',
		() => '💥'.repeat(10),
		() => "'; DROP TABLE spent; --",
		() => '../../etc/passwd',
		() => 'http://169.254.169.254/',
		() => 'data:image/png;base64,%%%',
		() => 'data:,',
		() => '{"a":',
		() => [],
		() => ({}),
		() => [null],
		() => [[]],
		() => ({ type: 'text' }),
		() => ({ type: 'text', text: null }),
		() => ({ type: 'image_url', image_url: 'x' }),
		() => ({ type: 'function', function: { name: 'toString', arguments: '[' } }),
		() => ({ toString: null, valueOf: 1, length: -1, next: 'x' })
	];
	if (depth < 3 && random() < 0.2)
		return random() < 0.5
			? Array.from({ length: Math.floor(random() * 4) }, () => oddValue(random, depth + 1))
			: Object.fromEntries(
					Array.from({ length: Math.floor(random() * 4) }, () => [
						pick(random, ['type', 'text', 'url', 'role', 'content', 'x', 'name', 'toJSON']),
						oddValue(random, depth + 1)
					])
				);
	return pick(random, odd)();
}

/** The value with one to four of its places replaced, removed, doubled or added to. */
function spoiled(value: object, random: Random): unknown {
	const copy: unknown = structuredClone(value);
	for (let i = Math.floor(random() * 4); i >= 0; i--) {
		let at = copy as Record<string, unknown>;
		for (;;) {
			const names = Object.keys(at);
			const name = pick(random, names);
			const next = name === undefined ? undefined : at[name];
			if (typeof next === 'object' && next !== null && random() < 0.7) {
				at = next as Record<string, unknown>;
				continue;
			}
			const action = random();
			if (Array.isArray(at) && action < 0.2) at.push(structuredClone(next));
			else if (name === undefined || action < 0.3)
				at[pick(random, ['x', 'stream_options', 'n', 'user', 'name'])] = oddValue(random);
			else if (action < 0.5) delete at[name];
			else at[name] = oddValue(random);
			break;
		}
	}
	return copy;
}

async function send(path: string, body: string): Promise<{ status: number; text: string }> {
	const response = await fetch(`${gateway.origin}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body
	});
	return { status: response.status, text: await response.text() };
}

/** 400 to 422 with OpenAI's error object, or an answer. */
function check({ status, text }: { status: number; text: string }, body: string): void {
	expect([200, 400, 402, 404, 413, 422], `${body.slice(0, 2000)}\n${text}`).toContain(status);
	if (status === 200) return;
	const { error } = JSON.parse(text);
	expect(typeof error.message, body).toBe('string');
	expect(typeof error.code, body).toBe('string');
	expect(error.message, body).not.toMatch(/TypeError|undefined|\[object|at .+:\d+/);
}

const MODELS = ['up/m', 'claude/m', 'gem/m'];

test('no spoiled chat is answered with 500', async () => {
	const random = uniform(20_261_121);
	const statuses = new Map<number, number>();
	for (let i = 0; i < 400; i++) {
		const body = JSON.stringify(spoiled({ ...VALID, model: pick(random, MODELS) }, random));
		const answer = await send('/v1/chat/completions', body);
		check(answer, body);
		statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
	}
	// The generator reaches both sides of the checks.
	expect(statuses.get(200)).toBeGreaterThan(50);
	expect(statuses.get(400)).toBeGreaterThan(50);
	expect(logged).toEqual([]);
});

test('no spoiled embeddings request is answered with 500', async () => {
	mock.script('up', {
		kind: 'json',
		body: {
			object: 'list',
			model: 'e',
			data: [{ object: 'embedding', index: 0, embedding: [0.5] }],
			usage: { prompt_tokens: 1, total_tokens: 1 }
		}
	});
	const random = uniform(7);
	for (let i = 0; i < 200; i++) {
		const body = JSON.stringify(spoiled(EMBEDDINGS, random));
		check(await send('/v1/embeddings', body), body);
	}
	expect(logged).toEqual([]);
});

test('no text that is spoiled as text is answered with 500', async () => {
	mock.script('up', { kind: 'json', body: openAiAnswer('Hello') });
	const random = uniform(3);
	const whole = JSON.stringify(VALID);
	for (let i = 0; i < 250; i++) {
		let text = whole;
		for (let cuts = Math.floor(random() * 3); cuts >= 0; cuts--) {
			const at = Math.floor(random() * text.length);
			const length = Math.floor(random() * 20);
			const junk = pick(random, [
				'',
				'"',
				'}',
				'[',
				'\\',
				'\u0000',
				'1e999',
				'NaN',
				',,',
				'\ufeff'
			]);
			text = text.slice(0, at) + junk + text.slice(at + length);
		}
		check(await send('/v1/chat/completions', text), text);
	}
	expect(logged).toEqual([]);
});
