// The Worker on Cloudflare: serves the built app, its headers and /healthz.

import { Hono } from 'hono';
import { ISOLATION_HEADERS } from './headers.ts';

type Bindings = { ASSETS: { fetch(request: Request): Promise<Response> } };

const app = new Hono<{ Bindings: Bindings }>();
app.get('/healthz', (context) => context.json({ ok: true }));
app.all('*', async (context) => {
	const response = await context.env.ASSETS.fetch(context.req.raw);
	const headers = new Headers(response.headers);
	for (const [name, value] of Object.entries(ISOLATION_HEADERS)) headers.set(name, value);
	return new Response(response.body, { status: response.status, headers });
});
export default app;
