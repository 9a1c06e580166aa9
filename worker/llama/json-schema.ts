// A JSON schema as a client sends it, in the form node-llama-cpp makes a grammar of. What a grammar cannot
// hold is refused by name, never passed over: an answer that ends is then always one the schema accepts.
// Pure. Reference: https://json-schema.org/draft/2020-12

import type { GbnfJsonSchema } from 'node-llama-cpp';
import { GatewayError } from '../errors.ts';

type Fields = Record<string, unknown>;

/** Words about the schema, not about the value. */
const SILENT = new Set([
	'$schema',
	'$id',
	'$comment',
	'title',
	'description',
	'default',
	'examples',
	'deprecated',
	'readOnly',
	'writeOnly',
	// Every property is written, so whatever is required is there.
	'required'
]);
/** By what they are said of; beyond them a schema is refused. */
const KNOWN = new Set([
	'type',
	'properties',
	'additionalProperties',
	'minProperties',
	'maxProperties',
	'items',
	'prefixItems',
	'minItems',
	'maxItems',
	'minLength',
	'maxLength',
	'format',
	'enum',
	'const',
	'oneOf',
	'anyOf',
	'$ref',
	'$defs',
	'definitions'
]);
/** Formats a grammar holds; others are notes, as in the standard. */
const FORMATS = ['date-time', 'time', 'date'];
const MOST_DEPTH = 32;
// A grammar spells every repetition out.
const MOST_REPETITIONS = 1000;

/** Throws a GatewayError that names the keyword and where it stands. */
export function grammarSchema(schema: unknown, path: string): GbnfJsonSchema {
	const root = fieldsOf(schema, path);
	const definitions = { ...asFields(root['definitions']), ...asFields(root['$defs']) };
	const $defs = Object.fromEntries(
		Object.entries(definitions).map(([name, value]) => [
			name,
			convert(value, `${path}.$defs.${name}`, 0, definitions)
		])
	);
	const converted = convert(root, path, 0, definitions);
	return (
		Object.keys($defs).length === 0 ? converted : { ...(converted as Fields), $defs }
	) as GbnfJsonSchema;
}

function convert(value: unknown, path: string, depth: number, definitions: Fields): unknown {
	if (value === true) return {};
	const schema = fieldsOf(value, path);
	if (depth > MOST_DEPTH) throw refused(path, `is nested more than ${MOST_DEPTH} deep`);
	for (const name of Object.keys(schema))
		if (!KNOWN.has(name) && !SILENT.has(name))
			throw refused(`${path}.${name}`, 'cannot be held by a grammar here: leave it out');
	const inner = (one: unknown, at: string) => convert(one, `${path}.${at}`, depth + 1, definitions);
	if (schema['$ref'] !== undefined) return { $ref: reference(schema['$ref'], path, definitions) };
	if (schema['const'] !== undefined) return { const: plain(schema['const'], `${path}.const`) };
	if (schema['enum'] !== undefined)
		return {
			enum: listOf(schema['enum'], `${path}.enum`).map((one) => plain(one, `${path}.enum`))
		};
	const either = schema['anyOf'] ?? schema['oneOf'];
	if (either !== undefined) {
		const name = schema['anyOf'] === undefined ? 'oneOf' : 'anyOf';
		const clashing = ['type', 'properties', 'items'].find((other) => schema[other] !== undefined);
		if (clashing) throw refused(`${path}.${clashing}`, `cannot stand beside ${name} here`);
		return {
			oneOf: listOf(either, `${path}.${name}`).map((one, i) => inner(one, `${name}[${i}]`))
		};
	}
	const types = typesOf(schema, path);
	if (types.length === 0) return {};
	const made = types.map((type) => ofType(type, schema, path, inner));
	return made.length === 1 ? made[0] : { oneOf: made };
}

function ofType(
	type: string,
	schema: Fields,
	path: string,
	inner: (one: unknown, at: string) => unknown
): unknown {
	if (type === 'object') {
		const { properties, additionalProperties: more } = schema;
		const open = typeof more === 'object' && more !== null;
		return {
			type,
			properties: Object.fromEntries(
				Object.entries(asFields(properties)).map(([name, one]) => [
					name,
					inner(one, `properties.${name}`)
				])
			),
			// Without properties any object is meant.
			additionalProperties: open
				? inner(more, 'additionalProperties')
				: more !== false && properties === undefined,
			...counts(schema, path, 'minProperties', 'maxProperties')
		};
	}
	if (type === 'array') {
		const { items, prefixItems } = schema;
		return {
			type,
			...(items !== undefined && { items: inner(items, 'items') }),
			...(prefixItems !== undefined && {
				prefixItems: listOf(prefixItems, `${path}.prefixItems`).map((one, i) =>
					inner(one, `prefixItems[${i}]`)
				)
			}),
			...counts(schema, path, 'minItems', 'maxItems')
		};
	}
	if (type !== 'string') return { type };
	const { format } = schema;
	if (FORMATS.includes(format as string)) return { type, format };
	return { type, ...counts(schema, path, 'minLength', 'maxLength') };
}

function typesOf(schema: Fields, path: string): string[] {
	const { type } = schema;
	const types = type === undefined ? [] : Array.isArray(type) ? type : [type];
	for (const one of types)
		if (!TYPES.includes(one)) throw refused(`${path}.type`, `should be one of ${TYPES.join(', ')}`);
	if (types.length > 0) return types as string[];
	if (schema['properties'] !== undefined) return ['object'];
	return schema['items'] === undefined && schema['prefixItems'] === undefined ? [] : ['array'];
}

const TYPES: unknown[] = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'];

function counts(schema: Fields, path: string, ...names: string[]): Fields {
	const given: Fields = {};
	for (const name of names) {
		const value = schema[name];
		if (value === undefined) continue;
		if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > MOST_REPETITIONS)
			throw refused(`${path}.${name}`, `should be a whole number up to ${MOST_REPETITIONS}`);
		given[name] = value;
	}
	return given;
}

function reference(value: unknown, path: string, definitions: Fields): string {
	const name = /^#\/(?:\$defs|definitions)\/([^/]+)$/.exec(String(value))?.[1];
	if (name === undefined || !Object.hasOwn(definitions, name))
		throw refused(`${path}.$ref`, 'should name an entry of the schema’s own $defs');
	return `#/$defs/${name}`;
}

function plain(value: unknown, path: string): string | number | boolean | null {
	if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
		return value as string | number | boolean | null;
	throw refused(path, 'should be texts, numbers, true, false or null');
}

function listOf(value: unknown, path: string): unknown[] {
	if (Array.isArray(value) && value.length > 0) return value;
	throw refused(path, 'should be a list, and not empty');
}

function fieldsOf(value: unknown, path: string): Fields {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
	throw refused(path, 'should be an object');
}

function asFields(value: unknown): Fields {
	return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function refused(path: string, why: string): GatewayError {
	return new GatewayError(400, 'unsupported_schema', `${path} ${why}.`, { param: path });
}
