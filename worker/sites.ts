// The sites that may embed the widget: their keys, origins and budgets, from `sites.json` or from KV
// (the same document under the key `sites.json`). A key is public: what binds it is the list of origins.
// Not here: sessions, and the headers that are made from a site.

import { ParseError } from '../src/contract/errors.ts';
import { DEFAULT_WIDGET, parseSiteWidget, PREVIEW_SITE } from '../src/contract/widget.ts';
import { asArray, asInteger, asJson, asObject, asOneOf, asString } from '../src/contract/parse.ts';
import type { Budget, BudgetLimits, Budgets, Clock, GatewayEnv, Site, Sites } from './contract.ts';
import { NO_LIMITS } from './ledger/budget.ts';

/** As much of a KV binding as is used. */
export type KeyValue = { get(key: string): Promise<string | null> };

const KEY = /^[a-z0-9][a-z0-9_-]{2,63}$/i;
// Reserved by the ledger for callers that came through no site, and by the preview.
const RESERVED_KEY = PREVIEW_SITE;
const KV_KEY = 'sites.json';
// A change in KV is seen after this at the latest, plus KV's own minute.
const KV_REREAD_MS = 60_000;

/** What `UNDERSTUDY_SITES` holds, else the document in the file. Read when first asked for. */
export function configuredSites(env: GatewayEnv, file: unknown): Sites {
	let read: readonly Site[] | null = null;
	return {
		async all() {
			const text = env['UNDERSTUDY_SITES'];
			const given = typeof text === 'string' && text.trim() !== '';
			read ??= parseSites(given ? asJson(text, 'UNDERSTUDY_SITES') : file);
			return read;
		}
	};
}

/** Sites from KV, read again once a minute; from `otherwise` while the key is absent. */
export function keyValueSites(kv: KeyValue, otherwise: Sites, clock: Clock): Sites {
	let read: { atMs: number; sites: Promise<readonly Site[]> } | null = null;
	const load = async () => {
		const text = await kv.get(KV_KEY);
		return text === null ? otherwise.all() : parseSites(asJson(text, `${KV_KEY} in KV`));
	};
	return {
		all() {
			const nowMs = clock.nowMs();
			if (read && nowMs - read.atMs < KV_REREAD_MS) return read.sites;
			const sites = load();
			read = { atMs: nowMs, sites };
			sites.catch(() => (read = null));
			return sites;
		}
	};
}

/** Reads the document `{version: 1, sites: [{key, name, origins, budget?, widget?}]}`; throws ParseError. */
export function parseSites(value: unknown): readonly Site[] {
	const document = asObject(value, 'sites.json');
	asInteger(document['version'], 'sites.json.version', 1, 1);
	onlyFields(document, 'sites.json', ['$schema', 'version', 'sites']);
	const sites = asArray(document['sites'], 'sites').map((site, i) =>
		parseSite(site, `sites[${i}]`)
	);
	sites.forEach(({ key }, i) => {
		if (sites.findIndex((other) => other.key === key) !== i)
			throw new ParseError(`sites[${i}].key`, `“${key}” is there twice.`);
	});
	return sites;
}

function parseSite(value: unknown, path: string): Site {
	const site = asObject(value, path);
	onlyFields(site, path, ['key', 'name', 'origins', 'budget', 'widget']);
	const key = asString(site['key'], `${path}.key`);
	if (!KEY.test(key) || key === RESERVED_KEY)
		throw new ParseError(
			`${path}.key`,
			`should be 3 to 64 letters, digits, - or _, and not “${RESERVED_KEY}”; is “${key.slice(0, 70)}”.`
		);
	const origins = asArray(site['origins'], `${path}.origins`).map((origin, i) =>
		parseOrigin(origin, `${path}.origins[${i}]`)
	);
	if (origins.length === 0)
		throw new ParseError(`${path}.origins`, 'should list at least one origin.');
	const name = site['name'] === undefined ? key : asString(site['name'], `${path}.name`);
	const budget = site['budget'] === undefined ? {} : parseBudgets(site['budget'], `${path}.budget`);
	const widget =
		site['widget'] === undefined
			? DEFAULT_WIDGET
			: parseSiteWidget(site['widget'], `${path}.widget`);
	const webhook =
		widget.handoff?.kind === 'webhook' ? parseWebhook(site['widget'], `${path}.widget`) : null;
	return { key, name, origins, budget, widget, webhook };
}

/** The address in `widget.handoff.url`, which is no part of what the widget is told. */
function parseWebhook(widget: unknown, path: string): string {
	const handoff = asObject(asObject(widget, path)['handoff'], `${path}.handoff`);
	const where = `${path}.handoff.url`;
	const text = asString(handoff['url'], where);
	const url = URL.canParse(text) ? new URL(text) : null;
	const isSafe =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
	if (!url || !isSafe || url.username !== '' || url.password !== '')
		throw new ParseError(
			where,
			'should be an address that begins with https:// (http is for this machine alone), without a user or password in it.'
		);
	return url.href;
}

/**
 * An exact origin, in the form browsers send. Anything else is refused, a pattern included: it also
 * becomes part of a header.
 */
export function parseOrigin(value: unknown, path: string): string {
	const text = asString(value, path);
	const url = URL.canParse(text) ? new URL(text) : null;
	const example = 'such as https://example.org, without a path';
	if (!url || url.origin === 'null' || text.includes('*'))
		throw new ParseError(path, `should be an origin ${example}; is “${text.slice(0, 80)}”.`);
	if (url.origin !== text)
		throw new ParseError(path, `should be written as ${url.origin}; is “${text.slice(0, 80)}”.`);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
		throw new ParseError(path, `should begin with https:// (http is for this machine alone).`);
	return url.origin;
}

/** `{user: {day: {turns, tokens, microUsd}, month: …}, site: …}`; whatever is left out has no limit. */
export function parseBudgets(value: unknown, path: string): Budgets {
	const budgets = asObject(value, path);
	onlyFields(budgets, path, ['user', 'site']);
	const budget = (name: 'user' | 'site') =>
		budgets[name] === undefined ? {} : { [name]: parseBudget(budgets[name], `${path}.${name}`) };
	return { ...budget('user'), ...budget('site') };
}

function parseBudget(value: unknown, path: string): Budget {
	const budget = asObject(value, path);
	onlyFields(budget, path, ['day', 'month']);
	const limits = (period: 'day' | 'month') =>
		budget[period] === undefined ? NO_LIMITS : parseLimits(budget[period], `${path}.${period}`);
	return { day: limits('day'), month: limits('month') };
}

function parseLimits(value: unknown, path: string): BudgetLimits {
	const fields = asObject(value, path);
	const limits = { ...NO_LIMITS };
	for (const name of Object.keys(fields)) {
		const what = asOneOf(name, path, ['turns', 'tokens', 'microUsd']);
		const limit = fields[what];
		limits[what] = limit === null ? null : asInteger(limit, `${path}.${what}`);
	}
	return limits;
}

/** A name for this machine, in the form that URL gives it. */
export function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		hostname === '[::1]' ||
		/^127(\.\d{1,3}){3}$/.test(hostname)
	);
}

/** The widget page's `frame-ancestors`: the site's origins, or nobody. */
export function frameAncestors(site: Site | null): string {
	return site ? ["'self'", ...site.origins].join(' ') : "'none'";
}

/**
 * Who may frame the widget's page `/widget?site=<key>`; null for every other page, which nobody may.
 * A list that cannot be read lets nobody. The operator's preview stands in the edge's own pages alone.
 */
export async function widgetAncestors(url: URL, sites: Sites): Promise<string | null> {
	if (!/^\/widget(?:\/|\.html)?$/.test(url.pathname)) return null;
	try {
		const key = url.searchParams.get('site');
		if (key === PREVIEW_SITE) return "'self'";
		return frameAncestors((await sites.all()).find((site) => site.key === key) ?? null);
	} catch {
		return frameAncestors(null);
	}
}

function onlyFields(value: Record<string, unknown>, path: string, known: readonly string[]): void {
	for (const name of Object.keys(value))
		if (!known.includes(name))
			throw new ParseError(`${path}.${name}`, `is not known. Known are ${known.join(', ')}.`);
}
