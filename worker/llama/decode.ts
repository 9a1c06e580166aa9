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
	const { gate } = lease;
	const steps = stepsOf(model, lease, unread, options);
	const watch = options.grammar ? new SamplerWatch() : null;
	const leave = gate.enter();
	let stuck = false;
	try {
		gate.handIn();
		let next = steps.next();
		for (let count = 1; ; count++) {
			const { done, value } = await (watch ? watch.settled(next) : next);
			if (done || signal.aborted) return;
			const last = count >= most || (!ignoreEnd && model.isEogToken(value.token));
			// The next token is under way while this one is written down.
			if (!last) {
				gate.handIn();
				next = steps.next();
				// It may fail when nobody waits for it any more: the answer was stopped in between.
				next.catch(() => undefined);
			}
			yield value;
			if (last) return;
		}
	} catch (error) {
		if (!(error instanceof SamplerStuck)) throw error;
		stuck = true;
		lease.spoil();
		throw new GatewayError(
			400,
			'grammar_dead_end',
			'The grammar came to a place where no token of this model fits. Allow something else there.',
			{ param: 'grammar', cause: error }
		);
	} finally {
		leave();
		watch?.close();
		if (!stuck) await steps.return(undefined);
	}
}

async function* stepsOf(
	model: LlamaModel,
	{ sequence, number }: Pick<Lease, 'sequence' | 'number'>,
	unread: Token[],
	{ sampling, logprobs, grammar }: DecodeOptions
): AsyncGenerator<Step, void, void> {
	const evaluationPriority = priorityOf(number);
	// llama.cpp's own penalties are for all of what was read; these are for what was written.
	const plain = sampling.bias.size === 0 && !hasPenalties(sampling);
	if (grammar || (logprobs === null && plain)) {
		const options = { sampling, logprobs, grammar, evaluationPriority };
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
		evaluationPriority
	}: Pick<DecodeOptions, 'sampling' | 'logprobs' | 'grammar'> & {
		evaluationPriority: EvaluationPriority;
	}
): AsyncGenerator<Step, void, void> {
	const written: Token[] = [];
	const options = {
		...nativeOptions(model, sampling, grammar, written),
		evaluationPriority
	};
	if (logprobs === null) {
		for await (const token of sequence.evaluate(unread, options)) {
			written.push(token);
			yield { token, logprob: null, top: [] };
		}
		return;
	}
	const tokens = sequence.evaluateWithMetadata(unread, { probabilities: true }, options);
	const power = sampling.temperature > 0 ? sampling.temperature : 1;
	for await (const { token, probabilities } of tokens) {
		written.push(token);
		let sum = 0;
		if (power !== 1) for (const p of probabilities.values()) sum += p ** power;
		const scaled = (p: number) => (power === 1 ? p : p ** power / sum);
		yield {
			token,
			logprob: logarithm(scaled(probabilities.get(token) ?? 0)),
			top: firstOf(probabilities, logprobs, scaled)
		};
	}
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
	grammar: LlamaGrammarEvaluationState | null,
	written: Token[]
): SequenceEvaluateOptions {
	const { temperature, topP, topK, minP, seed, presencePenalty, frequencyPenalty, bias } = sampling;
	return {
		temperature,
		...(temperature > 0 && { topP, minP, seed, ...(topK > 0 && { topK }) }),
		yieldEogToken: true,
		...(grammar && { grammarEvaluationState: grammar }),
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
