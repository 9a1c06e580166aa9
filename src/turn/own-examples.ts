// Examples that a person gives within a message, put to the model as exchanges before the question: the form in which
// every chat model was taught. In every mode and at the first try, whoever answers here: they are the person's own.
// Not here: reading them (decide/user-examples.ts), and examples of the model's bank (few-shot.ts).

import { MESSAGE_ALLOWANCE } from '../context/fit-context.ts';
import { userExamples } from '../decide/user-examples.ts';
import type { ChatMessage } from '../engine/engine.ts';
import { holdsMarker } from './role-markers.ts';

export type OwnExamplesInput = {
	/** What goes to the model, the question last: of fitContext. */
	messages: readonly ChatMessage[];
	contextTokens: number;
	/** Of `messages`, estimated. */
	promptTokens: number;
	/** What the answer may use without them. */
	answerTokens: number;
	countTokens: (text: string) => Promise<number>;
};

export type OwnExamples = {
	/** With the examples in their place. */
	messages: ChatMessage[];
	promptTokens: number;
	answerTokens: number;
	/** What each of them asks, in order. */
	examples: string[];
};

/** A quarter of the context is enough to answer in, as fitContext has it. */
const LEAST_ANSWER = 4;

/** Null where the message gives none, or where there is no room: it is then asked as it was written. */
export async function withOwnExamples(input: OwnExamplesInput): Promise<OwnExamples | null> {
	const { messages, contextTokens, promptTokens, answerTokens, countTokens } = input;
	const question = messages.at(-1);
	if (question === undefined || holdsMarker(question.content)) return null;
	const own = userExamples(question.content);
	if (own === null) return null;
	// The task is said again before each of them.
	const begin = own.task === '' ? '' : `${own.task}\n`;
	const exchanges = own.pairs.flatMap((pair) =>
		exchangeOf(`${begin}${pair.question}`, pair.answer)
	);
	const again = begin === '' ? 0 : (await countTokens(begin)) * own.pairs.length;
	// The words are the message's own; each message adds what the template writes around it.
	const more = exchanges.length * MESSAGE_ALLOWANCE + again;
	const left = contextTokens - promptTokens - more;
	if (left < Math.min(answerTokens, contextTokens / LEAST_ANSWER)) return null;
	return {
		messages: [
			...messages.slice(0, -1),
			...exchanges,
			{ ...question, content: `${begin}${own.open}` }
		],
		promptTokens: promptTokens + more,
		answerTokens: Math.min(answerTokens, Math.floor(left)),
		examples: own.pairs.map((pair) => pair.question)
	};
}

export function exchangeOf(question: string, answer: string): ChatMessage[] {
	return [
		{ role: 'user', content: question },
		{ role: 'assistant', content: answer }
	];
}
