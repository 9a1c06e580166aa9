// POST /v1/chat/completions on the model in this process: from the gateway's request to OpenAI's events or
// one whole answer, with llama-server's `timings` beside them. The gateway forwards the bytes as a
// provider's. Not here: computing (run-choice.ts) and reading the request (chat-request.ts).

import type { ChatRequest, UpstreamResponse } from '../contract.ts';
import { errorBody, GatewayError } from '../errors.ts';
import { planAdapters } from './adapter-set.ts';
import { answerChoice, type ChoiceEvent, type FinishReason } from './answer-choice.ts';
import type { WireLogprob } from './answer-choice.ts';
import { BytePipe } from './byte-pipe.ts';
import { readWish } from './chat-request.ts';
import type { OpenModel } from './open-model.ts';
import type { FoundCall } from './tool-calls.ts';

export type ChatParts = {
	nowMs: () => number;
	/** Of what was not given a seed. */
	newSeed: () => number;
	newId: () => string;
};

/** Throws a GatewayError for what the model cannot do, and for a prompt that does not fit. */
export async function answerChat(
	opened: OpenModel,
	request: ChatRequest,
	signal: AbortSignal,
	parts: ChatParts
): Promise<UpstreamResponse> {
	const clock = new Timings(parts.nowMs);
	const { manifest, adapters } = opened.files;
	const plan = planAdapters({ model: request.model, lora: request['lora'] }, manifest.id, adapters);
	const wish = await readWish(request, opened.llama, parts.newSeed);
	const tools = request.tool_choice === 'none' ? [] : (request.tools ?? []);
	const prompt = opened.tokenize(opened.template.render(request.messages, tools));
	// What is left of a request when one of its choices fails is not computed to its end.
	const failure = new AbortController();
	const either = AbortSignal.any([signal, failure.signal]);
	const choices = Array.from({ length: wish.choices }, (_, index) =>
		begun(answerChoice(opened, { plan, prompt, wish, tools, index, signal: either }))
	);
	const head = {
		id: parts.newId(),
		created: Math.floor(parts.nowMs() / 1000),
		model: request.model
	};
	const stopped = (error: unknown) => {
		failure.abort();
		throw error;
	};
	if (request.stream !== true) {
		const collected = await Promise.all(choices.map((choice) => collect(choice, clock))).catch(
			stopped
		);
		return json(wholeAnswer(head, collected, clock));
	}
	const pipe = new BytePipe();
	const showUsage = request.stream_options?.include_usage === true;
	const writer = new EventWriter(pipe, head, clock, { timings: wish.timings, showUsage });
	const written = Promise.all(choices.map((choice, index) => writer.choice(choice, index)));
	written.catch(() => undefined);
	// What is wrong with the request shows before the answer begins. The other choices may wait for a place that
	// this one holds until it has ended.
	await Promise.race(choices.map(({ first }) => first)).catch(stopped);
	void written.catch(stopped).then(
		() => writer.finish(),
		(error: unknown) => {
			if (signal.aborted) pipe.end();
			else writer.fail(error);
		}
	);
	return {
		ok: true,
		status: 200,
		headers: new Headers({ 'content-type': 'text/event-stream' }),
		body: { getReader: () => pipe }
	};
}

type Choice = { first: Promise<unknown>; events: AsyncGenerator<ChoiceEvent, void, void> };

/** A choice that is under way, and the moment it has read its prompt. */
function begun(choice: Choice['events']): Choice {
	const next = choice.next();
	return { first: next, events: continued(next, choice) };
}

async function* continued(
	next: Promise<IteratorResult<ChoiceEvent, void>>,
	rest: Choice['events']
): Choice['events'] {
	const { done, value } = await next;
	if (done) return;
	yield value;
	yield* rest;
}

/** llama-server's figures. */
class Timings {
	readonly #nowMs: () => number;
	readonly #beganMs: number;
	#readMs: number | null = null;
	prompt = 0;
	cached = 0;
	written = 0;

	constructor(nowMs: () => number) {
		this.#nowMs = nowMs;
		this.#beganMs = nowMs();
	}

	/** A choice's prompt was read: its first token is here. */
	read(promptTokens: number, cachedTokens: number): void {
		this.#readMs ??= this.#nowMs();
		this.prompt = promptTokens;
		this.cached = Math.max(this.cached, cachedTokens);
	}

	get object() {
		const readMs = this.#readMs ?? this.#nowMs();
		const [promptMs, writtenMs] = [readMs - this.#beganMs, this.#nowMs() - readMs];
		return {
			cache_n: this.cached,
			prompt_n: this.prompt - this.cached,
			prompt_ms: promptMs,
			predicted_n: this.written,
			predicted_ms: writtenMs,
			predicted_per_second: writtenMs > 0 ? (this.written * 1000) / writtenMs : 0
		};
	}

	get usage() {
		return {
			prompt_tokens: this.prompt,
			completion_tokens: this.written,
			total_tokens: this.prompt + this.written,
			prompt_tokens_details: { cached_tokens: this.cached }
		};
	}
}

type Head = { id: string; created: number; model: string };
type Shown = { timings: boolean; showUsage: boolean };

class EventWriter {
	readonly #pipe: BytePipe;
	readonly #head: Head;
	readonly #clock: Timings;
	/** llama-server's figures with every piece; `usage` in every event, as a client asked. */
	readonly #shown: Shown;
	/** All that the events of an answer begin with. */
	readonly #start: string;

	constructor(pipe: BytePipe, head: Head, clock: Timings, shown: Shown) {
		this.#pipe = pipe;
		this.#head = head;
		this.#clock = clock;
		this.#shown = shown;
		const { id, created, model } = head;
		const fields = { id, object: 'chat.completion.chunk', created, model };
		this.#start = `data: ${JSON.stringify(fields).slice(0, -1)},"choices":[`;
	}

	async choice({ events }: Choice, index: number): Promise<void> {
		let said = false;
		for await (const event of events) {
			// With the first words, in one packet: the next would have to wait for its time.
			if (!said && event.type !== 'prompt') {
				said = true;
				this.#event(index, '{"role":"assistant","content":""}');
			}
			this.#take(event, index);
		}
	}

	/** The gateway reads what was used, and takes it out for who did not ask. */
	finish(): void {
		this.#pipe.write(`${this.#start}],"usage":${JSON.stringify(this.#clock.usage)}}\n\n`);
		this.#pipe.write('data: [DONE]\n\n');
		this.#pipe.end();
	}

	fail(error: unknown): void {
		const said = error instanceof GatewayError ? error : failed(error);
		this.#pipe.write(`data: ${JSON.stringify(errorBody(said))}\n\n`);
		this.#pipe.end();
	}

	#take(event: ChoiceEvent, index: number): void {
		switch (event.type) {
			case 'prompt':
				return this.#clock.read(event.read.promptTokens, event.read.cachedTokens);
			case 'piece':
				this.#clock.written += event.tokens;
				return this.#event(index, `{"content":${JSON.stringify(event.text)}}`, event.logprobs);
			case 'calls':
				return this.#event(
					index,
					JSON.stringify({ tool_calls: numbered(wireCalls(event.calls, this.#head, index)) })
				);
			case 'end':
				this.#clock.written += event.tokens;
				return this.#event(index, '{}', [], event.finish);
			default:
				event satisfies never;
		}
	}

	#event(
		index: number,
		delta: string,
		logprobs: readonly WireLogprob[] = [],
		finish: FinishReason | null = null
	): void {
		const list = logprobs.length > 0 ? `{"content":${JSON.stringify(logprobs)}}` : 'null';
		const timings =
			this.#shown.timings || finish !== null
				? `,"timings":${JSON.stringify(this.#clock.object)}`
				: '';
		const usage = this.#shown.showUsage ? ',"usage":null' : '';
		this.#pipe.write(
			`${this.#start}{"index":${index},"delta":${delta},"logprobs":${list},"finish_reason":${finish === null ? 'null' : `"${finish}"`}}]${usage}${timings}}\n\n`
		);
	}
}

type Collected = {
	text: string;
	logprobs: WireLogprob[];
	calls: FoundCall[];
	finish: FinishReason;
};

async function collect({ events }: Choice, clock: Timings): Promise<Collected> {
	const all: Collected = { text: '', logprobs: [], calls: [], finish: 'stop' };
	const take = (event: ChoiceEvent) => {
		switch (event.type) {
			case 'prompt':
				return clock.read(event.read.promptTokens, event.read.cachedTokens);
			case 'piece':
				all.text += event.text;
				clock.written += event.tokens;
				return void all.logprobs.push(...event.logprobs);
			case 'calls':
				return void (all.calls = event.calls);
			case 'end':
				all.finish = event.finish;
				return void (clock.written += event.tokens);
			default:
				event satisfies never;
		}
	};
	for await (const event of events) take(event);
	return all;
}

function wholeAnswer(head: Head, choices: readonly Collected[], clock: Timings) {
	return {
		id: head.id,
		object: 'chat.completion',
		created: head.created,
		model: head.model,
		choices: choices.map(({ text, logprobs, calls, finish }, index) => ({
			index,
			message: {
				role: 'assistant',
				content: calls.length > 0 && text === '' ? null : text,
				refusal: null,
				...(calls.length > 0 && { tool_calls: wireCalls(calls, head, index) })
			},
			logprobs: logprobs.length > 0 ? { content: logprobs } : null,
			finish_reason: finish
		})),
		usage: clock.usage,
		timings: clock.object
	};
}

function wireCalls(calls: readonly FoundCall[], { id }: Head, choice: number) {
	return calls.map(({ name, arguments: given }, index) => ({
		id: `call_${id.replace(/\W/g, '').slice(-12)}_${choice}_${index}`,
		type: 'function',
		function: { name, arguments: given }
	}));
}

/** In a stream's events, where a call may come in pieces. */
function numbered<Call extends object>(calls: readonly Call[]) {
	return calls.map((call, index) => ({ index, ...call }));
}

function failed(cause: unknown): GatewayError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new GatewayError(500, 'model_failed', `The model failed: ${reason}. Try again.`, {
		cause
	});
}

/** A whole JSON answer, in the form the gateway reads from providers. */
export function json(value: unknown): UpstreamResponse {
	const pipe = new BytePipe();
	pipe.write(JSON.stringify(value));
	pipe.end();
	return {
		ok: true,
		status: 200,
		headers: new Headers({ 'content-type': 'application/json' }),
		body: { getReader: () => pipe }
	};
}
