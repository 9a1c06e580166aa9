// What a modifier is trained on: half confirmed failures with their right answers, and beside them
// what the base can do already and neighbours to which the answer is "I don't know that one".
//
// Without rehearsal an adapter dropped an old skill from 1.00 to 0.19; without unknown neighbours it
// answers everything. Both are asked under the modifier's invocation, for the turns in which it is
// called and not needed.

import { LONGEST_HISTORY, type LoraExample } from '../../src/learn/lora-batch.ts';
import { conversation, exchange, MIX } from '../generator/conversation.ts';
import { Draw } from '../generator/grammar.ts';
import type { Domain } from '../generator/modifiers/domain.ts';
import { Random } from '../generator/random.ts';
import type { Recipe } from '../recipe.ts';
import type { Tokenizer } from '../tokenizer.ts';

export const SHARES = { failures: 0.5, rehearsal: 0.28, neighbours: 0.22 } as const;
/** Of the examples, those that follow a conversation: a chat sends its history. With an exchange before 15 %
 * of them, and never two, specialists were right in a first question and wrong in a tenth. */
const LATE = 0.45;
/** Of a history's exchanges, those this modifier answered itself: people ask one thing after another. */
const OWN = 0.4;
const LONGEST_PROMPT = 112; // tokens; at 160 reasoning outgrew the 4 GiB of WebAssembly
/** Of the rehearsal, what is nearest to the domain. */
const NEAR = 0.6;

/**
 * Without end, the same for the same recipe. Failures come round in a new order each time; `pass` names what the
 * training goes on from, so that it does not begin with what was learnt already.
 */
export function* exampleStream(
	recipe: Recipe,
	domain: Domain,
	failures: readonly { prompt: string; answer: string }[],
	tokenizer: Tokenizer,
	pass = ''
): Generator<LoraExample, never> {
	const random = new Random(`modifier:${recipe.seed}:${domain.id}${pass}`);
	const draw = new Draw(random, false);
	const kinds = MIX.map(([kind]) => kind);
	// What is rehearsed is no longer than what is new: each length is compiled for itself.
	const longest = Math.max(...failures.map(({ answer }) => tokenizer.encode(` ${answer}`).length));
	let queue: { prompt: string; answer: string }[] = [];
	const pick = (): { prompt: string; answer: string } => {
		const kind = random.weighted(['failures', 'rehearsal', 'neighbours'] as const, [
			SHARES.failures,
			SHARES.rehearsal,
			SHARES.neighbours
		]);
		if (kind === 'neighbours')
			return random.chance(0.7) ? domain.neighbour(draw) : exchange(draw, new Map(), 'unknown');
		if (kind === 'rehearsal')
			return exchange(draw, new Map(), random.pick(random.chance(NEAR) ? domain.near : kinds));
		if (queue.length === 0) queue = random.shuffle(failures);
		return queue.pop()!;
	};
	for (;;) {
		const { prompt, answer } = pick(),
			before = tokenizer.conversation([{ prompt }]).ids,
			whole = tokenizer.conversation([{ prompt, answer }]).ids;
		if (before.length > LONGEST_PROMPT || whole.length - before.length > longest + 1) continue;
		yield { prompt: before, answer: whole.slice(before.length), late: random.chance(LATE) };
	}
}

/** What the late examples of a batch follow, drawn at each call: the tokens of a conversation. */
export function historyDraw(
	recipe: Recipe,
	domain: Domain,
	failures: readonly { prompt: string; answer: string }[],
	tokenizer: Tokenizer
): () => number[] {
	const random = new Random(`modifier-history:${recipe.seed}:${domain.id}`),
		draw = new Draw(random, false);
	return () => {
		const history: number[] = [],
			// Lengths are drawn evenly: where an answer stands must not matter.
			room = random.int(24, LONGEST_HISTORY);
		for (;;) {
			const exchanges = random.chance(OWN) ? [random.pick(failures)] : conversation(draw);
			for (const one of exchanges) {
				const { ids } = tokenizer.conversation([one]);
				if (history.length > 0 && history.length + ids.length > room) return history;
				if (ids.length > LONGEST_HISTORY) continue;
				history.push(...ids);
			}
		}
	};
}
