// Whether a text could speak in another's role: one that is put into a prompt from outside is then left out. Not here:
// the engines' own guard, where they have the vocabulary (engine/vocabulary.ts).

/**
 * Marks by which chat templates begin and end what somebody says. An engine may read them wherever they stand,
 * so a text that holds one could close its own role and speak in another's.
 */
const MARKER =
	/<\|[^|<>\n]{1,40}\|>|<\/?s>|\[\/?(?:INST|SYS)\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<｜[^｜<>\n]{1,40}｜>/i;

export const holdsMarker = (text: string): boolean => MARKER.test(text);
