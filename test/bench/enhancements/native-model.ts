// The shipped starter as a LoadedModel in Node: llama.cpp through node-llama-cpp, one thread, one sequence,
// sampled as the app samples (top-k, top-p, then temperature). An activated modifier reads the prefix from the
// base's state, as in models/runtime/native.ts. For measuring what is built on answers, not speed.

import { readFileSync } from 'node:fs';
import type { Token } from 'node-llama-cpp';
import { manifestFrom } from '../../../src/contract/manifest.ts';
import type {
	EngineEvent,
	GenerateRequest,
	LoadedModel,
	TokenLogprob
} from '../../../src/engine/engine.ts';
import { modifiersOf } from '../../../models/auto.ts';
import { promptText } from '../../../models/chat-template.ts';
import { logarithm, openSequences } from '../../../models/runtime/sequences.ts';
import { Chooser } from '../../../worker/llama/sampling.ts';
import { modelOf } from '../../support/scripted-model.ts';

export async function openNativeModel(folder: string): Promise<LoadedModel> {
	const manifest = manifestFrom(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
	const adapters = modifiersOf(manifest, folder);
	const { contextTokens } = manifest.template;
	const sequences = await openSequences(`${folder}/base.gguf`, contextTokens);
	const { model, base } = sequences;

	/** The sequence that writes, what it has still to read, and how many tokens were kept. */
	async function place({ messages, modifier }: GenerateRequest) {
		const prompt = model.tokenize(promptText(messages), true);
		const prefix = prompt.slice(0, -1);
		await base.adaptStateToTokens(prefix, false);
		const cached = base.nextTokenIndex;
		const rest = [...prefix.slice(cached), ...prompt.slice(-1)];
		if (modifier === null) return { sequence: base, unread: rest, prompt: prompt.length, cached };
		const adapter = adapters.find(({ id }) => id === modifier.id);
		if (!adapter) throw new Error(`The starter has no specialist “${modifier.id}”.`);
		if (cached < prefix.length) await base.evaluateWithoutGeneratingNewTokens(prefix.slice(cached));
		const sequence = await sequences.withAdapter(adapter.path);
		await sequences.carry(sequence);
		const unread = [...prompt.slice(-1), ...model.tokenize(adapter.invocation, true)];
		return { sequence, unread, prompt: prompt.length - 1 + unread.length, cached };
	}

	async function* generate(
		request: GenerateRequest,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent> {
		const { sampling, topLogprobs = 0 } = request;
		const { sequence, unread, prompt, cached } = await place(request);
		yield { type: 'prompt-read', promptTokens: prompt, cachedTokens: cached, ms: 0 };
		const chooser = new Chooser({
			...sampling,
			// As engines do: without one every answer is drawn anew.
			seed: sampling.seed ?? Math.floor(Math.random() * 2 ** 32),
			minP: 0,
			presencePenalty: 0,
			frequencyPenalty: 0,
			bias: new Map()
		});
		const most = Math.min(sampling.maxTokens, contextTokens - prompt);
		const ids: Token[] = [];
		let written = '';
		let reason: 'stop' | 'length' | 'abort' = 'length';
		const steps = sequence.evaluateWithMetadata(
			unread,
			{ probabilities: true },
			{ temperature: 0, yieldEogToken: true }
		);
		let next = steps.next();
		try {
			for (let step = await next; ids.length < most && !step.done; step = await next) {
				const { probabilities } = step.value;
				const token = chooser.next(probabilities) as Token;
				if (signal.aborted || model.isEogToken(token)) {
					reason = signal.aborted ? 'abort' : 'stop';
					break;
				}
				ids.push(token);
				// The next token is under way while this one is told, as in the app's engines.
				if (ids.length < most) next = steps.next(token);
				const whole = model.detokenize(ids).trimStart();
				const text = whole.startsWith(written) ? whole.slice(written.length) : '';
				if (text !== '') written = whole;
				const said: TokenLogprob = {
					token: model.detokenize([token]),
					logprob: logarithm(probabilities.get(token) ?? 0),
					top: [...probabilities].slice(0, topLogprobs).map(([other, p]) => ({
						token: model.detokenize([other]),
						logprob: logarithm(p)
					}))
				};
				yield { type: 'delta', path: 0, text, tokens: [said] };
			}
		} finally {
			await next.catch(() => undefined);
			await steps.return();
		}
		yield { type: 'finished', path: 0, reason, completionTokens: ids.length, decodeMs: 0 };
	}

	return {
		...modelOf(generate, manifest, { modifiers: true, sharedPrefix: true }),
		countTokens: async (text) => model.tokenize(text).length,
		dispose: () => sequences.close()
	};
}

/**
 * The same model, which computes each request once: variants that ask the same question from the same seed
 * share its answer, so that they differ by what they do with it and by no chance.
 */
export function remembering(model: LoadedModel): LoadedModel {
	const known = new Map<string, EngineEvent[]>();
	async function* generate(
		request: GenerateRequest,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent> {
		const key = JSON.stringify([request.messages, request.modifier, request.sampling]);
		let events = known.get(key);
		if (!events) {
			events = [];
			for await (const event of model.generate(request, new AbortController().signal))
				events.push(event);
			known.set(key, events);
		}
		for (const event of events) {
			if (signal.aborted) return;
			yield event;
		}
	}
	return { ...model, generate };
}
