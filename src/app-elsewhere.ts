// Part of the composition root (app.ts): who answers besides this browser: the edge behind this page and what it has
// to give, and a model server of the person's own. Their code is fetched when one of them is first wanted.

import type { EdgeStatusService } from './contract/edge.ts';
import type { Edge } from './engine/edge-provider.ts';
import type { SharedModelService } from './engine/model-service.ts';
import { nativeOnFirstUse } from './engine/native-on-first-use.ts';
import type { Native } from './engine/native-server.ts';
import { nativeEntryStorage } from './platform/native-entry.ts';
import type { WeightStore } from './platform/weight-store.ts';

/** A server of the person's own. One that is remembered is connected to at once. */
export function nativeServer(models: SharedModelService, weights: WeightStore): Native {
	const storage = nativeEntryStorage(() => localStorage);
	return nativeOnFirstUse(
		async () => {
			const [{ createNative }, { browserNetwork }, { pageView }] = await Promise.all([
				import('./engine/native-server.ts'),
				import('./platform/network.ts'),
				import('./platform/page-view.ts')
			]);
			return createNative({
				models,
				openFiles: (manifest) => weights.open(manifest),
				storage,
				origin: location.origin,
				fetch: (url, init) => fetch(url, init),
				elapsed: () => performance.now(),
				announce: (message) => models.announce(message),
				page: pageView,
				delay: (ms, signal) => browserNetwork.delay(ms, signal)
			});
		},
		() => storage.read() !== null
	);
}

/** The edge of this page's origin, asked as `site`'s where the chat is a site's. */
export function edgeOfThisPage(site: string | undefined): Edge {
	let made: Edge | null = null;
	return {
		async open(role) {
			const { createEdge } = await import('./engine/edge-provider.ts');
			made ??= createEdge({
				origin: location.origin,
				site,
				isOnline: () => navigator.onLine,
				nowMs: () => Date.now(),
				elapsed: () => performance.now()
			});
			return made.open(role);
		},
		session: () => made?.session() ?? null
	};
}

/** What that edge has to give. */
export const edgeStatus = (edge: Edge): EdgeStatusService => ({
	look: async (egress, signal) => {
		const { createEdgeStatus } = await import('./platform/edge-status.ts');
		const status = createEdgeStatus({
			origin: location.origin,
			fetch: (url, init) => fetch(url, init),
			isOnline: () => navigator.onLine,
			session: () => edge.session()
		});
		return status.look(egress, signal);
	}
});
