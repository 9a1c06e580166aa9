// Whether the client is still there. On Node the platform's own event says so: the request's signal would
// make a whole web Request of every call.

import type { Context } from 'hono';
import type { GatewayOptions, GatewayTypes } from '../contract.ts';

export function clientSignal(
	context: Context<GatewayTypes>,
	options: Pick<GatewayOptions, 'clientSignal'>
): AbortSignal {
	const { raw } = context.req;
	return options.clientSignal?.(raw, context.env) ?? raw.signal;
}
