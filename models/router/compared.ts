// A row of the router's comparison, and which of them is of what ships. The comparison is compare.ts's.

import type { RouterScore } from './metrics.ts';

export interface Compared extends RouterScore {
	name: string;
	/** What the two figures rank by: one estimate for both, or one each. */
	ranks: 'wrong' | 'gain' | 'each';
}

/** A mixture, which does not ship. */
export const WITH_NETWORK = '… together with the network';

/** The row whose kind of fit, on all rows, is in router.json: the last that is not a mixture. */
export const shippedRow = (rows: readonly Compared[]): Compared =>
	rows.findLast((row) => row.ranks === 'each' && row.name !== WITH_NETWORK)!;
