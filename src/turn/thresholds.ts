// How sure an answer has to be: as the mode says, else as was chosen for its model, else as any. Not here: how sure one
// is (attempt.ts), and what follows (decide/auto.ts).

import type { Manifest } from '../contract/manifest.ts';
import type { Turn } from './turn.ts';

/** 0.8: the middle of the range a threshold is searched in, for a model that has none (models/auto.ts). */
export const THRESHOLD = 0.8;

type Asked = Pick<Turn, 'situation'>;

/** The confidence an answer has to reach: the mode's, else the model's own; null where there is neither. */
export function thresholdOf({ situation }: Asked, { thresholds }: Manifest): number | null {
	return situation.mode.threshold ?? thresholds?.answer ?? null;
}

/** The same for a decision that needs one. */
export const boundOf = (turn: Asked, manifest: Manifest): number =>
	thresholdOf(turn, manifest) ?? THRESHOLD;

/** The confidence below which somebody bigger is asked: the mode's, else what was chosen for that. */
export function furtherThresholdOf({ situation }: Asked, { thresholds }: Manifest): number {
	return situation.mode.threshold ?? thresholds?.further?.answer ?? thresholds?.answer ?? THRESHOLD;
}
