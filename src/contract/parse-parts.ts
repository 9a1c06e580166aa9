// Parsers for what a message is made of, from outside: its parts, its role, an error. Small, since drafts
// and the tabs' protocol need them before anything else is read; whole messages are parse-messages.ts's.

import { type ErrorData, ParseError } from './errors.ts';
import type { FilePart, Message, Part, Role } from './messages.ts';
import { asArray, asInteger, asObject, asOneOf, asString, type Fields } from './parse.ts';

/** Characters of one part. A message of 1 MB fits well; what is longer is a file, not a message. */
export const MAX_TEXT_LENGTH = 8 * 1024 * 1024;
export const MAX_PARTS = 1000;

/** Why a message cannot be stored, in words; null when it can. */
export function messageProblem({ parts }: Pick<Message, 'parts'>): string | null {
	if (parts.length > MAX_PARTS)
		return `This message has ${parts.length} parts; ${MAX_PARTS} are the most. Send some of them in another message.`;
	if (parts.some((part) => contentOf(part).length > MAX_TEXT_LENGTH))
		return `This message is longer than ${MAX_TEXT_LENGTH} characters. Shorten it or split it.`;
	return null;
}

/** What a part is long by. */
const contentOf = (part: Part): string => (part.type === 'image' ? part.data : part.text);

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

const IMAGE_TYPE = /^image\/(?:png|jpeg|webp|gif)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** As a text that is kept apart is named. */
const KEPT = /^[\w-]{1,100}$/;

function partFrom(value: unknown, path: string): Part {
	const fields = asObject(value, path);
	switch (asOneOf(fields.type, `${path}.type`, ['text', 'file', 'image'])) {
		case 'text':
			return { type: 'text', text: asText(fields.text, `${path}.text`) };
		case 'file':
			return filePartFrom(fields, path);
		case 'image': {
			const mediaType = asText(fields.mediaType, `${path}.mediaType`);
			const data = asText(fields.data, `${path}.data`);
			if (!IMAGE_TYPE.test(mediaType))
				throw new ParseError(`${path}.mediaType`, 'should be PNG, JPEG, WebP or GIF.');
			if (!BASE64.test(data)) throw new ParseError(`${path}.data`, 'should be base64.');
			return { type: 'image', name: asText(fields.name, `${path}.name`), mediaType, data };
		}
	}
}

function filePartFrom(fields: Fields, path: string): FilePart {
	const { bytes, pages, kept, unread } = fields;
	const part: FilePart = {
		type: 'file',
		name: asText(fields.name, `${path}.name`),
		mediaType: asText(fields.mediaType, `${path}.mediaType`),
		text: asText(fields.text, `${path}.text`)
	};
	if (bytes !== undefined) part.bytes = asInteger(bytes, `${path}.bytes`, 0);
	if (pages !== undefined) part.pages = asInteger(pages, `${path}.pages`, 1);
	if (kept !== undefined) part.kept = asKeptId(kept, `${path}.kept`);
	if (unread === true) part.unread = unread;
	return part;
}

/** The name of a text that is kept beside the messages. */
export function asKeptId(value: unknown, path: string): string {
	const id = asString(value, path);
	if (!KEPT.test(id)) throw new ParseError(path, 'should be letters, digits and dashes.');
	return id;
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
