// Part of the composition root (app.ts): what is made when it is first asked for, and what waits until the page has
// nothing to do.

/** Made when it is first asked for, and again after it failed. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | null = null;
	return () => {
		made ??= make().catch((error: unknown) => {
			made = null;
			throw error;
		});
		return made;
	};
}

/** When the page has nothing to do; Safari does not say when that is. */
export function whenIdle(): Promise<void> {
	return new Promise((resolve) => {
		if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve());
		else setTimeout(resolve, 200);
	});
}
