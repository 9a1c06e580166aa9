// The operator's configuration, read once from the environment: which upstreams can be called, what the
// aliases mean, and how patient routing is. What is wrong with it is kept as sentences for /healthz and
// the log: a mistake in one variable does not stop the gateway.

import {
	asArray,
	asInteger,
	asJson,
	asNumber,
	asObject,
	asString
} from '../../src/contract/parse.ts';
import type { GatewayEnv, GatewayOptions, UpstreamFetch, UpstreamResponse } from '../contract.ts';
import type {
	Dialect,
	LocalProvider,
	Model,
	Price,
	Provider,
	Rates,
	UpstreamCall,
	Wire
} from '../providers/provider.ts';
import { KINDS, KNOWN } from '../providers/registry.ts';
import { DEFAULT_ALIASES } from './aliases.ts';
import { outbound } from './outbound.ts';

/** A provider that this gateway may call. */
export type Upstream = {
	id: string;
	baseUrl: string;
	/** `null` where the server needs none, and where `missing` says what to set. */
	key: string | null;
	/** The variable to set before it can be called; `null` when it can. */
	missing: string | null;
	models: readonly Model[];
	/** Models beyond the list are passed on, at `unlisted`. */
	anyModel: boolean;
	unlisted: Price;
	pricesAsOf: string;
	/** Named by the operator, who then also says what it costs. */
	own: boolean;
	/** In this process: its models go by their bare names. */
	local?: true;
	dialect: Dialect;
	wire: () => Promise<Wire>;
	send: (call: UpstreamCall, signal: AbortSignal) => Promise<UpstreamResponse>;
};

export type Policy = {
	/** Until the first token; then the next provider is tried. */
	firstTokenMs: number;
	/** Between two pieces of a stream; then it counts as broken. */
	stallMs: number;
	/** For a whole answer that is not streamed. */
	answerMs: number;
	/** Further tries at the same provider. */
	retries: number;
	/** A second provider is asked after this long; `null` never. */
	hedgeMs: number | null;
	/** The ceiling for an answer whose request sets none, and what is then reserved. */
	maxOutputTokens: number;
	/** The most requests for one call, where a provider gives one choice a request. */
	maxChoices: number;
};

export type GatewayConfig = {
	upstreams: readonly Upstream[];
	aliases: Readonly<Record<string, readonly string[]>>;
	policy: Policy;
	problems: readonly string[];
};

export const DEFAULT_OUTPUT_TOKENS = 4096;

// 30 s: reasoning models think for long before the first token, and a person waits no longer for none.
// 60 s of silence is also the longest a client can be gone unnoticed. Node sees it at once, and Cloudflare tells
// the Worker (`enable_request_signal`). workerd on a socket of its own (`npm start`, `npm run edge`) takes a closed
// connection for one that only sends no more, and goes on until it has something to write: at the provider's next
// piece, or at these deadlines. A connection that is reset it sees at once (gateway-workerd.test.ts).
const DEFAULT_POLICY: Policy = {
	firstTokenMs: 30_000,
	stallMs: 60_000,
	answerMs: 300_000,
	retries: 1,
	hedgeMs: null,
	maxOutputTokens: DEFAULT_OUTPUT_TOKENS,
	// Connections of one call at once; Cloudflare's free plan allows 50 requests for each.
	maxChoices: 16
};

const POLICY_VARIABLES: readonly [keyof Policy, string, number, number][] = [
	['firstTokenMs', 'UNDERSTUDY_FIRST_TOKEN_MS', 100, 600_000],
	['stallMs', 'UNDERSTUDY_STALL_MS', 100, 600_000],
	['answerMs', 'UNDERSTUDY_ANSWER_MS', 100, 3_600_000],
	['retries', 'UNDERSTUDY_RETRIES', 0, 5],
	['hedgeMs', 'UNDERSTUDY_HEDGE_MS', 10, 600_000],
	['maxOutputTokens', 'UNDERSTUDY_MAX_OUTPUT_TOKENS', 1, 1_000_000],
	['maxChoices', 'UNDERSTUDY_MAX_CHOICES', 1, 128]
];

const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

type ConfigOptions = Pick<GatewayOptions, 'env' | 'fetch' | 'upstream' | 'ai' | 'local'>;

/** Reads everything; never throws. */
export function readConfig(options: ConfigOptions): GatewayConfig {
	const { env } = options;
	const problems: string[] = [];
	const tell = (work: () => void) => {
		try {
			work();
		} catch (error) {
			problems.push(error instanceof Error ? error.message : String(error));
		}
	};
	const upstreams: Upstream[] = options.local ? [localUpstream(options.local)] : [];
	const own = variable(env, 'UNDERSTUDY_PROVIDERS');
	if (own !== null)
		tell(() => {
			const list = asArray(asJson(own, 'UNDERSTUDY_PROVIDERS'), 'UNDERSTUDY_PROVIDERS');
			list.forEach((entry, i) =>
				tell(() => {
					const upstream = ownUpstream(entry, `UNDERSTUDY_PROVIDERS[${i}]`, options);
					if (upstreams.some(({ id }) => id === upstream.id))
						throw new Error(`UNDERSTUDY_PROVIDERS[${i}].id: “${upstream.id}” is there twice.`);
					upstreams.push(upstream);
				})
			);
		});
	for (const provider of KNOWN) {
		if (upstreams.some(({ id }) => id === provider.id)) continue;
		const upstream = knownUpstream(provider, options);
		// Beside a model of this process only what somebody set up: nobody's own key leads out of here, and a
		// name that is not here is no variable that was forgotten.
		if (!options.local || upstream.missing === null) upstreams.push(upstream);
	}
	let aliases: Record<string, readonly string[]> = { ...DEFAULT_ALIASES };
	// An operator's own servers come first in every list they did not write themselves.
	const mine = upstreams.filter((u) => u.own).flatMap((u) => chatModels(u).slice(0, 1));
	for (const [alias, list] of Object.entries(aliases)) aliases[alias] = [...mine, ...list];
	const given = variable(env, 'UNDERSTUDY_ALIASES');
	if (given !== null) tell(() => (aliases = { ...aliases, ...readAliases(given) }));
	const policy: Policy = { ...DEFAULT_POLICY };
	for (const [field, name, min, max] of POLICY_VARIABLES) {
		const text = variable(env, name);
		if (text !== null) tell(() => (policy[field] = asInteger(Number(text), name, min, max)));
	}
	const ceiling = Number(variable(env, 'UNDERSTUDY_MAX_COMPLETION_TOKENS') ?? Number.NaN);
	if (ceiling >= 1) policy.maxOutputTokens = Math.min(policy.maxOutputTokens, ceiling);
	return { upstreams, aliases, policy, problems };
}

/** A variable's text; `null` when it is not set or empty. */
export function variable(env: GatewayEnv, name: string): string | null {
	const value = env[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function chatModels(upstream: Upstream): string[] {
	return upstream.models.filter((m) => !m.kind).map((m) => `${upstream.id}/${m.id}`);
}

function localUpstream({ send, ...provider }: LocalProvider): Upstream {
	return {
		id: provider.id,
		baseUrl: provider.baseUrl,
		key: null,
		missing: null,
		models: provider.models,
		anyModel: false,
		unlisted: FREE,
		pricesAsOf: provider.pricesAsOf,
		own: true,
		local: true,
		dialect: provider.dialect ?? {},
		wire: provider.wire,
		send
	};
}

function knownUpstream(provider: Provider, options: ConfigOptions) {
	const key = provider.keyVariable === null ? null : variable(options.env, provider.keyVariable);
	const { ai } = options;
	const missing = provider.binding
		? ai
			? null
			: 'the binding AI (Cloudflare only)'
		: key === null
			? provider.keyVariable
			: null;
	return {
		id: provider.id,
		baseUrl: provider.baseUrl,
		key,
		missing,
		models: provider.models,
		anyModel: true,
		unlisted: dearest(provider.models),
		pricesAsOf: provider.pricesAsOf,
		own: false,
		dialect: provider.dialect ?? {},
		wire: provider.wire,
		send:
			provider.binding && ai
				? bindingSend(ai)
				: httpSend(outbound(options.upstream ?? options.fetch, provider.baseUrl))
	} satisfies Upstream;
}

/** One entry of UNDERSTUDY_PROVIDERS: `{id, kind?, baseUrl, apiKey?, models?, price?}`. */
function ownUpstream(value: unknown, path: string, options: ConfigOptions): Upstream {
	const entry = asObject(value, path);
	const id = asString(entry['id'], `${path}.id`);
	if (!ID.test(id))
		throw new Error(`${path}.id: “${id.slice(0, 40)}” should be a short name of a-z, 0-9 and -.`);
	const wanted = asString(entry['kind'] ?? 'openai-compatible', `${path}.kind`);
	const kind = KINDS.find((provider) => provider.id === wanted);
	if (!kind)
		throw new Error(`${path}.kind: should be one of ${KINDS.map((k) => k.id).join(', ')}.`);
	const baseUrl = readBaseUrl(entry['baseUrl'] ?? kind.baseUrl, `${path}.baseUrl`);
	const fallback = entry['price'] === undefined ? null : readPrice(entry['price'], `${path}.price`);
	const listed = entry['models'];
	const models =
		listed === undefined
			? kind.models
			: asArray(listed, `${path}.models`).map((m, i) =>
					readModel(m, `${path}.models[${i}]`, fallback ?? FREE)
				);
	return {
		id,
		baseUrl,
		key: entry['apiKey'] == null ? null : asString(entry['apiKey'], `${path}.apiKey`),
		missing: null,
		models,
		anyModel: listed === undefined,
		unlisted: fallback ?? dearest(kind.models),
		pricesAsOf: listed === undefined ? kind.pricesAsOf : 'as configured',
		own: true,
		dialect: kind.dialect ?? {},
		wire: kind.wire,
		send: httpSend(outbound(options.upstream ?? options.fetch, baseUrl))
	};
}

/** For a model the price table does not hold: the highest in it, so that a budget never runs over. */
function dearest(models: readonly Model[]): Price {
	const most = (rates: readonly Rates[]): Rates => ({
		input: Math.max(0, ...rates.map(({ input }) => input)),
		output: Math.max(0, ...rates.map(({ output }) => output))
	});
	const prices = models.map(({ price }) => price);
	const long = prices.flatMap((price) => price.long ?? []);
	if (long.length === 0) return most(prices);
	const above = Math.min(...long.map((rates) => rates.above));
	return { ...most(prices), long: { above, ...most([...prices, ...long]) } };
}

const FREE: Price = { input: 0, output: 0 };

function readBaseUrl(value: unknown, path: string): string {
	const text = asString(value, path);
	const url = URL.canParse(text) ? new URL(text) : null;
	if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
		throw new Error(
			`${path}: should be an http or https address such as http://localhost:8080/v1.`
		);
	return text.replace(/\/+$/, '');
}

function readModel(value: unknown, path: string, price: Price): Model {
	if (typeof value === 'string') return { id: value, price };
	const fields = asObject(value, path);
	const own = fields['price'] === undefined ? price : readPrice(fields['price'], `${path}.price`);
	const id = asString(fields['id'], `${path}.id`);
	return fields['kind'] === 'embeddings'
		? { id, kind: 'embeddings', price: own }
		: { id, price: own };
}

function readPrice(value: unknown, path: string): Price {
	const fields = asObject(value, path);
	const amount = (name: string) => {
		const number = asNumber(fields[name], `${path}.${name}`);
		if (number < 0) throw new Error(`${path}.${name}: should not be below 0.`);
		return number;
	};
	const price: Price = { input: amount('input'), output: amount('output') };
	if (fields['cachedInput'] !== undefined) price.cachedInput = amount('cachedInput');
	if (fields['cacheWrite'] !== undefined) price.cacheWrite = amount('cacheWrite');
	return price;
}

function readAliases(text: string): Record<string, readonly string[]> {
	const fields = asObject(asJson(text, 'UNDERSTUDY_ALIASES'), 'UNDERSTUDY_ALIASES');
	return Object.fromEntries(
		Object.entries(fields).map(([alias, list]) => [
			alias,
			asArray(list, `UNDERSTUDY_ALIASES.${alias}`).map((model, i) => {
				const name = asString(model, `UNDERSTUDY_ALIASES.${alias}[${i}]`);
				if (!name.includes('/'))
					throw new Error(
						`UNDERSTUDY_ALIASES.${alias}[${i}]: “${name}” should be provider/model, e.g. openai/gpt-5-mini.`
					);
				return name;
			})
		])
	);
}

/** A key never follows a redirect to somewhere else. */
function httpSend(fetch: UpstreamFetch): Upstream['send'] {
	return (call, signal) =>
		fetch(call.url, {
			method: 'POST',
			headers: call.headers,
			body: call.body,
			redirect: 'manual',
			signal
		});
}

/** For a binding the address is the model's name alone. */
function bindingSend(ai: NonNullable<GatewayOptions['ai']>): Upstream['send'] {
	return async (call, signal) => {
		const input: unknown = JSON.parse(call.body);
		const answer = await ai.run(call.url, asObject(input, 'the request'), {
			returnRawResponse: true,
			signal
		});
		return answer instanceof Response ? answer : Response.json(answer);
	};
}
