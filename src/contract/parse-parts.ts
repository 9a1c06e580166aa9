// Parsers for what a message is made of, from outside: its parts, its role, an error. Small, since drafts
// and the tabs' protocol need them before anything else is read; whole messages are parse-messages.ts's.

import { type ErrorData, ParseError } from './errors.ts';
import type { Message, Part, Role } from './messages.ts';
import { asArray, asObject, asOneOf, asString } from './parse.ts';

/** Characters of one part. A message of 1 MB fits well; what is longer is a file, not a message. */
export const MAX_TEXT_LENGTH = 8 * 1024 * 1024;
export const MAX_PARTS = 1000;

/** Why a message cannot be stored, in words; null when it can. */
export function messageProblem({ parts }: Pick<Message, 'parts'>): string | null {
	if (parts.length > MAX_PARTS)
		return `This message has ${parts.length} parts; ${MAX_PARTS} are the most. Send some of them in another message.`;
	if (parts.some(({ text }) => text.length > MAX_TEXT_LENGTH))
		return `This message is longer than ${MAX_TEXT_LENGTH} characters. Shorten it or split it.`;
	return null;
}

export function asRole(value: unknown, path: string): Role {
	return asOneOf(value, path, ['user', 'assistant', 'system']);
}

export function errorDataFrom(value: unknown, path: string): ErrorData {
	const error = asObject(value, path);
	return {
		code: asText(error.code, `${path}.code`),
		message: asText(error.message, `${path}.message`)
	};
}

export function partsFrom(value: unknown, path: string): Part[] {
	const parts = asArray(value, path);
	if (parts.length > MAX_PARTS)
		throw new ParseError(path, `has ${parts.length} parts; ${MAX_PARTS} are the most.`);
	return parts.map((part, i) => partFrom(part, `${path}[${i}]`));
}

function partFrom(value: unknown, path: string): Part {
	const fields = asObject(value, path);
	const text = asText(fields.text, `${path}.text`);
	switch (asOneOf(fields.type, `${path}.type`, ['text', 'file'])) {
		case 'text':
			return { type: 'text', text };
		case 'file':
			return {
				type: 'file',
				name: asText(fields.name, `${path}.name`),
				mediaType: asText(fields.mediaType, `${path}.mediaType`),
				text
			};
	}
}

export function asText(value: unknown, path: string): string {
	const text = asString(value, path);
	if (text.length > MAX_TEXT_LENGTH)
		throw new ParseError(
			path,
			`has ${text.length} characters; ${MAX_TEXT_LENGTH} are the most a message may have.`
		);
	return text;
}
