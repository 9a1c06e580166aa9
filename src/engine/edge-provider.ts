// The edge as a turn asks it: a role's alias as a model, a visitor's session, and refusals in sentences.
// Nothing is sent to it before `generate`, but to an edge on this machine, which is asked whether anybody
// stands behind it. What is sent to an edge always leaves the device: it hands it on, wherever it runs.
// Not here: the wire (remote-model.ts), and whether to ask (turn/ask-further.ts).

import { isLoopbackUrl } from '../platform/loopback.ts';
import type { LoadedModel } from './engine.ts';
import { EdgePrices } from './edge-prices.ts';
import { EdgeSession, noEdge } from './edge-session.ts';
import { RemoteError } from './remote-error.ts';
import { RemoteModel } from './remote-model.ts';
import { getJson, hostOf, type RemoteFetch, type RemoteServer } from './remote-server.ts';
import { SILENCE_MS } from './remote.ts';
import { serverManifest } from './server-manifest.ts';

export type EdgeParts = {
	/** The edge's origin: this page's own where nothing else is said. */
	origin: string;
	/** The key of the site whose visitor asks, where the app is a widget: its session counts there. */
	site?: string | undefined;
	fetch?: RemoteFetch;
	isOnline: () => boolean;
	/** Milliseconds since the epoch. */
	nowMs: () => number;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	silenceMs?: number;
};

/** As turn/edge.ts wants it. */
export type OpenedEdge = {
	model: LoadedModel;
	name: string;
	host: string;
	loopback: boolean;
	costMicroUsd: (promptTokens: number, answerTokens: number) => number | null;
};

export type Edge = {
	/** Throws RemoteError with the code not-configured, offline or unreachable. */
	open(role: string): Promise<OpenedEdge>;
	/** A session that exists; it never makes one. */
	session(): string | null;
};

/** How long an edge that had nobody to ask is not asked again. */
const REMEMBERED_MS = 60_000;
// The least that models behind an edge hold; a turn sends far less.
const CONTEXT_TOKENS = 32_768;
// Answers of one turn asked for at once.
const PARALLEL = 4;

export function createEdge(parts: EdgeParts): Edge {
	const { origin, site, isOnline, nowMs, elapsed } = parts;
	const fetch: RemoteFetch = parts.fetch ?? ((url, init) => globalThis.fetch(url, init));
	const baseUrl = `${origin}/v1`;
	const host = hostOf(baseUrl);
	const loopback = isLoopbackUrl(origin);
	const session = new EdgeSession({ origin, site, fetch, nowMs });
	const prices = new EdgePrices();
	/** What was found to be missing, and until when that is believed. */
	let missing: { error: RemoteError; untilMs: number } | null = null;

	function remember(error: unknown): void {
		if (error instanceof RemoteError && error.code === 'not-configured')
			missing = { error, untilMs: nowMs() + REMEMBERED_MS };
	}

	async function address(signal: AbortSignal, renew: boolean) {
		// On this machine an edge without sessions takes whoever asks; a site is known by its session.
		if (loopback && site === undefined && !renew && session.current() === null)
			return { baseUrl, token: null };
		if (renew) session.forget();
		return { baseUrl, token: await session.token(signal) };
	}

	/** Prices are public to whoever has a session; without them a cost is not known. */
	async function learnPrices(signal?: AbortSignal): Promise<void> {
		if (prices.known) return;
		try {
			prices.read(await getJson(`${baseUrl}/models`, { token: session.current() }, fetch, signal));
		} catch {
			// Asked for again after the next answer.
		}
	}

	function modelFor(role: string): LoadedModel {
		const server: RemoteServer = { ...EDGE_SERVER, model: role };
		return new RemoteModel({
			manifest: serverManifest({ id: `edge:${role}`, name: host, contextTokens: CONTEXT_TOKENS }),
			server,
			host,
			address,
			provider: role,
			staysHere: false,
			contextTokens: CONTEXT_TOKENS,
			parallel: PARALLEL,
			vocabulary: null,
			invocations: new Map(),
			refused: new Map(),
			fetch,
			silenceMs: parts.silenceMs ?? SILENCE_MS,
			now: elapsed,
			onFinished: () => void learnPrices(),
			fail(error) {
				remember(error);
				return error;
			}
		});
	}

	return {
		session: () => session.current(),
		async open(role) {
			if (!loopback && !isOnline()) throw offline(host);
			if (missing !== null && missing.untilMs > nowMs()) throw missing.error;
			missing = null;
			if (loopback) {
				try {
					await checkHealth(origin, host, fetch);
				} catch (error) {
					remember(error);
					throw error;
				}
				await learnPrices();
			}
			return {
				model: modelFor(role),
				name: role,
				host,
				loopback,
				costMicroUsd: (promptTokens, answerTokens) => prices.cost(role, promptTokens, answerTokens)
			};
		}
	};
}

const EDGE_SERVER: Omit<RemoteServer, 'model'> = {
	kind: 'edge',
	contextTokens: CONTEXT_TOKENS,
	parallel: PARALLEL,
	// Of the models behind an alias some refuse them.
	logprobs: false,
	grammar: false,
	llamaFields: false,
	adapters: { by: 'none' },
	baseSha256: null
};

/** Asks an edge on this machine, which no prompt goes to, whether it can ask anybody. */
async function checkHealth(origin: string, host: string, fetch: RemoteFetch): Promise<void> {
	const health = (await getJson(`${origin}/healthz`, { token: null }, fetch)) as {
		name?: unknown;
		gateway?: { configured?: unknown; missing?: unknown };
	} | null;
	if (health?.name !== 'understudy') throw noEdge(host);
	if (health.gateway?.configured === true) return;
	const missing = Array.isArray(health.gateway?.missing) ? health.gateway.missing : [];
	const names = missing.filter((name) => typeof name === 'string').slice(0, MOST_NAMES);
	throw new RemoteError(
		'not-configured',
		`No bigger model stands behind ${host}. Whoever runs it can set ${names.join(', ') || 'a provider’s key'} and start it again.`
	);
}

// Of a dozen variables any one will do.
const MOST_NAMES = 3;

function offline(host: string): RemoteError {
	return new RemoteError(
		'offline',
		`This device is offline, so ${host} was not asked. Ask again when it is connected.`
	);
}
