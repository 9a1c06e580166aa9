// The Worker on Cloudflare, and under `npm start`: serves the built app, its headers and /healthz.
// It keeps nothing and reads no message: conversations stay in the browser.

import { Hono } from 'hono';
import { version } from '../package.json';
import { serveAsset, type Assets } from './assets.ts';
import { SECURITY_HEADERS } from './headers.ts';

type Bindings = { ASSETS: Assets };

const app = new Hono<{ Bindings: Bindings }>();

app.on(['GET', 'HEAD'], '/healthz', (context) =>
	context.json({ ok: true, name: 'understudy', version }, 200, {
		...SECURITY_HEADERS,
		'cache-control': 'no-store'
	})
);

app.on(['GET', 'HEAD'], '*', (context) => serveAsset(context.req.raw, context.env.ASSETS));

app.all('*', (context) =>
	context.text(`${context.req.method} is not allowed here. Use GET or HEAD.\n`, 405, {
		...SECURITY_HEADERS,
		allow: 'GET, HEAD'
	})
);

app.onError((_error, context) =>
	context.text('The server failed at this request. Reload the page.\n', 500, {
		...SECURITY_HEADERS,
		'cache-control': 'no-store'
	})
);

export default app;
