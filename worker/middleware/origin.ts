// Which pages may call from a browser: CORS, and the refusal of requests from any other page. A browser
// names the page's origin with every call that could change something; a program names none.

import type { Context } from 'hono';
import type { GatewayTypes, Sites } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { isLoopback } from '../sites.ts';
import type { TrustSettings } from './settings.ts';

const METHODS = 'GET, POST, OPTIONS';
// What OpenAI's clients send, and what is ours. Checked because it is repeated in the answer.
const HEADER =
	/^(?:accept|authorization|cache-control|content-type|idempotency-key|user-agent|x-requested-with|openai-[a-z-]{1,40}|x-stainless-[a-z-]{1,40}|x-understudy-[a-z-]{1,40})$/;
const EXPOSED =
	'retry-after, x-understudy-provider, x-understudy-attempts, x-understudy-cost-microusd, x-understudy-cache, x-understudy-redacted';
const PREFLIGHT_SECONDS = '600';

export type Origins = {
	settings: TrustSettings;
	sites: Sites;
	/** Whether the request comes from this machine to itself, where that is enough. */
	isLocal: (context: Context<GatewayTypes>) => boolean;
};

/**
 * The request's origin: null when it names none. Throws 403 for one that no site, no configuration and
 * not the gateway itself names.
 */
export async function checkedOrigin(
	context: Context<GatewayTypes>,
	{ settings, sites, isLocal }: Origins
): Promise<string | null> {
	const origin = context.req.header('origin') ?? null;
	if (origin === null) {
		// Browsers that name no origin still say that the page is another's.
		if (context.req.method !== 'GET' && context.req.header('sec-fetch-site') === 'cross-site')
			throw refusal('another site');
		return null;
	}
	if (origin === new URL(context.req.url).origin || settings.origins.includes(origin))
		return origin;
	if (isLocal(context) && URL.canParse(origin) && isLoopback(new URL(origin).hostname))
		return origin;
	const listed = (await sites.all()).some((site) => site.origins.includes(origin));
	if (!listed) throw refusal(/^[\x21-\x7e]{1,100}$/.test(origin) ? origin : 'this page');
	return origin;
}

/** The answer to a preflight from an allowed origin. */
export function preflight(context: Context<GatewayTypes>, origin: string): Response {
	const wanted = (context.req.header('access-control-request-headers') ?? '')
		.split(',')
		.map((name) => name.trim().toLowerCase())
		.filter((name) => HEADER.test(name));
	return new Response(null, {
		status: 204,
		headers: {
			'access-control-allow-origin': origin,
			'access-control-allow-methods': METHODS,
			'access-control-allow-headers': wanted.join(', '),
			'access-control-max-age': PREFLIGHT_SECONDS,
			vary: 'origin, access-control-request-headers'
		}
	});
}

/** No cookies are used, so no credentials are allowed. */
export function corsHeaders(origin: string | null): Record<string, string> {
	const vary = { vary: 'origin' };
	if (origin === null) return vary;
	return {
		...vary,
		'access-control-allow-origin': origin,
		'access-control-expose-headers': EXPOSED
	};
}

function refusal(origin: string): GatewayError {
	return new GatewayError(
		403,
		'origin_not_allowed',
		`Pages of ${origin} may not call this edge. Its operator can list the origin in sites.json or UNDERSTUDY_ORIGINS.`
	);
}
