// Which messages go to the model: the system prompt, the latest exchanges that fit, and the
// question, with room left for the answer. Stateless: the same conversation always gives the same
// window, and the window moves in blocks, so that the prefix a model keeps in its KV cache stays the
// same for several turns. Not here: what a template adds exactly (an allowance is used), and
// summaries of what was left out.

/** A message as the model reads it. */
export type ContextMessage = { role: 'user' | 'assistant' | 'system'; content: string };

export type ContextInput = {
	/** Sent first when not empty; the caller leaves it empty for a model that follows none. */
	systemPrompt: string;
	/** Earlier messages, oldest first: user and assistant in turn. The last one is the question. */
	messages: readonly ContextMessage[];
	/** Prompt and answer together, in tokens. */
	contextTokens: number;
	/** The longest answer wanted, in tokens. */
	maxTokens: number;
	/** Tokens of a text in the model's vocabulary. */
	countTokens: (text: string) => Promise<number>;
};

export type FittedContext = {
	outcome: 'fits';
	messages: ContextMessage[];
	/** An estimate, the template's allowance included. */
	promptTokens: number;
	/** What the answer may use: `maxTokens`, or what is left. */
	answerTokens: number;
	/** Earlier messages left out. */
	droppedMessages: number;
};

export type TooLong = {
	outcome: 'too-long';
	/** Tokens of the question and system prompt; `exact` is false when only estimated. */
	tokens: number;
	exact: boolean;
	/** Tokens they may use. */
	limit: number;
};

/** What a template may add around every prompt: a beginning, a date, the opening of the answer. */
export const PROMPT_ALLOWANCE = 24;
/** What a template may add around a message: role markers and line breaks (Qwen and Llama 3: 5). */
export const MESSAGE_ALLOWANCE = 6;
/** Characters a token may at most stand for when a long text is refused without counting it:
 * runs of one letter and of spaces reach 8–16 in common vocabularies, prose 3–5. */
const LONGEST_TOKEN = 16;
/** Characters per token in the estimates that place the blocks: English prose. */
const ESTIMATE_CHARACTERS = 4;
/** The window moves by about a third of the room for earlier messages. */
const BLOCKS = 3;

export async function fitContext(input: ContextInput): Promise<FittedContext | TooLong> {
	const { systemPrompt, messages, contextTokens, maxTokens, countTokens } = input;
	const question = messages.at(-1);
	if (question === undefined) throw new RangeError('There is no question to fit.');
	// A quarter of the context is enough to answer in, when the wanted length is more than that.
	const answerRoom = Math.min(maxTokens, Math.floor(contextTokens / 4));
	const room = contextTokens - answerRoom - PROMPT_ALLOWANCE;

	const fixed = systemPrompt === '' ? [question] : [system(systemPrompt), question];
	const characters = fixed.reduce((sum, { content }) => sum + content.length, 0);
	const atLeast = Math.ceil(characters / LONGEST_TOKEN);
	// A megabyte of text is refused by its length alone: counting it could take seconds.
	if (atLeast > room)
		return {
			outcome: 'too-long',
			tokens: Math.ceil(characters / 4),
			exact: false,
			limit: Math.max(0, room)
		};
	let used = 0;
	for (const message of fixed) used += (await countTokens(message.content)) + MESSAGE_ALLOWANCE;
	if (used > room)
		return { outcome: 'too-long', tokens: used, exact: true, limit: Math.max(0, room) };

	const history = messages.slice(0, -1);
	const earlierRoom = room - used;
	const { start: oldest, counts } = await oldestThatFits(history, earlierRoom, countTokens);
	const start = oldest === 0 ? 0 : blockStart(history, oldest, room);
	const promptTokens =
		PROMPT_ALLOWANCE + used + counts.slice(start).reduce((sum, count) => sum + count, 0);
	return {
		outcome: 'fits',
		messages: [
			...(systemPrompt === '' ? [] : [system(systemPrompt)]),
			...history.slice(start),
			question
		],
		promptTokens,
		answerTokens: Math.max(1, Math.min(maxTokens, contextTokens - promptTokens)),
		droppedMessages: start
	};
}

function system(content: string): ContextMessage {
	return { role: 'system', content };
}

/** The earliest question from which everything up to the end fits `room`, and tokens per message. */
async function oldestThatFits(
	history: readonly ContextMessage[],
	room: number,
	countTokens: (text: string) => Promise<number>
): Promise<{ start: number; counts: number[] }> {
	const counts: number[] = Array.from({ length: history.length }, () => 0);
	let start = history.length;
	let used = 0;
	for (let i = history.length - 1; i >= 0; i--) {
		const message = history[i];
		if (message === undefined) break;
		if (used + message.content.length / LONGEST_TOKEN > room) break;
		const count = (await countTokens(message.content)) + MESSAGE_ALLOWANCE;
		used += count;
		if (used > room) break;
		counts[i] = count;
		if (message.role === 'user') start = i;
	}
	return { start, counts };
}

/**
 * The first start of a block from `oldest` on. Blocks are cut by an estimate over the whole
 * conversation, so that where they begin does not depend on what fits today: as the conversation
 * grows the start stays, until it no longer fits and moves to the next block.
 */
function blockStart(history: readonly ContextMessage[], oldest: number, room: number): number {
	const size = Math.max(1, Math.floor(room / BLOCKS));
	let estimate = 0;
	let block = 0;
	for (const [i, { role, content }] of history.entries()) {
		if (role === 'user') {
			const here = Math.floor(estimate / size);
			if (here > block && i >= oldest) return i;
			block = Math.max(block, here);
		}
		estimate += Math.ceil(content.length / ESTIMATE_CHARACTERS) + MESSAGE_ALLOWANCE;
	}
	return oldest;
}
