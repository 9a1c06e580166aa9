// What the operator decided about who may call and how much, read from the environment. A mistake is an
// error that names the variable: a limit that cannot be read must not become no limit.

import { ParseError } from '../../src/contract/errors.ts';
import { asInteger, asJson, asObject, asOneOf, asString } from '../../src/contract/parse.ts';
import { REDACTIONS, type Redaction } from '../../src/decide/redact.ts';
import type { Budgets, GatewayEnv } from '../contract.ts';
import { DEFAULT_OUTPUT_TOKENS } from '../gateway/config.ts';
import { parseBudgets, parseOrigin } from '../sites.ts';

export type Access = 'auto' | 'open' | 'closed';

export type TrustSettings = {
	/** `auto`: callers on this machine need no session while nothing is configured. */
	access: Access;
	/** By name. */
	accessKeys: Readonly<Record<string, string>>;
	sessionSecret: string | null;
	sessionMs: number;
	/** Sessions an hour, where there is no Turnstile. */
	sessionsPerAddress: number;
	sessionsPerOrigin: number;
	turnstile: {
		secret: string;
		siteKey: string | null;
		action: string;
		hostnames: readonly string[];
	} | null;
	/** Null where the operator said nothing. */
	budgets: Budgets | null;
	/** Beside the gateway's own and the sites'. */
	origins: readonly string[];
	maxBodyBytes: number;
	bodyMs: number;
	maxPromptTokens: number;
	maxCompletionTokens: number;
	/** The ceiling for an answer whose request sets none. */
	answerTokens: number;
	redactions: readonly Redaction[];
	/** 0: no cache. */
	cacheSeconds: number;
};

// A key shorter than this can be guessed.
const MIN_KEY_LENGTH = 16;
const MIN_SECRET_LENGTH = 32;
const MIB = 1_048_576;

/** Throws ParseError with the variable's name. */
export function readTrustSettings(env: GatewayEnv): TrustSettings {
	const access = text(env, 'UNDERSTUDY_ACCESS') ?? 'auto';
	const turnstileSecret = text(env, 'UNDERSTUDY_TURNSTILE_SECRET');
	const budgets = text(env, 'UNDERSTUDY_BUDGETS');
	return {
		access: asOneOf(access, 'UNDERSTUDY_ACCESS', ['auto', 'open', 'closed']),
		accessKeys: readAccessKeys(text(env, 'UNDERSTUDY_ACCESS_KEYS')),
		sessionSecret: readSecret(text(env, 'UNDERSTUDY_SESSION_SECRET')),
		sessionMs: number(env, 'UNDERSTUDY_SESSION_MINUTES', 30, 1, 1440) * 60_000,
		sessionsPerAddress: number(env, 'UNDERSTUDY_SESSIONS_PER_ADDRESS', 30, 1),
		sessionsPerOrigin: number(env, 'UNDERSTUDY_SESSIONS_PER_ORIGIN', 600, 1),
		turnstile: turnstileSecret
			? {
					secret: turnstileSecret,
					siteKey: text(env, 'UNDERSTUDY_TURNSTILE_SITE_KEY'),
					action: text(env, 'UNDERSTUDY_TURNSTILE_ACTION') ?? 'session',
					hostnames: list(env, 'UNDERSTUDY_TURNSTILE_HOSTNAMES')
				}
			: null,
		budgets: budgets
			? parseBudgets(asJson(budgets, 'UNDERSTUDY_BUDGETS'), 'UNDERSTUDY_BUDGETS')
			: null,
		origins: list(env, 'UNDERSTUDY_ORIGINS').map((origin) =>
			parseOrigin(origin, 'UNDERSTUDY_ORIGINS')
		),
		maxBodyBytes: number(env, 'UNDERSTUDY_MAX_BODY_BYTES', 10 * MIB, 1024, 100 * MIB),
		bodyMs: number(env, 'UNDERSTUDY_BODY_SECONDS', 30, 1, 600) * 1000,
		maxPromptTokens: number(env, 'UNDERSTUDY_MAX_PROMPT_TOKENS', 1_000_000, 1),
		maxCompletionTokens: number(env, 'UNDERSTUDY_MAX_COMPLETION_TOKENS', 131_072, 1),
		answerTokens: number(env, 'UNDERSTUDY_MAX_OUTPUT_TOKENS', DEFAULT_OUTPUT_TOKENS, 1),
		redactions: readRedactions(env),
		cacheSeconds: number(env, 'UNDERSTUDY_CACHE_SECONDS', 0, 0, 86_400)
	};
}

/** What is wrong with the configuration of who may call, for /healthz; null when nothing is. */
export function trustProblem(env: GatewayEnv): string | null {
	try {
		readTrustSettings(env);
		return null;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** Whether the operator asked for callers to be known: then nobody on this machine is exempt. */
export function asksForCallers(settings: TrustSettings): boolean {
	return (
		settings.sessionSecret !== null ||
		settings.turnstile !== null ||
		Object.keys(settings.accessKeys).length > 0
	);
}

function readAccessKeys(value: string | null): Record<string, string> {
	const name = 'UNDERSTUDY_ACCESS_KEYS';
	if (value === null) return {};
	const keys = asObject(asJson(value, name), name);
	return Object.fromEntries(
		Object.entries(keys).map(([user, key]) => {
			const given = asString(key, `${name}.${user}`);
			if (!/^[a-z0-9._@-]{1,64}$/i.test(user))
				throw new ParseError(name, 'should name users with letters, digits and . _ @ - alone.');
			if (given.length < MIN_KEY_LENGTH)
				throw new ParseError(
					`${name}.${user}`,
					`should be at least ${MIN_KEY_LENGTH} characters, so that it cannot be guessed.`
				);
			return [user, given];
		})
	);
}

function readSecret(value: string | null): string | null {
	if (value !== null && value.length < MIN_SECRET_LENGTH)
		throw new ParseError(
			'UNDERSTUDY_SESSION_SECRET',
			`should be at least ${MIN_SECRET_LENGTH} characters, e.g. from \`openssl rand -hex 32\`.`
		);
	return value;
}

function readRedactions(env: GatewayEnv): readonly Redaction[] {
	const given = text(env, 'UNDERSTUDY_REDACT') ?? 'off';
	if (given === 'off') return [];
	if (given === 'on') return REDACTIONS;
	return list(env, 'UNDERSTUDY_REDACT').map((kind) =>
		asOneOf(kind, 'UNDERSTUDY_REDACT', REDACTIONS)
	);
}

function text(env: GatewayEnv, name: string): string | null {
	const value = env[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function list(env: GatewayEnv, name: string): string[] {
	return (text(env, name) ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

function number(env: GatewayEnv, name: string, otherwise: number, min: number, max?: number) {
	const value = text(env, name);
	return value === null ? otherwise : asInteger(Number(value), name, min, max);
}
