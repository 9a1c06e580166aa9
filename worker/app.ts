// The gateway as a Hono app, the same on Cloudflare and on Node: everything that differs comes in as
// options. It serves the API alone; the app's files are the Worker's business.

import { Hono, type Context } from 'hono';
import type { GatewayOptions, GatewayTypes } from './contract.ts';
import { errorResponse, GatewayError } from './errors.ts';
import { createGateway } from './gateway/gateway.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { mountTrust } from './middleware/trust.ts';
import { clientSignal } from './routes/client-signal.ts';
import { chatRoute, type Background } from './routes/chat.ts';
import { embeddingsRoute } from './routes/embeddings.ts';
import { health } from './routes/health.ts';
import { modelRoute, modelsRoute } from './routes/models.ts';

// What nginx and others log for a request whose client left; nobody receives it.
const CLIENT_CLOSED_REQUEST = 499;

export function createApp(options: GatewayOptions, version: string): Hono<GatewayTypes> {
	const gateway = createGateway(options);
	const app = new Hono<GatewayTypes>();

	app.on(['GET', 'HEAD'], '/healthz', (context) =>
		context.json(health(gateway.config, version), 200, {
			...SECURITY_HEADERS,
			'cache-control': 'no-store'
		})
	);
	mountTrust(app, options);
	app.get('/v1/models', () => modelsRoute(gateway));
	app.get('/v1/models/*', (context) => modelRoute(context.req.url, gateway));
	app.post('/v1/chat/completions', (context) => chatRoute(context, gateway, backgroundOf(context)));
	app.post('/v1/embeddings', (context) => embeddingsRoute(context, gateway));
	app.all('/v1/*', (context) => {
		throw new GatewayError(
			404,
			'unknown_url',
			`There is no ${context.req.method} ${context.req.path} here. Try POST /v1/chat/completions.`
		);
	});
	app.onError((error, context) => {
		if (error instanceof GatewayError) return errorResponse(error);
		if (clientSignal(context, options).aborted)
			return new Response(null, { status: CLIENT_CLOSED_REQUEST });
		options.log(`${context.req.path}: ${error.name}: ${error.message}`);
		return errorResponse(
			new GatewayError(500, 'internal_error', 'The edge failed at this request. Try again.')
		);
	});
	return app;
}

/** `waitUntil` on Cloudflare; Node, whose bindings are its own request, ends nothing by itself. */
function backgroundOf(context: Context<GatewayTypes>): Background {
	if ('incoming' in context.env) return () => undefined;
	const { executionCtx } = context;
	return (work) => executionCtx.waitUntil(work);
}
