// Where the gateway's suite asks: a gateway over a real socket, whose providers are a mock on the loopback. Each test
// takes fresh ones, so that no test meets another's breaker. Deadlines are short, and decide which answer comes,
// never how fast. Not here: what is asked (gateway-*-tests.ts, client-tests.ts, choices-tests.ts).

import { afterAll, beforeAll, expect, vi } from 'vitest';
import { startMockProvider, type MockProvider, type Script } from '../support/mock-provider.ts';
import type { RunningGateway, StartGateway } from './running-gateway.ts';

const PAIRS = 48;
export const PRICE = { input: 1, output: 2 };
export const MESSAGES = [{ role: 'user', content: 'Say hello.' }];

/** What the ledger notes of the mock's usual answer. */
export const COMPLETE = { turns: 1, promptTokens: 7, completionTokens: 5, microUsd: 17 };
export const NOTHING = { turns: 0, promptTokens: 0, completionTokens: 0, microUsd: 0 };
/** 'Say hello.' is 10 bytes, so 3 tokens by estimate, and 8 for the message. */
export const PROMPT_ESTIMATE = 11;
/** Of an answer that broke off after so many pieces. */
export const estimated = (pieces: number) => ({
	turns: 1,
	promptTokens: PROMPT_ESTIMATE,
	completionTokens: pieces,
	microUsd: PROMPT_ESTIMATE + pieces * 2
});

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

export type GatewayBench = ReturnType<typeof gatewayBench>;

/** For the tests of the `describe` around it, before which it starts. */
export function gatewayBench(start: StartGateway) {
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

	return {
		/** While tests run. */
		get mock() {
			return mock;
		},
		get origin() {
			return gateway.origin;
		},
		fresh,
		ask,
		charges
	};
}
