// What a conversation took, by who answered: answers, tokens, money, and bytes that left the device.
// Pure; counted from the stored receipts, so it says the same on every device the conversation is on.
// Not here: the gateway's own budget ledger, which decides what may still be spent.

import type { Source } from '../contract/ids.ts';
import type { AnswerFact } from './answer-facts.ts';

export type LedgerRow = {
	source: Source;
	answers: number;
	tokens: number;
	costMicroUsd: number;
	bytesSent: number;
};

export type Ledger = {
	/** By who answered, the most answers first. */
	rows: LedgerRow[];
	total: Omit<LedgerRow, 'source'>;
	/** Finished answers of this device, as the insights count them. */
	local: { yes: number; of: number };
	/** All-frontier minus what was spent, as far as it can be estimated. Negative: it cost more. */
	savedMicroUsd: number;
};

/** Stopped and failed answers count: what they cost was spent. */
export function ledgerOf(facts: readonly AnswerFact[]): Ledger {
	const rows = new Map<Source, LedgerRow>();
	const total = { answers: 0, tokens: 0, costMicroUsd: 0, bytesSent: 0 };
	for (const fact of facts) {
		const row = rows.get(fact.source) ?? {
			source: fact.source,
			answers: 0,
			tokens: 0,
			costMicroUsd: 0,
			bytesSent: 0
		};
		rows.set(fact.source, row);
		for (const sum of [row, total]) {
			sum.answers += 1;
			sum.tokens += fact.tokens;
			sum.costMicroUsd += fact.costMicroUsd;
			sum.bytesSent += fact.bytesSent;
		}
	}
	const finished = facts.filter((fact) => fact.finished);
	return {
		rows: [...rows.values()].toSorted((a, b) => b.answers - a.answers),
		total,
		local: {
			yes: finished.filter(({ place }) => place === 'device').length,
			of: finished.length
		},
		savedMicroUsd: savedMicroUsd(facts)
	};
}

/**
 * Against sending every finished turn to the frontier model: an answer of the edge is taken at what it
 * cost, one of this device at the frontier's price for its text.
 */
export function savedMicroUsd(facts: readonly AnswerFact[]): number {
	return facts.reduce((sum, fact) => {
		const instead =
			fact.place === 'edge' ? fact.costMicroUsd : fact.finished ? fact.frontierMicroUsd : 0;
		return sum + instead - fact.costMicroUsd;
	}, 0);
}
