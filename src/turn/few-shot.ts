// Examples before the question: those a person gives within the message, or the nearest of the model's
// example bank when the question is unlike what the bank holds, within a budget of tokens. They are put as
// exchanges before the question, the form in which every chat model was taught.
// Not here: the search itself (decide/examples.ts), and whether a mode wants examples (modes).

import type { Embedder } from '../contract/embedder.ts';
import type { ExampleBank } from '../contract/examples.ts';
import type { Mode } from '../contract/modes.ts';
import { MESSAGE_ALLOWANCE } from '../context/fit-context.ts';
import { exampleSearch, type FoundExample } from '../decide/examples.ts';
import { userExamples } from '../decide/user-examples.ts';
import type { ChatMessage } from '../engine/engine.ts';

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
	/** The mode's: bank examples never, for novel questions, or always. */
	when: Mode['examples'];
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
	/** Their questions, whatever they come from, in order. */
	questions: string[];
	/** Where they come from; null when there are none. */
	from: 'message' | 'bank' | null;
	/** 1 − similarity of the nearest example in the bank, 0–2; null when it was not asked. */
	novelty: number | null;
};

/** Never throws for want of an embedder or a bank: there are then no examples. */
export async function withExamples(input: FewShotInput): Promise<FewShot> {
	const { messages, when, promptTokens } = input;
	const plain: FewShot = {
		messages: [...messages],
		promptTokens,
		exampleIds: [],
		questions: [],
		from: null,
		novelty: null
	};
	const question = messages.at(-1);
	if (question === undefined || when === 'never') return plain;
	const own = userExamples(question.content);
	if (own !== null && !holdsMarker(question.content)) {
		const begin = own.task === '' ? '' : `${own.task}\n`;
		const exchanges = own.pairs.flatMap(({ question: asked, answer }) =>
			exchangeOf(`${begin}${asked}`, answer)
		);
		const last = { ...question, content: `${begin}${own.open}` };
		// The words are the message's own; each exchange adds what the template writes around it.
		const more = exchanges.length * MESSAGE_ALLOWANCE + (await taskTokens(begin, exchanges, input));
		if (promptTokens + more + input.answerTokens > input.contextTokens) return plain;
		return {
			...plain,
			messages: [...messages.slice(0, -1), ...exchanges, last],
			promptTokens: promptTokens + more,
			questions: own.pairs.map(({ question: asked }) => asked),
			from: 'message'
		};
	}
	const found = await nearest(question.content, input).catch(() => null);
	const [first] = found ?? [];
	if (!found || !first) return plain;
	const novelty = 1 - first.similarity;
	if (when === 'novel' && first.similarity >= FEW_SHOT.novelBelow) return { ...plain, novelty };
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
		from: chosen.length > 0 ? 'bank' : null,
		novelty
	};
}

/**
 * Marks by which chat templates begin and end what somebody says. An engine may read them wherever they stand,
 * so a text that holds one could close its own role and speak in another's.
 */
const MARKER =
	/<\|[^|<>\n]{1,40}\|>|<\/?s>|\[\/?(?:INST|SYS)\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<｜[^｜<>\n]{1,40}｜>/i;

export const holdsMarker = (text: string): boolean => MARKER.test(text);

function exchangeOf(question: string, answer: string): ChatMessage[] {
	return [
		{ role: 'user', content: question },
		{ role: 'assistant', content: answer }
	];
}

/** The task is said again before each example. */
async function taskTokens(
	task: string,
	exchanges: readonly ChatMessage[],
	{ countTokens }: FewShotInput
): Promise<number> {
	return task === '' ? 0 : ((await countTokens(task)) * exchanges.length) / 2;
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
