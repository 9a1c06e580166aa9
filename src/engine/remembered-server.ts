// What this browser remembers of a model server of a person's own: where it is, and how fast it was once measured.
// Not here: where that is kept (platform/native-entry.ts).

import type { NativeEntry, NativeSpeed } from '../contract/native.ts';

/** `key`: which server and model the speed is of. */
export type RememberedServer = NativeEntry & { key?: string; speed?: NativeSpeed };

/** An entry without an address for nothing, and for what cannot be read. */
export function rememberedFrom(text: string | null): RememberedServer {
	const nothing = { address: '', token: '' };
	try {
		const { address, token, key, speed } = JSON.parse(text ?? '{}') as Partial<RememberedServer>;
		if (typeof address !== 'string' || typeof token !== 'string') return nothing;
		const known = typeof key === 'string' && typeof speed?.there === 'number';
		return { address, token, ...(known ? { key, speed } : {}) };
	} catch {
		return nothing;
	}
}
