// Waits for the next piece of something, or for the end of a signal. Promise.race would do, but leaves a
// reaction on the signal's promise at every call: one a token, kept until the answer ends.

/**
 * `wait` for one promise at a time. It gives 'aborted' where the signal ends first, and what the promise
 * comes to is then nobody's business; of a signal that had ended before nothing is heard.
 */
export function orAborted(signal: AbortSignal): <T>(next: Promise<T>) => Promise<T | 'aborted'> {
	let aborted = false;
	let heard: (() => void) | null = null;
	signal.addEventListener(
		'abort',
		() => {
			aborted = true;
			heard?.();
		},
		{ once: true }
	);
	return (next) =>
		new Promise((resolve, reject) => {
			// A step later: what was there before the abort is still taken.
			heard = () => queueMicrotask(() => resolve('aborted'));
			next.then(resolve, reject);
			if (aborted) heard();
		});
}
