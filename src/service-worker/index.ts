// The service worker: the app opens with no network, from the version it was installed with. It keeps
// the app's own files and nothing else: weights are in IndexedDB (platform/weight-store.ts), answers
// are never fetched. A new version waits until it is asked to take over or every tab is closed.

import { build, files, prerendered, version } from '$service-worker';
import { type ShellMessage, ShellCache } from './shell-cache.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** What the app needs of the starter besides its weights: the list of its files. */
const STARTER_MANIFEST = '/models/starter/manifest.json';

/**
 * The embedder's runtime, the reader of PDFs with its character maps, and what workers fetch when they first need
 * it: large, and many visits never use them. Kept once fetched.
 */
const ON_DEMAND =
	/\/(ort-wasm[^/]*\.(wasm|mjs)|workers\/(chunks\/[^/]*\.js|assets\/[^/]*\.bcmap))$/;

const shell = new ShellCache({
	caches: worker.caches,
	fetch: (request) => worker.fetch(request),
	version,
	// Who may frame the widget's page is said by the edge, site by site.
	pages: prerendered.filter((path) => path !== '/widget'),
	// Weights would double in the cache what the weight store holds; screenshots are for app stores, and indexes
	// of sites for their chats.
	files: [...build, ...files].filter(
		(path) => !/^\/(models|screenshots|knowledge)\//.test(path) && !ON_DEMAND.test(path)
	),
	onDemand: build.filter((path) => ON_DEMAND.test(path)),
	fresh: [STARTER_MANIFEST]
});

worker.addEventListener('install', (event) => event.waitUntil(shell.install()));

worker.addEventListener('activate', (event) =>
	event.waitUntil(worker.clients.claim().then(() => shell.clean(openTabs())))
);

worker.addEventListener('message', (event) => {
	const message = event.data as Partial<ShellMessage> | null;
	if (message?.type === 'take-over') event.waitUntil(worker.skipWaiting());
	if (message?.type === 'tab-opened' && event.source instanceof Client)
		event.waitUntil(
			shell.remember(event.source.id, String(message.version)).then(() => shell.clean(openTabs()))
		);
});

worker.addEventListener('fetch', (event) => {
	const answer = shell.answer(event.request, worker.location.origin);
	if (answer) event.respondWith(answer);
});

async function openTabs(): Promise<string[]> {
	const clients = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	return clients.map(({ id }) => id);
}
