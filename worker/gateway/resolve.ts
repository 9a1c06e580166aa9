// From the `model` a client names to the ordered list of upstreams that may answer: an alias, a
// `provider/model`, or a model's bare name. A client chooses among what the operator configured and
// nothing else: no part of `model` reaches an address but through a wire form, which encodes it.

import { GatewayError } from '../errors.ts';
import type { Model, Price } from '../providers/provider.ts';
import type { Caller } from '../contract.ts';
import type { GatewayConfig, Upstream } from './config.ts';

export type Candidate = {
	upstream: Upstream;
	/** The provider's own name of the model. */
	model: string;
	price: Price;
	/** The key to send: the operator's, or the caller's own. */
	key: string | null;
	/** The caller pays the provider directly. */
	ownKey: boolean;
};

// Printable, no space, no control characters, and nothing a path could be climbed with. Long enough for
// the longest real name and an adapter's.
const MODEL_NAME = /^[\w@][\w@.:/+-]{0,199}$/;

/**
 * Who may answer, first choice first. Throws 404 for a model nobody has, and 503 naming the variable
 * to set when all that have it lack a key.
 */
export function resolveModel(
	model: string,
	config: GatewayConfig,
	caller: Pick<Caller, 'ownKey'>,
	kind?: 'embeddings'
): Candidate[] {
	if (!MODEL_NAME.test(model) || model.includes('..') || model.includes('//'))
		throw new GatewayError(400, 'invalid_model', 'The model’s name holds unusual characters.', {
			param: 'model'
		});
	const alias = !isLocal(model, config) && Object.hasOwn(config.aliases, model);
	const names = (alias && config.aliases[model]) || [model];
	const found = names.flatMap((name) => candidatesFor(name, config, kind));
	const { ownKey } = caller;
	if (ownKey) {
		const theirs = found.filter(({ upstream }) => upstream.id === ownKey.provider && !upstream.own);
		if (theirs.length === 0) throw noSuchModel(`${model} at ${ownKey.provider}`, config);
		return theirs.map((candidate) => ({ ...candidate, key: ownKey.key, ownKey: true }));
	}
	if (found.length === 0) throw noSuchModel(model, config, kind);
	const usable = found.filter(({ upstream }) => upstream.missing === null);
	if (usable.length === 0) throw notConfigured(found.map(({ upstream }) => upstream));
	return usable;
}

function candidatesFor(name: string, config: GatewayConfig, kind?: 'embeddings'): Candidate[] {
	const slash = name.indexOf('/');
	const named = config.upstreams.find(({ id }) => id === name.slice(0, slash));
	if (slash > 0 && named) {
		const model = name.slice(slash + 1);
		const listed = named.models.find((m) => m.id === model);
		if (listed ? listed.kind !== kind : !named.anyModel) return [];
		return [candidate(named, listed ?? { id: model, price: named.unlisted })];
	}
	const local = isLocal(name, config);
	return config.upstreams.flatMap((upstream) =>
		(local && !upstream.local ? [] : upstream.models)
			.filter((m) => m.id === name && m.kind === kind)
			.map((m) => candidate(upstream, m))
	);
}

/**
 * Whether a model of this process has that name. Who asks for it is told that nothing leaves this machine: no
 * alias stands before it, and no provider behind it when it fails.
 */
export function isLocal(name: string, { upstreams }: Pick<GatewayConfig, 'upstreams'>): boolean {
	return upstreams.some(({ local, models }) => local && models.some(({ id }) => id === name));
}

function candidate(upstream: Upstream, model: Model): Candidate {
	return { upstream, model: model.id, price: model.price, key: upstream.key, ownKey: false };
}

// A manifest may hold more modifiers than a sentence can name.
const MOST_NAMED = 8;

/** A server with a model of its own has few, and names them; a gateway's list is long. */
export function noSuchModel(
	model: string,
	{ upstreams }: Pick<GatewayConfig, 'upstreams'>,
	kind?: 'embeddings'
): GatewayError {
	const own = upstreams
		.filter(({ local }) => local)
		.flatMap(({ models }) => models.filter((one) => one.kind === kind).map(({ id }) => id));
	const named = own.slice(0, MOST_NAMED).join(', ');
	const more = own.length > MOST_NAMED ? ', …' : '';
	const said =
		own.length === 0
			? `No configured provider offers ${model}.`
			: `There is no model ${model} here. This server has ${named}${more}.`;
	return new GatewayError(404, 'model_not_found', `${said} GET /v1/models lists what there is.`, {
		param: 'model'
	});
}

function notConfigured(upstreams: readonly Upstream[]): GatewayError {
	const variables = [...new Set(upstreams.map(({ missing }) => missing))].filter(
		(name) => name !== null
	);
	return new GatewayError(
		503,
		'not_configured',
		variables.length === 1
			? `${variables[0]} is not set at this edge. Set it, then ask again.`
			: `This edge has no provider for it. Set one of ${variables.join(', ')}, or UNDERSTUDY_PROVIDERS.`
	);
}
