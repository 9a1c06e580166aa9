// A model server of a person's own: found, connected to, measured once beside the browser, and used for
// what it is better at. Where it has the model that is chosen here it answers in the browser's place, as
// long as it is there: an answer it breaks off is lost as a lost device is, and made once more in the
// browser; the server is looked for until it is back. Another model is one to ask further.
// Not here: the wire (remote.ts), which model it has (served-model.ts), and what is remembered of it
// (remembered-server.ts).

import type { Manifest } from '../contract/manifest.ts';
import type { NativeEntry, NativeService, NativeSpeed, NativeStatus } from '../contract/native.ts';
import { isLoopbackUrl } from '../platform/loopback.ts';
import type { EntryStorage } from '../platform/native-entry.ts';
import type { ActiveModel, ModelListing } from '../contract/services.ts';
import type { EngineError, LoadedFile, LoadedModel } from './engine.ts';
import { createLookAgain, type PageView } from './look-again.ts';
import { measureSpeed } from './measure-speed.ts';
import { NoServer } from './native-on-first-use.ts';
import { rememberedFrom, type RememberedServer } from './remembered-server.ts';
import { openRemote } from './remote.ts';
import { sameNumbers } from './remote-self-test.ts';
import { baseUrlOf, hostOf, probeServer } from './remote-server.ts';
import type { RemoteAddress, RemoteFetch, RemoteServer } from './remote-server.ts';
import { RemoteError } from './remote-error.ts';
import { asAnother, namedIn, servedModel } from './served-model.ts';
import { serverManifest } from './server-manifest.ts';
import { watchedModel } from './watched-model.ts';

export type NativeParts = {
	/** The models of this browser, and who answers. */
	models: {
		readonly active: ActiveModel;
		onActive(listener: (active: ActiveModel) => void): void;
		list(): Promise<ModelListing[]>;
		current(): LoadedModel | null;
		acquire(signal: AbortSignal): Promise<LoadedModel>;
	};
	/** A model's verified files that are on this device. */
	openFiles: (manifest: Manifest) => Promise<LoadedFile[]>;
	/** What is remembered, as JSON; null for nothing. */
	storage: EntryStorage;
	/** This page's own origin: a native server serves the app too. */
	origin: string;
	fetch: RemoteFetch;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	/** Said once to the person. */
	announce: (message: string) => void;
	page: PageView;
	/** Resolves after `ms`; rejects when the signal aborts. */
	delay: (ms: number, signal: AbortSignal) => Promise<void>;
	silenceMs?: number;
};

/** As turn/edge.ts wants it. */
export type OpenedNative = { model: LoadedModel; name: string; host: string; loopback: boolean };

export type Native = NativeService & {
	/** The model that answers in the browser's place; null when the browser's own does. */
	current(): LoadedModel | null;
	/** Another model, to ask further. Throws NoServer. */
	open(): Promise<OpenedNative>;
	/** The model there, whatever it is used for: to be compared. Throws NoServer. */
	openAny(): Promise<OpenedNative>;
	/** Before a turn: null, or while a server is away until it was looked for once more, and not for long. */
	lookAgain(): Promise<void> | null;
};

type Connected = {
	address: RemoteAddress;
	server: RemoteServer;
	model: LoadedModel;
	/** The id of the same model in this browser; null when there is none. */
	sameAs: string | null;
	/** The id of the model in this browser whose name it gives without being it. */
	namesake: string | null;
	/** Whether `sameAs` is beyond doubt: by its hash, or since its numbers were compared with the browser's. */
	identified: boolean;
	loopback: boolean;
	speed: NativeSpeed | null;
};

/** The browser's own model, which what is there is compared with. */
type Beside = { model: LoadedModel; backend: string };

/** Our own, llama-server's, Ollama's and vLLM's. */
const PORTS = [8792, 8080, 11_434, 8000];
// Of a model whose server does not say; what a turn sends is far less.
const CONTEXT_TOKENS = 8192;
/** The browser's engine needs no connection: a server has to be worth one. */
const WORTH_IT = 1.1;
// One that breaks every answer off is left alone until somebody connects to it: each costs a turn its time.
const MOST_LOSSES = 3;
// A turn does not wait longer for a server that was away; on this machine a refusal takes a millisecond.
const TURN_WAITS_MS = 500;

export function createNative(parts: NativeParts): Native {
	const { models, storage, elapsed } = parts;
	const listeners = new Set<(status: NativeStatus) => void>();
	let remembered = rememberedFrom(storage.read());
	let connected: Connected | null = null;
	let status: NativeStatus = { state: 'off' };
	/** Calls off what an earlier press began. */
	let trying = new AbortController();
	/** Since an answer came to its end. */
	let losses = 0;
	const away = createLookAgain({ look: back, ...parts.page, delay: parts.delay });

	function show(next: NativeStatus): void {
		status = next;
		for (const listener of listeners) listener(status);
	}

	function remember(next: RememberedServer): void {
		remembered = next;
		storage.write(next.address === '' ? null : JSON.stringify(next));
	}

	async function modelOf(found: RemoteServer, address: RemoteAddress, same: Manifest | null) {
		const server = same === null ? asAnother(found) : found;
		const contextTokens = server.contextTokens ?? CONTEXT_TOKENS;
		const manifest =
			same ?? serverManifest({ id: `native:${server.model}`, name: server.model, contextTokens });
		// Their vocabulary counts tokens exactly; a model that is not on this device is estimated.
		const files = same === null ? [] : await parts.openFiles(same).catch(() => []);
		const load = { backend: 'auto' as const, contextTokens, parallel: server.parallel };
		const options = { address, fetch: parts.fetch, silenceMs: parts.silenceMs, now: elapsed };
		const opened = await openRemote({ manifest, files }, server, load, options);
		return watchedModel(opened, (error) => {
			if (error === null) losses = 0;
			else lost(address, error);
		});
	}

	/** It went away in the middle: the browser's own model answers until it is back. */
	function lost({ baseUrl }: RemoteAddress, { message }: EngineError): void {
		if (connected?.address.baseUrl !== baseUrl) return;
		const answered = current() !== null;
		connected = null;
		losses += 1;
		// What is not this machine is connected to by a person alone.
		failed(baseUrl, message, isLoopbackUrl(baseUrl) && losses < MOST_LOSSES);
		if (answered)
			parts.announce(`${hostOf(baseUrl)} went away. The model in this browser answers instead.`);
	}

	function failed(baseUrl: string, message: string, returns: boolean): void {
		if (returns) away.start();
		show({ state: 'failed', host: hostOf(baseUrl), message, returns });
	}

	/** Whether there is nothing more to look for: it is back, or says why it will not be. */
	async function back(signal: AbortSignal): Promise<boolean> {
		const baseUrl = baseUrlOf(remembered.address);
		if (baseUrl === null) return true;
		try {
			const found = await reach(baseUrl, remembered, signal);
			connected = found;
		} catch (error) {
			if (signal.aborted || isAway(error)) return false;
			show({ state: 'failed', host: hostOf(baseUrl), message: messageOf(error) });
			return true;
		}
		tell();
		if (current() !== null)
			parts.announce(`${hostOf(baseUrl)} is back and answers in the browser’s place again.`);
		measure(trying.signal).catch(() => undefined);
		return true;
	}

	function current(): LoadedModel | null {
		return status.state === 'connected' && status.use === 'answers'
			? (connected?.model ?? null)
			: null;
	}

	function tell(): void {
		if (connected === null) return;
		const { address, server, loopback, speed } = connected;
		const host = hostOf(address.baseUrl);
		show({ state: 'connected', host, model: server.model, use: useOf(connected), loopback, speed });
	}

	function useOf({ sameAs, namesake, loopback, speed }: Connected) {
		const { active } = models;
		// A person's own adapters are in this browser alone.
		const adapted = active.state === 'ready' && active.manifest.standing !== undefined;
		const chosen = active.state !== 'idle' && active.id === sameAs && !adapted;
		// What leaves this device is asked for each time: never in place of the browser's.
		if (!chosen || !loopback)
			return active.state !== 'idle' && active.id === namesake ? 'unlike' : 'further';
		if (active.state !== 'ready' || speed === null || speed.here === null) return 'answers';
		return speed.there >= speed.here * WORTH_IT ? 'answers' : 'slower';
	}

	/** Settles whether the model there is the browser's, where it is not yet, and how fast it is. */
	async function measure(signal: AbortSignal): Promise<void> {
		const now = connected;
		if (now === null || !now.loopback) return;
		const beside = loadedHere(now.sameAs);
		if (beside !== null && !now.identified) {
			const isSame = await sameNumbers(now.model, beside.model, signal);
			if (connected !== now) return;
			now.identified = true;
			if (!isSame) return measureAsAnother(now, signal);
		}
		await measureSpeeds(now, beside, signal);
	}

	/** The browser's own model of this id, where it is the one that is loaded. */
	function loadedHere(id: string | null): Beside | null {
		const { active } = models;
		if (id === null || active.state !== 'ready' || active.id !== id) return null;
		const model = models.current();
		return model && { model, backend: active.backend };
	}

	/** It has no more than the name of the browser's model: opened again without that one's files. */
	async function measureAsAnother(now: Connected, signal: AbortSignal): Promise<void> {
		const model = await modelOf(now.server, now.address, null);
		if (connected !== now) return;
		connected = { ...now, model, sameAs: null, namesake: now.sameAs };
		tell();
		await measure(signal);
	}

	/** Measured once for a server and a model; later connections remember it. */
	async function measureSpeeds(
		now: Connected,
		beside: Beside | null,
		signal: AbortSignal
	): Promise<void> {
		const { address, server, model } = now;
		const served = `${address.baseUrl} ${server.baseSha256 ?? server.model} `;
		const key = served + (beside?.backend ?? '');
		// Until the browser's model is there again, what was measured beside it before still holds.
		const known = beside === null ? remembered.key?.startsWith(served) : remembered.key === key;
		if (known && remembered.speed) now.speed = remembered.speed;
		else {
			const there = await measureSpeed(model, elapsed, signal);
			const here = beside && (await measureSpeed(beside.model, elapsed, signal));
			if (connected !== now) return;
			now.speed = { there, here };
			remember({ ...remembered, key, speed: now.speed });
		}
		tell();
	}

	/** Throws RemoteError, or the signal's reason. */
	async function reach(
		baseUrl: string,
		{ token }: NativeEntry,
		signal: AbortSignal
	): Promise<Connected> {
		const address = { baseUrl, token: token === '' ? null : token };
		const loopback = isLoopbackUrl(baseUrl);
		const listings = await models.list();
		const wanted = (model: string) => namedIn(listings, model)?.manifest?.modifiers ?? [];
		const server = await probeServer(address, parts.fetch, wanted, signal);
		const { same, namesake } = await servedModel(server, address, listings, parts.fetch, signal);
		const model = await modelOf(server, address, same?.manifest ?? null);
		signal.throwIfAborted();
		const ids = { sameAs: same?.id ?? null, namesake: namesake?.id ?? null };
		const identified = server.baseSha256 !== null;
		return { address, server, model, ...ids, identified, loopback, speed: null };
	}

	async function connect(entry: NativeEntry): Promise<void> {
		trying.abort();
		trying = new AbortController();
		const { signal } = trying;
		away.stop();
		losses = 0;
		connected = null;
		const baseUrl = baseUrlOf(entry.address);
		if (baseUrl === null) {
			show({ state: 'failed', host: entry.address.trim(), message: WRONG_ADDRESS });
			return;
		}
		show({ state: 'connecting', host: hostOf(baseUrl) });
		if (entry.address !== remembered.address) remember({ ...entry });
		else remember({ ...remembered, ...entry });
		try {
			connected = await reach(baseUrl, entry, signal);
			tell();
			await measure(signal);
		} catch (error) {
			if (signal.aborted || status.state === 'failed') return;
			connected = null;
			// What was measured once was connected to once: it is expected back.
			failed(baseUrl, messageOf(error), remembered.key !== undefined && isAway(error));
		}
	}

	function opened(): OpenedNative {
		if (connected === null || status.state !== 'connected') throw new NoServer();
		const { server, model, loopback } = connected;
		return { model, name: server.kind, host: status.host, loopback };
	}

	// Another model was chosen, or the browser's is there now and can be measured.
	models.onActive((active) => {
		tell();
		if (active.state === 'ready' && connected !== null)
			measure(trying.signal).catch(() => undefined);
	});
	// What leaves this device is not asked anything before somebody wants it.
	if (isLoopbackUrl(baseUrlOf(remembered.address) ?? '')) void connect(remembered);

	return {
		get status() {
			return status;
		},
		get entry() {
			return { address: remembered.address, token: remembered.token };
		},
		onStatus(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		connect,
		async find() {
			const own = isLoopbackUrl(parts.origin) ? [parts.origin] : [];
			const places = [...own, ...PORTS.map((port) => `http://localhost:${port}`)];
			const looked = places.map(async (address) => {
				const found = { baseUrl: `${address}/v1`, token: null };
				return probeServer(found, parts.fetch).then(
					({ model }) => (model === '' ? null : address),
					() => null
				);
			});
			const [first] = (await Promise.all(looked)).filter((address) => address !== null);
			if (first === undefined) return false;
			await connect({ address: first, token: '' });
			return true;
		},
		disconnect() {
			trying.abort();
			away.stop();
			connected = null;
			remember({ address: '', token: '' });
			show({ state: 'off' });
		},
		current,
		lookAgain() {
			if (!away.active) return null;
			const patience = parts.delay(TURN_WAITS_MS, trying.signal).catch(() => undefined);
			return Promise.race([away.now(), patience]);
		},
		async open() {
			const use = status.state === 'connected' ? status.use : null;
			if (use !== 'further' && use !== 'unlike') throw new NoServer();
			return opened();
		},
		openAny: async () => opened()
	};
}

const WRONG_ADDRESS =
	'This is no address of a server. Write it like localhost:8792; other machines need https.';

/** Not there, or not ready yet; what refuses this caller or holds no model will not change by itself. */
function isAway(error: unknown): boolean {
	const { code } = error instanceof RemoteError ? error : { code: null };
	return code === 'unreachable' || code === 'stream-broken' || code === 'failed';
}

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
