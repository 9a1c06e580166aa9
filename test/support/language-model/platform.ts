// A browser's built-in model, for tests in a browser that has none: the platform's side of the Prompt API, as
// its specification of June 2026 says (webmachinelearning.github.io/prompt-api), over our real engine with a
// real model, so that every piece of text was computed. It stands in for the platform alone: what is tested
// talks to it as it would talk to Chrome's, and nothing of the app's own is replaced. What only Chrome's own
// model would show (its languages, its refusals, its pace) is not tested anywhere here.
// Where the specification leaves a choice: usage is counted in tokens with the chat template's; a prompt that
// does not fit is refused and nothing dropped; a piece of a stream is a token.

import type { LoadedModel } from '../../../src/engine/engine.ts';
import { patternGrammar } from './pattern-grammar.ts';

type Role = 'system' | 'user' | 'assistant';
type Message = { role: Role; content: string };
type Input = string | { role: Role; content: string | { type: string; value: string }[] }[];
type Signalled = { signal?: AbortSignal };
type Expected = { type: string; languages?: string[] };
type CoreOptions = {
	expectedInputs?: Expected[];
	expectedOutputs?: Expected[];
	samplingMode?: keyof typeof MODES;
};
type PromptOptions = Signalled & { responseConstraint?: object };
type CreateOptions = CoreOptions &
	Signalled & { initialPrompts?: Input; monitor?: (monitor: EventTarget) => void };
type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

export type PlatformOptions = {
	/** The model the browser brings along: loaded when a first session is made. */
	load: () => Promise<LoadedModel>;
	availability?: Availability;
	/** Tags it speaks. */
	languages?: string[];
	/** Present attribute and method names, or those of before 2026. */
	names?: 'new' | 'old';
	/** Whether the person has just clicked here; by default as the browser says. */
	clicked?: () => boolean;
};

export type Platform = {
	/** Tokens computed for answers so far. */
	readonly computed: number;
	/** Sampling modes asked for, in order. */
	readonly modes: readonly string[];
	/** Sessions that are alive. */
	readonly sessions: number;
	/** The browser puts its model away: every session ends. */
	crash(): void;
	/** Takes the API away again. */
	remove(): Promise<void>;
};

const MODES = {
	'most-predictable': 0,
	predictable: 0,
	balanced: 0,
	creative: 1,
	'most-creative': 1.5
};
const PROGRESS_STEPS = [0, 0.25, 0.5, 0.75, 1];

/** Puts `LanguageModel` into this window. */
export function installLanguageModel(options: PlatformOptions): Platform {
	const { languages = ['en'], names = 'new' } = options;
	const clicked = options.clicked ?? (() => navigator.userActivation.isActive);
	let availability = options.availability ?? 'available';
	let loading: Promise<LoadedModel> | null = null;
	const alive = new Set<LanguageModel>();
	const modes: string[] = [];
	let computed = 0;
	let seed = 0;
	const model = () => (loading ??= options.load());

	function availabilityFor({ expectedInputs = [], expectedOutputs = [] }: CoreOptions) {
		const expected = [...expectedInputs, ...expectedOutputs];
		const speaks = (tag: string) => languages.includes(new Intl.Locale(tag).language);
		const able = expected.every(
			({ type, languages: tags = [] }) => type === 'text' && tags.every(speaks)
		);
		return able ? availability : 'unavailable';
	}

	/**
	 * What the model would read for these messages, in its tokens. An answer at their end is measured with the
	 * beginning of a question: the engine would go on writing it.
	 */
	const sizes = new Map<string, number>();
	async function sizeOf(told: readonly Message[], signal?: AbortSignal): Promise<number> {
		if (told.length === 0) return 0;
		const messages: Message[] =
			told.at(-1)?.role === 'assistant' ? [...told, { role: 'user', content: '' }] : [...told];
		const key = JSON.stringify(messages);
		const known = sizes.get(key);
		if (known !== undefined) return known;
		const sampling = { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 1 };
		const request = { messages, modifier: null, sampling };
		const stop = new AbortController();
		const ends = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
		try {
			for await (const event of (await model()).generate(request, ends))
				if (event.type === 'prompt-read') {
					sizes.set(key, event.promptTokens);
					return event.promptTokens;
				}
		} catch (error) {
			// More than the model can read: its engine says by how much.
			const size = /(\d[\d,]*) tokens/.exec(error instanceof Error ? error.message : '')?.[1];
			if (size === undefined) throw error;
			return Number(size.replaceAll(',', ''));
		}
		signal?.throwIfAborted();
		throw new DOMException('The prompt was not read.', 'OperationError');
	}

	class LanguageModel extends EventTarget {
		#messages: Message[];
		#usage: number;
		readonly #window: number;
		readonly #mode: keyof typeof MODES | null;
		readonly #end = new AbortController();
		/** Prompts of one session wait for each other. */
		#queue: Promise<unknown> = Promise.resolve();

		static async availability(asked: CoreOptions = {}): Promise<Availability> {
			return availabilityFor(asked);
		}

		static async create(asked: CreateOptions = {}): Promise<LanguageModel> {
			const { signal, monitor, initialPrompts, samplingMode } = asked;
			signal?.throwIfAborted();
			if (samplingMode !== undefined && !(samplingMode in MODES))
				throw new TypeError(`“${samplingMode}” is no sampling mode.`);
			if (availabilityFor(asked) === 'unavailable')
				throw new DOMException('There is no such model.', 'NotSupportedError');
			if (availability === 'downloadable' && !clicked())
				throw new DOMException('A click is needed to download it.', 'NotAllowedError');
			if (samplingMode) modes.push(samplingMode);
			const watched = new EventTarget();
			monitor?.(watched);
			const loaded = await model();
			for (const loadedShare of PROGRESS_STEPS) {
				watched.dispatchEvent(
					Object.assign(new Event('downloadprogress'), { loaded: loadedShare, total: 1 })
				);
				await Promise.resolve();
				signal?.throwIfAborted();
			}
			availability = 'available';
			const messages = initialPrompts === undefined ? [] : messagesFrom(initialPrompts, false);
			const usage = await sizeOf(messages, signal);
			if (usage > loaded.contextTokens) throw quotaExceeded(usage, loaded.contextTokens);
			const session = new LanguageModel(
				messages,
				usage,
				loaded.contextTokens,
				samplingMode ?? null
			);
			signal?.addEventListener('abort', () => session.destroy());
			return session;
		}

		constructor(
			messages: Message[],
			usage: number,
			window: number,
			mode: keyof typeof MODES | null
		) {
			super();
			this.#messages = messages;
			this.#usage = usage;
			this.#window = window;
			this.#mode = mode;
			alive.add(this);
			const about = (name: string, value: object) =>
				Object.defineProperty(this, name, { configurable: true, ...value });
			const [used, most, measure] =
				names === 'new'
					? (['contextUsage', 'contextWindow', 'measureContextUsage'] as const)
					: (['inputUsage', 'inputQuota', 'measureInputUsage'] as const);
			about(used, { get: () => this.#usage });
			about(most, { get: () => this.#window });
			about(measure, {
				value: async (input: Input, { signal }: PromptOptions = {}) => {
					this.#checkAlive();
					signal?.throwIfAborted();
					return this.#measure(messagesFrom(input, this.#messages.length > 0), signal);
				}
			});
		}

		promptStreaming(input: Input, { signal, responseConstraint }: PromptOptions = {}) {
			const own = new AbortController();
			const ends = AbortSignal.any([own.signal, this.#end.signal, ...(signal ? [signal] : [])]);
			return new ReadableStream<string>({
				start: (controller) => {
					void this.#queued(async () => {
						this.#checkAlive();
						ends.throwIfAborted();
						const messages = await this.#prefilled(input, ends);
						await this.#generate(messages, responseConstraint, ends, (chunk) =>
							controller.enqueue(chunk)
						);
						controller.close();
					}).catch((error: unknown) => {
						if (!own.signal.aborted) controller.error(ends.aborted ? ends.reason : error);
					});
				},
				cancel: () => own.abort()
			});
		}

		async append(input: Input, { signal }: Signalled = {}): Promise<void> {
			const ends = AbortSignal.any([this.#end.signal, ...(signal ? [signal] : [])]);
			await this.#queued(async () => {
				this.#checkAlive();
				ends.throwIfAborted();
				const messages = await this.#prefilled(input, ends);
				this.#usage = await sizeOf(messages, ends);
				ends.throwIfAborted();
				this.#messages = messages;
			});
		}

		async clone({ signal }: Signalled = {}): Promise<LanguageModel> {
			this.#checkAlive();
			signal?.throwIfAborted();
			return new LanguageModel([...this.#messages], this.#usage, this.#window, this.#mode);
		}

		destroy(): void {
			alive.delete(this);
			this.#end.abort(new DOMException('The session was destroyed.', 'AbortError'));
		}

		#checkAlive(): void {
			if (this.#end.signal.aborted)
				throw new DOMException('The session was destroyed.', 'InvalidStateError');
		}

		#queued<T>(work: () => Promise<T>): Promise<T> {
			const run = this.#queue.then(work);
			this.#queue = run.catch(() => undefined);
			return run;
		}

		async #measure(more: readonly Message[], signal?: AbortSignal): Promise<number> {
			return Math.max(0, (await sizeOf([...this.#messages, ...more], signal)) - this.#usage);
		}

		/** The conversation with what is asked, where it fits. */
		async #prefilled(input: Input, signal: AbortSignal): Promise<Message[]> {
			const more = messagesFrom(input, this.#messages.length > 0);
			const requested = this.#usage + (await this.#measure(more, signal));
			if (requested > this.#window) throw quotaExceeded(requested, this.#window);
			return [...this.#messages, ...more];
		}

		async #generate(
			messages: Message[],
			constraint: object | undefined,
			signal: AbortSignal,
			onChunk: (chunk: string) => void
		): Promise<void> {
			const temperature = this.#mode === null ? 0 : MODES[this.#mode];
			const sampling = {
				temperature,
				topP: 1,
				topK: 40,
				seed: temperature === 0 ? null : ++seed,
				maxTokens: this.#window
			};
			const grammar = constraint === undefined ? undefined : grammarOf(constraint);
			const request = { messages, modifier: null, sampling, ...(grammar && { grammar }) };
			let text = '';
			let [promptTokens, completionTokens] = [0, 0];
			for await (const event of (await model()).generate(request, signal))
				if (event.type === 'prompt-read') promptTokens = event.promptTokens;
				else if (event.type === 'delta') {
					computed += 1;
					text += event.text;
					if (event.text !== '') onChunk(event.text);
				} else if (event.type === 'finished') completionTokens = event.completionTokens;
			// An answer that was called off leaves no trace in the session.
			signal.throwIfAborted();
			this.#messages = [...messages, { role: 'assistant', content: text }];
			this.#usage = promptTokens + completionTokens;
		}
	}

	Object.defineProperty(globalThis, 'LanguageModel', {
		configurable: true,
		writable: true,
		value: LanguageModel
	});
	return {
		get computed() {
			return computed;
		},
		get modes() {
			return modes;
		},
		get sessions() {
			return alive.size;
		},
		crash() {
			for (const session of alive) session.destroy();
		},
		async remove() {
			Reflect.deleteProperty(globalThis, 'LanguageModel');
			for (const session of alive) session.destroy();
			await (await loading)?.dispose();
		}
	};
}

/** Throws what the specification does for roles and forms. */
function messagesFrom(input: Input, hasAppended: boolean): Message[] {
	if (typeof input === 'string') return [{ role: 'user', content: input }];
	if (input.length === 0) return [{ role: 'user', content: '' }];
	return input.map(({ role, content }, i) => {
		if (role === 'system' && (i > 0 || hasAppended))
			throw new TypeError('A system prompt comes first of all.');
		if (typeof content === 'string') return { role, content };
		if (content.some(({ type }) => type !== 'text'))
			throw new DOMException('It reads text alone.', 'NotSupportedError');
		return { role, content: content.map(({ value }) => value).join('') };
	});
}

function grammarOf(constraint: object): string {
	if (constraint instanceof RegExp) return patternGrammar(constraint);
	throw new DOMException('It takes regular expressions alone.', 'NotSupportedError');
}

function quotaExceeded(requested: number, quota: number): Error {
	const error = new DOMException('The prompt is too long.', 'QuotaExceededError');
	return Object.assign(error, { requested, quota });
}
