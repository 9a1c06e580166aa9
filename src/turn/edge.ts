// What a turn knows of a model on another machine: the edge, or a server of one's own. Whoever gives
// one (app.ts) knows the address and the key; the turn knows its host, and asks for consent.
// Not here: the wire (engine/remote.ts), and whether to ask (ask-further.ts).

import type { LoadedModel } from '../engine/engine.ts';

/** What is asked of it, as the gateway names its aliases. */
export type EdgeRole = 'smart' | 'auto' | 'fast' | 'cheap' | 'planner' | 'reviewer' | 'judge';

export type OpenEdge = {
	/**
	 * Sends what it is asked and nothing else. Its `generate` throws errors with the codes of
	 * EdgeCallCode, and says `billed` before it ends. `countTokens` estimates without a request.
	 */
	model: LoadedModel;
	/** Its name in a source: `edge:openai`, `native:llama`. Until a bill says who answered. */
	name: string;
	/** As a person knows the host: `edge.example.org`. */
	host: string;
	/** On this machine: nothing leaves the device, and no consent is asked. */
	loopback: boolean;
	/** The most that so many tokens cost; null where the price is not known here. */
	costMicroUsd?: (promptTokens: number, answerTokens: number) => number | null;
	/** Why its budget would refuse what costs so much, as far as was heard (edge-budget.ts); null: nothing is known. */
	spent?: (costMicroUsd: number | null) => Promise<string | null>;
};

export interface EdgeProvider {
	/**
	 * What would be asked, from what is configured. It makes no request to a host that is not
	 * loopback: consent comes after it. Throws EdgeUnavailable.
	 */
	open(role: EdgeRole): Promise<OpenEdge>;
}

export type EdgeUnavailableCode = 'not-configured' | 'offline' | 'unreachable';

/** There is none to ask; `message` says so and what to do. */
export class EdgeUnavailable extends Error {
	override readonly name = 'EdgeUnavailable';
	readonly code: EdgeUnavailableCode;
	constructor(code: EdgeUnavailableCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/**
 * How a request to it fails: it could not be reached; its stream ended early (both are tried once more
 * under the same key); the budget or a rate is spent; it refuses the caller; it has no provider; else.
 */
export type EdgeCallCode =
	'unreachable' | 'stream-broken' | 'over-budget' | 'rate-limited' | 'refused' | 'failed';
