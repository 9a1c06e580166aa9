// Which conversation a visitor has with a site, between two visits. The conversation itself is in the
// database with all others; a browser that refuses this small note begins a new one each time.

export type KeptConversation = {
	read(): string | null;
	write(id: string): void;
	clear(): void;
};

export function keptConversation(
	site: string,
	storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
): KeptConversation {
	const key = `understudy-widget:${site}`;
	const quietly = <T>(act: () => T): T | null => {
		try {
			return act();
		} catch {
			return null;
		}
	};
	return {
		read: () => quietly(() => storage().getItem(key)),
		write: (id) => void quietly(() => storage().setItem(key, id)),
		clear: () => void quietly(() => storage().removeItem(key))
	};
}
