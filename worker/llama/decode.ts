// One answer's tokens, one by one, from a sequence that has read all of the prompt but `unread`. What is
// chosen where: without log-probabilities by llama.cpp; with them here (sampling.ts), from the model's own
// distribution; under a grammar by llama.cpp, which then tells probabilities among what the grammar allows.
// Uses node-llama-cpp's public methods alone. Not here: text, stop strings, and who waits for what.

import type {
	EvaluationPriority,
	LlamaContextSequence,
	LlamaGrammarEvaluationState,
	LlamaModel,
	SequenceEvaluateOptions,
	Token
} from 'node-llama-cpp';
import { TokenBias } from 'node-llama-cpp';
import { GatewayError } from '../errors.ts';
import { priorityOf } from './batch-order.ts';
import type { Lease } from './context-pool.ts';
import { SamplerStuck, SamplerWatch } from './sampler-failure.ts';
import { Chooser, type Sampling } from './sampling.ts';

export type Step = {
	token: Token;
	/** Natural logarithm; null where log-probabilities were not asked for. */
	logprob: number | null;
	/** Alternatives, most probable first. */
	top: { token: Token; logprob: number }[];
};

export type DecodeOptions = {
	sampling: Sampling;
	/** Null: none; else how many alternatives each token brings. */
	logprobs: number | null;
	grammar: LlamaGrammarEvaluationState | null;
	/** The grammar may come to a place where no token fits. */
	mayDeadEnd: boolean;
	/** Tokens at most. */
	most: number;
	/** Goes on after the model's end token. */
	ignoreEnd: boolean;
	signal: AbortSignal;
};

/** Of a probability rounded to zero: the smallest float's. */
const SMALLEST_LOGPROB = -103;
const logarithm = (p: number): number => Math.max(SMALLEST_LOGPROB, Math.log(Math.min(1, p)));

/** Ends after the model's end token, after `most` tokens, or when the signal is aborted. */
export async function* decode(
	model: LlamaModel,
	lease: Pick<Lease, 'sequence' | 'gate' | 'number' | 'spoil'>,
	unread: Token[],
	options: DecodeOptions
): AsyncGenerator<Step, void, void> {
	const { most, ignoreEnd, signal } = options;
	const { gate, sequence } = lease;
	const watch = options.grammar
		? // The prompts and answers that were to follow the failed batch are computed all the same.
			new SamplerWatch(() => sequence.context.dispatchPendingBatch())
		: null;
	const steps = stepsOf(model, lease, unread, options, watch);
	const leave = gate.enter();
	const begin = () => {
		gate.handIn();
		const begun = watch ? watch.settled(steps.next()) : steps.next();
		// It may fail when nobody waits for it any more: the answer was stopped in between.
		begun.catch(() => undefined);
		return begun;
	};
	let next = begin();
	try {
		for (let count = 1; ; count++) {
			const { done, value } = await next;
			if (done || signal.aborted) return;
			const last = count >= most || (!ignoreEnd && model.isEogToken(value.token));
			// The next token is under way while this one is written down. Before the second the first goes out: making
			// a batch ready held it up by 0.1 to 0.9 ms, 5 to 20 % of the starter's time to it.
			if (!last && count > 1) next = begin();
			yield value;
			if (last) return;
			if (count > 1) continue;
			await nextTurn();
			next = begin();
		}
	} catch (error) {
		if (!(error instanceof SamplerStuck)) throw error;
		throw deadEnd(error);
	} finally {
		leave();
		// An answer that is left has a token under way, which may be the one that never comes.
		if (watch && (await isStuck(next))) lease.spoil();
		else await steps.return(undefined);
		watch?.close();
	}
}

/** Of the event loop: who waited for what was said has read it. */
function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

async function isStuck(next: Promise<unknown>): Promise<boolean> {
	return next.then(
		() => false,
		(error: unknown) => error instanceof SamplerStuck
	);
}

async function* stepsOf(
	model: LlamaModel,
	{ sequence, number }: Pick<Lease, 'sequence' | 'number'>,
	unread: Token[],
	{ sampling, logprobs, grammar, mayDeadEnd }: DecodeOptions,
	watch: SamplerWatch | null
): AsyncGenerator<Step, void, void> {
	const evaluationPriority = priorityOf(number);
	// llama.cpp's own penalties are for all of what was read; these are for what was written.
	const plain = sampling.bias.size === 0 && !hasPenalties(sampling);
	if (grammar || (logprobs === null && plain)) {
		const options = { sampling, logprobs, grammar, mayDeadEnd, watch, evaluationPriority };
		yield* chosenByLlama(model, sequence, unread, options);
		return;
	}
	const greedy = { temperature: 0, yieldEogToken: true, evaluationPriority };
	if (logprobs !== null && logprobs <= 1 && plain && sampling.temperature <= 0) {
		// The likeliest is the one that is chosen: the whole distribution, by which a token of the starter costs
		// this thread 0.47 ms instead of 0.24, is not asked for.
		const tokens = sequence.evaluateWithMetadata(unread, { confidence: true }, greedy);
		for await (const { token, confidence } of tokens) {
			const logprob = logarithm(confidence);
			yield { token, logprob, top: logprobs === 1 ? [{ token, logprob }] : [] };
		}
		return;
	}
	const chooser = new Chooser(sampling);
	const tokens = sequence.evaluateWithMetadata(unread, { probabilities: true }, greedy);
	for (let result = await tokens.next(); !result.done;) {
		const { probabilities } = result.value;
		const token = chooser.next(probabilities) as Token;
		yield logprobs === null
			? { token, logprob: null, top: [] }
			: {
					token,
					logprob: logarithm(probabilities.get(token) ?? 0),
					top: firstOf(probabilities, logprobs)
				};
		result = await tokens.next(token);
	}
}

/**
 * The state of a grammar goes on with the token that llama.cpp chose, so llama.cpp must choose. What
 * temperature did to the probabilities is undone.
 */
async function* chosenByLlama(
	model: LlamaModel,
	sequence: LlamaContextSequence,
	unread: Token[],
	{
		sampling,
		logprobs,
		grammar,
		mayDeadEnd,
		watch,
		evaluationPriority
	}: Pick<DecodeOptions, 'sampling' | 'logprobs' | 'grammar' | 'mayDeadEnd'> & {
		watch: SamplerWatch | null;
		evaluationPriority: EvaluationPriority;
	}
): AsyncGenerator<Step, void, void> {
	const written: Token[] = [];
	const options = {
		...nativeOptions(model, sampling, written),
		...(grammar && { grammarEvaluationState: () => (watch?.chooses(), grammar) }),
		evaluationPriority
	};
	// The likeliest of forbidden tokens fails by itself; one that is drawn may not, and only its probability tells.
	// With it the grammar looks at the whole vocabulary, and not at what was drawn alone.
	if (logprobs === null && !(mayDeadEnd && sampling.temperature > 0)) {
		for await (const token of sequence.evaluate(unread, options)) {
			written.push(token);
			yield { token, logprob: null, top: [] };
		}
		return;
	}
	const wanted =
		logprobs === null ? { confidence: true as const } : { probabilities: true as const };
	const tokens = sequence.evaluateWithMetadata(unread, wanted, options);
	const power = sampling.temperature > 0 ? sampling.temperature : 1;
	for await (const { token, probabilities, confidence } of tokens as AsyncGenerator<Chosen>) {
		const p = probabilities ? (probabilities.get(token) ?? 0) : (confidence ?? 0);
		// Where the grammar forbids every token, they are drawn by what are no probabilities.
		if (grammar && !(p >= 0)) throw deadEnd();
		written.push(token);
		if (logprobs === null || !probabilities) {
			yield { token, logprob: null, top: [] };
			continue;
		}
		let sum = 0;
		if (power !== 1) for (const one of probabilities.values()) sum += one ** power;
		const scaled = (one: number) => (power === 1 ? one : one ** power / sum);
		yield {
			token,
			logprob: logarithm(scaled(p)),
			top: firstOf(probabilities, logprobs, scaled)
		};
	}
}

type Chosen = { token: Token; confidence?: number; probabilities?: Map<Token, number> };

function deadEnd(cause?: unknown): GatewayError {
	return new GatewayError(
		400,
		'grammar_dead_end',
		'The grammar came to a place where no token of this model fits. Allow something else there.',
		{ param: 'grammar', cause }
	);
}

function firstOf(
	probabilities: ReadonlyMap<Token, number>,
	count: number,
	scaled = (p: number) => p
): Step['top'] {
	const top: Step['top'] = [];
	if (count === 0) return top;
	for (const [token, p] of probabilities) {
		top.push({ token, logprob: logarithm(scaled(p)) });
		if (top.length === count) break;
	}
	return top;
}

function hasPenalties({ presencePenalty, frequencyPenalty }: Sampling): boolean {
	return presencePenalty !== 0 || frequencyPenalty !== 0;
}

function nativeOptions(
	model: LlamaModel,
	sampling: Sampling,
	written: Token[]
): SequenceEvaluateOptions {
	const { temperature, topP, topK, minP, seed, presencePenalty, frequencyPenalty, bias } = sampling;
	return {
		temperature,
		// Without a `topK` node-llama-cpp takes 40; 0 and less are all there.
		...(temperature > 0 && { topP, minP, seed, topK: Math.max(0, topK) }),
		yieldEogToken: true,
		...(hasPenalties(sampling) && {
			repeatPenalty: {
				punishTokens: () => written,
				maxPunishTokens: PUNISHED_TOKENS,
				penalty: 1,
				presencePenalty,
				frequencyPenalty
			}
		}),
		...(bias.size > 0 && { tokenBias: biasOf(model, bias) })
	};
}

// Under a grammar penalties look back so far.
const PUNISHED_TOKENS = 512;

function biasOf(model: LlamaModel, bias: ReadonlyMap<number, number>): TokenBias {
	const list = TokenBias.for(model);
	for (const [token, logit] of bias) list.set(token as Token, { logit });
	return list;
}
