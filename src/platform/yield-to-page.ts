// Lets the page do what waits (input, drawing) in the middle of long work on its thread. Unlike a
// timer it is not slowed down in a tab that is hidden, where downloads go on.

type Scheduler = { yield?: () => Promise<void> };

/** Resolves in a task of its own, as soon as the browser has nothing more urgent. */
export function yieldToPage(): Promise<void> {
	const { scheduler } = globalThis as { scheduler?: Scheduler };
	if (scheduler?.yield) return scheduler.yield();
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
