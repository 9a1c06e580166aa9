// What is remembered of models, before its code is here: a page that opens to be read need not fetch it. Not
// here: the service itself (model-keeping.ts).

import type { KeepingService } from '../contract/keeping.ts';

/** `load` gives the same service each time. */
export function keepingOnFirstUse(load: () => Promise<KeepingService>): KeepingService {
	return {
		uses: async () => (await load()).uses(),
		pin: async (id, pinned) => (await load()).pin(id, pinned),
		went: async (id, went) => (await load()).went(id, went),
		onChange(listener) {
			let end = () => undefined as void;
			let ended = false;
			load().then(
				(keeping) => {
					if (!ended) end = keeping.onChange(listener);
				},
				() => undefined
			);
			return () => {
				ended = true;
				end();
			};
		},
		memory: async (manifest) => (await load()).memory(manifest),
		persist: async () => (await load()).persist()
	};
}
