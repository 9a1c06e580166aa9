// Reads Open WebUI's export: a list of `{id, title, chat: {history: {messages, currentId}}}` where
// `messages` is an object of nodes with `parentId`; also the older form, the bare chat, and its
// plain list of `messages`. Reasoning and attachments are left out with a sentence.

import type { Message, Part } from '../contract/messages.ts';
import { fieldsOf, type Fields } from '../contract/parse.ts';
import {
	type ForeignFormat,
	importedId,
	isTooLong,
	listOf,
	type ReadMessage,
	type ReadNode,
	type Tally,
	textOf,
	timeOf
} from './imported.ts';

export const OPEN_WEBUI: ForeignFormat = {
	recognises(entry) {
		const chat = chatOf(fieldsOf(entry) ?? {});
		return fieldsOf(fieldsOf(chat.history)?.messages) !== null || Array.isArray(chat.messages);
	},
	titleOf: (entry) => entry.title ?? chatOf(entry).title,
	read(entry, title, tally, nowMs) {
		const chat = chatOf(entry);
		const { nodes, current, instructions } = readNodes(chat, tally, nowMs);
		const names = [...nodes.keys()].slice(0, 3);
		const started = entry.created_at ?? chat.timestamp ?? entry.timestamp;
		const fallback = JSON.stringify([title, String(started), names]);
		return {
			id: importedId('open-webui', entry.id ?? chat.id, fallback),
			pinned: entry.pinned === true,
			systemPrompt: textOf(fieldsOf(chat.params)?.system) || textOf(chat.system) || instructions,
			createdAtMs: timeOf(started, nowMs) ?? nowMs,
			updatedAtMs: timeOf(entry.updated_at, nowMs),
			nodes,
			current
		};
	}
};

/** The chat inside an entry of a list, or the bare chat itself. */
function chatOf(entry: Fields): Fields {
	return fieldsOf(entry.chat) ?? entry;
}

type Nodes = { nodes: Map<string, ReadNode>; current: string | null; instructions: string };

function readNodes(chat: Fields, tally: Tally, nowMs: number): Nodes {
	const nodes = new Map<string, ReadNode>();
	let instructions = '';
	const read = (message: Fields) => {
		if (message.role === 'system' && instructions === '')
			instructions = contentText(message, tally);
		return readMessage(message, tally, nowMs);
	};
	const history = fieldsOf(chat.history);
	const tree = Object.entries(fieldsOf(history?.messages) ?? {});
	for (const [name, value] of tree) {
		const message = fieldsOf(value) ?? {};
		const parent = typeof message.parentId === 'string' ? message.parentId : null;
		nodes.set(name, { parent, message: read(message) });
	}
	if (tree.length > 0) {
		const current = typeof history?.currentId === 'string' ? history.currentId : null;
		return { nodes, current, instructions };
	}
	// The older form: a list, each following the one before.
	let parent: string | null = null;
	for (const [i, value] of listOf(chat.messages).entries()) {
		const message = fieldsOf(value) ?? {};
		const id = textOf(message.id);
		const name = id !== '' && !nodes.has(id) ? id : `m${i}`;
		nodes.set(name, { parent, message: read(message) });
		parent = name;
	}
	return { nodes, current: parent, instructions };
}

function readMessage(message: Fields, tally: Tally, nowMs: number): ReadMessage | null {
	const role = roleOf(message, tally);
	if (role === null) return null;
	const attached = listOf(message.files).length + listOf(message.images).length;
	tally.add('attached files and images', attached);
	const text = contentText(message, tally);
	if (isTooLong(text)) {
		tally.add('texts that are too long');
		return null;
	}
	const error = errorText(message.error);
	if (text.trim() === '' && error === '') return null;
	const parts: Part[] = text.trim() === '' ? [] : [{ type: 'text', text }];
	const read: ReadMessage = {
		role,
		parts,
		status: error !== '' ? 'error' : message.done === false ? 'stopped' : 'done',
		createdAtMs: timeOf(message.timestamp, nowMs)
	};
	if (error !== '') read.error = { code: 'imported', message: error };
	const model = textOf(message.model).slice(0, 100);
	if (role === 'assistant' && model !== '') read.model = model;
	return read;
}

function roleOf(message: Fields, tally: Tally): Message['role'] | null {
	switch (message.role) {
		case 'user':
		case 'assistant':
			return message.role;
		case 'system':
			// It becomes the conversation's system prompt.
			return null;
		default:
			tally.add('messages of nobody known');
			return null;
	}
}

/** `content` is text, or a list of parts as the OpenAI wire form has it. */
function contentText({ content }: Fields, tally: Tally): string {
	if (typeof content === 'string') return withoutReasoning(content, tally);
	const parts = listOf(content).map((part) => {
		const fields = fieldsOf(part);
		if (fields?.type === 'text') return textOf(fields.text);
		tally.add('parts that are not text');
		return '';
	});
	return withoutReasoning(parts.filter((part) => part !== '').join('\n\n'), tally);
}

const REASONING = '<details type="reasoning"';
const END = '</details>';

function withoutReasoning(text: string, tally: Tally): string {
	let kept = '';
	let from = 0;
	for (;;) {
		const start = text.indexOf(REASONING, from);
		const end = start < 0 ? -1 : text.indexOf(END, start);
		if (end < 0) break;
		kept += text.slice(from, start);
		from = end + END.length;
		tally.add('reasoning');
	}
	return from === 0 ? text : `${kept}${text.slice(from)}`.trim();
}

function errorText(error: unknown): string {
	if (typeof error === 'string') return error.slice(0, 1000);
	if (error === true) return 'The answer failed.';
	return textOf(fieldsOf(error)?.content).slice(0, 1000);
}
