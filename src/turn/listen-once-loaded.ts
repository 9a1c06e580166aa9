// Hears of a part's changes, also where its code is not here yet.

import type { Unsubscribe } from '../contract/services.ts';

type Changing = { onChange(listener: () => void): Unsubscribe };

/** Nothing is heard of a part that cannot be loaded: whoever asks it for something hears that. */
export function listenOnceLoaded(load: () => Promise<Changing>, listener: () => void): Unsubscribe {
	let end: Unsubscribe | null = null;
	let ended = false;
	load().then(
		(part) => {
			if (!ended) end = part.onChange(listener);
		},
		() => undefined
	);
	return () => {
		ended = true;
		end?.();
	};
}
