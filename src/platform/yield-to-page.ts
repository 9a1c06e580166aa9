// Lets the page do what waits (input, drawing) in the middle of long work on its thread. Unlike a
// timer it is not slowed down in a tab that is hidden, where downloads go on.

type Scheduler = { yield?: () => Promise<void> };

/** Resolves in a task of its own, as soon as the browser has nothing more urgent. */
export function yieldToPage(): Promise<void> {
	const { scheduler } = globalThis as { scheduler?: Scheduler };
	return scheduler?.yield ? scheduler.yield() : yieldToMessages();
}

/**
 * Resolves in a task of its own, after messages that wait. Not the scheduler's yield, whose continuation goes
 * before them.
 */
export function yieldToMessages(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
