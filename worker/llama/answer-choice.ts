// One choice of an answer, from tokens to what the wire says: pieces of text with the log-probabilities of
// their tokens, then tool calls, then why it ended. Not here: events and bytes (chat.ts).

import { LlamaGrammarEvaluationState } from 'node-llama-cpp';
import type { LlamaModel, Token } from 'node-llama-cpp';
import type { ChatTool } from '../contract.ts';
import type { AdapterPlan } from './adapter-set.ts';
import { StopStrings, WholeCharacters } from './answer-text.ts';
import type { ChatWish } from './chat-request.ts';
import type { Step } from './decode.ts';
import type { OpenModel } from './open-model.ts';
import { runChoice, type PromptRead } from './run-choice.ts';
import { CallHold, type FoundCall } from './tool-calls.ts';

/** As in OpenAI's form, with llama-server's `id`. */
export type WireLogprob = {
	id: number;
	token: string;
	bytes: number[] | null;
	logprob: number;
	top_logprobs: Omit<WireLogprob, 'top_logprobs'>[];
};

export type FinishReason = 'stop' | 'length' | 'tool_calls';

export type ChoiceEvent =
	| { type: 'prompt'; read: PromptRead }
	/** `tokens` were written since the last piece. */
	| { type: 'piece'; text: string; logprobs: WireLogprob[]; tokens: number }
	| { type: 'calls'; calls: FoundCall[] }
	| { type: 'end'; finish: FinishReason; tokens: number };

export type ChoiceRequest = {
	plan: AdapterPlan;
	prompt: readonly Token[];
	wish: ChatWish;
	tools: readonly ChatTool[];
	/** Choices of one request draw differently. */
	index: number;
	signal: AbortSignal;
};

/** Throws a GatewayError before the first event when the prompt does not fit. */
export async function* answerChoice(
	opened: OpenModel,
	{ plan, prompt, wish, tools, index, signal }: ChoiceRequest
): AsyncGenerator<ChoiceEvent, void, void> {
	const { model } = opened;
	const { grammar, mayDeadEnd, sampling, logprobs, maxTokens, cache, ignoreEnd } = wish;
	let read: PromptRead | null = null;
	let finish: FinishReason = 'stop';
	let tokens = 0;
	const steps = runChoice(opened, plan, prompt, {
		sampling: { ...sampling, seed: (sampling.seed + index) >>> 0 },
		logprobs,
		grammar: grammar && new LlamaGrammarEvaluationState({ model, grammar }),
		mayDeadEnd,
		maxTokens,
		cache,
		ignoreEnd,
		signal,
		onPrompt: (found) => (read = found),
		onLength: () => (finish = 'length')
	});
	const calls = tools.length > 0 ? new CallHold(tools) : null;
	const writer = new Writer(model, wish.stops, calls);
	for await (const step of steps) {
		tokens += 1;
		if (read) {
			yield { type: 'prompt', read };
			read = null;
		}
		const piece = writer.add(step);
		if (piece) {
			yield { ...piece, tokens };
			tokens = 0;
		}
		if (writer.stopped) {
			finish = 'stop';
			break;
		}
	}
	if (read) yield { type: 'prompt', read };
	const { piece, found } = writer.end();
	if (piece) yield { ...piece, tokens: 0 };
	if (found.length > 0) {
		yield { type: 'calls', calls: found };
		if (finish === 'stop') finish = 'tool_calls';
	}
	yield { type: 'end', finish, tokens };
}

type Piece = Omit<Extract<ChoiceEvent, { type: 'piece' }>, 'tokens'>;

class Writer {
	readonly #model: LlamaModel;
	readonly #characters: WholeCharacters;
	readonly #stops: StopStrings;
	readonly #calls: CallHold | null;
	#waiting: WireLogprob[] = [];

	constructor(model: LlamaModel, stops: readonly string[], calls: CallHold | null) {
		this.#model = model;
		this.#calls = calls;
		this.#stops = new StopStrings(stops);
		// A call's marks are special tokens to some models, and would not be shown otherwise.
		this.#characters = new WholeCharacters((tokens, before) =>
			model.detokenize(tokens as Token[], calls !== null, before as Token[])
		);
	}

	get stopped(): boolean {
		return this.#stops.stopped;
	}

	add({ token, logprob, top }: Step): Piece | null {
		const whole = this.#characters.add(token);
		if (logprob !== null)
			this.#waiting.push({
				...this.#entry(token, logprob, whole ?? ''),
				top_logprobs: top.map((other) => this.#entry(other.token, other.logprob, null))
			});
		return whole === null ? null : this.#show(whole);
	}

	end(): { piece: Piece | null; found: FoundCall[] } {
		const rest = this.#characters.rest();
		const shown = this.#show(rest);
		const held = this.#stops.rest();
		const { calls, words } = this.#calls
			? (this.#calls.push(held), this.#calls.end())
			: { calls: [], words: held };
		const text = (shown?.text ?? '') + (calls.length > 0 ? '' : words);
		const logprobs = [...(shown?.logprobs ?? []), ...(this.stopped ? [] : this.#waiting)];
		this.#waiting = [];
		const empty = text === '' && logprobs.length === 0;
		return { piece: empty ? null : { type: 'piece', text, logprobs }, found: calls };
	}

	#show(text: string): Piece | null {
		const passed = this.#stops.push(text);
		const shown = this.#calls ? this.#calls.push(passed) : passed;
		if (shown === '') return null;
		const logprobs = this.#waiting;
		this.#waiting = [];
		return { type: 'piece', text: shown, logprobs };
	}

	/** A character spread over several tokens stands with its last one. */
	#entry(token: Token, logprob: number, text: string | null): Omit<WireLogprob, 'top_logprobs'> {
		const said = text ?? this.#model.detokenize([token], true);
		return {
			id: token,
			token: said,
			bytes: said.includes('\uFFFD') ? null : [...encoder.encode(said)],
			logprob
		};
	}
}

const encoder = new TextEncoder();
