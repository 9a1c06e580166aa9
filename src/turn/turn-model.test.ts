// The turn as a state machine: random sequences of what people do (ask, edit, complain, stop, leave, agree
// or not, choose modes), of faults of the engine and of the network, and of clocks that jump, against what
// must always hold: one end, one answer, nothing lost, nothing sent that may not be, no limit of cost
// passed, and after an abort no token more, here or elsewhere. Seeded; a failure names its seed.

import { expect, test } from 'vitest';
import type { ConsentAnswer, TurnEvent } from '../contract/events.ts';
import { EGRESS, type Egress } from '../contract/ids.ts';
import type { Message } from '../contract/messages.ts';
import type { ModeChoice } from '../contract/modes.ts';
import { uniform } from '../contract/random.ts';
import type { TurnInput } from '../contract/services.ts';
import { DOMAINS, type DomainGuess } from '../decide/domain.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import {
	scriptedCalibration,
	scriptedModel,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { EdgeUnavailable, type EdgeProvider } from './edge.ts';
import type { JudgeProvider, Judges } from './judges.ts';
import { turnLockName } from './locks.ts';
import { recoverTurns } from './recover.ts';

const SEEDS = 50;
const ACTS = 10;
const ENDS = new Set(['turn-finished', 'turn-stopped', 'turn-failed']);
/** What the custom mode allows a turn to cost. */
const LIMIT = 150;
const MODES: readonly ModeChoice[] = [
	'auto',
	'auto',
	'fast',
	'balanced',
	'accurate',
	'custom',
	'custom',
	'only:math'
];
const ANSWERS: readonly ConsentAnswer[] = ['once', 'redacted', 'always', 'refuse', 'never'];
const QUESTIONS = [
	'the sum',
	'a word',
	'That is wrong',
	'mail me at jane@example.org',
	'and that?'
];

const manifest = {
	...testManifest,
	modifiers: [{ id: 'math', file: 'base.gguf', rank: 4, alpha: 8, invocationTokens: [9] }],
	calibration: scriptedCalibration(testManifest.baseSha256, ['math'], 'I don’t know'),
	thresholds: { answer: 0.8, earlyExit: { confidence: 0.4, tokens: 3 } }
};

type Random = () => number;
const below = (random: Random, count: number) => Math.floor(random() * count);
const oneOf = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!;

function engineScript(random: Random, onHang: () => void): Script {
	const words = 1 + below(random, 6);
	const sure = oneOf(random, [0.3, 0.6, 0.9, 0.99]);
	const kind = below(random, 12);
	if (kind === 0) return { kind: 'break-off', words };
	if (kind === 1) return { kind: 'hang', words, onHang };
	if (kind < 4)
		return {
			kind: 'fail',
			words,
			sure,
			code: oneOf(random, ['device-lost', 'failed', 'out-of-memory'])
		};
	return { kind: 'answer', words: kind === 4 ? 0 : words, sure };
}

function edgeScript(random: Random, most: number, onHang: () => void): Script {
	const words = below(random, 9);
	const bill = { costMicroUsd: most - below(random, most / 2), bytesSent: 1 + below(random, 500) };
	const codes = [
		'unreachable',
		'stream-broken',
		'stream-broken',
		'over-budget',
		'refused',
		'failed'
	];
	const kind = below(random, 10);
	if (kind === 0) return { kind: 'hang', words, onHang };
	if (kind === 1) return { kind: 'break-off', words, bill };
	if (kind < 5) return { kind: 'fail', words, code: oneOf(random, codes), bill };
	return { kind: 'answer', words, bill };
}

const guess = (domain: 'math' | 'general'): DomainGuess => ({
	domain,
	probability: 1,
	probabilities: Object.fromEntries(
		DOMAINS.map((name) => [name, name === domain ? 1 : 0])
	) as DomainGuess['probabilities']
});

/** Loaded at the first turn, or later. */
function judges(random: Random): JudgeProvider {
	const all: Judges = {
		domain: (prompt) => guess(prompt.includes('sum') ? 'math' : 'general'),
		dissatisfaction: ({ message }) => ({
			probability: message.includes('wrong') ? 0.9 : 0.1,
			dissatisfied: message.includes('wrong')
		}),
		router: null,
		critic: null
	};
	let loaded = random() < 0.5;
	const none: Judges = { domain: null, dissatisfaction: null, router: null, critic: null };
	return {
		current: () => (loaded ? all : none),
		ready: async () => {
			loaded = true;
			return all;
		}
	};
}

/** How a person, or the tab, treats the turn, after so many events. */
type Ending = 'read on' | 'abort' | 'leave' | 'close the tab';
const ENDINGS: readonly Ending[] = [
	'read on',
	'read on',
	'read on',
	'abort',
	'leave',
	'close the tab'
];

async function world(random: Random) {
	let onHang = () => undefined as void;
	const violations: string[] = [];
	/** Of the running turn. */
	let agreed = false;
	let egress: Egress = 'ask';
	let charged = 0;
	const most = 60 + below(random, 100);

	const here = scriptedModel(() => engineScript(random, () => onHang()), manifest, {
		modifiers: true
	});
	const there = scriptedModel(
		() => {
			if (egress === 'local-only') violations.push('a request in local-only');
			if (egress === 'ask' && !agreed) violations.push('a request without consent');
			const script = edgeScript(random, most, () => onHang());
			return script;
		},
		{ ...testManifest, id: 'edge' }
	);
	const generate: typeof there.generate = async function* (request, signal) {
		for await (const event of there.generate(request, signal)) {
			if (event.type === 'billed') charged += event.costMicroUsd ?? 0;
			yield event;
		}
	};
	const edge: EdgeProvider = {
		open: async () => {
			if (egress === 'local-only') violations.push('the edge was opened in local-only');
			if (random() < 0.1) throw new EdgeUnavailable('offline', 'This device is offline.');
			return {
				model: { ...there, generate },
				name: 'edge',
				host: 'edge.example.org',
				loopback: random() < 0.3,
				...(random() < 0.7 && { costMicroUsd: () => most })
			};
		}
	};

	// Wall clocks are set back and forth; the monotonic one only jumps ahead, as after a sleep.
	let clockMs = 1_800_000_000_000;
	let elapsedMs = 0;
	const bench = await turnBench(here, {
		edge,
		judges: judges(random),
		now: () => (clockMs += random() < 0.05 ? -3_600_000 : 1),
		elapsed: () => (elapsedMs += random() < 0.02 ? 3_600_000 : 60)
	});
	const { memory, conversationId } = bench;
	const update = memory.conversations.update.bind(memory.conversations);
	memory.conversations.update = async (id, fields) => {
		// The stricter counts from the moment it is asked for, the laxer once it is stored.
		if (fields.egress === 'local-only') egress = 'local-only';
		const updated = await update(id, fields);
		if (fields.egress) ({ egress } = updated);
		return updated;
	};
	const { customMode } = await memory.settings.get();
	await memory.settings.update({ customMode: { ...customMode, maxCostMicroUsd: LIMIT } });

	async function randomInput(act: number): Promise<TurnInput> {
		const stored = await bench.messages();
		const chosen = stored[below(random, stored.length)];
		const parts = text(`${oneOf(random, QUESTIONS)} (${act})`);
		const options = { mode: oneOf(random, MODES) };
		const kind = below(random, 5);
		if (chosen === undefined || kind < 3) return { kind: 'send', conversationId, parts, options };
		if (chosen.role === 'user' && kind === 3)
			return { kind: 'edit', conversationId, messageId: chosen.id, parts, options };
		return { kind: 'regenerate', conversationId, messageId: chosen.id, options };
	}

	async function run(input: TurnInput, ending: Ending, after: number) {
		agreed = false;
		charged = 0;
		const stop = new AbortController();
		const events: TurnEvent[] = [];
		const shown = shownAnswer();
		const running = bench.turns.run(input, stop.signal);
		let ended = false;
		let atAbort: { here: number; there: number; requests: number; charged: number } | null = null;
		const abort = () => {
			atAbort ??= {
				here: here.spoken(),
				there: there.spoken(),
				requests: here.requests.length + there.requests.length,
				charged
			};
			stop.abort();
		};
		// Nothing more comes from an engine that hangs: a person gives up.
		onHang = () => void setTimeout(abort);
		for (;;) {
			if (events.length === after) {
				if (ending === 'abort') abort();
				if (ending === 'leave') await running.return(undefined);
				if (ending === 'close the tab') {
					stop.abort();
					bench.locks.closeTab(turnLockName(conversationId));
					break;
				}
			}
			const next = await running.next();
			if (next.done) {
				ended = true;
				break;
			}
			events.push(next.value);
			shown.apply(next.value);
			if (next.value.type === 'consent-requested') {
				if (random() < 0.1) abort();
				else {
					const answer = oneOf(random, ANSWERS);
					agreed = answer === 'once' || answer === 'redacted' || answer === 'always';
					if (random() < 0.1)
						await memory.conversations.update(conversationId, { egress: 'local-only' });
					bench.turns.consent(conversationId, answer);
				}
			}
		}
		return { events, ended, shown: shown.text, atAbort, charged: () => charged };
	}

	return { ...bench, here, there, violations, randomInput, run };
}

const without = (messages: readonly Message[], ids: readonly Message[]) =>
	messages.filter(({ id }) => !ids.some((one) => one.id === id));

test.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))(
	'a random hour of turns keeps every promise (seed %i)',
	async (seed) => {
		const random = uniform(seed);
		const its = await world(random);
		const { memory, conversationId, here, there } = its;
		const lock = turnLockName(conversationId);
		const stopRecovering = recoverTurns(memory.conversations, its.locks);
		let abandoned = 0;
		for (let act = 0; act < ACTS; act++) {
			if (random() < 0.5)
				await memory.conversations.update(conversationId, { egress: oneOf(random, EGRESS) });
			const before = await its.messages();
			const sentBefore = there.requests.length;
			const input = await its.randomInput(act);
			const ending = oneOf(random, ENDINGS);
			const { events, ended, shown, atAbort, charged } = await its.run(
				input,
				ending,
				below(random, 25)
			);

			// One end, and it is the last.
			const ends = events.filter(({ type }) => ENDS.has(type));
			expect(ends.length).toBeLessThanOrEqual(1);
			if (ends.length === 1) expect(events.at(-1)).toBe(ends[0]);
			if (ended && ending !== 'leave' && events.length > 0) expect(ends.length).toBe(1);

			// Whoever waits for the lock next finds nothing left open.
			const free = await its.locks.hold(lock, new AbortController().signal);
			free?.();
			await expect.poll(() => memory.conversations.unfinished(), { timeout: 5000 }).toEqual([]);

			// Nothing lost, nothing doubled.
			const after = await its.messages();
			const added = without(after, before);
			expect(without(after, added)).toEqual(before);
			const answers = added.filter(({ role }) => role === 'assistant');
			if (events.length === 0 && answers.length === 0) continue;
			expect(answers.length).toBe(1);
			expect(added.length).toBe(input.kind === 'regenerate' ? 1 : 2);
			const answer = answers[0]!;
			expect((await memory.conversations.get(conversationId))?.leafId).toBe(answer.id);
			const closed = ending === 'close the tab' && !ended;
			if (!closed) expect(textOf(answer)).toBe(shown);

			// Nothing sent that may not be, and what was sent and charged is said.
			expect(its.violations).toEqual([]);
			const keys = there.requests.slice(sentBefore).map(({ idempotencyKey }) => idempotencyKey);
			expect(new Set(keys).size).toBeLessThanOrEqual(1);
			expect(keys.length).toBeLessThanOrEqual(2);
			if (!closed && answer.receipt) {
				expect(answer.receipt.costMicroUsd).toBe(charged());
				expect(answer.receipt.bytesSent > 0).toBe(keys.length > 0);
				const kept = answer.receipt.attempts.filter(({ outcome }) => outcome === 'kept');
				expect(kept.length).toBe(answer.status === 'error' ? 0 : 1);
			}
			if (input.options?.mode === 'custom') expect(charged()).toBeLessThanOrEqual(LIMIT);
			if (input.options?.mode === 'fast') expect(keys).toEqual([]);

			// After an abort not a token more, nor a request, nor a cent.
			// A closed tab takes its engine with it; here it is only left where it is.
			if (closed) abandoned = here.running() + there.running();
			expect(here.running() + there.running()).toBe(abandoned);
			if (atAbort !== null)
				expect({
					here: here.spoken(),
					there: there.spoken(),
					requests: here.requests.length + there.requests.length,
					charged: charged()
				}).toEqual(atAbort);
		}
		expect(its.locks.isHeld(lock)).toBe(false);
		stopRecovering();
		memory.close();
	}
);
