// How a modifier is asked for at a server: by a model's name, or by its number in llama-server's list,
// where every request names its adapters and what was cached under others is read again.
// Not here: what else a request holds (remote-request.ts).

import { RemoteError } from './remote-error.ts';
import type { ChatMessage, GenerateRequest } from './engine.ts';
import type { RemoteChoice } from './remote-request.ts';
import type { RemoteServer } from './remote-server.ts';
import {
	INITIAL_STATE,
	planAdapters,
	type AdapterPlan,
	type AdapterState,
	type LoadedAdapter
} from './wllama-adapters.ts';

export type RemotePlan = {
	choice: RemoteChoice;
	/** To be read again as the base first. */
	restore: { messages: readonly ChatMessage[]; choice: RemoteChoice } | null;
};

/** One model's adapters at one server; remembers what was computed last. */
export class RemoteAdapterPlans {
	readonly #server: RemoteServer;
	readonly #loaded: readonly LoadedAdapter[];
	#state: AdapterState = INITIAL_STATE;

	/** `invocations`: what activates a modifier, by its id; '' for a plain one. */
	constructor(server: RemoteServer, invocations: ReadonlyMap<string, string>) {
		this.#server = server;
		this.#loaded =
			server.adapters.by === 'number'
				? Array.from(server.adapters.numbers, ([modifierId, index]) => ({
						modifierId,
						index,
						invocation: invocations.get(modifierId) || null
					}))
				: [];
	}

	/** Whether any modifier can be asked for. */
	get any(): boolean {
		const { adapters } = this.#server;
		return adapters.by === 'name' ? adapters.names.size > 0 : this.#loaded.length > 0;
	}

	/** Whether a request can name several: only a list of numbers holds them. */
	get mixes(): boolean {
		const { adapters } = this.#server;
		return adapters.by !== 'none' && adapters.numbers.size > 1;
	}

	/**
	 * Throws RemoteError for a modifier, a scale or a mix the server does not have, and EngineError for a mix of
	 * activated ones.
	 */
	plan(request: Pick<GenerateRequest, 'modifier' | 'mixed' | 'messages'>): RemotePlan {
		const { adapters, model } = this.#server;
		const { modifier, mixed = [] } = request;
		switch (adapters.by) {
			case 'none':
				if (modifier !== null) throw noModifier(modifier.id);
				return plain({ model, lora: null, opening: '', cache: true });
			case 'name': {
				if (modifier === null) return plain({ model, lora: null, opening: '', cache: true });
				if (mixed.length > 0) {
					const lora = [modifier, ...mixed].map(({ id, scale }) => {
						const number = adapters.numbers.get(id);
						if (number === undefined) throw noMix(id);
						return { id: number, scale };
					});
					return plain({ model, lora, opening: '', cache: true });
				}
				const { id, scale } = modifier;
				const name = adapters.names.get(id);
				if (name === undefined) throw noModifier(id);
				if (scale === 1) return plain({ model: name, lora: null, opening: '', cache: true });
				const number = adapters.numbers.get(id);
				if (number === undefined)
					throw new RemoteError(
						'unsupported',
						`This server uses the specialist “${id}” at full strength alone. Set its strength to 1.`
					);
				return plain({ model, lora: [{ id: number, scale }], opening: '', cache: true });
			}
			case 'number':
				return this.#byNumber(request);
			default:
				return adapters satisfies never;
		}
	}

	#byNumber({
		modifier,
		mixed = [],
		messages
	}: Pick<GenerateRequest, 'modifier' | 'mixed' | 'messages'>): RemotePlan {
		const { model, parallel } = this.#server;
		const wanted = (modifier === null ? [] : [modifier, ...mixed]).map(({ id, scale }) => {
			const adapter = this.#loaded.find(({ modifierId }) => modifierId === id);
			if (!adapter) throw noModifier(id);
			return { adapter, scale };
		});
		const loaded = this.#loaded.length > 0 ? this.#loaded : UNKNOWN;
		const plan: AdapterPlan = planAdapters(loaded, wanted, messages, this.#state, parallel);
		this.#state = plan.after;
		return {
			choice: {
				model,
				lora: plan.lora,
				opening: plan.invocation,
				// A server cannot be started anew; it can be told to use nothing of what it keeps.
				cache: plan.cache && !plan.needsFreshSession
			},
			restore: plan.restore && {
				messages: plan.restore.messages,
				choice: { model, lora: plan.restore.lora, opening: '', cache: true }
			}
		};
	}
}

/** Files that no manifest names: the base's list must still switch them off. */
const UNKNOWN: readonly LoadedAdapter[] = [{ modifierId: '', index: 0, invocation: null }];

const plain = (choice: RemoteChoice): RemotePlan => ({ choice, restore: null });

function noMix(id: string): RemoteError {
	return new RemoteError(
		'unsupported',
		`This server does not mix the specialist “${id}” with others. Ask for one modifier alone.`
	);
}

function noModifier(id: string): RemoteError {
	return new RemoteError(
		'unsupported',
		`This model has no specialist “${id}”. Choose another one, or answer without.`
	);
}
