// Which answer of a comparison was the best, kept on this device: the last few hundred votes by who took
// part, and for an answer of the base alone the thumb that teaches the layer of this person. Without any
// text. Not here: the comparison (compare.ts).

import {
	contestantKey,
	type Best,
	type ComparedAnswer,
	type VoteCount
} from '../contract/compare.ts';
import type { LearntStore } from '../contract/outcomes.ts';
import { asArray, asNumber, asObject, asString } from '../contract/parse.ts';
import type { LayerEvidence } from '../decide/adaptive.ts';
import type { Adaptive } from './adaptive.ts';

/** What is known of an answer that a layer can learn from. */
export type JudgedAnswer = {
	baseSha256: string;
	evidence: LayerEvidence;
	threshold: number | null;
	/** Noted once, when it is first voted on. */
	noted?: true;
};

type Vote = {
	/** The answers' ids, joined: a second vote on the same answers replaces the first. */
	on: string;
	atMs: number;
	/** Keys of contestants. */
	best: string | null;
	among: string[];
};

const KEY = 'comparisons';
/** Of the latest: what somebody preferred a year ago says little of today's models. */
const MOST_VOTES = 500;

export type VoteDependencies = {
	learnt: LearntStore;
	adaptive: Adaptive | null;
	judged: ReadonlyMap<string, JudgedAnswer>;
	/** Milliseconds since the epoch. */
	now: () => number;
};

export async function voteOn(
	deps: VoteDependencies,
	answers: readonly ComparedAnswer[],
	best: Best | null
): Promise<void> {
	const on = answers.map(({ id }) => id).join();
	const votes = await storedVotes(deps.learnt);
	const before = votes.find((vote) => vote.on === on);
	const others = votes.filter((one) => one !== before);
	const winner = answers.find(({ id }) => id === best);
	const vote: Vote | undefined =
		best === null
			? undefined
			: {
					on,
					atMs: deps.now(),
					best: winner ? contestantKey(winner.contestant) : null,
					among: answers.map(({ contestant }) => contestantKey(contestant))
				};
	const kept = [...others, ...(vote ? [vote] : [])].slice(-MOST_VOTES);
	await deps.learnt.set(KEY, { version: 1, votes: kept });
	for (const answer of answers) await teach(deps, answer, before, vote);
}

/** None of them is good: a thumb down for each. One is better than the others: nothing about those. */
function thumbOf(vote: Vote | undefined, key: string): 'thumbs-up' | 'thumbs-down' | null {
	if (vote === undefined) return null;
	if (vote.best === null) return 'thumbs-down';
	return vote.best === key ? 'thumbs-up' : null;
}

async function teach(
	{ adaptive, judged }: VoteDependencies,
	{ id, contestant }: ComparedAnswer,
	before: Vote | undefined,
	after: Vote | undefined
): Promise<void> {
	const known = judged.get(id);
	if (!adaptive || !known || known.threshold === null) return;
	const key = contestantKey(contestant);
	const [was, is] = [thumbOf(before, key), thumbOf(after, key)];
	if (was === is) return;
	if (was !== null) await adaptive.signal(id, was, 'back');
	if (is === null) return;
	const { baseSha256, evidence } = known;
	if (!known.noted) {
		await adaptive.ready(baseSha256);
		// Nobody was asked further by it: it teaches, and counts in no trial.
		const judgement = adaptive.judge(baseSha256, evidence);
		await adaptive.note({ answerId: id, baseSha256, source: 'base' }, judgement);
		known.noted = true;
	}
	await adaptive.signal(id, is);
}

/** Who won most first; of those who won as often, who was asked least. */
export async function countVotes(learnt: LearntStore): Promise<VoteCount[]> {
	const counts = new Map<string, VoteCount>();
	for (const { best, among } of await storedVotes(learnt))
		for (const key of among) {
			const count = counts.get(key) ?? { key, won: 0, of: 0 };
			count.of += 1;
			if (key === best) count.won += 1;
			counts.set(key, count);
		}
	return [...counts.values()].toSorted((a, b) => b.won - a.won || a.of - b.of);
}

/** What cannot be read any more, of another version, counts as none. */
async function storedVotes(learnt: LearntStore): Promise<Vote[]> {
	const stored = await learnt.get(KEY);
	if (stored === undefined) return [];
	try {
		return asArray(asObject(stored, KEY).votes, 'votes').map((one) => {
			const vote = asObject(one, 'vote');
			return {
				on: asString(vote.on, 'on'),
				atMs: asNumber(vote.atMs, 'atMs'),
				best: vote.best === null ? null : asString(vote.best, 'best'),
				among: asArray(vote.among, 'among').map((key) => asString(key, 'among[]'))
			};
		});
	} catch {
		return [];
	}
}
