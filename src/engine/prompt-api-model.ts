// A model of the browser's own as a LoadedModel. Every answer is written by a copy of a session that has read
// what comes before the question; what was answered to its end is kept as such a session, so that the next
// turn reads its question alone, and another answer to the same question nothing but that question. The
// platform removes an answer that was cut off from its session: after one, that turn is read again.
// Not here: what is kept (kept-sessions.ts), nor the text up to a stop (stop-text.ts).

import type { Manifest } from '../contract/manifest.ts';
import {
	contextUsageOf,
	contextWindowOf,
	measureUsage,
	onOverflow,
	type LanguageModelMessage,
	type LanguageModelSession,
	type SamplingMode
} from '../platform/language-model.ts';
import type {
	Capabilities,
	ChatMessage,
	EngineEvent,
	GenerateRequest,
	LoadedModel
} from './engine.ts';
import { EngineError } from './engine.ts';
import { grammarPattern } from './grammar-pattern.ts';
import { KeptSessions } from './kept-sessions.ts';
import { mergeEvents } from './merge-events.ts';
import { Permits } from './permits.ts';
import { contextFull, promptApiError } from './prompt-api-error.ts';
import { StopText } from './stop-text.ts';

export type PromptApiModelParts = {
	manifest: Manifest;
	/** A session that has read nothing. */
	root: LanguageModelSession;
	/** Another one; `null` varies as the browser thinks best. */
	create: (mode: SamplingMode | null) => Promise<LanguageModelSession>;
	contextTokens: number;
	parallel: number;
	/** A monotonic clock, in milliseconds. */
	now: () => number;
};

/** A session whose answer can be asked for. */
type Opened = {
	session: LanguageModelSession;
	question: LanguageModelMessage[];
	prefix: LanguageModelMessage[];
	promptTokens: number;
	cachedTokens: number;
};

type Ended = {
	reason: 'stop' | 'length' | 'abort';
	/** Its end was ours to say, so the platform forgets it. */
	cut: boolean;
	pieces: number;
	decodeMs: number;
};

// A piece is a token or a few: tokens of more letters than this are rare, so that an answer in larger pieces
// ends at its limit too.
const LETTERS_PER_TOKEN = 8;
// Below, the browser's own choice; the standard's scale has no number to go by.
const CREATIVE = 0.8;
const MOST_CREATIVE = 1.2;

export class PromptApiModel implements LoadedModel {
	readonly backend = 'built-in';
	readonly manifest: Manifest;
	readonly contextTokens: number;
	readonly capabilities: Capabilities;
	readonly #parts: PromptApiModelParts;
	readonly #permits: Permits;
	readonly #disposal = new AbortController();
	readonly #roots = new Map<SamplingMode | null, Promise<LanguageModelSession>>();
	readonly #kept = new Map<SamplingMode | null, KeptSessions>();
	#emptyMessage: number | null = null;

	constructor(parts: PromptApiModelParts) {
		this.manifest = parts.manifest;
		this.contextTokens = Math.min(parts.contextTokens, contextWindowOf(parts.root));
		this.capabilities = {
			logprobs: false,
			modifiers: false,
			parallel: parts.parallel,
			sharedPrefix: false,
			grammar: true,
			embeddings: false
		};
		this.#parts = parts;
		this.#permits = new Permits(parts.parallel);
		this.#roots.set(null, Promise.resolve(parts.root));
	}

	async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
		this.#checkUsable(request);
		const paths = Array.from({ length: request.paths ?? 1 }, (_, path) => path);
		yield* paths.length === 1
			? this.#path(request, 0, signal)
			: mergeEvents(paths.map((path) => this.#path(request, path, signal)));
	}

	async countTokens(text: string): Promise<number> {
		this.#checkLoaded();
		if (text === '') return 0;
		const count = (content: string) =>
			this.#guarded(async () => measureUsage(await this.#root(null), [{ role: 'user', content }]));
		this.#emptyMessage ??= await count('');
		return Math.max(0, Math.round((await count(text)) - this.#emptyMessage));
	}

	/** Reads what comes before the question; the question itself is read with its answer alone. */
	async warm(messages: ChatMessage[], signal: AbortSignal): Promise<void> {
		this.#checkLoaded();
		const stop = AbortSignal.any([signal, this.#disposal.signal]);
		const release = await this.#permits.acquire(stop);
		if (!release) return;
		try {
			const opened = await this.#guarded(() => this.#open(messages, null, stop));
			opened.session.destroy();
		} catch (error) {
			if (!stop.aborted) throw error;
		} finally {
			release();
		}
	}

	async dispose(): Promise<void> {
		this.#disposal.abort();
		const roots = await Promise.allSettled(this.#roots.values());
		this.#forget();
		for (const root of roots) if (root.status === 'fulfilled') root.value.destroy();
	}

	#checkLoaded(): void {
		if (this.#disposal.signal.aborted)
			throw new EngineError('failed', 'The model was unloaded. Load it again.');
	}

	#checkUsable({ modifier }: GenerateRequest): void {
		this.#checkLoaded();
		if (modifier !== null)
			throw new EngineError(
				'unsupported',
				`The browser’s own model takes no specialists, and so not “${modifier.id}”. Ask without one, or choose another model.`
			);
	}

	async *#path(
		request: GenerateRequest,
		path: number,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent, void> {
		const left = new AbortController();
		const stop = AbortSignal.any([signal, left.signal, this.#disposal.signal]);
		const finished = (reason: Ended['reason'], completionTokens = 0, decodeMs = 0) =>
			({ type: 'finished', path, reason, completionTokens, decodeMs }) as const;
		const release = await this.#permits.acquire(stop);
		if (!release) {
			yield finished('abort');
			return;
		}
		let opened: Opened | null = null;
		try {
			const startedMs = this.#parts.now();
			const mode = modeFor(request.sampling.temperature);
			opened = await this.#guarded(() => this.#open(request.messages, mode, stop));
			const { session, promptTokens, cachedTokens } = opened;
			const room = Math.max(1, Math.floor(this.contextTokens - promptTokens));
			const most = Math.min(request.sampling.maxTokens, room);
			let intact = true;
			onOverflow(session, () => (intact = false));
			let text = '';
			let isRead = false;
			const answer = this.#answer(opened, request, path, most, stop);
			let ended: Ended;
			for (;;) {
				const next = await this.#guarded(() => answer.next());
				if (!isRead) {
					isRead = true;
					const ms = this.#parts.now() - startedMs;
					yield {
						type: 'prompt-read',
						...(path > 0 && { path }),
						promptTokens,
						cachedTokens,
						ms
					};
				}
				if (next.done) {
					ended = next.value;
					break;
				}
				text += next.value.text;
				yield next.value;
			}
			const { reason, cut, pieces, decodeMs } = ended;
			const counted = cut ? 0 : Math.round(contextUsageOf(session) - promptTokens);
			if (!cut && intact && pieces > 0) {
				this.#keep(mode, opened, text);
				opened = null;
			}
			yield finished(reason, counted > 0 ? counted : pieces, decodeMs);
		} catch (error) {
			if (!stop.aborted) throw error;
			yield finished('abort');
		} finally {
			left.abort();
			opened?.session.destroy();
			release();
		}
	}

	/** The pieces of an answer; an abort is an end like another. Throws what the platform throws. */
	async *#answer(
		{ session, question }: Opened,
		{ sampling, grammar }: GenerateRequest,
		path: number,
		most: number,
		signal: AbortSignal
	): AsyncGenerator<Extract<EngineEvent, { type: 'delta' }>, Ended> {
		const own = new AbortController();
		const stream = session.promptStreaming(question, {
			signal: AbortSignal.any([signal, own.signal]),
			...(grammar !== undefined && {
				responseConstraint: grammarPattern(grammar),
				// The grammar is not for the model to read: it would answer about it.
				omitResponseConstraintInput: true
			})
		});
		const reader = stream.getReader();
		const stops = new StopText(sampling.stop ?? []);
		const { now } = this.#parts;
		let [pieces, letters] = [0, 0];
		let [firstMs, lastMs] = [0, 0];
		const ended = (reason: Ended['reason'], cut = true): Ended => ({
			reason,
			cut,
			pieces,
			decodeMs: lastMs - firstMs
		});
		try {
			for (;;) {
				const { done, value = '' } = await reader.read();
				if (signal.aborted) return ended('abort');
				if (done) {
					const rest = stops.end();
					if (rest !== '') yield { type: 'delta', path, text: rest, tokens: [] };
					return ended('stop', false);
				}
				if (value === '') continue;
				pieces += 1;
				letters += value.length;
				lastMs = now();
				if (pieces === 1) firstMs = lastMs;
				const { text, stopped } = stops.add(value);
				const full = pieces >= most || letters >= most * LETTERS_PER_TOKEN;
				const last = full && !stopped ? text + stops.end() : text;
				if (last !== '') yield { type: 'delta', path, text: last, tokens: [] };
				if (stopped) return ended('stop');
				if (full) return ended('length');
			}
		} catch (error) {
			if (signal.aborted) return ended('abort');
			throw error;
		} finally {
			own.abort();
			reader.releaseLock();
		}
	}

	/**
	 * A copy that has read everything before the question, nobody else's. What it took is kept for the next.
	 * Throws `context-full` where the question does not fit.
	 */
	async #open(
		messages: ChatMessage[],
		mode: SamplingMode | null,
		signal: AbortSignal
	): Promise<Opened> {
		const [prefix, question] = [messages.slice(0, -1), messages.slice(-1)];
		const kept = this.#keptOf(mode).longestOf(prefix);
		const from = kept?.session ?? (await this.#root(mode));
		const rest = prefix.slice(kept?.read.length ?? 0);
		const cachedTokens = contextUsageOf(from);
		const window = this.contextTokens;
		const fits = async (session: LanguageModelSession, more: LanguageModelMessage[]) => {
			const requested = contextUsageOf(session) + (await measureUsage(session, more, signal));
			// The platform would drop the oldest messages by itself: which ones is the turn's to say.
			if (requested >= window) throw contextFull({ requested, quota: window });
			return requested;
		};
		const session = await from.clone({ signal });
		try {
			if (rest.length > 0) {
				await fits(session, rest);
				await session.append(rest, { signal });
			}
			const promptTokens = Math.round(await fits(session, question));
			if (rest.length > 0)
				this.#keptOf(mode).keep({ session: await session.clone({ signal }), read: prefix });
			return { session, question, prefix, promptTokens, cachedTokens: Math.round(cachedTokens) };
		} catch (error) {
			session.destroy();
			throw error;
		}
	}

	/** The session of an answer that came to its end goes on to the next turn. */
	#keep(mode: SamplingMode | null, { session, prefix, question }: Opened, text: string): void {
		const read = [...prefix, ...question, { role: 'assistant' as const, content: text }];
		this.#keptOf(mode).keep({ session, read });
	}

	#keptOf(mode: SamplingMode | null): KeptSessions {
		const known = this.#kept.get(mode);
		if (known) return known;
		const made = new KeptSessions();
		this.#kept.set(mode, made);
		return made;
	}

	#root(mode: SamplingMode | null): Promise<LanguageModelSession> {
		const known = this.#roots.get(mode);
		if (known) return known;
		const made = this.#parts.create(mode);
		this.#roots.set(mode, made);
		made.catch(() => this.#roots.delete(mode));
		return made;
	}

	#forget(): void {
		for (const kept of this.#kept.values()) kept.clear();
		this.#kept.clear();
	}

	/** What is lost is made anew by the next request. */
	async #guarded<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			if (this.#disposal.signal.aborted) throw error;
			const failure = promptApiError(error);
			if (failure.code === 'device-lost') {
				this.#forget();
				this.#roots.clear();
			}
			throw failure;
		}
	}
}

function modeFor(temperature: number): SamplingMode | null {
	if (temperature > MOST_CREATIVE) return 'most-creative';
	return temperature > CREATIVE ? 'creative' : null;
}
