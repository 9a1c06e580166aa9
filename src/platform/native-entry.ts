// Where the address and token of a person's own server are kept: in this browser, beside the stores and
// not in them, since a token is not part of what is backed up. Erasing everything takes it along.

const KEY = 'understudy-native';

export type EntryStorage = { read: () => string | null; write: (text: string | null) => void };

/** A browser that keeps nothing costs a person their entry, and nothing else. */
export function nativeEntryStorage(storage: () => Storage): EntryStorage {
	const attempt = <T>(work: () => T): T | null => {
		try {
			return work();
		} catch {
			return null;
		}
	};
	return {
		read: () => attempt(() => storage().getItem(KEY)),
		write: (text) =>
			void attempt(() => (text === null ? storage().removeItem(KEY) : storage().setItem(KEY, text)))
	};
}
