// The two files of our own: a backup of everything and an export of one conversation, as JSON.
// Writing them is backup.ts and export.ts; here is what they hold and the strict reading of it.

import { ParseError } from '../contract/errors.ts';
import type { Message } from '../contract/messages.ts';
import { FILE_BOUNDS } from '../contract/files.ts';
import { isModeChoice } from '../contract/modes.ts';
import { asRecordId, asTime, conversationFrom, messageFrom } from '../contract/parse-messages.ts';
import { asKeptId, partsFrom } from '../contract/parse-parts.ts';
import { asArray, asInteger, asObject, asString, type Fields } from '../contract/parse.ts';
import { DEFAULT_SETTINGS, settingsFrom } from '../contract/settings.ts';
import type { StoredDraft, StoredSetting } from './database.ts';
import {
	BACKUP_FORMAT,
	CONVERSATION_FORMAT,
	FORMAT_VERSION,
	MAX_OWN_MESSAGES
} from './format-names.ts';
import type { KeptFile } from './files.ts';
import type { Bundle, ImportedConversation, Skipped } from './merge.ts';
import { treeProblem } from './merge.ts';

export function isOwnFormat(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || !('format' in value)) return false;
	return value.format === BACKUP_FORMAT || value.format === CONVERSATION_FORMAT;
}

/** Everything of a backup or an export. Throws ParseError at the first thing that is wrong. */
export function bundleFrom(value: unknown): Bundle {
	try {
		return readBundle(value);
	} catch (error) {
		if (!(error instanceof ParseError) || error.path === 'version') throw error;
		throw new ParseError(
			'',
			`This file is damaged or was changed, so nothing was imported (${error.message}) Export it again from where it was made.`,
			{ cause: error }
		);
	}
}

function readBundle(value: unknown): Bundle {
	const root = asObject(value, 'file');
	const version = asInteger(root.version, 'version', 1);
	if (version > FORMAT_VERSION)
		throw new ParseError(
			'version',
			`This file is version ${version}; this app reads version ${FORMAT_VERSION}. Reload the page to update the app, then try again.`
		);
	if (root.format === CONVERSATION_FORMAT) {
		const conversation = conversationFrom(root.conversation, 'conversation');
		const messages = messagesFrom(root.messages);
		return {
			conversations: [checked({ conversation, messages }, 'messages')],
			drafts: draftsOf(conversation.id, root.drafts),
			settings: [],
			files: filesFrom(root.files),
			skipped: []
		};
	}
	return backupFrom(root);
}

function backupFrom(root: Fields): Bundle {
	const byId = new Map<string, ImportedConversation>();
	for (const [i, value] of asArray(root.conversations, 'conversations').entries()) {
		const conversation = conversationFrom(value, `conversations[${i}]`);
		if (byId.has(conversation.id))
			throw new ParseError(`conversations[${i}].id`, 'is the id of another one in this file.');
		byId.set(conversation.id, { conversation, messages: [] });
	}
	const ids = new Set<string>();
	for (const [i, message] of messagesFrom(root.messages).entries()) {
		if (ids.has(message.id))
			throw new ParseError(`messages[${i}].id`, 'is the id of another one in this file.');
		ids.add(message.id);
		const owner = byId.get(message.conversationId);
		if (!owner)
			throw new ParseError(`messages[${i}].conversationId`, 'names no conversation of this file.');
		owner.messages.push(message);
	}
	const skipped: Skipped = [];
	return {
		conversations: [...byId.values()].map((imported, i) =>
			checked(imported, `conversations[${i}]`)
		),
		drafts: asArray(root.drafts, 'drafts').map((draft, i) => draftFrom(draft, `drafts[${i}]`)),
		settings: settingsRecordsFrom(root.settings, skipped),
		files: filesFrom(root.files),
		skipped
	};
}

function messagesFrom(value: unknown): Message[] {
	const messages = asArray(value, 'messages');
	if (messages.length > MAX_OWN_MESSAGES)
		throw new ParseError('messages', `has ${messages.length}; ${MAX_OWN_MESSAGES} are the most.`);
	return messages.map((message, i) => messageFrom(message, `messages[${i}]`));
}

/** Absent in files of older versions, and where nothing was kept. */
function filesFrom(value: unknown): KeptFile[] {
	if (value === undefined) return [];
	return asArray(value, 'files').map((item, i) => {
		const file = asObject(item, `files[${i}]`);
		const text = asString(file.text, `files[${i}].text`);
		if (text.length > FILE_BOUNDS.characters)
			throw new ParseError(
				`files[${i}].text`,
				`has ${text.length} characters; ${FILE_BOUNDS.characters} are the most.`
			);
		return { id: asKeptId(file.id, `files[${i}].id`), text };
	});
}

function checked(imported: ImportedConversation, path: string): ImportedConversation {
	const problem = treeProblem(imported);
	if (problem !== null) throw new ParseError(path, problem);
	return imported;
}

/** What was being written in a conversation when it was removed; absent in what a person exports. */
function draftsOf(conversationId: string, value: unknown): StoredDraft[] {
	if (value === undefined) return [];
	return asArray(value, 'drafts').map((item, i) => {
		const draft = draftFrom(item, `drafts[${i}]`);
		if (draft.conversationId === conversationId) return draft;
		throw new ParseError(`drafts[${i}].conversationId`, 'names no conversation of this file.');
	});
}

function draftFrom(value: unknown, path: string): StoredDraft {
	const fields = asObject(value, path);
	return {
		conversationId: asRecordId(fields.conversationId, `${path}.conversationId`),
		parts: partsFrom(fields.parts, `${path}.parts`),
		// Of an app that knows another mode the message is kept without it.
		...(isModeChoice(fields.mode) && { mode: fields.mode }),
		updatedAtMs: asTime(fields.updatedAtMs, `${path}.updatedAtMs`)
	};
}

/** A setting this app does not know, or not with this value, is left out and named. */
function settingsRecordsFrom(value: unknown, skipped: Skipped): StoredSetting[] {
	const records: StoredSetting[] = [];
	for (const [i, record] of asArray(value, 'settings').entries()) {
		const fields = asObject(record, `settings[${i}]`);
		const key = asString(fields.key, `settings[${i}].key`);
		const updatedAtMs = asTime(fields.updatedAtMs, `settings[${i}].updatedAtMs`);
		const known = Object.keys(DEFAULT_SETTINGS).find((name) => name === key) as
			keyof typeof DEFAULT_SETTINGS | undefined;
		const accepted = known && settingsFrom({ [known]: fields.value })[known];
		if (accepted !== undefined && accepted === fields.value)
			records.push({ key, value: accepted, updatedAtMs });
		else
			skipped.push({
				what: `the setting “${key.slice(0, 40)}”`,
				why: 'This version of the app does not know it, or not with this value.'
			});
	}
	return records;
}
