// GET /v1/models: what this edge can answer with now, in OpenAI's form: the aliases that resolve, and
// each configured provider's models with their price and its date. What lacks a key is left out.

import type { Gateway } from '../gateway/gateway.ts';
import { isLocal } from '../gateway/resolve.ts';

export function modelsRoute({ config }: Gateway): Response {
	const usable = config.upstreams.filter(({ missing }) => missing === null);
	const ids = new Set(usable.map(({ id }) => id));
	const aliases = Object.entries(config.aliases)
		.filter(([id]) => !isLocal(id, config))
		.map(([id, list]) => ({ id, list: list.filter((name) => ids.has(name.split('/')[0] ?? '')) }))
		.filter(({ list }) => list.length > 0)
		.map(({ id, list }) => ({ ...entry(id, 'understudy'), resolves_to: list }));
	const models = usable.flatMap((upstream) =>
		upstream.models.map((model) => ({
			...entry(upstream.local ? model.id : `${upstream.id}/${model.id}`, upstream.id),
			...(model.kind && { kind: model.kind }),
			...(model.about && { understudy: model.about }),
			price_usd_per_million: model.price,
			price_as_of: model.asOf ?? upstream.pricesAsOf
		}))
	);
	return Response.json(
		{ object: 'list', data: [...aliases, ...models] },
		{ headers: { 'cache-control': 'no-store' } }
	);
}

/** Providers do not all say when a model was made; nobody relies on it. */
function entry(id: string, ownedBy: string) {
	return { id, object: 'model', created: 0, owned_by: ownedBy };
}
