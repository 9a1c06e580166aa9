// Saves an answer while it is written, at most once per interval and never two saves at once, so
// that a killed tab loses at most the last moment. The final save waits for the one under way: an
// older text can never overwrite a newer one.

import type { ConversationStore } from '../contract/services.ts';
import type { Message } from '../contract/messages.ts';
import { errorData } from '../contract/errors.ts';

export const SAVE_INTERVAL_MS = 400;

export type Progress = {
	/** Saves `message` now if the interval has passed and nothing is being saved. Never throws. */
	offer(message: () => Message): void;
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
	return {
		offer(message) {
			if (saving !== null || elapsed() - lastMs < SAVE_INTERVAL_MS) return;
			lastMs = elapsed();
			saving = store
				.save(message())
				.catch((error: unknown) => {
					if (errorData(error).code === 'not-found') onGone();
				})
				.finally(() => {
					saving = null;
				});
		},
		async finish(message) {
			await saving;
			await store.save(message);
		}
	};
}
