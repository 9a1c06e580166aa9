// Saves an answer while it is written, at most once per interval and never two saves at once, so
// that a killed tab loses at most the last moment. The final save waits for the one under way: an
// older text can never overwrite a newer one.

import type { ConversationStore } from '../contract/stores.ts';
import type { Message } from '../contract/messages.ts';
import { errorData } from '../contract/errors.ts';

export const SAVE_INTERVAL_MS = 400;

export type Progress = {
	/**
	 * Saves `message` now if the interval has passed and nothing is being saved; `must`: whatever the interval, and
	 * right after what is being saved. Never throws.
	 */
	offer(message: () => Message, must?: boolean): void;
	/** Waits for a save under way, then saves. Throws what the store throws. */
	finish(message: Message): Promise<void>;
};

/**
 * `elapsed` is a monotonic clock in milliseconds. `onGone` is called when the message was removed
 * meanwhile. Other failures of an interim save are left to the final one to report.
 */
export function answerProgress(
	store: Pick<ConversationStore, 'save'>,
	elapsed: () => number,
	onGone: () => void
): Progress {
	let lastMs = elapsed();
	let saving: Promise<void> | null = null;
	let next: (() => Message) | null = null;
	const begin = (message: () => Message) => {
		next = null;
		lastMs = elapsed();
		saving = store
			.save(message())
			.catch((error: unknown) => {
				if (errorData(error).code === 'not-found') onGone();
			})
			.finally(() => {
				saving = null;
				if (next) begin(next);
			});
	};
	return {
		offer(message, must = false) {
			if (saving !== null) {
				if (must) next = message;
			} else if (must || elapsed() - lastMs >= SAVE_INTERVAL_MS) begin(message);
		},
		async finish(message) {
			next = null;
			await saving;
			await store.save(message);
		}
	};
}
