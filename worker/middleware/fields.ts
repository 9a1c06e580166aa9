// Checks of single fields, each refused with OpenAI's `param` and a sentence. Absent and null fields are
// fine everywhere: OpenAI's clients send both.

import { GatewayError } from '../errors.ts';

export type Fields = Record<string, unknown>;

export function invalid(param: string, message: string): GatewayError {
	return new GatewayError(400, 'invalid_request', `${param} ${message}.`, { param });
}

export function isAbsent(value: unknown): value is undefined | null {
	return value === undefined || value === null;
}

export function object(value: unknown, param: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw invalid(param, `should be an object, is ${kindOf(value)}`);
	return value as Fields;
}

export function array(value: unknown, param: string, most: number): unknown[] {
	if (!Array.isArray(value)) throw invalid(param, `should be a list, is ${kindOf(value)}`);
	if (value.length > most)
		throw invalid(param, `should have at most ${most} entries, has ${value.length}`);
	return value;
}

export function text(value: unknown, param: string, most = Number.POSITIVE_INFINITY): string {
	if (typeof value !== 'string') throw invalid(param, `should be text, is ${kindOf(value)}`);
	if (value.length > most)
		throw invalid(param, `should be at most ${most} characters, is ${value.length}`);
	return value;
}

export function flag(value: unknown, param: string): void {
	if (!isAbsent(value) && typeof value !== 'boolean')
		throw invalid(param, `should be true or false, is ${kindOf(value)}`);
}

export function optionalText(value: unknown, param: string): void {
	if (!isAbsent(value)) text(value, param);
}

export function range(value: unknown, param: string, min: number, max: number): void {
	if (isAbsent(value)) return;
	if (typeof value !== 'number' || !(value >= min && value <= max))
		throw invalid(param, `should be a number from ${min} to ${max}, is ${shown(value)}`);
}

export function whole(
	value: unknown,
	param: string,
	min: number,
	max: number = Number.MAX_SAFE_INTEGER
): void {
	if (isAbsent(value)) return;
	if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max)
		throw invalid(
			param,
			max === Number.MAX_SAFE_INTEGER
				? `should be a whole number from ${min} up, is ${shown(value)}`
				: `should be a whole number from ${min} to ${max}, is ${shown(value)}`
		);
}

export function oneOf(value: unknown, param: string, allowed: readonly string[]): void {
	if (typeof value !== 'string' || !allowed.includes(value))
		throw invalid(param, `should be one of ${allowed.join(', ')}; is ${shown(value)}`);
}

export function kindOf(value: unknown): string {
	if (value === undefined) return 'missing';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** Numbers and short texts as they are: whoever sent them should recognise them. */
function shown(value: unknown): string {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.length <= 40 ? `“${value}”` : kindOf(value);
}
