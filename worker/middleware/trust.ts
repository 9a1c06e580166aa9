// What every /v1 request passes before a route sees it: it ends with a known caller and a checked body.
// So far everyone is the open caller without limits, and a body is only parsed.

import type { Hono } from 'hono';
import type {
	Caller,
	ChatRequest,
	EmbeddingsRequest,
	GatewayOptions,
	GatewayTypes
} from '../contract.ts';
import { GatewayError } from '../errors.ts';

const NO_LIMITS = { turns: null, tokens: null, microUsd: null };
const OPEN: Caller = {
	kind: 'open',
	id: 'open',
	site: null,
	accounts: [{ kind: 'user', id: 'open', budget: { day: NO_LIMITS, month: NO_LIMITS } }],
	ownKey: null
};

/** Mounts the trust middleware on /v1/*, and the routes /v1/session and /v1/usage. */
export function mountTrust(app: Hono<GatewayTypes>, options: GatewayOptions): void {
	app.use('/v1/*', async (context, next) => {
		context.set('caller', OPEN);
		if (context.req.method === 'POST') {
			const text = await context.req.text();
			context.set('bodyText', text);
			try {
				const body: unknown = JSON.parse(text);
				context.set('chat', body as ChatRequest);
				context.set('embeddings', body as EmbeddingsRequest);
			} catch (cause) {
				throw new GatewayError(400, 'invalid_json', 'The body is not JSON.', { cause });
			}
		}
		await next();
	});
	app.get('/v1/usage', async (context) =>
		context.json(await options.ledger.usage(context.var.caller))
	);
}
