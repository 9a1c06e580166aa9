// What a provider does wrong. Before the first token: tried again, then elsewhere, and the client sees one answer.
// After it: told as what it is, and what came is charged. Part of the gateway's suite, in both runtimes.

import { describe, expect, test } from 'vitest';
import { event, openAiAnswer, openAiStream, type Script } from '../support/mock-provider.ts';
import {
	COMPLETE,
	estimated,
	NOTHING,
	PROMPT_ESTIMATE,
	type GatewayBench
} from './gateway-bench.ts';

export function failureTests(bench: GatewayBench): void {
	const { fresh, ask, charges } = bench;

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
			expect(await (await bench.mock.arrived(a)).closed).toBe('left');
		});

		test('a role without a word is not a first token', async () => {
			const [role = ''] = openAiStream([]);
			const { a, b, pair } = fresh(
				[{ kind: 'stream', pieces: [role], ending: 'reset' }],
				[{ kind: 'stream', pieces: openAiStream(['Hello']) }]
			);
			const response = await ask({ model: pair, stream: true });
			expect(response.headers.get('x-understudy-provider')).toBe(b);
			expect(bench.mock.seen(a)).toHaveLength(2);
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
			expect(bench.mock.seen(a)).toHaveLength(1);
			expect(bench.mock.seen(b)).toHaveLength(0);
		});

		test('a redirect is not followed, with or without a key', async () => {
			const { a, b } = fresh([
				{ kind: 'json', status: 307, headers: { location: '' }, body: {} },
				{ kind: 'json', status: 307, headers: { location: '' }, body: {} }
			]);
			bench.mock.script(a, {
				kind: 'json',
				status: 307,
				headers: { location: `${bench.mock.origin}/${b}/v1/chat/completions` },
				body: {}
			});
			const response = await ask({ model: `${a}/m` });
			expect(response.status).toBe(502);
			expect((await response.json()).error.message).toContain('not followed');
			expect(bench.mock.seen(b)).toHaveLength(0);
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
}
