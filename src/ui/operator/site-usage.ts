// What each site has spent, asked of this page's edge with the operator's access key. The key goes to that
// edge alone and is kept nowhere. Not here: who may ask (worker/routes/site-usage.ts).

import { asArray, asInteger, asObject, asString } from '../../contract/parse.ts';

export type SpentPeriod = {
	turns: number;
	tokens: number;
	microUsd: number;
	/** Null: without a limit. */
	limits: { turns: number | null; microUsd: number | null };
};

export type SiteUsage = { site: string; name: string; day: SpentPeriod; month: SpentPeriod };

/** `message` is the edge's own sentence; empty where it could not be reached or spoke no sense. */
export type UsageAnswer =
	{ outcome: 'told'; sites: readonly SiteUsage[] } | { outcome: 'refused'; message: string };

export async function askUsage(
	key: string,
	fetch: (url: string, init: RequestInit) => Promise<Response>
): Promise<UsageAnswer> {
	try {
		const response = await fetch('/v1/usage/sites', {
			headers: { authorization: `Bearer ${key}` }
		});
		const answer: unknown = await response.json();
		if (!response.ok) {
			const { message } = asObject(asObject(answer, 'answer').error, 'error');
			return { outcome: 'refused', message: asString(message, 'error.message') };
		}
		const sites = asArray(asObject(answer, 'usage').data, 'data').map(siteUsageFrom);
		return { outcome: 'told', sites };
	} catch {
		return { outcome: 'refused', message: '' };
	}
}

function siteUsageFrom(value: unknown, i: number): SiteUsage {
	const path = `data[${i}]`;
	const { site, name, periods } = asObject(value, path);
	const { day, month } = asObject(periods, `${path}.periods`);
	return {
		site: asString(site, `${path}.site`),
		name: asString(name, `${path}.name`),
		day: periodFrom(day, `${path}.day`),
		month: periodFrom(month, `${path}.month`)
	};
}

function periodFrom(value: unknown, path: string): SpentPeriod {
	const fields = asObject(value, path);
	const count = (name: string) => asInteger(fields[name], `${path}.${name}`);
	const limits = asObject(fields.limits, `${path}.limits`);
	const limit = (name: string) =>
		limits[name] === null ? null : asInteger(limits[name], `${path}.limits.${name}`);
	return {
		turns: count('turns'),
		tokens: count('promptTokens') + count('completionTokens'),
		microUsd: count('microUsd'),
		limits: { turns: limit('turns'), microUsd: limit('microUsd') }
	};
}
