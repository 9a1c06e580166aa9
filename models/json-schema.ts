// Whether JSON keeps a JSON Schema (2020-12), for grading answers: the keywords that say what a tool
// call or a record looks like. A schema with any other keyword is refused, so that nothing passes for
// having been understood that was not. Not a general validator: no references, no formats.

export type Schema = boolean | { readonly [keyword: string]: unknown };

type Check = (rule: unknown, value: unknown, schema: Record<string, unknown>) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isObject(value);
/** Two values are one when they are the same JSON, whatever the order of keys. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const canonical = (value: unknown): string =>
	JSON.stringify(value, (_, x: unknown) =>
		isObject(x) ? Object.fromEntries(Object.entries(x).toSorted(([a], [b]) => (a < b ? -1 : 1))) : x
	);

const TYPES: Record<string, (value: unknown) => boolean> = {
	object: isObject,
	array: Array.isArray,
	string: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	integer: (value) => Number.isInteger(value),
	boolean: (value) => typeof value === 'boolean',
	null: (value) => value === null
};

const schemas = (rule: unknown, keyword: string): Schema[] => {
	if (!Array.isArray(rule) || rule.length === 0 || !rule.every(isSchema))
		throw new Error(`“${keyword}” in a JSON Schema should be a list of schemas.`);
	return rule;
};
const schema = (rule: unknown, keyword: string): Schema => {
	if (!isSchema(rule)) throw new Error(`“${keyword}” in a JSON Schema should be a schema.`);
	return rule;
};
const number = (rule: unknown, keyword: string): number => {
	if (typeof rule !== 'number')
		throw new Error(`“${keyword}” in a JSON Schema should be a number.`);
	return rule;
};

/** A limit on numbers, on the length of text or lists, or on the count of properties. */
const limit =
	(
		keyword: string,
		size: (value: unknown) => number | null,
		holds: (size: number, limit: number) => boolean
	): Check =>
	(rule, value) => {
		const measured = size(value);
		return measured === null || holds(measured, number(rule, keyword));
	};
const atLeast = (size: number, least: number): boolean => size >= least;
const atMost = (size: number, most: number): boolean => size <= most;
const ofNumber = (value: unknown) => (typeof value === 'number' ? value : null);
/** In characters, as the standard counts, not in UTF-16 units. */
const ofText = (value: unknown) => (typeof value === 'string' ? [...value].length : null);
const ofList = (value: unknown) => (Array.isArray(value) ? value.length : null);
const ofObject = (value: unknown) => (isObject(value) ? Object.keys(value).length : null);

const CHECKS: Record<string, Check> = {
	type: (rule, value) =>
		(Array.isArray(rule) ? rule : [rule]).some((name: unknown) => {
			const is = TYPES[String(name)];
			if (!is) throw new Error(`“${String(name)}” is no type of JSON Schema.`);
			return is(value);
		}),
	enum: (rule, value) => Array.isArray(rule) && rule.some((one) => same(one, value)),
	const: (rule, value) => same(rule, value),
	minimum: limit('minimum', ofNumber, atLeast),
	maximum: limit('maximum', ofNumber, atMost),
	exclusiveMinimum: limit('exclusiveMinimum', ofNumber, (size, least) => size > least),
	exclusiveMaximum: limit('exclusiveMaximum', ofNumber, (size, most) => size < most),
	multipleOf: limit('multipleOf', ofNumber, (size, step) => Number.isInteger(size / step)),
	minLength: limit('minLength', ofText, atLeast),
	maxLength: limit('maxLength', ofText, atMost),
	minItems: limit('minItems', ofList, atLeast),
	maxItems: limit('maxItems', ofList, atMost),
	minProperties: limit('minProperties', ofObject, atLeast),
	maxProperties: limit('maxProperties', ofObject, atMost),
	pattern: (rule, value) => typeof value !== 'string' || new RegExp(String(rule), 'u').test(value),
	uniqueItems: (rule, value) =>
		rule !== true || !Array.isArray(value) || new Set(value.map(canonical)).size === value.length,
	items: (rule, value) =>
		!Array.isArray(value) || value.every((one) => keeps(schema(rule, 'items'), one)),
	required: (rule, value) =>
		!isObject(value) ||
		(Array.isArray(rule) && rule.every((name) => Object.hasOwn(value, String(name)))),
	properties: (rule, value) =>
		!isObject(value) ||
		(isObject(rule) &&
			Object.entries(rule).every(
				([name, one]) =>
					!Object.hasOwn(value, name) || keeps(schema(one, `properties.${name}`), value[name])
			)),
	additionalProperties: (rule, value, { properties }) => {
		if (!isObject(value)) return true;
		const known = isObject(properties) ? properties : {};
		return Object.entries(value).every(
			([name, one]) =>
				Object.hasOwn(known, name) || keeps(schema(rule, 'additionalProperties'), one)
		);
	},
	allOf: (rule, value) => schemas(rule, 'allOf').every((one) => keeps(one, value)),
	anyOf: (rule, value) => schemas(rule, 'anyOf').some((one) => keeps(one, value)),
	oneOf: (rule, value) => schemas(rule, 'oneOf').filter((one) => keeps(one, value)).length === 1,
	not: (rule, value) => !keeps(schema(rule, 'not'), value)
};
const SILENT = new Set([
	'$schema',
	'$id',
	'$comment',
	'title',
	'description',
	'default',
	'examples'
]);

/** Whether a value keeps a schema. Throws a sentence for a keyword that is not known here. */
export function keeps(rules: Schema, value: unknown): boolean {
	if (typeof rules === 'boolean') return rules;
	return Object.entries(rules).every(([keyword, rule]) => {
		if (SILENT.has(keyword)) return true;
		const check = CHECKS[keyword];
		if (!check)
			throw new Error(
				`“${keyword}” of JSON Schema is not understood here. Known: ${Object.keys(CHECKS).join(', ')}.`
			);
		return check(rule, value, rules);
	});
}

/** Whether a text is JSON that keeps a schema. */
export function keepsSchema(rules: Schema, text: string): boolean {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return false;
	}
	return keeps(rules, value);
}

/** A schema written as JSON. Throws a sentence. */
export function parseSchema(text: string): Schema {
	let rules: unknown;
	try {
		rules = JSON.parse(text);
	} catch (cause) {
		throw new Error('The schema of a question is not valid JSON.', { cause });
	}
	if (!isSchema(rules)) throw new Error('The schema of a question should be an object.');
	return rules;
}
