// Computes one answer: finds the sequence that holds most of the prompt, brings the prompt's KV there, and
// yields tokens. Where an activated adapter answers, the prompt is computed without it, in the prefix's own
// context, and that state goes over by a file: node-llama-cpp applies a context's adapters to every token,
// and its public way to move a state is a file. Not here: text and the wire form.

import type { Token } from 'node-llama-cpp';
import { GatewayError } from '../errors.ts';
import type { AdapterPlan } from './adapter-set.ts';
import { priorityOf } from './batch-order.ts';
import { sharedTokens, type Lease } from './context-pool.ts';
import { decode, type DecodeOptions, type Step } from './decode.ts';
import { BATCH_TOKENS } from './machine.ts';
import type { OpenModel } from './open-model.ts';

export type PromptRead = {
	/** Of prompt and invocation. */
	promptTokens: number;
	/** Of them, what was in the KV already. */
	cachedTokens: number;
};

export type RunOptions = Omit<DecodeOptions, 'most'> & {
	maxTokens: number;
	/** Whether KV of earlier requests may be used. */
	cache: boolean;
	/** Called once, before the first token. */
	onPrompt: (read: PromptRead) => void;
	/** Called when the answer ends for lack of room or tokens, not by the model's end token. */
	onLength: () => void;
};

/** Throws a GatewayError when the prompt does not fit. Ends early when the signal is aborted. */
export async function* runChoice(
	opened: OpenModel,
	plan: AdapterPlan,
	prompt: readonly Token[],
	options: RunOptions
): AsyncGenerator<Step, void, void> {
	const { model, pool, contextTokens } = opened;
	const { signal, maxTokens, onPrompt, onLength } = options;
	const invocation = plan.invocation as readonly Token[];
	const whole = [...prompt, ...invocation];
	const room = contextTokens - whole.length;
	if (room < 1)
		throw new GatewayError(
			400,
			'context_length_exceeded',
			`The conversation is ${whole.length} tokens long; this model holds ${contextTokens}. Shorten the message, or start a new chat.`,
			{ param: 'messages' }
		);
	const lease = await pool.lease(plan.answer, whole, signal);
	try {
		if (!options.cache) await forget(lease);
		const cached =
			invocation.length > 0
				? await bringPrefix(opened, plan, prompt.slice(0, -1), lease, options)
				: await rewind(lease, whole.slice(0, -1));
		onPrompt({ promptTokens: whole.length, cachedTokens: cached });
		const unread = whole.slice(lease.sequence.nextTokenIndex);
		const last = await readAhead(lease, unread, signal);
		if (last === null) return;
		const most = Math.min(maxTokens, room);
		let count = 0;
		for await (const step of decode(model, lease, last, { ...options, most })) {
			count += 1;
			if (!options.ignoreEnd && model.isEogToken(step.token)) return;
			if (count === most) onLength();
			yield step;
		}
	} finally {
		lease.release();
	}
}

/** Takes a sequence back to what it shares with `tokens`; how many tokens that is. */
async function rewind(lease: Lease, tokens: readonly Token[]): Promise<number> {
	const { sequence } = lease;
	await sequence.adaptStateToTokens([...tokens], false);
	lease.carried = Math.min(lease.carried, sequence.nextTokenIndex);
	return sequence.nextTokenIndex;
}

async function forget(lease: Lease): Promise<void> {
	lease.carried = 0;
	await lease.sequence.clearHistory();
}

/**
 * Puts the state after `prefix`, as the prefix's adapters compute it, into the answer's sequence. How many
 * of its tokens were not computed anew.
 */
async function bringPrefix(
	opened: OpenModel,
	plan: AdapterPlan,
	prefix: readonly Token[],
	lease: Lease,
	{ signal, cache }: RunOptions
): Promise<number> {
	const { sequence } = lease;
	// The same question again: what was brought for it is still there.
	const there = sharedTokens(sequence.contextTokens.slice(0, lease.carried), prefix);
	if (there === prefix.length) return rewind(lease, prefix);
	const source = await opened.pool.lease(plan.prefix, prefix, signal, 'holds-one');
	const file = opened.stateFile();
	try {
		if (!cache) await forget(source);
		const cached = await rewind(source, prefix);
		const last = await readAhead(source, prefix.slice(cached), signal);
		signal.throwIfAborted();
		if (last && last.length > 0) await read(source, last);
		await source.sequence.saveStateToFile(file.path);
		lease.carried = 0;
		// Written a line above, by this process, from this model.
		await sequence.loadStateFromFile(file.path, { acceptRisk: true });
		lease.carried = prefix.length;
		return cached;
	} finally {
		source.release();
		await file.discard();
	}
}

/**
 * Reads a long prompt batch by batch, so that it can be stopped in between. What is left, at least one
 * token where there was one; null when it was stopped.
 */
async function readAhead(
	lease: Lease,
	tokens: Token[],
	signal: AbortSignal
): Promise<Token[] | null> {
	let from = 0;
	while (tokens.length - from > BATCH_TOKENS) {
		if (signal.aborted) return null;
		await read(lease, tokens.slice(from, from + BATCH_TOKENS));
		from += BATCH_TOKENS;
	}
	return signal.aborted ? null : tokens.slice(from);
}

function read({ sequence, number }: Lease, tokens: Token[]): Promise<void> {
	const evaluationPriority = priorityOf(number);
	return sequence.evaluateWithoutGeneratingNewTokens(tokens, { evaluationPriority });
}
