// What the gateway promises on the wire, asked over a real socket of whatever runs it: gateway-node and
// gateway-workerd run this same suite. The providers are a mock on the loopback; each test takes fresh
// ones, so that no test meets another's breaker. Deadlines are short, and decide which answer comes,
// never how fast. Long because two runtimes run it whole.

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { choicesTests } from './choices-tests.ts';
import { clientTests } from './client-tests.ts';
import {
	event,
	openAiAnswer,
	openAiStream,
	startMockProvider,
	type MockProvider,
	type Script
} from '../support/mock-provider.ts';

export type RunningGateway = { origin: string; stop(): Promise<void> };
export type StartGateway = (env: Record<string, string>) => Promise<RunningGateway>;

const PAIRS = 48;
const PRICE = { input: 1, output: 2 };
const MESSAGES = [{ role: 'user', content: 'Say hello.' }];

/** The variables of a gateway whose providers are the mock: p0, p1, … and an alias for each two. */
export function gatewayEnv(mock: MockProvider): Record<string, string> {
	const plain = Array.from({ length: PAIRS * 2 }, (_, i) => ({
		id: `p${i}`,
		baseUrl: `${mock.origin}/p${i}/v1`,
		apiKey: `key-${i}`,
		models: [
			{ id: 'm', price: PRICE },
			{ id: 'e', kind: 'embeddings', price: PRICE }
		]
	}));
	const pairs = Array.from({ length: PAIRS }, (_, i) => [
		`pair${i}`,
		[`p${i * 2}/m`, `p${i * 2 + 1}/m`]
	]);
	return {
		UNDERSTUDY_PROVIDERS: JSON.stringify([
			...plain,
			{ id: 'spare', baseUrl: `${mock.origin}/spare/v1`, models: ['m'], price: PRICE },
			{ id: 'anthropic', kind: 'anthropic', baseUrl: `${mock.origin}/anthropic/v1`, apiKey: 'ak' },
			{ id: 'gemini', kind: 'gemini', baseUrl: `${mock.origin}/gemini/v1beta`, apiKey: 'gk' }
		]),
		UNDERSTUDY_ALIASES: JSON.stringify({
			...Object.fromEntries(pairs),
			'claude-first': ['anthropic/claude-sonnet-5', 'spare/m']
		}),
		UNDERSTUDY_FIRST_TOKEN_MS: '3000',
		UNDERSTUDY_STALL_MS: '3000',
		UNDERSTUDY_ANSWER_MS: '9000'
	};
}

export function gatewaySuite(name: string, start: StartGateway): void {
	describe(name, () => {
		let mock: MockProvider;
		let gateway: RunningGateway;
		let used = 0;

		beforeAll(async () => {
			mock = await startMockProvider();
			gateway = await start(gatewayEnv(mock));
		}, 120_000);
		afterAll(async () => {
			await gateway?.stop();
			await mock?.stop();
		});

		/** Two providers nobody used yet, and the alias that means one, then the other. */
		const fresh = (first: Script[], second: Script[] = []) => {
			const [a, b, pair] = [`p${used * 2}`, `p${used * 2 + 1}`, `pair${used}`];
			used += 1;
			mock.script(a, ...first);
			if (second.length > 0) mock.script(b, ...second);
			return { a, b, pair };
		};

		const ask = (body: object, init: RequestInit = {}) =>
			fetch(`${gateway.origin}/v1/chat/completions`, {
				method: 'POST',
				body: JSON.stringify({ messages: MESSAGES, ...body }),
				...init,
				headers: { 'content-type': 'application/json', ...init.headers }
			});

		const spent = async () => {
			const response = await fetch(`${gateway.origin}/v1/usage`);
			const { accounts } = await response.json();
			const { turns, promptTokens, completionTokens, microUsd } = accounts[0].periods.day;
			return { turns, promptTokens, completionTokens, microUsd };
		};

		/** What `work` added to the ledger, once it adds up to what is expected. */
		const charges = async (work: () => Promise<unknown>, expected: object) => {
			const before = await spent();
			await work();
			await vi.waitFor(
				async () => {
					const after = await spent();
					expect({
						turns: after.turns - before.turns,
						promptTokens: after.promptTokens - before.promptTokens,
						completionTokens: after.completionTokens - before.completionTokens,
						microUsd: after.microUsd - before.microUsd
					}).toEqual(expected);
				},
				{ timeout: 10_000 }
			);
		};

		const COMPLETE = { turns: 1, promptTokens: 7, completionTokens: 5, microUsd: 17 };
		const NOTHING = { turns: 0, promptTokens: 0, completionTokens: 0, microUsd: 0 };
		// 'Say hello.' is 10 bytes, so 3 tokens by estimate, and 8 for the message.
		const PROMPT_ESTIMATE = 11;
		const estimated = (pieces: number) => ({
			turns: 1,
			promptTokens: PROMPT_ESTIMATE,
			completionTokens: pieces,
			microUsd: PROMPT_ESTIMATE + pieces * 2
		});

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
				const [request] = mock.seen(a);
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
				expect(mock.seen(a)[0]?.body).toEqual({
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
				expect(mock.seen(a)[0]?.body['stream_options']).toEqual({ include_usage: true });
			});

			test('that needs no stop mark, after a finish reason, is complete without [DONE]', async () => {
				const pieces = openAiStream(['Hello']).slice(0, -2);
				const { a } = fresh([{ kind: 'stream', pieces }]);
				const text = await (await ask({ model: `${a}/m`, stream: true })).text();
				expect(text).toMatch(/\n\ndata: \[DONE\]\n\n$/);
			});
		});

		describe('before the first token', () => {
			/** The answer, and a prompt for each attempt that the provider had taken on. */
			const afterLosing = (prompts: number) => ({
				...COMPLETE,
				promptTokens: COMPLETE.promptTokens + prompts * PROMPT_ESTIMATE,
				microUsd: COMPLETE.microUsd + prompts * PROMPT_ESTIMATE
			});

			for (const [what, script, outcome, lost] of [
				['429', { kind: 'json', status: 429, body: { error: { message: 'slow down' } } }, '429', 0],
				['500', { kind: 'json', status: 500, body: { error: { message: 'oops' } } }, '500', 0],
				['a cut connection', { kind: 'reset' }, 'unreachable', 0],
				['an end without an answer', { kind: 'stream', pieces: [': hello\n\n'] }, 'cut', 2],
				[
					'a connection cut before a word',
					{ kind: 'stream', pieces: [': hello\n\n'], ending: 'reset' },
					'cut',
					2
				],
				[
					'an error as the first event',
					{ kind: 'stream', pieces: [event({ error: { message: 'x' } })] },
					'502',
					2
				],
				['a page', { kind: 'text', body: '<h1>Welcome</h1>' }, 'garbage|cut', 2]
			] as [string, Script, string, number][])
				test(`${what} is tried once more, then elsewhere, and the client sees one answer`, async () => {
					const pieces = openAiStream(['Hello']);
					const { a, b, pair } = fresh([script], [{ kind: 'stream', pieces }]);
					await charges(async () => {
						const response = await ask({ model: pair, stream: true });
						expect(response.status).toBe(200);
						expect(response.headers.get('x-understudy-provider')).toBe(b);
						expect(response.headers.get('x-understudy-attempts')).toMatch(
							new RegExp(`^${a}/m=(${outcome}), ${a}/m=(${outcome}), ${b}/m=ok$`)
						);
						expect(await response.text()).toContain('"content":"Hello"');
					}, afterLosing(lost));
				});

			test('silence is given up after the deadline, and another provider answers', async () => {
				const pieces = openAiStream(['Hello']);
				const { a, b, pair } = fresh([{ kind: 'silence' }], [{ kind: 'stream', pieces }]);
				await charges(async () => {
					const response = await ask({ model: pair, stream: true });
					expect(response.headers.get('x-understudy-attempts')).toBe(`${a}/m=timeout, ${b}/m=ok`);
					await response.text();
				}, afterLosing(1));
				expect(await (await mock.arrived(a)).closed).toBe('left');
			});

			test('a role without a word is not a first token', async () => {
				const [role = ''] = openAiStream([]);
				const { a, b, pair } = fresh(
					[{ kind: 'stream', pieces: [role], ending: 'reset' }],
					[{ kind: 'stream', pieces: openAiStream(['Hello']) }]
				);
				const response = await ask({ model: pair, stream: true });
				expect(response.headers.get('x-understudy-provider')).toBe(b);
				expect(mock.seen(a)).toHaveLength(2);
				expect(await response.text()).toContain('Hello');
			});

			test('a second try at the same provider may succeed', async () => {
				const { a } = fresh([
					{ kind: 'json', status: 503, headers: { 'retry-after': '0' }, body: {} },
					{ kind: 'json', body: openAiAnswer('Hello') }
				]);
				const response = await ask({ model: `${a}/m` });
				expect(response.headers.get('x-understudy-attempts')).toBe(`${a}/m=503, ${a}/m=ok`);
			});

			test('a Retry-After longer than is worth waiting for goes to the client', async () => {
				const limited: Script = {
					kind: 'json',
					status: 429,
					headers: { 'retry-after': '30' },
					body: { error: { message: 'Too many requests', code: 'rate_limit_exceeded' } }
				};
				const { a } = fresh([limited]);
				await charges(async () => {
					const response = await ask({ model: `${a}/m` });
					expect(response.status).toBe(429);
					expect(response.headers.get('retry-after')).toBe('30');
					expect(response.headers.get('x-understudy-attempts')).toBe(`${a}/m=429`);
					expect((await response.json()).error).toMatchObject({
						type: 'rate_limit_error',
						code: 'rate_limit_exceeded',
						message: `${a} answered 429: Too many requests`
					});
				}, NOTHING);
			});

			test('the client’s own mistake is told at once, and nobody else is asked', async () => {
				const refusal: Script = {
					kind: 'json',
					status: 400,
					body: { error: { message: 'max_tokens is too large', code: 'invalid_value' } }
				};
				const { a, b, pair } = fresh([refusal]);
				await charges(async () => {
					const response = await ask({ model: pair, stream: true });
					expect(response.status).toBe(400);
					expect((await response.json()).error.message).toContain('max_tokens is too large');
				}, NOTHING);
				expect(mock.seen(a)).toHaveLength(1);
				expect(mock.seen(b)).toHaveLength(0);
			});

			test('a redirect is not followed, with or without a key', async () => {
				const { a, b } = fresh([
					{ kind: 'json', status: 307, headers: { location: '' }, body: {} },
					{ kind: 'json', status: 307, headers: { location: '' }, body: {} }
				]);
				mock.script(a, {
					kind: 'json',
					status: 307,
					headers: { location: `${mock.origin}/${b}/v1/chat/completions` },
					body: {}
				});
				const response = await ask({ model: `${a}/m` });
				expect(response.status).toBe(502);
				expect((await response.json()).error.message).toContain('not followed');
				expect(mock.seen(b)).toHaveLength(0);
			});

			test('a key that a provider refuses is never shown, whatever the provider says', async () => {
				const body = { error: { message: 'Incorrect API key: key-secret' } };
				const { a } = fresh([{ kind: 'json', status: 401, body }]);
				const response = await ask({ model: `${a}/m` });
				expect(response.status).toBe(502);
				expect(await response.text()).not.toContain('key-secret');
			});

			test('after five failures in a row a provider rests, and the other is asked at once', async () => {
				const { a, b, pair } = fresh(
					[{ kind: 'json', status: 500, body: {} }],
					[{ kind: 'json', body: openAiAnswer('Hello') }]
				);
				for (let i = 0; i < 3; i++) await (await ask({ model: pair })).text();
				const response = await ask({ model: pair });
				expect(response.headers.get('x-understudy-attempts')).toBe(`${a}/m=resting, ${b}/m=ok`);
				const alone = await ask({ model: `${a}/m` });
				expect(alone.status).toBe(503);
				expect(Number(alone.headers.get('retry-after'))).toBeGreaterThan(0);
			});
		});

		describe('after the first token', () => {
			const words = openAiStream(['Once', ' upon']).slice(0, 3);
			const tooLong = `data: {"x":"${'a'.repeat(10_000_000)}"}\n\n`;
			const failure = event({ error: { message: 'x', code: 'overloaded' } });

			for (const [what, pieces, ending, code] of [
				['a cut connection', [], 'reset', 'provider_cut_off'],
				['an end without a mark', [], 'end', 'provider_cut_off'],
				['half an event', ['data: {"ch'], 'end', 'provider_cut_off'],
				['silence', [], 'silence', 'provider_stalled'],
				['an error event', [failure], 'end', 'overloaded'],
				['garbage', ['data: {"ch\n\n', '\u0000\u0001\n\n'], 'end', 'provider_cut_off'],
				['a line of 10 MB', [tooLong], 'end', 'upstream_event_too_large']
			] as [string, string[], 'reset' | 'end' | 'silence', string][])
				test(`${what} is told as an error event, and what came is charged`, async () => {
					const seen = Promise.withResolvers<void>();
					const { a } = fresh([
						{ kind: 'stream', pieces: [...words, seen.promise, ...pieces], ending }
					]);
					await charges(
						async () => {
							const response = await ask({ model: `${a}/m`, stream: true });
							expect(response.status).toBe(200);
							let text = '';
							for await (const piece of response.body ?? []) {
								text += new TextDecoder().decode(piece);
								if (text.includes('upon')) seen.resolve();
							}
							expect(text).not.toContain('[DONE]');
							const last = text.trimEnd().split('\n\n').at(-1) ?? '';
							const { error } = JSON.parse(last.replace(/^data: /, ''));
							expect(error).toMatchObject({ code, type: 'server_error' });
						},
						estimated(what === 'garbage' ? 4 : 2)
					);
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
					expect(await (await mock.arrived(a)).closed).toBe('left');
				}, estimated(2));
			});

			test('that leaves before the first token stops the provider', async () => {
				const { a } = fresh([{ kind: 'silence' }]);
				const leave = new AbortController();
				const asked = ask({ model: `${a}/m`, stream: true }, { signal: leave.signal });
				const request = await mock.arrived(a);
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
				const request = await mock.arrived(a);
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
					const response = await fetch(`${gateway.origin}/v1/embeddings`, {
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
			const { data } = await (await fetch(`${gateway.origin}/v1/models`)).json();
			const ids = data.map(({ id }: { id: string }) => id);
			expect(ids).toEqual(expect.arrayContaining(['auto', 'judge', 'pair0', 'p0/m', 'p0/e']));
			expect(ids.filter((id: string) => id.startsWith('openai/'))).toEqual([]);
			expect(ids.filter((id: string) => id.startsWith('workers-ai/'))).toEqual([]);
			expect(data.find(({ id }: { id: string }) => id === 'p0/m')).toMatchObject({
				price_usd_per_million: PRICE,
				price_as_of: 'as configured'
			});
		});

		clientTests(() => ({ origin: gateway.origin, mock, fresh }));

		describe('several choices', () =>
			choicesTests(() => ({ origin: gateway.origin, mock, charges })));

		test('/healthz says what can answer, and which variables are missing', async () => {
			const health = await (await fetch(`${gateway.origin}/healthz`)).json();
			expect(health).toMatchObject({ ok: true, gateway: { configured: true, problems: [] } });
			expect(health.gateway.missing).toContain('OPENAI_API_KEY');
			expect(JSON.stringify(health)).not.toContain('key-0');
		});
	});
}
