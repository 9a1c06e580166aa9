// The contexts of one loaded model: one for each set of adapters, since node-llama-cpp sets adapters when a
// context is made (about 8 ms), and in each several sequences, which are decoded together. A sequence keeps
// its KV when it is given back, and the next prompt that begins alike takes it: a conversation's next turn.
// Contexts never share KV, so no set of adapters can meet another's. Not here: what is computed in them.

import type { LlamaContext, LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { GatewayError } from '../errors.ts';
import { BatchGate } from './batch-gate.ts';
import { batchOrder } from './batch-order.ts';
import { setKey, type ChosenAdapter } from './adapter-set.ts';

export type PoolOptions = {
	contextTokens: number;
	/** Sequences in a context. */
	sequences: number;
	batchTokens: number;
	threads: number;
	flashAttention: 'auto' | boolean;
	/** The files of adapters, by id. */
	adapterPaths: readonly string[];
	/** Contexts held at once; idle ones make room. */
	mostContexts: number;
};

export type Lease = {
	readonly sequence: LlamaContextSequence;
	readonly gate: BatchGate;
	/** The sequence's number in its context. */
	readonly number: number;
	/** How many of the sequence's first tokens were computed by the prefix's adapters and brought here. */
	carried: number;
	/** The sequence cannot be used any more: it is given up with the lease, and another takes its place. */
	spoil(): void;
	/** Gives the sequence back with what it holds. */
	release(): void;
};

type Slot = {
	sequence: LlamaContextSequence;
	number: number;
	busy: boolean;
	usedAt: number;
	carried: number;
};

type Group = {
	context: LlamaContext;
	gate: BatchGate;
	slots: Slot[];
	/** First come, first served: each is given its sequence, and nobody can take it in between. */
	waiting: { tokens: readonly Token[]; give: (lease: Lease) => void }[];
	usedAt: number;
};

type Place = { wake: () => void };

/** Whether a request may wait until a context is idle, or holds one already that others may wait for. */
type Room = 'waits' | 'holds-one';

export class ContextPool {
	readonly #model: LlamaModel;
	readonly #options: PoolOptions;
	readonly #groups = new Map<string, Promise<Group>>();
	readonly #open = new Map<string, Group>();
	/** Requests that wait for a context of their own, in the order they came. */
	#waitingForRoom: Place[] = [];
	#uses = 0;

	constructor(model: LlamaModel, options: PoolOptions) {
		this.#model = model;
		this.#options = options;
	}

	/** Makes a set's context before its first request, where there is room for it. */
	async prepare(set: readonly ChosenAdapter[]): Promise<void> {
		const key = setKey(set);
		if (this.#groups.has(key) || this.#groups.size >= this.#options.mostContexts) return;
		await this.#made(set, key);
		// It is idle, and somebody may need its room already.
		this.#wake();
	}

	/**
	 * The sequence that holds most of `tokens` already, or the one that was not used for longest. Waits
	 * its turn when all are busy, and for a context while all are in use; rejects with the signal's reason, and
	 * with 429 when too many wait. Who holds a lease says so: its second context may be one more than the most,
	 * since two that waited for each other's would wait for ever.
	 */
	async lease(
		set: readonly ChosenAdapter[],
		tokens: readonly Token[],
		signal: AbortSignal,
		room: Room = 'waits'
	): Promise<Lease> {
		const key = setKey(set);
		for (;;) {
			signal.throwIfAborted();
			const group = await this.#group(set, key, signal, room);
			signal.throwIfAborted();
			// It was idle until now, and may have made room for another.
			if (this.#open.get(key) === group) return this.#turn(group, tokens, signal);
		}
	}

	/** Frees all contexts; nobody may hold a lease. */
	async dispose(): Promise<void> {
		const groups = await Promise.all(this.#groups.values());
		this.#groups.clear();
		this.#open.clear();
		await Promise.all(groups.map(({ context }) => context.dispose()));
	}

	#leased(group: Group, slot: Slot): Lease {
		slot.busy = true;
		this.#uses += 1;
		slot.usedAt = group.usedAt = this.#uses;
		let [held, spoilt] = [true, false];
		return {
			sequence: slot.sequence,
			gate: group.gate,
			number: slot.number,
			get carried() {
				return slot.carried;
			},
			set carried(count) {
				slot.carried = count;
			},
			spoil: () => void (spoilt = true),
			release: () => {
				if (!held) return;
				held = false;
				const free = () => {
					slot.busy = false;
					this.#serve(group);
				};
				if (!spoilt) return free();
				void slot.sequence.dispose().then(() => {
					slot.sequence = group.context.getSequence();
					slot.carried = 0;
					free();
				});
			}
		};
	}

	/** At once where nobody waits and one is free; else after those who came before. */
	#turn(group: Group, tokens: readonly Token[], signal: AbortSignal): Lease | Promise<Lease> {
		const slot = group.waiting.length === 0 ? chooseSlot(group.slots, tokens) : null;
		if (slot) return this.#leased(group, slot);
		if (group.waiting.length >= MOST_WAITING) throw busy();
		return new Promise((resolve, reject) => {
			const entry = {
				tokens,
				give: (lease: Lease) => {
					signal.removeEventListener('abort', onAbort);
					resolve(lease);
				}
			};
			const onAbort = () => {
				group.waiting = group.waiting.filter((one) => one !== entry);
				reject(signal.reason);
			};
			signal.addEventListener('abort', onAbort, { once: true });
			group.waiting.push(entry);
		});
	}

	#serve(group: Group): void {
		const [next] = group.waiting;
		const slot = next && chooseSlot(group.slots, next.tokens);
		if (slot) {
			group.waiting.shift();
			next.give(this.#leased(group, slot));
		} else if (isIdle(group)) this.#wake();
	}

	/** A context may be had now; who waits looks for itself, the first one first. */
	#wake(): void {
		for (const { wake } of this.#waitingForRoom) wake();
	}

	#group(
		set: readonly ChosenAdapter[],
		key: string,
		signal: AbortSignal,
		room: Room
	): Promise<Group> {
		const known = this.#groups.get(key);
		if (known) return known;
		if (room === 'holds-one') return this.#made(set, key);
		const made = this.#waitingForRoom.length === 0 ? this.#madeInRoom(set, key) : null;
		return made ?? this.#waitForRoom(set, key, signal);
	}

	async #waitForRoom(
		set: readonly ChosenAdapter[],
		key: string,
		signal: AbortSignal
	): Promise<Group> {
		if (this.#waitingForRoom.length >= MOST_WAITING) throw busy();
		const place: Place = { wake: () => undefined };
		this.#waitingForRoom.push(place);
		let group: Promise<Group> | null = null;
		try {
			while (group === null) {
				await woken(place, signal);
				group = this.#groups.get(key) ?? this.#madeInRoom(set, key);
			}
		} finally {
			this.#waitingForRoom = this.#waitingForRoom.filter((one) => one !== place);
			// Others may want the same context.
			this.#wake();
		}
		return group;
	}

	/** Null where all contexts are in use. */
	#madeInRoom(set: readonly ChosenAdapter[], key: string): Promise<Group> | null {
		const full = this.#groups.size >= this.#options.mostContexts;
		return full && this.#idle() === null ? null : this.#made(set, key);
	}

	#made(set: readonly ChosenAdapter[], key: string): Promise<Group> {
		const made = this.#make(set).then((group) => {
			this.#open.set(key, group);
			return group;
		});
		made.catch(() => {
			this.#groups.delete(key);
			this.#wake();
		});
		this.#groups.set(key, made);
		return made;
	}

	async #make(set: readonly ChosenAdapter[]): Promise<Group> {
		await this.#makeRoom();
		const { contextTokens, sequences, batchTokens, threads, flashAttention, adapterPaths } =
			this.#options;
		const gate = new BatchGate();
		const context = await this.#model.createContext({
			sequences,
			contextSize: contextTokens,
			batchSize: Math.min(batchTokens, contextTokens * sequences),
			threads,
			flashAttention,
			batching: {
				dispatchSchedule: (dispatch) => gate.schedule(dispatch),
				itemPrioritizationStrategy: batchOrder()
			},
			...(set.length > 0 && {
				lora: {
					adapters: set.map(({ id, scale }) => ({ filePath: adapterPaths[id] ?? '', scale }))
				}
			})
		});
		const slots = Array.from({ length: sequences }, (_, number) => ({
			sequence: context.getSequence(),
			number,
			busy: false,
			usedAt: 0,
			carried: 0
		}));
		this.#uses += 1;
		return { context, gate, slots, waiting: [], usedAt: this.#uses };
	}

	/** Closes idle contexts until there is room for one more, or none is idle. */
	async #makeRoom(): Promise<void> {
		const closed: Promise<void>[] = [];
		while (this.#groups.size >= this.#options.mostContexts) {
			const idle = this.#idle();
			if (idle === null) break;
			const [key, { context }] = idle;
			this.#open.delete(key);
			this.#groups.delete(key);
			closed.push(context.dispose());
		}
		await Promise.all(closed);
	}

	/** The idle context that was not used for longest, but never the base's. */
	#idle(): [string, Group] | null {
		const idle = [...this.#open].filter(([key, group]) => key !== '' && isIdle(group));
		return idle.toSorted(([, a], [, b]) => a.usedAt - b.usedAt)[0] ?? null;
	}
}

function isIdle({ slots, waiting }: Group): boolean {
	return waiting.length === 0 && slots.every(({ busy }) => !busy);
}

// Eight turns for each of eight places: who comes later is told to come back, and costs no memory.
const MOST_WAITING = 64;

function busy(): GatewayError {
	return new GatewayError(
		429,
		'too_busy',
		`${MOST_WAITING} requests wait for this model already. Try again in a few seconds.`,
		{ headers: { 'retry-after': '5' } }
	);
}

/** Resolves when there may be room; rejects with the signal's reason. */
function woken(place: Place, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const onAbort = () => reject(signal.reason);
		// It may have come since the last time this was woken.
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort, { once: true });
		place.wake = () => {
			signal.removeEventListener('abort', onAbort);
			resolve();
		};
	});
}

/** Of a new prompt so much at least must be there already before a conversation's KV is given to it. */
const LEAST_SHARED = 0.5;

/** Null when all are busy. Slots that were never used come before those whose KV somebody may want. */
export function chooseSlot<
	S extends {
		busy: boolean;
		usedAt: number;
		sequence: { readonly contextTokens: readonly number[] };
	}
>(slots: readonly S[], tokens: readonly number[]): S | null {
	let best: S | null = null;
	let bestShared = 0;
	let oldest: S | null = null;
	for (const slot of slots) {
		if (slot.busy) continue;
		if (!oldest || slot.usedAt < oldest.usedAt) oldest = slot;
		const shared = sharedTokens(slot.sequence.contextTokens, tokens);
		if (shared > bestShared) [best, bestShared] = [slot, shared];
	}
	return best && bestShared >= tokens.length * LEAST_SHARED ? best : oldest;
}

/** How many tokens two lists begin with alike. */
export function sharedTokens(a: readonly number[], b: readonly number[]): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
	return length;
}
