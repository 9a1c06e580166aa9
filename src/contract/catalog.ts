// models/catalog.json: real open models by their public addresses. Figures without a cited source
// are null and learnt from the host at first download. `contextTokens` is what the app opens the
// model with, not the most it was trained for; `memoryBytes` is estimated for that context.

import { modelEngineFrom } from './engine-choice.ts';
import { ParseError } from './errors.ts';
import { asArray, asBoolean, asInteger, asObject, asString, type Fields } from './parse.ts';
import type { CatalogEntry } from './services.ts';

const ID = /^[a-z0-9.-]{1,60}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const LANGUAGE = /^[a-z]{2,3}$/;

/** The entries of a parsed catalog.json. Throws ParseError naming the field. */
export function catalogFrom(value: unknown): CatalogEntry[] {
	const root = asObject(value, 'catalog');
	asInteger(root.version, 'version', 1, 1);
	const entries = asArray(root.models, 'models').map((entry, i) =>
		entryFrom(entry, `models[${i}]`)
	);
	const ids = new Set(entries.map(({ id }) => id));
	if (ids.size !== entries.length) throw new ParseError('models', 'lists an id twice.');
	return entries;
}

function entryFrom(value: unknown, path: string): CatalogEntry {
	const entry = asObject(value, path);
	const field = <T>(name: string, read: (value: unknown, path: string) => T) =>
		read(entry[name], `${path}.${name}`);
	return {
		id: field('id', matching(ID, 'lower-case letters, digits, dots and dashes')),
		name: field('name', asString),
		description: field('description', asString),
		url: field('url', httpsUrl),
		bytes: entry.bytes === null ? null : field('bytes', positive),
		sha256: entry.sha256 === null ? null : field('sha256', matching(SHA256, '64 hex digits')),
		parameters: field('parameters', positive),
		memoryBytes: field('memoryBytes', positive),
		contextTokens: field('contextTokens', positive),
		licence: field('licence', asString),
		licenceUrl: field('licenceUrl', httpsUrl),
		languages: field('languages', asArray).map((language, i) =>
			matching(LANGUAGE, 'a language code')(language, `${path}.languages[${i}]`)
		),
		...optional(entry, 'contextBytesPerToken', positive, path),
		...optional(entry, 'tools', asBoolean, path),
		...optional(entry, 'vision', asBoolean, path),
		source: field('source', asString),
		...(entry.engine === undefined ? {} : { engine: field('engine', modelEngineFrom) })
	};
}

/** Nothing where the entry does not state it. */
function optional<Name extends string, T>(
	entry: Fields,
	name: Name,
	read: (value: unknown, path: string) => T,
	path: string
): { [K in Name]?: T } {
	if (entry[name] === undefined) return {};
	return { [name]: read(entry[name], `${path}.${name}`) } as { [K in Name]?: T };
}

function positive(value: unknown, path: string): number {
	return asInteger(value, path, 1);
}

function matching(pattern: RegExp, what: string): (value: unknown, path: string) => string {
	return (value, path) => {
		const text = asString(value, path);
		if (!pattern.test(text)) throw new ParseError(path, `should be ${what}.`);
		return text;
	};
}

function httpsUrl(value: unknown, path: string): string {
	const url = asString(value, path);
	if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
		throw new ParseError(path, 'should be an https address.');
	return url;
}
