// GET /v1/usage/sites: what each site's visitors have spent together, today and this month, and what its
// budget allows. For the operator alone, who shows one of the edge's access keys; no visitor is in it.

import type { Context } from 'hono';
import type { GatewayOptions, GatewayTypes, Sites } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { callerFor } from '../middleware/caller.ts';
import type { TrustSettings } from '../middleware/settings.ts';

export async function siteUsageRoute(
	context: Context<GatewayTypes>,
	parts: Pick<GatewayOptions, 'ledger'> & { sites: Sites; settings: TrustSettings }
): Promise<Response> {
	if (context.var.caller.kind !== 'key')
		throw new GatewayError(
			403,
			'operator_only',
			'What sites spend is their operator’s to know. Send one of this edge’s access keys (UNDERSTUDY_ACCESS_KEYS) as a Bearer token.'
		);
	const data = await Promise.all(
		(await parts.sites.all()).map(async (site) => {
			// As a visitor of the site would be counted, of whom only the site's own account is looked at.
			const caller = callerFor('session', 'operator', site, parts.settings);
			const accounts = caller.accounts.filter(({ kind }) => kind === 'site');
			const usage = await parts.ledger.usage({ ...caller, accounts });
			return { site: site.key, name: site.name, periods: usage.accounts[0]?.periods ?? null };
		})
	);
	return Response.json({ object: 'list', data });
}
