// The draft of a page that is being left, written in one synchronous step: the database would need
// a moment that a page has no more. Read once, when the conversation is opened again, and put into
// the database then. Not here: drafts that are saved in time (composer.svelte.ts).

import type { Part } from '../../contract/messages.ts';
import { partsFrom } from '../../contract/parse-messages.ts';

export const JOURNAL_KEY = 'understudy-draft';

export type DraftJournal = {
	write(key: string, parts: readonly Part[]): void;
	/** What was written for `key`, once; null when nothing was, or it cannot be read. */
	take(key: string): Part[] | null;
	/** Drops what was written. */
	forget(): void;
};

/** In `storage`, where a refusal or a full disk costs the last keystrokes and nothing else. */
export function draftJournal(storage: () => Storage): DraftJournal {
	return {
		write(key, parts) {
			try {
				storage().setItem(JOURNAL_KEY, JSON.stringify({ key, parts }));
			} catch {
				// Storage is refused in some private windows.
			}
		},
		take(key) {
			try {
				const kept = storage().getItem(JOURNAL_KEY);
				if (kept === null) return null;
				const entry = JSON.parse(kept) as { key?: unknown; parts?: unknown } | null;
				if (entry?.key !== key) return null;
				storage().removeItem(JOURNAL_KEY);
				return partsFrom(entry.parts, 'draft');
			} catch {
				return null;
			}
		},
		forget() {
			try {
				storage().removeItem(JOURNAL_KEY);
			} catch {
				// As above: then there is nothing to drop.
			}
		}
	};
}
