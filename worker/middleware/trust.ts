// What every /v1 request passes before a route sees it: an allowed origin, a known caller, and a body
// that is small, whole and valid. Also mounts /v1/session, /v1/widget, /v1/usage and /v1/handoff. The order is
// the cheapest and strictest first: nobody unknown makes the gateway read a body.

import type { Context, Hono, MiddlewareHandler } from 'hono';
import { redactMessages, REDACTIONS, redactText } from '../../src/decide/redact.ts';
import type {
	Caller,
	ChatRequest,
	EmbeddingsRequest,
	GatewayOptions,
	GatewayTypes,
	Sites
} from '../contract.ts';
import { errorResponse, GatewayError } from '../errors.ts';
import { ISOLATION_HEADERS } from '../headers.ts';
import { handoffRoute } from '../routes/handoff.ts';
import { knowledgeRoute } from '../routes/knowledge.ts';
import { createSession, describeSession } from '../routes/session.ts';
import { siteUsageRoute } from '../routes/site-usage.ts';
import { usageRoute } from '../routes/usage.ts';
import { widgetRoute } from '../routes/widget.ts';
import { configuredSites, isLoopback } from '../sites.ts';
import { bodyMemory, bodySource, parseJsonObject, readBody, type BodyMemory } from './body.ts';
import { callerOf } from './caller.ts';
import { checkedOrigin, corsHeaders, preflight } from './origin.ts';
import { repeatedAnswers } from './repeated-answers.ts';
import { sessionSigner, userAddress, type SessionSigner } from './session-token.ts';
import { asksForCallers, readTrustSettings, trustProblem, type TrustSettings } from './settings.ts';
import { refuseCostly, validateChat, validateEmbeddings } from './validate.ts';

/** Answers are data, for whoever may read them by CORS, and never a page. */
const API_HEADERS = Object.entries({
	...ISOLATION_HEADERS,
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'"
});

const NO_SITES = { version: 1, sites: [] };

// In characters. Smaller requests are not worth a step for every piece of their answers.
const LARGE_BODY = 100_000;

// Any of them means that a proxy stands in between: then nearness says nothing about the caller.
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Mounts the trust middleware on /v1/*, and the routes /v1/session, /v1/widget, /v1/usage and /v1/handoff. */
export function mountTrust(app: Hono<GatewayTypes>, options: GatewayOptions): void {
	const problem = trustProblem(options.env);
	if (problem !== null) {
		app.use('/v1/*', () => Promise.reject(misconfigured(problem)));
		return;
	}
	const settings = readTrustSettings(options.env);
	const sites = checkedSites(options.sites ?? configuredSites(options.env, NO_SITES), options.log);
	const memory = bodyMemory();
	const signer = lazySigner(settings, options);
	const isLocal = (context: Context<GatewayTypes>) => local(context, options);
	const isOpen = (context: Context<GatewayTypes>) =>
		settings.access === 'open' ||
		(settings.access === 'auto' && !asksForCallers(settings) && isLocal(context));
	const addressOf = (context: Context<GatewayTypes>) =>
		options.address?.(context.req.raw, context.env) ?? null;

	app.use('/v1/*', async (context, next) => {
		let origin: string | null = null;
		try {
			origin = await checkedOrigin(context, { settings, sites, isLocal });
			context.set('origin', origin);
			if (context.req.method === 'OPTIONS')
				context.res = preflight(context, origin ?? new URL(context.req.url).origin);
			else await next();
		} catch (error) {
			if (!(error instanceof GatewayError)) throw error;
			context.res = errorResponse(error);
		}
		const { headers } = context.res;
		for (const [name, value] of API_HEADERS) headers.set(name, value);
		for (const [name, value] of Object.entries(corsHeaders(origin))) headers.set(name, value);
		if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
	});
	app.get('/v1/widget', (context) => widgetRoute(context, sites));
	const { knowledge } = options;
	app.get('/v1/widget/knowledge', (context) => knowledgeRoute(context, { sites, knowledge }));
	const userOf = async (context: Context<GatewayTypes>) => {
		const address = userAddress(addressOf(context) ?? 'unknown');
		return `a-${await (await signer()).pseudonym(address)}`;
	};
	const session = { ...options, settings, sites, signer, addressOf, userOf, memory };
	const givesSessions = options.sessions !== false;
	if (givesSessions) {
		app.get('/v1/session', () => describeSession(settings));
		app.post('/v1/session', (context) => createSession(context, session));
	} else app.all('/v1/session', () => Promise.reject(noSessions()));

	const nowMs = () => options.clock.nowMs();
	const callers = { ...session, givesSessions, nowMs, isOpen, isLocal };
	app.use('/v1/*', async (context, next) => {
		context.set('caller', await callerOf(context, context.get('origin'), callers));
		await next();
	});
	app.get('/v1/usage', (context) => usageRoute(context, options));
	app.get('/v1/usage/sites', (context) => siteUsageRoute(context, session));
	app.post('/v1/handoff', (context) => handoffRoute(context, session));

	const repeats = repeatedAnswers(options, settings.cacheSeconds);
	const body = { ...options, settings, memory };
	app.post(
		'/v1/chat/completions',
		withBody(body, (fields, set, caller) => {
			if (caller.kind === 'session' && caller.ownKey === null) refuseCostly(fields);
			const chat = validateChat(fields, settings);
			set('chat', chat);
			return redactChat(chat, settings);
		}),
		repeats
	);
	app.post(
		'/v1/embeddings',
		withBody(body, (fields, set) => {
			const embeddings = validateEmbeddings(fields, settings);
			set('embeddings', embeddings);
			return redactEmbeddings(embeddings, settings);
		}),
		repeats
	);
}

/** A request is held in memory until its answer has ended, not until it has begun. */
function releasedAtEnd(response: Response, release: () => void): Response {
	const reader = response.body?.getReader();
	if (!reader) {
		release();
		return response;
	}
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			try {
				const { done, value } = await reader.read();
				if (!done) return controller.enqueue(value);
				release();
				controller.close();
			} catch (error) {
				release();
				controller.error(error);
			}
		},
		cancel(reason) {
			release();
			return reader.cancel(reason);
		}
	});
	return new Response(body, response);
}

type Setter = <Name extends 'chat' | 'embeddings'>(
	name: Name,
	value: GatewayTypes['Variables'][Name]
) => void;

type BodyParts = Pick<GatewayOptions, 'clock' | 'body'> & {
	settings: TrustSettings;
	memory: BodyMemory;
};

/** Reads and validates a body; `take` sets it and says how much was redacted in it. */
function withBody(
	parts: BodyParts,
	take: (fields: Record<string, unknown>, set: Setter, caller: Caller) => number
): MiddlewareHandler<GatewayTypes> {
	const { maxBodyBytes: maxBytes, bodyMs: maxMs } = parts.settings;
	return async (context, next) => {
		const limits = { maxBytes, maxMs };
		const source = bodySource(context, parts);
		const body = await readBody(source, limits, parts.memory, parts.clock);
		try {
			const set: Setter = (name, value) => context.set(name, value);
			const redacted = take(parseJsonObject(body.text), set, context.get('caller'));
			context.set('bodyText', body.text);
			await next();
			if (redacted > 0) context.res.headers.set('x-understudy-redacted', String(redacted));
			if (body.text.length > LARGE_BODY) context.res = releasedAtEnd(context.res, body.release);
			else body.release();
		} catch (error) {
			body.release();
			throw error;
		}
	};
}

function redactChat(chat: ChatRequest, { redactions }: TrustSettings): number {
	if (redactions.length === 0) return 0;
	const { value, counts } = redactMessages(chat.messages, redactions);
	chat.messages = value;
	return REDACTIONS.reduce((sum, kind) => sum + counts[kind], 0);
}

function redactEmbeddings(embeddings: EmbeddingsRequest, { redactions }: TrustSettings): number {
	const { input } = embeddings;
	if (redactions.length === 0) return 0;
	let found = 0;
	const clean = (text: string) => {
		const { value, counts } = redactText(text, redactions);
		found += REDACTIONS.reduce((sum, kind) => sum + counts[kind], 0);
		return value;
	};
	if (typeof input === 'string') embeddings.input = clean(input);
	else if (input.every((entry) => typeof entry === 'string')) embeddings.input = input.map(clean);
	return found;
}

/** The signer, made when first needed; its secret is the operator's, or one that the ledger keeps. */
function lazySigner(
	settings: TrustSettings,
	{ ledger }: Pick<GatewayOptions, 'ledger'>
): () => Promise<SessionSigner> {
	let made: Promise<SessionSigner> | null = null;
	return () => {
		made ??= Promise.resolve(settings.sessionSecret ?? ledger.secret('session')).then(
			sessionSigner
		);
		made.catch(() => (made = null));
		return made;
	};
}

/** 404: for the app this is no edge, and its person is asked for nothing. */
function noSessions(): GatewayError {
	return new GatewayError(
		404,
		'no_sessions',
		'This server gives no sessions. Send the token it was started with (--token) as a Bearer token.'
	);
}

/** From this machine to itself, with nothing in between that says otherwise. */
function local(context: Context<GatewayTypes>, { address }: GatewayOptions): boolean {
	if (!isLoopback(new URL(context.req.url).hostname)) return false;
	if (FORWARDED.some((name) => context.req.header(name) !== undefined)) return false;
	const from = address?.(context.req.raw, context.env) ?? null;
	return from === null || from === '::1' || /^(?:::ffff:)?127\./i.test(from);
}

function checkedSites(sites: Sites, log: (line: string) => void): Sites {
	return {
		async all() {
			try {
				return await sites.all();
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				log(`configuration: ${message}`);
				throw misconfigured(message);
			}
		}
	};
}

function misconfigured(problem: string): GatewayError {
	return new GatewayError(
		503,
		'misconfigured',
		`This edge is misconfigured, and answers nothing until it is set right. ${problem}`
	);
}
