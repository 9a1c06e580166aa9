// Questions to a person that a running turn waits for, one per conversation: may this leave the
// device? Answered once; a turn that is aborted stops waiting. Not here: what is asked (ask-further.ts).

import type { ConsentAnswer } from '../contract/events.ts';

export type Consents = {
	/** Waits for the person; null when `signal` aborts first. */
	wait(conversationId: string, signal: AbortSignal): Promise<ConsentAnswer | null>;
	/** Does nothing where nobody waits. */
	answer(conversationId: string, answer: ConsentAnswer): void;
};

export function createConsents(): Consents {
	const waiting = new Map<string, (answer: ConsentAnswer | null) => void>();
	return {
		wait: (conversationId, signal) =>
			new Promise((resolve) => {
				const end = (answer: ConsentAnswer | null) => {
					waiting.delete(conversationId);
					signal.removeEventListener('abort', stop);
					resolve(answer);
				};
				const stop = () => end(null);
				if (signal.aborted) return resolve(null);
				signal.addEventListener('abort', stop);
				waiting.set(conversationId, end);
			}),
		answer(conversationId, answer) {
			waiting.get(conversationId)?.(answer);
		}
	};
}
