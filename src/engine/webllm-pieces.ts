// What the chunks of one of WebLLM's answers say, as deltas: a stop sequence is never begun, a token that ended the
// answer is not part of it, and a character of several tokens comes with its last one. Pure.

import type { ChatCompletionChunk } from '@mlc-ai/web-llm';
import type { EngineEvent, GenerateRequest, TokenLogprob } from './engine.ts';
import { StopText } from './stop-text.ts';

export type Ended = 'stop' | 'length' | 'abort';
type Choice = ChatCompletionChunk['choices'][number];
type Delta = Extract<EngineEvent, { type: 'delta' }>;

export class WebLlmPieces {
	readonly #request: GenerateRequest;
	readonly #path: number;
	readonly #stops: StopText;
	/** Tokens without a text so far: the one that ends an answer comes as such. */
	#silent: TokenLogprob[] = [];
	#text = '';
	#count = 0;
	#endTokens = 0;
	#ended: Ended | null = null;

	constructor(request: GenerateRequest, path: number) {
		this.#request = request;
		this.#path = path;
		this.#stops = new StopText(request.sampling.stop ?? []);
	}

	/** What was told so far. */
	get text(): string {
		return this.#text;
	}

	/** Pieces so far. */
	get count(): number {
		return this.#count;
	}

	/** Null before the end. */
	get ended(): Ended | null {
		return this.#ended;
	}

	/** Tokens that ended the answer and are no part of it, which the library counts with it. */
	get endTokens(): number {
		return this.#endTokens;
	}

	*add({ delta: { content }, logprobs, finish_reason: reason }: Choice): Generator<Delta, void> {
		const text = content ?? '';
		const tokens = this.#tokens(logprobs, text);
		if (text === '') this.#silent.push(...tokens);
		else {
			this.#count++;
			yield this.#delta(this.#stops.add(text).text, [...this.#silent.splice(0), ...tokens]);
		}
		if (!reason) return;
		this.#ended = reason === 'length' || reason === 'abort' ? reason : 'stop';
		const rest = this.#stops.end();
		if (this.#ended !== 'stop') {
			if (rest !== '' || this.#silent.length > 0) yield this.#delta(rest, this.#silent.splice(0));
			return;
		}
		if (this.#isStop(rest)) return;
		this.#endTokens = this.#silent.length;
		if (rest !== '') yield this.#delta(rest, []);
	}

	/** Whether what was held back is the beginning of a stop sequence that the last token completed. */
	#isStop(held: string): boolean {
		const whole = held + this.#silent.map(({ token }) => token).join('');
		return (this.#request.sampling.stop ?? []).some((stop) => whole.includes(stop));
	}

	#delta(text: string, tokens: TokenLogprob[]): Delta {
		this.#text += text;
		const { temperature } = this.#request.sampling;
		// Elsewhere the library's log-probabilities are not those before temperature.
		const told = temperature === 0 || temperature === 1;
		return { type: 'delta', path: this.#path, text, tokens: told ? tokens : [] };
	}

	#tokens(logprobs: Choice['logprobs'], text: string): TokenLogprob[] {
		return (logprobs?.content ?? []).map(({ token, logprob, top_logprobs: top }) => ({
			// A part of a character is told under the text that it completed.
			token: token.includes('\uFFFD') ? text : token,
			logprob,
			top: top
				.slice(0, this.#request.topLogprobs ?? 0)
				.map(({ token: other, logprob: itsLogprob }) => ({ token: other, logprob: itsLogprob }))
		}));
	}
}
