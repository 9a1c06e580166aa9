// Where the gateway's parts meet: who calls, what the budget ledger promises, and what a route finds in
// its context. Types alone; nothing here runs. Money is whole micro-dollars, times are milliseconds.
//
// The order in which `app.ts` mounts what a request passes:
//   1. /healthz, before everything: it needs no caller and no key.
//   2. mountTrust (middleware/trust.ts) on /v1/*: secure headers and CORS (answers a preflight), body
//      limit, the caller (sets `caller`), schema validation (sets `chat` or `embeddings`), redactor,
//      response cache; and the routes /v1/session and /v1/usage.
//   3. /v1/models, /v1/chat/completions, /v1/embeddings. These reserve, call upstream, and settle.
//   4. On Cloudflare: the app's files.

import type { SiteWidget } from '../src/contract/widget.ts';
import type { AnswerStream } from './gateway/answer-stream.ts';
import type { LocalProvider } from './providers/provider.ts';

/** Bytes that can be sent. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** See sites.ts. Throws ParseError when the list is wrong. */
export interface Sites {
	all(): Promise<readonly Site[]>;
}

export type Site = {
	/** Public; also the site's name in the ledger. */
	key: string;
	name: string;
	/** Exact origins, as browsers send them. */
	origins: readonly string[];
	budget: Budgets;
	widget: SiteWidget;
	/** Where conversations for people are sent; never told to a client. */
	webhook: string | null;
};

/** Budgets of one user and of all users together; absent ones fall back to the gateway's own. */
export type Budgets = { user?: Budget; site?: Budget };

/** Variables and bindings as the platform hands them over: `process.env`, or the Worker's `env`. */
export type GatewayEnv = Readonly<Record<string, unknown>>;

export type Clock = {
	nowMs(): number;
	/** Resolves after `ms`; rejects with the signal's reason once it is aborted. */
	delay(ms: number, signal?: AbortSignal): Promise<void>;
	/** Runs `work` after `ms` unless what it returns was called before: cheaper, where there is such a way. */
	after?(ms: number, work: () => void): () => void;
};

/** Cloudflare's Workers AI, as far as it is used. */
export type WorkersAi = {
	run(
		model: string,
		input: Record<string, unknown>,
		options?: { returnRawResponse?: boolean; signal?: AbortSignal }
	): Promise<unknown>;
};

/** `fetch`, as far as a call to a provider needs it. */
export type UpstreamFetch = (url: string, init: UpstreamInit) => Promise<UpstreamResponse>;

export type UpstreamInit = {
	method: 'POST';
	headers: Record<string, string>;
	body: string;
	redirect: 'manual';
	signal: AbortSignal;
};

export type UpstreamResponse = {
	ok: boolean;
	status: number;
	headers: { get(name: string): string | null };
	body: { getReader(): ByteReader } | null;
};

export type ByteReader = {
	read(): Promise<{ done: boolean; value?: Bytes }>;
	cancel(): Promise<void>;
};

/** Everything an app is made of: what differs between Cloudflare, Node and a test. */
export type GatewayOptions = {
	env: GatewayEnv;
	ledger: Ledger;
	/** For calls that leave the gateway: providers, and Turnstile's siteverify. */
	fetch: (url: string, init: RequestInit) => Promise<Response>;
	/** For calls to providers, where a platform has something faster than `fetch`. */
	upstream?: UpstreamFetch;
	clock: Clock;
	/** From 0 (included) to 1 (excluded): jitter. Never for keys. */
	random: () => number;
	/** Reads a request's body; `null` when it has none. The request's own stream where absent. */
	body?: (request: Request, bindings: Record<string, unknown>) => ByteReader | null;
	/** Told which stream an answer is made of, where the platform sends it without the answer's web stream. */
	streaming?: (response: Response, stream: AnswerStream) => void;
	/** Aborted when the client leaves; the request's own signal where absent. */
	clientSignal?: (request: Request, bindings: Record<string, unknown>) => AbortSignal;
	/** Absent on Node. */
	ai?: WorkersAi;
	/** A model in this process: the native profile's. */
	local?: LocalProvider;
	/** The caller's network address as the platform knows it: never a header that a client can set. */
	address?: (request: Request, bindings: Record<string, unknown>) => string | null;
	/** The sites that may embed the widget; none where absent. */
	sites?: Sites;
	/** False: none is given and none is taken, and who calls shows a key. The native server's, whose token is all. */
	sessions?: false;
	/** An index of a site's pages, by its name in sites.json; null where there is no such file. */
	knowledge?: (file: string) => Promise<ReadableStream<Uint8Array> | null>;
	/** Where a finished answer waits for a repeat of its `Idempotency-Key`: memory, never a disk. */
	repeats?: AnswerStore;
	/** For the response cache, used only where the operator turned it on. */
	cache?: AnswerStore;
	/** Failures the operator should read, one line each; never a prompt, an answer or a key. */
	log: (line: string) => void;
};

export type Period = 'day' | 'month';

/** Ceilings of one account; `null` is none. Periods are calendar days and months in UTC. */
export type Budget = Readonly<Record<Period, BudgetLimits>>;
export type BudgetLimits = {
	turns: number | null;
	tokens: number | null;
	microUsd: number | null;
};

/** What a call counts against. A call has one or more, and the first without room refuses it. */
export type Account = { kind: 'user' | 'site'; id: string; budget: Budget };

/** Who calls: set by the trust middleware for every /v1 route. */
export type Caller = {
	/** `session`: a signed visitor; `key`: a holder of an access key of the operator's; `open`: nobody in
	 * particular, where the operator configured neither. */
	kind: 'session' | 'key' | 'open';
	/** Stable per user: prefixes idempotency keys and cache keys. */
	id: string;
	/** The widget site's id, when the caller came through one. */
	site: string | null;
	accounts: readonly Account[];
	/** The user's own key for one provider, from this request's header. Used once, never kept. */
	ownKey: { provider: string; key: string } | null;
};

/** What one call spends, or at most will. */
export type Spend = { promptTokens: number; completionTokens: number; microUsd: number };

export type ReserveRequest = {
	caller: Caller;
	/** The most the call can cost; with an own key `microUsd` is 0. */
	most: Spend;
	/** The client's `Idempotency-Key` (the ledger prefixes the caller's id), and a SHA-256 of the body. */
	idempotency: { key: string; bodyHash: string } | null;
};

export type Reservation = {
	id: string;
	caller: Caller;
};

export type Refusal = {
	/** 402: money or tokens spent; 429: turns used up; 409: the same key is in flight; 422: the same key
	 * with another body. */
	status: 402 | 409 | 422 | 429;
	code: string;
	/** Names what is left and when it resets. */
	message: string;
	/** For `Retry-After`. */
	retryAfterMs: number | null;
	limit: LimitState | null;
};

export type LimitState = {
	account: Account['kind'];
	period: Period;
	what: keyof BudgetLimits;
	limit: number;
	remaining: number;
	resetsAtMs: number;
};

export type Settled = {
	/** The tightest micro-dollar limit's rest; `null` where there is no such limit. */
	remainingMicroUsd: number | null;
};

export type UsageReport = {
	accounts: {
		kind: Account['kind'];
		id: string;
		periods: Record<Period, Spend & { turns: number; limits: BudgetLimits; resetsAtMs: number }>;
	}[];
};

/**
 * The budget ledger: a Durable Object on Cloudflare, `node:sqlite` on Node. Exact: what is reserved
 * counts as spent until it is settled or released, and concurrent calls never pass a limit together.
 */
export interface Ledger {
	reserve(
		request: ReserveRequest
	): Promise<{ ok: true; reservation: Reservation } | { ok: false; refusal: Refusal }>;
	/** Replaces the reservation by what was spent, also beyond it. Settling twice changes nothing. */
	settle(reservation: Reservation, spent: Spend): Promise<Settled>;
	/** The call never reached an answer: nothing is charged, not even the turn. */
	release(reservation: Reservation): Promise<void>;
	usage(caller: Caller): Promise<UsageReport>;
	/** Counts an attempt of a rate limit: 0 when allowed, else the milliseconds until the next. */
	attempt(site: string | null, limit: RateLimit): Promise<number>;
	/** 32 random bytes in hex, made at the first call and kept: for an operator who sets no secret. */
	secret(name: string): Promise<string>;
}

/** So many attempts in a window that begins with the first. */
export type RateLimit = { key: string; attempts: number; windowMs: number };

/** A whole answer of status 200. */
export type KeptAnswer = { headers: Readonly<Record<string, string>>; body: Bytes };

/** `id` is a hash that only the same caller with the same request has. */
export type AnswerKey = { site: string | null; id: string };

export interface AnswerStore {
	get(key: AnswerKey): Promise<KeptAnswer | null>;
	/** May keep it for less long, or not at all. */
	put(key: AnswerKey, answer: KeptAnswer, seconds: number): Promise<void>;
}

/** An OpenAI chat request after validation; fields that are not named here pass through. */
export type ChatRequest = {
	model: string;
	messages: ChatMessage[];
	stream?: boolean;
	stream_options?: { include_usage?: boolean } & Record<string, unknown>;
	max_tokens?: number | null;
	max_completion_tokens?: number | null;
	temperature?: number | null;
	top_p?: number | null;
	n?: number | null;
	stop?: string | string[] | null;
	seed?: number | null;
	tools?: ChatTool[];
	tool_choice?: unknown;
	parallel_tool_calls?: boolean;
	response_format?: ResponseFormat;
	[field: string]: unknown;
};

export type ResponseFormat =
	| { type: 'text' | 'json_object' }
	| {
			type: 'json_schema';
			json_schema: { name?: string; schema?: Record<string, unknown>; strict?: boolean | null };
	  };

export type ChatTool = {
	type: 'function';
	function: {
		name: string;
		description?: string;
		parameters?: Record<string, unknown>;
		strict?: boolean | null;
	};
};

export type ChatPart =
	| { type: 'text'; text: string }
	| { type: 'image_url'; image_url: { url: string; detail?: string } }
	| { type: 'input_audio' | 'file' | 'refusal'; [field: string]: unknown };

export type ToolCall = {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
};

export type ChatMessage = {
	role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
	content?: string | ChatPart[] | null;
	name?: string;
	tool_calls?: ToolCall[];
	tool_call_id?: string;
	[field: string]: unknown;
};

export type EmbeddingsRequest = {
	model: string;
	input: string | string[] | number[] | number[][];
	[field: string]: unknown;
};

/** What a route finds in its context: `c.var`. */
export type GatewayVariables = {
	/** The page's origin, already allowed; null for programs. */
	origin: string | null;
	caller: Caller;
	/** On /v1/chat/completions. */
	chat: ChatRequest;
	/** On /v1/embeddings. */
	embeddings: EmbeddingsRequest;
	/** The body as it came, for the idempotency hash. */
	bodyText: string;
};

export type GatewayTypes = { Variables: GatewayVariables; Bindings: Record<string, unknown> };
