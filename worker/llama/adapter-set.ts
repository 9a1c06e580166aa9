// Which adapters a request asks for: by the model's name (`starter+code`) or by llama-server's `lora` list,
// and what that means for its KV. Pure. Ids count the manifest's modifiers, from 0.
//
// A plain adapter changes every token. An activated one acts from one token before its invocation on: what
// comes before is computed without it, so that a conversation's prefix is the base's, whoever answers.

import { GatewayError } from '../errors.ts';
import type { AdapterFile } from './model-files.ts';

export type ChosenAdapter = { id: number; scale: number };

export type AdapterPlan = {
	/** Computes the prompt, but for its last token. */
	prefix: readonly ChosenAdapter[];
	/** Computes the prompt's last token, the invocation and the answer. */
	answer: readonly ChosenAdapter[];
	/** Ends the prompt; empty unless an activated adapter is among the chosen. */
	invocation: readonly number[];
};

/** Names a set of adapters: contexts with the same key compute the same. */
export function setKey(set: readonly ChosenAdapter[]): string {
	return set.map(({ id, scale }) => `${id}:${scale}`).join(',');
}

/** Throws a GatewayError for an unknown id, and for two activated adapters at once. */
export function planAdapters(
	{ model, lora }: { model: string; lora?: unknown },
	baseId: string,
	adapters: readonly Pick<AdapterFile, 'modifier'>[]
): AdapterPlan {
	const chosen = isAbsent(lora) ? named(model, baseId, adapters) : listed(lora, adapters.length);
	const answer = chosen.filter(({ scale }) => scale !== 0).toSorted((a, b) => a.id - b.id);
	const invocationOf = ({ id }: ChosenAdapter) => adapters[id]?.modifier.invocationTokens ?? [];
	const activated = answer.filter((adapter) => invocationOf(adapter).length > 0);
	if (activated.length > 1)
		throw new GatewayError(
			400,
			'several_activated',
			`${activated.map(({ id }) => adapters[id]?.modifier.id).join(' and ')} each wait for an invocation of their own. Ask for one of them.`,
			{ param: 'lora' }
		);
	const [active] = activated;
	return {
		prefix: answer.filter((adapter) => adapter !== active),
		answer,
		invocation: active ? invocationOf(active) : []
	};
}

function named(
	model: string,
	baseId: string,
	adapters: readonly Pick<AdapterFile, 'modifier'>[]
): ChosenAdapter[] {
	if (model === baseId) return [];
	const id = adapters.findIndex(({ modifier }) => model === `${baseId}+${modifier.id}`);
	if (id === -1)
		throw new GatewayError(
			404,
			'model_not_found',
			`There is no ${model} here. GET /v1/models lists what there is.`,
			{ param: 'model' }
		);
	return [{ id, scale: 1 }];
}

function listed(value: unknown, count: number): ChosenAdapter[] {
	const wrong = (message: string) =>
		new GatewayError(400, 'invalid_request', `lora ${message}.`, { param: 'lora' });
	if (!Array.isArray(value)) throw wrong('should be a list of {id, scale}');
	const chosen = value.map((entry: unknown): ChosenAdapter => {
		const { id, scale } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
			string,
			unknown
		>;
		if (!Number.isInteger(id) || (id as number) < 0 || (id as number) >= count)
			throw wrong(
				count === 0
					? 'should be empty: this model has no modifiers'
					: `should name adapters from 0 to ${count - 1}`
			);
		if (typeof scale !== 'number' || !(Math.abs(scale) <= MOST_SCALE))
			throw wrong(`should give each adapter a scale from -${MOST_SCALE} to ${MOST_SCALE}`);
		return { id: id as number, scale };
	});
	if (new Set(chosen.map(({ id }) => id)).size !== chosen.length)
		throw wrong('should name an adapter once');
	return chosen;
}

// Beyond it an answer is noise; it also keeps the number of different contexts within reason.
const MOST_SCALE = 10;

const isAbsent = (value: unknown): value is undefined | null =>
	value === undefined || value === null;
