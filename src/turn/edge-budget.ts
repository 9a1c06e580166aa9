// What a host said of its budget: that it refuses until some moment (HTTP 402 and 429), and what is left of it
// (in its bills). Kept over turns, tabs and visits, so that a person is not asked to agree to what will be refused,
// and nothing leaves for it. Not here: what a refusal is on the wire (engine/remote-error.ts), and who is asked
// instead (ask-further.ts).

import { errorData } from '../contract/errors.ts';
import { notAskedWords } from '../decide/plan-words.ts';
import type { EngineEvent, LoadedModel } from '../engine/engine.ts';
import type { EdgeProvider } from './edge.ts';

/** Where it is kept; memory/outcomes.ts's `learnt` is one. */
export type BudgetStore = {
	get(key: string): Promise<unknown>;
	set(key: string, value: unknown): Promise<void>;
};

/** Of a host. Times are milliseconds since the epoch. */
type Heard = {
	version: 1;
	/** It refuses until then, in words; null when it does not. */
	refused: { untilMs: number; words: string } | null;
	/** Left of the tightest limit of money, until a day begins anew; null where none was told. */
	left: { microUsd: number; untilMs: number } | null;
};

const NOTHING: Heard = { version: 1, refused: null, left: null };
const DAY_MS = 86_400_000;
/**
 * For how long a refusal is believed that names no end. A rate is usually counted by the minute; a budget that
 * is spent, or too small for this one question, is seldom raised sooner.
 */
const BELIEVED_MS = { 'rate-limited': 60_000, 'over-budget': 600_000 };

const keyOf = (host: string): string => `edge-budget:${host}`;

/** For one tab alone, where nothing is to be stored. */
export function budgetsInMemory(): BudgetStore {
	const values = new Map<string, unknown>();
	return {
		get: async (key) => values.get(key),
		set: async (key, value) => void values.set(key, value)
	};
}

/** The same provider, which remembers what its host says of its budget, and tells it (OpenEdge.spent). */
export function watchedBudget(
	provider: EdgeProvider,
	store: BudgetStore,
	now: () => number
): EdgeProvider {
	async function heardOf(host: string): Promise<Heard> {
		try {
			return heardFrom(await store.get(keyOf(host)));
		} catch {
			// A disk that fails costs a refusal, and no answer.
			return NOTHING;
		}
	}

	async function hear(host: string, news: Partial<Heard>): Promise<void> {
		const before = await heardOf(host);
		const after = { ...before, ...news };
		if (JSON.stringify(after) === JSON.stringify(before)) return;
		await store.set(keyOf(host), after).catch(() => undefined);
	}

	async function spent(host: string, cost: number | null): Promise<string | null> {
		const { refused, left } = await heardOf(host);
		const nowMs = now();
		if (refused !== null && refused.untilMs > nowMs) return refused.words;
		if (left === null || left.untilMs <= nowMs || cost === null || cost <= left.microUsd)
			return null;
		return notAskedWords.spent(host, left.microUsd);
	}

	/** Every field by name: a model may be an object of a class. */
	const watched = (model: LoadedModel, host: string): LoadedModel => ({
		manifest: model.manifest,
		backend: model.backend,
		...(model.choice && { choice: model.choice }),
		contextTokens: model.contextTokens,
		capabilities: model.capabilities,
		async *generate(request, signal): AsyncGenerator<EngineEvent> {
			try {
				for await (const event of model.generate(request, signal)) {
					if (event.type === 'billed' && event.remainingMicroUsd !== null)
						await hear(host, {
							left: { microUsd: event.remainingMicroUsd, untilMs: nextDay(now()) }
						});
					// It answers, so it does not refuse any more.
					if (event.type === 'finished' && event.reason !== 'abort')
						await hear(host, { refused: null });
					yield event;
				}
			} catch (error) {
				const refused = refusalIn(error, host, now());
				if (refused !== null) await hear(host, { refused });
				throw error;
			}
		},
		countTokens: (text) => model.countTokens(text),
		warm: (messages, signal) => model.warm(messages, signal),
		dispose: () => model.dispose()
	});

	return {
		async open(role) {
			const open = await provider.open(role);
			const { host } = open;
			return { ...open, model: watched(open.model, host), spent: (cost) => spent(host, cost) };
		}
	};
}

/** Budgets are counted by days and months in UTC (worker/ledger/periods.ts). */
const nextDay = (nowMs: number): number => (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;

/** Null where it is no refusal of that kind. An engine's error has the server's as its cause. */
function refusalIn(error: unknown, host: string, nowMs: number): Heard['refused'] {
	for (const said of [error, (error as { cause?: unknown } | null)?.cause]) {
		const { code, message } = errorData(said);
		if (code !== 'over-budget' && code !== 'rate-limited') continue;
		const told = (said as { retryAfterMs?: unknown }).retryAfterMs;
		const forMs = typeof told === 'number' && told > 0 ? told : BELIEVED_MS[code];
		const words =
			code === 'rate-limited' ? notAskedWords.busy(host) : `${message} ${notAskedWords.notAgain}`;
		return { untilMs: nowMs + forMs, words };
	}
	return null;
}

function heardFrom(stored: unknown): Heard {
	const { version, refused, left } = (stored ?? {}) as Partial<Record<keyof Heard, unknown>>;
	if (version !== 1) return NOTHING;
	return {
		version,
		refused: isTimed(refused) && 'words' in refused ? (refused as Heard['refused']) : null,
		left: isTimed(left) && 'microUsd' in left ? (left as Heard['left']) : null
	};
}

const isTimed = (value: unknown): value is { untilMs: number } =>
	typeof (value as { untilMs?: unknown } | null)?.untilMs === 'number';
