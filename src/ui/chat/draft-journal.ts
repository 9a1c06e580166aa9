// The draft of a page that is being left, written in one synchronous step: the database would need
// a moment that a page has no more. Read once, when the app starts again, and put into the database
// then. Not here: drafts that are saved in time (composer.svelte.ts).

import { isModeChoice } from '../../contract/modes.ts';
import { partsFrom } from '../../contract/parse-parts.ts';
import { asObject, asString } from '../../contract/parse.ts';
import type { Draft } from '../../contract/stores.ts';

export const JOURNAL_KEY = 'understudy-draft';

export type JournalEntry = Draft & { key: string };

export type DraftJournal = {
	write(entry: JournalEntry): void;
	/** What was written, once; null when nothing was, or it cannot be read. */
	take(): JournalEntry | null;
};

/** In `storage`, where a refusal or a full disk costs the last keystrokes and nothing else. */
export function draftJournal(storage: () => Storage): DraftJournal {
	return {
		write(entry) {
			try {
				storage().setItem(JOURNAL_KEY, JSON.stringify(entry));
			} catch {
				// Storage is refused in some private windows.
			}
		},
		take() {
			try {
				const kept = storage().getItem(JOURNAL_KEY);
				storage().removeItem(JOURNAL_KEY);
				const entry = asObject(JSON.parse(kept ?? 'null'), 'draft');
				return {
					key: asString(entry.key, 'draft.key'),
					parts: partsFrom(entry.parts, 'draft'),
					...(isModeChoice(entry.mode) && { mode: entry.mode })
				};
			} catch {
				return null;
			}
		}
	};
}
