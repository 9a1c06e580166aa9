// What a server that speaks OpenAI's form is, and what it can do: said by whoever configured it, or found
// by asking it (/v1/models, /props, /lora-adapters). Nothing is assumed that was not said: a server that
// is silent about log-probabilities has none. Not here: asking it to answer (remote-model.ts), and whether a
// model of a known name is the known one (remote-self-test.ts).

import type { ManifestModifier } from '../contract/manifest.ts';
import { fieldsOf, type Fields } from '../contract/parse.ts';
import { isLoopbackUrl } from '../platform/loopback.ts';
import { redirected, refusal, RemoteError, unreachable } from './remote-error.ts';

export type RemoteFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where it is, and how it lets us in. */
export type RemoteAddress = {
	/** Ends in `/v1`. */
	baseUrl: string;
	/** A Bearer token; null for none. */
	token: string | null;
};

export type RemoteKind = 'edge' | 'native' | 'llama-server' | 'vllm' | 'ollama' | 'other';

/** How a modifier is asked for. */
export type RemoteAdapters =
	| { by: 'none' }
	/** By a model's name; a scale needs `lora` numbers beside it. */
	| { by: 'name'; names: ReadonlyMap<string, string>; numbers: ReadonlyMap<string, number> }
	/** By llama-server's number of the file, in `lora`. */
	| { by: 'number'; numbers: ReadonlyMap<string, number> };

export type RemoteServer = {
	kind: RemoteKind;
	/** The model that answers without a modifier. */
	model: string;
	/** Prompt and answer together; null where it does not say. */
	contextTokens: number | null;
	/** Answers at once. */
	parallel: number;
	logprobs: boolean;
	/** GBNF in `grammar`. */
	grammar: boolean;
	/** Whether it takes llama.cpp's own fields (`top_k`, `cache_prompt`, …); others refuse what they do not know. */
	llamaFields: boolean;
	adapters: RemoteAdapters;
	/** The sha256 of its base, from our own server; null where it does not say. */
	baseSha256: string | null;
};

/** The modifiers to look for where a server's model has this name; none for a model nobody knows. */
export type WantedModifiers = (model: string) => readonly WantedModifier[];
export type WantedModifier = Pick<ManifestModifier, 'id' | 'file' | 'invocationTokens'>;

/** As a person knows it: `localhost:8080`. */
export function hostOf(baseUrl: string): string {
	return new URL(baseUrl).host;
}

/**
 * The address of a server as people write it: `localhost:8080`, with or without `/v1`. Null for what is
 * no address, and for `http` to another machine, where everybody between could read along.
 */
export function baseUrlOf(written: string): string | null {
	const text = written.trim().replace(/\/+$/, '');
	const withScheme = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
	if (text === '' || !URL.canParse(withScheme)) return null;
	const url = new URL(withScheme);
	const open = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackUrl(url.href));
	if (!open || url.username !== '' || url.search !== '' || url.hash !== '') return null;
	const path = url.pathname.replace(/\/+$/, '');
	return `${url.origin}${path.endsWith('/v1') ? path : `${path}/v1`}`;
}

// A person waits for it; far beyond any working server.
const PATIENCE_MS = 8_000;

/** A GET of JSON; null where the server has no such address. Throws RemoteError, or the signal's reason. */
export function getJson(
	url: string,
	address: Pick<RemoteAddress, 'token'>,
	fetch: RemoteFetch,
	signal?: AbortSignal
): Promise<unknown> {
	return askJson(url, {}, address, fetch, signal);
}

/** The same for a POST. */
export function postJson(
	url: string,
	body: object,
	address: Pick<RemoteAddress, 'token'>,
	fetch: RemoteFetch,
	signal?: AbortSignal
): Promise<unknown> {
	const init = {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	};
	return askJson(url, init, address, fetch, signal);
}

async function askJson(
	url: string,
	init: { method?: string; headers?: Record<string, string>; body?: string },
	{ token }: Pick<RemoteAddress, 'token'>,
	fetch: RemoteFetch,
	signal?: AbortSignal
): Promise<unknown> {
	const { host } = new URL(url);
	const patience = AbortSignal.timeout(PATIENCE_MS);
	let response: Response;
	let text: string;
	try {
		response = await fetch(url, {
			...REQUEST_INIT,
			...init,
			headers: { ...init.headers, ...authorization(token) },
			signal: signal ? AbortSignal.any([signal, patience]) : patience
		});
		text = await response.text();
	} catch (cause) {
		signal?.throwIfAborted();
		throw unreachable(host, cause);
	}
	if (isRedirect(response)) throw redirected(host);
	if (response.status === 404 || response.status === 405 || response.status === 501) return null;
	if (!response.ok)
		throw refusal(host, { status: response.status, headers: response.headers, text });
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

/** Nothing of this device goes along but what is asked, and no answer is kept on the way. */
export const REQUEST_INIT: Readonly<RequestInit> = {
	cache: 'no-store',
	credentials: 'omit',
	redirect: 'manual',
	referrerPolicy: 'no-referrer'
};

export function authorization(token: string | null): Record<string, string> {
	return token === null || token === '' ? {} : { authorization: `Bearer ${token}` };
}

/** In a browser a redirect that is not followed is opaque; elsewhere it has its status. */
export function isRedirect({ type, status }: Pick<Response, 'type' | 'status'>): boolean {
	return type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304);
}

/**
 * Asks a server what it is. llama-server's numbers are found by the names of the modifiers' files, vLLM's
 * modules by their ids. Throws RemoteError, also for a gateway of ours: what it is asked leaves for providers
 * and is paid for, wherever it stands itself, and it is asked as the edge alone (edge-provider.ts).
 */
export async function probeServer(
	address: RemoteAddress,
	fetch: RemoteFetch,
	wanted: WantedModifiers = () => [],
	signal?: AbortSignal
): Promise<RemoteServer> {
	const root = address.baseUrl.replace(/\/v1$/, '');
	const ask = (url: string) => getJson(url, address, fetch, signal);
	const listed = listOf(fieldsOf(await ask(`${address.baseUrl}/models`))?.['data']);
	if (listed.length === 0) throw noModels(hostOf(address.baseUrl));
	const native = nativeServer(listed);
	if (native !== null) return native;
	if (listed.some(isOfGateway)) throw passesOn(hostOf(address.baseUrl));
	// Servers without these refuse them in many ways; what they would say is then not known.
	const props = fieldsOf(await ask(`${root}/props`).catch(() => null));
	signal?.throwIfAborted();
	if (props === null || fieldsOf(props['default_generation_settings']) === null)
		return otherServer(listed, wanted);
	const loaded = listOf(await ask(`${root}/lora-adapters`).catch(() => null));
	signal?.throwIfAborted();
	return llamaServer(props, listed, loaded, wanted);
}

function noModels(host: string): RemoteError {
	return new RemoteError(
		'not-configured',
		`${host} answers, but offers no model. Check its address.`
	);
}

function passesOn(host: string): RemoteError {
	return new RemoteError(
		'unsupported',
		`${host} is an edge: it passes questions on to providers elsewhere, and is no model server. Enter the address of a server that runs a model itself.`
	);
}

/** As a gateway lists its aliases, and what a provider's model costs. */
function isOfGateway(entry: Fields): boolean {
	return entry['owned_by'] === 'understudy' || entry['price_usd_per_million'] !== undefined;
}

/** Our own says of each of its models what it is made of. Null for other servers. */
function nativeServer(listed: readonly Fields[]): RemoteServer | null {
	const own = listed.map((entry) => ({ id: idOf(entry), about: fieldsOf(entry['understudy']) }));
	const base = own.find(({ about }) => about?.['base'] !== undefined && about['modifier'] === null);
	const { id, about } = base ?? {};
	if (id === undefined || !about) return null;
	const names = new Map<string, string>();
	const numbers = new Map<string, number>();
	for (const { id: name, about: made } of own) {
		const modifier = made?.['modifier'];
		if (!made || made['base'] !== about['base'] || typeof modifier !== 'string') continue;
		names.set(modifier, name);
		if (Number.isSafeInteger(made['lora'])) numbers.set(modifier, Number(made['lora']));
	}
	const sha256 = about['base_sha256'];
	return {
		kind: 'native',
		model: id,
		contextTokens: wholeOf(about['context_tokens']),
		parallel: wholeOf(about['parallel']) ?? 1,
		logprobs: true,
		grammar: true,
		llamaFields: true,
		adapters: names.size === 0 ? { by: 'none' } : { by: 'name', names, numbers },
		baseSha256: typeof sha256 === 'string' ? sha256 : null
	};
}

function llamaServer(
	props: Fields,
	listed: readonly Fields[],
	loaded: readonly Fields[],
	wanted: WantedModifiers
): RemoteServer {
	const settings = fieldsOf(props['default_generation_settings']);
	const alias = props['model_alias'];
	const model = listed.map(idOf)[0] ?? (typeof alias === 'string' ? alias : 'model');
	const numbers = new Map<string, number>();
	for (const { id, path } of loaded) {
		const name = typeof path === 'string' ? baseName(path) : '';
		for (const modifier of wanted(model))
			if (name === modifier.file && Number.isSafeInteger(id)) numbers.set(modifier.id, Number(id));
	}
	return {
		kind: 'llama-server',
		model,
		contextTokens: wholeOf(settings?.['n_ctx']),
		parallel: Math.max(1, wholeOf(props['total_slots']) ?? 1),
		logprobs: true,
		grammar: true,
		llamaFields: true,
		// Loaded files that were not asked for still act unless every request says otherwise.
		adapters: loaded.length === 0 ? { by: 'none' } : { by: 'number', numbers },
		baseSha256: null
	};
}

/** vLLM, Ollama and the rest: what they say of themselves is their list of models. */
function otherServer(listed: readonly Fields[], wanted: WantedModifiers): RemoteServer {
	const owner = listed[0]?.['owned_by'];
	const kind = owner === 'vllm' ? 'vllm' : owner === 'library' ? 'ollama' : 'other';
	// vLLM names an adapter's base as its parent.
	const bases = listed.filter(({ parent }) => parent === undefined || parent === null);
	const model = bases.map(idOf)[0] ?? '';
	const names = new Map<string, string>();
	const ids = listed.map(idOf);
	for (const { id, invocationTokens } of wanted(model)) {
		// By its name an adapter acts on every token, and an activated one must not.
		if (invocationTokens.length > 0) continue;
		const name = ids.find((one) => one === `${model}+${id}` || one === id);
		if (name !== undefined) names.set(id, name);
	}
	return {
		kind,
		model,
		contextTokens: wholeOf(bases[0]?.['max_model_len']),
		parallel: OTHER_PARALLEL,
		// vLLM always gives them (its own list has no word of it); of others it is not known.
		logprobs: kind === 'vllm',
		grammar: false,
		llamaFields: false,
		adapters: names.size === 0 ? { by: 'none' } : { by: 'name', names, numbers: new Map() },
		baseSha256: null
	};
}

// They queue by themselves; this many paths of one vote are sent at once.
const OTHER_PARALLEL = 4;

function listOf(value: unknown): Fields[] {
	return Array.isArray(value) ? value.map(fieldsOf).filter((one) => one !== null) : [];
}

const idOf = ({ id }: Fields): string => (typeof id === 'string' ? id : '');

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

function wholeOf(value: unknown): number | null {
	return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : null;
}
