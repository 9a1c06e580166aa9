// What model-based tests of the turn draw from: what a person or the tab does, and what must hold after any of
// it. Not here: the faults of each test's engines and networks.

import { expect } from 'vitest';
import type { TurnEvent } from '../../src/contract/events.ts';
import type { Message, Part } from '../../src/contract/messages.ts';
import type { TurnOptions } from '../../src/contract/modes.ts';
import type { TurnInput } from '../../src/contract/services.ts';
import { turnLockName } from '../../src/turn/locks.ts';
import type { TurnBench } from './turn-bench.ts';

/** Uniform in [0, 1). */
export type Random = () => number;
export const below = (random: Random, count: number): number => Math.floor(random() * count);
export const oneOf = <T>(random: Random, list: readonly T[]): T =>
	list[below(random, list.length)]!;

/** How a person, or the tab, treats a turn, after so many events. */
export type Ending = 'read on' | 'abort' | 'leave' | 'close the tab';
export const ENDINGS: readonly Ending[] = [
	'read on',
	'read on',
	'read on',
	'abort',
	'leave',
	'close the tab'
];

const ENDS = new Set(['turn-finished', 'turn-stopped', 'turn-failed']);

/** A question, or one put otherwise, or another answer to one. */
export async function randomInput(
	{ conversationId, messages }: Pick<TurnBench, 'conversationId' | 'messages'>,
	random: Random,
	parts: Part[],
	options?: TurnOptions
): Promise<TurnInput> {
	const stored = await messages();
	const chosen = stored[below(random, stored.length)];
	const also = options && { options };
	const kind = below(random, 5);
	if (chosen === undefined || kind < 3) return { kind: 'send', conversationId, parts, ...also };
	if (chosen.role === 'user' && kind === 3)
		return { kind: 'edit', conversationId, messageId: chosen.id, parts, ...also };
	return { kind: 'regenerate', conversationId, messageId: chosen.id, ...also };
}

/** `ended`: its reader saw it end. */
export function expectOneEnd(events: readonly TurnEvent[], ended: boolean, ending: Ending): void {
	const ends = events.filter(({ type }) => ENDS.has(type));
	expect(ends.length).toBeLessThanOrEqual(1);
	if (ends.length === 1) expect(events.at(-1)).toBe(ends[0]);
	if (ended && ending !== 'leave' && events.length > 0) expect(ends.length).toBe(1);
}

/** Whoever waits for the conversation's lock next finds nothing left open. */
export async function expectNothingOpen({
	locks,
	memory,
	conversationId
}: Pick<TurnBench, 'locks' | 'memory' | 'conversationId'>): Promise<void> {
	const free = await locks.hold(turnLockName(conversationId), new AbortController().signal);
	free?.();
	await expect.poll(() => memory.conversations.unfinished(), { timeout: 5000 }).toEqual([]);
}

/** Those of `messages` that are not among `others`. */
export const without = (messages: readonly Message[], others: readonly Message[]): Message[] =>
	messages.filter(({ id }) => !others.some((one) => one.id === id));
