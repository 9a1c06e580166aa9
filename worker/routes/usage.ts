// GET /v1/usage: what the caller has spent today and this month, what is allowed, and when it begins
// anew. A visitor sees their own account; what a whole site spends is its operator's to know.

import type { Context } from 'hono';
import type { GatewayOptions, GatewayTypes } from '../contract.ts';

export async function usageRoute(
	context: Context<GatewayTypes>,
	{ ledger }: Pick<GatewayOptions, 'ledger'>
): Promise<Response> {
	const { caller } = context.var;
	const { accounts } = await ledger.usage(caller);
	return Response.json({
		object: 'usage',
		caller: caller.kind,
		site: caller.site,
		accounts: accounts.filter(({ kind }) => kind === 'user' || caller.kind !== 'session')
	});
}
