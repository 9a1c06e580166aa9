// When work that nobody waits for may begin: once the page has painted and answered what was pressed, or soon
// anyway. Not here: what is left for later.

// 300 ms: on a page that is never idle it is late by this much and no more.
const LATEST_MS = 300;

/** Resolves when the page has nothing better to do. Safari does not say when that is. */
export function whenIdle(): Promise<void> {
	return new Promise((resolve) => {
		if (typeof requestIdleCallback === 'function')
			requestIdleCallback(() => resolve(), { timeout: LATEST_MS });
		else setTimeout(resolve, 0);
	});
}
