// Who calls, from the Authorization header: a signed session, an access key of the operator's, or, on
// this machine with nothing configured, anyone. Also the key a user may bring for one provider.

import type { Context } from 'hono';
import type { Account, Budgets, Caller, GatewayTypes, Site, Sites } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { NO_BUDGET, NO_LIMITS } from '../ledger/budget.ts';
import { APP_STORE } from '../ledger/ledger.ts';
import { looksLikeSession, type SessionSigner } from './session-token.ts';
import type { TrustSettings } from './settings.ts';

export const OWN_KEY_HEADER = 'x-understudy-key';

export type Callers = {
	settings: TrustSettings;
	sites: Sites;
	signer: () => Promise<SessionSigner>;
	/** Where none are given none is good, whoever signed it. */
	givesSessions: boolean;
	nowMs: () => number;
	isOpen: (context: Context<GatewayTypes>) => boolean;
	isLocal: (context: Context<GatewayTypes>) => boolean;
	/** A pseudonym of the caller's network address. */
	userOf: (context: Context<GatewayTypes>) => Promise<string>;
};

/** Throws 401 for a caller nobody knows, 400 for an own key that cannot be read. */
export async function callerOf(
	context: Context<GatewayTypes>,
	origin: string | null,
	callers: Callers
): Promise<Caller> {
	const ownKey = readOwnKey(context.req.header(OWN_KEY_HEADER));
	const bearer = /^Bearer[ ]+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null;
	const { settings } = callers;
	if (bearer !== null && callers.givesSessions && looksLikeSession(bearer))
		return { ...(await sessionCaller(context, bearer, origin, callers)), ownKey };
	const user = bearer === null ? null : await accessKeyUser(bearer, settings.accessKeys);
	if (user !== null) return { ...callerFor('key', `key-${user}`, null, settings), ownKey };
	if (callers.isOpen(context)) {
		return { ...callerFor('open', await openId(context, bearer, callers), null, settings), ownKey };
	}
	throw unauthorized(bearer === null ? 'no_key' : 'invalid_key', unknownCaller(bearer, callers));
}

function unknownCaller(bearer: string | null, { givesSessions, settings }: Callers): string {
	if (givesSessions)
		return bearer === null
			? 'This edge needs to know who calls. Ask for a session with POST /v1/session, or send an access key as a Bearer token.'
			: 'The key is not known here. Ask for a session with POST /v1/session, or use an access key of this edge.';
	if (Object.keys(settings.accessKeys).length === 0)
		return 'Without a token this server answers this machine alone. Start it with --token, and send that as a Bearer token.';
	return bearer === null
		? 'This server answers who shows its token. Send the one it was started with (--token) as a Bearer token.'
		: 'This is not the server’s token. Send the one it was started with (--token) as a Bearer token.';
}

/**
 * What visitors may spend where the operator set no budget: enough for a person's day, and an end to
 * what strangers can cost whoever put the edge on the network with nothing but a key.
 */
const VISITORS: Required<Budgets> = {
	user: { day: { turns: 200, tokens: null, microUsd: 500_000 }, month: NO_LIMITS },
	site: { day: { turns: null, tokens: null, microUsd: 10_000_000 }, month: NO_LIMITS }
};

/** A caller with the budgets that hold for them: the site's own, else the gateway's. */
export function callerFor(
	kind: Caller['kind'],
	id: string,
	site: Site | null,
	settings: Pick<TrustSettings, 'budgets'>
): Caller {
	const budgets: Budgets = settings.budgets ?? (kind === 'session' ? VISITORS : {});
	const accounts: Account[] = [
		{ kind: 'user', id, budget: site?.budget.user ?? budgets.user ?? NO_BUDGET },
		{
			kind: 'site',
			id: site?.key ?? APP_STORE,
			budget: site?.budget.site ?? budgets.site ?? NO_BUDGET
		}
	];
	return { kind, id, site: site?.key ?? null, accounts, ownKey: null };
}

/**
 * Clients must send some key: on this machine, where any will do, it tells users apart. Elsewhere it is
 * the address, which nobody can change as easily.
 */
async function openId(
	context: Context<GatewayTypes>,
	bearer: string | null,
	{ isLocal, userOf }: Callers
): Promise<string> {
	if (!isLocal(context)) return userOf(context);
	return bearer === null ? 'open' : `open-${(await sha256(bearer)).slice(0, 16)}`;
}

async function sessionCaller(
	context: Context<GatewayTypes>,
	token: string,
	origin: string | null,
	{ signer, nowMs, sites, settings }: Callers
): Promise<Caller> {
	const verified = await (await signer()).verify(token, nowMs());
	if (!verified.ok)
		throw unauthorized(
			verified.reason === 'expired' ? 'session_expired' : 'invalid_session',
			`The session ${verified.reason === 'expired' ? 'has expired' : 'is not one of this edge'}. Ask for a new one with POST /v1/session.`
		);
	const { session } = verified;
	// A browser leaves the origin out of a GET to its own host only.
	if (session.origin !== null && origin !== session.origin)
		if (origin !== null || context.req.method !== 'GET')
			throw unauthorized(
				'session_of_another_origin',
				'The session was given to another page. Ask for a new one with POST /v1/session.'
			);
	const site = session.site === null ? null : await siteOf(session.site, sites);
	if (session.site !== null && site === null)
		throw unauthorized('site_unknown', 'The session’s site is no longer listed at this edge.');
	return callerFor('session', session.user, site, settings);
}

export async function siteOf(key: string, sites: Sites): Promise<Site | null> {
	return (await sites.all()).find((site) => site.key === key) ?? null;
}

/** Throws 404 for a key that no site has. */
export async function knownSite(key: string, sites: Sites): Promise<Site> {
	const site = await siteOf(key, sites);
	if (site) return site;
	throw new GatewayError(
		404,
		'site_unknown',
		'No site has this key here. The operator of this edge lists sites in sites.json.',
		{ param: 'site' }
	);
}

/** Compares digests, which tells nobody how much of a guess was right. */
async function accessKeyUser(
	bearer: string,
	keys: TrustSettings['accessKeys']
): Promise<string | null> {
	const users = Object.keys(keys);
	if (users.length === 0) return null;
	const digest = await sha256(bearer);
	for (const user of users) if ((await sha256(keys[user] ?? '')) === digest) return user;
	return null;
}

function readOwnKey(header: string | undefined): Caller['ownKey'] {
	if (header === undefined) return null;
	const match = /^([a-z0-9][a-z0-9-]{0,39})[ ]+([\x21-\x7e]{8,512})$/.exec(header.trim());
	if (!match)
		throw new GatewayError(
			400,
			'invalid_own_key',
			`${OWN_KEY_HEADER} should be a provider and your key, with a space between: openai sk-….`
		);
	return { provider: match[1] ?? '', key: match[2] ?? '' };
}

async function sha256(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unauthorized(code: string, message: string): GatewayError {
	return new GatewayError(401, code, message, { headers: { 'www-authenticate': 'Bearer' } });
}
