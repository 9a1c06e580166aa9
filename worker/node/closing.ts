// How a server ends that computes in threads of its own: at a signal it closes, and what it computes is waited for,
// but not for long, and not by who sends a second signal. A grammar may compute for hours, and cannot be called off.

import process from 'node:process';

// A batch of a large model takes a second or two.
const CLOSING_MS = 5_000;
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Resolves once a signal came and `close` is done. Else the process ends by that signal, or by the next one, at once:
 * to a shell with 130 or 143.
 */
export async function closedAtSignal(
	close: () => Promise<void>,
	closingMs: number = CLOSING_MS
): Promise<void> {
	const first = await new Promise<NodeJS.Signals>((resolve) => {
		for (const signal of SIGNALS) process.once(signal, resolve);
	});
	for (const signal of SIGNALS) process.removeAllListeners(signal).on(signal, endBy);
	const late = setTimeout(() => {
		process.stderr.write('\nIt is still computing, and was ended without waiting for that.\n');
		endBy(first);
	}, closingMs);
	await close();
	clearTimeout(late);
}

/** As if nobody had listened: `process.exit` would wait for the threads. */
function endBy(signal: NodeJS.Signals): void {
	process.removeAllListeners(signal);
	process.kill(process.pid, signal);
}
