// A server of one's own, whose code is fetched when there is one: at start where one is remembered, else
// when somebody connects to one. Until then there is none, which this says by itself.

import type { NativeStatus } from '../contract/native.ts';
import type { Native } from './native-server.ts';

/** `remembers`: whether one was connected to before. */
export function nativeOnFirstUse(load: () => Promise<Native>, remembers: () => boolean): Native {
	const listeners = new Set<(status: NativeStatus) => void>();
	let loaded: Native | null = null;
	let loading: Promise<Native> | null = null;

	function whole(): Promise<Native> {
		loading ??= load().then(
			(native) => {
				loaded = native;
				native.onStatus((status) => {
					for (const listener of listeners) listener(status);
				});
				for (const listener of listeners) listener(native.status);
				return native;
			},
			(error: unknown) => {
				// Offline at the first use: the next one tries again.
				loading = null;
				throw error;
			}
		);
		return loading;
	}

	if (remembers()) whole().catch(() => undefined);
	return {
		get status() {
			return loaded?.status ?? { state: 'off' };
		},
		get entry() {
			return loaded?.entry ?? { address: '', token: '' };
		},
		onStatus(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		connect: async (entry) => (await whole()).connect(entry),
		find: async () => (await whole()).find(),
		disconnect: () => loaded?.disconnect(),
		current: () => loaded?.current() ?? null,
		lookAgain: () => loaded?.lookAgain() ?? null,
		async open() {
			const native = await loading;
			if (native) return native.open();
			throw new NoServer();
		},
		async openAny() {
			const native = await loading;
			if (native) return native.openAny();
			throw new NoServer();
		}
	};
}

/** Nobody to ask further. */
export class NoServer extends Error {
	override readonly name = 'NoServer';
	readonly code = 'not-configured';
	constructor() {
		super('No server of your own with another model is connected. Connect one under Settings.');
	}
}
