// Lets a model be put away without cutting anybody off: answers under way are counted, and what is
// asked afterwards is refused as `device-lost`, which a turn answers by asking the model that
// follows.

import type { EngineChoice } from '../contract/engine-choice.ts';
import type { LoadedModel } from './engine.ts';
import { EngineError } from './engine.ts';

export type LoadedUse = {
	/** The model as everybody uses it. */
	readonly model: LoadedModel;
	/** Refuses new requests, waits for those under way, and frees the memory. */
	retire(): Promise<void>;
};

/**
 * `onTrouble` is called after a request failed: the model may run elsewhere, or smaller, now. `choice` says why
 * it runs where it does.
 */
export function useLoaded(
	loaded: LoadedModel,
	onTrouble: () => void,
	choice: () => EngineChoice | undefined = () => undefined
): LoadedUse {
	let running = 0;
	let retired = false;
	let onIdle = () => undefined as void;

	function begin(): void {
		if (retired)
			throw new EngineError('device-lost', 'Another model was chosen meanwhile. Try again.');
		running += 1;
	}
	function end(): void {
		running -= 1;
		if (running === 0) onIdle();
	}

	const model: LoadedModel = {
		get manifest() {
			return loaded.manifest;
		},
		get backend() {
			return loaded.backend;
		},
		get contextTokens() {
			return loaded.contextTokens;
		},
		get capabilities() {
			return loaded.capabilities;
		},
		get choice() {
			return choice();
		},
		async *generate(request, signal) {
			begin();
			try {
				yield* loaded.generate(request, signal);
			} catch (error) {
				onTrouble();
				throw error;
			} finally {
				end();
			}
		},
		async countTokens(text) {
			begin();
			return loaded.countTokens(text).finally(end);
		},
		async warm(messages, signal) {
			begin();
			return loaded.warm(messages, signal).finally(end);
		},
		// Only `retire` puts it away: other tabs may be using it.
		dispose: () => Promise.resolve()
	};

	return {
		model,
		async retire() {
			retired = true;
			if (running > 0)
				await new Promise<void>((resolve) => {
					onIdle = resolve;
				});
			await loaded.dispose();
		}
	};
}
