// One conversation as a file: JSON with the whole tree, which the app imports again (for an undo with its
// draft), or Markdown of the branch on screen, which people and other programs read.

import { keptIn, type Conversation, type Message, type Part } from '../contract/messages.ts';
import type { StoreContext } from './conversations.ts';
import { MemoryError } from './errors.ts';
import { CONVERSATION_FORMAT, FORMAT_VERSION } from './format-names.ts';
import { filesNamed, type KeptFile } from './files.ts';
import { placesOf, toConversation, toMessage } from './records.ts';
import { branchTo } from './tree.ts';

export async function exportConversation(
	{ connection, now }: StoreContext,
	id: string,
	format: 'json' | 'markdown' | 'undo'
): Promise<Blob> {
	const [stored, tree, draft, files] = await connection.read(
		['conversations', 'messages', 'drafts', 'files'],
		async (transaction) => {
			const conversation = await transaction.objectStore('conversations').get(id);
			const own = await transaction.objectStore('messages').index('by-place').getAll(placesOf(id));
			const written =
				format === 'undo' ? await transaction.objectStore('drafts').get(id) : undefined;
			const named = [...own, ...(written ? [written] : [])].flatMap(({ parts }) => keptIn(parts));
			return [conversation, own, written, await filesNamed(transaction, named)] as const;
		}
	);
	if (!stored)
		throw new MemoryError(
			'not-found',
			'This conversation was removed; there is nothing to export.'
		);
	const conversation = toConversation(stored);
	const messages = tree.map(toMessage);
	if (format === 'markdown')
		return new Blob([toMarkdown(conversation, messages, files)], {
			type: 'text/markdown;charset=utf-8'
		});
	const file = {
		format: CONVERSATION_FORMAT,
		version: FORMAT_VERSION,
		exportedAtMs: now(),
		conversation,
		messages,
		...(draft && { drafts: [draft] }),
		...(files.length > 0 && { files })
	};
	return new Blob([JSON.stringify(file, null, '\t')], { type: 'application/json' });
}

const NAMES: Record<Message['role'], string> = {
	user: 'You',
	assistant: 'Assistant',
	system: 'System'
};

/** The branch on screen as Markdown; times are UTC. */
export function toMarkdown(
	conversation: Conversation,
	messages: readonly Message[],
	files: readonly KeptFile[] = []
): string {
	const blocks = [`# ${oneLine(conversation.title) || 'Conversation'}`];
	if (conversation.systemPrompt !== '')
		blocks.push('## System prompt', closeFences(conversation.systemPrompt));
	for (const message of branchTo(messages, conversation.leafId)) {
		const answered = [message.source, message.model].filter((name) => name !== undefined);
		const by = answered.length > 0 ? ` (${oneLine(answered.join(', '))})` : '';
		blocks.push(`## ${NAMES[message.role]}${by} · ${utc(message.createdAtMs)}`);
		for (const part of message.parts) blocks.push(partMarkdown(part, files));
		if (message.status === 'stopped' || message.status === 'streaming')
			blocks.push('*Stopped before its end.*');
		if (message.status === 'error')
			blocks.push(`*Failed: ${oneLine(message.error?.message ?? 'no reason was given')}*`);
	}
	return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function partMarkdown(part: Part, files: readonly KeptFile[]): string {
	if (part.type === 'text') return closeFences(part.text);
	if (part.type === 'image')
		return `![${oneLine(part.name).replace(/[[\]\\]/g, '')}](data:${part.mediaType};base64,${part.data})`;
	const text = files.find(({ id }) => id === part.kept)?.text ?? part.text;
	const runs = text.match(/`{3,}/g) ?? [];
	const fence = '`'.repeat(runs.reduce((most, run) => Math.max(most, run.length + 1), 3));
	return `File ${oneLine(part.name)}:\n\n${fence}\n${text}\n${fence}`;
}

/** Text whose last code fence was left open would swallow what follows; it is closed. */
function closeFences(text: string): string {
	let open: string | null = null;
	for (const line of text.split('\n')) {
		const found = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
		if (!found) continue;
		const [, fence = '', rest = ''] = found;
		if (open === null) {
			// A back-tick in the info string makes it inline code.
			if (!(fence.startsWith('`') && rest.includes('`'))) open = fence;
		} else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === '') {
			open = null;
		}
	}
	return open === null ? text : `${text}\n${open}`;
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

function utc(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
