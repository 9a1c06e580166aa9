// The first token at a conversation's last turn against its first, each adding a question as long; and beside
// it llama.cpp alone, which is given the same new tokens after the same others. What is over at a late turn
// with it as well is attention over what is kept. Not here: the table (../native.ts).

import type { Token } from 'node-llama-cpp';
import type { OpenModel } from '../../../worker/llama/open-model.ts';
import type { Heard } from './client.ts';
import { openDirect } from './direct.ts';

/** Of each round. */
export type TurnMeasures = {
	/** By who asks. */
	heardMs: number[];
	/** By the server's own clock. */
	toldMs: number[];
	/** By llama.cpp alone. */
	directMs: number[];
	/** What was not in the KV. */
	newTokens: number[];
};

type Conversation = {
	opened: OpenModel;
	rounds: number;
	turns: number;
	question: (i: number) => string;
	/** One request to the server. */
	ask: (body: Record<string, unknown>) => Promise<Heard | undefined>;
};

const ANSWER_TOKENS = 20;

export async function measureTurns({
	opened,
	rounds,
	turns,
	question,
	ask
}: Conversation): Promise<{ first: TurnMeasures; last: TurnMeasures }> {
	const { template, tokenize } = opened;
	const { sequence, dispose } = await openDirect(opened);
	const none = (): TurnMeasures => ({ heardMs: [], toldMs: [], directMs: [], newTokens: [] });
	const [first, last] = [none(), none()];
	for (let round = 0; round < rounds; round++) {
		const messages: { role: 'user' | 'assistant'; content: string }[] = [];
		for (let turn = 1; turn <= turns; turn++) {
			messages.push({ role: 'user', content: question(round * turns + turn) });
			const heard = await ask({
				messages,
				max_tokens: ANSWER_TOKENS,
				cache_prompt: turn > 1
			});
			if (!heard) throw new Error('No answer.');
			const measures = turn === 1 ? first : turn === turns ? last : null;
			if (measures) {
				const { prompt_ms: toldMs, prompt_n: newTokens, cache_n: kept } = heard.timings;
				measures.heardMs.push(heard.firstMs);
				measures.toldMs.push(toldMs);
				measures.newTokens.push(newTokens);
				const tokens = tokenize(template.render(messages, []));
				measures.directMs.push(await firstDirectly(tokens.slice(0, kept), tokens.slice(kept)));
			}
			messages.push({ role: 'assistant', content: heard.text });
		}
	}
	await dispose();
	return { first, last };

	async function firstDirectly(kept: Token[], unread: Token[]): Promise<number> {
		await sequence.clearHistory();
		// As a conversation leaves it: its last answer was written token by token.
		const read = kept.slice(0, -ANSWER_TOKENS);
		if (read.length > 0) await sequence.evaluateWithoutGeneratingNewTokens(read);
		for (const token of kept.slice(read.length))
			await sequence.evaluateWithoutGeneratingNewTokens([token]);
		const beganMs = performance.now();
		const steps = sequence.evaluate(unread, { temperature: 0, yieldEogToken: true });
		await steps.next();
		const ms = performance.now() - beganMs;
		await steps.return();
		return ms;
	}
}
