// GET /v1/models: what this edge can answer with now, in OpenAI's form: the aliases that resolve, and
// each configured provider's models with their price and its date. What lacks a key is left out.
// GET /v1/models/{id}: one of them.

import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { isLocal, noSuchModel } from '../gateway/resolve.ts';

export function modelsRoute({ config }: Gateway): Response {
	return told({ object: 'list', data: models(config) });
}

/** An id may hold slashes, as they are or encoded. Throws 404 for one that is not in the list. */
export function modelRoute(url: string, { config }: Gateway): Response {
	const id = idIn(new URL(url).pathname);
	const found = models(config).find((model) => model.id === id);
	if (!found) throw noSuchModel(/^[\x21-\x7e]{1,200}$/.test(id) ? id : 'of this name', config);
	return told(found);
}

function models(config: Gateway['config']) {
	const usable = config.upstreams.filter(({ missing }) => missing === null);
	const ids = new Set(usable.map(({ id }) => id));
	const aliases = Object.entries(config.aliases)
		.filter(([id]) => !isLocal(id, config))
		.map(([id, list]) => ({ id, list: list.filter((name) => ids.has(name.split('/')[0] ?? '')) }))
		.filter(({ list }) => list.length > 0)
		.map(({ id, list }) => ({ ...entry(id, 'understudy'), resolves_to: list }));
	const offered = usable.flatMap((upstream) =>
		upstream.models.map((model) => ({
			...entry(upstream.local ? model.id : `${upstream.id}/${model.id}`, upstream.id),
			...(model.kind && { kind: model.kind }),
			...(model.about && { understudy: model.about }),
			price_usd_per_million: model.price,
			price_as_of: model.asOf ?? upstream.pricesAsOf
		}))
	);
	return [...aliases, ...offered];
}

/** Providers do not all say when a model was made; nobody relies on it. */
function entry(id: string, ownedBy: string) {
	return { id, object: 'model', created: 0, owned_by: ownedBy };
}

function idIn(pathname: string): string {
	const id = pathname.slice('/v1/models/'.length);
	try {
		return decodeURIComponent(id);
	} catch (cause) {
		throw new GatewayError(400, 'invalid_model', 'The model’s name is not encoded as an address.', {
			param: 'model',
			cause
		});
	}
}

function told(body: object): Response {
	return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}
