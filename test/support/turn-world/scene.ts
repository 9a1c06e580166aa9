// What the actors of the world share: chance, the clock, the connection, what a person allows, and what each of them
// notes where it happens though it must never. Not here: what only one of them knows.

import type { Egress } from '../../../src/contract/ids.ts';
import type { Random } from '../random-acts.ts';

export type Scene = {
	readonly random: Random;
	/** What must never happen, and did. */
	readonly violations: string[];
	/** What was driven that no message tells of. */
	readonly drove: { adapted: number; refused: number; left: number };
	/** Milliseconds since the epoch; set back and forth. */
	clockMs: number;
	online: boolean;
	/** Of the conversation, as far as it is in force. */
	egress: Egress;
	/** Of the running turn: the hosts to which something may go, and whether a person asked for it by hand. */
	readonly agreed: Set<string>;
	byHand: boolean;
	/** What may be sent once connected, by its key; and what may not any more. */
	readonly waiting: Map<string, string>;
	readonly takenBack: Set<string>;
	/** Since its tab is gone nothing more of a turn reaches the disk. */
	tabIsGone: boolean;
	/** Nothing more comes from an engine that hangs: a person gives up. */
	onHang: () => void;
};

export const sceneOf = (random: Random): Scene => ({
	random,
	violations: [],
	drove: { adapted: 0, refused: 0, left: 0 },
	clockMs: 1_800_000_000_000,
	online: true,
	egress: 'ask',
	agreed: new Set(),
	byHand: false,
	waiting: new Map(),
	takenBack: new Set(),
	tabIsGone: false,
	onHang: () => undefined
});

/** What was computed, asked and charged so far. */
export type Meter = { here: number; there: number; requests: number; charged: number };
