// The edge: it charges for what it says, as it says it, refuses what its budget does not hold, as the gateway does, or
// only says what is left; and notes what should not have been sent to it. It fails as networks do.

import { errorData } from '../../../src/contract/errors.ts';
import type { EngineEvent, LoadedModel } from '../../../src/engine/engine.ts';
import { EdgeUnavailable, type EdgeProvider } from '../../../src/turn/edge.ts';
import { below, oneOf, type Random } from '../random-acts.ts';
import { EDGE_HOST } from '../scripted-edge.ts';
import { scriptedModel, testManifest, type Script } from '../scripted-model.ts';
import type { Scene } from './scene.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OVER_BUDGET = 'over-budget';
/** Of an answer. */
const MOST_WORDS = 8;
/** What an answer may have at most is more than any has; a vote's answers are fewer words together. */
const MOST_ALLOWED = 100;
/** Micro-dollars of each of them. */
export const WORD_COSTS = 5;

function edgeScript(random: Random, onHang: () => void): Script {
	const words = below(random, MOST_WORDS + 1);
	// What it costs is counted as it is written.
	const bill = { bytesSent: 1 + below(random, 500) };
	const kind = below(random, 10);
	if (kind === 0) return { kind: 'hang', words, onHang };
	if (kind === 1) return { kind: 'break-off', words, bill };
	if (kind === 2)
		return { kind: 'fail', words: 0, code: oneOf(random, ['unreachable', 'refused']) };
	// A stream that breaks is the commonest fault, and may take its bill along.
	const told = random() < 0.5 && { bill };
	if (kind === 3) return { kind: 'fail', words, code: 'stream-broken', ...told };
	if (kind === 4) return { kind: 'fail', words: Math.max(1, words), code: 'failed', ...told };
	return { kind: 'answer', words, bill };
}

/** Budgets are counted by days in UTC. */
const dayAfter = (ms: number): number => (Math.floor(ms / DAY_MS) + 1) * DAY_MS;

export function edgeOfWorld(scene: Scene) {
	const { random, violations, drove, agreed, waiting, takenBack } = scene;
	/** Of its budget: what is left until a day begins anew, and until when it was said to be spent. */
	let allowance = random() < 0.3 ? Number.POSITIVE_INFINITY : below(random, 2500);
	let refusesUntilMs = 0;
	let spentAtStart = false;
	/** What it last said is left, and until when that holds at the least. */
	let told: { left: number; untilMs: number } | null = null;
	let charged = 0;
	const paid = new Set<string>();
	/** By key: what each word of its answer costs, and what all of it came to. */
	const bills = new Map<string, { words: number; costMicroUsd: number }>();
	/** Of a request, before a word of its answer, and with all of them. */
	const opening = 20 + below(random, 100);
	const most = opening + MOST_WORDS * WORD_COSTS;
	/** Whether what it asks for is known here. */
	const isPriced = random() < 0.7;
	/** Refuses what may exceed its budget, as the gateway does; else it only says what is left. */
	const isStrict = random() < 0.5;

	const charge = (key: string, costMicroUsd: number) => {
		bills.get(key)!.costMicroUsd += costMicroUsd;
		charged += costMicroUsd;
		allowance -= costMicroUsd;
	};
	const there = scriptedModel(
		({ idempotencyKey = '', messages }) => {
			if (!scene.online) violations.push('a request while offline');
			if (scene.egress === 'local-only') violations.push('a request in local-only');
			if (takenBack.has(idempotencyKey)) violations.push('a request that was taken back');
			const before = waiting.get(idempotencyKey);
			if (before === undefined) {
				if (scene.egress === 'ask' && !agreed.has(EDGE_HOST))
					violations.push('a request without consent');
			} else if (before !== JSON.stringify(messages))
				violations.push('something else than was agreed to');
			const isAnew = !scene.byHand && before === undefined && !paid.has(idempotencyKey);
			if (spentAtStart && isAnew) violations.push('a request though the budget is spent');
			// It was said that so much is not left: whoever knows the price does not ask, but for the rest of a vote.
			const isRest = idempotencyKey.includes('-');
			if (isPriced && isAnew && !isRest && told !== null && told.untilMs > scene.clockMs) {
				drove.left += 1;
				if (told.left < most) violations.push('a request beyond what is left of the budget');
			}
			if (isStrict && allowance < most) {
				drove.refused += 1;
				return { kind: 'fail', words: 0, code: OVER_BUDGET, retryAfterMs: DAY_MS / 2 };
			}
			const script = edgeScript(random, () => scene.onHang());
			const isCharged = script.kind !== 'fail' || !/unreachable|refused/.test(script.code);
			// As the gateway does: what was paid for under a key costs nothing more.
			if (isCharged && !paid.has(idempotencyKey)) {
				paid.add(idempotencyKey);
				bills.set(idempotencyKey, { words: WORD_COSTS, costMicroUsd: 0 });
				charge(idempotencyKey, opening);
			} else bills.set(idempotencyKey, { words: 0, costMicroUsd: 0 });
			return script;
		},
		{ ...testManifest, id: 'edge' }
	);
	/** A refusal counts from when whoever asked is there to hear it. */
	async function* heard(events: AsyncIterable<EngineEvent>): AsyncGenerator<EngineEvent> {
		try {
			yield* events;
		} catch (error) {
			if (errorData(error).code === OVER_BUDGET) refusesUntilMs = scene.clockMs + DAY_MS / 2;
			throw error;
		}
	}
	// It charges for what it says as it says it: also where nobody waits for the rest, or for the bill.
	const generate: LoadedModel['generate'] = async function* (request, signal) {
		const { idempotencyKey = '' } = request;
		for await (const event of heard(there.generate(request, signal))) {
			if (event.type === 'delta') charge(idempotencyKey, bills.get(idempotencyKey)!.words);
			if (event.type !== 'billed') {
				if (event.type === 'finished' && event.reason !== 'abort') refusesUntilMs = 0;
				yield event;
				continue;
			}
			const isLimited = Number.isFinite(allowance);
			const left = Math.max(0, allowance);
			// Clocks are set back by an hour at times.
			if (isLimited) told = { left, untilMs: dayAfter(scene.clockMs - 2 * HOUR_MS) - 2 * HOUR_MS };
			const { costMicroUsd } = bills.get(idempotencyKey)!;
			yield { ...event, costMicroUsd, remainingMicroUsd: isLimited ? left : null };
		}
	};
	const provider: EdgeProvider = {
		open: async () => {
			if (scene.egress === 'local-only') violations.push('the edge was opened in local-only');
			if (!scene.online || random() < 0.1)
				throw new EdgeUnavailable('offline', 'This device is offline.');
			return {
				model: { ...there, generate },
				name: 'edge',
				host: EDGE_HOST,
				loopback: random() < 0.3,
				...(isPriced && {
					costMicroUsd: (_prompt: number, words: number) =>
						opening + (words > MOST_ALLOWED ? MOST_WORDS : words) * WORD_COSTS
				})
			};
		}
	};
	return {
		model: there,
		provider,
		isPriced,
		/** Micro-dollars, since `begin`. */
		charged: () => charged,
		/** A turn begins, or what waited is sent. */
		begin() {
			spentAtStart = scene.clockMs < refusesUntilMs;
			charged = 0;
		},
		/** A day begins anew, with so much to spend. */
		newDay(microUsd: number) {
			scene.clockMs += DAY_MS;
			allowance = microUsd;
			told = null;
		}
	};
}
export type WorldEdge = ReturnType<typeof edgeOfWorld>;
