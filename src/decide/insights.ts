// How the understudy has done on this device, counted from the receipts of stored answers and from
// what the person said of them. Pure: the caller reads the store and draws. Nothing is estimated but
// what all-frontier would have cost (answer-facts.ts), and a share comes with how many it rests on.
// Not here: one conversation's bill (ledger.ts), and learning from any of it.

import type { AnswerFact } from './answer-facts.ts';
import { savedMicroUsd } from './ledger.ts';

/** `yes` of `of`, with the 95 % interval of the share behind it (Wilson's score interval). */
export type Share = { yes: number; of: number; low: number; high: number };

/** One calendar day of this device's time zone. */
export type DayTokens = { startMs: number; device: number; edge: number };

/** Answers that claimed between `from` and `to`, and how many of them were called good. */
export type ReliabilityBin = Share & { from: number; to: number; confidence: number };

export type Reliability = {
	judged: number;
	/** Those that have any, from the least sure on. */
	bins: ReliabilityBin[];
	/** Mean distance of claim and outcome over the bins, 0–1; null while nothing was judged. */
	error: number | null;
	/** Mean squared distance of claim and outcome, 0–1. */
	brier: number | null;
};

/** Seven days; the last one ends today. */
export type Week = {
	startMs: number;
	answers: number;
	/** Of the judged answers with a calibrated confidence: how sure they were, and how many were good. */
	claimed: number | null;
	good: Share;
	/** Answers the next message complained about, of those that were followed by one or not. */
	complaints: Share;
};

export type DomainRow = {
	/** Null: none was recognised. */
	domain: string | null;
	answers: number;
	local: Share;
	good: Share;
	complaints: Share;
	/** Mean of the calibrated confidences; null without any. */
	confidence: number | null;
};

export type ModifierRow = {
	id: string;
	asked: number;
	kept: Share;
	good: Share;
	/** Mean change of confidence against the try before it, where both are known. */
	surer: number | null;
};

export type Insights = {
	/** Finished answers; everything but money and tokens is counted over them. */
	answers: number;
	local: Share;
	/** Finished answers of turns from which nothing left the device. */
	nothingSent: Share;
	spentMicroUsd: number;
	savedMicroUsd: number;
	bytesSent: number;
	days: DayTokens[];
	weeks: Week[];
	reliability: Reliability;
	thumbs: { up: number; down: number };
	complaints: Share;
	domains: DomainRow[];
	modifiers: ModifierRow[];
};

export const SHOWN_DAYS = 14;
export const SHOWN_WEEKS = 8;
/** Few, since a person gives tens of thumbs, not thousands. */
const BINS = 5;
/** 97.5 % quantile of the normal distribution. */
const Z = 1.96;

/** `nowMs` ends the last day and week; the time zone is the device's. */
export function insightsOf(facts: readonly AnswerFact[], nowMs: number): Insights {
	const finished = facts.filter((fact) => fact.finished);
	return {
		answers: finished.length,
		local: shareOf(finished, ({ place }) => place === 'device'),
		nothingSent: shareOf(finished, ({ bytesSent }) => bytesSent === 0),
		spentMicroUsd: facts.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0),
		savedMicroUsd: savedMicroUsd(facts),
		bytesSent: facts.reduce((sum, { bytesSent }) => sum + bytesSent, 0),
		days: daysOf(facts, nowMs),
		weeks: weeksOf(finished, nowMs),
		reliability: reliabilityOf(finished),
		thumbs: {
			up: finished.filter(({ thumb }) => thumb === 'up').length,
			down: finished.filter(({ thumb }) => thumb === 'down').length
		},
		complaints: complaintsOf(finished),
		domains: domainsOf(finished),
		modifiers: modifiersOf(finished)
	};
}

/** The share of `facts` that pass, and its interval: 0–1 while there are none. */
export function shareOf(
	facts: readonly AnswerFact[],
	passes: (fact: AnswerFact) => boolean
): Share {
	return wilson(facts.filter(passes).length, facts.length);
}

/** Wilson, Probable inference, the law of succession, and statistical inference, JASA 1927. */
export function wilson(yes: number, of: number): Share {
	if (of === 0) return { yes, of, low: 0, high: 1 };
	const share = yes / of;
	const spread = Z * Math.sqrt((share * (1 - share) + Z ** 2 / (4 * of)) / of);
	const centre = share + Z ** 2 / (2 * of);
	const scale = 1 + Z ** 2 / of;
	return {
		yes,
		of,
		low: Math.max(0, (centre - spread) / scale),
		high: Math.min(1, (centre + spread) / scale)
	};
}

/** Of the answers that were judged. */
function goodOf(facts: readonly AnswerFact[]): Share {
	return shareOf(
		facts.filter(({ verdict }) => verdict !== null),
		({ verdict }) => verdict === 'good'
	);
}

const complaintsOf = (facts: readonly AnswerFact[]): Share =>
	shareOf(facts, ({ complained }) => complained);

function startOfDay(atMs: number, offsetDays: number): number {
	const day = new Date(atMs);
	day.setHours(0, 0, 0, 0);
	// By the calendar: a day may have 23 or 25 hours.
	day.setDate(day.getDate() + offsetDays);
	return day.getTime();
}

function daysOf(facts: readonly AnswerFact[], nowMs: number): DayTokens[] {
	const days = Array.from({ length: SHOWN_DAYS }, (_, i) => ({
		startMs: startOfDay(nowMs, i - SHOWN_DAYS + 1),
		device: 0,
		edge: 0
	}));
	for (const { atMs, place, tokens } of facts) {
		const day = days.findLast(({ startMs }) => startMs <= atMs);
		if (day) day[place] += tokens;
	}
	return days;
}

function weeksOf(facts: readonly AnswerFact[], nowMs: number): Week[] {
	return Array.from({ length: SHOWN_WEEKS }, (_, i) => {
		const startMs = startOfDay(nowMs, 1 - 7 * (SHOWN_WEEKS - i));
		const endMs = startOfDay(nowMs, 1 - 7 * (SHOWN_WEEKS - 1 - i));
		const inside = facts.filter(({ atMs }) => atMs >= startMs && atMs < endMs);
		const claims = claimsOf(inside);
		return {
			startMs,
			answers: inside.length,
			claimed: mean(claims.map(({ claim }) => claim)),
			good: wilson(claims.filter(({ good }) => good).length, claims.length),
			complaints: complaintsOf(inside)
		};
	});
}

/** Judged answers that said how likely they were right. */
function claimsOf(facts: readonly AnswerFact[]): { claim: number; good: boolean }[] {
	return facts.flatMap(({ confidence, calibrated, verdict }) =>
		confidence === null || !calibrated || verdict === null
			? []
			: { claim: confidence, good: verdict === 'good' }
	);
}

function reliabilityOf(facts: readonly AnswerFact[]): Reliability {
	const claims = claimsOf(facts);
	const bins = Array.from({ length: BINS }, (_, i): ReliabilityBin => {
		const inside = claims.filter(({ claim }) => Math.min(BINS - 1, Math.floor(claim * BINS)) === i);
		return {
			...wilson(inside.filter(({ good }) => good).length, inside.length),
			from: i / BINS,
			to: (i + 1) / BINS,
			confidence: mean(inside.map(({ claim }) => claim)) ?? 0
		};
	}).filter(({ of }) => of > 0);
	const distances = bins.map(({ yes, of, confidence }) => Math.abs(yes / of - confidence) * of);
	return {
		judged: claims.length,
		bins,
		error: claims.length === 0 ? null : sum(distances) / claims.length,
		brier: mean(claims.map(({ claim, good }) => (claim - Number(good)) ** 2))
	};
}

function domainsOf(facts: readonly AnswerFact[]): DomainRow[] {
	const groups = Map.groupBy(facts, ({ domain }) => domain);
	return [...groups]
		.map(([domain, inside]) => ({
			domain,
			answers: inside.length,
			local: shareOf(inside, ({ place }) => place === 'device'),
			good: goodOf(inside),
			complaints: complaintsOf(inside),
			confidence: mean(
				inside.flatMap(({ confidence, calibrated }) =>
					calibrated && confidence !== null ? confidence : []
				)
			)
		}))
		.toSorted((a, b) => b.answers - a.answers);
}

function modifiersOf(facts: readonly AnswerFact[]): ModifierRow[] {
	const tries = facts.flatMap((fact) =>
		fact.attempts.flatMap((attempt, i) => {
			const [kind, id] = attempt.source.split(/:(.*)/s, 2);
			if (kind !== 'modifier' || id === undefined) return [];
			return { id, attempt, before: fact.attempts[i - 1], fact };
		})
	);
	return [...Map.groupBy(tries, ({ id }) => id)]
		.map(([id, inside]) => {
			const kept = inside.filter(({ attempt }) => attempt.outcome === 'kept');
			return {
				id,
				asked: inside.length,
				kept: wilson(kept.length, inside.length),
				good: goodOf(kept.map(({ fact }) => fact)),
				surer: mean(
					inside.flatMap(({ attempt, before }) =>
						attempt.confidence === null || before?.confidence == null
							? []
							: attempt.confidence - before.confidence
					)
				)
			};
		})
		.toSorted((a, b) => b.asked - a.asked);
}

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);

const mean = (values: readonly number[]): number | null =>
	values.length === 0 ? null : sum(values) / values.length;
