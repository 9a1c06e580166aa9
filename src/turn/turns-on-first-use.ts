// The turn service before its code is here: a page that opens to be read need not fetch what answers.
// Not here: the service itself (run-turn.ts).

import type { TurnService } from '../contract/services.ts';

export type LazyTurns = TurnService & {
	/** Fetches the code now, for a first question that does not wait for it. */
	prepare(): void;
};

/** `load` is called once, and again after it failed. */
export function turnsOnFirstUse(load: () => Promise<TurnService>): LazyTurns {
	let loading: Promise<TurnService> | null = null;
	let loaded: TurnService | null = null;
	function service(): Promise<TurnService> {
		loading ??= load().then(
			(turns) => (loaded = turns),
			(error: unknown) => {
				loading = null;
				throw error;
			}
		);
		return loading;
	}
	/** What no turn waits for fails when a turn needs it, and is said then. */
	const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
	return {
		prepare: () => quietly(service()),
		async *run(input, signal) {
			let turns: TurnService;
			try {
				turns = await service();
			} catch {
				yield {
					type: 'turn-failed',
					code: 'engine-failed',
					message: 'A part of this app could not be loaded. Reload the page, then try again.'
				};
				return;
			}
			yield* turns.run(input, signal);
		},
		stop: (conversationId) => quietly(service().then((turns) => turns.stop(conversationId))),
		recipes: async (about) => (await service().catch(() => null))?.recipes?.(about) ?? [],
		// Nobody asks before there is a turn.
		consent: (conversationId, answer) => loaded?.consent(conversationId, answer)
	};
}
