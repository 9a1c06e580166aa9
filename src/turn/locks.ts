// One turn at a time per conversation, in all tabs: a lock with a name, held until released. The
// browser lets go of a closed tab's locks, which is how a dead turn is told from a slow one.
// Not here: the lock that chooses which tab runs the engine (engine/shared-*.ts).

export interface TurnLocks {
	/** Waits for `name`. Resolves with what lets go of it, or null when `signal` aborts first. */
	hold(name: string, signal: AbortSignal): Promise<(() => void) | null>;
}

export function turnLockName(conversationId: string): string {
	return `understudy:turn:${conversationId}`;
}

/** Locks of the browser; `manager` is `navigator.locks`. */
export function webTurnLocks(manager: Pick<LockManager, 'request'>): TurnLocks {
	return {
		hold: (name, signal) =>
			new Promise((resolve, reject) => {
				manager
					.request(name, { signal }, () => new Promise<void>((release) => resolve(release)))
					.catch((error: unknown) => {
						if (signal.aborted) resolve(null);
						else reject(error instanceof Error ? error : new Error(String(error)));
					});
			})
	};
}
