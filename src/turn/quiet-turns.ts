// A turn service that also tells when none of its turns runs, in this tab or another one, for what is
// done while nobody waits: calibrating, warming. Not here: what is done then.

import type { TurnService, Unsubscribe } from '../contract/services.ts';

export interface Quiet {
	/** Whether no turn runs in this tab. */
	isQuiet(): boolean;
	/** A turn of this tab began or ended. */
	onChange(listener: () => void): Unsubscribe;
	/** A turn began, in this tab or another one: whoever is at work for nobody gives way at once. */
	onTurn(listener: () => void): Unsubscribe;
}

/** What joins the tabs; memory/changes.ts has the browser's. */
export type TurnNews = {
	post(data: unknown): void;
	listen(listener: (data: unknown) => void): void;
};

const BEGUN = 'turn-begun';

/** `news` tells the other tabs that a turn began; null where there are none. */
export function quietTurns<T extends TurnService>(
	turns: T,
	news: TurnNews | null = null
): { turns: T; quiet: Quiet } {
	const changes = new Set<() => void>();
	const begins = new Set<() => void>();
	let running = 0;
	const tell = (listeners: ReadonlySet<() => void>) => [...listeners].forEach((one) => one());
	news?.listen((data) => data === BEGUN && tell(begins));
	const added = (listeners: Set<() => void>, listener: () => void): Unsubscribe => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	return {
		turns: {
			...turns,
			async *run(input, signal) {
				running += 1;
				news?.post(BEGUN);
				tell(begins);
				tell(changes);
				try {
					yield* turns.run(input, signal);
				} finally {
					running -= 1;
					tell(changes);
				}
			}
		},
		quiet: {
			isQuiet: () => running === 0,
			onChange: (listener) => added(changes, listener),
			onTurn: (listener) => added(begins, listener)
		}
	};
}
