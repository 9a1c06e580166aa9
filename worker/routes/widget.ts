// GET /v1/widget?site=KEY says how a site set up its chat: what its frame on other pages needs before it
// shows anything. Public, as the key is. Not here: who may frame the page (sites.ts), and budgets.

import type { Context } from 'hono';
import type { SiteConfig } from '../../src/contract/widget.ts';
import type { GatewayTypes, Sites } from '../contract.ts';
import { knownSite } from '../middleware/caller.ts';

export async function widgetRoute(context: Context<GatewayTypes>, sites: Sites): Promise<Response> {
	const key = context.req.query('site') ?? '';
	const site = await knownSite(key, sites);
	const { name, origins, widget } = site;
	return Response.json({ ...widget, key, name, origins } satisfies SiteConfig);
}
