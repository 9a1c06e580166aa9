// Hears of a part's changes, also where its code is not here yet.

import type { Unsubscribe } from '../contract/services.ts';

/** Nothing is heard of a part that cannot be loaded: whoever asks it for something hears that. */
export function listenOnceLoaded<T>(
	load: () => Promise<T>,
	listen: (part: T) => Unsubscribe
): Unsubscribe {
	let end: Unsubscribe | null = null;
	let ended = false;
	load().then(
		(part) => {
			if (!ended) end = listen(part);
		},
		() => undefined
	);
	return () => {
		ended = true;
		end?.();
	};
}
