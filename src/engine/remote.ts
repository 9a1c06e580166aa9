// An engine that runs elsewhere: a server that speaks OpenAI's form over server-sent events, such as our
// own native server, llama.cpp's `llama-server`, vLLM or Ollama. Loading asks what the server is, and
// refuses one that holds another model than the one wanted. Weights are never sent.
// Not here: the edge, whose models have no files (edge-provider.ts).

import { baseFile, type Manifest } from '../contract/manifest.ts';
import { isLoopbackUrl } from '../platform/loopback.ts';
import { EngineError, type Availability, type Engine, type LoadedModel } from './engine.ts';
import type { LoadOptions, ModelRef } from './engine.ts';
import { asEngineError, RemoteError } from './remote-error.ts';
import { RemoteModel } from './remote-model.ts';
import { hostOf, postJson, probeServer } from './remote-server.ts';
import type { RemoteAddress, RemoteFetch, RemoteServer } from './remote-server.ts';
import { Vocabulary } from './vocabulary.ts';

export type RemoteEngineOptions = {
	address: RemoteAddress;
	fetch?: RemoteFetch;
	/** Longest silence of the server, milliseconds, before it is given up. */
	silenceMs?: number;
	now?: () => number;
};

// As long as the browser's engine is waited for: a long prompt on a slow processor takes minutes.
export const SILENCE_MS = 120_000;

export function createRemoteEngine(options: RemoteEngineOptions): Engine {
	const fetch: RemoteFetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
	return {
		id: 'remote',
		async probe(): Promise<Availability> {
			try {
				await probeServer(options.address, fetch);
				return { ok: true };
			} catch (error) {
				return { ok: false, reason: error instanceof Error ? error.message : String(error) };
			}
		},
		async load(model: ModelRef, load: LoadOptions): Promise<LoadedModel> {
			try {
				return await loadRemote(model, load, { ...options, fetch });
			} catch (error) {
				throw asEngineError(error);
			}
		}
	};
}

async function loadRemote(
	model: ModelRef,
	load: LoadOptions,
	options: RemoteEngineOptions & { fetch: RemoteFetch }
): Promise<RemoteModel> {
	const { address, fetch } = options;
	load.onProgress?.(0);
	const server = await probeServer(address, fetch, () => model.manifest.modifiers, load.signal);
	const host = hostOf(address.baseUrl);
	checkSameBase(model.manifest, server, host);
	load.onProgress?.(1);
	load.signal?.throwIfAborted();
	return openRemote(model, server, load, options);
}

/**
 * The model at a server that was asked what it is. `files` may lack the weights: then tokens are estimated.
 * A loopback server's answers stay on this machine.
 */
export async function openRemote(
	{ manifest, files }: ModelRef,
	server: RemoteServer,
	load: Pick<LoadOptions, 'contextTokens' | 'parallel' | 'onNotice'>,
	{ address, fetch, silenceMs = SILENCE_MS, now }: RemoteEngineOptions & { fetch: RemoteFetch }
): Promise<RemoteModel> {
	const base = files.find(
		({ path }) => manifest.files.length > 0 && path === baseFile(manifest).path
	);
	const vocabulary = base ? new Vocabulary(base.blob) : null;
	const refused = foreignModifiers(manifest);
	const spell =
		vocabulary === null
			? spelledBy(server, address, fetch)
			: (ids: number[]) => vocabulary.text(ids);
	for (const error of refused.values()) load.onNotice?.(error.message);
	return new RemoteModel({
		manifest,
		server,
		host: hostOf(address.baseUrl),
		address: () => Promise.resolve(address),
		provider: server.kind,
		staysHere: isLoopbackUrl(address.baseUrl),
		contextTokens: Math.min(
			load.contextTokens,
			manifest.template.contextTokens,
			server.contextTokens ?? Number.POSITIVE_INFINITY
		),
		parallel: Math.min(load.parallel, server.parallel),
		vocabulary,
		invocations: await invocationsOf(manifest, spell),
		refused,
		fetch,
		silenceMs,
		now: now ?? (() => performance.now()),
		fail: asEngineError
	});
}

/** Throws RemoteError where the server says that it holds another base. */
function checkSameBase(wanted: Manifest, server: RemoteServer, host: string): void {
	if (server.baseSha256 === null || server.baseSha256 === wanted.baseSha256) return;
	throw new RemoteError(
		'unsupported',
		`${host} runs ${server.model} and not this model. Choose that model, or start the server with this one.`
	);
}

function foreignModifiers({ modifiers, baseSha256 }: Manifest): Map<string, EngineError> {
	const foreign = modifiers.filter(
		(modifier) => modifier.baseSha256 !== undefined && modifier.baseSha256 !== baseSha256
	);
	return new Map(
		foreign.map(({ id }) => [
			id,
			new EngineError(
				'wrong-base',
				`The specialist “${id}” was trained for another base model and is not used. Choose the version made for this model.`
			)
		])
	);
}

/** What activates each modifier, spelled out; nothing where nobody can tell. */
async function invocationsOf(
	{ modifiers }: Manifest,
	spell: ((tokens: number[]) => Promise<string>) | null
): Promise<Map<string, string>> {
	if (spell === null) return new Map();
	const spelled = modifiers.map(
		async ({ id, invocationTokens }) =>
			[id, invocationTokens.length === 0 ? '' : await spell(invocationTokens)] as const
	);
	return new Map(await Promise.all(spelled));
}

/** Where the model's file is not on this device, llama.cpp's server knows its vocabulary. */
function spelledBy(
	{ kind, adapters }: RemoteServer,
	address: RemoteAddress,
	fetch: RemoteFetch
): ((tokens: number[]) => Promise<string>) | null {
	// Our own server and vLLM are asked for modifiers by their names.
	if (kind !== 'llama-server' || adapters.by !== 'number') return null;
	const url = `${address.baseUrl.replace(/\/v1$/, '')}/detokenize`;
	return async (tokens) => {
		const answer = await postJson(url, { tokens }, address, fetch);
		const { content } = (answer ?? {}) as { content?: unknown };
		if (typeof content === 'string' && content !== '') return content;
		throw new RemoteError(
			'unsupported',
			`${hostOf(address.baseUrl)} does not say what calls its adapters. Update it, or wait until the model is in this browser.`
		);
	};
}
