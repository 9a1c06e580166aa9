// A model at a server that speaks OpenAI's form, as a LoadedModel: requests in, events out, as many at
// once as the server takes. Says `billed` before it ends, however it ends. Created by remote.ts.
// Not here: one connection (remote-call.ts), what its events say (remote-answer.ts), and which adapters
// a request names (remote-adapters.ts).

import type { Manifest } from '../contract/manifest.ts';
import type {
	Capabilities,
	ChatMessage,
	EngineEvent,
	GenerateRequest,
	LoadedModel
} from './engine.ts';
import { mergeEvents } from './merge-events.ts';
import { Permits } from './permits.ts';
import { RemoteAdapterPlans, type RemotePlan } from './remote-adapters.ts';
import { RemoteAnswer } from './remote-answer.ts';
import { RequestBill, type BillDefaults } from './remote-bill.ts';
import { remoteEvents } from './remote-call.ts';
import { brokenStream, RemoteError } from './remote-error.ts';
import { chatBody, type RemoteBody, type RemoteChoice } from './remote-request.ts';
import type { RemoteAddress, RemoteFetch, RemoteServer } from './remote-server.ts';
import type { Vocabulary } from './vocabulary.ts';

export type RemoteModelParts = BillDefaults & {
	manifest: Manifest;
	server: RemoteServer;
	/** As a person knows it: `localhost:8080`. */
	host: string;
	/**
	 * Asked before each request; `renew` when the token it gave is refused as too old. Throws RemoteError,
	 * or the signal's reason.
	 */
	address: (signal: AbortSignal, renew: boolean) => Promise<RemoteAddress>;
	contextTokens: number;
	parallel: number;
	/** The base's own, where its file is here: then counts are exact and control tokens are kept inert. */
	vocabulary: Vocabulary | null;
	/** What activates a modifier, by its id. */
	invocations: ReadonlyMap<string, string>;
	/** Modifiers that cannot be used, and why. */
	refused: ReadonlyMap<string, Error>;
	fetch: RemoteFetch;
	silenceMs: number;
	/** A monotonic clock, in milliseconds. */
	now: () => number;
	/** Told after each answer that came to its end. */
	onFinished?: () => void;
	/** What a RemoteError becomes for the caller. */
	fail: (error: unknown) => unknown;
};

export class RemoteModel implements LoadedModel {
	readonly backend = 'remote';
	readonly manifest: Manifest;
	readonly contextTokens: number;
	readonly #parts: RemoteModelParts;
	readonly #adapters: RemoteAdapterPlans;
	readonly #permits: Permits;
	readonly #disposal = new AbortController();

	constructor(parts: RemoteModelParts) {
		this.manifest = parts.manifest;
		this.contextTokens = parts.contextTokens;
		this.#parts = parts;
		this.#adapters = new RemoteAdapterPlans(parts.server, parts.invocations);
		this.#permits = new Permits(parts.parallel);
	}

	get capabilities(): Capabilities {
		const { server, parallel } = this.#parts;
		return {
			logprobs: server.logprobs,
			modifiers: this.#adapters.any,
			mixes: this.#adapters.mixes,
			parallel,
			sharedPrefix: server.kind === 'native',
			grammar: server.grammar,
			embeddings: false,
			// Behind an alias of the edge is a large model; one that does not see refuses, and that is said.
			vision: server.kind === 'edge'
		};
	}

	async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
		try {
			this.#checkUsable(request);
			const stop = AbortSignal.any([signal, this.#disposal.signal]);
			const inert = await this.#inert(request);
			const paths = Array.from({ length: request.paths ?? 1 }, (_, path) => path);
			yield* paths.length === 1
				? this.#path(inert, 0, stop)
				: mergeEvents(paths.map((path) => this.#path(inert, path, stop)));
		} catch (error) {
			throw this.#parts.fail(error);
		}
	}

	async countTokens(text: string): Promise<number> {
		const { vocabulary } = this.#parts;
		return vocabulary === null
			? estimatedTokens(text)
			: vocabulary.count(await vocabulary.inert(text));
	}

	/** Reads a prefix where that costs nothing and nothing leaves the device; elsewhere it does nothing. */
	async warm(messages: ChatMessage[], signal: AbortSignal): Promise<void> {
		if (!this.#parts.staysHere) return;
		const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 1 };
		const events = this.generate({ messages, modifier: null, sampling }, signal);
		for await (const event of events) void event;
	}

	/** Ends what is under way; the server keeps its model. */
	async dispose(): Promise<void> {
		this.#disposal.abort();
	}

	#checkUsable({ modifier, mixed = [], grammar }: GenerateRequest): void {
		if (this.#disposal.signal.aborted)
			throw new RemoteError('failed', 'The model was unloaded. Load it again.');
		for (const { id } of modifier === null ? [] : [modifier, ...mixed]) {
			const refused = this.#parts.refused.get(id);
			if (refused) throw refused;
		}
		if (grammar !== undefined && !this.#parts.server.grammar)
			throw new RemoteError(
				'unsupported',
				'This server takes no grammar. Ask without one, or choose another model.'
			);
	}

	/** The template writes control tokens; messages must not. */
	async #inert(request: GenerateRequest): Promise<GenerateRequest> {
		const { vocabulary } = this.#parts;
		if (vocabulary === null) return request;
		const messages = await Promise.all(
			request.messages.map(async ({ role, content }) => ({
				role,
				content: await vocabulary.inert(content)
			}))
		);
		return { ...request, messages };
	}

	async *#path(
		request: GenerateRequest,
		path: number,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent, void> {
		const release = await this.#permits.acquire(signal);
		const answer = this.#answer(path, request.topLogprobs);
		if (!release) {
			yield answer.finished(true);
			return;
		}
		const bill = new RequestBill(this.#parts);
		try {
			const { choice, restore } = this.#adapters.plan(request);
			if (restore) await this.#restore(restore, bill, signal);
			for await (const event of this.#events(request, choice, path, answer, bill, signal))
				yield event.type === 'prompt-read' && path > 0 ? { ...event, path } : event;
			if (!signal.aborted && !answer.complete) throw brokenStream(this.#parts.host);
		} catch (error) {
			if (bill.isOpen) yield bill.event(answer.bill);
			throw error;
		} finally {
			release();
		}
		if (!signal.aborted) this.#parts.onFinished?.();
		if (bill.isOpen) yield bill.event(answer.bill);
		yield answer.finished(signal.aborted);
	}

	async *#events(
		request: GenerateRequest,
		choice: RemoteChoice,
		path: number,
		answer: RemoteAnswer,
		bill: RequestBill,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent, void> {
		const { server, fetch, silenceMs } = this.#parts;
		let body = JSON.stringify(chatBody(request, choice, server, path));
		answer.opensWith(choice.opening);
		const headers = keyHeaders(request.idempotencyKey, path);
		const onOpen = (opened: Headers) => bill.opened(opened);
		let renew = false;
		let heard = false;
		for (;;) {
			try {
				const address = await this.#parts.address(signal, renew);
				bill.sends(body);
				const call = { address, body, headers, fetch, silenceMs, onOpen };
				for await (const event of remoteEvents(call, signal)) {
					heard = true;
					yield* answer.read(event);
					if (answer.done) return;
				}
				return;
			} catch (error) {
				if (signal.aborted) return;
				const unlimited =
					server.kind === 'vllm' && !heard && isFull(error) ? withoutLimit(body) : null;
				if (unlimited !== null) body = unlimited;
				else if (!renew && isStaleToken(error)) renew = true;
				else throw error;
			}
		}
	}

	/** Reads a prompt's end again as the base. */
	async #restore(
		{ messages, choice }: NonNullable<RemotePlan['restore']>,
		bill: RequestBill,
		signal: AbortSignal
	): Promise<void> {
		const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 1 };
		const request = { messages: [...messages], modifier: null, sampling };
		const answer = this.#answer(0);
		for await (const event of this.#events(request, choice, 0, answer, bill, signal)) void event;
	}

	#answer(path: number, topLogprobs = 0): RemoteAnswer {
		const { host, now } = this.#parts;
		return new RemoteAnswer({ path, topLogprobs, host, now, startedMs: now() });
	}
}

/** A session that ended, or that the server forgot: it is asked for anew, once. */
function isStaleToken(error: unknown): boolean {
	return (
		error instanceof RemoteError &&
		/^(session_|invalid_session|invalid_key$|no_key$)/.test(error.serverCode ?? '')
	);
}

const isFull = (error: unknown): boolean =>
	error instanceof RemoteError && error.code === 'context-full';

/**
 * The request without a limit of its answer, where it had one. vLLM refuses a limit that does not fit behind the
 * prompt, and takes all the room there is, which is less, where none is given.
 */
function withoutLimit(body: string): string | null {
	const { max_tokens: limit, ...rest } = JSON.parse(body) as RemoteBody;
	return limit === undefined ? null : JSON.stringify(rest);
}

/** A repeat of one path is told from the other paths. */
function keyHeaders(key: string | undefined, path: number): Record<string, string> {
	return key === undefined ? {} : { 'idempotency-key': path === 0 ? key : `${key}.${path}` };
}

/**
 * Tokens of a text whose vocabulary is not here, rather too many: words have about 4 letters a token in
 * common vocabularies (3 bytes is a character of Chinese or Korean), digits and signs are one each.
 */
export function estimatedTokens(text: string): number {
	const letters = text.match(/[\p{L}\p{M}]+/gu) ?? [];
	const others = text.match(/[^\p{L}\p{M}\s]/gu) ?? [];
	const breaks = text.match(/\n+/g) ?? [];
	const encoder = new TextEncoder();
	const ofWord = (word: string) => Math.ceil(encoder.encode(word).length / 3);
	return letters.reduce((sum, word) => sum + ofWord(word), 0) + others.length + breaks.length;
}
