// POST /v1/session gives a visitor a short-lived signed session: after Turnstile where a secret is
// configured, else within a rate limit. GET says what is needed for one. The user of a session is the
// network address it was given to, as a pseudonym, so that a new session brings no new budget.

import type { Context } from 'hono';
import type { GatewayOptions, GatewayTypes, Site, Sites } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { bodySource, parseJsonObject, readBody, type BodyMemory } from '../middleware/body.ts';
import { knownSite } from '../middleware/caller.ts';
import { optionalText } from '../middleware/fields.ts';
import type { SessionSigner } from '../middleware/session-token.ts';
import type { TrustSettings } from '../middleware/settings.ts';
import { checkTurnstile } from '../middleware/turnstile.ts';

const HOUR_MS = 3_600_000;
// A site's key and a Turnstile token.
const MAX_BODY_BYTES = 8192;

export type SessionParts = Pick<GatewayOptions, 'ledger' | 'fetch' | 'clock' | 'body'> & {
	settings: TrustSettings;
	sites: Sites;
	signer: () => Promise<SessionSigner>;
	addressOf: (context: Context<GatewayTypes>) => string | null;
	/** A pseudonym of the caller's network address. */
	userOf: (context: Context<GatewayTypes>) => Promise<string>;
	memory: BodyMemory;
};

/** What a page must do before it asks. */
export function describeSession({ turnstile, sessionMs }: TrustSettings): Response {
	return Response.json({
		turnstile: turnstile && { siteKey: turnstile.siteKey, action: turnstile.action },
		lastsMs: sessionMs
	});
}

/** `{site?, turnstileToken?}` → `{token, expiresAtMs, site}`. */
export async function createSession(
	context: Context<GatewayTypes>,
	parts: SessionParts
): Promise<Response> {
	const { settings, sites, ledger, clock } = parts;
	const { site: wanted, turnstileToken } = await fieldsOf(context, parts);
	const { origin } = context.var;
	const own = new URL(context.req.url);
	const site = await siteFor(wanted, origin, own, sites, settings);
	const signer = await parts.signer();
	const address = parts.addressOf(context);
	const user = await parts.userOf(context);
	const limit = async (key: string, attempts: number) => {
		const rate = { key: `session ${key}`, attempts, windowMs: HOUR_MS };
		const waitMs = await ledger.attempt(site?.key ?? null, rate);
		if (waitMs > 0) throw tooMany(waitMs);
	};
	await limit(user, settings.sessionsPerAddress);
	if (settings.turnstile) {
		const { hostnames } = settings.turnstile;
		await checkTurnstile(
			{
				token: turnstileToken,
				address,
				hostnames:
					hostnames.length > 0
						? hostnames
						: [own.hostname, ...hostnamesOf([...(site?.origins ?? []), ...settings.origins])]
			},
			settings.turnstile,
			parts.fetch
		);
	} else await limit(origin ?? 'no origin', settings.sessionsPerOrigin);
	const expiresAtMs = clock.nowMs() + settings.sessionMs;
	const token = await signer.sign({
		user: site ? `${site.key}/${user}` : user,
		site: site?.key ?? null,
		origin,
		expiresAtMs
	});
	return Response.json({ token, expiresAtMs, site: site?.key ?? null });
}

async function fieldsOf(context: Context<GatewayTypes>, parts: SessionParts) {
	const { settings, memory, clock } = parts;
	const limits = { maxBytes: MAX_BODY_BYTES, maxMs: settings.bodyMs };
	const body = await readBody(bodySource(context, parts), limits, memory, clock);
	try {
		const fields = body.text.trim() === '' ? {} : parseJsonObject(body.text);
		const { site, turnstileToken } = fields;
		optionalText(site, 'site');
		return { site: typeof site === 'string' ? site : null, turnstileToken };
	} finally {
		body.release();
	}
}

/**
 * The site a session counts in. A widget's own frame is a page of the edge, and only the site's pages
 * can hold it (`frame-ancestors`). A site's page cannot leave its key out and count elsewhere.
 */
async function siteFor(
	key: string | null,
	origin: string | null,
	own: URL,
	sites: Sites,
	{ origins }: TrustSettings
): Promise<Site | null> {
	if (key === null) {
		const sitesOfPage = (await sites.all()).filter((site) => site.origins.includes(origin ?? ''));
		if (sitesOfPage.length === 0 || origin === own.origin || origins.includes(origin ?? ''))
			return null;
		throw new GatewayError(
			400,
			'site_required',
			'Pages of this origin belong to a site. Send its key as site.',
			{ param: 'site' }
		);
	}
	const site = await knownSite(key, sites);
	if (origin === null || (origin !== own.origin && !site.origins.includes(origin)))
		throw new GatewayError(
			403,
			'origin_not_allowed',
			`${origin ?? 'A request without an origin'} is not among the site’s origins. Its operator can add it to sites.json.`
		);
	return site;
}

function hostnamesOf(origins: readonly string[]): string[] {
	return origins.map((origin) => new URL(origin).hostname);
}

function tooMany(waitMs: number): GatewayError {
	const seconds = Math.ceil(waitMs / 1000);
	return new GatewayError(
		429,
		'too_many_sessions',
		`Too many sessions were asked for. Use the one you have, or try again in ${seconds} s.`,
		{ headers: { 'retry-after': String(seconds) } }
	);
}
