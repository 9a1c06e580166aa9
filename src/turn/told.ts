// Lets somebody else see the events of a stage before whoever reads the turn does.

import type { TurnEvent } from '../contract/events.ts';

/** Passes events on, and tells of each before whoever reads it knows. */
export async function* told<T>(
	events: AsyncGenerator<TurnEvent, T>,
	tell: (event: TurnEvent) => void,
	/** What it comes to when whoever reads stops reading. */
	left: T
): AsyncGenerator<TurnEvent, T> {
	try {
		for (;;) {
			const next = await events.next();
			if (next.done) return next.value;
			tell(next.value);
			yield next.value;
		}
	} finally {
		await events.return(left);
	}
}
