// Two tabs of the app over one database, for a model-based test of what they do to each other: each has a turn
// service, a memory and a queue for locks of its own; the model is shared, as it is among tabs; stops cross over. A tab
// that is closed runs no more code: what it asks of the store never comes back, and the browser frees its locks.
// It notes at once what must never happen. Not here: the acts, and what must hold after them
// (src/turn/two-tabs.test.ts).

import type { TurnService } from '../../src/contract/services.ts';
import type { Memory } from '../../src/memory/memory.ts';
import type { TurnLocks } from '../../src/turn/locks.ts';
import { recoverTurns } from '../../src/turn/recover.ts';
import { createTurnService } from '../../src/turn/run-turn.ts';
import { freshMemory } from './memory.ts';
import { below, oneOf, type Random } from './random-acts.ts';
import { edgeOf } from './scripted-edge.ts';
import { judging } from './scripted-judges.ts';
import { scriptedManifest, scriptedModel, testManifest, type Script } from './scripted-model.ts';
import { TestLocks } from './turn-bench.ts';

const manifest = scriptedManifest(['math'], { earlyExit: { confidence: 0.4, tokens: 3 } });

/** Of the event loop, till a change is heard, looked at, and what it ends has ended. */
const STEPS_TO_KNOW = 12;

export type Tab = {
	memory: Memory;
	turns: TurnService;
	/** Runs no more code from here on. */
	close(): void;
	readonly isClosed: boolean;
};

/** What was put to a model names its conversation so: `[c3] the sum`. */
export const marked = (name: string, question: string): string => `[${name}] ${question}`;
const nameIn = (text: string): string | null => /^\[(\w+)\]/.exec(text)?.[1] ?? null;

export async function twoTabs(random: Random) {
	const violations: string[] = [];
	/** Names of conversations that were deleted, and requests that are computed, by conversation. */
	const deleted = new Set<string>();
	/** So long ago that every tab has had the time to know. */
	const longDeleted = new Set<string>();
	const computing = new Set<{ name: string | null; signal: AbortSignal }>();
	const drove = { elsewhere: 0 };

	function script(words: number): Script {
		const sure = oneOf(random, [0.3, 0.6, 0.9, 0.99]);
		const pace = () => steps(below(random, 3));
		const kind = below(random, 10);
		if (kind === 0) return { kind: 'break-off', words, pace };
		if (kind === 1) return { kind: 'fail', words, pace, sure, code: 'device-lost' };
		return { kind: 'answer', words, pace, sure };
	}

	const scripted = scriptedModel(
		() => script(random() < 0.3 ? 60 : 1 + below(random, 8)),
		manifest,
		{
			modifiers: true
		}
	);
	const model: typeof scripted = {
		...scripted,
		async *generate(request, signal) {
			const name = nameIn(request.messages.at(-1)?.content ?? '');
			const asked = { name, signal };
			// One that is stopped may be at its last word still.
			if (name !== null && [...computing].some((one) => one.name === name && !one.signal.aborted))
				violations.push(`two answers at once in ${name}`);
			computing.add(asked);
			try {
				for await (const event of scripted.generate(request, signal)) {
					if (name !== null && longDeleted.has(name) && !signal.aborted)
						violations.push(`${name} is written though it was deleted`);
					yield event;
				}
			} finally {
				computing.delete(asked);
			}
		}
	};
	const far = scriptedModel(
		({ messages }) => {
			drove.elsewhere += 1;
			const name = nameIn(messages.at(-1)?.content ?? '');
			if (name !== null && deleted.has(name))
				violations.push(`${name} was sent once it was deleted`);
			return { ...script(below(random, 6)), bill: {} };
		},
		{ ...testManifest, id: 'edge' }
	);
	const edge = edgeOf(far);

	const first = await freshMemory();
	const locks = new TestLocks();
	const hearers = new Map<Tab, (conversationId: string) => void>();
	const tabs: Tab[] = [];
	let clockMs = 1_800_000_000_000;
	let ids = 0;

	async function openTab(): Promise<Tab> {
		const gone = new AbortController();
		const held = new Set<() => void>();
		const listeners: ((conversationId: string) => void)[] = [];
		let elapsedMs = 0;
		const memory = await first.anotherTab();
		const own: TurnLocks = {
			async hold(name, signal) {
				const release = await locks.hold(name, AbortSignal.any([signal, gone.signal]));
				if (release === null) return null;
				if (gone.signal.aborted) {
					release();
					return null;
				}
				held.add(release);
				return () => {
					if (gone.signal.aborted) return;
					held.delete(release);
					release();
				};
			}
		};
		const conversations = silentOnce(gone.signal, memory.conversations);
		const tab: Tab = {
			memory: { ...memory, conversations },
			turns: createTurnService({
				conversations,
				settings: memory.settings,
				models: { current: () => model, acquire: async () => model },
				judges: judging(),
				edge,
				locks: own,
				stops: {
					ask: (conversationId) => {
						for (const [other, hear] of hearers) if (other !== tab) hear(conversationId);
					},
					listen: (listener) => void listeners.push(listener)
				},
				// Set back by an hour at times.
				now: () => (clockMs += random() < 0.05 ? -3_600_000 : 1),
				elapsed: () => ++elapsedMs * 150,
				newId: () => `m${++ids}`,
				random
			}),
			close() {
				gone.abort();
				hearers.delete(tab);
				tabs.splice(tabs.indexOf(tab), 1);
				stopRecovering();
				for (const release of held) release();
				held.clear();
			},
			get isClosed() {
				return gone.signal.aborted;
			}
		};
		hearers.set(tab, (conversationId) => listeners.forEach((listener) => listener(conversationId)));
		const stopRecovering = recoverTurns(conversations, own);
		tabs.push(tab);
		return tab;
	}

	await openTab();
	await openTab();
	return {
		tabs,
		openTab,
		locks,
		violations,
		drove,
		/** A conversation is deleted by now. */
		isDeleted(name: string) {
			deleted.add(name);
			void steps(STEPS_TO_KNOW).then(() => longDeleted.add(name));
		},
		running: scripted.running,
		now: () => clockMs,
		close: () => {
			for (const tab of tabs.slice()) tab.close();
			first.close();
		}
	};
}

/** So many turns of the event loop, in which others get on. */
export async function steps(count: number): Promise<void> {
	for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** The same store, whose answers never come once the tab is gone: as the rest of its code would never run. */
function silentOnce<T extends object>(gone: AbortSignal, store: T): T {
	return new Proxy(store, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name);
			if (typeof value !== 'function' || name === 'onChange') return value;
			return (...given: unknown[]) => {
				if (gone.aborted) return new Promise(() => undefined);
				const asked: unknown = Reflect.apply(value, target, given);
				return asked instanceof Promise
					? asked.then(
							(got: unknown) => (gone.aborted ? new Promise(() => undefined) : got),
							(error: unknown) =>
								gone.aborted ? new Promise(() => undefined) : Promise.reject(error)
						)
					: asked;
			};
		}
	});
}
