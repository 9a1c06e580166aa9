// Which of several answers to the same question wins: the one most others agree with (self-consistency,
// Wang et al. 2022). Discrete answers are counted by what they say in the end (final-answer.ts), open ones
// by groups of the same meaning (cluster-answers.ts); ties go to the group the model was surer of.
// Agreement, the winners' share of the paths written, serves as confidence. Pure.

import { clusterAnswers, mostCentral } from './cluster-answers.ts';
import { finalAnswer } from './final-answer.ts';

export type Ballot = {
	text: string;
	/** Mean natural logarithm of its tokens' probabilities; null when the model gives none. */
	meanLogprob: number | null;
};

export type Vote = {
	/** Index of the winning answer among the ballots. */
	winner: number;
	/** Those that say the same, the winner among them. */
	members: number[];
	/** `for` agree, of the paths that were written to their end: a decided vote needs no more. */
	votes: { for: number; of: number };
	/** `votes.for / votes.of`, 0–1. */
	agreement: number;
	how: 'discrete' | 'open';
};

/** What each ballot is counted under; null for open answers and empty ones. */
export function keysOf(ballots: readonly Ballot[], question: string): (string | null)[] {
	return ballots.map(({ text }) => {
		const final = finalAnswer(text, question);
		return final === null ? null : `${final.kind} ${final.key}`;
	});
}

/** Whether more of them say something discrete than not. */
export function isDiscrete(keys: readonly (string | null)[]): boolean {
	return keys.filter((key) => key !== null).length * 2 > keys.length;
}

/**
 * Whether the answers that are still to come cannot change who wins: the leader has more votes than the
 * second would have with all of them. Discrete answers only, for open ones need all.
 */
export function isDecided(keys: readonly (string | null)[], remaining: number): boolean {
	const counts = countsOf(keys);
	const [leader = 0, second = 0] = [...counts.values()].toSorted((a, b) => b - a);
	// As many open answers as could make the vote an open one must not be possible any more.
	const discrete = keys.filter((key) => key !== null).length;
	return leader > second + remaining && discrete * 2 > keys.length + remaining;
}

/** The winner among discrete answers, of `of` paths written; null when no answer says anything. */
export function majority(
	ballots: readonly Ballot[],
	keys: readonly (string | null)[],
	of: number
): Vote | null {
	const groups = new Map<string, number[]>();
	for (const [i, key] of keys.entries())
		if (key !== null) groups.set(key, [...(groups.get(key) ?? []), i]);
	const members = largest([...groups.values()], ballots);
	if (members === null) return null;
	return voteOf(surest(members, ballots), members, of, 'discrete');
}

/**
 * The winner among open answers by their vectors (one per ballot): the answer most central to the largest
 * group; without any two that agree, the one the model was surest of.
 */
export function consensus(
	ballots: readonly Ballot[],
	vectors: readonly Float32Array[],
	of: number
): Vote | null {
	if (ballots.length === 0) return null;
	const groups = new Map<number, number[]>();
	for (const [i, group] of clusterAnswers(vectors).entries())
		if (group >= 0) groups.set(group, [...(groups.get(group) ?? []), i]);
	const members = largest([...groups.values()], ballots);
	if (members === null) {
		const alone = surest([...ballots.keys()], ballots);
		return voteOf(alone, [alone], of, 'open');
	}
	const central = mostCentral(members.map((i) => vectors[i]!));
	return voteOf(members[central]!, members, of, 'open');
}

function voteOf(winner: number, members: number[], of: number, how: Vote['how']): Vote {
	const votes = { for: members.length, of };
	return { winner, members, votes, agreement: members.length / of, how };
}

function countsOf(keys: readonly (string | null)[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}

/** The largest group; of equal ones that with the highest mean log-probability, then the earliest. */
function largest(groups: number[][], ballots: readonly Ballot[]): number[] | null {
	let best: number[] | null = null;
	for (const group of groups)
		if (
			best === null ||
			group.length > best.length ||
			(group.length === best.length && sureness(group, ballots) > sureness(best, ballots))
		)
			best = group;
	return best;
}

function surest(members: readonly number[], ballots: readonly Ballot[]): number {
	return members.reduce((best, i) =>
		sureness([i], ballots) > sureness([best], ballots) ? i : best
	);
}

function sureness(members: readonly number[], ballots: readonly Ballot[]): number {
	const sum = members.reduce((total, i) => total + (ballots[i]!.meanLogprob ?? -Infinity), 0);
	return sum / members.length;
}
