// Registers the service worker and says when a newer version is ready. The page decides when it takes
// over; until then this tab keeps the version it was opened with. Not here: what is cached
// (src/service-worker).

import { dev, version } from '$app/environment';

// An hour: a tab that stays open for days still learns of a new version.
const CHECK_MS = 60 * 60 * 1000;

/**
 * Makes the app work offline from the next visit on; begins when `quiet` resolves, because keeping
 * every file for later competes with showing the first ones. `onUpdate` is called once a newer
 * version is ready; its argument reloads this tab into it. Does nothing where there are no service
 * workers. Returns what ends the checks.
 */
export function registerServiceWorker(
	quiet: Promise<void>,
	onUpdate: (reload: () => void) => void
): () => void {
	// Absent in some private windows, and on plain http.
	if (dev || !('serviceWorker' in navigator)) return () => {};
	const { serviceWorker } = navigator;
	const ended = new AbortController();
	const { signal } = ended;

	const offer = (waiting: ServiceWorker) =>
		onUpdate(() => {
			serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
			waiting.postMessage({ type: 'take-over' });
		});

	const watch = (registration: ServiceWorkerRegistration) => {
		// Without a controller this is the first visit: what is installed is what is on screen.
		if (registration.waiting && serviceWorker.controller) offer(registration.waiting);
		registration.addEventListener(
			'updatefound',
			() => {
				const next = registration.installing;
				next?.addEventListener('statechange', () => {
					if (next.state === 'installed' && serviceWorker.controller) offer(next);
				});
			},
			{ signal }
		);
		let checkedMs = performance.now();
		document.addEventListener(
			'visibilitychange',
			() => {
				if (document.visibilityState !== 'visible' || performance.now() - checkedMs < CHECK_MS)
					return;
				checkedMs = performance.now();
				// Offline is no news.
				registration.update().catch(() => {});
			},
			{ signal }
		);
	};

	void (async () => {
		await quiet;
		if (signal.aborted) return;
		try {
			watch(await serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }));
			const { active } = await serviceWorker.ready;
			active?.postMessage({ type: 'tab-opened', version });
		} catch {
			// Refused by the browser or cut off by the network: the app works, and needs the network.
		}
	})();
	return () => ended.abort();
}
