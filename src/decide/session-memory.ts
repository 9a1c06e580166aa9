// What a conversation has taught about who should answer: a domain in which an answer failed starts
// with what mended it, for some turns. A pure function of the conversation's messages (receipts,
// thumbs, second tries, complaints), so nothing is stored for it but the moment of the last reset.
// Not here: what is learned over conversations (learn/adaptive-layer.ts), what a complaint does
// to the turn it is in, which is the turn's, and who begins for it (plan.ts), which hangs on the mode.

import type { Source } from '../contract/ids.ts';
import type { Message } from '../contract/messages.ts';

/** Who can answer, from the nearest to the farthest. */
export const LEVELS = ['base', 'modifier', 'native', 'edge'] as const;
export type Level = (typeof LEVELS)[number];

export const levelOf = (source: Source): Level => source.split(':', 1)[0] as Level;
const rank = (source: Source): number => LEVELS.indexOf(levelOf(source));

/** Whether somebody is bigger than all of `others`. */
export const isAbove = (source: Source, others: readonly Source[]): boolean =>
	others.every((other) => rank(source) > rank(other));

/** Why an answer counts as failed; `doubt`: it was dropped for another model's, which stood. */
export type Failing = 'complaint' | 'thumbs-down' | 'retry' | 'doubt';

export type Remembered = {
	domain: string;
	/** Where such a question starts, at the least. */
	level: Exclude<Level, 'base'>;
	/** What mended it; null when nothing has yet, and `level` is one above what failed. */
	source: Source | null;
	failed: Source;
	because: Failing;
	/** Ids of the answers that taught it, as they came. */
	answerIds: string[];
	/** For so many turns, the next one counted, when nothing else happens. */
	turnsLeft: number;
};

export type SessionInput = {
	/** Every message of the conversation. */
	messages: readonly Message[];
	/** The branch before the question, oldest first. */
	branch: readonly Message[];
	/** What was answered up to then counts no more; null: never reset. */
	resetAtMs?: number | null;
};

/** A failure counts half after so many turns: a conversation's subject seldom lasts longer. */
const HALF_LIFE_TURNS = 3;
/** Once it counts less, the base is given another chance: one failure holds for four turns. */
const LEAST_STRENGTH = 0.5;
/** A doubt was mended before anybody saw it; alone it holds for the next turn only. */
const WEIGHT: Record<Failing, number> = { complaint: 1, 'thumbs-down': 1, retry: 1, doubt: 0.5 };
/** Rounding must not end a turn early. */
const ROUNDING = 1e-9;

/** What is remembered for the next question, strongest first. */
export function sessionMemory(input: SessionInput): Remembered[] {
	const memory = new Map<string, Fact>();
	for (const { tries, complained } of turnsOf(input)) {
		// A complaint is still about the question before it.
		if (!complained)
			for (const fact of memory.values()) fact.strength *= 2 ** (-1 / HALF_LIFE_TURNS);
		for (const one of tries) learn(memory, one, input.resetAtMs ?? Number.NEGATIVE_INFINITY);
	}
	return [...memory]
		.filter(([, { strength }]) => strength >= LEAST_STRENGTH - ROUNDING)
		.toSorted(([, a], [, b]) => b.strength - a.strength)
		.map(([domain, { strength, ...taught }]) => {
			const turnsLeft =
				Math.floor(HALF_LIFE_TURNS * Math.log2(strength / LEAST_STRENGTH) + ROUNDING) + 1;
			return { domain, ...taught, turnsLeft };
		});
}

/** The moment of a reset after which nothing of `messages` counts, though a clock was set back since they were written. */
export const resetTime = (messages: readonly Message[], nowMs: number): number =>
	Math.max(
		nowMs,
		...messages.map(({ createdAtMs, feedbackAtMs = createdAtMs }) =>
			Math.max(createdAtMs, feedbackAtMs)
		)
	);

/** What is remembered of a domain; null for nothing, and where the domain is not known. */
export const rememberedOf = (
	memory: readonly Remembered[],
	domain: string | null
): Remembered | null => memory.find((one) => one.domain === domain) ?? null;

type Fact = Omit<Remembered, 'domain' | 'turnsLeft'> & { strength: number };

/** One answer, what became of it, and the answer that followed it where that was another try. */
type Try = {
	id: string;
	domain: string;
	source: Source;
	/** Nearer models whose answers were dropped for it. */
	dropped: Source[];
	failing: { because: Failing; atMs: number } | null;
	next: Try | null;
	praised: boolean;
	byRecipe: boolean;
	atMs: number;
};

function learn(memory: Map<string, Fact>, one: Try, resetAtMs: number): void {
	const { domain, source, failing, praised, next } = one;
	const before = memory.get(domain);
	const add = (
		because: Failing,
		fields: Pick<Fact, 'failed' | 'source' | 'level'>,
		mending: Try | null = null
	): void => {
		const strength = (before?.strength ?? 0) + WEIGHT[because];
		const ids = [...(before?.answerIds ?? []), one.id, ...(mending ? [mending.id] : [])];
		memory.set(domain, { ...fields, because, strength, answerIds: [...new Set(ids)] });
	};
	if (failing !== null) {
		if (failing.atMs <= resetAtMs) return;
		const mended = next?.failing === null ? next.source : null;
		// The same model did it at the second try: it is no reason to begin with another.
		if (mended !== null && rank(mended) <= rank(source)) return;
		add(
			failing.because,
			{
				failed: source,
				source: mended,
				level: mended === null ? above(source) : farLevel(mended)
			},
			mended === null ? null : next
		);
		return;
	}
	const [failed] = one.dropped;
	if (failed !== undefined && one.atMs > resetAtMs)
		add('doubt', { failed, source, level: farLevel(source) });
	// A nearer model was praised: it can do such questions after all.
	if (before && praised && rank(source) < LEVELS.indexOf(before.level)) memory.delete(domain);
}

type FarLevel = Remembered['level'];
const farLevel = (source: Source): FarLevel => {
	const level = levelOf(source);
	return level === 'base' ? 'modifier' : level;
};
/** The edge has nothing above it: there, another provider is all that is left. */
const above = (source: Source): FarLevel =>
	LEVELS[Math.min(rank(source) + 1, LEVELS.length - 1)] as FarLevel;

type Turn = { tries: Try[]; complained: boolean };

/** The tries of each turn of the branch: those that were regenerated, then the one that stands. */
function turnsOf({ messages, branch }: SessionInput): Turn[] {
	const siblings = new Map<string, Message[]>();
	for (const message of messages)
		if (isAnswer(message) && message.parentId !== null)
			siblings.set(message.parentId, [...(siblings.get(message.parentId) ?? []), message]);
	const turns: Turn[] = [];
	for (const standing of branch.filter(isAnswer)) {
		const all = siblings.get(standing.parentId ?? '') ?? [];
		const before = all.filter(
			({ id, createdAtMs }) => id !== standing.id && createdAtMs <= standing.createdAtMs
		);
		const complained = standing.receipt?.dissatisfied !== undefined;
		const last = turns.at(-1)?.tries.at(-1);
		// “That’s wrong” is about the domain of what it complains of, whatever it looks like itself.
		const inherited = complained ? last?.domain : undefined;
		const tries = [...before, standing].map((message) => tryOf(message, inherited));
		tries.forEach((one, i) => {
			const next = tries[i + 1];
			// Who takes part in a recipe was chosen by the person, and says nothing of this answer.
			if (next !== undefined && !next.byRecipe) {
				one.next = next;
				one.failing ??= { because: 'retry', atMs: next.atMs };
			}
		});
		if (complained && last && last.failing === null)
			last.failing = { because: 'complaint', atMs: standing.createdAtMs };
		if (complained && last) last.next ??= tries.at(-1)!;
		turns.push({ tries, complained });
	}
	return turns;
}

const isAnswer = ({ role, status, source }: Message): boolean =>
	role === 'assistant' && status === 'done' && source !== undefined;

function tryOf(answer: Message, inherited: string | undefined): Try {
	const { receipt, source = 'base', feedback, createdAtMs: atMs, feedbackAtMs = atMs } = answer;
	const byRecipe = receipt?.mode?.startsWith('recipe:') ?? false;
	return {
		id: answer.id,
		domain: inherited ?? receipt?.domain?.id ?? 'general',
		source,
		dropped: byRecipe
			? []
			: (receipt?.attempts ?? [])
					.filter(
						({ outcome, source: tried }) => outcome === 'dropped' && rank(tried) < rank(source)
					)
					.map(({ source: tried }) => tried),
		failing: feedback === 'down' ? { because: 'thumbs-down', atMs: feedbackAtMs } : null,
		next: null,
		praised: feedback === 'up',
		byRecipe,
		atMs
	};
}
