// The few checks every parser of outside data needs. Each refuses with a ParseError that says
// where and why. Not a schema library: the contracts are few, and their refusals are sentences.

import { ParseError } from './errors.ts';

export type Fields = Record<string, unknown>;

export function asObject(value: unknown, path: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new ParseError(path, `should be an object, is ${kindOf(value)}.`);
	return value as Fields;
}

/** The same where what is no object is no error: null. */
export function fieldsOf(value: unknown): Fields | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Fields)
		: null;
}

export function asArray(value: unknown, path: string): unknown[] {
	if (!Array.isArray(value)) throw new ParseError(path, `should be a list, is ${kindOf(value)}.`);
	return value;
}

export function asString(value: unknown, path: string): string {
	if (typeof value !== 'string') throw new ParseError(path, `should be text, is ${kindOf(value)}.`);
	return value;
}

export function asBoolean(value: unknown, path: string): boolean {
	if (typeof value !== 'boolean')
		throw new ParseError(path, `should be true or false, is ${kindOf(value)}.`);
	return value;
}

export function asNumber(value: unknown, path: string): number {
	if (typeof value !== 'number' || !Number.isFinite(value))
		throw new ParseError(path, `should be a finite number, is ${kindOf(value)}.`);
	return value;
}

/** A whole number from `min` to `max`, both included. */
export function asInteger(
	value: unknown,
	path: string,
	min = 0,
	max = Number.MAX_SAFE_INTEGER
): number {
	const number = asNumber(value, path);
	if (!Number.isSafeInteger(number) || number < min || number > max)
		throw new ParseError(path, `should be a whole number from ${min} to ${max}, is ${number}.`);
	return number;
}

/** A version of a file's form, from 1 to the `newest` that this app reads. */
export function refuseNewer(value: unknown, path: string, newest: number): void {
	const version = asInteger(value, path, 1);
	if (version > newest)
		throw new ParseError(
			path,
			`is ${version}; this app reads ${newest}. Reload the page to update the app.`
		);
}

export function asOneOf<T extends string>(value: unknown, path: string, allowed: readonly T[]): T {
	if (typeof value !== 'string' || !(allowed as readonly string[]).includes(value))
		throw new ParseError(path, `should be one of ${allowed.join(', ')}; is ${show(value)}.`);
	return value as T;
}

/** Parses JSON; the error names the place, not the whole text. */
export function asJson(text: string, what: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new ParseError('', `${what} is not valid JSON.`, { cause });
	}
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (value === undefined) return 'missing';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') return 'a text';
	if (typeof value === 'object') return 'an object';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return 'something else';
}

function show(value: unknown): string {
	return typeof value === 'string' ? `“${value.slice(0, 40)}”` : kindOf(value);
}
