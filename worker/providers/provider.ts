// What a provider is to the gateway: an address, the variable its key is in, its models and prices, and
// the wire form it speaks. One file declares one provider; nothing here calls one.

import type { Bytes, ChatRequest, EmbeddingsRequest, UpstreamResponse } from '../contract.ts';

/**
 * US dollars per million tokens, which is the same number as micro-dollars per token.
 * `cachedInput` and `cacheWrite` default to `input`.
 */
export type Price = Rates & {
	/** What the whole request costs where its prompt is longer than `above` tokens. */
	long?: Rates & { above: number };
};

export type Rates = {
	input: number;
	output: number;
	cachedInput?: number;
	cacheWrite?: number;
};

export type Model = {
	id: string;
	/** Absent for chat. */
	kind?: 'embeddings';
	price: Price;
	/** The day its price was read, where that is another than the provider's `pricesAsOf`. */
	asOf?: string;
	/** Told in GET /v1/models under `understudy`. */
	about?: Record<string, unknown>;
};

/** What an answer used, as its provider counted. `promptTokens` includes the two cached kinds. */
export type Usage = {
	promptTokens: number;
	completionTokens: number;
	cachedTokens: number;
	cacheWriteTokens: number;
	/** The provider's own figure, where it sends one. */
	costMicroUsd: number | null;
};

/** Where providers that speak the OpenAI form differ from it. */
export type Dialect = {
	/** Fields the provider refuses, left out of what is sent. */
	drops?: readonly string[];
	/** Fields it calls otherwise. */
	renames?: Readonly<Record<string, string>>;
	/** False where `stream_options` is refused, and `as-asked` where it goes as it came: usage then comes unasked. */
	streamOptions?: boolean | 'as-asked';
	/** What it calls the ceiling of an answer's tokens. */
	maxTokens?: 'max_tokens' | 'max_completion_tokens';
	/** Models that give one answer a request: `n` of them are asked for by `n` requests. */
	oneChoice?: RegExp;
	/** The last changes to a request that is about to go out: what some of its models refuse. */
	adjust?: (body: Record<string, unknown>, model: string) => void;
	/** Sent with every request, e.g. who is calling. */
	headers?: Readonly<Record<string, string>>;
};

export type Provider = {
	/** What clients write before the slash of `provider/model`. */
	id: string;
	/** The variable that holds the key; `null` where none is needed. */
	keyVariable: string | null;
	baseUrl: string;
	models: readonly Model[];
	/** The provider's page the prices were read from, and when (that page, or a record that cites it). */
	pricesFrom: string;
	pricesAsOf: string;
	wire: () => Promise<Wire>;
	dialect?: Dialect;
	/** Absent: over HTTP. */
	binding?: 'workers-ai';
};

/**
 * A provider inside this process. Its models are asked for by their bare names, before all others, and
 * `send` throws GatewayErrors of its own.
 */
export type LocalProvider = Provider & {
	send(call: UpstreamCall, signal: AbortSignal): Promise<UpstreamResponse>;
};

/** Loads a wire form with the first request that needs it, and once. */
export function loadedOnce(load: () => Promise<Wire>): () => Promise<Wire> {
	let wire: Promise<Wire> | undefined;
	return () => (wire ??= load());
}

/** The form that most providers speak. */
export const openAiForm = loadedOnce(async () => (await import('../wire/openai.ts')).openAiWire);

/** One HTTP request to a provider. */
export type UpstreamCall = { url: string; headers: Record<string, string>; body: string };

/** What a wire form needs to know to write a request. */
export type Target = {
	baseUrl: string;
	key: string | null;
	/** The provider's own name of the model. */
	model: string;
	dialect: Dialect;
	/** The ceiling for an answer whose request sets none. */
	maxOutputTokens: number;
};

/** What a wire form needs to know to read an answer. */
export type ReaderContext = {
	/** As the client will see it. */
	model: string;
	/** Whether the client asked for the closing usage event. */
	showUsage: boolean;
	/** The request, as the client sent it. */
	request: ChatRequest;
	nowMs: number;
	/** For ids of answers whose provider gives none. */
	id: string;
};

/** A provider's failure, in its own words where it has some. */
export type WireFailure = { status: number; code: string; message: string };

/**
 * Reads one streamed answer. Bytes go in as they come, split anywhere; whole events in OpenAI's form
 * come out, without the closing `[DONE]`, which the gateway sends itself.
 */
export interface WireReader {
	push(bytes: Bytes): Bytes | null;
	/** The provider's stream is over. */
	end(): Bytes | null;
	/** A first token (text, reasoning, a tool call, or the reason there is none) has come out. */
	readonly started: boolean;
	/** The answer is complete, by the provider's own mark. */
	readonly finished: boolean;
	readonly failure: WireFailure | null;
	readonly usage: Usage | null;
	/** Events with content so far: close to tokens, where no usage came. */
	readonly deltas: number;
}

/** A wire form: how to ask, and how to read what comes back. */
export interface Wire {
	/** Throws a GatewayError for what the form cannot say. */
	chat(request: ChatRequest, target: Target): UpstreamCall;
	embeddings?(request: EmbeddingsRequest, target: Target): UpstreamCall;
	reader(context: ReaderContext): WireReader;
	/** A whole answer in OpenAI's form. Throws a SyntaxError when it is not one. */
	answer(bytes: Bytes, context: ReaderContext): { body: Bytes; usage: Usage | null };
	/** The same for embeddings. */
	embedded?(bytes: Bytes, request: EmbeddingsRequest): { body: Bytes; usage: Usage | null };
	/** The message in the body of a refused request. */
	failure(status: number, text: string): WireFailure;
}
