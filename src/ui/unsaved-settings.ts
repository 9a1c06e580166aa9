// Settings a person changed that the settings store has not confirmed: each is noted in localStorage, which writes
// at once, and taken out when it is stored. What is left by a page that was reloaded or closed first is stored by the
// next start. Where localStorage is refused or full, the store is all there is. Not here: the settings themselves.

import type { Settings } from '../contract/settings.ts';

/** One key each, so that tabs that change different settings keep both changes. Erasing everything takes them too. */
const PREFIX = 'understudy-unsaved:';

type Fields = Partial<Settings>;

/** Returns what takes the notes out again, but for those that a later change has replaced. */
export function noteUnsaved(fields: Fields): () => void {
	const notes = Object.entries(fields).map(([name, value]): Note => [
		PREFIX + name,
		JSON.stringify([value, Date.now()])
	]);
	try {
		for (const [key, note] of notes) localStorage.setItem(key, note);
	} catch {
		// Refused or full.
	}
	return () => takeOut(notes);
}

/** What is noted, of this tab and of others, as it was written: not checked. */
export function unsavedSettings(): { fields: Fields; takeOut: () => void } {
	const notes: Note[] = [];
	const fields: Fields = {};
	try {
		for (const [key, note] of Object.entries<string>(localStorage)) {
			if (!key.startsWith(PREFIX)) continue;
			notes.push([key, note]);
			Object.assign(fields, { [key.slice(PREFIX.length)]: JSON.parse(note)[0] });
		}
	} catch {
		// Refused, or no note of ours.
	}
	return { fields, takeOut: () => takeOut(notes) };
}

type Note = readonly [key: string, note: string];

function takeOut(notes: readonly Note[]): void {
	try {
		for (const [key, note] of notes)
			if (localStorage.getItem(key) === note) localStorage.removeItem(key);
	} catch {
		// Refused: there are none.
	}
}
