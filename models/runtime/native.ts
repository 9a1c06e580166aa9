// Answers greedily with llama.cpp in this process, through node-llama-cpp's prebuilt CPU binary: the
// browser's engine without a browser, one thread, one sequence at a time (on one core a batch of
// sequences gained nothing: 0.8 ms of CPU a token either way). Only its public methods are used.
//
// Its adapters act on every token of their context, and a modifier must not act before its invocation
// (src/learn/lora-batch.ts): the base's context reads the prompt but for its last token, that state
// goes over to the adapter's context by a file, and there the last token and the invocation follow.

import { readFileSync } from 'node:fs';
import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { parseGgufHeader } from '../../src/contract/gguf.ts';
import { CHAT_TEMPLATE, conversationText } from '../chat-template.ts';
import {
	CONTEXT_TOKENS,
	MOST_TOKENS,
	SELF_TEST_TOLERANCE,
	type Adapter,
	type Runtime,
	type RuntimeAnswer
} from './answers.ts';
import { logarithm, openSequences } from './sequences.ts';

export async function openNative(
	gguf: string,
	adapters: readonly Adapter[] = []
): Promise<Runtime> {
	const bytes = new Uint8Array(readFileSync(gguf));
	if (parseGgufHeader(bytes, bytes.length).chatTemplate !== CHAT_TEMPLATE)
		throw new Error(
			`${gguf} has another chat template than the starter's. Answer with --engine wllama, which applies any.`
		);
	const { NoBinaryFoundError } = await import('node-llama-cpp');
	const sequences = await openSequences(gguf, CONTEXT_TOKENS).catch((cause: unknown) => {
		if (!(cause instanceof NoBinaryFoundError)) throw cause;
		throw new Error(
			`node-llama-cpp has no binary for ${process.platform} ${process.arch}. Answer with --engine wllama.`,
			{ cause }
		);
	});
	const { model, base, close } = sequences;
	const withAdapter = (index: number): Promise<LlamaContextSequence> => {
		const adapter = adapters[index];
		if (!adapter) throw new RangeError(`There is no adapter ${index} of ${adapters.length}.`);
		return sequences.withAdapter(adapter.path);
	};
	return {
		async answer(items, progress, { adapter = null, keep = true, alternatives = 1 } = {}) {
			const out: RuntimeAnswer[] = [];
			for (const item of items) {
				const prompt = model.tokenize(conversationText(item), true);
				const invocation =
					adapter === null ? [] : model.tokenize(adapters[adapter]?.invocation ?? '', true);
				const room = CONTEXT_TOKENS - prompt.length - invocation.length;
				if (room < 1) {
					out.push({ text: '', logprobs: [], ids: [], ended: false, cached: 0 });
					continue;
				}
				const prefix = prompt.slice(0, -1);
				const cached = await rewind(base, prefix, keep);
				let writer = base;
				let unread = [...prefix.slice(cached), ...prompt.slice(-1)];
				if (adapter !== null) {
					if (cached < prefix.length)
						await base.evaluateWithoutGeneratingNewTokens(prefix.slice(cached));
					writer = await withAdapter(adapter);
					await sequences.carry(writer);
					unread = [...prompt.slice(-1), ...invocation];
				}
				const most = Math.min(MOST_TOKENS, room);
				const written = await write(model, writer, unread, { most, alternatives });
				out.push({ ...written, cached });
				progress?.(out.length);
			}
			return out;
		},
		async selfTest(prompt, count) {
			await base.clearHistory();
			const raw = await write(model, base, model.tokenize(prompt, true), {
				most: count,
				alternatives: 2
			});
			return {
				prompt,
				tokens: raw.tokens!.map(({ token }) => token),
				logprobs: raw.logprobs.map((logprob) => Math.round(logprob * 1e6) / 1e6),
				tolerance: SELF_TEST_TOLERANCE
			};
		},
		close
	};
}

/** Takes a sequence back to what it shares with `tokens`, or to nothing; how many tokens that is. */
async function rewind(
	sequence: LlamaContextSequence,
	tokens: Token[],
	keep: boolean
): Promise<number> {
	if (keep) await sequence.adaptStateToTokens(tokens, false);
	else await sequence.clearHistory();
	return sequence.nextTokenIndex;
}

/** Reads `unread`, then writes until the end token or `most` tokens. Greedy. */
async function write(
	model: LlamaModel,
	sequence: LlamaContextSequence,
	unread: Token[],
	{ most, alternatives }: { most: number; alternatives: number }
): Promise<Omit<RuntimeAnswer, 'cached'>> {
	const ids: Token[] = [];
	const logprobs: number[] = [];
	const tops: number[][] = [];
	const steps = sequence.evaluateWithMetadata(
		unread,
		{ confidence: true, probabilities: true },
		{ temperature: 0, yieldEogToken: true }
	);
	for await (const { token, confidence, probabilities } of steps) {
		ids.push(token);
		logprobs.push(logarithm(confidence));
		// Most probable first.
		tops.push([...probabilities.values()].slice(0, alternatives).map(logarithm));
		if (model.isEogToken(token) || ids.length >= most) break;
	}
	return {
		text: model.detokenize(ids.filter((id) => !model.isEogToken(id))).trim(),
		logprobs,
		ids,
		ended: ids.length > 0 && model.isEogToken(ids.at(-1)!),
		...(alternatives > 1
			? { tokens: ids.map((id, i) => ({ token: model.detokenize([id]), top: tops[i]! })) }
			: {})
	};
}
