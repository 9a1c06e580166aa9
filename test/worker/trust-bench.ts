// Where the trust suite asks: a gateway over a real socket, with a mock on the loopback as its provider, and the
// requests that its tests make. Each test takes a user nobody else is, so that budgets do not meet.
// Not here: what is asked (trust-*-tests.ts).

import { afterAll, beforeAll } from 'vitest';
import {
	openAiAnswer,
	openAiStream,
	startMockProvider,
	type MockProvider
} from '../support/mock-provider.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import type { RunningGateway, StartGateway } from './running-gateway.ts';

const USERS = 60;
export const SHOP = 'https://shop.example';
export const MAX_BODY_BYTES = 200_000;
/** The mock says 7 prompt tokens and 1 completion token; a dollar and two per million. */
export const COST = 9;
export const DAILY = 1000;

export const keyOf = (user: number) => `an-access-key-of-user-${user}`;

function trustEnv(mock: MockProvider): Record<string, string> {
	const limited = (day: object) => ({ user: { day } });
	return {
		UNDERSTUDY_PROVIDERS: JSON.stringify([
			{
				id: 'up',
				baseUrl: `${mock.origin}/up/v1`,
				apiKey: 'operator-key',
				models: [
					{ id: 'm', price: { input: 1, output: 2 } },
					{ id: 'e', kind: 'embeddings', price: { input: 1, output: 0 } }
				]
			}
		]),
		UNDERSTUDY_ACCESS_KEYS: JSON.stringify(
			Object.fromEntries(Array.from({ length: USERS }, (_, i) => [`user-${i}`, keyOf(i)]))
		),
		UNDERSTUDY_SESSION_SECRET: 'a secret that only tests know, of some length',
		UNDERSTUDY_SESSIONS_PER_ADDRESS: '50',
		UNDERSTUDY_SESSIONS_PER_ORIGIN: '40',
		UNDERSTUDY_SITES: JSON.stringify({
			version: 1,
			sites: [
				{ key: 'shop', origins: [SHOP], budget: limited({ turns: 100 }) },
				{ key: 'tiny', origins: ['https://tiny.example'], budget: limited({ turns: 1 }) },
				{ key: 'rated', origins: ['https://rated.example'] }
			]
		}),
		UNDERSTUDY_BUDGETS: JSON.stringify({ user: { day: { microUsd: DAILY } } }),
		UNDERSTUDY_ORIGINS: 'https://partner.example',
		UNDERSTUDY_MAX_BODY_BYTES: String(MAX_BODY_BYTES),
		UNDERSTUDY_BODY_SECONDS: '1',
		UNDERSTUDY_MAX_COMPLETION_TOKENS: '1000',
		UNDERSTUDY_REDACT: 'email,card',
		UNDERSTUDY_CACHE_SECONDS: '600'
	};
}

export type TrustBench = ReturnType<typeof trustBench>;

/** For the tests of the `describe` around it, before which it starts. */
export function trustBench(start: StartGateway) {
	let mock: MockProvider;
	let gateway: RunningGateway;
	let users = 0;

	beforeAll(async () => {
		mock = await startMockProvider();
		gateway = await start(trustEnv(mock));
	}, 120_000);
	afterAll(async () => {
		await gateway?.stop();
		await mock?.stop();
	});

	const answers = () => mock.script('up', { kind: 'json', body: openAiAnswer('Hello') });
	const streams = () => mock.script('up', { kind: 'stream', pieces: openAiStream(['Hel', 'lo']) });
	const asked = () => mock.seen('up').length;
	/** The Authorization of a user who has spent nothing yet. */
	const someone = () => ({ authorization: `Bearer ${keyOf(users++)}` });
	const call = (path: string, init: RequestInit = {}) =>
		patientFetch(`${gateway.origin}${path}`, {
			redirect: 'manual',
			...init,
			headers: { 'content-type': 'application/json', ...init.headers }
		});
	/** The body of a small question. */
	const question = (fields: object = {}) =>
		JSON.stringify({
			model: 'up/m',
			messages: [{ role: 'user', content: 'Say hello.' }],
			max_tokens: 5,
			...fields
		});
	const post = (body: string, headers: Record<string, string>) =>
		call('/v1/chat/completions', { method: 'POST', body, headers });
	// `no-store` keeps the response cache out of tests that are not about it.
	const ask = (fields: object, headers: Record<string, string>) =>
		post(question(fields), { 'cache-control': 'no-store', ...headers });
	const code = async (response: Response) => (await response.json()).error.code;
	const session = (body: object, headers: Record<string, string> = {}) =>
		call('/v1/session', { method: 'POST', body: JSON.stringify(body), headers });
	const spent = async (headers: Record<string, string>) => {
		const { accounts } = await (await call('/v1/usage', { headers })).json();
		return accounts[0].periods.day;
	};

	return {
		/** While tests run. */
		get mock() {
			return mock;
		},
		get origin() {
			return gateway.origin;
		},
		answers,
		streams,
		asked,
		someone,
		call,
		question,
		post,
		ask,
		code,
		session,
		spent
	};
}
