// What a turn says of a specialist that a person set otherwise than it came. Pure.

import type { ModifierId } from '../contract/ids.ts';

/** Instead of asking it. */
export const specialistOffWords = (id: ModifierId): string =>
	`You turned the specialist “${id}” off, so it was not asked.`;

/** Of its answer. */
export const specialistScaledWords = (id: ModifierId, scale: number): string =>
	`The specialist “${id}” acted at strength ${scale.toLocaleString('en')}, as you set it; its confidence was fitted at full strength, so here it is not calibrated.`;
