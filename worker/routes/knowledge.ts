// GET /v1/widget/knowledge?site=KEY gives the index of a site's pages to the widget's frame, and to pages of
// that site. Its name is the operator's (sites.json); a client cannot ask for any other file.
// Not here: what is in it (src/contract/site-index.ts); whoever reads it verifies it.

import type { Context } from 'hono';
import type { GatewayOptions, GatewayTypes, Sites } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { siteOf } from '../middleware/caller.ts';

export async function knowledgeRoute(
	context: Context<GatewayTypes>,
	{ sites, knowledge }: Pick<GatewayOptions, 'knowledge'> & { sites: Sites }
): Promise<Response> {
	const site = await siteOf(context.req.query('site') ?? '', sites);
	const declared = site?.widget.knowledge ?? null;
	if (site === null || declared === null)
		throw new GatewayError(
			404,
			'no_knowledge',
			'No site with this key has pages to search here. Its operator declares them in sites.json.',
			{ param: 'site' }
		);
	refuseOthers(context, site.origins);
	const file = (await knowledge?.(declared.file)) ?? null;
	if (file === null)
		throw new GatewayError(
			404,
			'knowledge_missing',
			`The site’s index ${declared.file} is not among this edge’s files. Its operator puts it into static/knowledge/ and builds again.`
		);
	return new Response(file, {
		headers: {
			'content-type': 'application/octet-stream',
			// The address holds the hash: another index has another address.
			'cache-control':
				context.req.query('sha256') === declared.sha256
					? 'private, max-age=86400, immutable'
					: 'no-store',
			etag: `"${declared.sha256.slice(0, 32)}"`
		}
	});
}

/** A GET of the edge's own page names no origin; the browser still says whose page it is. */
function refuseOthers(context: Context<GatewayTypes>, origins: readonly string[]): void {
	const own = new URL(context.req.url).origin;
	const origin = context.get('origin');
	const allowed =
		origin === null
			? context.req.header('sec-fetch-site') === 'same-origin'
			: origin === own || origins.includes(origin);
	if (!allowed)
		throw new GatewayError(
			403,
			'origin_not_allowed',
			'A site’s pages are searched by its own chat alone.'
		);
}
