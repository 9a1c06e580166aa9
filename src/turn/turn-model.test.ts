// The turn as a state machine: random sequences of what people do (ask, edit, complain, stop, leave, agree
// or not, choose modes, recipes, votes and critiques, let a question wait and take it back, put thumbs and make the
// conversation forget what it learnt), of faults of the engine,
// of a server of their own and of the network, of a connection that comes and goes, of a budget that is spent, of
// reading ahead, and of clocks that jump, against what must always hold: one
// end, one answer, nothing lost, no flicker, nothing sent that may not be, no limit of cost passed, charged at
// most once, and after an abort no token more, here or elsewhere. Seeded; a failure names its seed.
// Not here: two tabs at once, and what is deleted while a turn runs (two-tabs.test.ts).

import { expect, test } from 'vitest';
import { EGRESS } from '../contract/ids.ts';
import { RECIPE_IDS, type ModeChoice, type TurnOptions } from '../contract/modes.ts';
import { uniform } from '../contract/random.ts';
import type { Receipt } from '../contract/receipt.ts';
import { COST_ESTIMATED, COST_UNKNOWN } from '../decide/plan-words.ts';
import { resetTime, sessionMemory } from '../decide/session-memory.ts';
import {
	below,
	ENDINGS,
	expectNothingOpen,
	expectOneEnd,
	oneOf,
	randomInput,
	without,
	type Random
} from '../../test/support/random-acts.ts';
import { text, textOf } from '../../test/support/turn-bench.ts';
import { WORD_COSTS } from '../../test/support/turn-world/edge.ts';
import { LIMIT, turnWorld } from '../../test/support/turn-world/world.ts';
import { branchOf } from './branch.ts';
import { turnLockName } from './locks.ts';
import { recoverTurns } from './recover.ts';

const SEEDS = 56;
const ACTS = 17;
const MODES: readonly ModeChoice[] = [
	'auto',
	'auto',
	'fast',
	'balanced',
	'accurate',
	'custom',
	'custom',
	'adaptive',
	'only:math',
	...RECIPE_IDS.map((id) => `recipe:${id}` as const)
];
const QUESTIONS = [
	'the sum',
	'a word',
	'That is wrong',
	'mail me at jane@example.org',
	'the sum for joe@example.org',
	'and that?'
];

/** What the hours came to, so that none of it is left out unseen. */
const drove = {
	turns: 0,
	queued: 0,
	sent: 0,
	stopped: 0,
	died: 0,
	diedAtEnd: 0,
	takenBack: 0,
	read: 0,
	own: 0,
	edge: 0,
	closed: 0,
	estimated: 0,
	unknown: 0,
	recipes: 0,
	voted: 0,
	criticised: 0,
	adapted: 0,
	refused: 0,
	left: 0,
	thumbs: 0,
	forgotten: 0,
	foretoldHere: 0,
	foretoldElsewhere: 0
};

/** What a message may ask for beyond its mode. */
function randomOptions(random: Random): TurnOptions {
	return {
		mode: oneOf(random, MODES),
		...(random() < 0.2 && { paths: 1 + below(random, 4) }),
		...(random() < 0.2 && { maxCritiqueRounds: below(random, 4) })
	};
}

type World = Awaited<ReturnType<typeof turnWorld>>;
/** What is still computed for tabs that are gone: a closed tab takes its engine with it; here it is left. */
type Hour = { its: World; random: Random; abandoned: number; hasForgotten: boolean };

const running = ({ here, there, own }: World): number =>
	here.running() + there.running() + own.running();

async function aTurn(hour: Hour, act: number): Promise<void> {
	const { its, random } = hour;
	const { memory, conversationId, there, own } = its;
	const before = await its.messages();
	const sentBefore = there.requests.length;
	const ownBefore = own.requests.length;
	const parts = text(`${oneOf(random, QUESTIONS)} (${act})`);
	const input = await randomInput(its, random, parts, randomOptions(random));
	const ending = oneOf(random, ENDINGS);
	const turn = await its.run(input, ending, below(random, 25));
	const { events, ended, screen, atAbort, atEnd, charged } = turn;
	drove.turns += 1;
	expectOneEnd(events, ended, ending);
	await expectNothingOpen(its);

	// Nothing lost, nothing doubled, and nothing taken from the screen but for something later.
	const after = await its.messages();
	const added = without(after, before);
	expect(without(after, added)).toEqual(before);
	expect(screen.flickers).toEqual([]);
	const answers = added.filter(({ role }) => role === 'assistant');
	if (events.length === 0 && answers.length === 0) return;
	expect(answers.length).toBe(1);
	expect(added.length).toBe(input.kind === 'regenerate' ? 1 : 2);
	const answer = answers[0]!;
	expect((await memory.conversations.get(conversationId))?.leafId).toBe(answer.id);
	const closed = ending === 'close the tab' && !ended;
	if (!closed) expect(textOf(answer)).toBe(screen.text);

	// Nothing happened since it forgot: nobody begins by what failed before.
	if (hour.hasForgotten) expect(answer.receipt?.experienceIds ?? []).toEqual([]);
	hour.hasForgotten = false;

	// What was sent and charged is said.
	const keys = there.requests.slice(sentBefore).map(({ idempotencyKey }) => idempotencyKey);
	const ownKeys = own.requests.slice(ownBefore).map(({ idempotencyKey }) => idempotencyKey);
	const isRecipe = input.options?.mode?.startsWith('recipe:') ?? false;
	drove.own += ownKeys.length;
	drove.edge += keys.length;
	if (isRecipe && answer.receipt?.reason.includes('It was answered by')) drove.recipes += 1;
	// A recipe's steps are requests of their own.
	for (const asked of isRecipe ? [] : [keys, ownKeys]) {
		expect(new Set(asked).size).toBeLessThanOrEqual(1);
		expect(asked.length).toBeLessThanOrEqual(2);
	}
	const left = keys.length + (its.ownLeaves ? ownKeys.length : 0);
	// A closed tab has said so of what it sent, and of what came of it until it was last stored.
	if (left > 0) expect(answer.receipt?.bytesSent).toBeGreaterThan(0);
	if (closed && answer.receipt) {
		drove.closed += 1;
		if (its.isPriced && charged() > 0) expect(answer.receipt.costMicroUsd).toBeGreaterThan(0);
	}
	if (!closed && answer.receipt) {
		expectCost(its, answer.receipt, answer.receipt.costMicroUsd, charged());
		expect(answer.receipt.bytesSent > 0).toBe(left > 0);
		const { attempts, beforehand = 0 } = answer.receipt;
		if (beforehand > 0.9 && attempts[0]?.source === 'modifier:math') drove.foretoldHere += 1;
		if (beforehand > 0.9 && /^(edge|native):/.test(attempts[0]?.source ?? ''))
			drove.foretoldElsewhere += 1;
		if (attempts.some(({ votes }) => votes)) drove.voted += 1;
		if (attempts.some(({ grade }) => grade !== undefined)) drove.criticised += 1;
		const kept = attempts.filter(({ outcome }) => outcome === 'kept');
		expect(kept.length).toBe(answer.status === 'error' ? 0 : 1);
	}
	if (input.options?.mode === 'custom') expect(charged()).toBeLessThanOrEqual(LIMIT);
	if (input.options?.mode === 'fast') expect([...keys, ...ownKeys]).toEqual([]);

	// After an abort not a token more, nor a request, nor a cent.
	if (closed) hour.abandoned = running(its);
	expect(running(its)).toBe(hour.abandoned);
	if (atAbort !== null) expect(atEnd).toEqual(atAbort);
}

/** All that was charged is said; of what no bill came, an estimate of no less, or that it is not known. */
function expectCost({ isPriced }: World, { reason }: Receipt, said: number, charged: number): void {
	if (reason.includes(COST_UNKNOWN)) {
		drove.unknown += 1;
		expect(isPriced).toBe(false);
	} else if (reason.includes(COST_ESTIMATED)) {
		drove.estimated += 1;
		// A word may have been on its way.
		expect(said).toBeGreaterThanOrEqual(charged - WORD_COSTS);
	} else expect(said).toBe(charged);
}

/** A thumb changes its answer alone. */
async function thumb({ its, random }: Hour): Promise<boolean> {
	const before = await its.messages();
	const answers = before.filter(({ role, status }) => role === 'assistant' && status === 'done');
	if (answers.length === 0) return false;
	const { id } = oneOf(random, answers);
	const feedback = oneOf(random, ['up', 'down', null] as const);
	const judged = await its.memory.conversations.judge(id, feedback);
	expect(judged.feedback ?? null).toBe(feedback);
	const after = await its.messages();
	expect(after).toEqual(before.map((message) => (message.id === id ? judged : message)));
	drove.thumbs += 1;
	return true;
}

async function forget({ its }: Hour): Promise<void> {
	const { memory, conversationId } = its;
	const messages = await its.messages();
	const resetAtMs = resetTime(messages, 0);
	await memory.conversations.update(conversationId, { memoryResetAtMs: resetAtMs });
	const { leafId } = (await memory.conversations.get(conversationId))!;
	const branch = branchOf(messages, leafId);
	expect(sessionMemory({ messages, branch, resetAtMs })).toEqual([]);
	drove.forgotten += 1;
}

async function connecting(hour: Hour): Promise<void> {
	const { its, random } = hour;
	if (random() < 0.7) await its.memory.conversations.update(its.conversationId, { egress: 'ask' });
	const before = await its.messages();
	const waited = await its.queued();
	const ending = oneOf(random, [...new Set(ENDINGS)]);
	const { sendings, cut, charged } = await its.connect(ending, below(random, 9));
	await expectNothingOpen(its);
	const after = await its.messages();
	const waits = await its.queued();
	drove.sent += sendings.length;
	if (cut) drove.died += 1;

	// The same messages, of which only the answers that were waited for may be others.
	const ids = (list: typeof after) => list.map(({ id, parentId, role }) => [id, parentId, role]);
	expect(ids(after)).toEqual(ids(before));
	let billed = 0;
	let isExact = true;
	for (const [i, message] of after.entries()) {
		const one = sendings.findLast(({ question }) => question.messageId === message.id);
		const was = before[i]!;
		billed += (message.receipt?.costMicroUsd ?? 0) - (was.receipt?.costMicroUsd ?? 0);
		const { reason = '' } = message.receipt ?? {};
		if ([COST_UNKNOWN, COST_ESTIMATED].some((words) => reason.includes(words))) isExact = false;
		const unheard = cut?.messageId === message.id ? cut.unheard : null;
		// A turn stores before its last event: a tab that dies there has stored all of it, before that nothing.
		if (unheard && one && unheard.type.startsWith('turn-')) {
			drove.diedAtEnd += 1;
			one.events.push(unheard);
			one.screen.apply(unheard);
		} else if (one === undefined || unheard) {
			expect(message).toEqual(was);
			continue;
		}
		expectOneEnd(one.events, true, 'read on');
		expect(one.screen.flickers).toEqual([]);
		const end = one.events.at(-1)!;
		// What failed leaves the answer that stood.
		const isLeft = end.type === 'turn-failed' || one.screen.text === '';
		expect(textOf(message)).toBe(isLeft ? textOf(was) : one.screen.text);
		if (end.type === 'turn-finished') expect(message.status).toBe('done');
		if (end.type === 'turn-stopped') drove.stopped += 1;
		// What cannot be reached waits on, and what a tab that died had not heard the end of; nothing else does.
		const isAway = end.type === 'turn-failed' && end.code === 'unreachable' && !one.atStop;
		expect(waits.some(({ messageId }) => messageId === message.id)).toBe(
			isAway || (unheard !== null && !one.takenBack)
		);
		if (one.atStop) expect(one.atEnd).toEqual(one.atStop);
	}
	const [only] = sendings;
	if (!cut && sendings.length === 1) {
		const sent = after.find(({ id }) => id === only!.question.messageId);
		if (sent?.receipt) expectCost(its, sent.receipt, billed, charged);
	} else if (!cut && isExact) expect(billed).toBe(charged);
	for (const { messageId } of waits)
		expect(waited.some((earlier) => earlier.messageId === messageId)).toBe(true);
	if (cut) hour.abandoned = running(its);
	expect(running(its)).toBe(hour.abandoned);
}

test.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))(
	'a random hour of turns keeps every promise (seed %i)',
	async (seed) => {
		const random = uniform(seed);
		const its = await turnWorld(random);
		const { memory, conversationId } = its;
		const hour: Hour = { its, random, abandoned: 0, hasForgotten: false };
		const stopRecovering = recoverTurns(its.stored, its.locks);
		for (let act = 0; act < ACTS; act++) {
			// Oftener than not something may leave: what has most promises to keep.
			const egress = oneOf(random, [...EGRESS, 'allow' as const]);
			if (random() < 0.7) await memory.conversations.update(conversationId, { egress });
			switch (below(random, 17)) {
				case 10:
				case 11:
					its.newDay(below(random, random() < 0.4 ? 150 : 1500));
					break;
				case 0:
				case 1:
					its.disconnect();
					for (let asked = 0; asked < 3; asked++) await aTurn(hour, act);
					break;
				case 2:
				case 3:
				case 12:
				case 13:
					await connecting(hour);
					break;
				case 4: {
					const [first] = await its.queued();
					if (!first) break;
					await its.takeBack(first);
					drove.takenBack += 1;
					break;
				}
				case 5: {
					const spoken = its.here.spoken();
					const stored = await its.messages();
					const requests = its.there.requests.length;
					await its.readAhead(random() < 0.5);
					// It says nothing, keeps nothing, and asks nobody.
					expect(its.here.spoken()).toBe(spoken);
					expect(its.there.requests.length).toBe(requests);
					expect(await its.messages()).toEqual(stored);
					break;
				}
				case 14:
					if (await thumb(hour)) hour.hasForgotten = false;
					break;
				case 15:
					await forget(hour);
					hour.hasForgotten = true;
					break;
				default:
					await aTurn(hour, act);
			}
			expect(its.violations).toEqual([]);
		}
		drove.queued += (await its.queued()).length;
		drove.read += its.ahead.read;
		drove.adapted += its.drove.adapted;
		drove.refused += its.drove.refused;
		drove.left += its.drove.left;
		expect(its.locks.isHeld(turnLockName(conversationId))).toBe(false);
		stopRecovering();
		memory.close();
	}
);

test('nothing of it was left out of all hours', () => {
	for (const [what, times] of Object.entries(drove))
		expect(times, `${what} was never driven`).toBeGreaterThan(0);
});
