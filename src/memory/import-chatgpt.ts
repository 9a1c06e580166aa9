// Reads ChatGPT's conversations.json: a list of conversations, each a `mapping` of nodes with
// `parent`, `children` and a `message` that may be null. Kept: what people and the model said to
// each other, all branches. Left out with a sentence: tools, hidden instructions, reasoning, images.

import type { Message } from '../contract/messages.ts';
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

export const CHATGPT: ForeignFormat = {
	recognises: (entry) => fieldsOf(fieldsOf(entry)?.mapping) !== null,
	titleOf: ({ title }) => title,
	read(entry, title, tally, nowMs) {
		const mapping = Object.entries(fieldsOf(entry.mapping) ?? {});
		const nodes = new Map<string, ReadNode>();
		for (const [name, node] of mapping) {
			const { parent, message } = fieldsOf(node) ?? {};
			nodes.set(name, {
				parent: typeof parent === 'string' ? parent : null,
				message: readMessage(message, tally, nowMs)
			});
		}
		const fallback = JSON.stringify([
			title,
			String(entry.create_time),
			mapping.slice(0, 3).map(([name]) => name)
		]);
		return {
			id: importedId('chatgpt', entry.conversation_id ?? entry.id, fallback),
			pinned: entry.is_starred === true,
			systemPrompt: '',
			createdAtMs: timeOf(entry.create_time, nowMs) ?? firstTime(nodes) ?? nowMs,
			updatedAtMs: timeOf(entry.update_time, nowMs),
			nodes,
			current: typeof entry.current_node === 'string' ? entry.current_node : null
		};
	}
};

function firstTime(nodes: Map<string, ReadNode>): number | null {
	for (const { message } of nodes.values()) if (message?.createdAtMs) return message.createdAtMs;
	return null;
}

function readMessage(value: unknown, tally: Tally, nowMs: number): ReadMessage | null {
	const message = fieldsOf(value);
	if (!message) return null;
	const role = roleOf(message, tally);
	if (role === null) return null;
	const text = contentText(fieldsOf(message.content) ?? {}, tally);
	if (text.trim() === '') return null;
	if (isTooLong(text)) {
		tally.add('texts that are too long');
		return null;
	}
	const metadata = fieldsOf(message.metadata);
	const read: ReadMessage = {
		role,
		parts: [{ type: 'text', text }],
		status: statusOf(message.status),
		createdAtMs: timeOf(message.create_time, nowMs)
	};
	if (role === 'assistant') {
		read.source = 'edge:chatgpt';
		const model = textOf(metadata?.model_slug).slice(0, 100);
		if (model !== '') read.model = model;
	}
	return read;
}

/** Who speaks, or null when it was not said to the other. */
function roleOf(message: Fields, tally: Tally): Message['role'] | null {
	const metadata = fieldsOf(message.metadata);
	if (metadata?.is_visually_hidden_from_conversation === true) return null;
	if (metadata?.is_user_system_message === true) return null;
	switch (fieldsOf(message.author)?.role) {
		case 'user':
			return 'user';
		case 'assistant':
			if (typeof message.recipient === 'string' && message.recipient !== 'all') {
				tally.add('calls of tools');
				return null;
			}
			return 'assistant';
		case 'system':
			// An empty one opens every conversation.
			return null;
		case 'tool':
			tally.add('results of tools');
			return null;
		default:
			tally.add('messages of nobody known');
			return null;
	}
}

function contentText(content: Fields, tally: Tally): string {
	switch (content.content_type) {
		case 'code':
			return fenced(textOf(content.text), textOf(content.language));
		case 'thoughts':
		case 'reasoning_recap':
			tally.add('reasoning');
			return '';
		case 'user_editable_context':
		case 'model_editable_context':
			return '';
		case 'execution_output':
		case 'tether_browsing_display':
		case 'tether_quote':
		case 'system_error':
			tally.add('results of tools');
			return '';
		default: {
			const parts = listOf(content.parts).map((part) => partText(part, tally));
			const text = parts.filter((part) => part !== '').join('\n\n');
			return withoutCitations(text === '' ? textOf(content.text) : text);
		}
	}
}

function partText(part: unknown, tally: Tally): string {
	if (typeof part === 'string') return part;
	const fields = fieldsOf(part);
	if (!fields) return '';
	const kind = textOf(fields.content_type);
	if (kind === 'audio_transcription') return textOf(fields.text);
	if (kind.includes('image')) tally.add('images');
	else if (kind.includes('audio') || kind.includes('video')) tally.add('recordings');
	else tally.add('parts that are not text');
	return '';
}

/** Code as a fence that its own back-ticks cannot end. */
function fenced(code: string, language: string): string {
	if (code.trim() === '') return '';
	const longest = (code.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
	const fence = '`'.repeat(longest + 1);
	const name = /^[\w+#-]{1,20}$/.test(language) && language !== 'unknown' ? language : '';
	return `${fence}${name}\n${code}\n${fence}`;
}

/** References to search results are written between private signs, which mean nothing elsewhere. */
function withoutCitations(text: string): string {
	return text.replace(/\uE200[^\uE200\uE201]*\uE201/g, '');
}

function statusOf(status: unknown): Message['status'] {
	return status === 'in_progress' || status === 'finished_partial_completion' ? 'stopped' : 'done';
}
