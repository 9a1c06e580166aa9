// Examples of the model's bank before the question: the nearest ones when the question is unlike what the bank holds,
// within a budget of tokens, as exchanges. Not here: the search itself (decide/examples.ts), whether a mode wants
// examples (modes), and those that a person gives (own-examples.ts).

import type { Embedder } from '../contract/embedder.ts';
import type { ExampleBank } from '../contract/examples.ts';
import { MESSAGE_ALLOWANCE } from '../context/fit-context.ts';
import { exampleSearch, type FoundExample } from '../decide/examples.ts';
import type { BankExamples } from '../decide/modes.ts';
import type { ChatMessage } from '../engine/engine.ts';
import { exchangeOf } from './own-examples.ts';
import { holdsMarker } from './role-markers.ts';

/** How examples are chosen, by reasoning; what they gave the starter is in BENCHMARKS.md: nothing. */
export const FEW_SHOT = {
	/** More of them in a small context leave no room for the conversation. */
	count: 3,
	/** A question whose nearest example is less similar than this is novel. */
	novelBelow: 0.75,
	/** Less similar than this, an example has nothing to do with the question. */
	least: 0.35,
	/** Of the context, for examples. */
	share: 0.25
};

export type FewShotInput = {
	/** What goes to the model, the question last: of fitContext. */
	messages: readonly ChatMessage[];
	/** For novel questions, or always. */
	when: Exclude<BankExamples, 'never'>;
	/** A question whose nearest example is less similar is novel; FEW_SHOT.novelBelow when absent. */
	novelBelow?: number;
	/** Of the question, where it is known: examples of this domain alone. */
	domain?: string;
	/** Examples at most; FEW_SHOT.count when absent. */
	count?: number;
	contextTokens: number;
	/** Of `messages`, estimated. */
	promptTokens: number;
	/** Kept free for the answer. */
	answerTokens: number;
	countTokens: (text: string) => Promise<number>;
	/** Fetched when first used; null where the model has none. */
	embedder: () => Promise<Embedder | null>;
	bank: () => Promise<ExampleBank | null>;
};

export type FewShot = {
	/** With the examples in their place. */
	messages: ChatMessage[];
	promptTokens: number;
	/** Of the bank's, `example:12`; for the receipt. */
	exampleIds: string[];
	/** Their questions, in the same order; none where no example is near enough, or fits. */
	questions: string[];
	/** 1 − similarity of the nearest example in the bank, 0–2; null when it was not asked. */
	novelty: number | null;
};

/** Never throws for want of an embedder or a bank: there are then no examples. */
export async function withExamples(input: FewShotInput): Promise<FewShot> {
	const { messages, when, promptTokens, novelBelow = FEW_SHOT.novelBelow } = input;
	const plain: FewShot = {
		messages: [...messages],
		promptTokens,
		exampleIds: [],
		questions: [],
		novelty: null
	};
	const question = messages.at(-1);
	if (question === undefined) return plain;
	const found = await nearest(question.content, input).catch(() => null);
	const [first] = found ?? [];
	if (!found || !first) return plain;
	const novelty = 1 - first.similarity;
	if (when === 'novel' && first.similarity >= novelBelow) return { ...plain, novelty };
	const { chosen, tokens } = await withinBudget(found, input);
	return {
		messages: [
			...messages.slice(0, -1),
			// The nearest last: what stands next to the question weighs most.
			...chosen.toReversed().flatMap(({ example }) => exchangeOf(example.question, example.answer)),
			question
		],
		promptTokens: promptTokens + tokens,
		exampleIds: chosen.map(({ index }) => `example:${index}`),
		questions: chosen.map(({ example }) => example.question),
		novelty
	};
}

/** Most similar first; null where there is no bank or no embedder for it. Throws what those throw. */
async function nearest(question: string, input: FewShotInput): Promise<FoundExample[] | null> {
	const [embedder, bank] = await Promise.all([input.embedder(), input.bank()]);
	if (embedder === null || bank === null) return null;
	const search = exampleSearch(bank, embedder.id);
	const [vector] = await embedder.embed([question]);
	const { count = FEW_SHOT.count } = input;
	if (vector === undefined) return null;
	return search({ vector, count, ...(input.domain !== undefined && { domain: input.domain }) });
}

async function withinBudget(
	found: readonly FoundExample[],
	{ contextTokens, promptTokens, answerTokens, countTokens }: FewShotInput
): Promise<{ chosen: FoundExample[]; tokens: number }> {
	const room = Math.min(
		Math.floor(contextTokens * FEW_SHOT.share),
		contextTokens - promptTokens - answerTokens
	);
	const chosen: FoundExample[] = [];
	let tokens = 0;
	for (const one of found) {
		if (one.similarity < FEW_SHOT.least) break;
		const { question, answer } = one.example;
		if (holdsMarker(question) || holdsMarker(answer)) continue;
		const both = (await countTokens(question)) + (await countTokens(answer));
		const more = both + 2 * MESSAGE_ALLOWANCE;
		if (tokens + more > room) continue;
		chosen.push(one);
		tokens += more;
	}
	return { chosen, tokens };
}
