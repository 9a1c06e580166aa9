// An answer as it is given, whole or streamed; a client that leaves it, does not read it or asks for it twice; and
// what there is to ask. Part of the gateway's suite, in both runtimes.

import { describe, expect, test } from 'vitest';
import { event, openAiAnswer, openAiStream } from '../support/mock-provider.ts';
import { COMPLETE, estimated, MESSAGES, PRICE, type GatewayBench } from './gateway-bench.ts';

export function answerTests(bench: GatewayBench): void {
	const { fresh, ask, charges } = bench;

	describe('a whole answer', () => {
		test('is the provider’s bytes, with who answered, what was tried and what it cost', async () => {
			const { a } = fresh([{ kind: 'json', body: openAiAnswer('Hello') }]);
			await charges(
				async () => {
					const response = await ask({ model: `${a}/m` });
					expect(response.status).toBe(200);
					expect(response.headers.get('x-understudy-provider')).toBe(a);
					expect(response.headers.get('x-understudy-attempts')).toBe(`${a}/m=ok`);
					expect(response.headers.get('x-understudy-cost-microusd')).toBe('9');
					expect(await response.text()).toBe(JSON.stringify(openAiAnswer('Hello')));
				},
				{ turns: 1, promptTokens: 7, completionTokens: 1, microUsd: 9 }
			);
			const [request] = bench.mock.seen(a);
			expect(request?.path).toBe(`/${a}/v1/chat/completions`);
			expect(request?.headers.authorization).toBe(`Bearer key-${a.slice(1)}`);
		});

		test('is asked for with every field the client sent, known or not', async () => {
			const { a } = fresh([{ kind: 'json', body: openAiAnswer('Hello') }]);
			const extra = {
				seed: 4,
				n: 2,
				logprobs: true,
				top_logprobs: 3,
				min_p: 0.1,
				lora: [{ id: 0 }]
			};
			await (await ask({ model: `${a}/m`, max_tokens: 9, ...extra })).text();
			expect(bench.mock.seen(a)[0]?.body).toEqual({
				model: 'm',
				messages: MESSAGES,
				max_tokens: 9,
				...extra
			});
		});

		test('of a provider that answers 200 with a page is no answer', async () => {
			const { a } = fresh([{ kind: 'text', body: '<h1>Welcome</h1>' }]);
			const response = await ask({ model: `${a}/m` });
			expect(response.status).toBe(502);
			expect((await response.json()).error).toMatchObject({ code: 'provider_garbage' });
		});
	});

	describe('a streamed answer', () => {
		test('is forwarded byte for byte, then what it cost, then [DONE]', async () => {
			const pieces = openAiStream(['Hel', 'lo', '!']);
			const { a } = fresh([{ kind: 'stream', pieces }]);
			await charges(async () => {
				const response = await ask({
					model: `${a}/m`,
					stream: true,
					stream_options: { include_usage: true }
				});
				expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
				const comment = `: understudy {"provider":"${a}","attempts":["${a}/m=ok"],"costMicroUsd":17,"remainingMicroUsd":null}\n\n`;
				const done = pieces.pop();
				expect(await response.text()).toBe([...pieces, comment, done].join(''));
			}, COMPLETE);
		});

		test('asks the provider for usage always, and hides it from a client that did not', async () => {
			const pieces = openAiStream(['Hello']);
			const { a } = fresh([{ kind: 'stream', pieces }]);
			await charges(async () => {
				const text = await (await ask({ model: `${a}/m`, stream: true })).text();
				expect(text).not.toContain('"usage":{');
				expect(text).toContain('"content":"Hello"');
			}, COMPLETE);
			expect(bench.mock.seen(a)[0]?.body['stream_options']).toEqual({ include_usage: true });
		});

		test('that needs no stop mark, after a finish reason, is complete without [DONE]', async () => {
			const pieces = openAiStream(['Hello']).slice(0, -2);
			const { a } = fresh([{ kind: 'stream', pieces }]);
			const text = await (await ask({ model: `${a}/m`, stream: true })).text();
			expect(text).toMatch(/\n\ndata: \[DONE\]\n\n$/);
		});
	});

	describe('a client', () => {
		test('that leaves in the middle stops the provider, and pays for what came', async () => {
			const words = openAiStream(['Once', ' upon']).slice(0, 3);
			const { a } = fresh([{ kind: 'stream', pieces: words, ending: 'silence' }]);
			await charges(async () => {
				const leave = new AbortController();
				const response = await ask({ model: `${a}/m`, stream: true }, { signal: leave.signal });
				const reader = response.body?.getReader();
				let text = '';
				while (!text.includes('upon')) {
					const piece = await reader?.read();
					if (!piece || piece.done) throw new Error(`It ended too early: ${text}`);
					text += new TextDecoder().decode(piece.value);
				}
				leave.abort();
				expect(await (await bench.mock.arrived(a)).closed).toBe('left');
			}, estimated(2));
		});

		test('that leaves before the first token stops the provider', async () => {
			const { a } = fresh([{ kind: 'silence' }]);
			const leave = new AbortController();
			const asked = ask({ model: `${a}/m`, stream: true }, { signal: leave.signal });
			const request = await bench.mock.arrived(a);
			leave.abort();
			await expect(asked).rejects.toThrow();
			expect(await request.closed).toBe('left');
		});

		test('that does not read holds the provider back, not the gateway’s memory', async () => {
			const piece = event({
				choices: [{ index: 0, delta: { content: 'x'.repeat(60_000) }, finish_reason: null }]
			});
			const { a } = fresh([{ kind: 'endless', piece }]);
			const leave = new AbortController();
			const response = await ask({ model: `${a}/m`, stream: true }, { signal: leave.signal });
			const request = await bench.mock.arrived(a);
			// It stops growing once the buffers of both connections are full.
			let [before, now] = [-1, 0];
			while (now !== before) {
				before = now;
				await new Promise((resolve) => setTimeout(resolve, 200));
				now = request.sentBytes;
			}
			expect(now).toBeLessThan(64_000_000);
			await response.body?.getReader().read();
			leave.abort();
			expect(await request.closed).toBe('left');
		});

		test('that repeats a finished request with its key is not charged twice', async () => {
			const { a } = fresh([{ kind: 'json', body: openAiAnswer('Hello') }]);
			const headers = { 'idempotency-key': `once-${a}` };
			await charges(
				async () => {
					for (let i = 0; i < 2; i++) {
						const response = await ask({ model: `${a}/m` }, { headers });
						expect(response.status).toBe(200);
						await response.text();
					}
				},
				{ turns: 1, promptTokens: 7, completionTokens: 1, microUsd: 9 }
			);
		});

		test('that asks for a model nobody has is told where to look', async () => {
			const response = await ask({ model: 'nobody/has-this' });
			expect(response.status).toBe(404);
			expect((await response.json()).error).toMatchObject({
				code: 'model_not_found',
				param: 'model'
			});
		});

		test('that asks for a provider without a key is told which variable to set', async () => {
			const response = await ask({ model: 'openai/gpt-5.4-mini' });
			expect(response.status).toBe(503);
			expect((await response.json()).error).toMatchObject({
				code: 'not_configured',
				message: 'OPENAI_API_KEY is not set at this edge. Set it, then ask again.'
			});
		});
	});

	test('embeddings are forwarded, and charged by what they used', async () => {
		const vectors = {
			object: 'list',
			data: [{ object: 'embedding', index: 0, embedding: [0.5, -0.25] }],
			model: 'e',
			usage: { prompt_tokens: 3, total_tokens: 3 }
		};
		const { a } = fresh([{ kind: 'json', body: vectors }]);
		await charges(
			async () => {
				const response = await fetch(`${bench.origin}/v1/embeddings`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ model: `${a}/e`, input: 'hello' })
				});
				expect(await response.json()).toEqual(vectors);
			},
			{ turns: 1, promptTokens: 3, completionTokens: 0, microUsd: 3 }
		);
	});

	test('/v1/models lists aliases and models that can answer now, with prices and their date', async () => {
		const { data } = await (await fetch(`${bench.origin}/v1/models`)).json();
		const ids = data.map(({ id }: { id: string }) => id);
		expect(ids).toEqual(expect.arrayContaining(['auto', 'judge', 'pair0', 'p0/m', 'p0/e']));
		expect(ids.filter((id: string) => id.startsWith('openai/'))).toEqual([]);
		expect(ids.filter((id: string) => id.startsWith('workers-ai/'))).toEqual([]);
		expect(data.find(({ id }: { id: string }) => id === 'p0/m')).toMatchObject({
			price_usd_per_million: PRICE,
			price_as_of: 'as configured'
		});
	});

	test('/healthz says what can answer, and which variables are missing', async () => {
		const health = await (await fetch(`${bench.origin}/healthz`)).json();
		expect(health).toMatchObject({ ok: true, gateway: { configured: true, problems: [] } });
		expect(health.gateway.missing).toContain('OPENAI_API_KEY');
		expect(JSON.stringify(health)).not.toContain('key-0');
	});
}
