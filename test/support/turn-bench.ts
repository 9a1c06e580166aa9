// What unit tests of the turn run it on: a real memory on an in-memory IndexedDB, a scripted model,
// counted clocks, and locks that can be lost as a closed tab loses them.

import { ownText, type Message, type Part } from '../../src/contract/messages.ts';
import type { TurnEvent } from '../../src/contract/events.ts';
import type { TurnInput, TurnService } from '../../src/contract/services.ts';
import type { LoadedModel } from '../../src/engine/engine.ts';
import type { TurnLocks } from '../../src/turn/locks.ts';
import type { TurnDependencies } from '../../src/turn/dependencies.ts';
import { createTurnService } from '../../src/turn/run-turn.ts';
import { freshMemory, type TestMemory } from './memory.ts';

/** Locks by name; `closeTab` frees what is held, as a browser does for a closed tab. */
export class TestLocks implements TurnLocks {
	#queues = new Map<string, { grant: () => void }[]>();

	async hold(name: string, signal: AbortSignal): Promise<(() => void) | null> {
		if (signal.aborted) return null;
		const queue = this.#queues.get(name);
		if (queue === undefined) {
			this.#queues.set(name, []);
			return this.#release(name);
		}
		return new Promise((resolve) => {
			const waiter = { grant: () => resolve(this.#release(name)) };
			signal.addEventListener('abort', () => {
				const at = queue.indexOf(waiter);
				// It may have been granted.
				if (at >= 0) queue.splice(at, 1);
				resolve(null);
			});
			queue.push(waiter);
		});
	}

	isHeld(name: string): boolean {
		return this.#queues.has(name);
	}

	closeTab(name: string): void {
		this.#next(name);
	}

	#release(name: string): () => void {
		let held = true;
		return () => {
			if (held) this.#next(name);
			held = false;
		};
	}

	#next(name: string): void {
		const waiter = this.#queues.get(name)?.shift();
		if (waiter) waiter.grant();
		else this.#queues.delete(name);
	}
}

export type TurnBench = {
	memory: TestMemory;
	locks: TestLocks;
	turns: TurnService;
	conversationId: string;
	messages: () => Promise<Message[]>;
	/** The texts of the branch on screen, oldest first. */
	branch: () => Promise<string[]>;
};

/** `elapsed` moves by `stepMs` at each reading: with 500 every offer to save is taken. */
export async function turnBench(
	model: LoadedModel | null,
	fields: Partial<TurnDependencies> & { stepMs?: number } = {}
): Promise<TurnBench> {
	const memory = await freshMemory();
	const locks = new TestLocks();
	const { stepMs = 500, ...overrides } = fields;
	let clockMs = 0;
	let ids = 0;
	const turns = createTurnService({
		conversations: memory.conversations,
		settings: memory.settings,
		models: {
			current: () => model,
			acquire: async () => {
				if (model) return model;
				throw Object.assign(new Error('No model is loaded.'), { code: 'no-model' });
			}
		},
		locks,
		// No other tab, unless a test opens one.
		stops: { ask: () => undefined, listen: () => undefined },
		now: () => 1_800_000_000_000 + ids,
		elapsed: () => (clockMs += stepMs),
		newId: () => `m${++ids}`,
		random: () => 0.5,
		...overrides
	});
	const { id: conversationId } = await memory.conversations.create();
	const messages = () => memory.conversations.messages(conversationId);
	return {
		memory,
		locks,
		turns,
		conversationId,
		messages,
		async branch() {
			const byId = new Map((await messages()).map((message) => [message.id, message]));
			const texts: string[] = [];
			let id = (await memory.conversations.get(conversationId))?.leafId ?? null;
			while (id !== null) {
				const message = byId.get(id);
				if (!message) throw new Error(`${id} is not stored`);
				texts.unshift(textOf(message));
				id = message.parentId;
			}
			return texts;
		}
	};
}

export const text = (content: string): Part[] => [{ type: 'text', text: content }];

/** A question as a turn takes it. */
export const send = (conversationId: string, content = 'How deep is the lake?') =>
	({ kind: 'send', conversationId, parts: text(content) }) as const;

export function textOf(message: Message): string {
	return ownText(message);
}

/** Runs a turn to its end. */
export async function runWhole(
	turns: TurnService,
	input: TurnInput,
	signal: AbortSignal = new AbortController().signal
): Promise<TurnEvent[]> {
	const events: TurnEvent[] = [];
	for await (const event of turns.run(input, signal)) events.push(event);
	return events;
}

/** What happened in a turn, but for the words as they came and how sure they were. */
export const stepsOf = (events: readonly TurnEvent[]): TurnEvent['type'][] =>
	events.map(({ type }) => type).filter((type) => !/text-delta|confidence/.test(type));
