// Looks for something that went away until it is back: soon at first, then less and less often, at once
// when the page is shown again or somebody needs it, and not at all while the page is hidden.
// Not here: what is looked for (native-server.ts).

/** What tells whether anybody is there to see. */
export type PageView = {
	isShown(): boolean;
	/** Called when the page is shown or given the focus again, or the network is back. */
	onShown(listener: () => void): void;
};

export type LookAgainParts = PageView & {
	/** Looks once; true when there is nothing more to look for. Never throws. */
	look: (signal: AbortSignal) => Promise<boolean>;
	/** Resolves after `ms`; rejects when the signal aborts. */
	delay: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type LookAgain = {
	/** Whether it is looked for. */
	readonly active: boolean;
	start(): void;
	stop(): void;
	/** Looks at once where it is looked for; resolves when that look is over. */
	now(): Promise<void>;
};

// A server is restarted in seconds; a browser writes every connection that fails into its console.
const FIRST_MS = 1000;
const MOST_MS = 60_000;

export function createLookAgain({ look, isShown, onShown, delay }: LookAgainParts): LookAgain {
	let running: AbortController | null = null;
	let current: Promise<boolean> | null = null;
	let wake: () => void = () => undefined;

	onShown(() => wake());

	/** One look at a time. */
	function once(signal: AbortSignal): Promise<boolean> {
		current ??= look(signal).finally(() => (current = null));
		return current;
	}

	async function run(signal: AbortSignal): Promise<void> {
		for (let waitMs = FIRST_MS; ; waitMs = Math.min(MOST_MS, waitMs * 2)) {
			const shown = new Promise<'shown'>((resolve) => (wake = () => resolve('shown')));
			let why = await Promise.race([delay(waitMs, signal).then(() => 'time' as const), shown]);
			if (!isShown()) why = await shown;
			if (signal.aborted) return;
			if (await once(signal)) return;
			if (why === 'shown') waitMs = FIRST_MS;
		}
	}

	function stop(): void {
		running?.abort();
		running = null;
	}

	return {
		get active() {
			return running !== null;
		},
		start() {
			if (running) return;
			const own = (running = new AbortController());
			// A delay that was called off rejects.
			run(own.signal)
				.catch(() => undefined)
				.finally(() => {
					if (running === own) running = null;
				});
		},
		stop,
		async now() {
			if (!running) return;
			if (await once(running.signal)) stop();
		}
	};
}
