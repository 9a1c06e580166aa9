// A JSON schema as a GBNF grammar: an answer that ends is one the schema accepts. What a grammar cannot
// hold is refused by name, never passed over (`pattern`, `maximum`, …). Properties come in the schema's
// order, on one line; `oneOf` is read as `anyOf`; notes such as `title` and unknown formats say nothing of
// the value. Pure. Reference: https://json-schema.org/draft/2020-12, and llama.cpp's grammars/README.md.

import { GatewayError } from '../errors.ts';

type Fields = Record<string, unknown>;

const NOTES = [
	'$schema',
	'$id',
	'$comment',
	'$defs',
	'definitions',
	'title',
	'description',
	'default',
	'examples',
	'deprecated',
	'readOnly',
	'writeOnly'
];
const OF_ANY = ['$ref', 'const', 'enum', 'anyOf', 'oneOf', 'allOf', 'type'];
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
	object: ['properties', 'required', 'additionalProperties', 'minProperties'],
	array: ['items', 'minItems', 'maxItems'],
	string: ['minLength', 'maxLength', 'format'],
	number: ['minimum'],
	integer: ['minimum'],
	boolean: [],
	null: []
};
const TYPES = Object.keys(OF_TYPE);
const KNOWN = new Set([...NOTES, ...OF_ANY, ...Object.values(OF_TYPE).flat()]);

const DATE = '[0-9]{4} "-" ("0" [1-9] | "1" [0-2]) "-" ("0" [1-9] | [12] [0-9] | "3" [01])';
const TIME =
	'([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9] ":" [0-5] [0-9] ("." [0-9]{1,9})? ("Z" | [+-] ([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9])';
const FORMATS: Readonly<Record<string, string>> = {
	date: `"\\"" ${DATE} "\\""`,
	time: `"\\"" ${TIME} "\\""`,
	'date-time': `"\\"" ${DATE} "T" ${TIME} "\\""`,
	uuid: '"\\"" [0-9a-f]{8} "-" [0-9a-f]{4} "-" [0-9a-f]{4} "-" [0-9a-f]{4} "-" [0-9a-f]{12} "\\""'
};

/** Rules that others name. A half of a surrogate pair is no character, so `\u` never writes one. */
const SHARED: Readonly<Record<string, string>> = {
	char: '[^"\\\\\\x7F\\x00-\\x1F] | "\\\\" ["\\\\/bfnrt] | "\\\\u" ([0-9a-cA-CefEF] [0-9a-fA-F]{3} | [dD] [0-7] [0-9a-fA-F]{2})',
	string: '"\\"" char* "\\""',
	digits: '"0" | [1-9] [0-9]{0,15}',
	fraction: '("." [0-9]{1,16})? ([eE] [-+]? [0-9]{1,3})?',
	integer: '"-"? digits',
	number: '"-"? digits fraction',
	comma: '"," " "?',
	colon: '":" " "?',
	value: 'object | array | string | number | "true" | "false" | "null"',
	member: 'string colon value',
	object: '"{" (member (comma member)*)? "}"',
	array: '"[" (value (comma value)*)? "]"'
};

const MOST_RULES = 4000;
// A grammar spells every repetition out.
const MOST_REPETITIONS = 1000;
// In the whole schema, as OpenAI's. llama.cpp compares each alternative with all others: 40,000 take it 13 s.
const MOST_ENUM_VALUES = 1000;
const MOST_CHARACTERS = 256 * 1024;
// Of schemas in schemas, by reference too.
const MOST_DEPTH = 100;

/** GBNF for `schema`. Throws a GatewayError that names the keyword and where it stands. */
export function schemaGrammar(schema: unknown, path: string): string {
	return new Grammar(fieldsOf(schema, path), path).text;
}

class Grammar {
	readonly #root: Fields;
	readonly #path: string;
	readonly #rules = new Map<string, string>(Object.entries(SHARED));
	/** The rules of `$ref`s. */
	readonly #references = new Map<string, string>();
	#count = 0;
	#enumValues = 0;
	#depth = 0;

	constructor(root: Fields, path: string) {
		this.#root = root;
		this.#path = path;
		this.#rules.set('root', this.#of(root, path));
	}

	get text(): string {
		const text = [...this.#rules].map(([name, body]) => `${name} ::= ${body}`).join('\n');
		if (text.length <= MOST_CHARACTERS) return text;
		throw refused(this.#path, `makes a grammar of more than ${MOST_CHARACTERS} characters`);
	}

	/** An expression for what `value` accepts. */
	#of(value: unknown, path: string): string {
		this.#depth += 1;
		if (this.#depth > MOST_DEPTH)
			throw refused(this.#path, `holds schemas, or references, more than ${MOST_DEPTH} deep`);
		const expression = this.#expression(value, path);
		this.#depth -= 1;
		return expression;
	}

	#expression(value: unknown, path: string): string {
		if (value === true) return 'value';
		const schema = fieldsOf(value, path);
		for (const name of Object.keys(schema))
			if (!KNOWN.has(name))
				throw refused(`${path}.${name}`, 'cannot be held by a grammar here: leave it out');
		const { $ref, allOf, anyOf } = schema;
		if ($ref !== undefined) return this.#reference($ref, path);
		if (schema['const'] !== undefined) return literal(schema['const']);
		if (schema['enum'] !== undefined)
			return either(this.#enumeration(schema['enum'], `${path}.enum`));
		if (allOf !== undefined) {
			const [only, ...more] = listOf(allOf, `${path}.allOf`);
			if (more.length > 0) throw refused(`${path}.allOf`, 'should have one entry here');
			return this.#of(only, `${path}.allOf[0]`);
		}
		const name = anyOf === undefined ? 'oneOf' : 'anyOf';
		if (schema[name] === undefined) return this.#typed(schema, path);
		const beside = Object.values(OF_TYPE)
			.flat()
			.find((other) => schema[other] !== undefined);
		if (beside) throw refused(`${path}.${beside}`, `cannot stand beside ${name} here`);
		return either(
			listOf(schema[name], `${path}.${name}`).map((one, i) =>
				this.#of(one, `${path}.${name}[${i}]`)
			)
		);
	}

	#enumeration(value: unknown, path: string): string[] {
		const values = listOf(value, path);
		this.#enumValues += values.length;
		if (this.#enumValues > MOST_ENUM_VALUES)
			throw refused(path, `brings the schema to more than ${MOST_ENUM_VALUES} values of enums`);
		return values.map(literal);
	}

	#typed(schema: Fields, path: string): string {
		const { type } = schema;
		const said = type === undefined ? [] : Array.isArray(type) ? type : [type];
		for (const one of said)
			if (!TYPES.includes(one))
				throw refused(`${path}.type`, `should be one of ${TYPES.join(', ')}`);
		const implied = TYPES.filter((one) => OF_TYPE[one]?.some((name) => schema[name] !== undefined));
		const types = said.length > 0 ? (said as string[]) : implied;
		// Keywords of another type say nothing; those of no type leave all open.
		return types.length === 0
			? 'value'
			: either(types.map((one) => this.#ofType(one, schema, path)));
	}

	#ofType(type: string, schema: Fields, path: string): string {
		switch (type) {
			case 'object':
				return this.#object(schema, path);
			case 'array':
				return this.#array(schema, path);
			case 'string':
				return this.#string(schema, path);
			case 'boolean':
				return '("true" | "false")';
			case 'null':
				return '"null"';
			default: {
				const { minimum } = schema;
				if (minimum === undefined) return type;
				if (minimum !== 0) throw refused(`${path}.minimum`, 'can be 0 here, or absent');
				return type === 'integer' ? 'digits' : 'digits fraction';
			}
		}
	}

	#string(schema: Fields, path: string): string {
		const format = FORMATS[String(schema['format'])];
		if (format !== undefined) return format;
		const repeated = repetition(schema, path, 'minLength', 'maxLength');
		return repeated === '*' ? 'string' : `"\\"" char${repeated} "\\""`;
	}

	#array(schema: Fields, path: string): string {
		const { items = true } = schema;
		const [least, most] = bounds(schema, path, 'minItems', 'maxItems');
		if (most === 0) return '"[]"';
		const item = this.#rule(this.#of(items, `${path}.items`));
		const more = `(comma ${item}){${Math.max(0, least - 1)},${most === null ? '' : most - 1}}`;
		return least > 0 ? `"[" ${item} ${more} "]"` : `"[" (${item} ${more})? "]"`;
	}

	/** What is not required may be left out; what is not named is not written. */
	#object(schema: Fields, path: string): string {
		const properties = { ...fieldsOf(schema['properties'] ?? {}, `${path}.properties`) };
		const required = new Set(
			schema['required'] === undefined ? [] : namesOf(schema['required'], `${path}.required`)
		);
		for (const name of required) if (!Object.hasOwn(properties, name)) properties[name] = true;
		const members = Object.entries(properties);
		const [least] = bounds(schema, path, 'minProperties', 'minProperties');
		if (members.length === 0) return this.#map(schema, path, least);
		if (least > required.size)
			throw refused(`${path}.minProperties`, 'can be no more than what is required here');
		// From the last to the first: what may follow once something was written, and before.
		let after = '';
		let first: string[] = [];
		for (const [name, value] of members.toReversed()) {
			const member = `${literal(name)} colon ${this.#of(value, `${path}.properties.${name}`)}`;
			const written = this.#rule(`${member} ${after}`);
			const isRequired = required.has(name);
			first = isRequired ? [written] : [written, ...first];
			const following = `comma ${written}`;
			after = this.#rule(
				isRequired ? following : after === '' ? `(${following})?` : `${following} | ${after}`
			);
		}
		return `"{" ${either(first)}${required.size > 0 ? '' : '?'} "}"`;
	}

	/** Any names, each with a value of one kind. */
	#map(schema: Fields, path: string, least: number): string {
		const { additionalProperties: more = true } = schema;
		if (more === false || schema['properties'] !== undefined) return '"{}"';
		const member = this.#rule(`string colon ${this.#of(more, `${path}.additionalProperties`)}`);
		if (least > 1) throw refused(`${path}.minProperties`, 'can be 1 at most here');
		const members = `${member} (comma ${member})*`;
		return least === 1 ? `"{" ${members} "}"` : `"{" (${members})? "}"`;
	}

	#reference(value: unknown, path: string): string {
		const target = String(value);
		if (target === '#') return 'root';
		const known = this.#references.get(target);
		if (known) return known;
		const [, group = '', name = ''] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(target) ?? [];
		const definitions = asFields(this.#root[group]);
		if (!Object.hasOwn(definitions, name))
			throw refused(`${path}.$ref`, 'should name an entry of the schema’s own $defs');
		const rule = this.#newName();
		// Known before it is read: a schema may name itself.
		this.#references.set(target, rule);
		this.#rules.set(rule, this.#of(definitions[name], `${this.#path}.${group}.${name}`));
		return rule;
	}

	/** Gives an expression a name, so that it is written once. */
	#rule(body: string): string {
		const name = this.#newName();
		this.#rules.set(name, body);
		return name;
	}

	#newName(): string {
		this.#count += 1;
		if (this.#count > MOST_RULES) throw refused(this.#path, 'is too large for a grammar');
		return `r${this.#count}`;
	}
}

function either(expressions: readonly string[]): string {
	return expressions.length === 1 ? (expressions[0] ?? '') : `(${expressions.join(' | ')})`;
}

/** A value as JSON writes it, as a literal of the grammar. */
function literal(value: unknown): string {
	const text = JSON.stringify(value) ?? 'null';
	return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function repetition(schema: Fields, path: string, least: string, most: string): string {
	const [from, to] = bounds(schema, path, least, most);
	return from === 0 && to === null ? '*' : `{${from},${to ?? ''}}`;
}

/** At least, and at most; null for any number. */
function bounds(
	schema: Fields,
	path: string,
	least: string,
	most: string
): [number, number | null] {
	const read = (name: string) => {
		const value = schema[name];
		if (value === undefined) return null;
		if (
			typeof value === 'number' &&
			Number.isInteger(value) &&
			value >= 0 &&
			value <= MOST_REPETITIONS
		)
			return value;
		throw refused(`${path}.${name}`, `should be a whole number up to ${MOST_REPETITIONS}`);
	};
	const [from, to] = [read(least) ?? 0, read(most)];
	if (to !== null && to < from) throw refused(`${path}.${most}`, `should not be below ${least}`);
	return [from, to];
}

function namesOf(value: unknown, path: string): string[] {
	if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
	throw refused(path, 'should be a list of names');
}

function listOf(value: unknown, path: string): unknown[] {
	if (Array.isArray(value) && value.length > 0) return value;
	throw refused(path, 'should be a list, and not empty');
}

function asFields(value: unknown): Fields {
	return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function fieldsOf(value: unknown, path: string): Fields {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
	throw refused(path, 'should be an object');
}

function refused(path: string, why: string): GatewayError {
	return new GatewayError(400, 'unsupported_schema', `${path} ${why}.`, { param: path });
}
