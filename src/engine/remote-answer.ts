// What the events of one streamed chat completion say: OpenAI's chunks, with the fields that llama.cpp's
// server adds (timings, progress), and the closing comment of an Understudy edge. Pure.
// Not here: the connection (remote-model.ts), and failures' words (remote-error.ts).

import { fieldsOf, type Fields } from '../contract/parse.ts';
import type { EngineEvent, TokenLogprob } from './engine.ts';
import { toldBill, type ToldBill } from './remote-bill.ts';
import { brokenStream, streamFailure } from './remote-error.ts';
import type { ServerEvent } from './server-events.ts';

export type AnswerContext = {
	path: number;
	/** Alternatives wanted; more are cut. */
	topLogprobs: number;
	host: string;
	/** A monotonic clock, in milliseconds. */
	now: () => number;
	startedMs: number;
};

const COMMENT = /^understudy (\{.*\})$/;
// A sampled token of probability 0 is −∞, or null in JSON; the smallest float's logarithm stands for it.
const SMALLEST_LOGPROB = -103;

export class RemoteAnswer {
	readonly #context: AnswerContext;
	#opening = '';
	#reason: 'stop' | 'length' | null = null;
	#done = false;
	#promptRead = false;
	#completionTokens: number | null = null;
	#tokens = 0;
	#deltas = 0;
	#firstMs: number | null = null;
	#lastMs = 0;
	#decodeMs: number | null = null;
	#bill: ToldBill = {};

	constructor(context: AnswerContext) {
		this.#context = context;
	}

	/** What the request put into the answer's mouth; some servers say it again. */
	opensWith(opening: string): void {
		this.#opening = opening;
	}

	/** Nothing that matters follows. */
	get done(): boolean {
		return this.#done;
	}

	/** Whether the answer came to its end: the closing mark, or the reason why it stopped. */
	get complete(): boolean {
		return this.#done || this.#reason !== null;
	}

	/** What the gateway said of provider and cost. */
	get bill(): ToldBill {
		return this.#bill;
	}

	/** Throws RemoteError. */
	*read(event: ServerEvent): Generator<EngineEvent, void> {
		if (event.type === 'comment') {
			this.#readComment(event.text);
			return;
		}
		if (event.data.trim() === '[DONE]') {
			this.#done = true;
			return;
		}
		const chunk = this.#chunkOf(event.data);
		yield* this.#readProgress(chunk);
		yield* this.#readChoice(chunk);
		yield* this.#readUsage(chunk['usage']);
	}

	finished(aborted: boolean): EngineEvent {
		const measured = this.#firstMs === null ? 0 : this.#lastMs - this.#firstMs;
		return {
			type: 'finished',
			path: this.#context.path,
			reason: aborted ? 'abort' : (this.#reason ?? 'stop'),
			completionTokens: this.#completionTokens ?? (this.#tokens || this.#deltas),
			decodeMs: this.#decodeMs ?? measured
		};
	}

	#chunkOf(data: string): Fields {
		const { host } = this.#context;
		let value: unknown;
		try {
			value = JSON.parse(data);
		} catch (cause) {
			throw brokenStream(host, cause);
		}
		const chunk = fieldsOf(value);
		if (chunk === null) throw brokenStream(host);
		const failure = streamFailure(host, chunk);
		if (failure) throw failure;
		return chunk;
	}

	#readComment(text: string): void {
		const json = COMMENT.exec(text)?.[1];
		if (json === undefined) return;
		try {
			this.#bill = toldBill(JSON.parse(json));
		} catch {
			// A comment of somebody else's that only looks alike.
		}
	}

	/** llama.cpp's server tells how much of the prompt it took from its cache, before the first token. */
	*#readProgress(chunk: Fields): Generator<EngineEvent, void> {
		const progress = fieldsOf(chunk['prompt_progress']);
		const timings = fieldsOf(chunk['timings']);
		if (progress !== null) {
			const [total, cached] = [wholeOf(progress['total']), wholeOf(progress['cache']) ?? 0];
			if (total !== null && wholeOf(progress['processed']) === total)
				yield* this.#promptReadEvent(total, cached, numberOf(progress['time_ms']));
		} else if (timings !== null) {
			const [read, cached] = [wholeOf(timings['prompt_n']) ?? 0, wholeOf(timings['cache_n']) ?? 0];
			// At least one token is always read: before that a chunk counts nothing yet.
			if (read > 0)
				yield* this.#promptReadEvent(read + cached, cached, numberOf(timings['prompt_ms']));
		}
		if (timings === null) return;
		this.#completionTokens = wholeOf(timings['predicted_n']) ?? this.#completionTokens;
		this.#decodeMs = numberOf(timings['predicted_ms']) ?? this.#decodeMs;
	}

	*#readChoice(chunk: Fields): Generator<EngineEvent, void> {
		const { choices } = chunk;
		const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : null;
		if (choice === null) return;
		const reason = choice['finish_reason'];
		if (typeof reason === 'string') this.#reason = reason === 'length' ? 'length' : 'stop';
		const content = fieldsOf(choice['delta'])?.['content'];
		const said = typeof content === 'string' ? content : '';
		const list = fieldsOf(choice['logprobs'])?.['content'];
		const tokens = tokensOf(list, said, this.#context.topLogprobs);
		const text = tokens.length === 0 ? this.#withoutOpening(said) : said;
		if (text === '' && tokens.length === 0) return;
		this.#tokens += tokens.length;
		this.#deltas += 1;
		this.#lastMs = this.#context.now();
		this.#firstMs ??= this.#lastMs;
		yield { type: 'delta', path: this.#context.path, text, tokens };
	}

	/** llama-server says it in a piece of its own, which no token stands for, before the first. */
	#withoutOpening(text: string): string {
		if (this.#opening === '' || this.#deltas > 0 || text === '') return text;
		const rest = text.startsWith(this.#opening) ? text.slice(this.#opening.length) : text;
		this.#opening = '';
		return rest;
	}

	*#readUsage(value: unknown): Generator<EngineEvent, void> {
		const usage = fieldsOf(value);
		if (usage === null) return;
		this.#completionTokens = wholeOf(usage['completion_tokens']) ?? this.#completionTokens;
		const details = fieldsOf(usage['prompt_tokens_details']);
		const read = wholeOf(usage['prompt_tokens']);
		if (read !== null) yield* this.#promptReadEvent(read, wholeOf(details?.['cached_tokens']) ?? 0);
	}

	*#promptReadEvent(
		promptTokens: number,
		cachedTokens: number,
		ms: number | null = null
	): Generator<EngineEvent, void> {
		if (this.#promptRead) return;
		this.#promptRead = true;
		const { now, startedMs } = this.#context;
		// Where the server does not say, the time until it began to answer stands for it.
		yield {
			type: 'prompt-read',
			promptTokens,
			cachedTokens,
			ms: ms ?? (this.#firstMs ?? now()) - startedMs
		};
	}
}

/**
 * A character spread over several tokens arrives with its last token: what is no whole text by itself is
 * reported under the text it completed.
 */
function tokensOf(content: unknown, text: string, topLogprobs: number): TokenLogprob[] {
	if (!Array.isArray(content)) return [];
	return content.flatMap((entry) => {
		const token = fieldsOf(entry);
		if (token === null || typeof token['token'] !== 'string') return [];
		const top: unknown[] = Array.isArray(token['top_logprobs']) ? token['top_logprobs'] : [];
		return {
			token: token['token'].includes('\uFFFD') ? text : token['token'],
			logprob: logprobOf(token['logprob']),
			top: top.slice(0, topLogprobs).flatMap((one) => {
				const other = fieldsOf(one);
				if (other === null || typeof other['token'] !== 'string') return [];
				return { token: other['token'], logprob: logprobOf(other['logprob']) };
			})
		};
	});
}

function logprobOf(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value)
		? Math.max(value, SMALLEST_LOGPROB)
		: SMALLEST_LOGPROB;
}

function numberOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function wholeOf(value: unknown): number | null {
	return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
}
