// A JSON schema as Anthropic's decoder takes it: closed objects, and none of the keywords it refuses with
// 400. What is left out (bounds, patterns) still stands in the words of the request.
// Reference: https://platform.claude.com/docs/en/build-with-claude/structured-outputs

import { object, type Json } from './translated.ts';

const FORMATS: readonly unknown[] = [
	'date-time',
	'time',
	'date',
	'duration',
	'email',
	'hostname',
	'uri',
	'ipv4',
	'ipv6',
	'uuid'
];
const AS_THEY_ARE = ['type', 'enum', 'const', 'title', 'description', 'required'];
// Deeper than any request: bodies are refused at 64 levels.
const MAX_DEPTH = 64;

/** `null` for what it cannot hold: references, open objects, tuples, and schemas that allow anything. */
export function decoderSchema(schema: unknown, depth = 0): Json | null {
	if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || depth > MAX_DEPTH)
		return null;
	const {
		$ref: reference,
		properties,
		additionalProperties,
		items,
		format,
		...given
	} = object(schema);
	if (reference !== undefined || (additionalProperties ?? false) !== false) return null;
	const kept: Json = {};
	for (const name of AS_THEY_ARE) if (given[name] !== undefined) kept[name] = given[name];
	if (FORMATS.includes(format)) kept['format'] = format;
	for (const [name, as] of [
		['anyOf', 'anyOf'],
		['oneOf', 'anyOf'],
		['allOf', 'allOf']
	] as const) {
		const list = given[name];
		if (list === undefined) continue;
		const parts = Array.isArray(list) ? list.map((part) => decoderSchema(part, depth + 1)) : [null];
		if (parts.includes(null)) return null;
		kept[as] = parts;
	}
	if (properties !== undefined || given['type'] === 'object') {
		const parts = Object.entries(object(properties)).map(
			([name, part]) => [name, decoderSchema(part, depth + 1)] as const
		);
		if (parts.some(([, part]) => part === null)) return null;
		kept['properties'] = Object.fromEntries(parts);
		kept['additionalProperties'] = false;
	}
	if (items !== undefined) {
		const part = decoderSchema(items, depth + 1);
		if (part === null) return null;
		kept['items'] = part;
	}
	return Object.keys(kept).length === 0 ? null : kept;
}
