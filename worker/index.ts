// The Worker on Cloudflare, and under `npm start`: the built app's files with their headers, and the
// gateway under /v1. The gateway's code runs with its first request, so that a page never waits for it.
// Not here: what Node needs (node.ts), and how the Worker is started locally (workerd.mjs).

import { Hono } from 'hono';
import { version } from '../package.json';
import sitesFile from '../sites.json';
import { isKnowledge, knowledgeFiles, serveAsset, type Assets } from './assets.ts';
import { systemClock } from './clock.ts';
import type { GatewayTypes, Sites, WorkersAi } from './contract.ts';
import { SECURITY_HEADERS } from './headers.ts';
import type { ObjectNamespace } from './ledger/object.ts';
import type { AnswerCache, AnswerNamespace } from './middleware/answer-stores.ts';
import { configuredSites, keyValueSites, widgetAncestors, type KeyValue } from './sites.ts';

export { BudgetLedger } from './ledger/object.ts';

type Bindings = Record<string, unknown> & {
	ASSETS?: Assets;
	LEDGER: ObjectNamespace;
	AI?: WorkersAi;
	/** A KV namespace that holds `sites.json`, in place of the file. */
	SITES?: KeyValue;
	/** A KV namespace for the response cache, in place of the Cache API. */
	CACHE?: AnswerNamespace;
};

declare const caches: { default: AnswerCache };

type App = Hono<{ Bindings: Bindings }>;

let gateway: Promise<Hono<GatewayTypes>> | undefined;

let sites: Sites | undefined;

function sitesOf(env: Bindings): Sites {
	const listed = configuredSites(env, sitesFile);
	sites ??= env.SITES ? keyValueSites(env.SITES, listed, systemClock) : listed;
	return sites;
}

/** Built once for an isolate: what an isolate's first request brings is the same for all of them. */
async function buildGateway(env: Bindings): Promise<Hono<GatewayTypes>> {
	const [{ createApp }, { objectAnswers, objectLedger }, { cachedAnswers, keyValueAnswers }] =
		await Promise.all([
			import('./app.ts'),
			import('./ledger/object.ts'),
			import('./middleware/answer-stores.ts')
		]);
	return createApp(
		{
			env,
			ledger: objectLedger(env.LEDGER, systemClock),
			fetch: (url, init) => fetch(url, init),
			clock: systemClock,
			random: Math.random,
			...(env.AI && { ai: env.AI }),
			// Cloudflare sets it, over whatever a client sent.
			address: (request) => request.headers.get('cf-connecting-ip'),
			sites: sitesOf(env),
			...(env.ASSETS && { knowledge: knowledgeFiles(env.ASSETS) }),
			repeats: objectAnswers(env.LEDGER),
			cache: env.CACHE ? keyValueAnswers(env.CACHE) : cachedAnswers(caches.default),
			log
		},
		version
	);
}

/** A line in the Worker's own log, which its operator reads. */
function log(line: string): void {
	globalThis.console.warn(line);
}

const app: App = new Hono();

for (const path of ['/healthz', '/v1/*'])
	app.all(path, async (context) => {
		gateway ??= buildGateway(context.env);
		const built = await gateway;
		return built.fetch(context.req.raw, context.env, context.executionCtx);
	});

app.on(['GET', 'HEAD'], '*', async (context) => {
	const { ASSETS } = context.env;
	if (!ASSETS)
		return context.text('This edge serves its API alone, under /v1.\n', 404, SECURITY_HEADERS);
	// Given out by the gateway, to the site's own chat.
	if (isKnowledge(new URL(context.req.url)))
		return context.text('There is nothing here.\n', 404, SECURITY_HEADERS);
	const ancestors = await widgetAncestors(new URL(context.req.url), sitesOf(context.env));
	return serveAsset(context.req.raw, ASSETS, ancestors);
});

app.all('*', (context) =>
	context.text(`${context.req.method} is not allowed here. Use GET or HEAD.\n`, 405, {
		...SECURITY_HEADERS,
		allow: 'GET, HEAD'
	})
);

app.onError((error, context) => {
	log(`${context.req.path}: ${error.name}: ${error.message}`);
	return context.text('The server failed at this request. Reload the page.\n', 500, {
		...SECURITY_HEADERS,
		'cache-control': 'no-store'
	});
});

export default app;
