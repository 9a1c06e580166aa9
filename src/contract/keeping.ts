// What a person and the app remember of the models on this device: when each was last used, which are to
// stay, which went for another, and what each takes of memory. Not here: the weights themselves
// (platform/weight-store.ts), and what goes first when room is short (decide/make-room.ts).

import type { Manifest } from './manifest.ts';
import { asNumber, asObject, asString } from './parse.ts';
import type { Unsubscribe } from './services.ts';

export type ModelUse = {
	/** Null: never, as far as is remembered. */
	lastUsedAtMs: number | null;
	/** It stays, however short room is. */
	pinned: boolean;
	/** It was removed to make room, and that is still to be said. */
	went?: Went;
};

/** Its own name, which nobody else knows once it is gone, and the id of the model it went for. */
export type Went = { name: string; forId: string };

export const NEVER_USED: ModelUse = { lastUsedAtMs: null, pinned: false };

/** What a model takes, for any length of conversation; bytes. */
export type MemoryShape = {
	weights: number;
	adapters: number;
	/** Keys and values of a token. */
	contextPerToken: number;
	engine: number;
	/** The most tokens it is opened with. */
	mostTokens: number;
};

export interface KeepingService {
	/** By the model's id. */
	uses(): Promise<Readonly<Record<string, ModelUse>>>;
	pin(id: string, pinned: boolean): Promise<void>;
	/** A model was removed for another; null: that need not be said any more. */
	went(id: string, went: Went | null): Promise<void>;
	/** Something was used, pinned, gone or forgotten, in this tab. */
	onChange(listener: () => void): Unsubscribe;
	/** Read from the header of a file that is here; null where that cannot be read. Never throws. */
	memory(manifest: Manifest): Promise<MemoryShape | null>;
	/** Asks the browser not to clear this app's data by itself; whether it agreed. Never throws. */
	persist(): Promise<boolean>;
}

/** What was stored; what cannot be read of it is forgotten. */
export function usesFrom(value: unknown): Record<string, ModelUse> {
	const uses: Record<string, ModelUse> = {};
	if (value === undefined) return uses;
	try {
		for (const [id, one] of Object.entries(asObject(value, 'uses'))) {
			const { lastUsedAtMs, pinned, went } = asObject(one, id);
			uses[id] = {
				lastUsedAtMs: lastUsedAtMs === null ? null : asNumber(lastUsedAtMs, 'lastUsedAtMs'),
				pinned: pinned === true,
				...(went !== undefined && { went: wentFrom(went) })
			};
		}
	} catch {
		return {};
	}
	return uses;
}

function wentFrom(value: unknown): Went {
	const { name, forId } = asObject(value, 'went');
	return { name: asString(name, 'name'), forId: asString(forId, 'forId') };
}
