// A compiled MLC model, for tests on a machine where none can be made: what @mlc-ai/web-llm's own LLMChatPipeline
// (0.2.86) does between its engine and a model's WebAssembly, over a test model of the suite in ONNX form on
// onnxruntime, so that every token was computed. Sampling, stopping, log-probabilities, sizes and what is kept are
// written as the library's are; its random numbers and its tokenizer are not its own. Not here: the library's
// engine above it, which is the real one (mlc-engine.ts).

import type { ChatOptions, GenerationConfig } from '@mlc-ai/web-llm';
import type { TransformersDecoder } from '../../src/engine/transformers-decoder.ts';
import {
	chooseToken,
	largest,
	logSoftmax,
	seededRandom
} from '../../src/engine/transformers-sampling.ts';
import { testVocabulary } from './random-gguf.ts';

/** What of a model's mlc-chat-config.json a pipeline cannot do without. */
export type ChatConfig = ChatOptions & Required<Pick<ChatOptions, 'context_window_size'>>;

/** Of the library's Conversation, what a pipeline uses. */
export type Conversation = {
	messages: unknown[][];
	function_string: string;
	reset(): void;
	appendMessage(role: string, content: string, name?: string): void;
	appendReplyHeader(role: string): void;
	finishReply(text: string): void;
	getPromptArray(config: ChatConfig): string[];
	getPromptArrayLastRound(config: ChatConfig): string[];
};
type Finish = 'stop' | 'length' | 'abort';
type Logprob = { token: string; bytes: number[]; logprob: number };
type TokenLogprob = Logprob & { top_logprobs: Logprob[] };

const NEVER = new AbortController().signal;
const END = 2;
/** What the library draws from at least. */
const LEAST_TOP_P = 1e-5;

export class MlcPipeline {
	/** Tokens computed for answers so far, over all of them. */
	computed = 0;
	readonly #decoder: TransformersDecoder;
	readonly #tokens: Tokens;
	readonly #config: ChatConfig;
	/** None of the library's yet: unlike every other, so that its engine sets its own. */
	#conversation = {
		messages: [],
		function_string: 'none',
		reset: () => {}
	} as unknown as Conversation;
	/** What its keys and values are kept of. */
	#read: number[] = [];
	#random = seededRandom(1);
	#ids: number[] = [];
	#message = '';
	#logprobs: TokenLogprob[] = [];
	#stopped = false;
	#finish: Finish | undefined;
	#promptTokens = 0;
	#completionTokens = 0;

	constructor(decoder: TransformersDecoder, vocabulary: number, config: ChatConfig) {
		this.#decoder = decoder;
		this.#tokens = new Tokens(vocabulary);
		this.#config = config;
	}

	/** Whose keys and values are kept. */
	get readTokens(): number {
		return this.#read.length;
	}

	getConversationObject = () => this.#conversation;
	setConversation = (conversation: Conversation) => (this.#conversation = conversation);
	getSupportedInputKinds = () => undefined;
	getMessage = () => this.#message;
	getFinishReason = () => this.#finish;
	getTokenLogprobArray = () => this.#logprobs;
	getCurRoundCompletionTotalTokens = () => this.#completionTokens;
	getCurRoundDecodingTotalTokens = () => Math.max(0, this.#completionTokens - 1);
	getCurRoundPrefillTotalTokens = () => this.#promptTokens;
	getCurRoundPrefillTotalTime = () => 1;
	getCurRoundDecodingTotalTime = () => 1;
	getCurRoundPrefillTokensPerSec = () => 1;
	getCurRoundDecodingTokensPerSec = () => 1;
	getCurRoundLatencyBreakdown = () => ({});
	stopped = () => this.#stopped;
	sync = async () => {};
	dispose = () => void this.#decoder.dispose();
	setSeed = (seed: number) => void (this.#random = seededRandom(seed));

	resetChat(): void {
		this.#conversation.reset();
		this.#finish = undefined;
		this.#decoder.forget();
		this.#read = [];
	}

	triggerStop(): void {
		if (this.#stopped) return;
		this.#stopped = true;
		this.#finish = 'abort';
		this.#conversation.finishReply(this.#message);
	}

	/** Reads what of the conversation is new, to its end: nothing interrupts that. */
	async prefillStep(
		input: string,
		role: string,
		name: string | undefined,
		config: GenerationConfig
	): Promise<void> {
		this.#ids = [];
		this.#message = '';
		this.#logprobs = [];
		this.#promptTokens = 0;
		this.#completionTokens = 0;
		this.#stopped = false;
		const conversation = this.#conversation;
		conversation.appendMessage(role, input, name);
		conversation.appendReplyHeader('assistant');
		const prompt = (
			this.#read.length === 0
				? conversation.getPromptArray(this.#config)
				: conversation.getPromptArrayLastRound(this.#config)
		).flatMap((text) => this.#tokens.encode(text));
		const window = this.#config.context_window_size;
		if (prompt.length + this.#read.length > window)
			throw Object.assign(
				new Error(
					`Prompt tokens exceed context window size: number of prompt tokens: ${prompt.length}; context window size: ${window}\nConsider shortening the prompt, or increase \`context_window_size\`, or using sliding window via \`sliding_window_size\`.`
				),
				{ name: 'ContextWindowSizeExceededError' }
			);
		const token = await this.#next(prompt, config);
		this.#promptTokens = prompt.length;
		this.#commit(token, config);
	}

	async decodeStep(config: GenerationConfig): Promise<void> {
		if (this.#stopped) throw new Error('Cannot run decode when stopped');
		this.#commit(await this.#next([this.#ids.at(-1)!], config), config);
	}

	/** Reads tokens, and draws the one after them. */
	async #next(tokens: readonly number[], config: GenerationConfig): Promise<number> {
		this.#read.push(...tokens);
		const scores = await this.#decoder.read(this.#read, NEVER);
		if (scores === null) throw new Error('Nothing was read.');
		this.computed++;
		const temperature = Math.max(1e-6, config.temperature ?? 1);
		const logprobs = logSoftmax(scores.map((score) => score / temperature));
		const topP = Math.max(config.top_p ?? 1, LEAST_TOP_P);
		const token = chooseToken(logprobs, { temperature: 1, topP, topK: 0 }, this.#random);
		const top = config.top_logprobs ?? 0;
		if (config.logprobs && top > 0) {
			const one = (id: number): Logprob => {
				const text = this.#tokens.decode([id]);
				const bytes = [...new TextEncoder().encode(text)];
				return { token: text, bytes, logprob: logprobs[id]! };
			};
			this.#logprobs.push({ ...one(token), top_logprobs: largest(logprobs, top).map(one) });
		}
		return token;
	}

	#commit(token: number, { max_tokens: most, stop }: GenerationConfig): void {
		if (token === END) this.#end('stop');
		else this.#ids.push(token);
		let message = this.#tokens.decode(this.#ids);
		for (const one of [stop ?? []].flat()) {
			const at = message.lastIndexOf(one);
			if (at < 0) continue;
			message = message.slice(0, at);
			this.#end('stop');
			break;
		}
		this.#message = message;
		if (this.#ids.length >= (most ?? Infinity)) this.#end('length');
		if (this.#read.length === this.#config.context_window_size) this.#end('length');
		this.#completionTokens++;
		if (this.#stopped) this.#conversation.finishReply(message);
	}

	#end(reason: Finish): void {
		this.#stopped = true;
		this.#finish = reason;
	}
}

/** The suite's vocabulary, which spells in letters and bytes; control tokens are read wherever they are spelled. */
class Tokens {
	readonly #vocabulary: string[];
	readonly #ids: Map<string, number>;
	readonly #pieces: RegExp;

	constructor(size: number) {
		const { vocabulary, types } = testVocabulary(size);
		this.#vocabulary = vocabulary;
		this.#ids = new Map(vocabulary.map((token, id) => [token, id]));
		const control = vocabulary.filter((_, id) => types[id] === 2 || types[id] === 3);
		const escaped = control.map((token) => token.replace(/[|]/g, '\\|'));
		this.#pieces = new RegExp(`${escaped.join('|')}|.`, 'gsu');
	}

	encode(text: string): number[] {
		return (text.match(this.#pieces) ?? []).flatMap((piece) => {
			const id = this.#ids.get(piece === ' ' ? '▁' : piece);
			if (id !== undefined) return [id];
			return Array.from(new TextEncoder().encode(piece), (byte) =>
				this.#ids.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)!
			);
		});
	}

	/** A byte of what is no whole character yet is one replacement character, as in the library. */
	decode(ids: readonly number[]): string {
		let text = '';
		let bytes: number[] = [];
		const flush = () => {
			try {
				text += new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
			} catch {
				text += wholeCharacters(bytes);
			}
			bytes = [];
		};
		for (const id of ids) {
			const token = this.#vocabulary[id] ?? '';
			const byte = /^<0x(..)>$/.exec(token)?.[1];
			if (byte !== undefined) {
				bytes.push(Number.parseInt(byte, 16));
				continue;
			}
			flush();
			text += token.replaceAll('▁', ' ');
		}
		flush();
		return text;
	}
}

/** The characters that bytes begin with, and a replacement character for each byte after them. */
function wholeCharacters(bytes: readonly number[]): string {
	for (let count = bytes.length - 1; count > 0; count--)
		try {
			const whole = Uint8Array.from(bytes.slice(0, count));
			const text = new TextDecoder('utf-8', { fatal: true }).decode(whole);
			return text + '\uFFFD'.repeat(bytes.length - count);
		} catch {
			// Ends within a character.
		}
	return '\uFFFD'.repeat(bytes.length);
}
