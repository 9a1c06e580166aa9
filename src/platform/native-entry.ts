// What is kept in this browser beside the stores and not in them, since it is no part of what is backed up:
// the address and token of a person's own server, and what was measured on this device. Erasing everything
// takes it along.

const NATIVE_KEY = 'understudy-native';
const DEVICE_KEY = 'understudy-device';

export type EntryStorage = { read: () => string | null; write: (text: string | null) => void };

export const nativeEntryStorage = (storage: () => Storage) => entryStorage(storage, NATIVE_KEY);
export const deviceEntryStorage = (storage: () => Storage) => entryStorage(storage, DEVICE_KEY);

/** A browser that keeps nothing costs a person their entry, and nothing else. */
function entryStorage(storage: () => Storage, key: string): EntryStorage {
	const attempt = <T>(work: () => T): T | null => {
		try {
			return work();
		} catch {
			return null;
		}
	};
	return {
		read: () => attempt(() => storage().getItem(key)),
		write: (text) =>
			void attempt(() => (text === null ? storage().removeItem(key) : storage().setItem(key, text)))
	};
}
