// Who begins the next question for what a conversation remembers, as far as it can be said beforehand. Pure: the turn
// decides it by the same rules (decide/plan.ts). Not here: how it is said (SessionMemory.svelte).

import type { Egress, ModifierId, Source } from '../../contract/ids.ts';
import type { Mode } from '../../contract/modes.ts';
import { startOf } from '../../decide/plan.ts';
import { levelOf, type Remembered } from '../../decide/session-memory.ts';

export type RememberedInput = {
	/** Of the next message, by the domain. */
	mode: Mode;
	/** Those of the model that are asked though nobody named them; null while none is loaded: who mended it is there. */
	specialists: readonly ModifierId[] | null;
	egress: Egress;
};

/** `bigger`: whoever of them can be asked; null: it begins as any other, or that is not known yet. */
export function rememberedStart(
	{ domain, level, source }: Pick<Remembered, 'domain' | 'level' | 'source'>,
	{ mode, specialists, egress }: RememberedInput
): Source | 'bigger' | null {
	// Who takes part is the person's choice there.
	if (mode.recipe || mode.modifier !== null) return null;
	const mended = source?.startsWith('modifier:') ? [source.slice('modifier:'.length)] : null;
	const modifiers = specialists ?? mended;
	if (modifiers === null && level === 'modifier') return null;
	const start = startOf({
		mode,
		domain,
		modifiers: modifiers ?? [],
		failed: [],
		remembered: { level, source }
	});
	switch (start.level) {
		case 'base':
			return null;
		case 'modifier':
			return `modifier:${start.id}`;
		case 'further': {
			const isAllowed =
				source !== null && (levelOf(source) === 'native' || egress !== 'local-only');
			return isAllowed ? source : 'bigger';
		}
		default:
			return start satisfies never;
	}
}
