// The browser's own language model as the Prompt API gives it to a page (webmachinelearning.github.io/prompt-api,
// as of June 2026): the part of the platform's interface that is used, under its present names and those it
// had before, and the ways to read either. In windows only: a worker has none.
// Not here: using it as an engine (engine/prompt-api.ts).

export type LanguageModelAvailability =
	'available' | 'downloadable' | 'downloading' | 'unavailable';

export type LanguageModelMessage = { role: 'system' | 'user' | 'assistant'; content: string };

/** How much an answer may vary; a browser that knows none ignores it. */
export type SamplingMode = 'creative' | 'most-creative';

type Expected = { type: 'text'; languages?: string[] };

export type LanguageModelOptions = {
	expectedInputs?: Expected[];
	expectedOutputs?: Expected[];
	samplingMode?: SamplingMode;
};

/** `loaded` of `total`, which is 1. */
type DownloadProgress = Event & { readonly loaded: number; readonly total?: number };

export type LanguageModelCreateOptions = LanguageModelOptions & {
	signal?: AbortSignal;
	monitor?: (monitor: {
		addEventListener(type: 'downloadprogress', listener: (event: DownloadProgress) => void): void;
	}) => void;
};

type Signalled = { signal?: AbortSignal };

/** One conversation with the model: what it has read stays read. */
export interface LanguageModelSession extends EventTarget {
	/** Aborting removes the prompt and what was answered from the session. */
	promptStreaming(
		input: LanguageModelMessage[],
		options?: Signalled & {
			responseConstraint?: RegExp | object;
			omitResponseConstraintInput?: boolean;
		}
	): ReadableStream<string>;
	append(input: LanguageModelMessage[], options?: Signalled): Promise<void>;
	clone(options?: Signalled): Promise<LanguageModelSession>;
	destroy(): void;
	measureContextUsage?(input: LanguageModelMessage[], options?: Signalled): Promise<number>;
	readonly contextUsage?: number;
	/** May be infinite. */
	readonly contextWindow?: number;
	// Until 2026, and in extensions still.
	measureInputUsage?(input: LanguageModelMessage[], options?: Signalled): Promise<number>;
	readonly inputUsage?: number;
	readonly inputQuota?: number;
}

export interface LanguageModelApi {
	availability(options?: LanguageModelOptions): Promise<LanguageModelAvailability>;
	/** Downloads the model first where it must; that needs a click of the person in this very tab. */
	create(options?: LanguageModelCreateOptions): Promise<LanguageModelSession>;
}

/** The browser's, or undefined where it has none. */
export function languageModelApi(): LanguageModelApi | undefined {
	return (globalThis as { LanguageModel?: LanguageModelApi }).LanguageModel;
}

export function contextUsageOf(session: LanguageModelSession): number {
	return session.contextUsage ?? session.inputUsage ?? 0;
}

export function contextWindowOf(session: LanguageModelSession): number {
	return session.contextWindow ?? session.inputQuota ?? Number.POSITIVE_INFINITY;
}

/** What reading `messages` would take of the window; 0 where the browser does not tell. */
export async function measureUsage(
	session: LanguageModelSession,
	messages: LanguageModelMessage[],
	signal?: AbortSignal
): Promise<number> {
	if (session.measureContextUsage) return session.measureContextUsage(messages, { signal });
	if (session.measureInputUsage) return session.measureInputUsage(messages, { signal });
	return 0;
}

/** When a session has dropped its oldest messages to make room. */
export function onOverflow(session: LanguageModelSession, listener: () => void): void {
	for (const type of ['contextoverflow', 'quotaoverflow']) session.addEventListener(type, listener);
}

const textIn = (languages: string[]): LanguageModelOptions => ({
	expectedInputs: [{ type: 'text', languages }],
	expectedOutputs: [{ type: 'text', languages }]
});

/**
 * Whether the browser's model is there, and what to ask it for: the language of the page beside English
 * where it speaks that. Never throws: a browser that fails to say has none.
 */
export async function languageModelState(
	api: LanguageModelApi,
	language: string
): Promise<{ availability: LanguageModelAvailability; options: LanguageModelOptions }> {
	const [base = 'en'] = language.toLowerCase().split('-');
	const choices = base === 'en' ? [['en']] : [['en', base], ['en']];
	for (const languages of choices) {
		const options = textIn(languages);
		// A language tag it has never heard of is a RangeError.
		const availability = await api.availability(options).catch(() => 'unavailable' as const);
		if (availability !== 'unavailable') return { availability, options };
	}
	return { availability: 'unavailable', options: textIn(['en']) };
}
