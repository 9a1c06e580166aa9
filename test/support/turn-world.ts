// The world a model-based test of the turn plays in: scripted engines here, on a server of one's own and elsewhere
// that fail as engines and networks do, a budget there that refuses when it is spent, clocks that jump, a person
// who agrees or not, a connection that comes and goes with a queue between, and reading ahead in idle time. It
// notes at once what must never happen. Not here: the acts (random-acts.ts) and what must hold after each of them
// (src/turn/turn-model.test.ts). Over 400 lines: one world, whose parts watch what the others were allowed.

import type { Beforehand } from '../../src/contract/beforehand.ts';
import { errorData } from '../../src/contract/errors.ts';
import type { ConsentAnswer, TurnEvent } from '../../src/contract/events.ts';
import type { Egress } from '../../src/contract/ids.ts';
import type { QueuedQuestion } from '../../src/contract/queue.ts';
import type { TurnInput, TurnService } from '../../src/contract/services.ts';
import { DOMAINS, type DomainGuess } from '../../src/decide/domain.ts';
import { furtherWords } from '../../src/decide/plan-words.ts';
import { shownAnswer } from '../../src/decide/shown-answer.ts';
import type { EngineEvent, LoadedModel } from '../../src/engine/engine.ts';
import { createEdgeQueue, SENDING_LOCK, type EdgeQueue } from '../../src/turn/edge-queue.ts';
import { EdgeUnavailable, type EdgeProvider } from '../../src/turn/edge.ts';
import type { Adaptive } from '../../src/turn/adaptive.ts';
import type { JudgeProvider, Judges } from '../../src/turn/judges.ts';
import { turnLockName } from '../../src/turn/locks.ts';
import { quietTurns } from '../../src/turn/quiet-turns.ts';
import { createWarmer } from '../../src/turn/warm-next.ts';
import { below, oneOf, type Ending, type Random } from './random-acts.ts';
import { scriptedCalibration, scriptedModel, testManifest, type Script } from './scripted-model.ts';
import { turnBench } from './turn-bench.ts';

/** What the custom mode allows a turn to cost. */
export const LIMIT = 150;
const HOST = 'edge.example.org';
/** A server of one's own: this machine's, or another one. */
const OWN_HOSTS = ['localhost:8792', 'own.example.org'] as const;
const DAY_MS = 86_400_000;
const OVER_BUDGET = 'over-budget';
/** Of an answer at the edge. */
const MOST_WORDS = 8;
/** What an answer may have at most is more than any has; a vote's answers are fewer words together. */
const MOST_ALLOWED = 100;
/** Micro-dollars of each of them. */
export const WORD_COSTS = 5;
const ANSWERS: readonly ConsentAnswer[] = ['once', 'redacted', 'always', 'refuse', 'never'];

/** From when on others begin in the base's place; how doubtful a question is the judges say. */
const beforehand: Beforehand = {
	inputs: [],
	mean: [],
	deviation: [],
	weights: [],
	bias: 0,
	specialist: 0.9,
	further: 0.9
};

const manifest = {
	...testManifest,
	modifiers: [{ id: 'math', file: 'base.gguf', rank: 4, alpha: 8, invocationTokens: [9] }],
	calibration: scriptedCalibration(testManifest.baseSha256, ['math'], 'I don’t know'),
	thresholds: { answer: 0.8, earlyExit: { confidence: 0.4, tokens: 3 }, beforehand }
};

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

/** As an engine, and with a network between. */
function ownScript(random: Random, onHang: () => void): Script {
	const words = below(random, 8);
	const sure = oneOf(random, [0.3, 0.6, 0.9]);
	const kind = below(random, 10);
	if (kind === 0) return { kind: 'hang', words, onHang };
	if (kind === 1) return { kind: 'break-off', words, sure };
	if (kind < 4)
		return { kind: 'fail', words, sure, code: oneOf(random, ['device-lost', 'failed']) };
	return { kind: 'answer', words, sure };
}

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

const HOUR_MS = 3_600_000;
/** Budgets are counted by days in UTC. */
const dayAfter = (ms: number): number => (Math.floor(ms / DAY_MS) + 1) * DAY_MS;

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
		critic: (_features, answer) => answer.length % 11,
		foretold: () => (random() < 0.3 ? 0.95 : 0.1)
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

/** What was learnt bends confidence either way, in the modes that follow it. */
function adaptive(random: Random, drove: { adapted: number }): Adaptive {
	return {
		ready: async () => undefined,
		judge(_baseSha256, evidence, byMode = false) {
			if (byMode) drove.adapted += 1;
			const bent = byMode ? random() : evidence.confidence;
			const adapted = evidence.confidence === null ? null : bent;
			return { ...evidence, adapted, other: adapted, arm: 'layer', differs: false, byMode };
		},
		decided: (judged) => judged,
		note: async () => undefined,
		signal: async () => undefined,
		state: () => null,
		reset: async () => undefined
	};
}

/** What is on screen of a turn, and where it went back: a text may only go on, or give way to a later one. */
function screen() {
	const shown = shownAnswer();
	const flickers: string[] = [];
	let text = '';
	let attempt = 0;
	return {
		flickers,
		get text() {
			return text;
		},
		apply(event: TurnEvent) {
			shown.apply(event);
			const now = shown.attempt ?? 0;
			const goesOn = now === attempt && shown.text.startsWith(text);
			const gaveWay = now > attempt && shown.text !== '';
			if (text !== '' && shown.text !== text && !goesOn && !gaveWay)
				flickers.push(`“${text}” became “${shown.text}”`);
			({ text } = shown);
			if (text !== '') attempt = now;
		}
	};
}

/** What was computed, asked and charged so far. */
type Meter = { here: number; there: number; requests: number; charged: number };

/** What a queued question's turn said; `atStop`: when it was to end. */
type Sending = {
	question: QueuedQuestion;
	events: TurnEvent[];
	screen: ReturnType<typeof screen>;
	atStop: Meter | null;
	/** At its end, or when the next one began. */
	atEnd: Meter | null;
};

/** A tab that died while it sent: which answer was to give way, and the event of that turn that nobody heard. */
type Cut = { messageId: string; unheard: TurnEvent };

export async function turnWorld(random: Random) {
	let onHang = () => undefined as void;
	const violations: string[] = [];
	/** Of the running turn: the hosts to which something may go, and whether a person asked for it by hand. */
	const agreed = new Set<string>();
	let byHand = false;
	/** Of the edge's budget: what is left until a day begins anew, and until when it was said to be spent. */
	let allowance = random() < 0.3 ? Number.POSITIVE_INFINITY : below(random, 2500);
	let refusesUntilMs = 0;
	let spentAtStart = false;
	/** What the edge last said is left, and until when that holds at the least. */
	let told: { left: number; untilMs: number } | null = null;
	const drove = { adapted: 0, refused: 0, left: 0 };
	let egress: Egress = 'ask';
	let charged = 0;
	let online = true;
	/** What may be sent once connected, by its key; and what may not any more. */
	const waiting = new Map<string, string>();
	const takenBack = new Set<string>();
	const paid = new Set<string>();
	/** Of a request there, before a word of its answer, and with all of them. */
	const opening = 20 + below(random, 100);
	const most = opening + MOST_WORDS * WORD_COSTS;
	/** Whether what it asks for is known here. */
	const isPriced = random() < 0.7;
	/** Refuses what may exceed its budget, as the gateway does; else it only says what is left. */
	const isStrict = random() < 0.5;
	/** Since its tab is gone nothing more of it reaches the disk. */
	let isGone = false;

	const scripted = scriptedModel(() => engineScript(random, () => onHang()), manifest, {
		modifiers: true
	});
	const ahead = { reading: 0, read: 0, holds: false };
	const here: LoadedModel = {
		...scripted,
		async warm(_messages, signal) {
			if (!quiet.isQuiet()) violations.push('read ahead during a turn');
			ahead.read += 1;
			ahead.reading += 1;
			if (ahead.holds && !signal.aborted)
				await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
			ahead.reading -= 1;
		}
	};
	const ownHost = random() < 0.7 ? null : oneOf(random, OWN_HOSTS);
	const ownLeaves = ownHost === OWN_HOSTS[1];
	const own = scriptedModel(
		() => {
			if (ownLeaves && !online) violations.push('a request of one’s own server while offline');
			if (ownLeaves && egress === 'local-only') violations.push('one’s own server in local-only');
			if (ownLeaves && egress === 'ask' && !agreed.has(ownHost!))
				violations.push('one’s own server without consent');
			return ownScript(random, () => onHang());
		},
		{ ...manifest, id: 'own', modifiers: [] }
	);
	const native: EdgeProvider = {
		open: async () => {
			if (random() < 0.1 || (ownLeaves && !online))
				throw new EdgeUnavailable('unreachable', 'It is not there.');
			return { model: own, name: 'llama', host: ownHost!, loopback: !ownLeaves };
		}
	};
	const there = scriptedModel(
		({ idempotencyKey = '', messages }) => {
			if (!online) violations.push('a request while offline');
			if (egress === 'local-only') violations.push('a request in local-only');
			if (takenBack.has(idempotencyKey)) violations.push('a request that was taken back');
			const before = waiting.get(idempotencyKey);
			if (before === undefined) {
				if (egress === 'ask' && !agreed.has(HOST)) violations.push('a request without consent');
			} else if (before !== JSON.stringify(messages))
				violations.push('something else than was agreed to');
			const isAnew = !byHand && before === undefined && !paid.has(idempotencyKey);
			if (spentAtStart && isAnew) violations.push('a request though the budget is spent');
			// It was said that so much is not left: whoever knows the price does not ask, but for the rest of a vote.
			const isRest = idempotencyKey.includes('-');
			if (isPriced && isAnew && !isRest && told !== null && told.untilMs > clockMs) {
				drove.left += 1;
				if (told.left < most) violations.push('a request beyond what is left of the budget');
			}
			if (isStrict && allowance < most) {
				drove.refused += 1;
				return { kind: 'fail', words: 0, code: OVER_BUDGET, retryAfterMs: DAY_MS / 2 };
			}
			const script = edgeScript(random, () => onHang());
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
	/** By key: what each word of its answer costs, and what all of it came to. */
	const bills = new Map<string, { words: number; costMicroUsd: number }>();
	const charge = (key: string, costMicroUsd: number) => {
		bills.get(key)!.costMicroUsd += costMicroUsd;
		charged += costMicroUsd;
		allowance -= costMicroUsd;
	};
	/** A refusal counts from when whoever asked is there to hear it. */
	async function* heard(events: AsyncIterable<EngineEvent>): AsyncGenerator<EngineEvent> {
		try {
			yield* events;
		} catch (error) {
			if (errorData(error).code === OVER_BUDGET) refusesUntilMs = clockMs + DAY_MS / 2;
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
			if (isLimited) told = { left, untilMs: dayAfter(clockMs - 2 * HOUR_MS) - 2 * HOUR_MS };
			const { costMicroUsd } = bills.get(idempotencyKey)!;
			yield { ...event, costMicroUsd, remainingMicroUsd: isLimited ? left : null };
		}
	};
	const edge: EdgeProvider = {
		open: async () => {
			if (egress === 'local-only') violations.push('the edge was opened in local-only');
			if (!online || random() < 0.1)
				throw new EdgeUnavailable('offline', 'This device is offline.');
			return {
				model: { ...there, generate },
				name: 'edge',
				host: HOST,
				loopback: random() < 0.3,
				...(isPriced && {
					costMicroUsd: (_prompt: number, words: number) =>
						opening + (words > MOST_ALLOWED ? MOST_WORDS : words) * WORD_COSTS
				})
			};
		}
	};

	// Wall clocks are set back and forth; the monotonic one only jumps ahead, as after a sleep.
	let clockMs = 1_800_000_000_000;
	let elapsedMs = 0;
	const bench = await turnBench(here, {
		native: ownHost === null ? null : native,
		edge,
		judges: judges(random),
		adaptive: adaptive(random, drove),
		queue: {
			host: HOST,
			offers: (id) => queue.offers(id),
			decline: (id) => queue.decline(id),
			async add(question) {
				waiting.set(question.key, JSON.stringify(question.messages));
				await queue.add(question);
			}
		},
		now: () => (clockMs += random() < 0.05 ? -3_600_000 : 1),
		elapsed: () => (elapsedMs += random() < 0.02 ? 3_600_000 : 60)
	});
	const { memory, conversationId, locks } = bench;
	/** As other tabs see it. */
	const stored = { ...memory.conversations };
	memory.conversations.save = async (message) => {
		if (isGone) throw new Error('This tab is gone.');
		await stored.save(message);
	};
	const { turns, quiet } = quietTurns<TurnService>(bench.turns);
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

	const warmer = createWarmer({
		conversations: memory.conversations,
		settings: memory.settings,
		model: () => here,
		quiet,
		idle: async () => undefined,
		isShown: () => true,
		savesPower: async () => false
	});
	/**
	 * After so many events of queued turns their tab is gone, `withEnd`: at the end of one at the latest; who is told,
	 * with the event that nobody heard.
	 */
	let dies = {
		after: Number.POSITIVE_INFINITY,
		withEnd: false,
		gone: (_messageId: string, _unheard: TurnEvent) => undefined as void
	};
	const queueOf = (): EdgeQueue =>
		createEdgeQueue({
			host: HOST,
			learnt: memory.learnt,
			conversations: memory.conversations,
			turns: {
				async *run(input, signal) {
					for await (const event of turns.run(input, signal)) {
						if (dies.after-- <= 0 || (dies.withEnd && event.type.startsWith('turn-'))) {
							if (input.kind === 'queued') dies.gone(input.question.messageId, event);
							await new Promise(() => undefined);
						}
						yield event;
					}
				}
			},
			locks,
			isOnline: () => online,
			delay: () => new Promise(() => undefined),
			news: null,
			announce: () => undefined
		});
	let queue = queueOf();

	const meter = (): Meter => ({
		here: scripted.spoken(),
		there: there.spoken() + own.spoken(),
		requests: scripted.requests.length + there.requests.length + own.requests.length,
		charged
	});

	async function run(input: TurnInput, ending: Ending, after: number) {
		agreed.clear();
		byHand = input.kind === 'regenerate';
		spentAtStart = clockMs < refusesUntilMs;
		charged = 0;
		const stop = new AbortController();
		const events: TurnEvent[] = [];
		const shown = screen();
		const running = turns.run(input, stop.signal);
		let ended = false;
		let atAbort: Meter | null = null;
		const abort = () => {
			atAbort ??= meter();
			stop.abort();
		};
		// Nothing more comes from an engine that hangs: a person gives up.
		onHang = () => void setTimeout(abort);
		for (;;) {
			if (events.length === after) {
				if (ending === 'abort') abort();
				if (ending === 'leave') await running.return(undefined);
				if (ending === 'close the tab') {
					// What was on its way to the disk arrives.
					for (let i = 0; i < 5; i++) await stored.get(conversationId);
					isGone = true;
					stop.abort();
					locks.closeTab(turnLockName(conversationId));
					break;
				}
			}
			const next = await running.next();
			if (next.done) {
				ended = true;
				break;
			}
			if (ahead.reading > 0) violations.push('reading ahead did not give way');
			events.push(next.value);
			shown.apply(next.value);
			if (next.value.type === 'consent-requested') {
				if (shown.text === '' && next.value.preview.reason === furtherWords({ because: 'prompt' }))
					violations.push('asked over an empty answer, by what the question alone said');
				if (random() < 0.1) abort();
				else {
					const answer = oneOf(random, ANSWERS);
					const gives = answer === 'once' || answer === 'redacted' || answer === 'always';
					const { host, later } = next.value.preview;
					if (gives && later === undefined) agreed.add(host);
					else agreed.delete(host);
					if (random() < 0.1)
						await memory.conversations.update(conversationId, { egress: 'local-only' });
					turns.consent(conversationId, answer);
				}
			}
		}
		if (!ended) await running.return(undefined).catch(() => undefined);
		isGone = false;
		return { events, ended, screen: shown, atAbort, atEnd: meter(), charged: () => charged };
	}

	/** The connection is back, and what waits is sent; `abort` takes it back, `leave` stops it as any turn. */
	async function connect(ending: Ending, after: number) {
		online = true;
		agreed.clear();
		charged = 0;
		const sendings: Sending[] = [];
		const removals: Promise<void>[] = [];
		let count = 0;
		const end = (how: 'abort' | 'leave') => {
			const last = sendings.at(-1);
			if (!last || last.atStop) return;
			const { key, messageId } = last.question;
			last.atStop = meter();
			if (how === 'leave') bench.turns.stop(conversationId);
			else {
				takenBack.add(key);
				removals.push(queue.remove(messageId));
			}
		};
		onHang = () => void setTimeout(() => end('abort'));
		const gone = Promise.withResolvers<Cut>();
		dies = {
			after: ending === 'close the tab' ? after : Number.POSITIVE_INFINITY,
			withEnd: ending === 'close the tab' && after % 2 === 1,
			gone: (messageId, unheard) => gone.resolve({ messageId, unheard })
		};
		const unfollow = queue.onEvent((question, event) => {
			let last = sendings.at(-1);
			if (event.type === 'route-chosen') {
				if (last) last.atEnd = meter();
				last = { question, events: [], screen: screen(), atStop: null, atEnd: null };
				sendings.push(last);
			}
			last!.events.push(event);
			last!.screen.apply(event);
			if (ahead.reading > 0) violations.push('reading ahead did not give way');
			// Of one that has ended there is nothing to stop.
			if (event.type.startsWith('turn-')) return;
			if (count++ >= after && (ending === 'abort' || ending === 'leave')) end(ending);
		});
		const cut = (await Promise.race([queue.sendAll(), gone.promise])) ?? null;
		unfollow();
		if (cut) {
			locks.closeTab(turnLockName(conversationId));
			locks.closeTab(SENDING_LOCK);
			queue = queueOf();
		}
		await Promise.all(removals);
		const last = sendings.at(-1);
		if (last) last.atEnd = meter();
		return { sendings, cut, charged };
	}

	return {
		...bench,
		here: scripted,
		there,
		own,
		/** Whether a server of one's own is another machine. */
		ownLeaves,
		drove,
		isPriced,
		/** What recovers what a closed tab left. */
		stored,
		/** A day begins anew at the edge, with so much to spend. */
		newDay(microUsd: number) {
			clockMs += DAY_MS;
			allowance = microUsd;
			told = null;
		},
		violations,
		ahead,
		run,
		connect,
		queued: () => queue.list(),
		disconnect: () => void (online = false),
		/** Before it is sent. */
		async takeBack({ key, messageId }: QueuedQuestion) {
			takenBack.add(key);
			await queue.remove(messageId);
		},
		/** Begins to read ahead; `holds`: it takes until it has to give way. */
		async readAhead(holds: boolean) {
			ahead.holds = holds;
			warmer.expect(conversationId);
			// As long as a short reading takes; a long one goes on.
			for (let i = 0; i < 5; i++) await memory.conversations.get(conversationId);
		}
	};
}
